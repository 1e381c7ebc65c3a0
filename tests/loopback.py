"""A small HTTP server on loopback that answers as told, byte by byte, and a clock that tests move.

Only what tests of the crawl need to stand on; no assertions belong here.
"""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from socket import socket

START = datetime(2025, 10, 15, 4, tzinfo=UTC)


class FakeClock:
    """Stands still until somebody sleeps."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._lock = threading.Lock()
        self.slept: list[float] = []

    def now(self) -> datetime:
        with self._lock:
            return self._now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self._now += timedelta(seconds=seconds)
            self.slept.append(seconds)


@dataclass(frozen=True)
class Request:
    """A request as it arrived."""

    at: datetime
    host: str
    target: str
    headers: dict[str, str]

    @property
    def url(self) -> str:
        return f"https://{self.host}{self.target}"


Answer = Callable[[Request, socket], None]


def reply(
    body: bytes = b"", status: str = "200 OK", content_type: str = "text/html; charset=utf-8", **headers: str
) -> Answer:
    """A whole, honest answer. Header names are given with underscores."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return raw("\r\n".join([*lines, "", ""]).encode("latin-1") + body)


def raw(data: bytes, *, then_close: bool = False) -> Answer:
    """Exactly these bytes."""

    def answer(request: Request, connection: socket) -> None:
        connection.sendall(data)
        if then_close:
            raise ConnectionAbortedError

    return answer


def redirect(location: str, status: str = "301 Moved Permanently") -> Answer:
    return reply(status=status, Location=location)


def in_turn(*answers: Answer) -> Answer:
    """The first answer to the first request, and so on; the last one stays."""
    waiting = list(answers)

    def answer(request: Request, connection: socket) -> None:
        (waiting.pop(0) if len(waiting) > 1 else waiting[0])(request, connection)

    return answer


NOTHING = reply(b"nothing here", "404 Not Found")


@dataclass
class Server:
    """Answers by url, whatever the host: ``answers["https://host/path"]``, else by the host alone; else 404."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    log: list[Request] = field(default_factory=list)

    def asked(self, *, robots: bool = False) -> list[str]:
        """The urls that were asked for, in order."""
        return [r.url for r in self.log if robots or not r.target.startswith("/robots.txt")]


@contextmanager
def serving(clock: FakeClock | None = None) -> Iterator[Server]:
    """A server on a free loopback port, told about the time by ``clock``."""
    server = Server()
    moments = clock or FakeClock()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while head := self._head():
                first, *lines = head.split("\r\n")
                headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines if line)}
                request = Request(moments.now(), headers.get("host", ""), first.split(" ")[1], headers)
                server.log.append(request)
                answer = server.answers.get(request.url) or server.answers.get(f"https://{request.host}", NOTHING)
                try:
                    answer(request, self.connection)
                except (ConnectionAbortedError, BrokenPipeError, ConnectionResetError):
                    return

        def _head(self) -> str:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                try:
                    line = self.rfile.readline()
                except ConnectionResetError:
                    return ""
                if not line:
                    return ""
                head += line
            return head.decode("latin-1")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as listener:
        listener.daemon_threads = True
        server.port = listener.server_address[1]
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown()
            thread.join()
