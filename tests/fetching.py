"""A fetcher pointed at the loopback server, on the terms of a source that is not there.

No assertions belong here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from scrapers.clock import Clock
from scrapers.crawl.exchange import Attempt
from scrapers.crawl.fetch import Fetcher, Terms
from scrapers.crawl.politeness import Paces
from scrapers.crawl.robots import RulesByHost
from scrapers.settings import Settings
from tests.loopback import Server

HOST, OTHER = "www.klynge.no", "arkiv.klynge.no"
PAGE = f"https://{HOST}/side/id1/"
TERMS = Terms(frozenset({HOST, OTHER}), delay_seconds=2.0)


def settings(**changed: object) -> Settings:
    values: dict[str, object] = {"site": "live", "contact": "analytiker@example.org", "read_timeout_seconds": 5}
    return Settings(_env_file=None, **(values | changed))  # type: ignore[arg-type]


@contextmanager
def fetching(server: Server, clock: Clock, **changed: object) -> Iterator[Fetcher]:
    with Fetcher(settings(**changed), clock, Paces(clock, seed=1), RulesByHost(), server.port) as fetcher:
        yield fetcher


def last(fetcher: Fetcher, url: str = PAGE) -> Attempt:
    return fetcher.fetch(url, TERMS)[-1]
