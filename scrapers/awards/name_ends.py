"""Where a name that has begun ends: the nouns, joiners, places and plain words that still belong to it.

Where a name begins, and what kind it is, belongs in names_in_text.py.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from scrapers.awards import lexicon, organisation_words, verbs
from scrapers.awards.recipients import CLOSED, is_closed
from scrapers.reference import cluster_names, names_with_and

if TYPE_CHECKING:
    from scrapers.awards.tokens import Token

_BODIES_FOR = (
    "akademiet", "avdeling", "bygdeblad", "center", "centre", "cluster", "fondet", "forbund", "forbundet",
    "foreininga", "forening", "foreningen", "hub", "høgkommissær", "høgskolen", "høykommissær", "høyskolen",
    "institute", "institutt", "klynge", "laget", "landslaget", "museet", "museum", "nettverk", "nettverket",
    "organisasjonen", "råd", "rådet", "selskap", "selskapet", "senter", "senteret", "sentret", "stiftelsen",
    "stiftinga", "fond",
)  # fmt: skip
_NATIONAL = frozenset(
    [
        "verdens",
        "landets",
        "nordens",
        "norsk",
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


_TOKEN = re.compile(r"\w+|[^\w\s]")
_POLISH_FORM = ("sp", ".", "z", "o.o", ".")
_LONGEST_JOINED = 9  # tokens


@cache
def _joined() -> frozenset[tuple[str, ...]]:
    """Names in the registers that go on past a word or sign which else ends a name."""
    clusters = (name for name in cluster_names() if re.search(r" (?:og|and|i|på|for|of|–|-) |- ", name))
    return frozenset(tuple(_TOKEN.findall(name)) for name in (*names_with_and(), *clusters))


@cache
def _joined_heads() -> frozenset[str]:
    return frozenset(name[0] for name in _joined())


def name_goes_on(tokens: list[Token], first: int, at: int) -> int:
    """Where the name ends that began at ``tokens[first]`` and has come to ``at``."""
    while at < len(tokens):
        token, last = tokens[at], tokens[at - 1]
        if token.amount is not None or last.text in organisation_words.LEGAL_FORMS or token.low.endswith("-status"):
            break
        step = _step(tokens, first, at)
        if step == 0:
            return _with_lower_words(tokens, first, at)
        at += step
    return at


def _step(tokens: list[Token], first: int, at: int) -> int:
    """How many tokens at ``at`` belong to the name as it is; 0 when none does."""
    if (joined := with_and(tokens, at)) > at:
        return joined - at
    if tuple(token.low for token in tokens[at - 1 : at + 4]) == _POLISH_FORM:
        return 4
    if _is_part(tokens, first, at) or _is_listed(tokens, first, at) or _heads_with_noun(tokens, first, at):
        return 1
    if _is_cut(tokens, at):
        return 3  # "Kristiansund Opera- og Kulturhus", "Nærings- og fiskeridepartementet"
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not following.is_capital:
        return 0
    token, last = tokens[at], tokens[at - 1]
    if token.low == "av" and any(one.low == "for" for one in tokens[first:at]):
        return 2  # "Foreningen for Omplassering av Dyr"
    if token.low == "for" and last.low.endswith(_BODIES_FOR):
        return 2  # "Hub for Ocean", "FNs landfond for Afghanistan"
    if token.text in {"–", "-"} and tokens[first].text in {"NCE", "GCE", "Arena"} and token.start > last.end:
        return 2  # "NCE Tourism – Fjord Norway"
    is_initial = token.text == "." and len(last.text) <= 2 and token.end < following.start + 1
    return 1 if is_initial else 0  # "St. Olavs hospital"


def _is_part(tokens: list[Token], first: int, at: int) -> bool:
    token = tokens[at]
    if token.is_capital:
        return token.low not in {"nok", "kr", "foto"}
    if token.low in organisation_words.ORGANISATION_NOUNS:
        return not (token.low in {"lag", "energi", "råd"} and at - first > 2)
    if token.low.endswith(organisation_words.ORGANISATION_ENDINGS) and not verbs.is_verb(token.low):
        return True
    return token.low in {"&", "of", "the", "de", "van", "du", "der", "og", "and"} and _joins(tokens, at)


def _with_lower_words(tokens: list[Token], first: int, at: int) -> int:
    """ "Norsk institutt for naturforskning", "Verdens matvareprogram": lower-case words that the name takes."""
    token, last = tokens[at], tokens[at - 1]
    is_article = at + 1 < len(tokens) and tokens[at + 1].low in {"a", "an", "the", "å"}
    if token.low in {"for", "av"} and last.low.endswith(_BODIES_FOR) and not is_article:
        end = _lower_run(tokens, at + 1)
        return end if end > at + 1 else at
    is_plain = token.text[:1].islower() and not is_closed(token.low)
    return _lower_run(tokens, at) if at - first == 1 and last.low in _NATIONAL and is_plain else at


def with_and(tokens: list[Token], at: int) -> int:
    """ "Sogn og Fjordane", "Energi i Nord": one name, by the registers."""
    if at >= len(tokens) or tokens[at].low not in _joined_heads():
        return at
    for length in range(_LONGEST_JOINED, 2, -1):
        if at + length <= len(tokens) and tuple(token.low for token in tokens[at : at + length]) in _joined():
            return at + length
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
        if low in CLOSED | lexicon.PLACE | lexicon.FROM | lexicon.AND or verbs.is_verb(low):
            return False
        look += 1
    return look < len(tokens) and (tokens[look].text == "," or tokens[look].low in {"og", "and"})


def _joins(tokens: list[Token], at: int) -> bool:
    """ "&" joins capitals, "of" a place; "og" where a noun of organisations closes both: "Eigersund Næring og Havn"."""
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
        if token.amount is not None or token.low in CLOSED | lexicon.PLACE or verbs.is_verb(token.low):
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
