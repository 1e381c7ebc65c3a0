"""Whom report.html must not shut out: keyboard, screen reader, phone, dark, paper, no script; and that it is marked.

What it tells is in report.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, PICTURES, WIDE, Opener


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_no_serious_fault(report_in: Opener, sample: Path, size: tuple[int, int], scheme: str) -> None:
    seen = report_in(sample, "standing=all", size, scheme)
    for summary in seen.page.locator("main summary").all()[:12]:
        summary.click()
    assert seen.page.locator("blockquote").count() > 0
    assert seen.grave_faults() == []
    seen.page.locator("#years [data-mart]").click()
    assert seen.grave_faults() == []
    seen.page.keyboard.press("Escape")
    seen.page.evaluate("scrollTo(0, 0)")
    seen.picture(f"report-{'phone' if size == PHONE else 'desk'}-{scheme}", whole=True)


def test_on_a_phone_nothing_stands_out_at_the_side(report_in: Opener, sample: Path) -> None:
    seen = report_in(sample, "", PHONE)
    for summary in seen.page.locator("main summary").all()[:20]:
        summary.click()
    assert seen.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    outside = """() => [...document.querySelectorAll("main *, header *")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width && !one.closest(".scroll") && (box.right > innerWidth + 1 || box.left < -1);
    }).map((one) => one.outerHTML.slice(0, 120))"""
    assert seen.page.evaluate(outside) == []
    small = """() => [...document.querySelectorAll("body *")].filter((one) =>
        one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
        && !one.closest("svg") && parseFloat(getComputedStyle(one).fontSize) < 12).map((one) => one.outerHTML)"""
    assert seen.page.evaluate(small) == []
    letters = seen.page.evaluate(
        "[...document.querySelectorAll('#year-chart text')].map((one) => one.getBoundingClientRect().height)"
    )
    assert min(letters) >= 11  # a chart is drawn for its width, not shrunk to it


def test_the_way_by_keyboard_begins_with_the_awards(report_in: Opener, sample: Path) -> None:
    seen = report_in(sample)
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.className") == "skip"
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.press("Tab")
    assert seen.page.evaluate("document.activeElement.closest('#awards') !== null")


def test_on_paper_stand_the_figures_and_no_controls(report_in: Opener, sample: Path) -> None:
    seen = report_in(sample)
    seen.page.emulate_media(media="print")
    for control in ("#choices", "#language", ".tools"):
        assert not seen.page.locator(control).first.is_visible()
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen.page.locator("#years table").is_visible()
    PICTURES.mkdir(parents=True, exist_ok=True)
    seen.page.pdf(path=PICTURES / "report.pdf", format="A4")
    assert (PICTURES / "report.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_script_the_tables_stand_and_it_says_what_is_missing(report_in: Opener, sample: Path) -> None:
    seen = report_in(sample, script=False)
    assert seen.page.locator("noscript").is_visible()
    assert seen.page.locator("#coverage table tbody tr").count() > 10
    assert seen.page.locator("#total-kroner").inner_text() != ""


def test_the_sample_says_across_the_page_that_it_is_one(report_in: Opener, sample: Path) -> None:
    seen = report_in(sample)
    assert "EKSEMPELDATA" in seen.page.evaluate("getComputedStyle(document.body, '::before').content")
    assert seen.page.evaluate("getComputedStyle(document.body, '::before').position") == "fixed"
    assert seen.page.locator(".banner").first.is_visible()
