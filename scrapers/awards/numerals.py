"""Numerals as Norwegian and English print them: grouped digits and number words, as exact decimals.

Money does not belong here: a numeral knows nothing of kroner. The words themselves are in number_words.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from scrapers.awards.number_words import (
    ARTICLES,
    ENGLISH_ONLY,
    FRACTIONS,
    HUNDRED,
    JOINERS,
    NORWEGIAN_ONLY,
    ONE_AND_A_HALF,
    SCALES,
    compound_word,
)
from scrapers.awards.number_words import WORDS as WORDS

if TYPE_CHECKING:
    from scrapers.model import Language

# Digits in one numeral, tried in this order. The bounds on repetition keep hostile texts linear.
DIGITS = (
    r"(?:"
    r"\d{1,3}(?:\.\d{3} | \d{3}\.)000(?!\d)"  # "1.500 000": mixed marks, only before a round thousand
    # groups of three with one mark, then perhaps decimals
    r"|\d{1,3}(?:(?P<group>[ .'’])\d{3})(?:(?P=group)\d{3}){0,5}(?:,\d{1,4}|\.\d{1,2})?(?!\d)"
    r"|\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,2})?(?!,?\d)"  # English groups
    r"|\d+(?:[.,]\d+)?"
    r"|(?<![\w,.]),\d+"
    r")(?: ?[½¼¾])?|[½¼¾]"
).replace(r"\d", "[0-9]")
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_LONGEST = 15  # digits; a longer run is an id, and arithmetic on it would be rounded
_MOST_WORDS = 14  # in one numeral


@dataclass(frozen=True, slots=True)
class Numeral:
    """``tokens[start:end]`` as a number; ``scale`` is the power of ten of its last scale word, 0 for none."""

    value: Decimal
    end: int
    scale: int
    is_digits: bool
    is_grouped: bool = False
    is_article: bool = False  # "en", "a": a number only before a scale word
    is_pair: bool = False  # "et par": about two


@lru_cache(maxsize=4096)
def scale_of(word: str) -> int | None:
    """The power of ten that a word stands for: "mill." → 6; null when it is no scale word."""
    return SCALES.get(word.rstrip(".").lower())


@lru_cache(maxsize=4096)
def is_grouped(text: str) -> bool:
    """Whether ``text`` has thousands marked: "1 000", "1.000,50"."""
    return re.match(r"\d{1,3}[ .'’,]\d{3}(?!\d)", text) is not None


def is_readable(text: str) -> bool:
    """Whether ``text`` is short enough to be a sum and not an id."""
    return len(text) <= _LONGEST + 8 and sum(c.isdigit() for c in text) <= _LONGEST


@lru_cache(maxsize=4096)
def parse_digits(text: str, language: Language = "nb", *, is_scaled: bool = False) -> Decimal:
    """``text`` matches DIGITS. A single comma or point before three digits groups them: "5.000", "5,000".

    Before a scale word ("1,029 millioner") a comma is decimal — in English a point is, and the comma groups.
    """
    if text[-1] in _VULGAR:
        return (parse_digits(text[:-1].rstrip(), language) if len(text) > 1 else Decimal(0)) + _VULGAR[text[-1]]
    decimal_mark = "." if language == "en" else ","
    if is_scaled and re.fullmatch(rf"\d{{1,3}}\{decimal_mark}\d{{3}}", text):
        return Decimal(text.replace(",", "."))
    if re.match(r"0\d*[.,]\d", text) and not re.search(r"[.,]\d+[.,]", text):
        return Decimal(text.replace(",", "."))  # "0.750": nothing groups a leading nought
    if match := re.fullmatch(r"(\d{1,3}(?:[ .'’]\d{3})+|\d{1,3}(?:,\d{3})+)(?:[.,](\d+))?", text):
        return Decimal(re.sub(r"\D", "", match[1]) + (f".{match[2]}" if match[2] else ""))
    return Decimal(("0" if text[0] == "," else "") + text.replace(",", "."))


@lru_cache(maxsize=4096)
def begins_number(word: str) -> bool:
    """Whether a number in words may begin with ``word``, in lower case and without a point."""
    known = word in WORDS or word in SCALES or word in FRACTIONS or word in ONE_AND_A_HALF or word in HUNDRED
    return known or compound_word(word) is not None


def read_words(tokens: Sequence[str], start: int, language: Language = "nb") -> Numeral | None:
    """The longest number in words from ``tokens[start]``: "fire og en halv million", "hundre og femti tusen"."""
    reader = _Words(tokens, start, language)
    return reader.read()


class _Words:
    """One numeral in words, read from left to right."""

    def __init__(self, tokens: Sequence[str], start: int, language: Language) -> None:
        self.tokens, self.start, self.language = tokens, start, language
        self.total = Decimal(0)  # what the scale words so far have closed
        self.part: Decimal | None = None  # the number that waits for its scale word
        self.scale = 0
        self.is_pair = False

    def read(self) -> Numeral | None:
        at = end = self.start
        while at < len(self.tokens) and at - self.start < _MOST_WORDS:
            used = self._skip(at) if at > self.start else 0
            taken = self._take(at + used)
            if not taken:
                break
            at += used + taken
            end = at
        if end == self.start:
            return None
        is_article = end == self.start + 1 and self._word(self.start) in ARTICLES
        value = self.total + (self.part or Decimal(0))
        return Numeral(value, end, self.scale, is_digits=False, is_article=is_article, is_pair=self.is_pair)

    def _word(self, at: int) -> str:
        return self.tokens[at].rstrip(".").lower() if at < len(self.tokens) else ""

    def _value(self, at: int) -> int | None:
        word = self._word(at)
        if word in (NORWEGIAN_ONLY if self.language == "en" else ENGLISH_ONLY):
            return None
        value = WORDS.get(word)
        if value is None:
            compound = compound_word(word)
            return compound[0] if compound and not compound[1] else None
        return value

    def _skip(self, at: int) -> int:
        """Tokens between two words of one numeral: "og", a hyphen, the article of "half a million"."""
        word, following = self._word(at), self._word(at + 1)
        if self.tokens[at - 1].endswith("."):
            return 0
        if word in JOINERS or word in {"-", "‐", "‑"}:
            article = following in ARTICLES and self._word(at + 2) in FRACTIONS
            if article and word in JOINERS:
                return 1
            if following in FRACTIONS and self.part is not None:
                return 1
            value, before = self._value(at + 1), self._value(at - 1)
            if value is None:
                return 0
            if word not in JOINERS:  # "twenty-five", "tjue-fem"
                return int(before is not None and 20 <= before < 100 and before % 10 == 0 and value < 10)
            after_hundred = self._word(at - 1) in HUNDRED or (self.part or 0) >= 100
            after_thousand = self.scale == 3 and self.part is None and value < 1000
            old_count = self.part is not None and self.part < 10 and 20 <= value < 100 and value % 10 == 0
            return int((after_hundred and value < 100) or after_thousand or (old_count and before is not None))
        if word in {"a", "an"} and self.part == FRACTIONS["half"]:  # "half a million"
            return int(scale_of(following) is not None)
        if word == "of" and following in {"a", "an"} and self.part in {Decimal("0.25"), Decimal("0.75")}:
            return 2
        return 0

    def _take(self, at: int) -> int:
        """Takes the word at ``at`` into the number; how many tokens that were, 0 when it does not belong."""
        word = self._word(at)
        if at > self.start and self.tokens[at - 1].endswith(".") and scale_of(word) is None:
            return 0  # a sentence ended
        if (pair := self._pair(at)) is not None:
            return pair
        if word in FRACTIONS:
            return self._fraction(at)
        if word in ONE_AND_A_HALF and self.part is None:
            self.part = Decimal("1.5")
            return 1
        if (value := self._value(at)) is not None:
            if self.part is not None and not self._may_follow(value, at):
                return 0
            if self.part is None and self.scale and value == 1 and self._word(at) in ARTICLES:
                return 0 if self._word(at + 1) not in FRACTIONS else self._add(value)
            if self.part is not None and self.part < 10 and 20 <= value < 100 and self._word(at - 1) not in JOINERS:
                return 0
            return self._add(value)
        if word in HUNDRED and (
            self.part is None or (1 <= self.part <= 99 and self.part == self.part.to_integral_value())
        ):
            self.part = (self.part or Decimal(1)) * 100
            return 1
        if (compound := compound_word(word)) and compound[1] and self.part is None and not self.scale:
            self.total, self.scale = Decimal(compound[0]) * 1000, 3
            return 1
        return self._close(word)

    def _add(self, value: int) -> int:
        self.part = (self.part or Decimal(0)) + value
        return 1

    def _pair(self, at: int) -> int | None:
        """ "et par", "a couple of"."""
        if self.part is not None or self.scale or self._word(at) not in ARTICLES:
            return None
        following = self._word(at + 1)
        if following == "par" and self._word(at + 2) != "og":
            self.part, self.is_pair = Decimal(2), True
            return 2
        if following == "couple" and self._word(at + 2) == "of":
            self.part, self.is_pair = Decimal(2), True
            return 3
        return None

    def _fraction(self, at: int) -> int:
        word = self._word(at)
        before = self._word(at - 1) if at > self.start else ""
        if FRACTIONS[word] < Decimal("0.5") and not self._leads_to_scale(at + 1):
            return 0  # "kvart år": each
        if before in ARTICLES and self.part:
            self.part -= 1  # the article of "to og en halv" was no one
        if self.part and not (before in JOINERS or before in ARTICLES or before in {"-", "‐"}):
            if self.part == 3 and FRACTIONS[word] == Decimal("0.25"):
                self.part = Decimal("0.75")  # "tre kvart", "three quarters"
                return 1
            return 0
        self.part = (self.part or Decimal(0)) + FRACTIONS[word]
        return 1

    def _leads_to_scale(self, at: int) -> bool:
        at += 1 if self._word(at) == "of" else 0
        at += 1 if self._word(at) in {"a", "an", "-"} else 0
        return scale_of(self._word(at)) is not None

    def _close(self, word: str) -> int:
        """A scale word: closes the part before it, or multiplies what was closed ("to tusen milliarder")."""
        power = scale_of(word)
        if power is None or (self.part is None and not self.scale and word not in {"tusen", "million", "milliard"}):
            return 0
        if (
            power == 9
            and word == "billion"
            and self.language != "en"
            and self._word(self.start) in ARTICLES - {"a", "one"}
        ):
            power = 12  # the Norwegian "en billion"
        if self.part is None and self.scale == 3 and power >= 6:
            self.total, self.scale = self.total * 10**power, power
            return 1
        if (self.scale and power >= self.scale) or (self.scale and self.part is None):
            return 0
        self.total += (self.part if self.part is not None else Decimal(1)) * 10**power
        self.part, self.scale = None, power
        return 1

    def _may_follow(self, value: int, at: int) -> bool:
        """ "hundre femti", "tjue fem", "to og tjue" and "fire og en halv" go on; "to tre" does not."""
        part = self.part or Decimal(0)
        if value == 1 and self._word(at + 1) in FRACTIONS and self._word(at - 1) in JOINERS:
            return True
        if part >= 100 and part % 100 == 0:
            return value < 100
        if part < 10 and 20 <= value < 100:
            return self._word(at - 1) in JOINERS
        if part >= 100 and self._word(at - 1) in JOINERS:
            return False
        return part % 100 >= 20 and part % 10 == 0 and value < 10  # "two hundred and thirty-five"
