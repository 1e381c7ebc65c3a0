"""What may become of a feed or an answer in JSON, one change at a time: (kind of change, where, text)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from tests.drift.html import Mutation

FORMS: dict[str, Callable[[datetime], str]] = {
    "day only": lambda at: f"{at:%Y-%m-%d}",
    "31.01.2020": lambda at: f"{at:%d.%m.%Y}",
    "01/31/2020": lambda at: f"{at:%m/%d/%Y}",
    "January 31, 2020": lambda at: f"{at:%B %d, %Y}",
    "seconds since 1970": lambda at: f"{at.timestamp():.0f}",
    "another zone": lambda at: at.astimezone(timezone(timedelta(hours=-8))).isoformat(),
    "nothing": lambda _: "",
}


def of_xml(text: str) -> Iterator[Mutation]:
    """Every element of a name renamed, missing, emptied, said twice, moved into another; dates in other forms."""
    root = etree.fromstring(text.encode())
    for name in dict.fromkeys(str(element.tag) for element in root.iter()):
        where = re.sub(r"\{.*\}", "", name)
        for kind in ("element renamed", "element missing", "element emptied", "said twice", "wrapper around"):
            copy = deepcopy(root)
            if all(_changed(kind, tag) for tag in list(copy.iter(name))):
                yield kind, where, etree.tostring(copy, encoding="unicode")
        if name == "pubDate":
            for form, moment in FORMS.items():
                copy = deepcopy(root)
                for tag in copy.iter(name):
                    tag.text = moment(parsedate_to_datetime(tag.text or ""))
                yield "date format changed", form, etree.tostring(copy, encoding="unicode")


def _changed(kind: str, tag: Any) -> bool:
    parent = tag.getparent()
    if kind == "element renamed":
        tag.tag = f"{tag.tag}V2"
    elif parent is None:
        return False
    elif kind == "element missing":
        parent.remove(tag)
    elif kind == "element emptied":
        tag.clear()
    elif kind == "said twice":
        tag.addnext(deepcopy(tag))
    else:
        wrapper = etree.SubElement(parent, "wrapper")
        wrapper.append(tag)
    return True


def of_json(text: str) -> Iterator[Mutation]:
    """Every key renamed or missing, every value null, text, number, in a list or an object; dates in other forms."""
    value = json.loads(text)
    for path in list(_paths(value)):
        where = ".".join(str(part) for part in path if not isinstance(part, int))
        *before, last = path
        for kind, told in _others(_at(value, path)):
            if (last, kind) == ("nextPage", "a number"):  # a form of it that is known, and another page
                continue
            copy = deepcopy(value)
            _at(copy, before)[last] = told
            yield kind, where, json.dumps(copy, ensure_ascii=False)
        for kind in ("key renamed", "key missing"):
            copy = deepcopy(value)
            holder = _at(copy, before)
            if isinstance(holder, dict):
                told = holder.pop(last)
                if kind == "key renamed":
                    holder[f"{last}V2"] = told
                yield kind, where, json.dumps(copy, ensure_ascii=False)
        if last in ("date", "published"):
            for form, moment in FORMS.items():
                copy = deepcopy(value)
                _at(copy, before)[last] = moment(datetime.fromisoformat(_at(value, path)))
                yield "date format changed", form, json.dumps(copy, ensure_ascii=False)


def _others(told: Any) -> Iterator[tuple[str, Any]]:
    yield "null", None
    yield "in a list", [told]
    yield "in an object", {"value": told}
    yield "a number", 7
    yield "an empty text", ""


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, told in value.items():
            yield from _paths(told, (*path, key))
    elif isinstance(value, list):
        for number, told in enumerate(value[:1]):  # the others are alike
            yield from _paths(told, (*path, number))


def _at(value: Any, path: Any) -> Any:
    for part in path:
        value = value[part]
    return value
