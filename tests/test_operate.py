"""What an operator asks outside of a run: is all whole, is all well, and back to the snapshot before."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from tests.sample_run import SampleRun, klyngekroner
from warehouse.database import writer


def test_what_a_run_left_is_whole_and_status_knows_it(sample_run: SampleRun, tmp_path: Path) -> None:
    data = sample_run.copy(tmp_path)
    before = klyngekroner("status", "--json", data=data)
    told = json.loads(before.stdout)
    assert (before.returncode, told["code"], told["problems"], told["last_verify"]) == (0, 0, [], None)
    assert told["published"]["snapshot"] == (data / "sample" / "published").resolve().name
    assert told["last_run"]["ended"] == "published"
    assert {one["source"]: one["days_behind"] for one in told["sources"]} == {"innovasjonnorge": 0, "regjeringen": 0}
    assert all(one["newest_release_on"] for one in told["sources"])
    archive = [path for path in (data / "sample" / "archive").rglob("*") if path.is_file()]
    assert told["archive"]["bytes"] == sum(path.stat().st_size for path in archive)
    assert 0 < told["archive"]["bytes_per_day"] <= told["archive"]["bytes"]

    verified = klyngekroner("verify", "--json", data=data)
    assert (verified.returncode, json.loads(verified.stdout)["faults"]) == (0, [])
    assert json.loads(verified.stdout)["archive"]["payloads"] > 50
    assert json.loads(klyngekroner("status", "--json", data=data).stdout)["last_verify"]["faults"] == 0


def test_whatever_is_damaged_is_named_with_its_place_and_remedy(sample_run: SampleRun, tmp_path: Path) -> None:
    site = sample_run.copy(tmp_path) / "sample"
    warc = site / "archive" / "klyngekroner-00001.warc.gz"
    flip(warc, warc.stat().st_size // 2)
    published = site / "published"
    flip(published / "parquet" / "awards.parquet", 100)
    (published / "csv" / "releases.csv").unlink()
    with (published / "funding.duckdb").open("r+b") as file:
        file.truncate(10_000)
    with writer(site / "warehouse.duckdb") as connection:
        connection.execute("update raw.awards set evidence = evidence || '!' where ordinal = 1")

    result = klyngekroner("verify", data=site.parent)
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    for place, problem, remedy in (
        ("klyngekroner-00001.warc.gz at byte", "no whole record", "put the file back from a copy"),
        ("parquet/awards.parquet", "has sha256", "klyngekroner rebuild"),
        ("csv/releases.csv", "is gone", "klyngekroner rebuild"),
        ("funding.duckdb", "has sha256", "klyngekroner rebuild"),
        ("warehouse.duckdb", "the evidence of award", "klyngekroner rebuild"),
    ):
        assert any(place in line and problem in line and remedy in line for line in lines), (place, result.stdout)

    status = klyngekroner("status", data=site.parent)
    assert status.returncode == 1
    assert "the last verify found" in status.stdout


def test_snapshots_and_the_index_are_made_again_when_they_are_lost(sample_run: SampleRun, tmp_path: Path) -> None:
    site = sample_run.copy(tmp_path) / "sample"
    before = (site / "published").readlink().name
    shutil.rmtree(site / "snapshots")
    (site / "published").unlink()
    (site / "archive" / "index.cdxj").unlink()
    assert klyngekroner("publish", data=site.parent).returncode == 0
    assert (site / "published").readlink().name == before
    verified = klyngekroner("verify", "--json", data=site.parent)
    assert json.loads(verified.stdout)["faults"] == []


def test_nothing_published_is_broken_not_fine(tmp_path: Path) -> None:
    status = klyngekroner("status", data=tmp_path)
    assert status.returncode == 1
    assert "nothing is published yet; run: klyngekroner run" in status.stdout
    verify = klyngekroner("verify", data=tmp_path)
    assert (verify.returncode, verify.stdout) == (1, "")
    assert "expected an archive" in verify.stderr


def flip(path: Path, at: int) -> None:
    """Turn one bit of a file."""
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1]))
        os.fsync(file.fileno())
