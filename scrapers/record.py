"""A reading → the JSON object that ``klyngekroner extract`` prints.

Fields and their order only; deciding anything belongs in awards.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scrapers.model import Award, Issue, Mention, Reading


def to_record(reading: Reading) -> dict[str, Any]:
    """One object a release, amounts as JSON numbers in units of their currency."""
    release = reading.release
    return {
        "id": release.release_id,
        "url": release.url,
        "source": release.source,
        "publisher": release.publisher,
        "title": release.title,
        "published_on": None if release.published_on is None else release.published_on.isoformat(),
        "published_basis": release.published_basis,
        "language": release.language,
        "text": release.text,
        "stated_total_nok": to_number(reading.stated_total_nok),
        "stated_total_qualifier": reading.stated_total_qualifier,
        "stated_count": reading.stated_count,
        "reconciliation": {
            "sum_nok": to_number(reading.sum_nok),
            "award_count": len(reading.awards),
            "verdict": reading.verdict,
        },
        "awards": [award_record(award) for award in reading.awards],
        "mentions": [mention_record(mention) for mention in reading.mentions],
        "issues": [issue_record(issue) for issue in reading.issues],
    }


def award_record(award: Award) -> dict[str, Any]:
    return {
        "award_id": award.award_id,
        "recipient": award.recipient,
        "amount_nok": to_number(award.amount_nok),
        "amount": to_number(award.amount),
        "amount_to": to_number(award.amount_to),
        "currency": award.currency,
        "amount_text": award.amount_text,
        "qualifier": award.qualifier,
        "amount_basis": award.amount_basis,
        "period": award.period,
        "project_title": award.project_title,
        "programme": award.programme,
        "decision": award.decision,
        "status": award.status,
        "review_reason": award.review_reason,
        "evidence": award.evidence,
        "start": award.start,
        "end": award.end,
        "rule": award.rule,
        "funder": award.funder,
        "years": award.years,
    }


def mention_record(mention: Mention) -> dict[str, Any]:
    return {
        "text": mention.text,
        "amount": to_number(mention.amount),
        "amount_to": to_number(mention.amount_to),
        "currency": mention.currency,
        "role": mention.role,
        "start": mention.start,
        "end": mention.end,
    }


def issue_record(issue: Issue) -> dict[str, Any]:
    return {
        "code": issue.code,
        "message": issue.message,
        "severity": issue.severity,
        "start": issue.start,
        "end": issue.end,
        "quote": issue.quote,
    }


def to_number(value: Decimal | None) -> int | float | None:
    """Kroner are whole almost always; what is not stays exact to the øre as a float prints it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
