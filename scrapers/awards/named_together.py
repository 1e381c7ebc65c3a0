"""Several names told together without a sum: behind a colon, counted before, in a series, "saman med".

How a clause names single recipients belongs in unpriced.py, the wording in unpriced_words.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards import unpriced_words as wording
from scrapers.awards.chunks import symbols
from scrapers.awards.decisions import ADMITTED
from scrapers.awards.naming import FREE_OR_GOVERNED, GROUP, names_of
from scrapers.awards.number_words import WORDS
from scrapers.awards.recipients import is_organisation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.candidate import Document
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.clauses import Clause
    from scrapers.awards.passages import Sentence

_LONG_AGO = re.compile(r"\b(?:siden|sidan|since|ago)\b", re.IGNORECASE)
_SERIES = re.compile(r"(?P<g>[tfmp]?)w?(?P<r>N(?:(?:c|k|ck)w?N)+)")
_PARTY = re.compile(r"\b(?:Høyre|Venstre|SV|Ap|Frp|KrF|MDG|Rødt|Sp|Senterpartiet|Arbeiderpartiet)\b")


def in_series(text: str, line: str, chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Several names in one breath, in a sentence that speaks of awards and of nothing else."""
    if wording.ABOUT_SOMETHING_ELSE.search(text) or re.search("[?!X]", line) or _PARTY.search(text):
        return ()
    for match in _SERIES.finditer(line):
        names = names_of(chunks, match)
        behind_colon = line[: match.start("r")].rstrip("w").endswith("d") and len(names) > 2
        is_told = wording.OF_AWARDS.search(text) and match["g"] in {"", "t"} and ("A" not in line or match["g"] == "t")
        if (behind_colon or is_told) and not _LONG_AGO.search(text):
            return [one for one in names if one.symbol == "N" and not one.is_weak]
    return ()


def counted_before(document: Document, before: Sentence, chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """ "Tre miljøer er tatt opp. A samler …, B vil …, og C skal …": as many bodies as the sentence before counts."""
    count = wording.COUNTED.match(document.text[before.start : before.end])
    if count is None or count["n"].lower() not in WORDS or not ADMITTED.search(count[0]):
        return ()
    line = symbols(chunks)
    free = [chunks[m.start("r")] for m in FREE_OR_GOVERNED.finditer(line) if m["r"]]
    bodies = [one for one in free if one.symbol == "N" and is_organisation(one.text)]
    return bodies if len(bodies) == WORDS[count["n"].lower()] > 1 else ()


def companions(clause: Clause) -> Sequence[Chunk]:
    """ "…, saman med Sunnfjord og Gulen"."""
    chunks = clause.chunks
    found = re.search(rf"wm(?P<r>{GROUP})", symbols(chunks))
    is_together = found is not None and wording.TOGETHER.search(chunks[found.start()].text) is not None
    return names_of(chunks, found) if found and is_together else ()


def behind_colon(clause: Clause) -> Sequence[Chunk]:
    """ "Andre som fikk støtte: A, B og C", "På lista står blant andre A, B og C"."""
    chunks = clause.chunks
    line = symbols(chunks)
    for match in re.finditer(rf"[dw](?P<r>{GROUP})", line):
        head = " ".join(one.text for one in chunks[: match.start() + 1])
        is_among = wording.AMONG.search(head) is not None
        is_list = is_among or (line[match.start()] == "d" and (clause.verb or wording.SUPPORT.search(head)))
        if is_list and wording.RECIPIENTS.search(head):
            names = names_of(chunks, match)
            return names if len(names) > 1 or is_among else ()
    return ()
