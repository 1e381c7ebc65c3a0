"""Numerals as Norwegian and English print them: grouped digits and number words, as exact decimals.

Money does not belong here: a numeral knows nothing of kroner.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

# Digits in one numeral. Groups of three share one separator; a comma or point before the last digits is decimal.
DIGITS = (
    r"\d{1,3}(?:(?P<group>[ .'’])\d{3})(?:(?P=group)\d{3})*(?:,\d{1,2})?(?![\d])"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?![\d,])"
    r"|\d+(?:[.,]\d+)?"
    r"|(?<![\w,.]),\d+"
)

_SMALL = {
    0: "null zero",
    1: "en én ein éin ei ett eitt et eit one a an",
    2: "to two",
    3: "tre three",
    4: "fire four",
    5: "fem five",
    6: "seks six",
    7: "sju syv seven",
    8: "åtte eight",
    9: "ni nine",
    10: "ti ten",
    11: "elleve eleven",
    12: "tolv twelve",
    13: "tretten thirteen",
    14: "fjorten fourteen",
    15: "femten fifteen",
    16: "seksten sixteen",
    17: "sytten søtten seventeen",
    18: "atten eighteen",
    19: "nitten nineteen",
    20: "tjue tyve twenty",
    30: "tretti tredve thirty",
    40: "førti forty",
    50: "femti fifty",
    60: "seksti sixty",
    70: "sytti søtti seventy",
    80: "åtti eighty",
    90: "nitti ninety",
}
_SCALES = {
    "tusen": 3,
    "tusener": 3,
    "thousand": 3,
    "million": 6,
    "millioner": 6,
    "millionar": 6,
    "millionane": 6,
    "millionene": 6,
    "millions": 6,
    "mill": 6,
    "mio": 6,
    "milliard": 9,
    "milliarder": 9,
    "milliardar": 9,
    "milliarden": 9,
    "mrd": 9,
    "mia": 9,
    "billion": 9,  # English; the Norwegian billion (10^12) does not occur in releases
    "billions": 9,
}
_FRACTIONS = {"halv": Decimal("0.5"), "halvt": Decimal("0.5"), "half": Decimal("0.5")}
_ONE_AND_A_HALF = {"halvannen", "halvannan", "halvanna", "halvtanna"}
_HUNDRED = {"hundre", "hundred"}
_JOINERS = {"og", "and"}


def _spell() -> dict[str, int]:
    words = {word: value for value, spelt in _SMALL.items() for word in spelt.split()}
    tens = {word: value for word, value in words.items() if value >= 20}
    ones = {word: value for word, value in words.items() if 1 <= value <= 9 and word not in {"a", "an"}}
    words.update({ten + one: tens[ten] + ones[one] for ten in tens for one in ones})
    words.update({f"{one}og{ten}": tens[ten] + ones[one] for ten in tens for one in ones})
    return words


WORDS = _spell()


@dataclass(frozen=True, slots=True)
class Numeral:
    """``tokens[start:end]`` as a number; ``scale`` is the power of ten of its last scale word, 0 for none."""

    value: Decimal
    end: int
    scale: int
    is_digits: bool
    is_grouped: bool = False
    is_article: bool = False  # "en", "a": a number only before a scale word


def scale_of(word: str) -> int | None:
    """The power of ten that a word stands for: "mill." → 6; null when it is no scale word."""
    return _SCALES.get(word.rstrip(".").lower())


def parse_digits(text: str) -> Decimal:
    """``text`` matches DIGITS. A single comma or point followed by three digits is a group, else decimal."""
    digits = text.replace("’", "'")
    if match := re.fullmatch(r"(\d{1,3}(?:([ .'])\d{3})(?:\2\d{3})*)(?:,(\d+))?", digits):
        return Decimal(re.sub(r"\D", "", match[1]) + (f".{match[3]}" if match[3] else ""))
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|[1-9]\d{0,2},\d{3}(?:\.\d+)?", digits):
        return Decimal(digits.replace(",", ""))
    return Decimal(digits.replace(",", ".") if not digits.startswith(",") else "0" + digits.replace(",", "."))


def read_words(tokens: Sequence[str], start: int) -> Numeral | None:
    """The longest number in words from ``tokens[start]``: "fire og en halv million", "hundre og femti tusen"."""
    total = Decimal(0)  # what the scale words so far have closed
    part: Decimal | None = None  # the number that waits for its scale word
    scale = 0
    at = end = start
    while at < len(tokens):
        word = tokens[at].rstrip(".").lower()
        if word in _JOINERS and at > start and at + 1 < len(tokens) and _continues(tokens, at + 1, scale):
            at += 1
            continue
        if word in {"a", "an"} and part == _FRACTIONS["half"]:  # "half a million"
            at += 1
            continue
        if word in WORDS:
            if part is not None and not _may_follow(part, WORDS[word], tokens, at):
                break
            part = (part or Decimal(0)) + WORDS[word]
        elif word in _FRACTIONS:
            article = at > start and tokens[at - 1].lower() in {"en", "ein", "et", "eit", "a"}
            part = (part or Decimal(0)) - (1 if article and part else 0) + _FRACTIONS[word]
        elif word in _ONE_AND_A_HALF and part is None:
            part = Decimal("1.5")
        elif word in _HUNDRED and (part is None or 1 <= part <= 9):
            part = (part or Decimal(1)) * 100
        elif (power := scale_of(word)) is not None and (part is not None or word in {"tusen", "million", "milliard"}):
            if scale and power >= scale:
                break
            total += (part if part is not None else Decimal(1)) * 10**power
            part, scale = None, power
        else:
            break
        at += 1
        end = at
    if end == start:
        return None
    is_article = end == start + 1 and WORDS.get(tokens[start].lower()) == 1
    return Numeral(total + (part or Decimal(0)), end, scale, is_digits=False, is_article=is_article)


def _may_follow(part: Decimal, value: int, tokens: Sequence[str], at: int) -> bool:
    """ "hundre femti", "hundre og femti", "tjue fem" and "fire og en halv" go on; "to tre" does not."""
    if value == 1 and at + 1 < len(tokens) and tokens[at + 1].lower() in _FRACTIONS:
        return True
    if part >= 100 and part % 100 == 0:
        return value < 100
    return part >= 20 and part % 10 == 0 and part < 100 and value < 10


def _continues(tokens: Sequence[str], at: int, scale: int) -> bool:
    """Whether the number goes on after "og": the next token is a smaller number, or a half."""
    following = tokens[at].rstrip(".").lower()
    after = tokens[at + 1].rstrip(".").lower() if at + 1 < len(tokens) else ""
    if following in {"en", "ein", "et", "eit", "a"}:
        return after in _FRACTIONS
    before = WORDS.get(tokens[at - 2].rstrip(".").lower(), 0)
    hundred = tokens[at - 2].rstrip(".").lower() in _HUNDRED or scale_of(tokens[at - 2]) == 3
    return following in WORDS and hundred and WORDS[following] < 100 and before == 0 and scale != 6
