"""``klyngekroner worker``: take steps from a queue until stopped; Celery's worker with Dagster's tasks in it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from pipelines.broker import BATCHES
from pipelines.home import prepare_home
from scrapers.settings import Settings

NOT_SCALED = (
    "worker: KLYNGEKRONER_SCALE__POSTGRES and KLYNGEKRONER_SCALE__REDIS are not set, expected both: without them every "
    "run does its own work (docs/SCALE.md)"
)
FOLDER = Path(__file__).parent


class WorkerError(RuntimeError):
    """No worker can be started here. The message says what, got, expected, remedy."""


def become_worker(queue: str, processes: int) -> NoReturn:
    """This process goes on as Celery's worker; raises WorkerError or FolderError."""
    settings = Settings()
    if settings.scale is None:
        raise WorkerError(NOT_SCALED)
    prepare_home(settings)
    paths = [str(FOLDER / "celery"), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "KLYNGEKRONER_QUEUE": queue}
    count = processes if queue == BATCHES else 1
    celery = [str(Path(sys.executable).with_name("celery")), "-A", "dagster_celery.app", "worker"]
    told = ["-Q", queue, "-c", str(count), "-n", f"{queue}-{os.getpid()}@%h", "--loglevel", "WARNING"]
    print(f"worker ({settings.site}): {count} process(es) take from the queue {queue} — stop with Ctrl-C", flush=True)
    os.chdir(FOLDER.parent)  # the definitions are found from here
    command = [*celery, *told, "--without-gossip", "--without-mingle"]
    os.execve(command[0], command, environment)  # noqa: S606 - signals go to the worker then
