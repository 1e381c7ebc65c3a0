"""``klyngekroner ui`` in a process of its own, with its scheduler, for as long as a test looks at it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sample_run import KLYNGEKRONER, own_environment

STARTS = 120  # s


@contextmanager
def serving_ui(data: Path, **environment: str) -> Iterator[str]:
    """The address of the Dagster UI over a data folder, with its scheduler, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    null = subprocess.DEVNULL
    command, env = [str(KLYNGEKRONER), "ui", "--port", str(port)], own_environment(data) | environment
    with subprocess.Popen(command, env=env, process_group=0, stdout=null, stderr=null) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/server_info")
            yield address
        finally:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def _wait_for(url: str) -> None:
    last = time.monotonic() + STARTS
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            assert time.monotonic() < last, f"{url}: no answer in {STARTS} s"
            time.sleep(0.5)
        else:
            return
