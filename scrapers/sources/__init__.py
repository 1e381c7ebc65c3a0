"""The sources: every NAME.yml here or in a folder of one's own, the NAME.py beside it. Adding one edits nothing else.

Only finding and loading them belongs here; the interfaces are in source.py.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from scrapers.sources.source import Assertions, Channel, LayoutError, Listing, Parsed, Source, SourceError

__all__ = [
    "OWN_FOLDER",
    "Assertions",
    "Channel",
    "LayoutError",
    "Listing",
    "Parsed",
    "Source",
    "SourceError",
    "load_sources",
    "source_folders",
    "source_for",
    "source_of_host",
]

OWN_FOLDER = "KLYNGEKRONER_SOURCES_DIR"  # from the environment: all processes must know it, and extract has no settings


def source_folders() -> tuple[Path, ...]:
    """Ours, then that of the user when there is one; raises SourceError when it is none.

    Modules of either are found as ``scrapers.sources.NAME``.
    """
    ours, own = Path(__file__).parent, os.environ.get(OWN_FOLDER)
    if not own:
        return (ours,)
    folder = Path(own).resolve()
    if not folder.is_dir():
        raise SourceError(f"sources: {OWN_FOLDER} is {own}, expected a folder of NAME.yml and NAME.py; set it right")
    if str(folder) not in __path__:
        __path__.append(str(folder))
    return (ours, folder)


@lru_cache(maxsize=1)
def _loaded() -> tuple[Source, ...]:
    from scrapers.sources.load import load_source  # with the sources come BeautifulSoup and YAML

    found: dict[str, Path] = {}
    for path in (path for folder in source_folders() for path in folder.glob("*.yml")):
        if (other := found.setdefault(path.stem, path)) is not path:
            raise SourceError(f"{path}: got a second {path.stem}, expected one, as in {other}; give it another name")
    return tuple(load_source(found[name]) for name in sorted(found))


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
