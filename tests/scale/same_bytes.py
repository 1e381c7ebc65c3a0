"""The sample site by workers over Redis into a lake, and back: the same rows, the same bytes, none lost on the way."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.sample_run import SampleRun, klyngekroner
from tests.scale.cluster import scaled_out

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
SAME = "0 added · 0 removed · 0 changed"


def digests(data: Path) -> dict[str, str]:
    """Of every Parquet and CSV file that is published."""
    published = data / "sample" / "published"
    files = sorted([*published.glob("parquet/*"), *published.glob("csv/*")])
    assert len(files) > 30
    return {str(f.relative_to(published)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def test_to_workers_and_a_lake_and_back(sample_run: SampleRun, tmp_path: Path) -> None:
    data = sample_run.copy(tmp_path)
    before, snapshot = digests(data), (data / "sample" / "published").resolve().name
    (data / "sample" / "warehouse.duckdb").unlink()
    shutil.rmtree(data / "sample" / "snapshots" / snapshot)  # so that it is made anew
    with scaled_out(data) as cluster:
        cluster.start("worker", "batches", "--processes", "1")
        there = cluster.run("rebuild", timeout=900)
        assert there.returncode == 0, there.stderr
        assert (data / "sample" / "published").resolve().name == snapshot
        assert digests(data) == before
        assert cluster.postgres.rows("select count(*) from lake_sample.ducklake_data_file")[0][0] > 0
        assert not (data / "sample" / "warehouse.duckdb").exists()
        again = cluster.run("run", timeout=900)  # the whole street, crawl and all, with nothing new
        assert again.returncode == 0, again.stderr
        assert (data / "sample" / "published").resolve().name == snapshot
        verified = cluster.run("verify")
        assert verified.returncode == 0, verified.stdout
    back = klyngekroner("rebuild", "--site", "sample", data=data)
    assert back.returncode == 0, back.stderr
    assert SAME in back.stdout
    assert digests(data) == before
