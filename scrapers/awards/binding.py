"""A binding: names of a clause and the sums that are theirs, and how sums run on behind the first.

Which names a verb binds belongs in verb_frames.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scrapers.awards.naming import GROUP, names_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.chunks import Chunk


WEAK_NAME = "the first word of the sentence may be no name"
LOOSE = "the wording alone does not say who gets the money"
_SERIES = re.compile(r"A(?:(?:c|k|ck)A)*")
_GAPPED = re.compile(
    rf"[^cAkz]{{0,8}}(?:c|k|ck|z)w?(?:Nw)?(?P<r>{GROUP})(?:p[wN]|t[wNLC]|f[wNU]|wc|w|u){{0,3}}m?w?(?P<a>A)"
)
AMOUNT_TO = re.compile(rf"(?P<a>A)(?:w|p[wN]|e|f[UN]){{0,2}}t(?:w?e)?f?w?(?P<r>{GROUP})")
SAME = re.compile(
    r"\b(?:det|den|the)\s+(?:samme|same)\b.*|\b(?:like|tilsvarende|tilsvarande)\s+(?:mye|mykje|much|sum|stor)\b.*|"
    r"\b(?:likeså|tilsvarende|tilsvarande)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?:fN)?[^NAkGVBMtz]{0,3}c?kw?(?P<a>A)(?=p|w|f|$)")
_AGAIN = re.compile(rf"[^A]{{0,6}}?cw(?P<r>{GROUP})")
_IS_OTHER_SUM = re.compile(
    r"\b(?:\w*lån\w*|garanti\w*|egenkapital|eigenkapital|året før|i fjor|loans?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Binding:
    """Names of a clause bound to its amounts; one amount for several names is joint unless each has it."""

    rule: str
    names: tuple[Chunk, ...]
    amounts: tuple[Chunk, ...]
    is_each: bool = False
    doubt: str | None = None
    told: tuple[int, int] | None = None  # the clause


def with_gaps(
    rule: str, names: tuple[Chunk, ...], after: Sequence[Chunk], line: str, at: int, *, is_each: bool = False
) -> list[Binding]:
    """The first amount or its series for ``names``, then "…, B 1 million og C 2 millioner"."""
    series = _SERIES.match(line, at)
    assert series is not None
    amounts = tuple(after[i] for i in range(*series.span()) if after[i].symbol == "A")
    end = series.end()
    is_plural = len(names) == 1 and names[0].symbol == "P" and len(amounts) > 1
    if len(amounts) != len(names) and not is_plural:
        amounts, end = amounts[:1], at + 1
    found = [Binding(rule, names, amounts, is_each or each_has(after, at, end))]
    while (gap := _GAPPED.match(line, end)) is not None:
        each = each_has(after, gap.start("a"), gap.end())
        found.append(Binding(f"{rule}_gapped", names_of(after, gap), (after[gap.start("a")],), each))
        end = gap.end()
    if len(found) > 1 and len(names) == 1 and names[0].is_weak:  # "A får 350 millioner, B 345 og C 225": all are names
        found[0] = replace(found[0], names=(replace(names[0], is_weak=False),))
    return [*found, *_run_on(rule, found[0], found[-1], after[end:], line[end:])]


def _run_on(rule: str, first: Binding, last: Binding, rest: Sequence[Chunk], line: str) -> list[Binding]:
    """ "… i lån og 2,6 millioner i tilskudd", "…, det samme gjør B"."""
    found = []
    more = _MORE.match(line)
    if more and not _IS_OTHER_SUM.search(words_of(rest[more.end("a") : more.end("a") + 2])):
        found.append(Binding(f"{rule}_more", first.names, (rest[more.start("a")],), first.is_each))
    again = _AGAIN.match(line)
    if again and SAME.search(rest[again.start("r") - 1].text):
        found.append(Binding("same_again", names_of(rest, again), last.amounts[:1], is_each=True))
    return found


_ALL_OF_THEM = re.compile(r"(?:\balle|\bbegge|\ball|\bboth)$", re.IGNORECASE)


def each_has(after: Sequence[Chunk], start: int, end: int) -> bool:
    """ "5 millioner kroner hver", "hver sin million": not "hvert år"."""
    if start and _ALL_OF_THEM.search(after[start - 1].text):  # "mottar alle 500 000 kroner"
        return True
    near = [*after[max(0, start - 3) : start], *after[end : end + 3]]
    for at, one in enumerate(near):
        if one.symbol == "A":
            continue
        if one.symbol == "e":
            following = near[at + 1].text.lower() if at + 1 < len(near) else ""
            return not following.startswith(("år", "måned", "year", "month"))
    return False


_RESPECTIVELY_TO = re.compile(rf"A(?:(?:c|k|ck)A)+(?:w|p[wN]|f[UN]){{0,2}}t[wC]?(?P<r>{GROUP})")


def amounts_to(rule: str, chunks: Sequence[Chunk], line: str) -> list[Binding]:
    """ "2 millioner til A, 3 til B og 1 million til hver av C og D"."""
    found = []
    if (several := _RESPECTIVELY_TO.search(line)) is not None:  # "henholdsvis 4,2 og 2,8 millioner til A og B"
        names = names_of(chunks, several)
        sums = tuple(one for one in chunks[several.start() : several.start("r")] if one.symbol == "A")
        if len(names) == len(sums):
            return [Binding(rule, names, sums)]
    for match in AMOUNT_TO.finditer(line):
        each = "e" in line[match.start() : match.end()] or each_has(chunks, match.start("a"), match.start("a") + 1)
        found.append(Binding(rule, names_of(chunks, match), (chunks[match.start("a")],), each))
    return found
