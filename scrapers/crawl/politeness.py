"""How fast a host may be asked: one pace a host, shared by whoever asks it.

Whether a page may be asked for at all is in robots.py; doing the asking is in fetch.py.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from scrapers.clock import Clock

JITTER = 0.02  # of a delay, on top of it: the mean stays within a hundredth of the delay
LONGEST_NAP = 1.0  # seconds; a run that is stopped notices after this long


class StoppedError(Exception):
    """The run was stopped while a thread waited its turn."""


class Pace:
    """Turns at one host. The next turn opens a delay after the last answer began."""

    def __init__(self, clock: Clock, random_source: random.Random, stop: threading.Event) -> None:
        self._clock = clock
        self._random = random_source
        self._stop = stop
        self._turn = threading.Lock()
        self._opens_at: datetime | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and hold it: nobody else asks this host meanwhile."""
        with self._turn:
            while (wait := self._left()) > 0 and not self._stop.is_set():
                self._clock.sleep(min(wait, LONGEST_NAP))
            if self._stop.is_set():
                raise StoppedError("the run was stopped")
            yield

    def answered(self, delay_seconds: float) -> None:
        """The host began to answer: it is left alone for ``delay_seconds`` and a little more."""
        self.wait_for(delay_seconds * (1 + self._random.uniform(0, JITTER)))

    def wait_for(self, seconds: float) -> None:
        """The host is left alone for so long; a longer wait that was already asked for stands."""
        opens_at = self._clock.now() + timedelta(seconds=seconds)
        self._opens_at = opens_at if self._opens_at is None else max(self._opens_at, opens_at)

    def _left(self) -> float:
        if self._opens_at is None:
            return 0.0
        return (self._opens_at - self._clock.now()).total_seconds()


class Paces:
    """The pace of each host, made when a host is first asked."""

    def __init__(self, clock: Clock, seed: int | None = None) -> None:
        self.stop = threading.Event()
        self._clock = clock
        self._seed = seed
        self._lock = threading.Lock()
        self._paces: dict[str, Pace] = {}

    def of(self, host: str) -> Pace:
        with self._lock:
            if host not in self._paces:
                seed = None if self._seed is None else f"{self._seed}:{host}"
                self._paces[host] = Pace(self._clock, random.Random(seed), self.stop)  # noqa: S311 - jitter, no secret
            return self._paces[host]
