"""Tables as they are printed → grids of cells: rows with cells, cells on one line or glued, one cell a line.

Where header, cells and sum rows stand only; which column is the recipient and which the sum belongs in tables.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.flattened import find_flattened
from scrapers.awards.glued import CODE, part_glued, part_line, seam
from scrapers.awards.grid import Grid
from scrapers.awards.header import UNIT, UNIT_OF_ALL, header_names, may_be_header, names_above
from scrapers.awards.passages import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from scrapers.awards.grid import Span
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount

_ORDINAL = re.compile(r"(?P<n>\d{1,3})[.)]?\s+(?=\S)")
_CODE_NAME = re.compile(r"(?:prosjekt|saks?|søknads?|project )?-?(?:nr|nummer|id|no|number)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[«“\"][^»”\"]+[»”\"]")
_LONGEST_HEADING, _LONGEST_UNIT = 60, 600


def find_grids(text: str, lines: tuple[Line, ...], starts: Mapping[int, Amount]) -> list[Grid]:
    """Every table of the release, in order."""
    found: list[Grid] = []
    whole = (one for one in starts.values() if one.currency is not None or one.amount_to is not None)
    inside = {at for one in whole for at in range(one.start + 1, one.end)}
    unit_from = next((i for i, line in enumerate(lines) if _states_unit(line)), len(lines))
    at = 0
    while at < len(lines):
        grid = (
            _of_cells(text, lines, at)
            or _of_columns(text, lines, at, inside)
            or _of_bare_lines(text, lines, starts, at, unit_from, inside)
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


def _of_columns(text: str, lines: tuple[Line, ...], at: int, inside: Collection[int]) -> Grid | None:
    """A line of column names, and below it lines that end in a number: cells apart by spaces, slashes or nothing."""
    if not may_be_header(lines[at]) or at + 2 >= len(lines):
        return None
    names, first = header_names(text[lines[at].start : lines[at].end]), at
    if not names:
        names, depth = names_above(lines, at + 1)
        first = at + 1 - depth
    if not names:
        return None
    if CODE.match(lines[at + 1].text) and _CODE_NAME.match(names[0]):
        names = names[1:]  # of projects by their numbers
    rows: list[tuple[Span, ...]] = []
    row_lines: list[int] = []
    stop = at + 1
    while stop < len(lines):
        cells = part_line(text, lines[stop], names, inside)
        if cells is not None:
            rows.append(cells)
            row_lines.append(stop)
        elif not (
            rows
            and stop + 1 < len(lines)
            and _has_no_sum(lines[stop])
            and part_line(text, lines[stop + 1], names, inside)
        ):
            break
        stop += 1
    if len(rows) < 2:
        return None
    parted = all(len(row) == len(names) for row in rows if row[0][0] < row[0][1])
    return Grid("table_lines", tuple(names), tuple(rows), tuple(row_lines), range(first, stop), is_parted=parted)


def _has_no_sum(line: Line) -> bool:
    """A row whose last cell is empty: "Farsund kommune Avvist –"."""
    return line.zone == "body" and line.text[-1:] in "–-—"


def _of_bare_lines(
    text: str,
    lines: tuple[Line, ...],
    starts: Mapping[int, Amount],
    at: int,
    unit_from: int,
    inside: Collection[int],
) -> Grid | None:
    """Three or more lines of words and a bare number, below a line or in a release that says what they are."""
    above = lines[at - 1] if at else None
    if above is None or lines[at].kind in {"row", "title"}:
        return None
    if not _says_what(above, holds=unit_from < at) and not CODE.match(lines[at].text):
        return None
    rows: list[tuple[Span, ...]] = []
    stop = at
    while (
        stop < len(lines) and (cells := part_line(text, lines[stop], ("", ""), inside)) is not None and len(cells) == 2
    ):
        rows.append(cells)
        stop += 1
    printed = sum(row[1][0] in starts and starts[row[1][0]].currency is not None for row in rows)
    if len(rows) < 3 or 2 * printed >= len(rows):
        return None
    is_coded = CODE.match(lines[at].text) is not None
    rows, unsure = _parted_words(text, _without_ordinals(text, rows), is_sure=is_coded)
    return Grid("table_lines", (), tuple(rows), tuple(range(at, stop)), range(at, stop), frozenset(unsure))


def _states_unit(line: Line) -> bool:
    return len(line.text) < _LONGEST_UNIT and UNIT_OF_ALL.search(line.text) is not None


def _says_what(above: Line, *, holds: bool) -> bool:
    """A colon or a unit at the end of the line above; a heading where a unit ``holds`` for the whole release."""
    if UNIT.search(above.text) or above.text.endswith(":"):
        return True
    return holds and len(above.text) < _LONGEST_HEADING and above.text[-1:] not in ".!?" and above.kind != "row"


def _without_ordinals(text: str, rows: list[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """ "1 Tromsdalen UIL …", "2 Balsfjord kommune …": what counts the rows is no part of a name."""
    ordinals = [_ORDINAL.match(text[slice(*row[0])]) for row in rows]
    counted = [int(match["n"]) for match in ordinals if match]
    if counted != list(range(1, len(rows) + 1)):
        return rows
    return [((row[0][0] + m.end(), row[0][1]), *row[1:]) for row, m in zip(rows, ordinals, strict=True) if m]


def _parted_words(text: str, rows: list[tuple[Span, ...]], *, is_sure: bool) -> tuple[list[tuple[Span, ...]], set[int]]:
    """Name and title apart where most rows show a seam, or it ``is_sure`` that they have both; which rows do not."""
    seams = [_cut(text[slice(*row[0])]) for row in rows]
    if any(_QUOTED.search(text[slice(*row[0])]) for row in rows):
        return rows, set()  # quotation marks part name and title, in tables.py
    if not is_sure and 2 * sum(cut is not None for cut in seams) < len(rows):
        return rows, set()
    parted = []
    for (words, *rest), cut in zip(rows, seams, strict=True):
        end = words[0] + cut if cut is not None else words[1]
        start = end + len(text[end : words[1]]) - len(text[end : words[1]].lstrip())
        parted.append(((words[0], end), (start, words[1]), *rest))
    return parted, {i for i, cut in enumerate(seams) if cut is None}


def _cut(words: str) -> int | None:
    """The seam between two words, not within one: "DigiCat Ålesund" has none."""
    cut = seam(words)
    return cut if cut is not None and words[cut : cut + 1].isspace() else None


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
