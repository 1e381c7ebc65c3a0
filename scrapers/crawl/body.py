"""Decode a body of its content coding, never beyond a limit.

Charsets and what a body says do not belong here.
"""

from __future__ import annotations

import zlib

SUPPORTED = "gzip, deflate"


class BodyError(ValueError):
    """A body that cannot be taken. ``can_heal``: asking again may bring a whole one."""

    def __init__(self, message: str, *, can_heal: bool = False) -> None:
        super().__init__(message)
        self.can_heal = can_heal


def decode_body(body: bytes, content_encoding: str | None, limit: int) -> bytes:
    """Undo every content coding, last one first; raises BodyError beyond ``limit`` bytes or on a broken coding."""
    if not body:
        return body  # a 304 names the coding of what it confirms
    codings = [coding.strip().lower() for coding in (content_encoding or "").split(",") if coding.strip()]
    for coding in reversed(codings):
        if coding == "identity":
            continue
        if coding not in ("gzip", "x-gzip", "deflate"):
            raise BodyError(f"content coding {coding!r}, expected one of those asked for: {SUPPORTED}")
        body = _inflate(body, coding, limit) if body else body  # a coded body may hold nothing
    return body


def _inflate(body: bytes, coding: str, limit: int) -> bytes:
    is_zlib = coding == "deflate" and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    window = zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS if coding == "deflate" else zlib.MAX_WBITS | 16
    decoded = bytearray()
    rest = body
    while rest:  # gzip may come in several members
        member = zlib.decompressobj(window)
        try:
            decoded += member.decompress(rest, limit - len(decoded) + 1)
        except zlib.error as error:
            raise BodyError(f"broken {coding} body of {len(body)} bytes: {error}") from error
        if len(decoded) > limit:
            raise BodyError(f"{coding} body of {len(body)} bytes unpacks to more than the limit of {limit} bytes")
        if not member.eof:
            raise BodyError(f"{coding} body breaks off after {len(body)} bytes", can_heal=True)
        rest = member.unused_data if coding != "deflate" else b""
        if rest and not rest.startswith(b"\x1f\x8b"):
            break  # bytes after the last member are padding
    return bytes(decoded)
