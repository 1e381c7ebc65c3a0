"""Rows of the raw tables, made from the vocabulary of scrapers.model; keys are the columns of schema.sql.

One dict a row where there are few; where there are many, awards and mentions, a list a column, as Arrow takes them.
Which rows replace which belongs in load.py; nothing here opens DuckDB.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from decimal import Decimal
from operator import attrgetter
from typing import Any

from scrapers.model import Award, CrawlVerdict, Fetch, Issue, Mention, ParsedPage, Reading

Row = dict[str, Any]
Columns = dict[str, Sequence[Any]]
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


def award_columns(pages: Iterable[ParsedPage]) -> Columns:
    """Every award that the pages tell of, and the page and payload that it was read from."""
    return _told(Award, [(page, page.reading, page.reading.awards) for page in pages if page.reading])


def mention_columns(pages: Iterable[ParsedPage]) -> Columns:
    """Every mention of money on the pages, and the page and payload that it was read from."""
    return _told(Mention, [(page, page.reading, page.reading.mentions) for page in pages if page.reading])


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


def in_columns(told: Sequence[Row]) -> Columns:
    """The same rows, a list a column."""
    return {name: [row[name] for row in told] for name in told[0]} if told else {}


def money(amount: Decimal | None) -> Decimal | None:
    """Two decimals, as the tables have."""
    return None if amount is None else amount.quantize(ORE)


def _told_by(reading: Reading) -> Row:
    release = reading.release
    return {"release_id": release.release_id, "version_id": version_id(release.release_id, release.text)}


def _told(kind: type[Award | Mention], told: list[tuple[ParsedPage, Reading, Sequence[Award | Mention]]]) -> Columns:
    """As rows they would be dicts, which cost more than all the rest of a load."""
    names, of = _COLUMNS[kind]
    rows: list[tuple[Any, ...]] = []
    for page, reading, items in told:
        told_by = (*_told_by(reading).values(), page.page.url, page.page.payload_sha256)
        rows += [(*told_by, ordinal, *of(item)) for ordinal, item in enumerate(items, start=1)]
    columns: Columns = dict(zip((*_TOLD_BY, *names), zip(*rows, strict=True), strict=True)) if rows else {}
    for name in _MONEY[kind] & columns.keys():
        columns[name] = [money(amount) for amount in columns[name]]
    return columns


def _renamed(told: Issue | Fetch) -> Row:
    names, of = _COLUMNS[type(told)]
    return dict(zip(names, of(told), strict=True))


def _columns(kind: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The columns of a kind, and what takes its values out of one."""
    names = [field.name for field in fields(kind)]
    return tuple({"start": "start_offset", "end": "end_offset"}.get(name, name) for name in names), attrgetter(*names)


_TOLD_BY = ("release_id", "version_id", "page_url", "payload", "ordinal")
_COLUMNS = {kind: _columns(kind) for kind in (Award, Mention, Issue, Fetch)}
_MONEY = {kind: {field.name for field in fields(kind) if "Decimal" in str(field.type)} for kind in (Award, Mention)}
