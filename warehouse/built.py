"""Whether the marts in the private warehouse are still those of its raw rows: then nothing need be built.

Building is dbt's; what a mart means is told in dbt_project. A fingerprint covers all that goes into them: what staging
reads of raw, the project's own files, and the versions of what builds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from scrapers.settings import Lake
from warehouse.database import WarehouseError, explain, reader, writer

_STAGING = "select view_name from duckdb_views() where schema_name = 'staging' order by view_name"


@dataclass(frozen=True, slots=True)
class Built:
    """What the marts were last built from, and the snapshot that was published of them; null until it is."""

    fingerprint: str
    snapshot: str | None


def fingerprint(path: Path | Lake, files: Iterable[Path], versions: Iterable[str]) -> str | None:
    """Of the rows that staging reads now, and of ``files`` and ``versions``; null before a first build."""
    try:
        with reader(path) as connection:
            views = [str(name) for (name,) in connection.execute(_STAGING).fetchall()]
            told = "select count(*), sum(hash(v)::hugeint) from staging.{} as v"  # names from the catalog
            rows = [(view, connection.execute(told.format(view)).fetchone()) for view in views]
    except (duckdb.Error, WarehouseError):
        return None  # no warehouse, or of another schema: a build tells what is wrong with it
    if not views:
        return None
    digest = hashlib.sha256(repr((rows, sorted(versions))).encode())
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def last_built(path: Path | Lake) -> Built | None:
    """Null where no build was noted."""
    try:
        with reader(path) as connection:
            found = connection.execute("select fingerprint, snapshot from build.last").fetchone()
    except (duckdb.Error, WarehouseError):
        return None
    return Built(str(found[0]), found[1]) if found else None


def forget_built(path: Path | Lake) -> None:
    """Before a build: one that breaks off leaves marts that are neither of before nor of now."""
    try:
        with writer(path) as connection:
            connection.execute("drop table if exists build.last")
    except duckdb.Error as error:
        raise explain(error, path) from error


def note_built(path: Path | Lake, built: Built) -> None:
    """Remember a build that ended well, or the snapshot that was published of it."""
    try:
        with writer(path) as connection:
            connection.execute("create schema if not exists build")
            connection.execute("create or replace table build.last (fingerprint varchar, snapshot varchar)")
            connection.execute("insert into build.last values (?, ?)", [built.fingerprint, built.snapshot])
    except duckdb.Error as error:
        raise explain(error, path) from error
