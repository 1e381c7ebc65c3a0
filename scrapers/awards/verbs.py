"""Verbs of announcing by what they do to money, and the forms they take in bokmål, nynorsk and English.

Which words are verbs and of what kind only; who is subject and who gets what belongs in clauses.py and prose.py.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

Kind = Literal["get", "give", "fund", "go", "share", "other"]
"""get: the subject has the money. give: it goes to the object or "til". fund: the object has it, "med" the sum.
go: the sum itself moves. share: several have one sum. other: money that is no award, or a wish for it."""

# Stems take every ending that either written Norwegian gives them; a form that does not exist is never met.
_STEMS: dict[Kind, str] = {
    "get": "mott sikr innkasser kapr",
    "give": """bevilg løyv tildel innvilg fordel utbetal overfør tilfør tilfall øremerk alloker tilkjenn skjenk
        innstill""",
    "fund": """
        støtt finansier styrk premier belønn subsidier delfinansier fullfinansier medfinansier understøtt honorer
        sponset
    """,
    "go": "havn kanaliser",
    "other": """
        invester kost omsett lån eksporter betal selg kjøp søk søkj tjen spar tap rais budsjetter berekn beregn anslå
        utløs kutt konkurrer hent_inn krev reduser forvent
    """,
}
_ENDINGS = ("e", "er", "ar", "et", "a", "te", "t", "de", "d", "dd", "ede", "es", "ast", "s")

_FORMS: dict[Kind, str] = {
    "get": """
        få får fikk fekk fått motta mottok mottek mottatte motteke mottek henter hentet henta hente vinner vant vann
        vunnet vunne vinne innkasserer nyter
        kvitterer kvitterte noterer noterte notere håver håva glede gleder gledde smile smiler juble jubler fryde fryder
        kapret hanket hanka hanker hankar oppnår oppnådde regne rekne nøye nøyer
        klare klarer greie greier receive receives received receiving get gets got gotten win wins won secure secures
        secured obtain obtains obtained lands landed nets netted collects
    """,
    "give": """
        tilfalt tilfell tilfeller foreslå foreslår foreslo foreslått foreslåtte foreslås foreslåast føreslå føreslår
        føreslo føreslått føreslåtte føreslås føreslåast føreslege gi gir gjev ga gav gitt
        sender sendte sende gjeve gjevne gis gjevast gje
        yter ytte ytt sørger bidrar bidreg bidro bidratt propose proposes proposed proposing
        overrekke overrekker overrakte avsatt avsett avsettes tilsagt tilsagd
        tilsa lovet lova lovd lovar promised paid lover tilkjend tilkjent tilkjende tilkjennast tilbyr tilbød tilbys
        tilbudt tilbydd løyvde løyvt løyvd skyter skjøt spanderer innvilga plusser satt_ settes setjast give gives gave
        given giving granted granting awarded awarding allocate allocates allocated provide provides provided
        providing allot allots
        allotted offers offered commits committed contributes contributed contribute channelled inject injects injected
        distributes distributed distribute disbursed
    """,
    "fund": """
        prioritert prioriteres tilgodesett stør stødde stødd stø tilgodeser tilgodeses tilgodesett tilgodesås styrkes
        støttes støttast hjelper hjalp hjelpast backs backed supports supported supporting funds funded finances
        financed boosts boosted assists assisted
    """,
    "go": """stikker stakk går gikk gjekk gått gjeng gå hamnar hamna havner havna havnet lander
        landet landa ender endte kjem goes go went gone falls fell""",
    "share": """divide divides divided dele deler delte delt deles delast shares shared sharing splitter splittet
        splits split""",
    "other": """
        kostet kostar solgte solgt selde seld apply applies applied applying seeks sought requested asks asked borrows
        borrowed cost costs invest invests invested investing raises raised sell sells sold buy buys bought exports
        exported estimated bygger brukte bruker bruke brukes spend spends spent mister mistet mista lose loses lost
        skylder søkt søkte koster håper håpar ønsker ønskjer
    """,
}  # fmt: skip
_NOUNS = frozenset(
    [
        "støtte",
        "støtta",
        "lån",
        "låne",
        "lånet",
        "styrke",
        "tap",
        "tapet",
        "søk",
        "kost",
        "løyving",
        "land",
        "landet",
        "anslag",
        "sparte",
    ]
)
_ENGLISH = frozenset(
    [
        "goes",
        "gives",
        "receives",
        "provides",
        "finances",
        "allocates",
        "raises",
        "loses",
        "contributes",
        "distributes",
        "secures",
    ]
)
BE = frozenset(
    [
        "er",
        "var",
        "ble",
        "blir",
        "blei",
        "vart",
        "vert",
        "bli",
        "blitt",
        "verte",
        "vorte",
        "vorten",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
    ]
)
HAVE = frozenset(["har", "hadde", "ha", "have", "has", "had"])
WILL = frozenset(["skal", "vil", "skulle", "må", "måtte", "will", "shall", "must"])
MAY = frozenset(["kan", "kunne", "ville", "burde", "bør", "could", "may", "might", "would", "should", "can"])
SMALL = frozenset(
    [
        "no",
        "nå",
        "nylig",
        "alt",
        "allerede",
        "også",
        "òg",
        "då",
        "da",
        "nok",
        "likevel",
        "dermed",
        "derfor",
        "now",
        "also",
        "already",
        "then",
        "heller",
        "just",
        "recently",
    ]
)
NOT = frozenset(["ikke", "ikkje", "not", "aldri", "never"])


@cache
def _kinds() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for kind, stems in _STEMS.items():
        kinds.update({stem + ending: kind for stem in stems.split() for ending in _ENDINGS})
    for kind, forms in _FORMS.items():
        kinds.update(dict.fromkeys(forms.split(), kind))
    for noun in _NOUNS:
        kinds.pop(noun, None)
    return kinds


def kind_of(word: str) -> Kind | None:
    """What a word does to money if it is a verb; nouns that look like one ("støtte") are told by their place."""
    return _kinds().get(word)


def is_s_passive(word: str) -> bool:
    """ "tildeles", "løyvast": passive without a helper."""
    return word.endswith(("es", "ast", "ås")) and word in _kinds() and word not in _ENGLISH


# Nouns that are verbs behind "å", "skal", "vil" or a subject.
VERB_BY_PLACE: dict[str, Kind] = {
    "støtte": "fund", "styrke": "fund", "støtta": "fund", "grants": "give", "grant": "give",
    "awards": "give", "award": "give", "fund": "fund",
    "support": "fund", "back": "fund", "offer": "give", "share": "share",
}  # fmt: skip
SUBORDINATE = frozenset(
    [
        "at",
        "fordi",
        "mens",
        "medan",
        "når",
        "hvis",
        "dersom",
        "ettersom",
        "men",
        "while",
        "because",
        "but",
        "although",
        "that",
    ]
)
HELPERS = BE | HAVE | WILL | MAY


def is_verb(word: str) -> bool:
    return word in HELPERS or word in _kinds()


def is_finite(run: str) -> bool:
    """Whether a run of verbs begins with one that needs no helper: "får", "skal få"; not "fått" or "tildelt"."""
    first = run.split()[0].lower()
    return first in HELPERS - _PARTICIPLES or first in _FINITE or (first.endswith(("er", "ar")) and first in _kinds())


_PARTICIPLES = frozenset(["been", "be", "being", "bli", "blitt", "verte", "vorte", "vorten", "ha", "have"])
_FINITE = frozenset(
    [
        "får",
        "fikk",
        "fekk",
        "gir",
        "ga",
        "gav",
        "gjev",
        "går",
        "gikk",
        "gjekk",
        "gjeng",
        "kjem",
        "mottok",
        "vant",
        "vann",
        "ytte",
    ]
)


BARE_PARTICIPLES = frozenset(
    ["tildelt", "tilkjent", "tilkjend", "løyvd", "løyvt", "gitt", "gjeve", "tilsagt", "tilsagd", "tilbudt"]
)

REJOICES = frozenset(["glede", "gleder", "gledde", "smile", "smiler", "juble", "jubler", "fryde", "fryder"])
SURE = REJOICES | frozenset(
    [
        "nyte",
        "nøye",
        "klare",
        "greie",
        "klara",
        "innkassere",
        "regne",
        "rekne",
        "håve",
        "nå",
        "no",
        "now",
        "overrekke",
        "overrekkje",
        "notere",
    ]
)  # "kan nå gi"
LEAVES_WITH = frozenset(["går", "gikk", "gjekk", "stikker", "stakk", "drar", "dro", "stikk"])
MANAGES_WITH = frozenset(["klare", "klarer", "nøye", "nøyer", "greie", "greier", "klara"])
