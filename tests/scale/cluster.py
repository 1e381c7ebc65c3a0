"""A cluster for one test module, and an environment that points to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipelines.home import prepare_home
from scrapers.settings import Settings
from tests.scale.servers import Machines, machines


@contextmanager
def scaled_out(data: Path, **settings: str) -> Iterator[Machines]:
    """A cluster with its UI, daemon and the one worker of the street; this process sees what its workers see."""
    with machines(data, **settings) as cluster, pytest.MonkeyPatch.context() as patch:
        for name, value in cluster.environment.items():
            patch.setenv(name, value)
        prepare_home(Settings())
        cluster.start_ui()
        cluster.start("worker", "dagster")
        yield cluster
