"""Tables as they are printed → grids of cells: rows with cells, cells on one line or glued, one cell a line.

Where header, cells and sum rows stand only; which column is the recipient and which the sum belongs in tables.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.flattened import find_flattened
from scrapers.awards.glued import part_glued, part_line
from scrapers.awards.grid import Grid
from scrapers.awards.header import UNIT, header_names, may_be_header, names_above
from scrapers.awards.passages import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapers.awards.grid import Span
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount


def find_grids(text: str, lines: tuple[Line, ...], starts: Mapping[int, Amount]) -> list[Grid]:
    """Every table of the release, in order."""
    found: list[Grid] = []
    at = 0
    while at < len(lines):
        grid = (
            _of_cells(text, lines, at)
            or _of_columns(text, lines, at)
            or _of_bare_lines(text, lines, starts, at)
            or _of_glued_lines(text, lines, at)
        )
        if grid is not None:
            found.append(grid)
        at = max(at + 1, grid.lines.stop) if grid is not None else at + 1
    taken = {i for grid in found for i in grid.lines}
    found += find_flattened(lines, starts, taken)
    return sorted(found, key=lambda grid: grid.lines.start)


def _of_cells(text: str, lines: tuple[Line, ...], at: int) -> Grid | None:
    """Lines that the page or its tabs and pipes part into cells."""
    if lines[at].kind != "row" or lines[at].zone != "body":
        return None
    stop = at
    while stop < len(lines) and lines[stop].kind == "row" and lines[stop].group == lines[at].group:
        stop += 1
    header: tuple[str, ...] = ()
    first = at
    if lines[at].is_header or (
        stop - at > 1 and not any(re.match(r"[\d\s.,]+$", text[a:b]) for a, b in lines[at].cells if a < b)
    ):
        header = tuple(clean(text[a:b]) for a, b in lines[at].cells)
        first = at + 1
    while first < stop and lines[first].is_header:
        first += 1
    rows = tuple(lines[i].cells for i in range(first, stop))
    return Grid("table_cells", header, rows, tuple(range(first, stop)), range(at, stop)) if rows else None


def _of_columns(text: str, lines: tuple[Line, ...], at: int) -> Grid | None:
    """A line of column names, and below it lines that end in a number: cells apart by spaces, slashes or nothing."""
    if not may_be_header(lines[at]) or at + 2 >= len(lines):
        return None
    names, first = header_names(text[lines[at].start : lines[at].end]), at
    if not names:
        names, depth = names_above(lines, at + 1)
        first = at + 1 - depth
    if not names:
        return None
    rows: list[tuple[Span, ...]] = []
    stop = at + 1
    while stop < len(lines) and (cells := part_line(text, lines[stop], names)) is not None:
        rows.append(cells)
        stop += 1
    if len(rows) < 2:
        return None
    parted = all(len(row) == len(names) for row in rows if row[0][0] < row[0][1])
    return Grid(
        "table_lines", tuple(names), tuple(rows), tuple(range(at + 1, stop)), range(first, stop), is_parted=parted
    )


def _of_bare_lines(text: str, lines: tuple[Line, ...], starts: Mapping[int, Amount], at: int) -> Grid | None:
    """Three or more lines of a name and a number without a unit, below one line that says what they are."""
    above = lines[at - 1] if at else None
    if above is None or lines[at].kind in {"row", "title"} or not (UNIT.search(above.text) or above.text.endswith(":")):
        return None
    rows: list[tuple[Span, ...]] = []
    stop = at
    while stop < len(lines) and (cells := part_line(text, lines[stop], ("", ""))) is not None and len(cells) == 2:
        rows.append(cells)
        stop += 1
    printed = sum(row[1][0] in starts and starts[row[1][0]].currency is not None for row in rows)
    if len(rows) < 3 or 2 * printed >= len(rows):
        return None
    return Grid("table_lines", (), tuple(rows), tuple(range(at, stop)), range(at, stop))


def _of_glued_lines(text: str, lines: tuple[Line, ...], at: int) -> Grid | None:
    """Three or more lines whose cells have run together around one number: "Gielas ASFinnmark420000Investering"."""
    rows: list[tuple[Span, ...]] = []
    stop = at
    while (
        stop < len(lines)
        and (cells := part_glued(text, lines[stop])) is not None
        and len(cells) == len((rows or [cells])[0])
    ):
        rows.append(cells)
        stop += 1
    if len(rows) < 3:
        return None
    names = header_names(lines[at - 1].text) if at and may_be_header(lines[at - 1]) else []
    header = tuple(names) if len(names) == len(rows[0]) else ()
    first = at - 1 if header else at
    return Grid("table_glued", header, tuple(rows), tuple(range(at, stop)), range(first, stop))
