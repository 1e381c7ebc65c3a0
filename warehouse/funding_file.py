"""funding.duckdb: the one file that analysts open, with a comment on every table and column.

Which marts stand in it belongs in publish.py, what the comments say in dbt_project.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import duckdb

Comment = tuple[str, str | None, str]


def comments_of(connection: duckdb.DuckDBPyConnection, marts: Collection[str]) -> list[Comment]:
    """Table, column (null: the table itself) and what the marts' contract says of it."""
    found = connection.execute(
        """
        select table_name, null as column_name, comment from duckdb_tables()
        where database_name = 'private' and schema_name = 'marts' and comment is not null
        union all
        select table_name, column_name, comment from duckdb_columns()
        where database_name = 'private' and schema_name = 'marts' and comment is not null
        order by all
        """
    ).fetchall()
    return [row for row in found if row[0] in marts]


def columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str]]:
    """Name and type of each column of a mart, in order."""
    return connection.execute(
        """
        select column_name, data_type from duckdb_columns()
        where database_name = 'private' and schema_name = 'marts' and table_name = ? order by column_index
        """,
        [table],
    ).fetchall()


def write_funding_file(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    marts: Mapping[str, str],
    comments: Sequence[Comment],
    readme: Sequence[tuple[str, str]],
) -> None:
    """Every mart and readme in schema main, and nothing else."""
    connection.execute(f"attach {_quoted(str(path))} as funding")
    for table, order in marts.items():
        connection.execute(f"create table funding.main.{table} as select * from private.marts.{table} order by {order}")
    for table, column, comment in comments:
        what = f"table funding.main.{table}" if column is None else f'column funding.main.{table}."{column}"'
        connection.execute(f"comment on {what} is {_quoted(comment)}")
    connection.execute("create table funding.main.readme (topic varchar, told varchar)")
    connection.executemany("insert into funding.main.readme values (?, ?)", readme)
    connection.execute("comment on table funding.main.readme is 'One row per thing to know before using a figure.'")
    connection.execute("comment on column funding.main.readme.topic is 'What it is about.'")
    connection.execute("comment on column funding.main.readme.told is 'What there is to know.'")
    connection.execute("detach funding")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
