"""What stands around an amount: "inntil", "om lag", "eller mer", "årlig", "i tre år", "2015–2017".

Only how far, how often and how long; the amount itself is read in money_parts.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.number_words import WORDS

if TYPE_CHECKING:
    from scrapers.model import Qualifier

_QUALIFIERS: tuple[tuple[Qualifier, str], ...] = (
    (
        "up_to",
        (
            r"(?:oppad\s+|avgrensa\s+|begrenset\s+)?(?:inn?till?|opptil|opp\s+til)|maksimalt|maksimum|maks\.?|max\.?|"
            r"hø[yg]st|ikk(?:j)?e\s+(?:mer|meir|over)(?:\s+enn)?|up\s+to|as\s+much\s+as|at\s+most|"
            r"a\s+maximum\s+of|maximum|no\s+more\s+than|not\s+more\s+than|oppunder"
        ),
    ),
    (
        "over",
        (
            r"(?:langt|godt|noe|noko|litt|like|rett|vel|i\s+alt)?\s*(?:mer|meir|fleire|flere)\s+enn|"
            r"(?:langt|godt|noe|noko|litt|like|rett)\s+over|i\s+overkant\s+av|minst|i\s+det\s+minste|godt\s+og\s+vel|"
            r"drøyt?e?|drygt|vel|(?<!seg )(?<!mile )(?<!miler )(?<!uble )(?<!ubler )over|minimum|more\s+than|"
            r"at\s+least|well\s+over|just\s+over|in\s+excess\s+of|above"
        ),
    ),
    (
        "almost",
        (
            r"(?:like|rett|litt|noe|godt)\s+under|nesten|nærmest|nær(?:t|are|ere|mere|mare)?|snaue?t?|knappe?t?|"
            r"i\s+underkant\s+av|under|oppimot|opp\s+(?:i)?mot|bortimot|"
            r"mindre\s+enn|almost|nearly|close\s+to|just\s+under|less\s+than|below|mot"
        ),
    ),
    (
        "about",
        (
            r"om\s*lag|omtrent(?:leg|lig)?|rundt(?:\s+om)?|ca\.?|cirka|circa|sirka|omkring|anslagsvis|anslått|kring|"
            r"tilnærmet|tilnærma|about|around|approximately|approx\.?|roughly|some|~|≈"
        ),
    ),
)
_QUALIFIER = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _QUALIFIERS) + r")(?:\s+(?:på\s+)?|(?<=[~≈.]))$",
    re.IGNORECASE,
)
_STRENGTH: tuple[Qualifier, ...] = ("up_to", "over", "almost", "about")
_AFTER = re.compile(
    r"\s+(?:(?P<over>(?:eller|og)\s+(?:mer|meir|oppover|over)|or\s+more|and\s+up(?:wards)?|pluss|plus)|"
    r"(?P<up_to>eller\s+mindre|(?:som\s+)?maks(?:imum|imalt)?\b|or\s+less|at\s+most)|"
    r"(?P<about>om\s*lag|cirka|or\s+so|give\s+or\s+take))(?!\w)|(?P<plus>\s?\+)(?![\w ])",
    re.IGNORECASE,
)

_PER_YEAR_AFTER = re.compile(
    r"[\s,]{0,3}\(?\s?(?:(?:hver|kvar|each)\s{1,2})?(?:(?:pr\.?|per|kvart|hvert)\s+år|(?:pr\.?|per|i|"
    r"om)\s+året)\b(?!\s*(?:20|19)\d\d)|\s?/\s?år\b|"
    r"[\s,]{0,3}\(?(?:i\s+)?(?:årlig|årleg)e?\b|\s{1,3}(?:i\s+)?(?:hvert|kvart)\s+av\s+(?:de|dei)\b|"
    r"\s{1,3}(?:a|per|each|every)\s+year\b|\s{1,3}(?:in\s+annual\b|annually|yearly|p\.\s?a\.|per\s+annum)",
    re.IGNORECASE,
)
_PER_YEAR_BEFORE = re.compile(
    r"\b(?:(?:årlig|årleg|annual|annually|yearly|per år|pr\.? år|i året|hvert år|kvart år|each year|every year)\b"
    r"(?:\s+[\w.]+){0,3}|årl[ie]ge\b(?:\s+(?!(?:får|fikk|fekk|mottar|har|hadde|er|var|skal|deler|gir|"
    r"søk\w*)\b)[\w.]+){0,3})\s*$",
    re.IGNORECASE,
)
_SMALL_NUMBER = "|".join(sorted((w for w, v in WORDS.items() if 1 <= v <= 20 and len(w) > 1), key=len, reverse=True))
_TOLD = {**{w: v for w, v in WORDS.items() if v <= 20}, "fem": 5}
_LEAD = (
    r"(?:i\s+løpet\s+av|i|over|for|in|gjennom|fordelt\s+på|fordelt\s+over|spredt\s+over|spread\s+over|during|within)\s+"
    r"(?:inntil\s+|opptil\s+|up\s+to\s+|en\s+periode\s+på\s+|ein\s+periode\s+på\s+|a\s+period\s+of\s+)?"
    r"(?:hvert\s+av\s+|kvart\s+av\s+|each\s+of\s+)?(?:(?:de|dei|the)\s+)?(?:(?:neste|første|fyrste|kommende|komande|"
    r"påfølgende|next|coming|following|first)\s+)?(?:en\s+|ein\s+|a\s+)?"
)
_PER = (
    r"(?:[\s,(]{1,3}(?:(?:pr\.?|per|i)\s+(?:år|året)|hvert\s+år|kvart\s+år|årlig|årleg|a\s+year|per\s+year|each\s+year|"
    r"annually|every\s+year))?"
)
_COUNT = rf"(?P<count>\d{{1,2}}|{_SMALL_NUMBER})"
_YEARS = re.compile(
    rf"{_PER}[\s,(]{{0,3}}(?:(?:likewise|also|også|òg|likeså)\s)?"
    rf"(?P<period>{_LEAD}{_COUNT}(?:(?:\s+|-)(?:år(?:a|ene)?|years?)\b(?:\s+period)?|"
    rf"-?\s?års?-?\s?perioden?\b)|(?:de|dei|the)\s+(?:neste|første|kommende|komande|next)\s+(?P<count2>\d{{1,2}}|"
    rf"{_SMALL_NUMBER})"
    rf"\s+(?:år(?:a|ene)|years)\b)",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"{_PER}[\s,(]{{0,3}}(?P<period>(?:(?:for|i|in|over)\s+)?(?:(?:åra|årene|perioden|the\s+period|the\s+years|fra|"
    rf"frå|from)\s+)?"
    r"(?P<first>20\d\d|19\d\d)\s?(?:[–—‑-]|til\s+og\s+med|til|to)\s?(?P<last>(?:20|19)?\d\d))\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.;:,()\n?!]|\s[–—-]\s")
_SENTENCE_END = re.compile(r"[.;:\n?!]\s")
_LONGEST_CLAUSE = 100
_MOST_YEARS = 15


def qualifier_before(text: str, floor: int, start: int) -> tuple[Qualifier, int]:
    """The qualifier directly before ``text[start:]`` and where it begins; never looks back beyond ``floor``.

    Of two ("inntil ca.") the bound is told.
    """
    name: Qualifier = "exact"
    for _ in range(2):
        match = _QUALIFIER.search(text, max(floor, start - 40), start)
        if match is None:
            break
        found = next(n for n, _ in _QUALIFIERS if match[n])
        name = found if name == "exact" else min(name, found, key=_STRENGTH.index)
        start = match.start()
        while text[start].isspace():
            start += 1
    return name, start


def qualifier_after(text: str, end: int) -> Qualifier:
    """ "eller mer", "or more", "pluss"."""
    match = _AFTER.match(text, end)
    if match is None:
        return "exact"
    return "over" if match["over"] or match["plus"] else "up_to" if match["up_to"] else "about"


def is_per_year(text: str, floor: int, start: int, end: int) -> bool:
    return (
        _PER_YEAR_AFTER.match(text, end) is not None
        or _PER_YEAR_BEFORE.search(text, max(floor, start - 60), start) is not None
    )


def period_after(text: str, end: int, ceiling: int) -> tuple[str | None, int | None]:
    """ "i tre år" → 3, "2015–2017" → 3: directly behind an amount, or in its clause before ``ceiling``."""
    if (found := _years(_YEARS.match(text, end))) or (found := _span(_SPAN.match(text, end))):
        return found
    stop = min(ceiling, end + _LONGEST_CLAUSE)
    if clause_end := _CLAUSE_END.search(text, end, stop):
        stop = clause_end.start()
    found = _years(_YEARS.search(text, end, stop)) or _span(_SPAN.search(text, end, stop))
    return found or (None, None)


def period_before(text: str, floor: int, start: int) -> tuple[str | None, int | None]:
    """ "I tre år får klyngen …": the last period in the sentence before an amount."""
    window = max(floor, start - _LONGEST_CLAUSE)
    window = max([window, *(match.end() for match in _SENTENCE_END.finditer(text, window, start))])
    matches = list(_YEARS.finditer(text, window, start))
    return (_years(matches[-1]) if matches else None) or (None, None)


def _years(match: re.Match[str] | None) -> tuple[str, int] | None:
    if match is None:
        return None
    count = (match["count"] or match["count2"]).lower()
    years = int(count) if count.isdigit() else _TOLD[count]
    return (match["period"], years) if 0 < years <= _MOST_YEARS else None


def _span(match: re.Match[str] | None) -> tuple[str, int] | None:
    if match is None:
        return None
    last = match["last"] if len(match["last"]) == 4 else match["first"][:2] + match["last"]
    years = int(last) - int(match["first"]) + 1
    return (match["period"], years) if 1 < years <= _MOST_YEARS else None
