"""What the words of a sum's clause call it when it is nobody's award: a loan, a rate, applied for, a frame …

Kinds of evidence in order of strength; the words are in cue_words.py, cutting the clause belongs in wording.py,
judging a release in ledger.py.

    1  the words right behind the sum                 "… i lån", "… per tonn"
    2  the noun that heads its phrase                 "et lån på …", "søknader for …"
    3  an adverb of its clause                        "i snitt", "kan få inntil …"
    4  the verb that governs it                       "investerer …", "søkte om …", "garanterer for …"
    5  what can be said of any public money           "i fjor", "foreslår …", "satt av …", "en ramme på …"
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.cue_words import (
    APPLICATIONS,
    APPROVES,
    AS_GRANT,
    BEFORE_NOW,
    BEHIND,
    BEHIND_LESS,
    BESIDES,
    CHARITY,
    COMPARED,
    CONDITION,
    EACH,
    FIRM_PAST,
    FUNDERS,
    GETS,
    MIXED,
    MUST,
    NEW_TIME,
    NOUN,
    NOUN_OF_FRAME,
    PART_OF,
    PROPOSES,
    RISES_FROM,
    SHALL,
    STATE,
    SUBJECT_COUNTS,
    USUALLY,
    VERBS,
    WORK_FOR,
)

if TYPE_CHECKING:
    from scrapers.awards.wording import Wording
    from scrapers.model import Role


def told_role(words: Wording) -> Role | None:
    """The role that the clause itself tells, or null. Sure enough to keep a sum from being an award."""
    for role, pattern in BEHIND:
        if pattern.search(words.behind) and not (role == "loan_or_guarantee" and MIXED.search(words.behind)):
            return role
    if AS_GRANT.match(words.behind):  # "… i lån og 2,6 millioner i tilskudd": the noun before is another sum's
        return _by_adverb(words)
    before = words.before.strip()
    if BESIDES.search(before):
        return "background"
    if COMPARED.search(before) or RISES_FROM.search(before):
        return "earlier"
    return _by_noun(words) or _by_adverb(words) or _by_verb(words) or _by_time(words)


def _by_noun(words: Wording) -> Role | None:
    if (words.verb or "").startswith(("mott", "fikk", "fått", "fekk")) and APPLICATIONS.search(words.phrase):
        return "applied_for"
    noun = _head_noun(words)
    if noun == "applied_for" and words.sort == "give" and APPROVES.match(words.verb or ""):
        return None  # "har innvilget søknaden fra A om 600.000 kroner"
    if noun is None and words.sort != "give" and WORK_FOR.search(words.before.strip()):
        return "turnover_or_investment"
    if noun == "turnover_or_investment" and EACH.search(words.subject):
        return "average_or_rate"
    return noun if noun not in {"frame", "proposal", "background"} else None


def _by_adverb(words: Wording) -> Role | None:
    verb = words.verb or ""
    if words.may and words.sort == "give" and (verb.startswith(("del", "fordel")) or "tilsagn" in words.phrase):
        return "frame"
    if words.may and words.sort in {"give", "be", "have", "reserve", "estimate", None}:
        return "average_or_rate"
    if CONDITION.match(words.subject) or (words.sort == "estimate" and MUST.search(words.subject)):
        return "average_or_rate"
    if USUALLY.search(words.before) or (words.sort == "spend" and EACH.search(words.subject)):
        return "average_or_rate"
    return None


def _by_verb(words: Wording) -> Role | None:
    verb = words.verb or ""
    if (words.sort == "give" and not GETS.match(verb) and CHARITY.search(words.subject)) or (
        verb.startswith(("don", "skjenk")) and not STATE.search(words.subject)
    ):
        return "private"
    if words.sort == "spend":
        if STATE.search(words.subject):
            return "proposal" if SHALL.search(words.subject) else "frame"
        if FUNDERS.search(words.subject) and not verb.startswith(
            ("kost", "tap", "selg", "solg", "omset", "spar", "kjøp", "byg")
        ):
            return "frame"
        return None if words.moved and verb.startswith("bruk") else "turnover_or_investment"
    if words.sort == "estimate" and verb.startswith(("bere", "rekna", "regnet", "kostnads", "taks")):
        return "turnover_or_investment"
    if words.sort == "be" and verb in {"kom", "kommer", "kjem"} and words.phrase == "på":
        return "turnover_or_investment"
    if words.sort in {"apply", "lend"}:
        return VERBS[words.sort]
    return None


def _by_time(words: Wording) -> Role | None:
    """Earlier, proposed, set aside: what can be said of any public money, so the weakest."""
    if FIRM_PAST.search(words.before) and not NEW_TIME.search(words.before):
        return "earlier"
    told = next((role for role, pattern in BEHIND_LESS if pattern.search(words.behind)), None)
    if words.sort == "reserve" and told != "earlier":
        return "frame"
    if told is not None:
        return told
    if PART_OF.search(words.subject):
        return "part_of_total"
    noun = _head_noun(words)
    if words.sort == "propose" or noun == "proposal":
        return "proposal"
    if noun == "background":
        return noun
    if PROPOSES.search(words.before) or PROPOSES.search(words.behind):
        return "proposal"
    if words.sort == "give" and GETS.match(words.verb or "") and NOUN_OF_FRAME.search(words.subject):
        return "frame"
    return noun


def is_told_of_before(words: Wording) -> bool:
    """A round or year before this one, by an adverb of the clause and not only by its tense."""
    return BEFORE_NOW.search(f"{words.before} {words.behind}") is not None and not is_of_now(words.before)


def is_of_before(opening: str) -> bool:
    return FIRM_PAST.match(opening.lower()) is not None


def is_of_now(text: str) -> bool:
    return NEW_TIME.search(text.lower()) is not None


def _head_noun(words: Wording) -> Role | None:
    """The last noun that can head the sum: between verb and sum, or the subject of "er", "har", "ligger på"."""
    told = words.phrase if words.sort not in SUBJECT_COUNTS or words.moved else words.before
    if words.moved:
        told = words.subject
    found = list(NOUN.finditer(told))
    if not found or MIXED.search(told):
        return None
    last = found[-1]
    if last.lastgroup == "support" or (words.sort == "give" and _is_purpose(told, found)):
        return None
    return last.lastgroup  # type: ignore[return-value]


def _is_purpose(told: str, found: list[re.Match[str]]) -> bool:
    """ "støtte til økt eksport": the last noun is what the support is for and does not head the sum."""
    support = next((m for m in found if m.lastgroup == "support"), None)
    last = found[-1]
    if support is None or " til " not in told[support.end() : last.start()]:
        return False
    return told[last.end() :].strip() not in {"", "på", "for", "of"}
