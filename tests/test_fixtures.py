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

from scrapers.model import Page
from scrapers.sources import load_sources
from scrapers.sources.expected import REVIEWED, reading_of
from tests.conftest import REPOSITORY

FIXTURES = REPOSITORY / "tests" / "fixtures"
TYPES = {".html": "text/html", ".xml": "application/rss+xml", ".json": "application/json; charset=utf-8"}
CASES = sorted(path for path in FIXTURES.glob("*/*") if path.is_dir())


def expectation(case: Path) -> dict[str, Any]:
    path = case / "expected.json"
    assert path.is_file(), f"{path} is missing: write down what a reader of the page finds, field by field"
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert told.get(REVIEWED, True), f"{path} was recorded: read it beside its page, then take {REVIEWED!r} out"
    return told


def read_case(case: Path) -> dict[str, Any]:
    """What the source makes of a case's page, in the form of expected.json."""
    told = expectation(case)
    (path,) = case.glob("page.*")
    body = path.read_bytes()
    page = Page(told["url"], body, TYPES[path.suffix], hashlib.sha256(body).hexdigest())
    source = load_sources()[case.parent.name]
    return reading_of(source, page, next((c for c in source.channels if c.name == told.get("channel")), None))


def fields() -> list[Any]:
    """A parameter for each field that some case's expected.json holds."""
    found = []
    for case in CASES:
        path = case / "expected.json"
        told = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        keys: list[tuple[str, ...]] = [(key,) for key in told if key not in ("url", "channel", REVIEWED)]
        if isinstance(told.get("release"), dict):
            keys = [key for key in keys if key != ("release",)] + [("release", key) for key in told["release"]]
        found += [pytest.param(case, key, id=f"{case.parent.name}/{case.name}:{'.'.join(key)}") for key in keys]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_case_says_every_field_that_is_read(case: Path) -> None:
    told, read = expectation(case), read_case(case)
    assert told.keys() - {"url", "channel", REVIEWED} == read.keys()
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
