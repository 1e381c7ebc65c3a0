"""TLS and HTTP/2 as the fetcher speaks them: a server of our own certificate authority that offers both versions.

The settings trust what the operator's environment names (SSL_CERT_FILE); nothing here loosens what is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scrapers.crawl.archive import Archive
from scrapers.crawl.dial import Resolve
from scrapers.crawl.fetch import Fetcher
from scrapers.crawl.politeness import Paces
from scrapers.crawl.robots import RulesByHost
from tests import secure
from tests.fetching import HOST, OTHER, PAGE, TERMS, settings
from tests.loopback import FakeClock
from tests.secure import Authority, Dialler, SecureServer, serving_securely

PUBLIC = "93.184.215.14"  # what the names lead to; the dialler takes it to loopback, as a router would


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


Trusting = Callable[..., Fetcher]  # to a SecureServer, with settings of its own


def resolve_to(others: dict[str, str]) -> Resolve:
    def resolver(host: str, port: int) -> list[str]:
        return [others.get(host, PUBLIC)]

    return resolver


@pytest.fixture
def fetcher_to(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trusting]:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    made: list[Fetcher] = []

    def fetcher(server: SecureServer, **changed: object) -> Fetcher:
        clock = FakeClock()
        one = Fetcher(settings(**changed), clock, Paces(clock, seed=1), RulesByHost(), resolver=resolve_to({}))
        one._backend._backend = Dialler(server.port)
        made.append(one)
        return one

    yield fetcher
    for one in made:
        one._client.close()


@pytest.mark.parametrize(("offered", "spoken"), [(["h2", "http/1.1"], "HTTP/2"), (["http/1.1"], "HTTP/1.1")])
def test_http_2_is_spoken_where_it_is_offered_and_is_archived_as_such(
    authority: Authority, fetcher_to: Trusting, tmp_path: Path, offered: list[str], spoken: str
) -> None:
    with serving_securely(authority.context(HOST, alpn=offered)) as server:
        server.bodies[PAGE] = "<h1>Støtte</h1>".encode()
        attempts = fetcher_to(server).fetch(PAGE, TERMS)
    assert [attempt.outcome for attempt in attempts] == ["gone", "fetched"]
    (page,) = [attempt.exchange for attempt in attempts if not attempt.is_robots]
    assert page is not None
    assert (page.http_version, page.body, page.ip_address) == (spoken, server.bodies[PAGE], "127.0.0.1")
    assert [(asked.version, asked.host) for asked in server.log] == [(spoken, HOST)] * 2
    assert len(server.connections) == 1, "both requests in one connection"
    assert {asked.headers["user-agent"] for asked in server.log} == {"klyngekroner/0.1.0 (+analytiker@example.org)"}
    with Archive.open(tmp_path, FakeClock()) as archive:
        archive.write(attempts[-1], "klynge", "news")
        read = archive.read(archive.fetches()[-1])
    assert read.body == page.body


@pytest.mark.parametrize(
    ("frames", "outcome"),
    [
        (secure.endless, "rejected"),
        (secure.reset, "unreachable"),
        (secure.goodbye, "unreachable"),
        (secure.huge_header, "unreachable"),
        (secure.too_short, "unreachable"),
        (secure.no_frames, "unreachable"),
    ],
)
def test_a_hostile_http_2_answer_has_an_outcome_and_the_run_goes_on(
    authority: Authority, fetcher_to: Trusting, frames: secure.Frames, outcome: str
) -> None:
    with serving_securely(authority.context(HOST)) as server:
        server.frames[PAGE] = frames
        server.bodies[f"https://{HOST}/bra/"] = b"bra"
        fetcher = fetcher_to(server, max_attempts=2, read_timeout_seconds=2, max_body_bytes=1 << 20)
        attempt = fetcher.fetch(PAGE, TERMS)[-1]
        assert (attempt.outcome, attempt.exchange) == (outcome, None), attempt
        assert attempt.reason
        page = fetcher.fetch(f"https://{HOST}/bra/", TERMS)[-1].exchange
    assert page is not None
    assert (page.body, page.http_version) == (b"bra", "HTTP/2")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [("authority", "unable to get local issuer"), ("host", "not valid for"), ("expired", "expired")],
)
def test_a_certificate_that_does_not_hold_is_refused(
    authority: Authority, fetcher_to: Trusting, tmp_path: Path, wrong: str, told: str
) -> None:
    signer = Authority(tmp_path) if wrong == "authority" else authority
    with serving_securely(signer.context(OTHER if wrong == "host" else HOST, is_expired=wrong == "expired")) as server:
        server.bodies[PAGE] = b"x"
        robots, page = fetcher_to(server).fetch(PAGE, TERMS)
    assert (robots.outcome, page.outcome) == ("rejected", "unreachable")
    assert "no safe connection" in (robots.reason or "")
    assert told in (page.reason or "")
    assert server.log == [], "not a word was said"


def test_without_being_told_to_trust_it_our_own_authority_is_a_stranger(
    authority: Authority, fetcher_to: Trusting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with serving_securely(authority.context(HOST)) as server:
        assert fetcher_to(server).fetch(PAGE, TERMS)[0].outcome == "rejected"
    assert server.log == []


def test_a_redirect_to_a_name_that_leads_into_a_private_network_is_rejected(
    authority: Authority, fetcher_to: Trusting
) -> None:
    """One of the source's own hosts, so that the list of hosts alone does not stop it."""
    with serving_securely(authority.context(HOST)) as server:
        server.redirects[PAGE] = f"https://{OTHER}/latest/meta-data/"
        fetcher = fetcher_to(server)
        fetcher._backend._resolve = resolve_to({OTHER: "169.254.169.254"})
        attempts = fetcher.fetch(PAGE, TERMS)
    assert [(a.outcome, a.is_robots) for a in attempts[-3:]] == [
        ("moved", False),
        ("rejected", True),
        ("unreachable", False),
    ]
    assert "169.254.169.254" in (attempts[-1].reason or "")
    assert {asked.host for asked in server.log} == {HOST}
