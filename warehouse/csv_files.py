"""CSV files: RFC 4180, and no text in them that a spreadsheet takes for a formula.

Which tables become files belongs in publish.py and changes.py.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

# =1+1 is written '=1+1, and '=1+1 is written ''=1+1: one apostrophe taken away gives the text back.
FORMULA = r"^''*[=+\-@\t\r＝＋－＠]"  # as SQL says it


def write_csv(connection: duckdb.DuckDBPyConnection, sql: str, path: Path) -> None:
    """The rows of ``sql``, in their order. Numbers stay numbers; Parquet and DuckDB hold each text as it was read."""
    columns = connection.execute(f"describe {sql}").fetchall()
    texts = [f'"{name}"' for name, kind, *_ in columns if kind == "VARCHAR"]
    told = ", ".join(f"if(regexp_matches({c}, '{FORMULA}'), '''' || {c}, {c}) as {c}" for c in texts)
    target = str(path).replace("'", "''")
    connection.execute(
        f"copy (select * {f'replace ({told})' if told else ''} from ({sql})) to '{target}' "
        "(format csv, header, new_line '\\r\\n')"
    )
