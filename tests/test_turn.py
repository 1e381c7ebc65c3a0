"""A run that was killed keeps nobody waiting: the next one gives it up. A run that goes on is waited for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest

from pipelines.turn import PROCESS, end_what_hangs, give_up_dead_runs, this_process, wait_for_turn
from tests.conftest import REPOSITORY
from tests.loopback import FakeClock

HOLDS_THE_POOL = """
import sys, time
import dagster as dg

@dg.asset(pool="warehouse")
def held():
    print("held", flush=True)
    time.sleep(600)

with dg.DagsterInstance.from_config(sys.argv[1]) as instance:
    dg.materialize([held], instance=instance)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "dagster.yaml").write_bytes((REPOSITORY / "pipelines" / "dagster.yaml").read_bytes())
    return tmp_path


@contextmanager
def holding_the_pool(home: Path) -> Iterator[tuple[subprocess.Popen[str], dg.DagsterInstance]]:
    """A run in a process of its own whose step goes on, and the record that Dagster keeps of it."""
    command = [sys.executable, "-W", "ignore", "-c", HOLDS_THE_POOL, str(home)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run,
        dg.DagsterInstance.from_config(str(home)) as instance,
    ):
        assert run.stdout is not None
        assert any(line.strip() == "held" for line in run.stdout)
        yield run, instance


def test_a_killed_run_is_given_up_and_its_pool_is_free(home: Path) -> None:
    with holding_the_pool(home) as (run, instance):
        assert give_up_dead_runs(instance) == []
        (waiting,) = instance.event_log_storage.get_concurrency_info("warehouse").claimed_slots
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert give_up_dead_runs(instance) == [waiting.run_id]
        dead = instance.get_run_by_id(waiting.run_id)
        assert dead is not None
        assert dead.status is dg.DagsterRunStatus.FAILURE
        told = instance.event_log_storage.get_concurrency_info("warehouse")
        assert (told.claimed_slots, told.pending_steps) == ([], [])
        assert give_up_dead_runs(instance) == []


def test_a_run_whose_step_hangs_is_ended_and_says_which(home: Path) -> None:
    with holding_the_pool(home) as (run, instance):
        assert end_what_hangs(instance, 3600) == []
        assert end_what_hangs(instance, 0, exempt=["held"]) == []
        assert run.poll() is None
        (hung,) = end_what_hangs(instance, 0)
        assert run.wait(10) == -signal.SIGKILL
        (failed,) = instance.get_runs(filters=dg.RunsFilter(statuses=[dg.DagsterRunStatus.FAILURE]))
        assert failed.run_id == hung
        (event,) = instance.all_logs(hung, of_type=dg.DagsterEventType.RUN_FAILURE)
        assert event.dagster_event is not None
        assert str(event.dagster_event.message).startswith("held: took longer than 0 hours, expected less")
        give_up_dead_runs(instance)
        told = instance.event_log_storage.get_concurrency_info("warehouse")
        assert (told.claimed_slots, told.pending_steps) == ([], [])
        assert end_what_hangs(instance, 0) == []


def test_a_run_waits_for_one_that_goes_on_and_not_for_a_process_of_the_same_number(home: Path) -> None:
    @dg.asset
    def nothing() -> None:
        """A run to look at."""

    class Clock(FakeClock):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds)
            if len(self.slept) == 3:
                instance.report_run_failed(goes_on)

    with dg.DagsterInstance.from_config(str(home)) as instance:
        job = dg.Definitions(assets=[nothing], jobs=[dg.define_asset_job("all", "*")]).resolve_job_def("all")
        started = dg.DagsterRunStatus.STARTED
        goes_on = instance.create_run_for_job(job, tags={PROCESS: this_process()}, status=started)
        number = this_process().partition("@")[0]
        other = instance.create_run_for_job(job, tags={PROCESS: f"{number}@1@another-boot"}, status=started)
        said: list[str] = []
        clock = Clock()
        wait_for_turn(instance, clock, said.append)
        assert len(clock.slept) == 3
        assert said == [
            f"run {other.run_id} was killed: it is given up, and what it had begun is done again",
            f"run {goes_on.run_id} is under way in process {this_process()}: waiting",
        ]


STARTS_DBT = """
import os, subprocess, sys
os.environ["KLYNGEKRONER_RUN_PROCESS"] = str(os.getpid())
print(subprocess.Popen(sys.argv[1:]).pid, flush=True)
input()
"""


@pytest.mark.parametrize("wait", [0, 4], ids=["at once", "a while later"])
def test_dbt_ends_with_the_run_that_started_it(tmp_path: Path, wait: float) -> None:
    """Whatever dbt does: here it waits for its project from a pipe that nobody writes to."""
    os.mkfifo(tmp_path / "dbt_project.yml")  # dbt opens it as it is; of profiles.yml it asks whether it is a file
    dbt = [str(Path(sys.executable).with_name("klyngekroner-dbt")), "parse", "--project-dir", str(tmp_path)]
    command = [sys.executable, "-c", STARTS_DBT, *dbt, "--profiles-dir", str(REPOSITORY / "dbt_project")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        number = int(run.stdout.readline())
        time.sleep(wait)
        assert is_running(number)
        run.kill()
        run.wait()
    until = time.monotonic() + 60
    while is_running(number):
        assert time.monotonic() < until, "dbt goes on without its run"
        time.sleep(0.05)


def is_running(number: int) -> bool:
    """A process that has ended and is not missed yet does not run."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
