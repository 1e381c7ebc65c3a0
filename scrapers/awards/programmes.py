"""Programme and funder of a release: by the gazetteer, else as the release names its own scheme.

What a programme's level or ministry is belongs in the marts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards import lexicon
from scrapers.awards.passages import clean
from scrapers.awards.verbs import is_verb
from scrapers.reference import programme_names

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document

_SCHEME_IS = re.compile(
    r"(?:^|[.\n] *)(?P<name>[A-ZÆØÅ][^.\n:,]{3,80}?) er (?:en|ein|eit|et) (?:\w+ )?(?:ordning|"
    r"tilskuddsordning|tilskotsordning|støtteordning|stønadsordning|program|satsing)\b"
)
_SCHEME_CALLED = re.compile(
    r"(?:ordning(?:en|a)|program(?:met)?|tilskuddsordningen|tilskotsordninga|støtteordningen|satsingen|satsinga|"
    r"utlysningen|utlysinga|the (?:programme|scheme)) (?:kalt |called )?[«\"“](?P<name>[^«»\"”\n]{3,80})[»\"”]",
    re.IGNORECASE,
)
_SCHEME_CAPITAL = re.compile(
    r"(?:[Oo]rdningen|[Oo]rdninga|[Pp]rogrammet|[Tt]ilskuddsordningen|[Tt]ilskotsordninga|[Ss]tøtteprogrammet|"
    r"[Ss]atsingen) (?P<name>[A-ZÆØÅ][\w-]+(?: [\w-]+){0,7})"
)
_SCHEME_THROUGH = re.compile(
    r"(?:gjennom|through|via) (?P<name>[A-ZÆØÅ][\w-]+(?:[ -](?:[A-ZÆØÅ][\w-]+|programmet|ordningen|"
    r"ordninga))*(?:programmet|ordningen|ordninga|programme|satsinga?))"
)
_SCHEME_NAMED = re.compile(
    r"\b(?P<name>Klimasats|Bulyst|Bolyst|Grøn[n]? plattform|Norsk katapult|Nansen-programmet|Nansen Programme|"
    r"Næringshage\w* og inkub\w+)\b"
)
_ANNOUNCES = re.compile(r"(?:[Oo]rdning(?:en|a)|[Pp]rogram(?:met)?|gjennom|through|under|[Ss]atsing(?:en|a)) $")
_NAME_FOLLOWS = re.compile(r" (?:[A-ZÆØÅ]|\w+[A-ZÆØÅ])")
_NAME_JOINERS = frozenset(["i", "for", "og", "av", "på"])
_FUNDER = (
    ("Innovasjon Norge", r"Innovasjon (?:Norge|Noreg)|Innovation Norway"),
    ("Forskningsrådet", r"(?:Norges |Noregs )?Forsk(?:n)?ingsråd(?:et)?|Research Council"),
    ("Siva", r"\bS(?:iva|IVA)\b"),
    ("Enova", r"\bEnova\b"),
    ("Riksantikvaren", r"Riksantikvaren"),
    ("Medietilsynet", r"Medietilsynet"),
    ("Miljødirektoratet", r"Miljødirektoratet"),
    ("Landbruksdirektoratet", r"Landbruksdirektoratet"),
    ("Norsk kulturminnefond", r"[Kk]ulturminnefond(?:et)?"),
)
_MINISTRY = re.compile(r"\b(?P<name>[A-ZÆØÅ][a-zæøå]+(?:-,? ?(?:og )?[a-zæøå]+)*(?: og [a-zæøå]+)?departementet)\b")
_GIVING = (
    r"(?:får|fikk|fekk|gir|ga|gav|deler|del|fordel\w*|bevilg\w*|tildel\w*|innvilg\w*|støtte\w*|løyv\w*|tilskudd\w*|"
    r"tilskot\w*|midler|award\w*|grant\w*|funding)"
)


def find_programme(document: Document) -> str | None:
    """A scheme that the release defines or names; else the known programme it names first, the longest name winning."""
    text = document.text
    if (match := _SCHEME_IS.search(text)) and len(match["name"].split()) <= 9 and not _is_pronoun(match["name"]):
        return _known(clean(match["name"]))
    if match := _SCHEME_CALLED.search(text):
        return _known(clean(match["name"]))
    if known := _registered(clean(text)):
        return known
    if match := _SCHEME_CAPITAL.search(text):
        return _known(_cut(clean(match["name"])))
    match = _SCHEME_THROUGH.search(text) or _SCHEME_NAMED.search(text)
    return _known(clean(match["name"])) if match else None


def _is_pronoun(name: str) -> bool:
    """ "Dette er en ordning", "Pengane er eit program": a word that stands for what was named before."""
    return name.split()[0].lower() in lexicon.OPENERS | lexicon.ANAPHORS


def _cut(name: str) -> str:
    """The name up to its verb: "Kompetanseutvikling i regionale næringsmiljø er fordelt"."""
    words = name.split()
    end = next((i for i, word in enumerate(words) if i and is_verb(word.lower())), len(words))
    plain = next((i for i in range(1, end) if words[i][0].islower() and words[i - 1][0].isupper()), end)
    if plain < end and words[plain] not in _NAME_JOINERS:
        end = plain
    while end > 1 and words[end - 1] in _NAME_JOINERS:
        end -= 1
    return " ".join(words[:end])


def _known(name: str) -> str:
    return next((official for alias, official in programme_names() if alias.casefold() == name.casefold()), name)


def _registered(text: str) -> str | None:
    """The programme of the register that "ordningen" or "gjennom" announces, else the first; never part of a name."""
    found: tuple[bool, int, str] | None = None
    taken: set[int] = set()
    for alias, official in programme_names():  # longest first
        if alias not in text:
            continue
        for match in re.finditer(
            rf"(?<![\w/]){re.escape(alias)}(?:-(?:status|klynge\w*|program\w*|prosjekt\w*)|s)?(?![\w])", text
        ):
            if match.start() in taken:
                continue
            taken.update(range(match.start(), match.end()))
            is_in_name = " " not in alias and _NAME_FOLLOWS.match(text, match.end()) is not None
            if is_in_name or (len(alias) <= 3 and not alias.isupper()):
                continue  # "NCE Raufoss" is a cluster
            is_announced = _ANNOUNCES.search(text[max(0, match.start() - 30) : match.start()]) is not None
            rank = (not is_announced, match.start(), official)
            found = rank if found is None or rank < found else found
    return found[2] if found else None


def find_funder(document: Document) -> str | None:
    """The body that gives, as named nearest to a word of giving; the publisher where the text names none."""
    text = document.text
    best: tuple[int, int, str] | None = None
    for name, pattern in _FUNDER:
        for match in re.finditer(pattern, text):
            near = re.search(_GIVING, text[max(0, match.start() - 60) : match.end() + 60]) is not None
            rank = (0 if near else 1, match.start(), name)
            best = rank if best is None or rank < best else best
    if best is not None and best[0] == 0:
        return best[2]
    if document.release.ministry:
        return document.release.ministry
    ministry = _MINISTRY.search(text)
    if ministry:
        return ministry["name"]
    return best[2] if best else document.release.publisher


_PRIVATE = re.compile(
    r"\b(?:sparebank\w*|gåvefond\w*|gavefond\w*|gjensidigestift\w*|kavlifondet|stiftelsen dam|trond mohn|sponsor\w*|"
    r"donasjon\w*|utbytte\w*|dividends?|innsamling\w*|gåver?|gaver?|hederspris\w*|donat\w+|foundation|fritt ord)\b",
    re.IGNORECASE,
)
_GIFTS = re.compile(
    r"\b(?:\w*g[aå]ve(?:r|ne|ane)|gavemidler|gåvemidlar|gavefond\w*|gåvefond\w*|gifts|donations)\b", re.IGNORECASE
)
_PUBLIC = re.compile(
    r"Innovasjon (?:Norge|Noreg)|Innovation Norway|Enova|\bSiva\b|Forsk(?:n)?ingsråd|[Rr]egjering|[Dd]epartement|"
    r"[Dd]irektorat|[Rr]iksantikvar|[Ss]tats(?:råd|forvalt|budsjett)|[Ff]ylkes(?:kommun|mann|ting|råd)|\b[Ss]taten\b|"
    r"[Ss]tatlig|[Ss]tatleg|Kulturråd|[Kk]ulturminnefond|[Tt]ilsynet|\bEU\b|[Kk]ommunestyre|[Mm]inister|[Cc]ouncil|"
    r"[Gg]overnment|[Mm]inistr"
)


def is_of_gifts(lead: str) -> bool:
    """What introduces a list calls its rows gifts."""
    return _GIFTS.search(lead) is not None and _PUBLIC.search(lead) is None


def is_private(document: Document) -> bool:
    """Whether title or lead speak of gifts and no public body is named anywhere."""
    head = [s for s in document.sentences if s.zone in {"title", "body"}][:4]
    text = " ".join(document.text[s.start : s.end] for s in head)
    return _PRIVATE.search(text) is not None and _PUBLIC.search(document.text) is None
