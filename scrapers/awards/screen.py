"""A first look at a release: whether a word of it can be of money or of awards. Many releases of a ministry have none.

Wide on purpose: what passes is read by rules, what does not is not read. ``tests/test_screen.py`` holds it against
every labelled release with the screen off.
"""

from __future__ import annotations

import re


def _parts(text: str) -> tuple[str, ...]:
    """Parts of words; an underscore stands for a space."""
    return tuple(part.replace("_", " ") for part in text.split())


_MONEY = _parts("kron milli mill. mill_ mrd tusen thousand billion dollar pund pound euro € $ £ ,- ,– ,—")
_AWARDS = _parts(
    """
    støtt stønad tilskudd tilskot tilsagn midler midlar midlene midlane bevilg løyvd løyvin løyver tildel innvilg
    penger pengen pengar pengan finansier stipend potten utlys fordelt fordele fordeling
    grant fund award money support backing
    nce gce arena katapult klynge klyngj cluster inkubator næringshage ekspertsent s_of_expertise e_of_expertise
    opptatt tatt_ tas_ tek_ teken_ tekne_ plukk valgt_ut vald_ut valde_ut utvalgte utvalde utpekt til_nasjonal
    som_nasjonal deler_ut dele_ut delt_ut delte_ut deles_ut delast_ut
    _vinner _vinnar mottaker mottakar nåløye nådde_opp nådd_opp når_opp fått_ja får_ja fikk_ja fekk_ja status lista
    listen
    select chosen admit promot winner recipient
    """
)
_CODES = re.compile(
    r"(?<![^\W\d_])(?:mill|mia|[mtk]?kr|[nsd]kr|[mtk](?:nok|eur|usd|gbp|sek|dkk)|nok[mk]?|eurm?|usd|gbp|sek|dkk|isk|"
    r"chf|cad|aud|jpy|cny|pln|czk|inr|nzd|mn|bn)(?![^\W\d_])"
)
_NUMBERS = re.compile(r"\d(?:[\s.'’,]\d{3}(?!\d)|\s?[mk](?!\w))")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]")


def may_tell_awards(text: str) -> bool:
    """Whether a release with this text has to be read for money and awards."""
    low = text.lower()
    if any(part in low for part in (*_MONEY, *_AWARDS)):
        return True
    return any(pattern.search(low) for pattern in (_CODES, _NUMBERS, _INVISIBLE))
