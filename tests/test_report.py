"""report.html as a file: what it holds is what the marts hold, it asks for nothing, and all text in it is text.

What a reader sees and can do in a browser is in browser/report.py.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.changes import TOLD
from warehouse.database import writer
from warehouse.publish import publish
from warehouse.report_tables import kroner, sample_banner

HOSTILE = '</script><script>alert("1")</script><!--<script>'


class Page(HTMLParser):
    """Elements with their attributes, and the text that a reader sees."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._inside: list[str] = []
        self.html = path.read_text(encoding="utf-8")
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self._inside):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    @property
    def data(self) -> dict[str, Any]:
        """What its script draws."""
        (packed,) = re.findall(r'<script type="application/octet-stream" id="data">([^<]*)</script>', self.html)
        told: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(packed)))
        return told

    @property
    def awards(self) -> list[dict[str, Any]]:
        data = self.data
        awards = [dict(zip(data["columns"], row, strict=True)) for row in data["awards"]]
        releases = [dict(zip(data["release_columns"], row, strict=True)) for row in data["releases"]]
        return [one | releases[one["release"]] for one in awards]


@pytest.fixture(scope="module")
def page(snapshot: Path) -> Page:
    return Page(snapshot / "report.html")


def query(snapshot: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(snapshot / "funding.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_the_awards_of_the_page_are_the_published_ones(page: Page, snapshot: Path) -> None:
    counted = [(a["award_id"], a["amount"], a["evidence"], a["url"]) for a in page.awards if not a["reason"]]
    assert counted == query(snapshot, "select award_id, amount_nok, evidence, url from awards")
    others = [(a["award_id"], a["reason"], a["printed"]) for a in page.awards if a["reason"]]
    assert others == query(snapshot, "select award_id, reason, printed_nok from awards_not_counted")


@pytest.mark.parametrize("mart", ["programme", "county", "funder"])
def test_awards_grouped_by_the_page_are_the_mart_of_the_same_name(page: Page, snapshot: Path, mart: str) -> None:
    sums: dict[tuple[str, int], float] = {}
    for one in page.awards:
        if not one["reason"]:
            sums[one[mart], one["year"]] = sums.get((one[mart], one["year"]), 0) + one["amount"]
    told = query(snapshot, f"select {mart}, year, amount_nok from funding_by_{mart}_year where award_count > 0")
    assert sums == {(name, year): amount for name, year, amount in told}


def test_the_tables_that_stand_without_a_script_tell_the_marts(page: Page, snapshot: Path) -> None:
    for (amount,) in query(snapshot, "select amount_nok from funding_by_year"):
        assert f'<data value="{amount}">{kroner(amount)}</data>' in page.html
    for table in ("funding_by_year", "coverage_by_year"):
        for (year,) in query(snapshot, f"select year from {table} where year is not null"):
            assert f'<th scope="row">{year}</th>' in page.html


def test_the_page_names_its_snapshot_and_what_it_is_made_of(page: Page, snapshot: Path) -> None:
    manifest = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["files"]["report.html"] == hashlib.sha256(page.html.encode()).hexdigest()
    assert (page.data["id"], page.data["as_of"]) == (manifest["id"], manifest["as_of"])
    assert manifest["id"] in page.text
    assert "Eksempeldata" in page.text
    assert 'body class="sample"' in page.html


def test_nothing_in_the_page_can_ask_for_anything(page: Page) -> None:
    policies = [a["content"] for tag, a in page.elements if tag == "meta" and a.get("http-equiv")]
    digest = {
        kind: base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for kind, text in re.findall(r"<(style|script)>(.*?)</\1>", page.html, re.DOTALL)
    }
    policy = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
    assert policies == [f"{policy}style-src 'sha256-{digest['style']}'; script-src 'sha256-{digest['script']}'"]
    assert {tag for tag, _ in page.elements} & {"img", "iframe", "object", "embed", "video", "audio", "base"} == set()
    assert [a for tag, a in page.elements if tag == "script" and "src" in a] == []
    assert [a["href"] for tag, a in page.elements if tag == "link"] == ["data:,"]
    assert not re.search(r"url\(|@import|\bfetch\(|XMLHttpRequest|innerHTML", page.html)


def test_each_word_is_told_in_both_languages_and_each_is_there(page: Page) -> None:
    assert all(told["nb"] and told["en"] for told in page.data["texts"].values())
    used = {a["data-t"] for _, a in page.elements if a.get("data-t")} | set(re.findall(r'\bt\("(\w+)"\)', page.html))
    used |= {f"moved_{column}" for column in TOLD}
    assert used - set(page.data["texts"]) == set()


def test_hostile_text_stays_text_and_what_moved_is_told(built: Path, tmp_path: Path) -> None:
    warehouse = Path(shutil.copy(built, tmp_path / "warehouse.duckdb"))
    with writer(warehouse) as connection:
        connection.execute("update marts.awards set recipient = ?, project_title = ?", [HOSTILE, HOSTILE])
    first = publish(warehouse, tmp_path / "sample", "sample")
    page = Page(first.folder / "report.html")
    assert "Dette er det første øyeblikksbildet." in page.text
    assert HOSTILE not in page.html
    assert {one["recipient"] for one in page.awards if not one["reason"]} == {HOSTILE}
    with writer(warehouse) as connection:
        connection.execute(
            """
            update marts.sources set is_fresh = false, listed_on = date '2025-09-30', stale_reason = $hostile
            where source = 'regjeringen'
            """,
            {"hostile": HOSTILE},
        )
        connection.execute("update marts.awards set recipient = recipient || ' (ny)'")
    second = Page(publish(warehouse, tmp_path / "sample", "sample").folder / "report.html")
    (count,) = query(first.folder, "select count(*) from awards")[0]
    assert f"Siden {first.snapshot_id} : {count} endret ." in second.text
    assert f"endret ( mottaker ) {HOSTILE} (ny) " in second.text
    assert f"Foreldet , lest til 2025-09-30 . Listene eller sidene der er ikke som ventet. {HOSTILE}" in second.text
    assert "regjeringen: lest til 2025-09-30 . De nyeste tallene derfra mangler." in second.text
    assert [tag for tag, _ in second.elements].count("script") == 2


def test_only_the_sample_says_that_it_is_one() -> None:
    texts = {"sample": {"nb": "Eksempeldata", "en": "Sample data"}, "sample_note": {"nb": "Ingen tall.", "en": "None."}}
    assert "Eksempeldata" in sample_banner(texts, "sample")
    assert sample_banner(texts, "live") == ""
