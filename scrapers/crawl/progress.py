"""How long work tells how far it has come. Showing it belongs to whoever started the work."""

from __future__ import annotations

from typing import Protocol


class ProgressListener(Protocol):
    """Told by any thread that ``done`` of ``total`` (null: not known yet) are done for a source."""

    def __call__(self, stage: str, event: str, done: int, total: int | None) -> None: ...
