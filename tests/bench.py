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
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.bench_crawl import PAGES, crawl_step
from tests.bench_extract import PARTS, timed, timed_hostile
from tests.conftest import REPOSITORY
from tests.synthetic import fill, timed_bare, timed_build, timed_questions

BIN = Path(sys.executable).parent
REPEATS = 3
SYNTHETIC_AWARDS = 1_000_000  # a hundred times the real number


@dataclass(frozen=True)
class Ratio:
    what: str
    bar: str
    ours_seconds: list[float]
    peer_seconds: list[float]

    @property
    def ratio(self) -> float:
        return statistics.median(self.ours_seconds) / statistics.median(self.peer_seconds)


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


def marts_of_a_million_awards(data: Path) -> tuple[Ratio, list[float]]:
    """dbt against its own SQL in DuckDB alone, once each; and the seconds of the questions in warehouse/README.md."""
    warehouse, bare = data / "dbt" / "warehouse.duckdb", data / "bare" / "warehouse.duckdb"
    warehouse.parent.mkdir()
    bare.parent.mkdir()
    fill(warehouse, SYNTHETIC_AWARDS)
    ours = timed_build(warehouse)
    shutil.copy(warehouse, bare)
    peer = timed_bare(bare, warehouse.parent / "target" / "manifest.json")
    what = f"dbt build over {SYNTHETIC_AWARDS:,} synthetic awards / the same SQL bare in DuckDB"
    return Ratio(what, "≤ 2", [ours], [peer]), timed_questions(warehouse)


def whole_crawl_step(data: Path) -> Ratio:
    """Pages a second of ours against Scrapy's; bare fetching is told beside it."""
    took = crawl_step(data, REPEATS)
    bare = statistics.median(took["bare"])
    what = f"Scrapy with its gzip cache / whole crawl step of {PAGES} pages (bare fetching {bare:.2f} s)"
    return Ratio(what, "≥ 1.5", took["scrapy"], took["ours"])


def main() -> None:
    shared = Path(os.environ.get("KLYNGEKRONER_SHARED", REPOSITORY.parent / "shared"))
    ratios = [extraction_of_hostile_text()]
    if shared.is_dir():
        ratios.append(extraction_of_labelled_releases(shared))
    else:
        print(f"bench: no labelled releases at {shared}, extraction of pages is not measured; set KLYNGEKRONER_SHARED")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        marts, questions = marts_of_a_million_awards(data)
        ratios += [extract_from_the_shell(data), whole_crawl_step(data), *run_with_nothing_new(data), marts]
    print(f"questions of warehouse/README.md there: median {statistics.median(questions):.3f} s (bar ≤ 0.1 s)")
    for ratio in ratios:
        ours, peer = statistics.median(ratio.ours_seconds), statistics.median(ratio.peer_seconds)
        times = f"{ours:.2f} s / {peer:.2f} s, {len(ratio.ours_seconds)} runs each"
        print(f"{ratio.what}: {ratio.ratio:.2f} (bar {ratio.bar}; {times})")
    report = REPOSITORY / "build" / "bench.json"
    report.parent.mkdir(exist_ok=True)
    rows: list[dict[str, Any]] = [asdict(ratio) | {"ratio": ratio.ratio} for ratio in ratios]
    rows.append({"what": "questions of warehouse/README.md", "bar": "≤ 0.1 s", "seconds": questions})
    report.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"written: {report.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()
