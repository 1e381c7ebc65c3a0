"""The gazetteers beside this file: facts with a source each, read once when first asked for.

Reading and looking up names only; what a name means in a sentence belongs in awards.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """All rows of ``<table>.csv``."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        names, *lines = csv.reader(file)
    return tuple(dict(zip(names, line, strict=True)) for line in lines)


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split("|") if name.strip()]


@cache
def programme_names() -> tuple[tuple[str, str], ...]:
    """(name or alias, programme's name), longest first, so that "Arena Pro" wins over "Arena"."""
    pairs = {
        (alias, row["name_nb"])
        for row in rows("programme_register")
        for alias in (row["name_nb"], row["name_nn"], row["name_en"], *_split(row["aliases"]))
        if alias
    }
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def cluster_names() -> frozenset[str]:
    """Names and aliases of clusters, folded to lower case."""
    return frozenset(
        name.casefold() for row in rows("clusters") for name in (row["name"], *_split(row["aliases"])) if len(name) > 3
    )


@cache
def names_with_and() -> frozenset[str]:
    """Places and bodies whose one name has "og" in it: "Sogn og Fjordane", "Nore og Uvdal"."""
    names = {
        name
        for table, columns in (
            ("counties", ("name",)),
            ("municipalities", ("name", "name_2026")),
            ("ministries", ("name_nb",)),
        )
        for row in rows(table)
        for name in (row.get(column) or "" for column in columns)
    }
    return frozenset(name.casefold() for name in names if " og " in name)


@cache
def places() -> frozenset[str]:
    """Names of counties and municipalities, folded."""
    return frozenset(
        name.casefold()
        for table in ("counties", "municipalities")
        for row in rows(table)
        for name in (row["name"],)
        if name
    )


@cache
def ministry_names() -> frozenset[str]:
    """Names and abbreviations of ministries, folded."""
    return frozenset(
        name.casefold()
        for row in rows("ministries")
        for name in (row["name_nb"], row["name_nn"], row["name_en"], row["abbr"])
        if name
    )
