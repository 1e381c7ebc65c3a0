"""Blocks → lines, what introduces them, and what the words of an introduction decide: the ground that lists and tables share.

Finding and reading the lists themselves belongs in lists.py and tables.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.awards.passages import clean, zones

if TYPE_CHECKING:
    from scrapers.awards.money import Amount
    from scrapers.awards.passages import Zone
    from scrapers.model import Block, Release

NUMBER_LINE = re.compile(r"^(?:kr\.?|NOK)?\s*\d[\d\s.,'’\u00a0]*(?:,-|,–)?$", re.IGNORECASE)
SUM_LINE = re.compile(
    r"^\W*(?:SUM|[Ss]um|[Tt]otalt?(?:sum)?|TOTAL(?:T|SUM)?|[Ii] alt|[Tt]il sammen|[Tt]il saman|[Ss]amlet|[Ss]amla|[Gg]rand total)(?: (?:beløp|tildelt|støtte|sum|kr|NOK))?[\s:.\-–]*(?=\d|kr|NOK|$)"
)
MONEY_HEADER = re.compile(
    r"kr\b|kroner|kronar|beløp|tilskudd|tilskot|tildel|innvilg|innvilga|støtte|stønad|bevilg|løyv|sum\b|nok\b|award|grant|amount|mill",
    re.IGNORECASE,
)
APPLIED_HEADER = re.compile(
    r"søkt|omsøkt|søknadssum|søknadsbeløp|applied|kostnad|budsjett|egenandel|totalramme", re.IGNORECASE
)
_AWARDING = re.compile(
    r"\b(?:får|fikk|fekk|fått|mottar|mottok|mottek|støttes|tildel\w*|tilskudd\w*|tilskot\w*|støtte\w*|stønad\w*|bevilg\w*|løyv\w*|fordel\w*|delt ut|deler|innvilg\w*|"
    r"midler\w*|midlar|tilsagn|vinner\w*|går til|gjekk til|gikk til|utbetalt|mottak\w*|tatt opp|status|receive\w*|award\w*|grant\w*|funding|prosjekt\w*|nye klyng\w*|pengene|pengane|summene|summane)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:får|fikk|fekk|fått|mottar|mottok|mottek|støttes|tildelt|tildeles|tildelinge\w*|bevilget|bevilga|løyvd|fordeles|fordelt|delt ut|innvilget|innvilga|tilsagn|utbetalt|"
    r"receive\w*|awarded|mottakere|mottakarar|mottakerne|tatt opp|får støtte|går til|gikk til|gjekk til|disse|desse|følgende|følgjande|nye prosjekt\w*|ga\b.*til|gir støtte|har gitt)\b",
    re.IGNORECASE,
)
_NOT_AWARDING = re.compile(
    r"(?:har søkt|søkere\b|søkarar|søknader fra|søknadene|eid av|eies av|eigd av|owned by|styret\b|jury|kriteri|vilkår|vilkåra|krav\b|avslag|fikk ikke|fekk ikkje|får ikke|nominert|finalist|"
    r"kan søke|kan søkje|kan få|kan gis|lyser ut|utlysning|satser|satsar|priser|programmet for dagen|partner\w* (?:er|i)|medlemmer|deltakere|fakta|viktigste|hovedpunkt|tiltak:|nivå\b|"
    r"målet|målgruppe|slik søker|slik går|hva må|hva kan|kva kan|må være|har lån|fått lån|lånene|kostnad|omsetning|investering|åpent for|frist|rammen\b|temaer|dette er programmet|om ordningen|tidligere)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: an item with its continuation, a row, or a line of a paragraph."""

    start: int
    end: int
    block: int
    kind: str
    level: int
    zone: Zone
    text: str  # clean


def read_lines(release: Release) -> tuple[Line, ...]:
    text, lines = release.text, []
    for at, (block, zone) in enumerate(zip(release.blocks, zones(release.text, release.blocks), strict=True)):
        whole = block.kind in {"item", "row", "title"}
        for start, end in [(block.start, block.end)] if whole else _split(text, block):
            aside = text[start] == "(" and text[end - 1] == ")" and lines and lines[-1].zone == zone == "body"
            if aside and lines[-1].end > start - 4:  # "(se egen pressemelding)" belongs to the name above
                last = lines.pop()
                lines.append(
                    Line(last.start, end, last.block, last.kind, last.level, zone, clean(text[last.start : end]))
                )
                continue
            lines.append(Line(start, end, at, block.kind, block.level, zone, clean(text[start:end])))
    return tuple(lines)


def _split(text: str, block: Block) -> list[tuple[int, int]]:
    spans, at = [], block.start
    for part in text[block.start : block.end].split("\n"):
        a = at + len(part) - len(part.lstrip())
        b = at + len(part.rstrip())
        if a < b:
            spans.append((a, b))
        at += len(part) + 1
    return spans


def amounts_in(line: Line, amounts: tuple[Amount, ...]) -> list[Amount]:
    """Linear only over the amounts: callers index once where it matters."""
    return [amount for amount in amounts if line.start <= amount.start < line.end]


def index_amounts(lines: tuple[Line, ...], amounts: tuple[Amount, ...]) -> list[list[Amount]]:
    """The amounts of each line, in one walk."""
    found: list[list[Amount]] = []
    at = 0
    for line in lines:
        here: list[Amount] = []
        while at < len(amounts) and amounts[at].start < line.start:
            at += 1
        while at < len(amounts) and amounts[at].start < line.end:
            here.append(amounts[at])
            at += 1
        found.append(here)
    return found


def lead_in(lines: tuple[Line, ...], at: int) -> str:
    """What stands directly above line ``at``: up to two lines, the nearest last."""
    above: list[str] = []
    for line in reversed(lines[max(0, at - 3) : at]):
        if line.zone not in {"body", "title"}:
            break
        above.insert(0, line.text[-400:])
        if line.kind == "title" or len(line.text) > 60:
            break
    return " ¶ ".join(above)


def is_awarding(lead: str) -> bool:
    """Does the introduction say that what follows is given, and not applied for, owned or asked of applicants?"""
    last = lead.rsplit(" ¶ ", 1)[-1]
    if _NOT_AWARDING.search(last[-160:]):
        return False
    return _AWARDING.search(lead) is not None and _NOT_AWARDING.search(lead[-250:]) is None


def is_strongly_awarding(lead: str) -> bool:
    return is_awarding(lead) and _STRONG.search(lead) is not None


def is_refusing(lead: str) -> bool:
    return _NOT_AWARDING.search(lead.rsplit(" ¶ ", 1)[-1][-160:]) is not None
