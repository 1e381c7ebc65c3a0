"""datapackage.json: what the CSV files are, by the Data Package standard, version 2.

What the columns mean is written in dbt_project; here it is only passed on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {
    "VARCHAR": "string",
    "VARCHAR[]": "array",
    "DATE": "date",
    "BOOLEAN": "boolean",
    "INTEGER": "integer",
    "BIGINT": "integer",
}


def write_datapackage(
    folder: Path,
    manifest: Mapping[str, Any],
    columns: Mapping[str, Iterable[tuple[str, str]]],
    comments: Iterable[tuple[str, str | None, str]],
) -> None:
    """Describe ``csv/*.csv`` of the folder; ``columns`` are name and DuckDB type of each table."""
    meanings = {(table, column): meaning for table, column, meaning in comments}
    package = {
        "$schema": PROFILE,
        "name": "klyngekroner",
        "id": manifest["id"],
        "version": manifest["id"],
        "title": "klyngekroner" + (" (Eksempeldata)" if manifest["site"] == "sample" else ""),
        "description": "Public cluster and innovation funding in Norway as press releases announce it, year over year.",
        "resources": [_resource(folder, table, columns[table], meanings) for table in columns],
    }
    (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _resource(
    folder: Path, table: str, columns: Iterable[tuple[str, str]], meanings: Mapping[tuple[str, str | None], str]
) -> dict[str, Any]:
    data = (folder / "csv" / f"{table}.csv").read_bytes()
    return {
        "name": table.replace("_", "-"),
        "title": table,
        "description": meanings[table, None],
        "type": "table",
        "path": f"csv/{table}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "fields": [
                {"name": name, "type": _type(kind), "description": meanings[table, name]} for name, kind in columns
            ],
            "missingValues": [""],
        },
    }


def _type(kind: str) -> str:
    return "number" if kind.startswith("DECIMAL") else TYPES[kind]
