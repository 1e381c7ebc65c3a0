"""When a page of regjeringen.no was published, and what that rests on.

Pages that moved to the historical archive often carry the day of the move: there the body's own date line comes first,
and a date in the metadata must fit the year in the address and the government's time in office.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from scrapers.dates import day_in, find_date, is_ambiguous, parse_date
from scrapers.model import Issue, PublishedBasis, Release
from scrapers.reference import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.sources.html import Document
    from scrapers.sources.regjeringen_layouts import Content

HEAD_OF_BODY = 6  # blocks in which an old release prints its number and date
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")  # what else metadata may say is read one way here and another way there
_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_BODY_DATE = re.compile(
    r"(?:^|[\s|])Dato\s*:\s*(?P<labelled>\d[^|\n]*)|^(?:[^\W\d_]+,?\s+)?(?P<alone>\d{1,2}\.\s?\w+\.?\s\d{4})$",
    re.IGNORECASE | re.MULTILINE,
)

Dated = tuple[date | None, PublishedBasis, list[Issue]]


def published(release: Release, document: Document, content: Content, formats: Sequence[str]) -> Dated:
    """The date, its basis, and an issue where a printed date cannot be right.

    ``formats`` are those that the site's date line is assumed to have, for one that no rule of dates.py reads.
    """
    metas = [document.metas.get(name, "") for name in ("dc.date", "creation_date")]
    meta, created = (parse_date(said) if _ISO.match(said) else None for said in metas)
    line = content.date_line or ""
    visible = find_date(line) or day_in(line, formats)
    doubts = [
        _unread(document, said, "a date as 2020-01-31 in the metadata")
        for said in metas
        if said and not _ISO.match(said)
    ]
    if visible is None and any(letter.isdigit() for letter in line):
        doubts.append(_unread(document, line, f"a date in its date line, as {', '.join(formats)}"))
    if visible and is_ambiguous(line):
        doubts.append(_unread(document, line, "a date whose day cannot be its month"))
    if release.layout == "historic":
        day, basis, issues = _archived(release, document, content, meta or visible, "meta" if meta else "visible")
    elif release.layout == "old":
        day, basis, issues = _first(((visible, "visible"), (_in_body(release), "body"), (meta or created, "meta")))
    else:
        day, basis, issues = _first(((meta, "meta"), (visible, "visible")))
        if meta and visible and meta != visible:
            doubts.append(_unread(document, line, f"{meta} as in its metadata"))
    return day, basis, issues + doubts


def _first(candidates: tuple[tuple[date | None, PublishedBasis], ...]) -> Dated:
    found = next(((day, basis) for day, basis in candidates if day), None)
    return (*found, []) if found else (None, "none", [])


def _archived(
    release: Release, document: Document, content: Content, given: date | None, basis: PublishedBasis
) -> Dated:
    if day := _in_body(release):
        return day, "body", []
    if given is None:
        return None, "none", []
    year = _YEAR.search(release.url or "")
    if year and int(year[1]) != given.year:
        return None, "none", [_implausible(document, given, f"the year {year[1]} as in the address")]
    begin, end = _in_office(content.government)
    if not begin <= given <= end:
        return None, "none", [_implausible(document, given, f"{begin} to {end}, the time of {content.government}")]
    return given, basis, []


def _in_body(release: Release) -> date | None:
    """The date line at the head of a release's own text: "Dato: 14.10.2005", "Oslo, 14. oktober 2005"."""
    head = [block for block in release.blocks if block.kind not in ("title", "lead", "row")][:HEAD_OF_BODY]
    for block in head:
        if found := _BODY_DATE.search(release.text[block.start : block.end]):
            return parse_date(found["labelled"] or found["alone"])
    return None


def _in_office(government: str | None) -> tuple[date, date]:
    """From when to when a government sat; all time for one that is not named or not known."""
    for row in rows("governments"):
        if government in (row["label_nb"], *row["label_variants"].split("|")):
            begin, end = row["valid_from"] or "0001-01-01", row["valid_to"] or "9999-12-31"
            return date.fromisoformat(begin), date.fromisoformat(end)
    return date.min, date.max


def _unread(document: Document, said: str, expected: str) -> Issue:
    message = f"{document.where}: dated {said[:60]!r}, expected {expected}; look at the page, then at its date_format"
    return Issue("doubtful_date", message)


def _implausible(document: Document, given: date, expected: str) -> Issue:
    message = f"{document.where}: dated {given}, expected {expected}; it may be the day of the move to the archive"
    return Issue("implausible_date", message)
