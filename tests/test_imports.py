"""The street runs one way: a lower floor never imports an upper one, and heavy rooms stay shut until needed."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

FLOORS = {"scrapers": 0, "warehouse": 1, "pipelines": 2, "tests": 3}

# Within scrapers: what a room may use of the other rooms.
ROOMS = {
    "model": set(),
    "clock": {"model", "settings"},
    "settings": {"model"},
    "causes": set(),
    "dates": {"model"},
    "language": {"model"},
    "reference": {"model"},
    "awards": {"model", "dates", "language", "reference", "sources.text"},
    "sources": {"model", "dates", "language", "reference"},
    "probe": {"model", "settings", "clock", "sources", "crawl"},
    "record": {"model", "awards"},
    "crawl": {"model", "settings", "clock", "sources"},
    "history": {"model", "settings", "clock", "sources", "crawl"},
    "documents": {"model", "awards", "sources", "crawl.given", "record"},
    "parse": {"model", "awards", "sources", "crawl", "reference"},
    "batches": {"model", "sources", "crawl", "parse"},
}

ONLY_HERE = {"httpx": "scrapers/crawl/fetch.py", "duckdb": "warehouse/"}


def modules() -> Iterator[Path]:
    for floor in FLOORS:
        yield from sorted((REPOSITORY / floor).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; name the package"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_floor_imports_an_upper_one() -> None:
    wrong = [
        f"{path.relative_to(REPOSITORY)} imports {name}"
        for path in modules()
        for name in imports(path)
        if FLOORS.get(name.partition(".")[0], -1) > FLOORS[path.relative_to(REPOSITORY).parts[0]]
    ]
    assert wrong == []


def test_rooms_of_scrapers_use_only_the_rooms_below() -> None:
    wrong = []
    for path in sorted((REPOSITORY / "scrapers").rglob("*.py")):
        room = path.relative_to(REPOSITORY / "scrapers").with_suffix("").parts[0]
        if room == "__init__":
            continue
        assert room in ROOMS, f"scrapers/{room} is a new room: say in ROOMS what it may use"
        for name in imports(path):
            if not name.startswith("scrapers."):
                continue
            used = name.removeprefix("scrapers.")
            allowed = ROOMS[room] | {room}
            if not any(used == a or used.startswith(f"{a}.") or a.startswith(f"{used}.") for a in allowed):
                wrong.append(f"{path.relative_to(REPOSITORY)} imports {name}")
    assert wrong == []


@pytest.mark.parametrize(("library", "home"), ONLY_HERE.items())
def test_a_library_with_side_effects_has_one_home(library: str, home: str) -> None:
    users = [
        str(path.relative_to(REPOSITORY))
        for path in modules()
        if path.relative_to(REPOSITORY).parts[0] != "tests"
        and any(name.partition(".")[0] == library for name in imports(path))
    ]
    assert users, f"nobody imports {library}"
    assert [user for user in users if not user.startswith(home)] == []


def test_extract_loads_neither_dagster_nor_dbt_nor_duckdb() -> None:
    program = (
        "import sys; sys.argv = ['klyngekroner', 'extract', '--help']\n"
        "from pipelines import cli\n"
        "import scrapers.documents, scrapers.record\n"
        "heavy = {'dagster', 'dbt', 'duckdb', 'httpx', 'pydantic'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=REPOSITORY)
