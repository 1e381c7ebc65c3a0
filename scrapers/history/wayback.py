"""The Wayback Machine: its CDX index, read on by resume key, and pages replayed as they were.

Limits since June 2026: 30 index answers and 600 pages a minute at most, clients are asked for four fifths of it; who
goes on after a 429 is shut out for an hour and more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urlencode

from scrapers.crawl.exchange import Capture, Exchange, Headers
from scrapers.crawl.fetch import Terms
from scrapers.history.capture import Answer, Ask, CaptureError, HistoryError, Indexed, Period, Query, moment, replay_url

HOST = "web.archive.org"
INDEX = f"https://{HOST}/cdx/search/cdx"
FIELDS = ("timestamp", "original", "digest")
ROWS = 5000  # of one answer; the server's own cap is 150 000
ORIGINAL = "x-archive-orig-"  # before the name of each header of the page as it was


class Wayback:
    """https://web.archive.org"""

    name = "wayback"
    index_terms = Terms(frozenset({HOST}), 2.5, retry_seconds=60)
    capture_terms = Terms(frozenset({HOST}), 0.125, retry_seconds=60)

    def queries(self, ask: Ask, prefixes: Sequence[str], period: Period) -> Iterator[Query]:  # noqa: ARG002 - asks no index
        for prefix in prefixes:
            wanted = [
                ("url", prefix),
                ("matchType", "prefix"),
                ("from", f"{period.begin:%Y%m%d}"),
                ("to", f"{period.end:%Y%m%d}"),
                ("filter", "statuscode:200"),
                ("filter", "mimetype:text/html"),
                ("fl", ",".join(FIELDS)),
                ("output", "json"),
                ("limit", str(ROWS)),
                ("showResumeKey", "true"),
            ]
            yield Query(f"{prefix} {period.begin}/{period.end}", f"{INDEX}?{urlencode(wanted)}")

    def answer(self, query: Query, body: bytes) -> Answer:
        """An array of arrays, the first of which names the columns; an empty one parts the resume key from the rows."""
        head, *rows = _arrays(body) or [list(FIELDS)]
        if head != list(FIELDS):
            raise HistoryError(f"the index has columns {head}, expected {', '.join(FIELDS)}")
        key = None
        if len(rows) > 1 and rows[-2] == []:
            key, rows = rows[-1][0], rows[:-2]
        captures = [_indexed(row) for row in rows if len(row) == len(FIELDS)]
        if len(captures) != len(rows):
            raise HistoryError(f"the index has rows of other lengths than {len(FIELDS)}, expected {', '.join(FIELDS)}")
        following = f"{query.url}&{urlencode({'resumeKey': key})}" if key else None
        return Answer(tuple(captures), following)

    def capture(self, indexed: Indexed, url: str, exchange: Exchange) -> Capture:
        at = replayed_at(indexed, url, r"/web/(\d{14})id_/")
        headers = tuple(
            (name[len(ORIGINAL) :], value)
            for name, value in exchange.response_headers
            if name.lower().startswith(ORIGINAL)
        )
        return replayed(self.name, indexed, at, url, exchange, headers)


def replayed_at(indexed: Indexed, url: str, place: str) -> datetime:
    """When the page that came was captured: an archive may lead to a neighbour of the capture asked for."""
    found = re.search(place, url)
    if found is None:
        raise CaptureError(f"{indexed.place} leads to {url}, expected a capture of {indexed.url}")
    return moment(found[1])


def replayed(archive: str, indexed: Indexed, at: datetime, url: str, exchange: Exchange, headers: Headers) -> Capture:
    """The page as the archive had it, with the headers that it came with then."""
    then = Exchange(
        request_target=exchange.request_target,
        request_headers=(),
        status=200,
        reason_phrase="OK",
        http_version="HTTP/1.1",
        response_headers=headers or exchange.response_headers,
        body=exchange.body,
    )
    return Capture(indexed.url, at, archive, url, indexed.digest, then)


def _arrays(body: bytes) -> list[list[str]]:
    try:
        told = json.loads(body or b"[]")
    except (ValueError, RecursionError) as error:
        raise HistoryError(f"the index answered {body[:80]!r}, expected a JSON array ({error})") from error
    if not isinstance(told, list) or not all(isinstance(row, list) for row in told):
        raise HistoryError(f"the index answered {body[:80]!r}, expected an array of arrays")
    if not all(isinstance(cell, str) for row in told for cell in row):
        raise HistoryError(f"the index answered {body[:80]!r}, expected words in every cell")
    return told


def _indexed(row: list[str]) -> Indexed:
    stamp, url, digest = row
    try:
        return Indexed(url, moment(stamp), digest, replay_url(f"https://{HOST}/web/{stamp}id_/", url))
    except ValueError as error:
        raise HistoryError(f"the index has the time {stamp!r} for {url}, expected 14 digits") from error
