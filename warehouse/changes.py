"""changes.csv: every award that was added, removed or changed since the snapshot before, and why.

A closed year moves only by a cause named here. What a snapshot is belongs in publish.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from warehouse.csv_files import write_csv
from warehouse.snapshots import read_manifest

MODELS = Path(__file__).resolve().parents[1] / "dbt_project"
FILE = "changes.csv"
# What of an award a change would be noticed in.
TOLD = ("reason", "year", "amount_nok", "recipient", "programme", "funder", "county_now", "decision")
# What reference data alone can move.
BY_REFERENCE = ("recipient", "programme", "funder", "county_now")


def provenance(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What the figures were made by, besides the pages: readers, models, reference data and corrections."""
    readers = connection.execute("select distinct code_digest from private.raw.pages order by 1").fetchall()
    seeds = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'private' and schema_name = 'seeds' order by 1"
    ).fetchall()
    corrections = connection.execute(
        """
        select release_id, sha256(string_agg(c::varchar, '\n' order by c::varchar))
        from private.seeds.corrections as c where release_id is not null group by release_id order by release_id
        """
    ).fetchall()
    return {
        "reader": [digest for (digest,) in readers],
        "models": _digest_of_models(),
        "reference": {seed: _digest_of(connection, seed) for (seed,) in seeds if seed != "corrections"},
        "corrections": dict(corrections),
    }


def write_changes(
    connection: duckdb.DuckDBPyConnection, folder: Path, manifest: Mapping[str, Any], last: Path | None
) -> int:
    """Compare with the last snapshot; returns how many changes there are. The first snapshot has none."""
    before = read_manifest(last) if last else {}
    is_first = not before
    _both(connection, last, is_first=is_first)
    _causes(connection, before, manifest)
    moved = ", ".join(f"case when b.{c} is distinct from n.{c} then '{c}' end" for c in TOLD)
    connection.execute(
        f"""
        create or replace temp table changes as
        select
            coalesce(n.award_id, b.award_id) as award_id,
            coalesce(n.release_id, b.release_id) as release_id,
            coalesce(n.url, b.url) as url,
            case when b.award_id is null then 'added' when n.award_id is null then 'removed' else 'changed' end
                as change,
            case when b.award_id is not null and n.award_id is not null
                then list_filter([{moved}], lambda c: c is not null) else [] end as moved,
            coalesce(n.recipient, b.recipient) as recipient,
            b.year as year_before, n.year, b.amount_nok as amount_nok_before, n.amount_nok,
            case when b.award_id is not null then coalesce(b.reason, 'counted') end as standing_before,
            case when n.award_id is not null then coalesce(n.reason, 'counted') end as standing,
            list_distinct(list_filter(
                [n.release_id, b.release_id, n.other_release_id, b.other_release_id, n.twin_release_id,
                    b.twin_release_id], lambda r: r is not null
            )) as releases
        from awards_now as n full join awards_before as b using (award_id)
        """
    )
    rows = f"""
        select award_id, if(is_hidden, null, release_id) as release_id, if(is_hidden, null, url) as url, change,
            if(is_hidden, 'takedown', cause) as cause, array_to_string(moved, ' ') as moved,
            if(is_hidden, null, recipient) as recipient, year_before, year, amount_nok_before, amount_nok,
            standing_before, standing
        from (
            select *, coalesce(
                (select arg_min(r.cause, (list_position(releases, r.release_id), r.release_id)) from release_causes as r
                    where list_contains(c.releases, r.release_id)),
                (select 'correction' from corrected as k where k.release_id = c.release_id),
                case
                    when $reference and (not $code or len(moved) > 0 and list_has_all({list(BY_REFERENCE)}, moved))
                        then 'reference data'
                    when $code then 'code'
                end,
                (select min(cause) from release_causes),
                'unknown'
            ) as cause,
            change = 'removed'
                and {_address("url")} in (select {_address("url")} from private.seeds.takedown) as is_hidden
            from changes as c
            where change <> 'changed' or len(moved) > 0
        )
        order by release_id, award_id
    """
    parameters = {
        "code": any(before.get(key) != manifest[key] for key in ("reader", "models")),
        "reference": before.get("reference") != manifest["reference"],
    }
    connection.execute(f"create or replace temp table told_changes as {rows}", parameters)
    write_csv(connection, "select * from told_changes order by release_id, award_id", folder / FILE)
    found = connection.execute("select count(*) from told_changes").fetchone()
    assert found is not None
    return int(found[0])


def _address(column: str) -> str:
    """As the models compare addresses: without scheme and slash at the end."""
    return f"rtrim(regexp_replace({column}, '^https?://', ''), '/')"


def _both(connection: duckdb.DuckDBPyConnection, last: Path | None, *, is_first: bool) -> None:
    """Awards and releases of the snapshot before and of now, as temporary tables."""
    now = {table: f"private.marts.{table}" for table in ("awards", "awards_not_counted", "releases")}
    then = now if is_first else {table: f"read_parquet('{_quoted(last, table)}')" for table in now}
    for moment, tables in (("now", now), ("before", then)):
        connection.execute(
            f"""
            create or replace temp table releases_{moment} as
            select release_id, payload_sha256, published_on, channel, twin_release_id from {tables["releases"]}
            """
        )
        columns = f"award_id, release_id, url, {', '.join(c for c in TOLD if c != 'reason')}"
        connection.execute(
            f"""
            create or replace temp table awards_{moment} as
            with told as (
                select {columns}, null::varchar as reason, null::varchar as counted_award_id from {tables["awards"]}
                union all
                select {columns}, reason, counted_award_id from {tables["awards_not_counted"]}
            )
            select told.*, other.release_id as other_release_id, r.twin_release_id
            from told
            left join told as other on told.counted_award_id = other.award_id
            left join releases_{moment} as r on told.release_id = r.release_id
            """
        )


def _causes(connection: duckdb.DuckDBPyConnection, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """What became of each release since: new, back-filled or edited; and whose corrections are other ones."""
    connection.execute(
        """
        create or replace temp table release_causes as
        select
            n.release_id,
            case
                when b.release_id is not null then 'edited page'
                when n.channel = 'archive' or n.published_on <= $as_of::date then 'back-filled page'
                else 'new page'
            end as cause
        from releases_now as n left join releases_before as b using (release_id)
        where b.release_id is null or b.payload_sha256 <> n.payload_sha256
        """,
        {"as_of": before.get("as_of")},
    )
    then, today = before.get("corrections", {}), now["corrections"]
    changed = sorted(release for release in {*then, *today} if then.get(release) != today.get(release))
    connection.execute("create or replace temp table corrected as select unnest(?::varchar[]) as release_id", [changed])


def _digest_of(connection: duckdb.DuckDBPyConnection, seed: str) -> str:
    sql = (
        f"select sha256(coalesce(string_agg(s::varchar, '\n' order by s::varchar), '')) from private.seeds.{seed} as s"
    )
    found = connection.execute(sql).fetchone()
    assert found is not None
    return str(found[0])


def _digest_of_models() -> str:
    digest = hashlib.sha256()
    for folder in ("models", "macros"):
        for path in sorted((MODELS / folder).rglob("*.sql")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    digest.update((MODELS / "dbt_project.yml").read_bytes())
    return digest.hexdigest()


def _quoted(last: Path | None, table: str) -> str:
    return str(Path(str(last), "parquet", f"{table}.parquet")).replace("'", "''")
