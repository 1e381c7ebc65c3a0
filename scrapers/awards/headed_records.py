"""Awards told by a name on a line of its own, often a heading, with its sum some lines below.

Blocks of "key: value" lines belong in records.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.collection import Collection
from scrapers.awards.designations import tidy_title
from scrapers.awards.likeness import is_place_like, recipient_likeness
from scrapers.awards.recipients import is_organisation, may_receive
from scrapers.awards.record_keys import AMOUNT_KEY, APPLIED_KEY, KEY
from scrapers.awards.rows import split_parts, without_place
from scrapers.awards.titles import quoted

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.lead_ins import Introductions
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount

_LABEL = re.compile(
    r"^\W*(?:(?:støtte|støttebeløp|tilskudd|tilskot|tilsagn|tildeling|tildelt|tildelt beløp|beløp|sum|innvilget|"
    r"innvilga|innvilget beløp|bevilgning|løyving|løyvd|får|grant|award|støtte fra \w+)\b[\s:]*(?:inntil|på|"
    r"opptil|om lag)?\s*)?$",
    re.IGNORECASE,
)
_DEEPEST = 7  # lines of a record below its name


def read_headed(
    document: Document,
    lines: tuple[Line, ...],
    amounts: list[list[Amount]],
    taken: set[int],
    introductions: Introductions,
    at: int,
) -> Collection | None:
    """A name on a line of its own and a few lines below it one that is its sum: twice or more."""
    if at and len(amounts[at - 1]) == 1 and len(lines[at - 1].text) - len(amounts[at - 1][0].text) < 6:
        return None  # names below an amount
    records: list[tuple[int, int, int]] = []
    stop = at
    while record := (
        _one_headed(document, lines, amounts, taken, stop)
        or (_one_headed(document, lines, amounts, taken, stop + 1) if _is_section(lines, amounts, stop) else None)
    ):
        records.append(record)
        stop = record[2]
        while stop < len(lines) and (key := KEY.match(lines[stop].text[:300])) and APPLIED_KEY.search(key["key"]):
            stop += 1  # "Total investering: 18,9 mill."
    if len(records) < 2:
        return None
    lead = introductions.above(at)
    labelled = any(_label(document, lines[price], amounts[price][0]).strip() for _, price, _ in records)
    if lead.says == "not_given" and not labelled:
        return None
    candidates = []
    for name, price, end in records:
        titles = quoted(document.text[lines[name].start : lines[end - 1].end])
        parts = split_parts(lines[name].text)
        candidates.append(
            Candidate(
                rule="name_above_sum", recipient=without_place(parts[0] if parts else lines[name].text),
                amount=amounts[price][0], start=lines[name].start, end=lines[end - 1].end, block=lines[name].block,
                title=titles[0][2] if len(titles) == 1 else _line_between(lines, name, price), collection=at,
                doubt=None if labelled or lead.says == "given" else "nothing above the list says that it is of awards",
            )
        )  # fmt: skip
    return Collection(tuple(candidates), range(at, stop), lead.text)


def _is_section(lines: tuple[Line, ...], amounts: list[list[Amount]], at: int) -> bool:
    """A line in capitals, or a heading, between two records: "SCENEKUNST"."""
    is_line = 0 < at < len(lines) - 1 and not amounts[at] and lines[at].zone == "body"
    return is_line and (lines[at].text.isupper() or lines[at].kind == "heading") and not is_organisation(lines[at].text)


def _is_labelled_below(lines: tuple[Line, ...], amounts: list[list[Amount]], at: int) -> bool:
    """Name, one line of text, "Bevilgning: 450 000 kroner": three lines of a paragraph of their own."""
    if at + 2 >= len(lines) or amounts[at + 1] or not amounts[at + 2] or lines[at].block != lines[at + 2].block:
        return False
    key = KEY.match(lines[at + 2].text[:300])
    return key is not None and AMOUNT_KEY.search(key["key"]) is not None and not APPLIED_KEY.search(key["key"])


def _line_between(lines: tuple[Line, ...], name: int, price: int) -> str | None:
    """The one line between a name and its sum, where it names what the money is for and does not tell of it."""
    text = lines[name + 1].text if price == name + 2 else ""
    is_title = text[:1].isupper() and len(text.split()) < 7 and text[-1] not in ".:?!" and not is_place_like(text)
    return tidy_title(text) if is_title and recipient_likeness(text) < 1 else None


def _describes(name: str, below: Line) -> bool:
    """ "ASKO Øst AS", "Ti lastebiler": a body, and below it no other."""
    return recipient_likeness(name) >= 1 and recipient_likeness(below.text) < 0


def _label(document: Document, line: Line, amount: Amount) -> str:
    before = document.text[line.start : amount.qualifier_start]
    return re.split(r"(?<=[.!?])\s", before)[-1]


def _is_over_names(lines: tuple[Line, ...], at: int) -> bool:
    """ "Vedtakene" above "Fjordkraft Hydrogen AS"."""
    if at + 1 == len(lines) or " " in lines[at].text or lines[at + 1].block == lines[at].block:
        return False
    return is_organisation(lines[at + 1].text) and not is_organisation(lines[at].text)


def _one_headed(
    document: Document, lines: tuple[Line, ...], amounts: list[list[Amount]], taken: set[int], at: int
) -> tuple[int, int, int] | None:
    """(name line, line of the sum, end) of a record that begins at ``at``."""
    if at >= len(lines) or at in taken or lines[at].zone != "body" or amounts[at] or lines[at].kind in {"item", "row"}:
        return None
    name = lines[at].text
    if _is_section(lines, amounts, at) and name.isupper() and lines[at + 1].block != lines[at].block:
        below_is_sum = bool(amounts[at + 1]) or KEY.match(lines[at + 1].text[:300]) is not None
        if not below_is_sum and _one_headed(document, lines, amounts, taken, at + 1) is not None:
            return None  # "MUSIKK" above "Oslo Sinfonietta"
    if _is_over_names(lines, at) and _one_headed(document, lines, amounts, taken, at + 1) is not None:
        return None
    likely = 0.15 if lines[at].kind == "heading" or _is_labelled_below(lines, amounts, at) else 0.4
    if (
        KEY.match(name)
        or len(name) > 90
        or name.endswith((".", ":", "?", "!"))
        or not may_receive(name)
        or recipient_likeness(name) < likely
    ):
        return None
    for look in range(at + 1, min(at + _DEEPEST, len(lines))):
        below = lines[look]
        if (
            look in taken
            or below.zone != "body"
            or len(below.text) > 900
            or (below.kind == "heading" and not amounts[look] and not (look == at + 1 and _describes(name, below)))
        ):
            return None
        if (key := KEY.match(below.text)) and not AMOUNT_KEY.search(key["key"]):
            return None
        if not amounts[look]:
            continue
        last = amounts[look][-1]
        after = document.text[last.end : below.end]
        label = _label(document, below, last)
        whole = len(amounts[look]) == 1 and len(document.text[below.start : last.qualifier_start].strip()) < 40
        if (
            _LABEL.match(label)
            and len(after.strip(" .")) < 3
            and (label.strip() or (whole and look < at + 4 and (likely < 0.4 or recipient_likeness(name) >= 1)))
        ):
            return at, look, look + 1
        if look == at + 1 and len(amounts[look]) == 1 and lines[at].kind != "heading":
            return None
    return None
