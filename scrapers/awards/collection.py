"""A list, table or record that was found, and whether what it adds up to is printed elsewhere in its release.

The nouns that the readers of lists share; judging whole releases belongs in reconcile.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.candidate import Candidate, Document
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount


@dataclass(frozen=True, slots=True)
class Collection:
    """A list that was found: its awards, and the lines it covers."""

    candidates: tuple[Candidate, ...]
    lines: range
    lead: str
    sums: tuple[Amount, ...] = ()


def agrees_with_stated(
    document: Document, rows: Sequence[Amount | None], covered: range, lines: tuple[Line, ...]
) -> bool:
    """Whether the rows add up to a sum that the release prints outside of them: then they are one whole."""
    values = [a.amount for a in rows if a is not None and a.amount is not None]
    if len(values) < 2 or len(values) < len(rows):
        return False
    total = sum(values, Decimal(0))
    first, last = lines[covered.start].start, lines[covered.stop - 1].end
    return any(a.amount is not None and a.amount == total and not first <= a.start < last for a in document.amounts)
