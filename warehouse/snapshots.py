"""The folder of snapshots: one being built, those kept, and the link that analysts open.

What a snapshot holds belongs in publish.py.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warehouse.database import WarehouseError

KEPT = 30  # besides the last one of each year
BUILDING = ".building-"
MANIFEST = "manifest.json"
DATABASE = "funding.duckdb"
CHECKSUM = f"{DATABASE}.sha256"  # apart from the manifest: the same figures need not be the same bytes of a DuckDB file
_NAME = re.compile(r"(\d{4})-\d{2}-\d{2}-[0-9a-f]{12}")


class PublishError(WarehouseError):
    """Nothing was published; the last snapshot stays."""


class Snapshots:
    """Snapshots of one site. ``site_dir/published`` is a relative link to one of ``site_dir/snapshots/``."""

    def __init__(self, site_dir: Path) -> None:
        self.folder = site_dir / "snapshots"
        self._link = site_dir / "published"

    @contextmanager
    def building(self) -> Iterator[Path]:
        """An empty folder to build in, alone; what is left in it at the end is thrown away."""
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True)
            _sync(self.folder.parent)  # before a link leads into it
        with (self.folder / ".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # the system lets go of it when the process dies
            self._clear()  # of a process that was killed
            folder = Path(tempfile.mkdtemp(prefix=BUILDING, dir=self.folder))
            folder.chmod(0o755)
            try:
                yield folder
            finally:
                self._clear()

    def _clear(self) -> None:
        for leftover in self.folder.glob(f"{BUILDING}*"):
            shutil.rmtree(leftover, ignore_errors=True)

    def published(self) -> Path | None:
        """The snapshot that analysts open; null before the first."""
        return self._link.resolve() if self._link.exists() else None

    def names(self) -> list[str]:
        """Every kept snapshot, the newest last."""
        if not self.folder.is_dir():
            return []
        return sorted(
            (path.name for path in self.folder.iterdir() if _NAME.fullmatch(path.name)),
            key=lambda name: (name[:10], (self.folder / name).stat().st_mtime_ns, name),
        )

    def published_at(self) -> datetime | None:
        """When the link was last swapped, UTC; null before the first."""
        if not self._link.is_symlink():
            return None
        return datetime.fromtimestamp(self._link.lstat().st_mtime, UTC)

    def holds(self, name: str, manifest: Mapping[str, Any], files: Iterable[str]) -> bool:
        """Whether a snapshot of that content is there with all its files, each as it was written."""
        is_same = read_manifest(self.folder / name).get("tables") == manifest["tables"]
        return is_same and self.is_whole(name, files)

    def is_whole(self, name: str, files: Iterable[str]) -> bool:
        """Whether a snapshot is there with all ``files``, each as it was written."""
        folder = self.folder / name
        return all((folder / file).is_file() for file in files) and next(differing(folder), None) is None

    def keep(self, built: Path, name: str) -> Path:
        """Put a finished folder among the snapshots, once all of it is on the disk."""
        for folder, _, files in os.walk(built, topdown=False):
            for file in files:
                _sync(Path(folder, file))
            _sync(Path(folder))
        target = self.folder / name
        if target.exists():  # a damaged one of the same content
            target.rename(built.with_name(f"{built.name}-damaged"))
        built.rename(target)
        _sync(self.folder)
        return target

    def publish(self, name: str) -> None:
        """Point the link at a snapshot; whoever opens it sees the old one or the new one, never neither."""
        target = Path(self.folder.name, name)
        if self._link.is_symlink() and self._link.readlink() == target:
            return
        if self._link.is_dir() and not self._link.is_symlink():
            raise PublishError(
                f"publish: {self._link} is a folder, expected a link to a snapshot or nothing; "
                "move it away and run again; the snapshot itself is built"
            )
        new = self._link.with_name(f".{self._link.name}-{os.getpid()}")
        new.unlink(missing_ok=True)
        new.symlink_to(target)
        os.replace(new, self._link)  # noqa: PTH105 - replaces the link, whatever it points to
        _sync(self._link.parent)

    def prune(self) -> list[str]:
        """Remove all but the last thirty, each year's last and the published one; returns their names."""
        names = self.names()
        last_of_year = {name[:4]: name for name in names}
        published = self.published()
        kept = {*names[-KEPT:], *last_of_year.values(), published.name if published else ""}
        removed = [name for name in names if name not in kept]
        for name in removed:
            shutil.rmtree(self.folder / name)
        return removed


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a snapshot; empty when there is none that can be read."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest


def differing(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files of a snapshot that are not what its manifest says, each with what is wrong."""
    digests = read_manifest(folder).get("files")
    if not isinstance(digests, dict) or not digests:
        yield folder / MANIFEST, "cannot be read as the manifest of a snapshot"
        return
    for file, expected in [*sorted(digests.items()), *_checksum(folder)]:
        path = folder / file
        if not path.is_file():
            yield path, "is gone"
        elif (digest := digest_of(path)) != expected:
            yield path, f"has sha256 {digest}, expected {expected}"


def write_checksum(folder: Path) -> None:
    """Beside the DuckDB file, as sha256sum -c reads it."""
    (folder / CHECKSUM).write_text(f"{digest_of(folder / DATABASE)}  {DATABASE}\n", encoding="ascii")


def _checksum(folder: Path) -> Iterator[tuple[str, str]]:
    """The DuckDB file and its digest; of a snapshot from before there were checksums, nothing."""
    path = folder / CHECKSUM
    if path.exists():
        yield DATABASE, path.read_text(encoding="ascii", errors="replace").partition(" ")[0]


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
