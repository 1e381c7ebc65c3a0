"""The sources: every NAME.yml here with the NAME.py beside it. Adding one edits nothing else.

Only finding and loading them belongs here; the interfaces are in source.py.
"""

from __future__ import annotations

from functools import lru_cache

from scrapers.sources.load import FOLDER, SourceError, load_source
from scrapers.sources.source import Assertions, Channel, LayoutError, Listing, Parsed, Source

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
]


@lru_cache(maxsize=1)
def _loaded() -> tuple[Source, ...]:
    return tuple(load_source(path) for path in sorted(FOLDER.glob("*.yml")))


def load_sources() -> dict[str, Source]:
    """Every source by its name; raises SourceError for a yml that is incomplete."""
    return {source.name: source for source in _loaded()}


def source_for(url: str) -> Source | None:
    """The source that an address belongs to; null when no source accepts it."""
    return next((source for source in _loaded() if source.accepts(url)), None)
