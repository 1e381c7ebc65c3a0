"""Project titles: quoted, or named behind "prosjektet".

What a title is called for only; which words are a recipient belongs in recipients.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.passages import clean

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.passages import Sentence

_NO_TITLE = re.compile(
    r"(?:ordning\w*|program\w*|gjennom|basert på|basert|grunnlag i|kalt|kalla|under navnet|through|scheme|programme|"
    r"utlysning\w*|konferansen|boka|boken|rapporten|bladet)\W*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"«([^«»]{2,400}?)»|\"([^\"]{2,400}?)\"|[“”„]([^“”„]{2,400}?)[”“]|(?<![^\W_])['‘’]([^'‘’\n]{4,200}?)['’](?![^\W_])",
    re.DOTALL,
)


def is_title(chunks: list[Chunk], quoted: Chunk) -> bool:
    """Whether a quoted span is a project's title, not a scheme's name or somebody's words."""
    at = chunks.index(quoted)
    before = chunks[at - 1].text if at else ""
    return not _NO_TITLE.search(before)


_OWN = re.compile(r"(?:Prosjektet|The project|Prosjekttittelen|Tittelen)\s+(?:\w+\s+){0,2}?[«\"“]", re.IGNORECASE)


_NAMED = re.compile(
    r"\b(?:[Pp]rosjektet|[Ff]orprosjektet|[Hh]ovedprosjektet|[Hh]ovudprosjektet|the project)\s+"
    r"(?P<title>[A-ZÆØÅ][\w-]*(?: (?:[A-ZÆØÅ\d][\w.-]*|i|på|for|og|av)(?=[ ,.]))*)"
)


def named_title(told: str) -> str | None:
    """The one project that a sentence names without quotation marks: "til prosjektet Zero Kyst, som får …"."""
    found = {match["title"].removesuffix(".") for match in _NAMED.finditer(told)}
    title = found.pop() if len(found) == 1 else None
    return re.sub(r"(?: (?:i|på|for|og|av))+$", "", title) if title else None


def own_title(document: Document, sentence: Sentence) -> str | None:
    """A sentence that opens with the title of the project told before it: "Prosjektet «Lettere deler» skal …"."""
    text = document.text[sentence.start : sentence.end]
    if not _OWN.match(text):
        return None
    found = quoted(text)
    return found[0][2] if found else None


def quoted(text: str) -> list[tuple[int, int, str]]:
    """(start, end, title) of what stands in quotation marks; a title broken over lines has a space for the break."""
    found = []
    for match in _QUOTED.finditer(text):
        title = clean(next(group for group in match.groups() if group))
        if not _NO_TITLE.search(text[max(0, match.start() - 40) : match.start()]):
            found.append((match.start(), match.end(), title.rstrip(".")))
    return found
