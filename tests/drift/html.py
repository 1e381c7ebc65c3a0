"""What may become of a page template, one change at a time, its words unchanged: (kind of change, where, page).

Only what a redesign does belongs here; what is read of the result is judged in verdict.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy

from bs4 import BeautifulSoup
from bs4.element import Tag

Mutation = tuple[str, str, str]  # kind, where, the page
Change = tuple[Callable[[Tag], bool], Callable[[Tag, BeautifulSoup], None]]  # whether it applies, and the change

RENAMED = {
    "h1": "h2", "h2": "h3", "main": "div", "header": "div", "div": "section", "span": "em", "time": "span", "p": "div",
    "article": "div", "section": "div", "aside": "div", "ul": "ol", "li": "p", "td": "th", "th": "td", "strong": "b",
}  # fmt: skip
STRUCTURE = ("main", "h1", "time", "article", "header", "section")
BODIES = ("article-body", "release__body", "rich-text", "content-area__block")
LABEL = 160  # characters of a line that is a label, a heading or a date
DATE = re.compile(r"\b(\d{2})\.(\d{2})\.(\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
ENGLISH = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FORMS: dict[str, Callable[[int, int, int], str]] = {
    "1. januar 2020": lambda y, m, d: f"{d}. {MONTHS[m - 1]} {y}",
    "2020-01-31": lambda y, m, d: f"{y}-{m:02}-{d:02}",
    "31.01.2020": lambda y, m, d: f"{d:02}.{m:02}.{y}",
    "31/01/2020": lambda y, m, d: f"{d:02}/{m:02}/{y}",
    "31-01-2020": lambda y, m, d: f"{d:02}-{m:02}-{y}",
    "31.01.20": lambda y, m, d: f"{d:02}.{m:02}.{y % 100:02}",
    "01/31/2020": lambda y, m, d: f"{m:02}/{d:02}/{y}",
    "January 31, 2020": lambda y, m, d: f"{ENGLISH[m - 1]} {d}, {y}",
    "31.01": lambda _, m, d: f"{d:02}.{m:02}",
    "20200131": lambda y, m, d: f"{y}{m:02}{d:02}",
    "2020/01/31": lambda y, m, d: f"{y}/{m:02}/{d:02}",
    "2020.01.31": lambda y, m, d: f"{y}.{m:02}.{d:02}",
    "for 3 dager siden": lambda *_: "for 3 dager siden",
}


def mutations(html: str) -> Iterator[Mutation]:
    """Every change of every part of the page that a template may rest on."""
    soup = BeautifulSoup(html, "html.parser")
    numbers: dict[str, list[int]] = {}  # a template changes all elements of a name at once
    tags = soup.find_all(True)
    for number, original in enumerate(tags):
        numbers.setdefault(_name(original), []).append(number)
    for kind, (applies, change) in CHANGES.items():
        for where, same in numbers.items():
            chosen = [number for number in same if applies(tags[number])]
            if chosen:
                copy = deepcopy(soup)
                copied = copy.find_all(True)
                for number in chosen:
                    change(copied[number], copy)
                yield kind, where, str(copy)
    yield from _dates(html)


def _name(tag: Tag) -> str:
    name = tag.get("name") or tag.get("property")
    told = [f"#{tag['id']}"] if tag.get("id") else []
    return tag.name + (f"[{name}]" if tag.name == "meta" and name else "".join([*told, *_dotted(tag)]))


def _dotted(tag: Tag) -> list[str]:
    return [f".{name}" for name in tag.get("class") or []]


def _is_part(tag: Tag) -> bool:
    """Whether a template may rest on an element: it has a name of its own, or is one of few."""
    inside = any(parent.name in ("main", "body") for parent in tag.parents)
    return inside and bool(tag.get("class") or tag.get("id") or tag.name in STRUCTURE) and tag.name != "template"


def _has(attribute: str) -> Callable[[Tag], bool]:
    return lambda tag: bool(tag.get(attribute))


def _has_other_name(tag: Tag) -> bool:
    return tag.name in RENAMED and bool(tag.get_text(strip=True))


def _has_neighbour(tag: Tag) -> bool:
    return _is_part(tag) and tag.find_next_sibling() is not None


def _can_go(tag: Tag) -> bool:
    """What no body hangs on: a label, a date line, a heading, a head's meta."""
    if tag.name == "meta":
        return _is_meta(tag)
    if not _is_part(tag) or len(tag.get_text()) > LABEL or tag.find_parent(("table", "ul", "ol")):
        return False
    return tag.find_parent(class_=BODIES) is None and tag.find_parent(id="content") is None


def _is_meta(tag: Tag) -> bool:
    return tag.name == "meta" and bool(tag.get("name") or tag.get("property"))


def _is_list(tag: Tag) -> bool:
    return (
        tag.name in ("ul", "ol") and not tag.find(("ul", "ol")) and not tag.find_parent(("ul", "ol", "nav", "header"))
    )


def _is_table(tag: Tag) -> bool:
    return tag.name == "table"


def _is_plain_table(tag: Tag) -> bool:
    return tag.name == "table" and not tag.find(colspan=True) and not tag.find(rowspan=True)


def _rename_class(tag: Tag, soup: BeautifulSoup) -> None:
    tag["class"] = [f"{name}-v2" for name in tag["class"]]  # type: ignore[assignment]


def _drop_class(tag: Tag, soup: BeautifulSoup) -> None:
    del tag["class"]


def _rename_id(tag: Tag, soup: BeautifulSoup) -> None:
    tag["id"] = f"{tag['id']}-v2"


def _rename(tag: Tag, soup: BeautifulSoup) -> None:
    tag.name = RENAMED[tag.name]


def _unwrap(tag: Tag, soup: BeautifulSoup) -> None:
    tag.unwrap()


def _wrap(tag: Tag, soup: BeautifulSoup) -> None:
    tag.wrap(soup.new_tag("div", attrs={"class": "wrapper"}))


def _wrap_content(tag: Tag, soup: BeautifulSoup) -> None:
    inner = soup.new_tag("div", attrs={"class": "inner"})
    for child in list(tag.contents):
        inner.append(child.extract())
    tag.append(inner)


def _swap(tag: Tag, soup: BeautifulSoup) -> None:
    following = tag.find_next_sibling()
    assert following is not None
    following.insert_after(tag.extract())


def _say_twice(tag: Tag, soup: BeautifulSoup) -> None:
    tag.insert_after(deepcopy(tag))


def _remove(tag: Tag, soup: BeautifulSoup) -> None:
    tag.extract()


def _rename_meta(tag: Tag, soup: BeautifulSoup) -> None:
    attribute = "name" if tag.get("name") else "property"
    tag[attribute] = f"v2:{tag[attribute]}"


def _empty_meta(tag: Tag, soup: BeautifulSoup) -> None:
    tag["content"] = ""


def _list_to_table(tag: Tag, soup: BeautifulSoup) -> None:
    for item in tag.find_all("li"):
        item.name = "td"
        item.wrap(soup.new_tag("tr"))
    tag.name = "table"


def _table_to_list(tag: Tag, soup: BeautifulSoup) -> None:
    for row in tag.find_all("tr"):
        cells = [cell.get_text(" ", strip=True) for cell in row.find_all(("td", "th"))]
        row.clear()
        row.name, row.string = "li", ": ".join(cells)
    for part in tag.find_all(("tbody", "thead", "tfoot", "colgroup", "col", "caption")):
        part.unwrap()
    tag.name = "ul"


def _table_to_boxes(tag: Tag, soup: BeautifulSoup) -> None:
    for part in [tag, *tag.find_all(("tbody", "thead", "tr", "td", "th"))]:
        part.name = "div"


def _swap_columns(tag: Tag, soup: BeautifulSoup) -> None:
    for row in tag.find_all("tr"):
        for cell in reversed(row.find_all(("td", "th"), recursive=False)):
            row.append(cell.extract())


CHANGES: dict[str, Change] = {
    "class renamed": (_has("class"), _rename_class),
    "class dropped": (_has("class"), _drop_class),
    "id renamed": (_has("id"), _rename_id),
    "element renamed (h1 → h2, main → div …)": (_has_other_name, _rename),
    "element unwrapped": (_is_part, _unwrap),
    "wrapper around": (_is_part, _wrap),
    "wrapper within": (_is_part, _wrap_content),
    "order swapped": (_has_neighbour, _swap),
    "said twice": (_is_part, _say_twice),
    "element or meta missing": (_can_go, _remove),
    "meta renamed": (_is_meta, _rename_meta),
    "meta emptied": (_is_meta, _empty_meta),
    "list turned into table": (_is_list, _list_to_table),
    "table turned into list": (_is_table, _table_to_list),
    "table turned into boxes": (_is_table, _table_to_boxes),
    "columns swapped": (_is_plain_table, _swap_columns),
}


def _dates(html: str) -> Iterator[Mutation]:
    """Each printed date, and all of them at once, in every other form."""
    found = list(DATE.finditer(html))[:4]
    for name, form in FORMS.items():
        for number, match in enumerate(found):
            yield "date format changed", f"date {number + 1}: {name}", _dated(html, [match], form)
        yield "date format changed", f"all dates: {name}", _dated(html, found, form)


def _dated(html: str, matches: list[re.Match[str]], form: Callable[[int, int, int], str]) -> str:
    for match in reversed(matches):
        d, m, y, yy, mm, dd = match.groups()
        day = (int(y), int(m), int(d)) if y else (int(yy), int(mm), int(dd))
        html = html[: match.start()] + form(*day) + html[match.end() :]
    return html
