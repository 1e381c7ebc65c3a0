"""When a page of regjeringen.no was published, and what that rests on.

Pages that moved to the historical archive often carry the day of the move: there the body's own date line comes first,
and a date in the metadata must fit the year in the address and the government's time in office.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from scrapers.dates import day_in, find_date, parse_date
from scrapers.model import Issue, PublishedBasis, Release
from scrapers.reference import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.sources.html import Document
    from scrapers.sources.regjeringen_layouts import Content

HEAD_OF_BODY = 6  # blocks in which an old release prints its number and date
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
    meta = parse_date(document.metas.get("dc.date", ""))
    visible = find_date(content.date_line or "") or day_in(content.date_line or "", formats)
    if release.layout == "historic":
        return _archived(release, document, content, meta or visible, "meta" if meta else "visible")
    if release.layout == "old":
        created = parse_date(document.metas.get("creation_date", ""))
        return _first(((visible, "visible"), (_in_body(release), "body"), (meta or created, "meta")))
    return _first(((meta, "meta"), (visible, "visible")))


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


def _implausible(document: Document, given: date, expected: str) -> Issue:
    message = f"{document.where}: dated {given}, expected {expected}; it may be the day of the move to the archive"
    return Issue("implausible_date", message)
