"""Chunks of a sentence → clauses: one verb each, who stands before it, what stands behind it.

Places behind names, brackets and asides between subject and verb are folded away here; who gets what belongs in
verb_frames.py.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scrapers.awards.chunks import Chunk, chunk
from scrapers.awards.organisation_words import LEGAL_FORMS
from scrapers.awards.recipients import is_organisation, is_place, is_placed_cluster, keeps_place
from scrapers.awards.verb_runs import Verb
from scrapers.awards.verbs import BARE_PARTICIPLES, SURE, is_finite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.candidate import Document

VERBS = "GVBFMDOXuh?!"
NAMES = "NPLQ"
_ASIDE = re.compile(
    r"(?<=[NPLQ])c(?:s|w|m|P)[^AGVBFMDOXd]{0,14}?c(?=[GBFuVM?])|(?<=N)cwpNc(?=kN)|(?<=[NPLHUQ])b[^AbE]{0,14}E"
)
_OWN_SUM = re.compile(r"[NPm]w?A(?:w|p[wN]|f[wNU]){0,2}(?:c|z|k|ck)(?=w?[NPL](?:(?:c|k|ck)w?[NLP])*[wp]*$)")
_CONVERSION = re.compile(r"(?<=A)b(?:[wk]?A)+E")
_PARTNERS = re.compile(
    r"(?:sine |sin |sitt |its )?(?:partn\w+|samarbeidspartn\w+|flere andre|fleire andre)", re.IGNORECASE
)
_WHETHER = re.compile(r"(?:^|\s)(?:om|whether)$", re.IGNORECASE)
_TOGETHER = re.compile(r"(?:sammen|saman|gether)\b", re.IGNORECASE)


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


def symbols(chunks: Sequence[Chunk]) -> str:
    return "".join(one.symbol for one in chunks)


def read_clause(document: Document, start: int, end: int) -> tuple[str, list[Chunk]]:
    """(symbols, chunks) of ``text[start:end]``, one letter a chunk."""
    if (start, end) not in document.clauses:
        document.clauses[start, end] = _read_clause(document, start, end)
    return document.clauses[start, end]


def _read_clause(document: Document, start: int, end: int) -> tuple[str, list[Chunk]]:
    chunks = _alone(_with_places(_as_words(chunk(document, start, end))))
    for aside in (_CONVERSION, _ASIDE):
        chunks = _without(chunks, aside)
    chunks = _twice_joined(_members(_risen(chunks)))
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
        before, between, after = chunks[begin:first], chunks[first + 1 : last], chunks[last + 1 : end]
        opened = chunks[begin].start
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
        if heads and at > 0 and chunks[at - 1].text.endswith(" å"):
            verb = replace(verb, may=verb.may or heads[-1][2].may or heads[-1][2].kind == "other")
        heads.append((at, at, verb))
        at += 1
    return heads


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


def _as_words(chunks: list[Chunk]) -> list[Chunk]:
    """ "til sammen" is no direction; words side by side are one."""
    plain: list[Chunk] = []
    for at, one in enumerate(chunks):
        if (
            one.symbol == "t"
            and at + 1 < len(chunks)
            and chunks[at + 1].symbol == "w"
            and _TOGETHER.match(chunks[at + 1].text)
        ):
            one = replace(one, symbol="w")
        if one.symbol == "w" and plain and plain[-1].symbol == "w":
            last = plain.pop()
            one = replace(one, text=f"{last.text} {one.text}", start=last.start)
        plain.append(one)
    return plain


def _with_places(chunks: list[Chunk]) -> list[Chunk]:
    """ "DigiCat i Ålesund" is DigiCat; "Høgskulen i Molde" keeps its place."""
    plain: list[Chunk] = []
    at = 0
    while at < len(chunks):
        one = chunks[at]
        while (
            one.symbol == "N"
            and at + 2 < len(chunks)
            and chunks[at + 1].symbol == "p"
            and chunks[at + 2].symbol in "NU"
        ):
            place = chunks[at + 2]
            whole = f"{one.text} {chunks[at + 1].text} {place.text}"
            is_firm = place.symbol == "N" and place.text.split()[-1] in LEGAL_FORMS  # "Vekst i Grenland AS"
            is_at = chunks[at + 1].text.lower() in {"i", "på", "ved", "in"}
            if (is_at and (keeps_place(one.text) or is_firm)) or is_placed_cluster(whole):
                one = replace(one, text=whole, end=place.end, is_weak=False)
            at += 2
            while is_place(place.text) and symbols(chunks[at + 1 : at + 3]) == "kN" and is_place(chunks[at + 2].text):
                at += 2  # "Grønn Havn i Stavanger og Sandnes"
        plain.append(one)
        at += 1
    return plain


def _alone(chunks: list[Chunk]) -> list[Chunk]:
    """ "prosjektet Zero Kyst" is Zero Kyst; "Aker Solutions med partnere", "Alcoa, sammen med Hydro," is the first."""
    plain: list[Chunk] = []
    at = 0
    while at < len(chunks):
        one, following = chunks[at], chunks[at + 1] if at + 1 < len(chunks) else None
        if one.symbol == "P" and following is not None and following.symbol in "NQ":
            if one.text.lower() in {"stiftelsen", "stiftinga", "foreningen", "foreininga"} and following.symbol == "N":
                plain.append(replace(following, text=f"{one.text} {following.text}", start=one.start, is_weak=False))
                at += 1
            at += 1
            continue
        if (
            one.symbol in "mk"
            and plain
            and plain[-1].symbol == "N"
            and following is not None
            and following.symbol == "w"
            and _PARTNERS.match(following.text)
        ):
            at += 2
            continue
        if one.symbol == "s" and following is not None and following.text.lower().startswith("tilsvar"):
            one = replace(one, symbol="w")
        plain.append(one)
        at += 1
    return plain


def _risen(chunks: list[Chunk]) -> list[Chunk]:
    """ "fra 1 million til 2 millioner" is what it rises to."""
    line = symbols(chunks)
    gone = {at for match in re.finditer("fAt(?=A)", line) for at in range(*match.span())}
    return [one for at, one in enumerate(chunks) if at not in gone]


def _members(chunks: list[Chunk]) -> list[Chunk]:
    """ "the municipalities of Vardø and Berlevåg" are the two."""
    line = symbols(chunks)
    gone = {
        at
        for match in re.finditer("[Cw]f(?=N)", line)
        if chunks[match.start()].text.lower().endswith(("municipalities", "towns", "counties", "cities"))
        for at in range(*match.span())
    }
    return [one for at, one in enumerate(chunks) if at not in gone]


def _twice_joined(chunks: list[Chunk]) -> list[Chunk]:
    """ "Rock og Blues og Seafestival" without a comma are two: the one "og" stands within a name."""
    line = symbols(chunks)
    for match in re.finditer("(?<![ck])NkNkN(?![ck])", line):
        first, _, second, _, third = chunks[match.start() : match.end()]
        is_word = [" " not in one.text and not is_organisation(one.text) for one in (second, third)]
        if is_word[0]:
            at = match.start() + (2 if is_word[1] else 0)
            head, tail = (second, third) if is_word[1] else (first, second)
            whole = replace(head, text=f"{head.text} {chunks[at + 1].text} {tail.text}", end=tail.end, is_weak=False)
            return [*chunks[:at], whole, *chunks[at + 3 :]]
    return chunks


def _without(chunks: list[Chunk], aside: re.Pattern[str]) -> list[Chunk]:
    gone = [match.span() for match in aside.finditer(symbols(chunks))]
    return [one for at, one in enumerate(chunks) if not any(a <= at < b for a, b in gone)]
