"""A release → its reading: candidates by list, table and prose, then the ledger, then judgement.

The order of the stages only; each stage has its module.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapers.awards.binding import LOOSE
from scrapers.awards.candidate import Candidate, Document
from scrapers.awards.context import (
    doubt_of_sentence,
    goes_on_in_past,
    is_earlier_year,
    is_past_in,
    is_told_as_past,
    release_year,
)
from scrapers.awards.decisions import decision_of, decision_of_release, is_admission
from scrapers.awards.ledger import cue_roles, write_ledger
from scrapers.awards.lines import read_lines
from scrapers.awards.lists import Collection, read_lists
from scrapers.awards.money import Amount, find_amounts
from scrapers.awards.passages import clean, read_passages
from scrapers.awards.programmes import find_funder, find_programme, is_private
from scrapers.awards.prose import read_prose, with_doubt
from scrapers.awards.reconcile import (
    added,
    drop_contradicted,
    drop_told_otherwise,
    judge,
    mark_lists,
    own_nok,
    review_reason,
    tell_once,
)
from scrapers.awards.records import read_records
from scrapers.awards.several import find_count
from scrapers.awards.tables import cell_amounts, find_tables, merged, read_tables
from scrapers.awards.titles import own_title
from scrapers.awards.totals import find_total
from scrapers.awards.unpriced import read_unpriced
from scrapers.model import Award, Reading

if TYPE_CHECKING:
    from hashlib import _Hash as Digest

    from scrapers.awards.passages import Sentence
    from scrapers.model import Decision, Release, Verdict

_WORD = re.compile(r"[^\W\d_][\w\-]*")
_BESIDE = frozenset({"prose_listed", "prose_paired", "prose_in_brackets"})
_SEVERAL = 2
_HANDS_OUT = re.compile(
    r"\b(?:får|fikk|fekk|tildel\w*|bevilg\w*|løyv\w*|deler ut|delt ut|deler|fordel\w*|støtte\w*|tilskudd\w*|"
    r"tilskot\w*|innvilg\w*|receiv\w*|award\w*|grant\w*|funding)\b",
    re.IGNORECASE,
)


def read_release(release: Release) -> Reading:
    """Every award and every mention of money in ``release``, each with what it rests on."""
    amounts = tuple(find_amounts(release.text, release.language))
    lines = read_lines(release)
    tables = find_tables(release.text, lines, amounts)
    document = _document(release, merged(amounts, cell_amounts(tables)))
    taken = {i for table in tables for i in table.lines}
    collections = read_tables(release.text, lines, tables)
    collections += read_records(document, lines, taken)
    taken |= {i for c in collections for i in c.lines}
    collections += read_lists(document, lines, taken)
    cues = cue_roles(document)
    covered = [(lines[c.lines.start].start, lines[c.lines.stop - 1].end) for c in collections if c.lines]
    candidates = [_with_lead(c, one) for one in collections for c in one.candidates]
    candidates += _prose(document, covered)
    candidates = tell_once(drop_told_otherwise(candidates, cues))
    sums = [s for c in collections for s in c.sums]
    starts = {c.amount.start for c in candidates if c.amount is not None and c.basis != "joint"}
    doubted = {c.amount.start for c in candidates if c.amount is not None and c.doubt}
    total = find_total(document, cues, sums, starts, added(candidates), len(candidates), doubted)
    candidates = [c for c in candidates if total is None or not (c.doubt and _is_at(c, total))]
    count = find_count(document, total)
    candidates = mark_lists(candidates, total, count)
    candidates = drop_contradicted(candidates, total, count)
    verdict = judge(total, count, added(candidates), len(candidates))
    awarded = {c.amount.start for c in candidates if c.amount is not None and c.basis != "joint"}
    mentions, issues = write_ledger(document, awarded, total, cues, {own_nok(c) for c in candidates})
    programme, funder, decision = find_programme(document), find_funder(document), decision_of_release(document)
    return Reading(
        release=release,
        awards=_awards(document, candidates, decision, verdict, programme, funder),
        mentions=tuple(mentions),
        issues=tuple(issues),
        programme=programme,
        funder=funder,
        stated_total_nok=total.amount if total else None,
        stated_total_qualifier=total.qualifier if total else None,
        stated_count=count,
        sum_nok=added(candidates),
        verdict=verdict,
    )


def _document(release: Release, amounts: tuple[Amount, ...]) -> Document:
    sentences = read_passages(release.text, release.blocks)
    heads = {s.start for s in sentences}
    names: set[str] = set()
    lowers: set[str] = set()
    for sentence in sentences:
        for match in _WORD.finditer(release.text, sentence.start, sentence.end):
            word = match[0]
            if word[0].islower():
                lowers.add(word)
            elif match.start() not in heads and release.text[max(0, match.start() - 2) : match.start()].strip() not in {
                "–",
                "-",
                "—",
                ".",
                ":",
                "•",
            }:
                names.add(word.casefold())
    return Document(release, sentences, amounts, frozenset(names), frozenset(lowers))


def _with_lead(candidate: Candidate, collection: Collection) -> Candidate:
    """What the introduction decides holds for the whole list."""
    if candidate.decision is None and (decision := decision_of(collection.lead)) is not None:
        return replace(candidate, decision=decision)
    return candidate


def _prose(document: Document, covered: list[tuple[int, int]]) -> list[Candidate]:
    hands_out = _HANDS_OUT.search(document.text) is not None or is_admission(document)
    private = "the money may be private" if is_private(document) else None
    year = release_year(document)
    undated = document.release.published_on is None
    found: list[Candidate] = []
    told_in_title: list[Candidate] = []
    body: list[Sentence] = []
    before: list[Candidate] = []
    loose: list[int] = []
    goes_on_past = False
    for sentence in document.sentences:
        if sentence.zone not in {"title", "body"} or any(a <= sentence.start < b for a, b in covered):
            continue
        priced = read_prose(document, sentence, body)
        others = read_unpriced(document, sentence, body, priced, is_awarding=hands_out)
        body.append(sentence)
        here: list[Candidate] = []
        sentence_text = clean(document.text[sentence.start : sentence.end])
        decision = decision_of(sentence_text)
        for candidate in [*priced, *others]:
            start, end = candidate.told or (sentence.start, sentence.end)
            told = clean(document.text[start:end])
            if goes_on_past and goes_on_in_past(told):
                continue
            if is_told_as_past(told, year) or is_past_in(told, sentence_text, year):
                continue
            is_earlier = undated and is_earlier_year(told, year, is_dated=False)
            doubt = doubt_of_sentence(told, year) or (
                "the sentence may be of an earlier year" if is_earlier else private
            )
            here.append(_decided(with_doubt(candidate, doubt) if doubt else candidate, decision))
        if (
            not here
            and len(before) == 1
            and before[0].title is None
            and found
            and (title := own_title(document, sentence))
        ):
            found[-1] = replace(found[-1], title=title)
        before = here
        goes_on_past = is_told_as_past(sentence_text, year) or (goes_on_past and goes_on_in_past(sentence_text))
        (told_in_title if sentence.zone == "title" else found).extend(here)
        if hands_out:
            _make_surer(found, loose, len(here) if sentence.zone != "title" else 0)
    heads = [c for c in told_in_title if c.amount is not None or not found or c.decision == "admitted"]
    return heads + found


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


def _is_at(candidate: Candidate, total: Amount) -> bool:
    """A doubtful award of the sum that the release says several share is none."""
    return candidate.amount is not None and candidate.basis != "joint" and candidate.amount.start == total.start


def _decided(candidate: Candidate, decision: Decision | None) -> Candidate:
    return replace(candidate, decision=candidate.decision or decision)


def _awards(
    document: Document,
    candidates: list[Candidate],
    decision: Decision,
    verdict: Verdict,
    programme: str | None,
    funder: str | None,
) -> tuple[Award, ...]:
    seen: Counter[str] = Counter()
    begun: dict[int, Digest] = {}
    admission = is_admission(document)
    awards = []
    for candidate in candidates:
        amount = candidate.amount
        without: Decision | None = "admitted" if admission and amount is None and candidate.basis is None else None
        reason = review_reason(candidate, verdict)
        awards.append(
            Award(
                award_id=_award_id(document, candidate, seen, begun),
                recipient=candidate.recipient,
                amount_nok=own_nok(candidate),
                amount=amount.amount if amount else None,
                amount_to=amount.amount_to if amount else None,
                currency=(amount.currency or "NOK") if amount else None,
                amount_text=amount.text if amount else None,
                qualifier=amount.qualifier if amount else None,
                amount_basis=candidate.basis or ("per_year" if amount.per_year else "total") if amount else None,
                period=amount.period if amount else None,
                years=amount.years if amount else None,
                project_title=candidate.title,
                programme=programme,
                funder=funder,
                decision=candidate.decision or without or decision,
                status="review" if reason else "accepted",
                review_reason=reason,
                evidence=document.text[candidate.start : candidate.end],
                start=candidate.start,
                end=candidate.end,
                rule=candidate.rule,
            )
        )
    return tuple(awards)


def _award_id(document: Document, candidate: Candidate, seen: Counter[str], begun: dict[int, Digest]) -> str:
    """Of raw source text only, so that a cleaner name never changes an id."""
    if candidate.block not in begun:  # a block of a thousand awards is read once
        block = document.blocks[candidate.block]
        raw = f"{document.release.release_id}\x1f{document.text[block.start : block.end]}\x1f"
        begun[candidate.block] = hashlib.sha256(raw.encode())
    digest = begun[candidate.block].copy()
    digest.update((candidate.amount.text if candidate.amount else "").encode())
    key = digest.hexdigest()
    seen[key] += 1
    digest.update(f"\x1f{seen[key]}".encode())
    return f"a{digest.hexdigest()[:16]}"
