"""docs/COSTS.md: its lower tables are what its unit costs come to."""

from __future__ import annotations

from tests import costs


def test_the_page_says_what_its_unit_costs_come_to() -> None:
    page = costs.PAGE.read_text(encoding="utf-8")
    assert page == costs.page_with(costs.reckoned(costs.units())), "run: .venv/bin/python -m tests.costs"


def test_twice_the_pages_take_twice_the_days_and_many_hosts_take_fewer() -> None:
    one = costs.crawl_days(1_000_000, 2, 5)
    assert 1.9 < costs.crawl_days(2_000_000, 2, 5) / one < 2.1
    assert costs.crawl_days(1_000_000, 200, 5) < one / 3
