"""A full disk at each stage, folders that may not be written in, damaged files: named, contained, mended."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sample_run import SampleRun, klyngekroner
from warehouse.publish import FILES
from warehouse.snapshots import Snapshots, read_manifest

# What the last run of a full disk has room for besides what is there, in KiB: each ends in a later stage.
ROOM = (600, 400, 800, 1500, 4000, 8000, 8000)
ENOUGH = 300_000

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")


@contextmanager
def small_disk(folder: Path, kib: int) -> Iterator[Path]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def remount(folder: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", str(folder)], check=True)


@contextmanager
def untouchable(path: Path) -> Iterator[None]:
    """Nobody may write there or below, root neither."""
    everything = ["find", str(path), "-not", "-type", "l", "-exec"]
    taken, given = (["chattr", "+i"], ["chattr", "-i"]) if os.geteuid() == 0 else (["chmod", "a-w"], ["chmod", "u+w"])
    subprocess.run([*everything, *taken, "{}", "+"], check=True)
    try:
        yield
    finally:
        subprocess.run([*everything, *given, "{}", "+"], check=True)


def is_whole(site: Path) -> bool:
    """What is published, if anything, is as it was written."""
    published = Snapshots(site).published()
    return published is None or Snapshots(site).is_whole(published.name, FILES)


@needs_root
def test_a_full_disk_is_named_at_each_stage_and_healed_by_room(sample_run: SampleRun, tmp_path: Path) -> None:
    expected = read_manifest(sample_run.data / "sample" / "published")["id"]
    said = []
    with small_disk(tmp_path / "disk", 100) as disk:
        size = 100
        for room in ROOM:
            size += room
            remount(disk, f"size={size}k")
            result = klyngekroner("run", data=disk)
            last = result.stderr.strip().splitlines()[-1]
            assert result.returncode == 1, (size, last)
            assert "Traceback" not in result.stderr, (size, result.stderr[-3000:])
            assert "room" in result.stderr or "free space" in result.stderr, (size, last)
            assert is_whole(disk / "sample")
            said.append(f"{size} KiB: {last[:160]}")
        remount(disk, f"size={ENOUGH}k")
        healed = klyngekroner("run", data=disk)
        assert healed.returncode == 0, healed.stderr
        assert read_manifest(disk / "sample" / "published")["id"] == expected
        assert klyngekroner("verify", data=disk).returncode == 0
    print("\n" + "\n".join(said))


@needs_root
@pytest.mark.parametrize(("place", "kib"), [("archive", 40), ("archive", 200), ("snapshots", 100), ("snapshots", 3000)])
def test_a_full_disk_of_its_own_is_named_by_what_lies_there_and_healed_by_room(
    sample_run: SampleRun, tmp_path: Path, place: str, kib: int
) -> None:
    """Where Dagster's record lies on another disk, so that it is not the first to fail."""
    expected = read_manifest(sample_run.data / "sample" / "published")["id"]
    site = tmp_path / "data" / "sample"
    site.mkdir(parents=True)
    with small_disk(site / place, kib) as disk:
        result = klyngekroner("run", data=tmp_path / "data")
        said = result.stderr.strip().splitlines()
        assert result.returncode == 1, said[-1]
        assert "Traceback" not in result.stderr, result.stderr[-3000:]
        assert any(str(disk) in line and "room" in line for line in said), said
        assert is_whole(site)
        remount(disk, f"size={ENOUGH}k")
        healed = klyngekroner("run", data=tmp_path / "data")
        assert healed.returncode == 0, healed.stderr
        assert read_manifest(site / "published")["id"] == expected
        assert klyngekroner("verify", data=tmp_path / "data").returncode == 0
    print("\n" + "\n".join(line[:160] for line in said[-3:]))


@needs_root
def test_a_disk_that_is_read_only_is_named_and_nothing_is_lost(sample_run: SampleRun, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", ENOUGH) as disk:
        data = sample_run.copy(disk)
        remount(disk, "ro")
        result = klyngekroner("run", data=data)
        assert result.returncode == 1
        assert "Read-only file system; expected a folder that this user may write in" in result.stderr
        assert klyngekroner("status", data=data).returncode in (0, 3)  # it only reads
        remount(disk, "rw")
        assert klyngekroner("run", data=data).returncode == 0


@pytest.mark.parametrize("place", [".", "archive", "warehouse.duckdb", "snapshots", "dagster"])
def test_what_may_not_be_written_is_named_and_the_next_run_heals(
    sample_run: SampleRun, tmp_path: Path, place: str
) -> None:
    data = sample_run.copy(tmp_path)
    site = data / "sample"
    before = read_manifest(site / "published")["id"]
    later = {"KLYNGEKRONER_AS_OF": "2025-10-16"}
    with untouchable(site / place):
        result = klyngekroner("run", data=data, **later)
        assert result.returncode == 1, (place, result.stderr)
        assert "Traceback" not in result.stderr, result.stderr[-3000:]
        assert "may write" in result.stderr, result.stderr[-3000:]
        assert read_manifest(site / "published")["id"] == before
        assert is_whole(site)
    assert klyngekroner("run", data=data, **later).returncode == 0


def test_damage_is_named_contained_and_mended_by_a_copy_and_rebuild(sample_run: SampleRun, tmp_path: Path) -> None:
    """A flipped bit and a deleted file of the archive; then a warehouse that is cut off."""
    data = sample_run.copy(tmp_path)
    site = data / "sample"
    before = read_manifest(site / "published")
    (ours,) = (site / "archive").glob("*.warc.gz")
    (adopted,) = (site / "archive" / "adopted").glob("*.warc.gz")
    kept = {path: path.read_bytes() for path in (ours, adopted)}
    ours.write_bytes(_flipped(kept[ours], len(kept[ours]) // 2))
    adopted.unlink()
    verified = klyngekroner("verify", data=data)
    assert verified.returncode == 1
    assert str(ours) in verified.stdout
    assert str(adopted) in verified.stdout
    assert "put the file back from a copy" in verified.stdout
    contained = klyngekroner("rebuild", data=data)
    assert contained.returncode == 0, contained.stderr
    left = read_manifest(site / "published")["tables"]["releases"]["rows"]
    assert before["tables"]["releases"]["rows"] - 60 < left < before["tables"]["releases"]["rows"]
    for path, data_of in kept.items():
        path.write_bytes(data_of)
    warehouse = site / "warehouse.duckdb"
    os.truncate(warehouse, warehouse.stat().st_size // 2)
    torn = klyngekroner("run", data=data)
    assert torn.returncode == 1
    assert "delete it and run `klyngekroner rebuild`" in torn.stderr, torn.stderr
    assert is_whole(site)
    mended = klyngekroner("rebuild", data=data)
    assert mended.returncode == 0, mended.stderr
    assert read_manifest(site / "published")["id"] == before["id"]
    assert klyngekroner("verify", data=data).returncode == 0


def _flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
