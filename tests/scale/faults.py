"""What breaks past one machine: a worker killed in mid-batch, Redis and Postgres killed and started again, two runs at
once. Each time the run ends well, and raw holds what one machine alone loads: no row lost, none double.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines.defs.raw import TABLES
from pipelines.defs.staged import STAGED
from pipelines.queued import enqueue, failures, wait
from scrapers.batches import parse_archive
from scrapers.crawl.archive import Archive
from scrapers.parse import code_digest
from scrapers.settings import Lake, Settings
from scrapers.sources import load_sources
from tests.bench_pages import archived
from tests.crawling import quiet
from tests.loopback import FakeClock
from tests.scale.cluster import scaled_out
from tests.scale.servers import Machines, until
from warehouse.database import reader, writer
from warehouse.load import load

PAGES, MOST_BYTES, BATCH = 1200, 1_000_000, 200
LOST_AFTER = 45  # seconds; no batch takes as long, on a busy machine neither
KEYS = [STAGED, *(dg.AssetKey(["raw", table]) for table in TABLES)]
Raw = dict[str, list[tuple[Any, ...]]]

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


@pytest.fixture(scope="module")
def data(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of many WARC files."""
    data = tmp_path_factory.mktemp("archived")
    archived(data / "sample" / "archive", shared, PAGES, MOST_BYTES).close()
    return data


@pytest.fixture(scope="module")
def alone(data: Path) -> Raw:
    """What one machine without a server loads from it."""
    path, sources = data / "alone.duckdb", load_sources()
    with Archive.open(data / "sample" / "archive", FakeClock(), read_only=True) as store, writer(path) as connection:
        pages = parse_archive(store, sources, lambda *_: False, quiet)
        load(connection, pages, store.fetches(), store.verdicts(), code_digest(), sources)
    return raw(path)


def raw(warehouse: Path | Lake) -> Raw:
    with reader(warehouse) as connection:
        tables = [table for table in TABLES if table != "register_awards"]
        return {t: connection.execute(f"select * from raw.{t} order by all").fetchall() for t in tables}


@pytest.fixture(scope="module")
def cluster(data: Path) -> Iterator[Machines]:
    settings = {
        "KLYNGEKRONER_SCALE__BATCH_PAGES": str(BATCH),
        "KLYNGEKRONER_SCALE__BATCH_LOST_SECONDS": str(LOST_AFTER),
    }
    with scaled_out(data, **settings) as cluster:
        yield cluster


@pytest.fixture
def instance(cluster: Machines) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.get() as instance:
        yield instance


def taken(cluster: Machines) -> int:
    """Batches that a worker has taken and not done."""
    return int(cluster.redis.client().hlen("unacked-batches"))


def ended_well(run: dg.DagsterRun, alone: Raw, instance: dg.DagsterInstance) -> None:
    errors = [str(event.step_failure_data.error)[:500] for event in failures(run.run_id, instance)]
    assert run.status == dg.DagsterRunStatus.SUCCESS, errors
    got = raw(Settings().warehouse)
    assert {table: len(rows) for table, rows in got.items()} == {table: len(rows) for table, rows in alone.items()}
    assert got == alone


def test_a_worker_killed_in_mid_batch(cluster: Machines, instance: dg.DagsterInstance, alone: Raw) -> None:
    worker = cluster.start("worker", "batches", "--processes", "1")
    run_id = enqueue("rebuild", KEYS, Settings())
    until("a batch is taken", lambda: taken(cluster), 300)
    cluster.kill(worker)
    assert taken(cluster), "it was done before the worker was killed"
    cluster.start("worker", "batches", "--processes", "1")
    ended_well(wait(run_id, instance), alone, instance)
    assert not taken(cluster)


def test_redis_killed_in_mid_batch(cluster: Machines, instance: dg.DagsterInstance, alone: Raw) -> None:
    run_id = enqueue("rebuild", KEYS, Settings())
    until("a batch is taken", lambda: taken(cluster), 300)
    cluster.redis.kill()
    time.sleep(3)
    cluster.redis.start()
    ended_well(wait(run_id, instance), alone, instance)


def test_postgres_killed_in_mid_batch(cluster: Machines, instance: dg.DagsterInstance, alone: Raw) -> None:
    run_id = enqueue("rebuild", KEYS, Settings())
    until("a batch is taken", lambda: taken(cluster), 300)
    cluster.postgres.stop("immediate")
    time.sleep(3)
    cluster.postgres.start()
    ended_well(wait(run_id, instance), alone, instance)


def test_two_runs_at_once_wait_for_each_other(cluster: Machines, instance: dg.DagsterInstance, alone: Raw) -> None:
    """As two schedules that overlap: the jobs of both are in the queue at the same moment."""
    ids = [enqueue(job, KEYS, Settings()) for job in ("refresh", "weekly_recheck")]
    for run_id in ids:
        ended_well(wait(run_id, instance), alone, instance)
    spans = sorted(
        (record.start_time, record.end_time)
        for run_id in ids
        if (record := instance.get_run_record_by_id(run_id)) and record.start_time and record.end_time
    )
    assert len(spans) == len(ids)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans)), spans
