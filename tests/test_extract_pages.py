"""``klyngekroner extract`` of whole pages: by a known template, by what every page has, and from captures."""

from __future__ import annotations

import gzip
import json
from io import BytesIO
from pathlib import Path

import pytest
from typer.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from pipelines.cli import app
from tests.test_extract import NEWS, SEED_URL, article, extract, write


def test_a_page_of_a_known_source_is_read_by_its_layout(tmp_path: Path) -> None:
    (record,) = extract(write(tmp_path, "page.html", article()), "--url", NEWS)
    assert (record["id"], record["source"], record["publisher"]) == (
        "regjeringen:9900001",
        "regjeringen",
        "Regjeringen",
    )
    assert (record["published_on"], record["published_basis"]) == ("2026-03-04", "meta")
    assert [(award["recipient"], award["amount_nok"]) for award in record["awards"]] == [("NCE Raufoss", 2_000_000)]
    assert record["issues"] == []


def test_a_saved_page_tells_its_own_address(tmp_path: Path) -> None:
    (record,) = extract(write(tmp_path, "page.html", article()))
    assert (record["id"], record["url"]) == ("regjeringen:9900001", NEWS)


def test_a_page_of_an_unknown_site_is_read_by_what_every_page_has(tmp_path: Path) -> None:
    url = "https://klynge.example.org/nytt/1"
    page = article().replace(NEWS.encode(), url.encode())
    (record,) = extract(write(tmp_path, "page.htm", page), "--url", url)
    assert (record["id"], record["url"], record["source"]) == ("page.htm", url, None)
    assert (record["title"], record["published_on"]) == ("Støtte til klynger", "2026-03-04")
    assert [award["amount_nok"] for award in record["awards"]] == [2_000_000]
    assert [issue["code"] for issue in record["issues"]] == ["unknown_layout"]


def test_a_changed_layout_is_read_as_far_as_it_goes_and_said(tmp_path: Path) -> None:
    page = article(html_class="new-body").replace(b"article-header", b"new-header")
    (record,) = extract(write(tmp_path, "page.html", page), "--url", NEWS)
    assert [issue["code"] for issue in record["issues"]] == ["changed_layout"]
    assert [award["amount_nok"] for award in record["awards"]] == [2_000_000]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (b"", "unknown_layout"),
        (b"   \n", "unknown_layout"),
        (b"<html><body></body></html>", "unknown_layout"),
        (b"<html><head><title>Bare tittel</title></head><body><p></p></body></html>", "unknown_layout"),
        (b"<![if IE]><!DOCTYPE", "unknown_layout"),
        (b"<a" * 50, "unknown_layout"),
        (article().decode().encode("cp1252"), "wrong_charset"),
        (article().replace(b'charset="utf-8"', b'charset="iso-8859-1"'), "wrong_charset"),
        (article().decode().encode("utf-16-le"), "wrong_charset"),
        (bytes(range(256)), "wrong_charset"),
    ],
)
@pytest.mark.parametrize("url", [None, NEWS, SEED_URL])
def test_a_page_that_cannot_be_read_is_one_clear_error(tmp_path: Path, page: bytes, code: str, url: str | None) -> None:
    given = ["--url", url] if url else []
    (record,) = extract(write(tmp_path, "page.html", page), *given, code=1)
    by_source = "changed_layout" if url and code == "unknown_layout" else code
    assert [issue["code"] for issue in record["issues"]] == [by_source]
    message = record["issues"][0]["message"]
    assert str(tmp_path / "page.html") in message
    assert "expected" in message
    assert record["url"] == url


def test_a_list_is_no_release(tmp_path: Path) -> None:
    page = b"<html><body><main><h1>Nyheter</h1><ul id='searchResultsListing'></ul></main></body></html>"
    (record,) = extract(write(tmp_path, "list.html", page), "--url", NEWS, code=1)
    assert [issue["code"] for issue in record["issues"]] == ["not_a_release"]


def test_deep_nesting_does_not_stop_the_reading(tmp_path: Path) -> None:
    page = b"<html><body><main><h1>Dyp</h1>" + b"<div>" * 3000 + b"<p>Tekst.</p>"
    result = CliRunner().invoke(app, ["extract", str(write(tmp_path, "deep.html", page))])
    assert result.exit_code in (0, 1)
    assert json.loads(result.stdout)["title"] in ("Dyp", None)


# captures


def warc(*pages: tuple[str, bytes, str], is_gzip: bool = True) -> bytes:
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=is_gzip)
    for url, body, status in pages:
        kind = "application/rss+xml" if body.startswith(b"<?xml") else "text/html; charset=utf-8"
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=BytesIO(body), length=len(body), http_headers=headers)
        )
    return buffer.getvalue()


CAPTURES = (
    ("https://www.regjeringen.no/robots.txt", b"User-agent: *\n", "200 OK"),
    (
        "https://www.regjeringen.no/no/id4/",
        b"<html><body><main><h1>Forside</h1><p>Tekst</p></main></body></html>",
        "200 OK",
    ),
    (NEWS, article(), "200 OK"),
    (NEWS, article(), "200 OK"),
    (NEWS.replace("9900001", "9900002"), b"borte", "404 Not Found"),
    (NEWS.replace("9900001", "9900003"), article("Ingen penger i dag."), "200 OK"),
    ("https://klynge.example.org/nytt/1", article(), "200 OK"),
)


@pytest.mark.parametrize("is_gzip", [True, False])
def test_every_release_of_a_warc_file_is_read_once(tmp_path: Path, is_gzip: bool) -> None:
    name = "pages.warc.gz" if is_gzip else "pages.warc"
    records = extract(write(tmp_path, name, warc(*CAPTURES, is_gzip=is_gzip)))
    assert [(record["id"], record["source"], len(record["awards"])) for record in records] == [
        ("regjeringen:9900001", "regjeringen", 1),
        ("regjeringen:9900003", "regjeringen", 0),
        ("https://klynge.example.org/nytt/1", None, 1),
    ]


def test_whole_records_of_a_truncated_warc_file_are_printed_then_one_error(tmp_path: Path) -> None:
    *records, damaged = extract(write(tmp_path, "torn.warc.gz", warc(*CAPTURES)[:-40]), code=1)
    assert [record["id"] for record in records] == ["regjeringen:9900001", "regjeringen:9900003"]
    assert [issue["code"] for issue in damaged["issues"]] == ["damaged_warc"]
    assert "torn.warc.gz" in damaged["issues"][0]["message"]


@pytest.mark.parametrize("content", [b"", b"not a warc", gzip.compress(b"not a warc", mtime=0), b"\x1f\x8b"])
def test_a_file_that_is_no_warc_file_is_one_error(tmp_path: Path, content: bytes) -> None:
    (record,) = extract(write(tmp_path, "pages.warc.gz", content), code=1)
    assert [issue["code"] for issue in record["issues"]] == ["damaged_warc"]
