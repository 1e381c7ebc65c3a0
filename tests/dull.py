"""Releases of the kind that most are: a visit, an appointment, a hearing; a few speak of money, none gives any away."""

from __future__ import annotations

from tests.conftest import REPOSITORY

TEXTS = (REPOSITORY / "tests" / "fixtures" / "dull" / "news.txt").read_text(encoding="utf-8").split("\n====\n")
