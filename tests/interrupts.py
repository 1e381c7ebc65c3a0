"""Ctrl-C in the middle of long commands, by ``make test-faults``: exit 130, all is whole, nobody is told of a failure.

Too slow for ``make test``, which collects test_*.py only.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import dagster as dg
import pytest

from pipelines.cli import STOPPED
from tests.receivers import receivers
from tests.sample_run import KLYNGEKRONER, SampleRun, klyngekroner

# each command, in the order of a life, and what it says on stderr in the middle of its work
PAST = ("backfill", "regjeringen", "--from", "2005", "--to", "2025")
LISTED, READ = r"· listed ", r"^parse · pages read"
BUILDING = 6.0  # seconds after the pages were read: dbt is at work


def stopped(data: Path, command: tuple[str, ...], middle: str, seconds: float, **environment: str) -> tuple[int, str]:
    """Exit code and stderr; ``seconds`` after the command said ``middle``, Ctrl-C comes for it and its children."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("KLYNGEKRONER_", "DAGSTER_"))}
    env |= {"KLYNGEKRONER_DATA_DIR": str(data), **environment}
    line = [str(KLYNGEKRONER), *command, "--site", "sample"]
    with subprocess.Popen(line, env=env, stderr=subprocess.PIPE, text=True, process_group=0) as process:
        assert process.stderr is not None
        told = []
        for said in process.stderr:
            told.append(said)
            if re.search(middle, said):
                time.sleep(seconds)
                os.killpg(process.pid, signal.SIGINT)
                break
        told += process.stderr.readlines()
        return process.wait(120), "".join(told)


@pytest.mark.parametrize(
    ("command", "middle", "seconds"),
    [(PAST, "·", 0), (("run",), LISTED, 0), (("run",), READ, 0), (("run",), READ, BUILDING)],
    ids=["backfill", "crawling", "loading", "building"],
)
def test_a_command_that_is_stopped_by_hand_leaves_everything_whole(
    tmp_path: Path, command: tuple[str, ...], middle: str, seconds: float
) -> None:
    with receivers() as received:
        code, told = stopped(tmp_path, command, middle, seconds, KLYNGEKRONER_ALERTS=received.addresses)
    assert code == STOPPED, told
    assert told.splitlines()[-1].startswith("stopped: nothing is lost"), told
    assert "Traceback" not in told
    assert (received.mails, received.posts) == ([], [])
    site = tmp_path / "sample"
    assert [name for name in ("alerts.log", "last_run.json", "published") if (site / name).exists()] == []
    verified = klyngekroner("verify", "--json", data=tmp_path)
    faults = json.loads(verified.stdout)["faults"]  # there may be no warehouse yet
    assert [one for one in faults if one["problem"] != "there is none"] == []
    if command == ("run",):
        with dg.DagsterInstance.from_config(str(site / "dagster")) as instance:
            assert [run.status for run in instance.get_runs()] == [dg.DagsterRunStatus.CANCELED]
    if seconds:
        again = klyngekroner("run", "--site", "sample", data=tmp_path)
        assert again.returncode == 0, again.stderr


def test_a_rebuild_that_is_stopped_by_hand_takes_nothing_from_analysts(sample_run: SampleRun, tmp_path: Path) -> None:
    data = sample_run.copy(tmp_path)
    published = (data / "sample" / "published").readlink()
    noted = (data / "sample" / "last_run.json").read_bytes()
    code, told = stopped(data, ("rebuild",), READ, BUILDING)
    assert (code, "Traceback" in told) == (STOPPED, False), told
    assert (data / "sample" / "published").readlink() == published
    assert (data / "sample" / "last_run.json").read_bytes() == noted
    again = klyngekroner("rebuild", "--site", "sample", data=data)
    assert again.returncode == 0, again.stderr
    assert (data / "sample" / "published").readlink() == published
