"""Where a run dies: at a named point of a stage, before, within or after what is done there.

A point is armed in the process that is to die, by wrapping what our own code calls; the product knows nothing of it.
"""

from __future__ import annotations

import importlib
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Arm = Callable[[], None]


@dataclass(frozen=True)
class Point:
    """``arm`` makes the process die there."""

    stage: str
    what: str
    arm: Arm


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
    signal.pause()  # it comes at once


def wrap(target: str, around: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Put ``around`` round ``module:name`` or ``module:Class.name``."""
    module, _, path = target.partition(":")
    owner = importlib.import_module(module)
    *classes, name = path.split(".")
    for one in classes:
        owner = getattr(owner, one)
    setattr(owner, name, around(getattr(owner, name)))


def calling(target: str, nth: int = 1, *, after: bool = False) -> Arm:
    """Die at the ``nth`` call, before it or when it has returned."""
    return lambda: wrap(target, lambda whole: _dying(whole, nth, after, lambda *_, **__: True))


def naming(target: str, part: str, nth: int = 1, *, after: bool = False) -> Arm:
    """Likewise, of calls that name a file with that in its path."""

    def is_meant(*given: object, **_: object) -> bool:
        return any(part in str(_path_of(one)) for one in given)

    return lambda: wrap(target, lambda whole: _dying(whole, nth, after, is_meant))


def tearing(ending: str, nth: int, share: float) -> Arm:
    """Die when only a share of what is written to such a file has arrived there."""

    def around(whole: Callable[..., int]) -> Callable[..., int]:
        seen = 0

        def write(file: int, data: Any) -> int:
            nonlocal seen
            if str(_path_of(file)).endswith(ending):
                seen += 1
                if seen == nth:
                    whole(file, bytes(data)[: int(len(data) * share)])
                    die()
            return whole(file, data)

        return write

    return lambda: wrap("os:write", around)


def tearing_head() -> None:
    """Die when half of the first record of a new WARC file is written."""
    heads: list[bytes] = []

    def remembering(whole: Callable[..., bytes]) -> Callable[..., bytes]:
        def head(*given: Any) -> bytes:
            heads.append(whole(*given))
            return heads[-1]

        return head

    def around(whole: Callable[..., int]) -> Callable[..., int]:
        def write(file: int, data: Any) -> int:
            if bytes(data) in heads:
                whole(file, bytes(data)[: len(data) // 2])
                die()
            return whole(file, data)

        return write

    wrap("scrapers.crawl.archive:write_warcinfo", remembering)
    wrap("os:write", around)


def tearing_text(name: str) -> Arm:
    """Die when half of a text file is written."""

    def around(whole: Callable[..., int]) -> Callable[..., int]:
        def write_text(path: Path, text: str, **options: Any) -> int:
            if path.name == name:
                whole(path, text[: len(text) // 2], **options)
                die()
            return whole(path, text, **options)

        return write_text

    return lambda: wrap("pathlib:Path.write_text", around)


def progressing(stage: str, nth: int, then: Callable[[], None] = die) -> Arm:
    """Do something when a stage has told of its progress ``nth`` times."""

    def around(whole: Callable[..., None]) -> Callable[..., None]:
        seen = 0

        def told(listener: object, of: str, event: str, done: int, total: int | None) -> None:
            nonlocal seen
            seen += of == stage
            if of == stage and seen == nth:
                then()
            whole(listener, of, event, done, total)

        return told

    return lambda: wrap("pipelines.progress:TerminalProgress.__call__", around)


def kill_dbt() -> None:
    """The process that builds the marts, and not the run that waits for it."""
    for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
        if b"dbt" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), signal.SIGKILL)


def _dying(whole: Callable[..., Any], nth: int, after: bool, is_meant: Callable[..., bool]) -> Callable[..., Any]:
    seen = 0

    def dying(*given: Any, **options: Any) -> Any:
        nonlocal seen
        if not is_meant(*given, **options):
            return whole(*given, **options)
        seen += 1
        if seen == nth and not after:
            die()
        result = whole(*given, **options)
        if seen == nth:
            die()
        return result

    return dying


def _path_of(what: object) -> object:
    """The path of a file, also where only its number is given."""
    return Path(f"/proc/self/fd/{what}").readlink() if isinstance(what, int) and not isinstance(what, bool) else what


WARC, INDEX = ".warc.gz", "index.cdxj"
MATRIX = (
    Point("fetch", "before the third request", calling("scrapers.crawl.fetch:Fetcher.fetch", 3)),
    Point("WARC write", "nothing of a record is written", tearing(WARC, 4, 0)),
    Point("WARC write", "half of a record is written", tearing(WARC, 6, 0.5)),
    Point("WARC write", "all but its last bytes", tearing(WARC, 9, 0.99)),
    Point("WARC write", "written, not synced", naming("os:fsync", WARC, 7)),
    Point("WARC write", "synced, not in memory yet", naming("os:fsync", WARC, 12, after=True)),
    Point("adoption", "a file is copied, not named", calling("scrapers.crawl.archive:copy_whole")),
    Point("adoption", "a file is in its place, not noted", calling("scrapers.crawl.archive:copy_whole", after=True)),
    Point("fetch", "a page has come and is not written", calling("scrapers.crawl.archive:record_attempt", 15)),
    Point("rotation", "the next file is there, empty", calling("scrapers.crawl.archive:write_warcinfo")),
    Point("rotation", "half of its head is written", tearing_head),
    Point("rotation", "its folder is not synced", calling("scrapers.crawl.store:_sync_folder")),
    Point("index", "written, not synced", naming("os:fsync", "index.tmp")),
    Point("index", "not in its place yet", naming("os:replace", INDEX)),
    Point("index", "in its place", naming("os:replace", INDEX, after=True)),
    Point("load", "pages are read", calling("warehouse.load:stage_pages")),
    Point("load", "inside the transaction", calling("warehouse.load:_insert", 4)),
    Point("load", "before its commit", calling("warehouse.load:_counts", 4)),
    Point("load", "after its commit", calling("pipelines.defs.raw:largest_awards")),
    Point("load", "registers are half loaded", calling("pipelines.defs.raw:load_registers", after=True)),
    Point("dbt", "before it begins", calling("pipelines.defs.marts:forget_built", after=True)),
    Point("dbt", "some models are built", progressing("marts", 20)),
    Point("dbt", "marts are built, not noted", calling("pipelines.defs.marts:note_built")),
    Point("publish copy", "before the first table", calling("warehouse.publish:_copy_tables")),
    Point("publish copy", "some tables are written", calling("warehouse.publish:write_csv", 7)),
    Point("publish copy", "the DuckDB file is written", calling("warehouse.publish:write_funding_file", after=True)),
    Point("publish copy", "the workbook is written", calling("warehouse.publish:write_workbook", after=True)),
    Point("manifest", "half of it is written", tearing_text("manifest.json")),
    Point("manifest", "written, the checksum is not", calling("warehouse.publish:write_checksum")),
    Point("publish copy", "whole, not verified", calling("warehouse.publish:_verify")),
    Point("publish copy", "some files are synced", calling("warehouse.snapshots:_sync", 9)),
    Point("publish copy", "not among the snapshots yet", naming("os:rename", ".building-")),
    Point("publish copy", "among the snapshots", naming("os:rename", ".building-", after=True)),
    Point("swap", "the new link is beside the old one", naming("os:symlink", ".published-", after=True)),
    Point("swap", "before the link is replaced", naming("os:replace", ".published-")),
    Point("swap", "after the link is replaced", naming("os:replace", ".published-", after=True)),
    Point("swap", "before old snapshots are removed", calling("warehouse.snapshots:Snapshots.prune")),
    Point("verdict", "published, not noted", calling("pipelines.defs.published:note_built")),
    Point("verdict", "before it is told", calling("pipelines.defs.published:forget_old_runs")),
)  # fmt: skip
