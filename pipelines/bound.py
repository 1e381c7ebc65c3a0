"""``klyngekroner-dbt``: dbt, which ends when the run that started it ends, however that ends.

Left alone, dbt would go on building in the warehouse of a run that was killed, and lock the next one out. Nothing
heavy is imported here: it is a step of every run.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

RUN = "KLYNGEKRONER_RUN_PROCESS"  # the number of the run's process: it may have ended before we could look
PR_SET_PDEATHSIG = 1  # prctl(2); a parent's death is told by a signal, through exec


def main() -> None:
    if sys.platform == "linux":
        started_by = int(os.environ.get(RUN) or os.getppid())
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != started_by:  # it has ended
            sys.exit(1)
    dbt = str(Path(sys.executable).with_name("dbt"))
    os.execv(dbt, [dbt, *sys.argv[1:]])  # noqa: S606 - no shell is what we want
