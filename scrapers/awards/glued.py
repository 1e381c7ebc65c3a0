"""One printed line of a table → its cells, where spaces, slashes or nothing at all stand between them.

Lines below a line of column names only; finding those belongs in grids.py.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapers.awards.header import is_sum_name
from scrapers.awards.likeness import recipient_likeness
from scrapers.awards.lines import SUM_LINE
from scrapers.awards.passages import INVISIBLE
from scrapers.awards.recipients import is_place

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from scrapers.awards.lines import Line

Span = tuple[int, int]
_LONGEST_ROW = 420
_GAP = "[ .\u00a0\u202f\u2007\u2009'’]"  # between thousands
_GROUPED = re.compile(
    rf"(?:kr\.?\s*|(?<![MT])NOK\s*)?(?<![\d.,])\d{{1,3}}(?:{_GAP}\d{{3}})+(?:,-|,–)?(?:\s*(?:kr|kroner|kronar|"
    r"NOK)\.?)?\s*$",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"(?:kr\.?\s*|(?<![MT])NOK\s*)?(?<![\d.,])\d{1,12}(?:,\d{1,3})?(?:,-|,–)?(?:\s*(?:kr|kroner|kronar|NOK)\.?)?\s*$",
    re.IGNORECASE,
)
# Another currency, a scale, or digits behind an invisible character: the number of the cell is more than its end.
_MORE = re.compile(
    rf"(?:(?<![^\W\d_])(?:[MT]NOK|tkr|EUR|USD|GBP|SEK|DKK|euro|dollar)|[€$£]|\d\s*[{INVISIBLE}][\s{INVISIBLE}]*)\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_SENTENCE = re.compile(r"[a-zæøå)]{2}[.!?]\s+[A-ZÆØÅ]")
_NUMBER = re.compile(
    rf"(?:kr\.?\s*|NOK\s*)?(?:\d{{1,3}}(?:{_GAP}\d{{3}})*|\d+)(?:,\d{{1,3}})?(?:,-|,–)?(?:\s*(?:kr|kroner|"
    r"kronar|NOK)\.?)?$|[-–—]$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?:(?<=\s)|(?<=[^\W\d_]))(?:[\d.,'’]+[ \u00a0\u202f\u2007\u2009]?|[-–—] )*[\d.,]+\s*$")
_PIECE = re.compile(r"[\d.,'’]+|[-–—]")
_THREE, _GROUP = re.compile(r"\d{3}$"), re.compile(r"\d{1,3}$")
_AROUND = re.compile(
    rf"^(?=\D{{3}})(?P<l>(?:\(\d{{9}}\)|(?<=[^\W\d] )\d{{1,2}}(?= [^\W\d])|\D)+)"  # "RADIO 3 BODØ AS"
    rf"(?P<n>\d{{1,3}}(?:{_GAP}\d{{3}})+|\d{{4,9}})(?P<r>\D*)$"
)
_WORD = re.compile(r"(?!(?:kr|kroner|kronar|NOK)\b)\b[^\W\d_]{2,}", re.IGNORECASE)
_LONGEST_TAIL = 80
_APART = re.compile(r"\s+/\s+|\t|[ \u00a0]{2,}|\s*[|;]\s*")
_FORMS = r"(?:ASA|AS|SA|KF|IKS|BA|DA|ANS|HF|NUF|Sa|As|UIL|TIL|IL|IK|IF|FK|BK|SK)"
# "…distriktNæring", "FIRDAPOSTENMed", "»Neste"
_SEAM = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])|(?<=[A-ZÆØÅ]{2})(?=[A-ZÆØÅ][a-zæøå])|(?<=[)»])(?=[A-ZÆØÅ])")
# "BLAD ASSamarbeidande", "DØLEN ASTV-satsing"
_FORM_SEAM = re.compile(rf"(?:(?<=\s)|^){_FORMS}(?=[A-ZÆØÅ][a-zæøå]|[A-ZÆØÅ]{{2,}}-|[«\"])")
_FORM_END = re.compile(rf"(?<=\S ){_FORMS}\b(?=\s+\S)")
_NOUN_END = re.compile(
    r"\b\w*(?:[Hh]avn|[Hh]amn|kommune|museum|museet|lag|forening|foreining|klubb|senter|skole|skule|universitet|"
    r"klynge|cluster|park|verk|teater|festival)\b(?=\s+[A-ZÆØÅ«])"
)
CODE = re.compile(r"(?:\d{1,3}[.)]? )?\d{5,8} (?=[^\W\d_])")  # "3 312301 NORCE Sea lice …": the project's number
_COMMUNE = re.compile(r"kommun[ea]|fylke|stad|sted|county", re.IGNORECASE)


def part_line(text: str, line: Line, names: Sequence[str], inside: Collection[int]) -> tuple[Span, ...] | None:
    """The cells of a row, its numbers last; null where the line ends in none. Fewer cells than names: not parted.

    ``inside`` are the offsets within sums that were read as wholes: no cell begins there ("2–4 mill. kr").
    """
    if line.zone != "body" or line.kind == "row" or len(line.text) > _LONGEST_ROW or line.text[-1:] in ".:;?!":
        return None
    if code := CODE.match(line.text):
        line = replace(
            line, start=text.index(line.text[code.end()], line.start + code.end() - 1), text=line.text[code.end() :]
        )
    raw = text[line.start : line.end]
    if _SENTENCE.search(raw):
        return None
    cells = _spans(raw, line.start)
    if len(cells) == len(names) > 1 and _NUMBER.match(text[slice(*cells[-1])].strip()):
        return tuple(cells)
    numbers = _numbers(raw, sum(map(is_sum_name, names[1:])) or 1)
    if not numbers or _MORE.search(raw[: numbers[0][0]]) or any(line.start + at in inside for at, _ in numbers):
        return None
    words = _spans(raw[: numbers[0][0]].rstrip(), line.start)
    tail = tuple((line.start + a, line.start + b) for a, b in numbers)
    if SUM_LINE.match(line.text):
        return (words[0] if words else (line.start, line.start), *tail)
    if not words:
        return None
    wanted = max(len(names) - len(tail), 1)
    while len(words) < wanted and (parted := _part_more(text, words, names)) is not None:
        words = parted
    if len(words) > wanted:
        words = [*words[: wanted - 1], (words[wanted - 1][0], words[-1][1])]
    return (*words, *tail)


def part_glued(text: str, line: Line) -> tuple[Span, ...] | None:
    """The cells of a line in which a number touches the words beside it; null where none does."""
    if line.zone != "body" or line.kind == "row" or len(line.text) > _LONGEST_ROW:
        return None
    raw = text[line.start : line.end]
    match = _AROUND.match(raw)
    if match is None or not (raw[match.start("n") - 1].isalpha() or raw[match.end("n") : match.end("n") + 1].isalpha()):
        return None
    if _MORE.search(match["l"]):
        return None
    number = (line.start + match.start("n"), line.start + match.end("n"))
    left, right = (line.start, number[0]), (number[1], line.end)
    cut = seam(text[slice(*left)].rstrip(), is_first=False)
    words = [left] if cut is None else [(left[0], left[0] + cut), (left[0] + cut, left[1])]
    behind = [right] if _WORD.search(text[slice(*right)]) else []
    return (*words, number, *behind)


def _numbers(raw: str, most: int) -> list[Span]:
    """The numbers that the line ends in, one a column of sums: "2 250 000 1 400 000" are two."""
    match = _DIGITS.search(raw[-_LONGEST_TAIL:]) if most > 1 else None
    if match is None:
        at = _number_at(raw)
        return [(at, len(raw.rstrip()))] if at is not None else []
    start = len(raw) - len(raw[-_LONGEST_TAIL:]) + match.start()
    pieces = [(start + m.start(), start + m.end()) for m in _PIECE.finditer(raw[start:])]
    starts = _first_pieces([raw[a:b] for a, b in pieces], most)
    spans = [(pieces[i][0], pieces[j - 1][1]) for i, j in itertools.pairwise([*starts, len(pieces)])]
    return spans if spans and all(_NUMBER.match(raw[a:b]) for a, b in spans) else []


def _first_pieces(pieces: list[str], most: int) -> list[int]:
    """Which groups of digits begin the last ``most`` numbers; of several ways the one with the smallest numbers."""
    begins = [
        at for at, piece in enumerate(pieces) if not _THREE.match(piece) or (at and not _GROUP.match(pieces[at - 1]))
    ]
    begins = sorted({0, *begins})[-most:]
    may_begin = [at for at in range(begins[0] + 1, len(pieces)) if at not in begins and pieces[at][0] != "0"]
    ways = [sorted([*begins, *more]) for more in itertools.combinations(may_begin, most - len(begins))]
    return min(ways, key=lambda way: max(b - a for a, b in itertools.pairwise([*way, len(pieces)])), default=[])


def _number_at(raw: str) -> int | None:
    match = _GROUPED.search(raw[-40:]) or _PLAIN.search(raw[-40:])
    if match is None or _YEAR.match(match[0].strip()):
        return None
    at = max(0, len(raw) - 40) + match.start()
    while at < len(raw) and raw[at].isspace():
        at += 1
    return at


def _spans(raw: str, offset: int) -> list[Span]:
    spans, at = [], 0
    for match in _APART.finditer(raw):
        spans.append((at, match.start()))
        at = match.end()
    spans.append((at, len(raw)))
    return [(a + offset, b + offset) for a, b in spans if raw[a:b].strip(" /|")]


def _part_more(text: str, words: list[Span], names: Sequence[str]) -> list[Span] | None:
    """One cut more in the first cell that can be cut, at the surest seam."""
    for i, (start, end) in enumerate(words):
        cut = seam(text[start:end], is_commune=bool(_COMMUNE.search(names[min(i, len(names) - 1)])), is_first=i == 0)
        if cut is not None:
            a = start + cut
            b = a + len(text[a:end]) - len(text[a:end].lstrip())
            return [*words[:i], (start, a), (b, end), *words[i + 1 :]]
    return None


def seam(cell: str, *, is_commune: bool = False, is_first: bool = True) -> int | None:
    """Where the first cell ends in words that have run together; null where nothing shows it."""
    if match := _FORM_SEAM.search(cell):
        return match.end()
    if match := _SEAM.search(cell):
        return match.start()
    if not is_first:
        return None
    if is_commune:
        words = cell.split(" ")
        for length in (4, 3, 2, 1):
            if length < len(words) and (is_place(" ".join(words[:length])) or words[length - 1] == "kommune"):
                return len(" ".join(words[:length]))
    if match := _FORM_END.search(cell):
        return match.end()
    ends = [m.end() for m in _NOUN_END.finditer(cell) if recipient_likeness(cell[: m.end()]) >= 1.0]
    if ends:
        return next((end for end in ends if cell[:end].endswith("kommune")), ends[-1])  # "… kommune Skatepark Hamnvik"
    words = cell.split(" ")
    if len(words) > 1 and is_place(words[-1]):
        return len(cell) - len(words[-1])
    return None
