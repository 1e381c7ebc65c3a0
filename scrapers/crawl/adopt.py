"""Read somebody else's WARC or ARC file: its captures as index entries, its damage as one typed error.

Copying the file into the archive is in archive.py.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapers.crawl.answer import judge_answer
from scrapers.crawl.body import BodyError
from scrapers.crawl.exchange import header
from scrapers.crawl.frames import LONGEST_RECORD, Damage, Frame, scan
from scrapers.crawl.index import ADOPTED, Entry
from scrapers.crawl.store import ArchiveError
from scrapers.crawl.warc import Record, RecordError, read_record, sha256

OwnerOf = Callable[[str], tuple[str, str] | None]
"""Which source and channel an address belongs to; null when no source accepts it."""

SUFFIXES = (".warc", ".warc.gz", ".arc", ".arc.gz")

_MAKERS = {
    "commoncrawl": ("commoncrawl", "common crawl", "cc-main", "ccbot"),
    "nettarkivet": ("nettarkivet", "nasjonalbiblioteket", "veidemann", "nb.no"),
    "wayback": ("web.archive.org", "archive.org", "internet archive", "wayback"),
}


class DamagedWarcError(ArchiveError):
    """A WARC file with damaged stretches, or one that is no WARC file at all; whole records of it were read."""


@dataclass(frozen=True, slots=True)
class AdoptReport:
    """What adopting a file brought. ``problem`` is set for a file with damage; its whole records are kept."""

    path: Path
    warc_file: str | None  # its name in the archive; null when all of it was known
    archive: str
    new_count: int
    known_count: int
    unclaimed_count: int  # captures of addresses that no source accepts
    problem: DamagedWarcError | None
    new_by_source: dict[str, int]


@dataclass(frozen=True, slots=True)
class ForeignWarc:
    """What was read from a file. ``problem`` is null when every byte of it was understood."""

    entries: tuple[Entry, ...]
    record_count: int
    unclaimed_count: int  # captures that no source accepts
    archive: str
    problem: DamagedWarcError | None


def read_foreign(path: Path, warc_file: str, owner_of: OwnerOf, archive: str | None) -> ForeignWarc:
    """Every capture in a file that some source accepts; ``warc_file`` is the name it will have in the archive."""
    entries: list[Entry] = []
    damage: list[str] = []
    counts: Counter[str] = Counter()
    maker: str | None = None
    with path.open("rb") as file:
        for found in scan(file):
            if isinstance(found, Damage):
                damage.append(f"at byte {found.offset} ({found.length} bytes): {found.problem}")
                continue
            try:
                record = read_record(found.data)
            except RecordError as error:
                damage.append(f"at byte {found.offset}: {error}")
                continue
            counts["record"] += 1
            if record.type == "warcinfo":
                maker = maker_of(record) or maker
            if record.problems:
                damage.append(f"at byte {found.offset}: {'; '.join(record.problems)}")
            elif entry := _capture(record, found, warc_file, owner_of, counts):
                entries.append(entry)
    named = archive or maker or "unknown"
    for entry in entries:
        entry.fields["archive"] = archive or entry.fields["archive"] or named
    problem = _problem(path, damage, counts["record"]) if damage or not counts["record"] else None
    return ForeignWarc(tuple(entries), counts["record"], counts["unclaimed"], named, problem)


def name_for(path: Path) -> tuple[str, str]:
    """The name that a file will have in the archive, made of its content, and its sha256; raises OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        head = file.read(64)
    suffix = (".arc" if b"filedesc:" in head else ".warc") + (".gz" if head.startswith(b"\x1f\x8b") else "")
    return f"{ADOPTED}{digest[:16]}{suffix}", digest


def owner_by_sources(url: str) -> tuple[str, str] | None:
    """The source that accepts an address, and its channel of web archives' captures."""
    from scrapers.sources import source_for  # only adopting needs the sources, and they take time to load

    source = source_for(url)
    if source is None:
        return None
    channel = next((channel.name for channel in source.channels if channel.kind == "captures"), "captures")
    return source.name, channel


def maker_of(record: Record) -> str | None:
    """Which archive made a file, by its warcinfo or by where a record says it was fetched from."""
    told = record.content.decode("utf-8", errors="replace") if record.type == "warcinfo" else ""
    told += " ".join(
        value
        for name, value in record.headers
        if name.lower() in ("warc-filename", "warc-source-uri", "warc-record-source")
    )
    if record.type == "warcinfo" and "software: klyngekroner" in told:
        return "klyngekroner"
    lowered = told.lower()
    return next((name for name, words in _MAKERS.items() if any(word in lowered for word in words)), None)


def _capture(record: Record, frame: Frame, warc_file: str, owner_of: OwnerOf, counts: Counter[str]) -> Entry | None:
    if record.type not in ("response", "resource", "revisit") or record.url is None:
        return None
    owner = owner_of(record.url)
    if owner is None:
        counts["unclaimed"] += 1
        return None
    fields: dict[str, Any] = {"source": owner[0], "channel": owner[1], "status": record.status}
    fields["archive"] = maker_of(record)
    fields |= _outcome(record, record.url)
    return Entry("fetch", record.url, record.at, warc_file, frame.offset, frame.length, record.type, fields)


def _outcome(record: Record, url: str) -> dict[str, Any]:
    if record.type == "revisit":
        return {"outcome": "not_modified" if record.status == 304 else "same_bytes", "reason": "a revisit record"}
    judged = judge_answer(
        url, 200 if record.status is None else record.status, record.http_headers, is_conditional=False
    )
    fields: dict[str, Any] = {"outcome": judged.outcome, "reason": judged.reason, "redirected_to": judged.redirected_to}
    if judged.outcome != "fetched":
        return fields
    try:
        body = record.payload(LONGEST_RECORD)
    except BodyError as error:
        return fields | {"outcome": "rejected", "reason": str(error)}
    headers = record.http_headers or record.headers
    return fields | {"payload_sha256": sha256(body), "content_type": header(headers, "content-type")}


def _problem(path: Path, damage: list[str], record_count: int) -> DamagedWarcError:
    more = f" and {len(damage) - 1} more" if len(damage) > 1 else ""
    kept = f"its {record_count} whole records are kept" if record_count else "nothing of it is kept"
    return DamagedWarcError(
        f"{path}: {damage[0] if damage else 'an empty file'}{more}; expected a whole WARC or ARC file, "
        f"compressed record by record; {kept}; get the file again from where it came"
    )
