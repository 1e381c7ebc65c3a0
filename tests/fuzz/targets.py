"""What is fuzzed: each target takes any bytes, and may only answer or raise the error that its room promises.

How inputs are made is in __main__.py, corrections are in corrections.py; what was found once lies in found/.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from unittest.mock import patch

from scrapers.awards.extract import read_release
from scrapers.awards.money import find_amounts
from scrapers.crawl.adopt import owner_by_sources
from scrapers.crawl.archive import Archive, DamagedWarcError
from scrapers.crawl.exchange import Exchange
from scrapers.crawl.fetch import Terms, _refusal
from scrapers.crawl.robots import read_rules
from scrapers.dates import find_date, parse_date
from scrapers.documents import release_of_text
from scrapers.history.capture import CaptureError, HistoryError, Indexed, Query, WebArchive
from scrapers.history.commoncrawl import CommonCrawl
from scrapers.history.nettarkivet import Nettarkivet
from scrapers.history.wayback import Wayback
from scrapers.model import Page
from scrapers.parse import parse_page
from scrapers.settings import SettingsError, read_settings
from scrapers.sources import LayoutError, Source, SourceError, load_sources
from scrapers.sources.load import FOLDER, load_source
from tests.loopback import START, FakeClock
from tests.test_any_text import assert_accounted_for

Target = Callable[[bytes], None]
REGJERINGEN, NTB, OWN = (
    "https://www.regjeringen.no",
    "https://kommunikasjon.ntb.no",
    "https://www.innovasjonnorge.no",
)
DOCUMENT = (  # *[slug.current=="/nyhetsartikkel/nytt-fra-klyngene"][0]
    "https://loal7n8w.apicdn.sanity.io/v2023-01-01/data/query/inno-prod?query="
    "%2A%5Bslug.current%3D%3D%22%2Fnyhetsartikkel%2Fnytt-fra-klyngene%22%5D%5B0%5D"
)
PAGES = (
    ("regjeringen", f"{REGJERINGEN}/no/aktuelt/slug/id2416902/"),
    ("regjeringen", f"{REGJERINGEN}/no/dokumentarkiv/stoltenberg-ii/nhd/Nyheter/2009/slug/id571248/"),
    ("regjeringen", f"{REGJERINGEN}/nb/dep/nhd/pressesenter/pressemeldinger/2009/slug.html?id=571248"),
    ("innovasjonnorge", f"{NTB}/pressemelding/18000001/slug?publisherId=89989"),
    ("innovasjonnorge", f"{OWN}/nyhetsartikkel/slug"),
    ("innovasjonnorge", f"{OWN}/no/om/nyheter/2014/slug/"),
)
TYPES = ("text/html; charset=utf-8", "text/html", "text/html; charset=iso-8859-1", None)
ARCHIVES: tuple[WebArchive, ...] = (Wayback(), CommonCrawl(), Nettarkivet())
LANGUAGES = ("nb", "nn", "en")


@cache
def sources() -> dict[str, Source]:
    return dict(load_sources())


def page_of(url: str, body: bytes, content_type: str | None) -> Page:
    return Page(url, body, content_type, hashlib.sha256(body).hexdigest())


def choice(data: bytes) -> tuple[int, bytes]:
    """The first byte chooses, the rest is the input."""
    return (data[0], data[1:]) if data else (0, b"")


def text_of(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")


def html(data: bytes) -> None:
    """A page, as each of both sources may have it → a release with its awards."""
    number, body = choice(data)
    name, url = PAGES[number % len(PAGES)]
    read = parse_page(sources()[name], page_of(url, body, TYPES[number // 8 % len(TYPES)]), is_screened=False)
    if read.reading is not None:
        release = read.reading.release
        edges = [edge for block in release.blocks for edge in (block.start, block.end)]
        assert edges == sorted(edges)
        assert not edges or 0 <= edges[0] <= edges[-1] <= len(release.text)
        assert_accounted_for(read.reading)


def ntb_json(data: bytes) -> None:
    """An answer for one release: NTB's, and that of Innovasjon Norge's content API."""
    for url in (f"{NTB}/public-website-api/release/18000001", DOCUMENT):
        page = page_of(url, data, "application/json; charset=utf-8")
        parse_page(sources()["innovasjonnorge"], page, is_screened=False)


def listing(kind: str, content_type: str) -> Target:
    """Every channel of one kind."""
    channels = [(s, c) for s in sources().values() for c in s.channels if c.kind == kind and c.url]

    def target(data: bytes) -> None:
        number, body = choice(data)
        source, channel = channels[number % len(channels)]
        page = page_of(str(channel.url), body, content_type)
        with suppress(LayoutError):
            source.listing(page, channel)
        source.parse(page)

    return target


def money(data: bytes) -> None:
    number, body = choice(data)
    text = text_of(body)
    amounts = find_amounts(text, LANGUAGES[number % len(LANGUAGES)])  # type: ignore[arg-type]
    assert all(0 <= one.start < one.end <= len(text) for one in amounts)
    assert all(one.end <= two.start for one, two in itertools.pairwise(sorted(amounts, key=lambda a: a.start)))


def prose(data: bytes) -> None:
    """Any text under a title."""
    assert_accounted_for(read_release(release_of_text(f"Støtte til klynger\n\n{text_of(data)}", None, "any")))


def lists(data: bytes) -> None:
    """Any text as the items of a list that is announced."""
    items = "\n".join(f"• {line}" for line in text_of(data).split("\n"))
    text = f"Støtte til klynger\n\nDisse får støtte:\n\n{items}"
    assert_accounted_for(read_release(release_of_text(text, None, "any")))


def tables(data: bytes) -> None:
    """Any text as rows and cells, in a page and in a text."""
    rows = [line.split("|") for line in text_of(data).split("\n")]
    text = "\n".join("\t".join(row) for row in [["Søker", "Prosjekt", "Beløp"], *rows])
    assert_accounted_for(read_release(release_of_text(f"Tildelinger\n\nDisse får støtte:\n\n{text}", None, "any")))
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    body = f'<main><div class="article-header"><h1>T</h1></div><div class="article-body"><table>{cells}</table></div>'
    html(b"\0" + body.encode() + b"</main>")


def dates(data: bytes) -> None:
    text = text_of(data)
    assert all(isinstance(day, date | None) for day in (find_date(text), parse_date(text)))


def cdx(data: bytes) -> None:
    """The index answer of a web archive, and the capture that a record or replayed page is."""
    number, body = choice(data)
    archive = ARCHIVES[number % len(ARCHIVES)]
    with suppress(HistoryError):
        answer = archive.answer(Query("any", "https://example.org/index?url=x"), body)
        assert all(one.name for one in answer.captures)
    indexed = Indexed("https://www.regjeringen.no/id1/", START, "A", "https://data.example.org/x", (0, len(body)))
    exchange = Exchange("/x", (), 200, "OK", "HTTP/1.1", (("Content-Type", text_of(body[:40])),), body)
    with suppress(CaptureError):
        archive.capture(indexed, f"https://web.archive.org/web/20200101000000id_/{text_of(body[:20])}", exchange)


def warc(data: bytes) -> None:
    """A file of somebody else's, adopted and read back; nothing is written but into the archive's folder."""
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        path = Path(folder, "foreign.warc")
        path.write_bytes(data)
        with Archive.open(Path(folder, "archive"), FakeClock(), owner_of=owner_by_sources) as archive:
            with suppress(DamagedWarcError):
                archive.adopt(path)
            list(archive.pages())
        assert sorted(path.name for path in Path(folder).iterdir()) == ["archive", "foreign.warc"]


def settings(data: bytes) -> None:
    """Lines NAME=VALUE as the environment."""
    lines = (line.partition("=") for line in text_of(data).replace("\0", "").split("\n"))
    told = {f"KLYNGEKRONER_{name.strip().upper()}": value for name, _, value in lines if name.isidentifier()}
    with patch.dict(os.environ, told, clear=True), suppress(SettingsError):
        assert read_settings().user_agent


def source_yml(data: bytes) -> None:
    """The terms of a source."""
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        Path(folder, "regjeringen.yml").write_bytes(data)
        Path(folder, "regjeringen.py").write_bytes((FOLDER / "regjeringen.py").read_bytes())
        with suppress(SourceError):
            load_source(Path(folder, "regjeringen.yml"))


def addresses(data: bytes) -> None:
    """What a link or a redirect may say: refused, or an address of a source."""
    url = text_of(data)
    for source in sources().values():
        source.accepts(url)
        source.release_id(url)
        refused = _refusal(url, Terms(frozenset(source.hosts), 0))
        assert refused is not None or url.lower().lstrip("\0 ").startswith(("http:", "https:"))


def robots(data: bytes) -> None:
    """The rules of a host."""
    from scrapers.crawl.exchange import Attempt

    exchange = Exchange("/robots.txt", (), 200, "OK", "HTTP/1.1", (("Content-Type", "text/plain"),), data)
    rules = read_rules(Attempt("https://example.org/robots.txt", "fetched", START, None, None, exchange))
    rules.allows("https://example.org/no/aktuelt/slug/id2416902/")


SMALL, TIMES, FACTOR, SLACK = 1_500, 8, 2.5, 0.5  # a quadratic pattern takes 8 times as long as a linear one


def tiled(data: bytes) -> None:
    """A short piece again and again, in a text and in a page: eight times the pieces, eight times the time."""
    piece = text_of(data[:48]) or "."
    small = piece * (SMALL // len(piece) + 1)
    for read in (prose, _as_page):
        begun = time.process_time()
        read(small.encode())
        few = time.process_time() - begun
        read((small * TIMES).encode())
        many = time.process_time() - begun - few
        assert many < FACTOR * TIMES * few + SLACK, f"{read.__name__}: {few:.2f} s, {many:.2f} s for {piece!r}"


def _as_page(data: bytes) -> None:
    head = b'\0<main><div class="article-header"><h1>T</h1></div><div class="article-body"><p>'
    html(head + data + b"</div></main>")


@cache
def _memory() -> str | None:
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def targets() -> dict[str, Target]:
    from tests.fuzz.corrections import corrections

    return {
        "html": html,
        "money": money,
        "lists": lists,
        "tables": tables,
        "prose": prose,
        "dates": dates,
        "rss": listing("rss", "application/rss+xml"),
        "news_list": listing("list", "text/html; charset=utf-8"),
        "sitemap": listing("sitemap", "text/xml"),
        "ntb_list": listing("json", "application/json"),
        "ntb_json": ntb_json,
        "cdx": cdx,
        "warc": warc,
        "settings": settings,
        "source_yml": source_yml,
        "corrections": corrections,
        "addresses": addresses,
        "robots": robots,
        "tiled": tiled,
    }
