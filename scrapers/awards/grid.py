"""A table that was found in print: where its header, its cells and its rows stand.

The noun only; finding grids belongs in grids.py and flattened.py, reading them in tables.py.
"""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """``header`` names every column or is empty; a cell is an offset pair into the text, empty ones are of no length."""

    rule: str
    header: tuple[str, ...]
    rows: tuple[tuple[Span, ...], ...]
    row_lines: tuple[int, ...]  # the line where each row begins
    lines: range  # its header included
    is_parted: bool = True  # the print itself says where each cell ends
