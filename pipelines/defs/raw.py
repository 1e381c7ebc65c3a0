"""raw/*: read every archived page that is not read yet and load what it says.

A stale source keeps its last good rows; what replaces what belongs in warehouse.
"""

# No postponed annotations here: Dagster looks at the context's annotation itself.

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg

from pipelines.defs.archive import OWNERS
from pipelines.defs.staged import STAGED, staged_batches
from pipelines.defs.tags import REBUILD
from pipelines.progress import ProgressListener
from pipelines.reasons import stale_line
from scrapers.batches import parse_archive
from scrapers.clock import clock_for
from scrapers.crawl.archive import Archive
from scrapers.model import CrawlVerdict
from scrapers.parse import code_digest
from scrapers.settings import Settings
from scrapers.sources import load_sources
from warehouse.database import forget, writer
from warehouse.load import LoadReport, is_known, load
from warehouse.registers import load_registers
from warehouse.staged import forget_staged
from warehouse.summary import largest_awards

SOURCES = dg.AssetKey(["raw", "sources"])
TABLES = {
    "sources": "One row per source: its last verdict and up to which date it was listed.",
    "fetches": "One row per attempt to fetch an address, with its outcome and where the payload lies.",
    "pages": "One row per archived payload: what it is, decided by parsing it.",
    "release_versions": "One row per distinct text of a release.",
    "awards": "One row per award that a release version tells, counted or not.",
    "mentions": "One row per mention of money in a release version, with its role.",
    "issues": "One row per thing that a human should look at.",
    "register_awards": "One row per entry of an official register, from the files in the site's folder of registers.",
}


@dg.definitions
def raw() -> dg.Definitions:
    sources = load_sources()

    @dg.multi_asset(
        name="raw",
        specs=[
            dg.AssetSpec(
                key=["raw", table],
                deps=[["archive", name] for name in sources] + ([STAGED] if Settings().scale else []),
                group_name="raw",
                kinds={"beautifulsoup", "duckdb"},
                owners=OWNERS,
                description=description,
            )
            for table, description in TABLES.items()
        ],
        check_specs=[
            dg.AssetCheckSpec(
                name=f"{name}_is_fresh",
                asset=SOURCES,
                description="The last word on a source: listed to its end, and its pages are what its yml asserts.",
            )
            for name in sources
        ],
        pool="warehouse",
    )
    def load_raw(
        context: dg.AssetExecutionContext,
        settings: dg.ResourceParam[Settings],
        progress: dg.ResourceParam[ProgressListener],
    ) -> Iterator[dg.MaterializeResult[None]]:
        if REBUILD in context.run.tags:
            forget(settings.warehouse)
        digest = code_digest()
        with (
            Archive.open(settings.archive_dir, clock_for(settings)) as store,
            writer(settings.warehouse) as connection,
        ):
            known = is_known(connection, digest)
            staged = staged_batches(settings, store, known)
            pages = parse_archive(store, sources, staged.is_known, progress, settings.processes)
            attempts = store.fetches()
            verdicts = [verdict for verdict in store.verdicts() if verdict.source in sources]
            report = load(connection, pages, attempts, verdicts, digest, sources, staged.folders)
            for verdict in report.broken:  # the archive's word is what published/verdict and diagnose go by
                store.write_verdict(verdict)
            glance = largest_awards(connection)
            entries = load_registers(connection, settings.registers_dir)
        forget_staged(settings.staged_dir)
        last = {verdict.source: verdict for verdict in (*verdicts, *report.broken)}
        yield _sources_result(report, {name: last.get(name) for name in sources})
        yield from (_result(table, report, glance) for table in TABLES if table not in ("register_awards", "sources"))
        yield dg.MaterializeResult(asset_key=["raw", "register_awards"], metadata=dict(entries))

    return dg.Definitions(assets=[load_raw])


def _result(table: str, report: LoadReport, largest: list[dict[str, str]]) -> dg.MaterializeResult[None]:
    metadata: dict[str, Any] = dict(report.metadata(table))
    if table == "awards" and largest:
        metadata["largest"] = dg.MetadataValue.table([dg.TableRecord(row) for row in largest])
    return dg.MaterializeResult(asset_key=["raw", table], metadata=metadata)


def _sources_result(report: LoadReport, verdicts: Mapping[str, CrawlVerdict | None]) -> dg.MaterializeResult[None]:
    """Each source as it was judged in the end; null: it was never crawled."""
    fresh = {name for name, verdict in verdicts.items() if verdict is not None and verdict.is_fresh}
    good = {name: str(verdict.listed_on or "never") if verdict else "never" for name, verdict in verdicts.items()}
    shown = [
        dg.TableRecord({"source": name, "state": "fresh" if name in fresh else "STALE", "last_good_on": good[name]})
        for name in verdicts
    ]
    return dg.MaterializeResult(
        asset_key=SOURCES,
        metadata={**report.metadata("sources"), "sources": dg.MetadataValue.table(shown)},
        check_results=[
            dg.AssetCheckResult(
                check_name=f"{name}_is_fresh",
                passed=name in fresh,
                severity=dg.AssetCheckSeverity.ERROR,
                description="as its yml asserts" if name in fresh else stale_line(name, verdict),
                metadata={"last_good_on": good[name]},
            )
            for name, verdict in verdicts.items()
        ],
    )
