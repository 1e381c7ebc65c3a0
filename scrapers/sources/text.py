"""A text rendering of a page → blocks with offsets into that text, as it was given.

Blank lines part paragraphs, "•" or "-" begin items with continuation lines, tabs or pipes part cells. Rendered html has
the same shape, so that one reader serves both. What the text means does not belong here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapers.model import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scrapers.model import BlockKind

_BULLET = re.compile(r"(?P<indent>[ \t\u00a0]*)(?P<mark>[•●▪◦·*‣○▸►▶➤■□✓✔]|[-–—](?=\s)|\d{1,2}[.)](?=\s)|>(?=\s))\s*")
_DASH = re.compile(r"[-–—]")
_FURNITURE = re.compile(
    r"(?:hopp til|gå til|til toppen|historisk arkiv$|publisert (?:under|:)|utgiver|utgjevar|sist oppdatert|"
    r"aktiver javascript|dette innholdet er mer enn|du er her|cookie|obs! nettleser|important! your browser|annonse|"
    r"foto:|foto -|illustrasjon|del (?:dette|på)|skriv ut|innenriks$|nyheter$|nyhende$|aktuelt$|"
    r"pressemelding\s*(?:\||$|-|•)|pressemelding \w+ \d|nyhet\s*\||nr\.?:|dato:|website maintenance|meny$|søk$|"
    r"[^\s]+\.(?:jpe?g|png)$|skip to|menu$|news$|press release\s*(?:\||$))",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?:;»”\"]\s*$")
_LONGEST_TITLE = 220
_LONGEST_HEADING = 90


def parse_text(text: str) -> tuple[Block, ...]:
    """Blocks of ``text``; the first that is no page furniture is the title."""
    blocks: list[Block] = []
    group = 0
    has_title = False
    for start, end in _paragraphs(text):
        for block in _blocks(text, start, end, after_title=has_title):
            has_title = has_title or block.kind == "title"
            if block.group is not None:
                follows = blocks and blocks[-1].group is not None and blocks[-1].kind == block.kind
                group += not follows
                blocks.append(replace(block, group=group))
            else:
                blocks.append(block)
    return tuple(blocks)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines that are not blank; by line, since blanks without end must not be searched again and again."""
    begun: int | None = None
    end = 0
    for start, stop in _lines(text, 0, len(text)):
        if not text[start:stop].isspace() and start < stop:
            begun, end = start if begun is None else begun, stop
        elif begun is not None:
            yield begun, end
            begun = None
    if begun is not None:
        yield begun, end


def is_furniture(line: str) -> bool:
    """A line of the page around a release: "Historisk arkiv", "Hopp til hovedinnhold", "Publisert :"."""
    return _FURNITURE.match(line.strip()) is not None


def _blocks(text: str, start: int, end: int, *, after_title: bool) -> list[Block]:
    """The blocks of one paragraph ``text[start:end]``."""
    lines = _lines(text, start, end)
    if all("\t" in text[a:b].strip() or text[a:b].count("|") > 1 for a, b in lines):
        return [_row(text, a, b) for a, b in lines]
    if not after_title:
        return _with_title(text, lines)
    marks = [_BULLET.match(text, a, b) for a, b in lines]
    bullets = [m for m in marks if m]
    quote = len(bullets) == 1 and bullets[0] is marks[0] and _DASH.match(bullets[0]["mark"])
    if not bullets or (quote and len(lines) < 3):
        return [_paragraph(text, lines[0][0], lines[-1][1])]
    return _items(text, lines, marks)


def _with_title(text: str, lines: list[tuple[int, int]]) -> list[Block]:
    """Furniture stays paragraphs; the first other line is the title; what follows it on the next lines is text."""
    blocks: list[Block] = []
    for at, (a, b) in enumerate(lines):
        a, b = _trim(text, a, b)
        if is_furniture(text[a:b]):
            blocks.append(Block("paragraph", a, b))
            continue
        if b - a > _LONGEST_TITLE:
            return [*blocks, _paragraph(text, a, lines[-1][1])]
        blocks.append(Block("title", a, b))
        if at + 1 < len(lines):
            blocks.extend(_blocks(text, lines[at + 1][0], lines[-1][1], after_title=True))
        break
    return blocks


def _items(text: str, lines: list[tuple[int, int]], marks: list[re.Match[str] | None]) -> list[Block]:
    blocks: list[Block] = []
    for (a, b), mark in zip(lines, marks, strict=True):
        if mark is not None:
            level = min(len(mark["indent"].expandtabs(4)) // 3, 5) if mark["indent"] else 0
            blocks.append(Block("item", *_trim(text, mark.end(), b), level=level, group=0))
        elif blocks and blocks[-1].kind == "item" and not _is_new(text, blocks[-1].end, a):
            blocks[-1] = replace(blocks[-1], end=_trim(text, a, b)[1])
        elif blocks and blocks[-1].kind == "item":
            blocks.append(_paragraph(text, a, b))
        elif blocks:
            blocks[-1] = replace(blocks[-1], end=_trim(text, a, b)[1])
        else:
            blocks.append(_paragraph(text, a, b))
    return blocks


def _is_new(text: str, end: int, start: int) -> bool:
    """A line at the margin behind an item that has come to its full stop does not go on with it."""
    return text[start : start + 1].isupper() and text[end - 1] in ".!?"


def _row(text: str, start: int, end: int) -> Block:
    cells = []
    at = start
    for cell in re.split(r"\t|\|", text[start:end]):
        trimmed = _trim(text, at, at + len(cell))
        if trimmed[0] < trimmed[1] or at not in {start, end}:
            cells.append(trimmed)
        at += len(cell) + 1
    a, b = _trim(text, start, end)
    return Block("row", a, b, group=0, cells=tuple(c for c in cells))


def _paragraph(text: str, start: int, end: int) -> Block:
    start, end = _trim(text, start, end)
    line = text[start:end]
    kind: BlockKind = "paragraph"
    short = len(line) <= _LONGEST_HEADING and "\n" not in line and not _ENDS.search(line) and not _DASH.match(line)
    if short and not is_furniture(line) and not any(c.isdigit() for c in line):
        kind = "heading"
    return Block(kind, start, end, level=2 if kind == "heading" else 0)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    at = start
    for line in text[start:end].split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return lines


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
