"""A mail server and a webhook on loopback that keep what they are sent."""

from __future__ import annotations

import email
import email.policy
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Received:
    """What came, and the addresses to send to as KLYNGEKRONER_ALERTS has them."""

    mails: list[EmailMessage] = field(default_factory=list)
    posts: list[dict[str, Any]] = field(default_factory=list)
    mail_address: str = ""
    webhook_address: str = ""

    @property
    def addresses(self) -> str:
        return f"{self.mail_address} {self.webhook_address}"

    @property
    def mail_texts(self) -> list[str]:
        bodies = [mail.get_body(("plain", "html")) for mail in self.mails]
        return ["" if body is None else str(body.get_content()) for body in bodies]

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append(message)
        return "250 OK"


@contextmanager
def receivers() -> Iterator[Received]:
    received = Received()

    class Webhook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.posts.append(json.loads(body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Nothing: pytest's output is not its place."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Webhook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]  # the controller calls itself, so it must know its port before it starts
    mail = Controller(received, hostname="127.0.0.1", port=port)
    mail.start()
    try:
        received.mail_address = f"mailto://127.0.0.1:{port}/?from=klyngekroner@example.org&to=vakt@example.org"
        received.webhook_address = f"json://127.0.0.1:{server.server_port}/hook"
        yield received
    finally:
        mail.stop()
        server.shutdown()
        server.server_close()
