"""Sitemaps: an index and what it names, releases among other pages, each once; and XML that is meant to hurt."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scrapers.crawl.archive import Archive
from scrapers.crawl.crawl import crawl
from scrapers.settings import Settings
from scrapers.sources import LayoutError, Source, load_sources
from tests.crawling import quiet
from tests.loopback import FakeClock
from tests.site.samples import load_pages
from tests.site.server import SiteServer, serving
from tests.site.site import Site
from tests.test_sources import page_of

INDEX = "https://www.regjeringen.no/globalassets/sitemap/sitemap.xml"
DAY = 24 * 3600


def sitemap_alone(**others: bool) -> Source:
    """regjeringen with its sitemap on, and no other channel but those named."""
    found = load_sources()["regjeringen"]
    on = {"sitemap": True} | others
    return replace(found, canaries=(), channels=tuple(replace(c, is_on=on.get(c.name, False)) for c in found.channels))


@pytest.fixture(scope="module")
def server() -> Iterator[SiteServer]:
    with serving(Site(load_pages())) as server:
        yield server


def crawled(server: SiteServer, folder: Path, source: Source, clock: FakeClock) -> tuple[list[str], list[str]]:
    """Addresses that were asked for, and the reasons for which the source is stale."""
    server.log.clear()
    settings = Settings(_env_file=None, data_dir=folder)
    with Archive.open(settings.archive_dir, clock) as archive:
        chosen = {source.name: source}
        (verdict,) = crawl(chosen, archive, settings, clock, quiet, loopback_port=server.port).values()
    return list(server.log), [verdict.reason] if verdict.reason else []


def releases(asked: list[str]) -> set[str]:
    return {path for path in asked if "/aktuelt/" in path and "/id2006120/" not in path}


def test_every_release_of_every_sitemap_is_fetched_once_and_never_again(server: SiteServer, tmp_path: Path) -> None:
    clock = FakeClock()
    live = {page.url for page in load_pages() if page.is_live and page.source == "regjeringen"}
    asked, reasons = crawled(server, tmp_path, sitemap_alone(), clock)
    assert reasons == []
    paths = [path for path in asked if "/sitemap" in path]
    assert [path.rpartition("/")[2] for path in paths] == ["sitemap.xml", "sitemap1.xml", "sitemap2.xml"]
    pages = [f"https://{path}" for path in asked if "/sitemap" not in path and "robots" not in path]
    assert set(pages) <= live
    assert len(pages) == len(set(pages)) > 10
    clock.sleep(30 * DAY)
    again, _ = crawled(server, tmp_path, sitemap_alone(), clock)
    assert [path for path in again if "/sitemap" not in path] == ["www.regjeringen.no/robots.txt"]


def test_a_release_that_a_list_dates_later_is_one_link_and_is_looked_at_again(
    server: SiteServer, tmp_path: Path
) -> None:
    clock = FakeClock()
    first, _ = crawled(server, tmp_path, sitemap_alone(), clock)
    both, reasons = crawled(server, tmp_path, sitemap_alone(news=True), clock)
    assert reasons == []
    assert releases(first)
    assert releases(both) == set()
    clock.sleep(8 * DAY)
    later, _ = crawled(server, tmp_path, sitemap_alone(news=True), clock)
    assert releases(later) < releases(first), "those of the open year, which the list dates"
    assert len(releases(later)) > 3


def test_an_entry_that_is_no_address_hides_no_other() -> None:
    source = sitemap_alone()
    channel = next(channel for channel in source.channels if channel.name == "sitemap")
    places = ["http://[", "https://www.regjeringen.no/no/aktuelt/a/id7/", "nonsense"]
    body = "".join(f"<url><loc>{place}</loc></url>" for place in places)
    links = source.listing(page_of(INDEX, f"<urlset>{body}</urlset>".encode()), channel).links
    assert [link.key for link in links] == ["7"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<urlset/>", "got 0 entries"),
        ("<urlset><url><lastmod>2025</lastmod></url></urlset>", "each with a <loc>"),
        ("<html><body>Not found</body></html>", "expected <urlset> or <sitemapindex>"),
        ("<urlset><url>", "cannot be read"),
    ],
)
def test_a_sitemap_that_is_none_is_refused(body: str, told: str) -> None:
    source = sitemap_alone()
    channel = next(channel for channel in source.channels if channel.name == "sitemap")
    with pytest.raises(LayoutError, match=told):
        source.listing(page_of(INDEX, body.encode()), channel)


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
HOSTILE = {
    "billion laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
    "quadratic": f'<!DOCTYPE x [<!ENTITY l9 "{"ha" * 50_000}">]>',
    "file": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    "network": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY l9 "x">]>',
    "parameter": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]>',
}


@pytest.mark.parametrize("head", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    ("source", "channel"), [("regjeringen", "sitemap"), ("regjeringen", "rss"), ("innovasjonnorge", "ntb_rss")]
)
def test_xml_that_is_meant_to_hurt_is_refused_at_once(source: str, channel: str, head: str) -> None:
    found = load_sources()[source]
    declared = next(one for one in found.channels if one.name == channel)
    loc = "&l9;" * 1000
    inner = f"<url><loc>{loc}</loc></url>" if channel == "sitemap" else f"<channel><title>{loc}</title></channel>"
    root = "urlset" if channel == "sitemap" else "rss"
    begun = time.monotonic()
    with pytest.raises(LayoutError) as error:
        found.listing(
            page_of(str(declared.url), f"<?xml version='1.0'?>{head}<{root}>{inner}</{root}>".encode()), declared
        )
    assert time.monotonic() - begun < 1
    assert "root:" not in str(error.value)
    assert "haha" not in str(error.value)
