"""``klyngekroner import``: adopt WARC files into the site's archive, one line a file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pipelines.home import FolderError, prepare_home
from scrapers.clock import clock_for
from scrapers.crawl.archive import Archive, ArchiveError
from scrapers.settings import Settings


def adopt(paths: Sequence[Path]) -> int:
    """Returns 0 when every file was adopted whole, else 1; whole records of a broken file are kept."""
    settings = Settings()
    try:
        prepare_home(settings)
    except FolderError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        with Archive.open(settings.archive_dir, clock_for(settings), max_bytes=settings.max_warc_bytes) as store:
            whole = [_adopt_one(store, path) for path in paths]
    except ArchiveError as error:  # somebody else writes, or the folder is not ours to write in
        print(error, file=sys.stderr)
        return 1
    return 0 if all(whole) else 1


def _adopt_one(store: Archive, path: Path) -> bool:
    """Says what came of a file; whether all of it was understood."""
    try:
        report = store.adopt(path)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return False
    print(f"{path}: {report.new_count} new captures, {report.known_count} already here")
    if report.problem:
        print(report.problem, file=sys.stderr)
    return report.problem is None
