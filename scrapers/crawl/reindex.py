"""Bring what is held up to date with the WARC files: the saved index, then every record behind it.

The saved index may be missing or old; the files are what counts.
"""

from __future__ import annotations

import logging
from pathlib import Path

from scrapers.crawl import index
from scrapers.crawl.adopt import SUFFIXES, OwnerOf, read_foreign
from scrapers.crawl.frames import Damage
from scrapers.crawl.holdings import Holdings
from scrapers.crawl.index import ADOPTED
from scrapers.crawl.store import Store, frames_of
from scrapers.crawl.warc import RecordError, read_record

logger = logging.getLogger(__name__)

INDEX = "index.cdxj"


def catch_up(
    held: Holdings, folder: Path, store: Store, owner_of: OwnerOf, *, may_repair: bool
) -> tuple[dict[str, int], bool]:
    """Fill ``held``; returns up to which byte each file is indexed, and whether the saved index says the same."""
    adopted = [ADOPTED + path.name for path in (folder / ADOPTED).glob("*") if path.name.endswith(SUFFIXES)]
    actual = {name: (folder / name).stat().st_size for name in [*store.names(), *adopted]}
    entries, saved = index.load(folder / INDEX)
    for name in sorted(saved.keys() - actual.keys()):
        logger.error("archive %s: %s is gone; expected every file ever written; put it back from a copy", folder, name)
    sizes = {name: size for name, size in saved.items() if _is_indexed(name, size, actual.get(name, -1))}
    for entry in entries:
        if entry.warc_file in sizes:
            held.add(entry)
    for name in store.names():
        is_last = name == store.names()[-1]
        sizes[name] = _index_ours(held, folder, name, sizes.get(name, 0), store if may_repair and is_last else None)
    rank = {name: number for number, name in enumerate(held.adopted_files())}
    for name in sorted(adopted, key=lambda name: (rank.get(name, len(rank)), name)):  # the first of two captures counts
        if name not in sizes:
            foreign = read_foreign(folder / name, name, owner_of, held.adopted_from(name))
            for entry in foreign.entries:
                held.add(entry)
            sizes[name] = actual[name]
    return sizes, bool(saved) and sizes == saved


def _is_indexed(name: str, size: int, actual: int) -> bool:
    """Our own files grow after they were indexed; an adopted one that changed its size is read again."""
    return size == actual if name.startswith(ADOPTED) else size <= actual


def _index_ours(held: Holdings, folder: Path, name: str, start: int, repairer: Store | None) -> int:
    """Index one of our files from ``start`` on, mending its end; returns where it ends well."""
    end = start
    for found in frames_of(folder / name, start):
        if isinstance(found, Damage):
            if repairer and found.offset + found.length == (folder / name).stat().st_size:
                repairer.repair(name, found)
                return found.offset
            logger.error("archive %s: %s at byte %d: %s; whole records stay", folder, name, found.offset, found.problem)
            continue
        try:
            entry = index.entry_of_ours(read_record(found.data), name, found.offset, found.length)
        except RecordError as error:
            logger.error("archive %s: %s at byte %d: %s; left out", folder, name, found.offset, error)  # noqa: TRY400
            continue
        finally:
            end = found.offset + found.length
        if entry:
            held.add(entry)
    return end
