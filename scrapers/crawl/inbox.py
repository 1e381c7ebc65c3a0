"""WARC files that somebody put into the inbox: adopted before anything is asked for.

How a file is read is in adopt.py.
"""

from __future__ import annotations

import logging
from pathlib import Path

from scrapers.crawl.adopt import SUFFIXES, AdoptReport
from scrapers.crawl.archive import Archive
from scrapers.crawl.progress import ProgressListener
from scrapers.crawl.store import ArchiveError

logger = logging.getLogger(__name__)


def adopt_inbox(archive: Archive, inbox: Path, progress: ProgressListener) -> tuple[list[AdoptReport], list[str]]:
    """The reports, and what was wrong with which file. Files stay where they are; known ones cost a look."""
    paths = sorted(path for path in inbox.glob("*") if path.is_file() and path.name.lower().endswith(SUFFIXES))
    reports: list[AdoptReport] = []
    problems: list[str] = []
    for number, path in enumerate(paths, 1):
        try:
            report = archive.adopt(path)
        except ArchiveError as error:
            logger.warning("inbox: %s", error)  # it says what, where and what to do; a trace would say no more
            problems.append(str(error))
            continue
        reports.append(report)
        if report.problem:
            problems.append(str(report.problem))
        progress("inbox", "adopted", number, len(paths))
    return reports, problems
