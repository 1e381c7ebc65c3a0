"""``python -m tests.soak FOLDER``: thirty days of daily runs in accelerated time, with a fault on most of them.

Each day brings a release; kills, network faults, a source that is down for days, a full disk and damaged files hit at
random moments of the runs. Each day ends with one command that must heal what is left. At the end the figures are held
against a rebuild from the archive alone, which no fault has touched.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import duckdb

from pipelines.run import run_rebuild, run_refresh
from tests.crash_chain import LONGEST, SOURCES, STAGES, check_published, verify
from tests.killing import StillRunning, forked, import_all, wait_for
from tests.site.captures import captures
from tests.site.samples import SamplePage
from warehouse.snapshots import Snapshots, read_manifest

FIRST = date(2025, 10, 15)  # so that Oslo's clocks go back meanwhile
DOWN = range(10, 13)  # the days on which the newsroom does not answer
FAULTS = ("none", "kill", "kill twice", "network", "full disk", "two at once", "no index", "torn warehouse")
KEPT_RUNS = "10"


@dataclass(frozen=True)
class Day:
    """What a day left. Sizes in bytes; ``memory``: the most that a process of it held."""

    number: int
    fault: str
    code: int
    releases: int
    kroner: str
    memory: int
    archive: int
    dagster: int


@dataclass
class Soak:
    """A site's life in ``data``."""

    data: Path
    chance: random.Random
    days: list[Day] = field(default_factory=list)
    deck: list[str] = field(default_factory=list)  # the faults still to come before any comes again
    kills: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    covered: dict[int | None, int] = field(default_factory=dict)

    @property
    def site(self) -> Path:
        return self.data / "sample"

    def live(self, number: int) -> Day:
        """One day; raises AssertionError where a promise is broken."""
        today = FIRST + timedelta(days=number)
        self._give_release(number, today)
        troubles = "innovasjonnorge=down" if number in DOWN else None
        fault = "none" if number == 0 else self._next_fault()
        self.faults[fault] += 1
        self._disturb(fault, today, troubles)
        code, memory = self._run(run_refresh_all, today, troubles)
        if fault == "torn warehouse" and code == 1:  # named by the run, mended by what it names; or nothing was cut off
            assert "klyngekroner rebuild" in self._said(), self._said()
            code, memory = self._run(run_rebuild, today, troubles)
        else:
            assert code == (3 if troubles else 0), f"day {number}, {fault}: exit {code}: {self._said()}"
        self._check_coverage(number)
        manifest = read_manifest(self.site / "published")
        return Day(
            number,
            fault + (", newsroom down" if troubles else ""),
            code,
            manifest["tables"]["releases"]["rows"],
            manifest["counted_nok"],
            memory,
            _size(self.site / "archive"),
            _size(self.site / "dagster"),
        )

    def _next_fault(self) -> str:
        """Each once before any comes again."""
        if not self.deck:
            self.deck = self.chance.sample(FAULTS, len(FAULTS))
        return self.deck.pop()

    def _disturb(self, fault: str, today: date, troubles: str | None) -> None:
        if fault in ("kill", "kill twice"):
            for _ in range(2 if fault == "kill twice" else 1):
                self._kill(today, troubles)
        elif fault == "network":
            trouble = f"{self.chance.choice(SOURCES)}={self.chance.choice(('down', 'blocked'))}"
            code, _ = self._run(run_refresh_all, today, trouble)
            assert code in (1, 3), self._said()
        elif fault == "full disk":
            limit = self.chance.choice([20_000, 200_000, 2_000_000, 12_000_000])
            self._run(lambda: _refresh_with_room_for(limit), today, troubles)
        elif fault == "two at once":
            other = self._start(run_refresh_all, today, troubles, "other.log")
            self._run(run_refresh_all, today, troubles)
            assert wait_for(other, LONGEST) == (3 if troubles else 0), self._said("other.log")
        elif fault == "no index":
            (self.site / "archive" / "index.cdxj").unlink()
        elif fault == "torn warehouse":
            path = self.site / "warehouse.duckdb"
            os.truncate(path, self.chance.randrange(1, path.stat().st_size))
        if self.days:
            check_published(self.site, set(Snapshots(self.site).names()))

    def _kill(self, today: date, troubles: str | None) -> None:
        process = self._start(run_refresh_all, today, troubles)
        mark, share = STAGES[self.chance.choice([stage for stage in STAGES if stage != "backfill"])]
        try:
            if wait_for(process, LONGEST, lambda: mark in self._said()) is None:
                wait_for(process, self.chance.uniform(0, share * 45))
        except StillRunning:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            self.kills += 1

    def _start(self, work: Callable[[], int], today: date, troubles: str | None, log: str = "log") -> int:
        self.data.mkdir(parents=True, exist_ok=True)
        settings = {
            "DATA_DIR": str(self.data),
            "AS_OF": today.isoformat(),
            "SITE": "sample",
            "RETRY_SECONDS": "0",
            "KEPT_RUNS": KEPT_RUNS,
            "MAX_WARC_BYTES": "500000",
        } | ({"SAMPLE_TROUBLES": troubles} if troubles else {})
        return forked(work, self.data / log, {f"KLYNGEKRONER_{name}": value for name, value in settings.items()})

    def _run(self, work: Callable[[], int], today: date, troubles: str | None) -> tuple[int, int]:
        """The exit code, and the most memory that a process of it held."""
        process = self._start(work, today, troubles)
        _, status, used = os.wait4(process, 0)
        return os.waitstatus_to_exitcode(status), used.ru_maxrss * 1024

    def _said(self, log: str = "log") -> str:
        return (self.data / log).read_text(encoding="utf-8", errors="replace")[-6000:]

    def _give_release(self, number: int, today: date) -> None:
        page = SamplePage(
            path=Path("new.html"),
            source="regjeringen",
            url=f"https://www.regjeringen.no/no/aktuelt/klyngepenger-{number}/id39{number:05}/",
            address="invented",
            template="article",
            served="capture",
            title=f"Klyngepenger {number}",
            date=today,
            kind="Pressemelding",
            language="nb",
            ingress="En klynge får støtte.",
            body=f"<p>NCE Raufoss får {number + 2} millioner kroner til prosjektet «Lettere deler {number}».</p>",
            captured_on=today,
            archive="wayback",
            ministry="Nærings- og fiskeridepartementet",
            owner_id=709,
        )
        inbox = self.site / "inbox"
        inbox.mkdir(parents=True, exist_ok=True)
        (inbox / f"new-{number}.warc.gz").write_bytes(captures([page]))

    def _check_coverage(self, number: int) -> None:
        """Whole, and no year has fewer releases than the day before."""
        name = check_published(self.site, set(Snapshots(self.site).names()))
        with duckdb.connect(str(self.site / "snapshots" / name / "funding.duckdb"), read_only=True) as connection:
            now = dict(connection.execute("select year(published_on), count(*) from releases group by 1").fetchall())
        fell = {year: (count, now.get(year, 0)) for year, count in self.covered.items() if now.get(year, 0) < count}
        assert not fell, f"day {number}: years have fewer releases than the day before: {fell}"
        self.covered = now

    def end(self) -> None:
        """One more run that no fault touches; then verify; then a rebuild from the archive alone, elsewhere."""
        last = FIRST + timedelta(days=len(self.days) - 1)
        code, _ = self._run(run_refresh_all, last, None)
        assert code == 0, self._said()
        code, _ = self._run(verify, last, None)
        assert code == 0, self._said()
        published = read_manifest(self.site / "published")
        other = Soak(self.data.with_name("rebuilt"), self.chance)
        shutil.rmtree(other.data, ignore_errors=True)
        for kept in ("archive", "registers"):
            shutil.copytree(self.site / kept, other.site / kept)
        code, _ = other._run(run_rebuild, last, None)
        assert code == 0, other._said()
        rebuilt = read_manifest(other.site / "published")
        differing = [name for name, told in published["tables"].items() if told != rebuilt["tables"][name]]
        assert not differing, f"other than a rebuild from the archive: {differing}"
        assert published["id"] == rebuilt["id"]


def run_refresh_all() -> int:
    return run_refresh([])


def _refresh_with_room_for(limit: int) -> int:
    """No file may grow beyond ``limit`` bytes: the disk is full for whatever is larger."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return run_refresh([])


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    asked = parser.parse_args()
    soak = Soak(asked.folder / "data", random.Random(asked.seed))
    shutil.rmtree(soak.data, ignore_errors=True)
    import_all()
    print(f"seed {asked.seed}: {asked.days} days", flush=True)
    for number in range(asked.days):
        begun = time.monotonic()
        day = soak.live(number)
        soak.days.append(day)
        print(
            f"day {number:2} · {day.fault:<28} exit {day.code} · {day.releases} releases, {day.kroner} NOK · "
            f"{day.memory >> 20} MiB, archive {day.archive >> 10} KiB, event log {day.dagster >> 10} KiB · "
            f"{time.monotonic() - begun:.0f} s",
            flush=True,
        )
    soak.end()
    first, last = soak.days[0], soak.days[-1]
    told = {
        "seed": asked.seed,
        "days": len(soak.days),
        "kills": soak.kills,
        "faults": soak.faults,
        "releases": [first.releases, last.releases],
        "memory_mib": [first.memory >> 20, max(day.memory for day in soak.days) >> 20, last.memory >> 20],
        "archive_kib_a_day": (last.archive - first.archive) // max(1, len(soak.days) - 1) >> 10,
        "event_log_kib": [first.dagster >> 10, max(day.dagster for day in soak.days) >> 10, last.dagster >> 10],
        "final figures": "equal a rebuild from the archive alone",
    }
    print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
