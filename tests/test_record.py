"""``make record``: a fixture from the archive, which fails until it was reviewed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scrapers.crawl.archive import Archive
from scrapers.crawl.exchange import Attempt, Exchange
from scrapers.settings import Settings
from scrapers.sources import load_sources
from tests import test_fixtures
from tests.loopback import FakeClock
from tests.record import main, record
from tests.site.regjeringen_dom import article
from tests.site.samples import load_pages

PAGE = next(page for page in load_pages() if page.source == "regjeringen" and page.is_live)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(_env_file=None, data_dir=tmp_path)
    clock = FakeClock()
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    exchange = Exchange("/", (), 200, "OK", "HTTP/1.1", headers, article(PAGE))
    with Archive.open(settings.archive_dir, clock) as archive:
        archive.write(Attempt(PAGE.url, "fetched", clock.now(), exchange=exchange), "regjeringen", "news")
    return settings


def test_a_recorded_page_fails_until_it_was_reviewed(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = record(load_sources()["regjeringen"], f"{PAGE.url}?utm_source=x", settings, tmp_path / "fixtures")
    assert case is not None
    assert (case / "page.html").read_bytes() == article(PAGE)
    with pytest.raises(AssertionError, match="was recorded: read it beside its page"):
        test_fixtures.test_a_case_says_every_field_that_is_read(case)
    told = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    del told["reviewed"]
    (case / "expected.json").write_text(json.dumps(told), encoding="utf-8")
    test_fixtures.test_a_case_says_every_field_that_is_read(case)
    assert told["release"]["title"] == PAGE.title
    told["release"]["title"] = "Rettet av et menneske"
    (case / "expected.json").write_text(json.dumps(told), encoding="utf-8")
    assert record(load_sources()["regjeringen"], PAGE.url, settings, tmp_path / "fixtures") == case
    assert "Rettet av et menneske" in (case / "expected.json").read_text(encoding="utf-8"), "what was reviewed stays"


def test_what_is_not_archived_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KLYNGEKRONER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("KLYNGEKRONER_SITE", "sample")
    assert main(["regjeringen", "https://www.regjeringen.no/no/aktuelt/x/id1/"]) == 1
    assert "run, backfill or import it first" in capsys.readouterr().err
    assert main(["nowhere", "https://x/"]) == 2
