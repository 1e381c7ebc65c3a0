"""Where a name begins and ends in Norwegian and English text, and what kind of name it is.

Whether it receives anything belongs to the readers; what a name is printed as, in recipients.py.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from scrapers.awards import lexicon, organisation_words, verbs
from scrapers.awards.name_ends import name_goes_on, with_and
from scrapers.awards.recipients import is_closed, is_funder, is_named_organisation, keeps_place, programme_aliases
from scrapers.reference import cluster_names, places, programme_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.candidate import Document
    from scrapers.awards.tokens import Token


_WORD = re.compile(r"\w+")
_DESCRIBER = re.compile(r"-[a-zæøå]{4,}(?:en|et|a|e|er|ene)$")
_KINDS = (
    "produsenten", "selskapet", "bedriften", "bedrifta", "klynga", "klyngen", "firmaet", "rederiet", "verftet",
    "eriet", "døren", "foretaket", "føretaket", "kjeden", "kjeda", "konsernet", "oppdretteren", "utvikleren",
    "gründeren", "nettverket",
)  # fmt: skip
_OFFICES = (
    "ministeren", "ministaren", "statsråden", "ordføreren", "ordføraren", "rådmannen", "direktøren", "forvalteren",
    "forvaltaren", "byråden", "presidenten", "minister", "mayor",
)  # fmt: skip
_DOING = re.compile(r"-[a-zæøå]*(?:ing|sjon|fangst|drift|støtte|mid[dl]\w+|kutt|utslipp|penge[rn]\w*|pengar)$")
_BODIES = ("instituttet", "senteret", "sentret", "selskapet", "verket", "rådet", "laget")
_NOUNS_BEFORE_NAMES = frozenset(["museum", "teater", "senter", "festival", "stiftelsen", "stiftinga", "foreningen"])
_PRONOUNS = frozenset(["det", "man", "du", "vi", "jeg", "eg", "han", "hun", "ho", "me", "at", "there", "we", "you"])
_HEADS_FOR = frozenset(
    ["cluster", "senter", "sentre", "institutt", "klynge", "foreningen", "nettverk", "akademiet", "hub"]
)
_POSSESSIVES = frozenset(["våre", "vår", "vårt", "sine", "sitt", "mine", "deres", "deira", "our"])


@cache
def _long_programmes() -> frozenset[tuple[str, ...]]:
    """Programmes whose name goes on in lower case: "Grønn plattform"."""
    return frozenset(tuple(a.lower().split()) for a, _ in programme_names() if 1 < len(a.split()) < 6) | {
        ("norsk", "katapult"),
    }


def programme_end(tokens: list[Token], at: int) -> int:
    """Where the name of a known programme ends that begins here; ``at`` when none does."""
    if not tokens[at].is_capital:
        return at
    for length in (5, 4, 3, 2):
        if at + length <= len(tokens) and tuple(t.low for t in tokens[at : at + length]) in _long_programmes():
            return at + length
    return at


def name_end(document: Document, tokens: list[Token], at: int, *, is_head: bool) -> int:
    """Where the name that begins at ``tokens[at]`` ends; ``at`` when none begins there."""
    if not _begins(document, tokens, at, is_head=is_head):
        return at
    joined = with_and(tokens, at)
    return name_goes_on(tokens, at, joined if joined > at else at + 1)


def _begins(document: Document, tokens: list[Token], at: int, *, is_head: bool) -> bool:
    token = tokens[at]
    if token.amount or not token.is_capital or not any(c.isalpha() for c in token.text) or _DOING.search(token.text):
        return False  # "CO2-lagring"
    if is_head and token.low.endswith(_OFFICES):
        return False  # "Kulturministeren har i dag gitt …"
    following = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].amount is None else None
    before_name = following is not None and following.is_capital
    if before_name and (_DESCRIBER.search(token.text) or (is_head and token.low.endswith(_KINDS))):
        return False  # "Simrad-avleggeren Sonaris" is Sonaris, "Rakfiskprodusenten Møsvasskongen" Møsvasskongen
    for_what = at + 2 < len(tokens) and tokens[at + 1].low == "for" and tokens[at + 2].is_capital
    if is_head and for_what and token.low in _HEADS_FOR:
        return True  # "Cluster for Innlandsteknologi"
    if is_head and before_name and token.low in _NOUNS_BEFORE_NAMES:
        return True  # "Museum Nord"
    with_place = at + 2 < len(tokens) and tokens[at + 1].low in lexicon.PLACE and tokens[at + 2].is_capital
    if with_place and keeps_place(token.text):
        return True  # "Universitetet i Agder"
    is_inside = not is_head and before_name and tokens[at - 1].text not in {":", "–", "-", "."}
    if token.low in lexicon.OPENERS and is_inside and token.low not in _ARTICLES | lexicon.TO | lexicon.PLACE:
        return following is not None and following.low not in lexicon.OPENERS  # "the Fram Museum"
    if token.low in lexicon.OPENERS or (is_head and (verbs.is_verb(token.low) or token.low in lexicon.ANAPHORS)):
        return token.low in _ARTICLES and before_name and tokens[at + 1].low not in lexicon.OPENERS
    if len(token.text) == 1 and not before_name:
        return False
    return not is_head or _begins_sentence(document, tokens, at)


_ARTICLES = frozenset(["den", "det", "de", "the", "nye", "norges", "store", "samlet", "årets"])


def _begins_sentence(document: Document, tokens: list[Token], at: int) -> bool:
    """Whether a capital at the head of a sentence, which every word has there, is a name's."""
    token = tokens[at]
    is_known = token.low in document.names or token.text.isupper()
    if _opens_plainly(tokens, at) or (at + 1 < len(tokens) and tokens[at + 1].low in _PRONOUNS):
        return False  # "Klart det smaker", "Ser man på …"
    if _is_common(tokens, at) or is_known:
        return is_known
    following = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].amount is None else None
    if following and (
        following.is_capital
        or following.low in organisation_words.ORGANISATION_NOUNS
        or following.low.endswith(organisation_words.ORGANISATION_ENDINGS)
        or following.text in "&/("
    ):
        return True
    return token.low not in document.lowers and not token.low.endswith(lexicon.COMMON_ENDINGS)


def _opens_plainly(tokens: list[Token], at: int) -> bool:
    """ "Arkiva våre får …", "Dessutan er det løyvd …": no name before a possessive, or a verb and "det"."""
    if at + 2 >= len(tokens):
        return False
    following, after = tokens[at + 1].low, tokens[at + 2].low
    return following in _POSSESSIVES or (verbs.is_verb(following) and after in {"det", "there"})


def _is_common(tokens: list[Token], at: int) -> bool:
    """ "Skog, tang og tiner får …", "Norske bedrifter har …": a noun or an adjective opens the sentence."""
    if at + 1 >= len(tokens) or tokens[at + 1].amount is not None:
        return False
    following = tokens[at + 1]
    if following.text in {",", "og", "and"} and at + 2 < len(tokens):
        after = tokens[at + 2]
        return after.text[:1].islower() and not is_closed(after.low) and not after.low.startswith("partner")
    plain = following.text.isalpha() and following.text.islower() and len(following.text) > 3
    is_body = (
        following.low.endswith(organisation_words.ORGANISATION_ENDINGS)
        or following.low in organisation_words.ORGANISATION_NOUNS
    )
    is_adjective = tokens[at].low in {"norwegian", "danish", "swedish", "selected"} or (
        tokens[at].low.endswith(("e", "sk", "ig", "sert", "ert")) and tokens[at].low not in places()
    )
    return is_adjective and plain and not is_closed(following.low) and not is_body


def name_kind(document: Document, tokens: list[Token], first: int, last: int, *, is_head: bool) -> tuple[str, bool]:
    """(symbol, is_weak): N a name, U a funder, H a person, w a programme or no name after all."""
    name = " ".join(token.text for token in tokens[first:last])
    low = name.casefold()
    if is_funder(name) or (name.endswith("s") and is_funder(name[:-1])):
        return "U", False
    if low in programme_aliases() and low not in cluster_names():
        return "w", False
    owned = tokens[last + 1].text[:1].islower() if last + 1 < len(tokens) else False
    owned = owned and not (first and tokens[first - 1].low == "for" and tokens[last + 1].low == "del")
    if owned and tokens[last].low in {"sitt", "sin", "sine", "si"}:
        return "w", False  # "Norsk Folkemuseum sitt kontor": the kontor
    if _is_person(tokens, first, last, name):
        return "H", False
    placed = last + 1 < len(tokens) and tokens[last].low in lexicon.PLACE and tokens[last + 1].is_capital
    is_noun = low.endswith(("en", "et", "ene", "ane", "er", "ar"))
    joint = last + 1 < len(tokens) and tokens[last].text in ({","} if is_noun else {",", "og", "and"})
    listed = joint and tokens[last + 1].is_capital  # "Tine, Bama og …"
    alone = last - first == 1 and is_head and not placed and not listed
    weak = (
        alone
        and low not in document.names
        and low not in places()
        and low not in cluster_names()
        and not name.isupper()
        and "-" not in name
        and not any(c.isupper() for c in name[1:])
        and not _is_compound_body(low)
        and _count(name, document.text) < 2
    )
    return "N", weak


def _count(name: str, text: str) -> int:
    """How often ``name`` stands in the text as a word; the words are counted once a text."""
    if _WORD.fullmatch(name):
        return _words_of(text)[name]
    return len(re.findall(rf"\b{re.escape(name)}\b", text))


@lru_cache(maxsize=2)
def _words_of(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


def _is_compound_body(low: str) -> bool:
    """ "Havforskningsinstituttet", "Romsenteret": more than the bare noun."""
    head = next((h for h in organisation_words.DEFINITE_HEADS + _BODIES if low.endswith(h)), low)
    return len(low) - len(head) > 2


def _is_person(tokens: Sequence[Token], first: int, last: int, name: str) -> bool:
    if is_named_organisation(name):
        return False
    before = tokens[first - 1].low if first else ""
    two = last - first in {2, 3}
    following = tokens[last] if last < len(tokens) else None
    party = bool(
        following
        and following.text == "("
        and last + 1 < len(tokens)
        and tokens[last + 1].low in {"v", "h", "ap", "sp", "frp", "krf", "sv", "mdg", "r"}
    )
    head = tokens[first].low
    if last - first in {3, 4} and head.endswith(organisation_words.PERSON_BEFORE) and tokens[first].is_capital:
        return True  # "Ordfører Kjell Moe"
    return bool(
        before
        and before.endswith(organisation_words.PERSON_BEFORE)
        and (two or before in {"sier", "seier", "says", "sa", "said"})
    ) or (two and party)
