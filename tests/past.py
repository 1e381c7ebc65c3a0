"""Web archives that hold what a test says, a source whose past they have, and backfills into one data folder.

No assertions belong here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from socket import socket

from scrapers.crawl.archive import Archive
from scrapers.history.backfill import Report, backfill
from scrapers.history.capture import Period
from scrapers.model import Fetch
from scrapers.settings import Settings
from tests.crawling import HOST, channel, quiet, source
from tests.loopback import FakeClock, Request, Server, reply
from tests.site.web_archives import HOSTS, Captured, WebArchives

PREFIX = f"{HOST}/side/"
YEARS = Period(date(2008, 1, 1), date(2010, 12, 31))
ALL = ("wayback", "nettarkivet", "commoncrawl")


def captured(archive: str, key: str, year: int, text: str, day: int = 1) -> Captured:
    at = datetime(year, 3, day, 12, tzinfo=UTC)
    return Captured(archive, f"http://{PREFIX}{key}/", at, text.encode("latin-1"), "text/html; charset=iso-8859-1")


@dataclass
class Past:
    """What archives hold, one data folder, and backfills into it."""

    server: Server
    folder: Path
    clock: FakeClock

    def hold(self, *captures: Captured, **how: object) -> WebArchives:
        archives = WebArchives(captures, **how)  # type: ignore[arg-type]

        def answer(request: Request, connection: socket) -> None:
            said = archives.answer(request.host, request.target, request.headers)
            headers = {name.replace("-", "_"): value for name, value in said.headers.items()}
            reply(said.body, f"{said.status} x", said.content_type, **headers)(request, connection)

        self.server.answers |= {f"https://{host}": answer for host in HOSTS}
        return archives

    def ask(self, *names: str, period: Period = YEARS, **changed: object) -> list[Report]:
        self.clock.sleep(60)
        values: dict[str, object] = {
            "data_dir": self.folder,
            "delay_seconds": None,
            "site": "live",
            "contact": "a@example.org",
        }
        settings = Settings(_env_file=None, **(values | changed))  # type: ignore[arg-type]
        past = replace(source(channel(f"https://{HOST}/")), history=(PREFIX,))
        with Archive.open(settings.archive_dir, self.clock) as archive:
            port = self.server.port
            return backfill(past, names or ALL, period, archive, settings, self.clock, quiet, loopback_port=port)

    def held(self) -> list[tuple[Fetch, bytes]]:
        with Archive.open(self.folder / "live" / "archive", self.clock, read_only=True) as archive:
            return [(fetch, page.body) for fetch, page in archive.pages()]

    def asked(self, host: str) -> list[str]:
        return [r.target for r in self.server.log if r.host == host and r.target != "/robots.txt"]
