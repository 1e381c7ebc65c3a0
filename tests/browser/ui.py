"""The Dagster UI as an operator sees it: the street, a run started by clicking, what it says, a schedule's switch."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PICTURES
from tests.sample_run import KLYNGEKRONER

SLOW = 90_000  # ms: a run loads all definitions in a process of its own
STARTS = 120  # s


@pytest.fixture(scope="module")
def ui(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a UI over a copy of the sample's data, where one source is down."""
    data = Path(shutil.copytree(sample.parents[1], tmp_path_factory.mktemp("ui") / "data", symlinks=True))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("KLYNGEKRONER_", "DAGSTER_"))}
    env |= {
        "KLYNGEKRONER_DATA_DIR": str(data),
        "KLYNGEKRONER_SAMPLE_TROUBLES": "innovasjonnorge=down",
        "KLYNGEKRONER_RETRY_SECONDS": "0",
    }
    command = [str(KLYNGEKRONER), "ui", "--port", str(port)]
    null = subprocess.DEVNULL
    with subprocess.Popen(command, env=env, process_group=0, stdout=null, stderr=null) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/server_info")
            yield address
        finally:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def _wait_for(url: str) -> None:
    last = time.monotonic() + STARTS
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            assert time.monotonic() < last, f"{url}: no answer in {STARTS} s"
            time.sleep(0.5)
        else:
            return


@pytest.fixture
def page(chromium: Browser) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1500, "height": 950})
    opened = context.new_page()
    opened.set_default_timeout(SLOW)
    yield opened
    context.close()


def picture(page: Any, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"ui-{name}.png")


def test_the_graph_reads_as_the_street(ui: str, page: Any) -> None:
    page.goto(f"{ui}/asset-groups")
    for group in ("archive", "raw", "staging", "intermediate", "marts", "published"):
        expect(page.get_by_text(group, exact=True).first).to_be_visible(timeout=SLOW)
    picture(page, "graph")


def test_a_run_started_by_clicking_shows_its_figures_and_a_failing_check_with_its_sentence(ui: str, page: Any) -> None:
    page.goto(f"{ui}/assets/archive/innovasjonnorge?view=checks")
    expect(page.get_by_text("source_is_fresh").first).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("listed to its end").first).to_be_visible(timeout=SLOW)  # by the run before
    page.locator("button:has-text('Materialize')").first.click()
    expect(page.get_by_text(re.compile(r"status 503")).first).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Failed", exact=True).first).to_be_visible(timeout=SLOW)
    picture(page, "check")
    page.goto(f"{ui}/assets/archive/innovasjonnorge?view=events")
    for figure in ("listed_on", "unchanged", "failed"):
        expect(page.get_by_text(figure, exact=True).first).to_be_visible(timeout=SLOW)
    picture(page, "run")


def test_what_a_mart_means_stands_beside_its_figures(ui: str, page: Any) -> None:
    page.goto(f"{ui}/assets/marts/funding_by_year")
    expect(page.get_by_text("counted kroner, and how they changed").first).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("klyngekroner", exact=True).first).to_be_visible(timeout=SLOW)
    assert "select " not in page.inner_text("body").lower()
    picture(page, "mart")


def test_a_schedule_is_switched_on_by_a_click_and_stays_on(ui: str, page: Any) -> None:
    page.goto(f"{ui}/automation")
    expect(page.get_by_text("daily_refresh").first).to_be_visible(timeout=SLOW)
    switch = page.locator("label[class*=formatSwitch]").first  # automations stand by name: daily_refresh is the first
    expect(switch.locator("input")).not_to_be_checked(timeout=SLOW)
    switch.click()
    expect(switch.locator("input")).to_be_checked(timeout=SLOW)
    page.reload()
    expect(page.locator("label[class*=formatSwitch] input").first).to_be_checked(timeout=SLOW)
    picture(page, "schedules")
