"""Publish: the marts of the private warehouse → a snapshot for analysts, verified, then swapped in at once.

The same figures give the same snapshot, whenever they are published. Where snapshots lie is in snapshots.py, what
figures mean in dbt_project.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from scrapers.settings import Lake
from warehouse.changes import FILE as CHANGES
from warehouse.changes import provenance, write_changes
from warehouse.csv_files import write_csv
from warehouse.database import attach, explain, reader, scratch
from warehouse.datapackage import write_datapackage
from warehouse.funding_file import columns_of, comments_of, write_funding_file
from warehouse.giving import write_360giving
from warehouse.readme import readme_rows
from warehouse.report import FILE as REPORT
from warehouse.report import write_report
from warehouse.snapshots import (
    CHECKSUM,
    DATABASE,
    PublishError,
    Snapshots,
    digest_of,
    read_manifest,
    write_checksum,
    write_manifest,
)
from warehouse.workbook import write_workbook

__all__ = ["MARTS", "PublishError", "PublishReport", "publish"]

# Each mart and the order of its rows, which must be one: the same figures are the same bytes.
MARTS: Mapping[str, str] = {
    "releases": "published_on nulls last, release_id",
    "awards": "announced_on, release_id, start_offset, award_id",
    "awards_not_counted": "announced_on nulls last, release_id, start_offset, award_id",
    "award_history": "release_id, version_number, award_id",
    "recipients": "recipient, recipient_id",
    "recipient_candidates": "recipient, recipient_id, other_recipient_id",
    "programmes": "programme",
    "funding_by_year": "year",
    "funding_by_programme_year": "programme, year",
    "funding_by_county_year": "county, year",
    "funding_by_funder_year": "funder, year",
    "funding_by_recipient_year": "recipient, recipient_id, year",
    "reconciliation": "published_on nulls last, release_id",
    "coverage_by_year": "year nulls last",
    "control_check": "year, programme_id, kind",
    "register_check": "register, coalesce(announced_on, awarded_on), award_id nulls last, entry_ids",
    "sources": "source",
    "issues": "url, payload_sha256, ordinal",
    "mentions": "release_id, ordinal",
    "review_queue": "amount_nok desc nulls last, award_id",
}
TABLES = tuple(f"{kind}/{mart}.{kind}" for mart in MARTS for kind in ("parquet", "csv"))
BESIDE = ("funding.xlsx", "datapackage.json", "360giving.json", REPORT, CHANGES)
FILES = (DATABASE, CHECKSUM, *TABLES, *BESIDE)
# What DuckDB says of a file that it makes; what it says of one that it reads is about the warehouse.
_WRITING = re.compile(r"Could not write|No space left|Cannot open file .* (?:Permission denied|Read-only)|CHECKPOINT")


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What was published, for operators."""

    snapshot_id: str
    folder: Path
    is_new: bool
    changes: int  # awards added, removed or changed since the snapshot before
    rows: Mapping[str, int]
    counted_nok: Decimal
    removed: tuple[str, ...]  # older snapshots

    def metadata(self) -> dict[str, int | str]:
        """Figures of the snapshot, each with its name."""
        return {
            "snapshot": self.snapshot_id,
            "changed": "yes" if self.is_new else "no: the same figures as before",
            "awards changed": self.changes,
            "open": str(self.folder / DATABASE),
            "counted kroner": f"{self.counted_nok:,.2f}".replace(",", " "),
            **{f"rows of {table}": count for table, count in self.rows.items()},
            "removed snapshots": ", ".join(self.removed) or "none",
        }


def publish(warehouse_path: Path | Lake, site_dir: Path, site: str) -> PublishReport:
    """Build, verify and swap in; raises WarehouseError and leaves the last snapshot where it cannot."""
    snapshots = Snapshots(site_dir)
    try:
        with snapshots.building() as folder, scratch() as connection:
            _attach(connection, warehouse_path)
            manifest = _copy_tables(connection, folder, site)
            name = str(manifest["id"])
            is_new = not snapshots.holds(name, manifest, FILES)
            changes = _write_files(connection, folder, manifest, snapshots.published()) if is_new else 0
            connection.execute("detach private")
            if is_new:
                _verify(folder, manifest, snapshots.published())
                snapshots.keep(folder, name)
            snapshots.publish(name)
            removed = snapshots.prune()
    except OSError as error:
        raise _cannot_write(snapshots.folder, f"{error.strerror or error} ({error.filename})") from error
    except duckdb.Error as error:
        if _WRITING.search(str(error)):
            raise _cannot_write(snapshots.folder, str(error).splitlines()[0]) from error
        raise explain(error, warehouse_path) from error
    return PublishReport(
        snapshot_id=name,
        folder=snapshots.folder / name,
        is_new=is_new,
        changes=changes,
        rows={table: told["rows"] for table, told in manifest["tables"].items()},
        counted_nok=Decimal(manifest["counted_nok"]),
        removed=tuple(removed),
    )


def _cannot_write(folder: Path, got: str) -> PublishError:
    return PublishError(
        f"publish {folder}: {got}; expected room on the disk and folders that this user may write in; free space, or "
        "change their owner; the last snapshot stays"
    )


def _attach(connection: duckdb.DuckDBPyConnection, warehouse_path: Path | Lake) -> None:
    """The private warehouse to read from, with every mart in it; a writer elsewhere is named."""
    connection.execute("set threads = 1")  # one thread writes one order of row groups
    attach(connection, warehouse_path, "private")
    built = "select table_name from duckdb_tables() where database_name = 'private' and schema_name = 'marts'"
    missing = sorted(MARTS.keys() - {name for (name,) in connection.execute(built).fetchall()})
    if missing:
        raise PublishError(
            f"publish {warehouse_path}: no table {', '.join(missing)} in schema marts, expected every mart; "
            "build them first: klyngekroner rebuild; the last snapshot stays"
        )


def _copy_tables(connection: duckdb.DuckDBPyConnection, folder: Path, site: str) -> dict[str, Any]:
    """Parquet and CSV of every mart; returns the manifest, whose id follows from what they hold."""
    through_on, as_of = _dates(connection)
    if as_of is None:
        raise PublishError(
            "publish: the warehouse holds no dated release and no source was ever listed, expected at least one; "
            "run the crawl, or import WARC files, first; nothing was published"
        )
    tables = {}
    for kind in ("parquet", "csv"):
        (folder / kind).mkdir()
    for table, order in MARTS.items():
        parquet = folder / "parquet" / f"{table}.parquet"
        sql = f"(select * from private.marts.{table} order by {order})"
        (count,) = _one(connection, f"copy {sql} to {_quoted(str(parquet))} (format parquet, compression zstd)")
        write_csv(connection, _flat(connection, table), folder / "csv" / f"{table}.csv")
        tables[table] = {"rows": int(count), "sha256": digest_of(parquet)}
    (counted,) = _one(connection, "select coalesce(sum(amount_nok), 0)::decimal(18, 2) from private.marts.awards")
    content = {
        "site": site,
        "as_of": as_of.isoformat(),
        "through_on": through_on.isoformat() if through_on else None,
        "counted_nok": str(counted),
        "tables": tables,
        "archive": _archive_digest(connection),
    }
    told = [content, comments_of(connection, MARTS), readme_rows("", content)]
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    # what made the figures is noted, and does not make another snapshot of the same figures
    made_by = {"duckdb": duckdb.__version__, **provenance(connection)}
    return {"id": f"{as_of.isoformat()}-{digest[:12]}", **content, **made_by}


def _write_files(
    connection: duckdb.DuckDBPyConnection, folder: Path, manifest: Mapping[str, Any], last: Path | None
) -> int:
    """All that stands beside Parquet and CSV, and the manifest with its digests; returns how many awards changed."""
    comments = comments_of(connection, MARTS)
    readme = readme_rows(str(manifest["id"]), manifest)
    write_funding_file(connection, folder / DATABASE, MARTS, comments, readme)
    flat = {table: _flat(connection, table) for table in MARTS}
    as_of = date.fromisoformat(manifest["as_of"])
    write_workbook(connection, folder / "funding.xlsx", flat, readme, comments, as_of)
    write_datapackage(folder, manifest, {table: columns_of(connection, table) for table in MARTS}, comments)
    write_360giving(connection, folder, manifest)
    changes = write_changes(connection, folder, manifest, last)
    write_report(connection, folder, manifest, last)
    write_manifest(folder, {**manifest, "files": {name: digest_of(folder / name) for name in (*TABLES, *BESIDE)}})
    write_checksum(folder)
    return changes


def _flat(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """A mart with its lists as JSON, for files that know no lists."""
    told = (
        f"to_json({name})::varchar as {name}" if kind.endswith("[]") else name
        for name, kind in columns_of(connection, table)
    )
    return f"select {', '.join(told)} from private.marts.{table} order by {MARTS[table]}"


def _dates(connection: duckdb.DuckDBPyConnection) -> tuple[date | None, date | None]:
    """Up to when every source was listed; and the snapshot's date: that, or the latest that the data know of."""
    through_on, as_of = _one(
        connection,
        """
        select
            through_on,
            coalesce(
                through_on,
                (select max(listed_on) from private.marts.sources),
                (select max(published_on) from private.marts.releases)
            )
        from private.intermediate.int_sources_listed
        """,
    )
    return through_on, as_of


def _archive_digest(connection: duckdb.DuckDBPyConnection) -> dict[str, int | str]:
    """The archived payloads that the releases were read from: how many, and one digest of all."""
    count, digest = _one(
        connection,
        """
        select count(*), sha256(coalesce(string_agg(payload_sha256, '\n' order by payload_sha256), ''))
        from (select distinct payload_sha256 from private.marts.releases)
        """,
    )
    return {"payloads": int(count), "sha256": str(digest)}


def _verify(folder: Path, manifest: Mapping[str, Any], last: Path | None) -> None:
    """Open what was built as an analyst will; raises PublishError when it is not what it says."""
    problems = []
    with reader(folder / DATABASE) as connection:
        found = connection.execute("select schema_name, table_name from duckdb_tables() order by all").fetchall()
        expected = sorted(("main", table) for table in (*MARTS, "readme"))
        if found != expected:
            problems.append(f"tables: got {found}, expected {expected}")
        for table, told in manifest["tables"].items():
            parquet = _quoted(str(folder / "parquet" / f"{table}.parquet"))
            counts = _one(connection, f"select (select count(*) from {table}), count(*) from read_parquet({parquet})")
            if counts != (told["rows"], told["rows"]):
                problems.append(f"{table}: got {counts[0]} rows and {counts[1]} in Parquet, expected {told['rows']}")
        sums = _one(connection, "select (select sum(amount_nok) from awards), sum(amount_nok) from funding_by_year")
        if (sums[0] or 0) != (sums[1] or 0):
            problems.append(f"kroner: awards sum to {sums[0]}, funding_by_year to {sums[1]}, expected the same")
    before = read_manifest(last).get("tables", {}).get("releases", {}).get("rows") if last else None
    if before and not manifest["tables"]["releases"]["rows"]:
        problems.append(f"releases: got none, expected about the {before} of the last snapshot")
    if problems:
        raise PublishError(
            f"publish: the new snapshot failed its verification and was not published: {'; '.join(problems)}; "
            "look at the last run's log, then run `klyngekroner rebuild`; the last snapshot stays"
        )


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = connection.execute(sql).fetchone()
    assert row is not None, sql
    return row


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
