"""Awards that two clauses of one sentence tell together: "de 2 millionene som A får", "gir 2 millioner slik at A …".

What one clause tells by its verb belongs in verb_frames.py, what two sentences tell in across.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.binding import LOOSE, Binding
from scrapers.awards.chunks import symbols
from scrapers.awards.naming import subject_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.chunks import Chunk
    from scrapers.awards.clauses import Clause

_SO_THAT = re.compile(r"^(?:(?:slik|så|for|til)\s+)?(?:at|så|that|so)\b", re.IGNORECASE)
_ENABLES = frozenset({"give", "fund"})


def linked(clauses: Sequence[Clause], at: int, chunks: Sequence[Chunk]) -> list[Binding]:
    """What clause ``at`` tells together with the one before it; ``chunks`` are the sentence's."""
    clause = clauses[at]
    return _sum_that(clause, chunks) or (_so_that(clauses[at - 1], clause) if at else [])


def _sum_that(clause: Clause, chunks: Sequence[Chunk]) -> list[Binding]:
    """ "sjekken på 1,75 millioner kroner som Andøy er tildelt": the relative clause says whose the sum is."""
    verb, own = clause.verb, subject_of(clause)
    if not clause.is_relative or verb is None or not own or "A" in symbols(clause.chunks):
        return []
    has_it = verb.kind == "get" or (verb.kind == "give" and verb.is_passive)
    before = [one for one in chunks if one.end <= clause.begins]
    found = re.search(r"A(?:f[UN]|c)?$", symbols(before))
    return [Binding("sum_that", own, (before[found.start()],), False, LOOSE)] if found and has_it else []


def _so_that(before: Clause, clause: Clause) -> list[Binding]:
    """ "Enova bidrar med 23 millioner slik at rederiet kan …": for review, since who is helped need not get the sum."""
    own = subject_of(clause)
    sums = [one for one in before.after if one.symbol == "A"]
    gives = before.verb is not None and before.verb.kind in _ENABLES and not before.verb.is_passive
    opens = clause.chunks[0].text if clause.chunks else ""
    named = re.search("[NLP]", symbols(before.after))
    if not gives or len(sums) != 1 or not own or named or not _SO_THAT.match(opens) or "A" in symbols(clause.chunks):
        return []
    return [Binding("so_that", own[:1], (sums[0],), False, LOOSE)]
