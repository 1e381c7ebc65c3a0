"""Dagster's record of runs in SQLite: written faster, and kept small.

What is recorded is Dagster's own business, and so are the files: any Dagster reads them. Ending runs is in turn.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.event_log.schema import AssetCheckExecutionsTable
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection


class EventLog(SqliteEventLogStorage):
    """For one run by one process. Dagster opens a file anew for each event: all that was known of it is forgotten."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._compiled: dict[Any, Any] = {}
        self._open: dict[str, sqlite3.Connection] = {}
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Any) -> EventLog:
        return cls(inst_data=inst_data, **config_value)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with super()._connect(shard) as connection:
            if shard not in self._open:  # SQLite tidies a file up, and waits for the disk, when the last one lets go
                self._open[shard] = sqlite3.connect(self.path_for_shard(shard), check_same_thread=False)
                self._open[shard].execute("select count(*) from sqlite_master").fetchall()
            # on the disk at the next checkpoint: after a power cut the last events may be missing, none is half there
            connection.exec_driver_sql("pragma synchronous = normal")
            yield connection.execution_options(compiled_cache=self._compiled)

    def delete_events(self, run_id: str) -> None:
        super().delete_events(run_id)
        if kept := self._open.pop(run_id, None):
            kept.close()

    def dispose(self) -> None:
        while self._open:
            self._open.popitem()[1].close()
        super().dispose()


def forget_old_runs(instance: dg.DagsterInstance, kept: int) -> None:
    """Events of runs beyond the last ``kept`` go, so that a small machine stays usable; no data hangs on them.

    In SQLite also what Dagster leaves of a run that it deletes: its file, as large as it was, and its checks' results.
    """
    storage = instance.event_log_storage
    with_files = storage.get_all_run_ids() if isinstance(storage, SqliteEventLogStorage) else ()  # noted by now
    ended = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]
    for run in list(instance.get_runs(filters=dg.RunsFilter(statuses=ended)))[kept:]:
        instance.delete_run(run.run_id)
    if not isinstance(storage, SqliteEventLogStorage):
        return
    gone = sorted(set(with_files) - set(instance.get_run_ids()))
    with storage.index_connection() as connection:
        for run_id in gone:
            connection.execute(AssetCheckExecutionsTable.delete().where(AssetCheckExecutionsTable.c.run_id == run_id))
    for run_id in gone:  # last, so that what breaks off is done by the next run
        Path(storage.path_for_shard(run_id)).unlink(missing_ok=True)
