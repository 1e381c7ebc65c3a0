"""``make record SOURCE=… URL=…``: an archived page → a fixture that fails until somebody has reviewed it.

Nothing is fetched. A page that was probed lies in the probe's own archive, and is found there too.
"""

from __future__ import annotations

import sys
from pathlib import Path

from scrapers.clock import clock_for
from scrapers.crawl.archive import Archive, ArchiveError
from scrapers.model import Page
from scrapers.settings import Settings, SettingsError, read_settings
from scrapers.sources import Source, load_sources
from scrapers.sources.expected import write_case
from tests.conftest import REPOSITORY

FIXTURES = REPOSITORY / "tests" / "fixtures"
RECORDED, NOT_FOUND, WRONG_USE = 0, 1, 2


def record(source: Source, url: str, settings: Settings, fixtures: Path = FIXTURES) -> Path | None:
    """The folder of the new case, made of the newest capture; null when the archive has none."""
    page = _newest(url, source, settings)
    if page is None:
        return None
    channel = next((channel for channel in source.channels if channel.url == page.url), None)
    return write_case(fixtures / source.name, source, page, channel)


def _newest(url: str, source: Source, settings: Settings) -> Page | None:
    """By address, or by the release that stands there under another address."""
    release_id = source.release_id(url)
    for folder in (settings.archive_dir, settings.site_dir / "probe" / "archive"):
        with Archive.open(folder, clock_for(settings), read_only=True) as archive:
            for fetch in reversed(list(archive.captures())):
                if fetch.url == url or (release_id and source.release_id(fetch.url) == release_id):
                    return archive.read(fetch)
    return None


def main(arguments: list[str]) -> int:
    sources = load_sources()
    if len(arguments) != 2 or arguments[0] not in sources:
        print(f"record: make record SOURCE={'|'.join(sources)} URL=https://…", file=sys.stderr)
        return WRONG_USE
    name, url = arguments
    try:
        settings = read_settings()
        case = record(sources[name], url, settings)
    except (SettingsError, ArchiveError) as error:
        print(error, file=sys.stderr)
        return NOT_FOUND
    if case is None:
        print(
            f"record: {url} is not in {settings.archive_dir}; expected an archived page; run, backfill or import it "
            f"first, or set KLYNGEKRONER_SITE (now {settings.site})",
            file=sys.stderr,
        )
        return NOT_FOUND
    print(f"{case}: read expected.json beside the page, then take 'reviewed' out: until then its test fails")
    print("the page is its publisher's: write one of your own after its shape before you commit it")
    return RECORDED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
