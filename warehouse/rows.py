"""Rows of the raw tables, made from the vocabulary of scrapers.model; one dict a row, keyed as in schema.sql.

Which rows replace which belongs in load.py; nothing here opens DuckDB.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields
from decimal import Decimal
from operator import attrgetter
from typing import Any

from scrapers.model import Award, CrawlVerdict, Fetch, Issue, Mention, ParsedPage, Reading

Row = dict[str, Any]
ORE = Decimal("0.01")


def version_id(release_id: str, text: str) -> str:
    """One id for each distinct text of a release."""
    return hashlib.sha256(f"{release_id}\n{text}".encode()).hexdigest()[:32]


def page_row(parsed: ParsedPage, code_digest: str) -> Row:
    release = parsed.reading.release if parsed.reading else None
    return {
        "source": parsed.source,
        "url": parsed.page.url,
        "payload_sha256": parsed.page.payload_sha256,
        "kind": parsed.kind,
        "layout": parsed.layout,
        "release_id": release.release_id if release else None,
        "version_id": version_id(release.release_id, release.text) if release else None,
        "content_type": parsed.page.content_type,
        "captured_at": parsed.page.fetched_at,
        "archive": parsed.page.archive,
        "code_digest": code_digest,
    }


def version_row(parsed: ParsedPage, reading: Reading) -> Row:
    """What came by when is filled in once all captures of the release are known."""
    release = reading.release
    return {
        "version_id": version_id(release.release_id, release.text),
        "release_id": release.release_id,
        "source": parsed.source,
        "url": release.url or parsed.page.url,
        "publisher": release.publisher,
        "title": release.title,
        "published_on": release.published_on,
        "published_basis": release.published_basis,
        "language": release.language,
        "text": release.text,
        "ministry": release.ministry,
        "kind": release.kind,
        "layout": release.layout,
        "programme": reading.programme,
        "funder": reading.funder,
        "stated_total_nok": money(reading.stated_total_nok),
        "stated_total_qualifier": reading.stated_total_qualifier,
        "stated_count": reading.stated_count,
        "sum_nok": money(reading.sum_nok),
        "verdict": reading.verdict,
        "page_url": parsed.page.url,
        "payload_sha256": parsed.page.payload_sha256,
        "archive": parsed.page.archive,
        "channel": None,
        "captured_at": parsed.page.fetched_at,
        "last_captured_at": None,
        "version_number": None,
        "is_current": None,
        "is_live": None,
        "is_gone": None,
    }


def award_rows(reading: Reading) -> Iterator[Row]:
    told_by = _told_by(reading)
    for ordinal, award in enumerate(reading.awards, start=1):
        yield {**told_by, "ordinal": ordinal, **_renamed(award)}


def mention_rows(reading: Reading) -> Iterator[Row]:
    told_by = _told_by(reading)
    for ordinal, mention in enumerate(reading.mentions, start=1):
        yield {**told_by, "ordinal": ordinal, **_renamed(mention)}


def issue_rows(parsed: ParsedPage) -> Iterator[Row]:
    """The page's issues and the reading's, each once."""
    reading = parsed.reading
    issues = dict.fromkeys((*parsed.issues, *(reading.issues if reading else ())))
    told_by = _told_by(reading) if reading else {"release_id": None, "version_id": None}
    page = {"source": parsed.source, "url": parsed.page.url, "payload_sha256": parsed.page.payload_sha256}
    for ordinal, issue in enumerate(issues, start=1):
        yield page | told_by | {"ordinal": ordinal} | _renamed(issue)


def fetch_rows(fetches: Iterable[Fetch]) -> Iterator[Row]:
    return map(_renamed, fetches)


def source_row(verdict: CrawlVerdict, publisher: str | None) -> Row:
    row = asdict(verdict)
    reason = row.pop("reason")
    return row | {
        "publisher": publisher,
        "stale_reason": None if verdict.is_fresh else reason or "the crawl gave no reason",
        "last_good_at": verdict.attempted_at if verdict.is_fresh else None,
        "warnings": list(verdict.warnings),
    }


def money(amount: Decimal | None) -> Decimal | None:
    """Two decimals, as the tables have."""
    return None if amount is None else amount.quantize(ORE)


def _told_by(reading: Reading) -> Row:
    release = reading.release
    return {"release_id": release.release_id, "version_id": version_id(release.release_id, release.text)}


def _renamed(told: Award | Mention | Issue | Fetch) -> Row:
    """As ``asdict``, which copies every value and costs more than all the rest of a load; money with two decimals."""
    columns, of = _COLUMNS[type(told)]
    return {
        name: value.quantize(ORE) if value.__class__ is Decimal else value
        for name, value in zip(columns, of(told), strict=True)
    }


def _columns(kind: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The columns of a kind, and what takes its values out of one."""
    names = [field.name for field in fields(kind)]
    return tuple({"start": "start_offset", "end": "end_offset"}.get(name, name) for name in names), attrgetter(*names)


_COLUMNS = {kind: _columns(kind) for kind in (Award, Mention, Issue, Fetch)}
