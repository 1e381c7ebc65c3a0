"""Hand-made readings for tests of the warehouse: what a parsed page would be, without a page.

Nothing here reads text: amounts, recipients and dates are said by the test.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from scrapers.model import (
    AmountBasis,
    Award,
    CrawlVerdict,
    Decision,
    Fetch,
    Issue,
    Language,
    Mention,
    Page,
    PageKind,
    ParsedPage,
    Qualifier,
    Reading,
    Release,
    Role,
    Status,
)

CODE = "code-1"


@dataclass(frozen=True)
class Told:
    """An award as a test tells it."""

    recipient: str
    nok: int | None
    title: str | None = None
    programme: str | None = None
    decision: Decision = "granted"
    status: Status = "accepted"
    basis: AmountBasis | None = "total"
    qualifier: Qualifier | None = "exact"
    to: int | None = None
    years: int | None = None
    period: str | None = None
    currency: str | None = "NOK"
    foreign: int | None = None  # amount in ``currency`` when it is not kroner
    joint: int | None = None  # a sum that it shares with others
    before: str = ""  # what its sentence says before and after the name
    after: str = ""

    @property
    def sentence(self) -> str:
        title = f" til «{self.title}»" if self.title else ""
        return f"{self.before}{self.recipient}{self.after}: {self.amount_text or 'tatt opp'}{title}."

    @property
    def amount_text(self) -> str | None:
        figure = self.nok or self.foreign or self.joint
        return f"{figure} {'kroner' if self.currency == 'NOK' else self.currency}" if figure else None


def release_page(
    key: str,
    *told: Told,
    on: date | None,
    source: str = "regjeringen",
    publisher: str | None = None,
    captured: datetime = datetime(2025, 10, 1, tzinfo=UTC),
    archive: str = "klyngekroner",
    programme: str | None = None,
    funder: str | None = None,
    ministry: str | None = None,
    language: Language = "nb",
    preface: str = "",
    total: int | None = None,
    total_qualifier: Qualifier | None = None,
    count: int | None = None,
    frames: tuple[int, ...] = (),
    roles: tuple[tuple[Role, int], ...] = (),
    issues: tuple[Issue, ...] = (),
    payload: str | None = None,
) -> ParsedPage:
    """A parsed release page that tells these awards, one sentence each."""
    release_id = f"{source}:{key}"
    text = f"Tittel {key}\n\n{preface}\n\n"
    awards: list[Award] = []
    mentions: list[Mention] = []
    for one in told:
        start, text = len(text), text + one.sentence + "\n\n"
        awards.append(_award(release_id, one, start, len(awards)))
        if one.amount_text:
            mentions.append(_mention(text, one.amount_text, start, "award", one.nok or one.foreign or one.joint))
    for role, amount in (*roles, *(("frame", frame) for frame in frames)):
        start, text = len(text), f"{text}Sum: {amount} kroner.\n\n"
        mentions.append(_mention(text, f"{amount} kroner", start, role, amount))
    url = f"https://www.{source}.no/{key}/"
    release = Release(
        release_id=release_id,
        source=source,
        url=url,
        publisher=publisher or {"regjeringen": "Regjeringen", "innovasjonnorge": "Innovasjon Norge"}[source],
        title=f"Tittel {key}",
        published_on=on,
        published_basis="meta" if on else "none",
        language=language,
        text=text,
        blocks=(),
        ministry=ministry,
        kind="Pressemelding",
        layout="article",
    )
    reading = Reading(
        release=release,
        awards=tuple(awards),
        mentions=tuple(mentions),
        issues=issues,
        programme=programme,
        funder=funder,
        stated_total_nok=None if total is None else Decimal(total),
        stated_total_qualifier=total_qualifier or ("exact" if total else None),
        stated_count=count,
        sum_nok=sum((award.amount_nok for award in awards if award.amount_nok is not None), Decimal(0)),
        verdict="not_stated" if total is None else "agrees",
    )
    return parsed_page(url, source=source, captured=captured, archive=archive, payload=payload or text, reading=reading)


def parsed_page(
    url: str,
    *,
    source: str = "regjeringen",
    captured: datetime = datetime(2025, 10, 1, tzinfo=UTC),
    archive: str = "klyngekroner",
    payload: str = "payload",
    kind: PageKind = "release",
    reading: Reading | None = None,
    issues: tuple[Issue, ...] = (),
) -> ParsedPage:
    body = payload.encode()
    page = Page(url, body, "text/html", hashlib.sha256(body).hexdigest(), captured, archive)
    return ParsedPage(source, page, kind, "article", reading, issues)


def fetch_of(parsed: ParsedPage, *, at: datetime | None = None, outcome: str = "fetched") -> Fetch:
    """The attempt that brought a page."""
    page = parsed.page
    assert page.fetched_at is not None
    assert page.archive is not None
    return Fetch(
        source=parsed.source,
        channel="news" if page.archive == "klyngekroner" else "captures",
        url=page.url,
        outcome=outcome,  # type: ignore[arg-type]
        attempted_at=at or page.fetched_at,
        archive=page.archive,
        status=200,
        content_type=page.content_type,
        payload_sha256=None if outcome == "gone" else page.payload_sha256,
        warc_file="klyngekroner-1.warc.gz",
        warc_offset=0,
        warc_length=len(page.body),
    )


def verdict_of(
    source: str,
    *,
    listed_on: date | None = date(2025, 10, 15),
    is_fresh: bool = True,
    reason: str | None = None,
    at: datetime = datetime(2025, 10, 15, 4, tzinfo=UTC),
) -> CrawlVerdict:
    return CrawlVerdict(source=source, is_fresh=is_fresh, attempted_at=at, listed_on=listed_on, reason=reason)


def _award(release_id: str, told: Told, start: int, ordinal: int) -> Award:
    raw = "\n".join((release_id, told.sentence, told.amount_text or "", str(ordinal)))
    printed = told.nok if told.nok is not None else told.foreign if told.foreign is not None else told.joint
    return Award(
        award_id=hashlib.sha256(raw.encode()).hexdigest()[:16],
        recipient=told.recipient,
        amount_nok=None if told.nok is None else Decimal(told.nok),
        amount=None if printed is None else Decimal(printed),
        amount_to=None if told.to is None else Decimal(told.to),
        currency=told.currency if printed is not None else None,
        amount_text=told.amount_text,
        qualifier=told.qualifier if printed is not None else None,
        amount_basis=told.basis if printed is not None or told.basis == "joint" else None,
        period=told.period,
        years=told.years,
        project_title=told.title,
        programme=told.programme,
        funder=None,
        decision=told.decision,
        status=told.status,
        review_reason="two recipients in one sentence" if told.status == "review" else None,
        evidence=told.sentence,
        start=start,
        end=start + len(told.sentence),
        rule="test",
    )


def _mention(text: str, amount_text: str, start: int, role: Role, amount: int | None) -> Mention:
    at = text.index(amount_text, start)
    return Mention(
        text=amount_text,
        amount=None if amount is None else Decimal(amount),
        amount_to=None,
        currency="NOK",
        role=role,
        start=at,
        end=at + len(amount_text),
    )
