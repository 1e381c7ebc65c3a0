"""Give back what was archived: the body of a payload, from its record, checked against its digest.

Which record holds it is known in holdings.py; writing is in store.py.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import BinaryIO

from scrapers.crawl.body import BodyError
from scrapers.crawl.exchange import Headers
from scrapers.crawl.frames import LONGEST_RECORD, FrameError, read_frame
from scrapers.crawl.freshen import as_sent
from scrapers.crawl.index import Entry
from scrapers.crawl.store import ArchiveError
from scrapers.crawl.warc import RecordError, read_record, sha256
from scrapers.model import Fetch, Page


class Payloads:
    """Bodies in the WARC files of a folder, each file opened once; may be shared by threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._files: dict[str, BinaryIO] = {}

    def read(self, held: Entry) -> bytes:
        """The payload in a record; raises ArchiveError when it is damaged or missing."""
        try:
            with self._lock:
                frame = read_frame(self._file(held.warc_file), held.warc_offset)
            body = read_record(frame.data).payload(LONGEST_RECORD)
        except (OSError, FrameError, RecordError, BodyError) as error:
            raise self._damaged(held, str(error)) from error
        if (digest := sha256(body)) != held.payload_sha256:
            raise self._damaged(held, f"payload has sha256 {digest}, expected {held.payload_sha256}")
        return body

    def page(self, fetch: Fetch, held: Entry) -> Page:
        """The page that a fetch brought or confirmed, from the record that holds its payload; raises ArchiveError."""
        body, content_type = self.read(held), held.fields.get("content_type")
        return Page(fetch.url, body, content_type, held.payload_sha256 or "", fetch.attempted_at, fetch.archive)

    def headers(self, entry: Entry) -> Headers:
        """What a server said with an answer; raises ArchiveError when the record is damaged or missing."""
        try:
            with self._lock:
                frame = read_frame(self._file(entry.warc_file), entry.warc_offset)
            return as_sent(read_record(frame.data).http_headers)
        except (OSError, FrameError, RecordError) as error:
            raise self._damaged(entry, str(error)) from error

    def close(self) -> None:
        for file in self._files.values():
            file.close()
        self._files.clear()

    def _file(self, name: str) -> BinaryIO:
        if name not in self._files:
            self._files[name] = (self.folder / name).open("rb")
        return self._files[name]

    def _damaged(self, held: Entry, problem: str) -> ArchiveError:
        where = f"{self.folder / held.warc_file} at byte {held.warc_offset}"
        return ArchiveError(f"{where}: {problem}; expected the record of {held.url}; put the file back from a copy")
