"""What a server answers, from every status to a slow drip: each has an outcome, and the run goes on."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from socket import socket

import pytest

from scrapers.clock import SystemClock
from scrapers.crawl.exchange import Validators
from tests.fetching import HOST, PAGE, TERMS, fetching, last
from tests.loopback import START, Answer, FakeClock, Request, Server, in_turn, raw, reply, serving


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def server(clock: FakeClock) -> Iterator[Server]:
    with serving(clock) as server:
        yield server


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


@pytest.mark.parametrize("value", ["²", "-5", "9" * 400, "snart", "Wed, 01 Oct 99999 10:00:00 GMT", "", "1.5"])
def test_an_odd_retry_after_is_no_reason_to_fail(server: Server, clock: FakeClock, value: str) -> None:
    server.answers[PAGE] = reply(b"", "503 x", Retry_After=value)
    with fetching(server, clock) as fetcher:
        assert last(fetcher).outcome == "unreachable"


@pytest.mark.parametrize("etag", ['W/"7"', '"å"', "uten hermetegn", '"' + "7" * 5000 + '"'])
def test_a_validator_goes_back_as_it_came(server: Server, clock: FakeClock, etag: str) -> None:
    server.answers[PAGE] = raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    with fetching(server, clock) as fetcher:
        attempt = fetcher.fetch(PAGE, TERMS, lambda _: Validators(etag, None))[-1]
    assert attempt.outcome == "not_modified"
    assert server.log[-1].headers["if-none-match"] == etag


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


BROTLI_BOMB = bytes.fromhex(  # 93 bytes that unpack to 50 MB of zeros
    "cbffff3ff82700e2b14020f7fe8fffff7ff04f00c4611180eefd1fffffffe09f0088c30200ddfb3ffeffffc13f0110870500baf77ffcffff"
    "837f02200e0b0074effff8ffff07ff04401c1600e8deffe5ffff07fe0980382c00d0bdff00"
)


def gzip_bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (reply(gzip_bomb(50 << 20), Content_Encoding="gzip"), "rejected"),
        (reply(gzip.compress(gzip_bomb(50 << 20)), Content_Encoding="gzip, gzip"), "rejected"),
        (reply(BROTLI_BOMB, Content_Encoding="br"), "rejected"),
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


@pytest.mark.parametrize("length", ["5", "0", "-1", "5, 7", "fem", "99999999999999999999"])
def test_a_wrong_length_harms_no_other_page(server: Server, clock: FakeClock, length: str) -> None:
    body = b"fem tegn og mer\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfalsk"
    server.answers[PAGE] = raw(f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n".encode() + body, then_close=True)
    server.answers[f"https://{HOST}/bra/"] = reply(b"bra")
    with fetching(server, clock) as fetcher:
        attempt = last(fetcher)
        assert attempt.outcome in (("fetched",) if length in ("5", "0") else ("unreachable", "rejected")), attempt
        page = last(fetcher, f"https://{HOST}/bra/")
    assert page.exchange is not None
    assert page.exchange.body == b"bra", "not what hung behind the page before"


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


def test_a_connection_that_closes_with_the_page_brings_the_page(server: Server, clock: FakeClock) -> None:
    server.answers[PAGE] = raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuten lengde", then_close=True)
    with fetching(server, clock) as fetcher:
        for _ in range(2):
            attempt = last(fetcher)
            assert attempt.exchange is not None, attempt
            assert (attempt.exchange.body, attempt.exchange.ip_address) == (b"uten lengde", "127.0.0.1")
