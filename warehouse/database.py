"""Opening DuckDB: one writer of the private warehouse, any number of readers of a published file.

The private warehouse is a file, or past one machine a lake (lake.py): the same tables, opened by the same functions.

What is written and read belongs in load.py and publish.py; nobody else opens a DuckDB file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from scrapers.settings import Lake
from warehouse.lake import attach_lake, connect_lake, quoted, without_password

# Extensions are never fetched behind the user's back; the session's time zone never moves a date.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


SCHEMA = Path(__file__).with_name("schema.sql")
MOST_MEMORY = "256 MB"  # of a writer; more goes to a folder beside the file, so that no archive is too large
LAYERS = ("marts", "intermediate", "staging", "seeds", "raw", "build")  # schemas of the private warehouse
# What DuckDB says of a file that was cut off, altered, or written by another version.
_DAMAGED = re.compile(r"not a valid DuckDB database|Serialization|Could not read enough bytes|Corrupt database file")


class WarehouseError(RuntimeError):
    """A DuckDB file cannot be opened or written."""


class WarehouseLockedError(WarehouseError):
    """Somebody else has the file open."""


@contextmanager
def writer(path: Path | Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the private warehouse for writing, with its raw tables ready; raises WarehouseError."""
    folder = path.parent if isinstance(path, Path) else Path(path.files)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseError(
            f"warehouse {path}: cannot make its folder: {error.strerror or error}; expected a folder that this user "
            "may write in; change its owner, or set KLYNGEKRONER_DATA_DIR"
        ) from error
    connection = _connect(path, read_only=False)
    try:
        connection.execute("set timezone = 'UTC'")
        if isinstance(path, Path):
            connection.execute(f"set memory_limit = '{MOST_MEMORY}'")
        _prepare(connection, path)
        yield connection
    finally:
        connection.close()


@contextmanager
def reader(path: Path | Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB file, or the lake, to read it; raises WarehouseError."""
    connection = _connect(path, read_only=True)
    try:
        connection.execute("set timezone = 'UTC'")
        yield connection
    finally:
        connection.close()


def is_there(path: Path | Lake) -> bool:
    """Whether there is a file to open; what a lake holds its catalog knows."""
    return isinstance(path, Lake) or path.exists()


def forget(path: Path | Lake) -> None:
    """Delete the private warehouse, which the archive can fill again; raises WarehouseLockedError while it is open."""
    if isinstance(path, Lake):
        with writer(path) as connection:
            for layer in LAYERS:
                connection.execute(f"drop schema if exists {layer} cascade")
        return
    if path.exists():
        try:
            _connect(path, read_only=False).close()
        except WarehouseLockedError:
            raise
        except WarehouseError:
            pass  # what cannot be read is what a rebuild is for
    for file in (path, path.with_name(f"{path.name}.wal")):
        file.unlink(missing_ok=True)


@contextmanager
def scratch() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory, to which files are attached."""
    connection = duckdb.connect(":memory:", config=CONFIG)
    try:
        connection.execute("set timezone = 'UTC'")
        yield connection
    finally:
        connection.close()


def attach(connection: duckdb.DuckDBPyConnection, path: Path | Lake, name: str) -> None:
    """Attach a warehouse under a name, to read from; raises WarehouseError."""
    try:
        if isinstance(path, Lake):
            attach_lake(connection, path, name, read_only=True)
        else:
            connection.execute(f"attach {quoted(str(path))} as {name} (read_only)")
    except duckdb.Error as error:
        raise explain(error, path) from error


def _connect(path: Path | Lake, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        if isinstance(path, Lake):
            return connect_lake(path, CONFIG, read_only=read_only)
        return duckdb.connect(str(path), read_only=read_only, config=CONFIG)
    except duckdb.Error as error:
        raise explain(error, path) from error


def explain(error: duckdb.Error, path: Path | Lake) -> WarehouseError:
    """DuckDB's error as what, where, got, expected, remedy."""
    text = str(error)
    if isinstance(path, Lake):
        return WarehouseError(
            f"warehouse {path}: {without_password(_first(text))}; expected a PostgreSQL that answers and a folder that "
            "every machine may write in; look at both (docs/SCALE.md), then run again"
        )
    holder = re.search(r"lock is held in (.+?) \(PID (\d+)\)", text)
    if "Could not set lock" in text:
        by = f"process {holder[2]} ({holder[1]})" if holder else "another process"
        return WarehouseLockedError(
            f"warehouse {path}: {by} has it open; expected nobody else: only the pipeline opens this file; close that "
            "process, or wait for its run to end, and run again (analysts open published/funding.duckdb, which no run "
            "locks)"
        )
    if "does not exist" in text:
        return WarehouseError(f"warehouse {path}: there is no such file; expected one that a run has made; run first")
    if _DAMAGED.search(text):
        return WarehouseError(
            f"warehouse {path}: got a file that DuckDB {duckdb.__version__} cannot read ({_first(text)}); expected one "
            "written by this version; delete it and run `klyngekroner rebuild`: the archive holds all that is needed"
        )
    return WarehouseError(
        f"warehouse {path}: {_first(text)}; expected a file that this user may write and room on the disk; change its "
        "owner, free space, or set KLYNGEKRONER_DATA_DIR"
    )


def _first(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else "no message"


def _prepare(connection: duckdb.DuckDBPyConnection, path: Path | Lake) -> None:
    """Make the raw tables; those of another schema.sql are dropped, since the archive can fill them again."""
    sql = SCHEMA.read_text(encoding="utf-8")
    digest = hashlib.sha256(sql.encode()).hexdigest()
    try:
        if _digest_of(connection) == digest:
            return
        connection.execute("begin")
        connection.execute("drop schema if exists raw cascade")
        connection.execute(sql)
        connection.execute("insert into raw.schema_version values (?)", [digest])
        connection.execute("commit")
    except duckdb.Error as error:
        raise explain(error, path) from error


def _digest_of(connection: duckdb.DuckDBPyConnection) -> str | None:
    """Which schema.sql made the raw tables; null when there are none."""
    has_table = "select 1 from duckdb_tables() where schema_name = 'raw' and table_name = 'schema_version'"
    if connection.execute(has_table).fetchone() is None:
        return None
    row = connection.execute("select max(sha256) from raw.schema_version").fetchone()
    return row[0] if row else None
