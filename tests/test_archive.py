"""The archive at its files: what is written reads back, what is torn is mended, and one process writes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastwarc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.recordloader import ArcWarcRecord  # type: ignore[import-untyped]

from scrapers.crawl.archive import ArchiveError
from scrapers.crawl.exchange import Attempt
from scrapers.crawl.frames import Damage
from scrapers.crawl.store import frames_of
from scrapers.crawl.warc import digest_label, sha256
from scrapers.model import CrawlVerdict
from tests.archiving import BODY, OURS, URL, attempt, fill, link, opened
from tests.conftest import REPOSITORY
from tests.loopback import FakeClock


def records(path: Path) -> Iterator[ArcWarcRecord]:
    """As another program reads them, every digest checked."""
    with path.open("rb") as file:
        yield from ArchiveIterator(file, check_digests="raise")


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_what_is_written_reads_back_with_warcio(tmp_path: Path) -> None:
    clock = FakeClock()
    with opened(tmp_path, clock) as archive:
        page = attempt(clock, ETag='"7"', Content_Encoding="gzip", Content_Length="99", X_Word="blåbær")
        archive.write(page, "klynge", "news")
        archive.write(attempt(clock, b"borte", url=f"{URL}borte", status=410, outcome="gone"), "klynge", "news")
        archive.write(Attempt(f"{URL}lukket", "robots_denied", clock.now(), "robots.txt closes it"), "klynge", "news")
    info, response, request, gone, _, denied = records(tmp_path / OURS)
    assert info.rec_type == "warcinfo"
    assert (response.rec_type, request.rec_type, denied.rec_type) == ("response", "request", "metadata")
    assert response.rec_headers.get_header("WARC-Target-URI") == URL
    assert response.rec_headers.get_header("WARC-Payload-Digest") == digest_label(sha256(BODY))
    assert request.rec_headers.get_header("WARC-Concurrent-To") == response.rec_headers.get_header("WARC-Record-ID")
    assert response.http_headers.get_header("Content-Encoding") is None, "the body is stored decoded"
    assert response.http_headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert response.http_headers.get_header("Content-Length") == str(len(BODY))
    assert gone.http_headers.get_statuscode() == "410"
    bodies = [record.content_stream().read() for record in records(tmp_path / OURS) if record.rec_type == "response"]
    assert bodies == [BODY, b"borte"]


def test_what_is_written_reads_back_with_fastwarc(tmp_path: Path) -> None:
    clock = FakeClock()
    with opened(tmp_path, clock) as archive:
        fill(archive, clock, 3)
        archive.write(attempt(clock, BODY, url=f"{URL}x"), "klynge", "news")
        archive.write(attempt(clock, BODY, url=f"{URL}x"), "klynge", "news")
    with (tmp_path / OURS).open("rb") as file:
        found = [
            (record.headers.get("WARC-Type"), record.headers.get("WARC-Target-URI"), record.verify_block_digest())
            for record in FastIterator(file, verify_digests=False, parse_http=False)
        ]
    kinds = [kind for kind, *_ in found]
    assert kinds == ["warcinfo", *["metadata", "response", "request"] * 3, "response", "request", "revisit", "request"]
    assert all(is_whole for _, _, is_whole in found[1:])
    assert {url for _, url, _ in found[1:]} == {f"https://www.klynge.no/side/id{n}/" for n in range(3)} | {f"{URL}x"}


def test_a_revisit_is_written_for_the_same_bytes_or_a_304_only_and_says_what_it_refers_to(tmp_path: Path) -> None:
    clock = FakeClock()
    with opened(tmp_path, clock) as archive:
        outcomes = [
            archive.write(attempt(clock, body, **({"ETag": '"7"'} if body else {}), **how), "klynge", "news").outcome  # type: ignore[arg-type]
            for body, how in (
                (BODY, {}),
                (BODY, {}),
                (b"", {"status": 304, "outcome": "not_modified"}),
                (b"endret", {}),
                (BODY, {}),
            )
        ]
        other = archive.write(attempt(clock, BODY, url=f"{URL}en-annen"), "klynge", "news")
        assert archive.read(archive.fetches()[2]).body == BODY
    assert outcomes == ["fetched", "same_bytes", "not_modified", "fetched", "fetched"]
    assert other.outcome == "fetched"
    answers = [record for record in records(tmp_path / OURS) if record.rec_type in ("response", "revisit")]
    assert [record.rec_type for record in answers] == [
        "response", "revisit", "revisit", "response", "revisit", "response",
    ]  # fmt: skip
    first = answers[0].rec_headers
    for revisit in (answers[1].rec_headers, answers[2].rec_headers, answers[4].rec_headers):
        assert revisit.get_header("WARC-Refers-To-Target-URI") == URL
        assert revisit.get_header("WARC-Refers-To-Date") == first.get_header("WARC-Date")
        assert revisit.get_header("WARC-Payload-Digest") == first.get_header("WARC-Payload-Digest")
    profiles = [
        record.rec_headers.get_header("WARC-Profile").rpartition("/")[2]
        for record in answers
        if record.rec_type == "revisit"
    ]
    assert profiles == ["identical-payload-digest", "server-not-modified", "identical-payload-digest"]


def test_the_index_may_be_deleted_and_is_built_again_equal(tmp_path: Path) -> None:
    clock, folder = FakeClock(), tmp_path / "archive"
    made = []
    for number, pages in enumerate((4, 6)):  # the second file holds the captures of the first, and two more
        with opened(tmp_path / f"other{number}", FakeClock()) as other:
            fill(other, FakeClock(), pages)
        made.append(tmp_path / f"other{number}" / OURS)
    with opened(folder, clock, max_bytes=1500) as archive:
        archive.write_links([link("ø", "https://www.klynge.no/støtte/ø/")])
        archive.write(attempt(clock, url="https://www.klynge.no/støtte/ø/"), "klynge", "news")
        archive.write(attempt(clock, url="http://www.klynge.no:99999/["), "klynge", "news")
        fill(archive, clock)
        archive.write_listed("klynge", "news")
        archive.write_verdict(CrawlVerdict("klynge", False, clock.now(), None, reason="nede", warnings=("a", "b")))
        assert [archive.adopt(path, "wayback").new_count for path in made] == [4, 2]
        fetches, pages_ = archive.fetches(), [page for _, page in archive.pages()]
    assert len(list(folder.glob("*.warc.gz"))) > 2
    saved = (folder / "index.cdxj").read_bytes()
    for spoil in (Path.unlink, lambda path: path.write_bytes(saved[: saved.rindex(b"\n", 0, -1) + 1])):
        spoil(folder / "index.cdxj")
        with opened(folder) as archive:
            assert archive.fetches() == fetches
            assert [page for _, page in archive.pages()] == pages_
        assert (folder / "index.cdxj").read_bytes() == saved


@pytest.mark.parametrize("has_index", [True, False])
def test_a_tail_torn_at_any_byte_is_mended_and_whole_records_stay(tmp_path: Path, has_index: bool) -> None:
    clock = FakeClock()
    with opened(tmp_path / "whole", clock) as archive:
        fill(archive, clock, 2)
        before = (tmp_path / "whole" / OURS).stat().st_size
        archive._is_changed = has_index
    with opened(tmp_path / "whole", clock) as archive:
        fetch = archive.write(attempt(clock, b"den siste"), "klynge", "news")
        archive._is_changed = False  # the run is killed before it can save its index
    whole = (tmp_path / "whole" / OURS).read_bytes()
    assert fetch.warc_length is not None
    last = {before: 0, before + fetch.warc_length: 1, len(whole): 1}
    for size in sorted({*range(before, len(whole), 23), *last, before + 1, before + 2, before + 3, len(whole) - 1}):
        folder = tmp_path / "torn"
        shutil.copytree(tmp_path / "whole", folder)
        (folder / OURS).write_bytes(whole[:size])
        with opened(folder, clock) as archive:
            kept = sum(page.body == b"den siste" for _, page in archive.pages())
            assert kept == (size >= before + fetch.warc_length)
            archive.write(attempt(clock, b"og videre"), "klynge", "news")
        end = max(offset for offset in last if offset <= size)
        assert (folder / OURS).read_bytes()[:end] == whole[:end]
        assert b"og videre" in [r.content_stream().read() for r in records(folder / OURS) if r.rec_type == "response"]
        assert not list(folder.glob("*.damaged*")), "a torn record is no evidence of anything"
        shutil.rmtree(folder)


def test_bytes_that_were_never_a_record_are_put_aside(tmp_path: Path) -> None:
    clock = FakeClock()
    with opened(tmp_path, clock) as archive:
        fill(archive, clock, 1)
    whole = (tmp_path / OURS).read_bytes()
    (tmp_path / OURS).write_bytes(whole + b"\x00" * 700)
    with opened(tmp_path, clock) as archive:
        assert len(archive.fetches()) == 1
    assert (tmp_path / OURS).read_bytes() == whole
    assert (tmp_path / f"{OURS}.damaged-{len(whole)}").read_bytes() == b"\x00" * 700


def test_damage_in_the_middle_costs_that_record_alone_and_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = FakeClock()
    with opened(tmp_path, clock) as archive:
        fill(archive, clock, 5)
        hit = archive.fetches()[2]
    assert hit.warc_offset is not None
    spoilt = bytearray((tmp_path / OURS).read_bytes())
    spoilt[hit.warc_offset + 200] ^= 0xFF
    (tmp_path / OURS).write_bytes(spoilt)
    with (
        opened(tmp_path, read_only=True) as archive,
        pytest.raises(ArchiveError, match=rf"{OURS} at byte {hit.warc_offset}"),
    ):
        archive.read(hit)
    (tmp_path / "index.cdxj").unlink()
    with opened(tmp_path) as archive:
        assert [fetch.url[-4:] for fetch in archive.fetches()] == ["id0/", "id1/", "id3/", "id4/"]
    assert (tmp_path / OURS).read_bytes() == spoilt
    assert f"at byte {hit.warc_offset}" in caplog.text


def test_a_file_that_is_lost_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    clock = FakeClock()
    with opened(tmp_path, clock, max_bytes=1) as archive:
        fill(archive, clock, 3)
        lost = archive.fetches()[1]
    assert lost.warc_file is not None
    (tmp_path / lost.warc_file).unlink()
    with opened(tmp_path, clock) as archive:
        assert [fetch.url[-4:] for fetch in archive.fetches()] == ["id0/", "id2/"]
    assert f"{lost.warc_file} is gone" in caplog.text


def test_a_second_writer_is_told_who_writes_and_a_dead_one_holds_nothing(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from scrapers.clock import SystemClock\n"
        "from scrapers.crawl.archive import Archive\n"
        "archive = Archive.open(pathlib.Path(sys.argv[1]), SystemClock())\n"
        "print('open', flush=True)\n"
        "sys.stdin.read()\n"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": REPOSITORY}
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], **pipes) as writer:  # type: ignore[call-overload]
        assert writer.stdout.readline() == "open\n"
        with pytest.raises(ArchiveError, match=f"process {writer.pid} is writing to it"):
            opened(tmp_path)
        with opened(tmp_path, read_only=True) as reader:
            assert reader.fetches() == []
        writer.kill()
    with opened(tmp_path) as archive:
        archive.write(attempt(FakeClock()), "klynge", "news")


def test_opening_to_read_writes_nothing(tmp_path: Path) -> None:
    clock = FakeClock()
    with opened(tmp_path, clock) as archive:
        fill(archive, clock)
    (tmp_path / "index.cdxj").unlink()
    (tmp_path / OURS).write_bytes((tmp_path / OURS).read_bytes()[:-10])
    before = snapshot(tmp_path)
    with opened(tmp_path, read_only=True) as archive:
        assert len([page for _, page in archive.pages()]) == 5
        with pytest.raises(ArchiveError, match="opened for reading"):
            archive.write(attempt(clock), "klynge", "news")
        with pytest.raises(ArchiveError, match="opened for reading"):
            archive.write_links([link("9", URL)])
    assert snapshot(tmp_path) == before
    with opened(tmp_path / "none", read_only=True) as archive:
        assert archive.fetches() == []
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_that_cannot_be_is_named_with_what_to_do(tmp_path: Path, read_only: bool) -> None:
    (tmp_path / "file").write_bytes(b"not a folder")
    with pytest.raises(ArchiveError, match=r"archive .*file.*expected a folder .*KLYNGEKRONER_DATA_DIR"):
        opened(tmp_path / "file", read_only=read_only)


def test_a_full_disk_ends_in_an_error_and_leaves_whole_records(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from resource import RLIMIT_FSIZE, RLIM_INFINITY, setrlimit\n"
        "from tests.archiving import *\n"
        "from scrapers.crawl.archive import ArchiveError\n"
        "clock = FakeClock()\n"
        "with opened(pathlib.Path(sys.argv[1]), clock) as archive:\n"
        "    setrlimit(RLIMIT_FSIZE, (5000, RLIM_INFINITY))\n"
        "    try:\n"
        "        fill(archive, clock, 50)\n"
        "    except ArchiveError as error:\n"
        "        print(error, file=sys.stderr)\n"
        "    setrlimit(RLIMIT_FSIZE, (RLIM_INFINITY, RLIM_INFINITY))\n"
        "    archive.write(attempt(clock, b'room again'), 'klynge', 'news')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert "cannot write klyngekroner-00001.warc.gz" in ended.stderr
    assert "expected a folder with room" in ended.stderr
    assert "Traceback" not in ended.stderr
    bodies = [r.content_stream().read() for r in records(tmp_path / OURS) if r.rec_type == "response"]
    assert len(bodies) >= 3
    assert bodies[-1] == b"room again"
    assert [frame for frame in frames_of(tmp_path / OURS, 0) if isinstance(frame, Damage)] == []


def test_a_clock_that_was_set_back_does_not_change_the_order(tmp_path: Path) -> None:
    clock = FakeClock()
    with opened(tmp_path, clock) as archive:
        clock.sleep(3600)
        archive.write(attempt(clock, b"en"), "klynge", "news")
    with opened(tmp_path, FakeClock()) as archive:
        archive.write(attempt(FakeClock(), b"to"), "klynge", "news")
        assert archive.read(archive.fetches()[-1]).body == b"to"
        assert archive.fetches()[-1].attempted_at - archive.fetches()[0].attempted_at < timedelta(seconds=2)
