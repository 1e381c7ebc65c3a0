"""``klyngekroner diagnose``: each source's last verdict, channels and issues, then the effective settings.

Only reading and telling belong here: no lock is taken, nothing is mended.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC

from pipelines.reasons import next_steps
from scrapers.clock import clock_for
from scrapers.crawl.archive import Archive, ArchiveError
from scrapers.model import CrawlVerdict, Fetch
from scrapers.settings import Settings
from scrapers.sources import Source, load_sources
from warehouse.database import WarehouseError, WarehouseLockedError
from warehouse.summary import IssueGroup, grouped_issues

TOLD, WRONG_USE = 0, 2
MOST_LINES = 4  # of warnings and of kinds of issues: what is told fits on one screen


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


def print_diagnosis(name: str | None) -> int:
    """Tell of one source, or of all; returns the exit code."""
    sources = load_sources()
    if name is not None and name not in sources:
        print(f"diagnose: unknown source {name}; expected {', '.join(sources)}", file=sys.stderr)
        return WRONG_USE
    settings = Settings()
    crawls, fetches = _archived(settings)
    issues = _issues(settings)
    for source in sources.values() if name is None else [sources[name]]:
        crawled = crawls.get(source.name, Crawled())
        print("\n".join(_source_lines(source, crawled, fetches, issues, settings.site)))
        print()
    print("\n".join(_settings_lines(settings, is_whole=name is None)))
    return TOLD


def _archived(settings: Settings) -> tuple[dict[str, Crawled], Sequence[Fetch]]:
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


def _issues(settings: Settings) -> Sequence[IssueGroup] | None:
    try:
        return grouped_issues(settings.published_dir, settings.warehouse)
    except WarehouseLockedError:
        print("diagnose: a run is under way, its issues are not readable yet; ask again when it has ended")
    except WarehouseError as error:
        print(error, file=sys.stderr)
    return None


def _source_lines(
    source: Source,
    crawled: Crawled,
    fetches: Sequence[Fetch],
    issues: Sequence[IssueGroup] | None,
    site: str,
) -> Iterator[str]:
    yield f"{source.name} · {source.publisher} · {source.title}"
    found = [group for group in issues or () if group.source == source.name]
    yield from _verdict_lines(crawled.last, site)
    yield from _change_lines(crawled)
    yield from _brought_lines(crawled)
    yield from _todo_lines(source, crawled, found)
    attempts = Counter(fetch.outcome for fetch in fetches if fetch.source == source.name)
    if attempts:
        yield _line("attempts ever", " · ".join(f"{outcome} {count}" for outcome, count in attempts.most_common()))
    yield _line("channels on", " · ".join(channel.name for channel in source.channels if channel.is_on))
    for number, channel in enumerate(channel for channel in source.channels if not channel.is_on):
        yield _line("" if number else "channels off", f"{channel.name}: {' '.join((channel.reason or '').split())}")
    yield from _issue_lines(found, fetches, issues is None)


def _verdict_lines(verdict: CrawlVerdict | None, site: str) -> Iterator[str]:
    if verdict is None:
        yield _line("last crawl", f"none yet; run: klyngekroner run --site {site}")
        return
    at = f"{verdict.attempted_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    yield _line("last crawl", f"{'fresh' if verdict.is_fresh else 'STALE'}, {at}")
    if verdict.reason:
        yield _line("reason", verdict.reason)
    yield _line("listed up to", str(verdict.listed_on or "never to its end"))
    yield _line("of it", " · ".join(f"{name} {count}" for name, count in _counts(verdict).items()))
    for number, warning in enumerate(verdict.warnings[:MOST_LINES]):
        yield _line("" if number else "warnings", warning)
    if more := verdict.warnings[MOST_LINES:]:
        yield _line("", f"and {len(more)} more")


def _counts(verdict: CrawlVerdict) -> dict[str, int]:
    return {
        "links": verdict.link_count,
        "new": verdict.new_count,
        "changed": verdict.changed_count,
        "unchanged": verdict.unchanged_count,
        "blocked": verdict.blocked_count,
        "failed": verdict.failed_count,
    }


def _change_lines(crawled: Crawled) -> Iterator[str]:
    """What is other than last time."""
    last, before = crawled.last, crawled.before
    if last is None:
        return
    if before is None:
        yield _line("last time", "this was the first crawl")
        return
    said = [] if before.is_fresh == last.is_fresh else [f"it was {'fresh' if before.is_fresh else 'STALE'}"]
    if not before.is_fresh and before.reason == last.reason:
        said.append("for the same reason")
    then = _counts(before)
    said += [f"{name} {then[name]} → {count}" for name, count in _counts(last).items() if then[name] != count]
    at = f"{before.attempted_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    yield _line("last time", f"{at}: {' · '.join(said) or 'all as now'}")


def _brought_lines(crawled: Crawled) -> Iterator[str]:
    """What the pages are that a stale source has brought: they wait in the archive."""
    kinds = Counter(kind for kind in crawled.brought.values() if kind != "listing")
    if not kinds:
        return
    said = " · ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    yield _line("it brought", f"{said}; kept out until the source is fresh, its last good rows stay published")
    if changed := crawled.first_of("changed_layout"):
        yield _line("", f"    changed_layout: {changed.url}")
        yield _line("", f"    archived in {changed.warc_file} at byte {changed.warc_offset}")


def _todo_lines(source: Source, crawled: Crawled, issues: Sequence[IssueGroup]) -> Iterator[str]:
    """The next step, by what went wrong."""
    last, changed = crawled.last, crawled.first_of("changed_layout")
    reason = (last.reason or "") if last else ""
    todo = next_steps(reason, source.name)
    urls = [changed.url] if changed else [group.url for group in issues if group.code == "changed_layout"]
    todo += [f"make record SOURCE={source.name} URL={url} makes a fixture of it; CONTRIBUTING §2" for url in urls[:1]]
    if last is not None and not todo:
        todo.append("nothing")
    for number, step in enumerate(todo):
        yield _line("" if number else "what to do", step)


def _issue_lines(groups: Sequence[IssueGroup], fetches: Sequence[Fetch], is_unknown: bool) -> Iterator[str]:
    if not groups:
        yield _line("issues", "not known: nothing was loaded yet" if is_unknown else "none")
        return
    places = {(fetch.url, fetch.payload_sha256): fetch for fetch in reversed(fetches)}  # the first holds the bytes
    for number, group in enumerate(groups[:MOST_LINES]):
        yield _line("" if number else "issues", f"{group.count} × {group.code} ({group.severity}), e.g. {group.url}")
        yield _line("", f"    {' '.join(group.message.split())}")
        place = places.get((group.url, group.payload_sha256))
        if place and place.warc_file:
            yield _line("", f"    archived in {place.warc_file} at byte {place.warc_offset}")
    if more := groups[MOST_LINES:]:
        kinds = " · ".join(f"{group.count} × {group.code}" for group in more)
        yield _line("", f"and {kinds}; all of them are in the table issues")


def _settings_lines(settings: Settings, *, is_whole: bool) -> Iterator[str]:
    """Every setting as the environment or .env may say it, or those that are not the default; then what follows."""
    yield f"effective settings ({'' if is_whole else 'other than the default; '}environment or .env)"
    for name, value in settings.model_dump().items():
        if is_whole or value != type(settings).model_fields[name].default:
            yield f"  KLYNGEKRONER_{name.upper()} = {'' if value is None else value}"
    derived = {
        "today": settings.today or "the real date",
        "user agent": settings.user_agent,
        "delay": "each source's own" if settings.delay_override is None else f"{settings.delay_override} seconds",
        "inbox": settings.inbox_dir,
        "archive": settings.archive_dir,
        "warehouse": settings.warehouse,
        "published": settings.published_dir,
        "dagster": settings.dagster_home,
    }
    for name, value in derived.items() if is_whole else list(derived.items())[:3]:
        yield _line(name, str(value))


def _line(name: str, told: str) -> str:
    return f"  {name:<14}{told}".rstrip()
