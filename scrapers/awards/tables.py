"""Grids → awards: their columns chosen, their bare numbers read under the unit that is stated for them.

Finding cells belongs in grids.py, which column is which in columns.py, lists of lines in lists.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.cells import amount_of_cell, are_kroner, is_sum_row, stated_unit
from scrapers.awards.collection import Collection
from scrapers.awards.column_roles import role_beside, role_of_column
from scrapers.awards.columns import is_given, is_numbers, is_other_sums, money_column, recipient_column, title_column
from scrapers.awards.designations import tidy_title
from scrapers.awards.grids import find_grids
from scrapers.awards.likeness import is_place_like, recipient_likeness, title_likeness
from scrapers.awards.passages import clean
from scrapers.awards.recipients import may_receive
from scrapers.awards.rows import Row, read_rows, without_place

if TYPE_CHECKING:
    from scrapers.awards.grid import Grid, Span
    from scrapers.awards.lead_ins import Introductions
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount
    from scrapers.model import Role


@dataclass(frozen=True, slots=True)
class Table:
    """A grid whose columns are known, with the amounts of its rows and of its sum rows."""

    grid: Grid
    lines: range
    recipient: int
    money: int
    title: int | None
    amounts: tuple[Amount | None, ...]  # one a row
    words: int  # how many columns hold words
    doubt: str | None
    others: tuple[tuple[Amount, Role | None], ...] = ()  # the sums of its other columns


def find_tables(text: str, lines: tuple[Line, ...], amounts: tuple[Amount, ...]) -> list[Table]:
    """Tables of the release whose rows have a recipient and a sum; bare numbers are read under their header's unit."""
    starts = {amount.start: amount for amount in amounts}
    found = []
    for grid in find_grids(text, lines, starts):
        table = _with_columns(text, lines, grid, starts)
        if table is not None:
            found.append(table)
    return found


def cell_amounts(tables: list[Table]) -> list[Amount]:
    given = [amount for table in tables for amount in table.amounts if amount is not None]
    return given + [amount for table in tables for amount, _ in table.others]


def column_roles(tables: list[Table]) -> dict[int, Role]:
    """start → role of the sums that stand in a column of other sums than those given."""
    return {amount.start: role for table in tables for amount, role in table.others if role is not None}


def merged(amounts: tuple[Amount, ...], cells: list[Amount]) -> tuple[Amount, ...]:
    """All amounts in order; a cell read under its header takes the place of what overlaps it."""
    taken = {at for cell in cells for at in range(cell.start, cell.end)}
    kept = [a for a in amounts if not any(at in taken for at in range(a.start, a.end))]
    return tuple(sorted([*kept, *cells], key=lambda a: a.start))


def _with_columns(text: str, lines: tuple[Line, ...], grid: Grid, starts: dict[int, Amount]) -> Table | None:
    rows = [[clean(text[a:b]) for a, b in row] for row in grid.rows]
    plain = [row for row in rows if not is_sum_row(row)]
    width = max((len(row) for row in plain), default=0)
    if not plain or width < 2:
        return None
    columns = [[row[i] for row in plain if i < len(row)] for i in range(width)]
    header = grid.header if len(grid.header) == width or grid.rule == "table_cells" else grid.header[:width]
    names = [header[i] if i < len(header) else "" for i in range(width)]
    if grid.rule == "table_lines" and not grid.is_parted and width < len(grid.header):
        names = [*grid.header[: width - 1], grid.header[-1]]
    within = lines[grid.lines.start].start, lines[grid.lines.stop - 1].end
    stated = {a.amount for a in starts.values() if a.amount and not within[0] <= a.start < within[1]}
    money, doubt = money_column(names, columns, stated)
    if money is None:
        return None
    words = [i for i in range(width) if i != money and not is_numbers(columns[i])]
    owner = recipient_column(names, columns, words)
    if owner is None:
        return None
    recipient, doubt = owner[0], doubt or owner[1]
    unit = stated_unit(names[money], lines, grid)
    found = tuple(amount_of_cell(text, grid, i, money, unit, starts) for i in range(len(grid.rows)))
    if sum(a is not None for a in found) * 2 < len(plain) or not are_kroner(names[money], unit, found):
        return None
    title = title_column(names, columns, words, recipient)
    others = _others(text, lines, grid, names, columns, money, found, starts)
    return Table(grid, grid.lines, recipient, money, title, found, len(words), doubt, others)


def _others(
    text: str,
    lines: tuple[Line, ...],
    grid: Grid,
    names: list[str],
    columns: list[list[str]],
    money: int,
    given: tuple[Amount | None, ...],
    starts: dict[int, Amount],
) -> tuple[tuple[Amount, Role | None], ...]:
    """The sums of the columns beside the one of sums given; a row that has not all cells is left alone."""
    found: list[tuple[Amount, Role | None]] = []
    for column, cells in enumerate(columns):
        unit = stated_unit(names[column] or names[money], lines, grid)
        if column == money or not is_other_sums(names[column], cells, unit):
            continue
        whole = [row for row, spans in enumerate(grid.rows) if len(spans) == len(columns)]
        sums = {row: one for row in whole if (one := amount_of_cell(text, grid, row, column, unit, starts)) is not None}
        pairs = [
            (one.amount, own.amount) for row, one in sums.items() if (own := given[row]) and own.amount and one.amount
        ]
        role = role_of_column(names[column], names[money]) or role_beside(pairs)
        found += [(one, role) for one in sums.values()]
    return tuple(found)


def read_tables(
    text: str, lines: tuple[Line, ...], tables: list[Table], introductions: Introductions
) -> list[Collection]:
    """The awards of tables; a sum row is the table's own total."""
    found: list[Collection] = []
    for table in tables:
        lead = introductions.above(table.lines.start)
        grid = table.grid
        name = grid.header[min(table.money, len(grid.header) - 1)] if grid.header else ""
        says = lead.says == "given" or is_given(name)
        doubt = (
            table.doubt
            or _of_other_kind(table)
            or _of_unsure_names(text, table)
            or (None if says else "nothing above the table says that it is of awards")
        )
        sums, candidates = [], []
        for at, (cells, amount) in enumerate(zip(grid.rows, table.amounts, strict=True)):
            if amount is None:
                continue
            words = [clean(text[a:b]) for a, b in cells]
            if is_sum_row(words):
                sums.append(amount)
            elif (one := _candidate(text, lines, table, at, amount, doubt)) is not None:
                candidates.append(one)
        if lead.says == "not_given" and not is_given(name, is_sure=True):
            candidates = []
        if table.doubt is not None and "applied" in table.doubt:
            candidates, sums = [], []
        found.append(Collection(tuple(candidates), table.lines, f"{lead.text} ¶ {' '.join(grid.header)}", tuple(sums)))
    return found


def _of_other_kind(table: Table) -> str | None:
    """Why a table may be of statistics or of pots: it counts awards by place, or tells what is left to apply for."""
    names = [name.casefold() for name in table.grid.header]
    if any(re.search(r"\b(?:att|igjen|gjenstår|remaining|left)\b", name) for name in names):
        return "the table tells what is left"
    counts = any(re.match(r"(?:antall?|tal på|number of)\b", name) for name in names)
    by_place = any(re.match(r"(?:fylker?|region(?:er)?|county|landsdel)$", name) for name in names)
    return "the table counts by place" if counts and by_place else None


def _of_unsure_names(text: str, table: Table) -> str | None:
    """Among several columns of words, one in which nothing is an organisation for certain."""
    if table.words < (3 if table.grid.header else 2):
        return None
    names = [clean(text[slice(*row[table.recipient])]) for row in table.grid.rows if table.recipient < len(row)]
    of_places = re.match(r"kommun|fylke|county|municip", _name_of(table).casefold()) is not None
    sure = sum(recipient_likeness(name) >= 1 or (of_places and is_place_like(name)) for name in names)
    return None if 3 * sure >= len(names) else "which column of the table is the recipient cannot be told"


def _name_of(table: Table) -> str:
    """What the header calls the column of recipients, or nothing."""
    return table.grid.header[table.recipient] if table.recipient < len(table.grid.header) else ""


def _candidate(
    text: str, lines: tuple[Line, ...], table: Table, row: int, amount: Amount, doubt: str | None
) -> Candidate | None:
    cells = table.grid.rows[row]
    if table.recipient >= len(cells):
        return None
    raw = clean(text[slice(*cells[table.recipient])])
    if table.words == 1 and re.search(r"[«“\"]", raw):
        return _of_one_cell(text, lines, table, row, amount, doubt)
    recipient = without_place(raw)
    if not recipient or not may_receive(recipient):
        return None
    own = None
    if not table.grid.header and recipient_likeness(raw) < 0 and title_likeness(raw) > 0.8:
        own = "the row's recipient does not look like one"
    if row in table.grid.unsure:
        own = "the row has not the cells of its table"
    if not table.grid.is_parted and recipient_likeness(recipient) < 1:
        own = "where the recipient's name ends cannot be told"
    title = (
        tidy_title(clean(text[slice(*cells[table.title])]))
        if table.title is not None and table.title < len(cells)
        else None
    )
    first = lines[table.grid.row_lines[row]]
    return Candidate(
        rule=table.grid.rule, recipient=recipient, amount=amount, start=_first(cells),
        end=max(amount.end, _last(cells)), block=first.block,
        title=None if title and (is_place_like(title) or is_numbers([title])) else title, doubt=doubt or own,
        collection=table.lines.start,
    )  # fmt: skip


def _of_one_cell(
    text: str, lines: tuple[Line, ...], table: Table, row: int, amount: Amount, doubt: str | None
) -> Candidate | None:
    """A cell that holds recipient and quoted title both: "Selja Ullvare AS «Garn frå villsau»"."""
    cells = table.grid.rows[row]
    start, end = cells[table.recipient]
    block = lines[table.grid.row_lines[row]].block
    reading = read_rows([Row(start, end, block, None, -1, -1, text[start:end])])[0]
    if reading is None or not may_receive(reading.recipient):
        return None
    return Candidate(
        rule=table.grid.rule, recipient=reading.recipient, amount=amount, start=_first(cells),
        end=max(amount.end, _last(cells)), block=block, title=reading.title, doubt=doubt or reading.doubt,
        collection=table.lines.start,
    )  # fmt: skip


def _first(cells: tuple[Span, ...]) -> int:
    return min(a for a, b in cells if a < b)


def _last(cells: tuple[Span, ...]) -> int:
    return max(b for a, b in cells if a < b)
