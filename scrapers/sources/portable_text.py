"""Portable Text, the rich text of content APIs → HTML, which is then read as any page's.

Headings, paragraphs, lists and emphasis only; what else stands among them is named, so that nothing is lost in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

CONTACT = re.compile(r"contact|kontakt", re.IGNORECASE)  # names of fields that are read for nothing
WORDLESS = ("image", "file", "span")
HEADING = re.compile(r"h[1-6]")
DEEPEST = 10  # levels of lists, and of objects around a text


def to_html(document: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Every text of a document in its order, and the types of what stands in a text and is not read."""
    unread: list[str] = []
    return "".join(_texts(document, unread, 0)), unread


def _texts(value: object, unread: list[str], depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        unread.append("what lies too deep")
    elif isinstance(value, list) and any(_type_of(one) == "block" for one in value):
        yield from _text(value, unread, depth)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, unread, depth + 1)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if not name.startswith("_") and not CONTACT.search(name) and isinstance(inner, list | dict):
                yield from _texts(inner, unread, depth + 1)


def _text(blocks: list[Any], unread: list[str], depth: int) -> Iterator[str]:
    """One array of blocks; other objects between them may hold texts of their own."""
    lists: list[str] = []  # the tags of the lists that are open, outermost first
    for block in blocks:
        level = _level(block)
        while len(lists) > level:
            yield f"</{lists.pop()}>"
        while len(lists) < level:
            lists.append("ol" if block["listItem"] == "number" else "ul")
            yield f"<{lists[-1]}>"
        if _type_of(block) != "block":
            within = list(_texts(block, unread, depth + 1))
            if not within and _type_of(block) not in WORDLESS:
                unread.append(_type_of(block))
            yield from within
            continue
        words = "".join(_words(child, unread) for child in _list(block.get("children")))
        style = str(block.get("style"))
        tag = "li" if level else style if HEADING.fullmatch(style) else "p"
        yield f"<{tag}>{words}</{tag}>"
    for tag in reversed(lists):
        yield f"</{tag}>"


def _level(block: object) -> int:
    """How deep an item lies in lists; 0 for what is none."""
    if not isinstance(block, dict) or not block.get("listItem"):
        return 0
    told = block.get("level", 1)
    return min(max(told, 1), DEEPEST) if isinstance(told, int) else 1


def _words(child: object, unread: list[str]) -> str:
    if not isinstance(child, dict) or not isinstance(child.get("text"), str):
        unread.append(_type_of(child))
        return ""
    words = escape(child["text"]).replace("\n", "<br>")
    return f"<strong>{words}</strong>" if "strong" in _list(child.get("marks")) else words


def _type_of(value: object) -> str:
    return str(value.get("_type") or "an object") if isinstance(value, dict) else type(value).__name__


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
