"""Which pages may come into raw: a source whose pages break what its yml asserts is stale, well listed or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from scrapers.model import Fetch, Issue, ParsedPage
from scrapers.sources import Source, load_sources
from tests.readings import CODE, Told, fetch_of, parsed_page, release_page, verdict_of
from warehouse.database import reader, writer
from warehouse.load import LoadReport, load

FIRST, SECOND = datetime(2025, 10, 14, 4, tzinfo=UTC), datetime(2025, 10, 15, 4, tzinfo=UTC)
DAY_BEFORE = date(2025, 10, 14)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


def regjeringen(least: int = 0) -> dict[str, Source]:
    """The source as it is, but for how many releases it must have."""
    return {"regjeringen": having(load_sources()["regjeringen"], least)}


def having(source: Source, least: int) -> Source:
    return replace(source, assertions=replace(source.assertions, min_releases=least))


def release(key: str, at: datetime = FIRST, **told: str | None) -> ParsedPage:
    words = {"ministry": "Nærings- og fiskeridepartementet"} | told
    return release_page(key, Told("Alfa", 1_000_000), on=date(2025, 10, 1), captured=at, **words)  # type: ignore[arg-type]


def changed(key: str, at: datetime = SECOND, archive: str = "klyngekroner") -> ParsedPage:
    issue = Issue("changed_layout", f"{key}: no h1", "error")
    url = f"https://www.regjeringen.no/{key}/"
    return parsed_page(url, captured=at, archive=archive, payload=f"new {key}", kind="changed_layout", issues=(issue,))


def loaded(
    path: Path,
    *pages: ParsedPage,
    sources: dict[str, Source] | None = None,
    on: date = date(2025, 10, 15),
    fetches: list[Fetch] | None = None,
) -> LoadReport:
    attempts = [*map(fetch_of, pages), *(fetches or [])]
    with writer(path) as connection:
        verdicts = [verdict_of("regjeringen", listed_on=on)]
        return load(connection, pages, attempts, verdicts, CODE, sources or regjeringen())


def urls(path: Path) -> list[str]:
    with reader(path) as connection:
        return [url.split("/")[-2] for (url,) in connection.execute("select url from raw.pages order by 1").fetchall()]


def test_pages_of_another_layout_make_their_source_stale_and_stay_out(path: Path) -> None:
    assert loaded(path, release("en"), on=DAY_BEFORE).broken == ()
    report = loaded(path, changed("en"), changed("to"), release("tre", SECOND))
    (verdict,) = report.broken
    assert (verdict.source, verdict.is_fresh, verdict.listed_on) == ("regjeringen", False, DAY_BEFORE)
    assert "got 2 new pages of a layout that no reader knows and 1 releases" in (verdict.reason or "")
    assert "en: no h1" in (verdict.reason or "")
    assert report.kept_out == {"regjeringen": 3}
    assert urls(path) == ["en"]
    with reader(path) as connection:
        assert connection.execute("select is_fresh, stale_reason, listed_on from raw.sources").fetchall() == [
            (False, verdict.reason, DAY_BEFORE)
        ]
        assert connection.execute("select count(*) from raw.awards").fetchall() == [(1,)]


def test_one_odd_page_among_releases_is_an_issue_and_no_more(path: Path) -> None:
    report = loaded(path, release("en"), changed("to"))
    assert (report.broken, urls(path)) == ((), ["en", "to"])
    assert report.counts["issues"] == {"changed_layout": 1}


def test_old_pages_that_archives_have_captured_do_not_speak_of_the_site(path: Path) -> None:
    report = loaded(path, changed("en", archive="wayback"), changed("to", archive="wayback"))
    assert (report.broken, urls(path)) == ((), ["en", "to"])


def test_pages_that_were_put_right_since_let_their_source_in_again(path: Path) -> None:
    loaded(path, release("en"), on=DAY_BEFORE)
    assert loaded(path, changed("en")).broken
    as_before = fetch_of(release("en"), at=datetime(2025, 10, 16, 4, tzinfo=UTC), outcome="same_bytes")
    report = loaded(path, changed("en"), fetches=[as_before])
    assert report.broken == ()


def test_a_source_with_too_few_releases_is_stale(path: Path) -> None:
    report = loaded(path, release("en"), release("to"), sources=regjeringen(least=3))
    assert "got 2 releases, expected at least 3" in (report.broken[0].reason or "")
    assert (report.broken[0].listed_on, urls(path)) == (None, [])
    assert loaded(path, *map(release, ("en", "to", "tre")), sources=regjeringen(least=3)).broken == ()


def test_releases_that_lost_a_field_make_their_source_stale(path: Path) -> None:
    loaded(path, *map(release, "abcd"), on=DAY_BEFORE)
    report = loaded(path, release("e", SECOND, ministry=None))
    assert "ministry is set in 80% of 5 releases, expected at least 90%" in (report.broken[0].reason or "")
    assert urls(path) == ["a", "b", "c", "d"]


def test_a_source_that_was_taken_out_leaves_its_rows_and_no_verdict(path: Path) -> None:
    other = release_page("to", Told("Beta", 5), on=date(2025, 10, 1), captured=FIRST, source="innovasjonnorge")
    with writer(path) as connection:
        verdicts = [verdict_of("regjeringen"), verdict_of("innovasjonnorge")]
        pages = [release("en"), other]
        both = {name: having(source, 0) for name, source in load_sources().items()}
        load(connection, pages, map(fetch_of, pages), verdicts, CODE, both)
    loaded(path, release("en"))
    with reader(path) as connection:
        assert connection.execute("select source from raw.sources").fetchall() == [("regjeringen",)]
        rows = connection.execute("select count(*) from raw.release_versions where is_current").fetchall()
    assert rows == [(2,)]


def test_without_new_pages_nothing_is_judged(path: Path) -> None:
    assert loaded(path, sources=regjeringen(least=3)).broken == ()
