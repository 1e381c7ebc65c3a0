"""A text as tokens: words, numbers and signs, with the way back to offsets in the original.

What a token means does not belong here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.awards.numerals import DIGITS, is_readable

if TYPE_CHECKING:
    from scrapers.model import Language

_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f\r]")
_TOKEN = re.compile(rf"(?P<digits>{DIGITS})|(?P<word>[^\W\d_]+\.?)|,[-–—−]{{1,2}}|\.[-–—−]{{1,2}}(?!\w)|\n|\S")
_LABEL = re.compile(
    r"(?:post(?:ene)?|kap(?:ittel)?|nr|nummer|punkt|pkt|side|artikkel|§|vedlegg|sak|no)\.?$", re.IGNORECASE
)
_UNIT_BEFORE = re.compile(r"(?:kr|nok|eur|usd|gbp|sek|dkk)\.?$|[€$£]$", re.IGNORECASE)
_UNIT_BEHIND = re.compile(r"\s{0,3}(?:kr|nok|eur|usd|gbp|sek|dkk|dollar|pund|€|\$|£|,[-–—]|\.[-–—])", re.IGNORECASE)
_FEWEST_OF_TWO = 12  # digits of two sums in a row
_ENDING = ("",) * 8


@dataclass(frozen=True, slots=True)
class Source:
    """The text without invisible characters and with one kind of space, and the way back to the original."""

    text: str
    clean: str
    kept: list[int] | None  # the original offset of each character of ``clean``; null when they are the same

    def start(self, at: int) -> int:
        return at if self.kept is None else self.kept[at]

    def end(self, at: int) -> int:
        return at if self.kept is None else self.kept[at - 1] + 1


def source_of(text: str) -> Source:
    kept = None
    clean = text
    if _INVISIBLE.search(text):
        hidden = {m.start() for m in _INVISIBLE.finditer(text)}
        kept = [i for i in range(len(text)) if i not in hidden]
        clean = _INVISIBLE.sub("", text)
    return Source(text, _SPACES.sub(" ", clean).replace("\u2028", "\n").replace("\u2029", "\n"), kept)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Lists of equal length; ``words`` and ``lows`` go on with empty strings, so that looking ahead needs no bounds
    (and looking back from the first token finds those)."""

    words: list[str]  # as printed; a word keeps a point behind it
    lows: list[str]  # in lower case, without that point
    starts: list[int]
    ends: list[int]
    is_digits: list[bool]
    language: Language

    def __len__(self) -> int:
        return len(self.starts)

    def gap(self, at: int) -> int:
        """How many characters stand between token ``at`` and the one before it."""
        return self.starts[at] - self.ends[at - 1] if 0 < at < len(self.starts) else 99

    def glued(self, at: int) -> bool:
        return self.gap(at) == 0


def tokens_of(clean: str, language: Language = "nb") -> Tokens:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    is_digits: list[bool] = []
    at = 0
    while match := _TOKEN.search(clean, at):
        start, end = match.span()
        if match["digits"] is not None:
            digits = _without_label(match["digits"], words[-1] if words else "")
            has_unit = _UNIT_BEFORE.match(words[-1] if words else "") or _UNIT_BEHIND.match(clean, start + len(digits))
            end = start + len(digits if has_unit else _first_of_two(digits))
        words.append(clean[start:end])
        starts.append(start)
        ends.append(end)
        is_digits.append(match["digits"] is not None and is_readable(clean[start:end]))
        at = end
    lows = [word.lower().rstrip(".") or word for word in words]
    return Tokens([*words, *_ENDING], [*lows, *_ENDING], starts, ends, [*is_digits, *(False,) * 8], language)


def _first_of_two(digits: str) -> str:
    """ "412 000 206 000", a row of two cells: no sum has twelve digits, so it is split where both halves are sums."""
    groups = digits.split(" ")
    if len(groups) < 4 or len(digits) - len(groups) + 1 < _FEWEST_OF_TWO or not digits.replace(" ", "").isdigit():
        return digits
    splits = [at for at in range(2, len(groups) - 1) if not groups[at].startswith("0")]
    at = min(splits, key=lambda at: abs(2 * at - len(groups)), default=len(groups))
    return " ".join(groups[:at])


def _without_label(digits: str, before: str) -> str:
    """ "post 71 500 000 kroner": the number of a budget item is no part of the sum behind it."""
    first, _, rest = digits.partition(" ")
    return first if rest and len(first) < 3 and _LABEL.match(before) else digits
