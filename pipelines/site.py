"""Where the crawl goes: the live hosts, or the bundled sample site served on loopback.

The sample's pages keep their real addresses; only the dialling differs.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scrapers.settings import Settings

REPOSITORY = Path(__file__).resolve().parents[1]


class SampleSiteError(RuntimeError):
    """The sample site could not be served."""


@contextmanager
def open_site(settings: Settings) -> Iterator[int | None]:
    """Yield the loopback port to dial instead of the sources' hosts, or null for the live hosts.

    For the sample, the archive captures of pages that robots.txt closes are written to the inbox first, from where
    the crawl adopts them, and the files of two registers to compare with. Pages of the user's own sources are served as
    they lie in the folder ``sample`` beside them. ``sample_troubles`` make the sample misbehave, to see what a run
    makes of it.
    """
    if settings.site == "live":
        yield None
        return
    command = [sys.executable, "-m", "tests.site", "--port", "0", "--captures", str(settings.inbox_dir)]
    command += ["--registers", str(settings.registers_dir)]
    if settings.sources_dir:
        command += ["--own", str(settings.sources_dir / "sample")]
    for trouble in settings.sample_troubles.split(",") if settings.sample_troubles else ():
        command += ["--break", trouble]
    with subprocess.Popen(
        command,
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,  # a Ctrl-C is not for it: the crawl that stops still has its last answers
    ) as server:
        try:
            yield _port_of(server)
        finally:
            server.terminate()


def _port_of(server: subprocess.Popen[str]) -> int:
    assert server.stdout is not None
    line = server.stdout.readline()
    word, _, port = line.strip().partition(" ")
    if word != "listening" or not port.isdigit():
        raise SampleSiteError(
            f"sample site: expected 'listening PORT' from `python -m tests.site` in {REPOSITORY}, got {line!r}; "
            "run it by hand to see why (the sample lies in tests/site of the checkout)"
        )
    return int(port)
