"""Groups as recipients: "25 nye prosjekter", "kommunane", "A, B og C", and how many they are.

The words of groups and the stated count; the sum that they share belongs in totals.py.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from scrapers.awards.number_words import WORDS, below_100

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.money import Amount
    from scrapers.awards.passages import Sentence

_NUMBER = rf"\d{{1,4}}|{below_100(2)}"
_SEVERAL = (
    r"[\w-]*(?:prosjekt(?:er|a|ene)?|bedrift(?:er|ene)|kommun(?:er|ar|ene|ane)|klyng(?:er|ene|jer|"
    r"jene|ane)|selskap(?:er|a|ene)?|miljø(?:er|ene|a)?|søknad(?:er|ar|ene|ane)|tiltak(?:ene|a)?|"
    r"aktør(?:er|ar|ene|ane)|organisasjon(?:er|ar|ene|ane)|muse(?:er|ene|a|um)|virksomhet(?:er|ene)|"
    r"verksemd(?:er|ene)|foretak(?:ene|a)?|mottaker(?:e|ne)|"
    r"mottakar(?:ar|ane)|søkere|søkerne|søk(?:j)?ar(?:ar|ane)|"
    r"sent(?:re|rene|ra)|senter|anlegg(?:ene|a)?|kulturminne(?:r|ne)?|skol(?:er|ene)|skul(?:ar|ane)|"
    r"fylke(?:r|ne)?|fylka|medi(?:er|ene|um)|avis(?:er|ene)|bygg(?:ene|a)?|havn(?:er|ene)|hamn(?:er|"
    r"ene)|fartøy(?:ene|a)?|sammenslåing(?:er|ene)|arkiv(?:er|a|ene)?|"
    r"fore[in]ing(?:er|ar|ene|ane)|festival(?:er|ar|ene|ane)|region(?:er|ar|ene|ane)|nettverk(?:ene|"
    r"a)?|hag(?:er|ar|ene|ane)|inkubator(?:er|ar|ene|ane)|universitet(?:er|ene|a)?|institusjon(?:er|"
    r"ar|ene|ane)|forskningsgrupper|distrikt(?:er)?|"
    r"eier(?:e|ne)|eigar(?:ar|ane)|bønder|bøndene|gründer(?:e|ar)|forskere|forskarar|kunstnere|"
    r"kunstnarar|lag|klubb(?:er|ar)|"
    r"projects?|companies|clusters|recipients|applicants|organi[sz]ations|municipalities|"
    r"institutions|environments|businesses|startups|networks|consortia|initiatives|centres)"
)
_MANY = (
    r"(?!kron|milli|månad|måned|time|uke|veke|dage|dagar|meter|kilomet|minutt|prosent|ganger|gonger)"
    r"[a-zæøåéó-]{4,}(?:er|ar|ene|ane)"
)
_COUNT_GETS = re.compile(
    r"(?<![\w-])(?:får|fikk|fekk|fått|deler|delt|dele|mottar|tildel\w*|støtt(?!en|a\b)\w*|tilskudd|tilskot|"
    r"tilsagn|innvilg\w*|tatt opp|tas opp|midler|midlar|valgt|plukket|plukka|nådde opp|vant|vinner|"
    r"går|get|receive|share|granted|awarded|selected|pre-projects)(?!\w)"
)
_COUNT_TO = re.compile(
    r"(?<![\w-])(?:til|mellom|på|til sammen|to|among|between|valgt|her er de|gir|støtter|støttar|"
    r"fordelt på) (?:de |dei |the |disse |desse )?$"
)
_APPLY = re.compile(
    r"(?<![\w-])(?:søkte|søkt|søker|søkjer|søknader|søknadar|søkjarar|konkurrer\w*|deltok|applied|"
    r"applicants|kan søke|avslag|nei|bud|ikke|ikkje)(?!\w)"
)
_MOST = re.compile(r"\w(?:este|ste|st) ")
_LEAD = 3  # sentences
_ONLY = re.compile(r"(?<![\w-])(?:bare|kun|berre|only|just|av de|av dei|of the) $")


@cache
def _group() -> re.Pattern[str]:
    """A group with its number or article. So long a pattern is made when it is first asked for."""
    return re.compile(
        rf"(?<![\w.,-])(?:{_NUMBER}) (?:ny[et]* |andre |store |norske |lokale |regionale )?"
        rf"(?:{_MANY}|tilskudd|tilskot|tilsagn)(?!\w)|"
        rf"(?<![\w.,-])(?:(?:{_NUMBER}) (?:av (?:\d+|"
        rf"totalt \d+) )?(?:[^\W\d][\w-]* ){{0,4}}?(?:{_SEVERAL})|(?:de|dei|disse|desse|alle|these|the|"
        rf"begge|flere|fleire|en rekke|ei rekkje|several|many) (?:[\w-]+ ){{0,2}}?(?:{_SEVERAL}|"
        rf"\d{{1,3}})|"
        r"[\w-]+(?:kommunene|kommunane|prosjektene|prosjekta|bedriftene|klyngene|klyngjene|klyngane|"
        r"fylkene|fylka|museene|musea|aktørene|organisasjonene|miljøene)|kommunene|kommunane|prosjektene|"
        r"klyngene|fylka|fylkene)(?!\w)"
    )


@cache
def _to_group() -> re.Pattern[str]:
    """ "til 25 prosjekter", "mellom kommunane"."""
    return re.compile(
        rf"(?<![\w-])(?:til|mellom|blant|på|for|to|between|among|over|"
        rf"across) (?:[\w-]+ ){{0,3}}?(?:(?:{_NUMBER}|\d{{1,4}}) |(?:de|dei|disse|desse|ulike|lokale|"
        rf"the) )?(?:[\w-]+ ){{0,3}}?(?:{_SEVERAL})(?!\w)"
    )


@cache
def _counted() -> re.Pattern[str]:
    """ "12 nye prosjekter"."""
    return re.compile(
        rf"(?<![\w.,])(?=\w)(?P<n>{_NUMBER}) (?:av (?:\d+|totalt \d+) )?(?:[^\W\d][\w-]* ){{0,3}}?(?:{_SEVERAL})(?!\w)"
    )


@cache
def _plural_head() -> re.Pattern[str]:
    return re.compile(rf"(?:medlemm(?:er|ar)|members|{_SEVERAL})(?!\w)")


def has_group(words: str) -> bool:
    """ "25 nye prosjekter", "flere bedrifter"."""
    return _group().search(words) is not None


def goes_to_group(words: str) -> bool:
    """ "til 25 prosjekter", "mellom kommunane"."""
    return _to_group().search(words) is not None


def is_many(subject: str) -> bool:
    """A group as subject: "25 nye prosjekter", "medlemmer i Eyde-klyngen", "A, B og C"."""
    return (
        has_group(subject)
        or _plural_head().match(subject) is not None
        or ("," in subject and re.search(r" (?:og|and|samt) ", subject) is not None)
    )


def find_count(document: Document, total: Amount | None) -> int | None:
    """How many get something, as the title, the lead or the sentence of the total says."""
    best: tuple[int, int, int] | None = None
    for sentence in document.sentences:
        if sentence.zone not in {"title", "body"}:
            continue
        text = document.text[sentence.start : sentence.end].replace("\n", " ").lower()
        for match in _counted().finditer(text):
            before, behind = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 90]
            gets = _COUNT_GETS.search(behind[:75])
            applies = _APPLY.search(behind[: gets.start()] if gets else behind[:40]) or _APPLY.search(before[-25:])
            if _MOST.search(match[0]):
                continue  # "de to største mottakerne" are some of them
            if applies or not (gets or _COUNT_TO.search(before[-30:])):
                continue
            if _COUNT_TO.search(before[-30:]) and _has_other_sum(document, sentence, total):
                continue  # "I vår ble 5,1 millioner bevilget til fire forprosjekter"
            here = total is not None and sentence.start <= total.start < sentence.end
            if not here and sentence.zone != "title" and (sentence.index > _LEAD or _ONLY.search(before)):
                continue  # what is counted further down is a part
            rank = (0 if here else 1 if sentence.zone == "title" else 2, sentence.index, _number(match["n"]))
            if rank[2] > 1 and (best is None or rank < best):
                best = rank
    return best[2] if best else None


def _has_other_sum(document: Document, sentence: Sentence, total: Amount | None) -> bool:
    """Whether the one sum of the sentence is plainly not the total: what it counts had another sum."""
    own = [a for a in document.amounts if sentence.start <= a.start < sentence.end]
    if total is None or total.amount is None or len(own) != 1 or own[0].amount is None:
        return False
    return abs(own[0].amount - total.amount) > total.amount / 20


def _number(word: str) -> int:
    return int(word) if word.isdigit() else WORDS.get(word.lower(), 0)
