"""``klyngekroner`` in a process of its own, and one run of it on the sample site that every test module may look at.

What a run must give is said by the tests; a test that writes takes a copy.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

KLYNGEKRONER = Path(sys.executable).with_name("klyngekroner")


def own_environment(data: Path) -> dict[str, str]:
    """That of the tests, without settings but where the data lie."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("KLYNGEKRONER_", "DAGSTER_"))}
    return env | {"KLYNGEKRONER_DATA_DIR": str(data)}


def klyngekroner(*arguments: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(KLYNGEKRONER), *arguments],
        env=own_environment(data) | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,  # it hangs: a run takes half a minute, many times that where others are at work
    )


@dataclass(frozen=True)
class SampleRun:
    """A first run in which all was well. Nobody writes into ``data``."""

    data: Path
    told: str  # what it printed on stdout

    def copy(self, folder: Path) -> Path:
        """A data folder to go on from."""
        return Path(shutil.copytree(self.data, folder / "data", symlinks=True))


def run_once(folder: Path) -> SampleRun:
    """The run in ``folder``; whoever comes second finds what the first one made. The caller holds the lock."""
    data, told = folder / "data", folder / "stdout.txt"
    if not told.exists():
        shutil.rmtree(data, ignore_errors=True)
        result = klyngekroner("run", "--site", "sample", data=data)
        assert result.returncode == 0, result.stderr
        told.write_text(result.stdout, encoding="utf-8")
    return SampleRun(data, told.read_text(encoding="utf-8"))
