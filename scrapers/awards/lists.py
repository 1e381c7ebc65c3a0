"""Lists: bullets, numbered or bare lines with an amount each, under what introduces them.

A list is read as a whole (rows.py). Names below an amount or without any belong in names.py, tables in tables.py,
key-value blocks in records.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.collection import Collection
from scrapers.awards.designations import tidy_title
from scrapers.awards.header import MONEY_WORD
from scrapers.awards.inline import read_inline
from scrapers.awards.lead_ins import Introductions, LeadIn, judge_sentence
from scrapers.awards.likeness import is_group, recipient_likeness
from scrapers.awards.lines import SUM_LINE, index_amounts
from scrapers.awards.list_doubts import doubt_of_list
from scrapers.awards.names import read_names
from scrapers.awards.recipients import is_funder, may_receive, may_receive_for
from scrapers.awards.rows import VERB, Reading, Row, read_rows, split_parts, without_place

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount

__all__ = ["Collection", "read_lists"]

_LONGEST_ROW = 420
NOT_PARTED = "the rows of a table were not parted into its columns"
_LONGEST_BARE = 200
_STATEMENT = re.compile(
    r"(?i)\b(?:koster|kostar|kostet|er beregnet|søkte|lån|garanti|ramma|rammen|omsetning|sett? av|lyses ut|vil gi|"
    r"skal gi|selger|selges|kjøper|investerer|bygger for|foreslår|i snitt|per år pr|fordelt på|fi?e?kk \d+ |"
    r"disponerer|dekke inntil|drenert)\b"
)
_SENTENCE = re.compile(r"[.!?]\s+[A-ZÆØÅ]")
_PREDICATE = re.compile(r"\b(?:er|var|blir|ble|vart|har|hadde|vil|skal|kan|må)\b")
_BETWEEN_MARKS = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”|”[^”]*”")
_OTHER_SUM = re.compile(
    r"(?:søkt\w*|omsøkt|søknad\w*|av totalt|totalt|kostnad\w*|koster|kostar|budsjett\w*|ramme|pluss|i tillegg|"
    r"egenandel|av)\W*(?:om|på|inntil|er)?\W*$",
    re.IGNORECASE,
)
_GETS = re.compile(r"^(?P<r>[A-ZÆØÅ].{2,90}?)\s+(?:får|fikk|fekk|mottar|mottok|tildeles|receives?|gets?)\b")
_EACH = re.compile(r"^\W*(?:kroner|kronar|kr)?\W*(?:til |på )?(?:hver|kvar|each)\b", re.IGNORECASE)
_TO_ONE = re.compile(r"^\s*(?:kroner|kronar)?\s*(?:til|to)\s+(?P<r>[A-ZÆØÅ][^.,:;()\n]{2,60})")
_LONGEST_SUBHEADING = 60


def read_lists(
    document: Document, lines: tuple[Line, ...], taken: set[int], introductions: Introductions
) -> list[Collection]:
    """Every list of the release, in order; lines in ``taken`` belong to tables and records."""
    reader = _Reader(document, lines, index_amounts(lines, document.amounts), taken, introductions)
    found: list[Collection] = []
    at = tried = 0
    while at < len(lines):
        collection = None
        if at not in taken and lines[at].zone in {"title", "furniture"}:
            collection = read_inline(document, lines, reader.amounts, reader.introductions, at)
        elif at not in taken and lines[at].zone == "body":
            if at >= tried:
                collection, tried = reader.priced(at)
            if collection is None:
                collection = read_inline(document, lines, reader.amounts, reader.introductions, at)
            if collection is None:
                collection = read_names(document, lines, reader.amounts, taken, reader.introductions, at)
        if collection is not None:
            found.append(collection)
        at = max(at + 1, collection.lines.stop) if collection is not None else at + 1
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    document: Document
    lines: tuple[Line, ...]
    amounts: list[list[Amount]]
    taken: set[int]
    introductions: Introductions

    def priced(self, at: int) -> tuple[Collection | None, int]:
        """The list that begins here and the line up to which none can begin that was not tried."""
        run, stop = self._run(at)
        if not run:
            return None, at + 1
        lead = self.introductions.above(at)
        sums = [i for i in run if SUM_LINE.match(self.lines[i].text)]
        rows = [(i, self._row(i)) for i in run if i not in sums]
        is_item = self.lines[at].kind in {"item", "row"}
        if len(run) < 2 or not rows or (not is_item and len(run) < 3 and lead.says != "given"):
            return None, stop
        readings = read_rows([row for _, row in rows])
        owners = [self._owner(i, lead) for i, _ in rows] if _are_purposes(readings) else self._one_owner(at, rows)
        listed = [r for r in readings if r is not None and may_receive_for(r.recipient, r.title)]
        names = sum(recipient_likeness(r.recipient) >= 0.15 or r.has_verb for r in listed)
        if not is_item and not any(owners) and names < 0.6 * len(rows):
            return None, stop
        doubt = doubt_of_list(self.document, self.lines, lead, readings, rows, owners)
        if at and _are_columns(self.lines[at - 1].text):
            doubt = doubt or NOT_PARTED
        candidates = []
        stops = sum(row.text.rstrip().endswith(".") for _, row in rows)
        for at_row, ((_, row), reading) in enumerate(zip(rows, readings, strict=True)):
            owner = owners[at_row] if owners else None
            if reading is None or (lead.says == "not_given" and not reading.has_verb):
                continue
            if owner is not None:
                reading = Reading(owner, reading.title or tidy_title(reading.recipient), has_verb=False)
            elif (
                not may_receive_for(reading.recipient, reading.title)
                or is_group(reading.recipient)
                or (_is_purpose(reading) and not reading.is_quoted)
            ):
                continue
            if not is_item and row.text.rstrip().endswith(".") and 2 * stops < len(rows) and not reading.has_verb:
                continue  # running text behind the list
            names_of_row = _each_of(reading.recipient, row)
            rule = "list_verb" if reading.has_verb else "list_owner" if owner else "list_row"
            rule = rule if row.amount is not None else "list_unpriced"
            candidates += [
                Candidate(
                    rule=rule, recipient=name, amount=row.amount, start=row.start, end=row.end, block=row.block,
                    title=reading.title, doubt=doubt or reading.doubt, collection=at, shared=len(names_of_row) > 1,
                )
                for name in names_of_row
            ]  # fmt: skip
        totals = tuple(self.amounts[i][0] for i in sums if self.amounts[i])
        return Collection(tuple(candidates), range(at, stop), lead.text, totals), stop

    def _run(self, at: int) -> tuple[list[int], int]:
        """The rows of the list that begins at ``at``; short sub-headings between rows are passed over."""
        run: list[int] = []
        stop = at
        if mixed := self._mixed(at):
            return mixed, mixed[-1] + 1
        while stop < len(self.lines) and stop not in self.taken:
            if self._is_row(at, stop):
                run.append(stop)
                stop += 1
            elif run and (self._is_subheading(stop) or self._is_outer(stop)) and self._is_row(at, stop + 1):
                stop += 1
            else:
                break
        return run, max(stop, at + 1)

    def _mixed(self, at: int) -> list[int]:
        """The items of a list that gives a sum for some of its rows and names alone for the others."""
        if self.lines[at].kind != "item" or (at and self._is_beside(at - 1, at)):
            return []
        stop = at + 1
        while stop < len(self.lines) and self._is_beside(stop, at) and stop not in self.taken:
            stop += 1
        priced = [i for i in range(at, stop) if self._is_row(at, i)]
        names = [i for i in range(at, stop) if not self.amounts[i] and self._is_name(i)]
        is_list = names and priced and len(priced) + len(names) > max(2, 0.8 * (stop - at))
        return sorted(priced + names) if is_list and self.introductions.above(at).says == "given" else []

    def _is_beside(self, at: int, other: int) -> bool:
        line, beside = self.lines[at], self.lines[other]
        return line.kind == "item" and (line.group, line.level) == (beside.group, beside.level)

    def _is_name(self, at: int) -> bool:
        """A row without a sum: no sentence, and a name before the first sign."""
        text = self.lines[at].text
        parts = split_parts(text) if len(text) <= _LONGEST_ROW else []
        said = _BETWEEN_MARKS.sub("", text)
        is_sentence = text[-1:] in ".?!:" or _SENTENCE.search(said) or _PREDICATE.search(said)
        return bool(parts) and not is_sentence and max(map(recipient_likeness, parts)) >= 0.4

    def _is_outer(self, at: int) -> bool:
        """An item without a sum whose own items follow: "Nordland" above the recipients there."""
        if at + 1 >= len(self.lines) or self.amounts[at]:
            return False
        line, below = self.lines[at], self.lines[at + 1]
        return line.kind == below.kind == "item" and line.group == below.group and line.level < below.level

    def _is_subheading(self, at: int) -> bool:
        line = self.lines[at]
        if (
            line.zone != "body"
            or self.amounts[at]
            or len(line.text) > _LONGEST_SUBHEADING
            or line.kind in {"item", "row"}
        ):
            return False
        return line.text[-1:] not in ".?!" and judge_sentence(line.text) is None

    def _is_row(self, first: int, at: int) -> bool:
        if at >= len(self.lines) or at in self.taken:
            return False
        line, here = self.lines[at], self.amounts[at]
        if line.zone != "body" or line.kind == "title" or len(line.text) > _LONGEST_ROW or not here:
            return False
        if (self.lines[first].kind in {"item", "row"}) != (line.kind in {"item", "row"}):
            return False
        if line.text[-1:] == ":" or _STATEMENT.search(line.text) or self._given(at) is None:
            return False
        before = _BETWEEN_MARKS.sub("", self.document.text[line.start : here[0].qualifier_start])
        if _PREDICATE.search(before) and not VERB.search(before):
            return False
        return line.kind in {"item", "row"} or self._is_bare_row(line, here)

    def _is_bare_row(self, line: Line, here: list[Amount]) -> bool:
        """A line of its own whose sum stands at its head, its end or behind its verb, and that is no running text."""
        text = self.document.text
        before, after = text[line.start : here[0].qualifier_start], text[here[-1].end : line.end]
        if len(line.text) > _LONGEST_BARE or len(here) > 1 or line.text[:1] in "–-" or _SENTENCE.search(line.text):
            return False
        at_edge = len(after.strip(" .,)")) < 3 or len(before.strip()) < 3
        if at_edge and (line.text[:1] not in '«"' or re.match(r"[«\"][^»\"]+[»\"]", line.text)):
            return not re.search(r"\bsom\b", before)
        return line.text[-1:] not in ".!?" and len(line.text) <= 140

    def _given(self, at: int) -> Amount | None:
        """The sum of a row that is its award, where others are said to be applied for or the whole cost."""
        here = self.amounts[at]
        if len(here) == 1:
            return here[0]
        text, line = self.document.text, self.lines[at]
        own = [a for a in here if not _OTHER_SUM.search(text[max(line.start, a.start - 40) : a.qualifier_start])]
        return own[0] if len(own) == 1 else None

    def _row(self, at: int) -> Row:
        line = self.lines[at]
        text = self.document.text[line.start : line.end]
        amount = self._given(at) if self.amounts[at] else None
        if amount is None:
            return Row(line.start, line.end, line.block, None, -1, -1, text)
        return Row(
            line.start, line.end, line.block, amount, amount.qualifier_start - line.start, amount.end - line.start, text
        )

    def _one_owner(self, at: int, rows: list[tuple[int, Row]]) -> list[str | None]:
        """The one recipient of a sum in the lead-in that the rows only divide: "1,31 millioner til R. Av dem går:"."""
        total = sum(((row.amount.amount if row.amount else None) or Decimal(0) for _, row in rows), Decimal(0))
        for above in range(max(0, at - 2), at):
            for amount in self.amounts[above]:
                match = _TO_ONE.match(self.document.text[amount.end : self.lines[above].end])
                name = without_place(match["r"]) if match else ""
                if (
                    amount.amount == total
                    and recipient_likeness(name) >= 0.4
                    and may_receive(name)
                    and not is_group(name)
                ):
                    return [name] * len(rows)
        return []

    def _owner(self, at: int, lead: LeadIn) -> str | None:
        """Whose purposes the rows are: the name in the lead-in, or the heading above them."""
        while at and self.amounts[at - 1] and self._is_row(at, at - 1):
            at -= 1
        if not at:
            return None
        nearest = self.lines[at - 1]
        match = _GETS.match(nearest.text)
        name = (
            without_place(match["r"])
            if match
            else nearest.text.rstrip(":")
            if lead.is_direct or len(nearest.text) < 60
            else ""
        )
        is_name = recipient_likeness(name) >= (0.4 if match else 1.0) and may_receive(name) and not is_funder(name)
        return name if name and is_name else None


def _each_of(recipient: str, row: Row) -> list[str]:
    """ "A og B: T, 350 000 kroner til hver" is one award to each."""
    if not _EACH.search(row.text[row.amount_end :]):
        return [recipient]
    names = [name.strip() for name in re.split(r",\s+|\s+(?:og|and)\s+", recipient)]
    return names if len(names) > 1 and all(recipient_likeness(name) >= 0.4 for name in names) else [recipient]


def _are_columns(above: str) -> bool:
    """ "Tittel Produksjonsforetak Regi Tilskudd": names of columns, the last one of sums."""
    words = above.split()
    return 2 < len(words) < 8 and all(w.istitle() for w in words) and MONEY_WORD.search(words[-1]) is not None


def _are_purposes(readings: list[Reading | None]) -> bool:
    told = [r for r in readings if r is not None]
    return bool(told) and sum(_is_purpose(r) for r in told) > 0.6 * len(told)


def _is_purpose(reading: Reading) -> bool:
    own = reading.recipient
    return reading.is_quoted or (not reading.has_verb and recipient_likeness(own) < 0 and own[:1].islower())
