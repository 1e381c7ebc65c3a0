"""``klyngekroner status``: the one door for outside monitors — what is published, how old it is, what runs full.

Only reading belongs here: nothing is locked, mended or asked for. What each source said is told by diagnose.py.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pipelines.outcome import RunOutcome, last_outcome
from pipelines.reasons import stale_line
from pipelines.verify import Verified, last_verified
from scrapers.clock import clock_for, oslo_date
from scrapers.crawl.archive import Archive, ArchiveError
from scrapers.model import CrawlVerdict, Fetch
from scrapers.settings import Settings
from scrapers.sources import load_sources
from warehouse.database import WarehouseError
from warehouse.snapshots import Snapshots, read_manifest
from warehouse.summary import newest_releases

FINE, FAILED, DEGRADED = 0, 1, 3
GROWTH_DAYS = 30  # over which the archive's growth is measured
LEAST_DISK_DAYS = 30
OLDEST_RUN = timedelta(days=2)
OLDEST_VERIFY = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Published:
    """The snapshot that analysts open. Kroner are nominal and counted."""

    snapshot: str
    published_at: datetime | None
    as_of: str
    through_on: str | None
    counted_nok: str


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """``last_good_on``: up to when its channels were listed to their end."""

    source: str
    is_fresh: bool
    last_crawl_at: datetime | None
    last_good_on: date | None
    days_behind: int | None
    newest_release_on: date | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    files: int
    bytes: int
    bytes_per_day: int
    disk_free_bytes: int
    days_until_full: int | None  # null: it does not grow


@dataclass(frozen=True, slots=True)
class Status:
    site: str
    checked_at: datetime
    code: int
    problems: tuple[str, ...]
    published: Published | None
    sources: tuple[SourceStatus, ...]
    archive: ArchiveStatus | None
    last_run: RunOutcome | None
    last_verify: Verified | None


def print_status(*, is_json: bool) -> int:
    """One screen, or one JSON object; returns the exit code: 0 fine · 3 something is old or stale · 1 broken."""
    status = read_status(Settings())
    if is_json:
        print(json.dumps(asdict(status), ensure_ascii=False, default=_plain))
    else:
        print("\n".join(_lines(status)))
    return status.code


def read_status(settings: Settings) -> Status:
    """What is there now, and what of it a human should look at."""
    now = clock_for(settings).now()
    failures, warnings = list[str](), list[str]()
    verdicts, fetches = _archived(settings, failures)
    published = _published(Snapshots(settings.site_dir))
    if published is None:
        failures.append(f"nothing is published yet; run: klyngekroner run --site {settings.site}")
    sources = tuple(_sources(settings, verdicts, now, failures))
    warnings += [stale_line(one.source, verdicts.get(one.source)) for one in sources if not one.is_fresh]
    archive = _archive(settings, fetches)
    if archive and archive.days_until_full is not None and archive.days_until_full < LEAST_DISK_DAYS:
        warnings.append(f"the disk is full in {archive.days_until_full} days; free space or move KLYNGEKRONER_DATA_DIR")
    run, verified = last_outcome(settings.site_dir), last_verified(settings.site_dir)
    if run is not None and run.ended == "failed":
        failures.append(f"the last run failed: {(run.reasons or ('no reason noted',))[0]}")
    elif run is not None and now - run.at > OLDEST_RUN:
        warnings.append(f"the last run was {_age(now - run.at)} ago; expected one a day: look at the schedule")
    if verified is not None and verified.faults:
        failures.append(f"the last verify found {verified.faults} fault(s): {verified.first[0]}")
    elif verified is not None and now - verified.at > OLDEST_VERIFY:
        warnings.append(f"the last verify was {_age(now - verified.at)} ago; run: klyngekroner verify")
    code = FAILED if failures else DEGRADED if warnings else FINE
    return Status(settings.site, now, code, (*failures, *warnings), published, sources, archive, run, verified)


def _archived(settings: Settings, failures: list[str]) -> tuple[dict[str, CrawlVerdict], list[Fetch]]:
    """Verdicts and attempts as they lie there; a crawl may be writing to them."""
    if not settings.archive_dir.is_dir():
        return {}, []
    try:
        with Archive.open(settings.archive_dir, clock_for(settings), read_only=True) as archive:
            return {verdict.source: verdict for verdict in archive.verdicts()}, archive.fetches()
    except ArchiveError as error:
        failures.append(str(error))
        return {}, []


def _published(snapshots: Snapshots) -> Published | None:
    folder = snapshots.published()
    manifest = read_manifest(folder) if folder else {}
    if folder is None or not manifest:
        return None
    at = snapshots.published_at()
    return Published(folder.name, at, manifest["as_of"], manifest["through_on"], manifest["counted_nok"])


def _sources(
    settings: Settings, verdicts: dict[str, CrawlVerdict], now: datetime, failures: list[str]
) -> Iterator[SourceStatus]:
    newest = _newest_releases(settings, failures)
    for name in load_sources():
        verdict = verdicts.get(name)
        if verdict is None:
            yield SourceStatus(name, False, None, None, None, newest.get(name), "it was never crawled")
            continue
        behind = (oslo_date(now) - verdict.listed_on).days if verdict.listed_on else None
        yield SourceStatus(
            name, verdict.is_fresh, verdict.attempted_at, verdict.listed_on, behind, newest.get(name), verdict.reason
        )


def _newest_releases(settings: Settings, failures: list[str]) -> dict[str, date]:
    try:
        return newest_releases(settings.published_dir)
    except WarehouseError as error:
        failures.append(str(error))
        return {}


def _archive(settings: Settings, fetches: list[Fetch]) -> ArchiveStatus | None:
    """Size, and growth over the last days in which anything was archived."""
    if not settings.archive_dir.is_dir():
        return None
    files = [path for path in settings.archive_dir.rglob("*") if path.is_file()]
    free = shutil.disk_usage(settings.archive_dir).free
    last = max((fetch.attempted_at for fetch in fetches), default=None)
    per_day = 0
    if last is not None:
        since = last - timedelta(days=GROWTH_DAYS)
        grown = [fetch for fetch in fetches if fetch.attempted_at > since and fetch.archive == "klyngekroner"]
        first = min((fetch.attempted_at for fetch in grown), default=last)
        days = max((last - first).days, 1)
        per_day = sum(fetch.warc_length or 0 for fetch in grown) // days
    size = sum(path.stat().st_size for path in files)
    return ArchiveStatus(len(files), size, per_day, free, free // per_day if per_day else None)


def _lines(status: Status) -> Iterator[str]:
    yield {FINE: "fine", DEGRADED: "DEGRADED", FAILED: "FAILED"}[status.code] + f" · {status.site}"
    for problem in status.problems:
        yield f"  ! {problem}"
    if status.published:
        yield _line("published", f"{status.published.snapshot}, swapped in {_moment(status.published.published_at)}")
        yield _line("", f"listed through {status.published.through_on or 'no common day'}")
    for one in status.sources:
        told = f"listed up to {one.last_good_on or 'never'}, newest release {one.newest_release_on or 'none'}"
        yield _line(one.source, f"{'fresh' if one.is_fresh else 'STALE'}, {told}")
    if (archive := status.archive) is not None:
        full = "no growth seen" if archive.days_until_full is None else f"full in {archive.days_until_full:,} days"
        grows = f"{_mib(archive.bytes_per_day)} a day"
        yield _line("archive", f"{_mib(archive.bytes)} in {archive.files} files, {grows}")
        yield _line("disk", f"{_mib(archive.disk_free_bytes)} free, {full}")
    run, verified = status.last_run, status.last_verify
    yield _line("last run", f"{run.ended}, {_moment(run.at)}" if run else "none noted")
    yield _line("last verify", f"{verified.faults} fault(s), {_moment(verified.at)}" if verified else "never")


def _line(name: str, told: str) -> str:
    return f"  {name:<17}{told}".rstrip()


def _age(age: timedelta) -> str:
    return f"{age.days} days" if age.days else f"{age.seconds // 3600} hours"


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if at else "never"


def _mib(size: int) -> str:
    return f"{size / 2**20:,.1f} MiB"


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
