"""Load the sample pages: front matter and an HTML fragment a file. A malformed file is named, with the field.

How a page looks when it is served is in the *_dom modules.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

PAGES = Path(__file__).parent / "pages"
TEMPLATES = {
    "regjeringen": ("article", "historic", "article_2018", "old"),
    "innovasjonnorge": ("ntb", "own_site", "own_site_old"),
}
WORDS: dict[str, tuple[str, ...]] = {
    "address": ("real", "invented"),
    "served": ("live", "capture", "both"),
    "archive": ("wayback", "commoncrawl", "nettarkivet"),
    "language": ("nb", "nn", "en"),
}
REQUIRED = {"url", "address", "template", "served", "title", "date", "kind", "language", "ingress", "facts"}
OPTIONAL = {"captured_on", "archive", "ministry", "owner_id", "government", "status"}


class SampleError(ValueError):
    """A sample page that cannot be served."""


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One version of one page."""

    path: Path
    source: str
    url: str
    address: str
    template: str
    served: str
    title: str
    date: dt.date | None
    kind: str | None
    language: str
    ingress: str | None
    body: str
    captured_on: dt.date | None = None
    archive: str | None = None
    ministry: str | None = None
    owner_id: int | None = None
    government: str | None = None
    status: int = 200

    @property
    def is_live(self) -> bool:
        return self.served in ("live", "both")

    @property
    def is_captured(self) -> bool:
        return self.served in ("capture", "both")

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def target(self) -> str:
        """Path and query, as a client asks for them."""
        parts = urlsplit(self.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")


def load_pages(folder: Path = PAGES) -> list[SamplePage]:
    """Every version of every page, in the order of their files; raises SampleError naming file and field."""
    pages = [load_page(path, path.relative_to(folder).parts[0]) for path in sorted(folder.rglob("*.html"))]
    live: dict[str, SamplePage] = {}
    for page in pages:
        if page.is_live and (other := live.setdefault(page.url, page)) is not page:
            raise SampleError(
                f"{page.path}: url {page.url} is live in {other.path} too, expected one live version; "
                "serve the first version as capture"
            )
    return pages


def load_page(path: Path, source: str) -> SamplePage:
    """One file."""
    told, body = _split(path)
    missing, unknown = REQUIRED - told.keys(), told.keys() - REQUIRED - OPTIONAL
    if missing or unknown:
        raise _wrong(path, ", ".join(sorted(missing | unknown)), "missing or unknown", "exactly the fields of a page")
    if source not in TEMPLATES:
        raise _wrong(path, "folder", source, f"one of {', '.join(TEMPLATES)}")
    _check_fields(path, source, told)
    if urlsplit(told["url"]).scheme not in ("http", "https") or not urlsplit(told["url"]).hostname:
        raise _wrong(path, "url", told["url"], "a whole address")
    if told["served"] != "live" and not (told.get("captured_on") and told.get("archive")):
        raise _wrong(path, "captured_on, archive", "null", f"both for a page that is served {told['served']}")
    if source == "regjeringen" and not (told.get("ministry") and isinstance(told.get("owner_id"), int)):
        raise _wrong(path, "ministry, owner_id", told.get("owner_id"), "a ministry's name and number")
    if not body.strip():
        raise _wrong(path, "body", "nothing", "an HTML fragment below the front matter")
    told.pop("facts")
    return SamplePage(path=path, source=source, body=body, **told)


def _check_fields(path: Path, source: str, told: dict[str, Any]) -> None:
    """Each field by itself."""
    for field, words in (WORDS | {"template": TEMPLATES[source]}).items():
        if field in told and told[field] not in words:
            raise _wrong(path, field, told[field], f"one of {', '.join(words)}")
    for field in ("url", "title", "facts"):
        if not isinstance(told[field], str) or not told[field].strip():
            raise _wrong(path, field, told[field], "words")
    for field in ("kind", "ingress", "ministry", "government"):
        if not isinstance(told.get(field), str | None):
            raise _wrong(path, field, told[field], "words or null; quote what YAML takes for something else")
    for field in ("date", "captured_on"):
        if told.get(field) is not None and type(told[field]) is not dt.date:
            raise _wrong(path, field, told[field], "a date YYYY-MM-DD or null")


def _split(path: Path) -> tuple[dict[str, Any], str]:
    text = path.read_text(encoding="utf-8")
    start, _, rest = text.partition("---\n")
    head, line, body = rest.partition("\n---\n")
    if start.strip() or not line:
        raise _wrong(path, "front matter", text[:20], "YAML between two lines of ---")
    try:
        told = yaml.safe_load(head)
    except yaml.YAMLError as error:
        raise _wrong(path, "front matter", str(error), "YAML; quote values with a colon in them") from error
    if not isinstance(told, dict):
        raise _wrong(path, "front matter", type(told).__name__, "fields with values")
    return told, body


def _wrong(path: Path, field: str, got: object, expected: str) -> SampleError:
    return SampleError(f"{path}: {field}: got {got!r}, expected {expected}")
