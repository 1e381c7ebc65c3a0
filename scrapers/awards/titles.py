"""Project titles: quoted, or named behind "prosjektet".

What a title is called for only; which words are a recipient belongs in recipients.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapers.awards.chunks import symbols
from scrapers.awards.passages import clean
from scrapers.awards.recipients import is_body, is_organisation, is_place

if TYPE_CHECKING:
    from scrapers.awards.candidate import Candidate, Document
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.passages import Sentence

_NO_TITLE = re.compile(
    r"(?:ordning\w*|program\w*|gjennom|basert på|basert|grunnlag i|kalt|kalla|under navnet|through|scheme|programme|"
    r"utlysning\w*|søkna\w+ (?:til|om)|konferansen|boka|boken|rapporten|bladet)\W*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"«([^«»]{2,400}?)»|\"([^\"]{2,400}?)\"|[“”„]([^“”„]{2,400}?)[”“]|(?<![^\W_])['‘’]([^'‘’\n]{4,200}?)['’](?![^\W_])",
    re.DOTALL,
)


def is_title(chunks: list[Chunk], quoted: Chunk) -> bool:
    """Whether a quoted span is a project's title, not a scheme's name or somebody's words."""
    at = chunks.index(quoted)
    before = "".join(f"{one.text} " for one in chunks[max(0, at - 4) : at])
    return not _NO_TITLE.search(before) or _INTRODUCED.search(before) is not None


_CALLED = (
    r"(?:døpt|døypt|kalt|kalla|heter|heiter|hetende|(?:med |under |fått )?(?:arbeids)?(?:tittelen|navnet|namnet)|"
    r"titled|called|named|dubbed|entitled)"
)
_PROJECT = (
    r"(?:\w*[Pp]rosjekt(?:et|a)?|[Pp]rojects?|\w*(?:[Pp]ilot|[Ss]tudie|[Uu]tstilling|[Ff]orestilling|[Ff]ilm)(?:en|a)?)"
)
_BETWEEN = rf"(?:,? (?:(?:som|er|har|ble|vart|blir|vert|which|that|is|was|has|been) ){{0,3}}{_CALLED})?"
# "prosjektet «T»", "utstillingen, som er døpt «T»", "project called «T»"; of a programme only what it is called
_INTRODUCED = re.compile(
    rf"(?:\b{_PROJECT}{_BETWEEN}|\b\w*[Pp]rogrammet,? (?:som )?(?:er|har|heter|heiter) {_CALLED}|"
    rf"\b\w+(?:et|en|a), som (?:er |har |skal )?(?:få )?{_CALLED}):?\s*$"
)
_TO_NAME = re.compile(r"A(?:w|f[UN]|p[wN]){0,2}t(?P<w>w?)(?P<r>N)(?![pk])")
_SORT_OF_PROJECT = re.compile(r"(?:prosjekt|senter|pilot|satsing|anlegg|studie|program|project|centre)(?:et|en|a)?$")
_BRACKET = re.compile(r" \(([^()\d,]{3,60})\)")
_COINED = re.compile(r"[a-zæøå][A-ZÆØÅ\d]|^[A-ZÆØÅ\d-]{4,}$")
_ONE_OF_THEM = re.compile(r"^[-–]?prosjekt(?:et)?\b|^ (?:er|var|is) (?:eitt|eit|ett|et|one) (?:av|of) (?:dei|de|the)?")
_OWN = re.compile(
    rf"(?:(?:Prosjektet|The project|Prosjekttittelen|Tittelen)\s+(?:\w+\s+){{0,2}}?|"
    rf"(?:Prosjektet|Programmet|Tiltaket|Satsingen|Satsinga|The project|The programme){_BETWEEN}\s+)[«\"“]",
    re.IGNORECASE,
)
_THE_MONEY = (
    r"(?:Pengene|Pengane|Midlene|Midlane|Støtten|Støtta|Tilskuddet|Tilskotet|Tilsagnet|Tilsegna|Beløpet|Summen|"
    r"The (?:money|grant|funding|support))"
)
_OPENS_WITH_PROJECT = re.compile(rf"(?:Prosjektet|The project|{_THE_MONEY})\b")
_FOR_PROJECT = re.compile(rf"{_THE_MONEY}\b[^.«\"“]{{0,80}}[«\"“]")
_FIRST = re.compile(r"(?:Det|Den|The) (?:første|fyrste|first|ene|eine)\b")
_WORDS_OF_NAME = (  # "Varm strøm." ends in lower case only at the end of its clause
    r"[A-ZÆØÅ][\w-]*(?: (?!(?:i|på|for|og|av|er|får|til|ved|med|som|fra|frå|skal|har)\b)[a-zæøå]+(?=[.,](?: |$)| \()|"
    r"(?: (?:[A-ZÆØÅ\d][\w.-]*|i|på|for|og|av)(?=[ ,.]))*)"
)
_NAMED = re.compile(
    rf"(?:\b(?:(?:[A-ZÆØÅa-zæøå]+p|[Pp])rosjektet|[Tt]he project|{_PROJECT},? (?:som )?(?:er |har )?{_CALLED}|"
    rf"(?:[Ll]eder|[Kk]oordinerer|skal lede|skal koordinere|leads|coordinates)(?= \S*(?:[A-ZÆØÅ\d]\S*){{2}}))|"
    rf", {_CALLED})\s+(?:\S*prosjektet )?(?P<title>{_WORDS_OF_NAME})"
)
_IN_APPOSITION = re.compile(
    r"\b(?:på|til|for) (?P<title>[A-ZÆØÅÉ][^,.«\"]{2,60}), (?:et|eit|a) (?:\w+ )?(?:\w*prosjekt|project)\b"
)
_BEFORE_PROJECT = re.compile(
    r"(?:\b(?:the|its|their) |(?:(?<=[.!?] )|^)The |\b(?=The ))"
    r"(?P<title>[A-Z][\w-]*(?: [A-Z\d][\w.-]*)*)(?: [a-z]+)? project\b"
)
_LAST_JOINERS = re.compile(r"(?: (?:i|på|for|og|av))+$")


def named_title(told: str) -> str | None:
    """The one project that a sentence names without quotation marks: "til prosjektet Zero Kyst, som får …"."""
    found = {_LAST_JOINERS.sub("", match["title"].removesuffix(".")) for match in _NAMED.finditer(told)}
    found = {title for title in found if not (is_organisation(title) or is_place(title))}
    if not found:
        found = {match["title"] for match in _IN_APPOSITION.finditer(told)}
    if not found:
        found = {match["title"] for match in _BEFORE_PROJECT.finditer(told)}
    return found.pop() if len(found) == 1 else None


def told_as_project(text: str) -> set[str]:
    """What a text says of itself to be a project's title: "prosjektet «T»", "«T»-prosjektet", "the T project"."""
    said = {
        title
        for start, end, title in _marked(text)
        if _INTRODUCED.search(text[max(0, start - 60) : start]) or _ONE_OF_THEM.match(text[end : end + 24])
    }
    return said or {title for title in [named_title(text)] if title}


def own_title(document: Document, sentence: Sentence) -> str | None:
    """A sentence that opens with the title of the project told before it: "Prosjektet «Lettere deler» skal …"."""
    text = document.text[sentence.start : sentence.end]
    if not _OWN.match(text) and not _FOR_PROJECT.match(text):
        return named_title(text) if _OPENS_WITH_PROJECT.match(text) else None
    found = quoted(text)
    return found[0][2] if found else None


def titles_in_turn(text: str, count: int) -> list[str]:
    """ "Det første prosjektet heter «T», det andre «U»": of the ``count`` awards told before, else none."""
    found = quoted(text) if _FIRST.match(text) else []
    return [title for _, _, title in found] if len(found) == count else []


def title_behind(chunks: list[Chunk], at: int, names: tuple[Chunk, ...]) -> str | None:
    """ "61 millioner kroner til EarthScope Nord": a name behind the sum at ``at`` that is no body and no place."""
    found = _TO_NAME.match(symbols(chunks[at:]))
    if found is None:
        return None
    name = chunks[at + found.start("r")]
    if found["w"] and not _SORT_OF_PROJECT.search(chunks[at + found.start("w")].text):
        return None
    text = name.text
    is_coined = " " in text or _COINED.search(text) is not None
    if name in names or not is_coined or is_organisation(text) or is_body(text) or is_place(text):
        return None
    return text


def with_brackets(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """ "UiB (bioCEED) og NTNU (Excited)": projects in brackets, where each of several names has one."""
    found = {one.name_at: _BRACKET.match(text, one.name_at + len(one.recipient)) for one in candidates if one.name_at}
    titles = {at: match[1] for at, match in found.items() if match and not is_place(match[1])}
    if len(titles) < max(2, len(candidates)) or all(title.isupper() for title in titles.values()):
        return candidates  # "Norges Geotekniske Institutt (NGI)"
    return [replace(one, title=one.title or titles[one.name_at]) for one in candidates if one.name_at]


def quoted(text: str) -> list[tuple[int, int, str]]:
    """(start, end, title) of what stands in quotation marks; a title broken over lines has a space for the break."""
    return [one for one in _marked(text) if _is_called_so(text[max(0, one[0] - 60) : one[0]])]


def _is_called_so(before: str) -> bool:
    return not _NO_TITLE.search(before[-40:]) or _INTRODUCED.search(before) is not None


def _marked(text: str) -> list[tuple[int, int, str]]:
    found = []
    for match in _QUOTED.finditer(text):
        title = clean(next(group for group in match.groups() if group))
        found.append((match.start(), match.end(), title.rstrip(".")))
    return found
