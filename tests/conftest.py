"""What every test module may ask for: the shared facts and pages, when they are at hand; one run on the sample site."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.sample_run import SampleRun, run_once

REPOSITORY = Path(__file__).resolve().parents[1]

# What tests write is thrown away: in memory, where there is room, nobody waits for a disk. A quarter of a run's time.
MEMORY, ROOM = Path("/dev/shm"), 2 * 1024**3
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


MadeOnce = Callable[[str], AbstractContextManager[Path]]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages, labelled releases and public suites; read in place, never copied."""
    path = Path(os.environ.get("KLYNGEKRONER_SHARED", REPOSITORY.parent / "shared"))
    if not path.is_dir():
        pytest.skip(f"no folder of real pages and labelled releases at {path}; set KLYNGEKRONER_SHARED")
    return path


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MadeOnce:
    """A folder by its name that all processes of the tests share; while one fills it the others wait."""
    root = tmp_path_factory.getbasetemp()
    root = root if worker_id == "master" else root.parent

    @contextmanager
    def folder_named(name: str) -> Iterator[Path]:
        folder = root / name
        folder.mkdir(exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder

    return folder_named


@pytest.fixture(scope="session")
def built(made_once: MadeOnce) -> Path:
    """The private warehouse of the hand-worked ledger, its marts built by dbt; read only."""
    from tests.dbt_build import build_marts, load_pages
    from tests.ledger import ledger, registers, verdicts
    from warehouse.database import writer
    from warehouse.registers import load_registers

    with made_once("ledger") as folder:
        path = folder / "warehouse.duckdb"
        if not path.exists():
            half = folder / "building" / path.name
            half.parent.mkdir(exist_ok=True)
            load_pages(half, ledger(), verdicts())
            with writer(half) as connection:
                load_registers(connection, registers(folder))
            build_marts(half)
            half.rename(path)
        return path


@pytest.fixture(scope="session")
def sample_run(made_once: MadeOnce) -> SampleRun:
    """One run on the sample site."""
    with made_once("sample-run") as folder:
        return run_once(folder)


@pytest.fixture(scope="session")
def snapshot(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the hand-worked ledger's snapshot, published once; read only."""
    from warehouse.publish import publish

    return publish(built, tmp_path_factory.mktemp("published"), "sample").folder
