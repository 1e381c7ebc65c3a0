"""A run of verbs and small words → one verb: its kind, and whether it is passive, negated or only possible.

Which words are verbs is in verbs.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.awards import verbs

if TYPE_CHECKING:
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.tokens import Token


@dataclass(frozen=True, slots=True)
class Verb:
    """A run of verbs, told by its strongest member; ``kind`` is null for helpers alone ("har", "er", "kan")."""

    kind: verbs.Kind | None
    is_passive: bool = False
    is_be: bool = False  # has a form of "være", "bli"
    may: bool = False
    is_not: bool = False
    is_bare: bool = False  # an English participle without a helper: "A awarded NOK 5 million"


def verb_end(tokens: list[Token], at: int, before: list[Chunk]) -> int:
    """Where the run of verbs that begins here ends: helpers and small words up to the main verb and its participle."""
    if not (verbs.is_verb(tokens[at].low) or _by_place(tokens, at, before)) or _is_yesterday(tokens, at):
        return at
    look, mains = at, 0
    while look < len(tokens) and tokens[look].amount is None:
        low = tokens[look].low
        if (verbs.kind_of(low) or _by_place(tokens, look, before)) and mains < 2:
            mains += 1
        elif low not in verbs.HELPERS and low not in verbs.SMALL and low not in verbs.NOT:
            break
        look += 1
    while look > at + 1 and tokens[look - 1].low in verbs.SMALL:
        look -= 1
    return look


def _is_yesterday(tokens: list[Token], at: int) -> bool:
    """ "i går ble NTNU lovet …": a day and no verb."""
    return tokens[at].low == "går" and at > 0 and tokens[at - 1].low == "i"


def _by_place(tokens: list[Token], at: int, before: list[Chunk]) -> bool:
    """ "støtte" behind "skal", "grants" behind a name: a verb; else the noun."""
    if tokens[at].low not in verbs.VERB_BY_PLACE:
        return False
    helped = at > 0 and tokens[at - 1].low in verbs.WILL | verbs.MAY | verbs.HAVE
    return helped or (tokens[at].low in {"grants", "awards"} and bool(before) and before[-1].symbol in "NUP")


def verb_of(tokens: list[Token], at: int, end: int) -> Verb:
    """The verb that ``tokens[at:end]`` are."""
    words = [token.low for token in tokens[at:end]]
    following = [token.low for token in tokens[end : end + 3]]
    kind = _kind(words, following)
    if kind is None and words[-1] in {"ha", "have"} and end < len(tokens) and tokens[end].amount is not None:
        kind = "get"  # "skal ha 12 millioner"
    is_be = bool(verbs.BE.intersection(words))
    may = bool(verbs.MAY.intersection(words)) and not verbs.SURE.intersection(words)
    is_bare = set(words) <= {"awarded", "granted", "allocated"}
    return Verb(kind, _is_passive(words, kind, is_be=is_be), is_be, may, bool(verbs.NOT.intersection(words)), is_bare)


def _kind(words: list[str], following: list[str]) -> verbs.Kind | None:
    """What the run does to money; particles decide: "deler ut" gives, "stikker av med" and "må nøye seg med" get."""
    mains = [verbs.kind_of(word) or verbs.VERB_BY_PLACE.get(word) for word in words if word not in verbs.HELPERS]
    kinds = [kind for kind in mains if kind is not None]
    if words[-1] in verbs.REJOICES and "over" not in following[:2]:
        return None
    if following[:2] == ["av", "med"] and verbs.LEAVES_WITH.intersection(words):
        return "get"
    if following[:2] == ["seg", "med"] and verbs.MANAGES_WITH.intersection(words):
        return "get"
    kind = "get" if "get" in kinds else kinds[0] if kinds else None
    if kind == "share" and ("ut" in following[:2] or following[:1] == ["out"]):
        return "give"
    return None if kind == "share" and following[:1] == ["av"] else kind


def _is_passive(words: list[str], kind: verbs.Kind | None, *, is_be: bool) -> bool:
    if kind == "give" and set(words) <= verbs.BARE_PARTICIPLES:
        return True  # a headline: "Engesund tildelt 2,3 millionar"
    is_ing = any(word.endswith("ing") for word in words)
    if is_be and not is_ing and kind in {"give", "fund", "other", "get"}:
        return True
    return kind != "get" and any(verbs.is_s_passive(word) for word in words)


def verb_symbol(verb: Verb, words: list[str]) -> str:
    """Its letter in the symbols of a clause."""
    if verb.is_not:
        return "!"
    if verb.may:
        return "?"
    if verb.kind is None:
        return "u" if verb.is_be else "h"
    if verb.kind == "other" and any(word.startswith(("søk", "appl", "seek", "sought", "request")) for word in words):
        return "X"
    if verb.is_passive and verb.kind in {"give", "fund"}:
        return "B"
    return {"get": "G", "give": "V", "fund": "F", "go": "M", "share": "D", "other": "O"}[verb.kind]
