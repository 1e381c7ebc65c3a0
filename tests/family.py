"""What a family of reading rules is, and the facts of a reading that show whether it is at work.

The families belong in test_families.py and judging_families.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scrapers.model import Reading

Fact = tuple[str, int | str | None]


def awards(reading: Reading) -> set[Fact]:
    return {(one.recipient, None if one.amount_nok is None else int(one.amount_nok)) for one in reading.awards}


def accepted(reading: Reading) -> set[Fact]:
    return {(one.recipient, one.status) for one in reading.awards}


def titles(reading: Reading) -> set[Fact]:
    return {(one.recipient, one.project_title) for one in reading.awards}


def roles(reading: Reading) -> set[Fact]:
    return {(mention.text, mention.role) for mention in reading.mentions}


def stated(reading: Reading) -> set[Fact]:
    return {("stated", None if reading.stated_total_nok is None else int(reading.stated_total_nok))}


@dataclass(frozen=True)
class Family:
    """``entry``: what the family is called through, names apart by blanks; ``off`` stands there when switched off."""

    entry: str
    off: Any
    text: str
    facts: Callable[[Reading], set[Fact]]
    expected: set[Fact]
