"""warehouse/DICTIONARY.md: every mart and column with its meaning, as the dbt project says it.

``python -m pipelines.dictionary`` writes it; a test keeps it true. Meanings are written in dbt_project.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.dbt import REPOSITORY, dbt_project

FILE = REPOSITORY / "warehouse" / "DICTIONARY.md"
HEAD = """# Data dictionary

Every table of a snapshot, in the published file's schema `main` and as Parquet and CSV beside it. Written from the dbt
project by `make dictionary`; what a figure means at length is in [README.md](README.md). Kroner are nominal unless a
column's name says `real`."""


def dictionary() -> str:
    manifest = json.loads(Path(dbt_project().manifest_path).read_text(encoding="utf-8"))
    marts = [node for node in manifest["nodes"].values() if _is_mart(node)]
    parts = [HEAD, *("\n".join(_table(node)) for node in sorted(marts, key=lambda node: str(node["name"])))]
    return "\n\n".join(parts) + "\n"


def _is_mart(node: dict[str, Any]) -> bool:
    return bool(node["resource_type"] == "model" and node["fqn"][1] == "marts")


def _table(node: dict[str, Any]) -> Iterator[str]:
    yield f"## {node['name']}\n\n{_line(node['description'])}\n"
    yield "| column | type | meaning |"
    yield "|---|---|---|"
    for column in node["columns"].values():
        yield f"| `{column['name']}` | {column['data_type']} | {_line(column['description'])} |"


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    FILE.write_text(dictionary(), encoding="utf-8")
