"""Hold a live page against what its source's yml assumes of it, and name the one line to change where it is wrong.

Only regular pages of HTML have assumptions by name; asking for pages is in probe.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scrapers.dates import day_in, find_date
from scrapers.sources.html import Document, read_html, text_of
from scrapers.sources.markup import classes_of
from scrapers.sources.source import LayoutError

if TYPE_CHECKING:
    from bs4.element import Tag

    from scrapers.model import Link, Page
    from scrapers.sources.source import Source

State = Literal["held", "broken", "unseen"]

DATE_FORMATS = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%Y/%m/%d", "%d-%m-%Y", "%d.%m.%y", "%d/%m/%y", "%m/%d/%Y")
MOST_OF = 0.8  # of a page's text, which an element must hold to be its body
HEADINGS = ["h1", "h2", "h3"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One line of a yml, as it is and as it should be."""

    path: str
    line: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """How one assumption fared on one page. ``edit`` mends a broken one, where one line can."""

    name: str
    expected: str
    seen: str
    where: str
    state: State
    edit: Edit | None = None


def check_release(source: Source, page: Page, link: Link) -> list[Finding]:
    """Each named assumption, held against a release that a list has told of with title and date."""
    names = source.assumptions
    if not names:
        return []
    try:
        document = read_html(page, source.where(page))
    except LayoutError as error:
        return [Finding(name, " or ".join(words), str(error), page.url, "broken") for name, words in names.items()]
    guesses = _guesses(document, link)
    findings = [
        _element(source, page, document, name, guesses.get(name)) for name in names if name.startswith("release_")
    ]
    return [*findings, _date_format(source, page, document, link, guesses)]


def _element(source: Source, page: Page, document: Document, name: str, guess: Tag | None) -> Finding:
    """Whether the page has the one element that the name stands for."""
    words = source.assumptions[name]
    expected = f"1 element {' or '.join(words)}"
    word = document.either(words)
    count = len(document.index.get(word, []))
    if count == 1:
        return Finding(name, expected, f"1 element {word}", page.url, "held")
    if count:
        return Finding(name, expected, f"{count} elements {word}", page.url, "broken")
    selector = _selector(document, guess)
    if guess is None:
        return Finding(name, expected, "none, and nothing that looks like it", page.url, "unseen")
    if selector is None:
        return Finding(name, expected, f"<{guess.name}> without a class of its own", page.url, "broken")
    return Finding(name, expected, f"1 element {selector}", page.url, "broken", _edit(source, name, selector))


def _date_format(source: Source, page: Page, document: Document, link: Link, guesses: dict[str, Tag | None]) -> Finding:
    formats = source.assumptions.get("date_format", ())
    expected = f"{link.published_on} as {' or '.join(formats)}"
    held = document.index.get(document.either(source.assumptions.get("release_date", ("",))))
    line = text_of(held[0] if held else guesses.get("release_date")) or ""
    if link.published_on is None or not line:
        return Finding("date_format", expected, "no date line", page.url, "unseen")
    if day_in(line.replace("|", " "), formats) == link.published_on:
        return Finding("date_format", expected, line, page.url, "held")
    format_ = next((f for f in DATE_FORMATS if day_in(line, [f]) == link.published_on), None)
    edit = _edit(source, "date_format", format_) if format_ else None
    return Finding("date_format", expected, line, page.url, "broken", edit)


def _guesses(document: Document, link: Link) -> dict[str, Tag | None]:
    """What on the page looks like each part of a release, by what a list has told of it."""
    main = document.main
    wanted = _squeezed(link.title)
    title = next((tag for tag in main.find_all(HEADINGS) if wanted and _squeezed(text_of(tag)) == wanted), None)
    dated = [tag for tag in main.find_all(True) if _is_date_line(tag, link)]
    day = dated[-1] if dated else None  # the innermost: what holds it has the date in its text too
    body = _body(main, [tag for tag in (title, day) if tag is not None])
    return {
        "release_header": _around(title, main, body),
        "release_date": day,
        "release_info": _around(day, main, body),
        "release_body": body,
    }


def _is_date_line(tag: Tag, link: Link) -> bool:
    text = text_of(tag) or ""
    if link.published_on is None or len(text) > 100:
        return False
    return find_date(text) == link.published_on or any(day_in(text, [f]) == link.published_on for f in DATE_FORMATS)


def _body(main: Tag, others: Sequence[Tag]) -> Tag | None:
    """The innermost element that holds most of the page's paragraphs, and neither its title nor its date."""
    whole = sum(len(text_of(p) or "") for p in main.find_all(["p", "li"]))
    found = [
        tag
        for tag in main.find_all(True)
        if not any(tag is other or tag in other.parents for other in others)
        and sum(len(text_of(p) or "") for p in tag.find_all(["p", "li"])) >= MOST_OF * whole > 0
    ]
    return found[-1] if found else None


def _around(tag: Tag | None, main: Tag, body: Tag | None) -> Tag | None:
    """The nearest element around one that has a class, and does not hold the body."""
    if tag is None:
        return None
    for parent in tag.parents:
        if parent is main or (body is not None and parent in body.parents):
            return None
        if classes_of(parent):
            return parent
    return None


def _selector(document: Document, tag: Tag | None) -> str | None:
    """A class or id that the page has once."""
    if tag is None:
        return None
    names = [f".{name}" for name in classes_of(tag)] + ([f"#{tag['id']}"] if tag.get("id") else [])
    return next((name for name in names if len(document.index.get(name, [])) == 1), None)


def _squeezed(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()


def _edit(source: Source, name: str, word: str) -> Edit | None:
    """The line of the yml that says what is assumed, with one word more: old pages are read as ever."""
    path = source.folder / f"{source.name}.yml"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip().startswith(f"{name}: [") and line.endswith("]"):
            new = f'{line[:-1]}, "{word}"]' if not word.startswith(".") else f"{line[:-1]}, {word}]"
            return Edit(f"{source.place}/{path.name}", number, line.strip(), new.strip())
    return None
