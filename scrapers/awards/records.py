"""Awards told as a small record over several lines: glued cells, "Søker: … / Tilskudd: …", a name with its amount below.

Tables with one amount a row belong in tables.py, lists of whole lines in lists.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.lines import index_amounts, is_refusing, lead_in
from scrapers.awards.lists import Collection
from scrapers.awards.recipients import is_organisation, may_receive
from scrapers.awards.rows import without_place
from scrapers.awards.titles import quoted

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount

_KEY = re.compile(r"^[\W_]*(?P<key>[A-ZÆØÅ][\wæøåÆØÅ .]{2,32}?)\s*:\s*(?P<value>\S.*)?$")
_RECIPIENT_KEY = re.compile(
    r"^(?:søker|søkjar|(?:støtte|tilskudds?|tilskots?)?mottak(?:er|ar)|virksomhet|bedrift|prosjekteier|prosjekteigar|recipient|applicant|organisasjon|selskap|prosjektansvarlig)",
    re.IGNORECASE,
)
_TITLE_KEY = re.compile(r"^(?:prosjekt(?:tittel|navn|namn)?$|tittel|project)", re.IGNORECASE)
_APPLIED_KEY = re.compile(r"søkt|omsøkt|applied|kostnad|budsjett|ramme", re.IGNORECASE)
_AMOUNT_KEY = re.compile(
    r"tilskudd|tilskot|tildel|innvilg|bevilg|løyv|støtte|stønad|beløp|award|grant|sum", re.IGNORECASE
)
_SHORT_LABEL = re.compile(
    r"^\W*(?:(?:støtte|tilskudd|tilskot|tildeling|tildelt|tildelt beløp|beløp|innvilget|innvilga|bevilgning|løyving|får|støttebeløp|grant|award)\b[\s:]*(?:inntil|på|opptil|om lag)?\s*)?$",
    re.IGNORECASE,
)


def read_records(document: Document, lines: tuple[Line, ...], taken: set[int]) -> list[Collection]:
    amounts = index_amounts(lines, document.amounts)
    found: list[Collection] = []
    at = 0
    while at < len(lines):
        collection = None
        if at not in taken and lines[at].zone == "body":
            collection = _key_values(document, lines, amounts, taken, at) or _headed(
                document, lines, amounts, taken, at
            )
        if collection is not None:
            found.append(collection)
        at = collection.lines.stop if collection is not None else at + 1
    return found


def _key_values(
    document: Document, lines: tuple[Line, ...], amounts: list[list[Amount]], taken: set[int], at: int
) -> Collection | None:
    """Blocks of "key: value" lines; a key that comes again opens the next record."""
    stop, records, keys = at, [], []
    while stop < len(lines) and stop not in taken and lines[stop].zone == "body":
        match = _KEY.match(lines[stop].text)
        if match is None or len(lines[stop].text) > 300:
            if not keys or not _is_between(lines, stop):
                break
            stop += 1
            continue
        key = match["key"].strip().lower()
        if not records or key in {k for k, _, _ in records[-1]}:
            records.append([])
        records[-1].append((key, match["value"] or "", stop))
        keys.append(key)
        stop += 1
    if not any(_RECIPIENT_KEY.match(k) for k in keys) and not any(_AMOUNT_KEY.search(k) for k in keys):
        return None
    candidates = [c for record in records if (c := _of_record(document, lines, amounts, record, at)) is not None]
    return Collection(tuple(candidates), range(at, stop), lead_in(lines, at)) if candidates else None


def _is_between(lines: tuple[Line, ...], at: int) -> bool:
    """A line without a key between two records: a numbered name or a heading."""
    return at + 1 < len(lines) and len(lines[at].text) < 120 and _KEY.match(lines[at + 1].text) is not None


def _of_record(
    document: Document,
    lines: tuple[Line, ...],
    amounts: list[list[Amount]],
    record: list[tuple[str, str, int]],
    collection: int,
) -> Candidate | None:
    recipient = next(
        (value for key, value, _ in record if _RECIPIENT_KEY.match(key) and not any(c.isdigit() for c in value[:3])),
        None,
    )
    first = record[0][2]
    if (
        recipient is None
        and first
        and lines[first - 1].zone == "body"
        and not amounts[first - 1]
        and len(lines[first - 1].text) < 120
    ):
        above = re.sub(r"^\d+[).]\s*", "", lines[first - 1].text)
        recipient, first = above.split(",")[0] if "," in above else above, first - 1
    if recipient is None or not may_receive(without_place(recipient)):
        return None
    priced = [
        amounts[i][0]
        for key, _, i in record
        if _AMOUNT_KEY.search(key) and not _APPLIED_KEY.search(key) and len(amounts[i]) == 1
    ]
    if not priced and not any(_APPLIED_KEY.search(key) for key, _, _ in record):
        return None
    title = next((value for key, value, _ in record if _TITLE_KEY.match(key) and value), None)
    return Candidate(
        rule="key_value", recipient=without_place(recipient), amount=priced[0] if priced else None, start=lines[first].start,
        end=lines[record[-1][2]].end, block=lines[first].block, title=re.sub(r"\s*\([A-Z]{2,8}\)$", "", title.strip("«»\"")) if title else None,
        doubt=None if len(priced) == 1 else "the record has no sum of its own" if not priced else "the record has several sums", collection=collection,
    )  # fmt: skip


def _headed(
    document: Document, lines: tuple[Line, ...], amounts: list[list[Amount]], taken: set[int], at: int
) -> Collection | None:
    """A name on a line of its own and below it, in at most four lines, one line that is its sum: twice or more."""
    records: list[tuple[int, int, int]] = []
    stop = at
    while (record := _one_headed(document, lines, amounts, taken, stop)) is not None:
        records.append(record)
        stop = record[2]
    if len(records) < 2 or is_refusing(lead_in(lines, at)):
        return None
    candidates = []
    for name, price, end in records:
        recipient = without_place(lines[name].text)
        titles = quoted(document.text[lines[name].start : lines[end - 1].end])
        candidates.append(
            Candidate(
                rule="name_above_sum", recipient=recipient, amount=amounts[price][0], start=lines[name].start, end=lines[end - 1].end,
                block=lines[name].block, title=titles[0][2] if len(titles) == 1 else None, collection=at,
            )
        )  # fmt: skip
    return Collection(tuple(candidates), range(at, stop), lead_in(lines, at))


def _one_headed(
    document: Document, lines: tuple[Line, ...], amounts: list[list[Amount]], taken: set[int], at: int
) -> tuple[int, int, int] | None:
    """(name line, line of the sum, end) of a record that begins at ``at``."""
    if at >= len(lines) or at in taken or lines[at].zone != "body" or amounts[at] or lines[at].kind == "item":
        return None
    name = lines[at].text
    if (
        len(name) > 90
        or name.endswith((".", ":", "?", "!"))
        or not name[:1].isupper()
        or not may_receive(name)
        or not is_organisation(name)
    ):
        return None
    for look in range(at + 1, min(at + 6, len(lines))):
        if look in taken or lines[look].zone != "body" or len(lines[look].text) > 400:
            return None
        if not amounts[look]:
            continue
        before = document.text[lines[look].start : amounts[look][0].qualifier_start]
        after = document.text[amounts[look][-1].end : lines[look].end]
        tail = re.split(r"(?<=[.!?:])\s", before)[-1]
        if (
            len(amounts[look]) == 1
            and _SHORT_LABEL.match(tail)
            and len(after.strip(" .")) < 3
            and (len(before) < 40 or tail.strip())
        ):
            return at, look, look + 1
        return None
    return None
