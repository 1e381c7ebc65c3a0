"""A sentence → chunks: names, amounts, titles, verbs of giving and getting, each with a one-letter symbol.

    N name  U funder  P stand-in ("klyngen")  L described body  H person  A amount  Q quoted  C several (ti prosjekter)
    G gets  V gives  B is given  F funds  M goes  D shares  O other with money  u is  h has or will  ? may  ! not
    t to  f from  p in/at  m with  s which  k and  c comma  e each  r respectively  d colon  z dash  b ( E )  w other

Which chunks make a clause is in clauses.py, what a clause means in prose.py.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scrapers.awards import lexicon, organisation_words, verbs
from scrapers.awards.names_in_text import name_end, name_kind, programme_end
from scrapers.awards.tokens import Token, tokenize
from scrapers.awards.verb_runs import Verb, verb_end, verb_of, verb_symbol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.candidate import Document
    from scrapers.awards.money import Amount


_AMONG_THEM = frozenset(["dei", "dem", "anna", "andre", "annet"])
_SIGNS = {
    ",": "c",
    ";": "c",
    ":": "d",
    "–": "z",
    "—": "z",
    "-": "z",
    "(": "b",
    ")": "E",
    "[": "b",
    "]": "E",
    "&": "k",
    "/": "k",
}
_GIVES = frozenset(["gi", "gje", "bevilge", "løyve", "tildele", "støtte", "innvilge"])
_BEHIND_TO = re.compile(  # "to secure the ships" is an infinitive, "to local companies" none
    "a|an|the|its|their|our|his|her|each|both|all|any|local|regional|national|public|private|two|three|four|five|six|"
    "compan(?:y|ies)|projects?|clusters?|research(?:ers)?|municipalities|and"
)
_NUMBER = re.compile(
    r"(?:\d{1,4}|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|"
    r"nitten|tjue|begge|mange|flere|fleire|alle|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_COLLECTIVE = re.compile(
    r"(?:prosjekt(?:er|a|ene)?|bedrift(?:er|ene)?|kommun(?:er|ar|ane|ene)|selskap(?:er|a|ene)?|klynge(?:r|ne)|"
    r"klyngjer|museer|søkere|søkjarar|aktører|aktørar|"
    r"virksomheter|verksemder|foretak|miljø(?:er|ene|a)?|sentre|senter|forskningsorganisasjoner|organisasjon(?:er|"
    r"ar)|næringshager|inkubatorer|medier|fylker?|"
    r"projects?|companies|clusters|municipalities|[a-zæøå]+(?:prosjekt|prosjekter|bedrifter|selskap|selskaper|"
    r"klynger|kommuner|kommunar|miljø|anlegg|sentre|senter|hager))$",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"(?:medlemm(?:er|ar)|medlemsbedrifter|members|museene|musea|kommunene|kommunane|selskap(?:ene|a)|prosjekt(?:ene|"
    r"a)|miljø(?:ene|a)|fylkeskommun(?:ene|ane)|fylka|fylkene|bedriftene|bedriftene|klyngene|klyngjene|klyngane|"
    r"organisasjon(?:ene|ane)|"
    r"næringshag(?:ene|ane)|inkubator(?:ene|ane)|sentrene|teatrene|prosjektene|søkerne|søkjarane|mottakerne|"
    r"mottakarane|aktørene|aktørane|sentera)$"
)
_HYPHENED = re.compile(
    r"-(?:bedrifter|selskaper|selskap|selskapa|kommuner|kommunar|prosjekter|prosjekt|klynger|miljøer|medlemmer)$"
)
_OTHERS = re.compile(r"(?:de|dei|the) \w+ (?:andre|siste|øvrige|others?)")  # they stand for names told before
ALL_OF_THEM = re.compile(r"(?:alle|samtlige) \w+")
_SIMPLE = (
    (lexicon.AND, "k"), (lexicon.TO, "t"), (lexicon.FROM, "f"), (lexicon.PLACE, "p"), (lexicon.WITH, "m"),
    (lexicon.RELATIVE, "s"), (lexicon.EACH, "e"), (lexicon.RESPECTIVELY, "r"), (lexicon.NEGATION, "!"),
)  # fmt: skip
_BY_WORD = {word: symbol for words, symbol in reversed(_SIMPLE) for word in words}
LONGEST = 1600  # characters; a longer "sentence" is no prose


@dataclass(frozen=True, slots=True)
class Chunk:
    symbol: str
    text: str
    start: int
    end: int
    amount: Amount | None = None
    is_weak: bool = False  # a lone capitalised word at the head of a sentence that nothing else confirms
    verb: Verb | None = None


def symbols(chunks: Sequence[Chunk]) -> str:
    return "".join(one.symbol for one in chunks)


def chunk(document: Document, start: int, end: int) -> list[Chunk]:
    """The chunks of one sentence. A sentence that is too long to be one gives none."""
    if end - start > LONGEST:
        return []
    tokens = tokenize(document, start, end)
    chunks: list[Chunk] = []
    at = 0
    while at < len(tokens):
        if tokens[at].text in {".", "!", "…", "*", "•"}:
            at += 1
            continue
        one, at = _next(document, tokens, at, chunks)
        if one.symbol == "w" and chunks and chunks[-1].symbol == "w":
            last = chunks[-1]
            chunks[-1] = Chunk("w", f"{last.text} {one.text}", last.start, one.end)
        else:
            chunks.append(one)
    return chunks


def _next(document: Document, tokens: list[Token], at: int, before: list[Chunk]) -> tuple[Chunk, int]:
    token = tokens[at]
    if token.amount is not None:
        return Chunk("A", token.text, token.start, token.end, token.amount), at + 1
    if len(token.text) > 2 and token.text[0] in '«"“”„':
        return Chunk("Q", token.text[1:-1].strip(), token.start, token.end), at + 1
    if (found := _collective(tokens, at)) > at:
        one = _span("C", tokens, at, found)
        is_stand_in = _OTHERS.fullmatch(one.text.lower()) or ALL_OF_THEM.fullmatch(one.text.lower())
        return replace(one, symbol="P") if is_stand_in else one, found
    if (last := programme_end(tokens, at)) > at:
        return _span("w", tokens, at, last), last
    head = at == 0 or not before or (tokens[at - 1].text in "–—-•:>." and len(before) <= 1)
    last = name_end(document, tokens, at, is_head=head)
    if last > at:
        kind, is_weak = name_kind(document, tokens, at, last, is_head=head)
        one = _span(kind, tokens, at, last)
        return Chunk(kind, one.text, one.start, one.end, None, is_weak), last
    if token.low in lexicon.ANAPHORS and _stands_in(tokens, at):
        return _span("P", tokens, at, at + 1), at + 1
    if (last := _described(tokens, at, before)) > at:
        return _span("L", tokens, at, last), last
    if (last := _small_words_end(document, tokens, at, before)) > at:
        symbol = "z" if token.low in verbs.SUBORDINATE else "w"
        return _span(symbol, tokens, at, last), last
    if (last := verb_end(tokens, at, before)) > at:
        verb = verb_of(tokens, at, last)
        one = _span(verb_symbol(verb, [token.low for token in tokens[at:last]]), tokens, at, last)
        return replace(one, verb=verb), last
    symbol = _BY_WORD.get(token.low) or _SIGNS.get(token.text) or "w"
    return _span(symbol, tokens, at, at + 1), at + 1


def _small_words_end(document: Document, tokens: list[Token], at: int, before: list[Chunk]) -> int:
    """Words that only look like others: an infinitive of purpose, a conjunction, "mellom anna", "der" as a subject."""
    word, following = tokens[at].low, tokens[at + 1].low if at + 1 < len(tokens) else ""
    if word == "å" and following in _GIVES and at > 1 and tokens[at - 1].low == "for" and tokens[at - 2].low == "inn":
        return at + 1  # "gikk inn for å gi A 2 millioner"
    if word == "å" and following and ((before and before[-1].symbol in "tpmf") or not verbs.is_verb(following)):
        return at + 2
    if word in verbs.SUBORDINATE and not (word == "at" and document.release.language == "en"):
        return at + 1
    if word == "to" and before and before[-1].symbol == "A" and _is_infinitive(tokens[at + 1 : at + 2]):
        return at + 2  # "to secure the ships"
    if word in {"mellom", "blant"} and following in _AMONG_THEM:
        return at + 2
    return at + 1 if word == "der" and not before else at


def _is_infinitive(following: list[Token]) -> bool:
    return any(one.text.isalpha() and one.text.islower() and not _BEHIND_TO.fullmatch(one.low) for one in following)


def _span(symbol: str, tokens: list[Token], first: int, last: int) -> Chunk:
    if last == first + 1:
        return Chunk(symbol, tokens[first].text, tokens[first].start, tokens[first].end)
    run = tokens[first:last]
    gaps = ("", *("" if a.end == b.start else " " for a, b in itertools.pairwise(run)))
    text = "".join(gap + token.text for gap, token in zip(gaps, run, strict=True))
    return Chunk(symbol, text, run[0].start, run[-1].end)


def _collective(tokens: list[Token], at: int) -> int:
    """ "25 nye energiprosjekt", "de sju prosjektene": ends behind the noun."""
    placed = at + 2 < len(tokens) and tokens[at + 1].low in lexicon.PLACE and tokens[at + 2].is_capital
    if tokens[at].is_capital and placed and at:
        return at  # "Museene i Sør-Trøndelag"
    if _MEMBERS.match(tokens[at].low) or (tokens[at].is_capital and _HYPHENED.search(tokens[at].text)):
        return at + 1
    is_all = tokens[at].low in {"alle", "samtlige"} and at + 2 < len(tokens)
    if is_all and _NUMBER.fullmatch(tokens[at + 1].low) and verbs.is_verb(tokens[at + 2].low):
        return at + 2  # "Alle tre mottar 275 000 kroner"
    first = at + (1 if tokens[at].low in {"de", "dei", "the", "disse", "desse", "alle"} else 0)
    if first >= len(tokens) or not _NUMBER.fullmatch(tokens[first].low):
        return at
    if (
        first > at
        and first + 1 < len(tokens)
        and tokens[first + 1].low in {"andre", "siste", "øvrige", "others", "other"}
    ):
        return first + 2  # "de to andre"
    for look in range(first + 1, min(first + 4, len(tokens))):
        if tokens[look].amount or not tokens[look].text[:1].isalpha():
            return at
        if _COLLECTIVE.match(tokens[look].low) or _ANY_PLURAL.match(tokens[look].text):
            return look + 1
    return at


_ANY_PLURAL = re.compile(
    r"(?!(?:år|dager|dagar|uker|veker|måneder|månader|timer|timar|ganger|gonger|kroner|kronar|millioner|millionar|"
    r"milliarder|milliardar|meter|kilometer|prosent|personer|personar|mennesker|menneske|deler|delar|years|months|"
    r"weeks|"
    r"days|times|people)$)[a-zæøå]{4,}(?:er|ar|ene|ane|s)$"
)


def _stands_in(tokens: list[Token], at: int) -> bool:
    """A stand-in is a subject or follows "til": a verb or nothing is next to it; "det", "de" need a verb at once."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if following in {"selv", "sjølv", "sjølve", "itself", "themselves"} and at + 2 < len(tokens):
        following = tokens[at + 2].low
    if tokens[at].low in {"de", "dei", "den", "they", "it", "hun", "company", "cluster"}:
        return verbs.is_verb(following) or (at > 0 and verbs.is_verb(tokens[at - 1].low))
    return True


def _described(tokens: list[Token], at: int, before: list[Chunk]) -> int:
    """Behind "til": "eit nasjonalt klimatilpassingssenter i Sogndal", a body that is described and not named."""
    if not before or before[-1].symbol not in "tckd":
        return at
    look = at
    while look < min(at + 5, len(tokens)) and tokens[look].text[:1].islower() and not tokens[look].amount:
        low = tokens[look].low
        if verbs.is_verb(low) or (low in _BY_WORD and low != "av"):
            return at
        if (
            low.endswith(organisation_words.DESCRIBED_HEADS)
            and look + 2 < len(tokens)
            and tokens[look + 1].low in lexicon.PLACE
        ):
            return _place_end(tokens, look + 2) if tokens[look + 2].is_capital else at
        look += 1
    return at


def _place_end(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].is_capital and not tokens[at].amount:
        at += 1
    return at
