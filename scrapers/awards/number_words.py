"""The words of numbers in bokmål, nynorsk and English, and what they are worth.

Only words and values; reading several of them as one number belongs in numerals.py.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

_SMALL = {
    0: "null zero",
    1: "en én èn ein éin èin ei éi ett étt eitt éitt et eit one a an",
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
    40: "førti førr forty",
    50: "femti fifty",
    60: "seksti sixty",
    70: "sytti søtti seventy",
    80: "åtti eighty",
    90: "nitti ninety",
}
SCALES = {
    **dict.fromkeys(("tusen", "tusener", "thousand", "thousands"), 3),
    **dict.fromkeys(("million", "millioner", "millionar", "millionane", "millionene", "millionen", "millions"), 6),
    **dict.fromkeys(("millioners", "millionars"), 6),
    **dict.fromkeys(("mill", "mio", "mln"), 6),
    **dict.fromkeys(
        ("milliard", "milliarder", "milliardar", "milliarden", "milliardene", "milliardane", "milliarders"), 9
    ),
    **dict.fromkeys(("mrd", "mia", "bln", "billion", "billions"), 9),  # the English billion
    **dict.fromkeys(("billioner", "billionar"), 12),  # the Norwegian one
}
FRACTIONS = {
    **dict.fromkeys(("halv", "halvt", "halve", "half"), Decimal("0.5")),
    **dict.fromkeys(("kvart", "quarter", "quarters"), Decimal("0.25")),
    **dict.fromkeys(("trekvart", "trekvarts"), Decimal("0.75")),
}
ONE_AND_A_HALF = {"halvannen", "halvannet", "halvannan", "halvanna", "halvtanna", "halvtannan"}
HUNDRED = {"hundre", "hundred"}
JOINERS = {"og", "and"}
ARTICLES = {"en", "én", "ein", "éin", "ei", "et", "eit", "ett", "eitt", "one", "a", "an"}
NORWEGIAN_ONLY = {"to", "en", "et", "ei", "fire", "null"}  # other words in English
ENGLISH_ONLY = {"an"}


def _spell() -> dict[str, int]:
    words = {word: value for value, spelt in _SMALL.items() for word in spelt.split()}
    tens = {word: value for word, value in words.items() if value >= 20}
    ones = {word: value for word, value in words.items() if 1 <= value <= 9 and word not in {"a", "an"}}
    words.update({ten + one: tens[ten] + ones[one] for ten in tens for one in ones})
    words.update({f"{one}og{ten}": tens[ten] + ones[one] for ten in tens for one in ones})
    return words


WORDS = _spell()


def below_100(low: int) -> str:
    """A pattern of the words from ``low``, which is below 20, to 99: of tens and ones, not of a thousand words."""
    ones, tens = _one_of(range(1, 10), but=("an",)), _one_of(range(20, 100, 10))
    return rf"{_one_of(range(low, 20))}|{tens}{ones}?|{ones}og{tens}"


def _one_of(values: range, but: tuple[str, ...] = ()) -> str:
    words = (word for value in values for word in _SMALL[value].split() if len(word) > 1 and word not in but)
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


@cache
def _compound() -> re.Pattern[str]:
    hundreds = rf"(?P<hundreds>(?P<count>{_one_of(range(1, 20))})?hundre(?:og)?)?"
    return re.compile(rf"{hundreds}(?P<rest>{below_100(0)})?(?P<thousand>tusen)?", re.IGNORECASE)


@lru_cache(maxsize=4096)
def compound_word(word: str) -> tuple[int, bool] | None:
    """ "hundreogfemti" → (150, no), "femhundretusen" → (500, thousands); null for a word that is no such compound."""
    if not ("hundre" in word or word.endswith("tusen")) or len(word) > 40 or word in {"hundre", "tusen"}:
        return None
    match = _compound().fullmatch(word)
    if match is None:
        return None
    hundreds = (WORDS[match["count"].lower()] if match["count"] else 1) * 100 if match["hundreds"] else 0
    rest = WORDS[match["rest"].lower()] if match["rest"] else 0
    return hundreds + rest, match["thousand"] is not None
