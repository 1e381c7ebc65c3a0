"""Lists and tables read as wholes, at the door: files in, awards out, each row with its recipient, title and sum."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from scrapers.awards.candidate import Document
from scrapers.awards.lead_ins import Introductions
from scrapers.awards.lines import read_lines
from scrapers.awards.lists import read_lists
from scrapers.awards.money import find_amounts
from scrapers.awards.records import read_records
from scrapers.awards.tables import cell_amounts, find_tables, merged, read_tables
from scrapers.documents import release_of_text
from tests.conftest import REPOSITORY
from tests.test_extract import article, extract, write

FOLDER = REPOSITORY / "tests" / "fixtures" / "lists"


def cases(name: str) -> dict[str, dict[str, Any]]:
    """Lists of one kind: name → text, and what is read from it."""
    told: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return told


LISTS, PAGES, NO_AWARDS, DOUBTFUL = map(cases, ("lists", "pages", "no_awards", "doubtful"))


def rows_of(record: dict[str, Any]) -> list[list[Any]]:
    return [[award["recipient"], award["amount_nok"], award["project_title"]] for award in record["awards"]]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_row_by_row(tmp_path: Path, name: str) -> None:
    (record,) = extract(write(tmp_path, "list.txt", LISTS[name]["text"]))
    assert rows_of(record) == LISTS[name]["rows"]
    assert [award["review_reason"] for award in record["awards"] if award["status"] != "accepted"] == []
    assert all(record["text"][award["start"] : award["end"]] == award["evidence"] for award in record["awards"])


@pytest.mark.parametrize("name", PAGES)
def test_a_list_on_a_page_is_read_row_by_row(tmp_path: Path, name: str) -> None:
    page = article(PAGES[name]["text"].strip()).replace(b"<p><", b"<").replace(b"></p></div></main>", b"></div></main>")
    (record,) = extract(write(tmp_path, "page.html", page))
    assert rows_of(record) == PAGES[name]["rows"]
    assert [award["review_reason"] for award in record["awards"] if award["status"] != "accepted"] == []


@pytest.mark.parametrize("name", NO_AWARDS)
def test_a_list_of_something_else_is_no_list_of_awards(tmp_path: Path, name: str) -> None:
    (record,) = extract(write(tmp_path, "list.txt", NO_AWARDS[name]["text"]))
    assert [award["recipient"] for award in record["awards"]] == []


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_a_list_leaves_open_is_for_review(tmp_path: Path, name: str) -> None:
    (record,) = extract(write(tmp_path, "list.txt", DOUBTFUL[name]["text"]))
    assert [award["review_reason"] for award in record["awards"]] == DOUBTFUL[name]["reasons"]


def test_a_sum_row_is_the_stated_total(tmp_path: Path) -> None:
    (record,) = extract(write(tmp_path, "list.txt", LISTS["sum row"]["text"]))
    assert (record["stated_total_nok"], record["reconciliation"]["verdict"]) == (350_000, "agrees")
    assert record["reconciliation"]["sum_nok"] == sum(nok for _, nok, _ in LISTS["sum row"]["rows"])


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"Bedrift {i} AS\n{i % 900 + 100} 000" for i in range(10_000)),
        "\n".join(f"Nr {i}: forhold {i}" for i in range(10_000)),
    ],
    ids=["cells", "keys"],
)
def test_ten_thousand_rows_are_read_in_seconds(text: str) -> None:
    _assert_quick("Tildelinger\n\nDisse får støtte:\n\n" + text)


@pytest.mark.parametrize("piece", ["a", "Sogn AS, ", "1 000 ", "«a» ", "(", ": ", "\t", "– "])
def test_a_line_of_a_million_characters_is_read_in_seconds(piece: str) -> None:
    _assert_quick("Tildelinger\n\nDisse får støtte:\n\n• " + piece * (1_000_000 // len(piece)))


def _assert_quick(text: str) -> None:
    """The rooms of lists alone: lines, tables, records and lists of one release."""
    release = release_of_text(text, None, "long")
    amounts = tuple(find_amounts(release.text, release.language))
    begun = time.perf_counter()
    lines = read_lines(release)
    tables = find_tables(release.text, lines, amounts)
    document = Document(release, (), merged(amounts, cell_amounts(tables)))
    taken = {i for table in tables for i in table.lines}
    introductions = Introductions(lines)
    read_tables(release.text, lines, tables, introductions)
    read_records(document, lines, taken, introductions)
    read_lists(document, lines, taken, introductions)
    assert time.perf_counter() - begun < 20
