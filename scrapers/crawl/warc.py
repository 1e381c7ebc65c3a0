"""One WARC record: written from an attempt, read from its bytes.

Where records lie in a file is in frames.py; which records there are is in index.py.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from warcio.bufferedreaders import ChunkedDataReader  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecordLoader  # type: ignore[import-untyped]
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from scrapers.crawl.body import decode_body
from scrapers.crawl.exchange import Attempt, Exchange, Headers, header

NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
OURS = "WARC-JSON-Metadata"  # what the index holds of a record beyond the standard, so that it can be built again
PAYLOAD_TYPES = ("response", "resource")
ORIGINAL = "X-Archive-Orig-"  # before the name of a header that no longer describes what is stored
REWRITTEN = ("content-encoding", "content-length", "transfer-encoding")  # bodies are stored decoded

Fields = Mapping[str, Any]

_UNREADABLE = (  # what warcio makes of bytes that are no record; AttributeError: a response without an address
    *(ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, zlib.error),
    *(AttributeError, TypeError, ValueError),
)


class RecordError(ValueError):
    """The bytes of a record that cannot be read as one."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record as read. ``content`` is what follows the HTTP headers, or the whole block where there are none."""

    type: str
    url: str | None
    at: datetime
    headers: Headers
    status: int | None
    http_headers: Headers
    content: bytes
    problems: tuple[str, ...]  # digests that do not fit

    @property
    def fields(self) -> dict[str, Any]:
        """What we noted with the record; empty for a record that somebody else wrote."""
        text = header(self.headers, OURS)
        noted = json.loads(text) if text else {}
        return noted if isinstance(noted, dict) else {}

    def payload(self, limit: int) -> bytes:
        """The body as handed to parsers: decoded of transfer and content coding; raises BodyError."""
        body = self.content
        if (header(self.http_headers, "transfer-encoding") or "").lower() == "chunked":
            body = ChunkedDataReader(BytesIO(body)).read()
        coding = header(self.http_headers, "content-encoding")
        if coding and body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"<", b"{", b"["):
            return body  # many archives store bodies decoded and leave the header as it was
        return decode_body(body, coding, limit)


def sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def digest_label(payload_sha256: str) -> str:
    """A payload digest as WARC readers expect it: algorithm and base 32."""
    return "sha256:" + base64.b32encode(bytes.fromhex(payload_sha256)).decode("ascii")


def warc_date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_record(data: bytes) -> Record:
    """Parse one whole record; raises RecordError."""
    try:
        loaded = ArcWarcRecordLoader(verify_http=False, arc2warc=True).parse_record_stream(
            BytesIO(data), check_digests=True
        )
        content = loaded.raw_stream.read()
        at = datetime.fromisoformat(loaded.rec_headers.get_header("WARC-Date"))
        http = loaded.http_headers
        status = int(http.get_statuscode()) if http and loaded.rec_type != "request" else None
    except _UNREADABLE as error:
        raise RecordError(f"{type(error).__name__}: {error}") from error
    return Record(
        type=loaded.rec_type,
        url=loaded.rec_headers.get_header("WARC-Target-URI"),
        at=at if at.tzinfo else at.replace(tzinfo=UTC),
        headers=tuple(loaded.rec_headers.headers),
        status=status,
        http_headers=tuple(http.headers) if http else (),
        content=content,
        problems=tuple(loaded.digest_checker.problems),
    )


def write_response(attempt: Attempt, exchange: Exchange, payload_sha256: str, fields: Fields) -> list[bytes]:
    """The records of an exchange whose body is stored: response and request, each a gzip member."""
    builder = _Builder()
    headers = _headers(attempt, exchange, fields) | {"WARC-Payload-Digest": digest_label(payload_sha256)}
    response = builder.writer.create_warc_record(
        attempt.url,
        "response",
        payload=BytesIO(exchange.body),
        length=len(exchange.body),
        http_headers=_http(exchange, len(exchange.body)),
        warc_headers_dict=headers,
    )
    return [builder.gzip(response), builder.request(attempt, exchange, response)]


def write_revisit(
    attempt: Attempt, exchange: Exchange, payload_sha256: str, refers_to_at: datetime, fields: Fields
) -> list[bytes]:
    """The records of an exchange that brought nothing new: a 304, or a body already archived at this address."""
    builder = _Builder()
    length = None if exchange.status == 304 else len(exchange.body)
    revisit = builder.writer.create_revisit_record(
        attempt.url,
        digest_label(payload_sha256),
        attempt.url,
        warc_date(refers_to_at),
        http_headers=_http(exchange, length),
        warc_headers_dict=_headers(attempt, exchange, fields),
    )
    if exchange.status == 304:
        revisit.rec_headers.replace_header("WARC-Profile", NOT_MODIFIED)
    return [builder.gzip(revisit), builder.request(attempt, exchange, revisit)]


def write_metadata(url: str, at: datetime, fields: Fields) -> bytes:
    """A record of something that happened without an answer worth storing."""
    block = "".join(f"{name}: {_one_line(value)}\r\n" for name, value in sorted(fields.items())).encode()
    builder = _Builder()
    record = builder.writer.create_warc_record(
        url,
        "metadata",
        payload=BytesIO(block),
        length=len(block),
        warc_content_type="application/warc-fields",  # replay tools take any other type for a page
        warc_headers_dict={"WARC-Date": warc_date(at), OURS: _json(fields)},
    )
    return builder.gzip(record)


def write_warcinfo(filename: str, at: datetime) -> bytes:
    """The first record of each of our files: who wrote it, and how."""
    info = {
        "software": "klyngekroner",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "description": "public money for Norwegian clusters and innovation; bodies decoded of content coding",
    }
    builder = _Builder()
    record = builder.writer.create_warcinfo_record(filename, info)
    record.rec_headers.replace_header("WARC-Date", warc_date(at))
    return builder.gzip(record)


class _Builder:
    """warcio's writer into memory, and one gzip member a record."""

    def __init__(self) -> None:
        self._buffer = BytesIO()
        self.writer = WARCWriter(self._buffer, gzip=False, warc_version="1.1")

    def gzip(self, record: Any) -> bytes:
        self._buffer.seek(0)
        self._buffer.truncate()
        self.writer.write_record(record)
        packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        return packer.compress(self._buffer.getvalue()) + packer.flush()

    def request(self, attempt: Attempt, exchange: Exchange, answer: Any) -> bytes:
        http = StatusAndHeaders(f"{exchange.request_target} HTTP/1.1", list(exchange.request_headers), protocol="GET")
        concurrent = answer.rec_headers.get_header("WARC-Record-ID")
        record = self.writer.create_warc_record(
            attempt.url,
            "request",
            http_headers=http,
            warc_headers_dict={"WARC-Date": warc_date(attempt.at), "WARC-Concurrent-To": concurrent},
        )
        return self.gzip(record)


def _headers(attempt: Attempt, exchange: Exchange, fields: Fields) -> dict[str, str]:
    headers = {"WARC-Date": warc_date(attempt.at), OURS: _json(fields)}
    if exchange.ip_address:
        headers["WARC-IP-Address"] = exchange.ip_address
    if "obtained_from" in fields:
        headers["WARC-Source-URI"] = fields["obtained_from"]
    if exchange.http_version == "HTTP/2":
        headers["WARC-Protocol"] = "h2"
    return headers


def _http(exchange: Exchange, length: int | None) -> Any:
    """The answer's headers; those that describe the coding it was sent in keep their values under another name."""
    headers = [
        (f"{ORIGINAL}{name}" if name.lower() in REWRITTEN else name, value) for name, value in exchange.response_headers
    ]
    if length is not None:
        headers.append(("Content-Length", str(length)))
    return StatusAndHeaders(f"{exchange.status} {exchange.reason_phrase}".strip(), headers, protocol="HTTP/1.1")


def _one_line(value: Any) -> str:
    return value if isinstance(value, str) and value.isprintable() else json.dumps(value, ensure_ascii=False)


def _json(fields: Fields) -> str:
    return json.dumps(fields, sort_keys=True)
