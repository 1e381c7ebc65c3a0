"""``python -m tests.crash_chain``: full sample runs, killed at random moments, each begun on the wreck of the last.

A chain is: a snapshot is published; then comes a day with more to read (back-filled captures, a file in the inbox, the
run), which is killed again and again until it ends by itself. Between kills the published snapshot is held against its
digests; at the end of a chain archive, warehouse and marts are held against a day that nobody disturbed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.backfill import run_backfill
from pipelines.run import run_refresh
from pipelines.verify import run_verify
from scrapers.crawl.frames import Damage, scan
from scrapers.crawl.holdings import NOT_PAGES
from scrapers.crawl.warc import read_record
from tests.killing import StillRunning, forked, import_all, wait_for
from tests.runs.broken_sources import give_new_release
from warehouse.publish import FILES
from warehouse.snapshots import Snapshots, read_manifest

SOURCES = ("regjeringen", "innovasjonnorge")
DAY_BEFORE, DAY = "2025-10-14", "2025-10-15"
COUNTED = ("pages", "release_versions", "awards", "mentions", "issues")
MOST_KILLS = 12  # of one chain
# A stage, what the run has told when it begins, and the share of an undisturbed day that it lasts: a kill falls into
# each of them alike, at a random moment.
STAGES = {
    "backfill": ("", 0.08),
    "crawl": ("inbox · ", 0.08),
    "read and load": ("fetched www.regjeringen.no", 0.12),
    "load": ("parse · ", 0.04),
    "dbt": ("parse · ", 0.60),
    "publish": ("marts · ", 0.15),
    "after": ("published · ", 0.03),
}
LONGEST = 1200.0  # seconds that a run may take, also on a machine with much else to do


def run_day() -> int:
    """What an operator's morning is: the past from web archives, then the run. In a process that may be killed."""
    codes = [run_backfill(source, "2005", "2025", []) for source in SOURCES]
    return max(*codes, run_refresh([]))


@dataclass(frozen=True)
class Outcome:
    """What a day left, the same after any number of kills. ``payloads``: how often each body is stored."""

    snapshot: str
    parquet: dict[str, str]
    rows: dict[str, int]
    payloads: Counter[tuple[str, str]]


def outcome_of(data: Path) -> Outcome:
    site = data / "sample"
    published = Snapshots(site).published()
    assert published is not None, "nothing is published"
    tables = read_manifest(published)["tables"]
    with duckdb.connect(str(site / "warehouse.duckdb"), read_only=True) as connection:
        rows = {}
        for table in COUNTED:
            found = connection.execute(f"select count(*) from raw.{table}").fetchone()
            rows[table] = found[0] if found else -1
    return Outcome(
        published.name, {t: told["sha256"] for t, told in tables.items()}, rows, payloads_in(site / "archive")
    )


def payloads_in(archive: Path) -> Counter[tuple[str, str]]:
    """Every response in our own files; robots.txt and the indexes of web archives are asked for by each run anew."""
    stored: Counter[tuple[str, str]] = Counter()
    for path in archive.glob("*.warc.gz"):
        with path.open("rb") as file:
            for frame in scan(file):
                assert not isinstance(frame, Damage), (path, frame)
                record = read_record(frame.data)
                if record.type == "response" and record.url and record.fields.get("channel") not in NOT_PAGES:
                    stored[record.url, str(record.fields.get("payload_sha256"))] += 1
    return stored


def check_published(site: Path, allowed: set[str]) -> str:
    """The published snapshot is one of those allowed and whole, byte for byte; returns which."""
    snapshots = Snapshots(site)
    published = snapshots.published()
    assert published is not None, "the published link leads nowhere"
    assert published.name in allowed, f"{published.name} is published, expected one of {sorted(allowed)}"
    assert snapshots.is_whole(published.name, FILES), f"{published.name} is published, and not whole"
    return published.name


class Chains:
    """Chains of kills in a folder, with one undisturbed day to hold them against."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        import_all()
        self._folder, self._chance = folder, chance
        self.kills = self.chains = self.longest_heal = 0
        self.at: Counter[str] = Counter()  # the stage in which it was killed
        self._before, undisturbed = folder / "before", folder / "undisturbed"
        self._must(run_refresh_first, self._before, DAY_BEFORE)
        shutil.copytree(self._before, undisturbed, symlinks=True)
        give_new_release(undisturbed, "regjeringen")
        self._old = check_published(self._before / "sample", set(Snapshots(self._before / "sample").names()))
        begun = time.monotonic()
        self._must(run_day, undisturbed, DAY)
        self.seconds = time.monotonic() - begun
        self._expected = outcome_of(undisturbed)
        assert self._expected.snapshot != self._old
        shutil.rmtree(undisturbed)

    def _must(self, work: Callable[[], int], data: Path, day: str) -> None:
        code = wait_for(self.start(work, data, day), LONGEST)
        assert code == 0, f"exit {code}: {self.said(data)}"

    def start(self, work: Callable[[], int], data: Path, day: str) -> int:
        data.mkdir(parents=True, exist_ok=True)
        settings = {"DATA_DIR": str(data), "AS_OF": day, "SITE": "sample", "MAX_WARC_BYTES": "20000"}
        return forked(work, data / "log", {f"KLYNGEKRONER_{name}": value for name, value in settings.items()})

    def begin(self) -> Path:
        """A data folder in which yesterday is published."""
        data = self._folder / "data"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(self._before, data, symlinks=True)
        give_new_release(data, "regjeringen")
        self._allowed = {self._old, self._expected.snapshot}
        return data

    def check_published(self, data: Path) -> None:
        """Whole, and the old or the new one; what was new does not become old again."""
        name = check_published(data / "sample", self._allowed)
        self._allowed = {name, self._expected.snapshot}

    def heal(self, data: Path) -> None:
        """One command, and then all is as if nothing had happened."""
        self._must(run_day, data, DAY)
        self._check_healed(data)

    def said(self, data: Path) -> str:
        """The end of what the last run printed."""
        return (data / "log").read_text(encoding="utf-8", errors="replace")[-6000:]

    def run(self, kills: int) -> None:
        """A chain of at most ``kills`` kills; raises AssertionError and leaves the wreck where a promise is broken."""
        data = self.begin()
        for _ in range(kills):
            process = self.start(run_day, data, DAY)
            stage = self._chance.choice(list(STAGES))
            mark, share = STAGES[stage]
            try:
                code = wait_for(process, LONGEST, lambda mark=mark: mark in self.said(data))  # type: ignore[misc]
                if code is None:
                    code = wait_for(process, self._chance.uniform(0, share * self.seconds))
            except StillRunning:
                is_group = self._chance.random() < 0.5  # the process alone, or all that it has started
                (os.killpg if is_group else os.kill)(process, signal.SIGKILL)
                os.waitpid(process, 0)
                self.kills += 1
                self.at[stage] += 1
                self.check_published(data)
            else:
                assert code == 0, f"exit {code}: {self.said(data)}"
                break
        else:
            self._must(run_day, data, DAY)
        self._check_healed(data)
        self.chains += 1

    def _check_healed(self, data: Path) -> None:
        found = outcome_of(data)
        assert found == self._expected, {
            "lost": self._expected.payloads - found.payloads,
            "double": found.payloads - self._expected.payloads,
            "rows": (found.rows, self._expected.rows),
            "snapshot": (found.snapshot, self._expected.snapshot),
        }
        self._must(verify, data, DAY)


def run_refresh_first() -> int:
    return run_refresh([])


def verify() -> int:
    return run_verify(is_json=False)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    asked = parser.parse_args()
    print(f"seed {asked.seed}: {asked.kills} kills", flush=True)
    chains = Chains(asked.folder, random.Random(asked.seed))
    print(f"an undisturbed day takes {chains.seconds:.0f} s", flush=True)
    while chains.kills < asked.kills:
        chains.run(min(MOST_KILLS, asked.kills - chains.kills))
        print(
            f"seed {asked.seed}: {chains.kills} kills in {chains.chains} chains, each healed by one command", flush=True
        )
    told = {"seed": asked.seed, "kills": chains.kills, "chains": chains.chains, "lost": 0, "double": 0, "at": chains.at}
    print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
