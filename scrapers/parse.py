"""Parse: an archived payload → what it is, and what its release says. Pure but for reading the archive.

How a page is read belongs in sources, awards in awards; which are read, and by how many at a time, in batches.py.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.awards.extract import read_release
from scrapers.crawl.store import ArchiveError
from scrapers.model import Fetch, Issue, Page, ParsedPage
from scrapers.sources import source_folders

if TYPE_CHECKING:
    from scrapers.crawl.index import Entry
    from scrapers.crawl.payloads import Payloads
    from scrapers.sources import Source

READING_CODE = ("awards", "reference", "sources", "dates.py", "language.py", "model.py", "parse.py")


@cache
def code_digest() -> str:
    """One digest of all code and reference data that decide how a page is read; another digest reads it anew."""
    digest, folder = hashlib.sha256(), Path(__file__).parent
    _, *own = source_folders()
    for path in (*(folder / name for name in READING_CODE), *own):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in (".py", ".csv", ".yml"):
                name = file.relative_to(path if path in own else folder)
                digest.update(f"{name.as_posix()}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def parse_capture(source: Source, payloads: Payloads, capture: Fetch, held: Entry) -> ParsedPage:
    """What a capture tells, from the record that holds its payload.

    A payload that the archive cannot give back is a page with an issue: the others are read all the same.
    """
    try:
        page = payloads.page(capture, held)
    except ArchiveError as error:
        return unreadable(capture, error)
    return parse_page(source, page)


def parse_page(source: Source, page: Page, *, is_screened: bool = True) -> ParsedPage:
    """What one payload is, and its awards when it is a release."""
    parsed = source.parse(page)
    reading = None
    if parsed.kind == "release" and parsed.release:
        reading = read_release(parsed.release, is_screened=is_screened)
    return ParsedPage(source.name, page, parsed.kind, parsed.layout, reading, parsed.issues)


def unreadable(capture: Fetch, error: ArchiveError) -> ParsedPage:
    """A page of which nothing is left but that it was there."""
    page = Page(
        capture.url, b"", capture.content_type, capture.payload_sha256 or "", capture.attempted_at, capture.archive
    )
    issue = Issue("unreadable_payload", str(error), "error")
    return ParsedPage(capture.source, page, "not_a_release", None, None, (issue,))
