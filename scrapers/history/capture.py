"""What web archives have in common: what they are asked, what they answer, and the errors of both.

How each of them speaks is in wayback.py, nettarkivet.py and commoncrawl.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Protocol
from urllib.parse import quote

from scrapers.crawl.answer import ADDRESS_SIGNS
from scrapers.crawl.exchange import Capture, Exchange
from scrapers.crawl.fetch import ByteRange, Terms


class HistoryError(Exception):
    """Why an archive cannot be asked further in this run."""


class CaptureError(ValueError):
    """What an archive gave is not the capture that its index promised."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both ends included."""

    begin: date
    end: date

    def __contains__(self, at: datetime) -> bool:
        return self.begin <= at.date() <= self.end

    @property
    def years(self) -> range:
        return range(self.begin.year, self.end.year + 1)


@dataclass(frozen=True, slots=True)
class Query:
    """One question to an index. ``name`` is the same in every run: by it an interrupted one goes on."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Indexed:
    """A capture that an index promises, and where it is to be had."""

    url: str
    at: datetime  # UTC
    digest: str
    place: str
    part: ByteRange | None = None

    @property
    def name(self) -> str:
        """The place as it stands in the archive: many captures lie in one file of Common Crawl."""
        return self.place if self.part is None else f"{self.place}#bytes={self.part[0]}-{self.part[1]}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an index says. ``next_url`` leads to the rest of it."""

    captures: tuple[Indexed, ...]
    next_url: str | None = None


Ask = Callable[[str], bytes | None]
"""Ask an index for an address: its body, null where the archive has nothing; raises HistoryError."""


class WebArchive(Protocol):
    """An archive that can be asked: its name, its operator's limits, its protocol."""

    name: str
    index_terms: Terms
    capture_terms: Terms

    def queries(self, ask: Ask, prefixes: Sequence[str], period: Period) -> Iterator[Query]: ...

    def answer(self, query: Query, body: bytes) -> Answer: ...

    def capture(self, indexed: Indexed, url: str, exchange: Exchange) -> Capture:
        """What came from ``url``; raises CaptureError when it is something else."""
        ...


def moment(stamp: str) -> datetime:
    """The time of a 14-digit stamp; raises ValueError."""
    return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def replay_url(place: str, url: str) -> str:
    """Where an archive replays an address, which may hold any sign."""
    return place + quote(url, safe=ADDRESS_SIGNS)


def rows_of(body: bytes, needed: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The objects of an index answer of JSON lines, each with the fields that are needed; raises HistoryError."""
    for number, line in enumerate(body.decode("utf-8", errors="replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise HistoryError(f"line {number} of the index is {line[:80]!r}, expected JSON ({error})") from error
        if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in needed):
            raise HistoryError(f"line {number} of the index is {line[:200]!r}, expected {', '.join(needed)}")
        yield row
