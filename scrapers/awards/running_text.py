"""The running text of a release → candidates, sentence by sentence: what each tells alone and with those before it.

What one sentence tells belongs in prose.py and unpriced.py; lists and tables are read before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scrapers.awards.across import recipient_behind, same_sum
from scrapers.awards.binding import LOOSE
from scrapers.awards.context import (
    doubt_of_sentence,
    goes_on_in_past,
    is_earlier_year,
    is_past_in,
    is_told_as_past,
    release_year,
)
from scrapers.awards.decisions import decision_of, hands_out
from scrapers.awards.doubts import doubt_of
from scrapers.awards.passages import clean
from scrapers.awards.prose import read_prose
from scrapers.awards.setting import by_sentence
from scrapers.awards.titles import named_title, own_title, titles_in_turn, with_brackets
from scrapers.awards.unpriced import read_unpriced
from scrapers.awards.unpriced_words import speaks_of_admission

if TYPE_CHECKING:
    from scrapers.awards.candidate import Candidate, Document
    from scrapers.awards.passages import Sentence
    from scrapers.model import Role

_BESIDE = frozenset({"prose_listed", "prose_paired", "prose_in_brackets"})
_SEVERAL = 2


def read_running_text(document: Document, covered: list[tuple[int, int]], cues: dict[int, Role]) -> list[Candidate]:
    """What its sentences tell, in order; those within ``covered`` stand in lists and tables."""
    is_awarding, may_admit = hands_out(document), speaks_of_admission(document.text)
    year = release_year(document)
    undated = document.release.published_on is None
    with_sums = {one.index for one, _ in by_sentence(document)}
    found: list[Candidate] = []
    told_in_title: list[Candidate] = []
    body: list[Sentence] = []
    before: list[Candidate] = []
    loose: list[int] = []
    goes_on_past = False
    for sentence in document.sentences:
        if sentence.zone not in {"title", "body"} or any(a <= sentence.start < b for a, b in covered):
            continue
        priced = read_prose(document, sentence, body) if sentence.index in with_sums else []
        others = read_unpriced(document, sentence, body, priced, is_awarding=is_awarding, may_admit=may_admit)
        others = with_brackets(document.text, others)
        body.append(sentence)
        here: list[Candidate] = []
        sentence_text = clean(document.text[sentence.start : sentence.end])
        for candidate in [*priced, *others]:
            start, end = candidate.told or (sentence.start, sentence.end)
            told = clean(document.text[start:end])
            if goes_on_past and goes_on_in_past(told):
                continue
            if is_told_as_past(told, year) or is_past_in(told, sentence_text, year):
                continue
            is_earlier = undated and is_earlier_year(told, year, is_dated=False)
            doubt = (
                doubt_of_sentence(told, year)
                or ("the sentence may be of an earlier year" if is_earlier else None)
                or doubt_of(document, candidate, told)
            )
            if doubt and candidate.doubt in {None, LOOSE}:  # what is only loose may become surer below
                candidate = replace(candidate, doubt=doubt)
            here.append(_decided(candidate, sentence_text))
        if len(here) == 1 and here[0].title is None and (title := named_title(sentence_text)) is not None:
            here = [replace(here[0], title=title)]
        if (
            not here
            and len(before) == 1
            and before[0].title is None
            and found
            and (title := own_title(document, sentence))
        ):
            found[-1] = replace(found[-1], title=title)
        if not here and 1 < len(before) <= len(found):
            _name_in_turn(found, len(before), sentence_text)
        if not here and len(body) > 1:
            together = _with_sentence_before(document, body[-2], sentence, before, cues)
            here = [_decided(one, sentence_text) for one in together]
        before = here
        goes_on_past = is_told_as_past(sentence_text, year) or (goes_on_past and goes_on_in_past(sentence_text))
        (told_in_title if sentence.zone == "title" else found).extend(here)
        if is_awarding:
            _make_surer(found, loose, len(here) if sentence.zone != "title" else 0)
    heads = [c for c in told_in_title if c.amount is not None or not found or c.decision == "admitted"]
    return heads + found


def _with_sentence_before(
    document: Document, earlier: Sentence, sentence: Sentence, before: list[Candidate], cues: dict[int, Role]
) -> list[Candidate]:
    """What a sentence tells together with the ``earlier`` one, of which ``before`` was read."""
    if before:
        return same_sum(document, before[0], sentence) if len(before) == 1 else []
    behind = recipient_behind(document, earlier, sentence, cues)
    return [behind] if behind else []


def _name_in_turn(found: list[Candidate], count: int, sentence: str) -> None:
    """The last ``count`` of ``found`` get the titles that the sentence behind them tells in turn."""
    for at, title in enumerate(titles_in_turn(sentence, count), len(found) - count):
        found[at] = replace(found[at], title=found[at].title or title)


def _make_surer(found: list[Candidate], loose: list[int], new_count: int) -> None:
    """Names beside their sums, several of them in a release that hands out money: a list told in words.

    ``loose`` holds the places of those that wait for another one.
    """
    new = range(len(found) - new_count, len(found))
    loose += [i for i in new if found[i].doubt == LOOSE and found[i].rule in _BESIDE and found[i].basis is None]
    if len(loose) >= _SEVERAL:
        for i in loose:
            found[i] = replace(found[i], doubt=None)
        loose.clear()


def _decided(candidate: Candidate, sentence: str) -> Candidate:
    return candidate if candidate.decision else replace(candidate, decision=decision_of(sentence))
