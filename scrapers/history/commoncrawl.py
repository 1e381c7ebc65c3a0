"""Common Crawl: an index for each of its crawls, and records cut out of its WARC files by byte range.

Limits: one thread, a second between index answers, 0.55 between records; an error is a sign to slow down.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from urllib.parse import urlencode

from scrapers.crawl.body import BodyError
from scrapers.crawl.exchange import Capture, Exchange
from scrapers.crawl.fetch import Terms
from scrapers.crawl.frames import LONGEST_RECORD, FrameError, read_frame
from scrapers.crawl.warc import Record, RecordError, read_record
from scrapers.history.capture import Answer, Ask, CaptureError, HistoryError, Indexed, Period, Query, moment, rows_of

HOST, DATA_HOST = "index.commoncrawl.org", "data.commoncrawl.org"
CRAWLS = f"https://{HOST}/collinfo.json"
NEEDED = ("timestamp", "url", "digest", "length", "offset", "filename")


class CommonCrawl:
    """https://commoncrawl.org"""

    name = "commoncrawl"
    index_terms = Terms(frozenset({HOST}), 1.0)
    capture_terms = Terms(frozenset({DATA_HOST}), 0.55)

    def queries(self, ask: Ask, prefixes: Sequence[str], period: Period) -> Iterator[Query]:
        """One a page of each crawl whose name has a year of the period."""
        for crawl in _crawls(ask(CRAWLS) or b""):
            years = [int(year) for year in re.findall(r"\d{4}", crawl)]
            if not years or max(years) < period.begin.year or min(years) > period.end.year:
                continue
            for prefix in prefixes:
                wanted = [
                    ("url", prefix),
                    ("matchType", "prefix"),
                    ("output", "json"),
                    ("filter", "=status:200"),
                    ("filter", "=mime:text/html"),
                ]
                asked = f"https://{HOST}/{crawl}-index?{urlencode(wanted)}"
                for page in range(_page_count(ask(f"{asked}&showNumPages=true"))):
                    yield Query(f"{crawl} {prefix} page {page}", f"{asked}&page={page}")

    def answer(self, query: Query, body: bytes) -> Answer:  # noqa: ARG002 - every line says what it is
        return Answer(tuple(_indexed(row) for row in rows_of(body, NEEDED)))

    def capture(self, indexed: Indexed, url: str, exchange: Exchange) -> Capture:  # noqa: ARG002 - it is the file's
        """The record that the bytes are, unpacked."""
        try:
            record = read_record(read_frame(BytesIO(exchange.body), 0).data)
            body = record.payload(LONGEST_RECORD)
        except (FrameError, RecordError, BodyError) as error:
            raise CaptureError(f"{indexed.name}: {error}, expected a WARC record of {indexed.url}") from error
        if record.type != "response" or record.url != indexed.url or record.problems:
            raise CaptureError(
                f"{indexed.name}: got a {record.type} of {record.url} {'; '.join(record.problems)}, "
                f"expected a whole response of {indexed.url}"
            )
        return Capture(indexed.url, record.at, self.name, indexed.name, indexed.digest, _then(record, body, exchange))


def _then(record: Record, body: bytes, exchange: Exchange) -> Exchange:
    return Exchange(
        request_target=exchange.request_target,
        request_headers=(),
        status=record.status or 200,
        reason_phrase="OK",
        http_version="HTTP/1.1",
        response_headers=record.http_headers,
        body=body,
    )


def _crawls(body: bytes) -> list[str]:
    try:
        return [str(crawl["id"]) for crawl in json.loads(body)]
    except (ValueError, KeyError, TypeError) as error:
        raise HistoryError(f"{CRAWLS}: got {body[:80]!r}, expected an array of crawls with an id") from error


def _page_count(body: bytes | None) -> int:
    """How many pages of its index a crawl has for a query; none where the index has nothing."""
    if body is None:
        return 0
    try:
        return int(json.loads(body)["pages"])
    except (ValueError, KeyError, TypeError) as error:
        raise HistoryError(f"the index answered {body[:80]!r}, expected an object with pages") from error


def _indexed(row: dict[str, str]) -> Indexed:
    try:
        first = int(row["offset"])
        part = (first, first + int(row["length"]) - 1)
        return Indexed(
            row["url"], moment(row["timestamp"]), row["digest"], f"https://{DATA_HOST}/{row['filename']}", part
        )
    except ValueError as error:
        raise HistoryError(f"the index has a row {row}, expected a time of 14 digits and lengths in bytes") from error
