"""Every mention of money gets a role, or an issue that says why it has none: nothing is silent.

Which candidates are awards was decided before, what words mean is in cues.py; here a release is judged as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.awards.context import is_later_year, release_year
from scrapers.awards.passages import clean
from scrapers.awards.setting import Placed, goes_on_of_then, placed, told_of_before
from scrapers.model import Issue, Mention

if TYPE_CHECKING:
    from collections.abc import Collection

    from scrapers.awards.candidate import Document
    from scrapers.awards.money import Amount
    from scrapers.model import Role

_ASIDE = frozenset({"related", "contact", "furniture"})
_TOLD_ASIDE: frozenset[Role | None] = frozenset(
    {
        "turnover_or_investment",
        "loan_or_guarantee",
        "average_or_rate",
        "frame",
        "applied_for",
        "private",
        "proposal",
    }
)
_NOT_TOTAL: frozenset[Role | None] = frozenset({"applied_for", "earlier", "average_or_rate", "loan_or_guarantee"})
_GROUP_HEAD = re.compile(
    r"(?:disse|desse|de|dei|these|they)(?: (?:\w+ )?(?:\w+))?$|(?:\d+|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti) \w+"
)
_TO_GROUP = re.compile(
    r"(?<![\w-])(?:til|to) (?:dem|dei|disse|desse|them|these|(?:\w+ ){0,2}?(?:prosjekt(?:er|a|ene)?|"
    r"bedrift(?:er|ene)|"
    r"kommun(?:er|ar|ene|ane)|klynge(?:r|ne)|klyngjer|selskap(?:er)?|miljø(?:er)?|tiltak|virksomheter|verksemder|"
    r"landsdelen|fylket|regionen|projects|companies))(?!\w)"
)
_EXTRA = re.compile(r"(?<![\w-])ekstra(?!\w)")
_POST = re.compile(
    r"(?<![\w-])(?:tilskudd(?:et)?|tilskot(?:et)?|støtten?|post(?:en)?|kap|ordning(?:en|a)|program(?:met)?)(?!\w)"
)
_CONVERTS = re.compile(r"\s*[(–,]?\s*(?:or|eller|tilsvarende|tilsvarande|about|om lag)?\s*")


def cue_roles(document: Document) -> dict[int, Role]:
    """start of each amount → the role that its own clause tells, sure enough to keep it from being an award."""
    found = placed(document)
    roles = {one.amount.start: one.role for one in found if one.role is not None}
    roles |= dict.fromkeys(goes_on_of_then(document, found), "earlier")
    return roles


def write_ledger(
    document: Document,
    awarded: Collection[int],
    total: Amount | None,
    cues: dict[int, Role],
    award_sums: Collection[object],
) -> tuple[list[Mention], list[Issue]]:
    """A mention for every amount; an issue with the same offsets where it has no figure or no role."""
    mentions: list[Mention] = []
    issues: list[Issue] = []
    told = {one.amount.start: one for one in placed(document)}
    judge = _Judge(document, total, told_of_before(document, list(told.values())), award_sums)
    for amount in document.amounts:
        one = told.get(amount.start)
        role = "award" if amount.start in awarded else judge.role(amount, one, cues.get(amount.start))
        sentence = one.sentence if one else None
        quote = (
            clean(document.text[sentence.start : min(sentence.end, sentence.start + 800)])[:400]
            if sentence
            else amount.text
        )
        if amount.problem is not None:
            role = None
            issues.append(
                _issue(
                    "unread_amount",
                    f"{amount.text!r}: {amount.problem}; expected one whole figure; read the page",
                    amount,
                    quote,
                )
            )
        elif role is None:
            issues.append(
                _issue(
                    "unattributed_amount",
                    f"{amount.text!r} in {quote!r}: whose it is could not be told; "
                    "read the page: the award, if it is one, is not counted",
                    amount,
                    quote,
                )
            )
        judge.last = (amount, one, role)
        mentions.append(
            Mention(amount.text, amount.amount, amount.amount_to, amount.currency, role, amount.start, amount.end)
        )
    return mentions, issues


@dataclass
class _Judge:
    """The roles of the sums that are no awards, in the order of the text: a list goes on as it began."""

    document: Document
    total: Amount | None
    before: set[int]
    award_sums: Collection[object]
    last: tuple[Amount, Placed | None, Role | None] | None = None

    def __post_init__(self) -> None:
        self.year = release_year(self.document)

    def role(self, amount: Amount, one: Placed | None, cue: Role | None) -> Role | None:
        """Null where a sum is given and nobody can tell to whom."""
        if self.total is not None and amount.start == self.total.start:
            return "stated_total"
        if one is None:
            return "background"
        is_before = amount.start in self.before
        if self._is_conversion(amount) and self.last is not None:
            return self.last[2]
        if self.total is not None and _is_total(amount, self.total) and cue not in _NOT_TOTAL and not is_before:
            return "stated_total"
        if one.sentence.zone in _ASIDE:
            return self._aside(amount, one)
        if is_before and cue in {None, "frame", "proposal", "background", "part_of_total"}:
            return "earlier"
        if cue in {None, "proposal", "frame"} and self._is_group_part(one):
            return "part_of_total"
        if cue is not None:
            return cue
        if amount.amount is not None and amount.amount in self.award_sums:
            return "award"
        return self._by_default(one)

    def _is_conversion(self, amount: Amount) -> bool:
        """ "1 milliard kroner (92,5 millioner dollar)": one sum, told twice."""
        if self.last is None or amount.currency == self.last[0].currency:
            return False
        return _CONVERTS.fullmatch(self.document.text[self.last[0].end : amount.qualifier_start]) is not None

    def _aside(self, amount: Amount, one: Placed) -> Role:
        if amount.currency not in {"NOK", None}:
            return "background"
        if one.role is None and _EXTRA.search(one.words.behind):
            return "frame"
        return one.role if one.role in _TOLD_ASIDE and one.role is not None else "background"

    def _sentence_before(self, one: Placed) -> str:
        index = one.sentence.index
        before = self.document.sentences[index - 1] if index else None
        if before is None or before.block != one.sentence.block:
            return ""
        return self.document.text[before.start : before.end].lower()

    def _is_group_part(self, one: Placed) -> bool:
        """A smaller sum than the total, and a group that gets it."""
        words = one.words
        if words.sort not in {"give", "propose"} or not _is_part(one.amount, self.total):
            return False
        return (
            _GROUP_HEAD.match(words.subject) is not None
            or _TO_GROUP.search(f"{words.subject} {words.behind}") is not None
        )

    def _by_default(self, one: Placed) -> Role | None:
        words = one.words
        if is_later_year(f"{words.before} {words.behind}", self.year):
            return "proposal"
        block = self.document.blocks[one.sentence.block]
        if block.kind == "item" and self.last is not None and self.last[1] is not None:
            nearby = one.sentence.block - self.last[1].sentence.block <= 2
            if nearby and self.last[2] in {"frame", "proposal", "applied_for", "earlier", "turnover_or_investment"}:
                return self.last[2]
        if words.subject in {"den", "denne", "it"} and _POST.search(self._sentence_before(one)):
            return "frame"
        if words.sort == "have" and not words.phrase:
            return "frame"
        if words.sort == "be" and words.phrase.endswith("på") and _POST.search(words.subject):
            return "frame"
        return None if words.sort == "give" and one.sentence.zone == "body" else "background"


def _is_part(amount: Amount, total: Amount | None) -> bool:
    return total is not None and amount.amount is not None and total.amount is not None and amount.amount < total.amount


def _is_total(amount: Amount, total: Amount) -> bool:
    """The stated total, or the same told again, rounded: "109 millioner" and "109,8 millioner"."""
    if amount.start == total.start:
        return True
    if amount.amount is None or total.amount is None or (amount.currency or "NOK") != (total.currency or "NOK"):
        return False
    return abs(amount.amount - total.amount) * 50 <= total.amount


def _issue(code: str, message: str, amount: Amount, quote: str) -> Issue:
    return Issue(code, message, "warning", amount.start, amount.end, quote)
