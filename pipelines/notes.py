"""Small JSON notes beside a site's data: how the last run ended, what the last verification found.

A note holds nothing that could not be lost: what the numbers rest on is in the archive and the warehouse.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def write_note(path: Path, told: Mapping[str, Any]) -> None:
    """In place of the note before, at once: a reader sees the whole old or the whole new. Raises OSError."""
    temporary = path.with_name(f".{path.name}-{os.getpid()}")
    temporary.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    temporary.replace(path)


def read_note(path: Path) -> Any:
    """What was noted. Raises OSError when there is no note, ValueError when it cannot be read."""
    return json.loads(path.read_text(encoding="utf-8"))
