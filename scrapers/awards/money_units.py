"""The units around a number: the currency before it, the scale and the currency behind it.

Each reads at one place in the tokens and says how many it used; joining them to amounts belongs in money_parts.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scrapers.awards.money_words import (
    ADJECTIVES,
    CURRENCIES,
    DASHES,
    LETTER_SCALES,
    NATIONS,
    ONLY_CAPITALS,
    PREFIXES,
    SCALED_CURRENCIES,
    compound_scale,
    hyphened_scale,
)
from scrapers.awards.numerals import scale_of

if TYPE_CHECKING:
    from scrapers.awards.money_tokens import Tokens
    from scrapers.awards.numerals import Numeral

LETTER_GLUED = {"m": 10**6, "k": 10**3}
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Unit:
    currency: str | None
    factor: int
    used: int  # tokens


@lru_cache(maxsize=4096)
def names_currency(low: str) -> bool:
    """Whether a currency may begin with ``low``."""
    return low in CURRENCIES or low in NATIONS or low in SCALED_CURRENCIES or low in LETTER_GLUED


def currency_at(t: Tokens, at: int) -> Unit | None:
    """ "kr." → NOK, "svenske kroner" → SEK, "MNOK" → NOK and a million."""
    word, low = t.words[at], t.lows[at]
    if not names_currency(low):
        return None
    if low in NATIONS and (currency := NATIONS[low].get(t.lows[at + 1])) is not None:
        return Unit(currency, 1, 2)
    if low in SCALED_CURRENCIES and (low[:1] not in {"m", "t", "k"} or len(low) > 2):
        currency, factor = SCALED_CURRENCIES[low]
        return Unit(currency, factor, 1)
    if low in ONLY_CAPITALS and not word.isupper():
        return None
    if low in LETTER_GLUED and t.words[at + 1] in {"€", "$", "£"} and t.glued(at + 1):
        return Unit(CURRENCIES[t.words[at + 1]], LETTER_GLUED[low], 2)
    return Unit(CURRENCIES[low], 1, 1) if low in CURRENCIES else None


def prefix_at(t: Tokens, at: int) -> Unit | None:
    """A currency that stands before its number: "kr. 5 000", "NOK20m", "MNOK 12", "US$ 3", "mill. kr 20,5"."""
    scale = 1
    first = at
    if scale_of(t.words[at]) in {6, 9} and not t.is_digits[at - 1] and t.lows[at + 1] in {"kr", "nok"}:
        scale, at = 10 ** (scale_of(t.words[at]) or 0), at + 1
    unit = currency_at(t, at)
    if unit is None:
        return None
    word, low = t.words[at], t.lows[at]
    is_code = word.rstrip(".").isupper() and len(low) in {3, 4, 5}
    if unit.used == 1 and unit.factor == 1 and low not in PREFIXES and not is_code:
        return None
    if word.endswith(".") and low in {"kroner", "kronar", "euro", "dollar"}:
        return None  # a sentence ended
    number = at + unit.used
    if t.words[number] == ":" and t.glued(number) and low not in {"kroner", "kronar"}:
        number += 1
    if scale_of(t.words[number]) in {6, 9} and t.is_digits[number + 1] and scale == 1 and unit.factor == 1:
        scale, number = 10 ** (scale_of(t.words[number]) or 0), number + 1  # "NOK mill 3,5"
    if t.gap(number) > 2 or (not t.is_digits[number] and not t.lows[number][:1].isalpha()):
        return None
    if low in {"kroner", "kronar", "euro"} and (not t.is_digits[number] or _YEAR.fullmatch(t.words[number])):
        return None
    return Unit(unit.currency, unit.factor * scale, number - first)


def scale_at(t: Tokens, at: int, numeral: Numeral, *, has_currency: bool) -> Unit | None:
    """The scale word behind a number, with a currency where it names one: "mill.", "hundre tusen", "krisemillioner"."""
    skipped = 0
    if t.words[at] == "." and t.glued(at) and numeral.is_digits and t.words[at + 1][:1].islower():
        skipped = 1  # "6. mill"
    elif t.words[at] == "\n" and t.words[at + 1][:1].islower():
        skipped = 1
    found = _scale(t, at + skipped, has_currency=has_currency)
    if found is not None:
        return Unit(found.currency, found.factor, found.used + skipped)
    if skipped == 0 and t.words[at] in DASHES and t.glued(at) and t.glued(at + 1) and not _is_year(t, at - 1):
        factor, currency = hyphened_scale(t.words[at + 1])  # "300-millioners"
        if factor:
            return Unit(currency, factor, 2)
    if t.lows[at] in ADJECTIVES and (scale_of(t.words[at + 1]) or 0) >= 6:
        inner = _scale(t, at + 1, has_currency=has_currency)
        return None if inner is None else Unit(inner.currency, inner.factor, inner.used + 1)
    if t.words[at][:1].isalpha() and t.words[at + 1] in DASHES and t.glued(at + 1) and t.glued(at + 2):
        factor, currency = hyphened_scale(t.words[at + 2])  # "50 Arena-kroner"
        if factor and not t.lows[at + 2].endswith("s"):
            return Unit({"euro": "EUR", "dollar": "USD"}.get(t.lows[at], currency), factor, 3)
    return None


def _is_year(t: Tokens, at: int) -> bool:
    return _YEAR.fullmatch(t.words[at]) is not None


def _scale(t: Tokens, at: int, *, has_currency: bool) -> Unit | None:
    word, low = t.words[at], t.lows[at]
    if low in {"hundre", "hundred", "tusen", "thousand"} and (scale_of(t.words[at + 1]) or 0) > (scale_of(word) or 2):
        return Unit(None, (100 if low.startswith("hund") else 1000) * 10 ** (scale_of(t.words[at + 1]) or 0), 2)
    if (power := scale_of(word)) is not None:
        return _with_year_of_prices(t, at, 10**power)
    if low == "mil" and t.lows[at + 1] in {"kr", "kroner"}:
        return Unit(None, 10**6, 1)
    factor, currency = compound_scale(word)
    if factor:
        return Unit(currency, factor, 1)
    letter = LETTER_SCALES.get(word.rstrip("."))
    if letter is not None and (has_currency or currency_at(t, at + 1) is not None):
        return Unit(None, letter, 1)
    if word in {"'", "’"} and t.glued(at) and (has_currency or currency_at(t, at + 1) is not None):
        return Unit(None, 1000, 1)  # "2 500' kr"
    return None


def _with_year_of_prices(t: Tokens, at: int, factor: int) -> Unit:
    """ "5 milliarder 2015-kroner"; "50 millioner forskningskroner"."""
    if _is_year(t, at + 1) and t.words[at + 2] in DASHES and t.glued(at + 2) and t.lows[at + 3] in {"kroner", "kronar"}:
        return Unit("NOK", factor, 4)
    if compound_scale(t.words[at + 1])[0] == 1:
        return Unit("NOK", factor, 2)
    return Unit(None, factor, 1)


def suffix_at(t: Tokens, at: int, *, is_scaled: bool, is_grouped: bool) -> Unit | None:
    """The currency behind a number, on the same line or at the start of the next one."""
    if not t.lows[at][:1].isalpha() and t.words[at] not in {"\n", "€", "$", "£"}:
        return None
    wrapped = 1 if t.words[at] == "\n" and not t.words[at + 1].istitle() else 0
    unit = currency_at(t, at + wrapped)
    if unit is None or (wrapped and t.is_digits[at + 2]):
        return None
    word, low = t.words[at + wrapped], t.lows[at + wrapped]
    if low == "nok" and word.islower() and not (is_scaled or is_grouped):
        return None  # "har 20 nok": enough
    if low == "us" and t.lows[at + wrapped + 1] == "$" and t.is_digits[at + wrapped + 2]:
        return None
    after = at + wrapped + unit.used
    if t.is_digits[after] and low in {"kr", "nok", "€", "$", "£", "eur", "usd", "nkr"} and not is_scaled:
        belongs_right = not is_grouped or _is_year(t, at - 1)
        takes_more = currency_at(t, after + 1) is None
        big = len(t.words[after]) > 3 or scale_of(t.words[after + 1]) is not None
        if belongs_right and takes_more and big and t.gap(at + wrapped) > 0:
            return None  # "i 2018 kr 500 000"
    return Unit(unit.currency, unit.factor, unit.used + wrapped)
