"""Pages a second for ``make bench``: archived pages in a real template, one in ten with awards, read as by a rebuild.

Times only. Peers get the same bytes: trafilatura finds a page's text, Beautiful Soup builds its tree; neither says what
the text means.
"""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import trafilatura
from bs4 import BeautifulSoup

from scrapers.batches import parse_archive
from scrapers.clock import SystemClock
from scrapers.crawl.archive import Archive
from scrapers.sources import load_sources
from tests.archiving import attempt
from tests.bench_extract import ADDRESS, Template
from tests.conftest import REPOSITORY
from tests.crawling import quiet
from tests.dull import TEXTS
from tests.loopback import FakeClock
from tests.score import own_releases
from warehouse.database import writer
from warehouse.load import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
WITH_AWARDS = 10  # one in so many
PROCESSES = 2
READ, SHARED_OUT = 300, 2000  # pages for one process against its peers, and for two against one


def texts(count: int) -> Iterator[str]:
    """Releases, each another one: a tenth tells awards."""
    chance = random.Random(7)
    awards = [gold["text"] for gold in own_releases() if gold["awards"] and gold["corpus"] != "own_long"]
    for number in range(count):
        text = chance.choice(awards if number % WITH_AWARDS == 0 else TEXTS)
        title, _, rest = text.partition("\n")
        yield f"{title} ({number})\n{rest}"


def archived(folder: Path, shared: Path, count: int, max_bytes: int = 256 * 1024 * 1024) -> Archive:
    """An archive with so many pages, in WARC files of so many bytes; open for reading it."""
    clock, template = FakeClock(), Template(shared)
    archive = Archive.open(folder, clock, max_bytes=max_bytes)
    for number, text in enumerate(texts(count), 9_000_000):
        archive.write(attempt(clock, template.page(text), url=ADDRESS.format(number=number)), "regjeringen", "news")
    return archive


def drain(archive: Archive, processes: int = 1) -> None:
    """Read every page, and keep none."""
    pages = parse_archive(archive, load_sources(), lambda *_: False, quiet, processes)
    for _ in pages:
        pass


def against_peers(folder: Path, shared: Path, repeats: int) -> dict[str, list[float]]:
    """Seconds for all pages, in turn: ours from the WARC file on, the peers from the same bytes in memory."""
    with archived(folder, shared, READ) as archive:
        bodies = [archive.read(fetch).body for fetch in archive.captures()]
        work: dict[str, Callable[[], object]] = {
            "ours": lambda: drain(archive),
            "trafilatura": lambda: [trafilatura.extract(body) for body in bodies],
            "beautifulsoup": lambda: [BeautifulSoup(body, "lxml") for body in bodies],
        }
        return _in_turn(work, repeats)


def over_two_processes(folder: Path, shared: Path, repeats: int) -> dict[str, list[float]]:
    """Seconds for all pages by one process and by two, starting them included."""
    with archived(folder, shared, SHARED_OUT) as archive:
        return _in_turn({"one": lambda: drain(archive), "two": lambda: drain(archive, 2)}, repeats)


def _in_turn(work: dict[str, Callable[[], object]], repeats: int) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(repeats):
        for name, one in work.items():
            begun = time.perf_counter()
            one()
            took[name].append(time.perf_counter() - begun)
    return took


@dataclass(frozen=True)
class Rebuilt:
    seconds: float
    megabytes: float  # the most that the process that loads, or one of its workers, took at once


def rebuilt(folder: Path, shared: Path, count: int) -> Rebuilt:
    """An archive of so many pages read into an empty warehouse, in a process of its own."""
    archived(folder, shared, count).close()
    command = [sys.executable, "-m", "tests.bench_pages", str(folder)]
    ended = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True)
    seconds, *peaks = map(float, ended.stdout.split())
    shutil.rmtree(folder)
    return Rebuilt(seconds, max(peaks))


def rebuild(folder: Path) -> None:
    """Prints the seconds it took and the peaks of memory, of the process that loads and of its largest worker."""
    begun = time.perf_counter()
    sources, path = load_sources(), folder.with_suffix(".duckdb")
    path.unlink(missing_ok=True)
    with Archive.open(folder, SystemClock(), read_only=True) as archive, writer(path) as connection:
        pages = parse_archive(archive, sources, lambda *_: False, quiet, PROCESSES)
        load(connection, pages, archive.fetches(), archive.verdicts(), "code", sources)
    took = time.perf_counter() - begun
    peaks = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(took, *peaks)


if __name__ == "__main__":
    rebuild(Path(sys.argv[1]))
