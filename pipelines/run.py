"""The main job from the command line: the same Dagster job, in this process, with a progress display and a summary.

What the job does belongs in defs/; only starting it and telling how it ended belongs here.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Sequence

import dagster as dg
from dagster._core.instance import InstanceRef
from dagster._core.storage.noop_compute_log_manager import NoOpComputeLogManager
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from pipelines.alerts import TOLD, tell
from pipelines.defs.schedules import STREET
from pipelines.event_log import EventLog
from pipelines.home import FolderError, prepare_home
from pipelines.outcome import RunOutcome, ended_as
from pipelines.progress import TerminalProgress
from pipelines.reasons import reason_of
from pipelines.summary import print_changes, print_summary
from pipelines.turn import PROCESS, this_process, wait_for_turn
from scrapers.clock import clock_for
from scrapers.settings import Settings
from scrapers.sources import load_sources
from warehouse.database import WarehouseError
from warehouse.summary import counted_awards

PUBLISHED, NOTHING_PUBLISHED, WRONG_USE, PUBLISHED_STALE, STOPPED = 0, 1, 2, 3, 130
BY_HAND = {"DagsterExecutionInterruptedError", "KeyboardInterrupt"}  # what Ctrl-C and SIGTERM are raised as


def run_refresh(names: Sequence[str]) -> int:
    """Crawl the named sources (all when none is named), load, build, publish; returns the exit code."""
    known = load_sources()
    unknown = sorted(set(names) - set(known))
    if unknown:
        print(f"run: unknown source {', '.join(unknown)}; expected {', '.join(known)}", file=sys.stderr)
        return WRONG_USE
    left_out = [dg.AssetKey(["archive", name]) for name in known if names and name not in names]
    return _execute("refresh", STREET - dg.AssetSelection.assets(*left_out) if left_out else None)


def run_rebuild() -> int:
    """Forget the warehouse, read the whole archive again, build and publish; nothing is fetched.

    Ends with the counted awards that are other than before.
    """
    settings = Settings()
    try:
        before = counted_awards(settings.published_dir)
    except WarehouseError as error:
        print(error, file=sys.stderr)
        return NOTHING_PUBLISHED
    code = _execute("rebuild", None)
    if code in (PUBLISHED, PUBLISHED_STALE):
        print_changes(before, counted_awards(settings.published_dir))
    return code


def _execute(name: str, selection: dg.AssetSelection | None) -> int:
    console = Console(stderr=True)
    settings = Settings()
    try:
        prepare_home(settings)
    except FolderError as error:
        print(error, file=sys.stderr)
        return NOTHING_PUBLISHED

    from pipelines.definitions import defs  # DAGSTER_HOME must stand before Dagster reads it

    if settings.scale:
        return _queue(name, selection, settings, console)
    progress = TerminalProgress(console)
    definitions = _shown_by(progress, defs())
    job = definitions.resolve_job_def(name)
    chosen = selection.resolve(definitions.resolve_asset_graph()) if selection else None
    clock = clock_for(settings)
    try:
        with _instance(settings) as instance, progress.shown():
            wait_for_turn(instance, clock, lambda told: print(f"{name}: {told}", file=sys.stderr))
            result = job.execute_in_process(
                instance=instance,
                run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},  # the UI has every event
                asset_selection=sorted(chosen) if chosen else None,
                # the sensor of a scheduler that runs too says nothing of it
                tags={TOLD: "by the command line", PROCESS: this_process()},
                raise_on_error=False,
            )
            if _was_stopped(result):  # no failure: nobody is told, and what was noted of the run before stands
                instance.report_run_canceled(result.dagster_run, "stopped by hand; the next run goes on where it was")
                return STOPPED
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:  # Dagster's own, about the record that it keeps of runs
        print(
            f"{name}: cannot keep the record of runs in {settings.dagster_home}: {_first_line(error)}; expected room "
            "on the disk and a folder that this user may write in; free space, then run again: what is archived and "
            "published stays",
            file=sys.stderr,
        )
        return NOTHING_PUBLISHED
    failures = [event for event in result.all_events if event.is_step_failure]
    outcome = RunOutcome(
        clock.now(), ended_as(str(event.step_key) for event in failures), _told(failures), result.run_id
    )
    try:
        problems = tell(outcome, settings, clock)
    except OSError as error:
        problems = [f"the end of the run is not noted in {settings.site_dir}: {error.strerror or error}"]
    for problem in problems:
        print(problem, file=sys.stderr)
    return _ended(outcome.ended, settings)


def _queue(name: str, selection: dg.AssetSelection | None, settings: Settings, console: Console) -> int:
    """The same run by the workers; who is told when it fails is the scheduler's business."""
    from pipelines.definitions import defs
    from pipelines.queued import QueueError, enqueue, failures, wait

    chosen = sorted(selection.resolve(defs().resolve_asset_graph())) if selection else None
    try:
        run_id = enqueue(name, chosen, settings)
    except QueueError as error:
        print(error, file=sys.stderr)
        return NOTHING_PUBLISHED
    console.print(f"queued: {settings.ui_url}/runs/{run_id}", highlight=False, soft_wrap=True)
    with dg.DagsterInstance.get() as instance:
        last = wait(run_id, instance)
        failed = failures(last.run_id, instance)
    _told(failed)
    if last.status == dg.DagsterRunStatus.SUCCESS:
        return _ended("published", settings)
    if not failed:
        print(f"the run was ended: {settings.ui_url}/runs/{last.run_id}", file=sys.stderr)
        return NOTHING_PUBLISHED
    return _ended(ended_as(str(event.step_key) for event in failed), settings)


def _told(failed: Sequence[dg.DagsterEvent]) -> tuple[str, ...]:
    """Print what steps failed on."""
    reasons = tuple(map(reason_of, failed))
    for reason in reasons:
        print(reason, file=sys.stderr)
    return reasons


def _ended(ended: str, settings: Settings) -> int:
    if ended == "failed":
        return NOTHING_PUBLISHED
    print_summary(settings)
    return PUBLISHED_STALE if ended == "stale" else PUBLISHED


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__


def _instance(settings: Settings) -> dg.DagsterInstance:
    """The site's, but what a step prints goes to the terminal: to keep it too takes four processes a step, which a
    Ctrl-C would end with a trace."""
    home = settings.dagster_home
    overrides = {
        "compute_logs": {"module": NoOpComputeLogManager.__module__, "class": NoOpComputeLogManager.__name__},
        "event_log_storage": {
            "module": EventLog.__module__,
            "class": EventLog.__name__,
            "config": {"base_dir": str(home / "history" / "runs")},  # where Dagster's own would be
        },
    }
    return dg.DagsterInstance.from_ref(InstanceRef.from_dir(str(home), overrides=overrides))


def _was_stopped(result: dg.ExecuteInProcessResult) -> bool:
    errors = [event.job_failure_data.error for event in result.all_events if event.is_job_failure]
    return any(error is not None and error.cls_name in BY_HAND for error in errors)


def _shown_by(progress: TerminalProgress, project: dg.Definitions) -> dg.Definitions:
    """The same definitions with another progress; a job that takes part of the assets cannot swap it when it starts."""
    return dg.Definitions(
        assets=project.assets,
        asset_checks=project.asset_checks,
        jobs=project.jobs,
        resources={**(project.resources or {}), "progress": progress},
        executor=project.executor,
    )
