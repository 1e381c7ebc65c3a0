"""Backfill: ask web archives what they hold of a source's addresses, and archive every capture that differs.

Resumable from the archive alone: a query that was answered to its end is not asked again in an interrupted backfill,
and a capture that is held is never fetched again. How an archive speaks is in its own module.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from scrapers.clock import Clock
from scrapers.crawl.archive import Archive, ArchiveError
from scrapers.crawl.dial import Resolve, resolve
from scrapers.crawl.exchange import Attempt
from scrapers.crawl.fetch import ByteRange, Fetcher, Terms
from scrapers.crawl.holdings import CAPTURE_INDEX, ROBOTS
from scrapers.crawl.politeness import Paces, StoppedError
from scrapers.crawl.progress import ProgressListener
from scrapers.crawl.robots import RulesByHost
from scrapers.crawl.visit import FAILED
from scrapers.history.capture import CaptureError, HistoryError, Indexed, Period, Query, WebArchive
from scrapers.history.commoncrawl import CommonCrawl
from scrapers.history.nettarkivet import Nettarkivet
from scrapers.history.wayback import Wayback
from scrapers.settings import Settings

if TYPE_CHECKING:
    from scrapers.sources import Source

logger = logging.getLogger(__name__)

WEB_ARCHIVES: Mapping[str, WebArchive] = {
    archive.name: archive for archive in (Wayback(), Nettarkivet(), CommonCrawl())
}
TOO_MANY = 429  # after the waits that it asks for: who goes on is shut out
AGAIN = "run the same backfill again later"


@dataclass(slots=True)
class Report:
    """What came of one archive. ``reason`` says why it was not asked to its end; null when it was."""

    archive: str
    promised_count: int = 0  # captures of releases, in the index
    held_count: int = 0  # of these, known before: the same capture, or the same content
    new_count: int = 0
    failed_count: int = 0
    left_count: int = 0  # of the failed, those that may come in another run
    reason: str | None = None


def backfill(
    source: Source,
    names: Sequence[str],
    period: Period,
    archive: Archive,
    settings: Settings,
    clock: Clock,
    progress: ProgressListener,
    *,
    loopback_port: int | None = None,
    resolver: Resolve = resolve,
) -> list[Report]:
    """Ask the named archives, a thread each: a slow one does not hold up the others. Raises ArchiveError."""
    paces, rules = Paces(clock, settings.jitter_seed), RulesByHost()

    def ask(name: str) -> Report:
        with Fetcher(settings, clock, paces, rules, loopback_port, resolver) as fetcher:
            return _Backfill(
                source, WEB_ARCHIVES[name], period, archive, fetcher, progress, settings.max_failures
            ).run()

    with ThreadPoolExecutor(max_workers=len(names), thread_name_prefix="backfill") as executor:
        try:
            return list(executor.map(ask, names))
        finally:
            paces.stop.set()


class _Backfill:
    """One archive asked about one source, in one thread."""

    def __init__(
        self,
        source: Source,
        web_archive: WebArchive,
        period: Period,
        archive: Archive,
        fetcher: Fetcher,
        progress: ProgressListener,
        max_failures: int,
    ) -> None:
        self._source = source
        self._web_archive = web_archive
        self._period = period
        self._archive = archive
        self._fetcher = fetcher
        self._progress = progress
        self._max_failures = max_failures
        self._failures = 0
        self._report = Report(web_archive.name)
        self._held_times, self._held_digests = self._held()

    def _held(self) -> tuple[set[tuple[str, datetime]], set[tuple[str, str]]]:
        """Captures of this source: the archive's own by address and time, any archive's by release and digest."""
        times: set[tuple[str, datetime]] = set()
        digests: set[tuple[str, str]] = set()
        for entry in self._archive.held.captures_of_archives(self._source.name):
            if entry.fields["archive"] in (self._web_archive.name, "unknown"):
                times.add((entry.url, entry.at))
            if digest := entry.fields.get("archive_digest"):
                digests.add((self._source.release_key(entry.url) or entry.url, digest))
        return times, digests

    def run(self) -> Report:
        whole = f"{self._web_archive.name} {self._period.begin}/{self._period.end}"
        finished_at = self._archive.held.listed_at(self._source.name, whole)
        try:
            ask = partial(self._ask_index, self._web_archive.index_terms)
            for query in self._web_archive.queries(ask, self._source.history, self._period):
                channel = f"{self._web_archive.name} {query.name}"
                answered_at = self._archive.held.listed_at(self._source.name, channel)
                if answered_at is None or (finished_at is not None and answered_at <= finished_at):
                    self._follow(query, channel)
        except HistoryError as error:
            self._report.reason = f"{self._web_archive.name}: {error}"
        except (ArchiveError, StoppedError):
            raise  # what cannot be kept need not be asked for
        except Exception as error:  # one archive's trouble, or our fault with it, must not stop the others
            logger.exception("%s: asking %s failed", self._source.name, self._web_archive.name)
            self._report.reason = f"{self._web_archive.name}: {type(error).__name__}: {error}; see the log"
        else:
            if self._report.left_count:
                self._report.reason = f"{self._report.left_count} captures did not come; {AGAIN}"
            else:
                self._archive.write_listed(self._source.name, whole)
        return self._report

    def _follow(self, query: Query, channel: str) -> None:
        """One query to its end, from where it broke off; it stays open as long as a capture of it may still come."""
        left_before = self._report.left_count
        url: str | None = self._archive.held.broken_off_at(self._source.name, channel) or query.url
        while url:
            body = self._ask_index(self._web_archive.index_terms, url)
            if body is None:
                break
            answer = self._web_archive.answer(query, body)
            for number, indexed in enumerate(answer.captures, 1):
                if self._is_wanted(indexed):
                    self._take(indexed)
                self._progress(self._source.name, channel, number, len(answer.captures))
            url = answer.next_url
            if url and self._report.left_count == left_before:
                self._archive.write_listed(self._source.name, channel, up_to=url)
        if self._report.left_count == left_before:
            self._archive.write_listed(self._source.name, channel)

    def _is_wanted(self, indexed: Indexed) -> bool:
        """Whether a capture is a release of the period whose content is not held, and was not refused for good."""
        key = self._source.release_key(indexed.url)
        if key is None or indexed.at not in self._period:
            return False
        self._report.promised_count += 1
        last = self._archive.held.address(indexed.name).last_attempt
        is_known = (indexed.url, indexed.at) in self._held_times or (key, indexed.digest) in self._held_digests
        if is_known or (last is not None and last.fields["outcome"] not in FAILED):
            self._report.held_count += 1
            return False
        return True

    def _take(self, indexed: Indexed) -> None:
        attempts = self._fetch(indexed.place, self._web_archive.capture_terms, indexed.part)
        last = attempts[-1]
        self._write(attempts[:-1], self._web_archive.name)
        if last.outcome == "fetched" and last.exchange is not None:
            self._failures = 0
            try:
                capture = self._web_archive.capture(indexed, last.url, last.exchange)
            except CaptureError as error:
                last = Attempt(indexed.name, "rejected", last.at, str(error))
            else:
                self._archive.write_capture(capture, self._source.name, self._web_archive.name)
                self._held_digests.add((self._source.release_key(indexed.url) or indexed.url, indexed.digest))
                self._report.new_count += 1
                return
        self._write([Attempt(indexed.name, last.outcome, last.at, last.reason)], self._web_archive.name)
        self._report.failed_count += 1
        self._report.left_count += last.outcome in FAILED
        self._failures = self._failures + 1 if last.outcome in FAILED else 0
        is_too_fast = last.exchange is not None and last.exchange.status == TOO_MANY
        if is_too_fast or last.closes_host or self._failures >= self._max_failures:
            raise HistoryError(f"{last.url}: {last.outcome}, {last.reason}; {AGAIN}")

    def _ask_index(self, terms: Terms, url: str) -> bytes | None:
        attempts = self._fetch(url, terms, None)
        last = attempts[-1]
        self._write(attempts, CAPTURE_INDEX)
        if last.outcome == "fetched" and last.exchange is not None:
            return last.exchange.body
        if last.outcome == "gone":
            return None
        raise HistoryError(f"{url}: {last.outcome}, {last.reason}; {AGAIN}")

    def _fetch(self, url: str, terms: Terms, part: ByteRange | None) -> list[Attempt]:
        return self._fetcher.fetch(url, terms, part=part)

    def _write(self, attempts: Sequence[Attempt], channel: str) -> None:
        for attempt in attempts:
            self._archive.write(attempt, self._source.name, ROBOTS if attempt.is_robots else channel)
