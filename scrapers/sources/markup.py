"""What elements of a page are: block-level or running text, content or page furniture; and the lines they hold.

How they become blocks is in render.py, how tables become rows in grid.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = ("ul", "ol", "menu")
BLOCK_LEVEL = frozenset(
    (
        *(
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "footer",
            "aside",
            "blockquote",
            "address",
            "pre",
            "figure",
        ),
        *(
            "dl",
            "dt",
            "dd",
            "details",
            "summary",
            "center",
            "fieldset",
            "form",
            "li",
            "body",
            "html",
            "hr",
            "figcaption",
        ),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", *LISTS, *HEADINGS),
    )
)
DROPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "nav", "button", "iframe", "svg", "select", "input", "textarea"),
        *("object", "audio", "video", "map", "head", "title", "meta", "link"),
    )
)
DROPPED_CLASSES = frozenset(
    (
        *("sharePrint", "sharing-panel", "share", "socialmedia_linklist", "print", "to-top-of-page", "skipLink"),
        *("article-sidebar", "article-related", "department-contact", "contact-info", "article-contact", "contact"),
        *("topiclist", "content-intro-topics", "horing-cta", "enable-js", "visuallyhidden", "breadcrumb", "pagination"),
    )
)
BOLD = ("strong", "b")
DEEPEST = 150  # elements within elements; parsers give up not far beyond

_SPACES = re.compile(r"[ \t\r\n\f\v]+")


def squeeze(text: str) -> str:
    """Spaces and line ends of the source become one space; no-break and zero-width characters stay."""
    return _SPACES.sub(" ", text).strip()


def lines_of(tag: Tag, without: Collection[str] = ()) -> list[str]:
    """The lines of an element that are not empty; elements named in ``without`` are left out."""
    return [line for line in split_lines(tag.children, without) if line]


def split_lines(nodes: Iterator[PageElement] | list[PageElement], without: Collection[str] = ()) -> list[str]:
    """The lines of some nodes, empty ones too: broken by <br> and by the edges of block-level elements."""
    lines: list[list[str]] = [[]]
    _collect(nodes, without, lines, 0)
    return [squeeze("".join(line)) for line in lines]


def _collect(
    nodes: Iterator[PageElement] | list[PageElement], without: Collection[str], lines: list[list[str]], depth: int
) -> None:
    for node in nodes:
        if isinstance(node, Tag):
            if node.name == "br":
                lines.append([])
            elif node.name in without or is_dropped(node) or depth > DEEPEST:
                continue
            elif node.name in BLOCK_LEVEL:
                lines.append([])
                _collect(node.children, without, lines, depth + 1)
                lines.append([])
            else:
                _collect(node.children, without, lines, depth + 1)
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            lines[-1].append(str(node))


def classes_of(tag: Tag) -> list[str]:
    value = tag.get("class")
    return list(value) if isinstance(value, list) else (value or "").split()


def is_block_level(tag: Tag) -> bool:
    """Whether an element is, or holds, one that stands apart from running text."""
    return tag.name in BLOCK_LEVEL or any(isinstance(one, Tag) and one.name in BLOCK_LEVEL for one in tag.descendants)


def is_dropped(tag: Tag) -> bool:
    """Furniture: scripts, navigation, boxes to share a page, contact boxes."""
    if tag.name == "button" and tag.parent is not None and tag.parent.name in HEADINGS:
        return False  # headings of boxes that fold
    return tag.name in DROPPED or not DROPPED_CLASSES.isdisjoint(classes_of(tag))


def is_all_within(tag: Tag, names: Collection[str]) -> bool:
    """Whether all words of an element stand inside elements of the given names."""
    words = [string for string in tag.strings if string.strip()]
    return bool(words) and all(any(parent.name in names for parent in _parents(string, tag)) for string in words)


def _parents(string: PageElement, top: Tag) -> Iterator[Tag]:
    for parent in string.parents:
        if parent is top:
            return
        yield parent


def outermost(tag: Tag, names: Collection[str]) -> Iterator[Tag]:
    """The elements of the given names within another, without those inside them."""
    for child in tag.children:
        if isinstance(child, Tag) and not is_dropped(child):
            if child.name in names:
                yield child
            else:
                yield from outermost(child, names)
