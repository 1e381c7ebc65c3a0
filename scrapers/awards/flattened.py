"""Tables flattened into one cell a line: name, number; name, title, number; with or without column names.

Rows are found by their rhythm of words and numbers over the whole run of short lines. Other prints of tables belong in
grids.py, what the columns mean in tables.py.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.awards.grid import Grid
from scrapers.awards.header import MONEY_WORD, header_names, is_header_word, may_be_header
from scrapers.awards.likeness import recipient_likeness
from scrapers.awards.lines import NUMBER_LINE, SUM_LINE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapers.awards.grid import Span
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount

_LONGEST_CELL = 220
_LONGEST_SENTENCE = 40
_MOST_WORDS, _MOST_NUMBERS = 5, 4
_SURE, _NAME = 1.0, 0.4  # likeness of an organisation by its form, of a name
_YEAR = re.compile(r"(?:19|20)\d\d$")
_EMPTY = frozenset(["–", "-", "—"])


@dataclass(frozen=True, slots=True)
class _Step:
    """Lines of words and the lines of numbers that follow them."""

    words: tuple[int, ...]
    numbers: tuple[int, ...]


def find_flattened(lines: tuple[Line, ...], starts: Mapping[int, Amount], taken: set[int]) -> list[Grid]:
    """Every flattened table of the release, in order; lines in ``taken`` belong to other tables."""
    kinds = ["X" if i in taken else _kind(line, starts) for i, line in enumerate(lines)]
    found: list[Grid] = []
    at = 0
    while at < len(lines):
        stop = at
        while stop < len(lines) and kinds[stop] != "X":
            stop += 1
        if "N" in kinds[at:stop]:
            found += _in_region(lines, kinds, starts, at, stop)
        at = stop + 1
    return found


def _kind(line: Line, starts: Mapping[int, Amount]) -> str:
    """N a number alone, T words that may be a cell, H a line that introduces, X what no table holds."""
    if line.zone != "body" or len(line.text) > _LONGEST_CELL or line.kind == "row":
        return "X"
    if NUMBER_LINE.match(line.text) or line.text in _EMPTY:
        return "N"
    amount = starts.get(line.start)
    if amount is not None and line.end - amount.end <= 2:
        return "N"
    if line.text.endswith(":"):
        return "H"
    return "X" if line.text[-1:] in ".?!" and len(line.text) > _LONGEST_SENTENCE else "T"


def _in_region(
    lines: tuple[Line, ...], kinds: list[str], starts: Mapping[int, Amount], at: int, stop: int
) -> list[Grid]:
    steps = _steps(kinds, at, stop)
    found: list[Grid] = []
    first = 0
    while first < len(steps):
        last = _last_step(lines, steps, first)
        grid = _of_steps(lines, kinds, starts, steps[first : last + 1], stop) if last > first else None
        if grid is not None:
            found.append(grid)
        first = last + 1 if grid is not None or last > first else first + 1
    return found


def _steps(kinds: list[str], at: int, stop: int) -> list[_Step]:
    """The region's rhythm; a line that introduces parts the words before it from those behind it."""
    steps: list[_Step] = []
    words: list[int] = []
    while at < stop:
        if kinds[at] == "N":
            first = at
            while at < stop and kinds[at] == "N":
                at += 1
            steps.append(_Step(tuple(words), tuple(range(first, at))))
            words = []
            continue
        words = [] if kinds[at] == "H" else [*words, at]
        at += 1
    return steps


def _last_step(lines: tuple[Line, ...], steps: list[_Step], first: int) -> int:
    """How far rows go on that have as many numbers as the first; the row of sums may have fewer and ends them."""
    numbers = len(steps[first].numbers)
    last = first
    while last + 1 < len(steps):
        step = steps[last + 1]
        if _is_sum(lines, step) and len(step.numbers) <= numbers:
            return last + 1
        usual = len(steps[first + 1].words) if last > first else _MOST_WORDS
        if len(step.numbers) != numbers or not step.words or len(step.words) > usual + 2:
            break
        last += 1
    return last


def _is_sum(lines: tuple[Line, ...], step: _Step) -> bool:
    return bool(step.words) and SUM_LINE.match(lines[step.words[-1]].text) is not None


def _of_steps(
    lines: tuple[Line, ...], kinds: list[str], starts: Mapping[int, Amount], steps: list[_Step], stop: int
) -> Grid | None:
    years = _years_above(lines, steps)
    steps = steps[1:] if years else steps
    plain = [step for step in steps if not _is_sum(lines, step)]
    if len(plain) < 2 or not steps[0].words:
        return None
    numbers = len(steps[0].numbers)
    width = Counter(len(step.words) for step in plain[1:]).most_common(1)[0][0]
    if width > _MOST_WORDS or numbers > _MOST_NUMBERS:
        return None
    is_ragged = _has_titles(lines, plain, width)
    width += is_ragged
    lead, header, depth = _header(lines, steps[0].words, width, numbers)
    opening = steps[0].words
    if is_ragged:
        opening = opening[-lead:]
        lead = width
    if years and len(years) == width + numbers:
        lead, header, depth = width, years, len(years)
    is_short = lead == width and len(opening) < width - is_ragged
    if is_short or (not header and _is_amount_first(lines, kinds, steps, stop)):
        return None
    rows: list[tuple[Span, ...]] = []
    firsts: list[int] = []
    unsure: set[int] = set()
    for at, step in enumerate(steps):
        own = opening if at == 0 else step.words
        following: tuple[int, ...] = ()
        if _is_sum(lines, step):
            words: list[tuple[int, ...]] = [(step.words[-1],)]
        elif lead < width:
            words = [(i,) for i in own[-lead:]]
            behind = width - lead
            following = steps[at + 1].words[:behind] if at + 1 < len(steps) else tuple(_trailing(step, stop, behind))
        else:
            words = _cells(lines, own, width, is_first=at == 0)
            if at and len(own) != width and not is_ragged and not _is_plain(lines, own, words[0][0]):
                unsure.add(at)
        told = [(lines[c[0]].start, lines[c[-1]].end) for c in words]
        told += [(told[-1][1], told[-1][1])] * (is_ragged and len(words) == width - 1)  # no title of its own
        firsts.append(words[0][0])
        rows.append((*told, *((lines[i].start, lines[i].end) for i in (*step.numbers, *following))))
    printed = sum(any(a in starts and starts[a].currency for a, _ in row) for row in rows)
    if len(plain) < (2 if printed == len(rows) or header else 3):
        return None
    last = max(steps[-1].numbers[-1], *(i for i in range(firsts[-1], stop) if lines[i].end <= rows[-1][-1][1]))
    return Grid(
        "table_flattened", header, tuple(rows), tuple(firsts), range(firsts[0] - depth, last + 1), frozenset(unsure)
    )


def _has_titles(lines: tuple[Line, ...], plain: list[_Step], width: int) -> bool:
    """Some rows have one line more than most, and it is their title: no sub-heading stands above a name there."""
    longer = [step.words for step in plain if len(step.words) == width + 1]
    if 10 * len(longer) < 3 * len(plain) or width >= _MOST_WORDS:
        return False
    likeness = [sum(recipient_likeness(lines[words[i]].text) for words in longer) for i in (0, width)]
    return likeness[0] >= likeness[1]


def _is_plain(lines: tuple[Line, ...], words: tuple[int, ...], first: int) -> bool:
    """A row of other length than most that begins with a name, and with no other above it that may be the recipient."""
    is_name = recipient_likeness(lines[first].text) >= _SURE
    return is_name and (first == words[0] or recipient_likeness(lines[words[0]].text) < _NAME)


def _years_above(lines: tuple[Line, ...], steps: list[_Step]) -> tuple[str, ...]:
    """Names of columns of which some are years: they are no row of numbers."""
    first = [lines[i].text for i in steps[0].numbers]
    if not all(map(_YEAR.match, first)) or all(_YEAR.match(lines[i].text) for i in steps[1].numbers):
        return ()
    return (*(lines[i].text for i in steps[0].words[-(len(steps[1].words)) :]), *first)


def _cells(lines: tuple[Line, ...], words: tuple[int, ...], width: int, *, is_first: bool) -> list[tuple[int, ...]]:
    """The lines of each cell: more lines than cells are a sub-heading above the row, or a title broken over lines."""
    tail: list[tuple[int, ...]] = [(i,) for i in words[-width:]]
    extra = len(words) - width
    if extra <= 0 or is_first or width == 1:
        return tail
    above, own = recipient_likeness(lines[words[0]].text), recipient_likeness(lines[words[extra]].text)
    if above > own and own < _NAME:
        return [*((i,) for i in words[: width - 1]), tuple(words[width - 1 :])]
    return tail


def _trailing(step: _Step, stop: int, behind: int) -> range:
    at = step.numbers[-1] + 1
    return range(at, min(at + behind, stop))


def _header(
    lines: tuple[Line, ...], opening: tuple[int, ...], width: int, numbers: int
) -> tuple[int, tuple[str, ...], int]:
    """(words of a row before its numbers, names of the columns, lines that they take)."""
    wide = width + numbers
    for lead in range(width, 0, -1):
        above = opening[:-lead]
        if above and may_be_header(lines[above[-1]]):
            names = header_names(lines[above[-1]].text)
            if len(names) == wide:
                return lead, tuple(names), 1
        if len(above) < wide:
            continue
        names = [lines[i].text for i in above[-wide:]]
        is_named = all(len(n) < 60 for n in names) and 2 * sum(map(is_header_word, names)) >= wide
        if is_named and any(MONEY_WORD.search(n) for n in names[lead : lead + numbers]):
            return lead, tuple(names), wide
    return width, (), 0


def _is_amount_first(lines: tuple[Line, ...], kinds: list[str], steps: list[_Step], stop: int) -> bool:
    """Each number heads the words below it: they share a paragraph, or the last words have no number of their own."""
    heads = sum(
        step.numbers[-1] + 1 < stop and lines[step.numbers[-1]].block == lines[step.numbers[-1] + 1].block
        for step in steps[:-1]
    )
    whole = lines[steps[0].words[-1]].block == lines[steps[0].numbers[0]].block
    if heads and not whole:
        return True
    behind = steps[-1].numbers[-1] + 1
    first = lines[steps[0].words[-1]].text
    trailing = behind < stop and kinds[behind] == "T" and recipient_likeness(lines[behind].text) >= 0.4
    return trailing and recipient_likeness(first) < 0.2 and len(steps[0].words) <= 1
