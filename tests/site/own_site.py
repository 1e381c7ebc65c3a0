"""Innovasjon Norge's own site without its wall, and the content API behind it: for tests of channels that are off.

The front page and the sitemap are guesses; the API answers the two queries that we ask, as its public grammar says.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup

from tests.site import innovasjonnorge_dom as inno
from tests.site.answer import HTML, JSON, TEXT, XML, Answer
from tests.site.site import Site

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.site.samples import SamplePage

WWW = "www.innovasjonnorge.no"
API = "loal7n8w.apicdn.sanity.io"
SOFT = "\u200b"  # such letters stand in the API's texts


class OpenSite(Site):
    """The sample's hosts, and ``own`` pages on the own site and in its API."""

    def __init__(self, pages: Sequence[SamplePage], own: Sequence[SamplePage]) -> None:
        super().__init__(pages)
        self.own = list(own)

    def answer(self, host: str, target: str, headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(target)
        if host == API:
            return self._api(parse_qs(parts.query).get("query", [""])[0]) if parts.path != "/robots.txt" else _missing()
        if host != WWW:
            return super().answer(host, target, headers)
        if parts.path == "/robots.txt":
            return Answer(b"User-agent: *\nDisallow: /sok\n", TEXT)
        if parts.path == "/":
            return Answer(self._front())
        if parts.path == "/sitemap.xml":
            told = "".join(f"<url><loc>{escape(page.url)}</loc></url>" for page in self.own)
            space = "http://www.sitemaps.org/schemas/sitemap/0.9"
            return Answer(f'<urlset xmlns="{space}">{told}</urlset>'.encode(), XML)
        page = next((page for page in self.own if page.target == parts.path), None)
        return Answer(inno.own_site(page), HTML) if page else _missing()

    def _front(self) -> bytes:
        cards = "".join(
            f'<li><a href="{page.target}"><h3>{escape(page.title)}</h3><p>Les mer</p></a></li>' for page in self.own
        )
        return f"""<!DOCTYPE html><html lang="nb"><head><title>Forsiden</title></head><body>
<main><h1>Eksempelforside</h1><p><a href="/tjeneste/finansiering">Finansiering</a></p><ul>{cards}</ul></main>
</body></html>""".encode()

    def _api(self, query: str) -> Answer:
        if found := re.fullmatch(r'\*\[slug\.current=="(.+)"\]\[0\]', query):
            return _result(next((_document(page) for page in self.own if page.target == found[1]), None))
        listed = (
            r'\*\[string::startsWith\(slug\.current,"(.+)"\)\]\|order\(publishedAt desc\)\[(\d+)\.\.\.(\d+)\]\{.*\}'
        )
        if found := re.fullmatch(listed, query):
            pages = sorted(
                (page for page in self.own if page.target.startswith(found[1])),
                key=lambda page: str(page.date or ""),
                reverse=True,
            )
            rows = [
                {"path": page.target, "title": page.title, "publishedAt": inno.moment(page)}
                for page in pages[int(found[2]) : int(found[3])]
            ]
            return _result(rows)
        return Answer(b'{"error": {"description": "unable to parse query"}}', JSON, 400)


def _document(page: SamplePage) -> dict[str, Any]:
    """A page as the API has it: its texts as arrays of blocks, beside people to ask."""
    people = [{"_type": "block", "style": "normal", "children": [{"_type": "span", "text": "Ring 00 00 00 00"}]}]
    return {
        "_type": "newsArticle",
        "_updatedAt": inno.moment(page),
        "language": page.language,
        "slug": {"_type": "slug", "current": page.target},
        "title": page.title,
        "excerpt": page.ingress,
        "publishedAt": inno.moment(page),
        "contactPersons": people,
        "sections": [{"_type": "textSection", "content": blocks_of(page.body)}],
    }


def blocks_of(html: str) -> list[dict[str, Any]]:
    """An HTML fragment of paragraphs, headings and lists as Portable Text."""
    blocks: list[dict[str, Any]] = []
    for tag in BeautifulSoup(html, "lxml").find_all(["p", "h2", "h3", "li"]):
        style = tag.name if tag.name in ("h2", "h3") else "normal"
        block: dict[str, Any] = {"_type": "block", "style": style, "markDefs": []}
        if tag.name == "li":
            block |= {"listItem": "bullet", "level": 1}
        words = " ".join(tag.get_text().split())
        half = len(words) // 2
        spans = [{"_type": "span", "marks": [], "text": part} for part in (words[:half] + SOFT, words[half:])]
        blocks.append(block | {"children": spans})
    return blocks


def _result(value: object) -> Answer:
    return Answer(json.dumps({"query": "", "ms": 3, "result": value}, ensure_ascii=False).encode(), JSON)


def _missing() -> Answer:
    return Answer(b"<!DOCTYPE html><html><body><h1>Finnes ikke</h1></body></html>", HTML, 404)
