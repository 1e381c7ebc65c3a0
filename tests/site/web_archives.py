"""Three web archives as they answer programs: CDX indexes, replay of pages as they were, byte ranges of WARC files.

What they hold is given to them; no sockets here.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from tests.site.answer import HTML, JSON, TEXT, Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

WAYBACK, NETTARKIVET = "web.archive.org", "nettarkivet.nb.no"
CRAWLS, DATA = "index.commoncrawl.org", "data.commoncrawl.org"
HOSTS = (WAYBACK, NETTARKIVET, CRAWLS, DATA)
INDEX_PAGE = 20  # captures on a page of a Common Crawl index


@dataclass(frozen=True, slots=True)
class Captured:
    """One capture, as an archive has it."""

    archive: str
    url: str
    at: datetime
    body: bytes
    content_type: str = HTML
    status: int = 200

    @property
    def stamp(self) -> str:
        return f"{self.at:%Y%m%d%H%M%S}"

    @property
    def key(self) -> str:
        """The address as indexes are sorted by it."""
        parts = urlsplit(self.url)
        host = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
        return f"{host}){parts.path}{'?' + parts.query if parts.query else ''}"

    @property
    def digest(self) -> str:
        return base64.b32encode(hashlib.sha1(self.body, usedforsecurity=False).digest()).decode()

    @property
    def mime(self) -> str:
        return self.content_type.partition(";")[0]


@dataclass
class WebArchives:
    """``is_too_fast`` says, request by request, whether Wayback's limit is passed; ``cap`` is its rows an answer."""

    captures: Sequence[Captured]
    cap: int = 150_000
    is_too_fast: Callable[[str], bool] = lambda _: False
    _files: dict[str, bytes] = field(default_factory=dict)
    _records: dict[str, list[tuple[Captured, dict[str, str]]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.captures = sorted(self.captures, key=lambda captured: (captured.key, captured.at))
        for captured in self.captures:
            if captured.archive == "commoncrawl":
                self._pack(captured)

    def answer(self, host: str, target: str, headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(target)
        query = parse_qs(parts.query, keep_blank_values=True)
        if host == WAYBACK and self.is_too_fast(target):
            return Answer(b"Too Many Requests", TEXT, 429)
        if host == WAYBACK and parts.path == "/cdx/search/cdx":
            return self._wayback_index(query)
        if host == NETTARKIVET and parts.path == "/search/cdx":
            lines = [_row(c, {}) for c in self._found("nettarkivet", query)]
            return Answer("".join(lines).encode(), "text/x-ndjson")
        if found := re.fullmatch(r"/(?:web|search)/(\d{14})id_/(.+)", target):
            return self._replay("wayback" if host == WAYBACK else "nettarkivet", found[1], unquote(found[2]))
        if host == CRAWLS and parts.path == "/collinfo.json":
            crawls = [{"id": crawl, "cdx-api": f"https://{CRAWLS}/{crawl}-index"} for crawl in sorted(self._records)]
            return Answer(json.dumps(crawls).encode(), JSON)
        if host == CRAWLS and (found := re.fullmatch(r"/(CC-MAIN-[\d-]+)-index", parts.path)):
            return self._crawl_index(found[1], query)
        if host == DATA and parts.path[1:] in self._files:
            return _range(self._files[parts.path[1:]], headers.get("range"))
        return Answer(b"not here", TEXT, 404)

    def _found(self, archive: str, query: Mapping[str, list[str]]) -> list[Captured]:
        """What an index has between two times of addresses that begin alike."""
        prefix = Captured(archive, f"http://{query['url'][0]}", self.captures[0].at, b"").key
        begin, end = query.get("from", ["0"])[0].ljust(14, "0"), query.get("to", ["9"])[0].ljust(14, "9")
        return [
            captured
            for captured in self.captures
            if captured.archive == archive
            and captured.key.startswith(prefix)
            and begin <= captured.stamp <= end
            and (captured.status == 200 or not any("200" in told for told in query.get("filter", [])))
        ]

    def _wayback_index(self, query: Mapping[str, list[str]]) -> Answer:
        """Rows of the fields asked for, at most ``limit``; an empty row and the key to go on with, where asked for."""
        found = self._found("wayback", query)
        if after := query.get("resumeKey", [""])[0]:
            found = [captured for captured in found if _resume_key(captured) > after]
        shown = found[: min(int(query.get("limit", [self.cap])[0]), self.cap)]
        fields = query["fl"][0].split(",")
        rows = [[_told(captured)[name] for name in fields] for captured in shown]
        if rows:
            rows = [fields, *rows]
        if len(shown) < len(found) and query.get("showResumeKey") == ["true"]:
            rows += [[], [_resume_key(shown[-1])]]
        return Answer(json.dumps(rows).encode(), JSON)

    def _replay(self, archive: str, stamp: str, url: str) -> Answer:
        """A page as it was; another time leads to the nearest capture."""
        held = [captured for captured in self.captures if (captured.archive, captured.url) == (archive, url)]
        if not held:
            return Answer(b"not in the archive", TEXT, 404)
        nearest = min(held, key=lambda captured: abs(int(captured.stamp) - int(stamp)))
        place = f"/{'web' if archive == 'wayback' else 'search'}/{nearest.stamp}id_/{url}"
        if nearest.stamp != stamp:
            return Answer(b"", HTML, 302, {"Location": place})
        then = {"X-Archive-Orig-Content-Type": nearest.content_type, "X-Archive-Orig-Server": "old"}
        return Answer(nearest.body, nearest.content_type, nearest.status, then if archive == "wayback" else {})

    def _crawl_index(self, crawl: str, query: Mapping[str, list[str]]) -> Answer:
        found = self._found("commoncrawl", query)
        held = [(captured, place) for captured, place in self._records.get(crawl, []) if captured in found]
        if not held:
            return Answer(json.dumps({"message": f"No Captures found for: {query['url'][0]}"}).encode(), JSON, 404)
        pages = -(-len(held) // INDEX_PAGE)
        if query.get("showNumPages") == ["true"]:
            return Answer(json.dumps({"pages": pages, "pageSize": 5, "blocks": pages}).encode(), JSON)
        number = int(query.get("page", ["0"])[0])
        if number >= pages:
            message = f"Page {number} invalid: First Page is 0, Last Page is {pages - 1}"
            return Answer(json.dumps({"message": message}).encode(), JSON, 400)
        shown = held[number * INDEX_PAGE : (number + 1) * INDEX_PAGE]
        return Answer("".join(_row(captured, place) for captured, place in shown).encode(), "text/x-ndjson")

    def _pack(self, captured: Captured) -> None:
        """Put a capture into the WARC file of its crawl, one gzip member a record."""
        crawl = f"CC-MAIN-{captured.at.year}-{captured.at.isocalendar().week:02d}"
        name = f"crawl-data/{crawl}/segments/1/warc/{crawl}-00000.warc.gz"
        out = BytesIO()
        writer = WARCWriter(out, gzip=True)
        http = StatusAndHeaders(
            f"{captured.status} OK",
            [("Content-Type", captured.content_type), ("X-Crawl-Content-Encoding", "gzip")],
            protocol="HTTP/1.1",
        )
        headers = {"WARC-Date": f"{captured.at:%Y-%m-%dT%H:%M:%SZ}"}
        record = writer.create_warc_record(
            captured.url,
            "response",
            payload=BytesIO(captured.body),
            length=len(captured.body),
            http_headers=http,
            warc_headers_dict=headers,
        )
        writer.write_record(record)
        before = self._files.get(name, b"")
        self._files[name] = before + out.getvalue()
        place = {"offset": str(len(before)), "length": str(len(out.getvalue())), "filename": name}
        self._records.setdefault(crawl, []).append((captured, place))


def _resume_key(captured: Captured) -> str:
    return f"{captured.key} {captured.stamp}"


def _told(captured: Captured) -> dict[str, str]:
    return {
        "urlkey": captured.key,
        "timestamp": captured.stamp,
        "original": captured.url,
        "url": captured.url,
        "mimetype": captured.mime,
        "mime": captured.mime,
        "statuscode": str(captured.status),
        "status": str(captured.status),
        "digest": captured.digest,
    }


def _row(captured: Captured, place: Mapping[str, Any]) -> str:
    told = _told(captured)
    names = ("urlkey", "timestamp", "url", "mime", "status", "digest")
    return json.dumps({name: told[name] for name in names} | dict(place)) + "\n"


def _range(data: bytes, asked: str | None) -> Answer:
    found = re.fullmatch(r"bytes=(\d+)-(\d+)", asked or "")
    if found is None:
        return Answer(data, "application/octet-stream")
    first, last = int(found[1]), min(int(found[2]), len(data) - 1)
    headers = {"Content-Range": f"bytes {first}-{last}/{len(data)}"}
    return Answer(data[first : last + 1], "application/octet-stream", 206, headers)
