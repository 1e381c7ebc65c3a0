"""published/*: one verified snapshot, swapped at once; then the verdict, which is red when a source is stale."""

# No postponed annotations here: Dagster looks at the context's annotation itself.

import dagster as dg

from pipelines.defs.archive import OWNERS, asked_verdicts
from pipelines.event_log import forget_old_runs
from pipelines.outcome import RunOutcome
from pipelines.progress import ProgressListener
from pipelines.reasons import stale_line
from scrapers.clock import clock_for
from scrapers.settings import Settings
from warehouse.built import Built, last_built, note_built
from warehouse.publish import FILES, MARTS, publish
from warehouse.snapshots import Snapshots

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
    settings: dg.ResourceParam[Settings], progress: dg.ResourceParam[ProgressListener]
) -> dg.MaterializeResult[None]:
    last, snapshots = last_built(settings.warehouse), Snapshots(settings.site_dir)
    if last is not None and last.snapshot is not None and snapshots.is_whole(last.snapshot, FILES):
        snapshots.publish(last.snapshot)  # nothing was built since: at most the link was elsewhere
        progress("published", f"snapshot {last.snapshot}", 1, 1)
        return dg.MaterializeResult(metadata={"snapshot": last.snapshot, "changed": "no: nothing was built"})
    report = publish(settings.warehouse, settings.site_dir, settings.site)
    if last is not None:
        note_built(settings.warehouse, Built(last.fingerprint, report.snapshot_id))
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
    forget_old_runs(context.instance, settings.kept_runs)
    stale = [verdict for verdict in asked_verdicts(context, settings) if not verdict.is_fresh]
    if stale:
        lines = "\n".join(stale_line(verdict.source, verdict) for verdict in stale)
        told = f"published with {len(stale)} stale source(s), whose last good rows stay:\n{lines}"
        raise dg.Failure(told, allow_retries=False)
    RunOutcome(clock_for(settings).now(), "published", (), context.run_id).save(settings.site_dir)
    return dg.MaterializeResult(metadata={"stale_sources": 0})
