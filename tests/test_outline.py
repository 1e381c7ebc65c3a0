"""What is cut off a page before its tree is built says nothing: every page reads the same with and without the cut."""

from __future__ import annotations

import hashlib

import pytest

from scrapers.model import Page
from scrapers.sources import html, load_sources
from scrapers.sources.outline import cut
from tests.site.captures import DRAW
from tests.site.samples import load_pages
from tests.test_fixtures import CASES, TYPES, expectation

SOURCES = load_sources()
HEAD = '<html lang="nn"><head><meta name="dc.title" content="a > b"><title>Ein</title></head><body class="page">'
FRAME = "<nav><a href='/'>Heim</a></nav>"
MAIN = "<main id='m'><h1>To</h1><p>Tekst</p></main>"


def pages() -> list[tuple[str, Page]]:
    """(source, page) of every fixture and of every page of the sample site."""
    found = [
        (case.parent.name, expectation(case)["url"], path.read_bytes(), TYPES[".html"])
        for case in CASES
        for path in case.glob("page.html")
    ]
    found += [
        (page.source, page.url, DRAW[page.template](page), "text/html; charset=utf-8")
        for page in load_pages()
        if page.template in DRAW
    ]
    return [(name, Page(url, body, kind, hashlib.sha256(body).hexdigest())) for name, url, body, kind in found]


def test_every_page_reads_the_same_without_the_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    told = pages()
    read = [SOURCES[name].parse(page) for name, page in told]
    texts = [html.decode(page.body, page.content_type) for _, page in told]
    assert sum(cut(text) is not None for text in texts) > 50
    monkeypatch.setattr(html, "cut", lambda _: None)
    assert read == [SOURCES[name].parse(page) for name, page in told]


def test_what_stands_around_the_main_part_is_cut_off() -> None:
    assert cut(f"{HEAD}{FRAME}<!-- a --><script>var a;</script>{MAIN}{FRAME}</body></html>") == (HEAD, MAIN)


@pytest.mark.parametrize(
    "page",
    [
        f"{HEAD}{FRAME}{MAIN}{MAIN}</body>",
        f"{HEAD}{FRAME}<!-- {MAIN} --></body>",
        f"{HEAD}{FRAME}<script>'{MAIN}'</script></body>",
        f"{HEAD}{FRAME}<main><p>utan slutt</body>",
        f"{HEAD}{FRAME}<p class='historic-label'>Historisk arkiv</p>{MAIN}</body>",
        f"{HEAD}{FRAME}{MAIN}<meta name='dc.date' content='2020-01-01'></body>",
        f"{FRAME}{MAIN}",
        f"{HEAD}{FRAME}",
    ],
    ids=["two", "comment", "script", "open", "label", "meta", "no body", "no main"],
)
def test_a_page_stays_whole_where_its_main_part_is_not_beyond_doubt(page: str) -> None:
    assert cut(page) is None
