"""report.html of a snapshot: the same figures as its marts, the same bytes, and text that stays text."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.dbt_build import build_marts, load_pages
from tests.readings import Told, release_page, verdict_of
from warehouse.publish import publish

HOSTILE = "</script><script>alert(1)</script> & \"Co\" 'AS' =1+1 \u202eAS"
PAGES = [
    release_page("en", Told("Alfa", 5_000_000, "Blå vekst"), Told(HOSTILE, 700_000), on=date(2023, 2, 1)),
    release_page("to", Told("Alfa", 6_000_000), Told("Gamma", 800_000, status="review"), on=date(2024, 3, 1)),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("report") / "sample"
    site.mkdir()
    load_pages(site / "warehouse.duckdb", PAGES, [verdict_of("regjeringen")])
    build_marts(site / "warehouse.duckdb", is_checked=False)
    publish(site / "warehouse.duckdb", site, "sample")
    return site


def page_of(site: Path) -> str:
    return (site / "published" / "report.html").read_text(encoding="utf-8")


def data_of(page: str) -> dict[str, Any]:
    packed = re.search(r'<script type="application/octet-stream" id="data">([\w+/=]+)</script>', page)
    assert packed is not None
    found: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(packed[1])))
    return found


def test_the_awards_of_the_page_are_those_of_the_marts(site: Path) -> None:
    data = data_of(page_of(site))
    rows = [dict(zip(data["columns"], row, strict=True)) for row in data["awards"]]
    with duckdb.connect(str(site / "published" / "funding.duckdb"), read_only=True) as connection:
        by_year = connection.execute(
            "select year, amount_nok::bigint from funding_by_year where amount_nok > 0"
        ).fetchall()
        reasons = connection.execute("select reason, count(*) from awards_not_counted group by all").fetchall()
    told = {
        year: sum(row["amount"] for row in rows if row["year"] == year and not row["reason"]) for year, _ in by_year
    }
    assert told == dict(by_year) == {2023: 5_700_000, 2024: 6_000_000}
    assert [(row["reason"], row["recipient"]) for row in rows if row["reason"]] == [("review", "Gamma")]
    assert reasons == [("review", 1)]
    assert all(row["evidence"] and row["url"].startswith("https://") and len(row["sha"]) == 64 for row in rows)


def test_hostile_text_is_in_the_data_as_it_was_read_and_nowhere_in_the_markup(site: Path) -> None:
    page = page_of(site)
    data = data_of(page)
    assert HOSTILE in [row[data["columns"].index("recipient")] for row in data["awards"]]
    assert "alert(1)" not in page
    assert page.count("<script") == page.count("</script>") == 2


def test_the_page_lets_no_request_out_and_runs_no_other_script_than_its_own(site: Path) -> None:
    page = page_of(site)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; base-uri 'none'; form-action 'none'")
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert re.findall(r'(?:src|href)="(?!#|data:,)', page) == []


def test_what_stands_without_a_script_is_told_too(site: Path) -> None:
    page = page_of(site)
    assert "Eksempeldata" in page
    assert re.search(r'<th scope="row">2024</th><td><button[^>]*>6\u00a0000\u00a0000<', page)
    assert "5,3 %" in page  # 5.7 to 6 million


def test_the_same_figures_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = publish(site / "warehouse.duckdb", tmp_path, "sample")
    assert (again.folder / "report.html").read_bytes() == (site / "published" / "report.html").read_bytes()


def test_every_word_of_the_page_stands_in_both_languages() -> None:
    page = Path("warehouse/page")
    texts = json.loads((page / "texts.json").read_text(encoding="utf-8"))
    assert all(told.keys() == {"nb", "en"} and all(told.values()) for told in texts.values())
    used = set(re.findall(r'data-t="(\w+)"', (page / "page.html").read_text(encoding="utf-8")))
    used |= set(re.findall(r'\bt\("(\w+)"\)', (page / "script.js").read_text(encoding="utf-8")))
    assert used - texts.keys() == set()
