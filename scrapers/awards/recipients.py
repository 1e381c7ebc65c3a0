"""What a name is: a funder, an organisation, a place; how it is printed as a recipient, and whether it may be one.

Where names stand in a text belongs in names_in_text.py.
"""

from __future__ import annotations

import re
from functools import cache

from scrapers.awards import lexicon, organisation_words, verbs
from scrapers.awards.passages import clean
from scrapers.reference import cluster_names, ministry_names, names_with_and, places, programme_names

CLOSED = verbs.HELPERS | lexicon.RELATIVE | lexicon.WITH | lexicon.TO | lexicon.NEGATION | lexicon.EACH
_NO_NOUNS = CLOSED | lexicon.PLACE | lexicon.FROM | lexicon.AND | lexicon.OPENERS
_LEVEL = re.compile(
    r"(?i:år|gruppe|nivå|kategori|trinn|steg|sats|klasse|fase|runde|punkt|del|level|group|tier|step)(?:\s*[\dA-ZIVX]{0,3})$"
)
_TRAILING = re.compile(r"\s*\([^()]*\)?\s*$")
_PLACE_TAIL = re.compile(
    r"\s+(?:med utgangspunkt i|i regionen|i samarbeid med|sammen med|saman med|together with|med partner\w*|"
    r"og partner\w*|for sitt|for prosjektet|som)\s.*$|"
    r"\s+(?:med|og) partner\w*$",
    re.IGNORECASE,
)
_POT = re.compile(r"\w*(?:ramme[nr]?|ramma|budsjett(?:et)?|pott(?:en)?|ordning(?:en|a))$", re.IGNORECASE)
_GROUP_OF_PLACE = re.compile(r"\w-[a-zæøå]{4,}(?:ene|ane)$")  # "Østfold-kommunene"
_AGENCY = re.compile(r"^[^\s]*(?:direktoratet|tilsynet|verket|statens vegvesen)$")
_SHIPS = frozenset(
    ["ms", "ds", "mk", "mf", "mb", "ss", "ks", "hs", "galeas", "galeasen", "jakt", "jakta", "jekt", "jekta", "skonnert"]
)
_ABBREVIATED = re.compile(r"\b\w\.\w$")  # "Termopol Sp. z o.o."
_LEADING = re.compile(
    r"^(?:(?:prosjektet|selskapet|bedriften|bedrifta|klyngen|klynga|klyngeprosjektet|"
    r"stiftelsen(?= [A-ZÆØÅ]\w+ [A-ZÆØÅ])|søker|mottaker|kommune|for|til|the company|the project|også|"
    r"òg)\s*:?\s+)(?=[A-ZÆØÅ«\"])",
)
_ORGANISATION = re.compile(
    r"\b(?:AS|ASA|SA|KF|IKS|BA|HF|As|kommune|fylkeskommune|universitet\w*|museum|museet|museene|høgskul\w*|"
    r"høgskole\w*|høyskole\w*|stiftels\w*|foreni\w*|senter|"
    r"sykehus|sjukehus|klynge\w*|cluster|inkubator|kunnskapspark\w*|næringshage\w*|havn|hamn|teater|teatret|"
    r"institutt\w*|University|Institute|NCE|GCE|Arena|SINTEF|NTNU|UiO|UiB)\b|"
    r"kommune$|museum$|-klyng\w+$"
)


@cache
def programme_aliases() -> frozenset[str]:
    return frozenset(alias.casefold() for alias, _ in programme_names())


def is_funder(name: str) -> bool:
    low = clean(name).casefold().removeprefix("the ")
    return (
        low.replace(" ", "_") in organisation_words.FUNDERS
        or low.endswith(("departementet", "direktoratet", "tilsynet", "budsjettet", "regjering", "government"))
        or low.startswith(("ministry of", "the ministry"))
        or low in ministry_names()
    )


def tidy_name(text: str) -> str:
    """As printed, without a trailing parenthetical, quotation marks, "i regionen …" and words that introduce it."""
    name = clean(text).strip(" ,.;:–—-•>*\u00b7|")
    while (cut := _TRAILING.sub("", name)) != name and cut:
        name = cut
    name = _PLACE_TAIL.sub("", name)
    name = _LEADING.sub("", name) if not name.startswith("Stiftelsen") else name
    if len(name) > 2 and name[0] in "«\"“”„'" and name[-1] in "»\"”“'":
        name = name[1:-1]
    name = name.strip(' ,.;:–—-«»"“”')
    if name.count("«") > name.count("»"):
        name = f"{name}»"  # "MS «Folkefrelsar»"
    return f"{name}." if _ABBREVIATED.search(name) else name


def is_organisation(name: str) -> bool:
    low = clean(name).casefold()
    return (
        bool(_ORGANISATION.search(clean(name))) or low in cluster_names() or low in places() or low in names_with_and()
    )


def is_body(name: str) -> bool:
    """An organisation by its form or by the noun it ends in."""
    return is_organisation(name) or name.lower().endswith(organisation_words.ORGANISATION_ENDINGS)


def is_ship(words: str) -> bool:
    """Whether what stands before a quoted name calls it a ship: "MS «Folkefrelsar»"."""
    return words.lower().replace("/", "") in _SHIPS


def is_place(name: str) -> bool:
    low = clean(name).casefold()
    return low in places() or low in names_with_and()


def is_placed_cluster(name: str) -> bool:
    """ "Arena Skognæringa i Trøndelag", "Energi i Nord": the register has the place in the name."""
    return clean(name).casefold() in cluster_names()


def keeps_place(head: str) -> bool:
    """ "Høgskulen i Volda", "Bryggen i Bergen": a definite noun is a name only with its place."""
    words = head.split()
    if words[0].lower() in {"den", "det", "de", "dei"}:  # "Den maritime klyngen på Møre"
        words = words[-1:]
    return len(words) == 1 and words[0].lower().endswith(organisation_words.DEFINITE_HEADS)


def may_receive(name: str) -> bool:
    """Not a funder, not a number, not a word for any sum or group."""
    tidy = tidy_name(name)
    low = tidy.casefold()
    return (
        bool(re.search(r"[^\W\d_]{2}", tidy))
        and len(tidy) <= 120
        and not is_funder(tidy)
        and low not in organisation_words.COUNTRIES
        and not _LEVEL.match(tidy)
        and low not in programme_aliases() | lexicon.OPENERS
        and not low.endswith(
            (
                "-status",
                "-prosjektet",
                "-programmet",
                "-ordningen",
                "-ordninga",
                "-støtte",
                "-midler",
                "-midlar",
                "-penger",
                "-pengar",
                "-prisen",
                "-klyngene",
                "-klyngjene",
                "ministeren",
                "ministaren",
                "statsråden",
                "'s",
                "’s",
            )
        )
        and not _GROUP_OF_PLACE.search(tidy)
        and not _POT.fullmatch(tidy)
    )


def may_receive_for(name: str, title: str | None) -> bool:
    """In rows of names and projects also an agency of the state that applied: "Statens vegvesen: Sorg i trafikken"."""
    return may_receive(name) or (title is not None and _AGENCY.search(tidy_name(name).casefold()) is not None)


def is_closed(word: str) -> bool:
    """A preposition, conjunction, pronoun or verb: no noun that a genitive could own."""
    return word in _NO_NOUNS or verbs.is_verb(word)


def is_named_organisation(name: str) -> bool:
    """Whether the name itself has a word of organisations in it: AS, kommune, museum …"""
    return _ORGANISATION.search(name) is not None
