"""History from web archives that speak as the real ones do: each capture that differs, once, on from where it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from socket import socket

import pytest

from pipelines.backfill import run_backfill
from scrapers.crawl.archive import Archive
from tests.loopback import FakeClock, Request, reply, serving
from tests.past import ALL, PREFIX, YEARS, Past, captured
from tests.site.web_archives import CRAWLS, DATA, HOSTS, NETTARKIVET, WAYBACK
from tests.test_run import klyngekroner


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Past]:
    clock = FakeClock()
    with serving(clock) as server:
        yield Past(server, tmp_path, clock)


def test_each_archive_gives_every_capture_that_differs_and_is_named(past: Past) -> None:
    past.hold(
        *(
            captured(name, key, year, f"{name} {key} støtte {year}")
            for name in ALL
            for key, year in (("a", 2008), ("a", 2009), ("b", 2010))
        )
    )
    reports = past.ask()
    assert [(r.archive, r.promised_count, r.new_count, r.failed_count, r.reason) for r in reports] == [
        (n, 3, 3, 0, None) for n in ALL
    ]
    held = past.held()
    assert {(f.archive, f.channel) for f, _ in held} == {(name, name) for name in ALL}
    assert {(f.url, f.attempted_at.year, body.decode("latin-1")) for f, body in held} == {
        (f"http://{PREFIX}{key}/", year, f"{name} {key} støtte {year}")
        for name in ALL
        for key, year in (("a", 2008), ("a", 2009), ("b", 2010))
    }
    assert {f.content_type for f, _ in held} == {"text/html; charset=iso-8859-1"}, "as the host said then"


def test_the_live_host_is_never_asked(past: Past) -> None:
    past.hold(*(captured(name, "a", 2009, name) for name in ALL))
    past.ask()
    assert {r.host for r in past.server.log} == set(HOSTS)


def test_the_same_content_is_fetched_once_and_a_second_backfill_fetches_nothing(past: Past) -> None:
    past.hold(
        *(captured("wayback", "a", 2009, "samme", day) for day in range(1, 9)), captured("wayback", "a", 2009, "ny", 9)
    )
    first = past.ask("wayback")[0]
    assert (first.promised_count, first.new_count, first.held_count) == (9, 2, 7)
    before = len([t for t in past.asked(WAYBACK) if t.startswith("/web/")])
    again = past.ask("wayback")[0]
    assert (again.new_count, again.held_count) == (0, 9)
    assert len([t for t in past.asked(WAYBACK) if t.startswith("/web/")]) == before == 2


def test_content_that_two_archives_have_is_stored_once(past: Past) -> None:
    past.hold(captured("wayback", "a", 2009, "samme"), captured("commoncrawl", "a", 2010, "samme"))
    past.ask("wayback")
    past.ask("commoncrawl")
    assert [(f.archive, body) for f, body in past.held()] == [("wayback", b"samme")]


def test_only_releases_of_the_period_are_asked_for(past: Past) -> None:
    years = [captured(name, "a", year, f"{name} {year}") for name in ALL for year in (2007, 2008, 2010, 2011)]
    past.hold(*years)
    assert [report.new_count for report in past.ask()] == [2, 2, 2]
    assert {f.attempted_at.year for f, _ in past.held()} == {2008, 2010}


def test_wayback_is_read_on_by_its_resume_key(past: Past) -> None:
    past.hold(*(captured("wayback", f"k{n:02}", 2009, f"side {n}") for n in range(25)), cap=10)
    assert past.ask("wayback")[0].new_count == 25
    index = [target for target in past.asked(WAYBACK) if target.startswith("/cdx")]
    assert [("resumeKey=" in target) for target in index] == [False, True, True]


def test_an_interrupted_backfill_goes_on_where_it_was(past: Past) -> None:
    archives = past.hold(*(captured("wayback", f"k{n:02}", 2009, f"side {n}") for n in range(25)), cap=10)
    archives.is_too_fast = lambda target: "/k13/" in target
    broken = past.ask("wayback")[0]
    assert broken.new_count == 13
    assert "k13" in (broken.reason or "")
    assert "run the same backfill again later" in (broken.reason or "")
    archives.is_too_fast = lambda _: False
    past.server.log.clear()
    ended = past.ask("wayback")[0]
    assert (ended.new_count, ended.reason) == (12, None)
    assert [t.startswith("/cdx") and "resumeKey=" in t for t in past.asked(WAYBACK)[:1]] == [True], "not from the start"
    assert len([t for t in past.asked(WAYBACK) if t.startswith("/web/")]) == 12
    assert len(past.held()) == 25


def test_a_query_that_was_answered_is_not_asked_again_in_an_interrupted_backfill(past: Past) -> None:
    past.hold(*(captured("nettarkivet", f"k{year}", year, str(year)) for year in YEARS.years))
    whole = past.server.answers[f"https://{NETTARKIVET}"]

    def failing(request: Request, connection: socket) -> None:
        (reply(b"", "403 x") if "from=2010" in request.target else whole)(request, connection)

    past.server.answers[f"https://{NETTARKIVET}"] = failing
    assert "blocked" in (past.ask("nettarkivet")[0].reason or "")
    past.server.answers[f"https://{NETTARKIVET}"] = whole
    past.server.log.clear()
    assert past.ask("nettarkivet")[0].new_count == 1
    assert [t.startswith("/search/cdx") for t in past.asked(NETTARKIVET)] == [True, False]
    past.server.log.clear()
    past.ask("nettarkivet")
    assert len(past.asked(NETTARKIVET)) == len(YEARS.years), "a new backfill asks what has been added since"


def test_each_archive_is_asked_as_slowly_as_its_operator_wants(past: Past) -> None:
    past.hold(*(captured(name, f"k{n:02}", 2009, f"{name} {n}", n % 30 + 1) for name in ALL for n in range(30)), cap=10)
    for name in ALL:
        past.ask(name)
    floors = {WAYBACK: 0.125, NETTARKIVET: 2.5, CRAWLS: 1.0, DATA: 0.55}
    for host, floor in floors.items():
        times = [r.at for r in past.server.log if r.host == host]
        gaps = [(b - a).total_seconds() for a, b in pairwise(times)]
        assert len(gaps) >= 4
        assert min(gaps) >= floor, host
    index = [r.at for r in past.server.log if r.host == WAYBACK and r.target.startswith("/cdx")]
    following = [min(r.at for r in past.server.log if r.host == WAYBACK and r.at > at) for at in index]
    assert all((after - at).total_seconds() >= 2.5 for at, after in zip(index, following, strict=True))
    ticks = sorted(r.at for r in past.server.log if r.host == WAYBACK)
    assert max(sum(at <= t < at + timedelta(minutes=1) for t in ticks) for at in ticks) <= 480


def test_captures_survive_the_loss_of_the_index_and_are_no_attempt_of_ours(past: Past) -> None:
    past.hold(captured("wayback", "a", 2009, "en"))
    past.ask("wayback")
    held = past.held()
    (past.folder / "live" / "archive" / "index.cdxj").unlink()
    assert past.held() == held
    with Archive.open(past.folder / "live" / "archive", past.clock, read_only=True) as archive:
        assert archive.latest(f"http://{PREFIX}a/") is None
        assert archive.read(archive.fetches()[-1]).archive
    past.server.log.clear()
    assert past.ask("wayback")[0].new_count == 0


def test_the_command_gets_the_sample_s_past_and_says_so(tmp_path: Path) -> None:
    ended = klyngekroner("backfill", "innovasjonnorge", "--from", "2005", "--to", "2014-06-30", data=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "wayback: 5 captures of releases, 5 new, 0 already here, 0 failed" in ended.stdout
    assert "commoncrawl: 2 captures of releases, 2 new" in ended.stdout
    assert "nettarkivet" not in ended.stdout, "it is off in the yml"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere", "2005", "2010"), "unknown source nowhere"),
        (("regjeringen", "2010", "2005"), "--from 2010 is after --to 2005"),
        (("regjeringen", "long ago", "2005"), "expected a year or a day"),
        (("regjeringen", "2005", "2006", "atlantis"), "unknown archive atlantis; expected wayback"),
    ],
)
def test_wrong_use_is_one_line(arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    name, begin, end, *archives = arguments
    assert run_backfill(name, begin, end, archives) == 2
    assert told in capsys.readouterr().err


def test_live_without_a_contact_asks_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KLYNGEKRONER_SITE", "live")
    monkeypatch.setenv("KLYNGEKRONER_CONTACT", "")
    assert run_backfill("regjeringen", "2005", "2006", []) == 2
    assert "set KLYNGEKRONER_CONTACT" in capsys.readouterr().err
