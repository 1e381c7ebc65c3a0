"""The lake: the private warehouse past one machine, as DuckDB attaches it. Many write and read it at once, none waits.

Its extensions come as packages (the extra ``scale``) and are fetched from nowhere else; what is opened when is in
database.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import duckdb

from scrapers.settings import Lake

EXTENSIONS = ("ducklake", "postgres_scanner")
NAME = "warehouse"  # the catalog's name in SQL, as that of the file warehouse.duckdb


def connect_lake(lake: Lake, config: Mapping[str, Any], *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A database in memory that stands in the lake; raises duckdb.Error."""
    connection = duckdb.connect(":memory:", config=dict(config))
    try:
        attach_lake(connection, lake, NAME, read_only=read_only)
        connection.execute(f"use {NAME}")
    except BaseException:
        connection.close()
        raise
    return connection


def attach_lake(connection: duckdb.DuckDBPyConnection, lake: Lake, name: str, *, read_only: bool) -> None:
    """Attach the lake under a name; raises duckdb.Error."""
    install_extensions(connection)
    for extension in EXTENSIONS:
        connection.execute(f"load {extension}")
    options = [f"metadata_schema {quoted(lake.schema)}", f"data_path {quoted(folder_of(lake))}"]
    options += ["read_only"] if read_only else []
    connection.execute(f"attach {quoted(address_of(lake))} as {name} ({', '.join(options)})")
    connection.execute("set ducklake_max_retry_count = 100")  # of a commit that another one overtook


def install_extensions(connection: duckdb.DuckDBPyConnection | None = None) -> None:
    """From the packages into DuckDB's own folder, where dbt finds them too."""
    from duckdb_extensions import import_extension  # only the extra ``scale`` has it

    own = connection or duckdb.connect(":memory:")
    for extension in EXTENSIONS:
        import_extension(extension, con=own)


def address_of(lake: Lake) -> str:
    return f"ducklake:postgres:{lake.catalog}"


def folder_of(lake: Lake) -> str:
    return f"{lake.files.rstrip('/')}/"


def without_password(text: str) -> str:
    """What may be told of an address."""
    return re.sub(r"//[^@/\s]*@", "//…@", text)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
