"""Bytes → a page that can be selected from, loudly: a selector that finds nothing says what it expected.

Charset, metadata, selectors; what a site's class names are belongs to its source.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup
from w3lib.encoding import html_to_unicode, http_content_type_encoding, read_bom, to_unicode

from scrapers.language import detect_language
from scrapers.sources.markup import classes_of, lines_of
from scrapers.sources.outline import Head, Outline, cut, read_head
from scrapers.sources.render import render_blocks
from scrapers.sources.source import LayoutError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scrapers.model import Language, Page

__all__ = [
    "Document",
    "charset_problem",
    "decode",
    "language_of",
    "maybe",
    "one",
    "read_html",
    "render_blocks",
    "text_of",
]

REMEDY = "add a layout beside the old ones, see CONTRIBUTING §2"
SINGLE_BYTE = ("cp1252", "iso8859-1", "iso8859-15")
_LANGUAGES: dict[str, Language] = {"nb": "nb", "nn": "nn", "en": "en"}


@dataclass(frozen=True, slots=True)
class Document:
    """A page as far as it is read: its metadata, and <main> when there is one, else everything.

    ``index`` has its elements by ".class" and "#id": a selector that scans a whole page costs as much as parsing it.
    """

    soup: BeautifulSoup
    head: Head
    where: str  # for messages
    index: Mapping[str, list[Tag]]

    @property
    def metas(self) -> Mapping[str, str]:
        return self.head.metas

    @property
    def main(self) -> Tag:
        """The element that holds the page's own content."""
        return self.soup.find("main") or self.soup.find("body") or self.soup

    def has(self, *names: str) -> bool:
        """Whether the page has an element by one of these names: ".class" or "#id"."""
        return any(name in self.index for name in names)

    def either(self, names: Sequence[str]) -> str:
        """The first of several names that the page has; the first of all when it has none."""
        return next((name for name in names if name in self.index), names[0])

    def one(self, name: str) -> Tag:
        """The only element of a class or id."""
        return _only(self.index.get(name, []), name, self.where)

    def maybe(self, name: str) -> Tag | None:
        """The element of a class or id, or null; more than one is too many."""
        found = self.index.get(name, [])
        return _only(found, name, self.where) if found else None

    def some(self, name: str) -> list[Tag]:
        """Every element of a class or id, at least one."""
        found = self.index.get(name, [])
        if not found:
            raise LayoutError(f"{self.where}: expected at least 1 {name!r}, got 0; {REMEDY}")
        return found


def decode(body: bytes, content_type: str | None) -> str:
    """By HTTP header, BOM, meta; else UTF-8 when the bytes are, else windows-1252."""
    return _read(body, content_type)[1].replace("\x00", "\ufffd")


def _read(body: bytes, content_type: str | None) -> tuple[str, str]:
    """The charset and the text. The library believes a BOM even where the header says something else."""
    told, (bom, _) = http_content_type_encoding(content_type), read_bom(body)
    if told is None or bom is None or bom.startswith(told):
        return html_to_unicode(content_type, body, auto_detect_fun=_guess)
    return told, to_unicode(body, told)


def charset_problem(body: bytes, content_type: str | None) -> str | None:
    """Why the charset that a page names cannot be its own; null when its bytes bear it out.

    Such a page decodes to wrong letters without a sound, and so to wrong names.
    """
    named = _read(body, content_type)[0]
    try:
        body.decode(named)
    except UnicodeDecodeError as error:
        return f"byte {body[error.start]:#04x} at {error.start} is no {named}"
    if b"\0" in body and not named.startswith(("utf-16", "utf-32")):
        return f"byte 0x00 at {body.index(0)} is no letter of {named}"
    if named in SINGLE_BYTE and not body.isascii() and _guess(body) == "utf-8":
        return f"it names {named}, but its bytes are utf-8"
    return None


def _guess(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def read_html(page: Page, where: str) -> Document:
    """Raises LayoutError when there is no HTML to read."""
    text = decode(page.body, page.content_type)
    if "<" not in text:
        raise LayoutError(
            f"{where}: got {len(page.body)} bytes without a tag ({page.content_type}), expected an HTML page; "
            "fetch it again, or leave it out"
        )
    if parts := cut(text):
        head, soup = read_head(parts[0]), _soup(parts[1], where)
    else:
        head, soup = read_head(text), _soup(text, where, Outline())
        if soup.find("main") is None:  # older pages have none
            soup = _soup(text, where)
    return Document(soup, head, where, _index(soup))


def _soup(text: str, where: str, outline: Outline | None = None) -> BeautifulSoup:
    try:
        return BeautifulSoup(text, "lxml", parse_only=outline)
    except (ParserRejectedMarkup, AssertionError) as error:
        raise LayoutError(f"{where}: got HTML that cannot be parsed ({error!r}), expected a page; {REMEDY}") from error


def _index(soup: BeautifulSoup) -> dict[str, list[Tag]]:
    index: dict[str, list[Tag]] = defaultdict(list)
    for tag in soup.descendants:
        if isinstance(tag, Tag):
            for name in dict.fromkeys(classes_of(tag)):
                index[f".{name}"].append(tag)
            if tag.get("id"):
                index[f"#{tag['id']}"].append(tag)
    return dict(index)


def language_of(document: Document, text: str) -> Language:
    """What the page says of itself; where it says only "no", or nothing, what its words are."""
    said = (document.metas.get("dc.language") or document.head.language or "").lower().partition("-")[0]
    return _LANGUAGES.get(said) or detect_language(text)


def one(tag: Tag, selector: str, where: str) -> Tag:
    """The only element that matches a CSS selector; for small parts of a page."""
    return _only(_select(tag, selector), selector, where)


def maybe(tag: Tag, selector: str, where: str) -> Tag | None:
    """The element that matches, or null; more than one is too many."""
    found = _select(tag, selector)
    return _only(found, selector, where) if found else None


def _select(tag: Tag, selector: str) -> Sequence[Tag]:
    """CSS; a mere name or class is looked up without loading a CSS engine for it."""
    if selector.isalnum():
        return tag.find_all(selector)
    if selector.startswith(".") and selector[1:].isidentifier():
        return tag.find_all(class_=selector[1:])
    return tag.select(selector)


def _only(found: Sequence[Tag], name: str, where: str) -> Tag:
    if len(found) != 1:
        raise LayoutError(f"{where}: expected 1 {name!r}, got {len(found)}; {REMEDY}")
    return found[0]


def text_of(tag: Tag | None) -> str | None:
    """The words of an element on one line; null when there are none."""
    return " ".join(lines_of(tag)) or None if tag is not None else None
