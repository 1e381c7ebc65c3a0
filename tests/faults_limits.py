"""A run that takes too long is ended by the scheduler as a limit says, and told of; over the UI's own interface."""

from __future__ import annotations

import json
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.receivers import receivers
from tests.sample_run import SampleRun
from tests.serving_ui import serving_ui

ENDED_BY = 300  # s: the scheduler looks every half minute
LAUNCH = """
mutation ($job: String!) { launchRun(executionParams: {selector: {
    repositoryLocationName: "pipelines.definitions", repositoryName: "__repository__", jobName: $job
}, mode: "default"}) { __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message } } }
"""
LOOK = """
query ($id: ID!) { runOrError(runId: $id) { ... on Run { status eventConnection { events {
    __typename ... on MessageEvent { message } } } } } }
"""


def asked(address: str, query: str, **variables: str) -> dict[str, Any]:
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(f"{address}/graphql", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        told = json.load(answer)
    assert "errors" not in told, told
    found: dict[str, Any] = told["data"]
    return found


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ({"KLYNGEKRONER_MAX_RUN_HOURS": "0.003"}, "Exceeded maximum runtime of"),
        ({"KLYNGEKRONER_MAX_STEP_HOURS": "0.003"}, "archive: took longer than 0.003 hours"),
    ],
    ids=["run", "step"],
)
def test_what_takes_too_long_is_ended_and_told_of(
    sample_run: SampleRun, tmp_path: Path, limit: dict[str, str], said: str
) -> None:
    data = sample_run.copy(tmp_path)
    published = (data / "sample" / "published").readlink()
    slow = {"KLYNGEKRONER_DELAY_SECONDS": "300", "KLYNGEKRONER_AS_OF": "2025-10-25"}
    with receivers() as received, serving_ui(data, KLYNGEKRONER_ALERTS=received.addresses, **slow, **limit) as ui:
        launched = asked(ui, LAUNCH, job="refresh")["launchRun"]
        assert launched["__typename"] == "LaunchRunSuccess", launched
        run_id = launched["run"]["runId"]
        last = time.monotonic() + ENDED_BY
        while not (received.mails and received.posts):
            run = asked(ui, LOOK, id=run_id)["runOrError"]
            assert time.monotonic() < last, run
            time.sleep(2)
        run = asked(ui, LOOK, id=run_id)["runOrError"]
    assert run["status"] == "FAILURE"
    assert any(said in (event.get("message") or "") for event in run["eventConnection"]["events"])
    assert received.posts[0]["title"] == "klyngekroner (sample): the run failed, nothing was published"
    assert said in received.posts[0]["message"]
    assert (data / "sample" / "published").readlink() == published
