"""Runs past one machine: a run goes into Dagster's queue, and is looked at until it has ended.

Who takes its steps, and what they do, is told elsewhere.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from urllib.parse import urlsplit

import dagster as dg
from dagster_graphql import DagsterGraphQLClient, DagsterGraphQLClientError
from dagster_postgres.utils import DagsterPostgresException
from requests import ConnectionError as NotConnectedError
from sqlalchemy.exc import DatabaseError
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_fixed

from scrapers.settings import Settings

LOOK = 2.0  # seconds between two looks
FAILED = (dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED)


class QueueError(RuntimeError):
    """The run could not be put into the queue. The message says what, where, expected, remedy."""


def enqueue(job: str, assets: Sequence[dg.AssetKey] | None, settings: Settings) -> str:
    """Ask the Dagster UI for a run; returns its id. Raises QueueError."""
    address = urlsplit(settings.ui_url)
    is_https, prefix = address.scheme == "https", address.path.rstrip("/")
    try:
        client = DagsterGraphQLClient(str(address.hostname), address.port, use_https=is_https, path_prefix=prefix)
        again = Retrying(
            retry=retry_if_exception(_may_heal), stop=stop_after_attempt(5), wait=wait_fixed(LOOK), reraise=True
        )
        return again(client.submit_job_execution, job, asset_selection=assets)
    except (DagsterGraphQLClientError, NotConnectedError) as error:
        raise QueueError(
            f"queue: {settings.ui_url} does not take the run ({str(error).splitlines()[0]}); expected the Dagster UI "
            "there; start it with `klyngekroner ui`, or set KLYNGEKRONER_UI_URL"
        ) from error


def _may_heal(error: BaseException) -> bool:
    """The UI's connections to a database that was started anew are dead until it has used them once."""
    return isinstance(error, DagsterGraphQLClientError) and str(error.args[0]) == "PythonError"


def wait(run_id: str, instance: dg.DagsterInstance) -> dg.DagsterRun:
    """The run once it has ended, or the one that Dagster began in its place; waits for a database that is away."""
    while True:
        try:
            run = instance.get_run_by_id(run_id)
        except (DatabaseError, DagsterPostgresException):
            run = None
        if run is not None and run.status == dg.DagsterRunStatus.SUCCESS:
            return run
        if run is not None and run.status in FAILED:
            if run.tags.get("dagster/will_retry") != "true":
                return run
            run_id = run.tags.get("dagster/auto_retry_run_id", run_id)
        time.sleep(LOOK)


def failures(run_id: str, instance: dg.DagsterInstance) -> list[dg.DagsterEvent]:
    """What its steps failed on; a step that did it at another try has not failed."""
    records = instance.all_logs(run_id, of_type=dg.DagsterEventType.STEP_FAILURE)
    return [record.dagster_event for record in records if record.dagster_event]
