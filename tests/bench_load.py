"""Loading for ``make bench``: pages with a million awards into raw, against a bare Arrow insert of the same awards."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]

from scrapers.awards.extract import read_release
from scrapers.documents import release_of_text
from scrapers.model import Page, ParsedPage
from warehouse import rows
from warehouse.database import writer
from warehouse.load import BATCH, load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A_PAGE = 50  # awards
TABLES = ("pages", "release_versions", "awards", "mentions")
TEXT = "Støtte til klynger\n\nDisse får støtte:\n\n" + "\n".join(
    f"• Bedrift {number} AS, Moss: «Prosjekt {number}» – {number + 100} 000 kroner" for number in range(A_PAGE)
)


def pages(awards: int) -> Iterator[ParsedPage]:
    """Releases with so many awards in all, each with ids of its own."""
    reading = read_release(release_of_text(TEXT, None, "bench"))
    assert len(reading.awards) == A_PAGE
    for number in range(awards // A_PAGE):
        url, name = f"https://eksempel.no/id{number}/", f"bench:{number}"
        own = replace(
            reading,
            release=replace(reading.release, release_id=name, url=url),
            awards=tuple(replace(award, award_id=f"{number}-{at}") for at, award in enumerate(reading.awards)),
        )
        yield ParsedPage("bench", Page(url, b"", "text/html", f"{number:064x}"), "release", "article", own)


def timed_load(path: Path, awards: int) -> float:
    """Seconds from parsed pages to rows that are committed, all tables."""
    told = list(pages(awards))
    with writer(path) as connection:
        begun = time.perf_counter()
        load(connection, told, [], [], "code")
        return time.perf_counter() - begun


def timed_insert(path: Path, awards: int) -> float:
    """Seconds from the same rows, batch by batch as they are loaded, through Arrow into tables and nothing else."""
    told, took = pages(awards), 0.0
    with writer(path) as connection:
        connection.execute("begin")
        schemas = {table: connection.execute(f"from raw.{table} limit 0").to_arrow_table().schema for table in TABLES}
        while batch := list(islice(told, BATCH)):
            for table, told_rows in _rows(batch).items():
                begun = time.perf_counter()
                arrived = pa.Table.from_pylist(told_rows, schema=schemas[table])
                connection.register("arrived", arrived)
                connection.execute(f"insert into raw.{table} by name from arrived")
                connection.unregister("arrived")
                took += time.perf_counter() - begun
        begun = time.perf_counter()
        connection.execute("commit")
        return took + time.perf_counter() - begun


def _rows(batch: list[ParsedPage]) -> dict[str, list[rows.Row]]:
    return {
        "pages": [rows.page_row(page, "code") for page in batch],
        "release_versions": [rows.version_row(page, page.reading) for page in batch if page.reading],
        "awards": _one_by_one(rows.award_columns(batch)),
        "mentions": _one_by_one(rows.mention_columns(batch)),
    }


def _one_by_one(columns: rows.Columns) -> list[rows.Row]:
    """Without the page that they were read from, which raw does not keep."""
    kept = {name: values for name, values in columns.items() if name not in ("page_url", "payload")}
    return [dict(zip(kept, row, strict=True)) for row in zip(*kept.values(), strict=True)]
