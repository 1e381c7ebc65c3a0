"""The rows of one list or table → recipient, title and amount, by an order of columns that the rows agree on.

Reading rows that are already found; finding lists belongs in lists.py, tables in tables.py.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.awards.passages import clean
from scrapers.awards.recipients import is_organisation, is_place, keeps_place, tidy_name
from scrapers.awards.titles import quoted

if TYPE_CHECKING:
    from scrapers.awards.money import Amount

_VERB = re.compile(
    r"\s(?:(?:får|fikk|fekk|mottar|mottok|mottek|blir|ble|vart|vert|er|har fått|skal få|will|is|are|was)\s+(?:tildelt|innvilget|innvilga|støttet|støtta|tilgodesett|awarded|granted|receive)|"
    r"får|fikk|fekk|mottar|mottok|mottek|har fått|tildeles|tildelast|tilgodeses|støttes|innvilges|innvilgast|receives?|gets?|got|received|deler)(?=[\s,:]|$)",
    re.IGNORECASE,
)
_SEPARATORS = ("\t", " | ", " – ", " — ", " - ", ": ", "; ", " / ", ", ")
_QUALIFIER_TAIL = re.compile(
    r"[\s,:;(–—\-]*(?:\b(?:inntil|opptil|om lag|omlag|ca\.?|rundt|over|nesten|nær|nærmere|nærare|støtte|tilskudd|tilskot|tildelt|tildeling|beløp|sum|med|på|a|of|innvilget|innvilga|får|kr\.?|litt|vel|drøyt|totalt|til sammen|til saman)\b[\s,:;(–—\-]*)*$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^[\s,:;)–—\-.]*(?:(?:i|som|per|pr\.?) (?:støtte|tilskudd|tilskot|året|år)\s+)?(?:til|for|to|går til|gikk til|gjekk til)\s+|^[\s,:;)–—\-.]+",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^(.*\S)\s+(?:i|på|ved|in|at)\s+([A-ZÆØÅ][\w\-/]*(?:\s+(?:og\s+)?[A-ZÆØÅ][\w\-]*)*)$")
_DESIGNATION = re.compile(r"(?i)^(?:prosjekt(?:tittel|navn)?|tittel|formål|project)\s*:\s*")
_LIKES_TITLE = re.compile(r"[a-zæøå]{3,}\s+[a-zæøå]{2,}")


@dataclass(frozen=True, slots=True)
class Row:
    start: int
    end: int
    block: int
    amount: Amount | None
    amount_start: int  # where amount and its qualifier begin, in the row's own text; -1 without an amount
    amount_end: int
    text: str  # the row as printed
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    recipient: str
    title: str | None
    has_verb: bool
    agrees: bool  # the row has the shape of its list


def read_rows(rows: list[Row], header: tuple[str, ...] = ()) -> list[Reading | None]:
    """All rows of one collection; null where a row has no words for a recipient."""
    shapes = [_shape(row) for row in rows]
    order = _order(shapes, header)
    common = Counter((len(s.segments), s.side) for s in shapes if not s.verb_recipient).most_common(1)
    shape = common[0][0] if common else None
    verbs = sum(bool(s.verb_recipient) for s in shapes)
    readings: list[Reading | None] = []
    for s in shapes:
        reading = _read(s, order)
        if reading is not None:
            same = bool(s.verb_recipient) == (2 * verbs > len(shapes)) and (
                bool(s.verb_recipient) or (len(s.segments), s.side) == shape
            )
            reading = Reading(reading.recipient, reading.title, reading.has_verb, same)
        readings.append(reading)
    return readings


@dataclass(frozen=True, slots=True)
class _Shape:
    segments: tuple[str, ...]
    side: str  # on which side of the amount the words stand: before, after, none
    quotes: tuple[str, ...]
    verb_recipient: str | None
    after: str


def _shape(row: Row) -> _Shape:
    if row.cells:
        return _Shape(tuple(clean(c) for c in row.cells), "cells", (), None, "")
    before = row.text[: row.amount_start] if row.amount is not None else row.text
    after = row.text[row.amount_end :] if row.amount is not None else ""
    titles = tuple(title for _, _, title in quoted(row.text))
    if match := _VERB.search(before):
        return _Shape((), "verb", titles, before[: match.start()], after)
    before = _QUALIFIER_TAIL.sub("", before)
    if clean(before).strip(" –-:;,.("):
        return _Shape(tuple(_segments(before)), "before", titles, None, after)
    return _Shape(tuple(_segments(_HEAD.sub("", after, count=1))), "after", titles, None, "")


def _segments(text: str) -> list[str]:
    """Parts between the strongest separator that stands outside brackets and quotation marks."""
    masked = _masked(text)
    for separator in _SEPARATORS:
        if separator in masked:
            limit = 2 if separator in {": ", ", "} else 0
            parts, at = [], 0
            for piece in masked.split(separator, limit - 1) if limit else masked.split(separator):
                parts.append(text[at : at + len(piece)])
                at += len(piece) + len(separator)
            if limit and separator == ": " and ", " in masked:
                pass
            cleaned = [clean(p).strip(" ,;:–-") for p in parts]
            return [p for p in cleaned if p]
    stripped = clean(text).strip(" ,;:–-")
    return [stripped] if stripped else []


def _masked(text: str) -> str:
    """The text with what stands in brackets or quotation marks blanked, length kept."""
    blank = lambda m: "x" * len(m[0])  # noqa: E731
    text = re.sub(r"«[^»]*»|\"[^\"]*\"|“[^”]*”|”[^”]*”", blank, text)
    return re.sub(r"\([^()]*\)", blank, text)


def _order(shapes: list[_Shape], header: tuple[str, ...]) -> int:
    """Which segment is the recipient, agreed by all rows."""
    for at, name in enumerate(header):
        if re.search(
            r"mottak|mottager|søker|søkjar|kommune|bedrift|selskap|virksomhet|verksemd|organisasjon|recipient|company|fylke|museum|institusjon|prosjekteier|prosjekteigar|navn",
            name,
            re.IGNORECASE,
        ):
            return at
    width = max((len(s.segments) for s in shapes), default=0)
    scores = []
    for column in range(width):
        cells = [s.segments[column] for s in shapes if column < len(s.segments)]
        full = len(cells) / len(shapes)
        organisations = sum(is_organisation(tidy_name(c)) for c in cells) / len(shapes)
        titles = sum(c[:1] in '«"“' or c[:1].islower() or len(c) > 70 for c in cells) / len(shapes)
        scores.append(organisations + 0.3 * full - 0.5 * titles - 0.05 * column)
    return scores.index(max(scores)) if scores else 0


def _read(s: _Shape, order: int) -> Reading | None:
    if s.verb_recipient is not None:
        recipient = without_place(s.verb_recipient)
        return (
            Reading(recipient, s.quotes[0] if s.quotes else _named_purpose(s.after), True, True) if recipient else None
        )
    if not s.segments:
        return None
    at = min(order, len(s.segments) - 1)
    raw = s.segments[at]
    others = [seg for i, seg in enumerate(s.segments) if i != at]
    recipient = without_place(_without_quotes(raw, s.quotes))
    if not recipient:
        return None
    title = s.quotes[0] if s.quotes else _designation(others) or _named_purpose(s.after)
    return Reading(recipient, title, False, True)


def without_place(raw: str) -> str:
    name = tidy_name(raw)
    match = _PLACE.match(name)
    if match and not keeps_place(match[1]) and not is_place(name) and match[1][:1].isupper():
        return tidy_name(match[1])
    return name


def _without_quotes(raw: str, quotes: tuple[str, ...]) -> str:
    """The recipient beside a quoted title in one segment; a title that stands alone is the recipient."""
    if not quotes:
        return raw
    rest = re.sub(r"[«\"“”„][^«»\"“”]*[»\"”“]", " ", raw)
    return rest if re.search(r"\w{2}", re.sub(r"\b(?:til|for|prosjektet|med)\b", "", rest)) else raw


def _designation(others: list[str]) -> str | None:
    """What a list calls the project: the column that is neither recipient nor place nor number."""
    for text in others:
        title = _DESIGNATION.sub("", clean(text)).strip(" .,;")
        title = title.split(". ")[0] if len(title) > 80 else title
        title = re.sub(r",\s+([A-ZÆØÅ][\w\-]+)\.?$", lambda m: "" if is_place(m[1]) else m[0], title)
        if re.search(r"[^\W\d_]{3}", title) and not is_place(title) and not title.casefold().startswith(("i ", "på ")):
            return title
    return None


def _named_purpose(after: str) -> str | None:
    """ "til KI Inkubator": a purpose with a name of its own is the project; "til klyngeutvikling" is none."""
    match = re.match(r"\s*(?:til|for)\s+(?:prosjektet\s+)?([A-ZÆØÅ][^.,;()]{2,80})\s*[.]?\s*$", after)
    return clean(match[1]) if match else None
