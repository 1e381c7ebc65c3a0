"""Our own labelled releases, and those at hand: their scores may not fall, and no mention of money in them is lost.

Scores of releases from elsewhere are held by ``make score``.
"""

from __future__ import annotations

import pytest

from tests.score import FILES, FLOOR, Gold, folder, load, own_releases, read, score_own
from tests.score_report import below_floor
from tests.test_any_text import assert_accounted_for


def test_no_score_of_our_own_releases_falls_below_its_floor() -> None:
    assert below_floor(FLOOR, score_own()) == []


def test_in_our_own_releases_every_mention_is_accounted_for() -> None:
    for gold in own_releases():
        assert_accounted_for(read(gold))


@pytest.mark.usefixtures("shared")
def test_in_labelled_releases_every_mention_is_accounted_for() -> None:
    golds = [gold for file in FILES.values() for gold in load(folder() / file)]
    assert len(golds) > 150
    broken = [gold["id"] for gold in golds if not _is_accounted_for(gold)]
    assert broken == []


def _is_accounted_for(gold: Gold) -> bool:
    """Told by its id alone: half of these releases are to be read by nobody who writes rules."""
    try:
        assert_accounted_for(read(gold))
    except AssertionError:
        return False
    return True
