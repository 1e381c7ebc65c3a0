"""A table that was found in print: where its header, its cells and its rows stand.

The noun only; finding grids belongs in grids.py and flattened.py, reading them in tables.py.
"""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """``header`` names every column or is empty; a cell is a pair of offsets into the text."""

    rule: str
    header: tuple[str, ...]
    rows: tuple[tuple[Span, ...], ...]
    row_lines: tuple[int, ...]  # the line where each row begins
    lines: range  # its header included
    unsure: frozenset[int] = frozenset()  # rows of which it is not plain which line is which cell
    is_parted: bool = True  # the print itself says where each cell ends
