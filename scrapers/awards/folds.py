"""Chunks of a sentence with what only adds to them folded away: places behind names, asides, partners, joined names.

Parting them into clauses belongs in clauses.py.
"""

from __future__ import annotations

import re
from dataclasses import replace

from scrapers.awards.chunks import Chunk, symbols
from scrapers.awards.organisation_words import LEGAL_FORMS
from scrapers.awards.recipients import is_organisation, is_place, is_placed_cluster, is_ship, keeps_place

_ASIDE = re.compile(
    r"(?<=[NPLQ])c(?:s|w|m|P)[^AGVBFMDOXd]{0,14}?c(?=[GBFuVM?])|(?<=[NPLQ])cs[^Ad]{1,16}?c(?=[GBFuVM])|(?<=N)cwpNc(?=kN)|(?<=[NPLHUQ])b[^AbE]{0,14}E"
)
_CONVERSION = re.compile(r"(?<=A)b(?:[wk]?A)+E")
_PARTNERS = re.compile(
    r"(?:sine |sin |sitt |its )?(?:partn\w+|samarbeidspartn\w+|flere andre|fleire andre)", re.IGNORECASE
)
_TOWNS = frozenset(["kommuner", "kommunar", "kommunane", "kommunene", "municipalities"])
_ONE = re.compile(
    r"^(?:er|is|var|was|ble|vart|blei)?\s*(?:òg |også |also )?(?:ei|en|ein|eit|et|ett|one) (?:av|of)\b", re.IGNORECASE
)
_THE_PROJECT = re.compile("prosjektet|project", re.IGNORECASE)
_TOGETHER = re.compile(r"(?:sammen|saman|gether)\b", re.IGNORECASE)


def folded(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks of a sentence without what stands between those that matter."""
    chunks = _alone(_with_places(_as_words(chunks)))
    for aside in (_CONVERSION, _ASIDE):
        chunks = _without(chunks, aside)
    return _twice_joined(_members(_risen(chunks)))


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
            last = plain.pop()
            one = replace(one, text=f"{last.text} {one.text}", start=last.start)
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
            whole = f"{one.text} {chunks[at + 1].text} {place.text}"
            is_firm = place.symbol == "N" and place.text.split()[-1] in LEGAL_FORMS  # "Vekst i Grenland AS"
            is_at = chunks[at + 1].text.lower() in {"i", "på", "ved", "in"}
            if (is_at and (keeps_place(one.text) or is_firm)) or is_placed_cluster(whole):
                one = replace(one, text=whole, end=place.end, is_weak=False)
            at += 2
            while is_place(place.text) and symbols(chunks[at + 1 : at + 3]) == "kN" and is_place(chunks[at + 2].text):
                at += 2  # "Grønn Havn i Stavanger og Sandnes"
        plain.append(one)
        at += 1
    return plain


def _alone(chunks: list[Chunk]) -> list[Chunk]:
    """ "prosjektet Zero Kyst" is Zero Kyst; "Aker Solutions med partnere", "Alcoa, sammen med Hydro," is the first."""
    plain: list[Chunk] = []
    at = 0
    while at < len(chunks):
        one, following = chunks[at], chunks[at + 1] if at + 1 < len(chunks) else None
        if following is not None and following.symbol == "Q" and one.symbol in "Nw" and is_ship(one.text):
            plain.append(replace(following, symbol="N", text=f"{one.text} «{following.text}»", start=one.start))
            at += 2
            continue
        if one.symbol == "P" and following is not None and following.symbol in "NQ":
            if symbols(plain[-2:]) == "Nk" and _THE_PROJECT.fullmatch(one.text):
                plain.pop()  # "går til Havforskningsinstituttet og prosjektet NorDeep"
                at += 2
                continue
            if one.text.lower() in {"stiftelsen", "stiftinga", "foreningen", "foreininga"} and following.symbol == "N":
                plain.append(replace(following, text=f"{one.text} {following.text}", start=one.start, is_weak=False))
                at += 1
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


def _risen(chunks: list[Chunk]) -> list[Chunk]:
    """ "fra 1 million til 2 millioner" is what it rises to."""
    line = symbols(chunks)
    gone = {at for match in re.finditer("fAt(?=A)", line) for at in range(*match.span())}
    return [one for at, one in enumerate(chunks) if at not in gone]


def _members(chunks: list[Chunk]) -> list[Chunk]:
    """ "the municipalities of Vardø and Berlevåg", "Larvik og Sandefjord kommuner" are the two."""
    line = symbols(chunks)
    behind = {match.end() - 1 for match in re.finditer("NkNw", line) if chunks[match.end() - 1].text in _TOWNS}
    gone = behind | {
        at
        for match in re.finditer("[Cw]f(?=N)", line)
        if chunks[match.start()].text.lower().endswith(("municipalities", "towns", "counties", "cities"))
        for at in range(*match.span())
    }
    return [one for at, one in enumerate(chunks) if at not in gone]


def _twice_joined(chunks: list[Chunk]) -> list[Chunk]:
    """ "Rock og Blues og Seafestival" without a comma are two: the one "og" stands within a name."""
    line = symbols(chunks)
    if re.match("NkNuw", line) and _ONE.match(chunks[4].text):  # "Fjell og Fjord Reiseliv er ei av fem klynger"
        return [_whole(chunks[:3]), *chunks[3:]]
    for match in re.finditer("N(?:(?:c|k)w?N)+", line):
        joined = [at for at in range(match.start(), match.end()) if line[at] == "k"]
        if len(joined) > 1 and "c" in match[0]:  # "A AS, B og C AS, D og E": only the last "og" ends the series
            at = joined[0]
            if line[at - 1 : at + 2] == "NkN":
                return _twice_joined([*chunks[: at - 1], _whole(chunks[at - 1 : at + 2]), *chunks[at + 2 :]])
    for match in re.finditer("(?<![ck])NkNkN(?![ck])", line):
        first, _, second, _, third = chunks[match.start() : match.end()]
        is_word = [" " not in one.text and not is_organisation(one.text) for one in (second, third)]
        if is_word[0]:
            at = match.start() + (2 if is_word[1] else 0)
            head, tail = (second, third) if is_word[1] else (first, second)
            whole = replace(head, text=f"{head.text} {chunks[at + 1].text} {tail.text}", end=tail.end, is_weak=False)
            return [*chunks[:at], whole, *chunks[at + 3 :]]
    return chunks


def _whole(parts: list[Chunk]) -> Chunk:
    text = " ".join(one.text for one in parts)
    return replace(parts[0], text=text, end=parts[-1].end, is_weak=False)


def _without(chunks: list[Chunk], aside: re.Pattern[str]) -> list[Chunk]:
    gone = [match.span() for match in aside.finditer(symbols(chunks))]
    return [one for at, one in enumerate(chunks) if not any(a <= at < b for a, b in gone)]
