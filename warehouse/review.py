"""What waits for a human in the published file: as a table to read, or as rows to complete as corrections.

How corrections are applied is said in dbt_project; nothing is written to the warehouse here.
"""

from __future__ import annotations

import csv
import sys
from typing import NamedTuple

from rich.console import Console
from rich.markup import escape

from scrapers.settings import read_settings
from warehouse.database import reader

COLUMNS = (
    "release_id", "quote", "action", "field", "value", "extracted_value", "reason", "reviewer", "reviewed_on", "url",
)  # fmt: skip


class NothingPublishedError(RuntimeError):
    """There is no snapshot to read from."""


class Waiting(NamedTuple):
    """An award of the review queue."""

    release_id: str
    url: str
    recipient: str
    amount_nok: str | None  # as a plain number, no unit
    amount_text: str | None
    review_reason: str | None
    evidence: str


def queue(limit: int) -> tuple[list[Waiting], int]:
    """The first ``limit`` of what waits, the largest sum first, and how many wait in all."""
    path = read_settings().published_dir / "funding.duckdb"
    if not path.exists():
        raise NothingPublishedError(f"review: no snapshot at {path}; expected one; run klyngekroner run first")
    with reader(path) as connection:
        found = connection.execute(
            "select release_id, url, recipient, cast(amount_nok as varchar), amount_text, review_reason, evidence "
            "from review_queue order by amount_nok desc nulls last, award_id limit ?",
            [limit],
        ).fetchall()
        count = connection.execute("select count(*) from review_queue").fetchone()
    return [Waiting(*row) for row in found], count[0] if count else 0


def print_queue(limit: int) -> None:
    waiting, count = queue(limit)
    console = Console(soft_wrap=True)
    for one in waiting:
        console.print(f"[bold]{escape(one.recipient)}[/] · {escape(one.amount_text or 'no sum')}", highlight=False)
        console.print(f"  why       {escape(one.review_reason or '')}", highlight=False)
        console.print(f"  sentence  {escape(' '.join(one.evidence.split()))}", highlight=False)
        console.print(f"  page      {escape(one.url)}", highlight=False)
    console.print(f"{len(waiting)} of {count} that wait for a human; --csv writes rows to complete", highlight=False)


def write_rows(limit: int) -> None:
    """A row an award: say accept, amend (with field and value) or drop, why, who and when."""
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in queue(limit)[0]:
        rows.writerow([one.release_id, one.evidence, "", "", "", one.amount_nok or "", "", "", "", one.url])
