"""The line of column names above a table: how it is told from others, and parted into names.

Words only; which column is which belongs in tables.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.lines import Line

HEADER_WORD = re.compile(
    r"^(?:(?:støtte|tilskudds?|tilskots?)?mottak\w*|mottager\w*|søker\w*|søkjar\w*|kommun[ea]\w*|fylke\w*|"
    r"prosjekt\w*|vertskap|tiltak\w*|formål|føremål|sted|stad|beløp\w*|tildel\w*|innvilg\w*|løyv\w*|bevilg\w*|"
    r"til(?:skudd|skot)\w*|"
    r"støtte\w*|sum|post|kategori|klynge\w*|bedrift\w*|organisasjon\w*|virksomhet\w*|verksemd\w*|selskap\w*|nam?n|"
    r"navn|arrangør\w*|institusjon\w*|samarbeidspartner\w*|søkt\w*|omsøkt\w*|totalt?|kostnad\w*|budsjett\w*|år|"
    r"nr\.?|"
    r"museum|lag|ordning|tilsagn\w*|utbetalt|vedtak|recipient|applicant|company|cluster|project|amount|grant|"
    r"county|award\w*)$",
    re.IGNORECASE,
)
MONEY_WORD = re.compile(
    r"\bkr\b|kroner|kronar|beløp|tilskudd|tilskot|tildel|innvilg|støtte|stønad|bevilg|løyv|tilsagn|utbetal|"
    r"\bsum\b|\bnok\b|award|grant|amount|\bmill|\bsøkt|omsøkt",
    re.IGNORECASE,
)
UNIT = re.compile(
    r"\b(?:i|in)\s+(?:hele\s+|heile\s+)?(?:1[ .]?000|tusen|mill\w*\.?|kroner|kronar|NOK|thousand)\b(?:[\s-]*(?:kr|"
    r"kroner|kronar|NOK)\b)?|\(?\b1[ .]?000[ -]?(?:kr|kroner|kronar|NOK)\b|\b(?:NOK|kr)\s1[ .]?000\b|"
    r"\btusen (?:kr|kroner|kronar)\b|\bheile? kroner|\bheile kronar|\b(?:mnok|tnok|tkr|mkr)\b",
    re.IGNORECASE,
)
UNIT_OF_ALL = re.compile(
    r"\b(?:tall?|tala|beløp\w*|sum(?:mer|mar|mane|mene)?|oppgitt|oppgjeve\w*|figures|"
    r"amounts)\b[^.\n]{0,40}?\b(?:i|in) [^.\n]{0,30}",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"tusen|\b1[ .\u00a0]?000\b(?![ .]?\d)|\b(?:tnok|tkr)\b|thousand", re.IGNORECASE)
_MILLIONS = re.compile(r"\bmill|\b(?:mnok|mkr)\b", re.IGNORECASE)
_COST_WORD = re.compile(
    r"kostnad|kalkyle|overslag|anslag|budsjett|egenandel|ramme|utgift|søknadssum|grunnbeløp|tillegg", re.IGNORECASE
)
_UNIT_ONLY = re.compile(
    r"^\(?(?:i |beløp i |tall i |tal i )?(?:hele |heile )?(?:1\s?000|tusen|mill\.?|kr|kroner|kronar|NOK|"
    r"nok)\b[^\d]{0,15}\)?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\(?(?:19|20)\d\d\)?$")
_MOST_COLUMNS = 5


def may_be_header(line: Line) -> bool:
    return (
        line.zone == "body"
        and line.kind not in {"row", "item"}
        and len(line.text) < 120
        and line.text[-1:] not in ".:?!>"
        and ">" not in line.text
    )


def header_names(raw: str) -> list[str]:
    """The column names on one line: "Søker / Prosjekt / Innvilget", "Kommune Tildelt beløp", "MottakarPostSum"."""
    for pattern in (r"\s+/\s+", r"\t|[ \u00a0]{2,}", r"\s*[|;]\s*"):
        names = [n.strip() for n in re.split(pattern, raw.strip()) if n.strip()]
        if len(names) > 1:
            return names if sum(is_header_word(n) for n in names) * 2 >= len(names) else []
    words = raw.split()
    if len(words) == 1 or (len(words) == 2 and _YEAR.match(words[1])):
        words = re.findall(r"[A-ZÆØÅ][a-zæøå]+", raw)
        is_whole = "".join(words) == _YEAR.sub("", raw).strip()
        return words if len(words) > 1 and is_whole and all(map(is_header_word, words)) else []
    named: list[str] = []
    for at, word in enumerate(words):
        goes_on = at and words[at - 1].islower()  # "Støtte fra Enova"
        if word[:1].isupper() and (is_header_word(word) or (named and not goes_on)):
            named.append(word)
        elif named:
            named[-1] += f" {word}"
        else:
            return []
    known = sum(map(is_header_word, named))
    return named if known > 1 and 2 * known >= len(named) and MONEY_WORD.search(named[-1]) else []


def is_header_word(name: str) -> bool:
    words = name.split()  # none in a cell of invisible characters
    return bool(words) and HEADER_WORD.match(words[0].strip("(),:")) is not None


def unit_of(words: str, *, is_name: bool = False) -> str | None:
    """The unit that words, or a column's name, state for every number below: thousands, millions, kroner; else null."""
    told = UNIT.search(words)
    near = words if is_name else told[0] if told else ""
    if _THOUSANDS.search(near):
        return "i tusen kroner"
    if _MILLIONS.search(near):
        return "i millioner kroner"
    return "i kroner" if told else None


def is_sum_name(name: str) -> bool:
    """A column of sums, whatever they are of, or of one year's."""
    return bool(MONEY_WORD.search(name) or _COST_WORD.search(name) or re.fullmatch(r"(?:19|20)\d\d", name.strip()))


def names_above(lines: Sequence[Line], at: int) -> tuple[list[str], int]:
    """(names, lines they take) of a header that has a line for each column, above rows of one line each from ``at``."""
    names: list[str] = []
    for line in reversed(lines[max(0, at - _MOST_COLUMNS) : at]):
        if (
            not may_be_header(line)
            or len(line.text) > 40
            or not (is_header_word(line.text) or _UNIT_ONLY.match(line.text))
        ):
            break
        names.insert(0, line.text)
    depth = len(names)
    if depth > 1 and _UNIT_ONLY.match(names[-1]):
        names[-2:] = [f"{names[-2]} {names[-1]}"]
    return (names, depth) if len(names) > 1 and MONEY_WORD.search(names[-1]) else ([], 0)
