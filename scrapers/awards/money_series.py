"""Numbers that have their unit from another one: "360, 260 og 220 millioner", "A får 2 millioner, B 1,5 og C 0,8".

Reading one amount with its own unit belongs in money_parts.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from scrapers.awards import organisation_words
from scrapers.awards.money_parts import Part, is_chained
from scrapers.awards.money_words import NOT_MONEY_BEFORE
from scrapers.awards.numerals import parse_digits, read_words

if TYPE_CHECKING:
    from scrapers.awards.money_tokens import Tokens

_AND = {"og", "and", "&", "eller", "or", "samt", "+"}
_WHILE = {"mens", "medan", "while"}
_BARE = re.compile(r"[0-9]{1,3}(?:[,.][0-9]{1,2})?")
_IN_NAMES = {"(", ")", "-", "&", "«", "»", "og", "i", "på", "får", "fikk", "fekk", "kommune"}
_NUMBERED = {*NOT_MONEY_BEFORE, "pro", "fase", "trinn", "klasse", "runde", "nivå", "type", "del", "gruppe", "horisont"}
_GETS = {"får", "fikk", "fekk", "mottar", "mottok", "mottek", "gets", "receives", "received"}
_OF_THEN = {"i", "in", "for", "før", "året", "ved", "at", "a", "last", "before", "two", "three", "under", "kroner"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAST_WHOLE = 10_000
_HOLDS = {"med", "with"}
_FARTHEST = 12  # tokens from an amount to a number that has its unit


def sharing(t: Tokens, part: Part, parts: list[Part]) -> list[Part]:
    """Bare numbers before ``part`` that share its unit; one with a currency before it, in ``parts``, is scaled too."""
    floor = parts[-1].last if parts else 0
    if part.factor == 1 or part.value_to is not None:
        return []
    found: list[Part] = []
    at = part.first
    while at - 2 >= floor and (t.lows[at - 1] == "," if found else t.lows[at - 1] in _AND):
        value = _bare_value(t, at - 2, part)  # a series ends in "og": "i 2019, 5 millioner" is none
        if value is None or t.lows[at - 3] in NOT_MONEY_BEFORE:
            return found[::-1]
        found.append(Part(at - 2, at - 1, value * part.factor, part.currency, has_scale=True, factor=part.factor))
        at -= 2
    if t.lows[at - 1] in _AND or (found and t.lows[at - 1] == ","):
        _rescale_prefixed(at, part, parts)
    return found[::-1] or _before_name(t, part, floor)


def _before_name(t: Tokens, part: Part, floor: int) -> list[Part]:
    """ "A får 7,5 og B 4,8 millioner": the number before the name that ``part`` stands behind has its unit."""
    at = part.first - 1
    at -= t.lows[at] in _HOLDS
    while at > floor and part.first - at < _FARTHEST and t.words[at][:1].isupper():
        at -= 1
    is_name = at < part.first - 1 and t.lows[at] in {",", *_AND}
    if not is_name or at - 2 < floor or not t.is_digits[at - 1] or t.lows[at - 2] not in _GETS | _HOLDS:
        return []
    value = _bare_value(t, at - 1, part)
    if value is None:
        return []
    return [Part(at - 1, at, value * part.factor, part.currency, has_scale=True, factor=part.factor)]


def _bare_value(t: Tokens, at: int, part: Part) -> Decimal | None:
    if t.is_digits[at]:
        value = parse_digits(t.words[at], t.language)
        return value if value < 1000 and not (t.glued(at) and is_chained(t, at)) else None
    if t.is_digits[part.first]:
        return None
    numeral = read_words(t.words, at, t.language)
    if numeral is None or numeral.end != at + 1 or numeral.is_article or numeral.scale:
        return None
    return numeral.value


def _rescale_prefixed(at: int, part: Part, parts: list[Part]) -> None:
    """ "NOK 2 and 3 million": the number behind the currency shares the scale."""
    if not parts or parts[-1].last != at - 1:
        return
    previous = parts[-1]
    if previous.value >= 1000 or previous.factor > 1 or previous.value_to is not None:
        return
    if previous.is_prefixed and previous.currency == (part.currency or previous.currency):
        parts[-1] = replace(previous, value=previous.value * part.factor, factor=part.factor, has_scale=True)


def inherit(t: Tokens, part: Part, parts: list[Part]) -> Part:
    """``part`` with the currency of its series, forwards and backwards: "EUR 3 million and 2 million"."""
    if not parts:
        return part
    previous = parts[-1]
    if previous.last + 1 != part.first or t.lows[previous.last] not in {",", "til", *_AND}:
        return part
    if part.currency is None:
        return replace(part, currency=previous.currency)
    if previous.currency is None:
        parts[-1] = replace(previous, currency=part.currency)
    return part


def gapped(t: Tokens, at: int, last: Part) -> Part | None:
    """ "A får 2 millioner, B 1,5 og C 0,8": a number without a unit behind a name has the unit told before."""
    if t.is_digits[at] and at == last.last + 1 and t.lows[last.last] == "," and t.lows[at + 1] in {",", *_AND}:
        whole = parse_digits(t.words[at], t.language)
        if whole >= _LEAST_WHOLE and last.factor >= 10**3:  # "1,2 millioner, 640 000 og 3,1 millioner"
            return Part(at, at + 1, whole, last.currency, has_scale=False, factor=1)
    if not t.is_digits[at] or last.factor < 10**6 or last.value_to is not None or at - last.last > _FARTHEST:
        return None
    number = t.words[at]
    if t.words[at - 1] == "(" and t.words[at + 1] == ")" and "," in number and t.words[at - 2][:1].isupper():
        value = parse_digits(number, t.language)  # "Namsskogan (14,9 mill. kr). Så følger Lierne (9,2)"
        return Part(at, at + 1, value * last.factor, last.currency, has_scale=True, factor=last.factor)
    if t.glued(at) or not _BARE.fullmatch(number) or not _ends(t, at + 1):
        return None
    joint = next((i for i in range(at - 1, last.last - 1, -1) if t.lows[i] in {",", ";", *_AND, *_WHILE}), at)
    names = t.words[joint + 1 : at]
    if len(names) > 1 and names[-1] in _HOLDS:  # "Equinor Ventures med 25"
        names = names[:-1]
    if not names or not names[0][:1].isupper() or not all(map(_is_of_name, names)):
        return None
    between = t.words[last.last : at]
    if any(word in {"\n", ":"} or (word.endswith(".") and len(word) > 4) for word in between):
        return None
    is_decimal = "," in number or "." in number
    is_lower = names[-1] in _IN_NAMES or not _is_of_name(names[-1])
    if not is_decimal and (names[-1].lower() in _NUMBERED or is_lower):
        return None
    value = parse_digits(number, t.language)
    if value == 0:
        return None
    return Part(at, at + 1, value * last.factor, last.currency, has_scale=True, factor=last.factor)


def _is_of_name(word: str) -> bool:
    """A word that can stand in a name of a body: "Nord universitet 5,2", "Norsk fjellmuseum 1,4"."""
    return (
        word[:1].isupper()
        or word in _IN_NAMES
        or word in organisation_words.ORGANISATION_NOUNS
        or word.endswith(organisation_words.ORGANISATION_ENDINGS)
    )


def compared(t: Tokens, at: int, last: Part) -> Part | None:
    """ "243 kroner per billett, mot 228 for to år siden", "up from 8.7": a number compared with one that has a unit."""
    if not t.is_digits[at] or t.glued(at) or last.value_to is not None or (last.currency is None and last.factor == 1):
        return None
    is_from = t.lows[at - 1] in {"fra", "frå", "from"} and t.lows[at - 2] in {"opp", "ned", "up", "down"}
    if not (t.lows[at - 1] in {"mot", "against"} or is_from) or at - last.last > _FARTHEST:
        return None
    if not (_ends(t, at + 1) or t.lows[at + 1] in _OF_THEN) or _YEAR.fullmatch(t.words[at]):
        return None
    if any(word in {"\n", ".", ":"} or (word.endswith(".") and len(word) > 5) for word in t.words[last.last : at]):
        return None
    value = parse_digits(t.words[at], t.language)
    if last.factor >= 10**6 and not _BARE.fullmatch(t.words[at]):
        return None
    return Part(at, at + 1, value * last.factor, last.currency, has_scale=last.factor > 1, factor=last.factor)


def _ends(t: Tokens, at: int) -> bool:
    """Nothing behind the number belongs to it."""
    if t.words[at] in {",", "."} and t.glued(at) and t.glued(at + 1) and t.is_digits[at + 1]:
        return False
    return t.words[at] in {",", ".", ";", ")", "\n", ""} or t.lows[at] in {*_AND, *_WHILE}
