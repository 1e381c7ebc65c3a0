"""report.html as a reader meets it: charts, choices, the way from a figure to its sentence, citing, both languages.

Whom it must not shut out is in access.py; size, speed and hostile text in extremes.py.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.browser.conftest import PHONE, Opener, Seen

COUNTED = "select recipient, amount_nok, evidence, url, award_id from awards"


def query(sample: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(sample / "funding.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def listed(seen: Seen) -> list[str]:
    """Ids of the awards in the list, all of them."""
    while seen.page.locator("#more").is_visible():
        seen.page.locator("#more").click()
    ids: list[str] = seen.page.eval_on_selector_all("#list [data-award]", "all => all.map((one) => one.dataset.award)")
    return sorted(ids)


def total(seen: Seen) -> int:
    return int(re.sub(r"\D", "", seen.page.locator("#total-kroner").inner_text()))


def test_each_chart_is_drawn_and_as_tall_as_its_figures(report_in: Opener, sample: Path) -> None:
    report_in(sample, size=(1280, 1560)).picture("readme")  # as the README shows it
    seen = report_in(sample)
    seen.picture("report-wide", whole=True)
    years = query(sample, "select year, amount_nok, real_amount_nok from funding_by_year order by year")
    column = """all => all.map((one) => [+one.dataset.column, ...["nominal", "real"].map(
        (kind) => +(one.querySelector(`.${kind}`)?.getAttribute("height") ?? 0))])"""
    drawn = seen.page.eval_on_selector_all("#year-chart .column", column)
    assert [year for year, *_ in drawn] == [year for year, *_ in years]
    scale = max(tall for _, tall, _ in drawn) / float(max(amount for _, amount, _ in years))
    for (_, nominal, real), (_, amount, in_real) in zip(drawn, years, strict=True):
        assert nominal == pytest.approx(float(amount) * scale, abs=1.01)
        assert real == pytest.approx(float(in_real or 0) * scale, abs=1.01)
    bars = (
        "all => all.map((one) => [one.dataset.name, +one.dataset.amount, one.querySelectorAll('.spark rect').length])"
    )
    for facet in ("programme", "county", "funder"):
        told = dict(
            query(
                sample,
                f"select {facet}, sum(amount_nok) from funding_by_{facet}_year group by all having sum(amount_nok) > 0",
            )
        )
        for button in seen.page.locator(f"#by-{facet} .tools button", has_text="Vis alle").all():
            button.click()
        found = seen.page.eval_on_selector_all(f"#by-{facet} .bars button", bars)
        assert {name: amount for name, amount, _ in found} == told
        assert {count for *_, count in found} == {len(years)}
    for facet in ("cluster", "recipient"):
        assert seen.page.locator(f"#by-{facet} .bars button .track span").count() == 10


def test_a_filter_narrows_and_the_chosen_can_be_taken_back(report_in: Opener, sample: Path) -> None:
    seen = report_in(sample)
    whole = total(seen)
    assert whole == query(sample, "select sum(amount_nok) from awards")[0][0]
    seen.page.locator("#county").select_option("Vestland")
    (county,) = query(sample, "select sum(amount_nok) from awards where county_now = 'Vestland'")[0]
    assert (total(seen), whole > county) == (county, True)
    seen.page.locator("#year").select_option("2020")
    ids = query(sample, "select award_id from awards where county_now = 'Vestland' and year = 2020")
    assert ids
    assert listed(seen) == sorted(award for (award,) in ids)
    assert seen.page.locator("#chips .chip").all_inner_texts() == ["År: 2020 ×", "Fylke: Vestland ×", "Nullstill"]
    seen.page.locator("#chips .chip", has_text="2020").click()
    assert total(seen) == county
    seen.page.locator("#choices [type=reset]").click()
    assert total(seen) == whole
    seen.page.locator("#q").fill("Sustainable Energy")
    seen.page.wait_for_selector("#chips .chip")
    found = query(
        sample, f"{COUNTED} where concat_ws(' ', recipient, project_title, evidence) ilike '%sustainable energy%'"
    )
    assert listed(seen) == sorted(award for *_, award in found)


def test_a_figure_leads_to_its_awards_their_sentence_and_source(report_in: Opener, sample: Path) -> None:
    seen = report_in(sample)
    seen.page.locator("#years details summary").first.click()
    seen.page.locator("#years tr", has=seen.page.locator("th", has_text="2020")).locator(".figure").first.click()
    awards = query(sample, f"{COUNTED} where year = 2020 order by amount_nok desc")
    assert listed(seen) == sorted(award for *_, award in awards)
    assert seen.page.evaluate("document.activeElement.id") == "awards"
    seen.page.locator("#sort").select_option("largest")
    recipient, amount, evidence, url, award_id = awards[0]
    first = seen.page.locator(f"#list [data-award='{award_id}']")
    first.locator("summary").click()
    assert first.locator(".who").inner_text() == recipient
    assert int(re.sub(r"\D", "", first.locator(".sum").inner_text())) == amount
    assert first.locator("blockquote").text_content() == evidence
    assert first.locator("mark").inner_text() in evidence
    assert first.locator("a").get_attribute("href") == url
    seen.picture("report-sentence")


@pytest.mark.parametrize(
    ("where", "sql"),
    [
        ("#year-chart [data-column='2021']", "select award_id from awards where year = 2021"),
        ("#by-county [data-name='Vestland']", "select award_id from awards where county_now = 'Vestland'"),
        (
            "#by-programme [data-name='Norsk katapult']",
            "select award_id from awards where programme = 'Norsk katapult'",
        ),
        ("#reasons [data-reason='review']", "select award_id from awards_not_counted where reason = 'review'"),
        ("#total-review", "select award_id from awards_not_counted where reason = 'review'"),
        (".findings [lang='nb'] .figure", "select award_id from awards where year = 2024"),
        (
            "#coverage [data-choose='year=2021&standing=proposed']",
            "select award_id from awards_not_counted where year = 2021 and reason = 'proposed'",
        ),
    ],
)
def test_each_kind_of_figure_leads_to_its_awards_by_keyboard(
    report_in: Opener, sample: Path, where: str, sql: str
) -> None:
    seen = report_in(sample)
    seen.page.locator(where).first.focus()
    seen.page.keyboard.press("Enter")
    assert listed(seen) == sorted(award for (award,) in query(sample, sql))
    assert seen.page.evaluate("document.activeElement.id") == "awards"


def test_a_cell_of_a_table_of_years_leads_to_its_awards(report_in: Opener, sample: Path) -> None:
    seen = report_in(sample)
    seen.page.locator("#by-county summary").click()
    seen.page.locator("#by-county tr", has_text="Vestland").locator(".figure").first.click()
    year = seen.page.locator("#year").input_value()
    ids = query(sample, f"select award_id from awards where county_now = 'Vestland' and year = {year}")
    assert listed(seen) == sorted(award for (award,) in ids)


def test_a_citation_names_snapshot_mart_filter_and_date(report_in: Opener, sample: Path) -> None:
    seen = report_in(sample, "county=Vestland&year=2020")
    snapshot, as_of = sample.resolve().name, sample.resolve().name[:10]
    seen.page.locator("#years [data-mart]").click()
    assert seen.page.locator("#citation").input_value() == (
        f"klyngekroner {snapshot} (Eksempeldata); tabell funding_by_county_year; "
        f"filter year = 2020, county = Vestland; per {as_of}"
    )
    seen.picture("report-cite")
    seen.page.keyboard.press("Escape")
    award = seen.page.locator("#list details").first
    award.locator("summary").click()
    award.locator("button", has_text="Sitér").click()
    told = seen.page.locator("#citation").input_value()
    assert f"tabell awards; filter award_id = {award.get_attribute('data-award')}; per" in told


def test_both_languages_and_the_address_brings_the_choices_back(report_in: Opener, sample: Path) -> None:
    seen = report_in(sample, "county=Vestland", PHONE)
    assert seen.page.locator("h1").inner_text() == "Hvem fikk hvor mye?"
    seen.page.locator("#language").click()
    assert seen.page.locator("html").get_attribute("lang") == "en"
    assert seen.page.locator("h1").inner_text() == "Who got how much?"
    assert re.fullmatch(r"\d{1,3}(,\d{3})+", seen.page.locator("#total-kroner").inner_text())
    assert "So far in 2025, through 15 October" in seen.page.locator(".findings").inner_text()
    assert "Hittil" not in seen.page.locator(".findings").inner_text()
    again = report_in(sample, seen.page.url.partition("#")[2])
    assert again.page.locator("h1").inner_text() == "Who got how much?"
    assert total(again) == total(seen)
    again.picture("report-english")
