"""Innovasjon Norge's own site and its content API: off, so never asked; switched on, one frontier with all else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from scrapers.crawl.archive import Archive
from scrapers.crawl.crawl import crawl
from scrapers.model import CrawlVerdict
from scrapers.probe import MOST_REQUESTS, probe
from scrapers.settings import Settings
from scrapers.sources import LayoutError, Source, load_sources
from tests.crawling import quiet
from tests.loopback import FakeClock
from tests.site.own_site import API, WWW, OpenSite
from tests.site.samples import SamplePage, load_pages
from tests.site.server import serving
from tests.site.site import Site
from tests.test_sources import listing_of, page_of

SAMPLE = next(page for page in load_pages() if page.template == "own_site" and page.date)
ASKED = f"https://{API}/v2023-01-01/data/query/inno-prod?query="


def own(count: int) -> list[SamplePage]:
    url = f"https://{WWW}/nyhetsartikkel/sak-"
    day = date(2025, 10, 1)
    return [replace(SAMPLE, url=f"{url}{n}", title=f"Sak {n}", date=day, served="live") for n in range(count)]


def switched(*names: str) -> Source:
    """Innovasjon Norge with these channels on, and no others."""
    found = load_sources()["innovasjonnorge"]
    return replace(found, channels=tuple(replace(one, is_on=one.name in names) for one in found.channels))


def crawled(site: Site, folder: Path, source: Source, clock: FakeClock) -> tuple[list[str], CrawlVerdict]:
    settings = Settings(_env_file=None, data_dir=folder)
    clock.sleep(60)
    with serving(site) as server, Archive.open(settings.archive_dir, clock) as archive:
        (verdict,) = crawl({source.name: source}, archive, settings, clock, quiet, loopback_port=server.port).values()
        return list(server.log), verdict


def releases(folder: Path, source: Source) -> list[tuple[str, str | None, str | None]]:
    """Id, title and text of every release that the archive holds."""
    archive_dir = Settings(_env_file=None, data_dir=folder).archive_dir
    with Archive.open(archive_dir, FakeClock(), read_only=True) as archive:
        parsed = [source.parse(page) for _, page in archive.pages()]
    return [
        (p.release.release_id, p.release.title, p.release.text) for p in parsed if p.kind == "release" and p.release
    ]


def at(log: Sequence[str], host: str) -> list[str]:
    return [asked.removeprefix(host) for asked in log if asked.startswith(host)]


def test_channels_that_are_off_are_not_asked_for(tmp_path: Path) -> None:
    log, verdict = crawled(OpenSite(load_pages(), own(3)), tmp_path, load_sources()["innovasjonnorge"], FakeClock())
    assert verdict.is_fresh
    assert (at(log, WWW), at(log, API)) == ([], [])


@pytest.mark.parametrize("name", ["own_site", "own_sitemap"])
def test_each_release_that_the_own_site_names_is_fetched_once(tmp_path: Path, name: str) -> None:
    clock, source = FakeClock(), switched(name)
    log, verdict = crawled(OpenSite([], own(12)), tmp_path, source, clock)
    assert (verdict.reason, verdict.link_count, verdict.new_count) == (None, 12, 12)
    assert sorted(path for path in at(log, WWW) if path.startswith("/nyhetsartikkel/")) == sorted(
        page.target for page in own(12)
    )
    assert {found[0] for found in releases(tmp_path, source)} == {f"innovasjonnorge:{page.target}" for page in own(12)}
    again, _ = crawled(OpenSite([], own(12)), tmp_path, source, clock)
    assert not [path for path in at(again, WWW) if path.startswith("/nyhetsartikkel/")]


def test_a_list_is_asked_for_anew_each_time(tmp_path: Path) -> None:
    clock, source = FakeClock(), switched("own_site")
    crawled(OpenSite([], own(2)), tmp_path, source, clock)
    log, verdict = crawled(OpenSite([], own(3)), tmp_path, source, clock)
    assert (at(log, WWW).count("/"), verdict.new_count) == (1, 1)


def test_the_wall_is_an_outcome_and_makes_no_other_channel_wait(tmp_path: Path) -> None:
    log, verdict = crawled(Site(load_pages()), tmp_path, switched("ntb_rss", "own_site"), FakeClock())
    assert verdict.reason is not None
    assert "own_site: https://www.innovasjonnorge.no/: blocked, status 403" in verdict.reason
    assert verdict.new_count > 10
    assert len(at(log, WWW)) == 2, "robots.txt and the front page, once"


def test_the_api_is_listed_slice_by_slice_to_known_territory_and_each_document_is_read(tmp_path: Path) -> None:
    clock, source = FakeClock(), switched("content_api")
    log, verdict = crawled(OpenSite([], own(120)), tmp_path, source, clock)
    assert (verdict.reason, verdict.link_count, verdict.new_count) == (None, 120, 120)
    assert len(at(log, API)) == len(set(at(log, API))) == 1 + 3 + 120, (
        "robots.txt, three slices of fifty, each document"
    )
    found = releases(tmp_path, source)
    assert len(found) == 120
    assert all("Ring 00" not in str(text) for _, _, text in found), "whom to call is read for nothing"
    again, _ = crawled(OpenSite([], own(120)), tmp_path, source, clock)
    assert len(at(again, API)) == 2, "robots.txt, and the first slice, which is known"
    off, _ = crawled(OpenSite(load_pages(), own(120)), tmp_path, switched("ntb_rss"), FakeClock(clock.now()))
    assert at(off, API) == []


def test_a_link_of_the_api_is_not_asked_for_once_the_channel_is_off(tmp_path: Path) -> None:
    clock = FakeClock()
    crawled(OpenSite([], own(12)), tmp_path, switched("content_api"), clock)
    clock.sleep(30 * 24 * 3600)
    later, _ = crawled(OpenSite(load_pages(), own(12)), tmp_path, switched("ntb_rss"), clock)
    assert at(later, API) == []
    on_again, verdict = crawled(OpenSite([], own(12)), tmp_path, switched("content_api"), clock)
    assert (len(at(on_again, API)), verdict.unchanged_count) == (1 + 1 + 12, 12)


def test_a_release_that_the_list_and_the_api_name_is_one_link(tmp_path: Path) -> None:
    source = switched("own_site", "content_api")
    log, verdict = crawled(OpenSite([], own(12)), tmp_path, source, FakeClock())
    assert (verdict.reason, verdict.link_count, verdict.new_count) == (None, 12, 12)
    pages = [path for path in at(log, WWW) if path.startswith("/nyhetsartikkel/")]
    documents = [path for path in at(log, API) if "query=%2A%5Bslug" in path]
    assert len(pages) + len(documents) == 12
    assert len(releases(tmp_path, source)) == 12


def test_a_release_that_the_api_dates_later_is_still_asked_for_where_it_was_found(tmp_path: Path) -> None:
    clock = FakeClock()
    crawled(OpenSite([], own(12)), tmp_path, switched("own_site"), clock)
    both = switched("own_site", "content_api")
    log, verdict = crawled(OpenSite([], own(12)), tmp_path, both, clock)
    assert (verdict.link_count, verdict.new_count, len(log)) == (12, 0, 4), "robots.txt of each host, page, slice"
    assert len(releases(tmp_path, both)) == 12


def test_a_page_reads_the_same_from_the_site_and_from_the_api() -> None:
    source = load_sources()["innovasjonnorge"]
    site = OpenSite([], own(1))
    page = own(1)[0]
    query = quote(f'*[slug.current=="{page.target}"][0]', safe="")
    answer = site.answer(API, f"/v2023-01-01/data/query/inno-prod?query={query}", {})
    by_api = source.parse(page_of(f"{ASKED}{query}", answer.body, answer.content_type)).release
    by_site = source.parse(page_of(page.url, site.answer(WWW, page.target, {}).body)).release
    assert by_api is not None
    assert by_site is not None
    for name in ("release_id", "url", "title", "published_on", "language"):
        assert getattr(by_api, name) == getattr(by_site, name), name
    assert [b.kind for b in by_api.blocks] == [b.kind for b in by_site.blocks]
    assert " ".join(by_api.text.replace("\u200b", "").split()) == " ".join(by_site.text.split())
    assert "\u200b" in by_api.text, "what the text holds stays in it"


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ({"result": {}}, "expected a list 'result'"),
        ({"error": "no"}, "expected a list 'result'"),
        ({"result": []}, "got 0 links"),
        ({"result": [{"path": "/tjeneste/x", "title": "X", "publishedAt": "2025-10-01"}]}, "got a row with path"),
        (
            {"result": [{"path": '/nyhetsartikkel/"]', "title": "X", "publishedAt": "2025-10-01"}]},
            "got a row with path",
        ),
        ({"result": [{"path": "/nyhetsartikkel/x", "title": "X"}]}, "published_on is set in 0%"),
        ({"result": ["x"]}, "got a row with path None"),
    ],
)
def test_an_answer_of_the_api_that_is_not_as_assumed_is_refused(result: object, told: str) -> None:
    with pytest.raises(LayoutError, match=told):
        listing_of("innovasjonnorge", "content_api", json.dumps(result).encode())


def test_a_front_page_without_news_is_refused() -> None:
    body = b"<main><h1>Hei</h1><a href='/tjeneste/x'>x</a><a href='https://example.org/nyhetsartikkel/y'>y</a></main>"
    with pytest.raises(LayoutError, match="got 0 links, expected 1 to 200"):
        listing_of("innovasjonnorge", "own_site", body)


def parsed(document: dict[str, Any] | None) -> tuple[str, list[str], list[tuple[str, str]]]:
    """Kind, codes of issues, and blocks of a document."""
    told = None if document is None else {"slug": {"current": "/nyhetsartikkel/x"}, "title": "X"} | document
    url = ASKED + quote('*[slug.current=="/nyhetsartikkel/x"][0]', safe="")
    found = load_sources()["innovasjonnorge"].parse(page_of(url, json.dumps({"result": told}).encode()))
    text, blocks = (found.release.text, found.release.blocks) if found.release else ("", ())
    return found.kind, [issue.code for issue in found.issues], [(b.kind, text[b.start : b.end]) for b in blocks]


def text_of(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"body": list(blocks)}


def block(words: str, **more: object) -> dict[str, Any]:
    return {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": words}]} | more


def test_a_document_is_read_block_by_block_and_what_is_not_read_is_named() -> None:
    image, video = {"_type": "image", "asset": {"_ref": "x"}}, {"_type": "video", "url": "https://example.org/"}
    box = {"_type": "factBox", "content": [block("I rammen.")]}
    kind, codes, blocks = parsed(
        text_of(
            block("Dette får de", style="h2"),
            block("A & B: 3 < 4 mill."),
            block("Først", listItem="bullet", level=1),
            block("Under", listItem="number", level=2),
            block("Sist", listItem="bullet", level=1),
            image,
            box,
            video,
        )
    )
    assert (kind, codes) == ("release", ["unread_block"])
    assert blocks == [
        ("title", "X"),
        ("heading", "Dette får de"),
        ("paragraph", "A & B: 3 < 4 mill."),
        ("item", "Først"),
        ("item", "Under"),
        ("item", "Sist"),
        ("paragraph", "I rammen."),
    ]


@pytest.mark.parametrize(
    ("document", "kind", "codes"),
    [
        (None, "not_a_release", ["no_document"]),
        ({}, "changed_layout", ["empty_body"]),
        ({"body": "en streng"}, "changed_layout", ["empty_body"]),
        ({"slug": {"current": "/nyhetsartikkel/y"}}, "changed_layout", ["changed_layout"]),
        ({"slug": "/nyhetsartikkel/x"}, "changed_layout", ["changed_layout"]),
        ({"body": [{"_type": "block", "children": 7, "style": 7}]}, "changed_layout", ["empty_body"]),
        ({"body": [block("x", listItem="bullet", level=10**9)]}, "release", []),
        ({"body": [block("x", listItem=7, level="to")]}, "release", []),
        ({"body": [block("x")], "kontaktpersoner": [block("Ring")]}, "release", []),
        ({"body": [block("x"), *[json.loads("[" * 300 + "]" * 300)]]}, "release", ["unread_block"]),
    ],
)
def test_whatever_a_document_is_it_has_a_verdict(document: dict[str, Any] | None, kind: str, codes: list[str]) -> None:
    assert parsed(document)[:2] == (kind, codes)


@pytest.mark.parametrize("name", ["own_site", "content_api"])
def test_a_channel_that_was_switched_on_is_probed(tmp_path: Path, name: str) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path)
    with serving(OpenSite(load_pages(), own(12))) as server:
        found = probe(switched("ntb_rss", "ntb_json", name), settings, FakeClock(), loopback_port=server.port)
    states = {finding.name: finding.state for finding in found.findings}
    assert (states[f"channel {name}"], found.request_count <= MOST_REQUESTS) == ("held", True)
    with serving(Site(load_pages())) as server:
        wall = probe(switched("ntb_rss", name), settings, FakeClock(), loopback_port=server.port)
    assert {finding.name: finding.state for finding in wall.findings}[f"channel {name}"] == "broken"
