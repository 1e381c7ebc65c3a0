"""Awards told in sentences: patterns over the symbols of a clause, each a named rule.

Lists and tables are read as a whole elsewhere; whether a candidate can be trusted is judged in reconcile.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.clauses import read_clause
from scrapers.awards.recipients import may_receive, tidy_name
from scrapers.awards.titles import title_near

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.passages import Sentence

_R = r"(?P<r>[NPLQ](?:cw?[NLQ])*(?:c?kw?[NLQ])?)"  # one recipient or an enumeration
_AT = r"(?:w|p[wN]|f[UN])"  # "i år", "fra Enova", "dermed"
_MIDDLE = r"(?:w|f[UNw]|p[wN]|m|r|V|B|e){0,4}c?"
_MORE = r"(?P<more>(?:(?:c|k)A)*)"


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    is_loose: bool = False  # true only with support from elsewhere; always for review


# In order: a chunk that one rule has used is not offered to the next.
RULES = (
    Rule("project_of", re.compile(r"(?P<r>N)w(?P<q>Q)b(?P<a>A)E")),
    Rule("rises_to", re.compile(rf"{_R}{_AT}?[MBGVuw]?w?fAt(?P<a>A)")),
    Rule("each_of", re.compile(rf"{_R}(?:w|p[wN])?m?(?P<a>A)te")),
    Rule("which_gets", re.compile(rf"(?P<r>[NQ])c?s[GB]{_MIDDLE}(?P<a>A)")),
    Rule("gets", re.compile(rf"(?<![pftm]){_R}(?:p[wN]|f[UN]|u|c?m?w(?=[^GB])|kw){{0,2}}[GB]{_MIDDLE}(?P<a>A){_MORE}")),
    Rule("to_goes", re.compile(rf"t{_R}{_AT}?(?:[MBuVG]w?){{1,3}}{_AT}?(?P<a>A)")),
    Rule("gets_inverted", re.compile(rf"[GB]{_AT}?w?{_R}(?:{_AT}|m|c|r){{0,3}}(?P<a>A){_MORE}")),
    Rule("goes_to", re.compile(rf"(?P<a>A)(?:{_AT}|e|c|s){{0,3}}(?:[MBuVG](?:w|p[wN]|B|V|f[UN])?){{1,2}}tw?{_R}")),
    Rule("goes_to_list", re.compile(r"[MB]tw?(?P<r>N)d[wCkc]{0,4}(?P<a>A)")),
    Rule("gives", re.compile(rf"V(?:w|f[UN])?{_R}(?:w|p[wN]|m|r){{0,2}}(?P<a>A){_MORE}")),
    Rule("gives_to", re.compile(rf"(?:V|D|B)(?:{_AT}|k|U){{0,3}}(?P<a>A)(?:{_AT}|e|c){{0,3}}tw?{_R}")),
    Rule("won_by", re.compile(rf"(?P<a>A)(?:w|p[wN])?u?[GB]w?f{_R}")),
    Rule("object_first", re.compile(rf"(?:^|[dzck])w?(?P<a>A)(?:w|p[wN])?Gw?{_R}")),
    Rule("gapped_to", re.compile(rf"(?:(?:c|k|d|z|b|m)(?:w|k)?|^)(?P<a>A)(?:w|p[wN]|e)?tw?{_R}")),
    Rule("gapped_to_first", re.compile(r"(?:c|k|ck)t(?P<r>N)(?:w|p[wN])?(?P<a>A)")),
    Rule("in_brackets", re.compile(r"(?P<r>N)w?b(?P<a>A)E")),
    Rule("paired", re.compile(r"(?:(?<=[dck])|(?<=d[wt]))(?P<r>[NL])c(?P<a>A)")),
    Rule("gapped", re.compile(r"(?:c|k|ck|z)w?(?P<r>[NLP])(?:p[wN]|w|c|u)?m?(?P<a>A)")),
    Rule("with_amount", re.compile(rf"(?<![pftm]){_R}(?:[wuGBM]|p[wN]|f[UNw]|c|C|k){{1,6}}m(?P<a>A)"), is_loose=True),
    Rule("amount_to", re.compile(rf"(?P<a>A)(?:w|p[wN]|e)?tw?{_R}"), is_loose=True),
)
_NEEDS_VERB = frozenset({"in_brackets", "paired", "gapped", "gapped_to", "gapped_to_first", "each_of"})
_ANY_VERB = re.compile("[GVBMD]")
_BLOCKED = re.compile(r"[?!X]")


def read_prose(document: Document, sentence: Sentence, earlier: list[Sentence]) -> list[Candidate]:
    """The priced awards of one sentence; ``earlier`` are the sentences before it, for what "klyngen" stands for."""
    line, chunks = read_clause(document, sentence.start, sentence.end)
    if "A" not in line or document.text[sentence.end - 1] == "?":
        return []
    has_verb = _ANY_VERB.search(line) is not None
    found: list[tuple[int, Candidate]] = []
    for rule in RULES:
        if rule.name in _NEEDS_VERB and not (has_verb or found):
            continue
        at = 0
        while (match := rule.pattern.search(line, at)) is not None:
            at = match.start() + 1
            if _BLOCKED.search(match[0]):
                continue
            candidates = _bind(document, sentence, rule, match, chunks, earlier)
            if not candidates:
                continue
            groups = match.groupdict()
            line = _masked(
                line, [match.span("r"), match.span("a"), match.span("more") if groups.get("more") else match.span("a")]
            )
            found.extend((match.start("a"), candidate) for candidate in candidates)
            at = match.end()
    return [candidate for _, candidate in sorted(found, key=lambda pair: pair[0])]


def _masked(line: str, spans: list[tuple[int, int]]) -> str:
    """What a rule has bound is out of the others' sight."""
    for a, b in spans:
        line = line[:a] + "." * (b - a) + line[b:]
    return line


def _bind(
    document: Document,
    sentence: Sentence,
    rule: Rule,
    match: re.Match[str],
    chunks: list[Chunk],
    earlier: list[Sentence],
) -> list[Candidate]:
    names = [chunks[i] for i in range(*match.span("r")) if chunks[i].symbol in "NPLQ"]
    amounts = [chunks[i].amount for i in range(*match.span("a"))]
    if match.groupdict().get("more"):
        amounts += [chunks[i].amount for i in range(*match.span("more")) if chunks[i].symbol == "A"]
    each = _is_each(document, chunks, match)
    if len(amounts) > 1 and len(amounts) != len(names):
        amounts = amounts[:1]
    bound: list[Candidate] = []
    quoted = chunks[match.start("q")].text if match.groupdict().get("q") else None
    for at, name in enumerate(names):
        text, doubt = _name_of(document, name, chunks, earlier)
        if text is None or not may_receive(text):
            continue
        amount = amounts[at] if len(amounts) > 1 else amounts[0]
        joint = len(names) > 1 and len(amounts) == 1 and not each
        bound.append(
            Candidate(
                rule=f"prose_{rule.name}" + ("_each" if each and len(names) > 1 else "_joint" if joint else ""),
                recipient=text,
                amount=amount,
                start=sentence.start,
                end=sentence.end,
                block=sentence.block,
                title=quoted or title_near(chunks, match, name, is_only=len(names) == 1),
                basis="joint" if joint else None,
                doubt=doubt or ("the wording alone does not say who gets the money" if rule.is_loose else None),
                name_at=name.start,
                shared=each and len(names) > 1,
            )
        )
    return bound


def _is_each(document: Document, chunks: list[Chunk], match: re.Match[str]) -> bool:
    """ "5 millioner kroner hver", "15 millioner til hver av …"."""
    after = chunks[match.end("a") : match.end("a") + 3]
    inside = [chunks[i] for i in range(*match.span())]
    if any(one.symbol == "e" for one in inside):
        return True
    return any(
        one.symbol == "e" and document.text[one.end : one.end + 3].strip()[:2] not in {"år", "me"} for one in after[:2]
    )


def _name_of(
    document: Document, name: Chunk, chunks: list[Chunk], earlier: list[Sentence]
) -> tuple[str | None, str | None]:
    """(recipient, doubt) of a chunk; a stand-in is followed back one or two sentences."""
    if name.symbol == "P":
        return _antecedent(document, name, chunks, earlier)
    text = tidy_name(name.text)
    following = document.text[name.end : name.end + 12].strip().lower()
    if following.startswith(("prosjekt", "sitt", "sitt")) and text.endswith("s") and following.startswith("prosjekt"):
        text = text[:-1]
    if name.symbol == "L":
        return text, "the recipient is described, not named"
    if name.symbol == "Q":
        return text, "a title stands where the recipient stands"
    if name.is_weak:
        return text, "the first word of the sentence may be no name"
    return text, None


def _antecedent(
    document: Document, stand_in: Chunk, chunks: list[Chunk], earlier: list[Sentence]
) -> tuple[str | None, str | None]:
    before = [one for one in chunks if one.symbol == "N" and one.end <= stand_in.start]
    if before:
        return tidy_name(before[0].text), "named earlier in the sentence"
    for back, sentence in enumerate(reversed(earlier[-2:])):
        _, others = read_clause(document, sentence.start, sentence.end)
        names = [one for one in others if one.symbol == "N" and may_receive(tidy_name(one.text))]
        if names:
            sole = len({one.text for one in names}) == 1 and back == 0 and not names[0].is_weak
            return tidy_name(names[0].text), None if sole else "named in a sentence before"
    return None, None


def with_doubt(candidate: Candidate, doubt: str) -> Candidate:
    return candidate if candidate.doubt else replace(candidate, doubt=doubt)
