"""``klyngekroner diagnose``: each source's last verdict, channels and issues, then the effective settings.

How it is told, on a screen or as JSON; what is known of a source is in diagnosed.py.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date

from pipelines.diagnosed import (
    Crawled,
    archived,
    attempts_of,
    issues_of,
    kinds_of,
    known_issues,
    place_of,
    places_of,
    record_of,
    what_follows,
    what_to_do,
)
from pipelines.reasons import stale_line
from scrapers.model import CrawlVerdict, Fetch
from scrapers.settings import Settings
from scrapers.sources import Source, load_sources
from warehouse.summary import IssueGroup

TOLD, WRONG_USE = 0, 2
MOST_LINES = 4  # of warnings and of kinds of issues: what is told fits on one screen


def print_diagnosis(name: str | None, *, is_json: bool = False) -> int:
    """Tell of one source, or of all, on one screen each or in one JSON object; returns the exit code."""
    sources = load_sources()
    if name is not None and name not in sources:
        print(f"diagnose: unknown source {name}; expected {', '.join(sources)}", file=sys.stderr)
        return WRONG_USE
    settings = Settings()
    crawls, fetches = archived(settings)
    issues = known_issues(settings)
    chosen = list(sources.values()) if name is None else [sources[name]]
    if is_json:
        told = [record_of(one, crawls.get(one.name, Crawled()), fetches, issues) for one in chosen]
        whole = {"site": settings.site, "sources": told, "settings": settings.model_dump() | what_follows(settings)}
        print(json.dumps(whole, ensure_ascii=False, default=_plain))
        return TOLD
    for source in chosen:
        crawled = crawls.get(source.name, Crawled())
        print("\n".join(_source_lines(source, crawled, fetches, issues, settings.site)))
        print()
    print("\n".join(_settings_lines(settings, is_whole=name is None)))
    return TOLD


def _source_lines(
    source: Source,
    crawled: Crawled,
    fetches: Sequence[Fetch],
    issues: Sequence[IssueGroup] | None,
    site: str,
) -> Iterator[str]:
    yield f"{source.name} · {source.publisher} · {source.title}"
    found = issues_of(source, issues)
    yield from _verdict_lines(crawled.last, site)
    yield from _change_lines(crawled)
    yield from _brought_lines(crawled)
    for number, step in enumerate(what_to_do(source, crawled, found)):
        yield _line("" if number else "what to do", step)
    if attempts := attempts_of(source, fetches):
        yield _line("attempts ever", " · ".join(f"{outcome} {count}" for outcome, count in attempts.items()))
    yield _line("channels on", " · ".join(channel.name for channel in source.channels if channel.is_on))
    for number, channel in enumerate(channel for channel in source.channels if not channel.is_on):
        yield _line("" if number else "channels off", f"{channel.name}: {' '.join((channel.reason or '').split())}")
    yield from _issue_lines(found, fetches, issues is None)


def _verdict_lines(verdict: CrawlVerdict | None, site: str) -> Iterator[str]:
    if verdict is None:
        yield _line("last crawl", f"none yet; run: klyngekroner run --site {site}")
        return
    at = f"{verdict.attempted_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    yield _line("last crawl", f"{'fresh' if verdict.is_fresh else 'STALE'}, {at}")
    if not verdict.is_fresh:
        yield _line("it says", stale_line(verdict.source, verdict))
    yield _line("listed up to", str(verdict.listed_on or "never to its end"))
    yield _line("of it", " · ".join(f"{name} {count}" for name, count in _counts(verdict).items()))
    for number, warning in enumerate(verdict.warnings[:MOST_LINES]):
        yield _line("" if number else "warnings", warning)
    if more := verdict.warnings[MOST_LINES:]:
        yield _line("", f"and {len(more)} more")


def _counts(verdict: CrawlVerdict) -> dict[str, int]:
    return {
        "links": verdict.link_count,
        "new": verdict.new_count,
        "changed": verdict.changed_count,
        "unchanged": verdict.unchanged_count,
        "blocked": verdict.blocked_count,
        "failed": verdict.failed_count,
    }


def _change_lines(crawled: Crawled) -> Iterator[str]:
    """What is other than last time."""
    last, before = crawled.last, crawled.before
    if last is None:
        return
    if before is None:
        yield _line("last time", "this was the first crawl")
        return
    said = [] if before.is_fresh == last.is_fresh else [f"it was {'fresh' if before.is_fresh else 'STALE'}"]
    if not before.is_fresh and before.reason == last.reason:
        said.append("for the same reason")
    then = _counts(before)
    said += [f"{name} {then[name]} → {count}" for name, count in _counts(last).items() if then[name] != count]
    at = f"{before.attempted_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    yield _line("last time", f"{at}: {' · '.join(said) or 'all as now'}")


def _brought_lines(crawled: Crawled) -> Iterator[str]:
    """What the pages are that a stale source has brought: they wait in the archive."""
    kinds = kinds_of(crawled)
    if not kinds:
        return
    said = " · ".join(f"{count} {kind}" for kind, count in kinds.items())
    yield _line("it brought", f"{said}; kept out until the source is fresh, its last good rows stay published")
    if changed := crawled.first_of("changed_layout"):
        yield _line("", f"    changed_layout: {changed.url}")
        yield _line("", f"    archived in {changed.warc_file} at byte {changed.warc_offset}")


def _issue_lines(groups: Sequence[IssueGroup], fetches: Sequence[Fetch], is_unknown: bool) -> Iterator[str]:
    if not groups:
        yield _line("issues", "not known: nothing was loaded yet" if is_unknown else "none")
        return
    places = places_of(fetches)
    for number, group in enumerate(groups[:MOST_LINES]):
        yield _line("" if number else "issues", f"{group.count} × {group.code} ({group.severity}), e.g. {group.url}")
        yield _line("", f"    {' '.join(group.message.split())}")
        place = place_of(group, places)
        if place.get("warc_file"):
            yield _line("", f"    archived in {place['warc_file']} at byte {place['warc_offset']}")
    if more := groups[MOST_LINES:]:
        kinds = " · ".join(f"{group.count} × {group.code}" for group in more)
        yield _line("", f"and {kinds}; all of them are in the table issues")


def _settings_lines(settings: Settings, *, is_whole: bool) -> Iterator[str]:
    """Every setting as the environment or .env may say it, or those that are not the default; then what follows."""
    yield f"effective settings ({'' if is_whole else 'other than the default; '}environment or .env)"
    for name, value in settings.model_dump().items():
        if is_whole or value != type(settings).model_fields[name].default:
            yield f"  KLYNGEKRONER_{name.upper()} = {'' if value is None else value}"
    derived = what_follows(settings)
    for name, value in derived.items() if is_whole else list(derived.items())[:3]:
        yield _line(name, str(value))


def _line(name: str, told: str) -> str:
    return f"  {name:<14}{told}".rstrip()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
