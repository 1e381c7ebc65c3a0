"""The sources: every NAME.yml here with the NAME.py beside it. Adding one edits nothing else.

Only finding and loading them belongs here; the interfaces are in source.py.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from scrapers.sources.source import Assertions, Channel, LayoutError, Listing, Parsed, Source, SourceError

__all__ = [
    "Assertions",
    "Channel",
    "LayoutError",
    "Listing",
    "Parsed",
    "Source",
    "SourceError",
    "load_sources",
    "source_for",
    "source_of_host",
]


@lru_cache(maxsize=1)
def _loaded() -> tuple[Source, ...]:
    from scrapers.sources.load import FOLDER, load_source  # with the sources come BeautifulSoup and YAML

    return tuple(load_source(path) for path in sorted(FOLDER.glob("*.yml")))


def load_sources() -> dict[str, Source]:
    """Every source by its name; raises SourceError for a yml that is incomplete."""
    return {source.name: source for source in _loaded()}


def source_for(url: str) -> Source | None:
    """The source that an address belongs to; null when no source accepts it."""
    return next((source for source in _loaded() if source.accepts(url)), None)


def source_of_host(url: str) -> Source | None:
    """The source whose host an address is at, whether or not the source wants what is there."""
    try:
        host = urlsplit(url).hostname
    except ValueError:  # "http://[": what archives hold is not always an address
        return None
    return next((source for source in _loaded() if host in source.hosts), None)
