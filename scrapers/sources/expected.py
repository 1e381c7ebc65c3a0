"""What a source makes of a page, field by field: the form of a fixture's expected.json.

Fixtures lie in tests/fixtures/<source>/<case>/; recording and probing write candidates in the same form.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from scrapers.sources.source import LayoutError

if TYPE_CHECKING:
    from pathlib import Path

    from scrapers.model import Page, Release
    from scrapers.sources.source import Channel, Source

RELEASE = (
    *("release_id", "source", "url", "publisher", "title", "published_on", "published_basis", "language", "ministry"),
    *("kind", "layout"),
)
LINK = ("key", "url", "fetch_url", "title", "published_on", "ministry", "kind")
REVIEWED = "reviewed"  # false in a case that nobody has read through yet: the test of fixtures fails until it is gone


def reading_of(source: Source, page: Page, channel: Channel | None = None) -> dict[str, Any]:
    """The links of a listing of ``channel``, or what the page is and says."""
    if channel is not None:
        try:
            listing = source.listing(page, channel)
        except LayoutError as error:
            return {"refused": str(error)}
        links = [{name: _plain(getattr(link, name)) for name in LINK} for link in listing.links]
        return {"links": links, "next_url": listing.next_url, "kind": source.parse(page).kind}
    parsed = source.parse(page)
    read: dict[str, Any] = {"kind": parsed.kind, "issues": [issue.code for issue in parsed.issues]}
    if parsed.release is None:
        return read | {"release": None}
    release = {name: _plain(getattr(parsed.release, name)) for name in RELEASE}
    return read | {"release": release, "blocks": blocks_of(parsed.release)}


def blocks_of(release: Release) -> list[list[Any]]:
    """Kind and text of each block; a row's cells apart, the depth of headings and items behind their kind."""
    blocks: list[list[Any]] = []
    for block in release.blocks:
        kind = f"{block.kind} {block.level}" if block.kind in ("heading", "item") else block.kind
        kind = "header row" if block.is_header else kind
        cells = [release.text[start:end] for start, end in block.cells]
        blocks.append([kind, *(cells or [release.text[block.start : block.end]])])
    return blocks


def write_case(folder: Path, source: Source, page: Page, channel: Channel | None = None) -> Path:
    """A case below ``folder``, marked as not reviewed; one that somebody has reviewed is left as it is."""
    name = re.sub(r"[^a-z0-9]+", "-", (channel.name if channel else source.release_key(page.url) or "page").lower())
    case = folder / f"{name.strip('-')}-{page.payload_sha256[:8]}"
    expected = case / "expected.json"
    if expected.is_file() and json.loads(expected.read_text(encoding="utf-8")).get(REVIEWED, True):
        return case
    case.mkdir(parents=True, exist_ok=True)
    (case / f"page.{_suffix(page)}").write_bytes(page.body)
    told = {REVIEWED: False, "url": page.url} | ({"channel": channel.name} if channel else {})
    text = json.dumps(told | reading_of(source, page, channel), ensure_ascii=False, indent=1)
    expected.write_text(f"{text}\n", encoding="utf-8")
    return case


def _suffix(page: Page) -> str:
    told = (page.content_type or "").lower()
    return "json" if "json" in told else "xml" if "xml" in told and "html" not in told else "html"


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | None) else value.isoformat()
