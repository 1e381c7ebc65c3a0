"""``klyngekroner diagnose``: each source's last verdict, channels and issues, then the effective settings.

Only reading and telling belong here: no lock is taken, nothing is mended.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC

from scrapers.clock import clock_for
from scrapers.crawl.archive import Archive, ArchiveError
from scrapers.model import CrawlVerdict, Fetch
from scrapers.settings import Settings
from scrapers.sources import Source, load_sources
from warehouse.database import WarehouseError, WarehouseLockedError
from warehouse.summary import IssueGroup, grouped_issues

TOLD, WRONG_USE = 0, 2


def print_diagnosis(name: str | None) -> int:
    """Tell of one source, or of all; returns the exit code."""
    sources = load_sources()
    if name is not None and name not in sources:
        print(f"diagnose: unknown source {name}; expected {', '.join(sources)}", file=sys.stderr)
        return WRONG_USE
    settings = Settings()
    verdicts, fetches = _archived(settings)
    issues = _issues(settings)
    for source in sources.values() if name is None else [sources[name]]:
        print("\n".join(_source_lines(source, verdicts.get(source.name), fetches, issues, settings.site)))
        print()
    print("\n".join(_settings_lines(settings)))
    return TOLD


def _archived(settings: Settings) -> tuple[dict[str, CrawlVerdict], Sequence[Fetch]]:
    """Verdicts and attempts, from the archive as it lies there; a crawl may be writing to it."""
    if not settings.archive_dir.is_dir():
        return {}, []
    try:
        with Archive.open(settings.archive_dir, clock_for(settings), read_only=True) as store:
            return {verdict.source: verdict for verdict in store.verdicts()}, store.fetches()
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return {}, []


def _issues(settings: Settings) -> Sequence[IssueGroup] | None:
    try:
        return grouped_issues(settings.published_dir, settings.warehouse_path)
    except WarehouseLockedError:
        print("diagnose: a run is under way, its issues are not readable yet; ask again when it has ended")
    except WarehouseError as error:
        print(error, file=sys.stderr)
    return None


def _source_lines(
    source: Source,
    verdict: CrawlVerdict | None,
    fetches: Sequence[Fetch],
    issues: Sequence[IssueGroup] | None,
    site: str,
) -> Iterator[str]:
    yield f"{source.name} · {source.publisher} · {source.title}"
    yield from _verdict_lines(verdict, site)
    attempts = Counter(fetch.outcome for fetch in fetches if fetch.source == source.name)
    if attempts:
        yield _line("attempts ever", " · ".join(f"{outcome} {count}" for outcome, count in attempts.most_common()))
    for number, channel in enumerate(source.channels):
        state = "on" if channel.is_on else f"off: {' '.join((channel.reason or 'no reason given').split())}"
        yield _line("" if number else "channels", f"{channel.name} ({channel.kind}) {state}")
    yield from _issue_lines([group for group in issues or () if group.source == source.name], fetches, issues is None)


def _verdict_lines(verdict: CrawlVerdict | None, site: str) -> Iterator[str]:
    if verdict is None:
        yield _line("last crawl", f"none yet; run: klyngekroner run --site {site}")
        return
    at = f"{verdict.attempted_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    yield _line("last crawl", f"{'fresh' if verdict.is_fresh else 'STALE'}, {at}")
    if verdict.reason:
        yield _line("reason", verdict.reason)
    yield _line("listed up to", str(verdict.listed_on or "never to its end"))
    counts = {
        "links": verdict.link_count,
        "new": verdict.new_count,
        "changed": verdict.changed_count,
        "unchanged": verdict.unchanged_count,
        "blocked": verdict.blocked_count,
        "failed": verdict.failed_count,
    }
    yield _line("of it", " · ".join(f"{name} {count}" for name, count in counts.items()))
    for number, warning in enumerate(verdict.warnings):
        yield _line("" if number else "warnings", warning)


def _issue_lines(groups: Sequence[IssueGroup], fetches: Sequence[Fetch], is_unknown: bool) -> Iterator[str]:
    if not groups:
        yield _line("issues", "not known: nothing was loaded yet" if is_unknown else "none")
        return
    places = {(fetch.url, fetch.payload_sha256): fetch for fetch in reversed(fetches)}  # the first holds the bytes
    for number, group in enumerate(groups):
        yield _line("" if number else "issues", f"{group.count} × {group.code} ({group.severity}), e.g. {group.url}")
        yield _line("", f"    {' '.join(group.message.split())}")
        place = places.get((group.url, group.payload_sha256))
        if place and place.warc_file:
            yield _line("", f"    archived in {place.warc_file} at byte {place.warc_offset}")


def _settings_lines(settings: Settings) -> Iterator[str]:
    """Every setting as the environment or .env may say it, then what follows from them."""
    yield "effective settings (environment or .env)"
    for name, value in settings.model_dump().items():
        yield f"  KLYNGEKRONER_{name.upper()} = {'' if value is None else value}"
    derived = {
        "today": settings.today or "the real date",
        "user agent": settings.user_agent,
        "delay": "each source's own" if settings.delay_override is None else f"{settings.delay_override} seconds",
        "inbox": settings.inbox_dir,
        "archive": settings.archive_dir,
        "warehouse": settings.warehouse_path,
        "published": settings.published_dir,
        "dagster": settings.dagster_home,
    }
    for name, value in derived.items():
        yield _line(name, str(value))


def _line(name: str, told: str) -> str:
    return f"  {name:<14}{told}".rstrip()
