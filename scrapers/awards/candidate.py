"""What a reader of lists, tables or prose hands on: one recipient bound to one amount (or to none) by a named rule.

Only the nouns; judging candidates belongs in reconcile.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.money import Amount
    from scrapers.awards.passages import Sentence
    from scrapers.awards.setting import Placed
    from scrapers.model import AmountBasis, Block, Decision, Release


@dataclass(frozen=True, slots=True)
class Document:
    """A release made ready for reading: sentences and amounts in order, amounts with offsets into the whole text."""

    release: Release
    sentences: tuple[Sentence, ...]
    amounts: tuple[Amount, ...]
    names: frozenset[str] = field(default_factory=frozenset)  # capitalised words seen where no sentence begins, folded
    lowers: frozenset[str] = field(default_factory=frozenset)  # words seen in lower case
    clauses: dict[tuple[int, int], tuple[str, list[Chunk]]] = field(
        default_factory=dict, compare=False
    )  # read once, by (start, end)
    placed: list[Placed] = field(default_factory=list, compare=False)  # each sum that stands in a sentence, told once
    decided: list[Decision] = field(default_factory=list, compare=False)  # of the release as a whole, told once

    @property
    def text(self) -> str:
        return self.release.text

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.release.blocks


@dataclass(frozen=True, slots=True)
class Candidate:
    """An award as a rule proposes it. ``doubt`` says why it cannot be trusted without a human."""

    rule: str
    recipient: str
    amount: Amount | None
    start: int  # of the evidence: sentence, item or row
    end: int
    block: int
    title: str | None = None
    decision: Decision | None = None  # where its own words decide; else the release's
    basis: AmountBasis | None = None
    doubt: str | None = None
    collection: int | None = None  # the list or table it is a row of
    name_at: int | None = None  # where the recipient's name stands
    told: tuple[int, int] | None = None  # the clause that tells it, where that is less than the evidence
    shared: bool = False  # the amount is each recipient's own, told once for several
