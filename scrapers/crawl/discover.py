"""What a source has that we do not: its channels listed, and links of earlier runs that are due again.

Fetching the links that are found is in crawl.py; how a listing page is read is the source's own.
"""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.clock import oslo_date
from scrapers.crawl.archive import Archive
from scrapers.crawl.holdings import Holdings, SeenLink
from scrapers.crawl.index import Entry
from scrapers.crawl.politeness import StoppedError
from scrapers.crawl.store import ArchiveError
from scrapers.crawl.visit import FAILED, Answer, Visit
from scrapers.model import Link
from scrapers.sources.source import LayoutError

if TYPE_CHECKING:
    from scrapers.sources import Channel, Source

logger = logging.getLogger(__name__)

NOT_ASKED = "not asked, because its host is left alone until the next run"


@dataclass(frozen=True, slots=True)
class Listed:
    """A channel's links in its own order. ``reason`` says why it was not listed to its end; null when it was."""

    channel: str
    links: tuple[Link, ...]
    reason: str | None
    warnings: tuple[str, ...] = ()
    is_host_failing: bool = False
    closes_host: bool = False  # the host is to be left alone for the rest of this run


def list_channel(source: Source, channel: Channel, visit: Visit, archive: Archive, max_pages: int) -> Listed:
    """List a channel to known territory or to its end; whatever goes wrong in the source's code is a reason."""
    links: dict[str, Link] = {}
    warnings: list[str] = []
    failed: Answer | None = None
    try:
        reason, failed = _follow(source, channel, visit, archive, max_pages, links, warnings)
    except (ArchiveError, StoppedError):
        raise
    except LayoutError as error:  # it says what, where and what to do; a trace would say no more
        reason = f"{channel.name}: {error}"
    except Exception as error:
        logger.exception("%s/%s: listing failed", source.name, channel.name)
        last_line = traceback.format_exception_only(error)[-1].strip()
        reason = f"{channel.name}: {last_line}"
    if reason is None:
        archive.write_listed(source.name, channel.name)
    found = tuple(links.values())
    if failed is None:
        return Listed(channel.name, found, reason, tuple(warnings))
    return Listed(channel.name, found, reason, tuple(warnings), failed.fetch.outcome in FAILED, failed.closes_host)


def not_asked(channel: Channel) -> Listed:
    """A channel on a host that has asked to be left alone, or has failed too often in a row."""
    return Listed(channel.name, (), NOT_ASKED, is_host_failing=True, closes_host=True)


def _follow(
    source: Source,
    channel: Channel,
    visit: Visit,
    archive: Archive,
    max_pages: int,
    links: dict[str, Link],
    warnings: list[str],
) -> tuple[str | None, Answer | None]:
    """Fill ``links`` and ``warnings`` page by page; returns why the end was not reached, and the answer to blame."""
    listed_at = archive.held.listed_at(source.name, channel.name)
    waiting = [channel.url] if channel.url else []
    is_paged = channel.kind != "sitemap"  # page by page, newest first: what is known ends it
    asked: set[str] = set()
    while waiting:
        url = waiting.pop(0)
        if url in asked or len(asked) >= max_pages:
            return (
                f"{channel.name}: page {len(asked) + 1} is {url}; expected an end before; look at its next link",
                None,
            )
        asked.add(url)
        answer = visit.ask(url, channel.name)
        if answer.page is None:
            reason = f"{channel.name}: {url}: {answer.fetch.outcome}, {answer.fetch.reason}; expected a listing page"
            return reason, answer
        listing = source.listing(answer.page, channel)
        warnings += [listing.warning] if listing.warning else []
        found = [link for link in listing.links if link.key not in links]
        if is_paged and listing.links and not found:
            return (
                f"{channel.name}: {url} repeats links of earlier pages only; expected others; look at its paging",
                None,
            )
        is_known = bool(found) and all(_is_known(archive.held, link, listed_at) for link in listing.links)
        archive.write_links(link for link in found if _tells_more(archive.held, link))
        links |= {link.key: link for link in found}
        if not (is_paged and is_known):
            waiting += [*([listing.next_url] if listing.next_url else []), *listing.more]
    if not is_paged and not links:
        return f"{channel.name}: {channel.url}: got no release in {len(asked)} sitemaps, expected some", None
    return None, None


def _tells_more(held: Holdings, link: Link) -> bool:
    """Whether a link is new, or dates one that had no date."""
    seen = held.link(link.source, link.key)
    return seen is None or (seen.link.published_on is None and link.published_on is not None)


def _is_known(held: Holdings, link: Link, listed_at: datetime | None) -> bool:
    """Whether a link was known when its channel was last listed to its end: then so is all that is older.

    Links found since by a listing that broke off are not: what lies behind them was never seen.
    """
    seen = held.link(link.source, link.key)
    return seen is not None and listed_at is not None and seen.first_seen_at <= listed_at


def due_links(held: Holdings, source: Source, now: datetime, recheck_days: int) -> list[Link]:
    """Links of earlier runs that were never answered; canaries and releases of the open year not looked at for a while.

    What only a sitemap names may be of any year: it is not looked at again. Closed hosts are left alone.
    """
    watched = {source.release_key(canary.url) for canary in source.canaries}
    sitemaps = {channel.name for channel in source.channels if channel.kind == "sitemap"}
    closed = source.closed_hosts
    return [
        seen.link
        for seen in held.links(source.name)
        if host_of(seen.link.fetch_url) not in closed
        and _is_due(
            held,
            seen,
            now,
            timedelta(days=recheck_days),
            is_watched=seen.link.key in watched,
            is_dated=seen.link.channel not in sitemaps,
        )
    ]


def _is_due(
    held: Holdings, seen: SeenLink, now: datetime, recheck: timedelta, *, is_watched: bool, is_dated: bool
) -> bool:
    last = last_attempt(held, seen.link.fetch_url)
    if last is None or last.fields["outcome"] in FAILED:
        return True
    announced = seen.link.published_on or oslo_date(seen.first_seen_at)
    is_open = is_dated and announced.year == oslo_date(now).year
    return (is_watched or is_open) and now - last.at >= recheck


def last_attempt(held: Holdings, url: str) -> Entry | None:
    """Our last attempt at an address, or at where it has moved to; null when that was not asked for yet."""
    seen: set[str] = set()
    while url not in seen:
        seen.add(url)
        last = held.address(url).last_attempt
        if last is None or last.fields["outcome"] != "moved":
            return last
        url = last.fields["redirected_to"]
    return None


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # "http://[": it will be rejected with its reason when it is asked for
        return ""


def newest_first(links: list[Link]) -> list[Link]:
    """By date, undated ones last; in the order found where the date is the same."""
    dated = [link for link in links if link.published_on]
    undated = [link for link in links if not link.published_on]
    return sorted(dated, key=lambda link: link.published_on or date.min, reverse=True) + undated
