"""``klyngekroner probe``: a line an assumption, and under each broken one the line to change."""

from __future__ import annotations

import sys

from pipelines.home import FolderError, prepare_home
from pipelines.site import SampleSiteError, open_site
from scrapers.clock import clock_for
from scrapers.crawl.archive import ArchiveError
from scrapers.crawl.crawl import NO_CONTACT
from scrapers.probe import Probed, probe
from scrapers.settings import Settings
from scrapers.sources import Source, load_sources

HELD, BROKEN, WRONG_USE = 0, 1, 2


def run_probe(name: str) -> int:
    """Returns 0 when nothing is broken, 1 when something is, 2 for wrong use."""
    sources = load_sources()
    settings = Settings()
    if name not in sources:
        print(f"probe: unknown source {name}; expected {', '.join(sources)}", file=sys.stderr)
        return WRONG_USE
    if settings.site == "live" and settings.contact is None:
        print(f"probe: {NO_CONTACT}", file=sys.stderr)
        return WRONG_USE
    try:
        prepare_home(settings)
        with open_site(settings) as port:
            probed = probe(sources[name], settings, clock_for(settings), loopback_port=port)
    except (FolderError, ArchiveError, SampleSiteError) as error:
        print(error, file=sys.stderr)
        return BROKEN
    print("\n".join(_lines(sources[name], probed)))
    return BROKEN if any(finding.state == "broken" for finding in probed.findings) else HELD


def _lines(source: Source, probed: Probed) -> list[str]:
    name = source.name
    lines = [f"{name}: {probed.request_count} requests; archived apart, nothing of it is published"]
    for finding in probed.findings:
        lines.append(f"{finding.state:<7} {finding.name}: expected {finding.expected}, seen {finding.seen}")
        lines.append(f"        in {finding.where}")
        if finding.edit:
            lines.append(f"        change {finding.edit.path}:{finding.edit.line}")
            lines.append(f"          from  {finding.edit.old}")
            lines.append(f"          to    {finding.edit.new}")
        elif finding.state == "broken":
            lines.append(f"        look at the page, then at {source.place}/{name}.py; CONTRIBUTING §2 says how")
    lines.append("pages that may become fixtures, each with what was read of it:")
    return [*lines, *(f"  {case}" for case in probed.cases)]
