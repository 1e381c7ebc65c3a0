"""``klyngekroner backfill``: ask web archives for a source's past, a line an archive of what came of it."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import date

from rich.console import Console

from pipelines.home import FolderError, prepare_home
from pipelines.progress import TerminalProgress
from pipelines.site import SampleSiteError, open_site
from scrapers.clock import clock_for
from scrapers.crawl.archive import Archive, ArchiveError
from scrapers.crawl.crawl import NO_CONTACT
from scrapers.history.backfill import WEB_ARCHIVES, Report, backfill
from scrapers.history.capture import Period
from scrapers.settings import Settings
from scrapers.sources import Source, load_sources

DONE, UNFINISHED, WRONG_USE = 0, 1, 2


def run_backfill(name: str, begin: str, end: str, archives: Sequence[str]) -> int:
    """Ask the archives that the source's yml has on, or those that are named; returns the exit code."""
    try:
        source = _source(name)
        period = _period(begin, end)
        chosen = chosen_archives(source, archives)
    except ValueError as error:
        print(f"backfill: {error}", file=sys.stderr)
        return WRONG_USE
    settings = Settings()
    if settings.site == "live" and settings.contact is None:
        print(f"backfill: {NO_CONTACT}", file=sys.stderr)
        return WRONG_USE
    try:
        prepare_home(settings)
        reports = _ask(source, chosen, period, settings)
    except (FolderError, ArchiveError, SampleSiteError) as error:
        print(error, file=sys.stderr)
        return UNFINISHED
    for report in reports:
        print(describe(report))
    return DONE if all(report.reason is None for report in reports) else UNFINISHED


def _ask(source: Source, archives: Sequence[str], period: Period, settings: Settings) -> list[Report]:
    progress = TerminalProgress(Console(stderr=True))
    clock = clock_for(settings)
    with (
        open_site(settings) as port,
        Archive.open(settings.archive_dir, clock, max_bytes=settings.max_warc_bytes) as store,
        progress.shown(),
    ):
        return backfill(source, archives, period, store, settings, clock, progress, loopback_port=port)


def describe(report: Report) -> str:
    """One line an archive: what it promised, what came, why it is not finished."""
    said = (
        f"{report.archive}: {report.promised_count} captures of releases, {report.new_count} new, "
        f"{report.held_count} already here, {report.failed_count} failed"
    )
    return said if report.reason is None else f"{said}; not finished: {report.reason}"


def _source(name: str) -> Source:
    sources = load_sources()
    if name not in sources:
        raise ValueError(f"unknown source {name}; expected {', '.join(sources)}")
    if not sources[name].history:
        raise ValueError(f"{name}.yml names no addresses under history, expected some; add them")
    return sources[name]


def _period(begin: str, end: str) -> Period:
    """A year stands for all its days."""
    period = Period(_day(begin, "01-01"), _day(end, "12-31"))
    if period.begin > period.end:
        raise ValueError(f"--from {begin} is after --to {end}")
    return period


def _day(told: str, rest: str) -> date:
    try:
        return date.fromisoformat(f"{told}-{rest}" if re.fullmatch(r"\d{4}", told) else told)
    except ValueError as error:
        raise ValueError(f"got {told!r}, expected a year or a day: 2009, 2009-06-21") from error


def chosen_archives(source: Source, named: Sequence[str]) -> list[str]:
    """Those named, else those that the source's yml has on; raises ValueError."""
    unknown = sorted(set(named) - set(WEB_ARCHIVES))
    if unknown:
        raise ValueError(f"unknown archive {', '.join(unknown)}; expected {', '.join(WEB_ARCHIVES)}")
    chosen = list(named) or [c.name for c in source.channels if c.kind == "archive" and c.is_on]
    if not chosen:
        raise ValueError(f"every archive is off in {source.name}.yml; name one by --archive")
    return chosen
