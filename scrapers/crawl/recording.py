"""Which records an attempt becomes, given what is held of its address: a response, a revisit or metadata.

Pure: putting them into a file is in store.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scrapers.crawl.exchange import Attempt, Capture, Exchange, header
from scrapers.crawl.holdings import Address
from scrapers.crawl.index import OURS, Kind
from scrapers.crawl.warc import sha256, write_metadata, write_response, write_revisit


@dataclass(frozen=True, slots=True)
class Recording:
    """Records in writing order; the first one is indexed, with ``fields``."""

    kind: Kind
    type: str
    fields: dict[str, Any]
    records: list[bytes]


def record_attempt(attempt: Attempt, source: str, channel: str, address: Address) -> Recording:
    """A body that this address had before is not stored again; ``same_bytes`` is one that it had last."""
    exchange = attempt.exchange
    fields: dict[str, Any] = {
        "source": source,
        "channel": channel,
        "archive": OURS,
        "outcome": attempt.outcome,
        "reason": attempt.reason,
        "redirected_to": attempt.redirected_to,
    }
    if exchange is None:
        fields = _known(fields)
        return Recording(
            "fetch", "metadata", fields, [write_metadata(attempt.url, attempt.at, {"kind": "fetch"} | fields)]
        )
    fields |= {"status": exchange.status, "content_type": header(exchange.response_headers, "content-type")}
    if attempt.outcome == "not_modified":
        return _revisit(attempt, exchange, _known(fields | _revalidated(exchange, address)), address)
    digest = sha256(exchange.body)
    if attempt.outcome == "fetched":
        if address.last_answer and address.last_answer.payload_sha256 == digest:
            fields["outcome"] = "same_bytes"
        fields |= _validators(exchange) | {"payload_sha256": digest}
        if digest in address.payloads and address.payloads[digest].is_ours:
            return _revisit(attempt, exchange, _known(fields), address)
    fields = _known(fields)
    return Recording("fetch", "response", fields, write_response(attempt, exchange, digest, {"kind": "fetch"} | fields))


def record_capture(capture: Capture, source: str, channel: str, address: Address) -> Recording:
    """One record: what was asked of the host back then is not ours to say. A payload that is held is not stored again.

    Another page's body may be the same (an error page, a frame): only this address's payloads are looked at.
    """
    digest = sha256(capture.exchange.body)
    held = address.payloads.get(digest)
    fields: dict[str, Any] = {
        "source": source,
        "channel": channel,
        "archive": capture.archive,
        "outcome": "same_bytes" if held else "fetched",
        "status": capture.exchange.status,
        "content_type": header(capture.exchange.response_headers, "content-type"),
        "payload_sha256": digest,
        "obtained_from": capture.obtained_from,
        "archive_digest": capture.digest,
    }
    fields = _known(fields)
    attempt = Attempt(capture.url, fields["outcome"], capture.at)
    if held:
        return Recording("fetch", "revisit", fields, _revisit(attempt, capture.exchange, fields, address).records[:1])
    records = write_response(attempt, capture.exchange, digest, {"kind": "fetch"} | fields)
    return Recording("fetch", "response", fields, records[:1])


def _revisit(attempt: Attempt, exchange: Exchange, fields: dict[str, Any], address: Address) -> Recording:
    digest = fields["payload_sha256"]
    held = address.payloads[digest]
    records = write_revisit(attempt, exchange, digest, held.at, {"kind": "fetch"} | fields)
    return Recording("fetch", "revisit", fields, records)


def _revalidated(exchange: Exchange, address: Address) -> dict[str, Any]:
    """A 304 confirms the payload that is held, and renews the validators that it names."""
    last = address.last_answer
    assert last is not None, "a 304 answers a condition, and conditions come from what is held"
    held = {name: last.fields.get(name) for name in ("payload_sha256", "content_type", "etag", "last_modified")}
    return held | _known(_validators(exchange))


def _validators(exchange: Exchange) -> dict[str, Any]:
    headers = exchange.response_headers
    return {"etag": header(headers, "etag"), "last_modified": header(headers, "last-modified")}


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
