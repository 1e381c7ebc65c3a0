"""The grammar of money over tokens: amounts, ranges, products, and amounts without a figure.

    range      := quantity (–|til|og after "mellom") amount     product  := quantity (x|×|ganger) amount
    shared     := quantity (, quantity)* og amount              "360, 260 og 220 millioner": three amounts
    gapped     := amount , NAME quantity og NAME quantity       "A får 2 millioner, B 1,5 og C 0,8"
    vague      := flere|noen|titalls … scale currency           "flere millioner kroner": no figure

One amount is read in money_parts.py, units told elsewhere in money_series.py, what stands around in money_context.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from scrapers.awards.money_doubt import is_money
from scrapers.awards.money_parts import Part, numeral_at, part_at
from scrapers.awards.money_series import compared, gapped, inherit, sharing
from scrapers.awards.money_units import Unit, currency_at, names_currency, prefix_at
from scrapers.awards.money_words import (
    ADJECTIVES,
    DASHES,
    NOT_MONEY_BEFORE,
    RISES,
    RISES_NOT,
    RISES_WHOLE,
    VAGUE,
    VAGUE_SCALES,
    compound_scale,
)
from scrapers.awards.number_words import ARTICLES
from scrapers.awards.numerals import Numeral, begins_number, is_grouped, scale_of

if TYPE_CHECKING:
    from scrapers.awards.money_tokens import Tokens

_TIMES = {"x", "×", "*", "ganger", "gonger", "gange", "times"}
_ARTICLES = frozenset({"en", "ein", "man"})
_FROM = {"fra", "frå", "from"}
_BETWEEN = {"mellom", "between", "imellom"}
_SOFTENERS = {"ca", "cirka", "rundt", "lag", "om", "omtrent", "kring", "about", "around", "inntil", "på"}
_NO_UNIT = {"", ";", ":", "(", ")", "%", "\n", *"0123456789"}
_BEHIND_ARTICLES = {"par", "couple", "og", "and", "til", "to", *DASHES}
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_parts(t: Tokens) -> list[Part]:
    """Every amount of a text, from left to right."""
    parts: list[Part] = []
    at = 0
    while at < len(t):
        found, used = _read(t, at)
        if not found and parts and (part := gapped(t, at, parts[-1]) or compared(t, at, parts[-1])) is not None:
            found = [part]
        if not found:
            at += max(1, used)
            continue
        for part in [*sharing(t, found[0], parts), *found]:
            parts.append(inherit(t, part, parts))
        at = found[-1].last
    return parts


def _read(t: Tokens, at: int) -> tuple[list[Part], int]:
    """The amount that begins at ``at`` — two for a rise from one sum to another — and tokens to leave unread."""
    low = t.lows[at]
    if t.is_digits[at]:
        if not _goes_on(t, at):
            return [], 0
    elif low in VAGUE or low in VAGUE_SCALES:
        return _vague(t, at)
    elif not names_currency(low) and not _begins_number(t, at):
        return [], 0
    before = None if t.is_digits[at] else prefix_at(t, at)
    numeral = numeral_at(t, at + (before.used if before else 0))
    first = part_at(t, at, numeral, before) if numeral else None
    if numeral is None or first is None:
        return [], 0
    if joined := _range(t, first, numeral, before) or _product(t, first, numeral, before):
        return joined, 0
    if numeral.is_article and not first.has_scale and t.lows[first.last - 1] not in {"kroner", "kronar"}:
        return [], 0  # "en krone"
    first = _with_remainder(t, first)
    if first.currency is None and t.lows[at - 1] in _SOFTENERS and (unit := currency_at(t, at - 2)) is not None:
        first = replace(first, currency=unit.currency)  # "NOK ca. 5 mill."
    return ([first] if is_money(t, first) else []), 0


def _with_remainder(t: Tokens, part: Part) -> Part:
    """ "1 milliard 200 millioner kroner", "1 million 500 000 kroner": one sum in two units."""
    if not part.has_scale or part.factor < 10**6 or part.currency is not None or t.gap(part.last) != 1:
        return part
    numeral = numeral_at(t, part.last)
    rest = part_at(t, part.last, numeral, None) if numeral else None
    if rest is None or rest.currency is None or rest.value >= part.factor or not (rest.has_scale or rest.is_grouped):
        return part
    return replace(rest, first=part.first, value=part.value + rest.value)


def _goes_on(t: Tokens, at: int) -> bool:
    """A quick look at what follows digits: whether a unit can, or their own groups are enough."""
    following = t.words[at + 1]
    if t.is_digits[at + 1]:
        return following[0] == ","
    if following in DASHES and t.is_digits[at + 2] and t.words[at + 3] in DASHES and t.is_digits[at + 4]:
        return False  # "22-33-44"
    if is_grouped(t.words[at]):
        return True
    if following == "\n":
        following = t.words[at + 2]
    return following[:1] not in _NO_UNIT


def _begins_number(t: Tokens, at: int) -> bool:
    """A quick look at a word; an article may be a number in "en million", "et par", "en kroner"."""
    if not begins_number(t.lows[at]):
        return False
    low = t.lows[at + 1]
    if t.lows[at] not in ARTICLES or (begins_number(low) and low not in ARTICLES) or names_currency(low):
        return True
    return low in _BEHIND_ARTICLES or low in ADJECTIVES or compound_scale(low)[0] > 0


def _vague(t: Tokens, at: int) -> tuple[list[Part], int]:
    """ "flere millioner kroner", "noen hundre tusen kroner", "millioner av kroner": an amount without a figure."""
    look = at
    while look - at < 5 and t.lows[look] in VAGUE:
        look += 1
    scales = look
    while look - at < 8 and (scale_of(t.words[look]) is not None or t.lows[look] in {"hundre", *VAGUE_SCALES}):
        look += 1
    if look == scales:
        return [], 0
    of = t.lows[look] in {"av", "of"}
    unit = currency_at(t, look + of)
    if unit is None or (scales == at and not of):
        return [], look - at if scales > at else 0
    return [Part(at, look + of + unit.used, Decimal(0), unit.currency, has_scale=True, factor=1, is_vague=True)], 0


def _range(t: Tokens, first: Part, numeral: Numeral, before: Unit | None) -> list[Part]:
    at = first.last
    joiner = t.lows[at]
    lead = _lead(t, first.first)
    is_between = joiner in {"og", "and"} and lead in _BETWEEN
    if not (joiner in DASHES or joiner in {"til", "to", "à", "á"} or is_between):
        return []
    pair = _second(t, at + 1, before)
    if pair is None:
        return []
    second, other = pair
    if t.lows[first.first] in _ARTICLES and t.words[at + 1][:1].isdigit():
        return []  # "då kjem ein til 214 millionar": who comes to it
    if not (second.has_scale or second.currency or (second.is_grouped and first.is_grouped)):
        return []
    bare = not first.has_scale and (first.currency is None or before is not None)
    if not bare and joiner in {"til", "to"} and lead not in _FROM:
        return []  # "2 millioner kroner til 3 millioner …" is no range without "fra"
    low = _low(first, numeral, second, other) if bare else first.value
    if bare and (_YEAR.fullmatch(t.words[first.first]) or t.lows[first.first - 1] in NOT_MONEY_BEFORE):
        return []
    currency = second.currency or first.currency
    if joiner in {"til", "to"} and lead in _FROM and _is_rise(t, first.first):
        if not bare or second.factor > 1:
            unit = replace(first, value=low, currency=currency, has_scale=True, factor=second.factor)
            return [unit, replace(second, currency=currency)]
        return [replace(first, currency=currency), replace(second, currency=currency)] if currency else []
    if joiner in {"à", "á"} and not second.has_scale:
        return []  # "3 à 500 000 kroner" is a product
    if low >= second.value or not is_money(t, replace(second, currency=currency)):
        return []
    return [replace(second, first=first.first, value=low, value_to=second.value, currency=currency)]


def _second(t: Tokens, at: int, before: Unit | None) -> tuple[Part, Numeral] | None:
    """The upper end of a range, or what is multiplied: with its own prefix, or that of the first number."""
    own = prefix_at(t, at)
    if own is not None and before is not None and own.currency != before.currency:
        return None
    numeral = numeral_at(t, at + (own.used if own else 0))
    if numeral is None:
        return None
    unit = own or before
    part = part_at(t, at, numeral, unit, lends=own is not None)
    return None if part is None else (part, numeral)


def _low(first: Part, numeral: Numeral, second: Part, other: Numeral) -> Decimal:
    """The lower end, which may share a scale ("2–3 millioner") or the thousands ("50–100 000") of the upper one."""
    scaled = numeral.value * second.factor
    if second.has_scale and numeral.value < 1000 and scaled < second.value:
        return scaled
    is_round = second.value >= 1000 and second.value % 100 == 0
    if (other.is_grouped or is_round) and not numeral.is_grouped and numeral.value < 1000 and second.factor == 1:
        in_thousands = numeral.value * 1000
        if in_thousands < second.value:
            return in_thousands
    if second.has_scale and numeral.value < 1000:
        return scaled
    return first.value


def _product(t: Tokens, first: Part, numeral: Numeral, before: Unit | None) -> list[Part]:
    at = first.last
    if t.lows[at] not in _TIMES and t.words[at] not in {"à", "á", "@"}:
        return []
    if first.has_scale or first.currency or numeral.value != numeral.value.to_integral_value():
        return []
    pair = _second(t, at + 1, before)
    if pair is None or not (pair[0].has_scale or pair[0].currency or pair[0].is_grouped):
        return []
    second = replace(pair[0], first=first.first, value=first.value * pair[0].value)
    return [second] if is_money(t, second) else []


def _lead(t: Tokens, first: int) -> str:
    """The word before an amount, behind words like "ca.": "mellom om lag 2 og 3"."""
    at = first - 1
    for _ in range(2):
        if t.lows[at] in _SOFTENERS:
            at -= 1
    return t.lows[at]


def _is_rise(t: Tokens, first: int) -> bool:
    """ "økes fra 11,5 til 12,5 millioner" tells two sums, not one between them."""
    for at in range(first - 1, max(-1, first - 10), -1):
        word = t.lows[at]
        if word == "\n" or (t.words[at].endswith(".") and scale_of(word) is None and len(word) > 3):
            return False
        if word in RISES_WHOLE or (word.startswith(RISES) and not word.startswith(RISES_NOT)):
            return True
    return False
