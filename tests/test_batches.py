"""Pages read by several processes: the same pages in the same order as by one, and a clear word when one is ended."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scrapers import batches
from scrapers.batches import WorkerError, parse_archive
from scrapers.crawl.archive import Archive
from scrapers.sources import load_sources
from tests.crawling import quiet
from tests.loopback import FakeClock
from tests.site.captures import write_captures
from tests.site.samples import load_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scrapers.model import ParsedPage


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """The captures of the sample's pages, adopted; few enough pages are thousands here."""
    monkeypatch.setattr(batches, "FEW", 10)
    monkeypatch.setattr(batches, "BATCH", 4)
    with Archive.open(tmp_path / "archive", FakeClock()) as archive:
        archive.adopt(write_captures(load_pages(), tmp_path))
        yield archive


def read(archive: Archive, processes: int) -> Iterator[ParsedPage]:
    return parse_archive(archive, load_sources(), lambda *_: False, quiet, processes)


def test_two_processes_read_what_one_reads_in_the_same_order(archive: Archive) -> None:
    by_one = [replace(parsed, page=replace(parsed.page, body=b"")) for parsed in read(archive, 1)]
    assert len(by_one) > 10
    assert list(read(archive, 2)) == by_one


def test_a_damaged_record_is_one_page_with_an_issue_whoever_reads_it(archive: Archive) -> None:
    (file,) = (archive.payloads.folder / "adopted").glob("*.warc.gz")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)
    by_two = list(read(archive, 2))
    assert [issue.code for parsed in by_two for issue in parsed.issues].count("unreadable_payload") == 1
    assert [parsed.kind for parsed in by_two] == [parsed.kind for parsed in read(archive, 1)]


def test_a_worker_that_is_ended_is_told_with_the_remedy(archive: Archive) -> None:
    pages = read(archive, 2)
    next(pages)
    for worker in multiprocessing.active_children():
        worker.kill()
    with pytest.raises(WorkerError, match="KLYNGEKRONER_PROCESSES=1"):
        list(pages)
