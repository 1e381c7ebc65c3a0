"""The cells of a table's columns of money → amounts, under the unit that is stated for them.

Which column is which belongs in columns.py, what the rows award in tables.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapers.awards.header import MONEY_WORD, UNIT, UNIT_OF_ALL, unit_of
from scrapers.awards.lines import SUM_LINE
from scrapers.awards.money import parse_cell
from scrapers.awards.passages import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.grid import Grid
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount

_ZERO = re.compile(r"^[\s0\-–—.,kr]*$")


def is_sum_row(row: Sequence[str]) -> bool:
    label = next((cell for cell in row if cell), "")
    return SUM_LINE.match(label + " 1") is not None


def stated_unit(name: str, lines: tuple[Line, ...], grid: Grid) -> str:
    """The unit that the column's name states, else the one that a line near the table or the release states."""
    if unit := unit_of(name, is_name=True):
        return f"{name} ({unit})"
    first, stop = grid.lines.start, grid.lines.stop
    near = [line.text for line in lines[max(0, first - 4) : first][::-1]]
    is_short = [
        len(line) < 45 and MONEY_WORD.search(line) is not None and not re.search(r"\d\s?mill", line) for line in near
    ]
    said = next(
        (unit for line, is_name in zip(near, is_short, strict=True) if (unit := unit_of(line[:600], is_name=is_name))),
        None,
    )
    if said is None and not re.search(r"kr\b|kroner|kronar", name, re.IGNORECASE):
        said = next(
            (
                unit
                for line in lines[: stop + 4]
                if (m := UNIT_OF_ALL.search(line.text[:600])) and (unit := unit_of(m[0]))
            ),
            None,
        )
    return f"{name} ({said})" if said else name


def amount_of_cell(text: str, grid: Grid, row: int, money: int, unit: str, starts: dict[int, Amount]) -> Amount | None:
    cells = grid.rows[row]
    is_sum = is_sum_row([clean(text[a:b]) for a, b in cells])
    at = money if money < len(cells) and not (is_sum and len(cells) < 3) else len(cells) - 1
    start, end = cells[at]
    if _ZERO.match(text[start:end]):
        return None
    cell = parse_cell(text[start:end], unit or None)
    if cell is None:
        printed = starts.get(start)
        return printed if printed is not None and printed.end <= end else None
    return replace(
        cell,
        start=cell.start + start,
        end=cell.end + start,
        qualifier_start=cell.qualifier_start + start,
        currency=cell.currency or "NOK",
    )


def are_kroner(name: str, unit: str, amounts: tuple[Amount | None, ...]) -> bool:
    """A header, a unit or the size of the numbers says that they are kroner."""
    if MONEY_WORD.search(name) or UNIT.search(unit):
        return True
    values = [a.amount for a in amounts if a is not None and a.amount is not None]
    printed = sum(bool(re.search(r"[^\d\s.,]", a.text)) for a in amounts if a is not None)
    return 2 * printed >= len(values) or 2 * sum(v >= 5000 for v in values) >= len(values)
