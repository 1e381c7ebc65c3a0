"""The screen saves reading, and nothing else: what it stops says nothing with the screen off either."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scrapers.awards.extract import read_release
from scrapers.awards.screen import may_tell_awards
from scrapers.documents import release_of_text
from scrapers.parse import parse_page
from tests.dull import TEXTS
from tests.money_phrases import PHRASES
from tests.score import FILES, load, own_releases
from tests.test_outline import SOURCES, pages
from warehouse.database import reader, writer
from warehouse.load import load as load_raw

if TYPE_CHECKING:
    from pathlib import Path

TABLES = ("pages", "release_versions", "awards", "mentions", "issues")


@pytest.mark.parametrize("text", TEXTS, ids=[text.split("\n")[0] for text in TEXTS])
def test_a_release_of_something_else_reads_the_same_without_the_screen(text: str) -> None:
    release = release_of_text(text, None, "dull")
    reading = read_release(release, is_screened=False)
    assert read_release(release) == reading
    assert not reading.awards


def test_most_of_what_says_nothing_of_money_is_stopped() -> None:
    assert sum(not may_tell_awards(text) for text in TEXTS) >= len(TEXTS) // 2


@pytest.mark.parametrize("line", PHRASES.strip("\n").split("\n"))
def test_no_phrase_of_money_is_stopped(line: str) -> None:
    assert may_tell_awards(f"Det var {line.split('|')[0].strip()} i fjor.")


def test_no_labelled_release_with_awards_is_stopped(shared: Path) -> None:
    golds = own_releases() + [gold for file in FILES.values() for gold in load(shared / "gold" / file)]
    assert not [gold["id"] for gold in golds if gold["awards"] and not may_tell_awards(gold["text"])]


def test_raw_tables_are_equal_without_the_screen(tmp_path: Path) -> None:
    tables = []
    for is_screened in (True, False):
        path = tmp_path / f"{is_screened}.duckdb"
        parsed = [parse_page(SOURCES[name], page, is_screened=is_screened) for name, page in pages()]
        with writer(path) as connection:
            load_raw(connection, parsed, [], [], "code", SOURCES)
        with reader(path) as connection:
            tables.append([connection.execute(f"from raw.{name} order by all").fetchall() for name in TABLES])
    assert tables[0] == tables[1]
    assert all(tables[0][:4])
