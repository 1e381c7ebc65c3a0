"""Where the records of a WARC or ARC file begin and end, and which bytes are damaged.

What a record says is read in warc.py; here are only bytes, offsets and lengths.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

GZIP = b"\x1f\x8b\x08"
CHUNK = 64 * 1024
LONGEST_HEADER = 64 * 1024
LONGEST_RECORD = 64 * 1024 * 1024  # unpacked; a longer one is damage: no page of ours is near it

_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_ARC_LINE = re.compile(rb"(?:filedesc|https?|dns|ftp):[^\n]* \d{12,18} [^\n]* (\S+)\r?\n")
_START = re.compile(rb"\x1f\x8b\x08|(?<=\n)WARC/\d|(?<=\n)https?://[^\n]{1,4000} \d{14} [^\n ]+ \d+\r?\n")


@dataclass(frozen=True, slots=True)
class Frame:
    """One whole record: ``length`` bytes of the file at ``offset``; ``data`` is the record unpacked."""

    offset: int
    length: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that are no whole record. ``is_torn``: the file ends inside a record that had begun well."""

    offset: int
    length: int
    problem: str
    is_torn: bool


class FrameError(ValueError):
    """No whole record begins here."""

    def __init__(self, problem: str, *, is_torn: bool = False) -> None:
        super().__init__(problem)
        self.is_torn = is_torn


def scan(file: BinaryIO, start: int = 0) -> Iterator[Frame | Damage]:
    """Every whole record from ``start`` on, and every damaged stretch between them."""
    size = file.seek(0, 2)
    offset = start
    while offset < size:
        try:
            frame = read_frame(file, offset)
        except FrameError as error:
            resumed = _next_start(file, offset + 1)
            end = size if resumed is None else resumed
            yield Damage(offset, end - offset, str(error), error.is_torn and resumed is None)
            offset = end
        else:
            yield frame
            offset += frame.length


def read_frame(file: BinaryIO, offset: int) -> Frame:
    """The record that begins at ``offset``; raises FrameError when there is no whole one."""
    file.seek(offset)
    head = file.read(LONGEST_HEADER)
    if head.startswith(GZIP):
        return _read_member(file, offset)
    if GZIP.startswith(head):
        raise FrameError(f"file ends inside a gzip header after {len(head)} bytes", is_torn=True)
    length = _record_length(head, len(head) < LONGEST_HEADER)
    if length > LONGEST_RECORD:
        raise FrameError(f"record of {length} bytes, expected at most {LONGEST_RECORD}")
    file.seek(offset)
    data = file.read(length)
    if len(data) < length and _is_whole_answer(data):
        return Frame(offset, len(data), data)
    if len(data) < length:
        raise FrameError(f"record of {length} bytes ends after {len(data)}", is_torn=True)
    blank = _blank_lines(file.read(8))
    return Frame(offset, length + blank, data)


def _read_member(file: BinaryIO, offset: int) -> Frame:
    file.seek(offset)
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    data = bytearray()
    taken = 0
    while not member.eof:
        chunk = member.unconsumed_tail or file.read(CHUNK)
        if not chunk:
            raise FrameError(f"gzip member ends after {taken} bytes", is_torn=True)
        taken += 0 if member.unconsumed_tail else len(chunk)
        try:
            data += member.decompress(chunk, LONGEST_RECORD + 1 - len(data))
        except zlib.error as error:
            raise FrameError(f"broken gzip member: {error}") from error
        if len(data) > LONGEST_RECORD:
            raise FrameError(f"gzip member unpacks to more than {LONGEST_RECORD} bytes")
    record = bytes(data)
    length = _record_length(record[:LONGEST_HEADER], False)
    if len(record) < length:
        raise FrameError(f"record of {length} bytes ends with its gzip member after {len(record)}")
    if record[length:].strip(b"\r\n"):
        raise FrameError(
            f"gzip member holds more than one record ({len(record)} bytes, the first record is {length}); "
            "compress record by record: warcio recompress OLD NEW"
        )
    return Frame(offset, taken - len(member.unused_data), record)


def _record_length(head: bytes, may_be_torn: bool) -> int:
    """Header and content of the WARC or ARC record that ``head`` begins with, in bytes."""
    if head.startswith(b"WARC/"):
        end = re.search(rb"\r?\n\r?\n", head)
        if end is None:
            raise FrameError(f"no end of the WARC header within {len(head)} bytes", is_torn=may_be_torn)
        lengths = _LENGTH.findall(head[: end.end()])
        if len(lengths) != 1:
            raise FrameError(f"{len(lengths)} Content-Length lines in a WARC header, expected 1")
        return end.end() + int(lengths[0])
    line = _ARC_LINE.match(head)
    if line is None:
        raise FrameError(f"neither a WARC nor an ARC record: begins with {head[:40]!r}")
    if re.fullmatch(rb"\d{1,18}", line[1]) is None:
        raise FrameError(f"length {line[1].decode('latin-1')!r} in an ARC record's line, expected a number")
    return line.end() + int(line[1])


def _is_whole_answer(data: bytes) -> bool:
    """Whether an ARC record holds its whole HTTP answer though it is too short: copies of old files lose line ends."""
    line = _ARC_LINE.match(data)
    header, blank, body = data[line.end() if line else len(data) :].partition(b"\n\n")
    lengths = _LENGTH.findall(header)
    return bool(blank) and len(lengths) == 1 and len(body) >= int(lengths[0])


def _blank_lines(after: bytes) -> int:
    """How many bytes of line ends follow an uncompressed record; anything else there means a wrong length."""
    blank = len(after) - len(after.lstrip(b"\r\n"))
    if after and not blank:
        raise FrameError(f"record is followed by {after!r}, expected an empty line; its length is wrong")
    return blank


def _next_start(file: BinaryIO, after: int) -> int | None:
    """The next offset from ``after`` on where a whole record begins."""
    base = max(after - 1, 0)
    while True:
        file.seek(base)
        window = file.read(CHUNK + 8192)
        for match in _START.finditer(window):
            offset = base + match.start()
            if offset >= after and match.start() < CHUNK and _is_whole(file, offset):
                return offset
        if len(window) < CHUNK + 8192:
            return None
        base += CHUNK


def _is_whole(file: BinaryIO, offset: int) -> bool:
    try:
        read_frame(file, offset)
    except FrameError:
        return False
    return True
