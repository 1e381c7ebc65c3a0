"""Reference data that are wrong: named checks fail with their remedy, nothing is published, the last snapshot stays."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest

from tests.conftest import REPOSITORY
from warehouse.publish import publish

# Dagster uses names of its own that it has deprecated, and dbt a library that says so at import
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def append(path: Path, line: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + f"\n{line}\n", encoding="utf-8")


@pytest.fixture
def refresh(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Builds and publishes with a copy of the project, in a site of its own; returns what the run failed on."""
    for folder in ("dbt_project", "scrapers/reference"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder, ignore=shutil.ignore_patterns("target", "logs"))
    monkeypatch.setattr("pipelines.dbt.DBT_FOLDER", tmp_path / "dbt_project")
    monkeypatch.setattr("pipelines.dbt.SEED_FOLDER", tmp_path / "scrapers" / "reference")
    monkeypatch.setenv("KLYNGEKRONER_DATA_DIR", str(tmp_path / "data"))
    site = tmp_path / "data" / "live"
    site.mkdir(parents=True)
    shutil.copy(built, site / "warehouse.duckdb")

    def run() -> list[str]:
        from pipelines.definitions import defs

        project = defs()
        graph = project.resolve_asset_graph()
        left_out = {"archive", "raw", "history"}
        chosen = [
            key for key in graph.get_all_asset_keys() if key.path[0] not in left_out and key.path[-1] != "verdict"
        ]
        job = project.resolve_job_def("refresh")
        with dg.DagsterInstance.ephemeral() as instance:
            result = job.execute_in_process(instance=instance, asset_selection=chosen, raise_on_error=False)
        failed = [event.step_failure_data for event in result.all_events if event.is_step_failure]
        assert not result.success
        assert [data.user_failure_data is not None for data in failed] == [True]
        return (failed[0].user_failure_data.description or "").splitlines()  # type: ignore[union-attr]

    return run


def test_what_is_wrong_is_named_with_its_remedy_and_nothing_is_published(
    refresh: Callable[[], list[str]], tmp_path: Path
) -> None:
    site = tmp_path / "data" / "live"
    first = publish(site / "warehouse.duckdb", site, "live")
    reference = tmp_path / "scrapers" / "reference"
    append(reference / "clusters.csv", "ny,Ny klynge,NCE Eyde,,,,,,")
    append(reference / "ministries.csv", "nfd,Nærings- og fiskeridepartementet,,,NFD,,2020-01-01,,,,,")
    append(reference / "cluster_levels.csv", "finnes_ikke,Ingen,NCE,2020,admitted,")
    append(tmp_path / "dbt_project" / "seeds" / "control_totals.csv", "2024,ukjent_program,1,total frame,state,x,")
    append(reference / "counties.csv", "57,Nytt fylke,,2027-02-31,,,,x")
    told = refresh()
    assert [line for line in told if line.startswith("seed counties: got") and "counties.csv" in line], told
    assert [line for line in told if "an_alias_names_one_recipient: got 1 rows" in line and "clusters.csv" in line]
    assert [line for line in told if "a_ministry_has_one_name_a_day" in line and "ministries.csv" in line]
    assert [line for line in told if "a_level_is_of_a_known_cluster" in line and "cluster_levels.csv" in line]
    assert [line for line in told if "a_control_total_is_of_a_known_programme" in line and "control_totals.csv" in line]
    assert told[-1] == "nothing published: the last snapshot stays"
    assert (site / "published").resolve() == first.folder
