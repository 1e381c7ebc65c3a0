"""Tables as they are printed → grids of cells: rows with cells, one cell a line, cells on one line, cells glued together.

Where header, cells and sum rows stand only; which column is the recipient and which the sum belongs in tables.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.awards.glued import part_line
from scrapers.awards.lines import NUMBER_LINE, SUM_LINE
from scrapers.awards.passages import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount

Span = tuple[int, int]
_LONGEST_CELL = 220
_LONGEST_ROW = 420
_WIDEST = 7
HEADER_WORD = re.compile(
    r"^(?:(?:støtte|tilskudds?|tilskots?)?mottak\w*|mottager\w*|søker\w*|søkjar\w*|kommun[ea]\w*|fylke\w*|prosjekt\w*|vertskap|tiltak\w*|formål|føremål|sted|stad|beløp\w*|tildel\w*|innvilg\w*|løyv\w*|bevilg\w*|til(?:skudd|skot)\w*|"
    r"støtte\w*|sum|post|kategori|klynge\w*|bedrift\w*|organisasjon\w*|virksomhet\w*|verksemd\w*|selskap\w*|nam?n|navn|arrangør\w*|institusjon\w*|samarbeidspartner\w*|søkt\w*|omsøkt\w*|totalt?|kostnad\w*|budsjett\w*|år|nr\.?|"
    r"museum|lag|ordning|tilsagn\w*|utbetalt|vedtak|recipient|applicant|company|cluster|project|amount|grant|county|award\w*)$",
    re.IGNORECASE,
)
MONEY_WORD = re.compile(
    r"\bkr\b|kroner|kronar|beløp|tilskudd|tilskot|tildel|innvilg|støtte|stønad|bevilg|løyv|tilsagn|utbetal|\bsum\b|\bnok\b|award|grant|amount|\bmill|\bsøkt|omsøkt",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Grid:
    """``header`` names every column or is empty; a cell is an offset pair into the text, empty ones are of no length."""

    rule: str
    header: tuple[str, ...]
    rows: tuple[tuple[Span, ...], ...]
    row_lines: tuple[int, ...]  # the line where each row begins
    lines: range  # its header included
    is_parted: bool = True  # the print itself says where each cell ends


def find_grids(text: str, lines: tuple[Line, ...], starts: Mapping[int, Amount]) -> list[Grid]:
    """Every table of the release, in order."""
    kinds = [_kind(line, starts) for line in lines]
    found: list[Grid] = []
    at = 0
    while at < len(lines):
        grid = _of_cells(text, lines, at) or _of_columns(text, lines, starts, at) or _flattened(lines, kinds, starts, at)
        if grid is not None and found and grid.lines.start < found[-1].lines.stop:
            grid = None
        if grid is not None:
            found.append(grid)
        at = max(at + 1, grid.lines.stop) if grid is not None else at + 1
    return found


def _of_cells(text: str, lines: tuple[Line, ...], at: int) -> Grid | None:
    """Lines that the page or its tabs and pipes part into cells."""
    if lines[at].kind != "row" or lines[at].zone != "body":
        return None
    stop = at
    while stop < len(lines) and lines[stop].kind == "row" and lines[stop].group == lines[at].group:
        stop += 1
    header: tuple[str, ...] = ()
    first = at
    if lines[at].is_header or (stop - at > 1 and not re.search(r"\d{3}", lines[at].text)):
        header = tuple(clean(text[a:b]) for a, b in lines[at].cells)
        first = at + 1
    while first < stop and lines[first].is_header:
        first += 1
    rows = tuple(lines[i].cells for i in range(first, stop))
    return Grid("table_cells", header, rows, tuple(range(first, stop)), range(at, stop)) if rows else None


def _of_columns(text: str, lines: tuple[Line, ...], starts: Mapping[int, Amount], at: int) -> Grid | None:
    """A line of column names, and below it lines that end in a number: cells apart by spaces, slashes or nothing."""
    names = header_names(text[lines[at].start : lines[at].end]) if _may_be_header(lines[at]) else []
    if not names:
        return None
    rows: list[tuple[Span, ...]] = []
    stop = at + 1
    while stop < len(lines) and (cells := part_line(text, lines[stop], names, starts)) is not None:
        rows.append(cells)
        stop += 1
    if len(rows) < 2:
        return None
    parted = all(len(row) == len(names) for row in rows)
    return Grid("table_lines", tuple(names), tuple(rows), tuple(range(at + 1, stop)), range(at, stop), parted)


def _may_be_header(line: Line) -> bool:
    return line.zone == "body" and line.kind not in {"row", "item"} and len(line.text) < 120 and line.text[-1:] not in ".:?!>" and ">" not in line.text


def header_names(raw: str) -> list[str]:
    """The column names on one line: "Søker / Prosjekt / Innvilget", "Kommune Prosjekt Tildelt beløp", "MottakarPostSum"."""
    for pattern in (r"\s+/\s+", r"\t|[ \u00a0]{2,}", r"\s*\|\s*"):
        names = [n.strip() for n in re.split(pattern, raw.strip()) if n.strip()]
        if len(names) > 1:
            return names if sum(_is_header_word(n) for n in names) * 2 >= len(names) else []
    words = raw.split()
    if len(words) == 1:
        words = re.findall(r"[A-ZÆØÅ][a-zæøå]+", raw)
        return words if len(words) > 1 and "".join(words) == raw.strip() and all(map(_is_header_word, words)) else []
    names = []
    for word in words:
        if word[:1].isupper() and (_is_header_word(word) or names):
            names.append(word)
        elif names:
            names[-1] += f" {word}"  # "Støtte fra Enova"
        else:
            return []
    named = [n for n in names if _is_header_word(n)]
    if len(named) < 2 or not MONEY_WORD.search(named[-1]):
        return []
    joined: list[str] = []
    for name in names:
        if joined and not _is_header_word(name):
            joined[-1] += f" {name}"
        else:
            joined.append(name)
    return joined


def _is_header_word(name: str) -> bool:
    return HEADER_WORD.match(name.split()[0].strip("(),:")) is not None


def _kind(line: Line, starts: Mapping[int, Amount]) -> str:
    """N a number alone, T words that may be a cell, H a line that introduces, X what no table holds."""
    if line.zone != "body" or len(line.text) > _LONGEST_CELL or line.kind == "row":
        return "X"
    if NUMBER_LINE.match(line.text):
        return "N"
    amount = starts.get(line.start)
    if amount is not None and line.end - amount.end <= 2:
        return "N"
    if line.text.endswith(":"):
        return "H"
    return "X" if line.text[-1:] in ".?!" and len(line.text) > 40 else "T"


def _flattened(lines: tuple[Line, ...], kinds: list[str], starts: Mapping[int, Amount], at: int) -> Grid | None:
    """Rows of one pattern, one cell a line: name, number; name, title, number; name, number, number."""
    width, firsts = 0, list[int]()
    for wide in range(2, _WIDEST + 1):
        pattern = kinds[at : at + wide]
        if len(pattern) < wide or pattern[-1] != "N" or "T" not in pattern or set(pattern) - {"T", "N"}:
            continue
        found = _repeats(lines, kinds, pattern, at)
        if len(found) > 1 and found[-1] > (firsts[-1] if firsts else 0) + 1:
            width, firsts = wide, found
    if not firsts:
        return None
    rows = tuple(tuple((lines[i].start, lines[i].end) for i in _cells_of(kinds, lines, first, width)) for first in firsts)
    header, depth = _header_above(lines, kinds, at, width)
    printed = sum(any(starts[a].currency for a, _ in row if a in starts) for row in rows)
    if len(rows) < (2 if printed == len(rows) or header else 3):
        return None
    stop = firsts[-1] + len(rows[-1])
    return Grid("table_flattened", header, rows, tuple(firsts), range(at - depth, stop))


def _repeats(lines: tuple[Line, ...], kinds: list[str], pattern: list[str], at: int) -> list[int]:
    """Where each row begins; sub-headings between rows are passed over, a short sum row counts as one."""
    firsts: list[int] = []
    width = len(pattern)
    while at < len(kinds):
        if kinds[at : at + width] == pattern and not _is_sum(lines, kinds, at):
            firsts.append(at)
            at += width
        elif firsts and _is_sum(lines, kinds, at):
            firsts.append(at)
            at += 1 + kinds[at + 1 : at + width].index("N") + 1
            break
        elif firsts and kinds[at] == "H" and kinds[at + 1 : at + 1 + width] == pattern:
            at += 1
        else:
            break
    return firsts


def _is_sum(lines: tuple[Line, ...], kinds: list[str], at: int) -> bool:
    return kinds[at] == "T" and kinds[at + 1 : at + 2] == ["N"] and SUM_LINE.match(lines[at].text) is not None


def _cells_of(kinds: list[str], lines: tuple[Line, ...], first: int, width: int) -> range:
    """The lines of one row; a sum row may have fewer."""
    if not _is_sum(lines, kinds, first):
        return range(first, first + width)
    stop = first + 1
    while stop < first + width and stop < len(kinds) and kinds[stop] == "N":
        stop += 1
    return range(first, stop)


def _header_above(lines: tuple[Line, ...], kinds: list[str], at: int, width: int) -> tuple[tuple[str, ...], int]:
    """(names, lines they take): one name a column on the lines above, or all of them on one line; else nothing."""
    if at and _may_be_header(lines[at - 1]):
        names = header_names(lines[at - 1].text)
        if len(names) == width:
            return tuple(names), 1
    above = lines[at - width : at] if at >= width else ()
    if above and all(kinds[at - width + i] in "TN" and len(line.text) < 60 for i, line in enumerate(above)):
        names = [line.text for line in above]
        if sum(_is_header_word(n) for n in names) * 2 >= width and any(MONEY_WORD.search(n) for n in names):
            return tuple(names), width
    return (), 0
