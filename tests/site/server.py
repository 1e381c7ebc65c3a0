"""Serve the sample site over HTTP/1.1 on loopback; the Host header says which site is meant.

What is answered is in site.py.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.site.answer import Answer
    from tests.site.site import Site


class SiteServer(ThreadingHTTPServer):
    """``log`` holds what was asked, in order: host and target of each request."""

    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, site: Site, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.site = site
        self.log: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "klyngekroner-sample"
    sys_version = ""
    wbufsize = 64 * 1024  # a whole answer in one packet: no waiting for acknowledgements
    disable_nagle_algorithm = True
    server: SiteServer

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        self.server.log.append(f"{host}{self.path}")
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._send(self.server.site.answer(host, self.path, headers))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """The log is ``server.log``; standard error stays for errors."""


@contextmanager
def serving(site: Site, port: int = 0) -> Iterator[SiteServer]:
    """The site on a loopback port, until the block ends."""
    with SiteServer(site, port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
