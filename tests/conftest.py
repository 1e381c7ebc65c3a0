"""What every test module may ask for: the shared facts and pages, when they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages, labelled releases and public suites; read in place, never copied."""
    path = Path(os.environ.get("KLYNGEKRONER_SHARED", REPOSITORY.parent / "shared"))
    if not path.is_dir():
        pytest.skip(f"no folder of real pages and labelled releases at {path}; set KLYNGEKRONER_SHARED")
    return path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The private warehouse of the hand-worked ledger, its marts built by dbt; read only."""
    from tests.dbt_build import build_marts, load_pages
    from tests.ledger import ledger, registers, verdicts
    from warehouse.database import writer
    from warehouse.registers import load_registers

    path = tmp_path_factory.mktemp("ledger") / "warehouse.duckdb"
    load_pages(path, ledger(), verdicts())
    with writer(path) as connection:
        load_registers(connection, registers(path.parent))
    build_marts(path)
    return path
