"""``make test-faults``: a crawl of three hundred pages on three hosts, one of which answers with faults of the network.

Each fault of the crawl's list at 1 %, 10 % and 50 % of its responses. The others are fresh, the sick one is stale and
keeps what it has; when the faults are gone, one more run has every page. KLYNGEKRONER_FAULTS_SEED repeats a run.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from socket import socket

import pytest

from scrapers.crawl.archive import Archive
from tests.crawling import Site, channel, listing, quiet, source
from tests.loopback import Answer, FakeClock, Request, raw, redirect, reply, serving

PAGES, LIST = 100, 25  # of each host
WELL, SICK = ("www.frisk.no", "www.kjekk.no"), "www.syk.no"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BODY = b"a page that is cut off somewhere " * 40
FAULTS: dict[str, Answer] = {
    "403": reply(b"", "403 Forbidden"),
    "429": reply(b"", "429 Too Many Requests"),
    "429 Retry-After": reply(b"", "429 Too Many Requests", Retry_After="5"),
    "500": reply(b"", "500 Internal Server Error"),
    "503": reply(b"", "503 Service Unavailable"),
    "503 Retry-After": reply(b"", "503 Service Unavailable", Retry_After="3600"),
    "closed at once": raw(b"", then_close=True),
    "closed within the body": raw(HEAD + b"Content-Length: 5000\r\n\r\n" + BODY, then_close=True),
    "bad chunking": raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + BODY, then_close=True),
    "bad gzip": raw(HEAD + b"Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!"),
    "no HTTP": raw(b"hello\r\n\r\n", then_close=True),
    "huge header": raw(HEAD + b"X: " + b"x" * 200_000 + b"\r\n\r\n", then_close=True),
    "redirect to a private address": redirect("http://127.0.0.1:9/"),
    "redirect to itself": lambda request, connection: redirect(request.url)(request, connection),
    "redirect to file:": redirect("file:///etc/hosts"),
}


class Faulty:
    """Answers with a fault to a share of the requests, by lot, until it is well."""

    def __init__(self, fault: Answer, share: float, chance: random.Random) -> None:
        self._fault, self._share, self._chance = fault, share, chance
        self._lock = threading.Lock()
        self.is_well = False
        self.count = 0

    def __call__(self, whole: Answer) -> Answer:
        def answer(request: Request, connection: socket) -> None:
            with self._lock:
                is_hit = not self.is_well and self._chance.random() < self._share
                self.count += is_hit
            (self._fault if is_hit else whole)(request, connection)

        return answer


def pages_of(host: str) -> list[str]:
    return [f"https://{host}/side/id{number}/" for number in range(PAGES)]


def answers_of(host: str) -> dict[str, Answer]:
    urls, start = pages_of(host), f"https://{host}/nyheter/"
    told: dict[str, Answer] = {url: reply(f"{url} ".encode() * 20) for url in urls}
    for first in range(0, PAGES, LIST):
        following = f"{start}{first + LIST}/" if first + LIST < PAGES else None
        told[f"{start}{first}/" if first else start] = listing(*urls[first : first + LIST], following=following)
    return told


SOURCES = {
    host: source(channel(f"https://{host}/nyheter/"), name=host.split(".")[1], hosts=(host,)) for host in (*WELL, SICK)
}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    clock = FakeClock()
    with serving(clock) as server:
        for host in (*WELL, SICK):
            server.answers |= answers_of(host)
        yield Site(server, tmp_path, clock, quiet, {"max_attempts": 3, "retry_seconds": 1})


def held(site: Site) -> set[str]:
    with Archive.open(site.folder / "sample" / "archive", site.clock, read_only=True) as archive:
        return {page.url for _, page in archive.pages() if "/side/" in page.url}


def crawl(site: Site) -> dict[str, bool]:
    return {name: verdict.is_fresh for name, verdict in site.crawl({s.name: s for s in SOURCES.values()}).items()}


def assert_whole(site: Site, said: str) -> None:
    lost = {url for host in (*WELL, SICK) for url in pages_of(host)} - held(site)
    assert lost == set(), f"{said}: {len(lost)} lost: {sorted(lost)[:3]}"


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5])
@pytest.mark.parametrize("fault", FAULTS)
def test_faults_of_one_host_cost_a_run_and_no_page(site: Site, fault: str, share: float) -> None:
    seed = int(os.environ.get("KLYNGEKRONER_FAULTS_SEED", time.time_ns() % 1_000_000))
    faulty = Faulty(FAULTS[fault], share, random.Random(seed))
    for url, whole in list(site.server.answers.items()):
        if f"//{SICK}/" in url:
            site.server.answers[url] = faulty(whole)
    fresh = crawl(site)
    first = held(site)
    said = f"{fault} at {share:.0%}, seed {seed}: {faulty.count} faults, {len(first)} of {3 * PAGES} pages at first"
    assert fresh["frisk"], said
    assert fresh["kjekk"], said
    assert {url for host in WELL for url in pages_of(host)} <= first, said
    faulty.is_well = True
    site.clock.sleep(timedelta(days=8).total_seconds())  # a page that is rejected is looked at again with its year
    again = crawl(site)
    assert again == dict.fromkeys(again, True), said
    assert first <= held(site), f"{said}: what was held is gone"
    assert_whole(site, said)
    print(f"\n{said}; lost 0")


@pytest.mark.parametrize(
    "robots",
    [reply(b"", "503 Service Unavailable"), raw(b"", then_close=True), reply(b"", "500 x"), reply(b"", "429 x")],
    ids=["503", "closed", "500", "429"],
)
def test_without_robots_a_host_waits_and_the_others_do_not(site: Site, robots: Answer) -> None:
    place = f"https://{SICK}/robots.txt"
    site.server.answers[place] = robots
    assert crawl(site) == {"frisk": True, "kjekk": True, "syk": False}
    assert not any(f"//{SICK}/" in url for url in site.server.asked()), "not one page is asked for without robots.txt"
    del site.server.answers[place]
    assert crawl(site) == {"frisk": True, "kjekk": True, "syk": True}
    assert_whole(site, "robots.txt")


def test_a_source_that_is_down_for_a_day_is_stale_and_whole_again_the_day_after(site: Site) -> None:
    whole = dict(site.server.answers)
    assert all(crawl(site).values())
    before = held(site)
    new = f"https://{SICK}/side/id{PAGES}/"
    down = {url: raw(b"", then_close=True) for url in whole if f"//{SICK}/" in url}
    site.server.answers |= down
    for _ in range(4):
        site.clock.sleep(6 * 3600)
        assert crawl(site) == {"frisk": True, "kjekk": True, "syk": False}
        assert held(site) == before, "stale, not gone"
    first = f"https://{SICK}/nyheter/"
    site.server.answers |= whole | {new: reply(b"new"), first: listing(new, *pages_of(SICK)[: LIST - 1])}
    assert crawl(site)["syk"]
    assert held(site) == before | {new}
