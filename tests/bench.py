"""``make bench``: speed as ratios of medians, two commands in turn in one run; a table and build/bench.json.

Nothing here passes or fails: a noisy machine makes a noisy figure, and the reader sees its spread.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.bench_crawl import PAGES, crawl_step
from tests.bench_extract import PARTS, timed, timed_hostile
from tests.bench_load import timed_insert, timed_load
from tests.bench_pages import READ, SHARED_OUT, against_peers, over_two_processes, rebuilt
from tests.conftest import REPOSITORY
from tests.synthetic import fill, timed_bare, timed_build, timed_questions

BIN = Path(sys.executable).parent
REPEATS = 3
SYNTHETIC_AWARDS = 1_000_000  # a hundred times the real number
REBUILT = (10_000, 100_000)  # pages


@dataclass(frozen=True)
class Ratio:
    what: str
    bar: str
    ours: list[float]  # seconds, unless ``what`` says otherwise
    peer: list[float]

    @property
    def ratio(self) -> float:
        return statistics.median(self.ours) / statistics.median(self.peer)


def compare(what: str, bar: str, ours: list[str], peer: list[str], env: dict[str, str]) -> Ratio:
    """Run both in turn, so that a drift of the machine's speed meets both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(REPEATS):
        for command, seconds in zip((ours, peer), times, strict=True):
            begun = time.perf_counter()
            subprocess.run(command, env=env, cwd=REPOSITORY, check=True, capture_output=True)
            seconds.append(time.perf_counter() - begun)
    return Ratio(what, bar, *times)


def run_with_nothing_new(data: Path) -> list[Ratio]:
    """A second ``klyngekroner run`` against a default multiprocess launch of the same graph, and an empty job."""
    env = os.environ | {
        "KLYNGEKRONER_DATA_DIR": str(data),
        "KLYNGEKRONER_SITE": "sample",
        "DAGSTER_HOME": str(data / "sample" / "dagster"),
    }
    ours = [str(BIN / "klyngekroner"), "run", "--site", "sample"]
    subprocess.run(ours, env=env, check=True, capture_output=True)
    graph = [str(BIN / "dagster"), "job", "execute", "-m", "tests.multiprocess", "-j", "refresh"]
    empty = [str(BIN / "dagster"), "job", "execute", "-m", "tests.empty_job", "-j", "empty"]
    return [
        compare("run with nothing new / default multiprocess run of the same graph", "≤ 0.3", ours, graph, env),
        compare("run with nothing new / an empty Dagster job", "≤ 2", ours, empty, env),
    ]


def extract_from_the_shell(data: Path) -> Ratio:
    page = data / "page.txt"
    page.write_text("Støtte\n\nNCE Raufoss får 2 millioner kroner til «Lettere deler».\n", encoding="utf-8")
    ours = [str(BIN / "klyngekroner"), "extract", str(page)]
    peer = [sys.executable, "-c", "import bs4, lxml"]
    return compare("extract of one page / python -c 'import bs4, lxml'", "≤ 3", ours, peer, dict(os.environ))


def extraction_of_labelled_releases(shared: Path) -> Ratio:
    ours, peer, count = timed(shared, REPEATS)
    what = f"page → awards of {count} labelled releases in a real page / trafilatura.extract of the same pages"
    return Ratio(what, "≤ 1", ours, peer)


def extraction_of_hostile_text() -> Ratio:
    """The kind of text that grows the most with its length."""
    took = timed_hostile()
    worst = max(took, key=lambda name: took[name][0] / took[name][1])
    slowest = max(took, key=lambda name: took[name][0])
    what = f"a megabyte of hostile text ({worst}; slowest {slowest}, {took[slowest][0]:.1f} s) / a part in {PARTS}"
    return Ratio(what, f"≤ {2 * PARTS}", [took[worst][0]], [took[worst][1]])


def marts_of_a_million_awards(data: Path) -> Iterator[Ratio]:
    """dbt against its own SQL in DuckDB alone, once each; and the seconds of the questions in warehouse/README.md."""
    warehouse, bare = data / "dbt" / "warehouse.duckdb", data / "bare" / "warehouse.duckdb"
    warehouse.parent.mkdir()
    bare.parent.mkdir()
    fill(warehouse, SYNTHETIC_AWARDS)
    ours = timed_build(warehouse)
    shutil.copy(warehouse, bare)
    peer = timed_bare(bare, warehouse.parent / "target" / "manifest.json")
    what = f"dbt build over {SYNTHETIC_AWARDS:,} synthetic awards / the same SQL bare in DuckDB"
    yield Ratio(what, "≤ 2", [ours], [peer])
    yield Ratio("a question of warehouse/README.md there / a second", "≤ 0.1", timed_questions(warehouse), [1.0])


def whole_crawl_step(data: Path) -> Ratio:
    """Pages a second of ours against Scrapy's; bare fetching is told beside it."""
    took = crawl_step(data, REPEATS)
    bare = statistics.median(took["bare"])
    what = f"Scrapy with its gzip cache / whole crawl step of {PAGES} pages (bare fetching {bare:.2f} s)"
    return Ratio(what, "≥ 1.5", took["scrapy"], took["ours"])


def pages_a_second(data: Path, shared: Path) -> list[Ratio]:
    """Archived pages of a real template, one in ten with awards: peers get the same bytes."""
    took = against_peers(data / "read", shared, REPEATS)
    shared_out = over_two_processes(data / "shared_out", shared, REPEATS)
    ours = f"read, parse and extract {READ} archived pages"
    return [
        Ratio(f"trafilatura.extract / {ours}", "≥ 5", took["trafilatura"], took["ours"]),
        Ratio(f"Beautiful Soup's tree of the whole page / {ours}", "≥ 4", took["beautifulsoup"], took["ours"]),
        Ratio(f"{SHARED_OUT} pages by one process / by two", "≥ 1.7", shared_out["one"], shared_out["two"]),
    ]


def load_of_a_million_awards(data: Path) -> Ratio:
    """Both from pages that are read already; the peer inserts the same rows and does nothing else."""
    ours, peer = (
        timed_load(data / "load.duckdb", SYNTHETIC_AWARDS),
        timed_insert(data / "bare.duckdb", SYNTHETIC_AWARDS),
    )
    return Ratio(f"bare Arrow insert / load of {SYNTHETIC_AWARDS:,} awards with their rows", "≥ 0.6", [peer], [ours])


def rebuild_of_many_pages(data: Path, shared: Path) -> Iterator[Ratio]:
    """From the archive to raw, in processes of their own: time a page, and the most memory that any of them took."""
    few, many = (rebuilt(data / f"rebuild{count}", shared, count) for count in REBUILT)
    what = f"a page of a rebuild of {REBUILT[1]:,}, two processes / of {REBUILT[0]:,}"
    yield Ratio(what, "≤ 1.15", [many.seconds / REBUILT[1]], [few.seconds / REBUILT[0]])
    what = f"most memory of a rebuild of {REBUILT[1]:,} pages, MB / 1 GiB (of {REBUILT[0]:,}: {few.megabytes:.0f} MB)"
    yield Ratio(what, "≤ 1", [many.megabytes], [1024])


def measures(data: Path, shared: Path | None) -> Iterator[Ratio]:
    """Every row of the table, as soon as it is measured."""
    yield extract_from_the_shell(data)
    yield extraction_of_hostile_text()
    if shared is not None:
        yield extraction_of_labelled_releases(shared)
        yield from pages_a_second(data, shared)
    yield whole_crawl_step(data)
    yield from run_with_nothing_new(data)
    yield load_of_a_million_awards(data)
    yield from marts_of_a_million_awards(data)
    if shared is not None:
        yield from rebuild_of_many_pages(data, shared)


def main() -> None:
    shared: Path | None = Path(os.environ.get("KLYNGEKRONER_SHARED", REPOSITORY.parent / "shared"))
    if not shared or not shared.is_dir():
        print(f"bench: no labelled releases and real pages at {shared}, nothing is read; set KLYNGEKRONER_SHARED")
        shared = None
    report = REPOSITORY / "build" / "bench.json"
    report.parent.mkdir(exist_ok=True)
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for ratio in measures(Path(folder), shared):
            rows.append(asdict(ratio) | {"ratio": ratio.ratio})
            report.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
            ours, peer = statistics.median(ratio.ours), statistics.median(ratio.peer)
            runs = f"{len(ratio.ours)} runs each" if len(ratio.ours) > 1 else "one run"
            print(f"{ratio.what}: {ratio.ratio:.2f} (bar {ratio.bar}; {ours:.4g} / {peer:.4g}, {runs})", flush=True)
    print(f"written: {report.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()
