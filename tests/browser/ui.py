"""The Dagster UI as an operator sees it: the street, a run started by clicking, what it says, a schedule's switch."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SLOW, ui_picture
from tests.serving_ui import serving_ui


@pytest.fixture(scope="module")
def ui(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a UI over a copy of the sample's data, where one source is down."""
    data = Path(shutil.copytree(sample.parents[1], tmp_path_factory.mktemp("ui") / "data", symlinks=True))
    trouble = {"KLYNGEKRONER_SAMPLE_TROUBLES": "innovasjonnorge=down", "KLYNGEKRONER_RETRY_SECONDS": "0"}
    with serving_ui(data, **trouble) as address:
        yield address


def test_the_graph_reads_as_the_street(ui: str, page: Any) -> None:
    page.goto(f"{ui}/asset-groups")
    for group in ("archive", "raw", "staging", "intermediate", "marts", "published"):
        expect(page.get_by_text(group, exact=True).first).to_be_visible(timeout=SLOW)
    ui_picture(page, "graph")


def test_a_run_started_by_clicking_shows_its_figures_and_a_failing_check_with_its_sentence(ui: str, page: Any) -> None:
    page.goto(f"{ui}/assets/archive/innovasjonnorge?view=checks")
    expect(page.get_by_text("source_is_fresh").first).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("listed to its end").first).to_be_visible(timeout=SLOW)  # by the run before
    page.locator("button:has-text('Materialize')").first.click()
    expect(page.get_by_text(re.compile(r"status 503")).first).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Failed", exact=True).first).to_be_visible(timeout=SLOW)
    ui_picture(page, "check")
    page.goto(f"{ui}/assets/archive/innovasjonnorge?view=events")
    for figure in ("listed_on", "unchanged", "failed"):
        expect(page.get_by_text(figure, exact=True).first).to_be_visible(timeout=SLOW)
    ui_picture(page, "run")


def test_what_a_mart_means_stands_beside_its_figures(ui: str, page: Any) -> None:
    page.goto(f"{ui}/assets/marts/funding_by_year")
    expect(page.get_by_text("counted kroner, and how they changed").first).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("klyngekroner", exact=True).first).to_be_visible(timeout=SLOW)
    assert "select " not in page.inner_text("body").lower()
    ui_picture(page, "mart")


def test_a_schedule_is_switched_on_by_a_click_and_stays_on(ui: str, page: Any) -> None:
    page.goto(f"{ui}/automation")
    expect(page.get_by_text("daily_refresh").first).to_be_visible(timeout=SLOW)
    switch = page.locator("label[class*=formatSwitch]").first  # automations stand by name: daily_refresh is the first
    expect(switch.locator("input")).not_to_be_checked(timeout=SLOW)
    switch.click()
    expect(switch.locator("input")).to_be_checked(timeout=SLOW)
    page.reload()
    expect(page.locator("label[class*=formatSwitch] input").first).to_be_checked(timeout=SLOW)
    ui_picture(page, "schedules")
