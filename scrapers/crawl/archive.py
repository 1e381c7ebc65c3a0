"""The WARC archive: append-only files, the only store that cannot be rebuilt, and the crawl's only memory.

How to ask a host is in fetch.py, what to ask for in discover.py; here is only keeping and giving back.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

from scrapers.clock import Clock
from scrapers.crawl import index
from scrapers.crawl.adopt import (
    AdoptReport,
    DamagedWarcError,
    ForeignWarc,
    OwnerOf,
    name_for,
    owner_by_sources,
    read_foreign,
)
from scrapers.crawl.exchange import Attempt, Capture, Headers
from scrapers.crawl.freshen import freshen
from scrapers.crawl.holdings import Holdings
from scrapers.crawl.index import ADOPTED, Entry, Kind
from scrapers.crawl.payloads import Payloads
from scrapers.crawl.recording import Recording, record_attempt, record_capture
from scrapers.crawl.reindex import INDEX, catch_up
from scrapers.crawl.store import ArchiveError, ArchiveLock, Store, copy_whole, make_folder
from scrapers.crawl.warc import write_metadata, write_warcinfo
from scrapers.model import CrawlVerdict, Fetch, Link, Page

logger = logging.getLogger(__name__)

__all__ = ["AdoptReport", "Archive", "ArchiveError", "DamagedWarcError"]

Note = tuple[Kind, str, dict[str, Any]]  # of what kind, about which address, and what
LONGEST_STEP_BACK = timedelta(days=1)  # a clock set back by less goes on from our last record's time


class Archive:
    """Open with ``Archive.open``; may be shared by threads. Nothing in it is ever changed or removed.

    ``held`` is the view of what there is: addresses, links, listings; ``payloads`` gives back bodies.
    """

    def __init__(self, folder: Path, clock: Clock, owner_of: OwnerOf, max_bytes: int, *, read_only: bool) -> None:
        self._folder = folder
        self._clock = clock
        self._owner_of = owner_of
        self._lock = threading.RLock()
        self.held = Holdings()
        self.payloads = Payloads(folder)
        self._is_changed = False
        self._step = timedelta()
        self._writer_lock = None if read_only else ArchiveLock(folder)
        self._store = Store(folder, max_bytes, self._warcinfo)
        self._sizes: dict[str, int] = {}

    @classmethod
    def open(
        cls,
        folder: Path,
        clock: Clock,
        *,
        read_only: bool = False,
        owner_of: OwnerOf | None = None,
        max_bytes: int = 256 * 1024 * 1024,
    ) -> Archive:
        """Take the writer's lock, mend a torn end, and know what is held; raises ArchiveError."""
        archive = None
        try:
            if read_only:
                next(folder.iterdir(), None) if folder.exists() else None  # fails where a search would find nothing
            else:
                make_folder(folder / ADOPTED)
            archive = cls(folder, clock, owner_of or owner_by_sources, max_bytes, read_only=read_only)
            archive._catch_up()
        except BaseException as error:
            if archive:
                archive._release()
            if isinstance(error, OSError):
                raise ArchiveError(
                    f"archive {folder}: cannot open it: {error.strerror or error} ({error.filename}); expected a "
                    "folder that this user may write in; change its owner, or set KLYNGEKRONER_DATA_DIR"
                ) from error
            raise
        return archive

    def _catch_up(self) -> None:
        may_repair = self._writer_lock is not None
        self._sizes, is_saved = catch_up(self.held, self._folder, self._store, self._owner_of, may_repair=may_repair)
        self._is_changed = not is_saved
        last, now = self.held.last_at, self._clock.now()
        if last is not None and timedelta() <= last - now < LONGEST_STEP_BACK:
            self._step = last - now + timedelta(microseconds=1)
        elif last is not None and last - now >= LONGEST_STEP_BACK:
            logger.warning(
                "archive %s: its last record is of %s and the clock says %s; expected a clock that goes on: what is "
                "fetched now stands before it; set the clock right",
                self._folder,
                last.isoformat(),
                now.isoformat(),
            )

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Save the index and let go of the files."""
        with self._lock:
            try:
                if self._writer_lock and self._is_changed:
                    index.save(self._folder / INDEX, self.held.entries, self._sizes)
            except OSError as error:
                logger.warning(
                    "archive %s: index not saved: %s; nothing is lost, it will be built again", self._folder, error
                )
            finally:
                self._release()

    def _release(self) -> None:
        self._store.close()
        self.payloads.close()
        if self._writer_lock:
            self._writer_lock.release()

    def now(self) -> datetime:
        """The time that a record written now bears: of a clock that was set back, it goes on."""
        return self._clock.now() + self._step

    # writing: what is returned is on the disk

    def write(self, attempt: Attempt, source: str, channel: str) -> Fetch:
        """Store an attempt and what it brought."""
        attempt = replace(attempt, at=attempt.at + self._step)
        return self._record(record_attempt(attempt, source, channel, self.held.address(attempt.url)), attempt)

    def write_capture(self, capture: Capture, source: str, channel: str) -> Fetch:
        """Store what a web archive gave us of an address."""
        return self._record(record_capture(capture, source, channel, self.held.address(capture.url)), capture)

    def _record(self, recording: Recording, of: Attempt | Capture) -> Fetch:
        with self._lock:
            place, *_ = self._append(recording.records)
            entry = Entry(recording.kind, of.url, of.at, *place, recording.type, recording.fields)
            self.held.add(entry)
        return index.to_fetch(entry)

    def write_links(self, links: Iterable[Link]) -> None:
        """Store links before they are fetched, so that none is forgotten if the run ends here."""
        noted: list[Note] = [
            ("link", link.fetch_url, {"source": link.source, "link": index.link_fields(link)}) for link in links
        ]
        self._note(noted)

    def write_listed(self, source: str, channel: str, *, up_to: str | None = None) -> None:
        """Store that a channel was listed to its end, or ``up_to`` the address from which to go on."""
        fields = {"source": source, "channel": channel} | ({"up_to": up_to} if up_to else {})
        self._note([("listed", f"urn:klyngekroner:listed:{source}:{quote(channel)}", fields)])

    def write_verdict(self, verdict: CrawlVerdict) -> None:
        """Store how a source fared."""
        fields = {"source": verdict.source, "verdict": index.verdict_fields(verdict)}
        self._note([("verdict", f"urn:klyngekroner:verdict:{verdict.source}", fields)])

    def _note(self, noted: list[Note]) -> None:
        at = self.now()
        records = [write_metadata(url, at, {"kind": kind} | fields) for kind, url, fields in noted]
        if not records:
            return
        with self._lock:
            for (kind, url, fields), place in zip(noted, self._append(records), strict=True):
                self.held.add(Entry(kind, url, at, *place, "metadata", fields))

    def _append(self, records: list[bytes]) -> list[tuple[str, int, int]]:
        if self._writer_lock is None:
            raise ArchiveError(f"archive {self._folder}: opened for reading, cannot write to it")
        places = self._store.append(records)
        name, offset, length = places[-1]
        self._sizes[name] = offset + length
        self._is_changed = True
        return places

    def _warcinfo(self, name: str) -> bytes:
        return write_warcinfo(name, self.now())

    def adopt(self, path: Path, archive_name: str | None = None) -> AdoptReport:
        """Take in somebody else's WARC file, copied byte for byte; raises ArchiveError when it has no whole record."""
        try:
            warc_file, digest = name_for(path)
            foreign = read_foreign(path, warc_file, self._owner_of, archive_name or self.held.adopted_from(warc_file))
        except OSError as error:
            raise ArchiveError(f"{path}: cannot read it: {error.strerror or error}; expected a WARC file") from error
        if foreign.problem and not foreign.record_count:
            raise foreign.problem
        with self._lock:
            return self._take_in(path, warc_file, digest, foreign)

    def _take_in(self, path: Path, warc_file: str, digest: str, foreign: ForeignWarc) -> AdoptReport:
        new = [entry for entry in foreign.entries if not self.held.knows(entry)]
        is_wanted = bool(new or not foreign.entries) and warc_file not in self._sizes
        if is_wanted:
            copy_whole(path, self._folder / warc_file)
            problem = str(foreign.problem) if foreign.problem else None
            fields = {
                "file": warc_file,
                "archive": foreign.archive,
                "name": path.name,
                "sha256": digest,
                "problem": problem,
            }
            self._note([("adoption", f"urn:klyngekroner:adoption:{digest}", fields)])
            self._sizes[warc_file] = path.stat().st_size
        for entry in new:
            self.held.add(entry)
        self._is_changed = self._is_changed or bool(new)
        return AdoptReport(
            path=path,
            warc_file=warc_file if warc_file in self._sizes else None,
            archive=foreign.archive,
            new_count=len(new),
            known_count=len(foreign.entries) - len(new),
            unclaimed_count=foreign.unclaimed_count,
            problem=foreign.problem,
            new_by_source=dict(Counter(entry.fields["source"] for entry in new)),
        )

    # reading

    def latest(self, url: str) -> Fetch | None:
        """Our own last attempt at an address."""
        last = self.held.address(url).last_attempt
        return index.to_fetch(last) if last else None

    def fetches(self) -> list[Fetch]:
        """Every attempt and adopted capture, oldest first."""
        return self.held.fetches()

    def captures(self) -> Iterator[Fetch]:
        """The first fetch of each distinct payload of each address, oldest first; robots.txt is left out."""
        return self.held.captures()

    def pages(self) -> Iterator[tuple[Fetch, Page]]:
        """``captures`` with their bodies, one in memory at a time."""
        return ((fetch, self.read(fetch)) for fetch in self.captures())

    def verdicts(self) -> list[CrawlVerdict]:
        """The last verdict of each source."""
        return self.held.verdicts()

    def headers(self, fetch: Fetch) -> Headers:
        """What the server says of the payload that a fetch brought or confirmed: its headers, renewed by each 304."""
        held = self.locate(fetch)
        said = self.payloads.headers(held)
        for entry in self.held.confirmations(fetch.url, held, fetch.attempted_at):
            said = freshen(said, self.payloads.headers(entry))
        return said

    def read(self, fetch: Fetch) -> Page:
        """The payload that a fetch brought or confirmed; raises ArchiveError when it is damaged or missing."""
        return self.payloads.page(fetch, self.locate(fetch))

    def locate(self, fetch: Fetch) -> Entry:
        """The record that holds the payload of a fetch; raises ArchiveError when there is none."""
        held = self.held.address(fetch.url).payloads.get(fetch.payload_sha256 or "")
        if held is None:
            raise ArchiveError(
                f"archive {self._folder}: no payload of {fetch.url} ({fetch.outcome} {fetch.attempted_at})"
            )
        return held
