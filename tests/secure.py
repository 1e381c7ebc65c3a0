"""An HTTPS server on loopback that speaks HTTP/2 or 1.1, certificates of our own authority, and the way to it.

Only what tests of TLS and HTTP/2 need to stand on; no assertions belong here.
"""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpcore
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import ConnectionTerminated, RequestReceived, WindowUpdated
from h2.exceptions import ProtocolError

from scrapers.crawl.dial import SocketOption

DAY = timedelta(days=1)


class Authority:
    """A certificate authority for one test run. ``file`` is what a client must be told to trust."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "klyngekroner test authority")])
        is_authority = (x509.BasicConstraints(ca=True, path_length=None), True)
        known = x509.SubjectKeyIdentifier.from_public_key(self._key.public_key())
        own = self._signed(self._name, self._key, datetime.now(UTC) + DAY, [is_authority, (known, False)])
        self.file = folder / "authority.pem"
        self.file.write_bytes(own.public_bytes(serialization.Encoding.PEM))

    def context(
        self, host: str, *, alpn: Sequence[str] = ("h2", "http/1.1"), is_expired: bool = False
    ) -> ssl.SSLContext:
        """What a server of ``host`` presents, and the protocols that it offers."""
        key = ec.generate_private_key(ec.SECP256R1())
        until = datetime.now(UTC) + (-DAY if is_expired else DAY)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        own = self._signed(name, key, until, [(names, False), (issuer, False)])
        chain = self._folder / f"{host}-{own.serial_number}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        chain.write_bytes(private + own.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain)
        context.set_alpn_protocols(list(alpn))
        return context

    def _signed(
        self,
        name: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        until: datetime,
        extensions: Iterable[tuple[x509.ExtensionType, bool]],
    ) -> x509.Certificate:
        builder = x509.CertificateBuilder(self._name, name, key.public_key(), x509.random_serial_number())
        builder = builder.not_valid_before(until - 3 * DAY).not_valid_after(until)
        for extension, is_critical in extensions:
            builder = builder.add_extension(extension, is_critical)
        return builder.sign(self._key, hashes.SHA256())


class Dialler(httpcore.SyncBackend):
    """Takes every connection to one loopback port, whatever public address was asked for."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port
        self.dialled: list[tuple[str, int]] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        self.dialled.append((host, port))
        return super().connect_tcp("127.0.0.1", self._port, timeout, local_address, socket_options)


@dataclass(frozen=True)
class Asked:
    """A request as it arrived. ``version`` as the client names it: "HTTP/1.1", "HTTP/2"."""

    version: str
    host: str
    target: str
    headers: dict[str, str]

    @property
    def url(self) -> str:
        return f"https://{self.host}{self.target}"


Frames = Callable[[H2Connection, ssl.SSLSocket, int], None]
"""Answers one stream of an HTTP/2 connection, honestly or not."""


@dataclass
class SecureServer:
    """Answers with the body of a url, else 404; ``frames`` answers an url in HTTP/2 as it likes."""

    port: int = 0
    bodies: dict[str, bytes] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    frames: dict[str, Frames] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)
    connections: list[str | None] = field(default_factory=list)  # the protocol that each agreed on

    def head(self, url: str) -> list[tuple[str, str]]:
        if url in self.redirects:
            return [(":status", "301"), ("location", self.redirects[url]), ("content-length", "0")]
        body = self.bodies.get(url)
        told = [(":status", "404" if body is None else "200"), ("content-type", "text/html; charset=utf-8")]
        return [*told, ("content-length", str(len(body or b"")))]


@contextmanager
def serving_securely(context: ssl.SSLContext) -> Iterator[SecureServer]:
    """A TLS server on a free loopback port."""
    server = SecureServer()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                with context.wrap_socket(self.request, server_side=True) as connection:
                    server.connections.append(connection.selected_alpn_protocol())
                    (_speak_2 if server.connections[-1] == "h2" else _speak_1)(server, connection)
            except (OSError, ProtocolError):
                return  # the client is gone, or wants none of it

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


def _speak_1(server: SecureServer, connection: ssl.SSLSocket) -> None:
    with connection.makefile("rb") as lines:
        while first := lines.readline().decode("latin-1").split():
            told = iter(lambda: lines.readline().decode("latin-1").strip(), "")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in told)}
            asked = Asked("HTTP/1.1", headers["host"], first[1], headers)
            server.log.append(asked)
            (_, status), *rest = server.head(asked.url)
            head = [f"HTTP/1.1 {status} -", *(f"{name}: {value}" for name, value in rest), "", ""]
            connection.sendall("\r\n".join(head).encode("latin-1") + server.bodies.get(asked.url, b""))


def _speak_2(server: SecureServer, connection: ssl.SSLSocket) -> None:
    speaker = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
    speaker.initiate_connection()
    connection.sendall(speaker.data_to_send())
    while data := connection.recv(65535):
        for event in speaker.receive_data(data):
            if isinstance(event, RequestReceived):
                headers = {str(name): str(value) for name, value in event.headers or ()}
                asked = Asked("HTTP/2", headers[":authority"], headers[":path"], headers)
                server.log.append(asked)
                stream = event.stream_id or 0
                if asked.url in server.frames:
                    server.frames[asked.url](speaker, connection, stream)
                else:
                    speaker.send_headers(stream, server.head(asked.url))
                    speaker.send_data(stream, server.bodies.get(asked.url, b""), end_stream=True)
            elif isinstance(event, ConnectionTerminated):
                return
        connection.sendall(speaker.data_to_send())


def endless(speaker: H2Connection, connection: ssl.SSLSocket, stream: int) -> None:
    """A body without an end, as fast as the client lets it come."""
    speaker.send_headers(stream, [(":status", "200")])
    while True:
        while (room := min(speaker.local_flow_control_window(stream), speaker.max_outbound_frame_size)) > 0:
            speaker.send_data(stream, bytes(room))
        connection.sendall(speaker.data_to_send())
        while not any(isinstance(event, WindowUpdated) for event in speaker.receive_data(connection.recv(65535))):
            pass


def reset(speaker: H2Connection, connection: ssl.SSLSocket, stream: int) -> None:
    speaker.send_headers(stream, [(":status", "200")])
    speaker.reset_stream(stream)


def goodbye(speaker: H2Connection, connection: ssl.SSLSocket, stream: int) -> None:
    speaker.close_connection()


def huge_header(speaker: H2Connection, connection: ssl.SSLSocket, stream: int) -> None:
    speaker.send_headers(stream, [(":status", "200"), *((f"x-{n}", "y" * 4000) for n in range(20))], end_stream=True)


def too_short(speaker: H2Connection, connection: ssl.SSLSocket, stream: int) -> None:
    speaker.send_headers(stream, [(":status", "200"), ("content-length", "500")])
    speaker.send_data(stream, b"for kort", end_stream=True)


def no_frames(speaker: H2Connection, connection: ssl.SSLSocket, stream: int) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhei")
    raise ConnectionAbortedError
