"""Nettarkivet, the web archive of Norway's National Library: an index of JSON lines, and pages replayed as they were.

No rules for programs are known and no way to read an answer on: it is asked year by year, as slowly as the Wayback
Machine asks for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from scrapers.crawl.exchange import Capture, Exchange
from scrapers.crawl.fetch import Terms
from scrapers.history.capture import Answer, Ask, HistoryError, Indexed, Period, Query, moment, replay_url, rows_of
from scrapers.history.wayback import replayed, replayed_at

HOST = "nettarkivet.nb.no"


class Nettarkivet:
    """https://nettarkivet.nb.no"""

    name = "nettarkivet"
    index_terms = Terms(frozenset({HOST}), 2.5, retry_seconds=60)
    capture_terms = Terms(frozenset({HOST}), 2.5, retry_seconds=60)

    def queries(self, ask: Ask, prefixes: Sequence[str], period: Period) -> Iterator[Query]:  # noqa: ARG002 - asks no index
        for prefix in prefixes:
            for year in period.years:
                wanted = {
                    "url": prefix,
                    "matchType": "prefix",
                    "from": f"{max(period.begin.strftime('%Y%m%d'), f'{year}0101')}",
                    "to": f"{min(period.end.strftime('%Y%m%d'), f'{year}1231')}",
                    "filter": "=status:200",
                    "output": "json",
                }
                yield Query(
                    f"{prefix} {wanted['from']}/{wanted['to']}", f"https://{HOST}/search/cdx?{urlencode(wanted)}"
                )

    def answer(self, query: Query, body: bytes) -> Answer:  # noqa: ARG002 - every line says what it is
        rows = rows_of(body, ("timestamp", "url", "digest"))
        return Answer(tuple(_indexed(row["timestamp"], row["url"], row["digest"]) for row in rows))

    def capture(self, indexed: Indexed, url: str, exchange: Exchange) -> Capture:
        at = replayed_at(indexed, url, r"/search/(\d{14})id_/")
        return replayed(self.name, indexed, at, url, exchange, exchange.response_headers)


def _indexed(stamp: str, url: str, digest: str) -> Indexed:
    try:
        return Indexed(url, moment(stamp), digest, replay_url(f"https://{HOST}/search/{stamp}id_/", url))
    except ValueError as error:
        raise HistoryError(f"the index has the time {stamp!r} for {url}, expected 14 digits") from error
