"""Names in a list that have no amount of their own line: below an amount as a heading, or below "Disse får støtte:".

Lines with an amount each belong in lists.py.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.collection import Collection
from scrapers.awards.decisions import is_admission
from scrapers.awards.lead_ins import LeadIn
from scrapers.awards.likeness import is_group, recipient_likeness
from scrapers.awards.number_words import WORDS
from scrapers.awards.recipients import is_organisation, may_receive, may_receive_for, programme_aliases
from scrapers.awards.rows import Reading, Row, read_rows

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.lead_ins import Introductions
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount

_NAME_LINE = re.compile(r"^[^\W_][^.!?]{1,110}$")
_CAPITAL = re.compile(r"\d{0,3}[^\W\d_a-zæøå]")  # "4H Trondheim"
_EACH = re.compile(r"\b(?:hver|kvar|each|like my(?:e|kje)|det samme|det same)\b", re.IGNORECASE)
_LABELLED = re.compile(r"^[^\W\d_][\w ]{2,24}:\s*\S")
_NAMED_FIRST = re.compile(r"^[A-ZÆØÅ][^:?!–]{1,60}(?::|\s[–—-])\s")  # "Alver kommune: Kven bur her?"
_LONGEST_ITEM = 260
_FAR = 12  # lines above in which a heading may count the names
_LONGEST_BARE = 110
_COUNT = re.compile(r"\b(\d{1,3}|[a-zæøå]+)\b", re.IGNORECASE)


def read_names(
    document: Document,
    lines: tuple[Line, ...],
    amounts: list[list[Amount]],
    taken: set[int],
    introductions: Introductions,
    at: int,
) -> Collection | None:
    """The names below line ``at``'s amount, or the names that begin at ``at``; null where there are none."""
    return _under_amounts(document, lines, amounts, taken, introductions, at) or _unpriced(
        document, lines, amounts, taken, introductions, at
    )


def _under_amounts(
    document: Document,
    lines: tuple[Line, ...],
    amounts: list[list[Amount]],
    taken: set[int],
    introductions: Introductions,
    at: int,
) -> Collection | None:
    """Groups of names, each below the amount that every one of them gets."""
    groups: list[tuple[int, list[int]]] = []
    stop = at
    while stop < len(lines) and (names := _group_below(lines, amounts, taken, stop)):
        groups.append((stop, names))
        stop = names[-1] + 1
    if not groups:
        return None
    first = lines[at].text
    each = _EACH.search(first) is not None and first.endswith(":")
    lead = introductions.above(at)
    if not each and (lead.says == "not_given" or len(groups) + len(groups[0][1]) < 3):
        return None
    total = sum((amounts[head][-1].amount or Decimal(0)) * len(names) for head, names in groups)
    agrees = any(a.amount == total for a in document.amounts)
    if not (each or agrees or lead.says == "given"):
        return None
    is_list = lead.says == "given" and (len(groups) > 2 or all(len(names) == 1 for _, names in groups))
    each = each or all(_EACH.search(lines[head].text) for head, _ in groups)
    is_told = each or agrees or is_list or _EACH.search(lead.text) is not None
    doubt = None if is_told else "names below an amount: whose it is, is not said"
    candidates = []
    for head, names in groups:
        rows = [_row(document, lines[i]) for i in names]
        for row, reading in zip(rows, read_rows(rows), strict=True):
            if reading is None or not may_receive(reading.recipient):
                continue
            candidates.append(
                Candidate(
                    rule="list_under_amount", recipient=reading.recipient, amount=amounts[head][-1],
                    start=row.start, end=row.end, block=row.block, title=reading.title,
                    doubt=doubt or reading.doubt, collection=at, shared=True,
                )
            )  # fmt: skip
    start = at + 1 if first.endswith(":") else at
    return Collection(tuple(candidates), range(start, stop), f"{lead.text} ¶ {first[:200]}")


def _group_below(lines: tuple[Line, ...], amounts: list[list[Amount]], taken: set[int], at: int) -> list[int]:
    """The lines of names below ``at``, where ``at`` is little more than an amount or says "hver:"."""
    line, here = lines[at], amounts[at]
    if line.text.endswith(":") and _EACH.search(line.text):
        here = here[-1:]  # "Fylket har løyvd 1,2 millionar. Desse åtte får 150 000 kroner kvar:"
    if _LABELLED.match(line.text):
        return []  # "Tilskot: 725 000 kroner" ends the record above
    if len(here) != 1 or at in taken or len(line.text) > 200 or line.zone != "body":
        return []
    alone = len(re.sub(r"\W", "", line.text)) - len(re.sub(r"\W", "", here[0].text)) <= 14 and line.kind != "item"
    each = _EACH.search(line.text) is not None and line.text.endswith(":")
    if not (alone or each):
        return []
    names: list[int] = []
    for i in range(at + 1, len(lines)):
        below = lines[i]
        is_name = below.zone == "body" and not amounts[i] and i not in taken and _NAME_LINE.match(below.text)
        if not is_name or (names and below.kind == "heading" != lines[names[0]].kind) or below.text.endswith(":"):
            break
        if names and below.kind != lines[names[0]].kind and "item" in {below.kind, lines[names[0]].kind}:
            break
        if not _CAPITAL.match(below.text) and below.kind != "item":
            break
        if names and lines[names[-1]].block == line.block != below.block:
            break  # the amount and its names share a paragraph
        names.append(i)
    return names


def _row(document: Document, line: Line) -> Row:
    return Row(line.start, line.end, line.block, None, -1, -1, document.text[line.start : line.end])


def _unpriced(
    document: Document,
    lines: tuple[Line, ...],
    amounts: list[list[Amount]],
    taken: set[int],
    introductions: Introductions,
    at: int,
) -> Collection | None:
    """Names below "Disse får støtte:": awards without an amount of their own."""
    if not at or lines[at].kind not in {"item", "row", "paragraph", "heading"} or amounts[at]:
        return None
    if (
        lines[at].kind == "item"
        and lines[at - 1].kind == "item"
        and lines[at - 1].group == lines[at].group
        and at - 1 not in taken
    ):
        return None  # within a list that was looked at from its first line
    above = lines[at - 1]
    announces = above.text.endswith(":") or above.kind in {"heading", "title"}
    if not announces and lines[at].kind != "item":
        return None
    lead = introductions.above(at)
    if above.kind == "heading" and above.text.casefold() in programme_aliases() and is_admission(document):
        lead = LeadIn(above.text, "given", is_close=True, is_direct=True)  # the level that the names below came to
    stop = _names_from(lines, amounts, taken, at)
    if stop - at < 2:
        return None
    headings = " ".join(line.text for line in lines[max(0, at - _FAR) : at] if line.kind == "heading")
    is_counted = stop - at in _counts(f"{lead.text} {document.release.title or ''} {headings}")
    if not (announces and lead.says == "given") and not (is_counted and lead.says != "not_given"):
        return None
    rows = [_row(document, line) for line in lines[at:stop]]
    readings = read_rows(rows)
    known = [r for r in readings if r is not None and _is_name(r)]
    likely = sum(recipient_likeness(r.recipient) >= 0.4 for r in known)
    sure = sum(recipient_likeness(r.recipient) >= 1 for r in known)
    colon = above.text.endswith(":")
    if likely < 0.6 * len(rows) or not (lead.is_close or is_counted or sure >= 0.5 * len(rows)):
        return None
    if not colon and not lead.is_close and not is_counted:
        return None
    announced = colon or (lead.is_close and (is_counted or lead.is_direct))
    is_sure = is_counted or sure >= 0.5 * len(rows) or is_admission(document)
    doubt = None if (lead.is_close or is_counted) and announced and is_sure else "named in a list without amounts"
    return Collection(
        tuple(
            Candidate(
                rule="list_unpriced", recipient=r.recipient, amount=None, start=row.start, end=row.end,
                block=row.block, title=_named_title(r), doubt=doubt or r.doubt, collection=at,
            )
            for row, r in zip(rows, readings, strict=True)
            if r is not None and _is_name(r)
        ),
        range(at, stop),
        lead.text,
    )  # fmt: skip


def _named_title(reading: Reading) -> str | None:
    """ "NCE Raufoss: lettvektsmaterialer" says what the body does; a project's name has a capital or stands quoted."""
    title = reading.title
    return title if title and not title[0].islower() else None


def _names_from(lines: tuple[Line, ...], amounts: list[list[Amount]], taken: set[int], at: int) -> int:
    items = lines[at].kind == "item"
    stop = at
    while stop < len(lines) and stop not in taken and lines[stop].zone == "body" and not amounts[stop]:
        line = lines[stop]
        longest = _LONGEST_ITEM if items else _LONGEST_BARE
        asks = line.text.endswith("?") and not (items and _NAMED_FIRST.match(line.text))
        if (line.kind == "item") != items or line.text.endswith(":") or asks or len(line.text) > longest:
            break
        is_name = _NAME_LINE.match(line.text) and (line.text[:1].isupper() or is_organisation(line.text))
        if not items and not is_name:
            break
        stop += 1
    return stop


def _is_name(reading: Reading) -> bool:
    name = reading.recipient
    return (
        may_receive_for(name, reading.title)
        and not is_group(name)
        and (name[:1].isupper() or recipient_likeness(name) >= 0.4 or is_organisation(name))
        and len(name.split()) <= 10
    )


def _counts(text: str) -> set[int]:
    """The numbers that an introduction names: "De fem sentrene", "De 16 prosjektene"."""
    words = (m[1].lower() for m in _COUNT.finditer(text))
    return {int(w) if w.isdigit() else WORDS[w] for w in words if w.isdigit() or (w in WORDS and len(w) > 1)}
