"""Files given by hand → readings: .html, .txt, .jsonl, .warc and .warc.gz.

Opening files and making releases of them; reading awards belongs in awards, page templates in sources.
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

_PRINTED_DATE = re.compile(
    r"^\W*(?:publisert|publiseringsdato|dato|date|published)\s*:?[ \t]+(?P<date>\S[^\n|•]{3,40})",
    re.IGNORECASE | re.MULTILINE,
)


def release_of_text(text: str, url: str | None, release_id: str) -> Release:
    """A release from a text rendering of its page, whatever its address is."""
    text = text.replace("\r\n", "\n")
    blocks = parse_text(text)
    title = next((" ".join(text[b.start : b.end].split()) for b in blocks if b.kind == "title"), None)
    published_on, basis = _printed_date(text)
    return Release(
        release_id=release_id,
        source=None,
        url=url,
        publisher=None,
        title=title,
        published_on=published_on,
        published_basis=basis,
        language=detect_language(text),
        text=text,
        blocks=blocks,
    )


def _printed_date(text: str) -> tuple[date | None, PublishedBasis]:
    for match in _PRINTED_DATE.finditer(text):
        if (found := parse_date(match["date"])) is not None:
            return found, "body"
    return None, "none"
