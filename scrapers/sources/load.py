"""Load: NAME.yml and NAME.py beside this file → a Source. Unknown or missing keys are errors that name the file.

What the words of a yml mean is in source.py.
"""

from __future__ import annotations

from dataclasses import fields
from importlib import import_module
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args
from urllib.parse import urlsplit

import yaml

from scrapers.model import Link, Release
from scrapers.sources.canary import Canary
from scrapers.sources.rhythm import Rhythm
from scrapers.sources.source import Assertions, Channel, ChannelKind, Reader, Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent
KEYS = {"name", "publisher", "title", "hosts", "delay_seconds", "channels", "assertions", "canaries"}
CHANNEL_KEYS = {"name", "kind", "on"}
CHANNEL_SWITCHES = ("may_be_empty", "undated")
ASSERTION_KEYS = {"links_per_listing", "link_fill", "releases", "release_fill", "rhythm"}


class _PlainLoader(yaml.SafeLoader):
    """YAML in which ``on`` is a word, and only ``true`` and ``false`` are truth values."""


_BOOLEAN = "tag:yaml.org,2002:bool"
_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_source(path: Path) -> Source:
    """The source that a yml describes; its reader is the module of the same name."""
    try:
        declared = yaml.load(path.read_text(encoding="utf-8"), _PlainLoader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # bytes that are no text, 2015-02-31, a thousand [
        raise SourceError(f"{path}: not YAML: {error}") from error
    told = _mapping(declared, KEYS, {"history", "assumptions"}, f"{path}")
    if told["name"] != path.stem:
        raise SourceError(f"{path}: name is {told['name']!r}, expected {path.stem!r}, as the file is called")
    if not path.with_suffix(".py").is_file():
        raise SourceError(f"{path}: no {path.stem}.py beside it; a source is one .yml and one .py")
    hosts = tuple(str(host) for host in _list(told, "hosts", path))
    channels = tuple(_channel(one, path) for row in _list(told, "channels", path) for one in _each(row, path))
    if len({channel.name for channel in channels}) < len(channels):
        raise SourceError(f"{path}: two channels have one name; what was listed is remembered by it")
    for channel in channels:
        if channel.is_on and channel.url and urlsplit(channel.url).hostname not in hosts:
            raise SourceError(f"{path}: channel {channel.name} is at {channel.url}, expected one of the hosts {hosts}")
    source = Source(
        name=told["name"],
        publisher=_word(told, "publisher", path),
        title=_word(told, "title", path),
        hosts=hosts,
        delay_seconds=_number(told, "delay_seconds", f"{path}"),
        channels=channels,
        assertions=_assertions(told["assertions"], f"{path}: assertions"),
        assumptions=_assumptions(told.get("assumptions", {}), path),
        history=_history(told, hosts, path),
        canaries=_canaries(told["canaries"], f"{path}: canaries"),
        folder=path.parent.resolve(),
        reader=cast("Reader", import_module(f"scrapers.sources.{path.stem}")),
    )
    for canary in source.canaries:
        if source.release_key(canary.url) is None:
            raise SourceError(f"{path}: canary {canary.url}, expected the address of a release of this source")
    return source


def _each(declared: object, path: Path) -> list[object]:
    """A channel as it stands, or one for each row of its ``each``: the row's words take the place of {names}."""
    if not isinstance(declared, dict) or "each" not in declared:
        return [declared]
    where = f"{path}: channel {declared.get('name')}: each"
    pattern = {name: value for name, value in declared.items() if name != "each"}
    rows = declared["each"]
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) and row for row in rows):
        raise SourceError(f"{where} is {rows!r}, expected rows of words, as {{owner: 709}}")
    return [{name: _filled(value, row, where) for name, value in pattern.items()} for row in rows]


def _filled(value: object, row: Mapping[str, object], where: str) -> object:
    if not isinstance(value, str):
        return value
    for name, word in row.items():
        value = value.replace(f"{{{name}}}", str(word))
    if "{" in value:
        raise SourceError(f"{where}: {value!r} has a name in braces that the row {row!r} lacks")
    return value


def _channel(declared: object, path: Path) -> Channel:
    told = _mapping(declared, CHANNEL_KEYS, {"url", "reason", "expects", *CHANNEL_SWITCHES}, f"{path}: channels")
    where = f"{path}: channel {told['name']}"
    if told["kind"] not in get_args(ChannelKind):
        raise SourceError(f"{where}: kind is {told['kind']!r}, expected one of {', '.join(get_args(ChannelKind))}")
    for name in ("on", *CHANNEL_SWITCHES):
        if not isinstance(told.get(name, False), bool):
            raise SourceError(f"{where}: {name} is {told[name]!r}, expected true or false")
    if not told["on"] and not told.get("reason"):
        raise SourceError(f"{where}: off without a reason; say why, diagnose shows it")
    if not _is_address(told.get("url")):
        raise SourceError(f"{where}: url is {told['url']!r}, expected an address")
    if told["on"] and told["kind"] not in ("captures", "archive") and not told.get("url"):
        raise SourceError(f"{where}: on without a url")
    return Channel(
        name=told["name"],
        kind=told["kind"],
        url=told.get("url"),
        is_on=told["on"],
        reason=told.get("reason"),
        expects=told.get("expects"),
        may_be_empty=told.get("may_be_empty", False),
        is_undated=told.get("undated", False),
    )


def _is_address(url: object) -> bool:
    try:
        return url is None or (isinstance(url, str) and bool(urlsplit(url).hostname))
    except ValueError:  # "http://["
        return False


def _history(told: Mapping[str, Any], hosts: tuple[str, ...], path: Path) -> tuple[str, ...]:
    prefixes = tuple(str(prefix) for prefix in _list(told, "history", path)) if "history" in told else ()
    for prefix in prefixes:
        if prefix.partition("/")[0] not in hosts or "/" not in prefix:
            raise SourceError(f"{path}: history is {prefix!r}, expected host/path with one of the hosts {hosts}")
    return prefixes


def _assumptions(declared: object, path: Path) -> Mapping[str, tuple[str, ...]]:
    told = declared if isinstance(declared, dict) else {}
    if told is not declared or not all(isinstance(words, list) and words for words in told.values()):
        raise SourceError(f"{path}: assumptions are {declared!r}, expected a list of words a name")
    return {str(name): tuple(str(word) for word in words) for name, words in told.items()}


def _assertions(declared: object, where: str) -> Assertions:
    told = _mapping(declared, ASSERTION_KEYS, set(), where)
    links = _mapping(told["links_per_listing"], {"min", "max"}, set(), f"{where}.links_per_listing")
    releases = _mapping(told["releases"], {"min"}, set(), f"{where}.releases")
    return Assertions(
        min_links=int(_number(links, "min", where)),
        max_links=int(_number(links, "max", where)),
        link_fill=_fill(told["link_fill"], Link, f"{where}.link_fill"),
        min_releases=int(_number(releases, "min", where)),
        release_fill=_fill(told["release_fill"], Release, f"{where}.release_fill"),
        rhythm=_rhythm(told["rhythm"], f"{where}.rhythm"),
    )


def _rhythm(declared: object, where: str) -> Rhythm:
    months = _mapping(declared, {"empty_months"}, set(), where)["empty_months"]
    if not isinstance(months, list) or not all(type(month) is int and 1 <= month <= 12 for month in months):
        raise SourceError(f"{where}: empty_months is {months!r}, expected a list of numbers from 1 to 12, or []")
    return Rhythm(frozenset(months))


def _canaries(declared: object, where: str) -> tuple[Canary, ...]:
    if not isinstance(declared, list):
        raise SourceError(f"{where} are {declared!r}, expected a list of pages with known values, or []")
    return tuple(_canary(told, where) for told in declared)


def _canary(declared: object, where: str) -> Canary:
    """``text`` is a list of words that the text holds; what else is told is the field's whole value."""
    told = _mapping(declared, {"url"}, {field.name for field in fields(Release)}, where)
    url, words = str(told.pop("url")), told.pop("text", [])
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise SourceError(f"{where}: {url}: text is {words!r}, expected a list of words that it holds")
    if not told and not words:
        raise SourceError(f"{where}: {url}: no known value, expected some, as published_on: 2015-06-12")
    return Canary(url, told, tuple(words))


def _fill(declared: object, model: type[Link] | type[Release], where: str) -> Mapping[str, float]:
    told = _mapping(declared, set(), {field.name for field in fields(model)}, where)
    return {name: _number(told, name, where) for name in told}


def _mapping(value: object, required: set[str], optional: set[str], where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SourceError(f"{where}: got {value!r}, expected keys {', '.join(sorted(required | optional))}")
    missing, unknown = required - value.keys(), value.keys() - required - optional
    if missing or unknown:
        expected = ", ".join(sorted(required)) + (f" and perhaps {', '.join(sorted(optional))}" if optional else "")
        raise SourceError(
            f"{where}: missing {', '.join(sorted(missing)) or 'nothing'}, "
            f"unknown {', '.join(map(str, unknown)) or 'nothing'}; expected {expected}"
        )
    return value


def _word(told: Mapping[str, Any], key: str, path: Path) -> str:
    if not isinstance(told[key], str) or not told[key].strip():
        raise SourceError(f"{path}: {key} is {told[key]!r}, expected words")
    return str(told[key])


def _list(told: Mapping[str, Any], key: str, path: Path) -> list[object]:
    if not isinstance(told[key], list) or not told[key]:
        raise SourceError(f"{path}: {key} is {told[key]!r}, expected a list that is not empty")
    return list(told[key])


def _number(told: Mapping[str, Any], key: str, where: str) -> float:
    if isinstance(told[key], bool) or not isinstance(told[key], int | float) or not 0 <= told[key] < inf:
        raise SourceError(f"{where}: {key} is {told[key]!r}, expected a number from 0 up")
    return float(told[key])
