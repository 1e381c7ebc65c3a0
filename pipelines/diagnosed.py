"""What is known of a source outside of a run: its crawls, what they brought, its issues, what to do; for diagnose.

Only reading belongs here: no lock is taken, nothing is mended. How it is told is in diagnose.py.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pipelines.reasons import next_steps, stale_line
from scrapers.clock import clock_for
from scrapers.crawl.archive import Archive, ArchiveError
from scrapers.model import CrawlVerdict, Fetch
from scrapers.settings import Settings
from scrapers.sources import Source, load_sources
from warehouse.database import WarehouseError, WarehouseLockedError
from warehouse.summary import IssueGroup, grouped_issues

MOST_PAGES = 50  # of a stale source that are read again to say what they are

KindOf = dict[Fetch, str]


@dataclass(frozen=True, slots=True)
class Crawled:
    """How a source fared in the last crawl, and in the one before.

    ``brought``: what the pages of a crawl that made it stale are, newest first.
    """

    last: CrawlVerdict | None = None
    before: CrawlVerdict | None = None
    brought: KindOf = field(default_factory=dict)

    def first_of(self, kind: str) -> Fetch | None:
        return next((fetch for fetch, found in self.brought.items() if found == kind), None)


def archived(settings: Settings) -> tuple[dict[str, Crawled], Sequence[Fetch]]:
    """Verdicts and attempts, from the archive as it lies there; a crawl may be writing to it."""
    if not settings.archive_dir.is_dir():
        return {}, []
    try:
        with Archive.open(settings.archive_dir, clock_for(settings), read_only=True) as store:
            crawls = {last.source: _crawled(store, last) for last in store.verdicts()}
            return crawls, store.fetches()
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return {}, []


def _crawled(store: Archive, last: CrawlVerdict) -> Crawled:
    before, source = store.held.verdict_before(last), load_sources().get(last.source)
    if last.is_fresh or source is None:
        return Crawled(last, before)
    came = [
        fetch
        for fetch in store.captures()
        if fetch.source == last.source and (before is None or fetch.attempted_at > before.attempted_at)
    ]
    newest = came[: -MOST_PAGES - 1 : -1]
    return Crawled(last, before, {fetch: _kind_of(source, store, fetch) for fetch in newest})


def _kind_of(source: Source, store: Archive, fetch: Fetch) -> str:
    try:
        return source.parse(store.read(fetch)).kind
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return "unreadable"


def known_issues(settings: Settings) -> Sequence[IssueGroup] | None:
    """Null: nothing was loaded yet, or it cannot be read now."""
    try:
        return grouped_issues(settings.published_dir, settings.warehouse)
    except WarehouseLockedError:
        told = "diagnose: a run is under way, its issues are not readable yet; ask again when it has ended"
        print(told, file=sys.stderr)
    except WarehouseError as error:
        print(error, file=sys.stderr)
    return None


def record_of(
    source: Source, crawled: Crawled, fetches: Sequence[Fetch], issues: Sequence[IssueGroup] | None
) -> dict[str, Any]:
    """All that is known of a source, for machines."""
    last, found, places = crawled.last, issues_of(source, issues), places_of(fetches)
    return {
        "source": source.name,
        "is_fresh": last is not None and last.is_fresh,
        "sentence": None if last and last.is_fresh else stale_line(source.name, last),
        "last_good_on": last.listed_on if last else None,
        "last_crawl": asdict(last) if last else None,
        "crawl_before": asdict(crawled.before) if crawled.before else None,
        "brought": kinds_of(crawled),
        "what_to_do": what_to_do(source, crawled, found),
        "attempts": attempts_of(source, fetches),
        "channels": [asdict(channel) for channel in source.channels],
        "issues": None if issues is None else [asdict(group) | place_of(group, places) for group in found],
    }


def issues_of(source: Source, issues: Sequence[IssueGroup] | None) -> list[IssueGroup]:
    return [group for group in issues or () if group.source == source.name]


def places_of(fetches: Sequence[Fetch]) -> Mapping[tuple[str, str | None], Fetch]:
    """Where each payload lies: the first capture holds the bytes."""
    return {(fetch.url, fetch.payload_sha256): fetch for fetch in reversed(fetches)}


def place_of(group: IssueGroup, places: Mapping[tuple[str, str | None], Fetch]) -> dict[str, str | int | None]:
    place = places.get((group.url, group.payload_sha256))
    return {"warc_file": place.warc_file, "warc_offset": place.warc_offset} if place else {}


def attempts_of(source: Source, fetches: Sequence[Fetch]) -> dict[str, int]:
    """How many of each outcome there ever were, the most frequent first."""
    return dict(Counter(fetch.outcome for fetch in fetches if fetch.source == source.name).most_common())


def kinds_of(crawled: Crawled) -> dict[str, int]:
    """How many pages of each kind a stale source has brought, lists aside, the most frequent first."""
    return dict(Counter(kind for kind in crawled.brought.values() if kind != "listing").most_common())


def what_to_do(source: Source, crawled: Crawled, issues: Sequence[IssueGroup]) -> list[str]:
    """The next steps, by what went wrong."""
    last, changed = crawled.last, crawled.first_of("changed_layout")
    reason = (last.reason or "") if last else ""
    todo = next_steps(reason, source.name)
    urls = [changed.url] if changed else [group.url for group in issues if group.code == "changed_layout"]
    todo += [f"make record SOURCE={source.name} URL={url} makes a fixture of it; CONTRIBUTING §2" for url in urls[:1]]
    if last is not None and not todo:
        todo.append("nothing")
    return todo


def what_follows(settings: Settings) -> dict[str, object]:
    """From the settings."""
    return {
        "today": settings.today or "the real date",
        "user agent": settings.user_agent,
        "delay": "each source's own" if settings.delay_override is None else f"{settings.delay_override} seconds",
        "inbox": settings.inbox_dir,
        "archive": settings.archive_dir,
        "warehouse": settings.warehouse,
        "published": settings.published_dir,
        "dagster": settings.dagster_home,
    }
