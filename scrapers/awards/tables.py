"""Tables: rows with cells, tables flattened one cell a line, glued cells, key-value blocks, names with an amount below.

Cells that hold a bare number become amounts here (``find_cells``); lists of whole lines belong in lists.py.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.lines import APPLIED_HEADER, MONEY_HEADER, NUMBER_LINE, SUM_LINE, is_refusing, lead_in
from scrapers.awards.lists import Collection
from scrapers.awards.money import parse_cell
from scrapers.awards.recipients import may_receive
from scrapers.awards.rows import Row, read_rows

if TYPE_CHECKING:
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount

_LONGEST_CELL = 220


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of a flattened table: ``width`` a row, one of them the amount."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]  # line numbers of each row's cells
    amounts: tuple[Amount | None, ...]
    lines: range


def find_tables(text: str, lines: tuple[Line, ...], amounts: tuple[Amount, ...]) -> list[Table]:
    """Flattened tables and tables of rows with cells, their bare numbers read under their header's unit."""
    starts = {amount.start: amount for amount in amounts}
    found: list[Table] = []
    at = 0
    while at < len(lines):
        table = _flattened(text, lines, starts, at)
        if table is not None:
            found.append(table)
            at = table.lines.stop
        else:
            at += 1
    return found


def cell_amounts(tables: list[Table]) -> list[Amount]:
    return [amount for table in tables for amount in table.amounts if amount is not None]


def merged(amounts: tuple[Amount, ...], cells: list[Amount]) -> tuple[Amount, ...]:
    """All amounts in order; a cell read under its header takes the place of what overlaps it."""
    taken = {at for cell in cells for at in range(cell.start, cell.end)}
    kept = [a for a in amounts if not any(at in taken for at in range(a.start, a.end))]
    return tuple(sorted([*kept, *cells], key=lambda a: a.start))


def _flattened(text: str, lines: tuple[Line, ...], starts: dict[int, Amount], at: int) -> Table | None:
    """Rows of one width, each with a number alone on its last line: name, (title,) number, name, …"""
    width = next((w for w in (1, 2, 3, 4) if _is_row(lines, starts, at, w)), None)
    if width is None:
        return None
    stop = at
    while _is_row(lines, starts, stop, width):
        stop += width + 1
    count = (stop - at) // (width + 1)
    head = _header(lines, at, width)
    unit = next((h for h in head if MONEY_HEADER.search(h)), None)
    printed = sum(
        lines[i].start in starts and starts[lines[i].start].currency is not None
        for i in range(at + width, stop, width + 1)
    )
    if count < (2 if printed == count else 3):
        return None
    if unit is None and printed < count / 2:
        return None
    rows, amounts = [], []
    for first in range(at, stop, width + 1):
        rows.append(tuple(range(first, first + width)))
        amounts.append(_number(text, lines[first + width], starts, unit))
    return Table(tuple(head), tuple(rows), tuple(amounts), range(at, stop))


def _is_row(lines: tuple[Line, ...], starts: dict[int, Amount], at: int, width: int) -> bool:
    """``width`` lines of words and then a number alone."""
    if at + width >= len(lines):
        return False
    cells = lines[at : at + width]
    if any(
        _is_number(c, starts)
        or c.zone != "body"
        or len(c.text) > _LONGEST_CELL
        or c.kind == "row"
        or c.text.endswith((":", "."))
        for c in cells
    ):
        return False
    return _is_number(lines[at + width], starts) and lines[at + width].zone == "body"


def _is_number(line: Line, starts: dict[int, Amount]) -> bool:
    if NUMBER_LINE.match(line.text):
        return True
    amount = starts.get(line.start)
    return amount is not None and line.end - amount.end <= 2


def _number(text: str, line: Line, starts: dict[int, Amount], unit: str | None) -> Amount | None:
    cell = parse_cell(text[line.start : line.end], unit)
    if cell is None:
        return starts.get(line.start)
    currency = cell.currency or "NOK"
    return replace(
        cell,
        start=cell.start + line.start,
        end=cell.end + line.start,
        qualifier_start=cell.qualifier_start + line.start,
        currency=currency,
    )


def _header(lines: tuple[Line, ...], at: int, width: int) -> list[str]:
    """The lines of column names above: one a column, or one line for all."""
    above = [line.text for line in lines[max(0, at - width - 1) : at] if line.zone == "body" and len(line.text) < 80]
    if above and " / " in above[-1] and above[-1].count(" / ") == width:
        return above[-1].split(" / ")
    return above


def read_tables(document_text: str, lines: tuple[Line, ...], tables: list[Table]) -> list[Collection]:
    """The awards of flattened tables; a sum row is the table's own total."""
    found: list[Collection] = []
    for table in tables:
        lead = lead_in(lines, max(0, table.lines.start - len(table.header)))
        labels = [" ".join(lines[i].text for i in row) for row in table.rows]
        sums = tuple(
            a for a, label in zip(table.amounts, labels, strict=True) if a is not None and SUM_LINE.match(label + " 1")
        )
        rows = [
            Row(
                lines[row[0]].start, amount.end, lines[row[0]].block, amount, 0, 0, "",
                tuple(document_text[lines[i].start : lines[i].end] for i in row),
            )
            for row, amount, label in zip(table.rows, table.amounts, labels, strict=True)
            if amount is not None and not SUM_LINE.match(label + " 1")
        ]  # fmt: skip
        header = table.header[-(len(table.rows[0]) + 1) : -1] if len(table.header) > len(table.rows[0]) else ()
        applied = any(APPLIED_HEADER.search(h) for h in table.header[-1:])
        doubt = "the column is of sums applied for" if applied else None
        candidates = (
            []
            if applied or is_refusing(lead)
            else _candidates(rows, header, "table_flattened", table.lines.start, doubt)
        )
        found.append(Collection(tuple(candidates), table.lines, f"{lead} ¶ {' '.join(table.header)}", sums))
    return found


def _candidates(
    rows: list[Row], header: tuple[str, ...], rule: str, collection: int, doubt: str | None
) -> list[Candidate]:
    found = []
    for row, reading in zip(rows, read_rows(rows, header), strict=True):
        if reading is None or not may_receive(reading.recipient):
            continue
        found.append(
            Candidate(
                rule=rule, recipient=reading.recipient, amount=row.amount, start=row.start, end=row.end, block=row.block, title=reading.title,
                doubt=doubt or (None if reading.agrees else "the row has another shape than its table"), collection=collection,
            )
        )  # fmt: skip
    return found
