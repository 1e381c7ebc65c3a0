"""The words of the money grammar: currencies, units that are not money, qualifiers, "per year" and periods.

Only words and how they are found around an amount; reading the amount itself belongs in money.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.numerals import WORDS

if TYPE_CHECKING:
    from scrapers.model import Qualifier

CURRENCIES = {
    **dict.fromkeys(("kr", "kroner", "krone", "kronene", "kronar", "kronor", "nok", "nkr"), "NOK"),
    "kronor": "SEK",
    "sek": "SEK",
    "dkk": "DKK",
    **dict.fromkeys(("eur", "euro", "euros", "€"), "EUR"),
    **dict.fromkeys(("usd", "dollar", "dollars", "$"), "USD"),
    **dict.fromkeys(("gbp", "pund", "£"), "GBP"),
}
_KRONER = ("kr", "kroner", "kronar", "kronor", "krone")
_DOLLAR = ("dollar", "dollars")
FOREIGN = {
    **{word: dict.fromkeys(_KRONER, "NOK") for word in ("norske", "norsk", "norwegian")},
    **{word: dict.fromkeys(_KRONER, "SEK") for word in ("svenske", "svensk", "swedish")},
    **{word: dict.fromkeys(_KRONER, "DKK") for word in ("danske", "dansk", "danish")},
    **{word: dict.fromkeys(_DOLLAR, "USD") for word in ("amerikanske", "amerikansk", "us")},
    **{word: {"pund": "GBP"} for word in ("britiske", "engelske")},
}
SCALED_CURRENCIES = {
    "mnok": ("NOK", 10**6),
    "tnok": ("NOK", 10**3),
    "tkr": ("NOK", 10**3),
    "mkr": ("NOK", 10**6),
    "mrdkr": ("NOK", 10**9),
    "meur": ("EUR", 10**6),
    "musd": ("USD", 10**6),
}
SCALES = {"m": 10**6, "M": 10**6, "bn": 10**9, "k": 10**3}

_COMPOUND = re.compile(
    r"[^\W\d_]{3,}?(?:(?P<million>million(?:er|ar|ene|ane)?)|(?P<milliard>milliard(?:er|ar|en)?)|(?P<krone>kron(?:er|ene|ar)))",
    re.IGNORECASE,
)


def compound_scale(word: str) -> tuple[int, str | None]:
    """ "krisemillioner" → (10^6, "NOK"), "klimasatskroner" → (1, "NOK"); (0, None) for any other word."""
    match = _COMPOUND.fullmatch(word)
    if match is None:
        return 0, None
    return (10**6 if match["million"] else 10**9 if match["milliard"] else 1), "NOK"


RISES = ("øk", "auk", "løft", "redus", "opp", "ned", "stig", "vok", "increas", "rais", "cut", "kutt")

NOT_MONEY_UNITS = set(
    ["tonn", "tonnes", "kilo", "kg", "gram", "km", "kilometer", "meter", "m2", "m²", "mål", "dekar", "liter", "kwh", "mwh", "gwh", "twh", "mw", "watt", "år", "years", "timer", "dager", "mennesker", "personer", "innbyggere", "innbyggjarar", "nordmenn", "flyktninger", "barn", "unge", "elever", "studenter", "ansatte", "tilsette", "årsverk", "arbeidsplasser", "jobber", "brukere", "besøkende", "gjester", "turister", "bedrifter", "virksomheter", "kommuner", "prosent", "pst", "people", "inhabitants", "jobs", "employees", "visitors", "users", "companies", "fisk", "laks", "poeng", "stemmer", "eksemplarer"]
)
COUNTED_ENDINGS = ("ere", "erer", "arar", "ister", "folk", "flyktet", "mennesker")  # "seks millioner velgere"
NOT_MONEY_BEFORE = set(
    ["tlf", "telefon", "tel", "mobil", "mob", "fax", "faks", "phone", "org", "orgnr", "organisasjonsnummer", "kap", "kapittel", "post", "pkt", "punkt", "side", "s", "nr", "nummer", "kontonummer", "konto", "id", "versjon", "kl", "år"]
)
# After a number with a scale word but no currency, these go on with a sentence about money.
PLAUSIBLE_AFTER = set(
    ["til", "for", "i", "frå", "fra", "på", "over", "av", "og", "som", "mer", "meir", "ekstra", "hver", "kvar", "per", "pr", "fordelt", "gjennom", "gis", "går", "gjeng", "blir", "skal", "kan", "med", "mens", "medan", "der", "årlig", "årleg", "to", "from", "in", "over", "for", "and", "each", "of", "a", "per", "through", "med", "ved", "når", "nye", "friske", "i", "støtte", "stønad", "tilskudd", "tilskot", "fikk", "fekk", "får", "hvert", "kvart", "samlet", "samla", "totalt", "støtter", "eller", "but", "was", "will", "is", "kjem", "kommer", "deles", "delast", "tildeles", "innen", "innan", "den", "det", "dei", "de", "ut", "alt", "samt", "mot"]
)

_QUALIFIERS: tuple[tuple[Qualifier, str], ...] = (
    ("up_to", r"inntil|opptil|opp\s+til|oppunder|maksimalt|maks|høyst|høgst|inntill|up\s+to|as\s+much\s+as|at\s+most"),
    (
        "over",
        r"mer\s+enn|meir\s+enn|godt\s+over|i\s+overkant\s+av|minst|drøyt?e?|drygt|vel|over|minimum|more\s+than|"
        r"at\s+least|well\s+over",
    ),
    (
        "almost",
        r"nesten|nær(?:t|are|ere|mere|mare)?|snaue?t?|knappe?t?|i\s+underkant\s+av|under|oppimot|opp\s+mot|bortimot|"
        r"mindre\s+enn|almost|nearly|close\s+to|just\s+under|mot",
    ),
    (
        "about",
        r"om\s*lag|omlag|omtrent|rundt|ca\.?|cirka|circa|omkring|anslagsvis|kring|about|around|approximately|some",
    ),
)
_QUALIFIER = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _QUALIFIERS) + r")\s+(?:på\s+)?$", re.IGNORECASE
)

_PER_YEAR_AFTER = re.compile(
    r"[\s,]*\(?\s*(?:pr\.?|per|i|kvart|hvert|om)\s*(?:året|år)\b(?!\s*(?:20|19)\d\d)|\s*(?:årlig|årleg)\b|"
    r"\s*(?:a|per|each|every)\s+year\b|\s*(?:annually|yearly)\b",
    re.IGNORECASE,
)
_PER_YEAR_BEFORE = re.compile(
    r"\b(?:årlige?|årleg|årlege|annual|annually|yearly|per år|pr\.? år|i året|hvert år|kvart år)\b"
    r"(?:\s+\w+){0,3}\s*$",
    re.IGNORECASE,
)
_SMALL_NUMBER = "|".join(sorted((w for w, v in WORDS.items() if 1 <= v <= 20 and len(w) > 1), key=len, reverse=True))
_YEARS = re.compile(
    rf"(?:[\s,(]+(?:(?:pr\.?|per|i)\s+(?:år|året)|hvert\s+år|kvart\s+år|årlig|årleg|a\s+year|per\s+year|annually))?"
    rf"[\s,(]*(?P<period>(?:i|over|for|in|gjennom|fordelt\s+på|fordelt\s+over)\s+(?:inntil\s+|opptil\s+|de\s+neste\s+|dei\s+neste\s+|"
    rf"the\s+next\s+|a\s+period\s+of\s+|en\s+periode\s+på\s+|ein\s+periode\s+på\s+)?(?P<count>\d{{1,2}}|{_SMALL_NUMBER})"
    rf"(?:\s+|-)(?:år|years?)\b)",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"[\s,(]*(?P<period>(?:for\s+|i\s+)?(?:åra\s+|årene\s+|perioden\s+|the\s+period\s+|fra\s+|frå\s+|from\s+)?"
    r"(?P<first>20\d\d|19\d\d)\s*(?:[–—-]|til\s+og\s+med|til|to)\s*(?P<last>(?:20|19)?\d\d))\b",
    re.IGNORECASE,
)


def qualifier_before(text: str, floor: int, start: int) -> tuple[Qualifier, int]:
    """The qualifier directly before ``text[start:]`` and where it begins; never looks back beyond ``floor``."""
    window = max(floor, start - 30)
    match = _QUALIFIER.search(text, window, start)
    if match is None:
        return "exact", start
    name = next(name for name, _ in _QUALIFIERS if match[name])
    return name, match.start()


def per_year_after(text: str, end: int) -> bool:
    return _PER_YEAR_AFTER.match(text, end) is not None


def per_year_before(text: str, floor: int, start: int) -> bool:
    return _PER_YEAR_BEFORE.search(text, max(floor, start - 50), start) is not None


def period_after(text: str, end: int) -> tuple[str | None, int | None]:
    """ "i tre år" → 3, "2015–2017" → 3, directly behind an amount."""
    if match := _YEARS.match(text, end):
        count = match["count"].lower()
        return match["period"], int(count) if count.isdigit() else WORDS[count]
    if match := _SPAN.match(text, end):
        last = match["last"] if len(match["last"]) == 4 else match["first"][:2] + match["last"]
        years = int(last) - int(match["first"]) + 1
        return (match["period"], years) if 1 < years <= 15 else (None, None)
    return None, None
