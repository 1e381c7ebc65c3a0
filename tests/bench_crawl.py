"""The crawl step for ``make bench``: our whole step, Scrapy with its gzip HTTP cache, bare fetching, over one server.

``python -m tests.bench_crawl ours|scrapy|bare PORT FOLDER`` prints the seconds it took from the first request to the
last byte on the disk; starting Python and loading libraries is not in it. Pages and server are made here too.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from scrapers.clock import SystemClock
from scrapers.crawl.archive import Archive
from scrapers.crawl.crawl import crawl
from scrapers.settings import Settings
from tests.conftest import REPOSITORY
from tests.crawling import HOST, NEWS, channel, quiet, source
from tests.loopback import reply, serving

PAGES, LIST, SIZE = 600, 100, 30_000  # bytes of a page, about as much as a release of regjeringen.no


def page_urls(start: str) -> list[str]:
    return [f"{start}side/id{number}/" for number in range(PAGES)]


@contextmanager
def served_site() -> Iterator[int]:
    """The same pages under our host's name and under the loopback address; robots.txt is there for both."""
    chance = random.Random(4)
    words = ["klynge", "millioner", "kroner", "støtte", "<p>", "</p>", "prosjekt", "næring", "fylke", "år"]
    bodies = [" ".join(chance.choices(words, k=SIZE // 7)).encode() for _ in range(PAGES)]
    with serving() as server:
        for scheme, host in (("https", HOST), ("http", f"127.0.0.1:{server.port}")):
            start, known = f"{scheme}://{host}/", f"https://{host}/"  # the server knows addresses by host alone
            server.answers[f"{known}robots.txt"] = reply(b"User-agent: *\nDisallow: /lukket/\n")
            server.answers |= {f"{known}side/id{number}/": reply(body) for number, body in enumerate(bodies)}
            for first in range(0, PAGES, LIST):
                lines = [f"2025-10-01 {url}" for url in page_urls(start)[first : first + LIST]]
                lines += [f"next {start}nyheter/{first + LIST}/"] if first + LIST < PAGES else []
                here = f"nyheter/{first}/" if first else "nyheter/"
                server.answers[f"{known}{here}"] = reply("\n".join(lines).encode())
        yield server.port


def crawl_step(folder: Path, repeats: int) -> dict[str, list[float]]:
    """Seconds of each, run in turn, so that a drift of the machine's speed meets all."""
    took: dict[str, list[float]] = {"ours": [], "scrapy": [], "bare": []}
    with served_site() as port:
        for number in range(repeats):
            for who, times in took.items():
                times.append(seconds(who, port, folder / f"{who}{number}"))
    return took


def seconds(who: str, port: int, folder: Path) -> float:
    """One run in a process of its own."""
    command = [sys.executable, "-m", "tests.bench_crawl", who, str(port), str(folder)]
    ended = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True)
    return float(ended.stdout.split()[-1])


def ours(port: int, folder: Path) -> int:
    """robots.txt, lists, fetch, hash, WARC, index, fsync: everything that a crawl does."""
    settings = Settings(_env_file=None, data_dir=folder)
    with Archive.open(settings.archive_dir, SystemClock()) as archive:
        verdicts = crawl({"klynge": source(channel(NEWS))}, archive, settings, SystemClock(), quiet, loopback_port=port)
    return verdicts["klynge"].new_count


def bare(port: int, folder: Path) -> int:
    import httpx

    with httpx.Client() as client:
        return sum(client.get(url).status_code == 200 for url in page_urls(f"http://127.0.0.1:{port}/"))


def scrapy(port: int, folder: Path) -> int:
    """As fast as its settings allow on one host, with the cache that keeps whole answers."""
    from scrapy import Request, Spider
    from scrapy.crawler import CrawlerProcess

    got: list[int] = []

    class Releases(Spider):
        name = "releases"
        start_urls = [f"http://127.0.0.1:{port}/nyheter/"]  # noqa: RUF012 - Scrapy's own form

        def parse(self, response: Any, **_: Any) -> Iterator[Any]:
            for line in response.text.splitlines():
                word, url = line.split()
                yield Request(url, callback=self.parse if word == "next" else self.keep)

        def keep(self, response: Any) -> None:
            got.append(len(response.body))

    process = CrawlerProcess(
        {
            "ROBOTSTXT_OBEY": True,
            "HTTPCACHE_ENABLED": True,
            "HTTPCACHE_GZIP": True,
            "HTTPCACHE_DIR": str(folder / "httpcache"),
            "CONCURRENT_REQUESTS": 16,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
            "DOWNLOAD_DELAY": 0,
            "COOKIES_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "LOG_LEVEL": "ERROR",
        }
    )
    process.crawl(Releases)
    process.start()
    return len(got)


def main() -> None:
    who, port, folder = sys.argv[1:]
    work = {"ours": ours, "scrapy": scrapy, "bare": bare}[who]
    if who == "scrapy":
        import_module("scrapy.crawler")  # loading it is not crawling
    begun = time.perf_counter()
    count = work(int(port), Path(folder))
    took = time.perf_counter() - begun
    if count != PAGES:
        raise SystemExit(f"{who}: got {count} pages, expected {PAGES}")
    print(took)


if __name__ == "__main__":
    main()
