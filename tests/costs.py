"""What the pipeline costs and where one machine ends: reckoned and simulated from the unit costs in docs/COSTS.md.

``python -m tests.costs`` writes the tables below the unit costs anew; tests/test_costs.py holds the page to them. Unit
costs are measured by ``make bench`` and written into the page by hand, with the day and the machine.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "COSTS.md"
SIZES = (10**6, 10**8, 10**9)  # pages
MARK = "<!-- reckoned by tests/costs.py from the unit costs above -->"
_UNIT = re.compile(r"^\| (?P<what>[^|]+?) \| (?P<value>[\d.]+) \| (?P<unit>[^|]+?) \| `(?P<name>\w+)` \|", re.MULTILINE)
HOUR, DAY = 3600, 86_400
PARTS = 20  # of what a host has

Units = Mapping[str, float]


@dataclass(frozen=True)
class Limit:
    """A resource of one machine, how many pages use it up, and what comes in its place then."""

    what: str
    pages: float
    then: str


def limits(of: Units) -> list[Limit]:
    """Of one machine, the nearest first."""
    night = 8 * HOUR
    stored = of["warc_kb"] + of["index_kb"] + of["raw_kb"]
    told = [
        Limit(
            "a month of asking two hosts politely",
            2 * 30 * DAY / of["delay_s"],
            "captures in bulk (`klyngekroner import`, Common Crawl by byte ranges), or a dump from the publisher",
        ),
        Limit(
            "the disk",
            of["disk_gb"] * 10**6 / stored,
            "WARC files on shared or object storage, read where they lie",
        ),
        Limit(
            "half the memory, for the archive's index",
            of["memory_gb"] / 2 * 10**6 / of["entry_kb"],
            "the sorted CDXJ on disk with a directory of its blocks, as web archives keep it, or Parquet",
        ),
        Limit(
            "a night of reading all pages anew",
            night * of["cores"] * 1000 / of["read_ms"],
            "workers that take batches of WARC files ([SCALE.md](SCALE.md)): reading has no state",
        ),
        Limit(
            "a night of loading by one writer",
            night * 1000 / of["load_ms"],
            "DuckLake with its catalog in Postgres: each worker writes files of its own",
        ),
        Limit(
            "a night of building all marts whole",
            night * 10**6 / of["award_us"] / of["awards_a_page"],
            "marts built by year: closed years move only by a named cause",
        ),
    ]
    return sorted(told, key=lambda limit: limit.pages)


def units() -> Units:
    """name → value, from the first table of the page."""
    return {match["name"]: float(match["value"]) for match in _UNIT.finditer(PAGE.read_text(encoding="utf-8"))}


def crawl_days(pages: float, hosts: int, delay: float, *, failing: float = 0.01, seed: int = 1) -> float:
    """Days until the last of ``hosts`` has given its pages, a thread a host.

    Simulated in twenty parts a host: the second host has half of what the first has, the third a third; delays vary as
    jitter makes them, and a share of the requests fails and is asked again.
    """
    chance = random.Random(seed)
    whole = sum(1 / rank for rank in range(1, hosts + 1))
    ends = []
    for rank in range(1, hosts + 1):
        part = pages / rank / whole / PARTS
        ends.append(
            sum(part * (1 + chance.uniform(0.5, 1.5) * failing) * delay * chance.uniform(1, 1.1) for _ in range(PARTS))
        )
    return max(ends) / DAY


def reckoned(of: Units) -> str:
    """The tables below the unit costs."""
    rows: list[tuple[str, Callable[[float], str]]] = [
        ("asking 2 hosts", lambda n: _days(crawl_days(n, 2, of["delay_s"]))),
        ("asking 200 hosts", lambda n: _days(crawl_days(n, 200, of["delay_s"]))),
        ("archive", lambda n: _bytes(n * of["warc_kb"] * 1000)),
        ("index in memory", lambda n: _bytes(n * of["entry_kb"] * 1000)),
        ("opening the archive", lambda n: _time(n * of["open_us"] / 10**6)),
        (f"reading all of it, {of['cores']:.0f} cores", lambda n: _time(n * of["read_ms"] / 1000 / of["cores"])),
        ("reading all of it, 100 cores", lambda n: _time(n * of["read_ms"] / 1000 / 100)),
        ("loading it, one writer", lambda n: _time(n * of["load_ms"] / 1000)),
        ("raw tables", lambda n: _bytes(n * of["raw_kb"] * 1000)),
        ("building the marts", lambda n: _time(n * of["awards_a_page"] * of["award_us"] / 10**6)),
    ]
    lines = [
        "| | " + " | ".join(f"10^{len(str(size)) - 1} pages" for size in SIZES) + " |",
        "|---|" + "---|" * len(SIZES),
    ]
    lines += ["| " + " | ".join([what, *(cost(size) for size in SIZES)]) + " |" for what, cost in rows]
    lines += ["", "What breaks first on one machine, in the order of the number of pages at which it does:", ""]
    lines += ["| what runs out | at about | what replaces it |", "|---|---|---|"]
    lines += [f"| {limit.what} | {_count(limit.pages)} pages | {limit.then} |" for limit in limits(of)]
    return "\n".join(lines)


def page_with(tables: str) -> str:
    """The whole page, its reckoned part replaced."""
    head, _, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    return f"{head}{MARK}\n\n{tables}\n"


def _two_digits(value: float) -> str:
    return f"{float(f'{value:.2g}'):,.10g}".replace(",", " ")


def _count(value: float) -> str:
    return f"{_two_digits(value / 10**6)} million" if value >= 10**6 else _two_digits(value)


def _bytes(value: float) -> str:
    for unit, size in (("PB", 10**15), ("TB", 10**12), ("GB", 10**9)):
        if value >= size:
            return f"{_two_digits(value / size)} {unit}"
    return f"{_two_digits(value / 10**6)} MB"


def _time(seconds: float) -> str:
    if seconds >= 2 * DAY:
        return _days(seconds / DAY)
    return f"{_two_digits(seconds / HOUR)} h" if seconds >= HOUR else f"{_two_digits(seconds / 60)} min"


def _days(days: float) -> str:
    return f"{_two_digits(days / 365)} years" if days >= 730 else f"{_two_digits(days)} days"


if __name__ == "__main__":
    PAGE.write_text(page_with(reckoned(units())), encoding="utf-8")
