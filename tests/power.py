"""Our own writes, syncs and renames, recorded as they happen, to be done again up to any point.

What a disk holds after a power cut is in unsynced.py, what must hold then is said by the tests.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.unsynced import Folder, Inode, Link, copied, file, find, move, path_in, put, scanned, sync


class Recorder:
    """A record of what happens below ``root``, as steps that can be done again one by one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.steps: list[Callable[[Folder], None]] = []
        self.said: list[str] = []
        self._before = scanned(root)
        self._seen = scanned(root)

    def cut_at(self, count: int) -> Folder:
        """The disk when ``count`` steps were done."""
        top = copied(self._before)
        for step in self.steps[:count]:
            step(top)
        return top

    def do(self, said: str, step: Callable[[Folder], None]) -> None:
        self.steps.append(step)
        self.said.append(said)
        step(self._seen)

    def note(self, path: Path) -> None:
        """What is in a file or folder now and was not seen being written: somebody else's code did."""
        parts = path_in(self.root, path)
        if path.is_symlink():
            return
        if path.is_dir():
            if find(self._seen, parts) is None:
                self.do(f"mkdir {path.name}", lambda top: put(top, parts, Folder()))
            for below in sorted(path.iterdir()):
                self.note(below)
            return
        held, data = find(self._seen, parts), path.read_bytes()
        if held is None:
            self.do(f"create {path.name}", lambda top: put(top, parts, Inode()))
        before = held.now() if isinstance(held, Inode) else b""
        same = next(
            (at for at, (a, b) in enumerate(zip(before, data, strict=False)) if a != b), min(len(before), len(data))
        )
        if same < len(before):
            self.do(f"truncate {path.name}", lambda top: file(top, parts).since.append((same, None)))
        if same < len(data):
            self.do(f"write {path.name}", lambda top: file(top, parts).since.append((same, data[same:])))

    @contextmanager
    def recording(self) -> Iterator[Recorder]:
        """While it lasts, ``os`` tells of what it does below ``root``."""
        kept = {name: getattr(os, name) for name in _WATCHED}
        try:
            for name, watch in _WATCHED.items():
                setattr(os, name, watch(self, kept[name]))
            yield self
        finally:
            for name, whole in kept.items():
                setattr(os, name, whole)

    def holds(self, path: object) -> Path | None:
        """The path below ``root`` that is meant, by name or by the number of an open file."""
        if isinstance(path, int):
            path = os.readlink(f"/proc/self/fd/{path}")  # noqa: PTH115 - by number
        found = Path(os.path.abspath(os.fspath(path)))  # type: ignore[call-overload]  # noqa: PTH100 - links stay
        return found if self.root in found.parents or found == self.root else None


def _on_open(recorder: Recorder, whole: Callable[..., int]) -> Callable[..., int]:
    def opened(path: Any, flags: int, *rest: Any, **options: Any) -> int:
        meant = None if options.get("dir_fd") is not None else recorder.holds(path)
        is_new = meant is not None and flags & os.O_CREAT and not meant.exists()
        handle = whole(path, flags, *rest, **options)
        if meant is not None and is_new:
            parts = path_in(recorder.root, meant)
            recorder.do(f"create {meant.name}", lambda top: put(top, parts, Inode()))
        return handle

    return opened


def _on_write(recorder: Recorder, whole: Callable[..., int]) -> Callable[..., int]:
    def write(handle: int, data: Any) -> int:
        meant = recorder.holds(handle) if Path(f"/proc/self/fd/{handle}").exists() else None
        at = os.fstat(handle).st_size if meant else 0  # ours are all opened to append
        count = whole(handle, data)
        if meant is not None:
            parts, told = path_in(recorder.root, meant), bytes(data)[:count]
            recorder.do(f"write {meant.name}", lambda top: file(top, parts).since.append((at, told)))
        return count

    return write


def _on_truncate(recorder: Recorder, whole: Callable[..., None]) -> Callable[..., None]:
    def truncate(path: Any, length: int) -> None:
        whole(path, length)
        if (meant := recorder.holds(path)) is not None:
            parts = path_in(recorder.root, meant)
            recorder.do(f"truncate {meant.name}", lambda top: file(top, parts).since.append((length, None)))

    return truncate


def _on_fsync(recorder: Recorder, whole: Callable[..., None]) -> Callable[..., None]:
    def fsync(handle: int) -> None:
        if (meant := recorder.holds(handle)) is not None:
            if meant.is_dir():
                for below in meant.iterdir():
                    if find(recorder._seen, path_in(recorder.root, below)) is None:
                        recorder.note(below)
            else:
                recorder.note(meant)
        whole(handle)
        if meant is not None:
            parts = path_in(recorder.root, meant)
            recorder.do(f"fsync {meant.name}", lambda top: sync(top, parts))

    return fsync


def _on_rename(recorder: Recorder, whole: Callable[..., None]) -> Callable[..., None]:
    def rename(source: Any, target: Any, **options: Any) -> None:
        old, new = recorder.holds(source), recorder.holds(target)
        if old is not None:
            recorder.note(old)
        whole(source, target, **options)
        if old is not None and new is not None:
            assert old.parent == new.parent, "only names of one folder are exchanged"
            parts, name = path_in(recorder.root, old), new.name
            recorder.do(f"rename {old.name} {name}", lambda top: move(top, parts, name))

    return rename


def _on_symlink(recorder: Recorder, whole: Callable[..., None]) -> Callable[..., None]:
    def symlink(source: Any, target: Any, *rest: Any, **options: Any) -> None:
        whole(source, target, *rest, **options)
        if (meant := recorder.holds(target)) is not None:
            parts, told = path_in(recorder.root, meant), os.fspath(source)
            recorder.do(f"symlink {meant.name}", lambda top: put(top, parts, Link(told)))

    return symlink


def _on_mkdir(recorder: Recorder, whole: Callable[..., None]) -> Callable[..., None]:
    def mkdir(path: Any, *rest: Any, **options: Any) -> None:
        whole(path, *rest, **options)
        if (meant := recorder.holds(path)) is not None:
            parts = path_in(recorder.root, meant)
            recorder.do(f"mkdir {meant.name}", lambda top: put(top, parts, Folder()))

    return mkdir


_WATCHED: dict[str, Callable[[Recorder, Callable[..., Any]], Callable[..., Any]]] = {
    "open": _on_open,
    "write": _on_write,
    "truncate": _on_truncate,
    "ftruncate": _on_truncate,
    "fsync": _on_fsync,
    "rename": _on_rename,
    "replace": _on_rename,
    "symlink": _on_symlink,
    "mkdir": _on_mkdir,
}
