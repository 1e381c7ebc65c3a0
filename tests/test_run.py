"""The main job at the door a user comes through: ``klyngekroner run`` in a process of its own, on the sample site."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from scrapers.sources import innovasjonnorge
from tests.conftest import REPOSITORY
from tests.sample_run import SampleRun, klyngekroner


@pytest.fixture(scope="module")
def published(sample_run: SampleRun) -> Path:
    return sample_run.data / "sample" / "published" / "funding.duckdb"


def as_published(url: str) -> str:
    """Of the newsroom's addresses the warehouse keeps no query."""
    return innovasjonnorge.canonical_url(url) if "kommunikasjon.ntb.no" in url else url


def expected() -> list[dict[str, str]]:
    with (REPOSITORY / "tests" / "site" / "expected.csv").open(encoding="utf-8", newline="") as file:
        return [row | {"url": as_published(row["url"])} for row in csv.DictReader(file)]


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_counted_awards_equal_those_found_by_reading(published: Path) -> None:
    by_reading = Counter(
        (row["url"], row["recipient"], Decimal(row["counted_nok"]), row["project_title"] or None, int(row["year"]))
        for row in expected()
        if row["counted"] == "yes"
    )
    ours = Counter(query(published, "select url, recipient, amount_nok, project_title, year from awards"))
    assert sorted(ours - by_reading, key=str) == [], "counted, but not by reading"
    assert sorted(by_reading - ours, key=str) == [], "by reading, but not counted"


def test_yearly_figures_equal_those_found_by_reading(published: Path) -> None:
    by_reading: defaultdict[int, Decimal] = defaultdict(Decimal)
    for row in expected():
        if row["counted"] == "yes":
            by_reading[int(row["year"])] += Decimal(row["counted_nok"])
    ours = dict(query(published, "select year, amount_nok from funding_by_year where amount_nok <> 0"))
    assert ours == dict(by_reading)


def test_the_reason_an_award_does_not_count_is_the_one_found_by_reading(published: Path) -> None:
    by_reading = Counter((row["url"], row["recipient"], row["reason"]) for row in expected() if row["counted"] == "no")
    ours = Counter(query(published, "select url, recipient, reason from awards_not_counted"))
    assert sorted(ours - by_reading, key=str) == [], "left out, but not by reading"
    assert sorted(by_reading - ours, key=str) == [], "left out by reading"


def test_the_seed_programme_stands_with_what_each_release_says(published: Path) -> None:
    rows = query(
        published,
        "select year, amount_nok, award_count, admitted_count, frame_nok from funding_by_programme_year "
        "where programme = 'Kompetanseutvikling i regionale næringsmiljø' and year between 2013 and 2015 order by year",
    )
    assert rows == [
        (2013, 0, 0, 0, 20_000_000),
        (2014, 0, 0, 11, 20_000_000),
        (2015, 16_800_000, 10, 0, 20_000_000),
    ]


@pytest.mark.parametrize(("readme", "questions"), [("README.md", 2), ("warehouse/README.md", 10)])
def test_the_questions_of_the_readmes_have_the_answers_printed_there(
    published: Path, readme: str, questions: int
) -> None:
    text = (REPOSITORY / readme).read_text(encoding="utf-8")
    asked = re.findall(r"```sql\n(.+?)```\n\n((?:\|[^\n]*\n)+)", text, re.DOTALL)
    assert len(asked) == questions
    for sql, answer in asked:
        printed = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in answer.splitlines()]
        rows = [[as_printed(value) for value in row] for row in query(published, sql)]
        assert printed[2:] == rows


def as_printed(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:,f}".rstrip("0").rstrip(".").replace(",", " ")
    return "" if value is None else str(value)


def test_the_summary_tells_kroner_by_year_and_the_path_to_open(sample_run: SampleRun, published: Path) -> None:
    assert str(published.parent) in sample_run.told
    for year, amount in query(published, "select year, amount_nok from funding_by_year where amount_nok > 0"):
        assert f"{year}" in sample_run.told
        assert f"{int(amount):,}".replace(",", " ") in sample_run.told


def test_extract_of_a_page_given_by_hand_needs_no_warehouse(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("Støtte til klynger\n\nNCE Raufoss får 2 millioner kroner til «Lettere deler».\n", encoding="utf-8")
    result = klyngekroner("extract", str(page), data=tmp_path / "none")
    assert result.returncode == 0, result.stderr
    assert '"amount_nok": 2000000' in result.stdout
    assert not (tmp_path / "none").exists()


def test_live_without_a_network_says_so_for_each_source_and_publishes_nothing(tmp_path: Path) -> None:
    no_waits = {"KLYNGEKRONER_RETRY_SECONDS": "0", "KLYNGEKRONER_DELAY_SECONDS": "0"}
    contact = "analyst@example.org"
    result = klyngekroner("run", "--site", "live", data=tmp_path, KLYNGEKRONER_CONTACT=contact, **no_waits)
    assert result.returncode == 1, result.stderr
    for source in ("regjeringen", "innovasjonnorge"):
        assert sum(line.startswith(f"{source}: ") for line in result.stderr.splitlines()) == 1, result.stderr
    assert not (tmp_path / "live" / "published").exists()


def test_an_unknown_source_is_wrong_use(tmp_path: Path) -> None:
    result = klyngekroner("run", "--source", "nowhere", data=tmp_path)
    assert result.returncode == 2
    assert "nowhere" in result.stderr
    assert "regjeringen" in result.stderr


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    result = klyngekroner("run", data=tmp_path / "file")
    assert result.returncode == 1
    assert "KLYNGEKRONER_DATA_DIR" in result.stderr
    assert "Traceback" not in result.stderr
