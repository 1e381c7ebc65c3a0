"""Which column of a table is the recipient, which the sum that was given and which the project's title.

By the header's words, else by what the rows say together. Reading rows belongs in tables.py.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from scrapers.awards.header import MONEY_WORD
from scrapers.awards.likeness import is_county, is_place_like, recipient_likeness, title_likeness
from scrapers.awards.lines import NUMBER_LINE
from scrapers.awards.money import parse_cell

if TYPE_CHECKING:
    from collections.abc import Container

_RECIPIENTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"mottak|mottager|recipient|grantee|beneficiary",
        r"^søker|^søkjar|applicant",
        (
            r"prosjekteier|prosjekteigar|tiltakshaver|tiltakshavar|organisasjon|virksomhet|verksemd|bedrift|selskap|"
            r"klynge|cluster|company|institusjon|foretak|vertskap|arrangør|miljø|senter|^nam?n\b|^navn|museum|^lag"
        ),
        r"^kommune",
        r"^fylke|^region|county",
    )
)
_TITLE = re.compile(
    r"prosjekt|tiltak|^anlegg|formål|føremål|tittel|project|purpose|measure|activity|^h?[kv]va\b|beskrivelse",
    re.IGNORECASE,
)
GIVEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            r"innvilg|tildel|løyv|bevilg|tilsagn|utbetal|award|granted|vedtatt|vedtak|vedteke|godkjent|godkjend|"
            r"approved|allocated"
        ),
        r"tilskudd|tilskot|støtte|stønad|grant|funding|contribution|midler|midlar",
        r"beløp|sum\b|\bkr\b|kroner|kronar|nok\b|amount|mill|total",
    )
)
_APPLIED = re.compile(
    r"søkt|søknadssum|søknadsbeløp|kostnad|kalkyle|overslag|budsjett|egenandel|eigenandel|totalramme|\bramme|søknad|requested|"
    r"applied|costs?\b|utgift",
    re.IGNORECASE,
)
_COST = re.compile(r"kostnad|kalkyle|overslag|budsjett|costs?\b|utgift", re.IGNORECASE)  # "Godkjent kostnad"
_NO_MONEY = re.compile(
    r"^(?:nr\.?|antall?\b.*|antal\b.*|tal på.*|number of.*|år|saks?n\w*|org\.?\s?n\w*|poeng|rang\w*|plass\w*|innb\w*|"
    r"ansatte|tilsette|"
    r"postn\w*|km|mw|k?g?wh|tonn|prosent|%.*|.*prosent|#|no\.?)$",
    re.IGNORECASE,
)
_RATE = re.compile(r"sats|\bper\b|\bpr\b|maks|inntil|grense|ordning|%|prosent", re.IGNORECASE)
_LEAST = 5000  # kroner: smaller numbers count something else
_PLACES = 0.4  # a column of places: recipients only where the other column is none
_FORMS = 1.1  # nearly all with a legal form
_PLACES_FIRST = 0.6  # a table that begins with municipalities is of what each of them gets
_BODIES = 0.8  # a column of organisations by their form
_PLACE = re.compile(r"sted|stad|lokalitet|location|place", re.IGNORECASE)
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_BODY_NUMBER = re.compile(r"^[89]\d{8}$|^[89]\d\d \d{3} \d{3}$")


def is_given(name: str, *, is_sure: bool = False) -> bool:
    """A column that names money given: "Innvilget", or "Tilskudd" where no rate or limit is meant."""
    if GIVEN[0].search(name):
        return True
    return not is_sure and GIVEN[1].search(name) is not None and not _RATE.search(name)


def is_numbers(cells: list[str]) -> bool:
    told = [c for c in cells if c and c not in {"–", "-"}]
    return bool(told) and sum(NUMBER_LINE.match(c) is not None for c in told) >= 0.7 * len(told)


def _is_sums(cells: list[str]) -> bool:
    told = [c for c in cells if c and c not in {"–", "-"}]
    return bool(told) and sum((parse_cell(c, "kr") is not None) for c in told) >= 0.6 * len(told)


def is_other_sums(name: str, cells: list[str], unit: str) -> bool:
    """A column of sums by its name, or by the size of its numbers, in ``unit``, where it has none."""
    if not _is_sums(cells) or _NO_MONEY.match(name) or _counts(name, cells):
        return False
    if MONEY_WORD.search(name) or _APPLIED.search(name) or _RATE.search(name):
        return True
    values = [cell.amount for c in cells if (cell := parse_cell(c, unit or "kr")) is not None and cell.amount]
    return 2 * sum(value >= _LEAST for value in values) >= len(values) > 0


def money_column(
    names: list[str], columns: list[list[str]], stated: Container[Decimal]
) -> tuple[int | None, str | None]:
    """(the column of what was given, why it may be another)."""
    sums = [
        i
        for i, cells in enumerate(columns)
        if _is_sums(cells) and not _NO_MONEY.match(names[i]) and not _counts(names[i], cells)
    ]
    if not sums:
        return None, None
    given = [
        i for i in sums if not _APPLIED.search(names[i]) or (GIVEN[0].search(names[i]) and not _COST.search(names[i]))
    ]
    if not given:
        return sums[-1], "the column is of sums applied for or of costs"
    for pattern in GIVEN:
        named = [i for i in given if pattern.search(names[i])]
        if len(named) == 1:
            return named[0], None
        if named:
            whole = [i for i in named if re.search(r"\btotal|\bsum\b|i alt|samlet|samla", names[i], re.IGNORECASE)]
            agreeing = _adding_up(columns, named, stated)
            if len(whole) != 1 and agreeing is not None:
                return agreeing, None
            return (whole or named)[-1], None if len(whole) == 1 else "several columns of the table are of sums given"
    if len(given) == 1:
        return given[0], None
    if (agreeing := _adding_up(columns, given, stated)) is not None:
        return agreeing, None
    return given[-1], "which column of the table is the sum given cannot be told"


def _adding_up(columns: list[list[str]], among: list[int], stated: Container[Decimal]) -> int | None:
    """The one column whose numbers add up to a sum that the release prints elsewhere."""
    found = []
    for i in among:
        values = [cell.amount for c in columns[i] if (cell := parse_cell(c, "kr")) is not None and cell.amount]
        total = sum(values, Decimal(0))
        if len(values) > 1 and any(total * 10**power in stated for power in (0, 3, 6)):
            found.append(i)
    return found[0] if len(found) == 1 else None


def _counts(name: str, cells: list[str]) -> bool:
    """A column of years or of organisations' numbers, or one that counts the rows."""
    if name and MONEY_WORD.search(name):
        return False
    told = [c for c in cells if c]
    return all(_YEAR.match(c) or _BODY_NUMBER.match(c) for c in told) or told == [str(i + 1) for i in range(len(told))]


def recipient_column(names: list[str], columns: list[list[str]], words: list[int]) -> tuple[int, str | None] | None:
    """(the column, why it may be another)."""
    if not words:
        return None
    for pattern in _RECIPIENTS:
        named = [i for i in words if names[i] and pattern.search(names[i]) and not _TITLE.search(names[i].split()[0])]
        bodies = [i for i in words if i not in named and column_score([c for c in columns[i] if c] or ["-"]) >= _BODIES]
        if named and pattern in _RECIPIENTS[-2:] and bodies:
            return bodies[0], None  # "Anlegg, Kommune, Tilskudd": the place is not who gets it
        if named:
            return named[0], None
    scores = {i: column_score([c for c in columns[i] if c] or ["-"]) - 0.05 * at for at, i in enumerate(words)}
    if sum(map(is_place_like, columns[words[0]])) >= 0.9 * len(columns[words[0]]):
        scores[words[0]] = max(scores[words[0]], _PLACES_FIRST if len(set(columns[words[0]])) > 1 else 0.0)
    best = max(scores, key=lambda i: scores[i])
    others = [score for i, score in scores.items() if i != best]
    is_rivalled = best != words[0] and scores[best] < _FORMS  # without names, the first column is the rule
    is_plain = not others or scores[best] >= 0.9 or scores[best] - max(others) >= 0.2
    doubt = None if is_plain and not is_rivalled else "which column of the table is the recipient cannot be told"
    return (best, doubt) if scores[best] > 0 or len(words) == 1 else None


def title_column(names: list[str], columns: list[list[str]], words: list[int], recipient: int) -> int | None:
    others = [i for i in words if i != recipient]
    named = [i for i in others if _TITLE.search(names[i])]
    if named:
        return named[0]
    said = [i for i in others if names[i] and _PLACE.match(names[i]) and _are_titles(columns[i])]
    if said:
        return said[0]  # "Sted": "Landstrøm Nordre kai"
    unnamed = [i for i in others if not names[i] and _are_titles(columns[i], 0.3)]
    return unnamed[0] if unnamed else None


def _are_titles(cells: list[str], likeness: float = 0.4) -> bool:
    return bool(cells) and sum(map(title_likeness, cells)) / len(cells) > likeness


def column_score(cells: list[str]) -> float:
    """How like recipients the cells of one column are; one of counties, or that repeats its values, says where."""
    likeness = sum(recipient_likeness(c) for c in cells) / len(cells)
    if sum(map(is_place_like, cells)) >= 0.6 * len(cells):
        likeness = min(likeness, _PLACES)
    if sum(map(is_county, cells)) >= 0.6 * len(cells):
        likeness = min(likeness, _PLACES) - 0.1
    repeated = 1 - len({c.casefold() for c in cells}) / len(cells)
    return likeness - 0.4 * repeated
