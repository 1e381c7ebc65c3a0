"""Who is named in a clause: groups of names, which of them is free to be its subject, whom a relative clause follows.

Who of them gets what belongs in verb_frames.py and beside.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.chunks import symbols
from scrapers.awards.clauses import NAMES, Clause
from scrapers.awards.recipients import is_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.chunks import Chunk


_WHEN = re.compile(r"\b(?:round|year|week|month|spring|summer|autumn|winter|time)$", re.IGNORECASE)
_OF_IT = re.compile(
    r"\b(?:partner|member|medlem|medlemsbedrifta|medlemsbedriften|start-?up|spin-?off|subsidiary)$", re.IGNORECASE
)
GROUP = rf"[{NAMES}](?:(?:c|k|ck)w?[NLP])*"
FREE_OR_GOVERNED = re.compile(rf"pw?N(?:kN)*|[tfm]w?{GROUP}|(?P<r>{GROUP})")  # governed groups are passed over


def names_of(chunks: Sequence[Chunk], match: re.Match[str]) -> tuple[Chunk, ...]:
    return tuple(chunks[i] for i in range(*match.span("r")) if chunks[i].symbol in NAMES)


def words_of(chunks: Sequence[Chunk]) -> str:
    return " ".join(one.text for one in chunks if one.symbol == "w")


def subject_of(clause: Clause) -> tuple[Chunk, ...]:
    """The names before the verb that no preposition governs; behind a colon or "at", those count."""
    line = symbols(clause.before)
    dated = re.match(rf"pw(?P<r>{GROUP})", line)  # "In the same round A and B were promoted"
    if dated and _WHEN.search(clause.before[1].text):
        return names_of(clause.before, dated)
    cut = max(line.rfind("d"), line.rfind("z")) + 1
    found = free_group(line, cut) or free_group(line, 0)
    if found is None:
        of_person = re.search(r"Hp(?P<r>N)$", line)  # "prosjektleder Kari Nes i Fosen Bioenergi får"
        return () if of_person is None or is_place(clause.before[-1].text) else (clause.before[-1],)
    names = names_of(clause.before, found)
    if len(names) == 1 and re.fullmatch("wN", line[found.end() :]):
        of_it = _OF_IT.search(clause.before[-2].text) is not None
        if is_place(names[0].text) or of_it:  # "Tromsø start-up Kelpinor", "GCE Ocean partner WindMoor"
            return (clause.before[-1],)
    return names


def names_behind(after: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """The names right behind a verb: "Så mye får Ecopro"."""
    found = re.match(rf"w?(?P<r>{GROUP})", symbols(after))
    return names_of(after, found) if found else ()


def free_group(line: str, start: int) -> re.Match[str] | None:
    return next((m for m in FREE_OR_GOVERNED.finditer(line, start) if m["r"]), None)


def followed_name(subject: tuple[Chunk, ...], chunks: list[Chunk], clause: Clause) -> tuple[Chunk, ...]:
    """The name that a relative clause follows."""
    before = [one for one in chunks if one.end <= clause.begins]
    group = re.search(rf"(?P<r>{GROUP})c?$", symbols(before))
    if group:  # "det er A og B som får …"
        return names_of(before, group)
    named = [one for one in before if one.symbol in NAMES + "CUH"]
    return (named[-1],) if named and named[-1].symbol in "NQ" else subject


def span_of(clause: Clause) -> tuple[int, int]:
    """The clause without a relative clause at its end, which tells of something else."""
    starts = [clause.begins, *(one.start for one in clause.chunks), *([clause.at_verb] if clause.verb else [])]
    relative = [one.start for one in clause.after if one.symbol == "s"]
    return min(starts), min([*relative, max([one.end for one in clause.chunks] + starts)])
