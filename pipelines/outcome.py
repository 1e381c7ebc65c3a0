"""How the last run of a site ended, noted beside its data, for status, alerts and whoever looks without Dagster.

Which source is stale is judged elsewhere (defs/published.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from pipelines.notes import read_note, write_note

FILE = "last_run.json"
VERDICT = "published__verdict"  # the step after publishing, that fails when a source is stale


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """``ended``: published, stale or failed. ``reasons``: the first errors, each whole."""

    at: datetime
    ended: str
    reasons: tuple[str, ...]
    run_id: str

    def save(self, site_dir: Path) -> None:
        write_note(site_dir / FILE, {**asdict(self), "at": self.at.isoformat()})


def ended_as(failed_steps: Iterable[str]) -> str:
    """Stale when nothing failed but the verdict on what was published."""
    failed = set(failed_steps)
    return "stale" if failed == {VERDICT} else "failed" if failed else "published"


def last_outcome(site_dir: Path) -> RunOutcome | None:
    """Null before the first run, or when what was noted cannot be read."""
    try:
        told = read_note(site_dir / FILE)
        at, reasons = datetime.fromisoformat(told["at"]), tuple(map(str, told["reasons"]))
        return RunOutcome(at, str(told["ended"]), reasons, str(told["run_id"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
