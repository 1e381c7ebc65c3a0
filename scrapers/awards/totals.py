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
from scrapers.awards.several import GROUP, TO_GROUP, find_count, is_many

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from scrapers.awards.candidate import Document
    from scrapers.awards.money import Amount
    from scrapers.awards.wording import Wording
    from scrapers.model import Role

_OVERALL = re.compile(
    r"(?<![\w-])(?:(?<!av )(?:til sammen|tilsammen|til saman|totalt|i alt|alt i alt|samlet|samla)|"
    r"sum(?:men|en)?|totalsum(?:men|en)?|totalbeløp(?:et)?|totalramme[nr]?|in total|a total of|"
    r"på landsbasis|a combined|"
    r"altogether|total)(?!\w)"
)
_HANDS_OUT = re.compile(
    r"^(?:del(?:er|te|t|e|es|ast)|fordel\w*|gi[rs]?|ga|gav|gitt|bevilg\w*|løyv\w*|tildel\w*|tildelt|"
    r"innvilg\w*|utbetal\w*|betalt ut|sender|støtt\w*|award\w*|grant\w*|distribut\w*|allocat\w*|"
    r"shar\w*|hands? out|provid\w*|går|gå|gives?|gave|given)$"
)
_SPLITS = re.compile(r"^(?:del(?:er|te|t|e|es|ast)|fordel\w*|distribut\w*|shar\w*|hands? out|utbetal\w*)$")
_GETS = re.compile(
    r"^(?:får|fikk|fekk|fått|få|mott(?:ar|ok|att|a)|mottek|receiv\w*|gets?|got|vinner|vant|støtt(?:es|ast)|sikr\w*)$"
)
_YET_TO_COME = re.compile(
    r"(?<![\w-])(?:lyse[rs]? (?:\w+ )?ut|lyst ut|lysast ut|utlysning\w*|utlysing\w*|kan søke\w*|"
    r"søke på|frist\w*|kan søkje|å søkje|søkes|søkast|søkjast|apply|call for|står igjen|står att|"
    r"til rådighet|disponerer)(?!\w)"
)
_PART_SUM = re.compile(
    r"(?<![\w-])(?:i tillegg|dessuten|ytterlige?re|ytterlegare|in addition|further|resten|de øvrige|dei andre)(?!\w)"
)
_EACH = re.compile(r"^(?:\w+ ){0,2}?(?:hver|kvar|each|apiece|i året|årlig|årleg)(?!\w)")
_DIVIDED = re.compile(r"(?<![\w-])(?:fordelt|delt|delte|utdelt|distributed|divided|shared)(?!\w)")
_RUNNING = re.compile(
    r"(?<![\w-])(?:i løpet av|så langt|hittil|til nå|til no|so far|årlig|årleg|kvart år|hvert år)(?!\w)"
)
_SHARE_OF = re.compile(r"(?<![\w-])(?:mest|størst|minst|det meste|most|largest|halvparten|en av dem|blant)(?!\w)")
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
_MORE = re.compile(r"(?:mer|meir|more)(?!\w)")
_IS_GIVEN = re.compile(
    r"(?<!det )(?<!there )(?<!\w)(?:er|blir|ble|blei|vart|vert|is|was|are|were)(?: \w+){0,3}$"
)  # "Porsanger kommune er … bevilget", but "det er bevilget"
_GRANTS = re.compile(
    r"(?<![\w-])(?:tilskuddene|tilskota|tilsagnene|tilsegna|tildelingene|tildelingane|bevilgningene|løyvingane|"
    r"støttebeløpet|tilskuddsbeløpet|grants|awards)(?!\w)"
)
_SHARING = re.compile(r"(?:fordeling|tildeling|utdeling)(?:en|a)? (?:av|på)$")
_POT = re.compile(r"(?:ramme|ramma|pott|ordning|program|fond)")
_LOANS = re.compile(r"(?<!\w)(?:lån|låna|lånene|garantier|loans)(?!\w)")
_PLAIN = frozenset({"give", "be", "have", "propose", "estimate", None})
_LEAD = 3  # sentences
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
    found: list[StatedTotal] = []
    vetoed: set[Decimal] = set()
    stands = placed(document)
    before = told_of_before(document, stands)
    own = {a.amount for a in document.amounts if a.start in award_starts and a.start not in doubted}
    is_several = max(award_count, len(award_starts)) > 1 or find_count(document, None) is not None
    prose = (one for one in stands if document.blocks[one.sentence.block].kind not in {"item", "row"})
    times = Counter(one.amount.amount for one in prose if one.sentence.zone in {"title", "body"})
    lead = next((s.index for s in document.sentences if s.zone == "body"), 0) + _LEAD
    is_proposing = decision_of_release(document) == "proposed"
    for one in stands:
        amount, words = one.amount, one.words
        if (
            one.sentence.zone not in {"title", "body"}
            or (amount.start in award_starts and amount.start not in doubted)
            or amount.start in before
            or amount.amount is None
            or amount.amount_to is not None
            or (amount.amount in own and not (len(own) > 1 and amount.amount == added))
            or amount.currency not in {"NOK", None}
            or cues.get(amount.start) in _NOT_THIS_ROUND
        ):
            continue
        strength = _strength(document, one, is_several=is_several)
        if amount.start in doubted and strength < _SURE:
            continue
        if one.role == "proposal" and not (is_proposing and (is_several or strength > _ENOUGH)):
            strength -= 3
        if strength > 0 and one.sentence.index <= lead:
            strength += 1
        if amount.amount == added and len(own) > 2:
            strength = max(strength, 4)
        strength += _fit(amount.amount, amount.qualifier == "over", added) if strength > 0 else 0
        strength += 1 if strength > 0 and 2 <= times[amount.amount] <= 4 else 0
        if strength <= _NEVER:
            vetoed.add(amount.amount)
        elif strength >= _ENOUGH:
            told = f"{words.before} {words.behind}"
            found.append(
                StatedTotal(
                    amount, strength, _OVERALL.search(told) is not None, _PART_SUM.search(words.before) is not None
                )
            )
    found = [t for t in found if t.amount.amount not in vetoed]
    if not found:
        return None
    best = max(found, key=lambda t: (t.strength, t.is_overall, -t.amount.start))
    near = [t for t in found if _is_near(t.amount, best.amount)]
    others = [t for t in found if t not in near]
    if any(t.is_addition for t in (best, *others)) and others and not best.is_overall and best.amount.amount != added:
        return None
    return max(
        (t.amount for t in near), key=lambda a: (len(str(a.amount).rstrip("0")), a.qualifier == "exact", -a.start)
    )


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


def _strength(document: Document, one: Placed, *, is_several: bool) -> int:
    """How plainly its clause says that several share this sum."""
    words = one.words
    told = f"{words.before} {words.behind}"
    sentence = document.text[one.sentence.start : one.sentence.end].lower()
    if _YET_TO_COME.search(told) or _EACH.search(words.behind):
        return -9
    strength = _of_giving(words) if words.sort == "give" else _of_standing(document, one)
    if (_DIVIDED.search(words.behind) and not words.moved) or _SHARING.search(words.before.strip()):
        strength = max(strength, 3)
    if _OVERALL.search(words.before) or _OVERALL.match(words.behind):
        strength += 3 if words.sort in _PLAIN else 1
    if words.may:
        strength -= 6
    if one.role == "frame" and words.sort != "spend" and not _SPLITS.match(words.verb or ""):
        strength -= 2
        if _POT.search(words.subject) and not GROUP.search(words.subject):
            strength = min(strength, 1)
    if _RUNNING.search(told) or _SHARE_OF.search(words.subject) or _LOANS.search(sentence):
        strength -= 3
    if document.blocks[one.sentence.block].kind == "item" and not _OVERALL.search(words.before):
        strength -= 4
    return strength + (1 if is_several and strength > 0 else 0)


def _of_giving(words: Wording) -> int:
    """ "25 prosjekter får …", "deler ut …", "… fordeles på 25 prosjekter"."""
    verb = words.verb or ""
    to_group = TO_GROUP.search(words.behind) is not None
    if words.moved:
        return (
            5
            if to_group
            else 4
            if GROUP.search(words.behind)
            else 3
            if _SPLITS.match(verb)
            else 2
            if _HANDS_OUT.match(verb)
            else 1
        )
    if is_many(words.subject) and (_GETS.match(verb) or _SPLITS.match(verb)):
        return 5
    if GROUP.search(words.phrase) or (to_group and not _GETS.match(verb)):
        return 5
    if _SPLITS.match(verb):
        return 3
    return 1 if _HANDS_OUT.match(verb) and not _IS_GIVEN.search(words.subject) else 0


def _is_headline(document: Document, one: Placed) -> bool:
    """A line among the first that is no sentence and begins with the sum."""
    sentence = one.sentence
    return (
        (sentence.zone == "title" or sentence.block < 5)
        and one.amount.qualifier_start == sentence.start
        and document.text[sentence.end - 1] not in ".!?:"
        and not _MORE.match(one.words.behind)
        and document.blocks[sentence.block].kind not in {"item", "row"}
    )


def _of_standing(document: Document, one: Placed) -> int:
    """ "109 millioner til tre anlegg", "tilskuddet til kommunene er på …"."""
    words = one.words
    if TO_GROUP.search(words.behind):
        return 4 if words.sort in {None, "be", "propose"} else 2
    if words.sort in {"be", "estimate"} and _GRANTS.search(words.subject):
        return 3
    if words.sort in {"reserve", "spend"} and GROUP.search(words.behind):
        return 4 if words.sort == "spend" else 5
    if words.sort == "be" and " til " in words.subject and TO_GROUP.search(words.subject):
        return 4
    if words.sort == "propose":
        return 1
    return 2 if words.sort is None and _is_headline(document, one) else 0
