"""The one clock, passed in: what time it is and how to wait.

Nothing else may ask for the time; formatting and parsing of dates do not belong here.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from scrapers.settings import Settings

OSLO = ZoneInfo("Europe/Oslo")


class Clock(Protocol):
    """Time for a run. ``now`` is aware and in UTC."""

    def now(self) -> datetime: ...

    def sleep(self, seconds: float) -> None: ...


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class SiteClock:
    """A site's own date: starts at 06:00 in Oslo on ``as_of`` and runs on from there."""

    def __init__(self, as_of: date) -> None:
        self._start = datetime.combine(as_of, time_of_day(6), OSLO).astimezone(UTC)
        self._started = time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._started)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def clock_for(settings: Settings) -> Clock:
    """The real clock, or the date that the settings name."""
    return SystemClock() if settings.today is None else SiteClock(settings.today)


def oslo_date(moment: datetime) -> date:
    """The calendar day in Oslo on which ``moment`` fell."""
    return moment.astimezone(OSLO).date()
