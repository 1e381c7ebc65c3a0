"""regjeringen.no: news and press releases of the ministries, by list, by feed and by captures of web archives.

Addresses, lists and what a page amounts to; its templates are in regjeringen_layouts.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urljoin, urlsplit

from scrapers.dates import is_ambiguous, parse_date
from scrapers.model import Issue, Link, Page, Release
from scrapers.sources.feeds import is_feed, read_feed
from scrapers.sources.html import REMEDY, Document, language_of, maybe, one, read_html, render_blocks, text_of
from scrapers.sources.regjeringen_dates import published
from scrapers.sources.regjeringen_layouts import LAYOUTS, Content, Layout, is_archived
from scrapers.sources.sitemaps import read_sitemap
from scrapers.sources.source import Channel, LayoutError, Listing, Parsed, Source

if TYPE_CHECKING:
    from bs4.element import Tag

HOST = "https://www.regjeringen.no"
LISTS = {"2006120", "1334", "2000006", "115322", "2581966", "2415244", "86008", "1763"}  # ids of lists, not of releases
RELEASE_KINDS = {"pressemelding", "nyhet", "nyheit", "nyhende", "press release", "news", "news story", "news item"}

_ID = re.compile(r"/id(\d+)/?$")
_SECTION = re.compile(
    r"/(?:id\d+/?$|(?:no|nb|nn|en|se)/(?:aktuelt|dokumenter|dokumentarkiv|historical-archive|whatsnew|dokumeantavuorka)/)",
    re.IGNORECASE,
)
_NEWS = re.compile(r"/(?:no|nb|nn|en|se)/(?:aktuelt|whatsnew)/", re.IGNORECASE)
_OLD_SECTION = re.compile(r"/(?:nb|nn|no|en)/dep/[^/]+/(?:pressesenter|press[^/]*|aktuelt|whats-?new)/", re.IGNORECASE)
_OTHER_LANGUAGE = re.compile(r"/(en|se)/", re.IGNORECASE)


def release_key(url: str) -> str | None:
    """The site's numeric id, which survives moves to the archive; English and Sami versions have keys of their own."""
    parts = urlsplit(url)
    if _OLD_SECTION.match(parts.path):
        ids = [value for value in parse_qs(parts.query).get("id", []) if value.isdecimal()]
        return _key(ids[0], parts.path) if ids else None
    return _loose_key(url) if _SECTION.match(parts.path) else None


def _loose_key(url: str) -> str | None:
    path = urlsplit(url).path
    found = _ID.search(path)
    return _key(found[1], path) if found and found[1] not in LISTS else None


def _key(number: str, path: str) -> str:
    language = _OTHER_LANGUAGE.match(path)
    return f"{number}-{language[1].lower()}" if language else number


def canonical_url(url: str) -> str:
    """The public address without what a search or a feed adds to it."""
    parts = urlsplit(urljoin(HOST, url))
    ids = parse_qs(parts.query).get("id") if not _ID.search(parts.path) else None
    return f"{HOST}{parts.path}" + (f"?id={ids[0]}" if ids else "")


def listing(source: Source, page: Page, channel: Channel) -> Listing:
    """A page of the news list, a feed, or a sitemap."""
    where = source.where(page)
    if channel.kind == "sitemap":
        return read_sitemap(source, page, channel, where, _news_url)
    if channel.kind == "rss":
        return Listing(_links_of_feed(source, page, channel, where))
    document = read_html(page, where)
    items = document.one("#searchResultsListing").select("li.listItem")
    links = tuple(_link_of_item(source, channel, item, where) for item in items)
    pager = document.maybe(".pagination")
    following = maybe(pager, "li.next:not(.disabled) a[href]", where) if pager is not None else None
    if following is None:
        return Listing(links)
    number = int(parse_qs(urlsplit(page.url).query).get("page", ["1"])[0])
    return Listing(links, f"{channel.url}?page={number + 1}")


def _news_url(url: str) -> str | None:
    """A sitemap has the documents too: bills, hearings, plans."""
    return canonical_url(url) if _NEWS.match(urlsplit(url).path) and release_key(url) else None


def _link_of_item(source: Source, channel: Channel, item: Tag, where: str) -> Link:
    anchor = one(item, "h2.title a[href]", where)
    url = canonical_url(str(anchor["href"]))
    key = release_key(url) or _loose_key(url)
    day = text_of(maybe(item, ".info .date", where)) or ""
    if key is None:
        raise LayoutError(f"{where}: got an item that leads to {url}, expected /…/id<digits>/; look at the list")
    return Link(
        source=source.name,
        channel=channel.name,
        key=key,
        url=url,
        fetch_url=url,
        title=text_of(anchor),
        published_on=None if is_ambiguous(day) else parse_date(day),
        ministry=text_of(maybe(item, ".info .department", where)),
        kind=text_of(maybe(item, ".info .type", where)),
    )


def _links_of_feed(source: Source, page: Page, channel: Channel, where: str) -> tuple[Link, ...]:
    feed = read_feed(page, where)
    if channel.expects and channel.expects not in feed.description:
        raise LayoutError(
            f"{where}: the feed calls itself {feed.description!r}, expected {channel.expects!r} in it: "
            f"it is filtered otherwise than asked, or has a new name; look at {channel.name} in {source.name}.yml"
        )
    links = []
    for item in feed.items:
        url = canonical_url(item.url)
        key = release_key(url)
        if key is None or item.guid != key.partition("-")[0]:
            raise LayoutError(
                f"{where}: got guid {item.guid!r} for {url}, expected the digits after /id; look at the feed"
            )
        links.append(Link(source.name, channel.name, key, url, url, item.title, item.published_on))
    return tuple(links)


def parse(source: Source, page: Page) -> Parsed:
    """What a payload is; a page that no layout recognises keeps its metadata and the text of <main>."""
    where = source.where(page)
    try:
        if is_feed(page):
            return Parsed("listing", "rss")
        if urlsplit(page.url).path == "/robots.txt":
            return Parsed("not_a_release", "robots")
        document = read_html(page, where)
    except LayoutError as error:
        return Parsed("changed_layout", issues=(Issue("changed_layout", str(error), "error"),))
    if document.has("#searchResultsListing"):
        return Parsed("listing", "archive_list" if is_archived(document) else "list")
    layout = next((layout for layout in LAYOUTS if layout.recognises(document, source.assumptions)), None)
    try:
        return _read(source, page, document, layout)
    except LayoutError as error:
        return _changed(source, page, document, error)


def _read(source: Source, page: Page, document: Document, layout: Layout | None) -> Parsed:
    if layout is None:
        raise LayoutError(
            f"{document.where}: got a page of class {' '.join(sorted(document.head.body_classes)) or 'none'!r}, "
            f"expected one of the layouts {', '.join(layout.name for layout in LAYOUTS)}; {REMEDY}"
        )
    content = layout.read(document, source.assumptions)
    release, issues = _release(source, page, document, content, layout.name)
    if not any(block.kind not in ("title", "lead") for block in release.blocks):
        issues.append(
            Issue("empty_body", f"{document.where}: the body has no text, expected a release; look at the page")
        )
    kind = (content.kind or document.metas.get("dc.type") or "").casefold()
    is_release = not kind or kind in RELEASE_KINDS
    return Parsed("release" if is_release else "not_a_release", layout.name, release, tuple(issues))


def _changed(source: Source, page: Page, document: Document, error: LayoutError) -> Parsed:
    """The page as far as its metadata and <main> say: kept, but for a human to look at."""
    issue = Issue("changed_layout", str(error), "error")
    heading = document.main.find("h1")
    title = text_of(heading.extract() if heading else None)
    content = Content(title or document.head.title, None, document.main)
    release, issues = _release(source, page, document, content, None)
    is_theirs = bool(release.title and release.text and ("dc.title" in document.metas or document.soup.find("main")))
    return Parsed("changed_layout", None, release if is_theirs else None, (issue, *issues))


def _release(
    source: Source, page: Page, document: Document, content: Content, layout: str | None
) -> tuple[Release, list[Issue]]:
    metas = document.metas
    title = metas.get("dc.title") or content.title or metas.get("og:title")
    text, blocks = render_blocks(content.body, title=title, lead=content.lead)
    url = canonical_url(page.url)
    key = release_key(url) or _loose_key(url) or urlsplit(url).path
    release = Release(
        release_id=f"{source.name}:{key}",
        source=source.name,
        url=url,
        publisher=source.publisher,
        title=title,
        published_on=None,
        published_basis="none",
        language=language_of(document, text),
        text=text,
        blocks=blocks,
        ministry=content.ministry if layout in ("historic", "old") else metas.get("dc.creator") or content.ministry,
        kind=content.kind or metas.get("dc.type"),
        layout=layout,
    )
    published_on, basis, issues = published(release, document, content, source.assumptions["date_format"])
    if not title:
        issues.append(Issue("missing_title", f"{document.where}: neither DC.Title nor h1 has words, expected a title"))
    return replace(release, published_on=published_on, published_basis=basis), issues
