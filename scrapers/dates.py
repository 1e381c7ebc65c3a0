"""Dates as Norwegian and English pages print them.

Finding where a page prints its date belongs to its layout; here is only what the words mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan",
            "februar february feb febr",
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
# No digit and no point between digits before or behind: "12.06.2015.4" and "kap. 2.10.3" are numbers of something else.
_BEFORE, _BEHIND = r"(?<![\d])(?<!\d[./-])", r"(?!\d|[./-]\d)"
_FORMS = (
    re.compile(rf"{_BEFORE}(?P<y>\d{{4}})(?P<mark>[-./])(?P<m>\d{{1,2}})(?P=mark)(?P<d>\d{{1,2}})(?!\d|[./]\d)"),
    re.compile(rf"{_BEFORE}(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?(?P<y>\d{{4}}|\d{{2}}){_BEHIND}"),
    re.compile(rf"{_BEFORE}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})[-/. ](?P<y>\d{{4}}|\d{{2}}){_BEHIND}"),
    re.compile(
        rf"{_BEFORE}(?P<d>\d{{1,2}})(?:\.?\s?[–-]\s?\d{{1,2}})?(?:st|nd|rd|th)?(?:\.\s?|\s+)(?:of\s+)?"
        rf"(?P<name>{_MONTH})\.?,?\s+(?P<y>\d{{4}})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\w)(?P<name>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)", re.IGNORECASE
    ),
)
_WEEKDAY = (
    r"(?:man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun|mon|tues|wednes|thurs|fri|satur)(?:dag|day)|"
    r"(?:ma|må|ti|ty|on|to|fr|lø|la|sø|su)[nrsetu]?\."
)
_LABEL = r"(?:sist\s+)?(?:publisert|oppdatert|endret|endra|datert|dato|published|updated|last\s+updated|date)"
_LEAD = re.compile(
    rf"\s*(?:[^\W\d_]+(?:\s+[^\W\d_]+)?\s*:\s*|{_LABEL}\s+)?(?:[A-ZÆØÅ][^\W\d_]+,\s+)?(?:(?:{_WEEKDAY}),?\s+)?(?:den\s+)?",
    re.IGNORECASE,
)
_STROKES = re.compile(rf"{_BEFORE}(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/\d{{2,4}}(?!\d)")
_CENTURY, MONTHS = 100, 12


def parse_date(text: str) -> date | None:
    """The date that ``text`` is or begins with, behind a label ("Publisert:"), a place ("Oslo, ") or a weekday.

    Null when it prints none. Two-digit years are of 1950–2049. "1. juledag 2020" is no date.
    """
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    for form in _FORMS:
        if match := form.match(text, start):
            return _date(match)
    return None


def find_date(text: str) -> date | None:
    """The first date anywhere in ``text``."""
    found = [match for form in _FORMS for match in form.finditer(text)]
    for match in sorted(found, key=lambda m: m.start()):
        if (day := _date(match)) is not None:
            return day
    return None


def is_ambiguous(text: str) -> bool:
    """Whether a date is printed with strokes so that its day may be its month: "03/12/2010" is either."""
    return any(
        match["d"] != match["m"] and max(int(match["d"]), int(match["m"])) <= MONTHS
        for match in _STROKES.finditer(text)
    )


def day_in(text: str, formats: Sequence[str]) -> date | None:
    """The first word of ``text`` that is a date in one of the formats (those of strptime); words may have blanks."""
    for format_ in formats:
        words = text.split()
        width = len(format_.split())
        for start in range(len(words) - width + 1):
            try:
                return datetime.strptime(" ".join(words[start : start + width]), format_).date()  # noqa: DTZ007 - a day
            except ValueError:
                continue
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
