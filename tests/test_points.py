"""Every point at which `make test-faults` kills a run wraps something that is there: names in strings go stale."""

from __future__ import annotations

import importlib
from functools import reduce
from typing import TYPE_CHECKING

import pytest

from tests import points

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("point", points.MATRIX, ids=lambda point: f"{point.stage}: {point.what}")
def test_what_a_point_wraps_is_there(point: points.Point, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def look(target: str, _around: Callable[..., object]) -> None:
        module, _, path = target.partition(":")
        seen.append(reduce(getattr, path.split("."), importlib.import_module(module)))

    monkeypatch.setattr(points, "wrap", look)
    point.arm()
    assert all(map(callable, seen))
