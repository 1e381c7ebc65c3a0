"""Files given by hand → readings: .html, .txt, .jsonl, .warc and .warc.gz. What cannot be read is said, never raised.

Opening files and making releases of them; reading awards belongs in awards, page templates in sources.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapers.awards.extract import read_release
from scrapers.model import Issue, Page, Reading, Release
from scrapers.record import to_record
from scrapers.sources import LayoutError, Parsed, Source, source_for, source_of_host
from scrapers.sources.printed import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

logger = logging.getLogger(__name__)

KINDS = {".html": "html", ".htm": "html", ".txt": "text", ".jsonl": "rows", ".warc": "captures", ".warc.gz": "captures"}
UTF_8 = "text/html; charset=utf-8"  # of a page that comes as a string: what it says of its charset is past


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that was given and could not be read."""

    id: str
    url: str | None
    issue: Issue
    source: Source | None = None

    def to_record(self) -> dict[str, Any]:
        """The object that stands for it in the output: every field of a release, nothing in them but the issue."""
        nothing = read_text("", self.url, self.id, self.source)
        return to_record(Reading(nothing, (), (), (self.issue,))) | {"language": None}


Found = Reading | Unreadable


def read_documents(paths: Iterable[Path], url: str | None = None) -> Iterator[Found]:
    """Every release in the files, in their order. ``url`` is where a page stands that does not say so itself."""
    for path in paths:
        name = path.name.lower()
        suffix = next((suffix for suffix in KINDS if name.endswith(suffix)), None)
        try:
            if path.is_dir():
                yield _unreadable(
                    _name(path), url, "not_a_file", f"{path}: got a folder, expected a file; name its files"
                )
            elif suffix is None:
                expected = ", ".join(KINDS)
                message = f"{path}: got a file of an unknown kind, expected one of {expected}; rename or convert it"
                yield _unreadable(_name(path), url, "unknown_file_type", message)
            else:
                yield from _read_file(path, KINDS[suffix], url)
        except OSError as error:
            message = f"{path}: cannot read it ({error.strerror or error}), expected a file that this user may read; "
            yield _unreadable(_name(path), url, "cannot_read", f"{message}check the path and its rights")


def _read_file(path: Path, kind: str, url: str | None) -> Iterator[Found]:
    if kind == "captures":
        yield from _read_captures(path)
    elif kind == "rows":
        yield from _read_rows(path, url)
    elif kind == "html":
        page = _page(path.read_bytes(), url, None)
        yield _read_page(page, _name(path), url, str(path))
    else:
        body = path.read_bytes()
        try:
            text = _decode_text(body)
        except UnicodeDecodeError as error:
            message = f"{path}: byte {error.object[error.start]:#04x} at {error.start} is no {error.encoding}"
            yield _wrong_charset(_name(path), url, message, "save it as utf-8")
        else:
            yield _read_text(text, _name(path), url, str(path))


def _decode_text(body: bytes) -> str:
    """By byte order mark; else UTF-8 when the bytes are, else windows-1252. Raises UnicodeDecodeError."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252")
    if (at := text.find("\0")) >= 0:
        raise UnicodeDecodeError("utf-8", body, body.find(b"\0"), body.find(b"\0") + 1, f"a zero at {at}")
    return text


def _read_rows(path: Path, url: str | None) -> Iterator[Found]:
    count = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip(b" \t\r\n\xef\xbb\xbf"):
                count += 1
                yield _read_row(line, url, f"{_name(path)}:{number}", f"{path}: line {number}")
    if not count:
        message = f"{path}: got no rows, expected one JSON object a line; look at where the file comes from"
        yield _unreadable(_name(path), url, "empty_file", message)


def _read_row(line: bytes, url: str | None, name: str, where: str) -> Found:
    expected = 'expected {"id", "url", "text" or "html"}, each a string; mend the line'
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return _unreadable(name, url, "not_json", f"{where}: got what is no JSON in UTF-8 ({error}), {expected}")
    if not isinstance(row, dict):
        return _unreadable(name, url, "not_a_row", f"{where}: got a JSON {type(row).__name__}, {expected}")
    given = row.get("id")
    name = _sound(str(given)) if isinstance(given, str | int) and str(given) else name
    own_url = row.get("url")
    if not isinstance(own_url, str | None) or not isinstance(given, str | int | None):
        return _unreadable(name, url, "not_a_row", f"{where}: got id {given!r} and url {own_url!r}, {expected}")
    url = _sound(own_url) if own_url else url
    told = [key for key in ("text", "html") if row.get(key) is not None]
    if len(told) != 1 or not isinstance(row[told[0]], str):
        kinds = ", ".join(f"{key}: {type(value).__name__}" for key, value in row.items()) or "nothing"
        return _unreadable(name, url, "not_a_row", f"{where}: got {kinds}, {expected}")
    said = _sound(row[told[0]])
    if told == ["text"]:
        found = _read_text(said, name, url, where)
    else:
        found = _read_page(_page(said.encode(), url, UTF_8), name, url, where)
    if given is None or isinstance(found, Unreadable):
        return found
    # The row's own name stands in the output; ids of awards rest on the address, as they do in the warehouse.
    return replace(found, release=replace(found.release, release_id=name))


def _name(path: Path) -> str:
    """A file's name, also where its bytes are no UTF-8."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _sound(text: str) -> str:
    """Halves of surrogate pairs are no characters and cannot be printed."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _read_captures(path: Path) -> Iterator[Found]:
    from scrapers.crawl.given import DamageError, read_pages  # only captures need warcio

    count = 0
    for page in read_pages(path):
        if isinstance(page, DamageError):
            yield _unreadable(_name(path), None, "damaged_warc", f"{path}: {page}; get the file again")
        elif (found := _read_capture(page, str(path))) is not None:
            count += 1
            yield found
    if not count:
        logger.warning("%s: holds no release, expected some; look at which addresses were captured", path)


def _read_capture(page: Page, file: str) -> Found | None:
    """A release; null for what a crawl brings besides: lists, feeds, robots.txt, pictures, pages of a known site."""
    where = f"{file}: {page.url}"
    source = source_for(page.url)
    if source is not None:
        parsed = source.parse(page)
        return None if parsed.kind in ("listing", "not_a_release") else _read_parsed(parsed, source, page.url, where)
    is_html = (page.content_type or "").partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")
    return _read_page(page, page.url, page.url, where) if is_html and source_of_host(page.url) is None else None


def _read_page(page: Page, name: str, url: str | None, where: str) -> Found:
    """A page, by its source's layouts when its address has one; else by what nearly every page has."""
    from scrapers.sources.html import charset_problem, read_html  # only pages need BeautifulSoup
    from scrapers.sources.plain import own_address, read_plain

    source = source_for(url) if url else None
    if problem := charset_problem(page.body, page.content_type):
        return _wrong_charset(name, url, f"{where}: {problem}", "save the page again as it was sent")
    if source is None:
        try:
            document = read_html(page, where)
            address = own_address(document) if url is None else None
            source = source_for(address) if address else None
            if source is None:
                return _read(read_plain(document, url, name), (_unknown_layout(where),), where)
        except LayoutError as error:
            return _unreadable(name, url, "unknown_layout", str(error))
        url, page = address, replace(page, url=address or page.url)
    parsed = source.parse(page)
    if parsed.release is None and parsed.kind != "changed_layout":
        message = f"{where}: got a {parsed.kind} ({parsed.layout}), expected a release; give the page of one release"
        return _unreadable(name, url, "not_a_release", message)
    return _read_parsed(parsed, source, url, where, name)


def _read_parsed(parsed: Parsed, source: Source, url: str | None, where: str, name: str | None = None) -> Found:
    release = parsed.release
    if release is None or not any(block.kind not in ("title", "lead") for block in release.blocks):
        issue = next(iter(parsed.issues), None) or Issue(
            "empty_body", "got no text, expected a release; look at the page"
        )
        release_id = (source.release_id(url) if url else None) or name or str(url)
        return Unreadable(
            release_id, url, replace(issue, message=f"{where}: {issue.message}", severity="error"), source
        )
    return _read(release, parsed.issues, where)


def _read_text(text: str, name: str, url: str | None, where: str) -> Found:
    if not text.strip():
        return _unreadable(name, url, "empty_text", f"{where}: got no text, expected a release; look at the file")
    source = source_for(url) if url else None
    return _read(release_of_text(text, url, (source and url and source.release_id(url)) or name), (), where)


def _read(release: Release, issues: tuple[Issue, ...], where: str) -> Found:
    try:
        reading = read_release(release)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one release must not cost the others
        at = traceback.extract_tb(error.__traceback__)[-1]
        problem = f"{type(error).__name__}: {error}, in {Path(at.filename).name}, line {at.lineno}"
        message = f"{where}: the reader failed ({problem}), expected a reading; report it with this page"
        return _unreadable(release.release_id, release.url, "reader_failed", message)
    return replace(reading, issues=(*issues, *reading.issues))


def release_of_text(text: str, url: str | None, release_id: str) -> Release:
    """A release from a text rendering of its page, whatever its address is."""
    return read_text(text, url, release_id, source_for(url) if url else None)


def _page(body: bytes, url: str | None, content_type: str | None) -> Page:
    return Page(url or "", body, content_type, hashlib.sha256(body).hexdigest())


def _unknown_layout(where: str) -> Issue:
    message = f"{where}: a page of no known source, read by its h1, metadata and main part; name its address by --url"
    return Issue("unknown_layout", message)


def _wrong_charset(name: str, url: str | None, problem: str, remedy: str) -> Unreadable:
    return _unreadable(name, url, "wrong_charset", f"{problem}, expected the charset it says it has; {remedy}")


def _unreadable(name: str, url: str | None, code: str, message: str) -> Unreadable:
    source = source_for(url) if url else None
    return Unreadable((source and url and source.release_id(url)) or name, url, Issue(code, message, "error"), source)
