"""Where a name begins and ends in Norwegian and English text, what kind of name it is, and how it is printed.

Boundaries and kinds only; whether a name receives anything belongs to the readers.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from scrapers.awards import lexicon, verbs
from scrapers.awards.passages import clean
from scrapers.reference import cluster_names, ministry_names, names_with_and, places, programme_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.candidate import Document
    from scrapers.awards.chunks import Token

_FOR_HEADS = (
    "institutt", "institute", "senter", "senteret", "sentret", "museum", "museet", "forening", "foreningen", "foreininga", "forbund", "forbundet", "laget",
    "landslaget", "hub", "cluster", "klynge", "høykommissær", "høgkommissær", "stiftelsen", "stiftinga", "rådet", "råd", "fondet", "bygdeblad", "nettverk", "nettverket", "centre", "center",
    "selskap", "selskapet", "organisasjonen", "høgskolen", "høyskolen", "akademiet", "avdeling",
)  # fmt: skip
_NATIONAL = frozenset(
    [
        "norsk",
        "verdens",
        "landets",
        "nordens",
        "norges",
        "noregs",
        "nordisk",
        "nasjonalt",
        "statens",
        "fns",
        "un",
        "norwegian",
        "den",
        "det",
    ]
)
_CLOSED = verbs.HELPERS | lexicon.RELATIVE | lexicon.WITH | lexicon.TO | lexicon.NEGATION | lexicon.EACH
_DESCRIBER = re.compile(r"-[a-zæøå]{4,}(?:en|et|a|e|er|ene)$")
_LEVEL = re.compile(
    r"(?:år|gruppe|nivå|kategori|trinn|steg|sats|klasse|fase|runde|punkt|del|level|group|tier|step)\s*[\dA-ZIVX]{0,3}$",
    re.IGNORECASE,
)
_KINDS = (
    "produsenten", "selskapet", "bedriften", "bedrifta", "klynga", "klyngen", "firmaet", "rederiet", "verftet", "eriet", "døren", "foretaket",
    "føretaket", "kjeden", "kjeda", "konsernet", "oppdretteren", "utvikleren", "gründeren", "nettverket",
)  # fmt: skip
_DOING = re.compile(r"-[a-zæøå]*(?:ing|sjon|fangst|drift|støtte|mid[dl]\w+|kutt|utslipp|penge[rn]\w*|pengar)$")
_TITLE_WORD = re.compile(r"(?:Arena|NCE|GCE|Arena Pro)$")
_TRAILING = re.compile(r"\s*\([^()]*\)?\s*$")
_PLACE_TAIL = re.compile(
    r"\s+(?:med utgangspunkt i|i regionen|i samarbeid med|sammen med|saman med|together with|med partner\w*|"
    r"og partner\w*|for sitt|for prosjektet|som)\s.*$|"
    r"\s+(?:med|og) partner\w*$",
    re.IGNORECASE,
)
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
def _joined() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(name.split()) for name in names_with_and())


@cache
def _programmes() -> frozenset[str]:
    return frozenset(alias.casefold() for alias, _ in programme_names())


@cache
def _long_programmes() -> frozenset[tuple[str, ...]]:
    """Programmes whose name goes on in lower case: "Grønn plattform"."""
    return frozenset(tuple(a.lower().split()) for a, _ in programme_names() if 1 < len(a.split()) < 6) | {
        ("grøn", "plattform"),
        ("norsk", "katapult"),
    }


def programme_end(tokens: list[Token], at: int) -> int:
    """Where the name of a known programme ends that begins here; ``at`` when none does."""
    if not tokens[at].is_capital:
        return at
    for length in (5, 4, 3, 2):
        if at + length <= len(tokens) and tuple(t.low for t in tokens[at : at + length]) in _long_programmes():
            return at + length
    return at


def name_end(document: Document, tokens: list[Token], at: int, *, is_head: bool) -> int:
    """Where the name that begins at ``tokens[at]`` ends; ``at`` when none begins there."""
    if not _begins(document, tokens, at, is_head=is_head):
        return at
    if (joined := _with_and(tokens, at)) > at:
        return _further(tokens, at, joined)
    return _further(tokens, at, at + 1)


def _begins(document: Document, tokens: list[Token], at: int, *, is_head: bool) -> bool:
    token = tokens[at]
    if _DESCRIBER.search(token.text) and at + 1 < len(tokens) and tokens[at + 1].is_capital:
        return False  # "Simrad-avleggeren Sonaris" is Sonaris
    if is_head and token.low.endswith(_KINDS) and at + 1 < len(tokens) and tokens[at + 1].is_capital:
        return False  # "Rakfiskprodusenten Møsvasskongen" is Møsvasskongen
    if _DOING.search(token.text):
        return False  # "CO2-lagring"
    if token.amount or not token.is_capital or not any(c.isalpha() for c in token.text):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].amount is None else None
    with_place = at + 2 < len(tokens) and tokens[at + 1].low in lexicon.PLACE and tokens[at + 2].is_capital
    if with_place and keeps_place(token.text):
        return True  # "Universitetet i Agder"
    if token.low in lexicon.OPENERS or (is_head and (verbs.is_verb(token.low) or token.low in lexicon.ANAPHORS)):
        article = token.low in {"den", "det", "de", "the", "nye", "norges", "store", "samlet", "årets"}
        return bool(article and following and following.is_capital and following.low not in lexicon.OPENERS)
    if is_head and _opens_plainly(tokens, at):
        return False
    if is_head and _is_common(tokens, at):
        return token.low in document.names or token.text.isupper()
    if len(token.text) == 1 and not (following and following.is_capital):
        return False
    if not is_head:
        return True
    if following and (
        following.is_capital
        or following.low in lexicon.ORGANISATION_NOUNS
        or following.low.endswith(lexicon.ORGANISATION_ENDINGS)
        or following.text in "&/("
    ):
        return True
    if token.low in document.names or token.text.isupper():
        return True
    return token.low not in document.lowers and not token.low.endswith(lexicon.COMMON_ENDINGS)


def _opens_plainly(tokens: list[Token], at: int) -> bool:
    """ "Arkiva våre får …", "Dessutan er det løyvd …": no name before a possessive, or a verb and "det"."""
    if at + 2 >= len(tokens):
        return False
    following, after = tokens[at + 1].low, tokens[at + 2].low
    return following in _POSSESSIVES or (verbs.is_verb(following) and after in {"det", "there"})


_POSSESSIVES = frozenset("våre vår vårt sine sitt mine deres deira our".split())


def _is_common(tokens: list[Token], at: int) -> bool:
    """ "Skog, tang og tiner får …", "Norske bedrifter har …": a plain noun, or an adjective before one, opens the sentence."""
    if at + 1 >= len(tokens) or tokens[at + 1].amount is not None:
        return False
    following = tokens[at + 1]
    if following.text in {",", "og", "and"} and at + 2 < len(tokens):
        after = tokens[at + 2]
        return after.text[:1].islower() and not is_closed(after.low) and not after.low.startswith("partner")
    plain = following.text.isalpha() and following.text.islower() and len(following.text) > 3
    is_body = following.low.endswith(lexicon.ORGANISATION_ENDINGS) or following.low in lexicon.ORGANISATION_NOUNS
    is_adjective = (
        tokens[at].low in {"norwegian", "danish", "swedish"}
        or tokens[at].low.endswith(("e", "sk", "ig", "sert", "ert"))
        and tokens[at].low not in places()
    )
    return is_adjective and plain and not is_closed(following.low) and not is_body


def _with_and(tokens: list[Token], at: int) -> int:
    """ "Sogn og Fjordane", "Nore og Uvdal": one name, by the gazetteer."""
    for length in (5, 4, 3):
        if at + length <= len(tokens) and tuple(token.low for token in tokens[at : at + length]) in _joined():
            return at + length
    return at


def _further(tokens: list[Token], first: int, at: int) -> int:
    while at < len(tokens):
        token, last = tokens[at], tokens[at - 1]
        if token.amount is not None or last.text in lexicon.LEGAL_FORMS or token.low.endswith("-status"):
            break
        if (joined := _with_and(tokens, at)) > at:
            at = joined
        elif (
            (token.is_capital and token.low not in {"nok", "kr", "foto"})
            or (
                token.low in lexicon.ORGANISATION_NOUNS
                and not (token.low in {"lag", "energi", "råd"} and at - first > 2)
            )
            or (token.low in {"&", "of", "the", "de", "van", "du", "der", "og", "and"} and _joins(tokens, at))
        ):
            at += 1
        elif token.low.endswith(lexicon.ORGANISATION_ENDINGS) and not token.is_capital and not verbs.is_verb(token.low):
            at += 1
        elif _is_cut(tokens, at):
            at += 3  # "Kristiansund Opera- og Kulturhus", "Nærings- og fiskeridepartementet"
        elif _is_listed(tokens, first, at) or _heads_with_noun(tokens, first, at):
            at += 1
        elif token.low == "for" and last.low in _FOR_HEADS and at + 1 < len(tokens) and tokens[at + 1].is_capital:
            at += 2  # "Hub for Ocean"
        elif (
            token.text in {"–", "-"}
            and tokens[first].text in {"NCE", "GCE", "Arena"}
            and at + 1 < len(tokens)
            and tokens[at + 1].is_capital
            and token.start > last.end
        ):
            at += 2  # "NCE Tourism – Fjord Norway"
        elif (
            token.low == "for"
            and last.low.endswith(("fond", *_FOR_HEADS))
            and at + 1 < len(tokens)
            and tokens[at + 1].is_capital
        ):
            at += 2
        elif token.low in {"for", "av"} and last.low.endswith(_FOR_HEADS):
            end = _lower_run(tokens, at + 1)
            return end if end > at + 1 else at
        elif (
            at - first == 1
            and last.low in _NATIONAL
            and token.text[:1].islower()
            and token.low not in _CLOSED | lexicon.PLACE | lexicon.FROM | lexicon.AND
            and not verbs.is_verb(token.low)
        ):
            at = _lower_run(tokens, at)
        elif (
            token.text == "."
            and len(last.text) <= 2
            and at + 1 < len(tokens)
            and tokens[at + 1].is_capital
            and token.end < tokens[at + 1].start + 1
        ):
            at += 1  # "St. Olavs hospital"
        else:
            break
    return at


def _is_cut(tokens: list[Token], at: int) -> bool:
    """A hyphen at the last word that "og" completes."""
    return (
        tokens[at].text == "-"
        and tokens[at].start == tokens[at - 1].end
        and at + 2 < len(tokens)
        and tokens[at + 1].low in {"og", "and"}
        and tokens[at + 2].text[:1].isalpha()
    )


def _heads_with_noun(tokens: list[Token], first: int, at: int) -> bool:
    """ "Odda smelteverk får …": at the head of a sentence, a name and one plain noun before the verb."""
    if first or at != 1 or at + 1 >= len(tokens) or not tokens[at].text.isalpha() or not tokens[at].text.islower():
        return False
    return len(tokens[at].text) > 4 and not is_closed(tokens[at].low) and verbs.is_verb(tokens[at + 1].low)


def _is_listed(tokens: list[Token], first: int, at: int) -> bool:
    """ "…, Lønnsomme vinteropplevelser, …": in a series a name runs to its comma, through one or two plain words."""
    if (
        first == 0
        or tokens[first - 1].text not in {",", ":"}
        or not tokens[at].text.isalpha()
        or not tokens[at].text.islower()
    ):
        return False
    look = at
    while look < min(at + 2, len(tokens)) and tokens[look].text.isalpha() and tokens[look].text.islower():
        low = tokens[look].low
        if low in _CLOSED | lexicon.PLACE | lexicon.FROM | lexicon.AND or verbs.is_verb(low):
            return False
        look += 1
    return look < len(tokens) and (tokens[look].text == "," or tokens[look].low in {"og", "and"})


def _joins(tokens: list[Token], at: int) -> bool:
    """ "&" joins capitals, "of" a place; "og" joins where a noun of an organisation closes both: "Eigersund Næring og Havn"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.amount is not None:
        return False
    if tokens[at].low in {"og", "and"}:
        closes = following.low in {
            "havn",
            "hamn",
            "utvikling",
            "vekst",
            "teknologi",
            "kultur",
            "energi",
            "industri",
            "museum",
            "verk",
        }
        return closes and tokens[at - 1].low in {
            "næring",
            "nærings",
            "industri",
            "kultur",
            "kunst",
            "fiskeri",
            "innovasjon",
            "forskning",
            "teknologi",
            "olje-",
            "natur",
        }
    if tokens[at].low == "the":
        return following.is_capital and tokens[at - 1].low in {"of", "for", "and"}
    return following.is_capital or (tokens[at].low == "of" and following.low == "the")


def _lower_run(tokens: list[Token], at: int) -> int:
    """Lower-case words of a name: "naturforskning", "kunst, arkitektur og design"; a comma only before "… og …"."""
    end = at
    while end < min(at + 7, len(tokens)):
        token = tokens[end]
        if token.amount is not None or token.low in _CLOSED | lexicon.PLACE or verbs.is_verb(token.low):
            break
        if token.text == "," or token.low in {"og", "and"}:
            after = tokens[end + 1 : end + 3]
            series = token.text == "," and any(t.low in {"og", "and"} for t in tokens[end + 2 : end + 4])
            if not after or not after[0].text[:1].islower() or (token.text == "," and not series):
                break
        elif not token.text[:1].isalpha():
            break
        end += 1
    return end


def name_kind(document: Document, tokens: list[Token], first: int, last: int, *, is_head: bool) -> tuple[str, bool]:
    """(symbol, is_weak): N a name, U a funder, H a person, w a programme or no name after all."""
    name = " ".join(token.text for token in tokens[first:last])
    low = name.casefold()
    if is_funder(name) or (name.endswith("s") and is_funder(name[:-1])):
        return "U", False
    if low in _programmes() and low not in cluster_names():
        return "w", False
    if _is_person(tokens, first, last, name):
        return "H", False
    placed = last + 1 < len(tokens) and tokens[last].low in lexicon.PLACE and tokens[last + 1].is_capital
    alone = last - first == 1 and is_head and not placed
    weak = (
        alone
        and low not in document.names
        and low not in places()
        and low not in cluster_names()
        and not name.isupper()
        and "-" not in name
        and len(re.findall(rf"\b{re.escape(name)}\b", document.text)) < 2
        and not any(c.isupper() for c in name[1:])
        and low.endswith(lexicon.NOUN_ENDINGS)
    )
    return "N", weak


def is_funder(name: str) -> bool:
    low = clean(name).casefold().removeprefix("the ")
    return (
        low.replace(" ", "_") in lexicon.FUNDERS
        or low.endswith(("departementet", "direktoratet", "tilsynet", "budsjettet", "regjering", "government"))
        or low.startswith(("ministry of", "the ministry"))
        or low in ministry_names()
    )


def _is_person(tokens: Sequence[Token], first: int, last: int, name: str) -> bool:
    if _ORGANISATION.search(name):
        return False
    before = tokens[first - 1].low if first else ""
    two = last - first in {2, 3}
    following = tokens[last] if last < len(tokens) else None
    party = bool(
        following
        and following.text == "("
        and last + 1 < len(tokens)
        and tokens[last + 1].low in {"v", "h", "ap", "sp", "frp", "krf", "sv", "mdg", "r"}
    )
    return bool(
        before and before.endswith(lexicon.PERSON_BEFORE) and (two or before in {"sier", "seier", "says", "sa", "said"})
    ) or (two and party)


def tidy_name(text: str) -> str:
    """As printed, without a trailing parenthetical, quotation marks, "i regionen …" and words that only introduce it."""
    name = clean(text).strip(" ,.;:–—-•>*\u00b7|")
    while (cut := _TRAILING.sub("", name)) != name and cut:
        name = cut
    name = _PLACE_TAIL.sub("", name)
    name = _LEADING.sub("", name) if not name.startswith("Stiftelsen") else name
    if len(name) > 2 and name[0] in "«\"“”„'" and name[-1] in "»\"”“'":
        name = name[1:-1]
    return name.strip(' ,.;:–—-«»"“”')


def is_organisation(name: str) -> bool:
    low = clean(name).casefold()
    return (
        bool(_ORGANISATION.search(clean(name))) or low in cluster_names() or low in places() or low in names_with_and()
    )


def is_place(name: str) -> bool:
    low = clean(name).casefold()
    return low in places() or low in names_with_and()


def is_placed_cluster(name: str) -> bool:
    """ "Arena Skognæringa i Trøndelag", "Energi i Nord": the register has the place in the name."""
    return clean(name).casefold() in cluster_names()


def keeps_place(head: str) -> bool:
    """ "Høgskulen i Volda", "Bryggen i Bergen": a definite noun is a name only with its place."""
    words = head.split()
    return len(words) == 1 and words[0].lower().endswith(lexicon.DEFINITE_HEADS)


def may_receive(name: str) -> bool:
    """Not a funder, not a number, not a word for any sum or group."""
    tidy = tidy_name(name)
    low = tidy.casefold()
    return (
        bool(re.search(r"[^\W\d_]{2}", tidy))
        and len(tidy) <= 120
        and not is_funder(tidy)
        and low not in lexicon.COUNTRIES
        and not _LEVEL.match(tidy)
        and low not in _programmes() | lexicon.OPENERS
        and not low.endswith(
            (
                "-status",
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
            )
        )
    )


def is_closed(word: str) -> bool:
    """A preposition, conjunction, pronoun or verb: no noun that a genitive could own."""
    return word in _CLOSED | lexicon.PLACE | lexicon.FROM | lexicon.AND | lexicon.OPENERS or verbs.is_verb(word)
