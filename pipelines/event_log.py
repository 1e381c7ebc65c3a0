"""Dagster's record of events in SQLite, faster: a run that finds nothing new spends a third of its time writing it.

What is recorded is Dagster's own business, and so are the files: any Dagster reads them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dagster._core.storage.event_log import SqliteEventLogStorage
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

    def dispose(self) -> None:
        while self._open:
            self._open.popitem()[1].close()
        super().dispose()
