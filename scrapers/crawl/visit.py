"""Ask for one address and archive what came, in one step: an outcome is believed once it is on the disk.

Which addresses to ask for is decided in discover.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.crawl.archive import Archive
from scrapers.crawl.exchange import Validators
from scrapers.crawl.fetch import Fetcher, Terms
from scrapers.crawl.holdings import ROBOTS
from scrapers.crawl.index import OURS
from scrapers.crawl.warc import sha256
from scrapers.model import Fetch, Link, Page

if TYPE_CHECKING:
    from scrapers.sources import Source

FAILED = ("blocked", "unreachable")  # outcomes that speak of the host, not of the page


@dataclass(frozen=True, slots=True)
class Answer:
    """How asking ended. ``page`` is null when no body came; ``had_answer``: the address had brought one before."""

    fetch: Fetch
    page: Page | None
    had_answer: bool
    closes_host: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of links on one host. ``reason`` says how many are left for the next run, and why; null when none."""

    answers: tuple[Answer, ...]
    reason: str | None = None
    closes_host: bool = False


class Visit:
    """One source asked through one host's fetcher, in that host's thread."""

    def __init__(self, source: Source, fetcher: Fetcher, archive: Archive, max_failures: int) -> None:
        self._source = source
        self._fetcher = fetcher
        self._archive = archive
        self._max_failures = max_failures
        self._terms = Terms(frozenset(source.hosts), source.delay_seconds)

    def ask(self, url: str, channel: str, *, on_condition: bool = False) -> Answer:
        """Ask for an address; ``on_condition``: only if it differs from what is held."""
        attempts = self._fetcher.fetch(url, self._terms, self._validators if on_condition else None)
        last = attempts[-1]
        had_answer = self._archive.held.address(last.url).last_answer is not None
        for attempt in attempts:
            fetch = self._archive.write(attempt, self._source.name, ROBOTS if attempt.is_robots else channel)
        page = None
        if last.outcome == "fetched" and last.exchange:
            body = last.exchange.body
            page = Page(last.url, body, fetch.content_type, sha256(body), fetch.attempted_at, OURS)
        return Answer(fetch, page, had_answer, last.closes_host)

    def _validators(self, url: str) -> Validators | None:
        """Only for a payload that is there to be confirmed: files can be lost, and what is lost is fetched again."""
        address = self._archive.held.address(url)
        last = address.last_answer
        held = address.payloads.get(last.payload_sha256 or "") if last else None
        return last.validators if last and held and held.is_ours else None

    def fetch_links(self, links: Iterable[Link], on_answer: Callable[[int], None]) -> Fetched:
        """Ask for each link in turn, until the host has failed too often in a row."""
        answers: list[Answer] = []
        waiting = list(links)
        failures = 0
        while waiting:
            link = waiting.pop(0)
            answer = self.ask(link.fetch_url, link.channel, on_condition=True)
            answers.append(answer)
            on_answer(len(answers))
            failures = failures + 1 if answer.fetch.outcome in FAILED else 0
            if answer.closes_host or failures >= self._max_failures:
                said = f"{answer.fetch.url}: {answer.fetch.reason}; {len(waiting)} more links left for the next run"
                return Fetched(tuple(answers), said if waiting else None, closes_host=True)
        return Fetched(tuple(answers))
