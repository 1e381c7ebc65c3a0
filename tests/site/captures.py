"""One WARC file of captures, as web archives hand them out: of pages that robots.txt closes, or that are gone.

The same pages give the same bytes. Which archive holds a capture is told in its record.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from tests.site import innovasjonnorge_dom as inno
from tests.site import regjeringen_dom as regj
from tests.site.web_archives import Captured

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.site.samples import SamplePage

NAME = "sample-captures.warc.gz"
DRAW = {
    "article": regj.article,
    "article_2018": regj.article,
    "historic": regj.article,
    "old": regj.article,
    "ntb": inno.ntb_page,
    "own_site": inno.own_site,
    "own_site_old": inno.own_site_old,
}
REPLAY = {
    "wayback": "https://web.archive.org/web/{stamp}id_/{url}",
    "nettarkivet": "https://nettarkivet.nb.no/search/{stamp}id_/{url}",
    "commoncrawl": "https://data.commoncrawl.org/crawl-data/CC-MAIN-{year}-10/segments/sample.warc.gz",
}
_NAMESPACE = uuid.UUID("5b0a3f2e-6d0b-5e43-9a43-3a1f3c1f7e10")


def write_captures(pages: Iterable[SamplePage], folder: Path) -> Path:
    """Write the file into ``folder``, which is made when it is not there; a file with the same bytes is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    data = captures(pages)
    if not path.is_file() or path.read_bytes() != data:
        part = path.with_suffix(".part")
        part.write_bytes(data)
        part.replace(path)
    return path


def captures(pages: Iterable[SamplePage]) -> bytes:
    """The records, oldest capture first, compressed one by one."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    info = {"WARC-Record-ID": _record_id("warcinfo"), "WARC-Date": "2025-10-01T00:00:00Z", "WARC-Filename": NAME}
    said = b"description: sample of klyngekroner, written by hand\r\nformat: WARC File Format 1.1\r\n"
    writer.write_record(writer.create_warc_record("", "warcinfo", payload=BytesIO(said), warc_headers_dict=info))
    captured = [page for page in pages if page.is_captured]
    for page in sorted(captured, key=lambda page: (str(page.captured_on), page.url)):
        _write(writer, page)
    return out.getvalue()


def captured(page: SamplePage) -> Captured:
    """A page as the archive that its front matter names has it."""
    assert page.captured_on is not None
    assert page.archive is not None
    at = datetime(page.captured_on.year, page.captured_on.month, page.captured_on.day, 12, tzinfo=UTC)
    content_type = "text/html" if page.template == "old" else "text/html; charset=utf-8"
    return Captured(page.archive, page.url, at, DRAW[page.template](page), content_type)


def _write(writer: WARCWriter, page: SamplePage) -> None:
    capture = captured(page)
    assert page.captured_on is not None
    body = capture.body
    http = StatusAndHeaders(
        "200 OK", [("Content-Type", capture.content_type), ("Content-Length", str(len(body)))], protocol="HTTP/1.1"
    )
    stamp = f"{page.captured_on:%Y%m%d}120000"
    headers = {
        "WARC-Record-ID": _record_id(f"{page.captured_on} {page.url}"),
        "WARC-Date": f"{page.captured_on.isoformat()}T12:00:00Z",
        "WARC-Source-URI": REPLAY[capture.archive].format(stamp=stamp, url=page.url, year=page.captured_on.year),
    }
    record = writer.create_warc_record(
        page.url, "response", payload=BytesIO(body), http_headers=http, warc_headers_dict=headers
    )
    writer.write_record(record)


def _record_id(name: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(_NAMESPACE, name)}>"
