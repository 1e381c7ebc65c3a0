"""Blocks → printed lines, the ground that lists and tables share, with the amounts that stand in each.

Finding and reading the lists themselves belongs in lists.py, tables in grids.py, what introduces them in lead_ins.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scrapers.awards.passages import clean, zones

if TYPE_CHECKING:
    from scrapers.awards.money import Amount
    from scrapers.awards.passages import Zone
    from scrapers.model import Block, Release

NUMBER_LINE = re.compile(r"^(?:kr\.?|NOK)?\s*\d[\d\s.,'’\u00a0]{0,24}(?:,-|,–)?$", re.IGNORECASE)
SUM_LINE = re.compile(
    r"^\W*(?:SUM|[Ss]um|[Tt]otal(?:t|sum)?|TOTAL(?:T|SUM)?|[Ii] alt|[Tt]il sammen|[Tt]il saman|[Ss]amlet|[Ss]amla|"
    r"[Gg]rand total)"
    r"(?: (?:beløp|tildelt|tildeling|utbetalt|støtte|tilskudd|tilskot|sum|kr|NOK))*[\s:.\-–]*(?=\d|kr|NOK|$)"
)
_HAS_KEYS = re.compile(r"\n[ \t]*[A-ZÆØÅ][\wæøå ]{2,25}: \S")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: an item with its continuation, a row, or a line of a paragraph."""

    start: int
    end: int
    block: int
    kind: str
    level: int
    zone: Zone
    text: str  # clean
    group: int | None = None  # the list or table of its block
    cells: tuple[tuple[int, int], ...] = ()
    is_header: bool = False


def read_lines(release: Release) -> tuple[Line, ...]:
    text = release.text
    lines: list[Line] = []
    for at, (block, zone) in enumerate(zip(release.blocks, zones(release.text, release.blocks), strict=True)):
        whole = block.kind in {"row", "title"} or (
            block.kind == "item" and not _HAS_KEYS.search(text, block.start, block.end)
        )
        for start, end in [(block.start, block.end)] if whole else _split(text, block):
            if start == end:
                continue
            aside = text[start] == "(" and text[end - 1] == ")" and lines and lines[-1].zone == zone == "body"
            if aside and lines[-1].end > start - 4:  # "(se egen pressemelding)" belongs to the name above
                lines[-1] = replace(lines[-1], end=end, text=clean(text[lines[-1].start : end]))
                continue
            said = clean(text[start:end])
            lines.append(
                Line(start, end, at, block.kind, block.level, zone, said, block.group, block.cells, block.is_header)
            )
    return tuple(lines)


def _split(text: str, block: Block) -> list[tuple[int, int]]:
    spans, at = [], block.start
    for part in text[block.start : block.end].split("\n"):
        a = at + len(part) - len(part.lstrip())
        b = at + len(part.rstrip())
        if a < b:
            spans.append((a, b))
        at += len(part) + 1
    return spans


def index_amounts(lines: tuple[Line, ...], amounts: tuple[Amount, ...]) -> list[list[Amount]]:
    """The amounts of each line, in one walk."""
    found: list[list[Amount]] = []
    at = 0
    for line in lines:
        here: list[Amount] = []
        while at < len(amounts) and amounts[at].start < line.start:
            at += 1
        while at < len(amounts) and amounts[at].start < line.end:
            here.append(amounts[at])
            at += 1
        found.append(here)
    return found
