"""The words of the money grammar: currencies, units that are not money, and what may stand around a bare number.

Only words; qualifiers and periods are in money_context.py, reading an amount in money_parts.py.
"""

from __future__ import annotations

import re
from functools import lru_cache


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _tuple(words: str) -> tuple[str, ...]:
    return tuple(words.split())


CURRENCIES = {
    **dict.fromkeys(("kr", "kroner", "krone", "kronene", "kronar", "kronane", "nok", "nkr"), "NOK"),
    **dict.fromkeys(("kronor", "sek", "skr"), "SEK"),
    **dict.fromkeys(("dkk", "dkr"), "DKK"),
    **dict.fromkeys(("eur", "euro", "euros", "€"), "EUR"),
    **dict.fromkeys(("usd", "dollar", "dollars", "$"), "USD"),
    **dict.fromkeys(("gbp", "pund", "pounds", "£"), "GBP"),
    **{code.lower(): code for code in ("ISK", "CHF", "CAD", "AUD", "JPY", "CNY", "PLN", "CZK", "INR", "NZD")},
}
ONLY_CAPITALS = {"sek": "SEK", "isk": "ISK", "aud": "AUD", "inr": "INR", "cad": "CAD", "pln": "PLN"}
"""Codes that are other words or abbreviations in small letters: "10 sek" are seconds."""
PREFIXES = {"kr", "nkr", "skr", "dkr", "€", "$", "£", "kroner", "kronar", "euro"}
"""What stands before its number besides codes in capitals."""
_KRONER = ("kr", "kroner", "kronar", "kronor", "krone")
_DOLLAR = ("dollar", "dollars", "$")
NATIONS = {
    **{word: dict.fromkeys(_KRONER, "NOK") for word in ("norske", "norsk", "norwegian")},
    **{word: dict.fromkeys(_KRONER, "SEK") for word in ("svenske", "svensk", "swedish")},
    **{word: dict.fromkeys(_KRONER, "DKK") for word in ("danske", "dansk", "danish")},
    **{word: dict.fromkeys(_KRONER, "ISK") for word in ("islandske", "islandsk", "icelandic")},
    **{word: dict.fromkeys((*_KRONER, "koruna"), "CZK") for word in ("tsjekkiske", "czech")},
    **{word: dict.fromkeys(_KRONER, "EEK") for word in ("estiske", "estonian")},
    **{word: dict.fromkeys(_DOLLAR, "USD") for word in ("amerikanske", "amerikansk", "us", "american")},
    **{word: dict.fromkeys(_DOLLAR, "CAD") for word in ("kanadiske", "canadiske", "canadian")},
    **{word: dict.fromkeys(_DOLLAR, "AUD") for word in ("australske", "australian")},
    **{word: dict.fromkeys(("pund", "pounds"), "GBP") for word in ("britiske", "engelske", "british")},
    **{word: dict.fromkeys(("franc", "francs", "franken"), "CHF") for word in ("sveitsiske", "swiss")},
}
_LETTERS = {"m": 10**6, "t": 10**3, "k": 10**3, "mill": 10**6, "mrd": 10**9, "bn": 10**9, "mn": 10**6}
_GLUED = {"nok": "NOK", "kr": "NOK", "eur": "EUR", "usd": "USD", "gbp": "GBP", "sek": "SEK", "dkk": "DKK"}
SCALED_CURRENCIES = {
    **{letter + code: (name, size) for letter, size in _LETTERS.items() for code, name in _GLUED.items()},
    **{f"nok{letter}": ("NOK", size) for letter, size in _LETTERS.items() if letter != "t"},
    **{f"eur{letter}": ("EUR", size) for letter, size in _LETTERS.items() if letter != "t"},
}
LETTER_SCALES = {"m": 10**6, "M": 10**6, "mn": 10**6, "bn": 10**9, "k": 10**3, "K": 10**3, "Mrd": 10**9}
"""Scales only beside a currency: "5 m" alone are metres."""
DASHES = {"–", "-", "—", "−", "‑", "‐", "‒"}
HUNDREDTHS = {"øre", "öre", "cent", "cents", "pence"}

_COMPOUND = re.compile(
    r"(?P<head>[^\W\d_]{2,}?)(?:(?P<million>million(?:er|ar|ene|ane)?)|(?P<milliard>milliard(?:er|ar|en|ene|ane)?)|"
    r"(?P<krone>kron(?:er|ene|ar|ane)))",
    re.IGNORECASE,
)
_HYPHENED = re.compile(
    r"(?:(?P<million>million(?:er|ar)?s?)|(?P<milliard>milliard(?:er|ar)?s?)|(?P<krone>kron(?:er|ar)s?))[^\W\d_]*",
    re.IGNORECASE,
)
_HEADS = {"dollar": "USD", "euro": "EUR", "eu": "EUR", "pund": "GBP"}
_NO_MONEY_HEADS = ("multi", "mangemulti", "et", "mi", "mak", "pat", "synk")


@lru_cache(maxsize=4096)
def compound_scale(word: str) -> tuple[int, str | None]:
    """ "krisemillioner" → (10^6, "NOK"), "klimasatskroner" → (1, "NOK"); (0, None) for any other word."""
    match = _COMPOUND.fullmatch(word.rstrip("."))
    if match is None or match["head"].lower() in _NO_MONEY_HEADS:
        return 0, None
    currency = _HEADS.get(match["head"].lower(), "NOK")
    return (10**6 if match["million"] else 10**9 if match["milliard"] else 1), currency


@lru_cache(maxsize=4096)
def hyphened_scale(word: str) -> tuple[int, str | None]:
    """What stands behind the hyphen of "300-millioners", "12-millionersløft", "50 Arena-kroner"."""
    match = _HYPHENED.fullmatch(word.rstrip("."))
    if match is None or word.lower().startswith(("millionær", "millionby", "milliardær")):
        return 0, None
    return (10**6 if match["million"] else 10**9 if match["milliard"] else 1), "NOK"


ADJECTIVES = _set(
    """
    nye ekstra friske ferske statlige statlege kommunale offentlige offentlege hele heile gode blanke ytterligere
    nasjonale regionale fylkeskommunale årlige årlege new extra
    """
)
"""What may stand between a number and its scale: "30 ekstra millioner"."""

RISES = _tuple(
    """
    øk auk løft redus opp ned stig steg vok veks vaks hev senk utvid trapp doble dobl juster fall falt minsk endr
    gått gikk gjekk increas rais cut kutt rose grow grew up down reduc
    """
)
RISES_WHOLE = frozenset(["går", "gå"])
RISES_NOT = ("oppgi", "oppgj", "oppfølg", "opprett", "oppstart", "nedslag", "oppdrag", "opplys", "oppgav", "oppland")

NOT_MONEY_UNITS = _set(
    """
    tonn tonnes tons kilo kg gram km kilometer meter m2 m² m³ kvm mål dekar daa hektar liter kwh mwh gwh twh mw gw
    kw watt fat sm³ år years timer timar hours dager dagar døgn days minutter uker veker måneder månader ganger
    gonger mennesker menneske personer personar folk innbyggere innbyggjarar innbyggarar nordmenn flyktninger
    flyktningar barn unge elever elevar studenter studentar ansatte tilsette årsverk arbeidsplasser arbeidsplassar
    jobber jobbar brukere brukarar besøkende besøkande besøk gjester gjestar turister turistar bedrifter verksemder
    virksomheter kommuner kommunar husstander husstandar hus boliger bustader fisk laks smolt dyr kyr sauer trær tre
    egg poeng stemmer røyster eksemplarer eksemplar ord sider bøker treff klikk visninger nedlastinger nedlastningar
    seere sjåarar lesere lesarar lyttere abonnenter kunder kundar medlemmer medlemer passasjerer passasjerar
    pasienter pasientar kubikkmeter kvadratmeter kubikk biler bilar vaksinedoser doser dosar måltider måltid prosent
    pst promille prosentpoeng people inhabitants jobs employees visitors users companies citizens children students
    refugees tourists passengers customers barrels homes households women men viewers readers followers tonne litres
    metres copies views fish plasser plassar aksjer aksjar shares enheter einingar units datasett reiser turer
    kopier
    """
)
COUNTED_ENDINGS = _tuple(
    """
    ere erer arar ister istar folk flyktet mennesker meter tonn timer dager døgn verk plasser liter fisk egg dyr
    kunder watt linjer boliger nedlastinger visninger inger ingar enter entar heter skaper elser asjoner besøk barn
    hus bygg
    """
)
"""Endings of what is counted: "seks millioner velgere"."""
NOT_MONEY_BEFORE = _set(
    """
    tlf telefon tel mobil mob fax faks phone org orgnr organisasjonsnummer kap kapittel post pkt punkt side s nr no
    nummer kontonummer konto id versjon kl år sak saksnr saksnummer ref referanse isbn issn gnr bnr postboks pb mva
    § prosjektnummer prosjektnr journalnr vedlegg artikkel version vol page pages box
    """
)
COUNTED_BEFORE = re.compile(
    r"(?:folketal|befolkning|innbyggertal|innbyggjartal|antal|opplag|besøkstal|seertal|population|number|medlemstal|"
    r"areal)"
)
"""Words that say that a number behind them counts something else."""

# After a bare number, or one with a scale word but no currency, these go on with a sentence about money.
PLAUSIBLE_AFTER = _set(
    """
    til for i frå fra på over av og som mer meir mindre ekstra hver kvar per pr fordelt gjennom går gjeng gikk gjekk
    blir skal skulle kan med mens medan der årlig årleg to from in and each of a through ved når nye friske støtte
    stønad tilskudd tilskot fikk fekk får hvert kvart samlet samla totalt støtter eller but was will is kjem kommer
    kom deles delast innen innan den det dei de ut alt samt mot er var ble vart vert har hadde vil må bør ligger
    ligg gir gjev gjør gjer dekker dekkjer utgjør utgjer etter under mellom før uten utan siden sidan fordi hvis
    dersom men så da då nå no også òg ikke ikkje eks ekskl inkl inkludert midler midlar penger pengar hos this that
    which on at by as with went goes has have had are were would should can could annually yearly every or more less
    towards into funds makes covers comes came plus pluss minus allerede allereie bare berre settes står ventes satt
    sett lyses hvorav derav altså hittil igjen att neste deler tilfaller finansierer setter set utløser foreslås
    tildelt bevilget løyvd innvilget
    senere tidligere videre høyere lavere høgare lågare større flere fleire seinare tidlegare vidare ytterligere
    """
)

VAGUE = _set(
    """
    flere fleire noen nokon nokre mange titalls hundretalls få many several some tens hundreds of hundrevis
    av titals tosifret tresifret
    """
)
VAGUE_SCALES = _set(
    """
    hundretusener hundretusenar titusener titusenar millioner millionar milliarder milliardar millions billions
    """
)
"""Scales in the plural, which need a number before them to say an amount."""
