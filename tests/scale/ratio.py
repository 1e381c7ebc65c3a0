"""Two workers against one: the same pages in the same batches, in turn, in one run (`make test-scale` ends with it).

What is timed: from the first batch's start to the last one's end, as Dagster's events say. Nothing here can fail on a
slow machine; build/scale.json has the seconds.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import dagster as dg
from celery import Celery

from pipelines.broker import BATCHES
from pipelines.defs.staged import STAGED
from pipelines.queued import enqueue, wait
from scrapers.settings import Settings
from tests.bench_pages import archived
from tests.conftest import REPOSITORY
from tests.scale.cluster import scaled_out
from tests.scale.servers import Machines, until
from warehouse.staged import forget_staged

PAGES, MOST_BYTES, BATCH, REPEATS = 20_000, 8 * 2**20, 500, 3


def seconds_of(instance: dg.DagsterInstance) -> tuple[float, int]:
    """Stage every page anew; from the first batch to the last, and how many batches."""
    settings = Settings()
    forget_staged(settings.staged_dir)
    run = wait(enqueue("rebuild", [STAGED], settings), instance)
    assert run.status == dg.DagsterRunStatus.SUCCESS, run.status
    kinds = {dg.DagsterEventType.STEP_START, dg.DagsterEventType.STEP_SUCCESS}
    events = [e for e in instance.all_logs(run.run_id, of_type=kinds) if "read_batch" in str(e.step_key)]
    times = [event.timestamp for event in events]
    return max(times) - min(times), len(events) // 2


def measure(cluster: Machines, repeats: int) -> tuple[list[float], list[float], int]:
    """Seconds by one worker and by two, in turn; each worker is one process that has its code loaded."""
    control = Celery(broker=cluster.redis.url).control
    for _ in range(2):
        cluster.start("worker", BATCHES, "--processes", "1")

    def second_of_two() -> list[str]:
        names = sorted(name for answer in control.ping(timeout=3) for name in answer if name.startswith(BATCHES))
        return names[1:]

    second = until("both workers answer", second_of_two, 300)
    one: list[float] = []
    two: list[float] = []
    with dg.DagsterInstance.get() as instance:
        seconds_of(instance)  # so that both have loaded their code
        for _ in range(repeats):
            control.cancel_consumer(BATCHES, destination=second, reply=True, timeout=5)
            one.append(seconds_of(instance)[0])
            control.add_consumer(BATCHES, destination=second, reply=True, timeout=5)
            time.sleep(1)
            took, batches = seconds_of(instance)
            two.append(took)
    return one, two, batches


def main(pages: int) -> None:
    shared = Path(os.environ.get("KLYNGEKRONER_SHARED", REPOSITORY.parent / "shared"))
    if not shared.is_dir():
        sys.exit(f"scale: no real page template at {shared}, two workers against one are not measured")
    with tempfile.TemporaryDirectory(prefix="klyngekroner-scale-") as name:
        data = Path(name)
        archived(data / "sample" / "archive", shared, pages, MOST_BYTES).close()
        settings = {"KLYNGEKRONER_SCALE__BATCH_PAGES": str(BATCH)}
        with scaled_out(data, **settings) as cluster:
            one, two, batches = measure(cluster, REPEATS)
    ratio = statistics.median(one) / statistics.median(two)
    print(f"{pages} pages in {batches} batches, one worker / two workers: {ratio:.2f} (bar ≥ 1.6)")
    print(f"  one: {' '.join(f'{s:.1f}' for s in one)} s · two: {' '.join(f'{s:.1f}' for s in two)} s")
    report = REPOSITORY / "build" / "scale.json"
    report.parent.mkdir(exist_ok=True)
    told = {"pages": pages, "batches": batches, "one_seconds": one, "two_seconds": two, "ratio": ratio, "bar": "≥ 1.6"}
    report.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
