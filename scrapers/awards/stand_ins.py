"""Whom a chunk stands for: the name as printed, or the name a sentence or two before that "klyngen" or "de to" means.

Where names begin and end belongs in names_in_text.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapers.awards import organisation_words
from scrapers.awards.binding import WEAK_NAME
from scrapers.awards.chunks import symbols
from scrapers.awards.clauses import Clause, read_clause
from scrapers.awards.naming import FREE_OR_GOVERNED, GROUP, names_of
from scrapers.awards.recipients import is_body, is_closed, is_place, may_receive, tidy_name

if TYPE_CHECKING:
    from scrapers.awards.binding import Binding
    from scrapers.awards.candidate import Document
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.passages import Sentence


_NUMBERS = {"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "two": 2, "three": 3, "four": 4, "five": 5}
_SERIES = re.compile(rf"(?P<r>{GROUP})")
_PLURAL = re.compile(r"^(?:de|dei|the|begge|disse|desse)\b|(?:ene|ane)$", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:\d+|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|two|three|four|five|six|ten)\b", re.IGNORECASE)
_SHARED = re.compile(
    r"\b(?:sammen|saman|tilsammen|"
    r"totalt|i alt|i sum|delt?e?|deler|fordel\w*|felles\w*|begge|hver|kvar|sistnevnte|sistnemnde|"
    r"førstnevnte|to|together|both|each|share[sd]?|between|mellom)\b",
    re.IGNORECASE,
)
_ONE_OR_TWO = "the names may be one body or two"
_AND = re.compile(r"\s*(?:og|and|&)\s*")
_COMMA = re.compile(r"\s*,\s*")
_PLURAL_NOUN, _THEY = re.compile(r"(?:ene|ane)$"), re.compile(r"(?:de|dei|they)", re.IGNORECASE)
_WITH_OTHERS = re.compile(r"\b(?:sammen|saman|together) (?:med|with)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"(?:dem|dei|disse|desse|them|these)\b", re.IGNORECASE)
_PLACED = re.compile(r"\b(?:i|på|ved|in|at) [A-ZÆØÅ]")


def plural_stand_in(clause: Clause) -> tuple[Chunk, ...]:
    """ "De to kommunene får henholdsvis …": stands for names told before."""
    told = [one for one in clause.chunks if one.symbol == "C" and _PLURAL.search(one.text)]
    if not told and re.fullmatch("efw", symbols(clause.before)) and _OF_THEM.match(clause.before[2].text):
        told = [clause.before[2]]  # "Hver av dem får 1,75 millioner"
    return (replace(told[-1], symbol="P"),) if told else ()


def of_all(document: Document, binding: Binding, earlier: list[Sentence], here: list[Chunk]) -> Binding:
    """ "De får henholdsvis 2 og 3 millioner": as many names as sums, in the sentence before."""
    count = len(binding.amounts)
    if count == 1 and not binding.is_each and _is_of_many(document, binding, earlier):
        return replace(binding, names=())  # "Dei 70 kyrkjene får til saman 210 millionar" is of nobody that is named
    if len(binding.names) != 1 or binding.names[0].symbol != "P" or not (count > 1 or binding.is_each):
        return binding
    if (told := _told_others(binding.names[0])) and binding.is_each:
        return replace(binding, names=_others(document, earlier, told, here))
    told_before = [[one for one in here if one.end <= binding.names[0].start]]
    told_before += [read_clause(document, one.start, one.end)[1] for one in reversed(earlier[-2:])]
    for chunks in told_before:
        for match in FREE_OR_GOVERNED.finditer(symbols(chunks)):
            names = names_of(chunks, match) if match["r"] else ()
            if len(names) > 1 and (len(names) == count or binding.is_each):
                return replace(binding, names=names)
    return replace(binding, names=())


def _is_of_many(document: Document, binding: Binding, earlier: list[Sentence]) -> bool:
    """Whether a stand-in is for several: "de 70 kirkene", "klyngene", "de", where no one stands "sammen med" others."""
    stand_ins = [one.text for one in binding.names if one.symbol == "P"]
    if any(_COUNTED.search(text) for text in stand_ins):
        return True
    if not earlier or _WITH_OTHERS.search(document.text[earlier[-1].start : earlier[-1].end]):
        return False
    if any(_PLURAL_NOUN.search(text) for text in stand_ins):
        return True
    line, _ = read_clause(document, earlier[-1].start, earlier[-1].end)  # "de" may be one company
    return any(_THEY.fullmatch(text) for text in stand_ins) and re.search("[NL](?:c|k|ck)w?[NL]|C", line) is not None


def _told_others(stand_in: Chunk) -> int:
    """How many "de to andre" are; 0 for another stand-in."""
    told = re.match(r"(?:de|dei|the) (\w+) (?:andre|siste|øvrige|others?)", stand_in.text.lower())
    return _NUMBERS.get(told[1], 0) if told else 0


def _others(document: Document, earlier: list[Sentence], count: int, here: list[Chunk]) -> tuple[Chunk, ...]:
    """ "De to andre får 100 000 kroner hver": of a series told before, those that have no sum yet; else its last."""
    priced = {one.text for one in here if one.symbol == "N"}
    for sentence in reversed(earlier[-3:]):
        line, chunks = read_clause(document, sentence.start, sentence.end)
        for match in _SERIES.finditer(line):
            names = names_of(chunks, match)
            left = tuple(one for one in names if one.text not in priced)
            if 1 < count < len(names):
                return left if len(left) == count else names[-count:]
        if "A" in line:
            priced |= {one.text for one in chunks if one.symbol == "N"}
    return ()


def is_one_of_two_places(first: Chunk, second: Chunk) -> bool:
    """ "Kristiansund og Nordmøre Næringsforum": two places and one body."""
    is_body = len(second.text.split()) > 1 and second.text.lower().endswith(organisation_words.ORGANISATION_ENDINGS)
    return is_place(first.text) and is_body and not is_place(second.text) and not second.text.endswith("kommune")


def as_one(document: Document, binding: Binding) -> Binding:
    """ "Bergstaden Røros og Circumferensen får 15 millioner": two names with a sum that nobody says they share are one.

    "A, B," where nothing but commas joins them: the one explains the other, and the first has the sum.
    """
    if len(binding.names) != 2 or len(binding.amounts) != 1 or binding.is_each or binding.rule == "shares":
        return binding
    first, second = sorted(binding.names, key=lambda one: one.start)
    between = document.text[first.end : second.start]
    begin, end = binding.told or (first.start, binding.amounts[0].end)
    if {first.symbol, second.symbol} != {"N"} or _SHARED.search(document.text[begin:end]):
        return binding
    if _COMMA.fullmatch(between):
        return replace(binding, names=(first,))
    if _AND.fullmatch(between) is None or (is_body(first.text) and is_body(second.text)):
        return binding
    whole = replace(first, text=document.text[first.start : second.end], end=second.end)
    is_short = " " not in first.text and " " not in second.text
    return replace(binding, names=(whole,), doubt=_ONE_OR_TWO if is_short else binding.doubt)


def recipient_of(
    document: Document, name: Chunk, chunks: list[Chunk], earlier: list[Sentence]
) -> tuple[str | None, str | None]:
    """(recipient, doubt) of a chunk; a stand-in is followed back one or two sentences."""
    if name.symbol == "P":
        return _antecedent(document, name, chunks, earlier)
    text = tidy_name(name.text)
    if is_genitive(document, text, name.end):
        text = text[:-1]
    if name.symbol == "L":
        return text, None if is_placed_body(text) else "the recipient is described, not named"
    if name.symbol == "Q":
        return text, "a title stands where the recipient stands"
    if name.is_weak:
        return text, WEAK_NAME
    return text, None


def is_placed_body(text: str) -> bool:
    """ "eit nasjonalt klimatilpassingssenter i Sogndal": described, but where it is, it is the only one."""
    head = text.split(" i ")[0].split(" på ")[0].split()[-1].lower()
    ends = (*organisation_words.DESCRIBED_HEADS, *organisation_words.ORGANISATION_ENDINGS)
    return _PLACED.search(text) is not None and head.endswith(ends)


def is_genitive(document: Document, name: str, end: int) -> bool:
    """ "Flyktninghjelpens arbeid": a noun follows, and the name stands elsewhere without its "s", or is definite."""
    following = re.match(r"\s+([a-zæøå]{3,})", document.text[end : end + 30])
    if not name.endswith("s") or following is None or is_closed(following[1]):
        return False
    return (
        name.endswith(("ens", "ets", "enes", "anes", "ingas"))
        or re.search(rf"\b{re.escape(name[:-1])}\b", document.text) is not None
        or following[1].startswith("prosjekt")
    )


def _antecedent(
    document: Document, stand_in: Chunk, chunks: list[Chunk], earlier: list[Sentence]
) -> tuple[str | None, str | None]:
    before = [one for one in chunks if one.symbol == "N" and one.end <= stand_in.start and not one.is_weak]
    if before:
        name = tidy_name(before[0].text)
        sole = len({one.text for one in before}) == 1 and is_body(name)
        return name, None if sole else "named earlier in the sentence"
    for back, sentence in enumerate(reversed(earlier[-2:])):
        _, others = read_clause(document, sentence.start, sentence.end)
        if symbols(others).startswith("Nd") and others[0].text.isupper():
            others = others[2:]  # "KONGSVINGER: Fylkesutvalget …"
        names = [one for one in others if one.symbol == "N" and may_receive(tidy_name(one.text))]
        if names:
            bodies = [one for one in names if not is_place(one.text)]
            if is_place(names[0].text) and len(bodies) == 1 and not is_place(stand_in.text):
                return tidy_name(bodies[0].text), "named in a sentence before"
            name = tidy_name(names[0].text)
            opens = names[0].start == others[0].start and " " in name  # "Stadt Sjømat i Selje tok …"
            sole = len({one.text for one in names}) == 1 and (opens or is_body(name))
            is_named = name.casefold().startswith(f"{stand_in.text.casefold()} ")  # "Stiftelsen X …. Stiftelsen får …"
            return name, None if back == 0 and (sole or is_named) else "named in a sentence before"
    return None, None
