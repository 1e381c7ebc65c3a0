"""``klyngekroner verify``: archive, warehouse and snapshots against their digests, and when that was last done.

Only reading and telling belong here; what is looked at is in scrapers/crawl/verify.py and warehouse/verify.py.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console

from pipelines.notes import read_note, write_note
from pipelines.progress import TerminalProgress
from scrapers.clock import clock_for
from scrapers.crawl.archive import Archive, ArchiveError
from scrapers.crawl.verify import ArchiveCheck, Fault, verify_archive
from scrapers.settings import Settings
from warehouse.database import WarehouseLockedError, is_there
from warehouse.snapshots import Snapshots
from warehouse.verify import verify_snapshots, verify_warehouse

WHOLE, FAULTY = 0, 1
FILE = "verify.json"
MOST_KEPT = 20  # faults that are noted; all of them are printed


@dataclass(frozen=True, slots=True)
class Verified:
    """How the last verification ended."""

    at: datetime
    faults: int
    first: tuple[str, ...]

    def save(self, site_dir: Path) -> None:
        write_note(site_dir / FILE, {**asdict(self), "at": self.at.isoformat()})


def last_verified(site_dir: Path) -> Verified | None:
    """Null when it never was, or when what was noted cannot be read."""
    try:
        told = read_note(site_dir / FILE)
        return Verified(datetime.fromisoformat(told["at"]), int(told["faults"]), tuple(told["first"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def run_verify(*, is_json: bool) -> int:
    """Print every fault with its remedy; returns the exit code."""
    settings = Settings()
    if not settings.archive_dir.is_dir() and not is_there(settings.warehouse):
        print(f"verify: nothing at {settings.site_dir}, expected an archive; run: klyngekroner run", file=sys.stderr)
        return FAULTY
    check = ArchiveCheck()
    progress = TerminalProgress(Console(stderr=True))
    try:
        with progress.shown():
            faults = list(verify_archive(settings.archive_dir, check, progress))
            faults += _others(settings)
    except (OSError, ArchiveError, WarehouseLockedError) as error:
        print(f"verify: {error}; nothing is noted, verify again", file=sys.stderr)
        return FAULTY
    snapshots = len(Snapshots(settings.site_dir).names())
    at = clock_for(settings).now()
    Verified(at, len(faults), tuple(map(str, faults[:MOST_KEPT]))).save(settings.site_dir)
    if is_json:
        told = {"at": at.isoformat(), "archive": asdict(check), "snapshots": snapshots}
        print(json.dumps({**told, "faults": [asdict(fault) for fault in faults]}, ensure_ascii=False))
    else:
        for fault in faults:
            print(fault)
        print(
            f"{'whole' if not faults else f'{len(faults)} fault(s)'}: {check.records} records and {check.payloads} "
            f"payloads in {check.files} archive files ({check.bytes:,} bytes), the warehouse, {snapshots} snapshots"
        )
    return FAULTY if faults else WHOLE


def _others(settings: Settings) -> list[Fault]:
    payloads: set[str] = set()
    if settings.archive_dir.is_dir():
        with Archive.open(settings.archive_dir, clock_for(settings), read_only=True) as archive:
            payloads = {fetch.payload_sha256 for fetch in archive.captures() if fetch.payload_sha256}
    return [*verify_warehouse(settings.warehouse, payloads), *verify_snapshots(settings.site_dir)]
