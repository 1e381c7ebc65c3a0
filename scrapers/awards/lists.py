"""Lists: bullets, numbered or bare lines with an amount each, names below one amount, names without amounts.

A list is read as a whole (rows.py), under what introduces it (lines.py). Tables and key-value blocks belong in tables.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.lines import (
    SUM_LINE,
    index_amounts,
    is_awarding,
    is_refusing,
    is_strongly_awarding,
    lead_in,
)
from scrapers.awards.recipients import is_organisation, may_receive, tidy_name
from scrapers.awards.rows import Row, read_rows, without_place

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount

_LONGEST_ROW = 420
_NAME_LINE = re.compile(r"^[^\W_][^.!?]{1,90}$")
_GROUP = re.compile(
    r"\b(?:nivå|prosjekter\b|prosjekt i |søknader|bedrifter|kommuner|kommunar|totalt|sum|rammen?|innen\b|næringen|lokale lag|kategori|per |pr\.? |satsen|tiltak|utdanning|frist|søknadsfrist)",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"(?i)\b(?:koster|kostar|kostet|er beregnet|søkt|søkte|lån|garanti|ramma|rammen|omsetning|satt av|lyses ut|vil gi|skal gi|foreslår|i snitt|per år pr|fordelt på|fikk \d+ )"
)


@dataclass(frozen=True, slots=True)
class Collection:
    """A list that was found: its awards, and the lines it covers."""

    candidates: tuple[Candidate, ...]
    lines: range
    lead: str
    sums: tuple[Amount, ...] = ()


def read_lists(document: Document, lines: tuple[Line, ...], taken: set[int]) -> list[Collection]:
    """Every list of the release, in order; lines in ``taken`` belong to tables."""
    amounts = index_amounts(lines, document.amounts)
    found: list[Collection] = []
    at = 0
    while at < len(lines):
        collection = None
        if at not in taken and lines[at].zone == "body":
            collection = (
                _priced(document, lines, amounts, taken, at)
                or _under_amounts(document, lines, amounts, taken, at)
                or _unpriced(document, lines, amounts, taken, at)
            )
        if collection is not None:
            found.append(collection)
        at = collection.lines.stop if collection is not None else at + 1
    return found


def _priced(
    document: Document, lines: tuple[Line, ...], amounts: list[list[Amount]], taken: set[int], at: int
) -> Collection | None:
    """A run of lines with one amount each that stands at the line's head, end or behind its verb."""
    stop = at
    while stop < len(lines) and stop not in taken and _is_priced(document, lines, amounts, at, stop):
        stop += 1
    items = lines[at].kind in {"item", "row"}
    if stop - at < (2 if items else 2):
        return None
    sums = [i for i in range(at, stop) if SUM_LINE.match(lines[i].text)]
    rows = [_row(document, lines[i], amounts[i][0]) for i in range(at, stop) if i not in sums]
    lead = lead_in(lines, at)
    if not rows or (not items and len(rows) < 3 and not is_awarding(lead)):
        return None
    readings = read_rows(rows)
    listed = [r for r in readings if r is not None and may_receive(r.recipient)]
    if not items and sum(_is_name(r.recipient) for r in listed) < 0.6 * len(rows):
        return None
    doubt = _doubt_of_list(lead, [r.recipient for r in listed], any(r.has_verb for r in listed))
    candidates = []
    for row, reading in zip(rows, readings, strict=True):
        if reading is None or not may_receive(reading.recipient) or _is_group(row, reading.recipient):
            continue
        own = None if reading.agrees else "the row has another shape than its list"
        candidates.append(
            Candidate(
                rule="list_verb" if reading.has_verb else "list_row",
                recipient=reading.recipient,
                amount=row.amount,
                start=row.start,
                end=row.end,
                block=row.block,
                title=reading.title,
                doubt=doubt or own,
                collection=at,
            )
        )
    if is_refusing(lead) and not any(r.has_verb for r in listed):
        candidates = []
    return Collection(tuple(candidates), range(at, stop), lead, tuple(amounts[i][0] for i in sums))


def _is_priced(document: Document, lines: tuple[Line, ...], amounts: list[list[Amount]], first: int, at: int) -> bool:
    line, here = lines[at], amounts[at]
    if line.zone != "body" or line.kind == "title" or len(line.text) > _LONGEST_ROW or not here:
        return False
    if (lines[first].kind in {"item", "row"}) != (line.kind in {"item", "row"}):
        return False
    if line.text[-1:] == ":" or _STATEMENT.search(line.text):
        return False
    if line.kind == "item":
        return len(here) == 1 or "pluss" in line.text
    before = document.text[line.start : here[0].start]
    after = document.text[here[-1].end : line.end]
    if len(here) > 1 or re.search(r"[.!?]\s+[A-ZÆØÅ]", before) or line.text[:1] in '–-«"':
        return False
    return (
        len(line.text) <= 200
        and (len(after.strip(" .,)")) < 3 or len(before.strip()) < 3)
        and not re.search(r"\b(?:er|var|blir|som|har|vil|skal)\b", before)
    )


def _row(document: Document, line: Line, amount: Amount) -> Row:
    text = document.text[line.start : line.end]
    return Row(
        line.start, line.end, line.block, amount, amount.qualifier_start - line.start, amount.end - line.start, text
    )


def _is_name(name: str) -> bool:
    return name[:1].isupper() and len(name.split()) <= 9


def _is_group(row: Row, recipient: str) -> bool:
    """ "99 millioner kroner til 16 prosjekter", "Nivå 1": a share for nobody that is named."""
    first = recipient.split()[0] if recipient.split() else ""
    return (
        bool(_GROUP.search(recipient) and not is_organisation(recipient))
        or first.isdigit()
        or (first[:1].islower()
        and not is_organisation(recipient))
    )


def _doubt_of_list(lead: str, names: list[str], has_verbs: bool) -> str | None:
    if has_verbs or is_strongly_awarding(lead):
        return None
    known = sum(is_organisation(name) for name in names)
    if is_awarding(lead) and 2 * known >= len(names):
        return None
    return "nothing above the list says that it is of awards"


def _under_amounts(
    document: Document, lines: tuple[Line, ...], amounts: list[list[Amount]], taken: set[int], at: int
) -> Collection | None:
    """An amount as a heading with names below, or one amount for each name of a list in its lead-in."""
    heading = amounts[at]
    if len(heading) != 1 or at in taken or len(lines[at].text) > 200:
        return None
    alone = len(re.sub(r"\W", "", lines[at].text)) - len(re.sub(r"\W", "", heading[0].text)) <= 14
    for_each = re.search(r"\b(?:hver|kvar|each)\b", lines[at].text) and lines[at].text.endswith(":")
    if not (alone or for_each):
        return None
    stop = at + 1
    while (
        stop < len(lines)
        and stop not in taken
        and not amounts[stop]
        and lines[stop].zone == "body"
        and _NAME_LINE.match(lines[stop].text)
    ):
        stop += 1
    names = [i for i in range(at + 1, stop) if may_receive(tidy_name(lines[i].text)) and lines[i].text[:1].isupper()]
    lead = lead_in(lines, at + 1)
    if not names or (alone and (len(names) < 2 or not is_awarding(lead))):
        return None
    doubt = None if for_each else "names below an amount: whose it is, is not said"
    return Collection(
        tuple(
            Candidate(
                rule="list_under_amount", recipient=without_place(lines[i].text), amount=heading[0], start=lines[i].start, end=lines[i].end,
                block=lines[i].block, doubt=doubt, collection=at, shared=True,
            )
            for i in names
        ),
        range(at + 1, stop),
        lead,
    )  # fmt: skip


def _unpriced(
    document: Document, lines: tuple[Line, ...], amounts: list[list[Amount]], taken: set[int], at: int
) -> Collection | None:
    """Names below "Disse får støtte:": awards without an amount of their own."""
    if lines[at].kind not in {"item", "row", "paragraph"} or not at:
        return None
    stop = at
    items = lines[at].kind == "item"
    while stop < len(lines) and stop not in taken and lines[stop].zone == "body" and not amounts[stop]:
        line = lines[stop]
        if (line.kind == "item") != items or line.text.endswith((":", "?")) or len(line.text) > (240 if items else 90):
            break
        if not items and (not _NAME_LINE.match(line.text) or not line.text[:1].isupper()):
            break
        stop += 1
    lead = lead_in(lines, at)
    nearest = lead.rsplit(" ¶ ", 1)[-1]
    introduced = nearest.endswith(":") or lines[at - 1].kind in {"heading", "title"}
    if stop - at < 2 or not introduced or not is_strongly_awarding(nearest if nearest.endswith(":") else lead):
        return None
    rows = [
        Row(line.start, line.end, line.block, None, -1, -1, document.text[line.start : line.end])
        for line in lines[at:stop]
    ]
    readings = read_rows(rows)
    known = sum(
        r is not None and (is_organisation(r.recipient) or (_is_name(r.recipient) and len(r.recipient.split()) <= 6))
        for r in readings
    )
    if known < 0.6 * len(rows):
        return None
    return Collection(
        tuple(
            Candidate(
                rule="list_unpriced", recipient=r.recipient, amount=None, start=row.start, end=row.end, block=row.block, title=r.title,
                doubt=None if r.agrees and is_organisation(r.recipient) else "named in a list without amounts", collection=at,
            )
            for row, r in zip(rows, readings, strict=True)
            if r is not None and may_receive(r.recipient) and _is_name(r.recipient)
        ),
        range(at, stop),
        lead,
    )  # fmt: skip
