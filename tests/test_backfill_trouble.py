"""What goes wrong with web archives: each trouble is an outcome or a reason; nothing passes for what it is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from socket import socket

import pytest

from scrapers.crawl.archive import Archive
from tests.loopback import FakeClock, Request, in_turn, reply, serving
from tests.past import ALL, PREFIX, Past, captured
from tests.site.web_archives import CRAWLS, DATA, NETTARKIVET, WAYBACK


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Past]:
    clock = FakeClock()
    with serving(clock) as server:
        yield Past(server, tmp_path, clock)


def test_a_429_is_waited_out_for_a_minute_and_then_left(past: Past) -> None:
    archives = past.hold(captured("wayback", "a", 2009, "side"))
    archives.is_too_fast = lambda target: target.startswith("/cdx")
    (report,) = past.ask("wayback")
    assert "429" in (report.reason or "")
    times = [r.at for r in past.server.log if r.target.startswith("/cdx")]
    assert len(times) == 3
    assert (times[1] - times[0]).total_seconds() >= 60
    assert (times[2] - times[1]).total_seconds() >= 120


def test_one_archive_that_is_down_does_not_stop_the_others(past: Past) -> None:
    past.hold(*(captured(name, "a", 2009, name) for name in ALL))
    past.server.answers[f"https://{CRAWLS}"] = reply(b"Slow Down", "503 x")
    reports = {report.archive: report for report in past.ask()}
    assert "503" in (reports["commoncrawl"].reason or "")
    assert [(reports[name].new_count, reports[name].reason) for name in ("wayback", "nettarkivet")] == [(1, None)] * 2


def test_a_page_that_an_archive_does_not_give_is_an_outcome_and_asked_for_once(past: Past) -> None:
    past.hold(captured("wayback", "a", 2009, "en"), captured("wayback", "b", 2009, "to"))
    whole = past.server.answers[f"https://{WAYBACK}"]

    def failing(request: Request, connection: socket) -> None:
        (reply(b"", "404 x") if "/a/" in request.target else whole)(request, connection)

    past.server.answers[f"https://{WAYBACK}"] = failing
    (report,) = past.ask("wayback")
    assert (report.new_count, report.failed_count, report.reason) == (1, 1, None)
    assert past.ask("wayback")[0].failed_count == 0
    assert len([t for t in past.asked(WAYBACK) if t.endswith("/a/")]) == 1
    with Archive.open(past.folder / "live" / "archive", past.clock, read_only=True) as archive:
        assert [f.channel for f in archive.fetches() if f.outcome == "gone" and "id_" in f.url] == ["wayback"]


def test_a_page_that_did_not_come_for_now_comes_in_the_next_run(past: Past) -> None:
    past.hold(*(captured("wayback", key, 2009, key) for key in "abc"), cap=1)
    whole = past.server.answers[f"https://{WAYBACK}"]

    def failing(request: Request, connection: socket) -> None:
        (reply(b"", "503 x") if "/b/" in request.target else whole)(request, connection)

    past.server.answers[f"https://{WAYBACK}"] = failing
    (report,) = past.ask("wayback")
    assert (report.new_count, report.reason) == (2, "1 captures did not come; run the same backfill again later")
    past.server.answers[f"https://{WAYBACK}"] = whole
    (report,) = past.ask("wayback")
    assert (report.new_count, report.reason) == (1, None)


def test_a_neighbour_that_the_archive_leads_to_is_taken_for_what_it_is(past: Past) -> None:
    past.hold(captured("wayback", "a", 2009, "den som er der"))
    stale = [["timestamp", "original", "digest"], ["20090302120000", f"http://{PREFIX}a/", "X" * 32]]
    whole = past.server.answers[f"https://{WAYBACK}"]

    def listing(request: Request, connection: socket) -> None:
        answer = reply(json.dumps(stale).encode()) if request.target.startswith("/cdx") else whole
        answer(request, connection)

    past.server.answers[f"https://{WAYBACK}"] = listing
    assert past.ask("wayback")[0].new_count == 1
    assert [(f.attempted_at.day, body) for f, body in past.held()] == [(1, b"den som er der")]


@pytest.mark.parametrize(
    ("host", "body", "told"),
    [
        (WAYBACK, b"<html>down for maintenance", "expected a JSON array"),
        (WAYBACK, b'[["timestamp", "original"], ["20090301120000", "x"]]', "expected timestamp, original, digest"),
        (WAYBACK, b'[["timestamp","original","digest"],["2009","http://x/","D"]]', "expected 14 digits"),
        (NETTARKIVET, b"urlkey 2009 {}", "expected JSON"),
        (NETTARKIVET, b'{"timestamp": "20090301120000"}', "expected timestamp, url, digest"),
        (CRAWLS, b"[]x", "expected an array of crawls"),
    ],
)
def test_an_index_that_says_something_else_is_named(past: Past, host: str, body: bytes, told: str) -> None:
    past.server.answers[f"https://{host}"] = in_turn(reply(b"", "404 x"), reply(body))
    name = next(name for name, its in zip(ALL, (WAYBACK, NETTARKIVET, CRAWLS), strict=True) if its == host)
    (report,) = past.ask(name)
    assert told in (report.reason or "")


@pytest.mark.parametrize(
    "spoil", [lambda b: b[:-9], lambda b: b"\x00" + b[1:], lambda _: b""], ids=["torn", "no gzip", "nothing"]
)
def test_a_range_that_is_no_record_is_rejected(past: Past, spoil: object) -> None:
    past.hold(captured("commoncrawl", "a", 2009, "en"), captured("commoncrawl", "b", 2009, "to"))
    whole = past.server.answers[f"https://{DATA}"]

    def spoiling(request: Request, connection: socket) -> None:
        class Spoilt:
            def sendall(self, data: bytes) -> None:
                _, _, body = data.partition(b"\r\n\r\n")
                reply(spoil(body), "206 x")(request, connection)  # type: ignore[operator]

        whole(request, Spoilt() if "bytes=0-" in request.headers["range"] else connection)  # type: ignore[arg-type]

    past.server.answers[f"https://{DATA}"] = in_turn(reply(b"", "404 x"), spoiling)
    (report,) = past.ask("commoncrawl")
    assert (report.new_count, report.failed_count) == (1, 1)
    with Archive.open(past.folder / "live" / "archive", past.clock, read_only=True) as archive:
        failed = [f for f in archive.fetches() if f.outcome == "rejected"]
    assert [("#bytes=0-" in f.url, "expected" in (f.reason or "")) for f in failed] == [(True, True)]


def test_a_server_that_ignores_the_range_is_not_believed(past: Past) -> None:
    past.hold(captured("commoncrawl", "a", 2009, "en"))
    past.server.answers[f"https://{DATA}"] = in_turn(reply(b"", "404 x"), reply(b"the whole file"))
    (report,) = past.ask("commoncrawl")
    assert (report.new_count, report.failed_count) == (0, 1)


CLOSED = b"User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    ("name", "host", "closes"),
    [
        ("wayback", WAYBACK, CLOSED),
        ("wayback", WAYBACK, b"User-agent: klyngekroner\nDisallow: /cdx/\n\nUser-agent: *\nAllow: /\n"),
        ("nettarkivet", NETTARKIVET, CLOSED),
        ("nettarkivet", NETTARKIVET, b"User-agent: *\nDisallow: /search/cdx\n"),
        ("commoncrawl", CRAWLS, CLOSED),
        ("commoncrawl", CRAWLS, b"User-agent: *\nDisallow: /*-index\n"),
    ],
)
def test_an_archive_whose_robots_closes_its_index_is_not_asked(past: Past, name: str, host: str, closes: bytes) -> None:
    past.hold(captured(name, "a", 2009, "en"))
    past.server.answers[f"https://{host}/robots.txt"] = reply(closes)
    (report,) = past.ask(name)
    assert (report.new_count, "robots_denied" in (report.reason or "")) == (0, True), report.reason
    assert [target for target in past.asked(host) if target != "/collinfo.json"] == []


@pytest.mark.parametrize(
    ("name", "host", "closes"),
    [
        ("wayback", WAYBACK, b"User-agent: *\nDisallow: /web/\n"),
        ("nettarkivet", NETTARKIVET, b"User-agent: *\nDisallow: /search/2\n"),
        ("commoncrawl", DATA, CLOSED),
    ],
)
def test_captures_that_an_archive_s_robots_closes_are_an_outcome_and_not_asked_for(
    past: Past, name: str, host: str, closes: bytes
) -> None:
    """Common Crawl keeps its records on another host than its index: each has rules of its own."""
    past.hold(captured(name, "a", 2009, "en"), captured(name, "b", 2009, "to"))
    past.server.answers[f"https://{host}/robots.txt"] = reply(closes)
    (report,) = past.ask(name)
    assert (report.promised_count, report.new_count, report.failed_count) == (2, 0, 2)
    assert [target for target in past.asked(host) if "/cdx" not in target] == []
    with Archive.open(past.folder / "live" / "archive", past.clock, read_only=True) as archive:
        assert [f.outcome for f in archive.fetches() if f.channel == name] == ["robots_denied"] * 2


def test_an_archive_whose_robots_cannot_be_read_is_left_for_another_run(past: Past) -> None:
    past.hold(*(captured(name, "a", 2009, name) for name in ALL))
    past.server.answers |= {f"https://{host}/robots.txt": reply(b"", "503 x") for host in (WAYBACK, DATA)}
    reports = {report.archive: report for report in past.ask()}
    assert [reports[name].new_count for name in ALL] == [int(name == "nettarkivet") for name in ALL]
    assert all("robots.txt" in (reports[name].reason or "") for name in ("wayback", "commoncrawl"))
    assert past.asked(WAYBACK) == past.asked(DATA) == []


def test_a_delay_that_an_archive_s_robots_asks_for_is_kept(past: Past) -> None:
    past.hold(*(captured("wayback", key, 2009, key) for key in "abc"))
    past.server.answers[f"https://{WAYBACK}/robots.txt"] = reply(b"User-agent: *\nCrawl-delay: 9\n")
    assert past.ask("wayback")[0].new_count == 3
    times = [r.at for r in past.server.log if r.host == WAYBACK and r.target != "/robots.txt"]
    assert min((b - a).total_seconds() for a, b in pairwise(times)) >= 9
