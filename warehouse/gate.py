"""Gate: which of the pages that were read may come into raw. New ones of a stale source may not.

How a source was listed is the crawl's to judge; here is judged what its pages turned out to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import duckdb

from scrapers.clock import oslo_date
from scrapers.model import CrawlVerdict
from scrapers.sources import Source

# What hangs on a page that was read: the table and the columns that name the page.
STAGED_BY = {
    "new_pages": ("url", "payload_sha256"),
    "new_issues": ("url", "payload_sha256"),
    "new_release_versions": ("page_url", "payload_sha256"),
    "new_awards": ("page_url", "payload"),
    "new_mentions": ("page_url", "payload"),
}
# What each address brought when we last asked it: a page that was put right since does not speak of its site.
_LAST = """
    select url, arg_max(payload_sha256, attempted_at) as payload_sha256 from new_fetches
    where archive = 'klyngekroner' and payload_sha256 is not null group by url
"""


def judged(
    connection: duckdb.DuckDBPyConnection, verdicts: Iterable[CrawlVerdict], sources: Mapping[str, Source]
) -> dict[str, CrawlVerdict]:
    """Stale verdicts, by source, for those that were listed well but whose pages are not what the source asserts."""
    broken = {}
    for verdict in verdicts:
        source = sources.get(verdict.source)
        if source is None or not verdict.is_fresh or not _has_new(connection, source):
            continue
        problems = [*_changed_layouts(connection, source), *_unmet(connection, source)]
        if problems:
            reason = (
                f"{'; '.join(problems)}; new pages are kept out until {source.place}/{source.name}.py reads them or "
                f"the assertions in {source.name}.yml say otherwise"
            )
            listed_on = _one(connection, "select max(listed_on) from raw.sources where source = ?", [source.name])
            broken[source.name] = replace(verdict, is_fresh=False, reason=reason, listed_on=listed_on[0])
    return broken


def keep_out(connection: duckdb.DuckDBPyConnection, verdicts: Iterable[CrawlVerdict]) -> dict[str, int]:
    """Take new pages of stale sources from the staged tables; returns how many of each.

    Pages that came in while a source was good stay, also when they are read anew.
    """
    kept_out: dict[str, int] = {}
    for verdict in verdicts:
        if verdict.is_fresh:
            continue
        sql = "select url, payload_sha256, captured_at from new_pages where source = ?"
        new = connection.execute(sql, [verdict.source]).fetchall()
        sql = "select url, payload_sha256 from raw.pages where source = ?"
        loaded = set(connection.execute(sql, [verdict.source]).fetchall())
        if loaded:
            out = [(url, sha) for url, sha, _ in new if (url, sha) not in loaded]
        else:  # A warehouse built anew knows of no good rows; the archive knows until when the source was good.
            until = verdict.listed_on
            out = [(url, sha) for url, sha, at in new if until is None or at is None or oslo_date(at) > until]
        if out:
            kept_out[verdict.source] = len(out)
            _drop(connection, out)
    return kept_out


def _drop(connection: duckdb.DuckDBPyConnection, pages: list[tuple[str, str]]) -> None:
    addresses, digests = [url for url, _ in pages], [sha for _, sha in pages]
    sql = "create or replace temp table kept_out as select unnest(?::varchar[]) as k_url, unnest(?::varchar[]) as k_sha"
    connection.execute(sql, [addresses, digests])
    for table, (address, digest) in STAGED_BY.items():
        connection.execute(f"delete from {table} using kept_out where ({address}, {digest}) = (k_url, k_sha)")


def _has_new(connection: duckdb.DuckDBPyConnection, source: Source) -> bool:
    return bool(_one(connection, "select count(*) from new_pages where source = ?", [source.name])[0])


def _changed_layouts(connection: duckdb.DuckDBPyConnection, source: Source) -> list[str]:
    """More pages of no known layout than releases: a relaunch. Fewer are odd pages, which are issues only.

    What others have captured does not speak of the site as it is today.
    """
    changed, releases, url = _one(
        connection,
        f"""
        select count(distinct url) filter (kind = 'changed_layout'), count(distinct url) filter (kind = 'release'),
            min(url) filter (kind = 'changed_layout')
        from new_pages semi join ({_LAST}) using (url, payload_sha256) where source = ?
        """,
        [source.name],
    )
    if changed <= releases:
        return []
    why = _one(connection, "select min(message) from new_issues where url = ? and code = 'changed_layout'", [url])[0]
    return [f"got {changed} new pages of a layout that no reader knows and {releases} releases, expected fewer: {why}"]


def _unmet(connection: duckdb.DuckDBPyConnection, source: Source) -> list[str]:
    """What all releases of the source, new and loaded, fail to hold."""
    fields = list(source.assertions.release_fill)
    counted = "".join(f", count(*) filter (nullif({field}::varchar, '') is not null)" for field in fields)
    count, *filled = _one(
        connection,
        f"""
        select count(*) {counted} from (
            select distinct on (release_id) * from (
                select *, true as is_new from new_release_versions where source = $1
                union all by name
                select *, false as is_new from raw.release_versions where source = $1 and is_current
            ) order by release_id, is_new desc, captured_at desc nulls last
        )
        """,
        [source.name],
    )
    return source.assertions.unmet(count, dict(zip(fields, filled, strict=True)))


def _one(connection: duckdb.DuckDBPyConnection, sql: str, values: list[str]) -> tuple[Any, ...]:
    row = connection.execute(sql, values).fetchone()
    assert row is not None, sql
    return row
