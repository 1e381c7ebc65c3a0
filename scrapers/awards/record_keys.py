"""The keys of "key: value" lines: who gets money, what for, how much, and what was applied for.

Reading records by them belongs in records.py and headed_records.py.
"""

from __future__ import annotations

import re

KEY = re.compile(r"^[\W_]*(?P<key>[A-ZÆØÅ][\wæøåÆØÅ .]{2,32}?)\s*:\s*(?P<value>\S.*)?$")
RECIPIENT_KEY = re.compile(  # "Bedrift", "Mottaker av tilskot": not "Bedrift Nord AS"
    r"^(?:søker|søkjar|(?:støtte|tilskudds?|tilskots?)?mottak(?:er|ar)|virksomhet|verksemd|bedrift|prosjekteier|"
    r"prosjekteigar|recipient|applicant|organisasjon|selskap|prosjektansvarlig|navn|namn|klynge|tiltakshaver|"
    r"tiltakshavar|arrangør|kommune|ansvarlig)(?-i:[a-zæøå]*(?: [a-zæøå]+)*)$",
    re.IGNORECASE,
)
TITLE_KEY = re.compile(r"^(?:prosjekt(?:tittel|navn|namn)?$|tittel|project|tiltak|formål|føremål|title)", re.IGNORECASE)
APPLIED_KEY = re.compile(r"søkt|omsøkt|søknad|applied|kostnad|invester|budsjett|ramme|egenandel|total", re.IGNORECASE)
AMOUNT_KEY = re.compile(
    r"tilskudd|tilskot|tildel|innvilg|bevilg|løyv|støtte|stønad|beløp|award|grant|sum|tilsagn", re.IGNORECASE
)
