"""An archive to stand on, and answers to fill it with, as the fetcher hands them over.

No assertions belong here.
"""

from __future__ import annotations

import random
from pathlib import Path

from scrapers.crawl.archive import Archive
from scrapers.crawl.exchange import Attempt, Exchange
from scrapers.model import Link, Outcome
from tests.loopback import FakeClock

URL = "https://www.klynge.no/side/id1/"
BODY = "<h1>Støtte til «Lettere deler»</h1>".encode()
OURS = "klyngekroner-00001.warc.gz"


def everything(url: str) -> tuple[str, str]:
    return "klynge", "captures"


def opened(folder: Path, clock: FakeClock | None = None, **options: bool | int) -> Archive:
    return Archive.open(folder, clock or FakeClock(), owner_of=everything, **options)  # type: ignore[arg-type]


def attempt(
    clock: FakeClock,
    body: bytes = BODY,
    *,
    url: str = URL,
    status: int = 200,
    outcome: Outcome = "fetched",
    content_type: str = "text/html; charset=utf-8",
    **headers: str,
) -> Attempt:
    """An answer as the fetcher hands it over, a second after the one before."""
    clock.sleep(1)
    said = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    exchange = Exchange(
        request_target="/side/id1/",
        request_headers=(("Host", "www.klynge.no"), ("User-Agent", "klyngekroner/0.1.0")),
        status=status,
        reason_phrase="OK" if status == 200 else "",
        http_version="HTTP/1.1",
        response_headers=(("Content-Type", content_type), *said),
        body=body,
        ip_address="127.0.0.1",
    )
    return Attempt(url, outcome, clock.now(), exchange=exchange)


def link(key: str, url: str) -> Link:
    return Link("klynge", "news", key, url, url, title="Støtte")


def fill(archive: Archive, clock: FakeClock, pages: int = 5) -> None:
    for number in range(pages):
        url = f"https://www.klynge.no/side/id{number}/"
        archive.write_links([link(str(number), url)])
        archive.write(attempt(clock, BODY + random.Random(number).randbytes(300), url=url), "klynge", "news")
