"""Fixture pages in the shape of the real sites: each field of what a source reads of them, by hand in expected.json.

A case is a folder: page.* as it comes from its address, and expected.json with the address, perhaps a channel (then the
page is read as a listing of it), and every field that reading must bring. A case without expected.json fails.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from scrapers.model import Page, Release
from scrapers.sources import LayoutError, load_sources
from tests.conftest import REPOSITORY

FIXTURES = REPOSITORY / "tests" / "fixtures"
TYPES = {".html": "text/html", ".xml": "application/rss+xml", ".json": "application/json; charset=utf-8"}
CASES = sorted(path for path in FIXTURES.glob("*/*") if path.is_dir())
RELEASE = (
    *("release_id", "source", "url", "publisher", "title", "published_on", "published_basis", "language", "ministry"),
    *("kind", "layout"),
)
LINK = ("key", "url", "fetch_url", "title", "published_on", "ministry", "kind")


def expectation(case: Path) -> dict[str, Any]:
    path = case / "expected.json"
    assert path.is_file(), f"{path} is missing: write down what a reader of the page finds, field by field"
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told


def read_case(case: Path) -> dict[str, Any]:
    """What the source makes of a case's page, in the form of expected.json."""
    told = expectation(case)
    (path,) = case.glob("page.*")
    body = path.read_bytes()
    page = Page(told["url"], body, TYPES[path.suffix], hashlib.sha256(body).hexdigest())
    source = load_sources()[case.parent.name]
    if "channel" in told:
        channel = next(channel for channel in source.channels if channel.name == told["channel"])
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


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | None) else value.isoformat()


def fields() -> list[Any]:
    """A parameter for each field that some case's expected.json holds."""
    found = []
    for case in CASES:
        told = expectation(case) if (case / "expected.json").is_file() else {}
        keys: list[tuple[str, ...]] = [(key,) for key in told if key not in ("url", "channel")]
        if isinstance(told.get("release"), dict):
            keys = [key for key in keys if key != ("release",)] + [("release", key) for key in told["release"]]
        found += [pytest.param(case, key, id=f"{case.parent.name}/{case.name}:{'.'.join(key)}") for key in keys]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_case_says_every_field_that_is_read(case: Path) -> None:
    told, read = expectation(case), read_case(case)
    assert told.keys() - {"url", "channel"} == read.keys()
    assert (told.get("release") or {}).keys() == (read.get("release") or {}).keys()


@pytest.mark.parametrize(("case", "key"), fields())
def test_a_field_is_read_as_it_was_found_by_reading(case: Path, key: tuple[str, ...]) -> None:
    expected: Any = expectation(case)
    read: Any = read_case(case)
    for part in key:
        expected, read = expected[part], read[part]
    if key == ("refused",):
        assert expected in read
    else:
        assert read == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_blocks_are_runs_of_the_text_in_order(case: Path) -> None:
    told = expectation(case)
    (path,) = case.glob("page.*")
    page = Page(told["url"], path.read_bytes(), TYPES[path.suffix], "0" * 64)
    release = load_sources()[case.parent.name].parse(page).release
    blocks = [asdict(block) for block in release.blocks] if release else []
    edges = [edge for block in blocks for edge in (block["start"], block["end"])]
    assert edges == sorted(edges)
    assert not release or all(0 <= edge <= len(release.text) for edge in edges)
