"""Load: what was parsed, fetched and judged → the raw tables, in one transaction, the same rows however often it runs.

What the rows are made of is in rows.py, which pages may come in is in gate.py; figures do not belong here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]

from scrapers.model import CrawlVerdict, Fetch, ParsedPage
from scrapers.sources import Source
from warehouse import rows
from warehouse.database import explain
from warehouse.gate import judged, keep_out

BATCH = 500  # pages held in memory at a time
STAGED = ("pages", "release_versions", "awards", "mentions", "issues")


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, for operators."""

    parsed_pages: int
    new_releases: int
    changed_releases: int
    unchanged_releases: int
    kept_out: Mapping[str, int]  # stale source → pages that were kept out of raw
    rows: Mapping[str, int]  # table → rows after the load
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # table → what there is of each kind
    broken: tuple[CrawlVerdict, ...] = ()  # of sources that were listed well, but whose pages break its assertions

    def metadata(self, table: str) -> dict[str, int | str]:
        """Figures of one raw table, each with its name."""
        told: dict[str, int | str] = {"rows": self.rows[table], **self.counts.get(table, {})}
        if table == "release_versions":
            told |= {
                "new": self.new_releases,
                "changed": self.changed_releases,
                "unchanged": self.unchanged_releases,
            }
        if table == "pages":
            told["parsed now"] = self.parsed_pages
        if self.kept_out and table in STAGED:
            told["kept out"] = ", ".join(f"{source} (stale): {n} pages" for source, n in self.kept_out.items())
        return told


def is_known(connection: duckdb.DuckDBPyConnection, code_digest: str) -> Callable[[str, str], bool]:
    """Tells of (payload_sha256, url) whether raw has that page as parsed by the code of that digest."""
    found = connection.execute(
        "select payload_sha256, url from raw.pages where code_digest = ?", [code_digest]
    ).fetchall()
    known = {(str(sha), str(url)) for sha, url in found}
    return lambda payload_sha256, url: (payload_sha256, url) in known


def load(
    connection: duckdb.DuckDBPyConnection,
    parsed: Iterable[ParsedPage],
    fetches: Iterable[Fetch],
    verdicts: Iterable[CrawlVerdict],
    code_digest: str,
    sources: Mapping[str, Source] | None = None,
    staged: Sequence[Path] = (),
) -> LoadReport:
    """Replace what the pages tell, add the attempts, note the verdicts; all of it or nothing.

    ``staged``: folders of what workers have read and written (staged.py); ``parsed`` is what is read here.

    New pages of a stale source are kept out; they are not known then, so that the next load takes them in. A source
    that was listed well is stale all the same when its pages break what it asserts: ``sources`` say what.
    """
    connection.execute("begin")
    try:
        report = _load(connection, parsed, list(fetches), list(verdicts), code_digest, sources or {}, staged)
        connection.execute("commit")
    except BaseException as error:
        connection.execute("rollback")
        if isinstance(error, duckdb.Error):
            raise explain(error, _file_of(connection)) from error
        raise
    return report


def _load(
    connection: duckdb.DuckDBPyConnection,
    parsed: Iterable[ParsedPage],
    fetches: list[Fetch],
    verdicts: list[CrawlVerdict],
    code_digest: str,
    sources: Mapping[str, Source],
    staged: Sequence[Path],
) -> LoadReport:
    before = _current_versions(connection)
    parsed_pages = stage_pages(connection, parsed, code_digest) + _take_in(connection, staged)
    _stage_fetches(connection, fetches)
    broken = judged(connection, verdicts, sources)
    verdicts = [broken.get(verdict.source, verdict) for verdict in verdicts]
    kept_out = keep_out(connection, verdicts)
    publishers = {name: source.publisher for name, source in sources.items()}
    _empty(connection, "sources")
    told = [rows.source_row(verdict, publishers.get(verdict.source)) for verdict in verdicts]
    _insert(connection, "new_sources", rows.in_columns(told))
    stale = [verdict.source for verdict in verdicts if not verdict.is_fresh]
    connection.execute("create or replace temp table stale as select unnest(?::varchar[]) as source", [stale])
    connection.execute((Path(__file__).parent / "load.sql").read_text(encoding="utf-8"))
    if sources:  # one that was taken out holds no date back; its rows stay
        connection.execute("delete from raw.sources where not list_contains(?::varchar[], source)", [list(sources)])
    after = _current_versions(connection)
    changed = sum(release in before and before[release] != version for release, version in after.items())
    new = len(after.keys() - before.keys())
    return LoadReport(
        parsed_pages=parsed_pages,
        new_releases=new,
        changed_releases=changed,
        unchanged_releases=len(after) - new - changed,
        kept_out=kept_out,
        rows={table: _count(connection, table) for table in ("sources", "fetches", *STAGED)},
        counts={
            "fetches": _counts(connection, "fetches", "outcome"),
            "pages": _counts(connection, "pages", "kind"),
            "awards": _counts(connection, "awards", "status"),
            "issues": _counts(connection, "issues", "code"),
        },
        broken=tuple(broken.values()),
    )


def stage_pages(connection: duckdb.DuckDBPyConnection, parsed: Iterable[ParsedPage], code_digest: str) -> int:
    """Fill the temporary tables new_<table>; awards and mentions carry the payload that they were read from."""
    for table in STAGED:
        extra = ", ''::varchar as page_url, ''::varchar as payload" if table in ("awards", "mentions") else ""
        _empty(connection, table, extra)
    pages = _once(parsed)
    count = 0
    while batch := list(islice(pages, BATCH)):
        count += len(batch)
        staged = {
            "pages": rows.in_columns([rows.page_row(page, code_digest) for page in batch]),
            "release_versions": rows.in_columns([rows.version_row(p, p.reading) for p in batch if p.reading]),
            "awards": rows.award_columns(batch),
            "mentions": rows.mention_columns(batch),
            "issues": rows.in_columns([row for page in batch for row in rows.issue_rows(page)]),
        }
        for table, told in staged.items():
            _insert(connection, f"new_{table}", told)
    return count


def _stage_fetches(connection: duckdb.DuckDBPyConnection, fetches: Iterable[Fetch]) -> None:
    _empty(connection, "fetches")
    told = rows.fetch_rows(fetches)
    while batch := list(islice(told, BATCH)):
        _insert(connection, "new_fetches", rows.in_columns(batch))


def _empty(connection: duckdb.DuckDBPyConnection, table: str, extra: str = "") -> None:
    """A temporary table new_<table> with the columns of raw.<table>."""
    connection.execute(f"create or replace temp table new_{table} as select *{extra} from raw.{table} limit 0")


def _once(parsed: Iterable[ParsedPage]) -> Iterator[ParsedPage]:
    """Each payload of an address once, so that its rows need not be told apart again in the tables."""
    seen: set[tuple[str, str]] = set()
    for page in parsed:
        if (key := (page.page.url, page.page.payload_sha256)) not in seen:
            seen.add(key)
            yield page


def _take_in(connection: duckdb.DuckDBPyConnection, staged: Sequence[Path]) -> int:
    """Add what workers have staged to the temporary tables; returns of how many pages."""
    if not staged:
        return 0
    for table in STAGED:
        files = [str(folder / f"{table}.parquet") for folder in staged]
        connection.execute(f"insert into new_{table} by name select * from read_parquet(?)", [files])
    found = connection.execute("select count(*) from read_parquet(?)", [[str(f / "pages.parquet") for f in staged]])
    return int(found.fetchall()[0][0])


def _insert(connection: duckdb.DuckDBPyConnection, table: str, told: rows.Columns) -> None:
    """Append rows through Arrow, typed as the table."""
    if not told:
        return
    schema = connection.execute(f"select * from {table} limit 0").to_arrow_table().schema
    if wrong := set(told) ^ set(schema.names):
        raise ValueError(f"{table}: columns {sorted(wrong)} stand only on one side; mend rows.py or schema.sql")
    arrow = pa.Table.from_pydict(told, schema=schema)
    connection.register("arrived", arrow)
    connection.execute(f"insert into {table} by name select * from arrived")
    connection.unregister("arrived")


def _current_versions(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    found = connection.execute("select release_id, version_id from raw.release_versions where is_current").fetchall()
    return {str(release): str(version) for release, version in found}


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    found = connection.execute(f"select count(*) from raw.{table}").fetchone()
    assert found is not None
    return int(found[0])


def _counts(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> dict[str, int]:
    found = connection.execute(f"select {column}, count(*) from raw.{table} group by 1 order by 1").fetchall()
    return {str(kind): int(count) for kind, count in found}


def _file_of(connection: duckdb.DuckDBPyConnection) -> Path:
    found = connection.execute(
        "select path from duckdb_databases() where database_name = current_database()"
    ).fetchone()
    return Path(found[0] if found and found[0] else ":memory:")
