"""Every mention of money gets a role, or an issue that says why it has none: nothing is silent.

Roles only; which candidates are awards was decided before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.cues import CUES
from scrapers.awards.passages import clean
from scrapers.model import Issue, Mention

if TYPE_CHECKING:
    from collections.abc import Collection

    from scrapers.awards.candidate import Document
    from scrapers.awards.money import Amount
    from scrapers.awards.passages import Sentence
    from scrapers.model import Role

_GIVING = re.compile(
    r"\b(?:får|fikk|fekk|gir|ga|gav|bevilg\w+|tildel\w+|løyv\w+|innvilg\w+|går til|gikk til|gjekk til|støttes|receive\w*|award\w*|grant\w*)\b",
    re.IGNORECASE,
)


def cue_roles(document: Document) -> dict[int, Role]:
    """start of each amount → the role that the words beside it tell."""
    roles: dict[int, Role] = {}
    for sentence, amounts in by_sentence(document):
        for amount in amounts:
            if (role := cue_role(document.text, sentence, amount, amounts)) is not None:
                roles[amount.start] = role
    return roles


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


def cue_role(text: str, sentence: Sentence, amount: Amount, others: list[Amount]) -> Role | None:
    """The first cue that matches in the sum's own part of the sentence."""
    floor = max([sentence.start, amount.start - 160, *(o.end for o in others if o.end <= amount.start)])
    ceiling = min([sentence.end, amount.end + 90, *(o.qualifier_start for o in others if o.start >= amount.end)])
    before, after = clean(text[floor : amount.qualifier_start]) + " ", text[amount.end : ceiling].replace("\n", " ")
    for cue in CUES:
        if (cue.before is not None and cue.before.search(before)) or (cue.after is not None and cue.after.match(after)):
            return cue.role
    return None


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
    sentence_of = {a.start: s for s, amounts in by_sentence(document) for a in amounts}
    for amount in document.amounts:
        sentence = sentence_of.get(amount.start)
        role = _role(document, amount, sentence, awarded, total, cues, award_sums)
        quote = clean(document.text[sentence.start : sentence.end])[:400] if sentence else amount.text
        if amount.problem is not None:
            role = None
            issues.append(
                _issue(
                    "unread_amount",
                    f"{amount.text!r}: {amount.problem}; expected one whole figure; read the page and add a correction",
                    amount,
                    quote,
                )
            )
        elif role is None:
            issues.append(
                _issue(
                    "unattributed_amount",
                    f"{amount.text!r} in {quote!r}: whose it is could not be told; read the page and add a correction if it is an award",
                    amount,
                    quote,
                )
            )
        mentions.append(
            Mention(amount.text, amount.amount, amount.amount_to, amount.currency, role, amount.start, amount.end)
        )
    return mentions, issues


def _role(
    document: Document,
    amount: Amount,
    sentence: Sentence | None,
    awarded: Collection[int],
    total: Amount | None,
    cues: dict[int, Role],
    award_sums: Collection[object],
) -> Role | None:
    if amount.start in awarded:
        return "award"
    if (
        total is not None
        and (amount.start == total.start or _rounds(amount, total))
        and cues.get(amount.start) not in {"applied_for", "earlier"}
    ):
        return "stated_total"
    cue = cues.get(amount.start)
    if sentence is not None and sentence.zone in {"related", "contact", "furniture"}:
        return (
            cue
            if cue in {"turnover_or_investment", "loan_or_guarantee", "average_or_rate", "frame", "applied_for"}
            else "background"
        )
    if cue is not None:
        return cue
    if amount.amount in award_sums and amount.amount is not None:
        return "award"
    text = document.text[sentence.start : sentence.end] if sentence else ""
    return None if _GIVING.search(text) and sentence is not None and sentence.zone == "body" else "background"


def _rounds(amount: Amount, total: Amount) -> bool:
    """The same total told again, rounded: "109 millioner" and "109,8 millioner"."""
    if amount.amount is None or total.amount is None or amount.currency not in {total.currency, None}:
        return False
    return abs(amount.amount - total.amount) * 50 <= total.amount


def _issue(code: str, message: str, amount: Amount, quote: str) -> Issue:
    return Issue(code, message, "warning", amount.start, amount.end, quote)
