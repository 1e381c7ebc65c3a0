"""Words, signs, quoted spans and amounts of a sentence, with offsets into the text.

What they mean together belongs in chunks.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scrapers.awards.passages import INVISIBLE, clean

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.money import Amount


_TOKEN = re.compile(
    rf"[\w{INVISIBLE}](?:[\w{INVISIBLE}'’.&/+\-?]*[\w{INVISIBLE}])?|[«\"“”„][^«»\"“”\n]{{2,240}}?(?:\n[^«»\"“”\n]{{1,200}})?[»\"”“]|\S"
)
_CAMEL = re.compile(r"[a-z][A-ZÆØÅ]")  # iKuben
_MOJIBAKE = {
    "f?r": "får",
    "g?r": "går",
    "l?yvd": "løyvd",
    "st?tte": "støtte",
    "p?": "på",
    "n?": "nå",
}  # a page that lost its letters


@dataclass(frozen=True, slots=True)
class Token:
    text: str  # as a reader sees it
    start: int
    end: int
    amount: Amount | None = None

    low: str = field(init=False)
    is_capital: bool = field(init=False)

    def __post_init__(self) -> None:
        """Told once: every rule asks for them."""
        low = self.text.lower()
        object.__setattr__(self, "low", _MOJIBAKE.get(low, low) if "?" in low else low)
        object.__setattr__(self, "is_capital", _is_capital(self.text))


def _is_capital(text: str) -> bool:
    return (
        text[:1].isupper()
        or _CAMEL.match(text) is not None
        or (text[:1].isdigit() and any(c.isupper() for c in text) and len(text) > 2)
    )


def tokenize(document: Document, start: int, end: int) -> list[Token]:
    """Words, signs, quoted spans and amounts of ``text[start:end]``."""
    amounts = amounts_between(document, start, end)
    tokens: list[Token] = []
    at = start
    for amount in amounts:
        tokens.extend(_words(document.text, at, min(amount.qualifier_start, amount.start)))
        tokens.append(Token(amount.text, amount.start, amount.end, amount))
        at = amount.end
    tokens.extend(_words(document.text, at, end))
    return tokens


def amounts_between(document: Document, start: int, end: int) -> list[Amount]:
    first = bisect_left(document.amounts, start, key=lambda a: a.start)
    last = bisect_left(document.amounts, end, key=lambda a: a.start)
    return list(document.amounts[first:last])


def _words(text: str, start: int, end: int) -> list[Token]:
    return [Token(clean(m[0]) or m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]
