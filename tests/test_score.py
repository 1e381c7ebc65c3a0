"""How well our own labelled releases are read may not fall; those of elsewhere are held by ``make score``."""

from __future__ import annotations

from tests.score import FLOOR, score_own
from tests.score_report import below_floor


def test_no_score_of_our_own_releases_falls_below_its_floor() -> None:
    assert below_floor(FLOOR, score_own()) == []
