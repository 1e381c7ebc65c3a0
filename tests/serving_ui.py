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
from typing import Any

from tests.sample_run import KLYNGEKRONER, own_environment

STARTS = 120  # s


@contextmanager
def serving_ui(data: Path, **environment: str) -> Iterator[str]:
    """The address of the Dagster UI over a data folder, with its scheduler, until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    command = [str(KLYNGEKRONER), "ui", "--port", address.rpartition(":")[2]]
    with answering(command, address, env=own_environment(data) | environment):
        yield address


@contextmanager
def answering(command: list[str], address: str, **options: Any) -> Iterator[None]:
    """A command that serves the UI there, from its first answer until the block ends; as Ctrl-C would end it."""
    null = subprocess.DEVNULL
    with subprocess.Popen(command, process_group=0, stdout=null, stderr=null, **options) as process:
        try:
            _wait_for(f"{address}/server_info")
            yield
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
