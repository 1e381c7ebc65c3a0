"""The jobs beside the daily one, materialised on the sample site: a year of the past, another look at the open year."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines.defs.archive import archive
from pipelines.defs.history import captures
from pipelines.defs.tags import RECHECK
from pipelines.event_log import forget_old_runs
from pipelines.progress import LogProgress
from scrapers.clock import clock_for
from scrapers.crawl.archive import Archive
from scrapers.settings import Settings
from tests.site.samples import load_pages


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


def materialise(
    assets: list[dg.AssetsDefinition], settings: Settings, **options: Any
) -> tuple[dg.ExecuteInProcessResult, dict[str, dict[str, Any]]]:
    """The result, and each asset's metadata by its name."""
    resources = {"settings": settings, "progress": LogProgress()}
    result = dg.materialize(assets, resources=resources, raise_on_error=False, **options)
    told = {
        event.asset_key.path[-1]: {name: value.value for name, value in event.materialization.metadata.items()}
        for event in result.get_asset_materialization_events()
        if event.asset_key is not None
    }
    return result, told


def test_a_year_of_the_past_is_asked_for_and_no_other(settings: Settings) -> None:
    result, told = materialise([captures], settings, partition_key="2014")
    assert result.success
    assert any(" 0 new" not in line for line in told["captures"].values()), told
    with Archive.open(settings.archive_dir, clock_for(settings), read_only=True) as store:
        years = {fetch.attempted_at.year for fetch in store.fetches() if fetch.archive != "klyngekroner"}
    assert years == {2014}


def test_the_weekly_job_looks_again_at_the_open_year(settings: Settings) -> None:
    definitions = archive()
    assets = [one for one in definitions.assets or () if isinstance(one, dg.AssetsDefinition)]
    _, first = materialise(assets, settings)
    assert sum(one["new"] for one in first.values()) > 20
    tomorrow = settings.model_copy(update={"as_of": date(2025, 10, 16)})
    _, again = materialise(assets, tomorrow)
    assert sum(one["unchanged"] for one in again.values()) == 0
    _, week = materialise(assets, tomorrow, tags={RECHECK: "all"})
    assert sum(one["unchanged"] for one in week.values()) > 5
    assert sum(one["new"] + one["changed"] for one in week.values()) == 0


def test_each_source_tells_how_fresh_its_data_are_by_its_own_rhythm(settings: Settings) -> None:
    """Not how lately the asset ran: a source that tells of nothing new goes stale though it is read every day."""
    assets = [one for one in archive().assets or () if isinstance(one, dg.AssetsDefinition)]
    _, told = materialise(assets, settings)
    listed = ("article", "article_2018", "ntb")
    today, newest = date(2025, 10, 15), dict[str, date]()
    for name in ("innovasjonnorge", "regjeringen"):
        pages = [page for page in load_pages() if page.source == name and page.is_live and page.template in listed]
        newest[name] = max(page.date for page in pages if page.date and page.date <= today)
        assert told[name]["newest_release"] == str(newest[name])
        assert told[name]["silent_days"] == (today - newest[name]).days
        assert told[name]["longest_silence_days"] > told[name]["silent_days"]
        assert told[name]["stale_after_days"] == max(7, 2 * told[name]["longest_silence_days"])
    patience = {name: timedelta(days=one["stale_after_days"]) for name, one in told.items()}
    first, last = sorted(newest, key=lambda name: newest[name] + patience[name])
    later = newest[first] + patience[first] + timedelta(days=1)
    result, again = materialise(assets, settings.model_copy(update={"as_of": later}))
    checks = {check.asset_key.path[-1]: check for check in result.get_asset_check_evaluations()}
    assert (again[first]["newest_release"], again[first]["listed_on"]) == (str(newest[first]), str(today))
    assert not checks[first].passed
    assert f"the newest release is of {newest[first]}" in str(checks[first].description)
    assert str(checks[first].description).startswith(f"{first}: stale, last good data of {today}: ")
    assert checks[last].passed


def test_events_of_runs_beyond_the_last_are_forgotten_with_their_files(tmp_path: Path) -> None:
    @dg.asset(check_specs=[dg.AssetCheckSpec("is_well", asset="nothing")])
    def nothing() -> Iterator[dg.MaterializeResult[None]]:
        """A run of its own."""
        yield dg.MaterializeResult(check_results=[dg.AssetCheckResult(check_name="is_well", passed=True)])

    with dg.DagsterInstance.local_temp(tempdir=str(tmp_path)) as instance:
        runs = [dg.materialize([nothing], instance=instance).run_id for _ in range(4)]
        forget_old_runs(instance, 2)
        assert [run.run_id for run in instance.get_runs()] == [runs[3], runs[2]]
    folder = tmp_path / "history" / "runs"
    assert {path.stem for path in folder.glob("*.db")} == {"index", runs[2], runs[3]}
    with sqlite3.connect(folder / "index.db") as index:
        for table in ("event_logs", "asset_check_executions"):
            assert {run for (run,) in index.execute(f"select run_id from {table}")} == {runs[2], runs[3]}
    index.close()
