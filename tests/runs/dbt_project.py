"""The dbt project by dbt itself: its unit tests, its documents, and marts of nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.dbt_build import build_marts, dbt, load_pages, query
from warehouse.publish import MARTS


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> Path:
    """dbt opens a warehouse to write, also where it only reads."""
    return Path(shutil.copy(built, tmp_path))


def test_the_arithmetic_holds_on_few_rows(copied: Path) -> None:
    result = dbt("test", copied, "--select", "test_type:unit")
    assert result.returncode == 0, result.stdout
    assert "PASS=16" in result.stdout, result.stdout


def test_the_project_documents_itself_and_its_exposures_stand_on_every_mart(copied: Path) -> None:
    result = dbt("docs generate", copied)
    assert result.returncode == 0, result.stdout
    catalog = json.loads((copied.parent / "target" / "catalog.json").read_text(encoding="utf-8"))
    marts = {node["metadata"]["name"] for node in catalog["nodes"].values() if node["metadata"]["schema"] == "marts"}
    assert marts == set(MARTS)
    exposures = json.loads((copied.parent / "target" / "manifest.json").read_text(encoding="utf-8"))["exposures"]
    snapshot = exposures["exposure.klyngekroner.published_snapshot"]
    assert {node.rpartition(".")[2] for node in snapshot["depends_on"]["nodes"]} == set(MARTS)


def test_an_empty_warehouse_gives_empty_marts(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    load_pages(path, [], [])
    build_marts(path)
    assert query(path, "select count(*) from funding_by_year") == [(0,)]
    assert query(path, "select count(*) from coverage_by_year") == [(0,)]
