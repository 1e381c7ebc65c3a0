"""Awards told as a small record over several lines: "Søker: … / Tilskudd: …", a name as a heading with its sum below.

Tables with one amount a row belong in tables.py, lists of whole lines in lists.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.collection import Collection
from scrapers.awards.designations import tidy_title
from scrapers.awards.likeness import is_place_like, recipient_likeness
from scrapers.awards.lines import index_amounts
from scrapers.awards.recipients import is_organisation, may_receive
from scrapers.awards.rows import split_parts, without_place
from scrapers.awards.titles import quoted

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.lead_ins import Introductions
    from scrapers.awards.lines import Line
    from scrapers.awards.money import Amount

_KEY = re.compile(r"^[\W_]*(?P<key>[A-ZÆØÅ][\wæøåÆØÅ .]{2,32}?)\s*:\s*(?P<value>\S.*)?$")
_RECIPIENT_KEY = re.compile(  # "Bedrift", "Mottaker av tilskot": not "Bedrift Nord AS"
    r"^(?:søker|søkjar|(?:støtte|tilskudds?|tilskots?)?mottak(?:er|ar)|virksomhet|verksemd|bedrift|prosjekteier|"
    r"prosjekteigar|recipient|applicant|organisasjon|selskap|prosjektansvarlig|navn|namn|klynge|tiltakshaver|"
    r"tiltakshavar|arrangør|kommune|ansvarlig)(?-i:[a-zæøå]*(?: [a-zæøå]+)*)$",
    re.IGNORECASE,
)
_TITLE_KEY = re.compile(
    r"^(?:prosjekt(?:tittel|navn|namn)?$|tittel|project|tiltak|formål|føremål|title)", re.IGNORECASE
)
_APPLIED_KEY = re.compile(r"søkt|omsøkt|søknad|applied|kostnad|invester|budsjett|ramme|egenandel|total", re.IGNORECASE)
_AMOUNT_KEY = re.compile(
    r"tilskudd|tilskot|tildel|innvilg|bevilg|løyv|støtte|stønad|beløp|award|grant|sum|tilsagn", re.IGNORECASE
)
_LABEL = re.compile(
    r"^\W*(?:(?:støtte|støttebeløp|tilskudd|tilskot|tilsagn|tildeling|tildelt|tildelt beløp|beløp|sum|innvilget|"
    r"innvilga|innvilget beløp|bevilgning|løyving|løyvd|får|grant|award|støtte fra \w+)\b[\s:]*(?:inntil|på|"
    r"opptil|om lag)?\s*)?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\d+[).]\s*")
_CASE = re.compile(r"(?:sak|nr|saksnr|søknad|vedtak|publisert|dato)\b", re.IGNORECASE)
_DEEPEST = 7  # lines of a record below its name


def read_records(
    document: Document, lines: tuple[Line, ...], taken: set[int], introductions: Introductions
) -> list[Collection]:
    """Every group of records of the release, in order; lines in ``taken`` belong to tables."""
    amounts = index_amounts(lines, document.amounts)
    found: list[Collection] = []
    at = 0
    tried = 0  # a run of keys that is no record is none from its second line on either
    while at < len(lines):
        collection = None
        if at not in taken and lines[at].zone == "body":
            if at >= tried:
                collection, tried = _key_values(lines, amounts, taken, introductions, at)
            if collection is None and document.amounts:
                collection = _headed(document, lines, amounts, taken, introductions, at)
        if collection is not None:
            found.append(collection)
        at = max(at + 1, collection.lines.stop) if collection is not None else at + 1
    return found


def _key_values(
    lines: tuple[Line, ...],
    amounts: list[list[Amount]],
    taken: set[int],
    introductions: Introductions,
    at: int,
) -> tuple[Collection | None, int]:
    """Blocks of "key: value" lines; a key that comes again opens the next record. Also: up to which line was looked."""
    if _KEY.match(lines[at].text[:300]) is None:
        return None, at + 1
    stop, end, records, keys = at, at, list[list[tuple[str, str, int]]](), list[str]()
    known: set[str] = set()
    opener = _KEY.match(lines[at - 1].text[:300]) if at and lines[at - 1].zone == "title" else None
    while stop < len(lines) and stop not in taken and lines[stop].zone == "body":
        match = _KEY.match(lines[stop].text) if len(lines[stop].text) <= 300 else None
        if match is None or not match["value"]:
            if not keys or not _is_between(lines, stop):
                break
            stop += 1
            continue
        key = match["key"].strip()
        if not records or key in known or (opener and key == opener["key"].strip()):
            records.append([])
            known = set()
        known.add(key)
        records[-1].append((key, match["value"], stop))
        keys.append(key)
        stop += 1
        end = stop
    if not any(map(_RECIPIENT_KEY.match, keys)) and not any(map(_AMOUNT_KEY.search, keys)):
        return None, max(stop, at + 1)
    lead = introductions.above(at)
    owned = [_of_record(lines, amounts, record, at) for record in records]
    candidates = tuple(c for c in owned if c is not None)
    if not candidates or (len(candidates) < 2 and not any(map(_RECIPIENT_KEY.match, keys))):
        return None, max(stop, at + 1)
    return Collection(candidates, range(at, end), lead.text), end


def _is_between(lines: tuple[Line, ...], at: int) -> bool:
    """A line without a key between two records: a numbered name or a heading."""
    return at + 1 < len(lines) and len(lines[at].text) < 120 and _KEY.match(lines[at + 1].text[:300]) is not None


def _of_record(
    lines: tuple[Line, ...],
    amounts: list[list[Amount]],
    record: list[tuple[str, str, int]],
    collection: int,
) -> Candidate | None:
    named = [value for key, value, _ in record if _RECIPIENT_KEY.match(key) and not value[:3].strip().isdigit()]
    recipient = named[0] if named else None
    if recipient is None and is_organisation(record[0][1]):
        recipient = record[0][1]  # "Klimasats: Asker kommune" opens each record
    first = record[0][2]
    above = lines[first - 1] if first else None
    opens = _KEY.match(above.text[:300]) if above is not None and above.zone == "title" else None
    if recipient is None and opens and opens["value"] and is_organisation(opens["value"]):
        recipient, first = opens["value"], first - 1  # … or stands above it
    if (
        recipient is None
        and above is not None
        and above.zone == "body"
        and not amounts[first - 1]
        and len(above.text) < 120
    ):
        parts = split_parts(_NUMBERED.sub("", above.text).rstrip(":"))
        recipient, first = (parts[0] if parts else None), first - 1
    if recipient is None or not may_receive(without_place(recipient)):
        return None
    priced = [
        amounts[i][0]
        for key, _, i in record
        if _AMOUNT_KEY.search(key) and not _APPLIED_KEY.search(key) and len(amounts[i]) == 1
    ]
    is_applied = any(_APPLIED_KEY.search(key) for key, _, _ in record)
    if not priced and (not is_applied or (named and not any(_TITLE_KEY.match(key) for key, _, _ in record))):
        return None
    title = next((value for key, value, _ in record if _TITLE_KEY.match(key) and value), None)
    if title is None and named and above is not None and _is_heading(above, has_sum=bool(amounts[first - 1])):
        title, first = above.text, first - 1
    doubt = (
        None
        if len(priced) == 1
        else "the record has no sum of its own"
        if not priced
        else "the record has several sums"
    )
    return Candidate(
        rule="key_value", recipient=without_place(recipient), amount=priced[0] if priced else None,
        start=lines[first].start, end=lines[record[-1][2]].end, block=lines[first].block, title=_title(title),
        doubt=doubt, collection=collection,
    )  # fmt: skip


def _is_heading(above: Line, *, has_sum: bool) -> bool:
    """A short line above a record that names its applicant: "Fisketrapp i Sandefossen" is what the money is for."""
    is_short = len(above.text) < 90 and above.text[-1:] not in ".:?!" and not _CASE.match(above.text)
    return above.zone == "body" and above.kind != "row" and is_short and not has_sum and not is_organisation(above.text)


def _title(value: str | None) -> str | None:
    """A title without the abbreviation behind it: "… Proteomics Infrastructure (NAPI)"."""
    return tidy_title(re.sub(r"\s*\([A-Z]{2,8}\)$", "", value)) if value else None


def _headed(
    document: Document,
    lines: tuple[Line, ...],
    amounts: list[list[Amount]],
    taken: set[int],
    introductions: Introductions,
    at: int,
) -> Collection | None:
    """A name on a line of its own and a few lines below it one that is its sum: twice or more."""
    if at and len(amounts[at - 1]) == 1 and len(lines[at - 1].text) - len(amounts[at - 1][0].text) < 6:
        return None  # names below an amount
    records: list[tuple[int, int, int]] = []
    stop = at
    while record := (
        _one_headed(document, lines, amounts, taken, stop)
        or (_one_headed(document, lines, amounts, taken, stop + 1) if _is_section(lines, amounts, stop) else None)
    ):
        records.append(record)
        stop = record[2]
        while stop < len(lines) and (key := _KEY.match(lines[stop].text[:300])) and _APPLIED_KEY.search(key["key"]):
            stop += 1  # "Total investering: 18,9 mill."
    if len(records) < 2:
        return None
    lead = introductions.above(at)
    labelled = any(_label(document, lines[price], amounts[price][0]).strip() for _, price, _ in records)
    if lead.says == "not_given" and not labelled:
        return None
    candidates = []
    for name, price, end in records:
        titles = quoted(document.text[lines[name].start : lines[end - 1].end])
        parts = split_parts(lines[name].text)
        candidates.append(
            Candidate(
                rule="name_above_sum", recipient=without_place(parts[0] if parts else lines[name].text),
                amount=amounts[price][0], start=lines[name].start, end=lines[end - 1].end, block=lines[name].block,
                title=titles[0][2] if len(titles) == 1 else _line_between(lines, name, price), collection=at,
                doubt=None if labelled or lead.says == "given" else "nothing above the list says that it is of awards",
            )
        )  # fmt: skip
    return Collection(tuple(candidates), range(at, stop), lead.text)


def _is_section(lines: tuple[Line, ...], amounts: list[list[Amount]], at: int) -> bool:
    """A line in capitals, or a heading, between two records: "SCENEKUNST"."""
    is_line = 0 < at < len(lines) - 1 and not amounts[at] and lines[at].zone == "body"
    return is_line and (lines[at].text.isupper() or lines[at].kind == "heading") and not is_organisation(lines[at].text)


def _is_labelled_below(lines: tuple[Line, ...], amounts: list[list[Amount]], at: int) -> bool:
    """Name, one line of text, "Bevilgning: 450 000 kroner": three lines of a paragraph of their own."""
    if at + 2 >= len(lines) or amounts[at + 1] or not amounts[at + 2] or lines[at].block != lines[at + 2].block:
        return False
    key = _KEY.match(lines[at + 2].text[:300])
    return key is not None and _AMOUNT_KEY.search(key["key"]) is not None and not _APPLIED_KEY.search(key["key"])


def _line_between(lines: tuple[Line, ...], name: int, price: int) -> str | None:
    """The one line between a name and its sum, where it names what the money is for and does not tell of it."""
    text = lines[name + 1].text if price == name + 2 else ""
    is_title = text[:1].isupper() and len(text.split()) < 7 and text[-1] not in ".:?!" and not is_place_like(text)
    return tidy_title(text) if is_title and recipient_likeness(text) < 1 else None


def _describes(name: str, below: Line) -> bool:
    """ "ASKO Øst AS", "Ti lastebiler": a body, and below it no other."""
    return recipient_likeness(name) >= 1 and recipient_likeness(below.text) < 0


def _label(document: Document, line: Line, amount: Amount) -> str:
    before = document.text[line.start : amount.qualifier_start]
    return re.split(r"(?<=[.!?])\s", before)[-1]


def _one_headed(
    document: Document, lines: tuple[Line, ...], amounts: list[list[Amount]], taken: set[int], at: int
) -> tuple[int, int, int] | None:
    """(name line, line of the sum, end) of a record that begins at ``at``."""
    if at >= len(lines) or at in taken or lines[at].zone != "body" or amounts[at] or lines[at].kind in {"item", "row"}:
        return None
    name = lines[at].text
    if _is_section(lines, amounts, at) and name.isupper() and lines[at + 1].block != lines[at].block:
        below_is_sum = bool(amounts[at + 1]) or _KEY.match(lines[at + 1].text[:300]) is not None
        if not below_is_sum and _one_headed(document, lines, amounts, taken, at + 1) is not None:
            return None  # "MUSIKK" above "Oslo Sinfonietta"
    likely = 0.15 if lines[at].kind == "heading" or _is_labelled_below(lines, amounts, at) else 0.4
    if (
        _KEY.match(name)
        or len(name) > 90
        or name.endswith((".", ":", "?", "!"))
        or not may_receive(name)
        or recipient_likeness(name) < likely
    ):
        return None
    for look in range(at + 1, min(at + _DEEPEST, len(lines))):
        below = lines[look]
        if (
            look in taken
            or below.zone != "body"
            or len(below.text) > 900
            or (below.kind == "heading" and not amounts[look] and not (look == at + 1 and _describes(name, below)))
        ):
            return None
        if (key := _KEY.match(below.text)) and not _AMOUNT_KEY.search(key["key"]):
            return None
        if not amounts[look]:
            continue
        last = amounts[look][-1]
        after = document.text[last.end : below.end]
        label = _label(document, below, last)
        whole = len(amounts[look]) == 1 and len(document.text[below.start : last.qualifier_start].strip()) < 40
        if (
            _LABEL.match(label)
            and len(after.strip(" .")) < 3
            and (label.strip() or (whole and look < at + 4 and (likely < 0.4 or recipient_likeness(name) >= 1)))
        ):
            return at, look, look + 1
        if look == at + 1 and len(amounts[look]) == 1 and lines[at].kind != "heading":
            return None
    return None
