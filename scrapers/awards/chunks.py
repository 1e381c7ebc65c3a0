"""A sentence → chunks: names, amounts, titles, verbs of giving and getting, each with a one-letter symbol.

    N name  U funder  P stand-in ("klyngen")  L described body  H person  A amount  Q quoted  C collective ("ti prosjekter")
    G gets  V gives  B is given  F funds  M goes  D shares  O does something else with money  u is  h has or will  ? may  ! not
    t to  f from  p in/at  m with  s which  k and  c comma  e each  r respectively  d colon  z dash  b ( E )  w other

Which chunks make a clause is in clauses.py, what a clause means in prose.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.awards import lexicon, verbs
from scrapers.awards.passages import INVISIBLE, clean
from scrapers.awards.recipients import name_end, name_kind, programme_end

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.money import Amount

_TOKEN = re.compile(
    rf"[\w{INVISIBLE}](?:[\w{INVISIBLE}'’.&/+\-?]*[\w{INVISIBLE}])?|[«\"“”„][^«»\"“”\n]{{2,240}}?(?:\n[^«»\"“”\n]{{1,200}})?[»\"”“]|\S"
)
_AMONG_THEM = frozenset("dei dem anna andre annet".split())
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
_NUMBER = (
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
_SIMPLE = (
    (lexicon.AND, "k"), (lexicon.TO, "t"), (lexicon.FROM, "f"), (lexicon.PLACE, "p"), (lexicon.WITH, "m"), (lexicon.RELATIVE, "s"),
    (lexicon.EACH, "e"), (lexicon.RESPECTIVELY, "r"), (lexicon.NEGATION, "!"),
)  # fmt: skip
_BY_WORD = {word: symbol for words, symbol in reversed(_SIMPLE) for word in words}
_MOJIBAKE = {
    "f?r": "får",
    "g?r": "går",
    "l?yvd": "løyvd",
    "st?tte": "støtte",
    "p?": "på",
    "n?": "nå",
}  # a page that lost its letters
LONGEST = 1600  # characters; a longer "sentence" is no prose


@dataclass(frozen=True, slots=True)
class Verb:
    """A run of verbs, told by its strongest member; ``kind`` is null for helpers alone ("har", "er", "kan")."""

    kind: verbs.Kind | None
    is_passive: bool = False
    is_be: bool = False  # has a form of "være", "bli"
    may: bool = False
    is_not: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    text: str  # as a reader sees it
    start: int
    end: int
    amount: Amount | None = None

    @property
    def low(self) -> str:
        low = self.text.lower()
        return _MOJIBAKE.get(low, low) if "?" in low else low

    @property
    def is_capital(self) -> bool:
        return (
            self.text[:1].isupper()
            or (
                re.match(r"[a-z][A-ZÆØÅ]", self.text) is not None  # iKuben
            )
            or (self.text[:1].isdigit() and any(c.isupper() for c in self.text) and len(self.text) > 2)
        )


@dataclass(frozen=True, slots=True)
class Chunk:
    symbol: str
    text: str
    start: int
    end: int
    amount: Amount | None = None
    is_weak: bool = False  # a lone capitalised word at the head of a sentence that nothing else confirms
    verb: Verb | None = None


def tokenize(document: Document, start: int, end: int) -> list[Token]:
    """Words, signs, quoted spans and amounts of ``text[start:end]``."""
    amounts = amounts_between(document, start, end)
    tokens: list[Token] = []
    at = start
    for amount in amounts:
        tokens.extend(_words(document.text, at, min(amount.qualifier_start, amount.start)))
        tokens.append(Token(amount.text, amount.start, amount.end, amount))
        at = amount.end
    tokens.extend(_words(document.text, at, end))
    return tokens


def amounts_between(document: Document, start: int, end: int) -> list[Amount]:
    first = bisect_left(document.amounts, start, key=lambda a: a.start)
    last = bisect_left(document.amounts, end, key=lambda a: a.start)
    return list(document.amounts[first:last])


def _words(text: str, start: int, end: int) -> list[Token]:
    return [Token(clean(m[0]) or m[0], m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


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
        return _span("C", tokens, at, found), found
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
    if (
        token.low == "å"
        and at + 1 < len(tokens)
        and (before and before[-1].symbol in "tpmf" or not verbs.is_verb(tokens[at + 1].low))
    ):
        return _span("w", tokens, at, at + 2), at + 2
    if token.low in verbs.SUBORDINATE and not (token.low == "at" and document.release.language == "en"):
        return _span("z", tokens, at, at + 1), at + 1
    if token.low in {"mellom", "blant"} and at + 1 < len(tokens) and tokens[at + 1].low in _AMONG_THEM:
        return _span("w", tokens, at, at + 2), at + 2
    if (last := _verb_end(tokens, at, before)) > at:
        return _verb(tokens, at, last), last
    if token.low == "der" and not before:
        return _span("w", tokens, at, at + 1), at + 1
    symbol = _BY_WORD.get(token.low) or _SIGNS.get(token.text) or "w"
    return _span(symbol, tokens, at, at + 1), at + 1


def _span(symbol: str, tokens: list[Token], first: int, last: int) -> Chunk:
    text = " ".join(token.text for token in tokens[first:last])
    return Chunk(
        symbol, re.sub(r" ([,.;:)])", r"\1", text).replace("( ", "("), tokens[first].start, tokens[last - 1].end
    )


def _collective(tokens: list[Token], at: int) -> int:
    """ "25 nye energiprosjekt", "de sju prosjektene": ends behind the noun."""
    placed = at + 2 < len(tokens) and tokens[at + 1].low in lexicon.PLACE and tokens[at + 2].is_capital
    if tokens[at].is_capital and placed and at:
        return at  # "Museene i Sør-Trøndelag"
    if _MEMBERS.match(tokens[at].low) or (_HYPHENED.search(tokens[at].text) and tokens[at].is_capital):
        return at + 1
    first = at + (1 if tokens[at].low in {"de", "dei", "the", "disse", "desse", "alle"} else 0)
    if first >= len(tokens) or not re.fullmatch(_NUMBER, tokens[first].low):
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
    r"milliarder|milliardar|meter|kilometer|prosent|personer|personar|mennesker|menneske|deler|delar|years|months|weeks|"
    r"days|times|people)$)[a-zæøå]{4,}(?:er|ar|ene|ane|s)$"
)


def _stands_in(tokens: list[Token], at: int) -> bool:
    """A stand-in is a subject or follows "til": a verb or nothing else is next to it; "det", "de" need a verb at once."""
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
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
        if verbs.is_verb(low) or (low in _BY_WORD and low not in {"av"}):
            return at
        if low.endswith(lexicon.DESCRIBED_HEADS) and look + 2 < len(tokens) and tokens[look + 1].low in lexicon.PLACE:
            return _place_end(tokens, look + 2) if tokens[look + 2].is_capital else at
        look += 1
    return at


def _place_end(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].is_capital and not tokens[at].amount:
        at += 1
    return at


def _verb_end(tokens: list[Token], at: int, before: list[Chunk]) -> int:
    """Where the run of verbs that begins here ends: helpers and small words up to the main verb and its participle."""
    if not (verbs.is_verb(tokens[at].low) or _by_place(tokens, at, before)):
        return at
    look, mains = at, 0
    while look < len(tokens) and tokens[look].amount is None:
        low = tokens[look].low
        if (verbs.kind_of(low) or _by_place(tokens, look, before)) and mains < 2:
            mains += 1
        elif low not in verbs.HELPERS and low not in verbs.SMALL and low not in verbs.NOT:
            break
        look += 1
    while look > at + 1 and tokens[look - 1].low in verbs.SMALL:
        look -= 1
    return look


def _by_place(tokens: list[Token], at: int, before: list[Chunk]) -> bool:
    """ "støtte" behind "skal", "grants" behind a name: a verb; else the noun."""
    if tokens[at].low not in verbs.VERB_BY_PLACE:
        return False
    helped = at > 0 and tokens[at - 1].low in verbs.WILL | verbs.MAY | verbs.HAVE
    return helped or (tokens[at].low in {"grants", "awards"} and bool(before) and before[-1].symbol in "NUP")


def _verb(tokens: list[Token], at: int, end: int) -> Chunk:
    words = [token.low for token in tokens[at:end]]
    mains = [(word, verbs.kind_of(word) or verbs.VERB_BY_PLACE.get(word)) for word in words]
    kinds = [kind for word, kind in mains if kind is not None and word not in verbs.HELPERS]
    following = [token.low for token in tokens[end : end + 3]]
    is_be = bool(verbs.BE.intersection(words))
    if words[-1].startswith("gle") and following[:2] != ["seg", "over"]:
        kinds = []
    kind = "get" if "get" in kinds else kinds[0] if kinds else None
    if following[:2] == ["av", "med"] and set(words) & {
        "går",
        "gikk",
        "gjekk",
        "stikker",
        "stakk",
        "drar",
        "dro",
        "stikk",
    }:
        kind = "get"  # "stikker av med …"
    if following[:2] == ["seg", "med"] and set(words) & {
        "klare",
        "klarer",
        "nøye",
        "nøyer",
        "greie",
        "greier",
        "klara",
    }:
        kind = "get"
    amount_follows = end < len(tokens) and tokens[end].amount is not None
    if kind is None and amount_follows and words[-1] in {"ha", "have"}:
        kind = "get"  # "skal ha 12 millioner"
    if kind == "share" and following[:2] and ("ut" in following[:2] or "out" in following[:1]):
        kind = "give"
    if kind == "share" and following[:1] == ["av"]:
        kind = None
    is_ing = any(word.endswith("ing") for word in words)
    passive = (is_be and not is_ing and kind in {"give", "fund", "other", "get"}) or (
        kind != "get" and any(verbs.is_s_passive(w) for w in words)
    )
    if kind == "give" and not is_be and set(words) <= verbs.BARE_PARTICIPLES:
        passive = True  # a headline: "Engesund tildelt 2,3 millionar"
    verb = Verb(
        kind, passive, is_be,
        may=bool(verbs.MAY.intersection(words)) and not {"glede", "nyte", "nøye", "klare", "greie", "klara", "innkassere", "regne", "rekne", "nå", "no", "now", "håve"}.intersection(words), is_not=bool(verbs.NOT.intersection(words)),
    )  # fmt: skip
    one = _span(_symbol(verb, words), tokens, at, end)
    return Chunk(one.symbol, one.text, one.start, one.end, None, False, verb)


def _symbol(verb: Verb, words: list[str]) -> str:
    if verb.is_not:
        return "!"
    if verb.may:
        return "?"
    if verb.kind is None:
        return "u" if verb.is_be else "h"
    if verb.kind == "other" and any(word.startswith(("søk", "appl", "seek", "sought", "request")) for word in words):
        return "X"
    if verb.is_passive and verb.kind in {"give", "fund"}:
        return "B"
    return {"get": "G", "give": "V", "fund": "F", "go": "M", "share": "D", "other": "O"}[verb.kind]
