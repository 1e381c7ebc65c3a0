"""How far long work has come: bars in a terminal, plain lines elsewhere, the run's log in Dagster.

Only showing belongs here; whoever works calls ``progress(stage, event, done, total)``.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

logger = logging.getLogger(__name__)


class ProgressListener(Protocol):
    """Told by any thread that ``done`` of ``total`` (null: not known yet) are done in ``stage``, and of what."""

    def __call__(self, stage: str, event: str, done: int, total: int | None) -> None: ...


class LogProgress:
    """One log line a stage and event, when it ends."""

    def __call__(self, stage: str, event: str, done: int, total: int | None) -> None:
        if total is not None and done >= total:
            logger.info("%s: %s %d of %d", stage, event, done, total)


class Rate(ProgressColumn):
    """How many a second; nothing until there is one."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.1f}/s", style="progress.data.speed")


class TerminalProgress:
    """One bar a stage, or one line a stage and event where there is no terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._lock = threading.Lock()
        self._bars: Progress | None = None
        self._tasks: dict[str, int] = {}
        self._told: set[tuple[str, str]] = set()

    @contextmanager
    def shown(self) -> Iterator[TerminalProgress]:
        if not self._console.is_terminal:
            yield self
            return
        columns = (
            SpinnerColumn(),
            TextColumn("{task.fields[stage]:<22}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TextColumn("{task.fields[event]}"),
            Rate(),
            TimeRemainingColumn(elapsed_when_finished=True),
        )
        with Progress(*columns, console=self._console) as self._bars:
            yield self
        self._bars = None

    def __call__(self, stage: str, event: str, done: int, total: int | None) -> None:
        with self._lock:
            if self._bars is not None:
                self._draw(self._bars, stage, event, done, total)
            elif total is not None and done >= total and (stage, event) not in self._told:
                self._told.add((stage, event))
                self._console.print(f"{stage} · {event} {done}", highlight=False)

    def _draw(self, bars: Progress, stage: str, event: str, done: int, total: int | None) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = bars.add_task("", total=total, stage=stage, event=event)
        bars.update(self._tasks[stage], completed=done, total=total, event=event)  # type: ignore[arg-type]
