"""How steps reach workers: Celery's settings over Redis, the same for who hands out and who takes.

Dagster's own executor and tasks do the work (dagster-celery); nothing here starts anything.
"""

from __future__ import annotations

from typing import Any

from scrapers.settings import Scale

QUEUE_TAG = "dagster-celery/queue"
BATCHES = "batches"  # many workers: a batch of pages each
STREET = "dagster"  # one worker: crawl, load, marts, publish, one after another
FOREVER = 10**6


def celery_settings(scale: Scale, queue: str = STREET) -> dict[str, Any]:
    """For a worker of ``queue``, or for a run that hands steps out.

    A step is acknowledged when it is done: what a dead worker had taken is given out again after a while, whose length
    is the queue's own, and therefore its list of what is taken too.
    """
    lost = scale.batch_lost_seconds if queue == BATCHES else scale.step_lost_seconds
    return {
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "worker_prefetch_multiplier": 1,
        "worker_send_task_events": False,
        "task_default_queue": STREET,
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "broker_transport_options": {
            "visibility_timeout": lost,
            "unacked_key": f"unacked-{queue}",
            "unacked_index_key": f"unacked-index-{queue}",
            "unacked_mutex_key": f"unacked-mutex-{queue}",
            "unacked_restore_throttle": 1,
            "socket_keepalive": True,
            "retry_on_timeout": True,
        },
        "task_publish_retry_policy": {"max_retries": 100, "interval_start": 0, "interval_step": 1, "interval_max": 5},
        "result_backend_always_retry": True,
        "result_backend_max_retries": FOREVER,
        "result_expires": 7 * 24 * 3600,
    }
