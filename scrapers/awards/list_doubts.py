"""Why a list of sums may not be of awards: what introduces it, what its rows name, what it adds up to.

Finding lists and reading their rows belongs in lists.py and rows.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.collection import agrees_with_stated
from scrapers.awards.likeness import is_place_like, recipient_likeness

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.lead_ins import LeadIn
    from scrapers.awards.lines import Line
    from scrapers.awards.rows import Reading, Row

NO_NAMES = "the rows of the list do not look like names"
_OF_BODIES = re.compile(
    r"(?i)\b(?:\w*mottak(?:er|ar)\w*|tildeling(?:er|ar)|vinn(?:ere|arar)|recipients|winners|disse får|desse får|"
    r"compan(?:y|ies)|selskap\w*|bedrift\w*|verksemd\w*|virksomhet\w*|klyng\w*|clusters?|kommun\w*|organisasjon\w*|"
    r"søk(?:j)?ar\w*|søker\w*|museum|musea|avis\w*|centres?)\b"
)


def doubt_of_list(
    document: Document,
    lines: tuple[Line, ...],
    lead: LeadIn,
    readings: list[Reading | None],
    rows: list[tuple[int, Row]],
    owners: list[str | None],
) -> str | None:
    """Why a list may not be of awards; null where it is. ``rows``: the line of each and what it holds.

    ``owners``: whose purposes the rows are, where they are purposes.
    """
    if any(r is not None and r.has_verb for r in readings) and lead.says != "not_given":
        return None
    names = [owner for owner in owners if owner] or [r.recipient for r in readings if r is not None]
    bounds = sum(row.amount is not None and row.amount.qualifier == "up_to" for _, row in rows)
    if 2 * bounds > len(rows) and sum(recipient_likeness(name) >= 1 for name in names) * 2 < len(names):
        return "the list says how much there may be"  # "Kunstgressbaner: inntil 3 millioner kroner"
    known = sum(recipient_likeness(name) >= 0.4 for name in names)
    if 2 * known < len(names) or (
        len(names) > 2 and not any(map(_is_surely_named, names)) and not _OF_BODIES.search(lead.text.rsplit("¶", 1)[-1])
    ):
        return NO_NAMES
    if lead.is_close:
        return None
    if lead.says == "given":
        return None
    if lead.says != "not_given" and agrees_with_stated(
        document, [row.amount for _, row in rows], range(rows[0][0], rows[-1][0] + 1), lines
    ):
        return None
    return "nothing above the list says that it is of awards"


def _is_surely_named(name: str) -> bool:
    """An organisation, a place, or more than one word: "Drift", "Helse" and "Hav" alone are subjects."""
    return recipient_likeness(name) >= 1 or is_place_like(name) or (" " in name and recipient_likeness(name) >= 0.4)
