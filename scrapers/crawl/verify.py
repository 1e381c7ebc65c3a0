"""Hold the archive against its own digests: every record of every WARC file, and what the index says of it.

Nothing is mended here: a torn end is mended when a crawl opens the archive (store.py), a damaged file is put back from
a copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scrapers.crawl import index
from scrapers.crawl.adopt import SUFFIXES
from scrapers.crawl.body import BodyError
from scrapers.crawl.frames import LONGEST_RECORD, Damage, Frame
from scrapers.crawl.index import ADOPTED, Entry
from scrapers.crawl.reindex import INDEX
from scrapers.crawl.store import PREFIX, SUFFIX, frames_of
from scrapers.crawl.warc import RecordError, read_record, sha256

COPY = "put the file back from a copy, then klyngekroner rebuild"
Progress = Callable[[str, str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is not as it was written: where, what, and what to do."""

    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}; {self.remedy}"


@dataclass(slots=True)
class ArchiveCheck:
    """What was looked at, and what was found."""

    files: int = 0
    records: int = 0
    bytes: int = 0
    payloads: int = 0  # bodies whose sha256 was taken again


def verify_archive(folder: Path, check: ArchiveCheck, progress: Progress) -> Iterator[Fault]:
    """Every fault of the archive in ``folder``; ``check`` counts along. Raises OSError where a file cannot be read."""
    entries, sizes = index.load(folder / INDEX)
    expected: dict[str, dict[int, Entry]] = {}
    for entry in entries:
        expected.setdefault(entry.warc_file, {})[entry.warc_offset] = entry
    names = _names(folder)
    for name in sorted({*sizes, *expected} - set(names)):
        yield Fault(str(folder / name), "the index names it and it is gone", COPY)
    last = max((name for name in names if not name.startswith(ADOPTED)), default=None)
    for done, name in enumerate(names, start=1):
        size = (folder / name).stat().st_size
        if size < sizes.get(name, 0):
            yield Fault(str(folder / name), f"has {size} bytes, the index knows {sizes[name]}", COPY)
        yield from _verify_file(folder, name, expected.pop(name, {}), check, is_last=name == last)
        check.files, check.bytes = check.files + 1, check.bytes + size
        progress("verify", "archive files", done, len(names))


def _names(folder: Path) -> list[str]:
    ours = [path.name for path in folder.glob(f"{PREFIX}*{SUFFIX}")]
    adopted = [ADOPTED + path.name for path in (folder / ADOPTED).glob("*") if path.name.endswith(SUFFIXES)]
    return sorted(ours) + sorted(adopted)


def _verify_file(
    folder: Path, name: str, entries: dict[int, Entry], check: ArchiveCheck, *, is_last: bool
) -> Iterator[Fault]:
    path = folder / name
    for found in frames_of(path, 0):
        place = f"{path} at byte {found.offset}"
        if isinstance(found, Damage):
            if found.is_torn and is_last:
                yield Fault(place, f"the file ends within a record ({found.problem})", "the next run mends its end")
            elif name.startswith(ADOPTED) and not any(found.offset <= at for at in entries):
                continue  # was like that when it was adopted, and nothing was taken from it
            else:
                yield Fault(place, f"{found.length} bytes are no whole record ({found.problem})", COPY)
            continue
        check.records += 1
        yield from _verify_record(place, found, entries.pop(found.offset, None), check)
    for at, entry in sorted(entries.items()):
        yield Fault(f"{path} at byte {at}", f"the index names a record of {entry.url} here, and there is none", COPY)


def _verify_record(place: str, frame: Frame, entry: Entry | None, check: ArchiveCheck) -> Iterator[Fault]:
    try:
        record = read_record(frame.data)
        for problem in record.problems:
            yield Fault(place, problem, COPY)
        if entry is None or not entry.holds_payload:
            return
        check.payloads += 1
        digest = sha256(record.payload(LONGEST_RECORD))
    except (RecordError, BodyError) as error:
        if entry is not None:
            yield Fault(place, f"the record of {entry.url} cannot be read ({error})", COPY)
        return
    if digest != entry.payload_sha256:
        yield Fault(place, f"the payload of {entry.url} has sha256 {digest}, expected {entry.payload_sha256}", COPY)
