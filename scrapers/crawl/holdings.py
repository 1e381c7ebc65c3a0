"""What the archive knows, in memory: by address, by link, by channel and by source.

A view of the index; files are in archive.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from scrapers.crawl.index import Entry, to_fetch, to_link, to_verdict
from scrapers.model import CrawlVerdict, Fetch, Link

ROBOTS = "robots"  # the channel under which robots.txt is archived
CAPTURE_INDEX = "capture_index"  # likewise the answers of web archives about what they hold
NOT_PAGES = (ROBOTS, CAPTURE_INDEX)  # channels of evidence: no source reads what came of them


@dataclass(slots=True)
class Address:
    """One address: our last attempt at it, what we last got from it, and where each of its payloads lies."""

    last_attempt: Entry | None = None
    last_answer: Entry | None = None  # ours, with a payload: fetched, same_bytes or not_modified
    payloads: dict[str, Entry] = field(default_factory=dict)  # by payload_sha256; ours before adopted ones


@dataclass(frozen=True, slots=True)
class SeenLink:
    """A link as it was first archived, or first with a date. ``fetch_url`` and ``first_seen_at`` do not move."""

    link: Link
    first_seen_at: datetime


class Holdings:
    """Entries, added one by one in any order."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.last_at: datetime | None = None  # of our own records
        self._addresses: dict[str, Address] = {}
        self._links: dict[tuple[str, str], SeenLink] = {}
        self._listed: dict[tuple[str, str], datetime] = {}
        self._up_to: dict[tuple[str, str], Entry] = {}
        self._verdicts: dict[str, Entry] = {}
        self._adoptions: dict[str, Entry] = {}
        self._captures: set[tuple[str, datetime, str | None, str]] = set()

    def add(self, entry: Entry) -> bool:
        """Whether the entry is new: the same capture in two adopted files is one."""
        if entry.kind == "fetch":
            if self.knows(entry):
                return False
            self._captures.add(_capture_of(entry))
            self._add_fetch(entry)
        elif entry.kind == "link":
            self._add_link(entry)
        elif entry.kind == "listed":
            self._add_listed(entry)
        elif entry.kind == "verdict":
            source = entry.fields["verdict"]["source"]
            if source not in self._verdicts or self._verdicts[source].order < entry.order:
                self._verdicts[source] = entry
        elif entry.kind == "adoption":
            file = entry.fields["file"]
            if file not in self._adoptions or entry.order < self._adoptions[file].order:
                self._adoptions[file] = entry
        self.entries.append(entry)
        if entry.is_ours:
            self.last_at = max(entry.at, self.last_at or entry.at)
        return True

    def _add_fetch(self, entry: Entry) -> None:
        address = self._addresses.setdefault(entry.url, Address())
        digest = entry.payload_sha256
        if digest and entry.holds_payload:
            held = address.payloads.get(digest)
            if held is None or _preference(entry) < _preference(held):
                address.payloads[digest] = entry
        if not entry.is_ours:
            return
        if address.last_attempt is None or address.last_attempt.order < entry.order:
            address.last_attempt = entry
        if digest and (address.last_answer is None or address.last_answer.order < entry.order):
            address.last_answer = entry

    def _add_listed(self, entry: Entry) -> None:
        where = (entry.fields["source"], entry.fields["channel"])
        if "up_to" not in entry.fields:
            self._listed[where] = max(entry.at, self._listed.get(where, entry.at))
        elif where not in self._up_to or self._up_to[where].order < entry.order:
            self._up_to[where] = entry

    def _add_link(self, entry: Entry) -> None:
        link = to_link(entry)
        where = (link.source, link.key)
        seen = self._links.get(where)
        if seen is None:
            self._links[where] = SeenLink(link, entry.at)
            return
        first, then = (seen.link, link) if seen.first_seen_at <= entry.at else (link, seen.link)
        is_dated_now = first.published_on is None and then.published_on is not None
        told = replace(then, fetch_url=first.fetch_url) if is_dated_now else first  # it goes on being asked for there
        self._links[where] = SeenLink(told, min(seen.first_seen_at, entry.at))

    def address(self, url: str) -> Address:
        return self._addresses.get(url) or Address()

    def confirmations(self, url: str, held: Entry, until: datetime) -> list[Entry]:
        """Every 304 that confirmed a payload since it came, oldest first."""
        return [
            entry
            for entry in self._ordered()
            if entry.url == url
            and entry.fields["outcome"] == "not_modified"
            and entry.payload_sha256 == held.payload_sha256
            and held.order < entry.order
            and entry.at <= until
        ]

    def link(self, source: str, key: str) -> SeenLink | None:
        return self._links.get((source, key))

    def links(self, source: str) -> list[SeenLink]:
        return [seen for (name, _), seen in list(self._links.items()) if name == source]  # threads add meanwhile

    def captures_of_archives(self, source: str) -> list[Entry]:
        """What web archives gave us of a source."""
        return [e for e in list(self.entries) if e.kind == "fetch" and not e.is_ours and e.fields["source"] == source]

    def listed_at(self, source: str, channel: str) -> datetime | None:
        """When a channel was last listed to its end."""
        return self._listed.get((source, channel))

    def broken_off_at(self, source: str, channel: str) -> str | None:
        """The address from which to go on with a channel whose listing broke off; null when it was listed since."""
        entry, listed_at = self._up_to.get((source, channel)), self.listed_at(source, channel)
        if entry is None or (listed_at is not None and entry.at <= listed_at):
            return None
        return str(entry.fields["up_to"])

    def adopted_from(self, warc_file: str) -> str | None:
        """The archive that an adopted file was said to come from."""
        note = self._adoptions.get(warc_file)
        return note.fields["archive"] if note else None

    def adopted_files(self) -> list[str]:
        """Adopted files, in the order in which they were adopted."""
        return sorted(self._adoptions, key=lambda file: self._adoptions[file].order)

    def knows(self, entry: Entry) -> bool:
        """Whether the same capture is held already, be it in another file."""
        return _capture_of(entry) in self._captures

    def fetches(self) -> list[Fetch]:
        return [to_fetch(entry) for entry in self._ordered()]

    def captures(self) -> Iterator[Fetch]:
        """The first fetch of each distinct payload of each address, oldest first."""
        seen: set[tuple[str, str]] = set()
        for entry in self._ordered():
            digest = entry.payload_sha256
            if digest and entry.fields["channel"] not in NOT_PAGES and (entry.url, digest) not in seen:
                seen.add((entry.url, digest))
                yield to_fetch(entry)

    def verdicts(self) -> list[CrawlVerdict]:
        """The last verdict of each source, by name."""
        return [to_verdict(self._verdicts[source]) for source in sorted(self._verdicts)]

    def verdict_before(self, verdict: CrawlVerdict) -> CrawlVerdict | None:
        """How the same source fared in the crawl before; null when that was its first."""
        entries = [e for e in self.entries if e.kind == "verdict" and e.fields["verdict"]["source"] == verdict.source]
        told = [to_verdict(entry) for entry in sorted(entries, key=lambda entry: entry.order)]
        return next((before for before in reversed(told) if before.attempted_at < verdict.attempted_at), None)

    def _ordered(self) -> list[Entry]:
        return sorted((entry for entry in self.entries if entry.kind == "fetch"), key=lambda entry: entry.order)


def _preference(entry: Entry) -> tuple[bool, datetime, str, int]:
    """Ours first, then the oldest: the same one, in whatever order entries were added."""
    return (not entry.is_ours, *entry.order)


def _capture_of(entry: Entry) -> tuple[str, datetime, str | None, str]:
    return (entry.url, entry.at, entry.payload_sha256, entry.fields["outcome"])
