"""``make test-replay``: a crawl's archive put into pywb as it lies there, and every page of it asked for over HTTP.

Not in ``make test``, which collects test_*.py only: pywb needs a venv of its own (.ci/replay).
"""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from scrapers.crawl.archive import Archive
from scrapers.crawl.surt import surt
from scrapers.model import Fetch
from tests.conftest import REPOSITORY
from tests.crawling import FEED, HOST, NEWS, Site, channel, listing, page, source
from tests.loopback import FakeClock, in_turn, raw, redirect, reply, serving

BIN = REPOSITORY / "build" / "replay" / "bin"
ODD = f"https://{HOST}/st%C3%B8tte/%C3%A5/?b=2&a=%20x"
ADDRESSES = [
    f"https://{HOST}/støtte/å/",
    f"https://{HOST}/st%C3%B8tte/%c3%a5/?b=2&a=%20x",
    "http://www.regjeringen.no/nb/dep/nhd/pressesenter/Pressemeldinger/2010/x.html?id=1234",
    "https://www.regjeringen.no/no/rss/Rss/2581966/?documentType=aktuelt/nyheter&owner=709",
    "https://kommunikasjon.ntb.no/pressemelding/x?publisherId=89989&releaseId=17",
    "https://WWW2.Klynge.no:443/A//b/../c/?x&y=#topp",
    "http://klynge.no:8080/a%2Fb%3Fc%25b a?q=%2B",
    "https://blåbær.no",
]


@dataclass(frozen=True)
class Replay:
    """pywb over one archive twice: ``ours`` with our index, ``theirs`` with one that it made itself."""

    address: str
    bodies: dict[Fetch, bytes]

    def get(self, collection: str, at: datetime, url: str) -> httpx.Response:
        stamp = at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
        asked = f"{self.address}/{collection}/{stamp}id_/{url}"
        return httpx.get(asked, trust_env=False, timeout=60)

    def index(self, collection: str, url: str) -> list[dict[str, Any]]:
        asked = f"{self.address}/{collection}/cdx?output=json&url={quote(url, safe='')}"
        return [json.loads(line) for line in httpx.get(asked, trust_env=False, timeout=60).text.splitlines()]


def crawled(folder: Path) -> Path:
    """Two crawls of a site that has what archives trip over; the folder of their archive."""
    clock = FakeClock()
    unchanged = raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    with serving(clock) as server:
        site = Site(server, folder, clock, changed={"recheck_days": 0, "max_warc_bytes": 12_000})
        links = [page(key) for key in ("likt", "merket", "endret", "pakket", "gammelt", "flyttet", "senere", "lukket")]
        server.answers |= {
            f"https://{HOST}/robots.txt": reply(b"User-agent: *\nDisallow: /side/lukket/\n", content_type="text/plain"),
            NEWS: listing(*links, ODD),
            FEED: reply(b""),
            page("likt"): reply("<p>likt blåbær</p>".encode()),
            page("merket"): in_turn(reply(b"<p>merket</p>", ETag='"1"'), unchanged),
            page("endret"): in_turn(reply(b"<p>endret</p>"), reply(b"<p>endret igjen</p>")),
            page("pakket"): reply(gzip.compress(b"<p>pakket</p>" * 500), Content_Encoding="gzip"),
            page("gammelt"): reply("<p>gammelt blåbær</p>".encode("latin-1"), content_type="text/html"),
            page("flyttet"): redirect(page("ny-plass")),
            page("ny-plass"): reply(b"<p>ny plass</p>"),
            page("senere"): in_turn(reply(b"", "404 Not Found"), reply(b"<p>senere</p>")),
            ODD: reply("<p>støtte å</p>".encode()),
        }
        for _ in range(2):
            clock.sleep(3600)
            verdict = site.crawl(source(channel(NEWS), channel(FEED)))["klynge"]
            assert verdict.is_fresh, verdict.reason
    return folder / "sample" / "archive"


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replay]:
    archive = crawled(tmp_path_factory.mktemp("crawl"))
    root = tmp_path_factory.mktemp("replay")
    files = sorted(archive.glob("*.warc.gz"))
    assert len(files) > 1
    for words in (("init", "theirs"), ("add", "theirs", *map(str, files))):
        subprocess.run([str(BIN / "wb-manager"), *words], cwd=root, check=True, capture_output=True)
    ours_dir = root / "collections" / "ours"
    (ours_dir / "indexes").mkdir(parents=True)
    shutil.copytree(archive, ours_dir / "archive", ignore=shutil.ignore_patterns("index.cdxj"))
    shutil.copy(archive / "index.cdxj", ours_dir / "indexes")
    with Archive.open(archive, FakeClock(), read_only=True) as ours:
        bodies = {fetch: ours.read(fetch).body for fetch in ours.fetches() if fetch.payload_sha256}
    with served(root) as address:
        yield Replay(address, bodies)


@contextmanager
def served(root: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(BIN / "wayback"), "-b", "127.0.0.1", "-p", str(port)]
    with (root / "log").open("w") as log, subprocess.Popen(command, cwd=root, stdout=log, stderr=log) as pywb:
        try:
            for _ in range(600):
                assert pywb.poll() is None, (root / "log").read_text(encoding="utf-8")
                with socket.socket() as asking:
                    if asking.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            pywb.terminate()


@pytest.mark.parametrize("collection", ["ours", "theirs"])
def test_every_page_is_replayed_byte_for_byte(replay: Replay, collection: str) -> None:
    pages = {fetch: body for fetch, body in replay.bodies.items() if fetch.status in (200, 304)}
    assert {fetch.outcome for fetch in pages} == {"fetched", "same_bytes", "not_modified"}
    assert len(pages) >= 20
    for fetch, body in pages.items():
        answer = replay.get(collection, fetch.attempted_at, fetch.url)
        told = (304, b"") if fetch.status == 304 else (200, body)  # a 304 is replayed as the host said it then
        assert (answer.status_code, answer.content) == told, (collection, fetch.url, fetch.outcome)
    print(f"\n{collection}: {len(pages)} captures replayed by pywb, byte for byte")


@pytest.mark.parametrize("collection", ["ours", "theirs"])
def test_what_we_noted_is_no_capture(replay: Replay, collection: str) -> None:
    """Neither a pending link nor a page that was closed to us stands where a page would."""
    assert replay.get(collection, datetime(2025, 10, 15, tzinfo=UTC), page("lukket")).status_code == 404
    assert replay.index(collection, page("lukket")) == []


def test_our_index_leads_where_theirs_does(replay: Replay) -> None:
    urls = sorted({fetch.url for fetch in replay.bodies})
    assert len(urls) > 8
    for url in urls:
        ours, theirs = (
            [(line["urlkey"], line["timestamp"], line["filename"], line["offset"], line["length"]) for line in lines]
            for lines in (replay.index("ours", url), replay.index("theirs", url))
        )
        assert ours == theirs, url
        assert ours, url


def test_our_keys_are_theirs() -> None:
    program = "import sys; from pywb.utils.canonicalize import canonicalize; print(*map(canonicalize, sys.argv[1:]))"
    told = subprocess.run([BIN / "python", "-c", program, *ADDRESSES], check=True, capture_output=True, text=True)
    assert [surt(url) for url in ADDRESSES] == told.stdout.split()
