"""How often a source publishes: a silence longer than its own history knows is a list that stands still.

Dates of releases only; where they come from, and what a silence amounts to, is the crawl's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

LEAST_DATES = 10  # fewer tell of no rhythm
YEARS = timedelta(days=3 * 365)  # what is older tells of another house
LEAST_SILENCE = 7  # days that say nothing, whatever the rhythm
PATIENCE = 2  # times the longest silence that there was


@dataclass(frozen=True, slots=True)
class Beat:
    """Days but for ``newest``: since the newest release, the longest silence that there was, what is not too long."""

    newest: date
    silence: int
    longest: int
    allowed: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``empty_months``: numbers of the months in which a source may publish nothing; their days are not counted."""

    empty_months: frozenset[int] = frozenset()

    def broken_by(self, days: Iterable[date], today: date) -> str | None:
        """Why a source that published on ``days`` has been silent for too long; null when it has not."""
        beat = self.of(days, today)
        if beat is None or beat.silence <= beat.allowed:
            return None
        months = ", ".join(str(month) for month in sorted(self.empty_months)) or "none"
        return (
            f"the newest release is of {beat.newest}, {beat.silence} days ago (empty months not counted: {months}); "
            f"expected news, as the longest silence of the three years before was {beat.longest} days"
        )

    def of(self, days: Iterable[date], today: date) -> Beat | None:
        """How a source published on ``days``; null when they are too few to tell."""
        known = sorted({day for day in days if day <= today})
        recent = [day for day in known if known[-1] - day <= YEARS]
        if len(recent) < LEAST_DATES:
            return None
        longest = max(self._silence(before, after) for before, after in pairwise(recent))
        return Beat(recent[-1], self._silence(recent[-1], today), longest, max(LEAST_SILENCE, PATIENCE * longest))

    def _silence(self, before: date, after: date) -> int:
        """Days from one release to the next."""
        if not self.empty_months:
            return (after - before).days
        between = (before + timedelta(days=n + 1) for n in range((after - before).days))
        return sum(day.month not in self.empty_months for day in between)
