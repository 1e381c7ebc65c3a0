"""Judgement: which candidates are awards, each told once, which can be trusted, and whether they fit what is stated.

Finding candidates belongs in the readers, roles of the other sums in ledger.py.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from scrapers.awards.binding import LOOSE, WEAK_NAME
from scrapers.awards.namesakes import Namesakes, fold, is_same_body

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scrapers.awards.candidate import Candidate
    from scrapers.awards.money import Amount
    from scrapers.awards.role_model import Likely
    from scrapers.model import Qualifier, Role, Verdict

_NEVER: frozenset[Role] = frozenset(
    {"average_or_rate", "loan_or_guarantee", "applied_for", "private", "turnover_or_investment", "earlier"}
)
_LEAST = 1000  # units of its currency
_LEAST_SHARE = 0.02  # share of the role "award"
_DOUBTED = 0.15  # share of the roles "award" and "proposal"


def drop_told_otherwise(candidates: Sequence[Candidate], cues: dict[int, Role]) -> list[Candidate]:
    """Sums that the words beside them call something else than an award are none, whoever is named near them."""
    kept = []
    for candidate in candidates:
        role = cues.get(candidate.amount.start) if candidate.amount is not None else None
        if candidate.rule.startswith("table_"):  # a column is chosen by its header; its title may have "lån" in it
            kept.append(candidate)
            continue
        if role == "average_or_rate" and candidate.rule.endswith("_each") and not candidate.doubt:
            kept.append(candidate)  # "Hver av dem får 1,75 millioner", of bodies named before
            continue
        in_list = candidate.rule.startswith(("list_", "table_", "key_", "name_", "glued"))
        if role in _NEVER and not (in_list and role not in {"loan_or_guarantee", "applied_for", "average_or_rate"}):
            continue
        if role == "frame" and candidate.rule.startswith("prose_") and not candidate.doubt:
            candidate = replace(candidate, doubt="the words beside the sum call it a frame")
        kept.append(candidate)
    return kept


def drop_unlikely(candidates: Sequence[Candidate], likely: Mapping[int, Likely]) -> list[Candidate]:
    """Without the doubtful awards whose sums all the evidence together calls something else."""
    return [
        c
        for c in candidates
        if not c.doubt or c.amount is None or c.basis == "joint" or c.rule.startswith(("table_", "prose_behind_colon"))
        or (told := likely.get(c.amount.start)) is None or told.shares["award"] >= _LEAST_SHARE
    ]  # fmt: skip


def doubt_unlikely(candidates: Sequence[Candidate], likely: Mapping[int, Likely]) -> list[Candidate]:
    """A verb may bind a sum to a name where all the evidence together calls it something else: for a human."""
    return [
        replace(c, doubt=f"the words around the sum call it {told.best()}")
        if not c.doubt
        and c.amount is not None
        and c.basis != "joint"
        and c.rule.startswith("prose_")
        and (told := likely.get(c.amount.start)) is not None
        and told.shares["award"] + told.shares["proposal"] < _DOUBTED
        else c
        for c in candidates
    ]


def tell_once(candidates: Sequence[Candidate]) -> list[Candidate]:
    """One award told twice is one: the list wins over prose, the exact sum over the rounded, a sum over none."""
    order = sorted(candidates, key=_rank)
    kept: list[Candidate] = []
    namesakes = Namesakes()
    for candidate in order:
        near = namesakes.of(candidate, candidate.amount if candidate.basis != "joint" else None)
        twin = next((i for i in near if _is_told_again(candidate, kept[i])), None)
        if twin is None:
            twin = len(kept)
            kept.append(candidate)
        else:
            kept[twin] = _joined(kept[twin], candidate)
        namesakes.add(twin, kept[twin])
    rows = Namesakes()
    for number, row in enumerate(kept):
        if row.collection is not None and row.amount:
            rows.add(number, row)
    kept = [c for c in kept if not _is_sum_of_rows(c, [kept[i] for i in rows.of(c)])]
    return sorted(kept, key=lambda c: (c.start, c.amount.start if c.amount else c.start, c.name_at or 0))


def _is_sum_of_rows(candidate: Candidate, near: Sequence[Candidate]) -> bool:
    """ "1,31 millioner til R", and the rows below divide it: the rows are the awards."""
    if candidate.collection is not None or candidate.amount is None or not candidate.amount.amount:
        return False
    rows = [c for c in near if is_same_body(c.recipient, candidate.recipient)]
    return len(rows) > 1 and added(rows) == candidate.amount.amount


def _rank(candidate: Candidate) -> tuple[int, int, int, int]:
    in_list = candidate.collection is not None
    return (
        0 if candidate.amount is not None and candidate.basis is None else 1,
        0 if in_list else 1,
        1 if candidate.doubt else 0,
        candidate.start,
    )


def _is_told_again(new: Candidate, kept: Candidate) -> bool:
    if new.collection is not None and new.collection == kept.collection:
        same_row = new.start == kept.start
        return same_row and fold(new.recipient) == fold(kept.recipient) and new.title == kept.title
    if not is_same_body(new.recipient, kept.recipient):
        return False
    if new.title and kept.title and fold(new.title) != fold(kept.title):
        return False
    if new.amount is None or new.basis == "joint":
        return True
    if kept.amount is None or new.amount.amount is None or kept.amount.amount is None:
        return False
    if new.amount.amount == kept.amount.amount:
        return True
    inexact = new.amount.qualifier != "exact" or _is_rounding(new.amount.amount, kept.amount.amount)
    return (
        inexact
        and abs(new.amount.amount - kept.amount.amount) <= max(new.amount.amount, kept.amount.amount) / 20
        and new.block != kept.block
    )


def _is_rounding(a: Decimal, b: Decimal) -> bool:
    fine, rough = sorted((a, b), key=lambda v: len(str(v.normalize().as_tuple().digits)), reverse=True)
    return len(fine.normalize().as_tuple().digits) > len(rough.normalize().as_tuple().digits)


def _joined(kept: Candidate, again: Candidate) -> Candidate:
    title = kept.title or again.title
    recipient = kept.recipient
    doubt = kept.doubt
    if (
        kept.amount is not None
        and again.amount is not None
        and kept.amount.amount == again.amount.amount
        and kept.doubt
        and not again.doubt
    ):
        doubt, recipient = None, again.recipient
    if kept.amount is None and again.amount is None and kept.doubt and not again.doubt:
        doubt = None
    return replace(kept, title=title, doubt=doubt, recipient=recipient)


_UNLIKELY = (  # of what is doubted so, few are awards: their sums are issues, not guesses
    "the list says how much there may be",
    "the table counts by place",
    "the table tells what is left",
    "the money may be private",
    "the rows of the list do not look like names",
    "named earlier in the sentence",
    "the sentence asks for the money",
    "the sentence speaks of a refusal or a cut",
    "the sentence may be of an earlier round",
    "the sentence may be of an earlier year",
    "a verb stands between the sum and the name",
    "what stands for the recipient is no name",
)
_BEHIND = "the name stands behind"


def drop_doubtful(candidates: Sequence[Candidate]) -> list[Candidate]:
    return [
        c
        for c in candidates
        if c.doubt not in _UNLIKELY
        and not (c.doubt or "").startswith(_BEHIND)
        and not (c.doubt == WEAK_NAME and c.amount is None)
        and not (c.doubt == LOOSE and c.basis == "joint")
        and not (c.doubt == WEAK_NAME and c.rule == "prose_paired")
    ]


def added(candidates: Sequence[Candidate]) -> Decimal:
    """The awards' own kroner; a joint sum is nobody's."""
    return sum((nok for c in candidates if (nok := own_nok(c)) is not None), Decimal(0))


def own_nok(candidate: Candidate) -> Decimal | None:
    amount = candidate.amount
    if amount is None or candidate.basis == "joint" or amount.currency not in {"NOK", None}:
        return None
    return amount.amount


def judge(total: Amount | None, count: int | None, sum_nok: Decimal, award_count: int) -> Verdict:
    """What the release states against its awards, within the rounding of the stated figure."""
    verdicts: list[Verdict] = []
    if total is not None and total.amount is not None and sum_nok:
        verdicts.append(_judge_sum(total.amount, total.qualifier, sum_nok))
    if count is not None and award_count:
        verdicts.append("agrees" if award_count == count else "partial" if award_count < count else "exceeds")
    if not verdicts:
        return "partial" if total is not None or count is not None else "not_stated"
    if "exceeds" in verdicts:
        return "exceeds"
    if total is not None and sum_nok:
        return verdicts[0]
    return verdicts[0]


def drop_contradicted(candidates: Sequence[Candidate], total: Amount | None, count: int | None) -> list[Candidate]:
    """Without the doubtful sums of prose where only they make the awards exceed what is stated: they are no awards."""
    sure = [c for c in candidates if not c.doubt or c.collection is not None]
    if len(sure) in {0, len(candidates)} or judge(total, None, added(candidates), len(candidates)) != "exceeds":
        return list(candidates)
    return sure if judge(total, count, added(sure), len(sure)) != "exceeds" else list(candidates)


def _judge_sum(stated: Decimal, qualifier: Qualifier, sum_nok: Decimal) -> Verdict:
    slack = _rounding(stated)
    low, high = stated - slack, stated + slack
    if qualifier in {"about", "almost"}:
        low, high = min(low, stated * Decimal("0.95")), max(high, stated * Decimal("1.05"))
    elif qualifier == "over":
        high = stated * Decimal("1.1") + slack
    elif qualifier == "up_to":
        low = Decimal(0)
    if sum_nok > high:
        return "exceeds"
    return "agrees" if sum_nok >= low else "partial"


def _rounding(stated: Decimal) -> Decimal:
    """Half of the last digit printed: 17 million is 16.5–17.5, 47 047 300 is itself."""
    digits = stated.normalize().as_tuple()
    exponent = digits.exponent if isinstance(digits.exponent, int) else 0
    return Decimal(10) ** max(exponent, 0) / 2 if exponent > 2 else Decimal(1)


def review_reason(candidate: Candidate, verdict: Verdict) -> str | None:
    """Why an award cannot be trusted without a human; null where it can."""
    amount = candidate.amount
    if amount is not None and amount.amount is None:
        return f"the sum could not be read: {amount.problem}"
    if candidate.doubt:
        return candidate.doubt
    if ": " in candidate.recipient:  # "Zero Kyst: Nordland": what was two cells of a table once
        return "the recipient's name holds a colon"
    if verdict == "exceeds":
        return "the awards exceed what the release states"
    if amount is not None and amount.amount is not None and amount.amount < _LEAST:
        return "the sum is too small to be read as an award"
    if candidate.basis == "joint":
        return "one sum for several, no split is told"
    return None


def mark_lists(candidates: Sequence[Candidate], total: Amount | None, count: int | None) -> list[Candidate]:
    """A whole list whose complete rows miss the stated count and sum is for review."""
    groups: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.collection is not None:
            groups.setdefault(candidate.collection, []).append(candidate)
    doubted: set[int] = set()
    for number, rows in groups.items():
        if total is None or total.amount is None or len(rows) < 3 or any(r.amount is None for r in rows):
            continue
        verdict = _judge_sum(total.amount, total.qualifier, added(rows))
        if verdict == "exceeds" or (verdict == "partial" and count == len(rows) and total.qualifier != "up_to"):
            doubted.add(number)
    return [
        replace(c, doubt=c.doubt or "the list's sum and the stated total differ") if c.collection in doubted else c
        for c in candidates
    ]
