"""Corrections by strangers, on the project's own SQL: an odd row stops publishing by name, or it makes a sound award.

The warehouse below is built once by dbt; each input only replaces the rows of the seed, of which the models are views.
"""

from __future__ import annotations

import atexit
import tempfile
from contextlib import ExitStack
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.dbt_build import dbt, load_pages
from tests.readings import verdict_of
from tests.runs.corrections import PAGE
from warehouse.database import writer

if TYPE_CHECKING:
    import duckdb

RELEASES = ("regjeringen:fond", "regjeringen:annen")
QUOTES = (
    "Alfa: 1000000 kroner til «Kai».",
    "Beta: 2000000 kroner.",
    "Gamma: 3000000 kroner.",
    "Delta AS får 400 000 kroner.",
)
CHECKS = ("corrections_are_well_formed", "corrections_still_hold")
COLUMNS = 10
MODELS = ("stg_awards", "stg_awards_extracted", "stg_corrections", "stg_release_versions")


@cache
def warehouse() -> tuple[duckdb.DuckDBPyConnection, tuple[str, ...]]:
    """A connection, and the SQL of the checks that stand before publishing."""
    stack = ExitStack()
    atexit.register(stack.close)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    path = folder / "warehouse.duckdb"
    load_pages(path, [PAGE], [verdict_of("regjeringen")])
    built = dbt("build", path, "--select", "+stg_awards", "--exclude-resource-type", "test", "unit_test")
    assert built.returncode == 0, built.stdout
    compiled = dbt("compile", path, "--select", *CHECKS)
    assert compiled.returncode == 0, compiled.stdout
    checks = [
        next((folder / "target" / "compiled").rglob(f"{name}.sql")).read_text(encoding="utf-8") for name in CHECKS
    ]
    return stack.enter_context(writer(path)), tuple(checks)


def corrections(data: bytes) -> None:
    """Rows by line, columns by unit separator; a digit alone in the first two names a known release or quote."""
    connection, checks = warehouse()
    rows = [_row(line) for line in data.decode("utf-8", "replace").replace("\0", "").split("\n")[:20]]
    connection.execute("delete from seeds.corrections")
    connection.executemany(f"insert into seeds.corrections values ({', '.join('?' * COLUMNS)})", rows)
    awards = connection.execute(
        "select award_id, recipient, printed_nok, decision, status from staging.stg_awards"
    ).fetchall()
    if any(connection.execute(check).fetchall() for check in checks):
        return  # nothing is published
    if any(row[2] not in ("accept", "amend", "drop", "add") for row in rows):
        return  # the seed's own test, accepted_values
    for award_id, recipient, printed, decision, status in awards:
        assert recipient, (award_id, rows)
        assert recipient.strip(), (award_id, rows)
        assert printed is None or printed > 0, (award_id, printed, rows)
        assert decision in ("granted", "offered", "proposed", "conditional", "admitted"), (decision, rows)
        assert status in ("accepted", "review", "dropped")
    ids = [award[0] for award in awards]
    assert len(ids) == len(set(ids)), rows


def _row(line: str) -> list[str | date | None]:
    told = [*line.split("\x1f"), *[""] * COLUMNS][:COLUMNS]
    for column, known in ((0, RELEASES), (1, QUOTES)):
        if told[column].isdecimal() and told[column].isascii():
            told[column] = known[int(told[column][:9]) % len(known)]
    row: list[str | date | None] = [value or None for value in told]  # as dbt reads an empty cell
    try:
        row[8] = date.fromisoformat(told[8])
    except ValueError:
        row[8] = None
    return row
