"""report.html at its limits: twenty years with ten thousand awards, and text that would rather be markup or a formula.

What it tells on a plain day is in report.py.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import openpyxl  # type: ignore[import-untyped]
import pytest

from tests.browser.conftest import PHONE, WIDE, Opener
from tests.dbt_build import build_marts, load_pages
from tests.readings import Told, release_page, verdict_of
from tests.synthetic import fill
from warehouse.database import writer
from warehouse.publish import publish

MARKUP = "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
ENDLESS = "Donaudampfschifffahrt" * 40
TURNED = "\u202eSA ateB\u202c \u2066"  # right-to-left override, and an isolate that nobody closes
FORMULAS = ('=HYPERLINK("https://evil.example";"Klikk")', "+1+1", "-2+3", "@SUM(1)", "\t=1+1")
NAMES = (MARKUP, ENDLESS, TURNED, "'\"&amp;$id${id}`${1}`", *FORMULAS)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Twenty years and more, ten thousand awards, published."""
    folder = tmp_path_factory.mktemp("many")
    fill(folder / "warehouse.duckdb", 10_000)
    build_marts(folder / "warehouse.duckdb", is_checked=False)
    with writer(folder / "warehouse.duckdb") as connection:  # sentences as long as real ones, and no two alike
        letters = " || ' ' || ".join(f"md5(award_id || '{at}')" for at in range(6))
        connection.execute(f"update marts.awards set evidence = evidence || {letters}, url = url || md5(release_id)")
    yield publish(folder / "warehouse.duckdb", folder, "sample").folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second snapshot, so that hostile text is news too."""
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "warehouse.duckdb"
    told = [Told(name, 1_000_000 + at, title=name) for at, name in enumerate(NAMES)]
    load_pages(path, [release_page("en", Told("Alfa", 5_000), on=date(2023, 2, 1))], [verdict_of("regjeringen")])
    build_marts(path, is_checked=False)
    publish(path, folder, "sample")
    load_pages(path, [release_page("to", *told, on=date(2024, 2, 1), programme=MARKUP)], [verdict_of("regjeringen")])
    build_marts(path, is_checked=False)
    with writer(path) as connection:
        connection.execute("update marts.sources set is_fresh = false, stale_reason = ?", [MARKUP])
    return publish(path, folder, "sample").folder


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / "funding.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_ten_thousand_awards_open_in_two_seconds_and_weigh_five_megabytes(
    report_in: Opener, many: Path, size: tuple[int, int]
) -> None:
    years, awards = rows(many, "select count(distinct year), count(*) from awards")[0]
    assert years >= 20
    assert awards >= 9_900  # the rest was told before
    weight = (many / "report.html").stat().st_size
    seen = min((report_in(many, "", size) for _ in range(2)), key=lambda seen: seen.seconds)
    assert seen.page.locator("#year-chart .column").count() == years
    answered = seen.page.evaluate(
        """async () => {
            const begun = performance.now();
            document.getElementById("programme").value = "NCE";
            document.getElementById("programme").dispatchEvent(new Event("change"));
            await new Promise(requestAnimationFrame);
            return performance.now() - begun;
        }"""
    )
    print(
        f"\nreport of {awards} awards in {years} years: {weight / 1e6:.2f} MB, drawn in {seen.seconds:.2f} s, "
        f"a choice answered in {answered / 1000:.2f} s, {size[0]} px"
    )
    assert weight < 5_000_000
    assert seen.seconds < 2
    seen.page.evaluate("document.getElementById('years').scrollIntoView()")
    seen.picture(f"many-{size[0]}")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_hostile_text_is_text_in_the_report(report_in: Opener, hostile: Path, size: tuple[int, int]) -> None:
    seen = report_in(hostile, "standing=all", size)
    for summary in seen.page.locator("main summary").all():
        summary.click()
    names = seen.page.locator("#list .who bdi").all_text_contents()
    assert sorted(names) == sorted(name for (name,) in rows(hostile, "select recipient from awards"))
    assert {MARKUP, ENDLESS, TURNED} <= set(names)
    assert seen.page.locator("#news .changes bdi").all_text_contents().count(MARKUP) == 1
    assert MARKUP in seen.page.locator("#coverage .sources").text_content()
    assert "klyngekroner" in seen.page.title()
    assert seen.page.locator("body img, body iframe, body a[href^='javascript']").count() == 0
    assert seen.page.locator("script").count() == 2
    assert seen.page.evaluate("document.documentElement.scrollWidth") == size[0]
    # a name that turns letters round does not turn its sum
    for award in seen.page.locator("#list details").all():
        assert award.locator(".sum").bounding_box()["x"] > award.locator(".when").bounding_box()["x"]
    seen.page.evaluate("document.getElementById('awards').scrollIntoView()")
    seen.picture(f"hostile-{size[0]}")
    assert seen.grave_faults() == []


def test_hostile_text_is_text_in_csv_and_excel(hostile: Path) -> None:
    names = {name for (name,) in rows(hostile, "select recipient from awards")}
    with (hostile / "csv" / "awards.csv").open(encoding="utf-8", newline="") as file:
        told = {row["recipient"] for row in csv.DictReader(file)}
    assert told == {f"'{name}" if name.startswith(("=", "+", "-", "@", "\t")) else name for name in names}
    book = openpyxl.load_workbook(hostile / "funding.xlsx")
    cells = [cell for row in book["awards"].iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert names <= {cell.value for cell in cells}
    assert len(list(hostile.rglob("*.csv"))) > 20
    for table in hostile.rglob("*.csv"):
        found = csv.DictReader(StringIO(table.read_bytes().decode("utf-8"), newline=""))
        texts = [cell for row in found for cell in row.values() if not is_number(cell)]
        assert [cell for cell in texts if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == [], table.name


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
