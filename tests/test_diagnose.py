"""``klyngekroner diagnose`` at the operator's door: before a run, after one, and while somebody else is at work."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.diagnose import print_diagnosis
from scrapers.clock import SiteClock
from scrapers.crawl.archive import Archive
from scrapers.model import CrawlVerdict, Issue
from scrapers.settings import Settings
from tests.archiving import attempt
from tests.dbt_build import load_pages
from tests.loopback import FakeClock
from tests.readings import release_page
from tests.sample_run import klyngekroner
from warehouse.database import writer

STALE = "listing: got 0 links, expected 1 to 100; look at the page"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("KLYNGEKRONER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("KLYNGEKRONER_SITE", "sample")
    return Settings()


def crawled(settings: Settings) -> Archive:
    store = Archive.open(settings.archive_dir, SiteClock(date(2025, 10, 15)))
    at = datetime(2025, 10, 15, 4, tzinfo=UTC)
    store.write_verdict(CrawlVerdict("regjeringen", False, at, date(2025, 10, 14), reason=STALE, link_count=40))
    store.write_verdict(CrawlVerdict("innovasjonnorge", True, at, date(2025, 10, 15), new_count=3, warnings=("odd",)))
    return store


def loaded(settings: Settings) -> None:
    issues = (Issue("unattributed_amount", "what is 7 kroner?"), Issue("unattributed_amount", "what is 8 kroner?"))
    load_pages(settings.warehouse_path, [release_page("en", on=date(2025, 1, 1), issues=issues)], [])


def test_before_the_first_run_it_says_what_to_do_and_makes_nothing(tmp_path: Path) -> None:
    result = klyngekroner("diagnose", data=tmp_path / "none", KLYNGEKRONER_CONTACT="analyst@example.org")
    assert result.returncode == 0, result.stderr
    assert result.stdout.count("last crawl    none yet; run: klyngekroner run --site sample") == 2
    assert "sitemap: whether its entries carry <lastmod> is unknown" in result.stdout
    assert "KLYNGEKRONER_CONTACT = analyst@example.org" in result.stdout
    assert f"KLYNGEKRONER_DATA_DIR = {tmp_path / 'none'}" in result.stdout
    assert not (tmp_path / "none").exists()


def test_an_unknown_source_is_wrong_use(tmp_path: Path) -> None:
    result: subprocess.CompletedProcess[str] = klyngekroner("diagnose", "nowhere", data=tmp_path)
    assert result.returncode == 2
    assert "nowhere" in result.stderr
    assert "regjeringen" in result.stderr


def test_it_tells_of_the_last_crawl_and_groups_issues(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    crawled(settings).close()
    loaded(settings)
    assert print_diagnosis(None) == 0
    told = capsys.readouterr().out
    assert "STALE, 2025-10-15 04:00 UTC\n" in told
    assert f"  it says       regjeringen: stale, last good data of 2025-10-14: {STALE}\n" in told
    assert "listed up to  2025-10-14" in told
    assert "2 × unattributed_amount (warning), e.g. https://www.regjeringen.no/en/" in told
    assert "what is 7 kroner?" in told
    assert "fresh, 2025-10-15 04:00 UTC" in told
    assert "warnings      odd" in told
    assert "issues        none" in told


@pytest.mark.parametrize(
    ("reason", "step"),
    [
        (STALE, "klyngekroner probe regjeringen names the line to change"),
        ("news: https://x/: blocked, status 403: the site refuses us", "leave it alone for a day"),
        ("news: https://x/: unreachable, status 503", "look whether the site is up, then run again"),
        ("no contact address is set; set KLYNGEKRONER_CONTACT", "set an e-mail or web address"),
        ("got 9 new pages of a layout that no reader knows", "then klyngekroner rebuild"),
        (None, "nothing"),
    ],
)
def test_a_stranger_is_told_what_happened_what_changed_and_what_to_do_on_one_screen(
    settings: Settings, capsys: pytest.CaptureFixture[str], reason: str | None, step: str
) -> None:
    day = datetime(2025, 10, 14, 4, tzinfo=UTC)
    with Archive.open(settings.archive_dir, SiteClock(date(2025, 10, 15))) as store:
        before = CrawlVerdict("regjeringen", True, day, day.date(), link_count=40, new_count=2)
        store.write_verdict(before)
        warnings = tuple(f"https://www.regjeringen.no/{n}: gone" for n in range(50))
        now = day + timedelta(days=1)
        last = CrawlVerdict("regjeringen", reason is None, now, day.date(), reason, link_count=31, warnings=warnings)
        store.write_verdict(last)
        store.write_verdict(replace(last, warnings=warnings[:9]))  # loading may add its word to the same crawl's
    issues = tuple(Issue(f"kind_{n}", f"what is {n}?") for n in range(20))
    load_pages(settings.warehouse_path, [release_page("en", on=date(2025, 1, 1), issues=issues)], [])
    assert print_diagnosis("regjeringen") == 0
    told = capsys.readouterr().out
    changed = "" if reason is None else "it was fresh · "
    assert f"last time     2025-10-14 04:00 UTC: {changed}links 40 → 31 · new 2 → 0\n" in told
    (todo,) = [line for line in told.splitlines() if line.startswith("  what to do")]
    assert step in todo
    assert "and 5 more\n" in told
    assert "1 × kind_" in told
    assert len(told.splitlines()) <= 45


def test_of_a_stale_source_it_says_what_its_new_pages_are_and_which_one_to_make_a_fixture_of(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = FakeClock(datetime(2025, 10, 13, 4, tzinfo=UTC))
    body = (
        b"<html><head><meta name='DC.Title' content='x'></head><main><h1>Relansert</h1><p>Ny drakt.</p></main></html>"
    )
    urls = [f"https://www.regjeringen.no/no/aktuelt/sak-{number}/id{number}/" for number in (1, 2, 3)]
    with Archive.open(settings.archive_dir, clock) as store:
        store.write(attempt(clock, body, url=urls[0]), "regjeringen", "news")
        store.write_verdict(CrawlVerdict("regjeringen", True, clock.now(), clock.now().date(), new_count=1))
        *_, fetch = [store.write(attempt(clock, body, url=url), "regjeringen", "news") for url in urls[1:]]
        store.write_verdict(CrawlVerdict("regjeringen", False, clock.now(), clock.now().date(), STALE, new_count=2))
    assert print_diagnosis("regjeringen") == 0
    told = capsys.readouterr().out
    assert "  it brought    2 changed_layout; kept out until the source is fresh, its last good rows stay" in told
    assert f"archived in {fetch.warc_file} at byte {fetch.warc_offset}\n" in told
    assert f"make record SOURCE=regjeringen URL={urls[2]} makes a fixture of it" in told
    path = settings.archive_dir / str(fetch.warc_file)
    with path.open("r+b") as file:
        file.seek(fetch.warc_offset or 0)
        file.write(bytes(100))
    assert print_diagnosis("regjeringen") == 0
    said = capsys.readouterr()
    assert "  it brought    1 unreadable · 1 changed_layout; kept out" in said.out, "damage hides nothing else"
    assert "put the file back from a copy" in said.err


def test_one_source_is_told_of_alone(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    crawled(settings).close()
    assert print_diagnosis("innovasjonnorge") == 0
    told = capsys.readouterr().out
    assert told.startswith("innovasjonnorge · Innovasjon Norge")
    assert STALE not in told
    assert "own_site: Cloudflare" in told


def test_it_neither_waits_for_a_run_nor_holds_one_up(settings: Settings, tmp_path: Path) -> None:
    with crawled(settings), writer(settings.warehouse_path):
        result = klyngekroner("diagnose", data=tmp_path)
    assert result.returncode == 0, result.stderr
    assert STALE in result.stdout
    assert "a run is under way" in result.stderr


def test_machines_are_told_the_same_as_eyes(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    crawled(settings).close()
    loaded(settings)
    assert print_diagnosis(None) == 0
    lines = capsys.readouterr().out
    assert print_diagnosis(None, is_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["site"], told["settings"]["data_dir"]) == ("sample", str(settings.data_dir))
    fine, stale = told["sources"]
    assert (fine["source"], fine["is_fresh"], fine["sentence"], fine["what_to_do"]) == (
        "innovasjonnorge",
        True,
        None,
        ["nothing"],
    )
    assert stale["sentence"] == f"regjeringen: stale, last good data of 2025-10-14: {STALE}"
    assert stale["last_good_on"] == "2025-10-14"
    assert stale["last_crawl"]["link_count"] == 40
    assert (stale["issues"][0]["count"], stale["issues"][0]["code"]) == (2, "unattributed_amount")
    assert [channel["name"] for channel in stale["channels"] if not channel["is_on"]] == [
        "nettarkivet",
        "sitemap",
        "filtered_lists",
    ]
    for said in (stale["sentence"], *stale["what_to_do"], *(channel["name"] for channel in stale["channels"])):
        assert said in lines
