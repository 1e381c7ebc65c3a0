"""What one attempt to fetch an address brought: the words that fetching and archiving share.

No I/O and no judgement belong here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from scrapers.model import Outcome

Headers = tuple[tuple[str, str], ...]


def header(headers: Headers, name: str) -> str | None:
    """The first value of a header, whatever its case."""
    wanted = name.lower()
    return next((value for key, value in headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server is told so that it may answer "not modified"."""

    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its whole answer. ``body`` is decoded of transfer and content coding."""

    request_target: str  # path and query, as sent
    request_headers: Headers
    status: int
    reason_phrase: str
    http_version: str  # "HTTP/1.1", "HTTP/2"
    response_headers: Headers
    body: bytes
    ip_address: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """What a web archive once got from an address, and gave to us."""

    url: str  # as it was captured
    at: datetime  # UTC, when it was captured
    archive: str  # "wayback", "commoncrawl", "nettarkivet"
    obtained_from: str  # the address at which the archive keeps it
    digest: str  # the archive's own word for the payload
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class Attempt:
    """How asking for one address ended. ``exchange`` is null when there was no whole answer."""

    url: str
    outcome: Outcome
    at: datetime  # UTC, when the request was made
    reason: str | None = None
    redirected_to: str | None = None
    exchange: Exchange | None = None
    is_robots: bool = False
    closes_host: bool = False  # the host is to be left alone for the rest of this run
