"""Work in a process of its own that can be killed, forked from one that has everything imported: it begins at once.

What is done there, and what must hold after it, is said by those who use it.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

HEAVY = ("definitions", "defs.archive", "defs.marts", "defs.published", "defs.raw", "run", "summary")


class StillRunning(Exception):  # noqa: N818 - not an error
    """It has not ended in the time that it was given."""


def import_all() -> None:
    """What every run imports first; before the first fork, so that each fork has it."""
    for name in HEAVY:
        importlib.import_module(f"pipelines.{name}")


def forked(work: Callable[[], int], log: Path, environment: Mapping[str, str]) -> int:
    """Start ``work`` in a process and a group of its own, all that it prints in ``log``; returns the process."""
    sys.stdout.flush()
    process = os.fork()
    if process:
        return process
    code = 1
    warnings.simplefilter("ignore")  # those of the tests are errors
    try:
        os.setsid()
        told = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(told, 1)
        os.dup2(told, 2)
        for name in [name for name in os.environ if name.startswith(("KLYNGEKRONER_", "DAGSTER_"))]:
            del os.environ[name]
        os.environ.update(environment)
        code = work()
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 - the process ends here, whatever it was
        traceback.print_exc()
    finally:
        os._exit(code)


def wait_for(process: int, seconds: float, is_seen: Callable[[], bool] = lambda: False) -> int | None:
    """The exit code of a forked process, or null as soon as something is seen of it; raises StillRunning."""
    until = time.monotonic() + seconds
    while True:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if is_seen():
            return None
        if time.monotonic() >= until:
            raise StillRunning
        time.sleep(0.002)
