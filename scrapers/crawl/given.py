"""A WARC file given by hand → the pages in it, whoever made it; nothing of it is kept.

Taking a file into the archive is in adopt.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scrapers.crawl.body import BodyError
from scrapers.crawl.exchange import header
from scrapers.crawl.frames import LONGEST_RECORD, Damage, scan
from scrapers.crawl.warc import PAYLOAD_TYPES, Record, RecordError, read_record, sha256
from scrapers.model import Page

FOUND = (200, 203)


class DamageError(ValueError):
    """What of a file is no whole record: in the file's words, without what to do about it."""


def read_pages(path: Path) -> Iterator[Page | DamageError]:
    """Each distinct payload of each address in the file's order, then what is damaged; raises OSError."""
    seen: set[tuple[str, str]] = set()
    damage: list[str] = []
    count = 0
    with path.open("rb") as file:
        for found in scan(file):
            if isinstance(found, Damage):
                damage.append(f"at byte {found.offset} ({found.length} bytes): {found.problem}")
                continue
            try:
                record = read_record(found.data)
                page = _page(record)
            except (RecordError, BodyError) as error:
                damage.append(f"at byte {found.offset}: {error}")
                continue
            count += 1
            if record.problems:
                damage.append(f"at byte {found.offset}: {'; '.join(record.problems)}")
            elif page is not None and (page.url, page.payload_sha256) not in seen:
                seen.add((page.url, page.payload_sha256))
                yield page
    if damage or not count:
        more = f" and {len(damage) - 1} more" if len(damage) > 1 else ""
        yield DamageError(
            f"{damage[0] if damage else 'an empty file'}{more}, expected a whole WARC or ARC file, compressed record "
            f"by record; {count} whole records of it were read"
        )


def _page(record: Record) -> Page | None:
    """The page that a record holds; null for redirects, refusals, requests and notes."""
    if record.type not in PAYLOAD_TYPES or record.url is None or record.status not in (None, *FOUND):
        return None
    body = record.payload(LONGEST_RECORD)
    content_type = header(record.http_headers or record.headers, "content-type")
    return Page(record.url, body, content_type, sha256(body), record.at)
