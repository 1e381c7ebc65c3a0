"""The sample site at its own doors, and the real sources crawled on it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from http.client import HTTPConnection
from pathlib import Path

import pytest
from protego import Protego

from scrapers.crawl.archive import Archive
from scrapers.crawl.crawl import crawl
from scrapers.model import CrawlVerdict
from scrapers.settings import Settings
from scrapers.sources import load_sources
from tests.conftest import REPOSITORY
from tests.crawling import quiet
from tests.loopback import FakeClock
from tests.site.regjeringen_lists import ROBOTS
from tests.site.samples import SamplePage, load_pages
from tests.site.server import SiteServer, serving
from tests.site.site import Site

REGJERINGEN = "https://www.regjeringen.no"
COMMAND = [sys.executable, "-m", "tests.site"]


def site(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=REPOSITORY, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def test_help_and_wrong_use() -> None:
    assert "--break SOURCE=KIND" in site("--help").stdout
    assert site().returncode == 2
    wrong = site("--port", "0", "--break", "regjeringen=fire")
    assert (wrong.returncode, "expected SOURCE=KIND" in wrong.stderr) == (2, True)


def test_a_malformed_page_is_named_with_its_field(tmp_path: Path) -> None:
    page = tmp_path / "regjeringen" / "uten-tittel.html"
    page.parent.mkdir()
    page.write_text("---\nurl: https://www.regjeringen.no/no/aktuelt/x/id1/\n---\n<p>x</p>\n", encoding="utf-8")
    ended = site("--port", "0", "--pages", str(tmp_path))
    assert ended.returncode == 1
    assert str(page) in ended.stderr
    assert "title" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_it_serves_until_its_input_ends() -> None:
    with subprocess.Popen(
        [*COMMAND, "--port", "0"], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        word, port = server.stdout.readline().split()
        assert word == "listening"
        connection = HTTPConnection("127.0.0.1", int(port), timeout=10)
        connection.request("GET", "/no/aktuelt/nyheter/id2006120/", headers={"Host": "www.regjeringen.no"})
        answer = connection.getresponse()
        assert (answer.status, b"searchResultsListing" in answer.read()) == (200, True)
        connection.close()
        server.stdin.close()
        assert server.wait(10) == 0


@pytest.mark.parametrize(
    ("path", "is_open"),
    [
        ("/no/aktuelt/x/id745248/", True),
        ("/no/aktuelt/nyheter/id2006120/", True),
        ("/no/aktuelt/nyheter/id2006120/?page=2", True),
        ("/no/aktuelt/nyheter/id2006120/?ownerid=709", False),
        ("/no/aktuelt/nyheter/id2006120/?documenttype=aktuelt/nyheter", False),
        ("/no/sok/id86008/?term=klynge", False),
        ("/no/dokumentarkiv/regjeringen-solberg/aktuelt-regjeringen-solberg/nfd/nyheter/2015/x/id1/", False),
        ("/en/historical-archive/x/id2/", False),
        ("/no/rss/Rss/2581966/", True),
        ("/no/rss/Rss/2581966/?documentType=aktuelt/nyheter&owner=709", True),
        ("/no/rss/Rss/2581966/?owner=709", True),
        ("/no/rss/Rss/2581966/?topic=926", False),
        ("/no/rss/Rss/2581966/?from=01.01.2020", False),
        ("/no/rss/Rss/2581966/?term=klynge", False),
        ("/no/api/search", False),
        ("/globalassets/sitemap/sitemap.xml", True),
        ("/contentassets/0123456789abcdef0123456789abcdef/no/pdfs/x.pdf", True),
    ],
)
def test_robots_of_the_sample_decides_as_the_real_one(path: str, is_open: bool) -> None:
    assert Protego.parse(ROBOTS).can_fetch(f"{REGJERINGEN}{path}", "klyngekroner") is is_open


def tiny(url: str, owner_id: int = 709, language: str = "nb", template: str = "article") -> SamplePage:
    return SamplePage(
        path=Path("tiny.html"),
        source="innovasjonnorge" if template == "ntb" else "regjeringen",
        url=url,
        address="invented",
        template=template,
        served="live",
        title="Støtte til klynger",
        date=date(2025, 10, 1),
        kind="Pressemelding",
        language=language,
        ingress="Klynger får støtte.",
        body="<p>Klynger får støtte.</p>",
        ministry="Nærings- og fiskeridepartementet",
        owner_id=owner_id,
    )


CLOSED = f"{REGJERINGEN}/no/dokumentarkiv/regjeringen-solberg/aktuelt-regjeringen-solberg/nfd/nyheter/2015/x/id4/"
TINY = [
    tiny(f"{REGJERINGEN}/no/aktuelt/en/id1/"),
    tiny(f"{REGJERINGEN}/no/aktuelt/to/id2/", owner_id=504),
    tiny(f"{REGJERINGEN}/en/aktuelt/three/id3/", language="en"),
    tiny(CLOSED),
    tiny("https://kommunikasjon.ntb.no/pressemelding/18000001/x?publisherId=89989&lang=no", template="ntb"),
]


@contextmanager
def crawled(
    folder: Path, pages: list[SamplePage], clock: FakeClock, troubles: dict[str, str] | None = None, **changed: object
) -> Iterator[tuple[SiteServer, dict[str, CrawlVerdict], Archive]]:
    values: dict[str, object] = {"data_dir": folder, "retry_seconds": 0}
    settings = Settings(_env_file=None, **(values | changed))  # type: ignore[arg-type]
    with serving(Site(pages, troubles)) as server, Archive.open(settings.archive_dir, clock) as archive:
        verdicts = crawl(load_sources(), archive, settings, clock, quiet, loopback_port=server.port)
        yield server, verdicts, archive


def test_what_robots_closes_is_not_asked_for_and_what_is_off_neither(tmp_path: Path) -> None:
    with crawled(tmp_path, TINY, FakeClock()) as (server, verdicts, archive):
        denied = [(fetch.url, fetch.outcome) for fetch in archive.fetches() if fetch.outcome == "robots_denied"]
    assert denied == [(CLOSED, "robots_denied")]
    assert not [asked for asked in server.log if "dokumentarkiv" in asked]
    off = [channel for source in load_sources().values() for channel in source.channels if not channel.is_on]
    assert off
    assert not [c.url for c in off if c.url and c.url.removeprefix("https://") in server.log]
    assert {name: verdict.reason for name, verdict in verdicts.items()} == dict.fromkeys(verdicts)
    assert verdicts["regjeringen"].new_count == 3
    assert verdicts["regjeringen"].blocked_count == 1


def test_a_parameter_that_ntb_ignores_is_found_out_by_whose_releases_come(tmp_path: Path) -> None:
    found = load_sources()["innovasjonnorge"]
    url = "https://kommunikasjon.ntb.no/json/v2/releases?publisherId=89989&size=50"
    wrong = replace(found, channels=tuple(replace(c, url=url) if c.kind == "json" else c for c in found.channels))
    settings, clock = Settings(_env_file=None, data_dir=tmp_path), FakeClock()
    with serving(Site(TINY)) as server, Archive.open(settings.archive_dir, clock) as archive:
        (verdict,) = crawl({wrong.name: wrong}, archive, settings, clock, quiet, loopback_port=server.port).values()
        links = [seen.link.key for seen in archive.held.links(wrong.name)]
    assert "of publisher 4242, expected 89989 in every row" in (verdict.reason or "")
    assert links == ["ntb-18000001"], "the feed's own; of the strangers' not one"


@pytest.mark.parametrize("trouble", ["down", "blocked", "layout", "empty"])
def test_trouble_with_one_source_is_its_own(tmp_path: Path, trouble: str) -> None:
    with crawled(tmp_path, TINY, FakeClock(), {"regjeringen": trouble}) as (_, verdicts, archive):
        assert verdicts["innovasjonnorge"].is_fresh
        assert not verdicts["regjeringen"].is_fresh
        assert "regjeringen.no/" in (verdicts["regjeringen"].reason or "")
        assert [verdict.is_fresh for verdict in archive.verdicts()] == [True, False]


def test_the_whole_sample_is_crawled_once_and_then_only_revalidated(tmp_path: Path) -> None:
    clock, pages = FakeClock(), load_pages()
    with crawled(tmp_path, pages, clock) as (_, verdicts, archive):
        assert [verdict.reason for verdict in verdicts.values()] == [None, None]
        first = [(fetch.url, fetch.payload_sha256) for fetch in archive.captures()]
    clock.sleep(60)
    with crawled(tmp_path, pages, clock, recheck_days=0) as (server, verdicts, archive):
        assert [(fetch.url, fetch.payload_sha256) for fetch in archive.captures()] == first
        assert [(v.is_fresh, v.new_count, v.changed_count) for v in verdicts.values()] == [(True, 0, 0)] * 2
        assert sum(v.unchanged_count for v in verdicts.values()) > 0
        ntb = [
            f for f in archive.fetches()[-len(server.log) :] if f.url.startswith("https://kommunikasjon.ntb.no/public")
        ]
        assert {fetch.outcome for fetch in ntb} == {"not_modified"}, "where there are validators no body is downloaded"
        assert len(ntb) > 3
    clock.sleep(60)
    with crawled(tmp_path, pages, clock) as (server, _, _archive):
        on = [c for source in load_sources().values() for c in source.channels if c.is_on and c.url]
        assert len(server.log) == 2 + len(on), "robots.txt of each host, and one look at each channel"
