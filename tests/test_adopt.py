"""WARC files that somebody else wrote: adopted byte for byte, or named with what is wrong with them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from scrapers.crawl.archive import DamagedWarcError
from tests.archiving import OURS, attempt, fill, opened
from tests.loopback import FakeClock


@pytest.mark.parametrize(
    ("name", "new", "is_whole"),
    [
        ("example.warc", 2, True),
        ("example.warc.gz", 2, True),
        ("example.arc", 1, True),
        ("example.arc.gz", 1, True),
        ("example-iana.org-chunked.warc", 1, True),
        ("example-resource.warc.gz", 1, True),
        ("example-space-in-target-uri.warc.gz", 1, True),
        ("example-space-in-url.arc", 1, True),
        ("example-wget-bad-target-uri.warc.gz", 3, True),
        ("post-test.warc.gz", 3, True),
        ("bad.arc", 1, False),
        ("example-digest.warc", 0, False),
        ("example-trunc.warc", 0, False),
        ("example-bad-non-chunked.warc.gz", None, False),
        ("example-bad.warc.gz.bad", None, False),
        ("example-wrong-chunks.warc.gz", None, False),
        ("LICENSE", None, False),
    ],
)
def test_a_foreign_file_is_adopted_or_named(
    shared: Path, tmp_path: Path, name: str, new: int | None, is_whole: bool
) -> None:
    path = shared / "suites" / "warcio" / name
    with opened(tmp_path) as archive:
        if new is None:
            with pytest.raises(DamagedWarcError, match=r"at byte 0 .*expected a whole WARC or ARC file"):
                archive.adopt(path)
            assert archive.fetches() == []
            return
        report = archive.adopt(path)
        assert (report.new_count, report.problem is None) == (new, is_whole)
        assert len(list(archive.pages())) <= new
        assert archive.adopt(path).new_count == 0, "a file is adopted once"
    if report.warc_file:
        assert (tmp_path / report.warc_file).read_bytes() == path.read_bytes()


def test_whatever_is_done_to_a_file_adopting_it_ends_in_a_report_or_a_typed_error(tmp_path: Path) -> None:
    clock, chance = FakeClock(), random.Random(8)
    with opened(tmp_path / "other", clock) as other:
        fill(other, clock, 3)
    packed = (tmp_path / "other" / OURS).read_bytes()
    plain = b"".join(_unpacked(packed))
    signs = (b"\r\n", b"9" * 30, b"\x00", b"<", b" ", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n")
    damage: list[Callable[[bytes, int], bytes]] = [
        lambda data, at: data[:at],
        lambda data, at: data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
        lambda data, at: data[:at] + data[at + chance.randint(1, 30) :],
        lambda data, at: data[:at] + chance.choice(signs) + data[at:],
        lambda data, at: data[:at] + data[at:].replace(b"WARC-Target-URI", b"WARC-Target-URL"),
    ]
    path = tmp_path / "foreign.warc"
    reports = 0
    with opened(tmp_path / "archive") as archive:
        for number in range(300):
            data = plain if number % 2 else packed
            for _ in range(chance.randint(1, 4)):
                data = chance.choice(damage)(data, chance.randrange(len(data)) if data else 0)
            path.write_bytes(data)
            with suppress(DamagedWarcError):
                reports += archive.adopt(path).new_count >= 0
        fetches, pages = archive.fetches(), [page for _, page in archive.pages()]
    assert reports > 50
    (tmp_path / "archive" / "index.cdxj").unlink()
    with opened(tmp_path / "archive") as archive:
        assert archive.fetches() == fetches
        assert [page for _, page in archive.pages()] == pages


def _unpacked(packed: bytes) -> Iterator[bytes]:
    while packed:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        yield member.decompress(packed)
        packed = member.unused_data


def test_a_half_copied_file_is_not_taken_for_an_adopted_one(tmp_path: Path) -> None:
    clock = FakeClock()
    with opened(tmp_path / "other", clock) as other:
        fill(other, clock, 3)
    with opened(tmp_path / "archive") as archive:
        report = archive.adopt(tmp_path / "other" / OURS)
        assert report.warc_file is not None
    adopted = tmp_path / "archive" / report.warc_file
    adopted.rename(adopted.with_name(adopted.name + ".tmp"))
    (tmp_path / "archive" / "index.cdxj").unlink()
    with opened(tmp_path / "archive") as archive:
        assert archive.fetches() == []
        assert archive.adopt(tmp_path / "other" / OURS).new_count == 3


def test_captures_keep_their_archive_and_are_never_ours(tmp_path: Path) -> None:
    clock = FakeClock()
    with opened(tmp_path / "other", clock) as other:
        fill(other, clock, 1)
    with opened(tmp_path / "archive") as archive:
        archive.adopt(tmp_path / "other" / OURS, "nettarkivet")
        (fetch,) = archive.fetches()
        assert (fetch.archive, fetch.source, fetch.channel) == ("nettarkivet", "klynge", "captures")
        assert archive.latest(fetch.url) is None, "what others fetched is no attempt of ours"
        assert archive.read(fetch).archive == "nettarkivet"
    (tmp_path / "archive" / "index.cdxj").unlink()
    with opened(tmp_path / "archive") as archive:
        assert archive.fetches() == [fetch]


def test_one_payload_in_many_captures_is_read_as_its_oldest_one(tmp_path: Path) -> None:
    for name, seconds in (("new", 7200), ("old", 0)):
        clock = FakeClock()
        clock.sleep(seconds)
        with opened(tmp_path / name, clock) as other:
            other.write(attempt(clock, content_type=f"text/html; charset={name}"), "klynge", "news")
    with opened(tmp_path / "archive") as archive:
        for name in ("new", "old"):
            assert archive.adopt(tmp_path / name / OURS).new_count == 1
        (page,) = [page for _, page in archive.pages()]
        assert page.content_type == "text/html; charset=old"
    for path in (tmp_path / "archive").glob("index*"):
        path.unlink()
    with opened(tmp_path / "archive") as archive:
        assert [page for _, page in archive.pages()] == [page]


@pytest.mark.parametrize("digits", ["9" * count for count in (9, 18, 40, 5000)], ids=len)
def test_an_absurd_length_is_damage(tmp_path: Path, digits: str) -> None:
    path = tmp_path / "absurd.warc"
    path.write_bytes(f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {digits}\r\n\r\nx\r\n\r\n".encode())
    with opened(tmp_path / "archive") as archive, pytest.raises(DamagedWarcError, match="at byte 0"):
        archive.adopt(path)


def test_import_while_somebody_writes_says_who_and_ends(tmp_path: Path) -> None:
    with opened(tmp_path / "other") as other:
        fill(other, FakeClock(), 1)
    with opened(tmp_path / "sample" / "archive"):
        ended = subprocess.run(
            [str(Path(sys.executable).with_name("klyngekroner")), "import", str(tmp_path / "other" / OURS)],
            env=os.environ | {"KLYNGEKRONER_DATA_DIR": str(tmp_path), "KLYNGEKRONER_SITE": "sample"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert f"process {os.getpid()} is writing to it" in ended.stderr
    assert "Traceback" not in ended.stderr
