"""The sums of a table that are not those it gives: what each column's name calls them.

Which column is the one of sums given belongs in columns.py; sums outside tables have their roles from ledger.py.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.model import Role

_WORDS: tuple[tuple[Role, str], ...] = (
    ("average_or_rate", r"\b(?:per|pr\.?|à)\b|\bsats|snitt|\bmaks|average|\brate\b|\bpris"),
    ("applied_for", r"søk[tn]|omsøkt|søker(?:sum|beløp)|\bmeld|behov|ønsk|request|applied|application"),
    ("frame", r"\batt\b|igjen|gjenst|disponib|til rådighet|remaining|\bleft\b|\bramme|\bpott|\bframe"),
    ("loan_or_guarantee", r"\blån|garanti|\bloan|guarantee"),
    ("private", r"privat|\bgave|\bgåve|sponsor|private"),
    ("turnover_or_investment", r"kostnad|budsjett|utgift|invester|egenandel|eigenandel|eigendel|omset|prosjektsum"),
    ("turnover_or_investment", r"overslag|\bcost|budget|turnover|investment"),
    ("earlier", r"fjor|tidligere|tidlegare|forrige|førre|previous|last year|hittil|sist"),
    ("proposal", r"forslag|foreslå|føreslå|innstill|proposal|proposed"),
    ("part_of_total", r"grunnbeløp|tillegg|herav|hvorav|\bdel \d|\bfast|kriteri"),
)
_ROLES = tuple((role, re.compile(words, re.IGNORECASE)) for role, words in _WORDS)
_ENOUGH = 3  # rows
_LESS = Decimal("0.3")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def role_of_column(name: str, given: str) -> Role | None:
    """Of the sums below ``name`` in a table whose column of sums given is called ``given``; null if it says nothing."""
    for role, pattern in _ROLES:
        if pattern.search(name):
            return role
    own, theirs = _YEAR.findall(name), _YEAR.findall(given)
    if own and (not theirs or max(own) < max(theirs)):
        return "earlier"
    return None


def role_beside(pairs: Sequence[tuple[Decimal, Decimal]]) -> Role | None:
    """Of a column without a telling name, by its sums and those given in the same rows.

    Nobody gets more than he applied for, so a column with smaller sums is of another year; one with far smaller sums
    is of a change or of something else.
    """
    if len(pairs) < _ENOUGH:
        return None
    from statistics import median  # loaded where a page needs it: it slows each start down

    if median(own / given for own, given in pairs) < _LESS:
        return "background"
    return "earlier" if any(own < given for own, given in pairs) else "applied_for"
