"""Sources that are not there, read by a reader of plain lines, and a crawl of them over the loopback server.

No assertions belong here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from scrapers.crawl.archive import Archive
from scrapers.crawl.crawl import crawl
from scrapers.crawl.progress import ProgressListener
from scrapers.model import CrawlVerdict, Link, Page
from scrapers.settings import Settings
from scrapers.sources.source import Assertions, Channel, Listing, Parsed, Source
from tests.loopback import Answer, FakeClock, Server, reply

HOST = "www.klynge.no"
NEWS, FEED = f"https://{HOST}/nyheter/", f"https://{HOST}/rss/"


class LineReader:
    """Listings of lines: "2025-10-01 https://…" is a link, "next https://…" the next page."""

    def listing(self, source: Source, page: Page, channel: Channel) -> Listing:
        lines = [line.split() for line in page.body.decode().splitlines()]
        links = [
            Link(source.name, channel.name, _key(url), url, url, published_on=date.fromisoformat(day))
            for day, url in lines
            if day != "next"
        ]
        return Listing(tuple(links), next((url for word, url in lines if word == "next"), None))

    def parse(self, source: Source, page: Page) -> Parsed:  # noqa: ARG002
        return Parsed("release")

    def release_key(self, url: str) -> str | None:
        return _key(url)


def _key(url: str) -> str:
    return urlsplit(url).path.strip("/").rpartition("/")[2]


def channel(url: str, *, is_on: bool = True) -> Channel:
    return Channel(_key(url) or "forside", "list", url, is_on, None if is_on else "closed")


def source(*channels: Channel, name: str = "klynge", hosts: tuple[str, ...] = (HOST,)) -> Source:
    nothing = Assertions(min_links=0, max_links=100, link_fill={}, min_releases=0, release_fill={})
    return Source(name, name.title(), "Nyheter", hosts, 2.0, channels, nothing, LineReader())


def page(key: str) -> str:
    return f"https://{HOST}/side/{key}/"


def listing(*keys: str, following: str | None = None, day: str = "2025-10-01") -> Answer:
    lines = [f"{day} {key if key.startswith('https:') else page(key)}" for key in keys]
    return reply("\n".join([*lines, *([f"next {following}"] if following else [])]).encode())


def quiet(stage: str, event: str, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


@dataclass
class Site:
    """One data folder and what is run on it."""

    server: Server
    folder: Path
    clock: FakeClock
    progress: ProgressListener = quiet
    changed: dict[str, object] = field(default_factory=dict)

    def crawl(self, sources: Mapping[str, Source] | Source, **changed: object) -> dict[str, CrawlVerdict]:
        self.clock.sleep(60)  # since the run before
        chosen = {sources.name: sources} if isinstance(sources, Source) else sources
        values = {"data_dir": self.folder, "retry_seconds": 0, "max_attempts": 2} | self.changed | changed
        settings = Settings(_env_file=None, **values)  # type: ignore[arg-type]
        with Archive.open(settings.archive_dir, self.clock, max_bytes=settings.max_warc_bytes) as archive:
            return crawl(chosen, archive, settings, self.clock, self.progress, loopback_port=self.server.port)

    def outcomes(self, site: str = "sample") -> list[tuple[str, str]]:
        """What became of every address that was asked for, robots.txt aside."""
        with Archive.open(self.folder / site / "archive", self.clock, read_only=True) as archive:
            return [(fetch.url, fetch.outcome) for fetch in archive.fetches() if fetch.channel != "robots"]
