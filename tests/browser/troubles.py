"""The Dagster UI when two of three sources are in trouble and the third tells hostile text: a story, and text as text.

What the other doors say of such a run is in tests/runs/three_sources.py.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SLOW, ui_picture
from tests.own_source import NAME, News, own_folder
from tests.sample_run import klyngekroner
from tests.serving_ui import serving_ui

LAST_GOOD, LATER = "2025-10-15", "2025-10-25"
MARKUP = "</script><script>document.title='taken'</script><img src=x onerror=document.title='taken'>"
ENDLESS = "Donaudampfschifffahrt" * 9
TURNED = "\u202eSA ateB\u202c \u2066"  # right-to-left override, and an isolate that nobody closes
FORMULA = '=HYPERLINK("https://evil.example";"Klikk")'
NEWS = (  # the largest of all awards, so that they are shown
    News(date(2025, 9, 1), MARKUP, (f"NCE Raufoss får 990 millioner kroner til «{MARKUP}».",)),
    News(date(2025, 9, 8), ENDLESS, (f"NCE Raufoss får 980 millioner kroner til «{ENDLESS}».",)),
    News(
        date(2025, 9, 9), FORMULA, ("Støtte til:",), (f"{TURNED}: 970 000 000 kroner", f"{FORMULA}: 960 000 000 kroner")
    ),
)


@pytest.fixture(scope="module")
def ui(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a UI over a run of the command line in which that happened."""
    folder = tmp_path_factory.mktemp("troubles")
    data = Path(shutil.copytree(sample.parents[1], folder / "data", symlinks=True))
    environment = {
        "KLYNGEKRONER_SOURCES_DIR": str(own_folder(folder / "own", list(NEWS))),
        "KLYNGEKRONER_SAMPLE_TROUBLES": "regjeringen=articles,innovasjonnorge=blocked",
        "KLYNGEKRONER_AS_OF": LATER,
        "KLYNGEKRONER_RETRY_SECONDS": "0",
    }
    assert klyngekroner("run", "--site", "sample", data=data, **environment).returncode == 3
    with serving_ui(data, **environment) as address:
        yield address


@pytest.mark.parametrize(
    ("source", "said"),
    [("regjeringen", "it is read as changed_layout"), ("innovasjonnorge", "blocked, status 403")],
)
def test_a_stale_source_s_check_is_red_with_the_sentence_that_all_doors_have(
    ui: str, page: Any, source: str, said: str
) -> None:
    page.goto(f"{ui}/assets/raw/sources?view=checks&checkDetail={source}_is_fresh")
    sentence = page.get_by_text(f"{source}: stale, last good data of {LAST_GOOD}: ").first
    expect(sentence).to_be_visible(timeout=SLOW)
    expect(sentence).to_contain_text(said)
    expect(page.get_by_text("Failed", exact=True).first).to_be_visible(timeout=SLOW)
    ui_picture(page, f"stale-{source}")


def test_the_table_of_sources_says_which_are_stale_since_when(ui: str, page: Any) -> None:
    page.goto(f"{ui}/assets/raw/sources")
    table = page.locator("table", has_text="last_good_on").last
    for name, state, day in (
        ("innovasjonnorge", "STALE", LAST_GOOD),
        (NAME, "fresh", LATER),
        ("regjeringen", "STALE", LAST_GOOD),
    ):
        row = table.locator("tr", has_text=name)
        expect(row).to_contain_text(state, timeout=SLOW)
        expect(row).to_contain_text(day)
    ui_picture(page, "sources")


def test_hostile_text_is_text_in_the_figures_of_an_asset(ui: str, page: Any) -> None:
    page.goto(f"{ui}/assets/raw/awards")
    expect(page.get_by_text("990 millioner kroner").first).to_be_visible(timeout=SLOW)
    ui_picture(page, "hostile")
    cells = {cell.strip() for cell in page.locator("table td").all_text_contents()}
    assert {MARKUP, ENDLESS, FORMULA.partition("(")[0], TURNED.strip()} <= cells
    assert "taken" not in page.title()  # no markup of a release has become markup of the page
    assert page.locator("img[src='x']").count() == 0
