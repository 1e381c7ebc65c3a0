"""published/*: one verified snapshot, swapped at once; then the verdict, which is red when a source is stale."""

# No postponed annotations here: Dagster looks at the context's annotation itself.

import dagster as dg

from pipelines.defs.archive import OWNERS
from pipelines.progress import ProgressListener
from scrapers.clock import clock_for
from scrapers.crawl.archive import Archive
from scrapers.model import CrawlVerdict
from scrapers.settings import Settings
from warehouse.publish import MARTS, publish

SNAPSHOT = dg.AssetKey(["published", "snapshot"])


@dg.asset(
    key=SNAPSHOT,
    deps=[dg.AssetKey(["marts", name]) for name in MARTS],
    group_name="published",
    kinds={"duckdb", "parquet"},
    owners=OWNERS,
    pool="warehouse",
    description="The folder that analysts open: DuckDB file, Parquet and manifest, all of one moment.",
)
def snapshot(
    context: dg.AssetExecutionContext,
    settings: dg.ResourceParam[Settings],
    progress: dg.ResourceParam[ProgressListener],
) -> dg.MaterializeResult[None]:
    verdicts = _asked(context, settings)
    if verdicts and not any(verdict.is_fresh for verdict in verdicts):
        lines = "\n".join(f"{verdict.source}: {verdict.reason}" for verdict in verdicts)
        raise dg.Failure(f"{lines}\nnothing published: no source is fresh; the last snapshot stays")
    report = publish(settings.warehouse_path, settings.site_dir, settings.site)
    progress("published", f"snapshot {report.snapshot_id}", 1, 1)
    return dg.MaterializeResult(metadata=report.metadata())


@dg.asset(
    key=["published", "verdict"],
    deps=[SNAPSHOT],
    group_name="published",
    kinds={"python"},
    owners=OWNERS,
    description="Fails, after publishing, when a source is stale: its last good rows were published again.",
)
def verdict(context: dg.AssetExecutionContext, settings: dg.ResourceParam[Settings]) -> dg.MaterializeResult[None]:
    stale = [verdict for verdict in _asked(context, settings) if not verdict.is_fresh]
    if stale:
        lines = "\n".join(f"{verdict.source}: {verdict.reason}" for verdict in stale)
        raise dg.Failure(f"published with {len(stale)} stale source(s), whose last good rows stay:\n{lines}")
    return dg.MaterializeResult(metadata={"stale_sources": 0})


def _asked(context: dg.AssetExecutionContext, settings: Settings) -> list[CrawlVerdict]:
    """The verdicts of the sources that this run crawled; none in a rebuild."""
    chosen = context.run.asset_selection  # nothing = everything
    with Archive.open(settings.archive_dir, clock_for(settings), read_only=True) as store:
        verdicts = store.verdicts()
    return [v for v in verdicts if not chosen or dg.AssetKey(["archive", v.source]) in chosen]
