"""What robots.txt allows us, host by host, by protego and RFC 9309.

Fetching robots.txt is in fetch.py; here is only how its answer is understood and remembered for a run.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from protego import Protego

from scrapers.crawl.exchange import Attempt

PRODUCT = "klyngekroner"  # our product token, the name that a group in robots.txt would use
LONGEST_FILE = 500 * 1024  # RFC 9309 asks for at least this much to be read


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host. ``unreachable`` says why nothing there may be asked for in this run."""

    protego: Protego | None = None  # null = no rules, all is open
    unreachable: str | None = None

    def allows(self, url: str) -> bool:
        return self.protego is None or bool(self.protego.can_fetch(url, PRODUCT))

    @property
    def delay_seconds(self) -> float:
        """What the site asks for between two requests; 0 when it asks for nothing."""
        if self.protego is None:
            return 0.0
        rate = self.protego.request_rate(PRODUCT)
        asked = self.protego.crawl_delay(PRODUCT) or 0.0
        return max(asked, rate.seconds / rate.requests if rate and rate.requests else 0.0)


def read_rules(attempt: Attempt) -> Rules:
    """The rules that an attempt to fetch robots.txt brought: 2xx its text, 4xx open, all else closed for this run."""
    status = attempt.exchange.status if attempt.exchange else None
    if attempt.exchange and attempt.outcome == "fetched":
        text = attempt.exchange.body[:LONGEST_FILE].decode("utf-8-sig", errors="replace")
        return Rules(Protego.parse(text))
    if status is not None and 400 <= status < 500 and status != 429:
        return Rules()
    return Rules(
        unreachable=f"{attempt.url}: {attempt.reason or attempt.outcome}, expected 200 or 4xx; "
        "the host is not crawled until its robots.txt can be read"
    )


class RulesByHost:
    """Rules remembered for one run, by origin (scheme, host and port)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rules: dict[str, Rules] = {}

    def get(self, origin: str) -> Rules | None:
        with self._lock:
            return self._rules.get(origin)

    def put(self, origin: str, rules: Rules) -> Rules:
        with self._lock:
            return self._rules.setdefault(origin, rules)
