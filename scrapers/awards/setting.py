"""Every sum where it stands: its sentence, its clause's words and their role, and whether it is of an earlier round.

What a whole release makes of it belongs in ledger.py and totals.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.awards.context import is_earlier_year, release_year
from scrapers.awards.cue_words import AS_GRANT
from scrapers.awards.cues import is_of_before, is_of_now, is_told_of_before, told_role
from scrapers.awards.passages import clean
from scrapers.awards.wording import Wording, wording_of

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.money import Amount
    from scrapers.awards.passages import Sentence
    from scrapers.model import Role


_GAPPED = frozenset({"part_of_total", "proposal", "frame"})  # "av dette går A til X, B til Y"


_THEN = re.compile(
    r"\W*(?:den gang(?:en)?|i fjor|ifjor|(?:i )?(?:forrige|førre) runde|året før|last year|i (?:19|20)\d\d)(?!\w)"
)
_PAST_VERB = re.compile(r"(?:fikk|fekk|ga|gav|gikk|gjekk|delte|bevilget|løyvde|støttet|støtta|got|gave|received)$")


@dataclass(frozen=True, slots=True)
class Placed:
    """One sum where it stands."""

    amount: Amount
    sentence: Sentence
    words: Wording
    role: Role | None  # as its own clause tells, or the sum that it is joined to by "og"


def placed(document: Document) -> list[Placed]:
    """Each sum that stands in a sentence, with what its clause says."""
    if not document.placed:
        document.placed.extend(_placed(document))
    return document.placed


def _placed(document: Document) -> list[Placed]:
    found: list[Placed] = []
    for sentence, amounts in by_sentence(document):
        role: Role | None = None
        for at, amount in enumerate(amounts):
            previous = amounts[at - 1] if at else None
            following = amounts[at + 1] if at + 1 < len(amounts) else None
            words = wording_of(document.text, sentence, amount, previous, following)
            own = told_role(words)
            role = None if AS_GRANT.match(words.behind) else role  # "12 millioner i lån og 2,6 i tilskudd"
            carried = role if words.sort is None and (words.joined or words.contrasts) else None
            if carried is None and words.sort is None and role in _GAPPED:
                carried = role
            role = (carried or own) if words.contrasts else (own or carried)
            found.append(Placed(amount, sentence, words, role))
    return found


def by_sentence(document: Document) -> list[tuple[Sentence, list[Amount]]]:
    """Sentences with their amounts, in one walk."""
    found: list[tuple[Sentence, list[Amount]]] = []
    at = 0
    for sentence in document.sentences:
        while at < len(document.amounts) and document.amounts[at].start < sentence.start:
            at += 1
        first = at
        while at < len(document.amounts) and document.amounts[at].start < sentence.end:
            at += 1
        if at > first:
            found.append((sentence, list(document.amounts[first:at])))
    return found


def told_of_before(document: Document, found: list[Placed]) -> set[int]:
    """Starts of the sums told of an earlier year or round: in their clause, their sentence or the sentence before."""
    year, is_dated = release_year(document), document.release.published_on is not None
    starts: set[int] = set()
    at, block = -9, -1
    sentences = {one.sentence.index: one.sentence for one in found}
    of_now = {index: _is_of_now(document, sentence) for index, sentence in sentences.items()}
    for one in found:
        words = one.words
        own = is_told_of_before(words) or any(
            is_earlier_year(part, year, is_dated=is_dated) for part in (words.before, words.behind[:40])
        )
        own = own or (_opens_with_past(document, one) and not of_now[one.sentence.index])
        goes_on = at in {one.sentence.index, one.sentence.index - 1} and block == one.sentence.block
        if own or (goes_on and one.sentence.zone == "body" and not of_now[one.sentence.index]):
            starts.add(one.amount.start)
            at, block = one.sentence.index, one.sentence.block
    return starts


def goes_on_of_then(document: Document, found: list[Placed]) -> list[int]:
    """ "Den gang konkurrerte 44 prosjekter om 1 milliard. A fikk 111 millioner": the paragraph goes on as it began."""
    starts: list[int] = []
    at, block = -9, -1
    for one in found:
        follows = at in {one.sentence.index, one.sentence.index - 1} and block == one.sentence.block
        then = one.role == "earlier" and _THEN.match(one.words.subject) is not None
        if follows and not then and one.words.sort == "give" and not _PAST_VERB.match(one.words.verb or ""):
            continue
        if then or (follows and not _is_of_now(document, one.sentence)):
            at, block = one.sentence.index, one.sentence.block
            if one.role is None and one.words.sort == "give":
                starts.append(one.amount.start)
    return starts


def _opens_with_past(document: Document, one: Placed) -> bool:
    """ "I fjor ble 40 prosjekter godkjent, og summen var 3 milliarder": the whole sentence is of then."""
    return is_of_before(clean(document.text[one.sentence.start : one.sentence.start + 40]))


def _is_of_now(document: Document, sentence: Sentence) -> bool:
    return is_of_now(clean(document.text[sentence.start : sentence.end]))
