"""What each target starts from: our own fixtures, a line of each form, and what was found before."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOUND, REPOSITORY = HERE / "found", HERE.parents[1]
FIXTURES = REPOSITORY / "tests" / "fixtures"


def seeds(name: str) -> Iterator[bytes]:
    """What a target starts from: our own fixtures, and a line of each form."""
    pages = {path: path.read_bytes() for path in FIXTURES.glob("*/*/page.*")}
    if name == "html":
        yield from (bytes([number]) + b for p, b in pages.items() if p.suffix == ".html" for number in (0, 1, 2, 3, 4))
    elif name in ("rss", "news_list", "ntb_list", "sitemap"):
        yield from (bytes([number]) + body for body in pages.values() for number in (0, 1))
        place = "https://www.regjeringen.no/no/aktuelt/x/id1/"
        yield f"\0<urlset><url><loc>{place}</loc></url></urlset>".encode()
    elif name == "ntb_json":
        yield from (body for path, body in pages.items() if path.suffix == ".json")
    elif name == "warc":
        yield from _archives()
    elif name == "source_yml":
        yield from (path.read_bytes() for path in (REPOSITORY / "scrapers" / "sources").glob("*.yml"))
    elif name == "cdx":
        yield b'\0[["timestamp","original","digest"],["20200101000000","http://a.no/","A"],[],["key"]]'
        line = b'{"timestamp":"20200101000000","url":"http://a.no/","digest":"A"'
        yield b"\2" + line + b"}"
        yield b"\1" + line + b',"length":"9","offset":"1","filename":"f"}'
        yield from (b"\1" + body for body in _archives())
    elif name == "settings":
        yield b"site=live\ncontact=a@b.no\nas_of=2025-01-01\ndelay_seconds=1\nsample_troubles=a=b"
    elif name == "corrections":
        yield b"0\x1f0\x1famend\x1famount_nok\x1f1500000\x1f1\x1fr\x1fK\x1f2025-01-02\x1fu"
    elif name == "robots":
        yield b"User-agent: *\nDisallow: /no/*?\nCrawl-delay: 5\nAllow: /$\n"
    elif name == "addresses":
        yield from (b"https://www.regjeringen.no/no/aktuelt/x/id1/?a=b#c", b"//a@b:1/../%2e", b"file:///etc")
    else:
        from tests.test_any_text import FRAGMENTS

        yield from (fragment.encode() for fragment in FRAGMENTS)
        yield "Sogn AS|Prosjekt|1,5 mill.\nNCE Raufoss|«Deler»|kr 500 000,-\nSum||2 000 000".encode()


def _archives() -> Iterator[bytes]:
    from tests.archiving import OURS, fill, opened
    from tests.loopback import FakeClock

    with tempfile.TemporaryDirectory() as folder:
        clock = FakeClock()
        with opened(Path(folder), clock) as archive:
            fill(archive, clock, 2)
        packed = Path(folder, OURS).read_bytes()
    yield packed
    yield gzip.decompress(packed)
