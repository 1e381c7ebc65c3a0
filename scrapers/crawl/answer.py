"""What a whole HTTP answer means for a crawl: its outcome, and whether waiting may better it.

Network faults are judged where they happen, in fetch.py.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urldefrag, urljoin

from scrapers.crawl.exchange import Attempt, Headers, header
from scrapers.model import Outcome

REDIRECTS = (301, 302, 303, 307, 308)
CLOSED_TO_US = (401, 402, 403, 407, 451)
ADDRESS_SIGNS = "%:/?#[]@!$&'()*+,;="  # mean something in an address and stay as they are
CAN_HEAL = (408, 425, 429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Judgement:
    """An outcome, why, and where a redirect leads."""

    outcome: Outcome
    reason: str | None = None
    redirected_to: str | None = None
    can_heal: bool = False


def judge_answer(url: str, status: int, headers: Headers, *, is_conditional: bool, is_part: bool = False) -> Judgement:
    """The outcome of a whole answer; every status has one. ``is_part``: a range of bytes was asked for."""
    said = f"status {status}"
    if is_part and status in (200, 206):
        return Judgement("fetched") if status == 206 else Judgement("rejected", f"{said} for a range, expected 206")
    if status in (200, 203):
        return Judgement("fetched")
    if status == 304 and is_conditional:
        return Judgement("not_modified")
    if status in REDIRECTS:
        location = header(headers, "location")
        if not location:
            return Judgement("rejected", f"{said} without a Location, expected an address")
        target = _target(url, location)
        if target is None:
            return Judgement("rejected", f"{said} to {location[:200]!r}, expected an address")
        return Judgement("moved", f"{said} to {target}", target)
    if status in (404, 410):
        return Judgement("gone", said)
    if status in CLOSED_TO_US:
        return Judgement("blocked", f"{said}: the site refuses us; not asked again in this run, no way around is tried")
    if status in CAN_HEAL or status >= 500:
        return Judgement("unreachable", f"{said}, expected 200", can_heal=True)
    return Judgement("rejected", f"{said}, expected 200")


def _target(url: str, location: str) -> str | None:
    """Where a Location leads, as an address of ASCII letters; null when it is none."""
    with suppress(UnicodeError):  # some sites write letters as they are: in UTF-8, else as whatever they were
        location = location.encode("latin-1").decode()
    try:
        return quote(urldefrag(urljoin(url, location.strip())).url, safe=ADDRESS_SIGNS)
    except ValueError:  # "http://["
        return None


def retry_after(attempt: Attempt, now: datetime) -> float | None:
    """How many seconds an answer asks to wait; null when it does not say."""
    value = header(attempt.exchange.response_headers, "retry-after") if attempt.exchange else None
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
