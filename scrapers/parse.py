"""Parse: archived payloads → what each of them is, and what its release says. Pure but for reading the archive.

How a page is read belongs in sources, awards in awards; loading belongs in the warehouse.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from scrapers.awards.extract import read_release
from scrapers.crawl.archive import Archive, ArchiveError
from scrapers.crawl.progress import ProgressListener
from scrapers.model import Fetch, Issue, Page, ParsedPage
from scrapers.sources import Source

READING_CODE = ("awards", "reference", "sources", "dates.py", "language.py", "model.py", "parse.py")


@cache
def code_digest() -> str:
    """One digest of all code and reference data that decide how a page is read; another digest reads it anew."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for name in READING_CODE:
        path = folder / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in (".py", ".csv", ".yml"):
                digest.update(f"{file.relative_to(folder).as_posix()}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def parse_archive(
    archive: Archive,
    sources: Mapping[str, Source],
    is_known: Callable[[str, str], bool],
    progress: ProgressListener,
) -> Iterator[ParsedPage]:
    """Every payload of a source that ``is_known(payload_sha256, url)`` does not know yet, in the order of capture.

    A payload that the archive cannot give back is a page with an issue: the others are read all the same.
    """
    captures = [capture for capture in archive.captures() if capture.source in sources]
    waiting = [capture for capture in captures if not is_known(capture.payload_sha256 or "", capture.url)]
    for done, capture in enumerate(waiting, 1):
        try:
            page = archive.read(capture)
        except ArchiveError as error:
            yield _unreadable(capture, error)
        else:
            yield parse_page(sources[capture.source], page)
        progress("parse", "pages read", done, len(waiting))


def parse_page(source: Source, page: Page, *, is_screened: bool = True) -> ParsedPage:
    """What one payload is, and its awards when it is a release."""
    parsed = source.parse(page)
    reading = None
    if parsed.kind == "release" and parsed.release:
        reading = read_release(parsed.release, is_screened=is_screened)
    return ParsedPage(source.name, page, parsed.kind, parsed.layout, reading, parsed.issues)


def _unreadable(capture: Fetch, error: ArchiveError) -> ParsedPage:
    page = Page(
        capture.url, b"", capture.content_type, capture.payload_sha256 or "", capture.attempted_at, capture.archive
    )
    issue = Issue("unreadable_payload", str(error), "error")
    return ParsedPage(capture.source, page, "not_a_release", None, None, (issue,))
