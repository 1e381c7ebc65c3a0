"""Klyngenytt, which is made up: a source as a user adds one in a folder of their own (KLYNGEKRONER_SOURCES_DIR)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from scrapers.model import Issue, Link
from scrapers.sources.feeds import day_of
from scrapers.sources.html import one, read_html, text_of
from scrapers.sources.plain import read_plain
from scrapers.sources.source import LayoutError, Listing, Parsed

if TYPE_CHECKING:
    from scrapers.model import Page
    from scrapers.sources.source import Channel, Source

_RELEASE = re.compile(r"/nyheter/(\d+)/?$")


def release_key(url: str) -> str | None:
    found = _RELEASE.match(urlsplit(url).path)
    return found[1] if found else None


def listing(source: Source, page: Page, channel: Channel) -> Listing:
    where = source.where(page)
    links = []
    for item in read_html(page, where).main.find_all("li"):
        link, day = one(item, "a", where), one(item, "time", where)
        url = urljoin(page.url, str(link["href"]))
        key, published_on = release_key(url) or "", day_of(str(day["datetime"]))
        links.append(Link(source.name, channel.name, key, url, url, text_of(link), published_on))
    return Listing(tuple(links))


def parse(source: Source, page: Page) -> Parsed:
    where, key = source.where(page), release_key(page.url)
    if key is None:
        return Parsed("listing", "list")
    try:
        release = read_plain(read_html(page, where), page.url, f"{source.name}:{key}")
    except LayoutError as error:
        return Parsed("changed_layout", issues=(Issue("changed_layout", str(error), "error"),))
    return Parsed("release", "plain", replace(release, source=source.name, publisher=source.publisher, layout="plain"))
