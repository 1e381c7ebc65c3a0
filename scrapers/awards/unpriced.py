"""Awards that prose tells without an amount: "Også A får støtte", "Selskapene er A, B og C", "A er tatt opp i Arena".

Priced awards belong in prose.py, lists of names in names.py, the ways of naming in unpriced_ways.py, the wording in
unpriced_words.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards import unpriced_words as wording
from scrapers.awards.binding import WEAK_NAME
from scrapers.awards.candidate import Candidate
from scrapers.awards.chunks import symbols
from scrapers.awards.clauses import read_clause, split_clauses
from scrapers.awards.decisions import is_admission
from scrapers.awards.named_together import companions, counted_before, in_series
from scrapers.awards.naming import names_of, subject_of
from scrapers.awards.recipients import may_receive, tidy_name
from scrapers.awards.titles import is_title, quoted
from scrapers.awards.unpriced_ways import Told, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.candidate import Document
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.clauses import Clause
    from scrapers.awards.passages import Sentence

_LOOSE = frozenset(
    {
        "series",
        "on_the_list",
        "among",
        "in_charge",
        "gets",
        "gives",
        "is_given",
        "funds",
        "to",
        "selected",
        "recipients_are",
        "others_are",
        "cleft",
    }
)
_LAST_OF_SERIES = re.compile(r"NbAE(?:(?:c|k|ck)NbAE)*(?:c|ck|k)(?P<r>N)$")  # "A (1,6 mill.), B (900.000) samt C"


def read_unpriced(
    document: Document,
    sentence: Sentence,
    earlier: Sequence[Sentence],
    priced: list[Candidate],
    *,
    is_awarding: bool,
    may_admit: bool,
) -> list[Candidate]:
    """Names that get something for which the sentence gives no sum.

    ``is_awarding``: the release hands out money; ``may_admit``: somewhere it speaks of being taken in.
    """
    text = document.text[sentence.start : sentence.end]
    line, chunks = read_clause(document, sentence.start, sentence.end)
    if "N" not in line or text.endswith("?") or wording.NOT_YET.search(text) or wording.BREADCRUMB.fullmatch(text):
        return []
    taken = {c.name_at for c in priced}
    if earlier and not priced and (counted := counted_before(document, earlier[-1], chunks)):
        return [_candidate(document, sentence, "counted", one, admitted=True) for one in counted]
    admitted = may_admit and wording.speaks_of_admission(text)
    subject: Sequence[Chunk] = ()
    found: list[Candidate] = []
    for clause in split_clauses(chunks):
        own = subject_of(clause) or (subject if clause.is_relative else ())
        if _is_about_awards(document, clause, admitted=admitted):
            head = document.text[sentence.start : max(clause.at_verb, sentence.start)]
            told = Told(clause, own or subject, text, head, admitted, is_awarding)
            rule, names = named(told)
            free = [one for one in names if one.symbol == "N" and one.start not in taken]
            quotes = [one.text for one in clause.chunks if one.symbol == "Q" and is_title(chunks, one)]
            title = _title_of_one(text, names, quotes)
            found += [_candidate(document, sentence, rule, one, admitted=admitted, title=title) for one in free]
            if names and is_awarding:
                others = companions(clause)
                found += [_candidate(document, sentence, "together_with", one, admitted=admitted) for one in others]
        subject = own or subject
    if is_awarding and priced and (last := _LAST_OF_SERIES.search(line)):
        free = [one for one in names_of(chunks, last) if document.text[one.end : sentence.end].lstrip()[:1] != "("]
        found += [_candidate(document, sentence, "series", one, admitted=False) for one in free]
    if not found and not priced and not wording.CAPTION.match(text) and not _is_of_others(document, sentence):
        series = in_series(text, line, chunks)
        title = _title_of_one(text, series)
        found = [_candidate(document, sentence, "series", one, admitted=admitted, title=title) for one in series]
    return [c for c in found if may_receive(c.recipient)]


def _is_of_others(document: Document, sentence: Sentence) -> bool:
    """All its sums are in other money: what Sweden or the EU spends, not who gets kroner."""
    told = [a.currency for a in document.amounts if sentence.start <= a.start < sentence.end]
    return bool(told) and all(currency not in {"NOK", None} for currency in told)


def _is_about_awards(document: Document, clause: Clause, *, admitted: bool) -> bool:
    line = symbols(clause.chunks)
    lists_behind = (
        re.search(r"(?:A[^A]*C|C[^A]*A)[^A]*d[^A]*$", line) is not None
    )  # "70 millioner til seks bedrifter: A og B"
    if not clause.chunks or ("A" in line and not admitted and not lists_behind):
        return False
    told = document.text[clause.begins : max(one.end for one in clause.chunks)]
    verb = clause.verb
    is_real = verb is None or wording.MENTIONED.search(told) or not (verb.may or verb.is_not or verb.kind == "other")
    return bool(is_real) and wording.ABOUT_SOMETHING_ELSE.search(told) is None


def _doubt(document: Document, rule: str, name: Chunk, *, admitted: bool) -> str | None:
    if name.is_weak:
        return WEAK_NAME
    is_loose = rule in _LOOSE and not admitted and not is_admission(document)
    return "the release may tell its sum elsewhere" if is_loose else None


def _title_of_one(text: str, names: Sequence[Chunk], quotes: Sequence[str] = ()) -> str | None:
    """The one title of the clause, else of the sentence, where it names one recipient only."""
    if len(names) != 1:
        return None
    titles = quotes if len(quotes) == 1 else [title for _, _, title in quoted(text)]
    return titles[0] if len(titles) == 1 else None


def _candidate(
    document: Document, sentence: Sentence, rule: str, name: Chunk, *, admitted: bool, title: str | None = None
) -> Candidate:
    return Candidate(
        rule=f"unpriced_{rule}",
        recipient=tidy_name(name.text),
        amount=None,
        start=sentence.start,
        end=sentence.end,
        block=sentence.block,
        title=title,
        decision="admitted" if admitted else None,
        doubt=_doubt(document, rule, name, admitted=admitted),
        name_at=name.start,
    )
