"""A release → its reading: candidates by list, table and prose, then the ledger, then judgement.

The order of the stages only; each stage has its module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate, Document
from scrapers.awards.decisions import decision_of
from scrapers.awards.lead_ins import Introductions
from scrapers.awards.ledger import cue_roles, write_ledger
from scrapers.awards.lines import read_lines
from scrapers.awards.lists import Collection, read_lists
from scrapers.awards.make import make_awards
from scrapers.awards.money import Amount, find_amounts
from scrapers.awards.namesakes import fold
from scrapers.awards.nearby import nearby
from scrapers.awards.passages import clean, read_passages
from scrapers.awards.programmes import find_funder, find_programme, is_of_gifts, is_private
from scrapers.awards.prose import with_doubt
from scrapers.awards.reconcile import (
    added,
    doubt_unlikely,
    drop_contradicted,
    drop_doubtful,
    drop_told_otherwise,
    drop_unlikely,
    judge,
    mark_lists,
    own_nok,
    tell_once,
)
from scrapers.awards.records import read_records
from scrapers.awards.role_evidence import Known
from scrapers.awards.role_model import likely_roles
from scrapers.awards.running_text import read_running_text
from scrapers.awards.screen import may_tell_awards
from scrapers.awards.setting import placed
from scrapers.awards.several import find_count
from scrapers.awards.tables import cell_amounts, column_roles, find_tables, merged, read_tables
from scrapers.awards.titles import told_as_project
from scrapers.awards.totals import find_total, weigh_total
from scrapers.model import Reading

if TYPE_CHECKING:
    from scrapers.model import Release, Role

_WORD = re.compile(r"[^\W\d_][\w\-]*")


@dataclass(frozen=True, slots=True)
class Found:
    """A release with everything in it that may be an award, before it is judged as a whole."""

    document: Document
    candidates: list[Candidate]
    sums: list[Amount]  # of sum rows
    cues: dict[int, Role]
    columns: dict[int, Role]  # of the sums in other columns of tables than those given

    def total(self, candidates: list[Candidate]) -> Amount | None:
        return find_total(
            self.document, self.cues, self.sums, starts_of(candidates), added(candidates), len(candidates),
            {c.amount.start for c in candidates if c.amount is not None and c.doubt},
        )  # fmt: skip

    def known(self) -> Known:
        """What the roles of all sums are told from, besides the words."""
        own = [(c.amount.start, c.doubt) for c in self.candidates if c.amount is not None and c.basis != "joint"]
        statuses = {start: "doubted" if doubt else "sure" for start, doubt in own}
        total = self.total(self.candidates)
        return Known(
            statuses, frozenset(map(own_nok, self.candidates)),
            total.start if total else None, total.amount if total else None, added(self.candidates),
        )  # fmt: skip


def starts_of(candidates: list[Candidate]) -> set[int]:
    """Where the sums that are somebody's own stand."""
    return {c.amount.start for c in candidates if c.amount is not None and c.basis != "joint"}


def bound(candidates: list[Candidate]) -> set[int]:
    """Where the sums that are somebody's stand, own or joint."""
    return {c.amount.start for c in candidates if c.amount is not None}


def find_candidates(release: Release) -> Found:
    amounts = tuple(find_amounts(release.text, release.language))
    lines = read_lines(release)
    tables = find_tables(release.text, lines, amounts)
    document = _document(release, merged(amounts, cell_amounts(tables)))
    taken = {i for table in tables for i in table.lines}
    introductions = Introductions(lines)
    collections = read_tables(release.text, lines, tables, introductions)
    collections += read_records(document, lines, taken, introductions)
    taken |= {i for c in collections for i in c.lines}
    collections += read_lists(document, lines, taken, introductions)
    cues = cue_roles(document)
    covered = [(lines[c.lines.start].start, lines[c.lines.stop - 1].end) for c in collections if c.lines]
    candidates = [_with_lead(c, one) for one in collections for c in one.candidates]
    prose = read_running_text(document, covered, cues)
    gifts = {c.amount.start for one in collections if is_of_gifts(one.lead) for c in one.candidates if c.amount}
    if is_private(document):
        gifts |= {c.amount.start for c in candidates if c.amount}
        prose = [with_doubt(c, "the money may be private") for c in prose]
    cues |= dict.fromkeys(gifts, "private")
    candidates = [c for c in candidates + prose if c.amount is None or c.amount.start not in gifts]
    candidates = tell_once(drop_doubtful(drop_told_otherwise(candidates, cues)))
    columns = column_roles(tables)
    return Found(document, candidates, [s for c in collections for s in c.sums], cues | columns, columns)


def _nothing_in(release: Release) -> Found:
    return Found(Document(release, read_passages(release.text, release.blocks), ()), [], [], {}, {})


def read_release(release: Release, *, is_screened: bool = True) -> Reading:
    """Every award and every mention of money in ``release``, each with what it rests on.

    ``is_screened``: a release without a word of money or awards is not searched for them; the reading is the same.
    """
    is_dull = is_screened and not may_tell_awards(release.text)
    found = _nothing_in(release) if is_dull else find_candidates(release)
    document = found.document
    likely = likely_roles(document, placed(document), found.known())
    candidates = doubt_unlikely(drop_unlikely(found.candidates, likely), likely)
    candidates = tell_once([*candidates, *nearby(document, likely, bound(candidates))])
    several = len(candidates) > 1 or find_count(document, None) is not None
    total = weigh_total(
        document, likely, starts_of(candidates), added(candidates), found.total(candidates), is_several=several
    )
    candidates = [c for c in candidates if total is None or not (c.doubt and _is_at(c, total))]
    count = find_count(document, total)
    candidates = mark_lists(candidates, total, count)
    candidates = drop_contradicted(candidates, total, count)
    verdict = judge(total, count, added(candidates), len(candidates))
    candidates = _with_only_title(document, candidates)
    mentions, issues = write_ledger(
        document, starts_of(candidates), total, found.columns, likely, set(map(own_nok, candidates))
    )
    programme, funder = find_programme(document), find_funder(document)
    return Reading(
        release=release,
        awards=make_awards(document, candidates, verdict, programme, funder),
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


def _with_only_title(document: Document, candidates: list[Candidate]) -> list[Candidate]:
    """The one award of a release that tells of one project only, wherever it names it."""
    if len(candidates) != 1 or candidates[0].title is not None:
        return candidates
    told: set[str] = set()
    for sentence in document.sentences:
        if sentence.zone in {"title", "body"}:
            told |= told_as_project(clean(document.text[sentence.start : sentence.end]))
    told = {title for title in told if fold(title) != fold(candidates[0].recipient)}
    return [replace(candidates[0], title=told.pop())] if len(told) == 1 else candidates


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


def _is_at(candidate: Candidate, total: Amount) -> bool:
    """A doubtful award of the sum that the release says several share is none."""
    return candidate.amount is not None and candidate.basis != "joint" and candidate.amount.start == total.start
