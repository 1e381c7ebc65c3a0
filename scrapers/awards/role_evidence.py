"""What speaks for a sum's role: which ideas its words hold and how near they stand, its size, its place, its release.

Evidence only, each piece a name; what a piece weighs for which role belongs in role_model.py.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.awards.context import release_year
from scrapers.awards.cue_words import FUNDERS
from scrapers.awards.decisions import decision_of_release
from scrapers.awards.passages import clean
from scrapers.awards.role_words import ideas_in
from scrapers.awards.setting import told_of_before

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from scrapers.awards.candidate import Document
    from scrapers.awards.money import Amount
    from scrapers.awards.passages import Sentence
    from scrapers.awards.setting import Placed
    from scrapers.model import Role

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_WORD = re.compile(r"[\w-]+")
_NEAR, _BESIDE = 5, 2  # words
_LEAD = 5  # sentences
_HEADING = 70  # characters
_FURTHEST = 800  # characters; what stands further off in one sentence is no prose
_REACH = 80
_MOST_PARTS = 14
_ABOVE = 9  # blocks
_TO = re.compile(r"\W*(?:[\w-]+ ){0,3}?(?:til|to|for|åt) (?:the |den |det |de |dei |en |ein |et |eit |a )?(\S+)")
_FAR = 0.5  # the sentence as a whole, what stands before it and above it, counts half


@dataclass(frozen=True, slots=True)
class Known:
    """What was decided before roles are: where the sums of awards stand and whether they are sure, and the total."""

    awards: Mapping[int, str]  # start → accepted | review
    sums: frozenset[object]  # the awards' own kroner
    total: int | None  # start
    total_nok: Decimal | None
    added: Decimal  # of the awards' own kroner


class Evidence:
    """All that speaks for the roles of one release's sums; ``of`` is asked in the order of the text."""

    def __init__(self, document: Document, found: list[Placed], known: Known) -> None:
        self.document, self.known = document, known
        self.year = release_year(document)
        self.before = told_of_before(document, found)
        self.decision = decision_of_release(document)
        self.largest = max((s for s in known.sums if s is not None), default=None)  # type: ignore[type-var]
        body = [s for s in document.sentences if s.zone in {"title", "body"}]
        self.added = self._sums_added(found)
        self.times = Counter(one.amount.amount for one in found if one.sentence.zone in {"title", "body"})
        self.release = {f"release:{idea}" for s in body[:_LEAD] for idea in ideas_in(self._low(s.start, s.end))}
        self._of_sentence: dict[int, dict[str, float]] = {}

    def _low(self, start: int, end: int) -> str:
        return clean(self.document.text[start:end].replace("\n", " ")).lower()

    def of(self, one: Placed, last: Placed | None, role: Role | None) -> dict[str, float]:
        """``last`` is the sum before, ``role`` what was found for it."""
        words, amount = one.words, one.amount
        found = {"always": 1.0}
        before, behind = _WORD.findall(words.before), _WORD.findall(words.behind)
        for scope, told in (
            ("left", before[-_BESIDE:]), ("before", before[-_NEAR:]),
            ("right", behind[:_BESIDE]), ("behind", behind[:_NEAR]),
        ):  # fmt: skip
            found.update(dict.fromkeys((f"{scope}:{idea}" for idea in ideas_in(" ".join(told))), 1.0))
        found.update(dict.fromkeys((f"subject:{idea}" for idea in ideas_in(words.subject)), 1.0))
        found.update(dict.fromkeys((f"clause:{idea}" for idea in ideas_in(f"{words.before} . {words.behind}")), 1.0))
        if words.verb:
            found.update(dict.fromkeys((f"verb:{idea}" for idea in ideas_in(words.verb)), 1.0))
        if one.sentence.index not in self._of_sentence:
            self._of_sentence[one.sentence.index] = self._around(one.sentence)
        found.update(self._of_sentence[one.sentence.index])
        found.update(dict.fromkeys(self.release, _FAR))
        found.update(dict.fromkeys(self._of_clause(one), 1.0))
        found.update(dict.fromkeys(self._of_names(one, last), 1.0))
        found.update(dict.fromkeys(self._of_amount(amount), 1.0))
        found.update(dict.fromkeys(self._of_reading(amount), 1.0))
        found.update(self._of_last(one, last, role))
        return dict(sorted(found.items()))  # sums of fractions hang on their order

    def _around(self, sentence: Sentence) -> dict[str, float]:
        """What the whole sentence holds, the one before it, and the line above."""
        document = self.document
        told = self._low(sentence.start, sentence.end)
        found = {f"sentence:{idea}": _FAR for idea in ideas_in(told)}
        block = document.blocks[sentence.block]
        if sentence.index:
            before = document.sentences[sentence.index - 1]
            if before.block == sentence.block or block.kind in {"item", "row"}:
                found |= {f"previous:{idea}": _FAR for idea in ideas_in(self._low(before.start, before.end))}
        if (heading := self._heading(sentence.block)) is not None:
            found |= {f"heading:{idea}": _FAR for idea in ideas_in(heading)}
        found |= {f"zone={sentence.zone}": 1.0, f"kind={block.kind}": 1.0}
        if told[:1] in {"–", '"', "«", "“", "-"}:
            found["quoted"] = 1.0
        if sentence.index <= _LEAD or sentence.zone == "title":
            found["first"] = 1.0
        if len(told) < _HEADING:
            found["short"] = 1.0
        if "?" in told:
            found["asked"] = 1.0
        return found | dict.fromkeys(self._years("sentence", told), 1.0)

    def _heading(self, at: int) -> str | None:
        """The nearest short line above that is no item."""
        for block in reversed(self.document.blocks[max(0, at - _ABOVE) : at]):
            line = self.document.text[block.start : block.end].strip()
            short = len(line) < _HEADING and line[-1:] not in {".", "!"}
            if block.kind in {"heading", "title"} or (block.kind not in {"item", "row"} and short):
                return self._low(block.start, block.end)
        return None

    def _years(self, where: str, told: str) -> list[str]:
        years = [int(year) for year in _YEAR.findall(told)]
        if not years or self.year is None:
            return []
        latest = max(years)
        return [f"{where} year {'past' if latest < self.year else 'now' if latest == self.year else 'future'}"]

    def _of_clause(self, one: Placed) -> list[str]:
        words = one.words
        found = [f"sort={words.sort}", *self._years("clause", f"{words.before} {words.behind}")]
        if one.role is not None:
            found.append(f"cue={one.role}")
        if words.may:
            found.append("may")
        if words.moved:
            found.append("moved")
        if not words.before.strip():
            found.append("nothing before")
        if not words.behind.strip():
            found.append("nothing behind")
        if one.amount.start in self.before:
            found.append("told of before")
        return found

    def _of_names(self, one: Placed, last: Placed | None) -> list[str]:
        """Who gets it: a name before the sum, or behind "til"; a thing that has no name is a purpose or a pot."""
        text, amount, sentence = self.document.text, one.amount, one.sentence
        floor = last.amount.end if last is not None and last.sentence.index == sentence.index else sentence.start
        before = text[max(floor, amount.qualifier_start - _FURTHEST) : amount.qualifier_start]
        behind = text[amount.end : min(sentence.end, amount.end + _FURTHEST)]
        found = []
        if self._has_name(before, is_opening=floor == sentence.start):
            found.append("name before")
        if FUNDERS.search(before.lower()):
            found.append("funder before")
        if (to := _TO.match(behind)) is not None:
            named = to[1][:1].isupper() or to[1][:1] in '«"“'
            found.append("to a name" if named else "to a thing")
        elif self._has_name(behind[:_REACH], is_opening=False):
            found.append("name behind")
        if FUNDERS.search(behind.lower()):
            found.append("funder behind")
        return found

    def _has_name(self, words: str, *, is_opening: bool) -> bool:
        told = words.split()
        for at, word in enumerate(told):
            bare = word.strip("«»\"“”(),.:;–-'")
            if not bare[:1].isupper():
                continue
            if not (is_opening and at == 0):
                return True
            following = told[1].strip('«»"“”(),.:;') if len(told) > 1 else ""
            if bare.casefold() in self.document.names or following[:1].isupper():
                return True
        return False

    def _sums_added(self, found: list[Placed]) -> set[int]:
        """Starts of the sums that the next ones of their sentence or paragraph add up to."""
        starts = set()
        for at, one in enumerate(found):
            if not one.amount.amount:
                continue
            rest = one.amount.amount
            for count, other in enumerate(found[at + 1 : at + 1 + _MOST_PARTS], 1):
                rest -= other.amount.amount or 0
                if rest <= 0:
                    if rest == 0 and count > 1:
                        starts.add(one.amount.start)
                    break
        return starts

    def _of_amount(self, amount: Amount) -> list[str]:
        found = [f"qualifier={amount.qualifier}", f"currency={amount.currency}", f"release is {self.decision}"]
        if amount.per_year:
            found.append("a year")
        if amount.period:
            found.append("period")
        if amount.amount_to is not None:
            found.append("range")
        if amount.start in self.added:
            found.append("adds up what follows")
        if self.times[amount.amount] > 1:
            found.append("told twice")
        if amount.amount is not None:
            found.append(f"digits={min(len(str(int(amount.amount))), 11)}")
            if amount.amount == self.known.added:
                found.append("adds up awards")
            if self.known.total_nok is not None and amount.currency in {"NOK", None}:
                below = "below total" if amount.amount < self.known.total_nok else "above total"
                found.append("as total" if amount.amount == self.known.total_nok else below)
            if self.largest is not None and amount.currency in {"NOK", None}:
                found.append("above awards" if amount.amount > self.largest else "within awards")  # type: ignore[operator]
        return found

    def _of_reading(self, amount: Amount) -> list[str]:
        found = [] if self.known.awards else ["no award"]
        if (status := self.known.awards.get(amount.start)) is not None:
            found.append(f"award={status}")
        elif amount.amount is not None and amount.amount in self.known.sums:
            found.append("award again")
        if amount.start == self.known.total:
            found.append("total")
        return found

    def _of_last(self, one: Placed, last: Placed | None, role: Role | None) -> dict[str, float]:
        if last is None or role is None:
            return {"alone": 1.0}
        if last.sentence.index == one.sentence.index:
            found = {f"same sentence={role}": 1.0}
            if one.words.joined or one.words.sort is None:
                found[f"joined={role}"] = 1.0
            return found
        block = self.document.blocks[one.sentence.block]
        if block.kind in {"item", "row"} and one.sentence.block - last.sentence.block <= _BESIDE:
            return {f"item before={role}": 1.0}
        if last.sentence.block == one.sentence.block and last.sentence.index == one.sentence.index - 1:
            return {f"sentence before={role}": _FAR}
        return {}
