"""The rows of one list → recipient and title, by an order of parts that all rows agree on.

    R: A · R – T A · T – R A · R, PLACE: A · PLACE: R A · PLACE: A til R · A til R: T · R får A til T

A row says its own order by a verb, by "til" or by quotation marks; else the rows together say which part is the
recipient. Reading rows that are already found; finding lists belongs in lists.py, tables in grids.py.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from scrapers.awards.columns import column_score
from scrapers.awards.designations import PREDICATE, TRAILING_NAME, named_purpose, tidy_title
from scrapers.awards.likeness import is_place_like, recipient_likeness
from scrapers.awards.passages import clean
from scrapers.awards.recipients import is_place, is_placed_cluster, keeps_place, tidy_name
from scrapers.awards.titles import quoted
from scrapers.reference import cluster_names

if TYPE_CHECKING:
    from scrapers.awards.money import Amount

VERB = re.compile(
    r"\s(?:(?:får|fikk|fekk|mottar|mottok|mottek|blir|ble|blei|vart|vert|er|har fått|skal få|will|is|are|"
    r"was)\s+(?:tildelt|innvilget|innvilga|støttet|støtta|tilgodesett|lova|lovet|løyvd|bevilget|awarded|granted|"
    r"receive)|"
    r"får|fikk|fekk|mottar|mottok|mottek|har fått|går av med|tildeles|tildelast|tilgodeses|støttes|innvilges|"
    r"innvilgast|receives?|gets?|got|received|deler)(?=[\s,:]|$)",
    re.IGNORECASE,
)
_STRONG = re.compile(r"\s[–—\-]+\s|:\s+|;\s+|\s*\|\s*|\t|[ \u00a0]{2,}")
_COMMA = re.compile(r",\s+")
_SLASH = re.compile(r"\s/\s")
_SERIES = re.compile(r"\b(?:for|av)\s[a-zæøå]+(?:,\s[a-zæøå]+)*\sog\s[a-zæøå]+")
_QUALIFIER_TAIL = re.compile(
    r"[\s,:;(–—\-]*(?:\b(?:inntil|opptil|om lag|omlag|ca\.?|rundt|over|nesten|nær|nærmere|nærare|støtte|tilskudd|"
    r"tilskot|tilsagn|tildelt|tildeling|beløp|sum|med|på|om|a|of|innvilget|innvilga|får|kr\.?|litt|vel|drøyt|"
    r"totalt|"
    r"til sammen|til saman|up to|mellom|between)\b[\s,:;(–—\-]*)*$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"^[\s,:;)–—\-.]*(?:(?:i|som)\s+(?:støtte|tilskudd|tilskot)\s+)?(?P<go>(?:går|gikk|gjekk|gis|tildeles|"
    r"bevilges|goes)\s+)?(?:til|for|to|åt)\s+(?!(?:sammen|saman|og med|å)\b)",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^[\s,:;)–—\-.]+")
_PLACE = re.compile(r"^(.*\S)\s+(?:i|på|ved|in|at)\s+([A-ZÆØÅ][\w\-/]*(?:\s+(?:og\s+)?[A-ZÆØÅ][\w\-]*)*)$")
_BEHIND_NAME = re.compile(r"\S \(([^()]{4,90})\)$")
_IN_BRACKETS = re.compile(r"^\s*\(([^()]+)\)\s*$")  # "«T» (R)"
_WITH_SUM = re.compile(r"\s*([^()]{3,120}?)\s*\(([^(),]{3,80}),\s*(?:kr\.?\s*)?$")
_STOP = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=\w\)))\.\s+(?=[A-ZÆØÅ«\"])")
_ALIEN = 0.0  # a part this unlike a recipient is none
_SURE = 1.0  # an organisation by its form or the gazetteer
_MARGIN = 0.15


@dataclass(frozen=True, slots=True)
class Row:
    start: int
    end: int
    block: int
    amount: Amount | None
    amount_start: int  # where amount and its qualifier begin, in the row's own text; -1 without an amount
    amount_end: int
    text: str  # the row as printed


@dataclass(frozen=True, slots=True)
class Reading:
    recipient: str
    title: str | None
    has_verb: bool
    doubt: str | None = None  # why the row cannot be trusted
    is_quoted: bool = False  # a title stands where the recipient should


@dataclass(frozen=True, slots=True)
class _Parts:
    parts: tuple[str, ...]  # what stands on the recipient's side of the amount, in order
    quotes: tuple[str, ...]
    after: str  # behind the amount, where the recipient stands before it
    order: int | None = None  # which part is the recipient, where the row says so itself
    has_verb: bool = False
    source: str = ""  # the words that were parted
    is_behind: bool = False  # the recipient stands behind the amount, something else before it


def read_rows(rows: list[Row]) -> list[Reading | None]:
    """All rows of one list; null where a row has no words for a recipient."""
    parsed = _swapped(rows, [_parse(row) for row in rows])
    orders = _agree([p for p in parsed if p.order is None and len(p.parts) > 1])
    hosts = _places(parsed)
    places = sum(bool(m) and is_place(m[1]) for p in parsed for part in p.parts if (m := TRAILING_NAME.search(part)))
    bracketed = [_in_brackets(p) for p in parsed]
    are_titles = len(rows) > 2 and 5 * sum(title is not None for title in bracketed) >= 4 * len(rows)
    readings = [_read(p, orders, hosts, ends_in_place=places > 1) for p in parsed]
    if not are_titles:
        return readings
    return [
        replace(reading, title=title) if reading is not None and reading.title is None and title else reading
        for reading, title in zip(readings, bracketed, strict=True)
    ]


def _in_brackets(p: _Parts) -> str | None:
    """ "Røde Kors Troms (Besøk på hjul)": words behind the only part that are no place and no abbreviation."""
    match = _BEHIND_NAME.search(p.parts[0]) if len(p.parts) == 1 and not p.has_verb else None
    title = tidy_title(match[1]) if match else None
    return title if title and len(title.split()) > 1 and recipient_likeness(title) < _SURE else None


def _parse(row: Row, *, is_behind: bool = False) -> _Parts:
    before = row.text[: row.amount_start] if row.amount is not None else row.text
    after = row.text[row.amount_end :] if row.amount is not None else ""
    titles = tuple(title for _, _, title in quoted(row.text))
    if match := VERB.search(before):
        head = split_parts(before[: match.start()])
        best = max(range(len(head)), key=lambda i: (recipient_likeness(head[i]), i), default=0)
        return _Parts(tuple(head), titles, after, best, has_verb=True)
    if (both := _WITH_SUM.match(before)) and after.lstrip().startswith(
        ")"
    ):  # "Energihub Fedje (Fedje kommune, 2 mill.)"
        return _Parts((clean(both[1]), clean(both[2])), titles, "", source=clean(before))
    head = split_parts(_QUALIFIER_TAIL.sub("", before))
    to = _TO.match(after)
    if to or not head:
        behind = split_parts(after[to.end() :] if to else _HEAD.sub("", after))
        if not head:
            return _Parts(tuple(behind), titles, "", 0 if to else None)
        owner = max(recipient_likeness(part) for part in head)
        own = recipient_likeness(behind[0]) if behind else -1.0
        if to and (to["go"] or (own >= _SURE and (owner < _SURE / 2 or is_behind))):
            return _Parts((behind[0], *behind[1:], *head), titles, "", 0, is_behind=True)
    unquoted = [i for i, part in enumerate(head) if part[:1] not in '«"“”„']
    order = unquoted[0] if len(unquoted) == 1 < len(head) else None
    return _Parts(tuple(head), titles, after, order, source=clean(before))


def _swapped(rows: list[Row], parsed: list[_Parts]) -> list[_Parts]:
    """Where most rows of several parts begin with what is no recipient, "B: A til R" does so too."""
    told = [p for p in parsed if p.order is not None and len(p.parts) > 1]
    behind = sum(p.is_behind or p.order > 0 for p in told if p.order is not None)
    if behind < 2 or 2 * behind <= len([p for p in parsed if len(p.parts) > 1 or p.after.strip(" .")]):
        return parsed
    return [p if p.order is not None else _parse(row, is_behind=True) for row, p in zip(rows, parsed, strict=True)]


def split_parts(text: str) -> list[str]:
    """Parts between separators outside brackets and quotation marks; commas part only what nothing else does."""
    masked = _masked(text)
    for separator in (_STRONG, _STOP, _SLASH, _COMMA):
        if (separator is not _STRONG and is_place_like(text)) or (separator is _STOP and PREDICATE.search(masked)):
            continue
        parts, at = [], 0
        for match in separator.finditer(masked):
            parts.append(text[at : match.start()])
            at = match.end()
        parts.append(text[at:])
        kept = [p for p in (clean(p).strip(" ,;:–—-.") for p in parts) if p]
        if len(kept) > 1:
            return kept
    whole = clean(text).strip(" ,;:–—-.")
    return [whole] if whole else []


def _masked(text: str) -> str:
    """The text with what stands in brackets or quotation marks, or in "kunst, arkitektur og design", blanked."""
    for pattern in (r"«[^»]*»|\"[^\"]*\"|“[^”]*”|”[^”]*”", r"\([^()]*\)"):
        text = re.sub(pattern, lambda m: "x" * len(m[0]), text)
    text = _SERIES.sub(lambda m: "x" * len(m[0]), text)
    return _dashed_names().sub(lambda m: "x" * len(m[0]), text) if " – " in text else text


@cache
def _dashed_names() -> re.Pattern[str]:
    """Clusters with a dash in their registered name."""
    return re.compile("|".join(re.escape(name) for name in cluster_names() if " – " in name) or r"(?!)", re.IGNORECASE)


def _agree(parsed: list[_Parts]) -> dict[int, tuple[int, bool]]:
    """number of parts → (which one is the recipient, whether the rows tell it clearly)."""
    groups: dict[int, list[_Parts]] = defaultdict(list)
    for p in parsed:
        groups[len(p.parts)].append(p)
    found: dict[int, tuple[int, bool]] = {}
    ends: Counter[str] = Counter()
    margins: dict[int, float] = {}
    for width, rows in groups.items():
        scores = [column_score([p.parts[i] for p in rows]) + (0.12 if i == 0 else 0.0) for i in range(width)]
        ranked = sorted(scores, reverse=True)
        best = scores.index(ranked[0])
        margins[width] = ranked[0] - ranked[1]
        found[width] = (best, margins[width] >= _MARGIN)
        ends["first" if best == 0 else "last" if best == width - 1 else "between"] += len(rows)
    most = ends.most_common(1)[0] if ends else None
    for width, rows in groups.items():
        if most and most[0] != "between" and 2 * len(rows) < most[1] and margins[width] < 2 * _SURE / 3:
            found[width] = (0 if most[0] == "first" else width - 1, True)
    return found


def _places(parsed: list[_Parts]) -> set[tuple[int, int]]:
    """(number of parts, which of them) where most rows print a place and the others a name of one or two words."""
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for p in parsed:
        for i, part in enumerate(p.parts):
            cells[len(p.parts), i].append(part)
    return {
        key
        for key, parts in cells.items()
        if 2 * sum(map(is_place_like, parts)) >= len(parts)
        and all(is_place_like(c) or len(c.split()) < 4 for c in parts)
    }


def _read(
    p: _Parts, orders: dict[int, tuple[int, bool]], hosts: set[tuple[int, int]], *, ends_in_place: bool
) -> Reading | None:
    if not p.parts:
        return None
    doubt = None
    at, is_clear = (p.order, True) if p.order is not None else orders.get(len(p.parts), (0, True))
    if p.order is None and len(p.parts) > 1:
        other = max(range(len(p.parts)), key=lambda i: recipient_likeness(p.parts[i]))
        if recipient_likeness(p.parts[at]) < _ALIEN and recipient_likeness(p.parts[other]) >= 0.4:
            doubt = None if p.parts[at][:1] in '«"“”„' else "the row contradicts the order of its list"
            at = other
        elif not is_clear and recipient_likeness(p.parts[at]) < _SURE:
            doubt = "which part of the row is the recipient cannot be told"
    raw = _own_part(p.parts[at], at == len(p.parts) - 1)
    recipient = without_place(_without_quotes(raw, p.quotes))
    if not recipient:
        return None
    title = p.quotes[0] if p.quotes else _designation(p, at, hosts, ends_in_place=ends_in_place)
    is_called = raw[:1] in '«"“”„'  # a project by its title, in the recipient's place
    title = title if title and (is_called or title.casefold() != recipient.casefold()) else None
    is_quoted = is_called and not p.has_verb
    return Reading(recipient, title or named_purpose(p.after), p.has_verb, doubt, is_quoted)


def _own_part(part: str, is_last: bool) -> str:
    """ "R, PLACE" is R; "T, R" at the end of a row is R where only that is an organisation."""
    pieces = _COMMA.split(part) if not is_place_like(part) and not _SERIES.search(part) else [part]
    if len(pieces) == 1:
        return part
    first, last = recipient_likeness(pieces[0]), recipient_likeness(pieces[-1])
    if is_last and last >= _SURE and first < 0.6:
        return pieces[-1]
    if first >= 0.4 and (is_place_like(pieces[-1]) or pieces[-1][:1].islower() or first >= _SURE):
        return pieces[0]
    return part


def without_place(raw: str) -> str:
    """ "Ocean Innovation i Bergen" is Ocean Innovation, "Høgskulen i Volda" itself."""
    name = tidy_name(raw)
    if is_placed_cluster(name):
        return name
    if "," in name and not is_place_like(name) and is_place_like(name.rsplit(",", 1)[1]):
        name = name.rsplit(",", 1)[0]
    match = _PLACE.match(name)
    if (
        match
        and not keeps_place(match[1])
        and not is_place(name)
        and match[1].split()[0] != match[1].split()[0].lower()
    ):
        return tidy_name(match[1])
    return name


def _without_quotes(raw: str, quotes: tuple[str, ...]) -> str:
    """The recipient beside a quoted title in one part; a title that stands alone is the recipient."""
    if not quotes:
        return raw
    rest = re.sub(r"[«\"“”„][^«»\"“”]*[»\"”“]", " ", raw)
    rest = match[1] if (match := _IN_BRACKETS.match(rest)) else rest
    return rest if re.search(r"\w{2}", re.sub(r"\b(?:til|for|prosjektet|med)\b", "", rest)) else raw


def _designation(p: _Parts, at: int, hosts: set[tuple[int, int]], *, ends_in_place: bool) -> str | None:
    """What a list calls the project: the parts behind the recipient, else before it, that are no place."""
    width = len(p.parts)
    for side in (range(at + 1, width), range(at)):
        told = [i for i in side if (width, i) not in hosts and not is_place_like(p.parts[i])]
        if not told:
            continue
        start = p.source.find(p.parts[told[0]])
        end = p.source.find(p.parts[told[-1]], start) + len(p.parts[told[-1]])
        whole = p.source[start:end] if 0 <= start < end and told[-1] - told[0] == len(told) - 1 else p.parts[told[0]]
        if (title := tidy_title(whole, ends_in_place=ends_in_place)) is not None:
            return title
    return None
