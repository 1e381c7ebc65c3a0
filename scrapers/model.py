"""The vocabulary, frozen, in the order in which data flows: Link, Page, Release, Block, Mention, Award, Issue.

Only nouns belong here: no reading, no I/O, no defaults that hide a missing value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

PageKind = Literal["release", "listing", "not_a_release", "changed_layout"]
"""What an archived payload is, decided by parsing it."""

Outcome = Literal[
    "fetched",
    "same_bytes",
    "not_modified",
    "moved",
    "gone",
    "blocked",
    "robots_denied",
    "unreachable",
    "rejected",
]
"""How one attempt to fetch an address ended."""

Language = Literal["nb", "nn", "en"]

PublishedBasis = Literal["meta", "feed", "visible", "body", "address", "none"]
"""What a publication date rests on: a meta field, a feed or API field, the page's date line, the body's own
date line, the year and month in the address, or nothing."""

BlockKind = Literal["title", "lead", "heading", "paragraph", "item", "row", "caption"]

Qualifier = Literal["exact", "about", "up_to", "over", "almost"]
AmountBasis = Literal["total", "per_year", "joint"]
Decision = Literal["granted", "offered", "proposed", "conditional", "admitted"]
Status = Literal["accepted", "review"]
Verdict = Literal["agrees", "partial", "exceeds", "not_stated"]
Role = Literal[
    "award",
    "stated_total",
    "part_of_total",
    "proposal",
    "frame",
    "applied_for",
    "average_or_rate",
    "loan_or_guarantee",
    "private",
    "earlier",
    "turnover_or_investment",
    "background",
]
"""What a sum of money does in its release."""

Severity = Literal["warning", "error"]


@dataclass(frozen=True, slots=True)
class Link:
    """A release that a listing promises."""

    source: str
    channel: str
    key: str  # the site's own id, else the canonical path; "<source>:<key>" is the release_id
    url: str  # public address
    fetch_url: str  # what is asked for; differs from url where a site serves its releases as JSON
    title: str | None = None
    published_on: date | None = None
    ministry: str | None = None
    kind: str | None = None  # as printed: Pressemelding, Nyhet, Nyheit …


@dataclass(frozen=True, slots=True)
class Page:
    """One payload as it was archived or given by hand. ``body`` is decoded of transfer and content encoding."""

    url: str
    body: bytes
    content_type: str | None
    payload_sha256: str
    fetched_at: datetime | None = None  # UTC
    archive: str | None = None  # who captured it: "klyngekroner", "wayback", "commoncrawl", "nettarkivet" …


@dataclass(frozen=True, slots=True)
class Block:
    """A run of ``Release.text``: ``text[start:end]``. Offsets count code points."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0  # depth of a heading (1–6) or of an item's nesting (0 = outermost)
    group: int | None = None  # the list or table that an item or row belongs to, numbered within the release
    cells: tuple[tuple[int, int], ...] = ()  # a row's cells as offsets into the release's text
    is_header: bool = False  # a row of column names


@dataclass(frozen=True, slots=True)
class Release:
    """What a page says, before any award is read from it."""

    release_id: str
    source: str | None
    url: str | None
    publisher: str | None
    title: str | None
    published_on: date | None
    published_basis: PublishedBasis
    language: Language
    text: str
    blocks: tuple[Block, ...]
    ministry: str | None = None  # as printed on the page
    kind: str | None = None  # as printed: Pressemelding, Nyhet …
    layout: str | None = None  # the page template that was recognised


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that a human should look at: a number nobody can attribute, a missing field, a layout change."""

    code: str  # snake_case, one a kind of trouble
    message: str  # what, where, got, expected, remedy
    severity: Severity = "warning"
    start: int | None = None
    end: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One phrase of money in a release. ``text == release.text[start:end]``; amounts in units of ``currency``."""

    text: str
    amount: Decimal | None
    amount_to: Decimal | None
    currency: str | None
    role: Role | None  # null only where an issue with the same offsets says why
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Award:
    """Money given, offered, proposed or conditionally granted to one named recipient, or an admission without money."""

    award_id: str
    recipient: str
    amount_nok: Decimal | None  # the recipient's own kroner, else null
    amount: Decimal | None  # as printed, in ``currency``; lower end of a range
    amount_to: Decimal | None
    currency: str | None
    amount_text: str | None
    qualifier: Qualifier | None
    amount_basis: AmountBasis | None
    period: str | None  # as printed: "i tre år", "2015–2017"
    years: int | None  # the number of years that the same sentence or row states
    project_title: str | None
    programme: str | None
    funder: str | None
    decision: Decision
    status: Status
    review_reason: str | None
    evidence: str  # release.text[start:end]: its sentence, list item or row
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read from one release."""

    release: Release
    awards: tuple[Award, ...]
    mentions: tuple[Mention, ...]
    issues: tuple[Issue, ...]
    programme: str | None = None
    funder: str | None = None
    stated_total_nok: Decimal | None = None
    stated_total_qualifier: Qualifier | None = None
    stated_count: int | None = None
    sum_nok: Decimal = Decimal(0)
    verdict: Verdict = "not_stated"


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """An archived payload and what parsing made of it. ``reading`` is set for a release, else null."""

    source: str
    page: Page
    kind: PageKind
    layout: str | None = None
    reading: Reading | None = None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetch:
    """One attempt to fetch an address, or one capture adopted from an archive."""

    source: str
    channel: str
    url: str
    outcome: Outcome
    attempted_at: datetime  # UTC
    archive: str
    status: int | None = None
    reason: str | None = None  # for an outcome that is not a page: what, got, expected
    content_type: str | None = None
    payload_sha256: str | None = None
    warc_file: str | None = None
    warc_offset: int | None = None
    warc_length: int | None = None
    redirected_to: str | None = None


@dataclass(frozen=True, slots=True)
class CrawlVerdict:
    """How a source fared in the last crawl. A stale source keeps its last good rows."""

    source: str
    is_fresh: bool
    attempted_at: datetime  # UTC
    listed_on: date | None  # the last Oslo date on which every channel that is on was listed to its end
    reason: str | None = None  # for a stale source: what, where, got, expected, remedy
    link_count: int = 0
    new_count: int = 0
    changed_count: int = 0
    unchanged_count: int = 0
    blocked_count: int = 0
    failed_count: int = 0
    warnings: tuple[str, ...] = field(default=())
