"""The fetcher against a hostile server on loopback: real sockets, a clock that only moves when somebody sleeps."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from protego import Protego

from scrapers.crawl.dial import is_public
from scrapers.crawl.fetch import Fetcher, Terms
from scrapers.crawl.politeness import JITTER, Paces
from scrapers.crawl.robots import PRODUCT, RulesByHost
from tests.fetching import HOST, OTHER, PAGE, TERMS, fetching, last, settings
from tests.loopback import Answer, FakeClock, Server, raw, redirect, reply, serving


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def server(clock: FakeClock) -> Iterator[Server]:
    with serving(clock) as server:
        yield server


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


@pytest.mark.parametrize("told", ["Crawl-delay: 86400", "Crawl-delay: 1e300", "Request-rate: 1/99999999999999999999d"])
def test_a_delay_past_all_patience_closes_the_host_for_this_run(server: Server, clock: FakeClock, told: str) -> None:
    server.answers |= {f"https://{HOST}/robots.txt": reply(f"User-agent: *\n{told}\n".encode()), PAGE: reply(b"x")}
    with fetching(server, clock) as fetcher:
        attempt = last(fetcher)
    assert (attempt.outcome, attempt.closes_host) == ("unreachable", True)
    assert "between two requests, expected at most 600 s" in (attempt.reason or "")
    assert server.asked() == []


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
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("::1", "fe80::1", "fe80::1%eth0", "fd00::1", "fec0::1", "::127.0.0.1", "ff02::1"),
        *("::ffff:10.0.0.1", "::ffff:0:10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::10.0.0.1", "2002:a00:1::"),
    ],
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


@pytest.mark.parametrize("address", ["195.225.0.1", "2a02:26f0::1", "64:ff9b::195.225.0.1", "::ffff:195.225.0.1"])
def test_an_address_of_the_public_internet_may_be_dialled(address: str) -> None:
    assert is_public(address)


def test_a_name_that_is_not_found_is_unreachable_and_tried_again(clock: FakeClock) -> None:
    dialled: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        dialled.append(host)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    with Fetcher(settings(), clock, Paces(clock), RulesByHost(), loopback_port=None, resolver=resolver) as fetcher:
        *robots, page = fetcher.fetch(PAGE, TERMS)
    assert len(dialled) == len(robots) == 3
    assert {attempt.outcome for attempt in robots} == {"unreachable"}
    assert (page.outcome, page.closes_host) == ("unreachable", True)
    assert "no address found (Temporary failure in name resolution)" in (page.reason or "")


def test_our_reading_of_robots_is_no_worse_than_protego_alone(shared: Path, server: Server, clock: FakeClock) -> None:
    text = (shared / "suites" / "robots" / "google_robots_cases.json").read_text(encoding="utf-8")
    cases = [case for case in json.loads(text)["cases"] if case["user_agent"] == "FooBot" and case["url"]]
    ours = protego = 0
    with fetching(server, clock) as fetcher:
        for case in cases:
            fetcher._rules = RulesByHost()
            parts = urlsplit(case["url"])
            server.answers[f"https://{parts.hostname}/robots.txt"] = reply(
                case["robotstxt"].replace("FooBot", PRODUCT).encode()
            )
            attempt = fetcher.fetch(case["url"], Terms(frozenset({parts.hostname or ""}), 0))[-1]
            ours += (attempt.outcome != "robots_denied") == case["allowed"]
            protego += Protego.parse(case["robotstxt"]).can_fetch(case["url"], "FooBot") == case["allowed"]
    assert len(cases) > 100
    assert ours >= protego


def test_a_redirect_written_in_letters_is_followed_as_an_address(server: Server, clock: FakeClock) -> None:
    target = f"https://{HOST}/st%C3%B8tte/?a=1&b=%20"
    server.answers[PAGE] = redirect("/støtte/?a=1&b=%20".encode().decode("latin-1"))
    server.answers[target] = reply(b"her")
    with fetching(server, clock) as fetcher:
        attempt = last(fetcher)
    assert (attempt.url, attempt.outcome) == (target, "fetched")
