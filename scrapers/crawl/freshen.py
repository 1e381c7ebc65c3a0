"""A page's headers after its server said that it is unchanged: the stored ones, renewed by those of the 304 (RFC 9111).

What is stored, and where, is in archive.py.
"""

from __future__ import annotations

from scrapers.crawl.exchange import Headers
from scrapers.crawl.warc import ORIGINAL

KEPT = {  # they tell of one message's bytes or connection, or of the coding in which the stored body came
    *("connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"),
    *("content-length", "content-encoding"),
}


def as_sent(archived: Headers) -> Headers:
    """The headers of a record as the server sent them: those that described the coding have their names back."""
    renamed = {name.lower().removeprefix(ORIGINAL.lower()) for name, _ in archived if name.startswith(ORIGINAL)}
    return tuple(
        (name.removeprefix(ORIGINAL), value)
        for name, value in archived
        if name.startswith(ORIGINAL) or name.lower() not in renamed
    )


def freshen(stored: Headers, told: Headers) -> Headers:
    """``told`` takes the place of what is stored under the same names."""
    renewed = {name.lower() for name, _ in told} - KEPT
    stays = [(name, value) for name, value in stored if name.lower() not in renewed]
    return (*stays, *((name, value) for name, value in told if name.lower() in renewed))
