"""Chunks of a sentence → the plain clause that the rules of prose are written for.

Places behind names, parentheses, relative clauses and conversions are folded away here; who gets what does not belong here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapers.awards import lexicon
from scrapers.awards.chunks import Chunk, chunk
from scrapers.awards.recipients import keeps_place

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document

_ASIDE = re.compile(r"(?<=[NPL])c(?:s|w)[^AGVBMDd]{0,14}?c(?=[GBuVM])|(?<=[NPLHUQ])b[^AbE]{0,14}E")
_RELATIVE = re.compile(r"(?<=N)cs[^AGVBMDdc]{0,12}(?:u[^AGVBMDdc]{0,10})?(?=k[Nw]|c|$)")
_CONVERSION = re.compile(r"(?<=A)b(?:[wk]?A)+E")
_PARTNERS = re.compile(
    r"(?:sine |sin |sitt |its )?(?:partn\w+|samarbeidspartn\w+|flere andre|fleire andre)", re.IGNORECASE
)
_TOGETHER = re.compile(r"(?:sammen|saman|gether)\b", re.IGNORECASE)


def read_clause(document: Document, start: int, end: int) -> tuple[str, list[Chunk]]:
    """(symbols, chunks) of ``text[start:end]``, one letter a chunk."""
    chunks = _alone(_with_places(_as_words(chunk(document, start, end))))
    for aside in (_CONVERSION, _ASIDE, _RELATIVE):
        chunks = _without(chunks, aside)
    return symbols(chunks), chunks


def symbols(chunks: list[Chunk]) -> str:
    return "".join(one.symbol for one in chunks)


def _as_words(chunks: list[Chunk]) -> list[Chunk]:
    """ "til sammen" is no direction; words side by side are one."""
    plain: list[Chunk] = []
    for at, one in enumerate(chunks):
        if (
            one.symbol == "t"
            and at + 1 < len(chunks)
            and chunks[at + 1].symbol == "w"
            and _TOGETHER.match(chunks[at + 1].text)
        ):
            one = replace(one, symbol="w")
        if one.symbol == "w" and plain and plain[-1].symbol == "w":
            one = replace(plain.pop(), text=f"{chunks[at - 1].text} {one.text}", end=one.end)
        plain.append(one)
    return plain


def _with_places(chunks: list[Chunk]) -> list[Chunk]:
    """ "DigiCat i Ålesund" is DigiCat; "Høgskulen i Molde" keeps its place."""
    plain: list[Chunk] = []
    at = 0
    while at < len(chunks):
        one = chunks[at]
        while (
            one.symbol == "N"
            and at + 2 < len(chunks)
            and chunks[at + 1].symbol == "p"
            and chunks[at + 2].symbol in "NU"
        ):
            place = chunks[at + 2]
            if chunks[at + 1].text.lower() in lexicon.PLACE - {"at"} and keeps_place(one.text):
                one = replace(one, text=f"{one.text} {chunks[at + 1].text} {place.text}", end=place.end, is_weak=False)
            at += 2
        plain.append(one)
        at += 1
    return plain


def _alone(chunks: list[Chunk]) -> list[Chunk]:
    """ "prosjektet Zero Kyst" is Zero Kyst; "Aker Solutions med partnere" and "Alcoa, sammen med Hydro," is the first."""
    plain: list[Chunk] = []
    at = 0
    while at < len(chunks):
        one, following = chunks[at], chunks[at + 1] if at + 1 < len(chunks) else None
        if one.symbol == "P" and following is not None and following.symbol in "NQ":
            at += 1
            continue
        if (
            one.symbol in "mk"
            and plain
            and plain[-1].symbol == "N"
            and following is not None
            and following.symbol == "w"
            and _PARTNERS.match(following.text)
        ):
            at += 2
            continue
        if one.symbol == "s" and following is not None and following.text.lower().startswith("tilsvar"):
            one = replace(one, symbol="w")
        plain.append(one)
        at += 1
    return plain


def _without(chunks: list[Chunk], aside: re.Pattern[str]) -> list[Chunk]:
    gone = [match.span() for match in aside.finditer(symbols(chunks))]
    return [one for at, one in enumerate(chunks) if not any(a <= at < b for a, b in gone)]
