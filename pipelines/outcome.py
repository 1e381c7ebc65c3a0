"""How the last run of a site ended, noted beside its data, for status, alerts and whoever looks without Dagster.

Nothing is judged here.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

FILE = "last_run.json"


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """``ended``: published, stale or failed. ``reasons``: the first errors, each whole."""

    at: datetime
    ended: str
    reasons: tuple[str, ...]
    run_id: str

    def save(self, site_dir: Path) -> None:
        told = json.dumps({**asdict(self), "at": self.at.isoformat()}, ensure_ascii=False, indent=1)
        temporary = site_dir / f".{FILE}-{os.getpid()}"
        temporary.write_text(told + "\n", encoding="utf-8")
        temporary.replace(site_dir / FILE)


def last_outcome(site_dir: Path) -> RunOutcome | None:
    """Null before the first run, or when what was noted cannot be read."""
    try:
        told = json.loads((site_dir / FILE).read_text(encoding="utf-8"))
        at, reasons = datetime.fromisoformat(told["at"]), tuple(map(str, told["reasons"]))
        return RunOutcome(at, str(told["ended"]), reasons, str(told["run_id"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
