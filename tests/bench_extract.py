"""Extraction for ``make bench``: every labelled release, poured into a real page, read by us and by trafilatura.

trafilatura finds a page's text and says nothing of what the text means. Hostile text is measured here too, by the
megabyte. Times only; scores belong in score.py.
"""

from __future__ import annotations

import hashlib
import time
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import trafilatura
from lxml import html as lxml_html

from scrapers.model import Page
from scrapers.parse import parse_page
from scrapers.sources import load_sources
from tests.score import FILES, load
from tests.test_linear_time import PIECES, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEMPLATE = Path("pages") / "regjeringen" / "2026" / "article-id3167072.html"
HOSTILE = (
    "one word", "digits", "spaces", "commas", "opening parentheses", "quotes", "og og og", "capitalised words",
    "mill. mill.",
)  # fmt: skip
MEGABYTE, PARTS = 1_000_000, 8
ADDRESS = "https://www.regjeringen.no/no/aktuelt/slug/id{number}/"


class Template:
    """A real page as it is, but for kind, heading, lead and body: those of any release."""

    def __init__(self, shared: Path) -> None:
        page = lxml_html.fromstring((shared / TEMPLATE).read_bytes())
        (heading,) = page.cssselect(".article-header h1")
        heading.text = "@title@"
        (kind,) = page.cssselect(".article-info .type")
        kind.text = "Pressemelding |"
        for lead in page.cssselect(".article-ingress"):
            parent = lead.getparent()
            assert parent is not None
            parent.remove(lead)
        (body,) = page.cssselect(".article-body")
        for child in list(body):
            body.remove(child)
        body.text = "@body@"
        self._page: str = lxml_html.tostring(page, encoding="unicode")

    def page(self, text: str) -> bytes:
        """The release with this text: its first paragraph is the title."""
        title, *paragraphs = [one for one in text.split("\n\n") if one.strip()]
        body = "".join(f"<p>{'<br>'.join(map(escape, one.split(chr(10))))}</p>" for one in paragraphs)
        return self._page.replace("@title@", escape(title)).replace("@body@", body).encode("utf-8")


def poured(shared: Path) -> list[Page]:
    """Every labelled release as a page."""
    template = Template(shared)
    pages = []
    for number, text in enumerate(_texts(shared), 9_000_000):
        content = template.page(text)
        digest = hashlib.sha256(content).hexdigest()
        pages.append(Page(ADDRESS.format(number=number), content, "text/html; charset=utf-8", digest))
    return pages


def _texts(shared: Path) -> Iterator[str]:
    for file in FILES.values():
        yield from (gold["text"] for gold in load(shared / "gold" / file))


def timed(shared: Path, repeats: int) -> tuple[list[float], list[float], int]:
    """(seconds of ours, of trafilatura, pages) for all pages, in turn."""
    pages = poured(shared)
    source = load_sources()["regjeringen"]

    def ours(page: Page) -> object:
        parsed = parse_page(source, page)
        assert parsed.reading is not None, page.url
        return parsed.reading

    def peer(page: Page) -> object:
        return trafilatura.extract(page.body)

    took: tuple[list[float], list[float]] = ([], [])
    for read in (ours, peer):
        read(pages[0])  # what is loaded once is no extraction
    for _ in range(repeats):
        for read, times in zip((ours, peer), took, strict=True):
            times.append(_seconds(read, pages))
    return *took, len(pages)


def _seconds(read: Callable[[Page], object], pages: list[Page]) -> float:
    begun = time.perf_counter()
    for page in pages:
        read(page)
    return time.perf_counter() - begun


def timed_hostile() -> dict[str, tuple[float, float]]:
    """kind of text → seconds for a megabyte, and for an eighth of one."""
    texts = {name: PIECES[name] * (MEGABYTE // len(PIECES[name])) for name in HOSTILE}
    texts["nested brackets"] = "(" * (MEGABYTE // 2) + ")" * (MEGABYTE // 2)
    middle = MEGABYTE // 2
    part = slice(middle - MEGABYTE // PARTS // 2, middle + MEGABYTE // PARTS // 2)
    return {name: (seconds(text), seconds(text[part])) for name, text in texts.items()}
