"""One quantity with its unit: a number in digits or words, its scale and its currency.

    amount     := [currency] quantity [scale] [currency]        quantity := digits | number words

Several of them joined are read in money_grammar.py; whether it is money at all is asked in money_doubt.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from scrapers.awards.money_units import currency_at, scale_at, suffix_at
from scrapers.awards.money_words import HUNDREDTHS
from scrapers.awards.number_words import ARTICLES, JOINERS, WORDS
from scrapers.awards.numerals import Numeral, is_grouped, parse_digits, read_words, scale_of

if TYPE_CHECKING:
    from scrapers.awards.money_tokens import Tokens
    from scrapers.awards.money_units import Unit

PRICE_DASH = re.compile(r"[,.][-–—−]{1,2}")
"""What stands behind "5.000,-"."""


@dataclass(frozen=True, slots=True)
class Part:
    """A quantity with its unit, as tokens[first:last]."""

    first: int
    last: int
    value: Decimal
    currency: str | None
    has_scale: bool
    factor: int  # what a number that shares the unit is multiplied by
    is_grouped: bool = False
    value_to: Decimal | None = None
    is_about: bool = False
    is_prefixed: bool = False
    is_vague: bool = False  # an amount without a figure, "flere millioner kroner": ``value`` says nothing


def numeral_at(t: Tokens, at: int) -> Numeral | None:
    if at >= len(t):
        return None
    if not t.is_digits[at]:
        if not t.lows[at][:1].isalpha():
            return None
        numeral = read_words(t.words, at, t.language)
        if numeral is None or _is_infinitive(t, at, numeral):
            return None
        return _with_decimals(t, numeral) if t.lows[numeral.end] == "komma" else numeral
    if t.glued(at) and is_chained(t, at):
        return None
    if (misprint := _misprint(t, at)) is not None:
        return misprint
    value = parse_digits(t.words[at], t.language)
    end = at + 1
    if t.lows[end] in JOINERS and t.lows[end + 1] in ARTICLES and t.lows[end + 2] in {"halv", "halvt", "half"}:
        return Numeral(value + Decimal("0.5"), end + 3, 0, is_digits=True)  # "2 og en halv million"
    if t.lows[end] in JOINERS and t.words[end + 1 : end + 4] == ["1", "/", "2"]:
        return Numeral(value + Decimal("0.5"), end + 4, 0, is_digits=True)
    return Numeral(value, end, 0, is_digits=True, is_grouped=is_grouped(t.words[at]))


def _with_decimals(t: Tokens, numeral: Numeral) -> Numeral:
    """ "to komma fem millioner"."""
    decimals = WORDS.get(t.lows[numeral.end + 1])
    if decimals is None or numeral.scale:
        return numeral
    value = numeral.value + Decimal(decimals).scaleb(-len(str(decimals)))
    return Numeral(value, numeral.end + 2, 0, is_digits=False)


def _is_infinitive(t: Tokens, at: int, numeral: Numeral) -> bool:
    """A lone word that is more often no number: "to", "fire", "null" at the end of nothing."""
    return numeral.end == at + 1 and t.words[at].endswith(".") and numeral.scale == 0


def is_chained(t: Tokens, at: int) -> bool:
    """A number inside a code, a date or a word: "12.06.2015", "2421.71", "H2020", "x5"."""
    if t.words[at - 1] in {".", "/", ":", ","} and t.glued(at - 1) and t.is_digits[at - 2]:
        return True
    before = t.words[at - 1]
    if not before[:1].isalpha() or before.lower() == "x" or currency_at(t, at - 1) is not None:
        return False
    is_short = t.words[at].isdigit() and len(t.words[at]) < 3  # "Fjord1"
    return (is_short or not before[0].isupper()) and not before.endswith(".")


def _misprint(t: Tokens, at: int) -> Numeral | None:
    """ "1, 2 millioner", "1 ,2 millioner": a decimal with a stray space before a scale; "1/2 million"."""
    one, two, three = t.words[at], t.words[at + 1], t.words[at + 2]
    if not one.isdigit() or len(one) > 2:
        return None
    if scale_of(three) is not None and re.fullmatch(r",[0-9]{1,2}", two) and t.gap(at + 1) == 1:
        return Numeral(Decimal(one + two.replace(",", ".")), at + 2, 0, is_digits=True)
    if scale_of(t.words[at + 3]) is None or not t.glued(at + 1):
        return None
    if two == "," and t.gap(at + 2) == 1 and re.fullmatch(r"[0-9]", three):
        return Numeral(Decimal(f"{one}.{three}"), at + 3, 0, is_digits=True)
    if two == "/" and t.glued(at + 2) and one in {"1", "3"} and three in {"2", "4"}:
        return Numeral(Decimal(one) / Decimal(three), at + 3, 0, is_digits=True)
    return None


def part_at(t: Tokens, first: int, numeral: Numeral, before: Unit | None, *, lends: bool = True) -> Part | None:
    """The scale and currency behind a number; ``before`` stands directly before it when ``lends`` is set."""
    at, value, scaled = numeral.end, numeral.value, numeral.scale > 0
    currency = before.currency if before else None
    factor = 10**numeral.scale if scaled else 1
    if before is not None and before.factor > 1:
        factor, value, scaled = before.factor, value * before.factor, True
    elif numeral.scale < 6 and (scale := scale_at(t, at, numeral, has_currency=before is not None)) is not None:
        if numeral.is_digits and numeral.end == first + (before.used if before and lends else 0) + 1:
            value = parse_digits(t.words[numeral.end - 1], t.language, is_scaled=True)
        factor, value, at, scaled = factor * scale.factor, value * scale.factor, at + scale.used, True
        currency = currency or scale.currency
    behind = suffix_at(t, at, is_scaled=scaled, is_grouped=numeral.is_grouped or value >= 1000)
    if behind is not None and (currency is None or behind.currency == currency):
        if behind.factor > 1 and not scaled:
            factor, value, scaled = behind.factor, value * behind.factor, True
        currency, at = behind.currency, at + behind.used
        if not scaled and (before is None or not lends):
            value, at = _hundredths(t, at, value)
    dash = PRICE_DASH.fullmatch(t.words[at]) is not None and t.glued(at)
    if dash:
        at += 1
        if currency is None and (behind := suffix_at(t, at, is_scaled=False, is_grouped=True)) is not None:
            currency, at = behind.currency, at + behind.used
    grouped = numeral.is_grouped or dash
    return Part(first, at, value, currency, scaled, factor, grouped, None, numeral.is_pair, before is not None)


def _hundredths(t: Tokens, at: int, value: Decimal) -> tuple[Decimal, int]:
    """ "2 kroner og 23 øre"; "to kr 23" where the text ends."""
    look = at + (1 if t.lows[at] in {"og", "and"} else 0)
    if re.fullmatch(r"[0-9]{2}", t.words[look]) and t.gap(look) == 1:
        if t.lows[look + 1] in HUNDREDTHS:
            return value + Decimal(t.words[look]) / 100, look + 2
        if look == at and look + 1 == len(t):
            return value + Decimal(t.words[look]) / 100, look + 1
    return value, at
