"""What the archive holds, as typed entries and as lines of a CDXJ file.

Which files there are, and writing to them, is in archive.py.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from sys import intern
from typing import Any, Literal

from scrapers.crawl.exchange import Validators
from scrapers.crawl.surt import surt
from scrapers.crawl.warc import PAYLOAD_TYPES, Record, digest_label
from scrapers.model import CrawlVerdict, Fetch, Link

Kind = Literal["fetch", "link", "listed", "verdict", "adoption"]
OURS = "klyngekroner"
ADOPTED = "adopted/"  # the folder of files that somebody else wrote
FORMAT = 3
NOTED = "metadata:"  # before the key of a record that is no capture
SHORT = 40  # characters of a name; longer are digests and addresses


@dataclass(frozen=True, slots=True)
class Entry:
    """One indexed record. ``fields`` are what its kind knows beyond where and when."""

    kind: Kind
    url: str
    at: datetime
    warc_file: str
    warc_offset: int
    warc_length: int
    record: str  # its WARC type
    fields: dict[str, Any]

    @property
    def order(self) -> tuple[datetime, str, int]:
        """Oldest first, and as written where the time is the same."""
        return (self.at, self.warc_file, self.warc_offset)

    @property
    def is_ours(self) -> bool:
        """Whether we got it from the host itself: captures of web archives are not ours, wherever they lie."""
        is_capture = self.kind == "fetch" and self.fields["archive"] != OURS
        return not is_capture and not self.warc_file.startswith(ADOPTED)

    @property
    def payload_sha256(self) -> str | None:
        digest: str | None = self.fields.get("payload_sha256")
        return digest

    @property
    def holds_payload(self) -> bool:
        return self.record in PAYLOAD_TYPES and self.payload_sha256 is not None

    @property
    def validators(self) -> Validators | None:
        etag, last_modified = self.fields.get("etag"), self.fields.get("last_modified")
        return Validators(etag, last_modified) if etag or last_modified else None


def to_fetch(entry: Entry) -> Fetch:
    known = entry.fields
    return Fetch(
        source=known["source"],
        channel=known["channel"],
        url=entry.url,
        outcome=known["outcome"],
        attempted_at=entry.at,
        archive=known["archive"],
        status=known.get("status"),
        reason=known.get("reason"),
        content_type=known.get("content_type"),
        payload_sha256=known.get("payload_sha256"),
        warc_file=entry.warc_file,
        warc_offset=entry.warc_offset,
        warc_length=entry.warc_length,
        redirected_to=known.get("redirected_to"),
    )


def link_fields(link: Link) -> dict[str, Any]:
    return asdict(link) | {"published_on": link.published_on.isoformat() if link.published_on else None}


def to_link(entry: Entry) -> Link:
    known = dict(entry.fields["link"])
    known["published_on"] = date.fromisoformat(known["published_on"]) if known["published_on"] else None
    return Link(**known)


def verdict_fields(verdict: CrawlVerdict) -> dict[str, Any]:
    listed = verdict.listed_on.isoformat() if verdict.listed_on else None
    return asdict(verdict) | {"attempted_at": verdict.attempted_at.isoformat(), "listed_on": listed}


def to_verdict(entry: Entry) -> CrawlVerdict:
    known = dict(entry.fields["verdict"])
    known["attempted_at"] = datetime.fromisoformat(known["attempted_at"])
    known["listed_on"] = date.fromisoformat(known["listed_on"]) if known["listed_on"] else None
    known["warnings"] = tuple(known["warnings"])
    return CrawlVerdict(**known)


def entry_of_ours(record: Record, warc_file: str, offset: int, length: int) -> Entry | None:
    """The entry of a record that we wrote; null for those that are not indexed (request, warcinfo)."""
    noted = record.fields
    if not noted or record.url is None:
        return None
    kind: Kind = noted.pop("kind")
    return Entry(kind, record.url, record.at, warc_file, offset, length, record.type, noted)


def to_line(entry: Entry) -> str:
    """A CDXJ line: sort key, 14-digit time, JSON with the names that CDXJ readers know and then ours.

    What we noted about an address has a key of its own, so that replay finds pages alone under the address.
    """
    digest = entry.payload_sha256
    known = {
        "url": entry.url,
        "mime": _mime(entry),
        "status": str(entry.fields.get("status") or "-"),
        "digest": digest_label(digest) if digest else "-",
        "length": str(entry.warc_length),
        "offset": str(entry.warc_offset),
        "filename": entry.warc_file,
        "at": entry.at.isoformat(),
        "kind": entry.kind,
        "record": entry.record,
        "fields": entry.fields,
    }
    stamp = entry.at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
    key = f"{NOTED}{surt(entry.url)}" if entry.record == "metadata" else surt(entry.url)
    return f"{key} {stamp} {json.dumps(known, sort_keys=True)}"


def _mime(entry: Entry) -> str:
    if entry.record == "revisit":
        return "warc/revisit"
    told: str = entry.fields.get("content_type") or ""
    return "".join(told.partition(";")[0].split()) or ("-" if entry.holds_payload else "application/warc-fields")


def from_line(line: str) -> Entry:
    known = json.loads(line.split(" ", 2)[2])
    return Entry(
        kind=known["kind"],
        url=known["url"],
        at=datetime.fromisoformat(known["at"]),
        warc_file=intern(known["filename"]),
        warc_offset=int(known["offset"]),
        warc_length=int(known["length"]),
        record=intern(known["record"]),
        fields={intern(name): _shared(value) for name, value in known["fields"].items()},
    )


def _shared(value: Any) -> Any:
    """Names of sources, channels and outcomes stand in every line: each is kept once."""
    return intern(value) if isinstance(value, str) and len(value) < SHORT else value


def save(path: Path, entries: Iterable[Entry], sizes: dict[str, int]) -> None:
    """Replace the index at once; ``sizes`` says up to which byte each file is indexed."""
    lines = sorted(to_line(entry) for entry in entries)
    head = "!meta " + json.dumps({"format": FORMAT, "count": len(lines), "files": sizes}, sort_keys=True)
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join([head, *lines, ""]))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def load(path: Path) -> tuple[list[Entry], dict[str, int]]:
    """The saved entries and indexed sizes; both empty when there is no index that can be used."""
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            meta = json.loads(next(file).removeprefix("!meta "))
            if meta["format"] != FORMAT:
                return [], {}
            entries = [from_line(line) for line in file]
        is_whole = meta["count"] == len(entries)
        return (entries, {name: int(size) for name, size in meta["files"].items()}) if is_whole else ([], {})
    except (OSError, ValueError, KeyError, IndexError, TypeError, StopIteration):
        return [], {}  # it is derived: it is built again from the WARC files
