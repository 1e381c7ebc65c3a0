"""Awards that prose tells without an amount: "Også R får støtte", "Selskapene er R1, R2 og R3", "R fikk NCE-status".

Priced awards belong in prose.py, lists of names in lists.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.clauses import read_clause
from scrapers.awards.decisions import ADMITTED
from scrapers.awards.recipients import may_receive, tidy_name
from scrapers.awards.titles import quoted

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.passages import Sentence

_R = r"(?P<r>N(?:cw?N)*(?:c?kw?N)?)"
_GETS = re.compile(rf"(?<![pftm]){_R}(?:w|p[wN]|u|c|k){{0,2}}[GB](?P<what>(?:w|f[UNw]|p[wN]|t|P|k|e){{0,3}})")
_GETS_INVERTED = re.compile(rf"[GB](?:w|p[wN])?(?:w)?{_R}(?P<what>(?:w|p[wN]|t|f[UN]){{0,3}})")
_TO = re.compile(rf"(?P<what>w?(?:p[wN])?[VMB](?:w|p[wN]|f[UN]){{0,2}})tw?{_R}")
_ARE = re.compile(rf"(?P<what>[CwPfkpsGmBDVc]*)[ud]w?k?w?{_R}")
_AMONG = re.compile(rf"(?P<what>[CwPfkpsGmBDVu]*w){_R}")
_ENDS_IN_AMONG = re.compile(
    r"(?:blant andre|blant annet|blant anna|mellom anna|mellom andre|deriblant|including|among them)$", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"(?:mest|størst|resten|pengene|pengane|midlene|midlane|støtten|støtta|tilskudd\w*|tilskot\w*|penger|pengar|støtte|midler|midlar|funding|money)\b",
    re.IGNORECASE,
)
_SUPPORT = re.compile(
    r"(?:støtte\w*|stønad\w*|tilskudd\w*|tilskot\w*|tilsagn|midler|midlar|penger|pengar|prosjektmidler|status|funding|grants?|support|plass|ja\b|positivt svar|gjennomslag|bevilgning\w*|løyving\w*|millionstøtte|finansiering|mye\b|mykje\b|andel)",
    re.IGNORECASE,
)
_RECIPIENTS_ARE = re.compile(
    r"(?:selskap(?:ene|a)|bedrift(?:ene|ane)?|bedriftene|prosjekt(?:ene|a|er)|projects|kommun(?:ene|ane)|klyng(?:ene|jene|ane)|mottak(?:erne|arane|er|ar)|vinn(?:erne|arane)|recipients|winners|lista?\b|blant (?:\w+ ){0,4}(?:som|andre)|mellom (?:kommun|dei|annet)|"
    r"andre (?:som|med)|(?:en|ein|to|tre|one) av|av\b.*(?:med støtte|som (?:får|fikk|har fått)))",
    re.IGNORECASE,
)
_BLOCKS = re.compile(r"[?!XO]")
_ABOUT_SOMETHING_ELSE = re.compile(
    r"\b(?:avslag|får ikke|fikk ikke|fekk ikkje|får ikkje|søkt|søker|håper|kan få|eies|eid av|eigd|owned|partner\w*|tidligere|i fjor|medlem\w*|gratulerer|lån|erfaring|besøk|hjelp til|svar på|råd|skylden|ansvar|rett\b|beskjed|kritikk|høre|ny leder|ny sjef|ny direktør|nye? eier)\b",
    re.IGNORECASE,
)


def read_unpriced(
    document: Document, sentence: Sentence, priced: list[Candidate], *, is_awarding: bool
) -> list[Candidate]:
    """Names that get something for which the sentence gives no sum; ``is_awarding``: the release hands out money."""
    text = document.text[sentence.start : sentence.end]
    if _ABOUT_SOMETHING_ELSE.search(text):
        return []
    line, chunks = read_clause(document, sentence.start, sentence.end)
    if _BLOCKS.search(line) or "N" not in line:
        return []
    taken = {c.name_at for c in priced}
    admitted = ADMITTED.search(text) is not None
    found: list[Candidate] = []
    for rule, pattern in (
        ("gets", _GETS),
        ("gets_inverted", _GETS_INVERTED),
        ("to", _TO),
        ("recipients_are", _ARE),
        ("recipients_among", _AMONG),
    ):
        for match in pattern.finditer(line):
            if found or not _is_told(rule, match, chunks, line, admitted=admitted, is_awarding=is_awarding):
                continue
            names = [chunks[i] for i in range(*match.span("r")) if chunks[i].symbol == "N"]
            found.extend(
                _candidate(document, sentence, rule, one, names, admitted=admitted)
                for one in names
                if one.start not in taken
            )
    return [c for c in found if may_receive(c.recipient)]


def _is_told(
    rule: str, match: re.Match[str], chunks: list[Chunk], line: str, *, admitted: bool, is_awarding: bool
) -> bool:
    if "A" in line[match.start() : match.end()] or line[match.end() : match.end() + 1] == "A":
        return False
    what = " ".join(chunks[i].text for i in range(*match.span("what")))
    if rule == "recipients_are":
        return is_awarding and _RECIPIENTS_ARE.search(what) is not None
    if rule == "recipients_among":
        return is_awarding and _ENDS_IN_AMONG.search(what) is not None and _RECIPIENTS_ARE.search(what) is not None
    if rule == "to":
        subject = _SUPPORT.search(what) is not None or _SUBJECT.match(what) is not None
        return is_awarding and subject and "A" not in line[match.start() :][:8]
    return bool(_SUPPORT.search(what)) or (admitted and "A" not in line[: match.start()])


def _candidate(
    document: Document, sentence: Sentence, rule: str, name: Chunk, names: list[Chunk], *, admitted: bool
) -> Candidate:
    titles = quoted(document.text[sentence.start : sentence.end])
    return Candidate(
        rule=f"unpriced_{rule}",
        recipient=tidy_name(name.text),
        amount=None,
        start=sentence.start,
        end=sentence.end,
        block=sentence.block,
        title=titles[0][2] if len(titles) == 1 and len(names) == 1 else None,
        decision="admitted" if admitted else None,
        doubt="the first word of the sentence may be no name" if name.is_weak else None,
        name_at=name.start,
    )
