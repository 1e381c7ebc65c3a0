"""Why an award that a verb tells is left to a human: the words right behind its sum, its tense, its form, its name.

Doubts about one award in prose only; what a whole sentence says of its sums belongs in context.py, lists in lists.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.lexicon import ANAPHORS
from scrapers.awards.passages import clean
from scrapers.awards.sharing import is_shared_next
from scrapers.awards.stand_ins import is_placed_body

if TYPE_CHECKING:
    from scrapers.awards.candidate import Candidate, Document
    from scrapers.awards.money import Amount

_INCREASE = re.compile(
    r"^(?:kroner |kronar )?(?:mer|meir|more|mindre|less|ekstra i)\b(?! (?:til|for|enn) (?:å|hver|kvar))"
)
_DECREASE = re.compile(
    r"(?<!\w)(?:nedgang(?:en)?|kutt(?:et)?|reduksjon(?:en)?|innsparing\w*|cut|reduction) (?:\w+ )?(?:på|of)$"
)
_KIND = re.compile(r"^(?:kroner |kronar )?(?:i|in|som|as) (?P<nouns>[a-zæøå]{3,}(?: [a-zæøå]{4,})?)\b")
_NO_GRANT = re.compile(
    r"(?:kompensasjon|erstatning|kontingent|skatt\w*|avgift\w*|utbytte|premie\w*|lønn|løn|honorar|inntekt\w*|gevinst|"
    r"rente\w*|gjeld|arv|overskudd|overskot|konsesjon\w*|kommunekassa|kommunekassen|billett\w*|omsetning|omsetnad|salg|"
    r"sal|egenkapital|eigenkapital|kapital|aksje\w*|lån|garanti\w*|kausjon|g[aå]ver?(?:fond)?|sponsor\w*|verdi\w*|"
    r"compensation|damages|tax\w*|dividends?|wages|fees?|revenues?|turnover|sales|equity|capital|loans?|fines?)$"
)
_IMPERATIVE = re.compile(r"^[–—\-«\"]?\s?(?:Gi|Gje|Bevilg|Støtt|Løyv|La|Give|Let|Spar)\b(?! nå over)")
_PRETERITE = re.compile(r"(?<!\w)(?:fikk|fekk|mottok|ga|gav|got|received|gave|hadde|had|kom|gikk|gjekk)(?!\w)")
_YEAR = re.compile(r"\b(?:i|in|fra|frå|allerede i|alt i|tilbake i)\s+((?:19|20)\d\d)\b(?!\s*[–-]\s*\d)", re.IGNORECASE)
_THEN = re.compile(r"^(?:da|då|den gang(?:en)?|then|back then)\b", re.IGNORECASE)
_TODAY = re.compile(r"\b(?:i dag|today|allerede|allereie)\b", re.IGNORECASE)
_STANDS = re.compile(r"(?<!\w)(?:står|stod|er|var|ligger|ligg|is|was)(?!\w)")
_PREPOSITIONS = frozenset(
    [
        "over", "om", "under", "langs", "mot", "bak", "innen", "etter", "utenfor", "about", "across", "near",
        "regjeringen", "regjeringa", "statsråd", "statsminister",
    ]
)  # fmt: skip
_NO_NAME = ANAPHORS | frozenset(
    [
        "drift", "hovedprosjekt", "hovudprosjekt", "forprosjekt", "kommuner", "kommunar", "kommunane", "kommunene",
        "fylket", "fylke", "landet", "staten", "næringslivet", "bedrifter", "regionen", "byen", "bygda", "prosjekt",
        "tiltak", "restaureringsprosjekt", "konkurransen", "strømmen", "timer",
    ]
)  # fmt: skip


def _governed(document: Document, candidate: Candidate) -> str | None:
    """ "til ny riksveg over Hardangervidda": the preposition before the name, where it is not of giving."""
    at = candidate.name_at
    if at is None:
        return None
    words = clean(document.text[max(0, at - 30) : at]).casefold().split()
    return words[-1] if words and words[-1] in _PREPOSITIONS else None


def _change(document: Document, amount: Amount, behind: str) -> str | None:
    if _INCREASE.match(behind):
        return "the sum may be what is given more than before"
    before = clean(document.text[max(0, amount.qualifier_start - 40) : amount.qualifier_start]).casefold()
    return "the sum is what is taken away" if _DECREASE.search(before) else None


def _other_kind(behind: str) -> str | None:
    """ "i utbytte", "as wages": what the sum is, where that is no grant."""
    kind = _KIND.match(behind)
    return next(filter(_NO_GRANT.match, kind["nouns"].split()), None) if kind else None


def doubt_of(document: Document, candidate: Candidate, told: str) -> str | None:
    """Why ``candidate``, told by the clause ``told``, is not sure; null where nothing speaks against it."""
    if candidate.recipient.casefold() in _NO_NAME:
        return "what stands for the recipient is no name"
    amount = candidate.amount
    if _IMPERATIVE.match(told):
        return "the sentence asks for the money"
    if candidate.recipient.split()[0].islower() and not is_placed_body(candidate.recipient):
        return "the recipient is described, not named"
    if (governed := _governed(document, candidate)) is not None:
        return f"the name stands behind «{governed}»"
    if amount is None:
        return None
    if is_shared_next(document, candidate.end):
        return "the next sentence shares the sum among several"
    behind = clean(document.text[amount.end : amount.end + 60]).casefold()
    if (change := _change(document, amount, behind)) is not None:
        return change
    if (other := _other_kind(behind)) is not None:
        return f"the sum is told as {other}"
    if amount.per_year and _TODAY.search(told):
        return "the sentence may tell what is given already"
    if candidate.rule.startswith("prose_amount_to") and candidate.name_at is not None:
        between = document.text[amount.end : candidate.name_at].casefold()
        if _STANDS.search(between):
            return "a verb stands between the sum and the name"
    return _of_then(document, told)


def _of_then(document: Document, told: str) -> str | None:
    if not _PRETERITE.search(told):
        return None
    years = [int(year) for year in _YEAR.findall(told)]
    published = document.release.published_on
    if years and (published is None or max(years) != published.year):
        return "the sentence may be of an earlier year"
    return "the sentence may be of an earlier round" if _THEN.match(told) else None
