"""Snapshots at an analyst's door: what stands in them, that no run and no analyst ever waits for the other."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import REPOSITORY
from tests.dbt_build import build_marts, load_pages
from tests.readings import Told, release_page, verdict_of
from warehouse.database import WarehouseError, WarehouseLockedError, writer
from warehouse.publish import BESIDE, MARTS, TABLES, PublishReport, publish
from warehouse.snapshots import CHECKSUM, DATABASE, PublishError

PAGES = [
    release_page("en", Told("Alfa", 5_000_000, "Blå vekst"), Told("Beta", 700_000), on=date(2023, 2, 1)),
    release_page("to", Told("Alfa", 6_000_000), Told("Gamma", 800_000, status="review"), on=date(2024, 3, 1)),
    release_page("tre", Told("Delta", 1_000_000), on=date(2025, 4, 1), source="innovasjonnorge"),
]
VERDICTS = [verdict_of("regjeringen"), verdict_of("innovasjonnorge", listed_on=date(2025, 10, 14))]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "warehouse.duckdb"
    load_pages(path, PAGES, VERDICTS)
    build_marts(path, is_checked=False)
    return path


@pytest.fixture
def warehouse(small: Path, tmp_path: Path) -> Path:
    """A warehouse of its own for each test, in a site's folder."""
    path = tmp_path / "sample" / "warehouse.duckdb"
    path.parent.mkdir()
    return Path(shutil.copy(small, path))


def published(warehouse: Path, site: str = "sample") -> PublishReport:
    return publish(warehouse, warehouse.parent, site)


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def change(warehouse: Path, sql: str) -> None:
    with writer(warehouse) as connection:
        connection.execute(sql)


@contextmanager
def process_that_opens(path: Path, *, read_only: bool, sql: str = "select 1") -> Iterator[subprocess.Popen[str]]:
    """A process that holds ``path`` open, and answers ``sql`` once for each line it is sent."""
    program = (
        "import duckdb, sys\n"
        f"connection = duckdb.connect({str(path)!r}, read_only={read_only})\n"
        "print('open', flush=True)\n"
        "for line in sys.stdin:\n"
        f"    print(connection.execute({sql!r}).fetchone()[0], flush=True)\n"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        try:
            yield process
        finally:
            process.kill()


def answer_of(process: subprocess.Popen[str]) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_the_file_holds_the_marts_and_readme_in_main_and_nothing_else(warehouse: Path) -> None:
    report = published(warehouse)
    funding = warehouse.parent / "published" / "funding.duckdb"
    tables = query(funding, "select schema_name, table_name from duckdb_tables() order by all")
    assert tables == sorted(("main", table) for table in (*MARTS, "readme"))
    assert query(funding, "select count(*) from duckdb_views() where not internal") == [(0,)]
    silent = "select table_name, column_name from duckdb_columns() where comment is null and not internal"
    assert query(funding, silent) == []
    grain = "select table_name from duckdb_tables() where comment not like 'One row per %'"
    assert query(funding, grain) == []
    assert query(funding, "select recipient, amount_nok from awards order by announced_on, recipient") == [
        ("Alfa", 5_000_000),
        ("Beta", 700_000),
        ("Alfa", 6_000_000),
        ("Delta", 1_000_000),
    ]
    assert report.counted_nok == 12_700_000
    assert query(funding, "select recipient from review_queue") == [("Gamma",)]


def test_every_mart_of_the_project_is_published() -> None:
    models = {path.stem for path in (REPOSITORY / "dbt_project" / "models" / "marts").glob("*.sql")}
    assert models == set(MARTS)


def test_the_readme_says_which_site_what_to_cite_and_what_a_krone_is(warehouse: Path, tmp_path: Path) -> None:
    report = published(warehouse)
    told = dict(query(report.folder / "funding.duckdb", "select * from readme"))
    assert "Eksempeldata" in told["site"]
    assert told["cite"] == f"klyngekroner {report.snapshot_id} (Eksempeldata)"
    assert "not paid" in told["what a krone is here"]
    live = publish(warehouse, tmp_path / "live", "live")
    told = dict(query(live.folder / "funding.duckdb", "select * from readme"))
    assert "Eksempeldata" not in " ".join(told.values())
    assert told["cite"] == f"klyngekroner {live.snapshot_id}"
    assert live.snapshot_id != report.snapshot_id


def test_the_questions_of_the_analysts_readme_can_be_asked(warehouse: Path) -> None:
    funding = published(warehouse).folder / "funding.duckdb"
    text = (REPOSITORY / "warehouse" / "README.md").read_text(encoding="utf-8")
    questions = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    assert len(questions) == 10
    for question in questions:
        query(funding, question)
    listed = set(re.findall(r"^\| `(\w+)` \| ", text.partition("## Tables")[2].partition("##")[0], re.MULTILINE))
    assert listed == {*MARTS, "readme"}


def test_the_manifest_and_the_files_beside_it_say_the_same(warehouse: Path) -> None:
    report = published(warehouse)
    folder = warehouse.parent / "published"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["id"] == report.snapshot_id == folder.resolve().name
    assert (manifest["site"], manifest["as_of"], manifest["through_on"]) == ("sample", "2025-10-14", "2025-10-14")
    assert manifest["counted_nok"] == "12700000.00"
    assert manifest["reader"] == ["code-1"]
    assert {path.name for path in folder.iterdir()} == {DATABASE, CHECKSUM, "manifest.json", "parquet", "csv", *BESIDE}
    assert set(manifest["files"]) == {*TABLES, *BESIDE}
    for file, digest in manifest["files"].items():
        assert hashlib.sha256((folder / file).read_bytes()).hexdigest() == digest, file
    for table in MARTS:
        for function, kind in (("read_parquet", "parquet"), ("read_csv", "csv")):
            file = folder / kind / f"{table}.{kind}"
            count = query(folder / "funding.duckdb", f"select count(*) from {function}('{file}')")
            assert count == [(manifest["tables"][table]["rows"],)], file


def test_the_link_is_relative_so_that_the_folder_can_be_moved(warehouse: Path) -> None:
    report = published(warehouse)
    assert (warehouse.parent / "published").readlink() == Path("snapshots", report.snapshot_id)


def test_publishing_the_same_figures_again_rewrites_nothing(warehouse: Path) -> None:
    def files() -> dict[str, tuple[int, int]]:
        snapshots = warehouse.parent / "snapshots"
        return {str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns) for path in snapshots.glob("2*/**/*")}

    first = published(warehouse)
    link, before = (warehouse.parent / "published").lstat().st_ino, files()
    change(warehouse, "update raw.fetches set attempted_at = attempted_at + interval 3 day")
    second = published(warehouse)
    assert (first.is_new, second.is_new) == (True, False)
    assert second.snapshot_id == first.snapshot_id
    assert ((warehouse.parent / "published").lstat().st_ino, files()) == (link, before)


def test_other_figures_are_another_snapshot_and_the_earlier_one_is_kept(warehouse: Path) -> None:
    first = published(warehouse)
    change(warehouse, "update marts.releases set title = 'Ny tittel' where release_id = 'regjeringen:en'")
    second = published(warehouse)
    assert second.snapshot_id != first.snapshot_id
    assert first.folder.is_dir()
    assert (warehouse.parent / "published").resolve() == second.folder


@pytest.mark.parametrize("read_only", [True, False], ids=["read-only", "read-write"])
def test_an_analyst_with_the_file_open_does_not_hold_up_a_run_and_keeps_what_was_opened(
    warehouse: Path, read_only: bool
) -> None:
    published(warehouse)
    funding = warehouse.parent / "published" / "funding.duckdb"
    title = "select title from releases where release_id = 'regjeringen:en'"
    with process_that_opens(funding, read_only=read_only, sql=title) as analyst:
        assert answer_of(analyst) == "Tittel en"
        published(warehouse)
        change(warehouse, "update marts.releases set title = 'Ny tittel' where release_id = 'regjeringen:en'")
        published(warehouse)
        assert answer_of(analyst) == "Tittel en"
        assert query(funding, title) == [("Ny tittel",)]


def test_a_run_that_writes_does_not_hold_up_an_analyst(warehouse: Path) -> None:
    published(warehouse)
    with process_that_opens(warehouse, read_only=False):
        assert query(warehouse.parent / "published" / "funding.duckdb", "select count(*) from awards") == [(4,)]


def test_a_warehouse_that_another_process_writes_is_refused_by_its_name(warehouse: Path) -> None:
    first = published(warehouse)
    with process_that_opens(warehouse, read_only=False) as holder, pytest.raises(WarehouseLockedError) as refusal:
        published(warehouse)
    assert str(holder.pid) in str(refusal.value)
    assert (warehouse.parent / "published").resolve() == first.folder
    assert published(warehouse).snapshot_id == first.snapshot_id


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("update marts.awards set amount_nok = 1 where recipient = 'Beta'", "funding_by_year"),
        ("delete from marts.releases", "releases: got none"),
    ],
    ids=["sums that differ", "nothing where there was something"],
)
def test_a_snapshot_that_fails_its_verification_leaves_the_last_one(warehouse: Path, sql: str, named: str) -> None:
    first = published(warehouse)
    change(warehouse, sql)
    with pytest.raises(PublishError, match=named):
        published(warehouse)
    assert (warehouse.parent / "published").resolve() == first.folder
    assert [path.name for path in (warehouse.parent / "snapshots").glob("*[!k]")] == [first.snapshot_id]


def test_a_process_killed_while_it_builds_leaves_nothing_that_stays(warehouse: Path) -> None:
    leftover = warehouse.parent / "snapshots" / ".building-killed" / "parquet"
    leftover.mkdir(parents=True)
    report = published(warehouse)
    assert {path.name for path in (warehouse.parent / "snapshots").iterdir()} == {".lock", report.snapshot_id}


def test_a_damaged_snapshot_is_built_again(warehouse: Path) -> None:
    first = published(warehouse)
    (first.folder / "funding.duckdb").unlink()
    second = published(warehouse)
    assert (second.snapshot_id, second.is_new) == (first.snapshot_id, True)
    assert query(first.folder / "funding.duckdb", "select count(*) from awards") == [(4,)]
    assert {path.name for path in first.folder.parent.iterdir()} == {".lock", first.snapshot_id}


def test_the_last_thirty_and_the_last_of_each_year_are_kept(warehouse: Path) -> None:
    snapshots = warehouse.parent / "snapshots"
    names = [f"{year}-{month:02}-01-{0:012x}" for year in (2021, 2022, 2023, 2024) for month in range(1, 13)]
    for name in names:
        (snapshots / name).mkdir(parents=True)
    (snapshots / "notes").mkdir()
    report = published(warehouse)
    expected = {"2021-12-01-000000000000", *names[-29:], report.snapshot_id}
    assert {path.name for path in snapshots.glob("2*")} == expected
    assert set(report.removed) == set(names) - expected
    assert (snapshots / "notes").is_dir()


def test_a_folder_where_the_link_should_be_is_named_and_left_alone(warehouse: Path) -> None:
    (warehouse.parent / "published" / "mine").mkdir(parents=True)
    with pytest.raises(PublishError, match="published is a folder"):
        published(warehouse)
    assert (warehouse.parent / "published" / "mine").is_dir()


def test_a_warehouse_without_marts_or_without_a_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    with pytest.raises(WarehouseError, match="no such file"):
        publish(path, tmp_path, "sample")
    load_pages(path, PAGES, VERDICTS)
    with pytest.raises(PublishError, match="no table award_history, "):
        publish(path, tmp_path, "sample")
    assert not (tmp_path / "published").exists()
