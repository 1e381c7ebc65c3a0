"""staged/pages: past one machine, pages are read in batches of WARC files by whichever worker is free.

On one machine this stage does not exist: raw reads the pages itself, as it does with those that no worker has read.
"""

# No postponed annotations here: Dagster looks at the context's annotation itself.

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines.broker import BATCHES, QUEUE_TAG
from pipelines.defs.archive import OWNERS
from pipelines.defs.tags import REBUILD
from scrapers.batches import by_files, name_of, parse_batch, waiting
from scrapers.clock import clock_for
from scrapers.crawl.archive import Archive
from scrapers.crawl.index import Entry
from scrapers.model import Fetch
from scrapers.parse import code_digest
from scrapers.settings import Settings
from scrapers.sources import load_sources
from warehouse.database import WarehouseError, reader
from warehouse.load import is_known
from warehouse.staged import stage

STAGED = dg.AssetKey(["staged", "pages"])
Batch = list[tuple[Fetch, Entry]]  # whole, as Dagster looks into it


@dataclass(frozen=True, slots=True)
class Staged:
    """What workers have read; ``is_known`` knows their pages besides those of raw."""

    folders: tuple[Path, ...]
    is_known: Callable[[str, str], bool]


def staged_batches(settings: Settings, store: Archive, known: Callable[[str, str], bool]) -> Staged:
    """The batches that are staged, of those that raw waits for; nothing without workers."""
    if settings.scale is None:
        return Staged((), known)
    folders: list[Path] = []
    read: set[tuple[str, str]] = set()
    for batch in by_files(store, waiting(store, load_sources(), known), settings.scale.batch_pages):
        folder = settings.staged_dir / name_of(batch, code_digest())
        if folder.is_dir():
            folders.append(folder)
            read |= {(fetch.payload_sha256 or "", fetch.url) for fetch, _ in batch}
    return Staged(tuple(folders), lambda payload, url: (payload, url) in read or known(payload, url))


@dg.op(out=dg.DynamicOut(), ins={"archived": dg.In(dg.Nothing)})
def batches(context: dg.OpExecutionContext, settings: dg.ResourceParam[Settings]) -> Iterator[dg.DynamicOutput[Batch]]:
    """One output a batch: where each of its payloads lies."""
    assert settings.scale is not None
    with Archive.open(settings.archive_dir, clock_for(settings), read_only=True) as store:
        captures = waiting(store, load_sources(), _known(settings, is_rebuild=REBUILD in context.run.tags))
        for batch in by_files(store, captures, settings.scale.batch_pages):
            yield dg.DynamicOutput(batch, mapping_key=name_of(batch, code_digest()))


def _known(settings: Settings, *, is_rebuild: bool) -> Callable[[str, str], bool]:
    if not is_rebuild:
        try:
            with reader(settings.warehouse) as connection:
                return is_known(connection, code_digest())
        except WarehouseError:
            pass  # before the first load
    return lambda payload, url: False  # noqa: ARG005


@dg.op(tags={QUEUE_TAG: BATCHES})
def read_batch(context: dg.OpExecutionContext, settings: dg.ResourceParam[Settings], batch: Batch) -> int:
    """Read one batch and stage what it tells; done again, it changes nothing."""
    folder = settings.staged_dir / name_of(batch, code_digest())
    if not folder.is_dir():
        stage(folder, parse_batch(settings.archive_dir, batch), code_digest())
    context.log.info(f"{len(batch)} pages staged in {folder.name}")
    return len(batch)


@dg.op
def all_batches(read: list[int]) -> dg.Output[None]:
    """Once every batch is staged."""
    return dg.Output(None, metadata={"batches": len(read), "pages": sum(read)})


@dg.definitions
def staged() -> dg.Definitions:
    if Settings().scale is None:
        return dg.Definitions()
    archived = {name: dg.AssetIn(["archive", name], dagster_type=dg.Nothing) for name in load_sources()}

    @dg.graph_asset(
        key=STAGED,
        ins=archived,
        group_name="staged",
        kinds={"beautifulsoup", "parquet"},
        owners=OWNERS,
        description="What new pages say, read in batches of WARC files by the workers; raw takes it in.",
    )
    def pages(**crawled: Any) -> Any:
        return all_batches(batches(list(crawled.values())).map(read_batch).collect())

    return dg.Definitions(assets=[pages])
