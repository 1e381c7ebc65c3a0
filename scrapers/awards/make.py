"""Candidates that were judged → awards of the vocabulary, each with its id, status and evidence.

Judging belongs in reconcile.py.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from scrapers.awards.decisions import decision_of_release, is_admission
from scrapers.awards.reconcile import own_nok, review_reason
from scrapers.model import Award

if TYPE_CHECKING:
    from hashlib import _Hash as Digest

    from scrapers.awards.candidate import Candidate, Document
    from scrapers.model import Decision, Verdict


def make_awards(
    document: Document,
    candidates: list[Candidate],
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
                decision=candidate.decision or without or decision_of_release(document),
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
