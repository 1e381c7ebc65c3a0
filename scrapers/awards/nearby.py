"""The one body named beside a sum that all evidence calls an award and that no rule has bound: for review.

What rules bind belongs in prose.py, lists.py and tables.py; how likely a role is, in role_model.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.clauses import read_clause
from scrapers.awards.lead_ins import judge_sentence
from scrapers.awards.recipients import is_body, is_place, may_receive, tidy_name
from scrapers.awards.setting import placed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from scrapers.awards.candidate import Document
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.passages import Sentence
    from scrapers.awards.role_model import Likely

NEARBY = "the sum is most likely an award, and this the one body named beside it"
_SHARED = re.compile(r"\b(?:joint|felles|samarbeid\w*|deler|dele|share|sammen|saman|together|nei)\b", re.IGNORECASE)
_SPOKEN = re.compile(r"[–—\-«\"“]\s?[A-ZÆØÅ]")
_LISTED = frozenset(["item", "row"])
_SURE = 0.5  # share of the role "award"


def nearby(document: Document, likely: Mapping[int, Likely], bound: Collection[int]) -> list[Candidate]:
    """A candidate for each likely award whose start is not in ``bound`` and beside which one body is named."""
    found = []
    for one in placed(document):
        told = likely.get(one.amount.start)
        is_free = one.amount.start not in bound and one.amount.amount is not None and one.role is None
        if not is_free or told is None or told.best() != "award" or told.shares["award"] < _SURE:
            continue
        if one.sentence.zone not in {"title", "body"} or _is_of_no_awards(document, one.sentence.block):
            continue
        name = _sole_name(document, one.sentence)
        if name is not None:
            found.append(
                Candidate(
                    rule="prose_nearby", recipient=tidy_name(name.text), amount=one.amount, start=one.sentence.start,
                    end=one.sentence.end, block=one.sentence.block, doubt=NEARBY, name_at=name.start,
                )
            )  # fmt: skip
    return found


def _is_of_no_awards(document: Document, block: int) -> bool:
    """An item below a line that says that its list is of something else: "Disse har søkt:"."""
    if document.blocks[block].kind not in _LISTED:
        return False
    while block and document.blocks[block].kind in _LISTED:
        block -= 1
    above = document.blocks[block]
    return judge_sentence(document.text[above.start : above.end], is_heading=True) == "not_given"


def _sole_name(document: Document, sentence: Sentence) -> Chunk | None:
    """The one body of a sentence, else its one name that is no place."""
    text = document.text[sentence.start : sentence.end]
    line, chunks = read_clause(document, sentence.start, sentence.end)
    if line.count("A") > 1 or "!" in line or _SHARED.search(text) or _SPOKEN.match(text):
        return None
    names = {
        tidy_name(one.text).casefold(): one
        for at, one in enumerate(chunks)
        if one.symbol == "N" and not one.is_weak and may_receive(tidy_name(one.text)) and not _is_from(chunks, at)
    }
    for kind in (is_body, lambda name: not is_place(name)):
        fitting = [one for one in names.values() if kind(tidy_name(one.text))]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _is_from(chunks: list[Chunk], at: int) -> bool:
    """Whether the name says where something is from or of, not who receives: after "from", or a place after "in"."""
    governs = chunks[at - 1].symbol if at else ""
    return governs == "f" or (governs == "p" and not is_body(chunks[at].text))
