"""First contact: at most ten polite requests to a source, and each assumption of its yml held, broken or unseen.

What it gets is archived apart and never published. How a page is held against assumptions is in sources/assumptions.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scrapers.clock import Clock
from scrapers.crawl.archive import Archive
from scrapers.crawl.canaries import CHANNEL
from scrapers.crawl.dial import Resolve, resolve
from scrapers.crawl.discover import host_of
from scrapers.crawl.fetch import Fetcher
from scrapers.crawl.holdings import ROBOTS
from scrapers.crawl.politeness import Paces
from scrapers.crawl.robots import RulesByHost
from scrapers.crawl.visit import Answer, Visit
from scrapers.model import Link, Page
from scrapers.settings import Settings
from scrapers.sources.assumptions import Finding, State, check_release
from scrapers.sources.expected import write_case
from scrapers.sources.source import LayoutError

if TYPE_CHECKING:
    from scrapers.sources import Channel, Source

MOST_REQUESTS = 10
WORST: tuple[State, ...] = ("broken", "held", "unseen")


@dataclass(frozen=True, slots=True)
class Probed:
    """What a probe found, and the folders of pages that may become fixtures."""

    findings: tuple[Finding, ...]
    cases: tuple[Path, ...]
    request_count: int


def probe(
    source: Source,
    settings: Settings,
    clock: Clock,
    *,
    loopback_port: int | None = None,
    resolver: Resolve = resolve,
) -> Probed:
    """Ask for robots.txt, one list, one feed and three releases; raises ArchiveError."""
    polite = settings.model_copy(update={"max_attempts": 1, "max_redirects": 1})
    folder = settings.site_dir / "probe"
    paces, rules = Paces(clock, settings.jitter_seed), RulesByHost()
    with (
        Archive.open(folder / "archive", clock) as archive,
        Fetcher(polite, clock, paces, rules, loopback_port, resolver) as fetcher,
    ):
        before = len(archive.fetches())
        visit = Visit(source, fetcher, archive, max_failures=1)
        return _Probe(source, visit, archive, folder / "fixtures" / source.name, before).run()


class _Probe:
    def __init__(self, source: Source, visit: Visit, archive: Archive, folder: Path, before: int) -> None:
        self._source = source
        self._visit = visit
        self._archive = archive
        self._folder = folder
        self._before = before
        self._findings: list[Finding] = []
        self._cases: list[Path] = []

    def run(self) -> Probed:
        links = self._list()
        releases = [(link, page) for link in _old_and_new(links) if (page := self._release(link))]
        self._findings += self._read(releases)
        if releases:
            self._canary()
        self._findings = [*self._robots(), *self._findings]
        return Probed(tuple(_worst(self._findings)), tuple(self._cases), self._asked())

    def _asked(self) -> int:
        return len(self._archive.fetches()) - self._before

    def _ask(self, url: str, channel: str) -> Answer | None:
        """Null when the requests that are left might not be enough: each may lead elsewhere, past other rules."""
        return self._visit.ask(url, channel) if self._asked() + 4 <= MOST_REQUESTS else None

    def _list(self) -> list[Link]:
        """The links of each host's first list or API, and of its first feed, that are on."""
        found: list[Link] = []
        asked: set[tuple[str, str]] = set()
        for channel in self._source.channels:
            kind = "feed" if channel.kind == "rss" else "list" if channel.kind in ("list", "json") else None
            if not channel.is_on:
                self._note(f"channel {channel.name}", "to be off", channel.reason or "", channel.url or "", "unseen")
            if not channel.is_on or kind is None or not channel.url:
                continue
            expected = f"{self._source.assertions.min_links}–{self._source.assertions.max_links} links"
            place = (kind, host_of(channel.url))
            if place in asked:
                self._note(f"channel {channel.name}", expected, "not asked for", channel.url, "unseen")
                continue
            asked.add(place)
            found += self._links(channel, channel.url, expected)
        return list({link.key: link for link in reversed(found)}.values())

    def _links(self, channel: Channel, url: str, expected: str) -> Sequence[Link]:
        name = f"channel {channel.name}"
        answer = self._ask(url, channel.name)
        if answer is None or answer.page is None:
            said = f"{answer.fetch.outcome}, {answer.fetch.reason}" if answer else "not asked for"
            self._note(name, expected, said, url, "broken" if answer else "unseen")
            return ()
        self._cases.append(write_case(self._folder, self._source, answer.page, channel))
        try:
            listing = self._source.listing(answer.page, channel)
        except LayoutError as error:
            self._note(name, expected, f"{error}", url, "broken")
            return ()
        links = listing.links
        self._note(name, expected, f"{len(links)} links", url, "broken" if listing.warning else "held")
        return links

    def _release(self, link: Link) -> Page | None:
        answer = self._ask(link.fetch_url, link.channel)
        if answer is None:
            return None
        if answer.page is None:
            said = f"{answer.fetch.outcome}, {answer.fetch.reason}"
            self._note("release page", "a page", said, link.fetch_url, "broken")
            return None
        self._cases.append(write_case(self._folder, self._source, answer.page))
        return answer.page

    def _read(self, releases: Sequence[tuple[Link, Page]]) -> list[Finding]:
        """Every named assumption, and the fields that the source's releases must have."""
        findings: list[Finding] = []
        for link, page in releases:
            findings += check_release(self._source, page, link)
            parsed = self._source.parse(page)
            is_release = parsed.kind == "release"
            seen = f"{parsed.kind}, layout {parsed.layout or 'unknown'}"
            findings.append(Finding("page kind", "release", seen, page.url, "held" if is_release else "broken"))
            for field in self._source.assertions.release_fill:
                value = getattr(parsed.release, field, None)
                seen = f"{str(value)[:60]!r}" if value else "nothing"
                findings.append(Finding(field, "something", seen, page.url, "held" if value else "broken"))
            if link.published_on and parsed.release and parsed.release.published_on not in (None, link.published_on):
                seen = str(parsed.release.published_on)
                findings.append(Finding("date", f"{link.published_on}, as in the list", seen, page.url, "broken"))
        if not releases:
            names = [*self._source.assumptions, "page kind", *self._source.assertions.release_fill]
            findings += [
                Finding(name, "a release", "no release was had", self._source.name, "unseen") for name in names
            ]
        return findings

    def _canary(self) -> None:
        """The first canary alone: more would be more requests than a first contact may make."""
        for number, canary in enumerate(self._source.canaries):
            name = f"canary {self._source.release_key(canary.url)}"
            answer = self._ask(canary.url, CHANNEL) if number == 0 else None
            if answer is None:
                self._note(name, canary.expected, "not asked for", canary.url, "unseen")
            elif answer.page is None:
                said = f"{answer.fetch.outcome}, {answer.fetch.reason}"
                self._note(name, canary.expected, said, canary.url, "broken")
            else:
                problems = canary.differs(self._source.parse(answer.page))
                said = "; ".join(problems) or "as expected"
                self._note(name, canary.expected, said, canary.url, "broken" if problems else "held")
        if not self._source.canaries:
            self._note("canary", "a page with known values", "none is named", f"{self._source.name}.yml", "unseen")

    def _robots(self) -> list[Finding]:
        told = [f for f in self._archive.fetches()[self._before :] if f.channel == ROBOTS]
        return [
            Finding(
                "robots.txt",
                "status 200 or 4xx",
                f"{fetch.outcome}, status {fetch.status}",
                fetch.url,
                "held" if fetch.outcome in ("fetched", "same_bytes", "gone", "moved", "blocked") else "broken",
            )
            for fetch in told
        ]

    def _note(self, name: str, expected: str, seen: str, where: str, state: State) -> None:
        self._findings.append(Finding(name, expected, " ".join(seen.split()), where, state))


def _old_and_new(links: Sequence[Link]) -> list[Link]:
    """The newest, the oldest and one between."""
    dated = sorted(links, key=lambda link: (str(link.published_on or ""), link.key), reverse=True)
    return [dated[n] for n in sorted({0, len(dated) // 2, len(dated) - 1})] if dated else []


def _worst(findings: Sequence[Finding]) -> list[Finding]:
    """One finding a name: a broken one if there is one, else a held one, else that it was not seen."""
    names = dict.fromkeys(finding.name for finding in findings)
    return [
        min((f for f in findings if f.name == name), key=lambda finding: WORST.index(finding.state)) for name in names
    ]
