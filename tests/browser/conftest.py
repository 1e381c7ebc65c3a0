"""Chromium for ``make test-browser``, pages that may ask for nothing and complain of nothing, snapshots to look at.

Each module beside this one holds what is seen of one thing; pictures lie in build/browser.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY
from tests.sample_run import klyngekroner

PICTURES = REPOSITORY / "build" / "browser"
WIDE, PHONE = (1280, 900), (360, 780)
GRAVE = ("serious", "critical")
SLOW = 90_000  # ms: a run of the UI loads all definitions in a process of its own


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One headless browser for all tests."""
    from playwright.sync_api import sync_playwright  # not there for `make test`, which looks into this folder too

    found = [path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))]
    assert found, "expected chromium on PATH, got none; run `make test-browser`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found[0], args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Seen:
    """An opened report, and what went on behind it."""

    page: Any
    seconds: float
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def picture(self, name: str, *, whole: bool = False) -> Path:
        """Keep what is seen now."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=whole)
        return PICTURES / f"{name}.png"

    def grave_faults(self) -> list[str]:
        """What axe-core finds that keeps somebody from reading on."""
        from axe_playwright_python.sync_playwright import Axe

        told = Axe().run(self.page).response
        assert "color-contrast" in {one["id"] for one in told["passes"]}, "axe-core has looked at nothing"
        found = told["violations"]
        return [
            f"{one['id']}: {node['html'][:160]}" for one in found if one["impact"] in GRAVE for node in one["nodes"]
        ]


Opener = Callable[..., Seen]


@pytest.fixture
def report_in(chromium: Any) -> Iterator[Opener]:
    """Open a snapshot's report.html from its file; by its end nothing complained, and only the file was asked for."""
    opened: list[tuple[Any, Seen, str]] = []

    def open_report(
        folder: Path, choices: str = "", size: tuple[int, int] = WIDE, scheme: str = "light", *, script: bool = True
    ) -> Seen:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        seen = Seen(context.new_page(), 0)
        seen.page.on("console", lambda told: seen.complaints.append(told.text))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        address = (folder / "report.html").resolve().as_uri()
        begun = time.perf_counter()
        seen.page.goto(f"{address}#{choices}" if choices else address)
        if script:
            seen.page.wait_for_selector("body[data-ready]")
        seen.seconds = time.perf_counter() - begun
        opened.append((context, seen, address))
        return seen

    yield open_report
    for context, seen, address in opened:
        context.close()
        asked = {url.partition("#")[0] for url in seen.requests if not url.startswith("data:")}
        assert (seen.complaints, asked) == ([], {address})


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot that ``make run`` publishes."""
    data = tmp_path_factory.mktemp("sample")
    for source in ("regjeringen", "innovasjonnorge"):
        arguments = ("backfill", source, "--from", "2005", "--to", "2025", "--site", "sample")
        klyngekroner(*arguments, data=data)
    result = klyngekroner("run", "--site", "sample", data=data)
    assert result.returncode == 0, result.stderr
    return data / "sample" / "published"


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A window for the UI, which is slow the first time."""
    context = chromium.new_context(viewport={"width": 1500, "height": 950})
    opened = context.new_page()
    opened.set_default_timeout(SLOW)
    yield opened
    context.close()


def ui_picture(page: Any, name: str) -> None:
    """Keep what is seen now."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"ui-{name}.png")
