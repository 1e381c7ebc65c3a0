"""Chunks of a sentence → clauses: one verb each, who stands before it, what stands behind it.

What only adds to a name is folded away before, in folds.py; who gets what belongs in verb_frames.py.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scrapers.awards.chunks import Chunk, chunk, symbols
from scrapers.awards.folds import folded
from scrapers.awards.verb_runs import Verb
from scrapers.awards.verbs import BARE_PARTICIPLES, SURE, is_finite

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document

VERBS = "GVBFMDOXuh?!"
NAMES = "NPLQ"
_OWN_SUM = re.compile(r"[NPm]w?A(?:w|p[wN]|f[wNU]){0,2}(?:c|z|k|ck)(?=w?[NPL](?:(?:c|k|ck)w?[NLP])*[wp]*$)")
_GRANTED = frozenset(["innvilget", "innvilga", "tildelt", "tilkjent", "tilkjend", "bevilget", "bevilga", "løyvd"])
_NOW = re.compile(r"\b(?:nå|no|endelig|endeleg|now|finally)$", re.IGNORECASE)
_WHETHER = re.compile(r"(?:^|\s)(?:om|whether)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """``before`` and ``after`` the verb; ``verb`` is null for a fragment without one."""

    before: tuple[Chunk, ...]
    verb: Verb | None
    after: tuple[Chunk, ...]
    is_relative: bool = False  # its subject is the name that the clause before ends with
    at_verb: int = -1  # offset of the verb
    begins: int = -1  # offset of its first chunk

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        return self.before + self.after


def read_clause(document: Document, start: int, end: int) -> tuple[str, list[Chunk]]:
    """(symbols, chunks) of ``text[start:end]``, one letter a chunk."""
    if (start, end) not in document.clauses:
        document.clauses[start, end] = _read_clause(document, start, end)
    return document.clauses[start, end]


def _read_clause(document: Document, start: int, end: int) -> tuple[str, list[Chunk]]:
    chunks = folded(chunk(document, start, end))
    return symbols(chunks), chunks


def split_clauses(chunks: list[Chunk]) -> list[Clause]:
    """The clauses of a sentence, in order; each chunk stands in one of them."""
    heads = _heads(chunks)
    if not heads:
        return [Clause(tuple(chunks), None, (), begins=chunks[0].start)] if chunks else []
    starts = [0]
    for (_, last, _), (first, _, _) in itertools.pairwise(heads):
        starts.append(_boundary(chunks, last + 1, first))
    clauses = []
    for at, (first, last, verb) in enumerate(heads):
        if first == 0 and len(heads) > 1 and chunks[0].symbol in "GB":
            verb = replace(verb, may=True)  # "Får Nordfang ja, kan …"
        begin, end = starts[at], starts[at + 1] if at + 1 < len(starts) else len(chunks)
        if any(one.symbol == "w" and _WHETHER.search(one.text) for one in chunks[max(0, begin - 1) : first]):
            verb = replace(verb, may=True)  # "skal avgjøre om kommunen skal få …"
        if verb.may and first and _NOW.search(chunks[first - 1].text):
            verb = replace(verb, may=False)  # "glad for at vi nå kan gi …"
        before, between, after = chunks[begin:first], chunks[first + 1 : last], chunks[last + 1 : end]
        opened = chunks[begin].start
        if _has_subject(between) and "A" not in symbols(before):
            before = [one for one in before if one.symbol in "sw"]  # "Av ordningen er A tildelt 2 millioner"
        relative = any(one.symbol == "s" for one in before)
        own_sum = None if relative else _OWN_SUM.search(symbols(before))
        if own_sum is not None:  # "A topper lista med 2,7 millioner; B får 1,2"
            clauses.append(Clause(tuple(before[: own_sum.end()]), None, (), begins=opened))
            before = before[own_sum.end() :]
            opened = before[0].start
        if relative:
            opened = max(one.start for one in before if one.symbol == "s")
            before = before[max(i for i, one in enumerate(before) if one.symbol == "s") + 1 :]
        clauses.append(Clause((*before, *between), verb, tuple(after), relative, chunks[first].start, opened))
    return clauses


def _heads(chunks: list[Chunk]) -> list[tuple[int, int, Verb]]:
    """(first, last, verb) of each verb; a helper and its participle behind the subject are one: "har X fått"."""
    heads: list[tuple[int, int, Verb]] = []
    at = 0
    while at < len(chunks):
        verb = chunks[at].verb
        if verb is None:
            at += 1
            continue
        if verb.kind is None:
            look = at + 1
            while look < len(chunks) and look - at < 12 and chunks[look].symbol in "NPLUHQCwpkec":
                look += 1
            main = chunks[look].verb if look < len(chunks) else None
            if main is not None and main.kind is not None and not is_finite(chunks[look].text) and look > at + 1:
                is_active = not verb.is_be and chunks[look].text.lower() in BARE_PARTICIPLES  # "har i dag gitt"
                passive = (main.is_passive and not is_active) or (verb.is_be and main.kind in {"give", "fund"})
                joined = replace(
                    main,
                    is_passive=passive,
                    is_be=verb.is_be,
                    may=(verb.may or main.may) and chunks[look].text.lower() not in SURE,
                    is_not=verb.is_not or main.is_not,
                )
                heads.append((at, look, joined))
                at = look + 1
                continue
        if verb.kind == "get" and (last := _participle(chunks, at)) is not None:
            heads.append((at, last, verb))
            at = last + 1
            continue
        if heads and at > 0 and chunks[at - 1].text.endswith(" å"):
            verb = replace(verb, may=verb.may or heads[-1][2].may or heads[-1][2].kind == "other")
        heads.append((at, at, verb))
        at += 1
    return heads


def _participle(chunks: list[Chunk], at: int) -> int | None:
    """ "I dag fikk A, B og C innvilget støtte": where the participle behind the names stands."""
    found = re.match(r"G(?:w?N)(?:(?:c|k|ck)w?N)*V", symbols(chunks[at:]))
    last = at + found.end() - 1 if found else at
    return last if last > at and chunks[last].text.lower() in _GRANTED else None


def _boundary(chunks: list[Chunk], first: int, last: int) -> int:
    """Where the clause of the verb at ``last`` begins, behind ``first``."""
    between = range(first, last)
    relative = next((i for i in reversed(between) if chunks[i].symbol == "s"), None)
    if relative is not None and (
        all(chunks[i].symbol in "wpN" for i in range(relative + 1, last))
        or not _has_subject(chunks[relative + 1 : last])
    ):
        return relative
    amounts = [i for i in between if chunks[i].symbol == "A"]
    if (
        amounts
        and all(chunks[i].symbol in "wp" for i in range(amounts[-1] + 1, last))
        and any(chunks[i].symbol in "ckzd" for i in range(amounts[-2] + 1 if len(amounts) > 1 else first, amounts[-1]))
    ):
        amounts.pop()  # "…, mens 2 millioner er bevilget til …": the sum is the subject
    floor = amounts[-1] + 1 if amounts else first
    seps = [i for i in range(floor, last) if chunks[i].symbol in "ckzds"]
    for i in seps:
        if _has_subject(chunks[i + 1 : last]):
            return i
    if seps:
        return seps[-1]
    free = [i for i in range(floor, last) if chunks[i].symbol in "NPLQCUH" and not _is_governed(chunks, i)]
    return free[0] if free else last


def _has_subject(chunks: list[Chunk]) -> bool:
    return any(one.symbol in "NPLQCUHA" and not _is_governed(chunks, i) for i, one in enumerate(chunks))


def _is_governed(chunks: list[Chunk], at: int) -> bool:
    return at > 0 and chunks[at - 1].symbol in "tfpm"
