"""The sum that a release says it hands out, and to how many.

Stated figures only; adding up awards and judging the difference belongs in reconcile.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from scrapers.awards.clauses import read_clause
from scrapers.awards.numerals import WORDS
from scrapers.awards.passages import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from scrapers.awards.candidate import Document
    from scrapers.awards.money import Amount
    from scrapers.awards.passages import Sentence
    from scrapers.model import Role

_SHARED = re.compile(r"C[^AcGD]{0,4}[DGB](?:w|f[UNw]|p[wN]|m|k|!|V|B){0,4}(?P<a>A)")
_TO_MANY = re.compile(r"(?P<a>A)(?:w|p[wN]|f[UNw]|e|!)?(?:[MBuVD](?:w|p[wN]|V|B|D)?){0,3}(?:t|w?p|w)w?C")
_HANDED = re.compile(r"[VDB](?:w|p[wN]|[UN]|f[UN]|k|V){0,4}(?P<a>A)")
_TOGETHER = re.compile(
    r"(?<!av )(?:til sammen|tilsammen|til saman|totalt|totalsum\w*|i alt|samlet|samla|summen(?: \w+){0,4} (?:er|på)|potten på|tilsagnene .{0,30}på|in total|a total of|altogether|landsbasis er det)"
    r"(?: (?:er|på|det er|beløp på|ramme på|for|sum på|om|get|støtte på|tilskudd på|tilskot på))*\s*(?:\w+ )?$",
    re.IGNORECASE,
)
_GIVEN_OUT = re.compile(
    r"^\W*(?:kroner|kronar)?\s*(?:(?:er|blir|ble|vart|blei|vert|skal|is|are|was|were|no|nå|som|i år)\s+)*(?:delt\w*|deles|delast|fordel\w+|gitt|bevilg\w+|løyvd\w*|utbetal\w+|tildelt|distributed|awarded|ut til|divided|shared)\b",
    re.IGNORECASE,
)
_HANDS_OUT = re.compile(
    r"\b(?:del(?:er|te|t)?(?: no| nå| i år| nylig)? ut|fordel(?:er|t|te)(?: i år| no| nå)?|deler|skal dele|dele|gir|ga|gav|bevilger|bevilget|løyv\w+|tildel(?:er|te|t)|innvilg\w+|utbetal\w+|støtter|hands? out|awards?|distribut\w+|receives?|share)"
    r"(?:\W+(?:ut|no|nå|i år|totalt|til sammen|i alt|samlet|over|nesten|nær|om lag|rundt|ca|støtte på|tilskudd på|inntil|drøyt|vel|more than|a total of))*\W*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?<![\w.,])(?P<n>\d{{1,4}}|{'|'.join(w for w, v in WORDS.items() if 2 <= v <= 30 and len(w) > 1)})\s+(?:av (?:\d+|totalt \d+) )?(?:\w+ ){{0,3}}?"
    r"(?:\w*(?:prosjekt(?:er|a|ene)?|bedrift(?:er|ene)?|kommun(?:er|ar)|klynge(?:r|ne)?|klyngjer|selskap(?:er|a)?|miljø(?:er|ene|a)?|næringsmiljø\w*|næringsklynger|søknad(?:er|ar)?|tiltak|aktør(?:er|ar)|organisasjon(?:er|ar)|museer?|museum|"
    r"virksomheter|verksemder|foretak|tilskudd|tilskot|mottakere|mottakarar|søkere|søkjarar|sentre|senter|anlegg|kulturminner|kulturminne|skoler|skular|fylker?|medier|aviser|projects|companies|clusters|recipients|applicants|organisations|municipalities|kulturbygg|havner|sammenslåinger|arkiver|fartøy))\b",
    re.IGNORECASE,
)
_GETS = re.compile(
    r"^(?:[^.!?]{0,60}?\b(?:får|fikk|fekk|fått|deler|delt|dele|mottar|tildel\w*|støtt\w*|tilskudd|tilskot|tilsagn|innvilg\w*|tatt opp|tas opp|midler|valgt|plukket|plukka|nådde opp|vant|get|receive|share|granted|awarded|selected|pre-projects))",
    re.IGNORECASE,
)
_APPLY = re.compile(
    r"\b(?:søkte|søkt|søker|søknader|søknadar|søkjarar|konkurrer\w+|deltok|applied|applicants|kan søke|fikk avslag|avslag|nei|bud)\b",
    re.IGNORECASE,
)
_OTHER_ROLES: frozenset[Role] = frozenset(
    {
        "applied_for",
        "earlier",
        "loan_or_guarantee",
        "average_or_rate",
        "turnover_or_investment",
        "private",
        "part_of_total",
    }
)


@dataclass(frozen=True, slots=True)
class StatedTotal:
    amount: Amount
    strength: int


def find_total(
    document: Document, cues: dict[int, Role], sums: Sequence[Amount], award_starts: Collection[int], added: Decimal
) -> Amount | None:
    """The stated total: a table's sum row, else the sum that is said to be shared, handed out or the whole."""
    if sums:
        return max(sums, key=lambda a: a.amount or 0)
    found: list[StatedTotal] = []
    for sentence in document.sentences:
        if sentence.zone not in {"title", "body"}:
            continue
        strengths = _strengths(document, sentence, cues)
        for start, strength in strengths.items():
            amount = next(a for a in document.amounts if a.start == start)
            if (
                start in award_starts
                or cues.get(start) in _OTHER_ROLES
                or amount.amount is None
                or amount.currency not in {"NOK", None}
            ):
                continue
            if cues.get(start) == "frame" and strength < 5:
                strength -= 2
            if amount.amount == added and added:
                strength += 3
            if added and amount.amount < added * Decimal("0.9") and not amount.qualifier == "over":
                strength -= 3
            if strength > 0:
                found.append(StatedTotal(amount, strength - (1 if sentence.zone == "title" else 0)))
    if not found:
        return None
    best = max(found, key=lambda t: (t.strength, -t.amount.start))
    return _most_exact(best.amount, [t.amount for t in found if t.strength >= best.strength - 2])


def _most_exact(best: Amount, others: list[Amount]) -> Amount:
    """ "109 millioner" in the title is "109,8 millioner" in the text."""
    assert best.amount is not None
    near = [a for a in others if a.amount is not None and abs(a.amount - best.amount) <= best.amount * Decimal("0.04")]
    return max(near, key=lambda a: (len(str(a.amount).rstrip("0")), a.qualifier == "exact", -a.start), default=best)


def _strengths(document: Document, sentence: Sentence, cues: dict[int, Role]) -> dict[int, int]:
    text = document.text
    line, chunks = read_clause(document, sentence.start, sentence.end)
    found: dict[int, int] = {}
    for pattern, strength in ((_SHARED, 5), (_TO_MANY, 5), (_HANDED, 3)):
        for match in pattern.finditer(line):
            start = chunks[match.start("a")].start
            found[start] = max(found.get(start, 0), strength)
    for one in chunks:
        if one.symbol != "A" or one.amount is None:
            continue
        before, after = clean(text[sentence.start : one.amount.qualifier_start]), text[one.end : sentence.end]
        if _TOGETHER.search(before[-80:]):
            found[one.start] = max(found.get(one.start, 0), 3)
        if _GIVEN_OUT.match(after[:60]):
            found[one.start] = max(found.get(one.start, 0), 4)
        if cues.get(one.start) == "proposal":
            found[one.start] = max(found.get(one.start, 0), 2)
        if _HANDS_OUT.search(before[-80:]):
            found[one.start] = max(found.get(one.start, 0), 3)
    return found


def find_count(document: Document, total: Amount | None) -> int | None:
    """How many get something, as the title, the lead or the sentence of the total says."""
    best: tuple[int, int, int] | None = None
    for sentence in document.sentences:
        if sentence.zone not in {"title", "body"}:
            continue
        text = document.text[sentence.start : sentence.end]
        for match in _COUNTED.finditer(text):
            behind = text[match.end() : match.end() + 90]
            gets = _GETS.match(behind)
            shares = re.search(
                r"\b(?:til|mellom|på|til sammen|to|among|valgt|her er de|gir)\s+(?:de |dei |the |disse )?$",
                text[: match.start()],
                re.IGNORECASE,
            )
            if (
                not (gets or shares)
                or _APPLY.search(behind[:40] if not gets else gets[0])
                or _APPLY.search(text[max(0, match.start() - 25) : match.start()])
            ):
                continue
            here = total is not None and sentence.start <= total.start < sentence.end
            rank = (0 if here else 1 if sentence.zone == "title" else 2, sentence.index, _number(match["n"]))
            if rank[2] > 1 and (best is None or rank < best):
                best = rank
    return best[2] if best else None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else WORDS.get(word.lower(), 0)
