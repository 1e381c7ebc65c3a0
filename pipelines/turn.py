"""One run at a time: wait for the one that is under way, give up those whose process is gone, end those that hang.

Dagster believes that a run which was killed still goes on, and keeps its pools taken for ever: nobody but us says
otherwise. The locks of archive and warehouse belong to the system; they are free at once.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Collection
from pathlib import Path

import dagster as dg

from scrapers.clock import Clock

PROCESS = "klyngekroner/process"  # the tag that says in which process a run of the command line goes on
POLL_SECONDS = 1.0
_BEGUN = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]
_PROC = Path("/proc")
_SLACK_SECONDS = 5  # between a process's start as the system tells it and the time of an event in it


def this_process() -> str:
    """Its number, and what tells it from another one of that number: when it began, in ticks since which boot."""
    return _told_of(os.getpid()) or str(os.getpid())


def wait_for_turn(instance: dg.DagsterInstance, clock: Clock, say: Callable[[str], None]) -> None:
    """Return when no run is under way; ``say`` is told of the runs that were given up, and of who is waited for."""
    waited_for: set[str] = set()
    while True:
        for run_id in give_up_dead_runs(instance):
            say(f"run {run_id} was killed: it is given up, and what it had begun is done again")
        under_way = _in_progress(instance, [dg.DagsterRunStatus.STARTED])
        if not under_way:
            return
        for run in under_way:
            if run.run_id not in waited_for:
                say(f"run {run.run_id} is under way in process {_process_of(instance, run) or 'unknown'}: waiting")
                waited_for.add(run.run_id)
        clock.sleep(POLL_SECONDS)


def give_up_dead_runs(instance: dg.DagsterInstance) -> list[str]:
    """Mark runs as failed whose process is gone, and free the pools that ended runs hold or wait for; returns whose."""
    dead = []
    for run in _in_progress(instance, _BEGUN):
        process = _process_of(instance, run)
        if process is not None and not _is_alive(process, instance, run):
            instance.report_run_failed(run, "its process was killed: run again, nothing is lost")
            dead.append(run.run_id)
    storage = instance.event_log_storage
    for pool in storage.get_concurrency_keys():
        told = storage.get_concurrency_info(pool)
        for run_id in {slot.run_id for slot in told.claimed_slots} | {step.run_id for step in told.pending_steps}:
            holder = instance.get_run_by_id(run_id)
            if holder is None or holder.is_finished:
                storage.free_concurrency_slots_for_run(run_id)
    return dead


def end_what_hangs(instance: dg.DagsterInstance, limit_seconds: float, exempt: Collection[str] = ()) -> list[str]:
    """Kill runs one of whose steps takes longer than the limit, but for steps that may; returns whose.

    Dagster limits runs, not steps. Killed they may be at any point: what is archived and published stays.
    """
    ended = []
    for run in _in_progress(instance, [dg.DagsterRunStatus.STARTED]):
        process = _process_of(instance, run)
        too_long = [
            step.step_key
            for step in instance.get_run_step_stats(run.run_id)
            if step.start_time and not step.end_time and time.time() - step.start_time > limit_seconds
        ]
        hanging = [step for step in too_long if step not in exempt]
        if hanging and process is not None and _is_alive(process, instance, run):
            os.kill(int(process.partition("@")[0]), signal.SIGKILL)
            told = (
                f"{', '.join(hanging)}: took longer than {limit_seconds / 3600:g} hours, expected less; its run is "
                "ended, what it has archived stays; run again, or raise KLYNGEKRONER_MAX_STEP_HOURS"
            )
            instance.report_run_failed(run, told)
            ended.append(run.run_id)
    return ended


def _in_progress(instance: dg.DagsterInstance, statuses: list[dg.DagsterRunStatus]) -> list[dg.DagsterRun]:
    return list(instance.get_runs(filters=dg.RunsFilter(statuses=statuses)))


def _process_of(instance: dg.DagsterInstance, run: dg.DagsterRun) -> str | None:
    """Where a run goes on; null for one that has not begun."""
    if told := run.tags.get(PROCESS):
        return told
    for record in instance.all_logs(run.run_id, of_type=dg.DagsterEventType.ENGINE_EVENT):
        event = record.dagster_event
        if event and (pid := event.engine_event_data.metadata.get("pid")):
            return str(pid.value)
    return None


def _is_alive(process: str, instance: dg.DagsterInstance, run: dg.DagsterRun) -> bool:
    number = int(process.partition("@")[0])
    told = _told_of(number)
    if told is None:  # no such process, or a system that tells nothing of it
        return not _PROC.is_dir() and _exists(number)
    if "@" in process:
        return told == process
    record = instance.get_run_record_by_id(run.run_id)
    began = record.start_time if record else None
    return began is None or _began_at(told) <= began + _SLACK_SECONDS


def _told_of(number: int) -> str | None:
    """``number@ticks@boot`` as Linux tells it; null when it does not."""
    try:
        ticks = (_PROC / str(number) / "stat").read_text().rpartition(")")[2].split()[19]
        boot = (_PROC / "sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return None
    return f"{number}@{ticks}@{boot}"


def _began_at(told: str) -> float:
    """Seconds since 1970."""
    lines = (_PROC / "stat").read_text().splitlines()
    booted = next(float(line.split()[1]) for line in lines if line.startswith("btime "))
    return booted + int(told.split("@")[1]) / os.sysconf("SC_CLK_TCK")


def _exists(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it is somebody else's
    return True
