"""RSS 2.0 feeds → their items. Entities are never expanded and nothing is ever loaded from elsewhere.

Which of a feed's items are releases is the source's to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from scrapers.sources.markup import squeeze
from scrapers.sources.safe_xml import read_xml
from scrapers.sources.source import LayoutError

if TYPE_CHECKING:
    from lxml import etree

    from scrapers.model import Page

OSLO = "Europe/Oslo"


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One <item>, its link without tracking parameters."""

    title: str
    url: str
    guid: str | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it describes itself, and its items in its own order."""

    title: str
    description: str
    items: tuple[FeedItem, ...]


def is_feed(page: Page) -> bool:
    """Whether a payload is an RSS feed, whatever its content type says."""
    head = page.body[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith((b"<?xml", b"<rss")) and b"<rss" in head


def read_feed(page: Page, where: str) -> Feed:
    """Raises LayoutError for anything that is no well-formed RSS 2.0 feed."""
    root = read_xml(page, where, "an RSS 2.0 feed")
    channel = root.find("channel") if root.tag == "rss" else None
    if channel is None:
        raise LayoutError(f"{where}: got <{root.tag}>, expected <rss> with a <channel>; look at the feed")
    items = tuple(_item(item, where) for item in channel.findall("item"))
    return Feed(_text(channel, "title") or "", _text(channel, "description") or "", items)


def _item(item: etree._Element, where: str) -> FeedItem:
    title, link = _text(item, "title"), _text(item, "link")
    if not title or not link:
        raise LayoutError(
            f"{where}: got an item with title {title!r} and link {link!r}, expected both; look at the feed"
        )
    return FeedItem(title, without_tracking(link), _text(item, "guid"), day_of(_text(item, "pubDate")))


def _text(parent: etree._Element, name: str) -> str | None:
    element = parent.find(name)
    return squeeze("".join(str(part) for part in element.itertext())) or None if element is not None else None


def without_tracking(url: str) -> str:
    """The address without utm_… parameters and fragment."""
    parts = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not name.lower().startswith("utm_")]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))


def day_of(moment: object) -> date | None:
    """The day in Oslo of an RFC 822 or ISO 8601 moment; null when it is neither, and for what JSON has beside text."""
    if not isinstance(moment, str) or not moment:
        return None
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        try:
            at = parsedate_to_datetime(moment)
        except (ValueError, OverflowError):
            return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC if len(moment) > len("2025-10-15") else ZoneInfo(OSLO))
    try:
        return at.astimezone(ZoneInfo(OSLO)).date()
    except OverflowError:  # the first and the last day of the calendar have no other zone
        return None
