"""A source's canaries: kept among its links, and read again from the archive at the end of each crawl.

What a canary is, and how a page is held against it, is in sources/canary.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapers.crawl.archive import Archive, ArchiveError
from scrapers.crawl.discover import last_attempt
from scrapers.crawl.index import to_fetch
from scrapers.model import Link

if TYPE_CHECKING:
    from scrapers.sources import Source
    from scrapers.sources.canary import Canary

CHANNEL = "canaries"
ANSWERED = ("fetched", "same_bytes", "not_modified")


def watch(source: Source, archive: Archive) -> None:
    """Make links of the canaries that no list has told of."""
    keys = {source.release_key(canary.url): canary.url for canary in source.canaries}
    archive.write_links(
        Link(source.name, CHANNEL, key, url, url)
        for key, url in keys.items()
        if key and archive.held.link(source.name, key) is None
    )


def read_again(source: Source, archive: Archive) -> tuple[list[str], list[str]]:
    """What is read otherwise than is known, and which canaries could not be asked for."""
    reasons, warnings = list[str](), list[str]()
    for canary in source.canaries:
        url = _asked_at(source, canary, archive)
        last = last_attempt(archive.held, url)
        url = last.url if last else url
        if last is None or last.fields["outcome"] not in ANSWERED:
            said = f"{last.fields['outcome']}, {last.fields['reason']}" if last else "not asked for yet"
            warnings.append(f"canary {canary.url}: {said}; if it stays so, name another page in {source.name}.yml")
        if answer := archive.held.address(url).last_answer:
            try:
                page = archive.read(to_fetch(answer))
            except ArchiveError as error:  # of this source alone: the others go on
                reasons.append(f"canary {canary.url}: {error}")
                continue
            if problems := canary.differs(source.parse(page)):
                reasons.append(
                    f"canary {source.where(page)}: {'; '.join(problems)}; look at the page: is it edited, then "
                    f"{source.name}.yml has old values, else {source.place}/{source.name}.py reads it wrongly"
                )
    return reasons, warnings


def _asked_at(source: Source, canary: Canary, archive: Archive) -> str:
    key = source.release_key(canary.url)
    seen = archive.held.link(source.name, key) if key else None
    return seen.link.fetch_url if seen else canary.url
