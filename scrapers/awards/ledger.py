"""Every mention of money gets a role, or an issue that says why it has none: nothing is silent.

Which candidates are awards was decided before, how likely each role is in role_model.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.cue_words import BESIDES
from scrapers.awards.passages import clean
from scrapers.awards.setting import goes_on_of_then, placed
from scrapers.model import Issue, Mention

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from scrapers.awards.candidate import Document
    from scrapers.awards.money import Amount
    from scrapers.awards.role_model import Likely
    from scrapers.awards.setting import Placed
    from scrapers.model import Role

_LIKELY = 0.2  # share of the likeliest role
_SURE = 0.5  # that of an award whose recipient could not be read
_OF_THIS_ROUND: frozenset[Role] = frozenset({"award", "stated_total", "part_of_total"})
_OWN_TEXT = frozenset({"title", "body"})
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
    columns: Mapping[int, Role],
    likely: Mapping[int, Likely],
    award_sums: Collection[object],
) -> tuple[list[Mention], list[Issue]]:
    """A mention for every amount; an issue with the same offsets where it has no figure, no role, or no recipient."""
    mentions: list[Mention] = []
    issues: list[Issue] = []
    stands = {one.amount.start: one for one in placed(document)}
    last: tuple[Amount, Role | None] | None = None
    for amount in document.amounts:
        one = stands.get(amount.start)
        sentence = one.sentence if one else None
        quote = clean(document.text[sentence.start : sentence.end][:800])[:400] if sentence else amount.text
        role: Role | None
        if amount.problem is not None:
            role = None
            issues.append(_unread(amount, quote))
        elif amount.start in awarded:
            role = "award"
        elif amount.start in columns:
            role = columns[amount.start]
        elif one is not None and BESIDES.search(one.words.before.strip()):
            role = "background"  # "kommer i tillegg til de 50 millionene": what this money is not
        elif last is not None and last[1] is not None and _is_conversion(document, last[0], amount):
            role = last[1]
        else:
            told = likely.get(amount.start)
            role = _role(amount, total, told, _ruled_out(one))
            is_of_award = amount.amount in award_sums or role == "stated_total"
            if role is None or (not is_of_award and told is not None and _is_given(one, told)):
                issues.append(_unattributed(amount, quote))
        last = amount, role
        mentions.append(
            Mention(amount.text, amount.amount, amount.amount_to, amount.currency, role, amount.start, amount.end)
        )
    return mentions, issues


def _ruled_out(one: Placed | None) -> frozenset[Role]:
    """What a sum in a teaser cannot be: it is of no award of this round."""
    return _OF_THIS_ROUND if one is not None and one.sentence.zone not in _OWN_TEXT else frozenset()


def _role(amount: Amount, total: Amount | None, told: Likely | None, ruled_out: frozenset[Role]) -> Role | None:
    """Of a sum that is no award that was read. Null where no role is likely."""
    if total is not None and amount.start == total.start:
        return "stated_total"
    if told is None:
        return "background"
    role = told.best()
    if told.shares[role] < _LIKELY:
        return None
    besides: set[Role] = {"award", *ruled_out} if told.shares["award"] < _SURE else set(ruled_out)
    if total is not None and (role == "award" or not _is_near(amount, total)):
        besides.add("stated_total")
    return told.best(besides)


def _is_given(one: Placed | None, told: Likely) -> bool:
    """Somebody's, most likely, or handed out in words that tell nothing else for sure."""
    best = told.best()
    is_vague = one is not None and one.words.sort == "give" and one.sentence.zone == "body" and best == "background"
    return best == "award" or (is_vague and told.shares[best] < _SURE)


def _is_conversion(document: Document, before: Amount, amount: Amount) -> bool:
    """ "1 milliard kroner (92,5 millioner dollar)": one sum, told twice."""
    if amount.currency == before.currency:
        return False
    return _CONVERTS.fullmatch(document.text[before.end : amount.qualifier_start]) is not None


def _is_near(amount: Amount, total: Amount) -> bool:
    """The stated total told again, rounded: "109 millioner" and "109,8 millioner"."""
    if amount.amount is None or total.amount is None or (amount.currency or "NOK") != (total.currency or "NOK"):
        return False
    return abs(amount.amount - total.amount) * 50 <= total.amount


def _unread(amount: Amount, quote: str) -> Issue:
    return _issue(
        "unread_amount", f"{amount.text!r}: {amount.problem}; expected one whole figure; read the page", amount, quote
    )


def _unattributed(amount: Amount, quote: str) -> Issue:
    return _issue(
        "unattributed_amount",
        f"{amount.text!r} in {quote!r}: whose it is could not be told; "
        "read the page: the award, if it is one, is not counted",
        amount,
        quote,
    )


def _issue(code: str, message: str, amount: Amount, quote: str) -> Issue:
    return Issue(code, message, "warning", amount.start, amount.end, quote)
