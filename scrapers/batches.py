"""Batches: every archived page that is not read yet, read in order; thousands of them by several processes.

What reading a page means is in parse.py. A worker opens the WARC files itself and never the index, so that its memory
does not grow with the archive; at most a few batches a worker are on their way.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from scrapers.crawl.payloads import Payloads
from scrapers.crawl.store import ArchiveError
from scrapers.parse import parse_capture, unreadable
from scrapers.sources import load_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from concurrent.futures import Future
    from pathlib import Path

    from scrapers.crawl.archive import Archive
    from scrapers.crawl.index import Entry
    from scrapers.crawl.progress import ProgressListener
    from scrapers.model import Fetch, ParsedPage
    from scrapers.sources import Source

BATCH = 64  # pages: a second of work, a few hundred kilobytes to hand over
AHEAD = 2  # batches a worker that are asked for before the first is taken

FEW = 1000  # pages that one process has read before others have started

Located = tuple["Fetch", "Entry"]


class WorkerError(RuntimeError):
    """A worker was ended from outside. The message says what, got, expected, remedy."""


def parse_archive(
    archive: Archive,
    sources: Mapping[str, Source],
    is_known: Callable[[str, str], bool],
    progress: ProgressListener,
    processes: int = 1,
) -> Iterator[ParsedPage]:
    """Every payload of a source that ``is_known(payload_sha256, url)`` does not know yet, in the order of capture.

    More than a few are shared among ``processes``; raises WorkerError when one of them is ended.
    """
    captures = waiting(archive, sources, is_known)
    read = _in_turn(archive, sources, captures)
    if processes > 1 and len(captures) > FEW:
        read = _in_processes(archive, captures, processes)
    for done, parsed in enumerate(read, 1):
        yield parsed
        progress("parse", "pages read", done, len(captures))


def waiting(archive: Archive, sources: Mapping[str, Source], is_known: Callable[[str, str], bool]) -> list[Fetch]:
    """The captures that are to be read, in order."""
    captures = (capture for capture in archive.captures() if capture.source in sources)
    return [capture for capture in captures if not is_known(capture.payload_sha256 or "", capture.url)]


def by_files(archive: Archive, captures: Iterable[Fetch], pages: int) -> Iterator[list[Located]]:
    """Captures whose payloads lie in the same WARC files, whole files together until they hold ``pages``.

    One that the archive cannot locate is left out: whoever loads the rest reads it, and says so.
    """
    files: dict[str, list[Located]] = {}
    for capture in captures:
        with contextlib.suppress(ArchiveError):
            held = archive.locate(capture)
            files.setdefault(held.warc_file, []).append((capture, held))
    batch: list[Located] = []
    for name in sorted(files):
        batch += files[name]
        if len(batch) >= pages:
            yield batch
            batch = []
    if batch:
        yield batch


def name_of(batch: Iterable[Located], code_digest: str) -> str:
    """The same pages read by the same code have the same name, whoever reads them, and however often."""
    told = "\n".join(f"{fetch.url} {fetch.payload_sha256}" for fetch, _ in batch)
    return hashlib.sha256(f"{code_digest}\n{told}".encode()).hexdigest()[:24]


def _in_turn(archive: Archive, sources: Mapping[str, Source], captures: list[Fetch]) -> Iterator[ParsedPage]:
    for capture in captures:
        try:
            yield parse_capture(sources[capture.source], archive.payloads, capture, archive.locate(capture))
        except ArchiveError as error:
            yield unreadable(capture, error)


def _in_processes(archive: Archive, captures: list[Fetch], processes: int) -> Iterator[ParsedPage]:
    located: list[Located] = []
    for capture in captures:
        try:
            located.append((capture, archive.locate(capture)))
        except ArchiveError as error:
            yield unreadable(capture, error)
    yield from _from_workers(archive.payloads.folder, located, processes)


def _from_workers(folder: Path, captures: list[Located], processes: int) -> Iterator[ParsedPage]:
    """What each capture tells, in the order given, without the bytes of its page."""
    context = multiprocessing.get_context("spawn")  # whoever calls has threads and connections
    batches = (captures[at : at + BATCH] for at in range(0, len(captures), BATCH))
    under_way: deque[Future[list[ParsedPage]]] = deque()
    pool = ProcessPoolExecutor(processes, context, initializer=_start)
    try:
        while True:
            ahead = islice(batches, processes * AHEAD - len(under_way))
            under_way.extend(pool.submit(parse_batch, folder, batch) for batch in ahead)
            if not under_way:
                return
            yield from under_way.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerError(
            f"parse: one of {processes} worker processes was ended from outside, expected all of them to go on; most "
            "often memory ran out: set KLYNGEKRONER_PROCESSES=1 and run again; nothing was loaded"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _start() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller stops its workers itself
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    load_sources()
    gc.freeze()  # code and tables of words stay; only pages come and go


def _leave_with_parent() -> None:
    """A worker that waits for work does not notice that its parent was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def parse_batch(folder: Path, batch: Iterable[Located]) -> list[ParsedPage]:
    """What the captures of a batch tell, without the bytes of their pages; opens only the WARC files they lie in."""
    payloads, sources = Payloads(folder), load_sources()
    try:
        read = [parse_capture(sources[fetch.source], payloads, fetch, held) for fetch, held in batch]
    finally:
        payloads.close()
    return [replace(parsed, page=replace(parsed.page, body=b"")) for parsed in read]
