"""Whether a number is money: what stands before and behind it may say that it counts something else.

Reading the number belongs in money_parts.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.awards.money_parts import PRICE_DASH
from scrapers.awards.money_words import (
    COUNTED_BEFORE,
    COUNTED_ENDINGS,
    DASHES,
    NOT_MONEY_BEFORE,
    NOT_MONEY_UNITS,
    PLAUSIBLE_AFTER,
)
from scrapers.awards.numerals import scale_of

if TYPE_CHECKING:
    from scrapers.awards.money_parts import Part
    from scrapers.awards.money_tokens import Tokens

_LEAST = 10_000  # of a grouped number without any unit


def is_money(t: Tokens, part: Part) -> bool:
    """Scale and number alone are money only where no other unit follows."""
    before, following = _label(t, part.first), t.lows[part.last]
    is_chained = t.words[part.last] in {"/", ":"} and t.glued(part.last) and t.is_digits[part.last + 1]
    if following in {"%", "‰"} or (is_chained and not part.currency):
        return False
    if part.value == 1000 and before in {"i", "(", "in"}:
        return False  # the unit of a table: "i tusen kroner", "(1000 kroner)"
    if before in {"av", "of"} and part.currency and part.value < 100:
        return False  # "fire av fem kroner"
    if part.currency:
        return not (part.is_prefixed and _counts(t, part.last) and part.factor == 1 and part.value < 1000)
    if _counts(t, part.last) or (before in NOT_MONEY_BEFORE and not (before == "år" and part.has_scale)):
        return False
    if any(COUNTED_BEFORE.search(t.lows[i]) for i in range(max(0, part.first - 4), part.first)):
        return False
    if part.has_scale:
        return part.factor > 1000 or (_stops(t, part.last) and part.value >= _LEAST)
    if PRICE_DASH.fullmatch(t.words[part.last - 1]):
        return True  # "5.000,-"
    return part.is_grouped and part.value >= _LEAST and _stops(t, part.last) and _stands_alone(t, part)


def _label(t: Tokens, first: int) -> str:
    return t.lows[first - 2] if t.words[first - 1] == ":" else t.lows[first - 1]


def _stops(t: Tokens, at: int) -> bool:
    """Nothing that could be counted follows: punctuation, a name, or a word that goes on with the sentence."""
    word, low = t.words[at], t.lows[at]
    if not word or not word[0].isalpha() or low in PLAUSIBLE_AFTER:
        return True
    return t.language != "en" and len(low) > 5 and low.endswith(("es", "ast"))


def _stands_alone(t: Tokens, part: Part) -> bool:
    before, after = t.words[part.first - 1], t.words[part.last]
    if before[:1].isdigit() or before == "+" or after[:1].isdigit() or after in {"/", ":", "+"} or after == "MVA":
        return False
    return not (after in DASHES and t.glued(part.last))


def _counts(t: Tokens, at: int) -> bool:
    """Whether a noun of another kind follows: "millioner mennesker", "mill. nye brukere", "million of its users"."""
    word, low = t.words[at], t.lows[at]
    if not word[:1].islower() and low not in {"m²", "m2"}:
        return False
    if t.words[at - 1].endswith(".") and scale_of(t.words[at - 1]) is None:
        return False
    if low in NOT_MONEY_UNITS or (low not in PLAUSIBLE_AFTER and low.endswith(COUNTED_ENDINGS)):
        return True
    if t.language == "en" and low not in PLAUSIBLE_AFTER and low.endswith("s") and not low.endswith("ss"):
        return True
    if t.words[at].endswith("."):
        return False
    reach = 3 if low in {"av", "of"} else 1 if low not in PLAUSIBLE_AFTER or low in {"nye", "unike"} else 0
    return any(t.lows[at + i] in NOT_MONEY_UNITS - {"år", "years", "tre"} for i in range(1, reach + 1))
