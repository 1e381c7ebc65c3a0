"""The crawl over a small site on loopback: what is asked for, what is kept, how each source fares."""

from __future__ import annotations

import gzip
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from socket import socket

import pytest

from scrapers.crawl.archive import Archive
from tests.conftest import REPOSITORY
from tests.crawling import FEED, HOST, NEWS, Site, channel, listing, page, source
from tests.loopback import FakeClock, Request, in_turn, raw, reply, serving

DAY = 24 * 3600


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    clock = FakeClock()
    with serving(clock) as server:
        yield Site(server, tmp_path, clock)


def test_a_link_that_two_channels_found_is_fetched_once_and_newest_first(site: Site) -> None:
    site.server.answers |= {
        NEWS: reply(f"2024-01-01 {page('gammel')}\n2025-10-14 {page('ny')}\n".encode()),
        FEED: listing("ny"),
        page("ny"): reply(b"ny"),
        page("gammel"): reply(b"gammel"),
    }
    verdict = site.crawl(source(channel(NEWS), channel(FEED)))["klynge"]
    assert site.server.asked() == [NEWS, FEED, page("ny"), page("gammel")]
    assert (verdict.is_fresh, verdict.link_count, verdict.new_count, verdict.reason) == (True, 2, 2, None)
    assert str(verdict.listed_on) == "2025-10-15"


def test_a_channel_that_is_off_is_not_asked_for_and_makes_nothing_red(site: Site) -> None:
    site.server.answers |= {NEWS: listing("en"), page("en"): reply(b"en")}
    verdict = site.crawl(source(channel(NEWS), channel(FEED, is_on=False)))["klynge"]
    assert FEED not in site.server.asked()
    assert verdict.is_fresh


def test_a_second_crawl_only_asks_whether_anything_changed(site: Site) -> None:
    site.server.answers |= {
        NEWS: listing("merket", "umerket"),
        page("merket"): in_turn(reply(b"merket", ETag='"1"'), raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")),
        page("umerket"): reply(b"umerket"),
    }
    news = source(channel(NEWS))
    assert site.crawl(news)["klynge"].new_count == 2
    size = _archive_file(site).stat().st_size
    site.server.log.clear()
    verdict = site.crawl(news, recheck_days=0)["klynge"]
    assert (verdict.is_fresh, verdict.new_count, verdict.changed_count, verdict.unchanged_count) == (True, 0, 0, 2)
    assert [(r.url, r.headers.get("if-none-match")) for r in site.server.log[1:]] == [
        (NEWS, None),
        (page("merket"), '"1"'),
        (page("umerket"), None),
    ]
    assert site.outcomes()[3:] == [
        (NEWS, "same_bytes"),
        (page("merket"), "not_modified"),
        (page("umerket"), "same_bytes"),
    ]
    added = gzip.decompress(_archive_file(site).read_bytes()[size:])
    assert added.count(b"WARC-Type: response") == 1, "robots.txt alone, which is not there, is stored anew"


def test_a_clock_that_was_set_back_hides_no_page_that_is_due_and_turns_no_crawls_round(site: Site) -> None:
    site.server.answers |= {NEWS: listing("en", "to"), page("en"): reply(b"en"), page("to"): reply(b"to")}
    first = site.crawl(source(channel(NEWS)))["klynge"]
    site.clock = FakeClock(site.clock.now() - timedelta(hours=1))
    last = site.crawl(source(channel(NEWS)), recheck_days=0)["klynge"]
    assert (last.unchanged_count, last.attempted_at > first.attempted_at) == (2, True)
    with Archive.open(site.folder / "sample" / "archive", site.clock, read_only=True) as archive:
        assert archive.verdicts() == [last]
        assert archive.held.verdict_before(last) == first


def test_an_edited_page_is_changed_and_both_versions_are_kept(site: Site) -> None:
    site.server.answers |= {NEWS: listing("en"), page("en"): in_turn(reply(b"en"), reply(b"endret"))}
    news = source(channel(NEWS))
    site.crawl(news)
    verdict = site.crawl(news, recheck_days=0)["klynge"]
    assert (verdict.new_count, verdict.changed_count) == (0, 1)
    with Archive.open(site.folder / "sample" / "archive", site.clock, read_only=True) as archive:
        assert [p.body for _, p in archive.pages() if p.url == page("en")] == [b"en", b"endret"]


def test_releases_of_the_open_year_are_looked_at_again_after_a_week_and_older_ones_never(site: Site) -> None:
    site.server.answers |= {
        NEWS: reply(f"2025-10-14 {page('i-aar')}\n2024-12-31 {page('i-fjor')}\n".encode()),
        page("i-aar"): reply(b"i aar"),
        page("i-fjor"): reply(b"i fjor"),
    }
    news = source(channel(NEWS))
    site.crawl(news)
    site.clock.sleep(6 * DAY)
    site.crawl(news)
    assert len(site.server.asked()) == 4
    site.clock.sleep(DAY)
    site.crawl(news)
    assert site.server.asked()[4:] == [NEWS, page("i-aar")]


def test_listing_stops_where_all_is_known(site: Site) -> None:
    second, third = f"{NEWS}2/", f"{NEWS}3/"
    site.server.answers |= {
        NEWS: in_turn(listing("d", "c", following=second), listing("e", "d", following=second)),
        second: in_turn(listing("b", "a", following=third), listing("c", "b", following=third)),
        third: listing("z"),
    } | {page(key): reply(key.encode()) for key in "abcdez"}
    news = source(channel(NEWS))
    site.crawl(news)
    before = len(site.server.asked())
    verdict = site.crawl(news)["klynge"]
    assert site.server.asked()[before:] == [NEWS, second, page("e")]
    assert (verdict.is_fresh, verdict.new_count) == (True, 1)


def test_a_listing_that_broke_off_is_read_behind_what_it_found(site: Site) -> None:
    second = f"{NEWS}2/"
    site.server.answers |= {
        NEWS: in_turn(listing("b", following=second), listing("d", following=second)),
        second: in_turn(reply(b"", "404 x"), listing("a"), reply(b"", "404 x"), listing("c")),
    } | {page(key): reply(key.encode()) for key in "abcd"}
    news = source(channel(NEWS))
    first = site.crawl(news)["klynge"]
    assert (first.is_fresh, first.listed_on, first.new_count) == (False, None, 1)
    assert second in (first.reason or "")
    site.server.answers[NEWS] = listing("b", following=second)
    again = site.crawl(news)["klynge"]
    assert (again.is_fresh, again.new_count) == (True, 1)
    site.server.answers[NEWS] = listing("d", following=second)
    third = site.crawl(news)["klynge"]
    assert (third.is_fresh, third.new_count) == (False, 1)
    fourth = site.crawl(news)["klynge"]
    assert (fourth.is_fresh, fourth.new_count) == (True, 1), "d was seen, but nobody saw what lies behind it"


def test_a_link_is_handed_out_once_though_hosts_are_listed_at_their_own_pace(site: Site) -> None:
    other = "https://arkiv.klynge.no/nyheter/"
    is_asked, is_listed = threading.Event(), threading.Event()

    def late_list(request: Request, connection: socket) -> None:
        assert is_asked.wait(10)
        listing("to")(request, connection)
        is_listed.set()

    def slow_page(request: Request, connection: socket) -> None:
        is_asked.set()
        assert is_listed.wait(10)
        time.sleep(0.1)  # until the list has been read
        reply(b"en")(request, connection)

    site.server.answers |= {NEWS: listing("en"), page("en"): slow_page, page("to"): reply(b"to"), other: late_list}
    both = source(channel(NEWS), channel(other), hosts=(HOST, "arkiv.klynge.no"))
    assert site.crawl(both)["klynge"].new_count == 2
    assert sorted(site.server.asked()) == sorted([NEWS, other, page("en"), page("to")])


def test_a_killed_crawl_goes_on_where_it_was(site: Site) -> None:
    site.server.answers |= {NEWS: listing(*"abcdef")} | {page(key): reply(key.encode()) for key in "abcdef"}
    program = (
        "import os, sys, pathlib\n"
        "from tests.crawling import *\n"
        "def kill(stage, event, done, total):\n"
        "    if event.startswith('fetched') and done == 2:\n"
        "        os._exit(9)\n"
        "site = Site(Server(int(sys.argv[1])), pathlib.Path(sys.argv[2]), FakeClock(), kill)\n"
        "site.crawl(source(channel(NEWS)))\n"
    )
    arguments = [sys.executable, "-c", program, str(site.server.port), str(site.folder)]
    assert subprocess.run(arguments, cwd=REPOSITORY, check=False).returncode == 9
    assert site.server.asked() == [NEWS, page("a"), page("b")]
    site.server.log.clear()
    verdict = site.crawl(source(channel(NEWS)))["klynge"]
    assert sorted(site.server.asked()) == [NEWS, *map(page, "cdef")]
    assert (verdict.is_fresh, verdict.new_count) == (True, 4)


def test_live_without_a_contact_asks_nothing_and_says_so(site: Site) -> None:
    verdict = site.crawl(source(channel(NEWS)), site="live")["klynge"]
    assert site.server.log == []
    assert not verdict.is_fresh
    assert "set KLYNGEKRONER_CONTACT" in (verdict.reason or "")


def test_what_was_lost_from_the_archive_is_fetched_again(site: Site) -> None:
    site.server.answers |= {
        NEWS: listing("en"),
        page("en"): in_turn(
            reply(b"en", ETag='"1"'), raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"), reply(b"en", ETag='"1"')
        ),
    }
    news = source(channel(NEWS))
    site.crawl(news, max_warc_bytes=1)
    site.crawl(news, max_warc_bytes=1, recheck_days=0)
    with Archive.open(site.folder / "sample" / "archive", site.clock, read_only=True) as archive:
        first = next(fetch for fetch in archive.fetches() if fetch.url == page("en"))
    (site.folder / "sample" / "archive" / str(first.warc_file)).unlink()
    verdict = site.crawl(news, recheck_days=0)["klynge"]
    assert verdict.is_fresh
    assert "if-none-match" not in site.server.log[-1].headers
    with Archive.open(site.folder / "sample" / "archive", site.clock, read_only=True) as archive:
        assert [p.body for _, p in archive.pages() if p.url == page("en")] == [b"en"]


def _archive_file(site: Site) -> Path:
    (path,) = (site.folder / "sample" / "archive").glob("*.warc.gz")
    return path
