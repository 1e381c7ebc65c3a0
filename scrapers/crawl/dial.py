"""Connecting: which addresses may be dialled, and until when a request may take.

Below HTTP: no URLs, headers or robots belong here.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable
from datetime import datetime

import httpcore

from scrapers.clock import Clock

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
Resolve = Callable[[str, int], list[str]]

GIVEN_OUT = ipaddress.ip_network("2000::/3")  # all else of IPv6 is private, local, or an old way to write IPv4
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # NAT64: what networks without IPv4 resolve its addresses to


class ForbiddenAddressError(Exception):
    """A host name that leads into a private network."""


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, as the system's resolver gives them."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet; an IPv6 address that holds an IPv4 one is as that one is."""
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        translated = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF) if ip in TRANSLATED else None
        if inner := ip.ipv4_mapped or ip.sixtofour or translated:
            ip = inner
        elif ip not in GIVEN_OUT:
            return False
    return ip.is_global and not ip.is_multicast


def tls_fault(error: BaseException) -> str | None:
    """What was wrong with a connection's encryption; null when something else was."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return str(cause)
        cause = cause.__cause__ or cause.__context__
    return None


class GuardedBackend(httpcore.NetworkBackend):
    """Dials public addresses only, and gives up when ``deadline`` has passed.

    The address that was checked is the one that is dialled, so a second DNS answer cannot slip in between.
    """

    def __init__(self, clock: Clock, loopback_port: int | None, resolver: Resolve = resolve) -> None:
        self.deadline: datetime | None = None
        self._clock = clock
        self._loopback_port = loopback_port
        self._resolve = resolver
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"{host}: no address")
        for address in self._checked(host, port):
            try:
                stream = self._backend.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return _DeadlineStream(stream, self)
        raise failure

    def _checked(self, host: str, port: int) -> list[str]:
        if (host, port) == ("127.0.0.1", self._loopback_port):
            return [host]
        try:
            addresses = self._resolve(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"{host}: no address found ({error.strerror or error})") from error
        private = [address for address in addresses if not is_public(address)]
        if private:
            raise ForbiddenAddressError(f"{host} leads to {', '.join(private)}, which is not on the public internet")
        return addresses

    def left(self, timeout: float | None) -> float | None:
        """The shorter of a timeout and what is left until the deadline."""
        if self.deadline is None:
            return timeout
        left = (self.deadline - self._clock.now()).total_seconds()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole request took too long")
        return left if timeout is None else min(left, timeout)


class _DeadlineStream(httpcore.NetworkStream):
    """A connection each of whose reads and writes ends by the backend's deadline: a slow drip cannot hold it."""

    def __init__(self, stream: httpcore.NetworkStream, backend: GuardedBackend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._backend.left(timeout))
        return _DeadlineStream(stream, self._backend)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
