"""Servers of the test's own on free ports, which it may kill and start again; the machine's own are left alone."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import REPOSITORY
from tests.sample_run import KLYNGEKRONER

PROGRAMS = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")))[-1:]
PATH = os.pathsep.join([*PROGRAMS, os.environ["PATH"]])
POSTGRES_USER = "postgres"  # the server may not be root's


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(what: str, is_so: Callable[[], Any], seconds: float = 60) -> Any:
    """What ``is_so`` gives once it is true; fails after so long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := is_so():
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited {seconds} s in vain: {what}")


@dataclass
class Postgres:
    folder: Path
    port: int = field(default_factory=free_port)

    def make(self) -> None:
        self.folder.mkdir(parents=True)
        if os.geteuid() == 0:
            shutil.chown(self.folder, POSTGRES_USER)
        self._run("initdb", "--no-sync", "-A", "trust", "-U", "postgres", "-D", str(self.folder / "data"))

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-w", "-D", str(self.folder / "data"), "-l", log, "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "-w", "-D", str(self.folder / "data"), "-m", mode, "stop")

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg2://postgres@127.0.0.1:{self.port}/{database}"

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        import psycopg2

        connection = psycopg2.connect(self.url().replace("+psycopg2", ""))
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    def _run(self, *command: str) -> None:
        user = POSTGRES_USER if os.geteuid() == 0 else None
        program = shutil.which(command[0], path=PATH)
        assert program, f"no {command[0]} on PATH"
        with (self.folder.parent / f"{command[0]}.log").open("ab") as log:  # a pipe would be held by the server
            done = subprocess.run([program, *command[1:]], user=user, cwd="/", stdout=log, stderr=log, check=False)
        assert done.returncode == 0, Path(log.name).read_text()


@dataclass
class Redis:
    """Keeps on the disk what it was told, as docs/SCALE.md asks for."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        kept = ["--appendonly", "yes", "--appendfsync", "always", "--save", ""]
        where = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        log = ["--logfile", str(self.folder / "log")]
        self.process = subprocess.Popen(["redis-server", *where, *kept, *log])
        until("redis answers", self._answers, 20)

    def client(self) -> Any:
        import redis

        return redis.Redis.from_url(self.url)

    def _answers(self) -> bool:
        import redis

        try:
            return bool(self.client().ping())
        except redis.exceptions.RedisError:
            return False

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()


@dataclass
class Machines:
    """One data folder, one Postgres, one Redis; as many workers as a test starts."""

    data: Path
    logs: Path
    postgres: Postgres
    redis: Redis
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        own = {k: v for k, v in os.environ.items() if not k.startswith(("KLYNGEKRONER_", "DAGSTER_"))}
        return own | {
            "KLYNGEKRONER_DATA_DIR": str(self.data),
            "KLYNGEKRONER_SITE": "sample",
            "KLYNGEKRONER_UI_URL": f"http://127.0.0.1:{self.port}",
            "KLYNGEKRONER_SCALE__POSTGRES": self.postgres.url(),
            "KLYNGEKRONER_SCALE__REDIS": self.redis.url,
            "DAGSTER_HOME": str(self.data / "sample" / "dagster"),
            **self.settings,
        }

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """One of our commands that runs until it is stopped, in a group of its own."""
        name = "-".join(word.strip("-") for word in arguments)
        with (self.logs / f"{len(self.started):02}-{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [str(KLYNGEKRONER), *arguments],
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd=REPOSITORY,
            )
        self.started.append(process)
        return process

    def start_ui(self) -> None:
        """The web server and the daemon that launches what is in the queue."""
        self.start("ui", "--port", str(self.port))

        def answers() -> bool:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/server_info", timeout=2) as answer:
                    return bool(answer.status == 200)
            except OSError:
                return False

        until("the Dagster UI answers", answers, 600)

    def run(self, *arguments: str, timeout: float = 500) -> subprocess.CompletedProcess[str]:
        """One of our commands to its end."""
        return subprocess.run(
            [str(KLYNGEKRONER), *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=timeout,
            cwd=REPOSITORY,
        )

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """The whole group at once, as a machine that loses its power."""
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def stop(self) -> None:
        for process in self.started:
            self.kill(process)


@contextmanager
def machines(data: Path, **settings: str) -> Iterator[Machines]:
    """Postgres and Redis, nothing else yet; all that was started is killed at the end."""
    with ExitStack() as stack:
        # not below pytest's own folder, which another pytest closes to others than us: Postgres has a user of its own
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="klyngekroner-servers-")))
        folder.chmod(0o755)
        (folder / "logs").mkdir()
        postgres, redis = Postgres(folder / "postgres"), Redis(folder / "redis")
        postgres.make()
        postgres.start()
        stack.callback(postgres.stop)
        redis.start()
        stack.callback(redis.kill)
        cluster = Machines(data, folder / "logs", postgres, redis, settings)
        stack.callback(cluster.stop)
        yield cluster
