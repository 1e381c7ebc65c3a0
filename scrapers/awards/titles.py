"""Project titles: quoted, or named behind "prosjektet".

What a title is called for only; which words are a recipient belongs in recipients.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.passages import clean

if TYPE_CHECKING:
    from scrapers.awards.chunks import Chunk

_NO_TITLE = re.compile(
    r"(?:ordning\w*|program\w*|gjennom|basert på|basert|grunnlag i|kalt|kalla|under navnet|through|scheme|programme|utlysning\w*|konferansen|boka|boken|rapporten|bladet)\W*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"«([^«»]{2,400}?)»|\"([^\"]{2,400}?)\"|[“”„]([^“”„]{2,400}?)[”“]|(?<![^\W_])['‘’]([^'‘’\n]{4,200}?)['’](?![^\W_])",
    re.DOTALL,
)


def title_near(chunks: list[Chunk], match: re.Match[str], name: Chunk, *, is_only: bool) -> str | None:
    """The quoted span that belongs to this match: behind it up to the next amount, else between its parts."""
    if name.symbol == "Q":
        return clean(name.text)
    if not is_only:
        return None
    for at in range(match.start(), len(chunks)):
        one = chunks[at]
        if at >= match.end() and one.symbol == "A":
            break
        if one.symbol == "Q":
            before = chunks[at - 1].text if at else ""
            return None if _NO_TITLE.search(before) else clean(one.text)
    behind = chunks[match.end() : match.end() + 3]
    named = re.match("t?w?N", "".join(c.symbol for c in behind))
    if named and any(re.search(r"\bprosjektet$", c.text, re.IGNORECASE) for c in behind if c.symbol in "wP"):
        return clean(next(c.text for c in behind if c.symbol == "N"))
    return None


def quoted(text: str) -> list[tuple[int, int, str]]:
    """(start, end, title) of what stands in quotation marks; a title broken over lines has a space for the break."""
    found = []
    for match in _QUOTED.finditer(text):
        title = clean(next(group for group in match.groups() if group))
        if not _NO_TITLE.search(text[max(0, match.start() - 40) : match.start()]):
            found.append((match.start(), match.end(), title.rstrip(".")))
    return found
