"""A warehouse as the pipeline builds it: hand-made pages loaded, then the real dbt project run on them.

What the figures must be is said by the tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from scrapers.model import CrawlVerdict, Fetch, ParsedPage
from scrapers.settings import Lake
from tests.conftest import REPOSITORY
from tests.readings import CODE, fetch_of
from warehouse.database import reader, writer
from warehouse.load import LoadReport, load

DBT_FOLDER = REPOSITORY / "dbt_project"


def load_pages(
    path: Path | Lake,
    pages: Iterable[ParsedPage],
    verdicts: Iterable[CrawlVerdict],
    fetches: Iterable[Fetch] | None = None,
    code: str = CODE,
) -> LoadReport:
    """Load into the warehouse at ``path``; each page was fetched once, unless the test says otherwise."""
    pages = list(pages)
    fetches = [fetch_of(page) for page in pages] if fetches is None else fetches
    with writer(path) as connection:
        return load(connection, pages, fetches, verdicts, code)


def dbt(command: str, path: Path, *options: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run dbt in a process of its own, so that it lets go of the file when it ends."""
    folders = ["--project-dir", str(DBT_FOLDER), "--profiles-dir", str(DBT_FOLDER)]
    own = ["--target-path", str(path.parent / "target"), "--log-path", str(path.parent / "logs")]
    return subprocess.run(
        [str(Path(sys.executable).with_name("dbt")), "--no-use-colors", *command.split(), *folders, *own, *options],
        env=os.environ | {"KLYNGEKRONER_WAREHOUSE": str(path), "DO_NOT_TRACK": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
    )


def build_marts(path: Path, *options: str, is_checked: bool = True, timeout: float = 120) -> None:
    """Seeds, models and, if they are to be checked, data tests; unit tests have a test of their own."""
    left_out = ("unit_test",) if is_checked else ("unit_test", "test")
    excluded = (word for kind in left_out for word in ("--exclude-resource-type", kind))
    result = dbt("build", path, *excluded, *options, timeout=timeout)
    assert result.returncode == 0, result.stdout


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Rows of the marts in the private warehouse at ``path``."""
    with reader(path) as connection:
        connection.execute("use marts")
        return connection.execute(sql).fetchall()


def kroner(text: str) -> Decimal:
    return Decimal(text.replace(" ", ""))
