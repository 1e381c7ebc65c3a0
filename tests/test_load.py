"""Loading at the door: pages in, rows out, the same however often; a stale source keeps what was good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scrapers.model import Issue, ParsedPage
from scrapers.sources import load_sources
from tests.dbt_build import load_pages
from tests.readings import CODE, Told, fetch_of, parsed_page, release_page, verdict_of
from warehouse.database import WarehouseError, forget, reader, writer
from warehouse.load import is_known, load

FRESH = [verdict_of("regjeringen"), verdict_of("innovasjonnorge")]
STALE = [verdict_of("regjeringen", is_fresh=False, reason="got 0 links", listed_on=date(2025, 9, 30)), FRESH[1]]
DATED = date(2024, 5, 2)


def captured(day: int) -> datetime:
    return datetime(2025, 9, day, tzinfo=UTC)


def page(key: str, nok: int = 1_000_000, day: int = 1, **told: Any) -> ParsedPage:
    return release_page(key, Told("Alfa", nok), on=DATED, captured=captured(day), **told)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with reader(path) as connection:
        return connection.execute(sql).fetchall()


def everything(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    tables = ("sources", "fetches", "pages", "release_versions", "awards", "mentions", "issues")
    return {table: query(path, f"select * from raw.{table} order by all") for table in tables}


def test_loading_the_same_again_changes_nothing(path: Path) -> None:
    pages = [page("en"), page("to", issues=(Issue("odd", "look at it"),))]
    first = load_pages(path, pages, FRESH)
    before = everything(path)
    second = load_pages(path, pages, FRESH)
    assert (first.new_releases, second.new_releases, second.unchanged_releases) == (2, 0, 2)
    assert everything(path) == before
    assert {table: len(rows) for table, rows in before.items()} == {
        "sources": 2, "fetches": 2, "pages": 2, "release_versions": 2, "awards": 2, "mentions": 2, "issues": 1,
    }  # fmt: skip


def test_the_order_in_which_pages_come_does_not_matter(path: Path, tmp_path: Path) -> None:
    pages = [page("en"), page("en", 2_000_000, day=2), page("to"), page("to", day=3)]
    load_pages(path, pages, FRESH)
    other = tmp_path / "other.duckdb"
    for one in reversed(pages):
        load_pages(other, [one], FRESH)
    load_pages(other, [], FRESH, fetches=[fetch_of(one) for one in pages])
    assert everything(other) == everything(path)


def test_amounts_finer_than_an_ore_are_rounded_to_one(path: Path) -> None:
    one = page("en")
    assert one.reading is not None
    finer = tuple(replace(award, amount_nok=Decimal("1000.005")) for award in one.reading.awards)
    load_pages(path, [replace(one, reading=replace(one.reading, awards=finer))], FRESH)
    assert query(path, "select amount_nok from raw.awards") == [(Decimal("1000.00"),)]


def test_an_edited_release_is_two_versions_and_the_last_captured_is_current(path: Path) -> None:
    load_pages(path, [page("en", 1_000_000, day=1)], FRESH)
    report = load_pages(path, [page("en", 1_250_000, day=2)], FRESH)
    assert (report.new_releases, report.changed_releases) == (0, 1)
    versions = "select version_number, is_current, sum_nok from raw.release_versions order by version_number"
    assert query(path, versions) == [(1, False, 1_000_000), (2, True, 1_250_000)]


def test_a_page_read_by_other_code_replaces_what_was_read_before(path: Path) -> None:
    load_pages(path, [page("en", 1_000_000, payload="the same bytes")], FRESH)
    load_pages(path, [page("en", 7_000_000, payload="the same bytes")], FRESH, code="code-2")
    assert query(path, "select amount_nok from raw.awards") == [(7_000_000,)]
    assert query(path, "select code_digest, count(*) from raw.pages group by all") == [("code-2", 1)]


def test_what_is_known_is_what_this_code_has_read(path: Path) -> None:
    read = page("en")
    load_pages(path, [read], FRESH)
    with writer(path) as connection:
        key = (read.page.payload_sha256, read.page.url)
        assert is_known(connection, CODE)(*key)
        assert not is_known(connection, "code-2")(*key)
        assert not is_known(connection, CODE)("other", read.page.url)


def test_new_pages_of_a_stale_source_are_kept_out_and_its_last_good_rows_stay(path: Path) -> None:
    load_pages(path, [page("en")], FRESH)
    report = load_pages(path, [page("en", 9, day=3), page("to"), page("tre", source="innovasjonnorge")], STALE)
    assert report.kept_out == {"regjeringen": 2}
    assert "regjeringen (stale): 2 pages" in str(report.metadata("awards")["kept out"])
    loaded = query(path, "select release_id, amount_nok from raw.awards order by all")
    assert loaded == [("innovasjonnorge:tre", 1_000_000), ("regjeringen:en", 1_000_000)]
    told = "select source, is_fresh, stale_reason, listed_on from raw.sources order by 1"
    assert query(path, told) == [
        ("innovasjonnorge", True, None, date(2025, 10, 15)),
        ("regjeringen", False, "got 0 links", date(2025, 9, 30)),
    ]


def test_what_was_kept_out_comes_in_when_the_source_is_fresh_again(path: Path) -> None:
    load_pages(path, [page("en")], FRESH)
    load_pages(path, [page("to")], STALE)
    with writer(path) as connection:
        assert not is_known(connection, CODE)(page("to").page.payload_sha256, page("to").page.url)
    load_pages(path, [page("to")], FRESH)
    assert query(path, "select count(*) from raw.release_versions") == [(2,)]


def test_a_warehouse_built_anew_takes_of_a_stale_source_what_came_while_it_was_good(path: Path) -> None:
    late = release_page("sent", Told("Beta", 5), on=DATED, captured=datetime(2025, 10, 5, tzinfo=UTC))
    load_pages(path, [page("en"), late], STALE)
    assert query(path, "select release_id, is_current from raw.release_versions") == [("regjeringen:en", True)]


def test_good_rows_that_other_code_reads_anew_while_their_source_is_stale_stay_what_counts(path: Path) -> None:
    first, edited = page("en"), page("en", 9, day=3)
    load_pages(path, [first, edited], FRESH)
    told = "select version_number, is_current, is_live, is_gone, last_captured_at from raw.release_versions order by 1"
    before = query(path, told)
    assert [is_current for _, is_current, *_ in before] == [False, True]
    for code in ("code-2", "code-3"):
        with writer(path) as connection:
            report = load(connection, [first, edited], map(fetch_of, (first, edited)), STALE, code)
        assert report.kept_out == {}
        assert query(path, told) == before


def test_a_load_that_breaks_off_leaves_everything_as_it_was(path: Path) -> None:
    load_pages(path, [page("en")], FRESH)
    before = everything(path)

    def breaking() -> Iterator[ParsedPage]:
        yield page("to")
        raise KeyboardInterrupt

    with writer(path) as connection, pytest.raises(KeyboardInterrupt):
        load(connection, breaking(), [], FRESH, CODE)
    assert everything(path) == before


def test_a_page_that_is_gone_keeps_its_awards_and_says_so(path: Path) -> None:
    one = page("en")
    gone = fetch_of(one, at=datetime(2025, 10, 2, tzinfo=UTC), outcome="gone")
    load_pages(path, [one], FRESH, fetches=[fetch_of(one), gone])
    assert query(path, "select is_gone from raw.release_versions") == [(True,)]
    assert query(path, "select count(*) from raw.awards") == [(1,)]


def test_a_page_that_is_no_release_is_noted_with_its_issues(path: Path) -> None:
    changed = parsed_page(
        "https://www.regjeringen.no/ny/", kind="changed_layout", issues=(Issue("changed_layout", "no h1"),)
    )
    report = load_pages(path, [changed, page("en")], FRESH)
    assert query(path, "select kind, release_id from raw.pages order by 1") == [
        ("changed_layout", None),
        ("release", "regjeringen:en"),
    ]
    assert query(path, "select source, code, release_id from raw.issues") == [("regjeringen", "changed_layout", None)]
    assert report.metadata("issues") == {"rows": 1, "changed_layout": 1}


def test_sources_carry_the_publisher_that_they_name(path: Path) -> None:
    with writer(path) as connection:
        load(connection, [], [], FRESH, CODE, load_sources())
    load_pages(path, [], FRESH)
    told = query(path, "select source, publisher from raw.sources order by 1")
    assert told == [("innovasjonnorge", "Innovasjon Norge"), ("regjeringen", "Regjeringen")]


def test_every_raw_column_says_what_it_is(path: Path) -> None:
    load_pages(path, [], [])
    silent = "select table_name, column_name from duckdb_columns() where schema_name = 'raw' and comment is null"
    assert query(path, silent) == []


def test_tables_of_another_schema_are_made_anew(path: Path) -> None:
    load_pages(path, [page("en")], FRESH)
    with writer(path) as connection:
        connection.execute("update raw.schema_version set sha256 = 'older'")
    with writer(path) as connection:
        assert connection.execute("select count(*) from raw.pages").fetchall() == [(0,)]


def test_a_file_that_is_no_database_is_named_and_can_be_forgotten(path: Path) -> None:
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(WarehouseError, match="klyngekroner rebuild"), writer(path):
        pass
    forget(path)
    load_pages(path, [page("en")], FRESH)
    assert query(path, "select count(*) from raw.pages") == [(1,)]
