"""The money grammar: every phrase of money in a text, as exact decimals with offsets into the original text.

The door to money_tokens.py, money_grammar.py and money_context.py. What a sum is for, and whose it is, does
not belong here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from scrapers.awards.money_context import is_per_year, period_after, period_before, qualifier_after, qualifier_before
from scrapers.awards.money_grammar import read_parts
from scrapers.awards.money_tokens import Source, Tokens, source_of, tokens_of
from scrapers.awards.numerals import DIGITS, is_readable, parse_digits, scale_of

if TYPE_CHECKING:
    from scrapers.awards.money_parts import Part
    from scrapers.model import Language, Qualifier

_HINT = re.compile(
    r"[0-9]|mil|mrd|mia|tusen|hundre|kr|nok|thousand|billion|euro|dollar|pund|pound|[€$£]", re.IGNORECASE
)
_THOUSANDS = re.compile(r"\b(?:tkr|tnok|i\s+1\s?000|1\s?000\s+(?:kr|nok)|\(?1\s?000\)?)", re.IGNORECASE)
_MILLIONS = re.compile(r"\b(?:mnok|mkr|meur)\b")
_FAR = 10**9


@dataclass(frozen=True, slots=True)
class Amount:
    """One phrase of money: ``text == source[start:end]``, number and unit, without words like "inntil"."""

    start: int
    end: int
    text: str
    amount: Decimal | None  # in units of ``currency``; a product is worked out, a sum per year is not multiplied
    amount_to: Decimal | None  # upper end of a range
    currency: str | None  # null = not printed
    qualifier: Qualifier
    per_year: bool
    period: str | None  # as printed: "i tre år", "2015–2017"
    years: int | None
    problem: str | None  # why ``amount`` is null
    qualifier_start: int  # where its qualifier begins; ``start`` when there is none


def find_amounts(text: str, language: Language = "nb") -> list[Amount]:
    """All amounts in ``text``, in order, not overlapping. A phrase that cannot be read whole has a ``problem``."""
    if not _HINT.search(text):
        return []
    source = source_of(text)
    tokens = tokens_of(source.clean, language)
    parts = read_parts(tokens)
    found = []
    for at, part in enumerate(parts):
        floor = tokens.ends[parts[at - 1].last - 1] if at else 0
        ceiling = tokens.starts[parts[at + 1].first] if at + 1 < len(parts) else _FAR
        found.append(_amount(source, tokens, part, floor, ceiling))
    return found


def parse_cell(text: str, unit_hint: str | None = None) -> Amount | None:
    """A table cell that holds a number alone; ``unit_hint`` is its header: "i tusen kroner", "mill. kr", "NOK"."""
    found = find_amounts(text)
    if (
        len(found) == 1
        and found[0].end - found[0].start >= len(text.strip()) - 2
        and (found[0].currency or not unit_hint)
    ):
        return found[0]
    stripped = text.strip().strip("\u200b").removesuffix(",-").strip()
    normal = source_of(stripped).clean
    if not re.fullmatch(DIGITS, normal) or not is_readable(normal):
        return None
    hint = source_of(unit_hint or "").clean.lower()
    power = next((power for w in re.findall(r"[a-zæøå]+", hint) if (power := scale_of(w))), 0)
    power = power or (3 if _THOUSANDS.search(hint) else 6 if _MILLIONS.search(hint) else 0)
    currency = "EUR" if re.search(r"eur|€", hint) else "NOK" if re.search(r"kr|nok", hint) else None
    start = text.index(stripped)
    value = _tidy(parse_digits(normal, is_scaled=power >= 6) * 10**power)
    return Amount(
        start, start + len(stripped), stripped, value, None, currency, "exact", False, None, None, None, start
    )


def _amount(source: Source, tokens: Tokens, part: Part, floor: int, ceiling: int) -> Amount:
    clean_start, clean_end = tokens.starts[part.first], tokens.ends[part.last - 1]
    if source.clean[clean_end - 1] == "." and scale_of(tokens.words[part.last - 1]) is None:
        clean_end -= 1
    start, end = source.start(clean_start), source.end(clean_end)
    qualifier, qualifier_at = qualifier_before(source.clean, floor, clean_start)
    if qualifier == "exact":
        qualifier = qualifier_after(source.clean, clean_end)
    if qualifier == "exact" and part.is_about:
        qualifier = "about"
    per_year = is_per_year(source.clean, floor, clean_start, clean_end)
    period, years = period_after(source.clean, clean_end, ceiling)
    if per_year and years is None:
        period, years = period_before(source.clean, floor, clean_start)
    problem = _unread_before(tokens, part)
    return Amount(
        start=start,
        end=end,
        text=source.text[start:end],
        amount=None if problem else _tidy(part.value),
        amount_to=None if problem or part.value_to is None else _tidy(part.value_to),
        currency=part.currency,
        qualifier=qualifier,
        per_year=per_year,
        period=period,
        years=years,
        problem=problem,
        qualifier_start=source.start(qualifier_at),
    )


def _unread_before(tokens: Tokens, part: Part) -> str | None:
    """Digits directly before a number that belong to no group: "12 34 567 kroner"."""
    if part.is_vague:
        return "no figure is printed"
    at = part.first
    before = tokens.words[at - 1] if at else ""
    if not before.isdigit() or not tokens.is_digits[at] or tokens.gap(at) > 1 or re.fullmatch(r"(?:19|20)\d\d", before):
        return None
    if tokens.lows[at - 2] in {"post", "kap", "kapittel", "nr", "punkt", "side", "artikkel", "§"}:
        return None
    return f"digits {before!r} directly before {tokens.words[at]!r} were not read"


def _tidy(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
