"""archive/<source>: crawl every source into the WARC archive, one function for all, a thread a host.

A source's failure is a check result, never an exception; reading what was archived does not belong here.
"""

# No postponed annotations here: Dagster looks at the context's annotation itself.

from collections.abc import Iterable, Iterator
from datetime import date

import dagster as dg

from pipelines.defs.tags import RECHECK
from pipelines.progress import ProgressListener
from pipelines.reasons import stale_line
from pipelines.site import open_site
from scrapers.clock import clock_for, oslo_date
from scrapers.crawl.archive import Archive
from scrapers.crawl.crawl import crawl
from scrapers.model import CrawlVerdict
from scrapers.settings import Settings
from scrapers.sources import Source, load_sources

OWNERS = ["team:klyngekroner"]


@dg.definitions
def archive() -> dg.Definitions:
    sources = load_sources()

    @dg.multi_asset(
        name="archive",
        specs=[_spec(source) for source in sources.values()],
        check_specs=[_check_spec(source) for source in sources.values()],
        can_subset=True,
        pool="archive",
    )
    def crawl_sources(
        context: dg.AssetExecutionContext,
        settings: dg.ResourceParam[Settings],
        progress: dg.ResourceParam[ProgressListener],
    ) -> Iterator[dg.MaterializeResult[None]]:
        asked = {key.path[-1] for key in context.selected_asset_keys}
        if RECHECK in context.run.tags:
            settings = settings.model_copy(update={"recheck_days": 0})
        clock = clock_for(settings)
        limit = settings.max_warc_bytes
        with open_site(settings) as port, Archive.open(settings.archive_dir, clock, max_bytes=limit) as store:
            chosen = {name: source for name, source in sources.items() if name in asked}
            verdicts = crawl(chosen, store, settings, clock, progress, loopback_port=port)
            promised = {name: [seen.link.published_on for seen in store.held.links(name)] for name in chosen}
        for name in sorted(asked):
            yield _result(sources[name], verdicts[name], promised[name])

    return dg.Definitions(assets=[crawl_sources])


def _spec(source: Source) -> dg.AssetSpec:
    return dg.AssetSpec(
        key=["archive", source.name],
        group_name="archive",
        kinds={"httpx", "warc"},
        owners=OWNERS,
        description=f"{source.title}: every page fetched or adopted, as WARC records that are only ever added to.",
    )


def _check_spec(source: Source) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        name="source_is_fresh",
        asset=["archive", source.name],
        description="Every channel that is on was listed to its end, its links as the source asserts.",
    )


def _freshness(source: Source, days: Iterable[date | None], today: date) -> dict[str, str | int]:
    """Of the data, by the source's own rhythm: an asset is as young as its last run, whatever that run got."""
    known = [day for day in days if day is not None and day <= today]
    told: dict[str, str | int] = {"newest_release": str(max(known, default="none"))}
    if beat := source.assertions.rhythm.of(known, today):
        told |= {"silent_days": beat.silence, "longest_silence_days": beat.longest, "stale_after_days": beat.allowed}
    return told


def _result(source: Source, verdict: CrawlVerdict, days: Iterable[date | None]) -> dg.MaterializeResult[None]:
    channels = [
        dg.TableRecord({"channel": c.name, "kind": c.kind, "on": "yes" if c.is_on else "no", "reason": c.reason or ""})
        for c in source.channels
    ]
    return dg.MaterializeResult(
        asset_key=["archive", source.name],
        metadata={
            "links": verdict.link_count,
            "new": verdict.new_count,
            "changed": verdict.changed_count,
            "unchanged": verdict.unchanged_count,
            "blocked": verdict.blocked_count,
            "failed": verdict.failed_count,
            "listed_on": str(verdict.listed_on or "never"),
            **_freshness(source, days, oslo_date(verdict.attempted_at)),
            "channels": dg.MetadataValue.table(channels),
        },
        check_results=[
            dg.AssetCheckResult(
                asset_key=["archive", source.name],
                check_name="source_is_fresh",
                passed=verdict.is_fresh,
                severity=dg.AssetCheckSeverity.ERROR,
                description="listed to its end" if verdict.is_fresh else stale_line(source.name, verdict),
                metadata={"warnings": "\n".join(verdict.warnings) or "none"},
            )
        ],
    )


def asked_verdicts(context: dg.AssetExecutionContext, settings: Settings) -> list[CrawlVerdict]:
    """The verdicts of the sources that this run crawled, of those that there still are; none in a rebuild."""
    chosen = context.run.asset_selection  # nothing = everything
    with Archive.open(settings.archive_dir, clock_for(settings), read_only=True) as store:
        verdicts = [verdict for verdict in store.verdicts() if verdict.source in load_sources()]
    return [v for v in verdicts if not chosen or dg.AssetKey(["archive", v.source]) in chosen]
