"""The same archive gives the same bytes, whenever and in whatever order its pages came."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.dbt_build import build_marts, load_pages
from tests.ledger import ledger, registers, verdicts
from tests.readings import fetch_of
from warehouse.database import writer
from warehouse.publish import BESIDE, TABLES, publish
from warehouse.registers import load_registers


def test_the_same_pages_give_the_same_bytes_whenever_and_in_whatever_order_they_came(
    built: Path, tmp_path: Path
) -> None:
    """The whole ledger, fetched three days later, each page seen again, loaded backwards and in two goes."""
    first = publish(built, tmp_path / "first", "sample")
    again = publish(built, tmp_path / "again", "sample")
    other = tmp_path / "other" / "warehouse.duckdb"
    other.parent.mkdir()
    late = timedelta(days=3)
    pages = [replace(p, page=replace(p.page, fetched_at=at + late)) for p in ledger() if (at := p.page.fetched_at)]
    newest = {page.page.url: page for page in sorted(pages, key=lambda p: str(p.page.fetched_at))}
    seen_again = [
        fetch_of(page, at=datetime(2025, 10, 13, tzinfo=UTC), outcome="same_bytes") for page in newest.values()
    ]
    load_pages(other, pages[:9], verdicts())
    load_pages(other, reversed(pages), verdicts(), fetches=[*map(fetch_of, pages), *seen_again])
    with writer(other) as connection:
        load_registers(connection, registers(other.parent))
    build_marts(other, is_checked=False)
    second = publish(other, other.parent, "sample")
    assert first.snapshot_id == again.snapshot_id == second.snapshot_id
    for file in (*TABLES, *BESIDE):
        one = (first.folder / file).read_bytes()
        assert one == (again.folder / file).read_bytes() == (second.folder / file).read_bytes(), file
    assert (second.folder / "manifest.json").read_bytes() == (first.folder / "manifest.json").read_bytes()
