"""The dbt project as Dagster sees it: where it lies, and a manifest that is never stale.

``python -m pipelines.dbt`` parses the project from scratch and fails on any deprecation.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from dagster_dbt import DbtProject

from scrapers.settings import Lake
from warehouse.lake import address_of, folder_of, install_extensions

REPOSITORY = Path(__file__).resolve().parents[1]
DBT_FOLDER = REPOSITORY / "dbt_project"
RESULTS = "run_results.json"
SEED_FOLDER = REPOSITORY / "scrapers" / "reference"


def dbt_project() -> DbtProject:
    """The project with a manifest at least as new as every file that goes into it."""
    project = DbtProject(project_dir=DBT_FOLDER, profiles_dir=DBT_FOLDER)
    if _is_stale(manifest := Path(project.manifest_path)):
        manifest.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".parse-", dir=manifest.parent) as target:
            parse("--quiet", target=Path(target))
            for name in ("partial_parse.msgpack", manifest.name):  # at once: half of one would be taken for new
                Path(target, name).replace(manifest.with_name(name))
    return project


def executable() -> str:
    """dbt of this environment, also where that is not on PATH; it ends with the run (bound.py)."""
    return str(Path(sys.executable).with_name("klyngekroner-dbt"))


def parse(*options: str, target: Path = DBT_FOLDER / "target") -> None:
    """Write ``target``/manifest.json; raises CalledProcessError with dbt's own words on stderr."""
    command = [executable(), *options, "parse", "--project-dir", str(DBT_FOLDER), "--profiles-dir", str(DBT_FOLDER)]
    command += ["--target-path", str(target)]
    # nobody opens it: the UI shows its name before those of the tables
    environment = os.environ | {"KLYNGEKRONER_WAREHOUSE": "warehouse.duckdb"}
    subprocess.run(command, check=True, cwd=DBT_FOLDER, stdout=sys.stderr, env=environment)


def profile_of(warehouse: Path | Lake) -> tuple[str, dict[str, str]]:
    """The target in profiles.yml for a warehouse, and what it looks for in the environment."""
    if isinstance(warehouse, Path):
        return "warehouse", {"KLYNGEKRONER_WAREHOUSE": str(warehouse)}
    install_extensions()  # dbt loads them from where they are then
    return "lake", {
        "KLYNGEKRONER_LAKE": address_of(warehouse),
        "KLYNGEKRONER_LAKE_FILES": folder_of(warehouse),
        "KLYNGEKRONER_LAKE_SCHEMA": warehouse.schema,
    }


def failures(target: Path) -> list[str]:
    """What a build failed on, one line each: test or model, what it got, and the remedy that its description names."""
    try:
        results = json.loads((target / RESULTS).read_text(encoding="utf-8"))["results"]
    except OSError:  # it ended before it had any
        return []
    nodes = json.loads((target / "manifest.json").read_text(encoding="utf-8"))["nodes"]
    told = []
    for result in results:
        if result["status"] not in ("fail", "error"):
            continue
        node = nodes[result["unique_id"]]
        lines = [line.strip() for line in str(result["message"]).splitlines() if line.strip()]
        got = f"{result['failures']} rows" if result["status"] == "fail" else " ".join(lines[:4])
        remedy = node["description"] if node["resource_type"] == "test" else ""
        told.append(
            f"{node['resource_type']} {node['name']}: got {got}, expected none; "
            + (remedy or f"look at {node['original_file_path']}, and at the data that go into it")
        )
    return told


def warned(target: Path) -> set[str]:
    """Names of the tests that the last build there warned of; those that fail let no build end well."""
    try:
        results = json.loads((target / RESULTS).read_text(encoding="utf-8"))["results"]
    except OSError:
        return set()
    return {result["unique_id"].split(".")[2] for result in results if result["status"] == "warn"}


def project_files() -> list[Path]:
    """All that goes into the project: models, tests, macros, seeds, settings."""
    left_out = {"target", "logs"}
    return [
        path
        for folder in (DBT_FOLDER, SEED_FOLDER)
        for path in folder.rglob("*")
        if path.is_file() and not left_out.intersection(path.relative_to(folder).parts)
    ]


def _is_stale(manifest: Path) -> bool:
    if not manifest.exists():
        return True
    built = manifest.stat().st_mtime
    return any(path.stat().st_mtime > built for path in project_files())


if __name__ == "__main__":
    parse("--no-partial-parse", "--show-all-deprecations", "--warn-error")
