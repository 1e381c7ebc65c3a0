"""What a source is: its hosts, channels and assertions, and what comes of reading one of its pages.

Nouns and their checks only; how a page is read is in the module named after the source.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol
from urllib.parse import urlsplit

from scrapers.sources.rhythm import Rhythm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapers.model import Issue, Link, Page, PageKind, Release
    from scrapers.sources.canary import Canary

ChannelKind = Literal["list", "rss", "json", "sitemap", "captures", "archive"]
"""``captures``: WARC files that somebody gives us · ``archive``: a web archive that `klyngekroner backfill` asks."""


OURS = Path(__file__).parent


class SourceError(ValueError):
    """A NAME.yml that cannot be a source."""


class LayoutError(ValueError):
    """A page that does not look as its source says. The message says what, where, got, expected, remedy."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One way in which a source tells what it has published."""

    name: str
    kind: ChannelKind
    url: str | None  # null for captures and archives: a crawl does not ask for them
    is_on: bool
    reason: str | None = None  # why it is off
    expects: str | None = None  # words that a feed's own description must hold, or it is not the feed we asked for
    may_be_empty: bool = False  # a filter may leave nothing over; then no least number of links is asked for
    is_undated: bool = False  # its links have no dates, so none are asked for


@dataclass(frozen=True, slots=True)
class Assertions:
    """What must hold, or the source has changed and a human must look."""

    min_links: int  # of one listing page; fewer block the source
    max_links: int  # more are a warning
    link_fill: Mapping[str, float]  # least share of a listing's links that have the field
    min_releases: int  # of the source, once everything is read
    release_fill: Mapping[str, float]  # least share of the source's releases that have the field
    rhythm: Rhythm = field(default_factory=Rhythm)

    def unmet(self, release_count: int, filled: Mapping[str, int]) -> list[str]:
        """What the source's releases, taken together, fail to hold; empty when all is well.

        ``filled``: how many of them have each field of ``release_fill``.
        """
        if release_count < self.min_releases:
            return [f"got {release_count} releases, expected at least {self.min_releases}"]
        return _thin(self.release_fill, filled, release_count, "releases")


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a channel, in the channel's own order."""

    links: tuple[Link, ...]
    next_url: str | None = None
    more: tuple[str, ...] = ()  # sitemaps that an index names; each is listed, whatever the others hold
    warning: str | None = None  # what a human should look at, though it can be read


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a payload is. ``release`` is also set where a page is no release but has a title, a date and text."""

    kind: PageKind
    layout: str | None = None
    release: Release | None = None
    issues: tuple[Issue, ...] = ()


class Reader(Protocol):
    """What the module named after a source defines."""

    def listing(self, source: Source, page: Page, channel: Channel) -> Listing: ...

    def parse(self, source: Source, page: Page) -> Parsed: ...

    def release_key(self, url: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's releases: where they are listed, on what terms, and how they are read."""

    name: str
    publisher: str
    title: str
    hosts: tuple[str, ...]
    delay_seconds: float
    channels: tuple[Channel, ...]
    assertions: Assertions
    reader: Reader
    assumptions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # class names and ids, date formats
    canaries: tuple[Canary, ...] = ()
    history: tuple[str, ...] = ()  # beginnings of addresses, without https://, that web archives are asked for
    folder: Path = OURS  # where its yml and its module lie

    @property
    def place(self) -> str:
        """Its folder as messages name it."""
        return "scrapers/sources" if self.folder == OURS else str(self.folder)

    def listing(self, page: Page, channel: Channel) -> Listing:
        """The links of a listing page, feed or API answer; raises LayoutError when it breaks an assertion."""
        listing = self.reader.listing(self, page, channel)
        if channel.kind == "sitemap":  # most of its addresses are none of ours, and it says nothing else of them
            return listing
        least, most = self.assertions.min_links, self.assertions.max_links
        if channel.may_be_empty:
            least = 0
        fill = {
            name: share
            for name, share in self.assertions.link_fill.items()
            if not (channel.is_undated and name == "published_on")
        }
        filled = {name: sum(bool(getattr(link, name)) for link in listing.links) for name in fill}
        problems = _thin(fill, filled, len(listing.links), "links")
        got = f"got {len(listing.links)} links, expected {least} to {most}"
        if len(listing.links) < least:
            problems = [got]
        remedy = (
            f"look at the page, then at listing() in {self.place}/{self.name}.py or the assertions in {self.name}.yml"
        )
        if problems:
            raise LayoutError(f"{self.where(page)}: {'; '.join(problems)}; {remedy}")
        if len(listing.links) > most:
            return replace(listing, warning=f"{self.where(page)}: {got}; all of them are taken; {remedy}")
        return listing

    def parse(self, page: Page) -> Parsed:
        """What a payload of this source is; whatever its bytes are, this does not raise."""
        return self.reader.parse(self, page)

    @property
    def closed_hosts(self) -> frozenset[str]:
        """Hosts all of whose channels are off: nothing of them is asked for, not even what was found before."""
        hosts = {
            on: {urlsplit(c.url).hostname for c in self.channels if c.url and c.is_on is on} for on in (True, False)
        }
        return frozenset(host for host in hosts[False] - hosts[True] if host)

    def release_key(self, url: str) -> str | None:
        """The site's own id of the release at an address, public or API; null for other addresses."""
        return self.reader.release_key(url) if self._has_host(url) else None

    def release_id(self, url: str) -> str | None:
        key = self.release_key(url)
        return f"{self.name}:{key}" if key else None

    def accepts(self, url: str) -> bool:
        """Whether an address is a release of this source, or one of its lists or feeds."""
        if self.release_key(url) is not None:
            return True
        asked = _place(url)
        return any(asked == _place(channel.url) for channel in self.channels if channel.url)

    def where(self, page: Page) -> str:
        """How messages name a page."""
        return f"{self.name}: {page.url} (payload {page.payload_sha256[:8]})"

    def _has_host(self, url: str) -> bool:
        try:
            return urlsplit(url).hostname in self.hosts
        except ValueError:
            return False


def _place(url: str) -> tuple[str | None, str] | None:
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[": what people link to is not always an address
        return None
    return parts.hostname, parts.path


def _thin(fill: Mapping[str, float], filled: Mapping[str, int], count: int, what: str) -> list[str]:
    """Which fields too few of the things have."""
    problems = []
    for name, least in fill.items():
        share = filled[name] / count if count else 1.0
        if share < least:
            problems.append(f"{name} is set in {share:.0%} of {count} {what}, expected at least {least:.0%}")
    return problems
