"""The parts of a page that are read: <meta>, <title>, <main>, the label of archived pages.

Which of them mean what belongs in html.py and the layouts. Most of a page is neither, and building a tree of it costs
more than all the rest: where the text shows plainly what stands around <main>, that is cut off before there is a tree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4.filter import SoupStrainer

if TYPE_CHECKING:
    from collections.abc import Mapping

_BODY = re.compile(r"<body\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_MAIN = re.compile(r"<(?P<end>/?)main(?=[\s/>])", re.IGNORECASE)
_META = re.compile(r"<meta\b", re.IGNORECASE)
_LABEL = "historic-label"
_HIDING = re.compile(r"<(?P<end>/?)(?:script|style|template|textarea|noscript)\b", re.IGNORECASE)


class Outline(SoupStrainer):
    """Keeps those parts of a page when its tree is built.

    In passing it remembers what <html> and <body> say of themselves.
    """

    def __init__(self) -> None:
        super().__init__(["meta", "title", "main"])
        self.language: str | None = None
        self.body_classes: list[str] = []

    def allow_tag_creation(self, nsprefix: str | None, name: str, attrs: Mapping[str, str] | None) -> bool:  # noqa: ARG002
        attrs = attrs or {}
        if name == "html":
            self.language = attrs.get("lang")
        elif name == "body":
            self.body_classes = (attrs.get("class") or "").split()
        return name in ("meta", "title", "main") or _LABEL in (attrs.get("class") or "").split()

    def allow_string_creation(self, string: str) -> bool:  # noqa: ARG002
        return False


def cut(html: str) -> str:
    """Head, <body> tag and the one <main> of a page; the page as it is wherever that is not beyond doubt."""
    body = _BODY.search(html)
    marks = list(_MAIN.finditer(html))
    if body is None or [mark["end"] for mark in marks] != ["", "/"] or marks[0].start() < body.end():
        return html
    start, end = marks[0].start(), html.find(">", marks[1].end()) + 1
    if not end or _is_hidden(html, start) or _says_more(html, body.end(), start) or _says_more(html, end, len(html)):
        return html
    return html[: body.end()] + html[start:end]


def _is_hidden(html: str, at: int) -> bool:
    """Whether a place may lie inside a comment or a script."""
    marks = list(_HIDING.finditer(html, 0, at))
    return (bool(marks) and not marks[-1]["end"]) or html.rfind("<!--", 0, at) > html.rfind("-->", 0, at)


def _says_more(html: str, start: int, end: int) -> bool:
    """Whether something stands there that is read wherever it stands."""
    return html.find(_LABEL, start, end) >= 0 or _META.search(html, start, end) is not None
