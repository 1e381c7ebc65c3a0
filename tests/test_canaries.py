"""What a source is held to beyond its lists: known pages read as known, no silence longer than its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.crawl.archive import Archive
from scrapers.crawl.crawl import crawl
from scrapers.model import CrawlVerdict
from scrapers.settings import Settings
from scrapers.sources import Source, load_sources
from scrapers.sources.canary import Canary
from scrapers.sources.rhythm import Rhythm
from tests.crawling import quiet
from tests.loopback import FakeClock
from tests.site.samples import load_pages
from tests.site.server import SiteServer, serving
from tests.site.site import Site

URL = "https://www.regjeringen.no/no/aktuelt/nye-naringsklynger-skal-bidra-til-omstilling/id2416902/"
DAY = 24 * 3600


@pytest.fixture(scope="module")
def server() -> Iterator[SiteServer]:
    with serving(Site(load_pages())) as server:
        yield server


@pytest.fixture
def source() -> Source:
    return load_sources()["regjeringen"]


def crawled(server: SiteServer, folder: Path, source: Source, clock: FakeClock) -> CrawlVerdict:
    settings = Settings(_env_file=None, data_dir=folder)
    with Archive.open(settings.archive_dir, clock) as archive:
        (verdict,) = crawl({source.name: source}, archive, settings, clock, quiet, loopback_port=server.port).values()
    return verdict


def test_the_canaries_of_the_sources_are_read_as_known(server: SiteServer, source: Source, tmp_path: Path) -> None:
    assert source.canaries
    verdict = crawled(server, tmp_path, source, FakeClock())
    assert (verdict.is_fresh, verdict.reason) == (True, None)
    assert not [warning for warning in verdict.warnings if "canary" in warning]


def test_a_known_page_that_is_read_otherwise_makes_the_source_stale(
    server: SiteServer, source: Source, tmp_path: Path
) -> None:
    other = Canary(URL, {"published_on": date(2015, 6, 13)}, ("Oslo EdTech Cluster", "NCE Nowhere"))
    verdict = crawled(server, tmp_path, replace(source, canaries=(other,)), FakeClock())
    assert verdict.is_fresh is False
    assert verdict.reason is not None
    assert "published_on is 2015-06-12, expected 2015-06-13; its text lacks 'NCE Nowhere'" in verdict.reason
    assert verdict.listed_on is None, "what came is not believed"


def test_a_canary_that_is_gone_is_a_warning_with_what_to_do(server: SiteServer, source: Source, tmp_path: Path) -> None:
    gone = Canary("https://www.regjeringen.no/no/aktuelt/finnes-ikke/id1/", {"language": "nb"})
    verdict = crawled(server, tmp_path, replace(source, canaries=(gone,)), FakeClock())
    assert verdict.is_fresh
    assert [w for w in verdict.warnings if "canary" in w and "name another page in regjeringen.yml" in w]


def test_a_list_that_is_too_long_is_taken_and_warned_of(server: SiteServer, source: Source, tmp_path: Path) -> None:
    tight = replace(source, assertions=replace(source.assertions, max_links=source.assertions.min_links))
    verdict = crawled(server, tmp_path, tight, FakeClock())
    assert verdict.is_fresh
    assert verdict.link_count > tight.assertions.max_links
    assert [w for w in verdict.warnings if "all of them are taken" in w]


def test_a_silence_longer_than_the_source_s_own_makes_it_stale(
    server: SiteServer, source: Source, tmp_path: Path
) -> None:
    clock = FakeClock()
    assert crawled(server, tmp_path, source, clock).is_fresh
    clock.sleep(3 * 365 * DAY)
    verdict = crawled(server, tmp_path, source, clock)
    assert verdict.is_fresh is False
    assert verdict.reason is not None
    assert "the newest release is of" in verdict.reason


def test_a_quiet_july_is_no_silence_where_the_yml_says_so() -> None:
    fridays = [date(2024, 1, 5) + timedelta(weeks=n) for n in range(78)]
    spring = [day for day in fridays if day.month != 7 and day <= date(2025, 6, 27)]
    assert Rhythm(frozenset({7})).broken_by(spring, date(2025, 8, 8)) is None
    assert Rhythm(frozenset({7})).broken_by(spring, date(2025, 9, 8)) is not None


@given(st.sets(st.dates(date(2020, 1, 1), date(2025, 1, 1)), max_size=60), st.integers(0, 400))
def test_no_silence_is_told_before_twice_the_longest(days: set[date], wait: int) -> None:
    told = Rhythm().broken_by(days, max(days, default=date(2025, 1, 1)) + timedelta(days=wait))
    if told is not None:
        assert len(days) >= 10
        assert wait > 7


def test_a_canary_whose_record_is_damaged_makes_its_source_stale_and_ends_nothing(
    server: SiteServer, source: Source, tmp_path: Path
) -> None:
    clock = FakeClock()
    known = replace(source, canaries=(Canary(URL, {"published_on": date(2015, 6, 12)}),))
    assert crawled(server, tmp_path, known, clock).is_fresh
    folder = Settings(_env_file=None, data_dir=tmp_path).archive_dir
    with Archive.open(folder, clock, read_only=True) as archive:
        held = archive.held.address(URL).last_answer
        assert held is not None
    with (folder / held.warc_file).open("r+b") as file:
        file.seek(held.warc_offset + held.warc_length // 2)
        file.write(b"\x00" * 8)
    clock.sleep(3600)
    verdict = crawled(server, tmp_path, known, clock)
    assert verdict.is_fresh is False
    assert verdict.reason is not None
    assert "put the file back from a copy" in verdict.reason
