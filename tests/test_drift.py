"""A changed template is read the same, or loudly: docs/DRIFT.md says how each change fares, and this that it is so.

Here what is quick: feeds, answers and one page; the whole table is held by ``make test-faults``, in faults_drift.py.
"""

from __future__ import annotations

import pytest

from tests.drift.__main__ import FILE, rows, total
from tests.drift.templates import templates

QUICK = (
    "regjeringen rss",
    "regjeringen sitemap",
    "innovasjonnorge ntb_rss",
    "innovasjonnorge ntb_json",
    "own_site_old",
)


def test_the_table_of_drift_is_whole_and_has_no_wrong_value() -> None:
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    *told, last = lines
    assert last == total(told)
    assert last.endswith("| 0 |")
    assert {line.strip("| ").split(" | ")[0] for line in told} == {template.name for template in templates()}


@pytest.mark.parametrize("name", QUICK)
def test_a_changed_template_fares_as_the_table_says(name: str) -> None:
    told, wrong = rows(next(one for one in templates() if one.name == name))
    assert wrong == []
    text = FILE.read_text(encoding="utf-8")
    assert [line for line in told if line not in text] == []
