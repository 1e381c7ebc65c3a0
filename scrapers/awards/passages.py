"""Blocks → sentences, each with the zone of the page it stands in: what readers of lists and prose work on.

Where a sentence begins and ends and whether it is the release's own; what it says does not belong here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scrapers.sources.text import is_furniture

if TYPE_CHECKING:
    from scrapers.model import Block

Zone = Literal["title", "body", "contact", "related", "furniture"]
"""contact is read for nothing, related is about other releases, furniture is the page around the text."""

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SPACES = re.compile(r"\s+")

_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:mill|mrd|kr|bl\.?\s?a|m\.?\s?fl|m\.?\s?m|pr|ca|kap|nr|tlf|st|dr|prof|adm|dir|f\.?\s?eks|t\.?\s?d|"
    r"jf|evt|inkl|ekskl|"
    r"div|red|avd|osv|o\.?\s?l|dvs|d\.?\s?v\.?\s?s|mv|pst|komm|off|priv|tekn|univ|inst|no|approx|incl|e\.?\s?g|"
    r"i\.?\s?e|mr|ms|mrs|[A-ZÆØÅ])$"
)
_STOP = re.compile(rf"(?<![.!?…])[.!?…]++[»”\"')\]{INVISIBLE}]*+(?=\s)|\n")
_MONTH = re.compile(
    r"\s+(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|jan|feb|sept?|okt|nov|"
    r"des)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:\b(?:til|og|for|av|med|i|på|fra|frå|ved|som|om|å|the|of|to|and|in|at|from|by|er|får|fekk|fikk|samt|den|det|"
    r"de|en|et|eit|ein)|,)\s*$"
)
_CONTACT = re.compile(
    r"(?:kontakt(?:er|personer?|personar|info\w*|punkt|\s+oss)?\b|pressekontakt|pressetelefon|for (?:mer|meir|"
    r"ytterligere|nærmere|more) info|"
    r"spørsmål\s*\?|tlf\b|telefon\b|mobil\b|e-?post\b|tips(?: oss|:| red)|contact\b|media contact|for further info|"
    r"phone\b|ring oss|"
    r"vil du vite mer)",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"(?:les (?:også|òg|mer|meir|mere|saken)|sjå (?:òg|også)|se også|relater|flere saker|fleire saker|siste nytt|"
    r"siste saker|mest lest|"
    r"andre (?:saker|nyheter)|nyttige lenker|lenker|lenkjer|related|read (?:more|also)|similar posts|more news|"
    r"more from|see also|"
    r"sponset innhold|annonsørinnhold|anbefalte|aktuelle saker|pressemeldinger samme dag|tidligere saker|latest|"
    r"also read|recommended|"
    r"mer om budsjettet|tema:|emner:|mer om saken|"
    r"relevante? (?:saker|lenker|innhold|artikler)|relevant$|(?:mer|meir) (?:fra|frå|om) [\w ]{3,25}:?$)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?:^\W*|\.|\b(?:den|det|de|dei|for|fra|frå|til|innen|på|nr\.?|kap\.?|punkt|post|artikkel|the)\s)\d{1,2}$",
    re.IGNORECASE,
)  # "den 17. Mai-feiringen" goes on, "DigiCat 17. Resten" does not
_LOOKS_LIKE_TEXT = 160


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text[start:end]``, the ``index``-th of the release."""

    index: int
    block: int  # which block it stands in
    start: int
    end: int
    zone: Zone


def clean(text: str) -> str:
    """As a reader sees it: no invisible characters, one space between words."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def read_passages(text: str, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """All sentences of all blocks, in order."""
    sentences: list[Sentence] = []
    for at, (block, zone) in enumerate(zip(blocks, zones(text, blocks), strict=True)):
        for start, end in split_sentences(text, block.start, block.end):
            sentences.append(Sentence(len(sentences), at, start, end, zone))
    return tuple(sentences)


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Ends of sentences in ``text[start:end]``: stops that are no abbreviation, ordinal or initial, and line ends."""
    found: list[tuple[int, int]] = []
    at = start
    for stop in _STOP.finditer(text, start, end):
        if not _ends_here(text, at, stop, end):
            continue
        _append(found, text, at, stop.end())
        at = stop.end()
    _append(found, text, at, end)
    return found


def _append(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def _ends_here(text: str, at: int, stop: re.Match[str], end: int) -> bool:
    before = text[max(at, stop.start() - 20) : stop.start()]
    after = text[stop.end() : min(end, stop.end() + 40)].lstrip()
    if stop[0] == "\n":
        starts_low = after[:1].islower() and not after.startswith("www")
        return not (starts_low or after[:1] in '«"“' or _GOES_ON.search(before))
    if not after or stop[0][0] in "!?…":
        return not after[:1].islower()
    if after[0].islower():
        return False
    if before[-1:].isdigit():  # "8. november" goes on, "i 2018. Det" does not
        is_year = re.search(r"(?<!\d)(?:19|20)\d\d$", before) is not None
        return is_year or not (_MONTH.match(text, stop.end()) or _ORDINAL.search(before))
    return _ABBREVIATION.search(before) is None or _money_ends(before, after)


def _money_ends(before: str, after: str) -> bool:
    """ "3 mill. Resten går …": a scale word's stop also ends the sentence before a new one."""
    return re.search(r"\d\s?(?:mill|mrd)$", before) is not None and not re.match(r"(?:NOK|EUR|USD|Kr|KR)\b", after)


def zones(text: str, blocks: tuple[Block, ...]) -> list[Zone]:
    """The zone of each block. A contact or "les også" line opens a zone that runs to the next paragraph or heading."""
    found: list[Zone] = []
    running: Zone = "body"
    seen_title = False
    for block in blocks:
        line = clean(text[block.start : block.end])
        is_text = len(line) > _LOOKS_LIKE_TEXT and block.kind in {"paragraph", "lead"}
        if block.kind == "title":
            found.append("title")
            seen_title = True
            continue
        if is_furniture(line) and len(line) < 120:
            found.append("furniture")
            continue
        if _CONTACT.match(line) and len(line) < 250:
            running = "contact"
        elif _RELATED.match(line):
            one_link = ":" in line[:40] and len(line) < 200 and "\n" not in text[block.start : block.end]
            found.append("related")
            running = running if one_link else "related"
            continue
        elif (running == "contact" and (is_text or _opens(line, block))) or (
            running == "related" and (is_text or (block.kind == "heading" and block.level))
        ):
            running = "body"
        found.append(running if seen_title or running != "body" else "furniture")
    if not seen_title:
        return ["body" if zone == "furniture" else zone for zone in found]
    return found


def _opens(line: str, block: Block) -> bool:
    """A line that can go on with the release after a contact line in its head: a sentence, not a name or number."""
    return block.kind in {"item", "row"} or (len(line) > 60 and re.search(r"[.!?:]$", line) is not None)
