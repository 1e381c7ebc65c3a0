"""``make test-faults``: every template changed in every way is read as docs/DRIFT.md says, none wrong in silence."""

from __future__ import annotations

import pytest

from tests.drift.__main__ import FILE, rows
from tests.drift.templates import templates


@pytest.mark.parametrize("name", [template.name for template in templates()])
def test_every_change_of_a_template_fares_as_the_table_says(name: str) -> None:
    told, wrong = rows(next(one for one in templates() if one.name == name))
    assert wrong == []
    text = FILE.read_text(encoding="utf-8")
    assert [line for line in told if line not in text] == [], "make drift, and look at what differs"
