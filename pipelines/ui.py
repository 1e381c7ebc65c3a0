"""Serve the Dagster UI on loopback, with the daemon that runs schedules."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

from pipelines.home import FolderError, prepare_home
from scrapers.settings import Settings

HOST = "127.0.0.1"


def serve(port: int) -> int:
    """Block until the UI is stopped; returns the exit code."""
    settings = Settings()
    try:
        prepare_home(settings)
        _claim(port)
    except (FolderError, PortTakenError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Dagster UI ({settings.site}): http://{HOST}:{port} — stop with Ctrl-C", flush=True)
    dagster = str(Path(sys.executable).with_name("dagster"))
    command = [dagster, "dev", "-m", "pipelines.definitions", "-h", HOST, "-p", str(port), "--log-level", "warning"]
    server = subprocess.Popen(command, cwd=Path(__file__).resolve().parents[1])
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.terminate()
        server.wait()
        return 0


class PortTakenError(RuntimeError):
    """Somebody else listens where the UI should."""


def _claim(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PortTakenError(
                f"ui: cannot listen on {HOST}:{port}: {error.strerror}; expected a free port; stop the other program, "
                f"or choose another: klyngekroner ui --port {port + 1}"
            ) from error
