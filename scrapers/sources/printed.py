"""A text rendering of a page → a release: its title, its language, and the date if the text prints one.

What a line of it is, heading, item or row, is decided in text.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.dates import parse_date
from scrapers.language import detect_language
from scrapers.model import Release
from scrapers.sources.text import parse_text

if TYPE_CHECKING:
    from datetime import date

    from scrapers.model import PublishedBasis
    from scrapers.sources.source import Source

HEAD_OF_TEXT = 8  # lines in which a text prints its date without a label

_DATE_LABEL = re.compile(r"(?<!\w)(?:publisert|publiseringsdato|dato|date|published)", re.IGNORECASE)
_LABELLED_DATE = re.compile(r"(?:\s*+:[ \t]++|\s*+(?<=[ \t]))(?P<date>\S[^\n|•]{3,40})")
_BARE_DATE = re.compile(
    r"(?:\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}|\d{1,2}\.?\s[^\W\d_]{3,9}\.?\s\d{4}|[^\W\d_]{3,9}\.?\s\d{1,2},\s\d{4})"
    r"(?:[\s,–-]*(?:kl\.?\s?)?\d{1,2}[.:]\d{2}(?::\d{2})?)?(?:\s[A-Z]{3,4})?"
)


def read_text(text: str, url: str | None, release_id: str, source: Source | None) -> Release:
    """The text is kept as it is, but for its line ends; source and publisher are those of the address."""
    text = text.replace("\r\n", "\n")
    blocks = parse_text(text)
    published_on, basis = _printed_date(text)
    return Release(
        release_id=release_id,
        source=source.name if source else None,
        url=url,
        publisher=source.publisher if source else None,
        title=next((" ".join(text[b.start : b.end].split()) for b in blocks if b.kind == "title"), None),
        published_on=published_on,
        published_basis=basis,
        language=detect_language(text),
        text=text,
        blocks=blocks,
    )


def _printed_date(text: str) -> tuple[date | None, PublishedBasis]:
    """The first date behind a label; else one that stands alone near the top."""
    for label in _DATE_LABEL.finditer(text):
        match = _LABELLED_DATE.match(text, label.end()) if _opens_part(text, label.start()) else None
        if match and (found := parse_date(match["date"])) is not None:
            return found, "body"
    head = [line for line in text.split("\n") if line.strip()][:HEAD_OF_TEXT]
    for part in (part.strip() for line in head for part in re.split(r"[|•]", line)):
        if _BARE_DATE.fullmatch(part) and (found := parse_date(part)) is not None:
            return found, "body"
    return None, "none"


def _opens_part(text: str, at: int) -> bool:
    """Whether nothing but marks stands before ``at`` on its line, or since the last "|" or "•"."""
    while at and not (text[at - 1].isalnum() or text[at - 1] == "_"):
        at -= 1
        if text[at] in "\n|•":
            return True
    return at == 0
