"""Innovasjon Norge's public content API, from which its own site is drawn: the list of its news, and each by itself.

It lies behind a bot wall that the owner put before the site, so its channel is off until they have been asked; what is
known of it comes from programs that read its services. NTB's API is read in innovasjonnorge.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

from bs4 import BeautifulSoup

from scrapers.language import detect_language
from scrapers.model import Issue, Language, Link, Release
from scrapers.sources.feeds import day_of
from scrapers.sources.html import render_blocks
from scrapers.sources.portable_text import to_html
from scrapers.sources.source import LayoutError, Listing, Parsed

if TYPE_CHECKING:
    from scrapers.model import Page
    from scrapers.sources.source import Channel, Source

HOST = "loal7n8w.apicdn.sanity.io"
LAYOUT = "content_api"
REMEDY = "the API has changed, see CONTRIBUTING §2"

_SLICE = re.compile(r"\[(\d+)\.\.\.(\d+)\]")  # of the list: from, and up to but not with
_DOCUMENT = re.compile(r'\*\[slug\.current=="(/[\w/.~%-]+)"\]\[0\]')
_LANGUAGES: dict[str, Language] = {"nb": "nb", "nn": "nn", "en": "en"}


def path_of(url: str) -> str | None:
    """The path on the own site of the document that an address asks for; null for the list and all else."""
    found = _DOCUMENT.fullmatch(_query_of(url))
    return found[1] if found else None


def is_list(url: str) -> bool:
    return _SLICE.search(_query_of(url)) is not None


def _query_of(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("query", [""])[0]


def listing(source: Source, page: Page, channel: Channel, answer: dict[str, Any], where: str) -> Listing:
    """A slice of the list; a full one is followed by the next."""
    rows, found = answer.get("result"), _SLICE.search(_query_of(page.url))
    if not isinstance(rows, list) or found is None:
        raise LayoutError(f"{where}: got keys {', '.join(answer) or 'none'}, expected a list 'result'; {REMEDY}")
    links = tuple(_link_of_row(source, page, channel, row, where) for row in rows)
    first, end = int(found[1]), int(found[2])
    if len(rows) < end - first:
        return Listing(links)
    query = _query_of(page.url).replace(found[0], f"[{end}...{2 * end - first}]")
    return Listing(links, _asking(page.url, query))


def _link_of_row(source: Source, page: Page, channel: Channel, row: object, where: str) -> Link:
    row = row if isinstance(row, dict) else {}
    path, title = row.get("path"), row.get("title")
    url = _asking(page.url, f'*[slug.current=="{path}"][0]')
    key = source.release_key(url)
    if key is None:
        raise LayoutError(f"{where}: got a row with path {path!r}, expected /nyhetsartikkel/…; {REMEDY}")
    return Link(
        source=source.name,
        channel=channel.name,
        key=key,
        url=f"https://www.innovasjonnorge.no{path}",
        fetch_url=url,
        title=title.strip() or None if isinstance(title, str) else None,
        published_on=day_of(row.get("publishedAt")),
    )


def _asking(url: str, query: str) -> str:
    return f"{url.partition('?')[0]}?query={quote(query, safe='')}"


def parse(source: Source, page: Page, answer: dict[str, Any], url: str, *, is_news: bool, where: str) -> Parsed:
    """One document, which must be the one that was asked for; ``url`` is the public address of its page."""
    found, path = answer.get("result"), path_of(page.url)
    if found is None and "result" in answer:
        issue = Issue("no_document", f"{where}: the API has no document {path} any more; what was read of it stays")
        return Parsed("not_a_release", LAYOUT, issues=(issue,))
    slug = found.get("slug") if isinstance(found, dict) else None
    told = slug.get("current") if isinstance(slug, dict) else None
    if not isinstance(found, dict) or told != path:
        raise LayoutError(f"{where}: got a document {told!r}, expected {path!r}; {REMEDY}")
    title, lead = found.get("title"), found.get("excerpt")
    title = title.strip() or None if isinstance(title, str) else None
    html, unread = to_html({name: value for name, value in found.items() if name != "excerpt"})
    lead_html = to_html({"excerpt": lead})[0] if isinstance(lead, list) else ""
    lead_soup = BeautifulSoup(f"<div>{lead_html}</div>", "lxml")
    if isinstance(lead, str):
        lead_soup.div.append(lead)  # type: ignore[union-attr] # the div was put there
    text, blocks = render_blocks(BeautifulSoup(f"<div>{html}</div>", "lxml"), title=title, lead=lead_soup)
    published_on = day_of(found.get("publishedAt"))
    release = Release(
        release_id=f"{source.name}:{source.release_key(page.url)}",
        source=source.name,
        url=url,
        publisher=source.publisher,
        title=title,
        published_on=published_on,
        published_basis="feed" if published_on else "none",
        language=_LANGUAGES.get(str(found.get("language"))) or detect_language(text),
        text=text,
        blocks=blocks,
        kind=str(found["_type"]) if found.get("_type") else None,
        layout=LAYOUT,
    )
    if not any(block.kind not in ("title", "lead") for block in blocks):
        empty = Issue("empty_body", f"{where}: got a document without a text, expected arrays of blocks; {REMEDY}")
        return Parsed("changed_layout", LAYOUT, release, (empty,))
    said = f"{where}: its text holds {', '.join(sorted(set(unread)))}, which is not read; look at the page"
    issues = (Issue("unread_block", said),) if unread else ()
    return Parsed("release" if is_news else "not_a_release", LAYOUT, release, issues)
