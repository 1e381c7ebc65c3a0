"""Pages of which no template is known: what nearly every page has, an h1, metadata and the blocks of its main part.

A site whose class names have been seen gets a source or a layout of its own; this is what is left for the others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.dates import is_ambiguous, parse_date
from scrapers.model import PublishedBasis, Release
from scrapers.sources.feeds import day_of
from scrapers.sources.html import REMEDY, Document, language_of, render_blocks, text_of
from scrapers.sources.markup import lines_of
from scrapers.sources.source import LayoutError

if TYPE_CHECKING:
    from datetime import date

    from bs4.element import Tag

DATE_METAS = ("article:published_time", "dc.date", "date", "publishdate", "pubdate")
_PUBLISHED = re.compile(r"(?:Publisert|Published)\s*:?\s*(?P<date>\d.*)", re.IGNORECASE)


def read_plain(document: Document, url: str | None, release_id: str) -> Release:
    """The release that a page seems to be; raises LayoutError where it has no title or no text."""
    main = _main(document)
    heading = main.find("h1")
    title = text_of(heading) or document.metas.get("og:title") or document.head.title
    if title is None:
        raise LayoutError(f"{document.where}: expected 1 'h1', og:title or <title>, got 0; {REMEDY}")
    published_on, basis = published(document, main)
    if heading is not None:
        heading.extract()
    lead = lead_of(document, main)
    if lead is not None:
        lead.extract()
    text, blocks = render_blocks(main, title=title, lead=lead)
    if not any(block.kind != "title" for block in blocks):
        raise LayoutError(f"{document.where}: got a page with a title and no text, expected some; look at the page")
    return Release(
        release_id=release_id,
        source=None,
        url=url,
        publisher=None,
        title=title,
        published_on=published_on,
        published_basis=basis,
        language=language_of(document, text),
        text=text,
        blocks=blocks,
    )


def _main(document: Document) -> Tag:
    """<main>; without one the only <article>; else the body, without what stands at its foot."""
    if document.soup.find("main") is None:
        articles = document.soup.find_all("article")
        if len(articles) == 1:
            return articles[0]
        for foot in document.soup.find_all("footer"):
            foot.extract()
    return document.main


def own_address(document: Document) -> str | None:
    """Where a page says that it stands; null where it says nothing that is a whole address."""
    said = document.metas.get("og:url", "")
    try:
        parts = urlsplit(said)
    except ValueError:
        return None
    return said if parts.scheme in ("http", "https") and parts.hostname else None


def lead_of(document: Document, main: Tag) -> Tag | None:
    """The paragraph that the page's own description repeats."""
    description = document.metas.get("description")
    return next((p for p in main.find_all("p") if text_of(p) == description), None) if description else None


def published(document: Document, main: Tag) -> tuple[date | None, PublishedBasis]:
    """Metadata first, then <time>, then a line that says "Publisert:"; one that says no more than that is no date."""
    for name in DATE_METAS:
        if told := document.metas.get(name):
            day = day_of(told) or parse_date(told)
            if day:
                return day, "meta"
    for time in main.find_all("time", attrs={"datetime": True}):
        if day := day_of(str(time["datetime"])):
            return day, "visible"
    for line in lines_of(main):
        found = _PUBLISHED.match(line)
        if found and not is_ambiguous(found["date"]) and (day := parse_date(found["date"])):
            return day, "visible"
    return None, "none"
