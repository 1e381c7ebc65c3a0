"""What a list calls a project: its designation as printed, without label, place and what it goes on to tell.

Words beside a recipient that is already found; which part of a row is which belongs in rows.py.
"""

from __future__ import annotations

import re

from scrapers.awards.likeness import is_place_like
from scrapers.awards.passages import clean
from scrapers.awards.recipients import is_place

PREDICATE = re.compile(
    r"\b(?:er|var|blir|ble|vert|vart|har|hadde|skal|vil|kan|må|går|gjelder|gjeld|brukes|dekker|pengene|pengane|"
    r"midlene|midlane|støtten|støtta|tilskuddet|tilskotet|is|are|was|will|has)\b",
    re.IGNORECASE,
)
_DESIGNATION = re.compile(r"(?i)^(?:prosjekt(?:tittel|navn)?|tittel|formål|føremål|tiltak|project)\s*:\s*")
TRAILING_NAME = re.compile(r",\s+([A-ZÆØÅ][\w\-]+(?:\s[A-ZÆØÅ][\w\-]+)?)\.?$")
_TAIL_TITLE = re.compile(r"^\s*(?:[–—\-:,]|\d+\)|\.(?=\s+[A-ZÆØÅ«\"]))\s+")


def tidy_title(text: str, *, ends_in_place: bool = False) -> str | None:
    """A designation as printed, without its label, the place behind it and what a long one goes on to tell."""
    title = _DESIGNATION.sub("", clean(text)).strip(" .,;")
    title = title.split(". ")[0] if len(title) > 80 else title
    if (match := TRAILING_NAME.search(title)) and (ends_in_place or is_place(match[1])):
        title = title[: match.start()]
    if len(title) > 2 and title[0] in '«"“„' and title[-1] in '»"”“' and title.count(title[-1]) < 3:
        title = title[1:-1]
    is_word = re.search(r"[^\W\d_]{3}", title) or len(title.split()) > 2  # "Bu på øy"
    return title if is_word and not is_place_like(title) and not title.casefold().startswith(("i ", "på ")) else None


def named_purpose(after: str) -> str | None:
    """ "til KI Inkubator" names the project, "til klyngeutvikling" does not; behind a dash any words do."""
    match = re.match(r"\s*(?:til|for)\s+(?:prosjektet\s+)?([A-ZÆØÅ][^.,;()]{2,80})\s*[.]?\s*$", after)
    if match:
        return clean(match[1])
    listed = _TAIL_TITLE.match(after)
    if listed is None or len(after) >= 160 or ("." in listed[0] and PREDICATE.search(after)):
        return None
    return tidy_title(after[listed.end() :])
