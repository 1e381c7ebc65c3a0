"""Awards that two sentences tell together: a sum, then who has it. For review.

Stand-ins ("klyngen") belong in stand_ins.py, what one sentence tells in prose.py and unpriced.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.clauses import read_clause, split_clauses
from scrapers.awards.naming import names_behind, subject_of
from scrapers.awards.recipients import is_place, may_receive, tidy_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scrapers.awards.candidate import Document
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.money import Amount
    from scrapers.awards.passages import Sentence
    from scrapers.model import Role

ACROSS = "two sentences tell it together"
_THE_MONEY = re.compile(
    r"\b(?:pengene|pengane|midlene|midlane|summen|beløpet|støtten|støtta|tilskuddet|tilskotet|mottaker(?:en)?|"
    r"mottakar(?:en)?|the money|the grant|the sum|the recipient)\b",
    re.IGNORECASE,
)
_SAME_SUM = re.compile(
    r"\b(?:(?:det|den) (?:samme|same) (?:beløpet|summen|går|får)|like (?:mye|mykje|stort beløp)|"
    r"(?:en|ein|et|eit) (?:tilsvarende|tilsvarande) (?:sum|beløp)|the same (?:amount|sum))\b(?!.{0,20} (?:fjor|før))",
    re.IGNORECASE,
)
_SO_MUCH = re.compile(r"Så (?:mye|mykje|stor)\b|(?:That is|This is) (?:what|how much)\b", re.IGNORECASE)


def recipient_behind(
    document: Document, before: Sentence, sentence: Sentence, roles: Mapping[int, Role]
) -> Candidate | None:
    """ "Enova gir 38 millioner til fergen. Mottakeren er Fjordlink AS", "Får 2 millioner. Gulatinget AS er glad"."""
    sum_line, sum_chunks = read_clause(document, before.start, before.end)
    amount = _only_sum(sum_chunks, roles)
    line, chunks = read_clause(document, sentence.start, sentence.end)
    if amount is None or re.search("[NLC]", sum_line) or re.search("[A?!X]", line):
        return None
    names = [one for one in chunks if one.symbol == "N" and not one.is_weak and may_receive(tidy_name(one.text))]
    text = document.text[sentence.start : sentence.end]
    is_headline = before.zone == "title" and sum_line.startswith("G")
    clauses = split_clauses(chunks)
    subject = subject_of(clauses[0]) if clauses else ()
    so_much = _SO_MUCH.match(text) is not None
    if so_much and clauses:
        behind = names_behind(clauses[0].after)
        owners = list(subject or behind)
    elif _THE_MONEY.search(text):
        owners = [one for one in names if not is_place(one.text)]
    else:
        owners = [one for one in subject if one in names] if is_headline else []
    if len(owners) != 1:
        return None
    doubt = None if so_much and sum_line == "A" else ACROSS  # "2,5 millioner kroner. Så mye får Ecopro"
    return Candidate(
        rule="prose_recipient_behind", recipient=tidy_name(owners[0].text), amount=amount, start=before.start,
        end=sentence.end, block=before.block, doubt=doubt, name_at=owners[0].start,
    )  # fmt: skip


def same_sum(document: Document, before: Candidate, sentence: Sentence) -> list[Candidate]:
    """ "Pikene får 400 000 kroner. Det samme beløpet går til Samovarteateret": the sum told before is theirs too."""
    text = document.text[sentence.start : sentence.end]
    line, chunks = read_clause(document, sentence.start, sentence.end)
    if before.amount is None or before.basis is not None or not _SAME_SUM.search(text) or re.search("[A?!XO]", line):
        return []
    found = re.search(r"t(?P<r>N)|(?<=[GB])w?(?P<s>N)|^(?P<q>N)(?=p|G|B|h)", line)
    at = max(found.span(group)[0] for group in "rsq") if found else -1
    name = chunks[at] if at >= 0 else None
    if name is None or name.is_weak or not may_receive(tidy_name(name.text)):
        return []
    return [
        Candidate(
            rule="prose_same_sum", recipient=tidy_name(name.text), amount=before.amount, start=before.start,
            end=sentence.end, block=before.block, doubt=ACROSS, name_at=name.start, shared=True,
        )
    ]  # fmt: skip


def _only_sum(chunks: Sequence[Chunk], roles: Mapping[int, Role]) -> Amount | None:
    """The one sum in kroner of a sentence, if its own words call it nothing else."""
    sums = [one.amount for one in chunks if one.symbol == "A"]
    amount = sums[0] if len(sums) == 1 else None
    if amount is None or amount.amount is None or amount.currency not in {None, "NOK"} or amount.start in roles:
        return None
    return amount
