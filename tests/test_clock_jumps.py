"""A clock that jumps back, Oslo's clocks going back and forth, New Year between fetching and looking, a leap day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from scrapers.clock import SiteClock, oslo_date
from tests.archiving import BODY, URL, attempt, opened
from tests.loopback import FakeClock


def test_a_clock_that_was_set_back_leaves_the_newest_answer_the_last(tmp_path: Path) -> None:
    clock = FakeClock()
    with opened(tmp_path, clock) as archive:
        archive.write(attempt(clock, BODY + b" old"), "klynge", "news")
    earlier = FakeClock(clock.now() - timedelta(hours=5))
    with opened(tmp_path, earlier) as archive:
        archive.write(attempt(earlier, BODY + b" new"), "klynge", "news")
    (tmp_path / "index.cdxj").unlink()
    with opened(tmp_path, earlier) as archive:
        last = archive.latest(URL)
        assert last is not None
        assert archive.read(last).body == BODY + b" new"
        assert len({fetch.attempted_at for fetch in archive.fetches()}) == 2


def test_a_clock_that_was_set_back_by_years_is_told_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    clock = FakeClock(datetime(2035, 1, 1, tzinfo=UTC))
    with opened(tmp_path, clock) as archive:
        archive.write(attempt(clock), "klynge", "news")
    with opened(tmp_path, FakeClock()):
        assert "set the clock right" in caplog.text


@pytest.mark.parametrize(
    ("before", "day"),
    [
        (datetime(2025, 10, 26, 0, 30, tzinfo=UTC), date(2025, 10, 26)),  # 02:30 summer time; an hour later 02:30 again
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29)),  # 01:30; an hour later 03:30
    ],
    ids=["autumn", "spring"],
)
def test_the_hour_that_oslo_has_twice_or_not_at_all_keeps_order_and_day(
    tmp_path: Path, before: datetime, day: date
) -> None:
    clock = FakeClock(before)
    with opened(tmp_path, clock) as archive:
        first = archive.write(attempt(clock, BODY + b" first"), "klynge", "news")
        clock.sleep(3600)
        second = archive.write(attempt(clock, BODY + b" second"), "klynge", "news")
    assert oslo_date(first.attempted_at) == oslo_date(second.attempted_at) == day
    (tmp_path / "index.cdxj").unlink()
    with opened(tmp_path, clock) as archive:
        assert [fetch.attempted_at for fetch in archive.fetches()] == [first.attempted_at, second.attempted_at]
        assert second.attempted_at - first.attempted_at == timedelta(seconds=3601)
        last = archive.latest(URL)
        assert last is not None
        assert archive.read(last).body == BODY + b" second"


def test_new_year_falls_in_oslo_and_not_in_london() -> None:
    assert oslo_date(datetime(2025, 12, 31, 22, 59, tzinfo=UTC)) == date(2025, 12, 31)
    assert oslo_date(datetime(2025, 12, 31, 23, 0, tzinfo=UTC)) == date(2026, 1, 1)


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2025, 10, 26), date(2026, 3, 29), date(2026, 1, 1)])
def test_a_site_begins_its_day_at_six_in_oslo(day: date) -> None:
    assert oslo_date(SiteClock(day).now()) == day
