"""Innovasjon Norge: releases from its newsroom at NTB Kommunikasjon, and pages of its own site.

Addresses, lists and NTB's answers; pages of HTML are read in innovasjonnorge_layouts.py, answers of its content API in
innovasjonnorge_content.py.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit, urlunsplit

from bs4 import BeautifulSoup

from scrapers.language import detect_language
from scrapers.model import Issue, Language, Link, Page, Release
from scrapers.sources import innovasjonnorge_content as content
from scrapers.sources.feeds import day_of, is_feed, read_feed
from scrapers.sources.html import decode, read_html, render_blocks
from scrapers.sources.innovasjonnorge_layouts import NEWS, parse_document, titled_links
from scrapers.sources.sitemaps import read_sitemap
from scrapers.sources.source import Channel, LayoutError, Listing, Parsed, Source

PUBLISHER_ID = "89989"
NTB_HOST = "kommunikasjon.ntb.no"
NTB = f"https://{NTB_HOST}"
OWN_SITE = "https://www.innovasjonnorge.no"
API = "/public-website-api/release/"
API_REMEDY = "the API has changed, see CONTRIBUTING §2"

_NTB_RELEASE = re.compile(r"/(?:pressemelding|release|public-website-api/release)/(\d+)(?:/|$)")
_NTB_OLD_RELEASE = re.compile(r"/pressemelding/[^/]+/?$")
_OWN_PAGE = re.compile(
    r"/(?:nyhetsartikkel|artikkel|kundehistorie|news-article)/[^/]+/?$"
    r"|/(?:no|nn|en)/(?:om/nyheter|nyheter-liste|nyheter|news|start-page/news)/."
    r"|/no/subsites/.*utlysning|/no/tjenester/kundehistorier/.",
    re.IGNORECASE,
)
_LANGUAGES: dict[str, Language] = {"nb": "nb", "nn": "nn", "en": "en"}  # NTB's own "no" is either of the first two


def release_key(url: str) -> str | None:
    """``ntb-<releaseId>``, or the path of a page of the own site."""
    parts = urlsplit(url)
    if parts.hostname != NTB_HOST:
        path = (content.path_of(url) or "") if parts.hostname == content.HOST else parts.path
        return path.rstrip("/") if _OWN_PAGE.match(path) else None
    query = parse_qs(parts.query)
    if query.get("publisherId", [PUBLISHER_ID]) != [PUBLISHER_ID]:
        return None
    if found := _NTB_RELEASE.match(parts.path):
        return f"ntb-{found[1]}"
    release_id = query.get("releaseId", [""])[0]
    return f"ntb-{release_id}" if release_id.isdecimal() and _NTB_OLD_RELEASE.match(parts.path) else None


def canonical_url(url: str) -> str:
    """The public address of a release; older forms of it, and the API's, lead there too."""
    parts = urlsplit(urljoin(NTB, url))
    if parts.hostname != NTB_HOST:
        return f"{OWN_SITE}{content.path_of(url) or parts.path}"
    key = release_key(urlunsplit(parts))
    if key is None:
        return f"{NTB}{parts.path}"
    slug = parts.path.rstrip("/").rpartition("/")[2]
    return f"{NTB}/pressemelding/{key.removeprefix('ntb-')}" + ("" if slug.isdecimal() else f"/{slug}")


def listing(source: Source, page: Page, channel: Channel) -> Listing:
    """A page of NTB's JSON, each row of it Innovasjon Norge's own; or a feed, a sitemap, a page of the own site."""
    where = source.where(page)
    if channel.kind == "sitemap":
        return read_sitemap(source, page, channel, where, lambda url: canonical_url(url) if release_key(url) else None)
    if channel.kind == "rss":
        feed = read_feed(page, where)
        if channel.expects and channel.expects not in feed.title:
            raise LayoutError(
                f"{where}: got a feed {feed.title!r}, expected {channel.expects!r} in it; look at its url"
            )
        return Listing(tuple(_link(source, channel, i.url, i.title, i.published_on, where) for i in feed.items))
    if channel.kind == "list":
        return _own_list(source, page, channel, where)
    answer = _json_object(page, where)
    if urlsplit(page.url).hostname == content.HOST:
        return content.listing(source, page, channel, answer, where)
    rows = answer.get("releases")
    if not isinstance(rows, list):
        raise LayoutError(f"{where}: got keys {', '.join(answer) or 'none'}, expected a list 'releases'; {API_REMEDY}")
    links = tuple(_link_of_row(source, channel, row, where) for row in rows)
    return Listing(links, _next_url(page, answer.get("nextPage"), where) if rows else None)


def _own_list(source: Source, page: Page, channel: Channel, where: str) -> Listing:
    """Every link to news on a page of the own site: no list of it has been seen, but the addresses of its news have."""
    links: dict[str, Link] = {}
    for url, title in titled_links(read_html(page, where), page.url):
        key = source.release_key(url)
        known = links.get(key or "")
        if key and NEWS.match(key) and (known is None or known.title is None):  # a picture may link to it first
            links[key] = Link(source.name, channel.name, key, canonical_url(url), canonical_url(url), title)
    return Listing(tuple(links.values()))


def _next_url(page: Page, told: object, where: str) -> str | None:
    """``nextPage`` is null, a number or an address; parameters that the API does not know it would ignore."""
    if told is None or told is False or told == "":
        return None
    if isinstance(told, bool) or not isinstance(told, int | str):
        raise LayoutError(f"{where}: got nextPage {told!r}, expected a number, an address or null; {API_REMEDY}")
    url = str(told) if not str(told).isdecimal() else f"{page.url.partition('&page=')[0]}&page={told}"
    url = urljoin(page.url, url)
    if parse_qs(urlsplit(url).query).get("publisher") != [PUBLISHER_ID]:
        raise LayoutError(f"{where}: got nextPage {told!r} without publisher={PUBLISHER_ID}; {API_REMEDY}")
    return url


def _link_of_row(source: Source, channel: Channel, row: object, where: str) -> Link:
    row = row if isinstance(row, dict) else {}
    publisher = row.get("publisher")
    theirs = str(publisher.get("id")) if isinstance(publisher, dict) else None
    if theirs != PUBLISHER_ID:
        raise LayoutError(
            f"{where}: got release {row.get('id')} of publisher {theirs}, expected {PUBLISHER_ID} in every row: "
            "the API ignores a parameter that it does not know; look at the channel's url"
        )
    return _link(source, channel, str(row.get("url")), row.get("title"), day_of(row.get("published")), where)


def _link(source: Source, channel: Channel, url: str, title: object, published_on: Any, where: str) -> Link:
    key = release_key(urljoin(NTB, url))
    if key is None:
        raise LayoutError(f"{where}: got a release at {url}, expected /pressemelding/<digits>/…; look at the page")
    fetch_url = f"{NTB}{API}{key.removeprefix('ntb-')}"
    return Link(source.name, channel.name, key, canonical_url(url), fetch_url, _words(title), published_on)


def _words(told: object) -> str | None:
    """What JSON gives as text; a list or an object where words were is none."""
    return told.strip() or None if isinstance(told, str) else None


def parse(source: Source, page: Page) -> Parsed:
    """What a payload is: an answer of NTB's API, or a page of either site."""
    where = source.where(page)
    path = urlsplit(page.url).path
    try:
        if is_feed(page):
            return Parsed("listing", "rss")
        if path == "/robots.txt":
            return Parsed("not_a_release", "robots")
        if path.startswith(API):
            return _parse_release(source, page, where)
        if path.startswith("/json/"):
            return Parsed("listing", "ntb_json")
        if urlsplit(page.url).hostname == content.HOST:
            return _parse_content(source, page, where)
        return parse_document(source, page, read_html(page, where), canonical_url(page.url))
    except LayoutError as error:
        return Parsed("changed_layout", issues=(Issue("changed_layout", str(error), "error"),))


def _parse_content(source: Source, page: Page, where: str) -> Parsed:
    if content.is_list(page.url):
        return Parsed("listing", content.LAYOUT)
    is_news = NEWS.match(content.path_of(page.url) or "") is not None
    return content.parse(source, page, _json_object(page, where), canonical_url(page.url), is_news=is_news, where=where)


def _json_object(page: Page, where: str) -> dict[str, Any]:
    try:
        answer = json.loads(decode(page.body, page.content_type or "application/json; charset=utf-8"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise LayoutError(f"{where}: got {page.body[:40]!r}, expected JSON ({error}); ask again") from error
    if not isinstance(answer, dict):
        raise LayoutError(f"{where}: got a JSON {type(answer).__name__}, expected an object; {API_REMEDY}")
    return answer


def _parse_release(source: Source, page: Page, where: str) -> Parsed:
    """A release as NTB's own front end asks for it."""
    answer = _json_object(page, where)
    publisher = answer.get("publisher")
    if isinstance(publisher, dict) and str(publisher.get("id")) != PUBLISHER_ID:
        issue = Issue(
            "other_publisher", f"{where}: published by {publisher.get('id')}, expected {PUBLISHER_ID}; left out"
        )
        return Parsed("not_a_release", "ntb_release", issues=(issue,))
    versions = answer.get("versions")
    told = {k: v for k, v in versions.items() if isinstance(v, dict)} if isinstance(versions, dict) else {}
    name = next((name for name in ("no", "nb", "nn", "en", *told) if name in told), None)
    body = _body_of(told[name]) if name else None
    if name is None or body is None:
        raise LayoutError(f"{where}: got keys {', '.join(answer)}, expected versions.no with a body; {API_REMEDY}")
    version = told[name]
    lead = BeautifulSoup(f"<div>{version.get('leadtext') or ''}</div>", "lxml")
    title = _words(version.get("title"))
    text, blocks = render_blocks(BeautifulSoup(f"<div>{body}</div>", "lxml"), title=title, lead=lead)
    published_on = day_of(answer.get("date"))
    release = Release(
        release_id=f"{source.name}:{release_key(page.url)}",
        source=source.name,
        url=canonical_url(str(answer.get("url") or page.url)),
        publisher=source.publisher,
        title=title,
        published_on=published_on,
        published_basis="feed" if published_on else "none",
        language=_LANGUAGES.get(name) or detect_language(text),
        text=text,
        blocks=blocks,
        kind=_words(version.get("type")),
        layout="ntb_release",
    )
    if not any(block.kind not in ("title", "lead") for block in blocks):
        issue = Issue("empty_body", f"{where}: got a release with a title and no text, expected some; {API_REMEDY}")
        return Parsed("changed_layout", "ntb_release", release, (issue,))
    return Parsed("release", "ntb_release", release)


def _body_of(version: dict[str, Any]) -> str | None:
    """The HTML of a release; null when the version has none of the forms we know."""
    body = version.get("body")
    cookieless = body.get("cookieless") if isinstance(body, dict) else None
    forms = (
        body,
        body.get("complete") if isinstance(body, dict) else None,
        cookieless.get("content") if isinstance(cookieless, dict) else None,
    )
    return next((form for form in forms if isinstance(form, str)), None)
