"""funding.xlsx: readme, what the columns mean, and every mart as a sheet; text stays text.

Which marts there are belongs in publish.py. A table too long for a sheet is left to the CSV beside it, and said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

SHEET_ROWS = 1_048_576 - 1  # below the header
CELL_CHARACTERS = 32_767
CUT = " … (the rest is in the CSV)"


def write_workbook(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    queries: Mapping[str, str],
    readme: Sequence[tuple[str, str]],
    comments: Iterable[tuple[str, str | None, str]],
    as_of: date,
) -> None:
    """One sheet a query, in its order of rows; the same rows are the same bytes."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    book.set_properties({"created": datetime(as_of.year, as_of.month, as_of.day)})  # noqa: DTZ001 - a day has no zone
    formats = {
        "header": book.add_format({"bold": True}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "kroner": book.add_format({"num_format": "#,##0.00"}),
    }
    too_long = [
        (table, f"Has more rows than a sheet can hold; see csv/{table}.csv.")
        for table, sql in queries.items()
        if _count(connection, sql) > SHEET_ROWS
    ]
    _fill(book.add_worksheet("readme"), ["topic", "told"], [*readme, *too_long], formats)
    meanings = ((table, column or "", meaning) for table, column, meaning in comments)
    _fill(book.add_worksheet("columns"), ["table", "column", "meaning"], meanings, formats)
    for table, sql in queries.items():
        if table not in dict(too_long):
            found = connection.execute(sql)
            _fill(book.add_worksheet(table), [name for name, *_ in found.description], _rows(found), formats)
    book.close()


def _fill(sheet: Worksheet, header: Sequence[str], rows: Iterable[Sequence[Any]], formats: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(header) - 1, 18)
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, formats["header"])
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values):
            _write(sheet, row, column, value, formats)


def _write(sheet: Worksheet, row: int, column: int, value: Any, formats: Mapping[str, Any]) -> None:
    """By type and never by looks: "=1+1", "1e5" and "007" are what was printed."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), formats["kroner"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["date"])
    elif isinstance(value, str):
        sheet.write_string(row, column, _fitting(value))
    else:
        raise TypeError(f"workbook: got a {type(value).__name__} in row {row}, column {column}; say how it is written")


def _fitting(text: str) -> str:
    """Excel counts UTF-16 units, and drops a longer text whole."""
    if len(text.encode("utf-16-le")) // 2 <= CELL_CHARACTERS:
        return text
    return text[: (CELL_CHARACTERS - len(CUT)) // 2] + CUT


def _rows(found: duckdb.DuckDBPyConnection) -> Iterable[tuple[Any, ...]]:
    while batch := found.fetchmany(5_000):
        yield from batch


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(f"select count(*) from ({sql})").fetchone()
    assert row is not None
    return int(row[0])
