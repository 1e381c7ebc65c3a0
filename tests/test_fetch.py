"""The fetcher against a hostile server on loopback: real sockets, a clock that only moves when somebody sleeps."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from socket import socket

import pytest
from protego import Protego

from scrapers.clock import Clock, SystemClock
from scrapers.crawl.exchange import Attempt, Validators
from scrapers.crawl.fetch import Fetcher, Terms
from scrapers.crawl.politeness import JITTER, Paces
from scrapers.crawl.robots import PRODUCT, RulesByHost
from scrapers.settings import Settings
from tests.loopback import START, Answer, FakeClock, Request, Server, in_turn, raw, redirect, reply, serving

HOST, OTHER = "www.klynge.no", "arkiv.klynge.no"
PAGE = f"https://{HOST}/side/id1/"
TERMS = Terms(frozenset({HOST, OTHER}), delay_seconds=2.0)


def settings(**changed: object) -> Settings:
    values: dict[str, object] = {"site": "live", "contact": "analytiker@example.org", "read_timeout_seconds": 5}
    return Settings(_env_file=None, **(values | changed))  # type: ignore[arg-type]


@contextmanager
def fetching(server: Server, clock: Clock, **changed: object) -> Iterator[Fetcher]:
    with Fetcher(settings(**changed), clock, Paces(clock, seed=1), RulesByHost(), server.port) as fetcher:
        yield fetcher


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def server(clock: FakeClock) -> Iterator[Server]:
    with serving(clock) as server:
        yield server


def last(fetcher: Fetcher, url: str = PAGE) -> Attempt:
    return fetcher.fetch(url, TERMS)[-1]


def test_a_page_comes_with_all_that_was_said(server: Server, clock: FakeClock) -> None:
    server.answers[PAGE] = reply("<h1>Støtte</h1>".encode(), ETag='"7"')
    with fetching(server, clock) as fetcher:
        robots, page = fetcher.fetch(PAGE, TERMS)
    assert (robots.is_robots, robots.outcome, robots.url) == (True, "gone", f"https://{HOST}/robots.txt")
    assert (page.outcome, page.url, page.at) == ("fetched", PAGE, page.at)
    assert page.exchange is not None
    assert page.exchange.body == "<h1>Støtte</h1>".encode()
    assert ("ETag", '"7"') in page.exchange.response_headers
    assert ("Host", HOST) in page.exchange.request_headers


def test_the_user_agent_is_honest_and_no_cookie_comes_back(server: Server, clock: FakeClock) -> None:
    server.answers[PAGE] = reply(b"x", Set_Cookie="spor=1; Path=/")
    with fetching(server, clock) as fetcher:
        last(fetcher)
        last(fetcher)
    assert {r.headers["user-agent"] for r in server.log} == {"klyngekroner/0.1.0 (+analytiker@example.org)"}
    assert [r.headers.get("cookie") for r in server.log] == [None] * 3


def test_requests_to_one_host_are_a_delay_apart_and_little_more(server: Server, clock: FakeClock) -> None:
    pages = [f"https://{HOST}/side/id{number}/" for number in range(30)]
    server.answers |= {page: reply(b"x") for page in pages}
    with fetching(server, clock) as fetcher:
        for page in pages:
            last(fetcher, page)
    gaps = [(b.at - a.at).total_seconds() for a, b in pairwise(server.log)]
    assert len(gaps) == 30
    assert min(gaps) >= 2.0
    assert max(gaps) <= 2.0 * (1 + JITTER) + 0.001
    assert sum(gaps) <= 1.05 * 2.0 * len(gaps)


def test_a_longer_delay_that_robots_asks_for_is_kept(server: Server, clock: FakeClock) -> None:
    server.answers[f"https://{HOST}/robots.txt"] = reply(b"User-agent: *\nCrawl-delay: 7\n", content_type="text/plain")
    server.answers[PAGE] = reply(b"x")
    with fetching(server, clock) as fetcher:
        last(fetcher)
        last(fetcher)
        last(fetcher)
    assert (server.log[3].at - server.log[2].at).total_seconds() >= 7


@pytest.mark.parametrize(
    ("robots", "outcome", "asked"),
    [
        (reply(b"User-agent: *\nDisallow: /side/\n"), "robots_denied", 0),
        (reply(b"User-agent: *\nDisallow: /*/?filter\n"), "fetched", 1),
        (reply(b"User-agent: klyngekroner\nDisallow: /\n\nUser-agent: *\nAllow: /\n"), "robots_denied", 0),
        (reply(b"\xff\xfe not a robots file \x00"), "fetched", 1),
        (reply(b"", "404 Not Found"), "fetched", 1),
        (reply(b"", "403 Forbidden"), "fetched", 1),
        (reply(b"", "429 Too Many Requests"), "unreachable", 0),
        (reply(b"", "500 Internal Server Error"), "unreachable", 0),
        (reply(b"", "503 Service Unavailable"), "unreachable", 0),
        (raw(b"", then_close=True), "unreachable", 0),
        (redirect("https://anderswo.example/robots.txt"), "unreachable", 0),
        (redirect(f"https://{HOST}/robots.txt"), "unreachable", 0),
    ],
)
def test_robots_decides(server: Server, clock: FakeClock, robots: Answer, outcome: str, asked: int) -> None:
    server.answers[f"https://{HOST}/robots.txt"] = robots
    server.answers[PAGE] = reply(b"x")
    with fetching(server, clock) as fetcher:
        assert last(fetcher).outcome == outcome
        before = len(server.log)
        assert last(fetcher).outcome == outcome
    assert len(server.asked()) == 2 * asked
    assert len(server.log) - before == asked, "robots.txt is asked for once a run"


def test_robots_of_regjeringen_decides_as_listed(shared: Path, server: Server, clock: FakeClock) -> None:
    host = "www.regjeringen.no"
    text = (shared / "pages" / "regjeringen" / "robots.txt").read_bytes()
    server.answers[f"https://{host}/robots.txt"] = reply(text)
    allowed = {
        "/no/aktuelt/x/id745248/": True,
        "/no/aktuelt/nyheter/id2006120/": True,
        "/no/aktuelt/nyheter/id2006120/?page=2": True,
        "/no/aktuelt/nyheter/id2006120/?ownerid=709": False,
        "/no/aktuelt/nyheter/id2006120/?documenttype=aktuelt/nyheter": False,
        "/no/sok/id86008/?term=klynge": False,
        "/no/dokumentarkiv/stoltenberg-ii/nhd/Nyheter-og-pressemeldinger/pressemeldinger/2010/x/id1/": False,
        "/en/historical-archive/x/id2/": False,
        "/no/rss/Rss/2581966/": True,
        "/no/rss/Rss/2581966/?documentType=aktuelt/nyheter&owner=709": True,
        "/no/rss/Rss/2581966/?owner=709": True,
        "/no/rss/Rss/2581966/?topic=926": False,
        "/no/rss/Rss/2581966/?from=01.01.2020": False,
        "/no/rss/Rss/2581966/?term=klynge": False,
        "/no/api/search": False,
        "/globalassets/sitemap/sitemap.xml": True,
        "/contentassets/0123456789abcdef0123456789abcdef/no/pdfs/x.pdf": True,
    }
    terms = Terms(frozenset({host}), 0)
    with fetching(server, clock) as fetcher:
        decided = {path: fetcher.fetch(f"https://{host}{path}", terms)[-1].outcome for path in allowed}
    assert decided == {path: "gone" if is_open else "robots_denied" for path, is_open in allowed.items()}


def test_robots_is_asked_again_where_a_redirect_leads(server: Server, clock: FakeClock) -> None:
    server.answers[f"https://{OTHER}/robots.txt"] = reply(b"User-agent: *\nDisallow: /dokumentarkiv/\n")
    server.answers[PAGE] = redirect(f"https://{OTHER}/dokumentarkiv/id1/")
    with fetching(server, clock) as fetcher:
        attempts = [a for a in fetcher.fetch(PAGE, TERMS) if not a.is_robots]
    assert [(a.outcome, a.url) for a in attempts] == [
        ("moved", PAGE),
        ("robots_denied", f"https://{OTHER}/dokumentarkiv/id1/"),
    ]
    assert server.asked() == [PAGE]


def test_a_redirect_within_the_source_is_followed(server: Server, clock: FakeClock) -> None:
    server.answers[PAGE] = redirect("../ny/id1/#topp", "302 Found")
    server.answers[f"https://{HOST}/side/ny/id1/"] = reply(b"her")
    with fetching(server, clock) as fetcher:
        moved, page = [a for a in fetcher.fetch(PAGE, TERMS) if not a.is_robots]
    assert (moved.outcome, moved.redirected_to) == ("moved", page.url)
    assert page.exchange is not None
    assert page.exchange.body == b"her"


@pytest.mark.parametrize(
    "location",
    [
        "https://anderswo.example/",
        "file:///etc/passwd",
        "ftp://www.klynge.no/x",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/",
        "https://www.klynge.no@anderswo.example/",
        f"https://{HOST}:8443/",
        "http://[not an address/",
        "javascript:alert(1)",
        "",
    ],
)
def test_a_redirect_out_of_the_source_is_rejected(server: Server, clock: FakeClock, location: str) -> None:
    server.answers[PAGE] = redirect(location)
    with fetching(server, clock) as fetcher:
        attempt = last(fetcher)
    assert attempt.outcome == "rejected", attempt
    assert attempt.reason
    assert server.asked() == [PAGE]


def test_endless_redirects_are_rejected(server: Server, clock: FakeClock) -> None:
    server.answers |= {f"https://{HOST}/{n}": redirect(f"/{n + 1}") for n in range(40)}
    server.answers[f"https://{HOST}/rundt"] = redirect("/og-rundt")
    server.answers[f"https://{HOST}/og-rundt"] = redirect("/rundt")
    with fetching(server, clock) as fetcher:
        assert last(fetcher, f"https://{HOST}/0").outcome == "rejected"
        assert len(server.asked()) == 6
        assert last(fetcher, f"https://{HOST}/rundt").outcome == "rejected"
    assert len(server.asked()) == 8


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "::1", "fe80::1", "0.0.0.0"]
)
def test_a_name_that_leads_into_a_private_network_is_rejected(clock: FakeClock, address: str) -> None:
    dialled: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        dialled.append(host)
        return [address]

    paces, rules = Paces(clock), RulesByHost()
    with Fetcher(settings(), clock, paces, rules, loopback_port=None, resolver=resolver) as fetcher:
        robots, page = fetcher.fetch(PAGE, TERMS)
    assert dialled == [HOST]
    assert robots.outcome == "rejected"
    assert page.outcome == "unreachable", "its robots.txt could not be read"
    assert "public internet" in (page.reason or "")


@pytest.mark.parametrize(
    ("status", "outcome", "requests"),
    [
        ("403 Forbidden", "blocked", 1),
        ("401 Unauthorized", "blocked", 1),
        ("451 Unavailable For Legal Reasons", "blocked", 1),
        ("404 Not Found", "gone", 1),
        ("410 Gone", "gone", 1),
        ("204 No Content", "rejected", 1),
        ("304 Not Modified", "rejected", 1),
        ("418 I'm a teapot", "rejected", 1),
        ("429 Too Many Requests", "unreachable", 3),
        ("500 Internal Server Error", "unreachable", 3),
        ("503 Service Unavailable", "unreachable", 3),
    ],
)
def test_every_status_has_an_outcome(
    server: Server, clock: FakeClock, status: str, outcome: str, requests: int
) -> None:
    server.answers[PAGE] = (
        raw(f"HTTP/1.1 {status}\r\n\r\n".encode()) if status[:3] in ("204", "304") else reply(b"", status)
    )
    with fetching(server, clock) as fetcher:
        attempts = [a for a in fetcher.fetch(PAGE, TERMS) if not a.is_robots]
    assert [a.outcome for a in attempts] == [outcome] * requests
    assert len(server.asked()) == requests
    assert status[:3] in (attempts[-1].reason or "")


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_retry_after_is_waited_out(server: Server, clock: FakeClock, status: str) -> None:
    moment = format_datetime(START + timedelta(seconds=300), usegmt=True)
    server.answers[PAGE] = in_turn(
        reply(b"", status, Retry_After="40"), reply(b"", status, Retry_After=moment), reply(b"endelig")
    )
    with fetching(server, clock) as fetcher:
        attempts = [a for a in fetcher.fetch(PAGE, TERMS) if not a.is_robots]
    assert [a.outcome for a in attempts] == ["unreachable", "unreachable", "fetched"]
    first, second, third = (r.at for r in server.log[1:])
    assert (second - first).total_seconds() >= 40
    assert third >= START + timedelta(seconds=300)


def test_without_retry_after_each_wait_is_longer(server: Server, clock: FakeClock) -> None:
    server.answers[PAGE] = in_turn(reply(b"", "503 x"), reply(b"", "503 x"), reply(b"endelig"))
    with fetching(server, clock) as fetcher:
        assert last(fetcher).outcome == "fetched"
    first, second, third = (r.at for r in server.log[1:])
    assert (second - first).total_seconds() >= 5
    assert (third - second).total_seconds() >= 10


def test_a_host_that_asks_for_an_hour_is_left_for_the_next_run(server: Server, clock: FakeClock) -> None:
    server.answers[PAGE] = reply(b"", "429 x", Retry_After="3600")
    with fetching(server, clock) as fetcher:
        attempt = last(fetcher)
    assert (attempt.outcome, attempt.closes_host) == ("unreachable", True)
    assert "3600" in (attempt.reason or "")
    assert len(server.asked()) == 1


@pytest.mark.parametrize(
    ("validators", "name", "value"),
    [
        (Validators('"7"', "Wed, 01 Oct 2025 10:00:00 GMT"), "if-none-match", '"7"'),
        (Validators(None, "Wed, 01 Oct 2025 10:00:00 GMT"), "if-modified-since", "Wed, 01 Oct 2025 10:00:00 GMT"),
    ],
)
def test_a_page_that_is_held_is_asked_for_on_condition(
    server: Server, clock: FakeClock, validators: Validators, name: str, value: str
) -> None:
    server.answers[PAGE] = raw(b'HTTP/1.1 304 Not Modified\r\nETag: "8"\r\n\r\n')
    with fetching(server, clock) as fetcher:
        attempt = fetcher.fetch(PAGE, TERMS, lambda url: validators if url == PAGE else None)[-1]
    assert attempt.outcome == "not_modified"
    assert server.log[-1].headers[name] == value
    assert len({"if-none-match", "if-modified-since"} & server.log[-1].headers.keys()) == 1


def test_content_coding_is_undone(server: Server, clock: FakeClock) -> None:
    text = "åttesifret beløp ".encode() * 100
    packer = zlib.compressobj(wbits=-15)
    coded = {
        "gzip": gzip.compress(text),
        "deflate": zlib.compress(text),
        "Deflate": packer.compress(text) + packer.flush(),
        "gzip, gzip": gzip.compress(gzip.compress(text)),
        "x-gzip": gzip.compress(text[:500]) + gzip.compress(text[500:]),
        "identity": text,
    }
    with fetching(server, clock) as fetcher:
        for coding, body in coded.items():
            server.answers[PAGE] = reply(body, Content_Encoding=coding)
            attempt = last(fetcher)
            assert attempt.exchange is not None, (coding, attempt)
            assert attempt.exchange.body == text, coding


def gzip_bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (reply(gzip_bomb(200 << 20), Content_Encoding="gzip"), "rejected"),
        (reply(gzip.compress(gzip_bomb(200 << 20)), Content_Encoding="gzip, gzip"), "rejected"),
        (reply(b"\x0b\x02\x80brotli", Content_Encoding="br"), "rejected"),
        (reply(b"not gzip at all", Content_Encoding="gzip"), "rejected"),
        (reply(bytes(300_000)), "rejected"),
        (reply(gzip.compress(b"halv" * 1000)[:-20], Content_Encoding="gzip"), "unreachable"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nfor kort", then_close=True), "unreachable"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n", then_close=True), "unreachable"),
        (raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000 + b"\r\n\r\n", then_close=True), "unreachable"),
        (raw(b"hei hei\r\n\r\n", then_close=True), "unreachable"),
        (raw(b"", then_close=True), "unreachable"),
    ],
    ids=[
        "bomb",
        "bomb in bomb",
        "br",
        "no gzip",
        "too long",
        "torn gzip",
        "short",
        "chunks",
        "header",
        "no http",
        "nothing",
    ],
)
def test_a_bad_body_has_an_outcome_and_the_run_goes_on(
    server: Server, clock: FakeClock, answer: Answer, outcome: str
) -> None:
    server.answers[PAGE] = answer
    server.answers[f"https://{HOST}/bra/"] = reply(b"bra")
    with fetching(server, clock, max_body_bytes=200_000) as fetcher:
        attempt = last(fetcher)
        assert (attempt.outcome, attempt.exchange) == (outcome, None), attempt
        assert attempt.reason
        assert last(fetcher, f"https://{HOST}/bra/").outcome == "fetched"


def endless(request: Request, connection: socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"10000\r\n" + bytes(0x10000) + b"\r\n")


def dripping(head: bytes) -> Answer:
    def answer(request: Request, connection: socket) -> None:
        connection.sendall(head)
        for _ in range(100):
            time.sleep(0.05)
            connection.sendall(b"x")

    return answer


def test_an_endless_body_is_rejected(server: Server, clock: FakeClock) -> None:
    server.answers[PAGE] = endless
    with fetching(server, clock, max_body_bytes=1 << 20) as fetcher:
        assert last(fetcher).outcome == "rejected"


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"])
def test_a_slow_drip_does_not_hold_the_host(head: bytes) -> None:
    clock = SystemClock()
    with serving() as server:
        server.answers[PAGE] = dripping(head)
        with fetching(server, clock, request_timeout_seconds=0.3, max_attempts=1, delay_seconds=0) as fetcher:
            started = time.monotonic()
            assert last(fetcher).outcome == "unreachable"
            assert time.monotonic() - started < 2


def test_a_dead_host_is_unreachable(clock: FakeClock) -> None:
    with serving(clock) as server:
        port = server.port
    server.port = port  # nobody listens there any more
    with fetching(server, clock) as fetcher:
        attempts = fetcher.fetch(PAGE, TERMS)
    assert [a.outcome for a in attempts] == ["unreachable"] * 4
    assert attempts[-1].closes_host
    assert "ConnectError" in (attempts[-1].reason or "")


def test_our_reading_of_robots_is_no_worse_than_protego_alone(shared: Path, server: Server, clock: FakeClock) -> None:
    import json

    cases = json.loads((shared / "suites" / "robots" / "google_robots_cases.json").read_text(encoding="utf-8"))
    cases = cases["cases"] if isinstance(cases, dict) else cases
    assert len(cases) == 142
    assert Protego.parse(f"User-agent: {PRODUCT}\nDisallow: /x").can_fetch("https://a.no/x", PRODUCT) is False
