"""Sitemaps → the releases among their addresses, and the sitemaps that an index names.

A sitemap says neither title nor date: what else lists a release tells those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.model import Link
from scrapers.sources.safe_xml import read_xml
from scrapers.sources.source import LayoutError, Listing

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapers.model import Page
    from scrapers.sources.source import Channel, Source

_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_CHILDREN = {"urlset": "url", "sitemapindex": "sitemap"}


def read_sitemap(
    source: Source, page: Page, channel: Channel, where: str, url_of: Callable[[str], str | None]
) -> Listing:
    """``url_of`` gives the public address of a release, null for any other page; raises LayoutError."""
    root = read_xml(page, where, "a sitemap")
    name = str(root.tag).removeprefix(_NAMESPACE)
    if name not in _CHILDREN:
        raise LayoutError(f"{where}: got <{root.tag}>, expected <urlset> or <sitemapindex>; look at the sitemap")
    places = [
        (entry.findtext(f"{_NAMESPACE}loc") or entry.findtext("loc") or "").strip()
        for entry in root
        if str(entry.tag).removeprefix(_NAMESPACE) == _CHILDREN[name]
    ]
    if not places or not all(places):
        raise LayoutError(f"{where}: got {len(places)} entries, expected at least 1, each with a <loc>; look at it")
    if name == "sitemapindex":
        return Listing((), more=tuple(dict.fromkeys(places)))
    links: dict[str, Link] = {}
    for place in places:
        key = source.release_key(place)  # null for what is no address at all
        url = url_of(place) if key else None
        if url and key:
            links.setdefault(key, Link(source.name, channel.name, key, url, url))
    return Listing(tuple(links.values()))
