"""Pages of HTML with Innovasjon Norge's releases: its own site, new and old, and NTB's public pages.

None of them has been seen first-hand, so they are read by what nearly every page has: h1, metadata, the blocks of main.
NTB's API and addresses are in innovasjonnorge.py.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from scrapers.model import Issue, Release
from scrapers.sources.html import REMEDY, Document, language_of, render_blocks, text_of
from scrapers.sources.markup import HEADINGS
from scrapers.sources.plain import lead_of, published
from scrapers.sources.source import LayoutError, Parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bs4.element import Tag

    from scrapers.model import Page
    from scrapers.sources.source import Source

NEWS = re.compile(
    r"/(?:nyhetsartikkel|news-article|pressemelding)/"
    r"|/(?:no|nn|en)/(?:om/nyheter|nyheter-liste|nyheter|news|start-page/news)/",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a template shows of itself."""

    layout: str
    lead: Tag | None
    bodies: Sequence[Tag]


def parse_document(source: Source, page: Page, document: Document, url: str) -> Parsed:
    """A page that has a title and text; any other raises LayoutError."""
    main = document.main
    heading = main.find("h1")
    title = text_of(heading) or document.metas.get("og:title")
    if title is None:
        raise LayoutError(f"{document.where}: expected 1 'h1' or og:title, got 0; {REMEDY}")
    published_on, basis = published(document, main)
    if heading is not None:
        heading.extract()
    content = _content(document, main, urlsplit(url).hostname)
    if content.lead is not None:
        content.lead.extract()
    text, blocks = render_blocks(*content.bodies, title=title, lead=content.lead)
    key = source.release_key(page.url) or urlsplit(page.url).path
    release = Release(
        release_id=f"{source.name}:{key}",
        source=source.name,
        url=url,
        publisher=source.publisher,
        title=title,
        published_on=published_on,
        published_basis=basis,
        language=language_of(document, text),
        text=text,
        blocks=blocks,
        layout=content.layout,
    )
    if not any(block.kind not in ("title", "lead") for block in blocks):
        issue = Issue("empty_body", f"{document.where}: got a page with a title and no text, expected some; look at it")
        return Parsed("changed_layout", content.layout, release, (issue,))
    return Parsed("release" if NEWS.match(urlsplit(url).path) else "not_a_release", content.layout, release)


def titled_links(document: Document, url: str) -> Iterator[tuple[str, str | None]]:
    """Every link of a page's main part: its whole address, and its heading or else its words."""
    for anchor in document.main.select("a[href]"):
        with suppress(ValueError):  # "http://[": what people link to is not always an address
            yield urljoin(url, str(anchor["href"])), text_of(anchor.find(list(HEADINGS)) or anchor)


def _content(document: Document, main: Tag, host: str | None) -> Content:
    if document.has(".rich-text--lead", ".content-area__block"):  # the Episerver site, to about 2022
        blocks = document.index.get(".content-area__block", [main])
        outer = [
            block for block in blocks if not any(other is not block and other in block.parents for other in blocks)
        ]
        return Content("own_site_old", document.maybe(".rich-text--lead"), outer)
    layout = "ntb_page" if host == "kommunikasjon.ntb.no" else "own_site"
    return Content(layout, lead_of(document, main), [main])
