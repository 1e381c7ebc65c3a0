"""Dates as Norwegian and English pages print them.

Finding where a page prints its date belongs to its layout; here is only what the words mean.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan",
            "februar february feb",
            "mars march mar",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})(?!\d)"),
    re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})[-/. ](?P<y>\d{4}|\d{2})(?!\d)"),
    re.compile(rf"(?P<d>\d{{1,2}})\.?(?:st|nd|rd|th)?\s+(?P<name>{_MONTH})\.?,?\s+(?P<y>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?P<name>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})", re.IGNORECASE),
)
_LEAD = re.compile(
    r"\s*(?:[^\W\d_]+(?:\s+[^\W\d_]+)?\s*:\s*)?(?:(?:man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun|mon|tues|wednes|thurs|fri|satur)(?:dag|day)\s+)?",
    re.IGNORECASE,
)
_CENTURY = 100


def parse_date(text: str) -> date | None:
    """The date that ``text`` is or begins with, behind a label ("Publisert:") or a weekday; null when it prints none.

    Two-digit years are of 1950–2049. "1. juledag 2020" is no date.
    """
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    for form in _FORMS:
        if match := form.match(text, start):
            return _date(match)
    return None


def find_date(text: str) -> date | None:
    """The first date anywhere in ``text``."""
    found = [match for form in _FORMS if (match := form.search(text))]
    for match in sorted(found, key=lambda m: m.start()):
        if (day := _date(match)) is not None:
            return day
    return None


def _date(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year = int(parts["y"])
    if year < _CENTURY:
        year += 2000 if year < 50 else 1900
    month = int(parts["m"]) if parts.get("m") else _MONTHS[parts["name"].lower()]
    try:
        return date(year, month, int(parts["d"]))
    except ValueError:  # 31.02.2020: printed like a date, but no day of any calendar
        return None
