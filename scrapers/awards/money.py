"""The money grammar: every phrase of money in a text, as exact decimals with offsets into the original text.

What a sum is for, and whose it is, does not belong here.

    amount     := [currency] quantity [scale] [currency]        quantity := digits | number words
    range      := quantity (–|til|og after "mellom") amount     product  := quantity (x|×) amount
    shared     := quantity (, quantity)* og amount              "360, 260 og 220 millioner": three amounts
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from scrapers.awards.money_words import (
    COUNTED_ENDINGS,
    CURRENCIES,
    FOREIGN,
    NOT_MONEY_BEFORE,
    NOT_MONEY_UNITS,
    PLAUSIBLE_AFTER,
    RISES,
    SCALED_CURRENCIES,
    SCALES,
    compound_scale,
    per_year_after,
    per_year_before,
    period_after,
    qualifier_before,
)
from scrapers.awards.numerals import DIGITS, Numeral, parse_digits, read_words, scale_of

if TYPE_CHECKING:
    from scrapers.model import Language, Qualifier

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
_TOKEN = re.compile(rf"(?P<digits>{DIGITS})|(?P<word>[^\W\d_]+\.?)|(?P<sign>,[-–—]|[€$£×/()–—\-,.;:%'’+*«»\"]|\n|\S)")
_HINT = re.compile(r"\d|mil|mrd|tusen|hundre|\bkr|nok|thousand|hundred|euro|dollar|[€$£]", re.IGNORECASE)


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


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A quantity with its unit, as tokens[first:last]."""

    first: int
    last: int
    value: Decimal
    currency: str | None
    has_scale: bool
    factor: int  # what a number that shares the unit is multiplied by
    is_grouped: bool = False
    value_to: Decimal | None = None


class _Text:
    """The text without invisible characters, and the way back to the original offsets."""

    def __init__(self, source: str) -> None:
        kept = [i for i, c in enumerate(source) if not _INVISIBLE.match(c)] if _INVISIBLE.search(source) else None
        clean = source if kept is None else "".join(source[i] for i in kept)
        self.source, self.clean, self._kept = source, _SPACES.sub(" ", clean), kept

    def start(self, at: int) -> int:
        return at if self._kept is None else self._kept[at]

    def end(self, at: int) -> int:
        return at if self._kept is None else self._kept[at - 1] + 1


def find_amounts(text: str, language: Language = "nb") -> list[Amount]:
    """All amounts in ``text``, in order, not overlapping. A phrase that cannot be read whole has a ``problem``."""
    if not _HINT.search(text):
        return []
    source = _Text(text)
    tokens = [_Token(m[0], m.start(), m.end(), str(m.lastgroup)) for m in _TOKEN.finditer(source.clean)]
    tokens = [replace(t, kind="digits") if t.text[0].isdigit() else t for t in tokens]
    words = [t.text for t in tokens]
    parts: list[_Part] = []
    at = 0
    while at < len(tokens):
        part = _read(tokens, words, at)
        if part is None:
            at += 1
            continue
        parts.extend(_sharing(tokens, part, parts[-1].last if parts else 0))
        parts.append(part)
        at = part.last
    return [_amount(source, tokens, part, parts) for part in parts]


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
    normal = _SPACES.sub(" ", stripped)
    if not re.fullmatch(DIGITS, normal):
        return None
    hint = (unit_hint or "").lower()
    scale = next((scale_of(w) for w in re.findall(r"[a-zæøå]+", hint) if scale_of(w)), None) or (
        3 if re.search(r"\btkr|tnok|1000|1 000", hint) else 6 if "mnok" in hint else 0
    )
    currency = "NOK" if re.search(r"kr|nok", hint) else None
    start = text.index(stripped)
    value = parse_digits(normal) * 10**scale
    return Amount(
        start, start + len(stripped), stripped, value, None, currency, "exact", False, None, None, None, start
    )


def _read(tokens: list[_Token], words: list[str], at: int) -> _Part | None:
    """An amount that begins at ``tokens[at]``, or null."""
    before = _currency(words, at)
    number_at = at + (before[1] if before else 0)
    numeral = _numeral(tokens, words, number_at)
    if numeral is None or (before and _far(tokens, number_at)):
        return None
    first = _finish(tokens, words, at, numeral, before)
    if first is None:
        return None
    if (joined := _product_or_range(tokens, words, first, numeral, before)) is not None:
        return joined
    return first if _is_money(tokens, words, first) else None


def _numeral(tokens: list[_Token], words: list[str], at: int) -> Numeral | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "digits":
        glued = at > 0 and tokens[at - 1].end == token.start and tokens[at - 1].kind == "word"
        if glued and words[at - 1] != "x" and not _currency(words, at - 1) and not tokens[at - 1].text[0].isupper():
            return None
        misprint = _spaced_decimal(tokens, words, at)
        if misprint is not None:
            return misprint
        grouped = bool(re.search(r"\d[ .'’,]\d{3}(?!\d)", token.text))
        return Numeral(parse_digits(token.text), at + 1, 0, is_digits=True, is_grouped=grouped)
    return read_words(words, at) if token.kind == "word" else None


def _spaced_decimal(tokens: list[_Token], words: list[str], at: int) -> Numeral | None:
    """ "1, 2 millioner": a decimal with a stray space, when one digit stands on each side and a scale follows."""
    if at + 3 >= len(tokens) or words[at + 1] != "," or len(words[at]) > 2 or len(words[at + 2]) != 1:
        return None
    if not words[at].isdigit() or not words[at + 2].isdigit() or scale_of(words[at + 3]) is None:
        return None
    return Numeral(Decimal(f"{words[at]}.{words[at + 2]}"), at + 3, 0, is_digits=True)


def _finish(
    tokens: list[_Token], words: list[str], first: int, numeral: Numeral, before: tuple[str, int] | None
) -> _Part | None:
    """The scale and currency behind a number."""
    at, factor, value, scale = numeral.end, 1, numeral.value, numeral.scale
    currency = before[0] if before else None
    if at < len(words) and words[at] == "." and at + 1 < len(words) and scale_of(words[at + 1]) and numeral.is_digits:
        at += 1  # "6. mill"
    wrapped = at + (1 if at + 1 < len(words) and words[at] == "\n" else 0)
    step, name = _scale(words, wrapped)
    if step and not (numeral.scale and step >= 10**numeral.scale):
        number = words[first + (before[1] if before else 0)]
        if re.fullmatch(r"\d{1,3},\d{3}", number):  # a comma before a scale word is always decimal
            value = Decimal(number.replace(",", "."))
        factor, value, at, scale = step, value * step, wrapped + 1, scale or 1
        currency = currency or name
        if name is None and at < len(words) and compound_scale(words[at]) == (1, "NOK"):
            currency, at = currency or "NOK", at + 1  # "50 millioner forskningskroner"
    behind = at + (1 if at < len(words) and words[at] == "\n" else 0)
    found = _currency(words, behind)
    if found and not (before and found[0] != before[0]):
        scaled = SCALED_CURRENCIES.get(words[behind].rstrip(".").lower())
        if scaled:
            factor, value, scale = scaled[1], value * scaled[1], 1
        currency, at = (found[0] if not before else currency), behind + found[1]
        if found[0] in {"NOK", "SEK", "DKK", "USD"} and not scale and not before:
            value, at = _hundredths(tokens, words, at, value)
    elif before and words[first].rstrip(".").lower() in SCALED_CURRENCIES:
        factor = SCALED_CURRENCIES[words[first].rstrip(".").lower()][1]
        value, scale = value * factor, 1
    if numeral.is_article and not scale:
        return None
    dash = at < len(words) and words[at] in {",-", ",–", ",—"} and tokens[at].start == tokens[at - 1].end
    is_grouped = numeral.is_grouped or dash
    return _Part(first, at + dash, value, currency, bool(scale), factor, is_grouped)


def _hundredths(tokens: list[_Token], words: list[str], at: int, value: Decimal) -> tuple[Decimal, int]:
    """ "2 kroner og 23 øre", "to kr 23"."""
    look = at + (1 if at < len(words) and words[at].lower() in {"og", "and"} else 0)
    if look < len(words) and re.fullmatch(r"\d\d", words[look]) and tokens[look - 1].end + 1 == tokens[look].start:
        named = look + 1 < len(words) and words[look + 1].lower() in {"øre", "öre", "cent", "cents"}
        last = look + 1 == len(words)
        if named or (last and look == at):
            return value + Decimal(words[look]) / 100, look + (2 if named else 1)
    return value, at


def _scale(words: list[str], at: int) -> tuple[int, str | None]:
    """(factor, currency) of a scale word at ``at``: "mill." → (10^6, None), "krisemillioner" → (10^6, "NOK")."""
    word = words[at] if at < len(words) else ""
    if (power := scale_of(word)) is not None:
        return 10**power, None
    if word.rstrip(".") in SCALES:
        return SCALES[word.rstrip(".")], None
    if word in {"'", "’"}:
        return 1000, None
    return compound_scale(word)


def _currency(words: list[str], at: int) -> tuple[str, int] | None:
    """(currency, tokens used) at ``at``: "kr." → NOK, "svenske kroner" → SEK."""
    if at >= len(words):
        return None
    word = words[at].rstrip(".").lower()
    if word in FOREIGN and at + 1 < len(words) and words[at + 1].rstrip(".").lower() in FOREIGN[word]:
        return FOREIGN[word][words[at + 1].rstrip(".").lower()], 2
    if word in SCALED_CURRENCIES:
        return SCALED_CURRENCIES[word][0], 1
    return (CURRENCIES[word], 1) if word in CURRENCIES else None


def _far(tokens: list[_Token], at: int) -> bool:
    """A currency before a number stands next to it: "kr 5 000", "NOK20m", "kr. 5 000"."""
    return tokens[at].start - tokens[at - 1].end > 2


def _product_or_range(
    tokens: list[_Token], words: list[str], first: _Part, numeral: Numeral, before: tuple[str, int] | None
) -> _Part | None:
    at = first.last
    if at + 1 >= len(words):
        return None
    joiner = words[at].lower()
    lead = words[first.first - 1].lower() if first.first else ""
    is_range = joiner in {"–", "-", "—", "til", "to"} or (joiner in {"og", "and"} and lead in {"mellom", "between"})
    if joiner not in {"x", "×", "*"} and not is_range:
        return None
    second_numeral = _numeral(tokens, words, at + 1)
    if second_numeral is None:
        return None
    second = _finish(tokens, words, at + 1, second_numeral, before if first.factor == 1 else None)
    if second is None or not (second.has_scale or second.currency):
        return None
    if not is_range:
        return replace(second, first=first.first, value=first.value * second.value) if not first.has_scale else None
    bare = not first.has_scale and not (first.currency and not before)
    low = numeral.value * second.factor if bare and second.has_scale and numeral.value < 1000 else first.value
    if not bare and joiner in {"til", "to"} and lead not in {"fra", "frå", "from"}:
        return None  # "2 millioner kroner til 3 millioner …" is no range without "fra"
    if low >= second.value or (bare and _is_year(words[first.first])) or _is_rise(tokens, words, first.first):
        return None
    currency = second.currency or first.currency
    return replace(second, first=first.first, value=low, value_to=second.value, currency=currency)


def _is_year(word: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", word) is not None


def _is_rise(tokens: list[_Token], words: list[str], first: int) -> bool:
    """ "økes fra 11,5 til 12,5 millioner" tells two sums, not one between them."""
    if not first or words[first - 1].lower() not in {"fra", "frå", "from"}:
        return False
    return any(word.lower().startswith(RISES) for word in words[max(0, first - 8) : first])


def _sharing(tokens: list[_Token], part: _Part, floor: int) -> list[_Part]:
    """Bare numbers before ``part`` that share its unit: "360, 260 og 220 millioner kroner"."""
    if part.factor == 1 or part.value_to is not None or tokens[part.first].kind != "digits":
        return []
    found: list[_Part] = []
    at = part.first
    while at - 2 >= floor and tokens[at - 1].text.lower() in {",", "og", "and", "eller"}:
        number = tokens[at - 2]
        value = parse_digits(number.text) if number.kind == "digits" else None
        if value is None or value >= 1000 or (found and tokens[at - 1].text != ","):
            break
        if not found and tokens[at - 1].text == ",":
            break  # "i 2019, 5 millioner": a series ends in "og"
        if at - 3 >= 0 and tokens[at - 3].text.rstrip(".").lower() in NOT_MONEY_BEFORE:
            break
        found.insert(0, _Part(at - 2, at - 1, value * part.factor, part.currency, True, part.factor))
        at -= 2
    return found


def _is_money(tokens: list[_Token], words: list[str], part: _Part) -> bool:
    """Scale and number alone are money only where no other unit follows."""
    previous = words[part.first - 1].rstrip(".").lower() if part.first else ""
    following = words[part.last].lower() if part.last < len(words) else ""
    if following == "%" or (following.rstrip(".") in NOT_MONEY_UNITS and not words[part.last - 1].endswith(".")):
        return False
    if part.value == 1000 and previous in {"i", "(", "in"}:
        return False  # the unit of a table: "i tusen kroner", "(1000 kroner)"
    if previous in {"av", "of"} and part.currency and part.value < 100:
        return False  # "fire av fem kroner"
    if part.currency:
        return True
    if previous in NOT_MONEY_BEFORE and not (previous == "år" and part.has_scale):
        return False  # "i år 17,5 millioner" is money
    if part.has_scale:
        ends_sentence = re.fullmatch(r"\w{5,}\.", words[part.last - 1]) is not None
        return ends_sentence or not following.rstrip(".").endswith(COUNTED_ENDINGS)
    stops = not following or not following[0].isalpha() or following.rstrip(".") in PLAUSIBLE_AFTER
    if words[part.last - 1].startswith(","):
        return True  # "5.000,-"
    digits_beside = previous[:1].isdigit() or following[:1].isdigit() or previous == "+"
    return part.is_grouped and part.value >= 10_000 and stops and not digits_beside and following not in {"/", ":"}


def _amount(source: _Text, tokens: list[_Token], part: _Part, parts: list[_Part]) -> Amount:
    clean_start, clean_end = tokens[part.first].start, tokens[part.last - 1].end
    if source.clean[clean_end - 1] == "." and scale_of(source.clean[:clean_end].rsplit(None, 1)[-1]) is None:
        clean_end -= 1
    start, end = source.start(clean_start), source.end(clean_end)
    previous_end = _end_before(parts, part, tokens)
    qualifier, qualifier_at = qualifier_before(source.clean, previous_end, clean_start)
    period, years = period_after(source.clean, clean_end)
    problem = _unread_before(source.clean, tokens, part)
    return Amount(
        start=start,
        end=end,
        text=source.source[start:end],
        amount=None if problem else _tidy(part.value),
        amount_to=None if problem or part.value_to is None else _tidy(part.value_to),
        currency=part.currency,
        qualifier=qualifier,
        per_year=per_year_after(source.clean, clean_end) or per_year_before(source.clean, previous_end, clean_start),
        period=period,
        years=years,
        problem=problem,
        qualifier_start=source.start(qualifier_at),
    )


def _end_before(parts: list[_Part], part: _Part, tokens: list[_Token]) -> int:
    at = bisect_left(parts, part.first, key=lambda p: p.first)
    return tokens[parts[at - 1].last - 1].end if at else 0


def _unread_before(clean: str, tokens: list[_Token], part: _Part) -> str | None:
    """Digits directly before a number that belong to no group: "12 34 567 kroner"."""
    if not part.first or tokens[part.first - 1].kind != "digits" or tokens[part.first].kind != "digits":
        return None
    gap = clean[tokens[part.first - 1].end : tokens[part.first].start]
    before = tokens[part.first - 1].text
    if gap.strip() or "\n" in gap or re.fullmatch(r"(?:19|20)\d\d", before):
        return None
    return f"digits {before!r} directly before {tokens[part.first].text!r} were not read"


def _tidy(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
