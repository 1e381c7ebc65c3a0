"""One source broken, the other fine, at the door a user comes through: what is published, and what is said of it."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines.site import SampleSiteError, open_site
from scrapers.settings import Settings
from tests.sample_run import SampleRun, klyngekroner
from tests.site.captures import captures
from tests.site.samples import SamplePage
from tests.test_run import query

WEEK_LATER = "2025-10-25"  # releases of the open year are looked at again
PUBLISHER = {"innovasjonnorge": "Innovasjon Norge", "regjeringen": "Regjeringen"}
NEW = {
    "innovasjonnorge": "https://kommunikasjon.ntb.no/pressemelding/18999999/nye-klyngepenger?publisherId=89989&lang=no",
    "regjeringen": "https://www.regjeringen.no/no/aktuelt/nye-klyngepenger/id3999999/",
}


def run(data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return klyngekroner("run", "--site", "sample", data=data, KLYNGEKRONER_RETRY_SECONDS="0", **environment)


@pytest.fixture
def data(sample_run: SampleRun, tmp_path: Path) -> Path:
    """A data folder after a run in which all was well."""
    return sample_run.copy(tmp_path)


def give_new_release(data: Path, source: str) -> None:
    """A release that no run has seen, where the next one finds it."""
    page = SamplePage(
        path=Path("new.html"),
        source=source,
        url=NEW[source],
        address="invented",
        template="article" if source == "regjeringen" else "ntb",
        served="capture",
        title="Nye klyngepenger",
        date=date(2025, 10, 14),
        kind="Pressemelding",
        language="nb",
        ingress="En klynge får støtte.",
        body="<p>NCE Raufoss får 2 millioner kroner til prosjektet «Lettere deler».</p>",
        captured_on=date(2025, 10, 14),
        archive="wayback",
        ministry="Nærings- og fiskeridepartementet",
        owner_id=709,
    )
    (data / "sample" / "inbox" / "new.warc.gz").write_bytes(captures([page]))


def published(data: Path, sql: str) -> list[tuple[Any, ...]]:
    return query(data / "sample" / "published" / "funding.duckdb", sql)


def awards_of(data: Path, publisher: str) -> list[tuple[Any, ...]]:
    sql = "select award_id, recipient, amount_nok, year from awards where publisher = '{}' order by all"
    return published(data, sql.format(publisher))


def failed_steps(data: Path) -> tuple[str, list[str | None]]:
    """How Dagster shows the last run: its status, and the steps that are red."""
    with dg.DagsterInstance.from_config(str(data / "sample" / "dagster")) as instance:
        (last,) = instance.get_runs(limit=1)
        events = instance.all_logs(last.run_id, of_type=dg.DagsterEventType.STEP_FAILURE)
        return last.status.value, [event.dagster_event.step_key for event in events if event.dagster_event]


def test_a_source_that_is_down_keeps_its_rows_and_the_other_is_published(data: Path) -> None:
    """What each door says of a stale source is in runs/three_sources.py."""
    broken, fine = "innovasjonnorge", "regjeringen"
    before = awards_of(data, PUBLISHER[broken])
    assert before
    give_new_release(data, fine)
    later = {"KLYNGEKRONER_SAMPLE_TROUBLES": f"{broken}=down", "KLYNGEKRONER_AS_OF": WEEK_LATER}
    result = run(data, **later)
    assert result.returncode == 3, result.stderr
    told = [line for line in result.stderr.splitlines() if line.startswith(f"{broken}: ")]
    assert len(told) == 1, result.stderr
    assert "status 503" in told[0]
    assert f"{fine}: " not in result.stderr
    assert "Traceback" not in result.stderr
    new = published(data, "select publisher, recipient, amount_nok from awards where project_title = 'Lettere deler'")
    assert new == [(PUBLISHER[fine], "NCE Raufoss", 2_000_000)]
    assert awards_of(data, PUBLISHER[broken]) == before
    fresh = dict(published(data, "select source, is_fresh from sources"))
    assert fresh == {broken: False, fine: True}
    assert failed_steps(data) == ("FAILURE", ["published__verdict"])


def test_a_trouble_that_the_sample_does_not_know_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, sample_troubles="regjeringen=gone")
    with pytest.raises(SampleSiteError, match="expected 'listening PORT'"), open_site(settings):
        pass
    assert "got 'regjeringen=gone', expected SOURCE=KIND" in capfd.readouterr().err
