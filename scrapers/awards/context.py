"""What a whole sentence says about its sums before any is bound: told as past, as possible, as someone's wish.

Words beside a single sum belong in cues.py, decisions in decisions.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document

_PAST = re.compile(
    r"\b(?:i fjor|ifjor|forrige (?:gang|runde|år)|førre (?:gong|runde|år)|året før|den gang(?:en)?|"
    r"(?:fått|fikk|fekk|received) (?:\w+ ){0,2}(?:tidligere|tidlegare|previously|earlier)|"
    r"tidligere (?:har|fikk|fått|tildel\w*|runder)|tidlegare|last year|for (?:to|tre|fire|fem|"
    r"ti) år (?:siden|sidan)|"
    r"previously|hadde (?:\w+ )?(?:fått|mottatt|motteke|gitt|bevilget|løyvd)|had (?:\w+ )?(?:received|granted|"
    r"been granted|given)|"
    r"fra før har|frå før har|siden (?:19|20)\d\d (?:har|er)|sidan (?:19|20)\d\d (?:har|"
    r"er)|since (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DOUBTS = (
    (
        re.compile(
            r"\b(?:kan|kunne|could|may|might|vil kunne)\s+(?:\w+\s+)?(?:få|få|gis|gjevast|bli|søke|søkje|"
            r"receive|get|be)\b",
            re.IGNORECASE,
        ),
        "the sentence says what may be given",
    ),
    (
        re.compile(
            r"\b(?:hvis|dersom|om det blir|håper|håpar|ønsker seg|ønskjer seg|kjemper om|konkurrerer om|"
            r"finalist\w*|nominert\w*|if it|hopes? to)\b",
            re.IGNORECASE,
        ),
        "the sentence says what is hoped for",
    ),
    (
        re.compile(r"\b(?:lån|garanti\w*|loans?|guarantees?)\b", re.IGNORECASE),
        "the sentence speaks of loans or guarantees",
    ),
    (
        re.compile(r"\b(?:søkt|søkte|søknad på|søkte om|applied for)\b", re.IGNORECASE),
        "the sentence speaks of what was applied for",
    ),
    (
        re.compile(
            r"\b(?:omsett\w*|omsetning|investorer|egenkapital|eigenkapital|emisjon|aksjer|kjøpt|kjøper|"
            r"solgt)\b",
            re.IGNORECASE,
        ),
        "the sentence speaks of investments or turnover",
    ),
    (
        re.compile(
            r"\b(?:avslag|ikke fått|ikkje fått|fikk ikke|fekk ikkje|får ikke|får ikkje|mister|mistet|utsatt|"
            r"utsett|skjøvet|skuva|trekkes tilbake|kutt\w*|betale tilbake|krav om tilbakebetaling)\b",
            re.IGNORECASE,
        ),
        "the sentence speaks of a refusal or a cut",
    ),
    (
        re.compile(r"\b(?:i snitt|gjennomsnitt\w*|vanligvis|vanlegvis|normalt|typisk)\b", re.IGNORECASE),
        "the sentence speaks of averages",
    ),
    (
        re.compile(
            r"\b(?:sparebankstift\w*|gjensidigestift\w*|stiftelsen dam|gave fra|gåve frå|sponsor\w*|"
            r"private givere)\b",
            re.IGNORECASE,
        ),
        "the money may be private",
    ),
)
_YEAR = re.compile(r"\b(?:i|fra|frå|in|since|siden|sidan)\s+((?:19|20)\d\d)\b(?!\s*[–-]\s*\d|-[a-zæøå])")
_COMPARISON = re.compile(
    r"(?:,|\bmer|\bmeir|\bmindre|\bopp|\bned|\bup|\bdown)? ?\b(?:mot|enn|(?:fra|frå)(?! før\b)|sammenlignet med|"
    r"samanlikna med|than|from|"
    r"against|compared (?:with|to)) [^,.;]{0,60}",
    re.IGNORECASE,
)
_GIVES_NOW = re.compile(
    r"\b(?:får|gir|gjev|gis|mottar|mottek|tildeles|tildelast|innvilges|støttes|støttast|deler|går|"
    r"receives?|gets?|gives?)\b",
    re.IGNORECASE,
)
_PRETERITE = re.compile(
    r"(?<![\w-])(?:mottok|fikk|fekk|ga|gav|bevilget|bevilga|løyvde|delte|ble|blei|vart|var|støttet|støtta|gikk|gjekk|kom|"
    r"was|were|gave|got|received)(?!\w)"
)
_OF_THIS = re.compile(r"(?:av (?:dette|disse|desse|summen)|of (?:this|these))\b", re.IGNORECASE)
_OF_THEM = re.compile(r"(?:de|dei|they|disse|desse|begge|han|ho|hun|den|det|it)\b", re.IGNORECASE)
_ANY_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def release_year(document: Document) -> int | None:
    """The year the release is of: its date, else its address, else the latest year that its text prints."""
    release = document.release
    if release.published_on is not None:
        return release.published_on.year
    years = [int(y) for y in re.findall(r"(?<!\d)(20[0-3]\d|199\d)(?!\d)", release.url or "")]
    if years:
        return max(years)
    found = [
        int(m[1])
        for s in document.sentences
        if s.zone in {"title", "body"}
        for m in _ANY_YEAR.finditer(document.text[s.start : s.end])
    ]
    return max(found, default=None)


def is_told_as_past(sentence: str, year: int | None) -> bool:
    """An earlier round, told as background; what is got now may be compared with it: "mot 3 millioner i fjor"."""
    plain = _COMPARISON.sub("", sentence)
    if _GIVES_NOW.search(plain):
        return False
    if _PAST.search(plain):
        return True
    years = [int(y) for y in _YEAR.findall(plain)]
    return bool(years) and year is not None and max(years) < year - 1


def is_past_in(told: str, sentence: str, year: int | None) -> bool:
    """A clause in the past tense of a sentence of an earlier year: "i 2018, da fondet støttet A med 2 millioner"."""
    if _PRETERITE.search(told) is None or _GIVES_NOW.search(told):
        return False
    years = [int(y) for y in _YEAR.findall(sentence)]
    return is_told_as_past(sentence, year) or (bool(years) and year is not None and max(years) < year - 1)


def goes_on_in_past(told: str) -> bool:
    """ "Av dette gikk …", "De mottok …", behind a sentence that is of an earlier round."""
    if _OF_THIS.match(told):
        return True
    return _OF_THEM.match(told) is not None and _PRETERITE.search(told) is not None and not _GIVES_NOW.search(told)


def is_earlier_year(words: str, year: int | None, *, is_dated: bool = True) -> bool:
    """A year before the release's is named, and none of its own: "i 2017", "i 2011 og 2012".

    A release without a date took its year from its own text, so "I 2020 fikk …" is of an earlier year there too.
    """
    years = [int(y) for y in _YEAR.findall(words)]
    if not years or year is None:
        return False
    if not is_dated and max(years) == year and _PRETERITE.search(words):
        return True
    return min(years) < year and max(years) <= year


def doubt_of_sentence(sentence: str, year: int | None) -> str | None:
    """Why nothing in this sentence should be trusted unseen, or null."""
    for pattern, doubt in _DOUBTS:
        if pattern.search(sentence):
            return doubt
    years = [int(y) for y in _YEAR.findall(sentence)]
    if years and year is not None and max(years) < year:
        return "the sentence may be of an earlier year"
    return None
