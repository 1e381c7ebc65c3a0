"""What a snapshot or the private warehouse holds, in a few figures for terminal and UI.

Only reading belongs here; printing does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from scrapers.settings import Lake
from warehouse.database import WarehouseError, explain, is_there, reader, scratch


@dataclass(frozen=True, slots=True)
class YearFigures:
    year: int
    releases: int
    awards: int
    amount_nok: Decimal
    admitted: int
    is_complete_year: bool


@dataclass(frozen=True, slots=True)
class Summary:
    years: tuple[YearFigures, ...]
    not_counted: tuple[tuple[str, int, Decimal], ...]  # reason, awards, kroner as printed
    releases: int
    awards: int
    amount_nok: Decimal


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """Issues of one kind in one source, with one of them as an example."""

    source: str
    code: str
    severity: str
    count: int
    url: str
    payload_sha256: str | None
    message: str


def summarise(database: Path) -> Summary:
    """Figures of the published file; kroner are nominal and counted."""
    with reader(database) as connection:
        years = connection.execute(
            """
            select f.year, coalesce(r.releases, 0), f.award_count, f.amount_nok, f.admitted_count, f.is_complete_year
            from funding_by_year as f
            left join (select year(published_on) as year, count(*) as releases from releases group by all) as r
                using (year)
            order by f.year
            """
        ).fetchall()
        not_counted = connection.execute(
            """
            select reason, count(*), coalesce(sum(printed_nok), 0)
            from awards_not_counted group by reason order by count(*) desc, reason
            """
        ).fetchall()
        totals = connection.execute(
            """
            select (select count(*) from releases), count(*), coalesce(sum(amount_nok), 0) from awards
            """
        ).fetchall()
    releases, awards, amount = totals[0]
    return Summary(
        years=tuple(YearFigures(*row) for row in years),
        not_counted=tuple((str(reason), int(count), Decimal(nok)) for reason, count, nok in not_counted),
        releases=int(releases),
        awards=int(awards),
        amount_nok=Decimal(amount),
    )


def newest_releases(published: Path) -> dict[str, date]:
    """source → day of its newest dated release in the published snapshot; empty before the first."""
    if not (published / "funding.duckdb").exists():
        return {}
    with reader(published / "funding.duckdb") as connection:
        sql = "select source, max(published_on) from releases where published_on is not null group by all order by all"
        return {str(source): day for source, day in connection.execute(sql).fetchall()}


@dataclass(frozen=True, slots=True)
class CountedAward:
    """What of a counted award a change would be noticed in."""

    year: int
    recipient: str
    amount_nok: Decimal
    url: str


def counted_awards(published: Path) -> dict[str, CountedAward]:
    """The counted awards of a snapshot by award_id; empty when there is none."""
    parquet = published / "parquet" / "awards.parquet"
    if not parquet.exists():
        return {}
    with scratch() as connection:
        try:
            sql = "select award_id, year, recipient, amount_nok, url from read_parquet(?) order by year, url, award_id"
            found = connection.execute(sql, [str(parquet)]).fetchall()
        except duckdb.Error as error:
            raise explain(error, parquet) from error
    return {award_id: CountedAward(*told) for award_id, *told in found}


def grouped_issues(published: Path, warehouse: Path | Lake) -> tuple[IssueGroup, ...] | None:
    """Issues of the snapshot, else of the private warehouse; null when there is neither. Raises WarehouseError.

    The snapshot's Parquet is read, which nobody can lock.
    """
    parquet = published / "parquet" / "issues.parquet"
    sql = """
        select
            source, code, any_value(severity), count(*)::integer, min(url),
            arg_min(payload_sha256, (url, ordinal)), arg_min(message, (url, ordinal))
        from {}
        group by source, code
        order by source, count(*) desc, code
    """
    if parquet.exists():
        with scratch() as connection:
            try:
                found = connection.execute(sql.format("read_parquet(?)"), [str(parquet)]).fetchall()
            except duckdb.Error as error:
                raise explain(error, parquet) from error
    elif is_there(warehouse):
        with reader(warehouse) as connection:
            found = connection.execute(sql.format("raw.issues")).fetchall() if _has_raw(connection) else []
    else:
        return None
    return tuple(IssueGroup(*row) for row in found)


def largest_awards(connection: duckdb.DuckDBPyConnection, count: int = 10) -> list[dict[str, str]]:
    """The largest awards of the raw tables as they were read, for a glance at whether they look right."""
    found = connection.execute(
        """
        select v.published_on, a.recipient, a.project_title, a.amount_text, a.amount_nok, a.decision, a.status, v.url
        from raw.awards as a join raw.release_versions as v using (version_id)
        where v.is_current
        order by a.amount_nok desc nulls last, a.award_id
        limit ?
        """,
        [count],
    )
    names = [column[0] for column in found.description]
    return [
        {name: "" if value is None else str(value) for name, value in zip(names, row, strict=True)}
        for row in found.fetchall()
    ]


def yearly_figures(warehouse: Path | Lake) -> list[dict[str, str]]:
    """Rows of funding_by_year in the private warehouse, for a glance; empty when it cannot be read."""
    columns = "year, amount_nok, award_count, change_pct, same_period_change_pct, review_nok, is_complete_year"
    try:
        with reader(warehouse) as connection:
            found = connection.execute(f"select {columns} from marts.funding_by_year order by year").fetchall()
    except (duckdb.Error, WarehouseError):
        return []
    names = columns.split(", ")
    return [
        {name: "" if value is None else str(value) for name, value in zip(names, row, strict=True)} for row in found
    ]


def _has_raw(connection: duckdb.DuckDBPyConnection) -> bool:
    sql = "select 1 from duckdb_tables() where schema_name = 'raw' and table_name = 'issues'"
    return connection.execute(sql).fetchone() is not None
