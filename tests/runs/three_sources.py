"""Three sources, one a user's own: one changes its layout, one refuses us, one is fine, and every door tells it alike.

The doors: the UI (what Dagster keeps of a run), mail and webhook, status, diagnose, the report.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from tests.own_source import NAME, News, own_folder
from tests.receivers import Received, receivers
from tests.sample_run import SampleRun, klyngekroner
from tests.test_run import query

LAST_GOOD, LATER = "2025-10-15", "2025-10-25"  # ten days later releases of the open year are looked at again
BROKEN, BLOCKED = "regjeringen", "innovasjonnorge"
SAID = {BROKEN: "it is read as changed_layout", BLOCKED: "blocked, status 403"}
STEP = {BROKEN: f"klyngekroner probe {BROKEN} names the line to change", BLOCKED: "leave it alone for a day"}
TITLE = "klyngekroner (sample): published with a stale source"
OLD = News(date(2025, 9, 1), "Penger til en klynge", ("NCE Raufoss får 2 millioner kroner til «Lettere deler».",))
NEW = News(date(2025, 10, 20), "Mer til en klynge", ("NCE Raufoss får 3 millioner kroner til «Tettere deler».",))


def run(data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return klyngekroner("run", "--site", "sample", data=data, KLYNGEKRONER_RETRY_SECONDS="0", **environment)


def published(data: Path, sql: str) -> list[tuple[Any, ...]]:
    return query(data / "sample" / "published" / "funding.duckdb", sql)


@dataclass(frozen=True)
class Story:
    """What is left of the run in which two of three sources were in trouble."""

    data: Path
    environment: dict[str, str]
    before: list[tuple[Any, ...]]  # awards of the two
    run: subprocess.CompletedProcess[str]
    received: Received
    sentences: dict[str, str]  # source → the line that the run ended with

    def ask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return klyngekroner(*arguments, data=self.data, **self.environment)


AWARDS = "select award_id, recipient, amount_nok, year from awards where publisher <> 'Klyngenytt' order by all"


@pytest.fixture(scope="module")
def added(sample_run: SampleRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after a run in which a source of one's own was crawled for the first time."""
    folder = tmp_path_factory.mktemp("three")
    data = sample_run.copy(folder)
    own_folder(folder / "own", [OLD])
    result = run(data, KLYNGEKRONER_SOURCES_DIR=str(folder / "own"))
    assert result.returncode == 0, result.stderr
    return data


@pytest.fixture(scope="module")
def story(added: Path) -> Story:
    own = own_folder(added.parent / "own", [NEW, OLD])
    environment = {
        "KLYNGEKRONER_SOURCES_DIR": str(own),
        "KLYNGEKRONER_SAMPLE_TROUBLES": f"{BROKEN}=articles,{BLOCKED}=blocked",
        "KLYNGEKRONER_AS_OF": LATER,
    }
    before = published(added, AWARDS)
    with receivers() as received:
        result = run(added, **environment, KLYNGEKRONER_ALERTS=received.addresses)
    lines = result.stderr.splitlines()
    sentences = {name: line for name in (BROKEN, BLOCKED) for line in lines if line.startswith(f"{name}: ")}
    return Story(added, environment, before, result, received, sentences)


def test_the_fine_source_is_published_and_the_others_keep_their_rows(story: Story) -> None:
    assert story.run.returncode == 3, story.run.stderr
    assert "Traceback" not in story.run.stderr
    told = "select recipient, amount_nok, project_title, announced_on::varchar from awards"
    assert published(story.data, f"{told} where publisher = 'Klyngenytt' order by all") == [
        ("NCE Raufoss", 2_000_000, "Lettere deler", "2025-09-01"),
        ("NCE Raufoss", 3_000_000, "Tettere deler", "2025-10-20"),
    ]
    assert story.before
    assert published(story.data, AWARDS) == story.before
    assert published(story.data, "select source, is_fresh, listed_on::varchar from sources order by source") == [
        (BLOCKED, False, LAST_GOOD),
        (NAME, True, LATER),
        (BROKEN, False, LAST_GOOD),
    ]


@pytest.mark.parametrize("name", [BROKEN, BLOCKED])
def test_the_run_ends_with_one_sentence_a_stale_source(story: Story, name: str) -> None:
    assert story.sentences[name].startswith(f"{name}: stale, last good data of {LAST_GOOD}: ")
    assert SAID[name] in story.sentences[name]
    assert sum(line.startswith(f"{name}: ") for line in story.run.stderr.splitlines()) == 1
    assert f"\n{NAME}: " not in story.run.stderr


def test_the_ui_says_so_on_each_source_and_on_the_run(story: Story) -> None:
    with dg.DagsterInstance.from_config(str(story.data / "sample" / "dagster")) as instance:
        (last,) = instance.get_runs(limit=1)
        logs = instance.all_logs(last.run_id)
    events = [log.dagster_event for log in logs if log.dagster_event]
    checks = {
        (check.asset_key.to_user_string(), check.check_name): check
        for event in events
        if event.event_type is dg.DagsterEventType.ASSET_CHECK_EVALUATION
        for check in [event.asset_check_evaluation_data]
    }
    for name, sentence in story.sentences.items():
        check = checks["raw/sources", f"{name}_is_fresh"]
        assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.ERROR)
        assert check.description == sentence
        assert check.metadata["last_good_on"].value == LAST_GOOD
    assert checks["archive/innovasjonnorge", "source_is_fresh"].description == story.sentences[BLOCKED]
    assert checks["raw/sources", f"{NAME}_is_fresh"].passed
    assert checks[f"archive/{NAME}", "source_is_fresh"].passed
    (failure,) = [event for event in events if event.is_step_failure]
    assert failure.step_key == "published__verdict"
    told = failure.step_failure_data.user_failure_data
    assert told is not None
    assert told.description is not None
    assert told.description.splitlines()[1:] == [story.sentences[BLOCKED], story.sentences[BROKEN]]


def test_mail_and_webhook_say_so_each_source_with_its_own_next_step(story: Story) -> None:
    assert [post["title"] for post in story.received.posts] == [TITLE]
    assert [mail["Subject"] for mail in story.received.mails] == [TITLE]
    for door in (story.received.posts[0]["message"], story.received.mail_texts[0]):
        told = " ".join(door.split())
        begins = {name: told.index(f"{name}: stale, ") for name in story.sentences}
        assert begins[BLOCKED] < begins[BROKEN]
        parts = {BLOCKED: told[begins[BLOCKED] : begins[BROKEN]], BROKEN: told[begins[BROKEN] :]}
        for name, part in parts.items():
            assert " ".join(story.sentences[name].split())[:600] in part
            assert STEP[name] in part
            assert f"klyngekroner diagnose {name} --site sample" in part
        assert STEP[BLOCKED] not in parts[BROKEN]
        assert STEP[BROKEN] not in parts[BLOCKED]
        assert f"{NAME}: " not in told


def test_status_says_so(story: Story) -> None:
    status = story.ask("status", "--json")
    told = json.loads(status.stdout)
    assert (status.returncode, told["code"], told["last_run"]["ended"]) == (3, 3, "stale")
    assert [one for one in told["problems"] if ": stale" in one] == [story.sentences[BLOCKED], story.sentences[BROKEN]]
    sources = {one["source"]: one for one in told["sources"]}
    shown = {name: (one["is_fresh"], one["last_good_on"], one["days_behind"]) for name, one in sources.items()}
    assert shown == {BLOCKED: (False, LAST_GOOD, 10), NAME: (True, LATER, 0), BROKEN: (False, LAST_GOOD, 10)}
    assert sources[NAME]["newest_release_on"] == "2025-10-20"


@pytest.mark.parametrize("name", [BROKEN, BLOCKED])
def test_diagnose_says_so_with_the_same_next_step(story: Story, name: str) -> None:
    told = story.ask("diagnose", name).stdout
    assert story.sentences[name] in told
    assert f"listed up to  {LAST_GOOD}" in told
    (todo,) = [line for line in told.splitlines() if line.startswith("  what to do")]
    assert STEP[name] in todo
    fine = story.ask("diagnose", NAME).stdout
    assert f"listed up to  {LATER}" in fine
    assert "STALE" not in fine


def test_the_report_says_so_in_the_reader_s_language_and_in_the_crawl_s(story: Story) -> None:
    report = unescape((story.data / "sample" / "published" / "report.html").read_text(encoding="utf-8"))
    banner = report.partition("stale-banner")[2].partition("</p>")[0]
    for publisher in ("Innovasjon Norge", "Regjeringen"):
        assert f"{publisher}: " in banner
    assert banner.count(f"<time>{LAST_GOOD}</time>") == 2
    assert "Klyngenytt" not in banner
    for name, why in ((BLOCKED, "why_blocked"), (BROKEN, "why_layout")):
        line = next(part for part in report.split("<li>") if f"({name}): " in part)
        assert f'data-t="{why}"' in line
        reason = story.sentences[name].partition(f"{LAST_GOOD}: ")[2]
        assert reason in line


def test_a_source_that_was_taken_out_holds_nothing_up_and_all_is_read_anew(story: Story) -> None:
    """What reads pages is other than before; the one whose pages are still those of another layout keeps its rows."""
    result = run(story.data, KLYNGEKRONER_AS_OF=LATER)
    assert result.returncode == 3, result.stderr
    assert [line.partition(":")[0] for line in result.stderr.splitlines() if ": stale, " in line] == [BROKEN]
    assert published(story.data, AWARDS) == story.before
    later = {"KLYNGEKRONER_AS_OF": "2025-11-05"}
    result = run(story.data, **later)
    assert result.returncode == 0, result.stderr
    listed = [(BLOCKED, date(2025, 11, 5)), (BROKEN, date(2025, 11, 5))]
    assert published(story.data, "select source, listed_on from sources order by source") == listed
    assert klyngekroner("status", data=story.data, **later).returncode == 0


def test_a_folder_of_sources_that_is_none_and_a_name_that_is_taken_are_wrong_use(tmp_path: Path) -> None:
    none = klyngekroner("status", data=tmp_path, KLYNGEKRONER_SOURCES_DIR=str(tmp_path / "none"))
    assert (none.returncode, none.stdout) == (2, "")
    assert "expected a folder of NAME.yml and NAME.py" in none.stderr
    own = own_folder(tmp_path / "own", [OLD])
    (own / f"{NAME}.yml").rename(own / f"{BROKEN}.yml")
    taken = klyngekroner("status", data=tmp_path, KLYNGEKRONER_SOURCES_DIR=str(own))
    assert (taken.returncode, taken.stdout) == (2, "")
    assert f"got a second {BROKEN}" in taken.stderr
    assert "Traceback" not in none.stderr + taken.stderr
