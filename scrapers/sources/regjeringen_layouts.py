"""The page templates of regjeringen.no, each recognising itself, and what they say of a release.

Addresses, lists and feeds are in regjeringen.py. An old layout is never edited to fit a new one: it gets a neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.dates import find_date
from scrapers.sources.html import Document, maybe, one, text_of
from scrapers.sources.markup import classes_of, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bs4.element import Tag

OLD_FURNITURE = (
    "#PageLanguageInfo",
    "#innholdsfortegnelse",
    "#vedleggogregistre",
    ".documentPaging",
    ".complexDocumentBottom",
)
_LABEL = re.compile(r"\s*(?P<label>[^\W\d_][\w ]{1,20}?)\.?\s*:\s*(?P<value>[^|]*[^|\s])")
_KIND = re.compile(r"\s*(pressemelding|nyhet|nyheit|press release|news|tale|artikkel|article|speech)\b", re.IGNORECASE)


Names = Mapping[str, tuple[str, ...]]  # of the elements of a release today, as regjeringen.yml assumes them


@dataclass(frozen=True, slots=True)
class Content:
    """What a template shows of itself. Dates and names as printed; metadata is read elsewhere."""

    title: str | None
    lead: Tag | None
    body: Tag
    kind: str | None = None  # "Pressemelding"
    date_line: str | None = None  # "Dato: 03.07.2026"
    ministry: str | None = None
    government: str | None = None  # "Regjeringen Stoltenberg II", under which an archived page was published


@dataclass(frozen=True, slots=True)
class Layout:
    """A page template."""

    name: str
    recognises: Callable[[Document, Names], bool]
    read: Callable[[Document, Names], Content]


def is_archived(document: Document) -> bool:
    """Whether the page stands in the historical archive."""
    return (
        "page-historic" in document.head.body_classes
        or document.has(".historic-label")
        or document.metas.get("dc.type.status") == "Arkivert"
    )


def _has_article(document: Document, names: Names) -> bool:
    return document.has(*names["release_body"], *names["release_header"])


def _is_of_2018(document: Document) -> bool:
    return "dc.language.preference" in document.metas or "mainContentArea" in classes_of(document.main)


def _read_article(document: Document, names: Names) -> Content:
    info = document.maybe(document.either(names["release_info"]))
    return Content(
        title=text_of(one(document.one(document.either(names["release_header"])), "h1", document.where)),
        lead=document.maybe(document.either(names["release_lead"])),
        body=document.one(document.either(names["release_body"])),
        kind=_part(info, names["release_type"], document),
        date_line=_part(info, names["release_date"], document),
        ministry=_part(info, names["release_owner"], document),
    )


def _read_archived(document: Document, names: Names) -> Content:
    """An article, with lines about who published it under which government."""
    content = _read_article(document, names)
    told = _labels(line for p in document.main.find_all("p") if content.body not in p.parents for line in lines_of(p))
    return Content(
        content.title,
        content.lead,
        content.body,
        content.kind,
        content.date_line,
        ministry=told.get("utgiver") or told.get("utgjevar") or told.get("publisher") or content.ministry,
        government=told.get("publisert under") or told.get("published under"),
    )


def _read_old(document: Document, names: Names) -> Content:  # noqa: ARG001 - its names are no assumptions
    """The template of the years before 2014: no <main>, a head #documentTop, and its body as what stands beside it."""
    for name in OLD_FURNITURE:
        for furniture in document.index.get(name, []):
            furniture.extract()
    top = document.one("#documentTop")
    title = one(top, "h1", document.where).extract()
    lead = maybe(top, ".intro, .ingress, .lead", document.where)
    if lead is not None:
        lead.extract()
    lines = lines_of(top)
    told = _labels(lines)
    body = top.parent or document.main
    top.extract()
    kinds = [found[1] for line in lines if (found := _KIND.match(line))]
    return Content(
        title=text_of(title),
        lead=lead,
        body=body,
        kind=kinds[0] if kinds else None,
        date_line=told.get("dato") or told.get("date") or next((line for line in lines if find_date(line)), None),
        ministry=told.get("utgiver") or told.get("utgjevar") or document.metas.get("author"),
    )


def _labels(lines: Iterable[str]) -> dict[str, str]:
    """What stands behind each "Label:" in lines such as "Pressemelding | Nr.: 257/2005 | Dato: 14.10.2005"."""
    told: dict[str, str] = {}
    for line in lines:
        for part in line.split("|"):
            if found := _LABEL.fullmatch(part):
                told.setdefault(found["label"].lower(), found["value"])
    return told


def _part(info: Tag | None, selectors: Sequence[str], document: Document) -> str | None:
    """What stands between the pipes of "Pressemelding | Dato: 03.07.2026 | Finansdepartementet"."""
    parts = (maybe(info, selector, document.where) for selector in selectors) if info is not None else ()
    part = next((part for part in parts if part is not None), None)
    return (text_of(part) or "").strip("| ") or None


LAYOUTS = (
    Layout("historic", lambda page, names: _has_article(page, names) and is_archived(page), _read_archived),
    Layout("article_2018", lambda page, names: _has_article(page, names) and _is_of_2018(page), _read_article),
    Layout("article", _has_article, _read_article),
    Layout("old", lambda page, _: page.has("#documentTop", *OLD_FURNITURE), _read_old),
)
