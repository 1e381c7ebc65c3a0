"""What a worker has read, staged for the load: one Parquet file a raw table, in a folder named after its batch.

A folder is there whole or not at all, and the same batch gives the same rows: a worker may die, or do again what
another has done. Which pages make a batch is in scrapers/batches.py; taking it in belongs in load.py.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from scrapers.model import ParsedPage
from warehouse.database import SCHEMA, scratch
from warehouse.load import STAGED, stage_pages

BUILDING = ".building-"


def stage(folder: Path, parsed: Iterable[ParsedPage], code_digest: str) -> int:
    """Write what pages tell into ``folder``; returns how many they were."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=BUILDING, dir=folder.parent))
    try:
        with scratch() as connection:
            connection.execute(SCHEMA.read_text(encoding="utf-8"))
            count = stage_pages(connection, parsed, code_digest)
            for table in STAGED:
                target = str(building / f"{table}.parquet").replace("'", "''")
                connection.execute(f"copy new_{table} to '{target}' (format parquet)")
        if not folder.exists():
            building.rename(folder)
    except OSError:
        if not folder.exists():  # else another worker was faster, with the same rows
            raise
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return count


def forget_staged(folder: Path) -> None:
    """Remove all that is staged, which the warehouse has taken in."""
    shutil.rmtree(folder, ignore_errors=True)
