"""A second run over what has not changed: nothing is fetched, built or published anew."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from tests.sample_run import SampleRun, klyngekroner
from tests.test_run import query


def test_a_second_run_fetches_nothing_new_and_publishes_the_same(sample_run: SampleRun, tmp_path: Path) -> None:
    data = sample_run.copy(tmp_path)
    before = (data / "sample" / "published").readlink()
    warehouse = data / "sample" / "warehouse.duckdb"
    beside = "('fetches', 'sources')"  # outcomes, as release_versions.last_captured_at is
    tables = f"select table_name from duckdb_tables() where schema_name = 'raw' and table_name not in {beside}"
    rows = "select * exclude (last_captured_at) from raw.{0} order by all"
    plain = "from raw.{0} order by all"
    wanted = {
        table: (rows if table == "release_versions" else plain).format(table) for (table,) in query(warehouse, tables)
    }
    held = {table: query(warehouse, sql) for table, sql in wanted.items()}
    assert len(held["release_versions"]) > 80
    fetched_sql = "select count(*) from raw.fetches where outcome = 'fetched' and channel <> 'robots'"
    fetched = query(warehouse, fetched_sql)
    again = (
        "select count(*) from raw.fetches join raw.pages using (url, payload_sha256) "
        "where kind = 'release' and outcome in ('same_bytes', 'not_modified')"
    )
    (known,) = query(warehouse, again)
    result = klyngekroner("run", "--site", "sample", data=data, KLYNGEKRONER_RECHECK_DAYS="0")
    assert result.returncode == 0, result.stderr
    assert (data / "sample" / "published").readlink() == before
    assert query(warehouse, fetched_sql) == fetched
    assert query(warehouse, again)[0][0] > known[0] + 8, "each release of the open year was asked for again"
    assert {table: query(warehouse, sql) for table, sql in wanted.items()} == held
    assert "marts · as before" in result.stderr
    assert "marts · models and tests" not in result.stderr
    with dg.DagsterInstance.from_config(str(data / "sample" / "dagster")) as instance:
        (last,) = instance.get_runs(limit=1)
        event = instance.get_latest_materialization_event(dg.AssetKey(["marts", "funding_by_year"]))
        checks = instance.all_logs(last.run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION)
    assert event is not None
    assert event.asset_materialization is not None
    told = {name: value.value for name, value in event.asset_materialization.metadata.items()}
    assert (event.run_id, told["built"], told["snapshot"]) == (last.run_id, False, before.name)
    assert told["why"] == "raw and the project are as they were"
    assert len(checks) > 50
