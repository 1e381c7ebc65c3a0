"""What workers read in batches of WARC files is what one process reads: the same rows, whoever did it and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scrapers.batches import by_files, name_of, parse_archive, parse_batch, waiting
from scrapers.crawl.archive import Archive
from scrapers.parse import code_digest
from scrapers.sources import load_sources
from tests.crawling import quiet
from tests.loopback import FakeClock
from tests.site.captures import write_captures
from tests.site.samples import load_pages
from warehouse.database import reader, writer
from warehouse.load import STAGED, load
from warehouse.staged import BUILDING, stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """The captures of the sample's pages in two WARC files."""
    pages = load_pages()
    with Archive.open(tmp_path / "archive", FakeClock()) as archive:
        for name, part in (("a", pages[::2]), ("b", pages[1::2])):
            (tmp_path / name).mkdir()
            archive.adopt(write_captures(part, tmp_path / name))
        yield archive


def raw(path: Path, archive: Archive, staged: Sequence[Path], *, parse: bool) -> dict[str, list[tuple[Any, ...]]]:
    sources = load_sources()
    pages = parse_archive(archive, sources, lambda *_: False, quiet) if parse else ()
    with writer(path) as connection:
        report = load(connection, pages, archive.fetches(), archive.verdicts(), code_digest(), sources, staged)
    assert report.parsed_pages == report.rows["pages"] > 10
    with reader(path) as connection:
        return {t: connection.execute(f"select * from raw.{t} order by all").fetchall() for t in STAGED}


def test_staged_batches_load_as_the_pages_themselves(archive: Archive, tmp_path: Path) -> None:
    captures = waiting(archive, load_sources(), lambda *_: False)
    batches = list(by_files(archive, captures, 1))
    assert [len({held.warc_file for _, held in batch}) for batch in batches] == [1, 1]
    assert sorted(fetch.url for batch in batches for fetch, _ in batch) == sorted(fetch.url for fetch in captures)
    assert len(list(by_files(archive, captures, 10_000))) == 1
    folders = [tmp_path / "staged" / name_of(batch, code_digest()) for batch in batches]
    for folder, batch in zip(folders, batches, strict=True):
        for _ in range(2):  # a worker does again what another has done
            stage(folder, parse_batch(archive.payloads.folder, batch), code_digest())
    assert not list((tmp_path / "staged").glob(f"{BUILDING}*"))
    by_workers = raw(tmp_path / "workers.duckdb", archive, folders, parse=False)
    assert by_workers == raw(tmp_path / "alone.duckdb", archive, (), parse=True)


def test_a_batch_is_named_by_its_pages_and_the_code_that_reads_them(archive: Archive) -> None:
    first, second = by_files(archive, waiting(archive, load_sources(), lambda *_: False), 1)
    assert len({name_of(first, "1"), name_of(first, "2"), name_of(second, "1")}) == 3


def test_a_worker_that_dies_leaves_no_folder_that_looks_whole(archive: Archive, tmp_path: Path) -> None:
    (batch,) = by_files(archive, waiting(archive, load_sources(), lambda *_: False), 10_000)

    def dying() -> Iterator[Any]:
        yield from parse_batch(archive.payloads.folder, batch)[:3]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stage(tmp_path / "staged" / "batch", dying(), code_digest())
    assert list((tmp_path / "staged").iterdir()) == []
