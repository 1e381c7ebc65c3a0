"""The sum that a release says it hands out.

Stated figures only; adding up awards and judging the difference belongs in reconcile.py.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from scrapers.awards.decisions import decision_of_release
from scrapers.awards.setting import Placed, placed, told_of_before
from scrapers.awards.several import find_count
from scrapers.awards.sharing import OVERALL, strength_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from scrapers.awards.candidate import Document
    from scrapers.awards.money import Amount
    from scrapers.awards.role_model import Likely
    from scrapers.model import Role

_PART_SUM = re.compile(
    r"(?<![\w-])(?:i tillegg|dessuten|ytterlige?re|ytterlegare|in addition|further|resten|de øvrige|dei andre)(?!\w)"
)
_NOT_THIS_ROUND: frozenset[Role] = frozenset(
    {
        "applied_for",
        "earlier",
        "loan_or_guarantee",
        "average_or_rate",
        "turnover_or_investment",
        "private",
        "part_of_total",
        "background",
    }
)
_LEAD = 3  # sentences
_LIKELY, _SURELY = 0.3, 0.4  # share of the role: where several get money, and elsewhere
_UNLIKELY, _NO_TOTAL = 0.2, 0.05  # of what rules call the total
_ENOUGH, _SURE, _NEVER = 3, 5, -5


@dataclass(frozen=True, slots=True)
class StatedTotal:
    amount: Amount
    strength: int
    is_overall: bool
    is_addition: bool  # "i tillegg": a part that leaves another


def find_total(
    document: Document,
    cues: dict[int, Role],
    sums: Sequence[Amount],
    award_starts: Collection[int],
    added: Decimal,
    award_count: int = 0,
    doubted: Collection[int] = (),
) -> Amount | None:
    """The stated total: a table's sum row, else the sum that is said to be shared, handed out or the whole."""
    if sums:
        return max(sums, key=lambda a: a.amount or 0)
    if not placed(document):
        return None
    whole = _Whole(document, cues, award_starts, added, award_count, doubted)
    found: list[StatedTotal] = []
    vetoed: set[Decimal | None] = set()
    for one in whole.stands:
        if not whole.may_be_total(one):
            continue
        strength = whole.strength(one)
        if strength <= _NEVER:
            vetoed.add(one.amount.amount)
        elif strength >= _ENOUGH:
            found.append(
                StatedTotal(
                    one.amount,
                    strength,
                    OVERALL.search(f"{one.words.before} {one.words.behind}") is not None,
                    _PART_SUM.search(one.words.before) is not None,
                )
            )
    found = [t for t in found if t.amount.amount not in vetoed]
    return _best(found, added) if found else None


def weigh_total(
    document: Document,
    likely: Mapping[int, Likely],
    award_starts: Collection[int],
    added: Decimal,
    told: Amount | None,
    *,
    is_several: bool,
) -> Amount | None:
    """``told``, the total that rules find, against the sum, no less than the awards, that all the evidence calls one.

    The evidence decides where no rule finds a total, and where it takes the one found for something else.
    """
    here = {one.amount.start for one in placed(document)}
    if told is not None and told.start not in here:  # a sum row
        return told
    stands = [
        (likely[one.amount.start].shares["stated_total"], -one.amount.start, one.amount)
        for one in placed(document)
        if one.sentence.zone in {"title", "body"} and one.amount.start not in award_starts
        and one.amount.amount and one.amount.amount >= added and one.amount.currency in {"NOK", None}
        and not _PART_SUM.search(one.words.before)
    ]  # fmt: skip
    share, _, amount = max(stands, key=lambda stand: stand[:2], default=(0.0, 0, None))
    if told is None:
        return amount if share >= (_LIKELY if is_several else _SURELY) else None
    same = (one.amount for one in placed(document) if one.amount.amount == told.amount)
    own = max(likely[amount.start].shares["stated_total"] for amount in same)
    if own < _UNLIKELY and share >= _LIKELY:
        return amount
    return told if own >= _NO_TOTAL else None


def _best(found: list[StatedTotal], added: Decimal) -> Amount | None:
    """The strongest, in its most exact form; two part sums and no overall sum are no total."""
    best = max(found, key=lambda t: (t.strength, t.is_overall, -t.amount.start))
    near = [t for t in found if _is_near(t.amount, best.amount)]
    others = [t for t in found if t not in near]
    if any(t.is_addition for t in (best, *others)) and others and not best.is_overall and best.amount.amount != added:
        return None
    return max(
        (t.amount for t in near), key=lambda a: (len(str(a.amount).rstrip("0")), a.qualifier == "exact", -a.start)
    )


class _Whole:
    """What the release as a whole says of its sums: which are told twice, of then, of awards."""

    def __init__(
        self,
        document: Document,
        cues: dict[int, Role],
        award_starts: Collection[int],
        added: Decimal,
        award_count: int,
        doubted: Collection[int],
    ) -> None:
        self.document, self.cues, self.added, self.doubted = document, cues, added, doubted
        self.stands = placed(document)
        self.before = told_of_before(document, self.stands)
        self.sure = {start for start in award_starts if start not in doubted}
        self.own = {a.amount for a in document.amounts if a.start in self.sure}
        self.is_several = max(award_count, len(award_starts)) > 1 or find_count(document, None) is not None
        self.is_proposing = decision_of_release(document) == "proposed"
        self.lead = next((s.index for s in document.sentences if s.zone == "body"), 0) + _LEAD
        prose = [s for s in self.stands if document.blocks[s.sentence.block].kind not in {"item", "row"}]
        self.times = Counter(s.amount.amount for s in prose if s.sentence.zone in {"title", "body"})
        self.unsettled = {s.amount.amount for s in self.stands if self._is_unsettled(s)}

    def _is_unsettled(self, one: Placed) -> bool:
        """Told somewhere as a pot or a proposal: a bare headline of the same sum says no more."""
        return one.role == "frame" or (one.role == "proposal" and not self.is_proposing)

    def may_be_total(self, one: Placed) -> bool:
        amount = one.amount
        if one.sentence.zone not in {"title", "body"} or amount.start in self.sure or amount.start in self.before:
            return False
        if amount.amount is None or amount.amount_to is not None or amount.currency not in {"NOK", None}:
            return False
        if one.words.sort is None and amount.amount in self.unsettled:
            return False
        is_own = amount.amount in self.own and not (len(self.own) > 1 and amount.amount == self.added)
        return not is_own and self.cues.get(amount.start) not in _NOT_THIS_ROUND

    def strength(self, one: Placed) -> int:
        """That of its clause; where it stands, how often it is told and what the awards add up to weigh in."""
        amount = one.amount
        assert amount.amount is not None
        strength = strength_of(self.document, one, is_several=self.is_several)
        if amount.start in self.doubted and strength < _SURE:
            return 0
        if one.role == "proposal" and not (self.is_proposing and (self.is_several or strength > _ENOUGH)):
            strength -= 3
        if amount.amount == self.added and len(self.own) > 2:
            strength = max(strength, 4)
        if strength <= 0:
            return strength
        strength += one.sentence.index <= self.lead
        strength += 2 <= self.times[amount.amount] <= 4
        return strength + _fit(amount.amount, amount.qualifier == "over", self.added)


def _fit(amount: Decimal, is_over: bool, added: Decimal) -> int:
    """What the awards that were read say about a sum."""
    if not added:
        return 0
    if amount == added:
        return 4
    if amount < added * Decimal("0.9") and not (is_over and amount >= added * Decimal("0.7")):
        return -2
    return 1


def _is_near(a: Amount, b: Amount) -> bool:
    """ "109 millioner" in the title is "109,8 millioner" in the text."""
    assert a.amount is not None
    assert b.amount is not None
    return abs(a.amount - b.amount) <= b.amount * Decimal("0.04")
