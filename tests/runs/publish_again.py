"""``klyngekroner publish --snapshot``: back to a snapshot that is kept, and forward again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.dbt_build import build_marts, load_pages
from tests.readings import Told, release_page, verdict_of
from tests.sample_run import klyngekroner
from tests.test_operate import flip
from warehouse.database import writer
from warehouse.publish import publish


def test_publish_goes_back_to_a_kept_snapshot_and_only_to_a_whole_one(tmp_path: Path) -> None:
    site = tmp_path / "sample"
    site.mkdir()
    warehouse = site / "warehouse.duckdb"
    load_pages(
        warehouse, [release_page("en", Told("Alfa", 5_000_000), on=date(2024, 3, 1))], [verdict_of("regjeringen")]
    )
    build_marts(warehouse, is_checked=False)
    first = publish(warehouse, site, "sample").snapshot_id
    with writer(warehouse) as connection:
        connection.execute("update marts.awards set amount_nok = 6000000")
        connection.execute("update marts.funding_by_year set amount_nok = 6000000 where amount_nok > 0")
    second = publish(warehouse, site, "sample").snapshot_id
    assert first != second

    unknown = klyngekroner("publish", "--snapshot", "2020-01-01-000000000000", data=tmp_path)
    assert unknown.returncode == 2
    assert unknown.stderr.splitlines()[1:] == [f"  {second}  (published)", f"  {first}"]

    back = klyngekroner("publish", "--snapshot", first, data=tmp_path)
    assert (back.returncode, (site / "published").readlink().name) == (0, first), back.stderr
    flip(site / "snapshots" / second / "parquet" / "awards.parquet", 50)
    damaged = klyngekroner("publish", "--snapshot", second, data=tmp_path)
    assert (damaged.returncode, (site / "published").readlink().name) == (1, first)
    assert "awards.parquet" in damaged.stderr

    forward = klyngekroner("publish", data=tmp_path)
    assert (forward.returncode, (site / "published").readlink().name) == (0, second), forward.stderr
