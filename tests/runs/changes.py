"""changes.csv: what became of each award since the snapshot before, and why."""

from __future__ import annotations

import csv
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.dbt_build import build_marts, load_pages
from tests.readings import Told, release_page, verdict_of
from warehouse.database import writer
from warehouse.publish import publish


@pytest.fixture(scope="module")
def later(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger a day later: one page more, one found in an archive, one edited, one that tells the same money."""
    path = tmp_path_factory.mktemp("later") / "warehouse.duckdb"
    shutil.copy(built, path)
    told = [
        release_page("ny", Told("Ny AS", 150_000), on=date(2025, 10, 16)),
        release_page("funnet", Told("Funnet AS", 90_000), on=date(2019, 3, 1), archive="wayback"),
        release_page("chi", Told("Chi", 310_000), on=date(2024, 10, 12), captured=datetime(2025, 10, 16, tzinfo=UTC)),
        release_page("phi-tidligere", Told("Phi", 400_000), on=date(2025, 9, 1), source="innovasjonnorge"),
    ]
    fresh = [
        verdict_of("regjeringen", listed_on=date(2025, 10, 16)),
        verdict_of("innovasjonnorge", listed_on=date(2025, 10, 16)),
    ]
    load_pages(path, told, fresh)
    build_marts(path, is_checked=False)
    return path


def changes(folder: Path) -> list[tuple[str, ...]]:
    with (folder / "changes.csv").open(encoding="utf-8", newline="") as file:
        return sorted(
            (row["change"], row["cause"], row["recipient"], row["amount_nok_before"], row["amount_nok"],
             row["standing_before"], row["standing"])
            for row in csv.DictReader(file)
        )  # fmt: skip


def change(warehouse: Path, *sql: str) -> None:
    with writer(warehouse) as connection:
        for one in sql:
            connection.execute(one)


def test_pages_that_came_are_the_cause_also_of_what_they_did_to_others(
    built: Path, later: Path, tmp_path: Path
) -> None:
    assert changes(publish(built, tmp_path, "sample").folder) == [], "the first snapshot has none before it"
    report = publish(later, tmp_path, "sample")
    assert changes(report.folder) == [
        ("added", "back-filled page", "Funnet AS", "", "90000.00", "", "counted"),
        ("added", "back-filled page", "Phi", "", "400000.00", "", "counted"),
        ("added", "edited page", "Chi", "", "310000.00", "", "counted"),
        ("added", "new page", "Ny AS", "", "150000.00", "", "counted"),
        ("changed", "back-filled page", "Phi", "400000.00", "400000.00", "counted", "told_before"),
        ("changed", "edited page", "Chi", "300000.00", "300000.00", "counted", "superseded"),
    ]
    assert report.changes == 6


def test_what_is_taken_down_is_named_no_more_not_even_as_a_change(built: Path, tmp_path: Path) -> None:
    before = publish(built, tmp_path, "sample").folder
    path = Path(shutil.copy(built, tmp_path / "warehouse.duckdb"))
    where = "where release_id = (select release_id from marts.awards where recipient = 'Phi')"
    change(
        path,
        f"insert into seeds.takedown select url, 'asked for', date '2025-10-16' from marts.releases {where} limit 1",
        f"delete from marts.releases {where}",
        "update marts.funding_by_year set amount_nok = amount_nok - 400000 where year = 2025",
        "delete from marts.awards where recipient = 'Phi'",
    )
    after = publish(path, tmp_path, "sample").folder
    assert after != before
    assert changes(after) == [("removed", "takedown", "", "400000.00", "", "counted", "")]
    assert "phi" not in (after / "changes.csv").read_text(encoding="utf-8").lower()


CORRECTED = (
    "update marts.awards set amount_nok = 400001 where recipient = 'Phi'",
    "update marts.funding_by_year set amount_nok = amount_nok + 1 where year = 2025",
)


@pytest.mark.parametrize(
    ("cause", "sql"),
    [
        ("code", ["update raw.pages set code_digest = 'code-2'", *CORRECTED]),
        (
            "correction",
            [
                "insert into seeds.corrections (release_id, quote) values ('regjeringen:phi', 'Phi')",
                "update raw.pages set code_digest = 'code-2'",
                *CORRECTED,
            ],
        ),
        (
            "reference data",
            [
                "update seeds.clusters set region = 'Agder' where cluster_id = 'eyde'",
                "update marts.awards set county_now = 'Agder' where recipient = 'Phi'",
            ],
        ),
    ],
)
def test_without_another_page_the_cause_is_what_else_is_other(
    built: Path, tmp_path: Path, cause: str, sql: list[str]
) -> None:
    warehouse = Path(shutil.copy(built, tmp_path / "warehouse.duckdb"))
    publish(warehouse, tmp_path, "sample")
    change(warehouse, *sql)
    report = publish(warehouse, tmp_path, "sample")
    assert [(row[0], row[1], row[2]) for row in changes(report.folder)] == [("changed", cause, "Phi")]
