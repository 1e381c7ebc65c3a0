"""How plainly the clause of one sum says that several share it: "25 prosjekter får …", "… fordeles på 14 bedrifter".

One clause only; which of a release's sums is its stated total is decided in totals.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.several import goes_to_group, has_group, is_many

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.setting import Placed
    from scrapers.awards.wording import Wording

OVERALL = re.compile(
    r"(?<![\w-])(?:(?<!av )(?:til sammen|tilsammen|til saman|totalt|i alt|alt i alt|samlet|samla)|"
    r"sum(?:men|en)?|totalsum(?:men|en)?|totalbeløp(?:et)?|totalramme[nr]?|in total|a total of|"
    r"på landsbasis|a combined|legg\w* (?:\w+ )?(?:alt )?(?:saman|sammen)|lagt (?:saman|sammen)|"
    r"altogether|total)(?!\w)"
)
_HANDS_OUT = re.compile(
    r"^(?:del(?:er|te|t|e|es|ast)|fordel\w*|gi[rs]?|ga|gav|gitt|bevilg\w*|løyv\w*|tildel\w*|tildelt|"
    r"innvilg\w*|utbetal\w*|betalt ut|sender|støtt\w*|award\w*|grant\w*|bidra\w*|distribut\w*|allocat\w*|"
    r"shar\w*|hands? out|provid\w*|går|gå|gives?|gave|given)$"
)
_SPLITS = re.compile(r"^(?:del(?:er|te|t|e|es|ast)|fordel\w*|distribut\w*|shar\w*|hands? out|utbetal\w*)$")
_GETS = re.compile(
    r"^(?:får|fikk|fekk|fått|få|mott(?:ar|ok|att|a)|mottek|receiv\w*|gets?|got|vinner|vant|støtt(?:es|ast)|sikr\w*)$"
)
_MANAGED = re.compile(r"(?<![\w-])(?:forvalt|disponer)")
_YET_TO_COME = re.compile(
    r"(?<![\w-])(?:lyse[rs]? (?:\w+ )?ut|lyst ut|lysast ut|utlysning\w*|utlysing\w*|kan søke\w*|"
    r"søke på|frist\w*|kan søkje|å søkje|søkes|søkast|søkjast|apply|new call|available|call for|står igjen|står att|"
    r"til rådighet|disponerer)(?!\w)"
)
_EACH = re.compile(r"^(?:\w+ ){0,2}?(?:hver|kvar|each|apiece|i året|årlig|årleg)(?!\w)")
_FOR_EACH = re.compile(r"(?<![\w-])(?:for|per) (?:hver|kvar|each) ")
_DIVIDED = re.compile(
    r"(?<![\w-])(?:fordelt|delt|delte|utdelt|distributed|divided|shared)(?!\w)(?! (?:på|over) (?:\w+ )?(?:år|years))"
)
_RUNNING = re.compile(
    r"(?<![\w-])(?:i løpet av|så langt|hittil|til nå|til no|so far|årlig|årleg|kvart år|hvert år)(?!\w)"
)
_SHARE_OF = re.compile(r"(?<![\w-])(?:mest|størst|minst|det meste|most|largest|halvparten|en av dem|blant)(?!\w)")
_MORE = re.compile(r"(?:mer|meir|more)(?!\w)")
_SHARING = re.compile(r"(?:fordeling|tildeling|utdeling)(?:en|a)? (?:av|på)$")
_GRANTS = re.compile(
    r"(?<![\w-])(?:tilskuddene|tilskota|tilsagnene|tilsegna|tildelingene|tildelingane|bevilgningene|løyvingane|"
    r"støttebeløpet|tilskuddsbeløpet|grants|awards)(?!\w)"
)
_IS_GIVEN = re.compile(
    r"(?<!det )(?<!there )(?<!\w)(?:er|blir|ble|blei|vart|vert|is|was|are|were)(?: \w+){0,3}$"
)  # "Porsanger kommune er … bevilget", but "det er bevilget"
_POT = re.compile(r"(?:ramme|ramma|pott|ordning|program|fond|løyving|bevilgning|budsjett|budget)")
_TO_SCHEME = re.compile(
    r"^(?:kroner |kronar )?(?:til|to) (?:the )?(?:\w+ )?(?:programmet|ordningen|ordninga|satsingen|satsinga|potten|"
    r"fondet|programme|scheme|fund)(?!\w)"
)
_FROM_POT = re.compile(r"(?<![\w-])(?:pott(?:en)?|ramme[nr]?|ramma|budsjett(?:et)?) (?:på|of)$")
_SHARED_NEXT = re.compile(
    r"\W*(?:(?:desse |disse )?(?:pengene|pengane|midlene|midlane)|summen|beløpet|the (?:funds|money|grants?|sum))"
    r" (?:(?:skal|vil|blir|vert|er|will|is|are|to|be|no|nå|så) ){0,3}"
    r"(?:del(?:t|te|es|ast)|fordel(?:t|te|es|ast)|distributed|shared|divided|split) "
    r"(?:\w+ )?(?:på|mellom|among|between)(?! (?:\w+ )?(?:år|years))",
    re.IGNORECASE,
)
_LOANS = re.compile(r"(?<!\w)(?:lån|låna|lånene|garantier|loans)(?!\w)")
_NEAR = 300  # characters: a longer sentence is a list
_PLAIN = frozenset({"give", "be", "have", "propose", "estimate", None})


def strength_of(document: Document, one: Placed, *, is_several: bool) -> int:
    """How plainly its clause says that several share this sum."""
    words = one.words
    told = f"{words.before} {words.behind}"
    start, end = max(one.sentence.start, one.amount.start - _NEAR), min(one.sentence.end, one.amount.end + _NEAR)
    sentence = document.text[start:end].lower()
    if _YET_TO_COME.search(told) or _EACH.search(words.behind) or _FOR_EACH.search(words.before):
        return -9
    strength = _of_giving(words) if words.sort == "give" else _of_standing(document, one)
    if (_DIVIDED.search(words.behind) and not words.moved and words.sort != "estimate") or _SHARING.search(
        words.before.strip()
    ):
        strength = max(strength, 3)
    if is_shared_next(document, one.sentence.end):
        strength = max(strength, 5)
    is_pot = one.role == "frame" and words.sort in {"be", "have"}  # "på landsbasis er ramma 3,6 milliardar"
    if (OVERALL.search(words.before) or OVERALL.match(words.behind)) and not is_pot:
        strength += 3 if words.sort in _PLAIN else 1
    if words.may or _MANAGED.search(sentence):
        strength -= 6
    if one.role == "frame" and words.sort != "spend" and not _SPLITS.match(words.verb or ""):
        strength -= 2
        if _POT.search(words.subject) and not has_group(words.subject):
            strength = min(strength, 0)
    if _TO_SCHEME.match(words.behind) or _FROM_POT.search(words.before.strip()):
        strength = min(strength, 0)
    if _RUNNING.search(told) or _SHARE_OF.search(words.subject) or _LOANS.search(sentence):
        strength -= 3
    if document.blocks[one.sentence.block].kind == "item" and not OVERALL.search(words.before):
        strength -= 4
    return strength + (1 if is_several and strength > 0 else 0)


def is_shared_next(document: Document, end: int) -> bool:
    """ "… Pengene fordeles mellom fire organisasjoner": the sum told before ``end`` is no single award."""
    return _SHARED_NEXT.match(document.text, end, end + _NEAR) is not None


def _of_giving(words: Wording) -> int:
    """ "25 prosjekter får …", "deler ut …", "… fordeles på 25 prosjekter"."""
    verb = words.verb or ""
    to_group = goes_to_group(words.behind)
    if words.moved:
        return (
            5
            if to_group
            else 4
            if has_group(words.behind)
            else 3
            if _SPLITS.match(verb)
            else 2
            if _HANDS_OUT.match(verb)
            else 1
        )
    if is_many(words.subject) and (_GETS.match(verb) or _SPLITS.match(verb)):
        return 5
    if has_group(words.phrase) or (to_group and not _GETS.match(verb)):
        return 5
    if _SPLITS.match(verb):
        return 3
    return 1 if _HANDS_OUT.match(verb) and (verb.endswith("ing") or not _IS_GIVEN.search(words.subject)) else 0


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
    if goes_to_group(words.behind):
        return 4 if words.sort in {None, "be", "propose"} else 2
    if words.sort in {"be", "estimate"} and _GRANTS.search(words.subject):
        return 3
    if words.sort in {"reserve", "spend"} and has_group(words.behind):
        return 4 if words.sort == "spend" else 5
    if words.sort == "be" and " til " in words.subject and goes_to_group(words.subject):
        return 4
    if words.sort == "propose" or one.role == "proposal":
        return 1
    return 2 if words.sort is None and _is_headline(document, one) else 0
