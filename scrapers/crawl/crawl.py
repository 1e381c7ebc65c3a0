"""Crawl every source, a thread a host: adopt, list, fetch what is new or due, and say how each source fared.

One source's failure is its verdict, never an exception. How a page is read does not belong here.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from scrapers.clock import Clock
from scrapers.crawl import canaries
from scrapers.crawl.archive import Archive
from scrapers.crawl.dial import Resolve, resolve
from scrapers.crawl.discover import Listed, due_links, host_of, list_channel, newest_first, not_asked
from scrapers.crawl.fetch import Fetcher
from scrapers.crawl.inbox import adopt_inbox
from scrapers.crawl.politeness import Paces
from scrapers.crawl.progress import ProgressListener
from scrapers.crawl.robots import RulesByHost
from scrapers.crawl.store import ArchiveError
from scrapers.crawl.tally import LISTABLE, Tally
from scrapers.crawl.visit import Fetched, Visit
from scrapers.model import CrawlVerdict, Link
from scrapers.settings import Settings

if TYPE_CHECKING:
    from scrapers.sources import Channel, Source

logger = logging.getLogger(__name__)

NO_CONTACT = (
    "no contact address is set, expected an e-mail or web address at which site owners reach us; "
    "set KLYNGEKRONER_CONTACT; nothing was asked for"
)


def crawl(
    sources: Mapping[str, Source],
    archive: Archive,
    settings: Settings,
    clock: Clock,
    progress: ProgressListener,
    *,
    loopback_port: int | None = None,
    resolver: Resolve = resolve,
) -> dict[str, CrawlVerdict]:
    """Verdicts by source name; each is in the archive when this returns. Raises ArchiveError when that cannot be."""
    tallies = {name: Tally(source) for name, source in sources.items()}
    reports, problems = adopt_inbox(archive, settings.inbox_dir, progress)
    for name, tally in tallies.items():
        tally.adopted(sum(report.new_by_source.get(name, 0) for report in reports), problems)
    if settings.site == "live" and settings.contact is None:
        for tally in tallies.values():
            tally.reasons.append(NO_CONTACT)
    else:
        with ExitStack() as stack:
            Crawl(archive, settings, clock, progress, tallies, stack, loopback_port, resolver).run()
        for tally in tallies.values():
            tally.read_again(*canaries.read_again(tally.source, archive))
    verdicts = {name: tally.verdict(archive.held, archive.now()) for name, tally in tallies.items()}
    for verdict in verdicts.values():
        archive.write_verdict(verdict)
    return verdicts


class Crawl:
    """One run. Only the starting thread touches its state; the hosts' threads return results."""

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        clock: Clock,
        progress: ProgressListener,
        tallies: dict[str, Tally],
        stack: ExitStack,
        loopback_port: int | None,
        resolver: Resolve,
    ) -> None:
        self._archive = archive
        self._settings = settings
        self._clock = clock
        self._progress = progress
        self._tallies = tallies
        self._stack = stack
        self._dialling = (loopback_port, resolver)
        self._paces = Paces(clock, settings.jitter_seed)
        self._rules = RulesByHost()
        self._hosts: dict[str, tuple[Fetcher, ThreadPoolExecutor]] = {}
        self._under_way: dict[Future[list[Listed] | Fetched], tuple[str, str]] = {}
        self._closed: set[tuple[str, str]] = set()  # source and host: still being listed, or failing, or asked to wait
        self._claimed: set[tuple[str, str]] = set()  # source and key of links that were handed out

    def run(self) -> None:
        try:
            for tally in self._tallies.values():
                canaries.watch(tally.source, self._archive)
                self._start(tally.source)
            while self._under_way:
                done, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    self._finish(future, *self._under_way.pop(future))
        finally:
            self._paces.stop.set()
            for _, executor in self._hosts.values():
                executor.shutdown(cancel_futures=True)

    def _start(self, source: Source) -> None:
        """Hand each host of a source the channels that are on."""
        by_host: defaultdict[str, list[Channel]] = defaultdict(list)
        for channel in source.channels:
            if channel.is_on and channel.kind in LISTABLE and channel.url:
                by_host[host_of(channel.url)].append(channel)
        for host, channels in by_host.items():
            self._closed.add((source.name, host))
            self._submit(source.name, host, partial(self._list, source, host, channels))
        self._fetch_due(source)

    def _finish(self, future: Future[list[Listed] | Fetched], name: str, host: str) -> None:
        tally = self._tallies[name]
        try:
            result = future.result()
        except ArchiveError:
            raise  # what cannot be kept need not be asked for
        except Exception as error:  # what else goes wrong for one source must not stop the others
            logger.exception("%s: crawling %s failed", name, host)
            said = f"{host}: {type(error).__name__}: {error}; expected an outcome, this is a fault of ours; see the log"
            tally.reasons.append(said)
            self._closed.add((name, host))
            return
        if isinstance(result, Fetched):
            tally.fetched(result)
            if result.closes_host:
                self._closed.add((name, host))
            return
        tally.listed(result)
        if not (any(listed.closes_host for listed in result) or all(listed.is_host_failing for listed in result)):
            self._closed.discard((name, host))
        self._fetch_due(tally.source)

    def _fetch_due(self, source: Source) -> None:
        """Hand each host that is open its links, newest first; a link that two channels found is handed out once."""
        by_host: defaultdict[str, list[Link]] = defaultdict(list)
        due = due_links(self._archive.held, source, self._archive.now(), self._settings.recheck_days)
        for link in newest_first(due):
            host = self._host_of(link, source)
            if (source.name, host) not in self._closed and (link.source, link.key) not in self._claimed:
                self._claimed.add((link.source, link.key))
                by_host[host].append(link)
        for host, links in by_host.items():
            self._submit(source.name, host, partial(self._fetch_links, source, host, links))

    def _list(self, source: Source, host: str, channels: list[Channel]) -> list[Listed]:
        visit = self._visit(source, host)
        listed: list[Listed] = []
        failures = 0  # in a row
        for number, channel in enumerate(channels, 1):
            if failures >= self._settings.max_failures or (listed and listed[-1].closes_host):
                listed.append(not_asked(channel))
            else:
                listed.append(list_channel(source, channel, visit, self._archive, self._settings.max_listing_pages))
                failures = failures + 1 if listed[-1].is_host_failing else 0
            self._progress(source.name, f"listed {host}", number, len(channels))
        return listed

    def _fetch_links(self, source: Source, host: str, links: list[Link]) -> Fetched:
        def on_answer(done: int) -> None:
            self._progress(source.name, f"fetched {host}", done, len(links))

        return self._visit(source, host).fetch_links(links, on_answer)

    def _visit(self, source: Source, host: str) -> Visit:
        return Visit(source, self._hosts[host][0], self._archive, self._settings.max_failures)

    def _submit(self, name: str, host: str, work: Callable[[], list[Listed] | Fetched]) -> None:
        if host not in self._hosts:
            fetcher = Fetcher(self._settings, self._clock, self._paces, self._rules, *self._dialling)
            executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=host)
            self._hosts[host] = (self._stack.enter_context(fetcher), executor)
        self._under_way[self._hosts[host][1].submit(work)] = (name, host)

    def _host_of(self, link: Link, source: Source) -> str:
        """The host whose thread asks for a link; one that is not the source's is refused by its first host's."""
        host = host_of(link.fetch_url)
        return host if host in source.hosts else source.hosts[0]
