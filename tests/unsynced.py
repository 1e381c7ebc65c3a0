"""A disk that is as unkind as POSIX lets it be: what lasts through a power cut, and what may have arrived besides.

Data of a file last once the file was synced, names in a folder once that folder was. Of what was not synced, nothing,
all, half or any part may have arrived. Who writes what is recorded in power.py.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass, field
from pathlib import Path

CUTS = ("dropped", "all", "names without data", "data without names", "torn", "zeros", "reordered", "reordered again")


@dataclass
class Inode:
    """A file: what lasts, and what was written since (at which byte; bytes, or the length that it was cut to)."""

    lasting: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def now(self) -> bytes:
        return _applied(self.lasting, self.since)


@dataclass
class Link:
    target: str


@dataclass
class Folder:
    """Names that last, and what became of names since: (gone, come, what came)."""

    lasting: dict[str, Node] = field(default_factory=dict)
    since: list[tuple[str | None, str | None, Node | None]] = field(default_factory=list)

    def now(self) -> dict[str, Node]:
        return _renamed(self.lasting, self.since)


Node = Inode | Link | Folder


def restore(top: Folder, target: Path, cut: str, chance: random.Random) -> None:
    """Write what is left of a disk after a cut of that kind into ``target``."""
    target.mkdir()
    names = [one for one in top.since if _arrives(cut, chance, is_name=True)]
    for name, node in _renamed(top.lasting, names).items():
        if isinstance(node, Folder):
            restore(node, target / name, cut, chance)
        elif isinstance(node, Link):
            (target / name).symlink_to(node.target)
        else:
            (target / name).write_bytes(_data(node, cut, chance))


def _data(node: Inode, cut: str, chance: random.Random) -> bytes:
    since = [one for one in node.since if _arrives(cut, chance, is_name=False)]
    if cut == "torn" and since and since[-1][1]:
        at, told = since[-1]
        since[-1] = (at, told[: len(told) // 2] if told else told)
    if cut == "zeros":
        since = [(at, bytes(len(told)) if told is not None else None) for at, told in since]
    return _applied(node.lasting, since)


def _arrives(cut: str, chance: random.Random, *, is_name: bool) -> bool:
    if cut.startswith("reordered"):
        return chance.random() < 0.5
    if cut == "dropped":
        return False
    return cut != "names without data" if not is_name else cut != "data without names"


def _applied(data: bytes, since: list[tuple[int, bytes | None]]) -> bytes:
    for at, told in since:
        data = (
            data[:at].ljust(at, b"\0") if told is None else data[:at].ljust(at, b"\0") + told + data[at + len(told) :]
        )
    return data


def _renamed(names: dict[str, Node], since: list[tuple[str | None, str | None, Node | None]]) -> dict[str, Node]:
    names = dict(names)
    for gone, come, node in since:
        if gone is not None:
            names.pop(gone, None)
        if come is not None and node is not None:
            names[come] = node
    return names


def scanned(path: Path) -> Folder:
    """All that is there lasts."""
    names: dict[str, Node] = {}
    for below in path.iterdir():
        if below.is_symlink():
            names[below.name] = Link(os.readlink(below))  # noqa: PTH115 - as text
        else:
            names[below.name] = scanned(below) if below.is_dir() else Inode(below.read_bytes())
    return Folder(names)


def copied(folder: Folder) -> Folder:
    names: dict[str, Node] = {}
    for name, node in folder.lasting.items():
        if isinstance(node, Folder):
            names[name] = copied(node)
        else:
            names[name] = Inode(node.lasting) if isinstance(node, Inode) else node
    return Folder(names)


def path_in(root: Path, path: Path) -> tuple[str, ...]:
    return path.relative_to(root).parts


def find(top: Folder, parts: tuple[str, ...]) -> Node | None:
    node: Node | None = top
    for part in parts:
        if not isinstance(node, Folder):
            return None
        node = node.now().get(part)
    return node


def _folder(top: Folder, parts: tuple[str, ...]) -> Folder:
    found = find(top, parts)
    assert isinstance(found, Folder), parts
    return found


def file(top: Folder, parts: tuple[str, ...]) -> Inode:
    found = find(top, parts)
    assert isinstance(found, Inode), parts
    return found


def put(top: Folder, parts: tuple[str, ...], node: Node) -> None:
    """A node of its own in each replay: it is changed."""
    own = Link(node.target) if isinstance(node, Link) else type(node)()
    _folder(top, parts[:-1]).since.append((None, parts[-1], own))


def move(top: Folder, parts: tuple[str, ...], name: str) -> None:
    folder = _folder(top, parts[:-1])
    folder.since.append((parts[-1], name, folder.now().get(parts[-1])))


def sync(top: Folder, parts: tuple[str, ...]) -> None:
    node = find(top, parts)
    if isinstance(node, Folder):
        node.lasting, node.since = node.now(), []
    if isinstance(node, Inode):
        node.lasting, node.since = node.now(), []
