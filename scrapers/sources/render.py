"""Render: an element of a page → its text and the blocks of that text, as a reader of the page would see it.

Blocks stand apart by a blank line; items are "• text", one a line, two spaces deeper a level; rows are cells with a tab
between, one a line; a <br> is a line break. Offsets count code points. What a text means does not belong here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4.element import PageElement, Tag

from scrapers.model import Block, BlockKind
from scrapers.sources.grid import is_for_looks, rows_of
from scrapers.sources.markup import (
    BOLD,
    DEEPEST,
    HEADINGS,
    LISTS,
    classes_of,
    is_all_within,
    is_block_level,
    is_dropped,
    lines_of,
    outermost,
    split_lines,
    squeeze,
)

PAGE_TALK = re.compile(
    r"Aktiver Javascript|Dette innh[oa]ldet er mei?r enn \d+ år|This content is more than \d+ years|"
    r"(?:(?:Publisert|Sist oppdatert|Sist endra|Sist endret|Published|Last updated)\s*:[^\n]{0,40}\n?)+$",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"(?:presse)?kontakt(?:er|ar|person|personer|personar|informasjon)?(?: oss)?\s*:?$|"
    r"(?:press |media )?contacts?(?: us)?\s*:?$",
    re.IGNORECASE,
)
ENDS_SENTENCE = re.compile(r"[.!?;,]\s*$")
DOT_MARK = re.compile(r"[•●▪◦·‣○▸►▶➤■□✓✔][ \t\u00a0]*(?=\S)")
ANY_MARK = re.compile(r"(?:[•●▪◦·‣○▸►▶➤■□✓✔*][ \t\u00a0]*|[-–—][ \t\u00a0]+)(?=\S)")
LONGEST_HEADING = 90
HEAD_OF_PAGE = 4  # blocks


@dataclass(slots=True)
class Renderer:
    """Collects text and blocks; give it the title, the lead, then the body."""

    blocks: list[Block] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _length: int = 0
    _groups: int = 0
    _kind: BlockKind = "paragraph"  # of running text
    _cut_below: int | None = None  # level of the contact heading whose section is being left out

    @property
    def text(self) -> str:
        return "".join(self._text)

    def add_title(self, title: str) -> None:
        self._add("title", squeeze(title))

    def add_lead(self, lead: Tag) -> None:
        self._kind = "lead"
        self._walk(lead, 0)
        self._kind = "paragraph"

    def add_body(self, body: Tag) -> None:
        self._walk(body, 0)
        self._cut_below = None

    def _walk(self, tag: Tag, depth: int) -> None:
        """Blocks of an element's children; what stands between block-level ones is running text."""
        running: list[PageElement] = []
        for child in tag.children:
            if not isinstance(child, Tag) or not is_block_level(child):
                running.append(child)
                continue
            self._add_running(running)
            running = []
            if not is_dropped(child) and depth < DEEPEST:
                self._add_element(child, depth + 1)
        self._add_running(running)

    def _add_element(self, tag: Tag, depth: int) -> None:
        if tag.name in HEADINGS:
            self._add_heading(" ".join(lines_of(tag)), HEADINGS[tag.name])
        elif tag.name in LISTS:
            self._groups += 1
            self._add_list(tag, self._groups, 0, depth)
        elif tag.name == "table" and not is_for_looks(tag):
            self._add_table(tag)
        elif tag.name in ("figcaption", "caption") or any("caption" in name for name in classes_of(tag)):
            self._add("caption", "\n".join(lines_of(tag)))
        elif tag.name == "p" and (heading := _emphasised(tag)):
            self._add_heading(heading, 3)
        else:
            self._walk(tag, depth)

    def _add_running(self, nodes: list[PageElement]) -> None:
        """A paragraph of each run of lines without an empty one, or items where the lines bear marks."""
        run: list[str] = []
        for line in [*split_lines(nodes), ""]:
            if line:
                run.append(line)
            elif run:
                self._add_lines(run)
                run = []

    def _add_lines(self, lines: list[str]) -> None:
        mark = ANY_MARK if sum(bool(ANY_MARK.match(line)) for line in lines) > 1 else DOT_MARK
        marks = [mark.match(line) for line in lines]
        first = next((at for at, found in enumerate(marks) if found), len(lines))
        if first:
            self._add(self._kind, "\n".join(lines[:first]))
        if first == len(lines):
            return
        follows = bool(self.blocks) and self.blocks[-1].kind == "item" and not first
        self._groups += not follows
        starts = [at for at, found in enumerate(marks) if found]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            found = marks[start]
            assert found is not None
            item = "\n".join([lines[start][found.end() :], *lines[start + 1 : end]])
            self._add("item", item, prefix=found[0], group=self._groups)

    def _add_list(self, tag: Tag, group: int, level: int, depth: int) -> None:
        for item in tag.children:
            if not isinstance(item, Tag) or is_dropped(item):
                continue
            if item.name in LISTS:  # a list right inside a list: what browsers draw one level deeper
                self._add_list(item, group, level + 1, depth + 1)
                continue
            text = "\n".join(lines_of(item, without=LISTS))
            self._add("item", text, prefix="  " * level + "• ", level=level, group=group)
            if depth < DEEPEST:
                for nested in outermost(item, LISTS):
                    self._add_list(nested, group, level + 1, depth + 1)

    def _add_table(self, table: Tag) -> None:
        self._groups += 1
        for caption in table.find_all("caption", recursive=False):
            self._add("caption", "\n".join(lines_of(caption)))
        for row in rows_of(table):
            self._add_row(row.cells, is_header=row.is_header)

    def _add_row(self, cells: tuple[str, ...], *, is_header: bool) -> None:
        if self._cut_below is not None:
            return
        start = at = self._begin("row", self._groups)
        offsets = []
        for cell in cells:
            offsets.append((at, at + len(cell)))
            at += len(cell) + 1
        self._write("\t".join(cells))
        self.blocks.append(
            Block("row", start, self._length, group=self._groups, cells=tuple(offsets), is_header=is_header)
        )

    def _add_heading(self, text: str, level: int) -> None:
        if CONTACT.match(text):
            self._cut_below = level if self._cut_below is None else min(level, self._cut_below)
        elif self._cut_below is None or level <= self._cut_below:
            self._cut_below = None
            self._add("heading", text, level=level)

    def _add(self, kind: BlockKind, text: str, *, prefix: str = "", level: int = 0, group: int | None = None) -> None:
        if not text or self._cut_below is not None or PAGE_TALK.match(text):
            return
        if kind == "paragraph" and self._is_lead_again(text):
            return
        self._begin(kind, group)
        self._write(prefix)
        start = self._length
        self._write(text)
        self.blocks.append(Block(kind, start, self._length, level=level, group=group))

    def _begin(self, kind: BlockKind, group: int | None) -> int:
        """Set the new block apart from the last one; returns where it starts."""
        if self.blocks:
            last = self.blocks[-1]
            self._write("\n" if group is not None and (last.group, last.kind) == (group, kind) else "\n\n")
        return self._length

    def _write(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def _is_lead_again(self, text: str) -> bool:
        """Old pages print their lead once more as the first paragraph, or below their number and date."""
        if len(self.blocks) > HEAD_OF_PAGE:
            return False
        return text in [self.text[block.start : block.end] for block in self.blocks if block.kind == "lead"]


def render_blocks(*bodies: Tag, title: str | None = None, lead: Tag | None = None) -> tuple[str, tuple[Block, ...]]:
    """The text of elements and its blocks, title and lead first."""
    renderer = Renderer()
    if title:
        renderer.add_title(title)
    if lead is not None:
        renderer.add_lead(lead)
    for body in bodies:
        renderer.add_body(body)
    return renderer.text, tuple(renderer.blocks)


def _emphasised(paragraph: Tag) -> str | None:
    """The text of a paragraph that stands as a heading: one short emphasised line that ends no sentence."""
    if not is_all_within(paragraph, (*BOLD, "em", "i")):
        return None
    lines = lines_of(paragraph)
    if len(lines) != 1 or len(lines[0]) > LONGEST_HEADING:
        return None
    line = lines[0]
    return None if ENDS_SENTENCE.search(line) or ANY_MARK.match(line) or line[0] in '«"”' else line
