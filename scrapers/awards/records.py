"""Awards told as a small record over several lines: "Søker: … / Tilskudd: …".

Names with their sum some lines below belong in headed_records.py, tables with one amount a row in tables.py, lists of
whole lines in lists.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.collection import Collection
from scrapers.awards.designations import tidy_title
from scrapers.awards.headed_records import read_headed
from scrapers.awards.lines import index_amounts
from scrapers.awards.recipients import is_organisation, may_receive
from scrapers.awards.record_keys import AMOUNT_KEY, APPLIED_KEY, KEY, RECIPIENT_KEY, TITLE_KEY
from scrapers.awards.rows import split_parts, without_place

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.lead_ins import Introductions
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount

_NUMBERED = re.compile(r"^\d+[).]\s*")
_CASE = re.compile(r"(?:sak|nr|saksnr|søknad|vedtak|publisert|dato)\b", re.IGNORECASE)


def read_records(
    document: Document, lines: tuple[Line, ...], taken: set[int], introductions: Introductions
) -> list[Collection]:
    """Every group of records of the release, in order; lines in ``taken`` belong to tables."""
    amounts = index_amounts(lines, document.amounts)
    found: list[Collection] = []
    at = 0
    tried = 0  # a run of keys that is no record is none from its second line on either
    while at < len(lines):
        collection = None
        if at not in taken and lines[at].zone == "body":
            if at >= tried:
                collection, tried = _key_values(lines, amounts, taken, introductions, at)
            if collection is None and document.amounts:
                collection = read_headed(document, lines, amounts, taken, introductions, at)
        if collection is not None:
            found.append(collection)
        at = max(at + 1, collection.lines.stop) if collection is not None else at + 1
    return found


def _key_values(
    lines: tuple[Line, ...],
    amounts: list[list[Amount]],
    taken: set[int],
    introductions: Introductions,
    at: int,
) -> tuple[Collection | None, int]:
    """Blocks of "key: value" lines; a key that comes again opens the next record. Also: up to which line was looked."""
    if KEY.match(lines[at].text[:300]) is None:
        return None, at + 1
    stop, end, records, keys = at, at, list[list[tuple[str, str, int]]](), list[str]()
    known: set[str] = set()
    opener = KEY.match(lines[at - 1].text[:300]) if at and lines[at - 1].zone == "title" else None
    while stop < len(lines) and stop not in taken and lines[stop].zone == "body":
        match = KEY.match(lines[stop].text) if len(lines[stop].text) <= 300 else None
        if match is None or not match["value"]:
            if not keys or not _is_between(lines, stop):
                break
            stop += 1
            continue
        key = match["key"].strip()
        if not records or key in known or (opener and key == opener["key"].strip()):
            records.append([])
            known = set()
        known.add(key)
        records[-1].append((key, match["value"], stop))
        keys.append(key)
        stop += 1
        end = stop
    if not any(map(RECIPIENT_KEY.match, keys)) and not any(map(AMOUNT_KEY.search, keys)):
        return None, max(stop, at + 1)
    lead = introductions.above(at)
    owned = [_of_record(lines, amounts, record, at) for record in records]
    candidates = tuple(c for c in owned if c is not None)
    if not candidates or (len(candidates) < 2 and not any(map(RECIPIENT_KEY.match, keys))):
        return None, max(stop, at + 1)
    return Collection(candidates, range(at, end), lead.text), end


def _is_between(lines: tuple[Line, ...], at: int) -> bool:
    """A line without a key between two records: a numbered name or a heading."""
    return at + 1 < len(lines) and len(lines[at].text) < 120 and KEY.match(lines[at + 1].text[:300]) is not None


def _of_record(
    lines: tuple[Line, ...],
    amounts: list[list[Amount]],
    record: list[tuple[str, str, int]],
    collection: int,
) -> Candidate | None:
    named = [value for key, value, _ in record if RECIPIENT_KEY.match(key) and not value[:3].strip().isdigit()]
    recipient = named[0] if named else None
    if recipient is None and is_organisation(record[0][1]):
        recipient = record[0][1]  # "Klimasats: Asker kommune" opens each record
    first = record[0][2]
    above = lines[first - 1] if first else None
    opens = KEY.match(above.text[:300]) if above is not None and above.zone == "title" else None
    if recipient is None and opens and opens["value"] and is_organisation(opens["value"]):
        recipient, first = opens["value"], first - 1  # … or stands above it
    if (
        recipient is None
        and above is not None
        and above.zone == "body"
        and not amounts[first - 1]
        and len(above.text) < 120
    ):
        parts = split_parts(_NUMBERED.sub("", above.text).rstrip(":"))
        recipient, first = (parts[0] if parts else None), first - 1
    if recipient is None or not may_receive(without_place(recipient)):
        return None
    priced = [
        amounts[i][0]
        for key, _, i in record
        if AMOUNT_KEY.search(key) and not APPLIED_KEY.search(key) and len(amounts[i]) == 1
    ]
    is_applied = any(APPLIED_KEY.search(key) for key, _, _ in record)
    if not priced and (not is_applied or (named and not any(TITLE_KEY.match(key) for key, _, _ in record))):
        return None
    title = next((value for key, value, _ in record if TITLE_KEY.match(key) and value), None)
    if title is None and named and above is not None and _is_heading(above, has_sum=bool(amounts[first - 1])):
        title, first = above.text, first - 1
    doubt = (
        None
        if len(priced) == 1
        else "the record has no sum of its own"
        if not priced
        else "the record has several sums"
    )
    return Candidate(
        rule="key_value", recipient=without_place(recipient), amount=priced[0] if priced else None,
        start=lines[first].start, end=lines[record[-1][2]].end, block=lines[first].block, title=_title(title),
        doubt=doubt, collection=collection,
    )  # fmt: skip


def _is_heading(above: Line, *, has_sum: bool) -> bool:
    """A short line above a record that names its applicant: "Fisketrapp i Sandefossen" is what the money is for."""
    is_short = len(above.text) < 90 and above.text[-1:] not in ".:?!" and not _CASE.match(above.text)
    return above.zone == "body" and above.kind != "row" and is_short and not has_sum and not is_organisation(above.text)


def _title(value: str | None) -> str | None:
    """A title without the abbreviation behind it: "… Proteomics Infrastructure (NAPI)"."""
    return tidy_title(re.sub(r"\s*\([A-Z]{2,8}\)$", "", value)) if value else None
