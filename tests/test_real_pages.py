"""Real pages of regjeringen.no, read in place where they are at hand: lists, articles, the archive, robots.txt."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from scrapers.crawl.exchange import Attempt, Exchange
from scrapers.crawl.robots import Rules, read_rules
from scrapers.model import Release
from scrapers.sources import load_sources
from tests.test_sources import NEWS, REGJERINGEN, listing_of, page_of


def real(shared: Path, name: str) -> bytes:
    return (shared / "pages" / "regjeringen" / name).read_bytes()


def other_parser(body: bytes) -> Any:
    """A page as lxml's own reader of HTML sees it, which the sources do not use."""
    return lxml_html.fromstring(body, parser=lxml_html.HTMLParser(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "kinds", "ministries", "first", "last"),
    [
        (
            "2018/news-list.html",
            {"Pressemelding": 10, "Nyhet": 10},
            10,
            ("2610671", date(2018, 9, 11), "Kunnskapsdepartementet"),
            ("2610493", date(2018, 9, 10), "Kunnskapsdepartementet"),
        ),
        (
            "2026/listing.html",
            {"Høring": 18, "Høyring": 2},
            10,
            ("3168525", date(2026, 7, 3), "Finansdepartementet"),
            ("3167508", date(2026, 6, 24), "Finansdepartementet"),
        ),
    ],
)
def test_a_real_list_has_twenty_entries(
    shared: Path, name: str, kinds: dict[str, int], ministries: int, first: tuple[object, ...], last: tuple[object, ...]
) -> None:
    listing = listing_of("regjeringen", "news", real(shared, name), NEWS)
    found = [(link.key, link.published_on, link.ministry) for link in listing.links]
    assert (len(found), found[0], found[-1]) == (20, first, last)
    assert Counter(link.kind for link in listing.links) == kinds
    assert len({link.ministry for link in listing.links}) == ministries
    assert listing.next_url == f"{NEWS}?page=2"


@pytest.mark.parametrize("name", ["2018/news-list.html", "2026/listing.html"])
def test_a_real_list_is_read_as_another_parser_reads_it(shared: Path, name: str) -> None:
    tree = other_parser(real(shared, name))
    theirs = []
    for item in tree.xpath("//li[@class='listItem']"):
        anchor = item.xpath(".//a")[0]
        words = [" ".join(span.text_content().split()) for span in item.xpath(".//div[@class='info']/span")]
        day = date(*(int(part) for part in reversed(words[0].split("."))))
        theirs.append((REGJERINGEN + anchor.get("href"), anchor.text_content().split(), day, *words[1:]))
    ours = [
        (link.url, (link.title or "").split(), link.published_on, link.kind, link.ministry)
        for link in listing_of("regjeringen", "news", real(shared, name), NEWS).links
    ]
    assert ours == theirs


ARTICLES = {
    "3167072": ("nb", "Klima- og miljødepartementet", "Høring"),
    "3168423": ("nb", "Energidepartementet", "Høring"),
    "3168525": ("nn", "Finansdepartementet", "Høyring"),
}


def article(shared: Path, key: str) -> tuple[Release, bytes]:
    body = real(shared, f"2026/article-id{key}.html")
    parsed = load_sources()["regjeringen"].parse(page_of(f"{REGJERINGEN}/no/dokumenter/x/id{key}/", body))
    assert (parsed.kind, parsed.layout, parsed.issues) == ("not_a_release", "article", ())
    assert parsed.release is not None
    return parsed.release, body


@pytest.mark.parametrize("key", ARTICLES)
def test_a_real_article_says_what_its_metadata_say(shared: Path, key: str) -> None:
    release, _ = article(shared, key)
    assert (release.language, release.ministry, release.kind) == ARTICLES[key]
    assert (release.release_id, release.published_on) == (f"regjeringen:{key}", date(2026, 7, 3))
    assert release.published_basis == "meta"


@pytest.mark.parametrize("key", ARTICLES)
def test_a_real_article_keeps_title_lead_and_every_paragraph_of_its_body(shared: Path, key: str) -> None:
    release, body = article(shared, key)
    tree = other_parser(body)
    said = " ".join(release.text.split())
    paragraphs = [
        " ".join(" ".join(p.itertext()).split()) for p in tree.xpath("//div[@class='article-body']//p[text()]")
    ]
    assert len(paragraphs) > 5
    assert [p for p in paragraphs if p.replace(" ", "") not in said.replace(" ", "")] == []
    assert [block.kind for block in release.blocks[:2]] == ["title", "lead"]
    headings = [release.text[b.start : b.end] for b in release.blocks if b.kind == "heading"]
    assert [word[:4] for word in headings] == ["Høri" if release.language == "nb" else "Høyr"] * 3
    assert "avaskript" not in said
    assert "Til toppen" not in said


def test_the_table_of_a_real_article_is_rows(shared: Path) -> None:
    release, _ = article(shared, "3167072")
    rows = [block for block in release.blocks if block.kind == "row"]
    assert [(len(row.cells), row.is_header) for row in rows] == [(2, False)]
    assert [release.text[a:b].split()[-1] for a, b in rows[0].cells] == ["avdelingsdirektør", "seniorrådgiver"]


def test_the_start_page_of_the_archive_is_a_list_and_no_release(shared: Path) -> None:
    page = page_of(f"{REGJERINGEN}/no/dokumentarkiv/id115322/", real(shared, "2018/archive-start.html"))
    parsed = load_sources()["regjeringen"].parse(page)
    assert (parsed.kind, parsed.layout, parsed.release) == ("listing", "archive_list", None)


@pytest.fixture(scope="module")
def rules(shared: Path) -> Rules:
    exchange = Exchange("/robots.txt", (), 200, "OK", "HTTP/1.1", (), real(shared, "robots.txt"))
    at = datetime(2026, 7, 3, tzinfo=UTC)
    return read_rules(Attempt(f"{REGJERINGEN}/robots.txt", "fetched", at, exchange=exchange))


@pytest.mark.parametrize(
    ("path", "is_open"),
    [
        ("/no/aktuelt/x/id745248/", True),
        ("/no/aktuelt/nyheter/id2006120/", True),
        ("/no/aktuelt/nyheter/id2006120/?page=2", True),
        ("/no/aktuelt/nyheter/id2006120/?ownerid=709", False),
        ("/no/aktuelt/nyheter/id2006120/?documenttype=aktuelt/nyheter", False),
        ("/no/sok/id86008/?term=klynge", False),
        ("/no/dokumentarkiv/stoltenberg-ii/nhd/id571248/", False),
        ("/en/historical-archive/x/id571248/", False),
        ("/no/rss/Rss/2581966/", True),
        ("/no/rss/Rss/2581966/?documentType=aktuelt/nyheter&owner=709", True),
        ("/no/rss/Rss/2581966/?owner=709", True),
        ("/no/rss/Rss/2581966/?topic=926", False),
        ("/no/rss/Rss/2581966/?from=01.01.2020", False),
        ("/no/rss/Rss/2581966/?term=klynge", False),
        ("/no/api/autosuggestapi/search/?q=x", False),
        ("/globalassets/sitemap/sitemap.xml", True),
        ("/contentassets/0123456789abcdef0123456789abcdef/no/pdfs/x.pdf", True),
    ],
)
def test_the_real_robots_txt_decides(rules: Rules, path: str, is_open: bool) -> None:
    assert rules.allows(REGJERINGEN + path) is is_open


def test_every_channel_of_regjeringen_that_is_on_is_open_to_us(rules: Rules) -> None:
    asked = [channel.url for channel in load_sources()["regjeringen"].channels if channel.is_on and channel.url]
    assert [url for url in asked if not rules.allows(url)] == []
