"""What goes wrong on the way: of a page, of a host, of a reader. Each is an outcome or a reason, and stops no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scrapers.crawl.archive import Archive
from scrapers.model import Page
from scrapers.sources.source import Channel, LayoutError, Listing, Source
from tests.crawling import FEED, HOST, NEWS, LineReader, Site, channel, listing, page, source
from tests.loopback import Answer, FakeClock, in_turn, redirect, reply, serving

ARCHIVED = f"https://{HOST}/dokumentarkiv/"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    clock = FakeClock()
    with serving(clock) as server:
        yield Site(server, tmp_path, clock)


def test_a_source_that_is_down_is_stale_with_its_reason_and_stops_no_other(site: Site) -> None:
    down = source(channel("https://nede.no/nyheter/"), name="nede", hosts=("nede.no",))
    site.server.answers |= {
        "https://nede.no/nyheter/": reply(b"", "503 Service Unavailable"),
        NEWS: listing("en"),
        page("en"): reply(b"en"),
    }
    verdicts = site.crawl({"nede": down, "klynge": source(channel(NEWS))})
    assert verdicts["klynge"].is_fresh
    assert not verdicts["nede"].is_fresh
    assert "https://nede.no/nyheter/: unreachable, status 503" in (verdicts["nede"].reason or "")
    with Archive.open(site.folder / "sample" / "archive", site.clock, read_only=True) as archive:
        assert {v.source: v.is_fresh for v in archive.verdicts()} == {"nede": False, "klynge": True}


@pytest.mark.parametrize(
    ("answer", "outcome", "counted"),
    [
        (reply(b"", "403 Forbidden"), "blocked", "blocked_count"),
        (reply(b"", "404 Not Found"), "gone", None),
        (reply(b"", "410 Gone"), "gone", None),
        (redirect("https://anderswo.example/"), "rejected", "failed_count"),
        (reply(b"x", Content_Encoding="br"), "rejected", "failed_count"),
    ],
    ids=["403", "404", "410", "away", "br"],
)
def test_a_page_that_does_not_come_is_an_outcome_and_is_asked_for_once(
    site: Site, answer: object, outcome: str, counted: str | None
) -> None:
    site.server.answers |= {NEWS: listing("en", "to"), page("en"): answer, page("to"): reply(b"to")}  # type: ignore[dict-item]
    verdict = site.crawl(source(channel(NEWS)))["klynge"]
    assert (page("en"), outcome) in site.outcomes()
    assert site.server.asked().count(page("en")) == 1
    assert (verdict.is_fresh, verdict.new_count) == (True, 1)
    if counted:
        assert getattr(verdict, counted) == 1
        assert any(page("en") in warning and outcome in warning for warning in verdict.warnings)


def test_a_host_that_refuses_again_and_again_is_left_for_the_next_run(site: Site) -> None:
    site.server.answers |= {NEWS: listing(*"abcdef")} | {page(key): reply(b"", "403 x") for key in "abcdef"}
    verdict = site.crawl(source(channel(NEWS)))["klynge"]
    assert site.server.asked() == [NEWS, *map(page, "abc")]
    assert not verdict.is_fresh
    assert "3 more links left for the next run" in (verdict.reason or "")


def test_a_host_that_asks_to_wait_is_left_alone_by_every_channel(site: Site) -> None:
    site.server.answers |= {NEWS: reply(b"", "429 x", Retry_After="3600"), FEED: listing("en")}
    verdict = site.crawl(source(channel(NEWS), channel(FEED)))["klynge"]
    assert site.server.asked() == [NEWS]
    assert "asks to wait 3600 s" in (verdict.reason or "")
    assert "rss: not asked" in (verdict.reason or "")


def test_a_host_that_refuses_list_after_list_is_not_asked_for_the_others(site: Site) -> None:
    """What lies behind a wall is not knocked at channel by channel; a feed that is open before it counts anew."""
    urls = [f"https://{HOST}/liste/{number}/" for number in range(9)]
    site.server.answers |= {url: reply(b"", "403 x") for url in urls} | {urls[2]: listing("en"), page("en"): reply(b"")}
    verdict = site.crawl(source(*map(channel, urls)))["klynge"]
    assert site.server.asked() == urls[:6]
    assert "6, 7, 8: not asked, because its host is left alone" in (verdict.reason or "")
    assert (verdict.reason or "").count("not asked") == 1 + 5, "five refusals say so too"


def test_one_broken_channel_does_not_keep_back_what_another_found(site: Site) -> None:
    site.server.answers |= {NEWS: reply(b"", "403 x"), FEED: listing("en"), page("en"): reply(b"en")}
    verdict = site.crawl(source(channel(NEWS), channel(FEED)))["klynge"]
    assert (verdict.is_fresh, verdict.new_count) == (False, 1)
    assert NEWS in (verdict.reason or "")


def test_a_host_whose_robots_cannot_be_read_is_not_crawled(site: Site) -> None:
    site.server.answers |= {f"https://{HOST}/robots.txt": reply(b"", "503 x"), NEWS: listing("en")}
    verdict = site.crawl(source(channel(NEWS), channel(FEED)))["klynge"]
    assert site.server.asked() == []
    assert f"https://{HOST}/robots.txt" in (verdict.reason or "")


class Broken(LineReader):
    def __init__(self, error: Exception) -> None:
        self._error = error

    def listing(self, source: Source, page: Page, channel: Channel) -> Listing:  # noqa: ARG002
        raise self._error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LayoutError("no list; look at the page"), "rss: no list; look at the page"),
        (KeyError("x"), "rss: KeyError: 'x'"),
        (RecursionError("deep"), "rss: RecursionError: deep"),
    ],
)
def test_a_reader_that_fails_is_its_source_s_reason_alone(
    site: Site, error: Exception, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    whole = source(channel(NEWS))
    broken = Source("ny", "Ny", "Ny", (HOST,), 0, (channel(FEED),), whole.assertions, Broken(error))
    site.server.answers |= {NEWS: listing("en"), FEED: listing("to"), page("en"): reply(b"en")}
    verdicts = site.crawl({"ny": broken, "klynge": whole})
    assert (verdicts["klynge"].is_fresh, verdicts["ny"].is_fresh) == (True, False)
    assert verdicts["ny"].reason == said
    is_ours = isinstance(error, LayoutError)  # what a page does wrong needs no trace, what our code does wrong does
    assert [record.exc_info is not None for record in caplog.records] == ([] if is_ours else [True])


def test_a_listing_that_goes_round_in_circles_is_stale(site: Site) -> None:
    site.server.answers |= {NEWS: listing("a", following=f"{NEWS}2/"), f"{NEWS}2/": listing("b", following=NEWS)}
    verdict = site.crawl(source(channel(NEWS)))["klynge"]
    assert "expected an end before" in (verdict.reason or "")


@pytest.mark.parametrize(
    ("then", "outcomes"),
    [
        (redirect(f"{ARCHIVED}en/"), [(page("en"), "moved"), (f"{ARCHIVED}en/", "robots_denied")]),
        (reply(b"", "410 Gone"), [(page("en"), "gone")]),
    ],
    ids=["moved into the closed archive", "gone"],
)
def test_a_release_that_is_no_longer_to_be_had_stays(site: Site, then: Answer, outcomes: list[tuple[str, str]]) -> None:
    site.server.answers |= {
        f"https://{HOST}/robots.txt": reply(b"User-agent: *\nDisallow: /dokumentarkiv/\n"),
        f"{ARCHIVED}en/": reply(b"not to be asked for"),
        NEWS: listing("en"),
        page("en"): in_turn(reply(b"en"), then),
    }
    news = source(channel(NEWS))
    site.crawl(news)
    before = len(site.outcomes())
    verdict = site.crawl(news, recheck_days=0)["klynge"]
    assert site.outcomes()[before + 1 :] == outcomes
    assert f"{ARCHIVED}en/" not in site.server.asked()
    assert (verdict.is_fresh, verdict.new_count, verdict.changed_count) == (True, 0, 0)
    with Archive.open(site.folder / "sample" / "archive", site.clock, read_only=True) as archive:
        assert [held.body for _, held in archive.pages() if held.url == page("en")] == [b"en"]


def test_a_list_is_asked_for_whole_however_it_may_be_validated(site: Site) -> None:
    whole = f"2025-10-01 {page('en')}\n".encode()
    site.server.answers |= {NEWS: reply(whole, ETag='"1"', Cache_Control="max-age=86400"), page("en"): reply(b"en")}
    for _ in range(2):
        assert site.crawl(source(channel(NEWS)))["klynge"].is_fresh
    asked = [r.headers for r in site.server.log if r.url == NEWS]
    assert [headers.get("if-none-match") for headers in asked] == [None, None]
