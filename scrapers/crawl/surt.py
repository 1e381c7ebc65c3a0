"""Addresses as web archives sort and look them up: SURT, the keys of CDX files.

Which release an address is of is its source's to say; nothing of ours is looked up by these keys.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote_to_bytes, urlsplit

PORTS = {"http": 80, "https": 443}
SIGNS = "!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~"  # what stands in a key as it is


def surt(url: str) -> str:
    """A url's key: host turned round without www, then path and sorted query, in lower case and ASCII.

    The same as the keys of pywb and the Wayback Machine, but for session ids, which stay.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:  # what others archived, or sites link to, is not always an address
        return quote(url)
    if parts.scheme not in PORTS or not host:
        return quote(url, safe=":/")
    turned = ",".join(reversed(re.sub(r"^www\d*\.", "", host).split(".")))
    shown = f":{port}" if port and port != PORTS[parts.scheme] else ""
    path = posixpath.normpath(re.sub("/+", "/", _escaped(parts.path) or "/"))
    query = "&".join(sorted(_escaped(parts.query).split("&"), key=lambda pair: pair.split("=", 1)))
    return f"{turned}{shown}){path}{'?' + query if query else ''}"


def _escaped(text: str) -> str:
    """Escaped once, however often it was."""
    plain = text.encode()
    while (less := unquote_to_bytes(plain)) != plain:
        plain = less
    return quote(plain, safe=SIGNS).lower()
