"""The parts of a page that are read: what its head says of it, <main>, the label of archived pages.

What they mean belongs in html.py and the layouts. Most of a page is none of them, and building a tree of it costs more
than all the rest: where the text shows plainly what stands around <main>, that is cut off before there is a tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4.filter import SoupStrainer
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

_BODY = re.compile(r"<body\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_MAIN = re.compile(r"<(?P<end>/?)main(?=[\s/>])", re.IGNORECASE)
_META = re.compile(r"<meta\b", re.IGNORECASE)
_LABEL = "historic-label"
_HIDING = re.compile(r"<(?P<end>/?)(?:script|style|template|textarea|noscript)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself, its text aside."""

    metas: Mapping[str, str]  # by name or property, lower case; the first of its name
    title: str | None  # <title>
    language: str | None  # <html lang>
    body_classes: frozenset[str]


class Outline(SoupStrainer):
    """Keeps <main> and the label of archived pages when the tree of a whole page is built."""

    def __init__(self) -> None:
        super().__init__("main")

    def allow_tag_creation(self, nsprefix: str | None, name: str, attrs: Mapping[str, str] | None) -> bool:  # noqa: ARG002
        return name == "main" or _LABEL in ((attrs or {}).get("class") or "").split()

    def allow_string_creation(self, string: str) -> bool:  # noqa: ARG002
        return False


def read_head(html: str) -> Head:
    """What a page says of itself; ``html`` has at least its <head>, <body> tag and every <meta>.

    By lxml alone: a tree of Beautiful Soup's of some forty <meta> would cost as much as that of the text.
    """
    tree = etree.fromstring(html.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8"))
    if tree is None:
        return Head({}, None, None, frozenset())
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name, content = meta.get("name") or meta.get("property"), meta.get("content", "").strip()
        if name and content:
            metas.setdefault(name.lower(), content)
    title, body = next(tree.iter("title"), None), tree.find("body")
    words = " ".join("".join(title.itertext()).split()) if title is not None else ""
    classes = body.get("class", "") if body is not None else ""
    return Head(metas, words or None, tree.get("lang"), frozenset(classes.split()))


def cut(html: str) -> tuple[str, str] | None:
    """(all up to the text, the one <main>) of a page; null wherever that is not beyond doubt."""
    body = _BODY.search(html)
    marks = list(_MAIN.finditer(html))
    if body is None or [mark["end"] for mark in marks] != ["", "/"] or marks[0].start() < body.end():
        return None
    start, end = marks[0].start(), html.find(">", marks[1].end()) + 1
    if not end or _is_hidden(html, start) or _says_more(html, body.end(), start) or _says_more(html, end, len(html)):
        return None
    return html[: body.end()], html[start:end]


def _is_hidden(html: str, at: int) -> bool:
    """Whether a place may lie inside a comment or a script."""
    marks = list(_HIDING.finditer(html, 0, at))
    return (bool(marks) and not marks[-1]["end"]) or html.rfind("<!--", 0, at) > html.rfind("-->", 0, at)


def _says_more(html: str, start: int, end: int) -> bool:
    """Whether something stands there that is read wherever it stands."""
    return html.find(_LABEL, start, end) >= 0 or _META.search(html, start, end) is not None
