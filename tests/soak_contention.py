"""Two runs at once, a run that begins while another publishes, a reader that never lets go, odd days."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import duckdb
import pytest

from tests.sample_run import KLYNGEKRONER, SampleRun, klyngekroner, own_environment
from warehouse.publish import FILES
from warehouse.snapshots import Snapshots, read_manifest

LONGEST = 1200


def begin(data: Path, log: Path, **environment: str) -> subprocess.Popen[bytes]:
    with log.open("wb") as told:
        return subprocess.Popen(
            [str(KLYNGEKRONER), "run"], env=own_environment(data) | environment, stdout=told, stderr=told
        )


def wait_until(log: Path, said: str) -> None:
    until = time.monotonic() + LONGEST
    while said not in log.read_text(encoding="utf-8", errors="replace"):
        assert time.monotonic() < until, log.read_text(encoding="utf-8", errors="replace")
        time.sleep(0.02)


@pytest.mark.parametrize("mark", ["inbox · ", "marts · "], ids=["while it crawls", "while it publishes"])
def test_a_run_that_begins_while_another_runs_waits_and_both_publish(
    sample_run: SampleRun, tmp_path: Path, mark: str
) -> None:
    """An analyst's connection is open all the time, and sees what it saw."""
    data = sample_run.copy(tmp_path)
    site = data / "sample"
    later = {"KLYNGEKRONER_AS_OF": "2025-10-16"}
    with duckdb.connect(str(site / "published" / "funding.duckdb"), read_only=True) as analyst:
        seen = analyst.execute("from awards order by all").fetchall()
        told = analyst.execute("select told from readme order by all").fetchall()
        first = begin(data, tmp_path / "first", **later)
        wait_until(tmp_path / "first", mark)
        first.send_signal(signal.SIGSTOP)  # it may be done before the second one has started
        second = begin(data, tmp_path / "second", **later)
        wait_until(tmp_path / "second", "is under way in process")
        first.send_signal(signal.SIGCONT)
        assert first.wait(LONGEST) == 0, (tmp_path / "first").read_text()
        assert second.wait(LONGEST) == 0, (tmp_path / "second").read_text()
        assert analyst.execute("from awards order by all").fetchall() == seen
        assert analyst.execute("select told from readme order by all").fetchall() == told
    published = Snapshots(site).published()
    assert published is not None
    assert published.name.startswith("2025-10-16")
    assert Snapshots(site).is_whole(published.name, FILES)
    assert klyngekroner("verify", data=data).returncode == 0


def test_new_year_between_fetch_and_load_moves_no_figure(sample_run: SampleRun, tmp_path: Path) -> None:
    data = sample_run.copy(tmp_path)
    site = data / "sample"
    on_time = klyngekroner("run", data=data, KLYNGEKRONER_AS_OF="2025-12-31")
    assert on_time.returncode in (0, 3), on_time.stderr
    before = read_manifest(site / "published")
    loaded = klyngekroner("rebuild", data=data, KLYNGEKRONER_AS_OF="2026-01-01")
    assert loaded.returncode == 0, loaded.stderr
    assert read_manifest(site / "published")["tables"] == before["tables"]


def test_on_a_leap_day_and_back_by_a_day_no_figure_moves(tmp_path: Path) -> None:
    published = []
    for day in ("2024-02-28", "2024-02-29", "2024-02-28"):
        ended = klyngekroner("run", data=tmp_path, KLYNGEKRONER_AS_OF=day)
        assert ended.returncode == 0, ended.stderr
        manifest = read_manifest(tmp_path / "sample" / "published")
        published.append((manifest["counted_nok"], manifest["tables"]["awards"]))
    assert published[0] == published[1] == published[2]
    assert klyngekroner("verify", data=tmp_path).returncode == 0
