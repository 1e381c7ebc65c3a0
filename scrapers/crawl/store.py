"""Files of the archive: appended to, rotated, repaired at their torn end, written by one process at a time.

What the records mean belongs in archive.py and index.py.
"""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from scrapers.crawl.frames import Damage, Frame, scan

logger = logging.getLogger(__name__)

PREFIX = "klyngekroner-"
SUFFIX = ".warc.gz"


class ArchiveError(RuntimeError):
    """Something is wrong with an archive or with a file given to it."""


class ArchiveLock:
    """Held by the one process that writes; the system lets go of it when that process dies."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock"
        self._file = self._path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.seek(0)
            holder = self._file.read().strip() or "unknown"
            self._file.close()
            raise ArchiveError(
                f"archive {folder}: process {holder} is writing to it, expected one writer at a time; "
                "wait until that run has ended, or stop it"
            ) from error
        self._file.seek(0)
        self._file.truncate()
        self._file.write(f"{os.getpid()}\n")
        self._file.flush()

    def release(self) -> None:
        self._file.close()


class Store:
    """Our own WARC files in a folder. ``head`` makes the first record of a new file from its name."""

    def __init__(self, folder: Path, max_bytes: int, head: Callable[[str], bytes]) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._head = head
        self._file: int | None = None
        self._name = ""
        self._size = 0

    def names(self) -> list[str]:
        """Our files, in the order in which they were written."""
        return sorted(path.name for path in self._folder.glob(f"{PREFIX}{'[0-9]' * 5}{SUFFIX}"))

    def append(self, records: Sequence[bytes]) -> list[tuple[str, int, int]]:
        """Write records one after another, and return where each lies once all of them are on the disk."""
        try:
            if self._file is None or self._size >= self._max_bytes:
                self._open_next()
            assert self._file is not None
            places = []
            offset = self._size
            for record in records:
                places.append((self._name, offset, len(record)))
                offset += len(record)
            self._write(b"".join(records))
        except OSError as error:
            raise ArchiveError(
                f"archive {self._folder}: cannot write {self._name or 'a WARC file'}: {error.strerror or error}; "
                "expected a folder with room that this user may write in; what was archived before is whole"
            ) from error
        return places

    def _open_next(self) -> None:
        names = self.names()
        last = names[-1] if names else None
        if last is None or (self._folder / last).stat().st_size >= self._max_bytes:
            number = int(last.removeprefix(PREFIX).removesuffix(SUFFIX)) + 1 if last else 1
            last = f"{PREFIX}{number:05d}{SUFFIX}"
        self.close()
        self._name = last
        self._file = os.open(self._folder / last, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        self._size = os.fstat(self._file).st_size
        if not self._size:
            self._write(self._head(last))
            _sync_folder(self._folder)

    def _write(self, data: bytes) -> None:
        """All of ``data`` on the disk, or none of it in the file."""
        assert self._file is not None
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(self._file, view) :]
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, self._size)
            raise
        self._size += len(data)

    def repair(self, name: str, damage: Damage) -> None:
        """Cut off what follows the last whole record of a file; bytes that were never a record are put aside."""
        path = self._folder / name
        with path.open("r+b") as file:
            if not damage.is_torn:
                file.seek(damage.offset)
                _write_whole(path.with_name(f"{name}.damaged-{damage.offset}"), file.read())
            os.ftruncate(file.fileno(), damage.offset)
            os.fsync(file.fileno())  # before another file is begun: only the last one is ever mended
        logger.warning("archive: %s: cut off %d bytes at %d: %s", name, damage.length, damage.offset, damage.problem)

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def frames_of(path: Path, start: int) -> Iterator[Frame | Damage]:
    """The records of a file from ``start`` on."""
    with path.open("rb") as file:
        yield from scan(file, start)


def copy_whole(path: Path, target: Path) -> None:
    """Copy a file so that ``target`` is either whole or absent."""
    temporary = target.with_name(target.name + ".tmp")
    try:
        with path.open("rb") as source, temporary.open("wb") as copy:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise ArchiveError(
            f"{path}: cannot copy it to {target}: {error.strerror or error}; expected room there"
        ) from error


def _write_whole(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """With those above it, and on the disk: what is written into a folder is lost with it. Raises OSError."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
