"""Who is told of a failed run, over real SMTP and HTTP on loopback."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from pipelines.alerts import alert_of, send
from pipelines.outcome import RunOutcome
from scrapers.clock import clock_for
from scrapers.settings import Settings
from tests.receivers import receivers

REASON = "regjeringen: https://www.regjeringen.no/no/aktuelt/: status 403, expected a list; blocked"
STALE = RunOutcome(datetime(2025, 10, 15, 4, tzinfo=UTC), "stale", (f"1 stale source:\n{REASON}", "more"), "run-1")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = Settings(data_dir=tmp_path, ui_url="https://dagster.example.org")
    found.site_dir.mkdir()
    return found


def test_mail_and_webhook_get_the_first_error_its_source_the_link_and_the_next_step(settings: Settings) -> None:
    alert = alert_of(STALE, settings)
    with receivers() as received:
        told = settings.model_copy(update={"alerts": SecretStr(received.addresses)})
        assert send(alert, told, clock_for(told)) == []
    (mail,), (post,) = received.mails, received.posts
    assert (mail["To"], mail["Subject"]) == ("vakt@example.org", "klyngekroner (sample): published with a stale source")
    assert (post["title"], post["type"]) == (alert.title, "failure")
    for text in (post["message"], *received.mail_texts):
        for expected in (
            REASON,
            "leave it alone for a day",
            "klyngekroner diagnose regjeringen --site sample",
            "and 1 more error(s)",
            "https://dagster.example.org/runs/run-1",
        ):
            assert expected in text
    log = (settings.site_dir / "alerts.log").read_text(encoding="utf-8")
    assert log.startswith(f"2025-10-15T04:00:00Z {alert.title}\n")
    assert REASON in log


def test_an_alert_that_cannot_be_sent_says_which_and_never_the_secret(settings: Settings) -> None:
    alert = alert_of(STALE, settings)
    addresses = "mailto://me:hunter2@127.0.0.1:9/?from=a@example.org&to=b@example.org nonsense:hunter2"
    told = settings.model_copy(update={"alerts": SecretStr(addresses)})
    problems = send(alert, told, clock_for(told))
    assert [problem.partition(";")[0] for problem in problems] == [
        "alerts: address 1 of 2 in KLYNGEKRONER_ALERTS (mailto://…): it could not be sent",
        "alerts: address 2 of 2 in KLYNGEKRONER_ALERTS (…): no address that apprise knows",
    ]
    assert "hunter2" not in str(told.model_dump())
    assert (settings.site_dir / "alerts.log").exists()
