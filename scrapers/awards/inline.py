"""A list that has been run together into one line: "R A R A R A", or amounts as headings: "A R, S A T, U V, W".

Lists with a line for each row belong in lists.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.collection import Collection
from scrapers.awards.likeness import is_group, is_place_like, recipient_likeness
from scrapers.awards.recipients import may_receive
from scrapers.awards.rows import VERB, without_place

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.lead_ins import Introductions
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount

_LONGEST = 1200
_FEWEST = 3
_PROSE = re.compile(r"\b(?:er|var|blir|ble|vart|har|hadde|vil|skal|kan|må|som|med|men|at)\b", re.IGNORECASE)
_LEFT_OVER = re.compile(r"^(?:(?!til\b|for\b|i\b|på\b)[a-zæøå]+[ .,]+)+(?=[A-ZÆØÅ])")  # "kroner. Rana kommune"
_EDGE = " ,.;:–—-•|"


def read_inline(
    document: Document,
    lines: tuple[Line, ...],
    amounts: list[list[Amount]],
    introductions: Introductions,
    at: int,
) -> Collection | None:
    """The list that line ``at`` holds; null where it holds running text or fewer than three sums."""
    line, here = lines[at], amounts[at]
    if len(here) < _FEWEST or len(line.text) > _LONGEST or line.zone not in {"body", "title", "furniture"}:
        return None
    text = document.text
    edges = [line.start, *(end for a in here for end in (a.qualifier_start, a.end)), line.end]
    words = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    said = [_LEFT_OVER.sub("", text[a:b].strip(_EDGE)) for a, b in words]
    if any(_PROSE.search(w) or VERB.search(f" {w} ") for w in said):
        return None
    names_first = not _are_names(said[-1:])  # else what stands before the first sum only heads the list
    if not _are_names(said[:-1] if names_first else said[1:]):
        return None
    lead = introductions.above(at)
    says = "given" if line.zone != "body" and introductions.anywhere else lead.says  # the head of a page has no lead-in
    if says == "not_given":
        return None
    doubt = None if says == "given" else "nothing above the list says that it is of awards"
    candidates = []
    for i, amount in enumerate(here):
        start, end = words[i] if names_first else words[i + 1]
        for name in [said[i]] if names_first else _groups(text[start:end].strip(_EDGE)):
            recipient = name if is_place_like(name) else without_place(name)
            if not may_receive(recipient) or is_group(recipient):
                continue
            first, last = (start, amount.end) if names_first else (amount.start, end)
            candidates.append(
                Candidate(
                    rule="list_inline", recipient=recipient, amount=amount, start=_skip(text, first, last), end=last,
                    block=line.block, doubt=doubt, collection=at, shared=not names_first,
                )
            )  # fmt: skip
    return Collection(tuple(candidates), range(at, at + 1), lead.text) if candidates else None


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in _EDGE:
        start += 1
    return start


def _are_names(words: list[str]) -> bool:
    return all(recipient_likeness(w) >= 0.4 or is_place_like(w) or all(map(is_place_like, _groups(w))) for w in words)


def _groups(words: str) -> list[str]:
    """ "Audnedal, Lyngdal Hornindal, Volda": a space without a comma parts one group of names from the next."""
    groups: list[list[str]] = [[]]
    parts = [part.strip() for part in words.split(",")]
    for at, part in enumerate(parts):
        cut = _cut(part) if 0 < at < len(parts) - 1 else None
        if cut is None:
            groups[-1].append(part)
        else:
            groups[-1].append(cut[0])
            groups.append([cut[1]])
    told = [", ".join(group) for group in groups]
    return told if len(told) > 1 and all(map(is_place_like, told)) else [words]


def _cut(part: str) -> tuple[str, str] | None:
    """One place behind another: "Lyngdal Aurskog-Høland"."""
    words = part.split(" ")
    for at in range(1, len(words)):
        left, right = " ".join(words[:at]), " ".join(words[at:])
        if is_place_like(left) and is_place_like(right) and not is_place_like(part):
            return left, right
    return None
