"""Grid: a table → its rows and cells, or the finding that it is there for looks only.

What the columns mean does not belong here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.sources.markup import BOLD, HEADINGS, LISTS, is_all_within, lines_of

if TYPE_CHECKING:
    from bs4 import Tag

WIDEST_SPAN = 50  # columns; more is a slip of the pen


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, from the first column on; a cell that spans columns or rows leaves empty ones behind."""

    cells: tuple[str, ...]
    is_header: bool


def is_for_looks(table: Tag) -> bool:
    """Whether a table only places things: one cell a row, tables within, or one row of lists and headings."""
    if table.find("table") is not None:
        return True
    rows = [tr for tr in table.find_all("tr") if len(tr.find_all(["td", "th"], recursive=False)) > 1]
    return not rows or (len(rows) == 1 and rows[0].find([*LISTS, *HEADINGS]) is not None)


def rows_of(table: Tag) -> list[Row]:
    """The rows that say something. Names of columns: <thead>, rows of <th>, else a first row that alone is bold."""
    rows: list[Row] = []
    are_bold: list[bool] = []
    hanging: dict[int, int] = {}  # column → how many more rows a cell from above takes
    for tr in table.find_all("tr"):
        cells: list[str] = []
        told: list[Tag] = []
        for cell in tr.find_all(["td", "th"], recursive=False):
            _pass_under(cells, hanging)
            text = " ".join(lines_of(cell))
            width = min(_span(cell, "colspan"), WIDEST_SPAN)
            below = _span(cell, "rowspan") - 1
            hanging |= {len(cells) + at: below for at in range(width) if below}
            cells += [text, *[""] * (width - 1)]
            if text:
                told.append(cell)
        _pass_under(cells, hanging)
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            names = tr.find_parent("thead") is not None or all(cell.name == "th" for cell in told)
            rows.append(Row(tuple(cells), names))
            are_bold.append(len(told) > 1 and all(is_all_within(cell, BOLD) for cell in told))
    if len(rows) > 1 and all(row.is_header for row in rows):  # a table all of <th> has one row of names, and values
        rows = [rows[0], *(Row(row.cells, is_header=False) for row in rows[1:])]
    if len(rows) > 1 and are_bold[0] and not are_bold[1] and not any(row.is_header for row in rows):
        rows[0] = Row(rows[0].cells, is_header=True)
    return rows


def _pass_under(cells: list[str], hanging: dict[int, int]) -> None:
    while hanging.get(len(cells), 0) > 0:
        hanging[len(cells)] -= 1
        cells.append("")


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return max(int(value), 1) if value.isascii() and value.isdecimal() and len(value) < 4 else 1
