"""``klyngekroner probe``: ten requests at most, what is wrong is named, and the edits that it prints mend it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.probe import run_probe
from scrapers.crawl.archive import Archive
from scrapers.crawl.crawl import crawl
from scrapers.probe import MOST_REQUESTS, Probed, probe
from scrapers.settings import Settings
from scrapers.sources import Source, load_sources
from scrapers.sources.load import FOLDER, load_source
from tests.conftest import REPOSITORY
from tests.crawling import quiet
from tests.loopback import FakeClock
from tests.sample_run import klyngekroner
from tests.site.answer import Answer
from tests.site.samples import load_pages
from tests.site.server import serving
from tests.site.site import Site

RELAUNCH = {
    rb'class="article-header"': rb'class="story-top"',
    rb'class="article-info"': rb'class="story-facts"',
    rb'class="date"': rb'class="story-day"',
    rb'class="article-body"': rb'id="storyText"',
    rb'<meta name="DC.Date"[^>]*>': b"",
    rb"(Dato|Date): (\d\d)\.(\d\d)\.(\d{4})": rb"Lagt ut kl. 8.30 den \2-\3-\4",
}


class Relaunched(Site):
    """The sample site, its releases of today under other names, with dates in another form."""

    def answer(self, host: str, target: str, headers: Mapping[str, str]) -> Answer:
        answer = super().answer(host, target, headers)
        if host != "www.regjeringen.no" or b"searchResultsListing" in answer.body or answer.status != 200:
            return answer
        body = answer.body
        for old, new in RELAUNCH.items():
            body = re.sub(old, new, body)
        return replace(answer, body=body)


def probed(site: Site, source: Source, folder: Path) -> tuple[Probed, list[str]]:
    settings = Settings(_env_file=None, data_dir=folder)
    with serving(site) as server:
        return probe(source, settings, FakeClock(), loopback_port=server.port), list(server.log)


def states(found: Probed) -> dict[str, str]:
    return {finding.name: finding.state for finding in found.findings}


@pytest.mark.parametrize("name", ["regjeringen", "innovasjonnorge"])
def test_what_is_as_assumed_is_held_within_ten_requests(tmp_path: Path, name: str) -> None:
    found, log = probed(Site(load_pages()), load_sources()[name], tmp_path)
    assert found.request_count == len(log) <= MOST_REQUESTS
    assert "broken" not in states(found).values()
    assert states(found)["published_on"] == "held"
    assert set(load_sources()[name].assumptions) <= set(states(found))
    assert not (tmp_path / "sample" / "archive").exists(), "archived apart"
    assert len(found.cases) == 5
    for case in found.cases:
        told = json.loads((case / "expected.json").read_text(encoding="utf-8"))
        assert told["reviewed"] is False
        assert len(list(case.glob("page.*"))) == 1


def test_other_class_names_date_format_and_body_wrapper_are_named_and_the_edits_mend_them(tmp_path: Path) -> None:
    source = load_sources()["regjeringen"]
    found, _ = probed(Relaunched(load_pages()), source, tmp_path)
    edits = {finding.name: finding.edit for finding in found.findings if finding.state == "broken" and finding.edit}
    assert {name: edit.new for name, edit in edits.items()} == {
        "release_header": "release_header: [.article-header, .story-top]",
        "release_info": "release_info: [.article-info, .story-facts]",
        "release_date": "release_date: [.date, .story-day]",
        "release_body": 'release_body: [.article-body, "#storyText"]',
        "date_format": 'date_format: ["%d.%m.%Y", "%d-%m-%Y"]',
    }
    mended = mend(tmp_path, [(edit.path, edit.line, edit.old, edit.new) for edit in edits.values()])
    assert {*states(probed(Relaunched(load_pages()), mended, tmp_path / "again")[0]).values()} == {"held", "unseen"}
    assert crawled(Relaunched(load_pages()), source, tmp_path / "before") == (False, {"changed_layout"})
    before = crawled(Site(load_pages()), source, tmp_path / "old")
    assert before[0]
    assert crawled(Relaunched(load_pages()), mended, tmp_path / "after") == before
    assert crawled(Site(load_pages()), mended, tmp_path / "both") == before, "old pages are read as ever"


def mend(folder: Path, edits: list[tuple[str, int, str, str]]) -> Source:
    """The source as its yml stands after the edits, made as they are printed."""
    path = folder / "regjeringen.yml"
    shutil.copy(FOLDER / "regjeringen.py", folder)
    lines = (REPOSITORY / edits[0][0]).read_text(encoding="utf-8").splitlines(keepends=True)
    for where, number, old, new in edits:
        assert where == "scrapers/sources/regjeringen.yml"
        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new)
    path.write_text("".join(lines), encoding="utf-8")
    return load_source(path)


def crawled(site: Site, source: Source, folder: Path) -> tuple[bool, set[str]]:
    """Whether a crawl of the site is green, and what the source makes of its releases; dated ones alone are such."""
    clock = FakeClock()
    settings = Settings(_env_file=None, data_dir=folder)
    with serving(site) as server, Archive.open(settings.archive_dir, clock) as archive:
        (verdict,) = crawl({source.name: source}, archive, settings, clock, quiet, loopback_port=server.port).values()
        pages = [page for _, page in archive.pages() if "/aktuelt/" in page.url and "/id2006120/" not in page.url]
        found = [source.parse(page) for page in pages]
    assert len(found) > 10
    assert all(one.release and one.release.published_on for one in found if one.kind == "release")
    return verdict.is_fresh, {one.kind for one in found}


def test_a_source_that_is_not_there_is_named(tmp_path: Path) -> None:
    site = Site(load_pages(), {"regjeringen": "down"})
    found, log = probed(site, load_sources()["regjeringen"], tmp_path)
    assert states(found)["robots.txt"] == "broken"
    assert states(found)["channel news"] == "broken"
    assert states(found)["release_body"] == "unseen"
    assert len(log) <= MOST_REQUESTS


def test_a_bot_wall_is_told_and_not_argued_with(tmp_path: Path) -> None:
    found, log = probed(Site(load_pages(), {"innovasjonnorge": "blocked"}), load_sources()["innovasjonnorge"], tmp_path)
    broken = {finding.name: finding.seen for finding in found.findings if finding.state == "broken"}
    assert all("blocked, status 403" in seen for seen in broken.values())
    assert len(log) == 3


def test_the_command_tells_held_and_unseen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended = klyngekroner("probe", "regjeringen", data=tmp_path)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "held    release_body: expected 1 element .article-body" in ended.stdout
    assert "unseen  channel sitemap: expected to be off" in ended.stdout
    assert run_probe("nowhere") == 2
    assert "expected innovasjonnorge, regjeringen" in capsys.readouterr().err
