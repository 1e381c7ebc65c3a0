"""history/captures: the past of every source from web archives, a partition a year.

Which archives are asked, and how politely, belongs in scrapers/history; the daily street does not wait for it.
"""

# No postponed annotations here: Dagster looks at the context's annotation itself.

from datetime import date

import dagster as dg

from pipelines.backfill import chosen_archives, describe
from pipelines.defs.archive import OWNERS
from pipelines.progress import ProgressListener
from pipelines.site import open_site
from scrapers.clock import clock_for
from scrapers.crawl.archive import Archive
from scrapers.crawl.crawl import NO_CONTACT
from scrapers.history.backfill import backfill
from scrapers.history.capture import Period
from scrapers.settings import Settings
from scrapers.sources import load_sources

# regjeringen.no begins about 2001; the last is the year that is open
YEARS = dg.TimeWindowPartitionsDefinition(cron_schedule="0 0 1 1 *", start="2001", fmt="%Y", end_offset=1)


@dg.asset(
    key=["history", "captures"],
    group_name="history",
    kinds={"httpx", "warc"},
    owners=OWNERS,
    pool="archive",
    partitions_def=YEARS,
    description="Captures of one year that web archives hold of every source; broken off, it goes on where it was.",
)
def captures(
    context: dg.AssetExecutionContext,
    settings: dg.ResourceParam[Settings],
    progress: dg.ResourceParam[ProgressListener],
) -> dg.MaterializeResult[None]:
    if settings.site == "live" and settings.contact is None:
        raise dg.Failure(f"backfill: {NO_CONTACT}")
    year, clock = int(context.partition_key), clock_for(settings)
    told: dict[str, str] = {}
    unfinished: list[str] = []
    with (
        open_site(settings) as port,
        Archive.open(settings.archive_dir, clock, max_bytes=settings.max_warc_bytes) as store,
    ):
        for name, source in load_sources().items():
            if not source.history:
                continue
            chosen = chosen_archives(source, [])
            period = Period(date(year, 1, 1), date(year, 12, 31))
            for report in backfill(source, chosen, period, store, settings, clock, progress, loopback_port=port):
                told[f"{name} · {report.archive}"] = describe(report)
                unfinished += [f"{name}: {describe(report)}"] if report.reason else []
    if unfinished:
        raise dg.Failure("\n".join([*unfinished, "materialise the year again: it goes on where it was"]), metadata=told)
    return dg.MaterializeResult(metadata=told)
