"""What the sample site answers: host, path and query → status, headers, body. No sockets here.

How pages look is in the *_dom modules.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from tests.site import innovasjonnorge_dom as inno
from tests.site import regjeringen_dom as regj
from tests.site import regjeringen_lists as lists
from tests.site.answer import HTML, JSON, TEXT, XML, Answer
from tests.site.captures import captured
from tests.site.web_archives import HOSTS, WebArchives

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tests.site.samples import SamplePage

SOURCE_OF = {
    "www.regjeringen.no": "regjeringen",
    "kommunikasjon.ntb.no": "innovasjonnorge",
    "www.innovasjonnorge.no": "innovasjonnorge",
}
TROUBLES = ("down", "blocked", "layout", "articles", "empty")
CLOSED = ("/no/dokumentarkiv/", "/en/historical-archive/")  # by robots.txt; whoever asks nevertheless is answered


class Site:
    """The sample's hosts. ``troubles`` says what is wrong with a source, each by one of TROUBLES.

    layout: every page, list and feed has another DOM · articles: every page of a release has, the lists are as ever.
    ``own``: folder of pages of further hosts, HOST/path, served as they lie there.
    """

    def __init__(
        self, pages: Sequence[SamplePage], troubles: Mapping[str, str] | None = None, own: Path | None = None
    ) -> None:
        self._troubles = dict(troubles or {})
        self._own = own
        self._pages = {
            (page.host, page.target): page
            for page in pages
            if page.is_live or (page.target.startswith(CLOSED) and page.source == "regjeringen")
        }
        self._web_archives = WebArchives([captured(page) for page in pages if page.is_captured])
        live = [page for page in pages if page.is_live]
        self._listed = {
            name: [] if self._troubles.get(name) == "empty" else _newest_first(live, name)
            for name in ("regjeringen", "innovasjonnorge")
        }

    def answer(self, host: str, target: str, headers: Mapping[str, str]) -> Answer:
        """``headers`` with names in lower case."""
        if host in HOSTS:
            return self._web_archives.answer(host, target, headers)
        source = SOURCE_OF.get(host)
        parts = urlsplit(target)
        if source is None:
            return _on_condition(self._as_it_lies(host, parts.path), headers)
        trouble = self._troubles.get(source)
        if trouble == "down":
            return _page("Tjenesten er nede", 503)
        if host == "www.innovasjonnorge.no" or (trouble == "blocked" and parts.path != "/robots.txt"):
            return Answer(inno.WALL, HTML, 403)
        query = parse_qs(parts.query, keep_blank_values=True)
        if source == "regjeringen":
            answer = self._regjeringen(host, parts.path, query, target)
        else:
            answer = self._ntb(parts.path, query)
        is_changed = trouble == "layout" or (trouble == "articles" and _is_article(parts.path))
        if is_changed and answer.status == 200:
            changed = Answer(_changed_layout(answer), answer.content_type, headers=answer.headers)
            answer = _with_validators(changed) if "ETag" in answer.headers else changed
        return _on_condition(answer, headers)

    def _as_it_lies(self, host: str, path: str) -> Answer:
        """A file of another host; of a folder its index.html."""
        if self._own is None:
            return _page("Ukjent vert", 404)
        root = self._own.resolve() / host
        file = (root / path.lstrip("/")).resolve()
        file = file / "index.html" if file.is_dir() else file
        if not file.is_relative_to(root) or not file.is_file():
            return _page("Finnes ikke", 404)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return _with_validators(Answer(file.read_bytes(), f"{kind}; charset=utf-8"))

    def _regjeringen(self, host: str, path: str, query: dict[str, list[str]], target: str) -> Answer:
        if path == "/robots.txt":
            return _with_validators(Answer(lists.ROBOTS.encode(), TEXT), date(2025, 6, 17))
        if told := lists.sitemap(self._listed["regjeringen"], path):
            return _with_validators(Answer(told, "text/xml"))
        for edition, (news_path, _, languages) in lists.NEWS.items():
            pages = [page for page in self._listed["regjeringen"] if page.language in languages]
            if path == news_path:
                return Answer(lists.listing(pages, edition, _number(query, "page", 1)), headers=_SHORT_LIVED)
            if path == f"/{edition}/rss/Rss/2581966/":
                owner = _number(query, "owner", 0) or None
                pages = [page for page in pages if owner in (None, page.owner_id)]
                return Answer(lists.feed(pages, owner, "documentType" in query), XML, headers=_SHORT_LIVED)
        return self._known(host, path, target, regj.article, _SHORT_LIVED)

    def _ntb(self, path: str, query: dict[str, list[str]]) -> Answer:
        pages = self._listed["innovasjonnorge"]
        if path == "/robots.txt":
            return _with_validators(Answer(inno.ROBOTS.encode(), TEXT), date(2025, 1, 1))
        if path == "/rss/releases/latest":
            is_ours = query.get("publisherId") == [str(inno.PUBLISHER_ID)]
            return _with_validators(Answer(inno.rss(pages, is_ours), XML))
        if path == "/json/v2/releases":
            is_ours = query.get("publisher") == [str(inno.PUBLISHER_ID)]  # any other parameter is ignored
            size = _number(query, "size", 20)
            return _with_validators(Answer(inno.json_a(pages, is_ours, _number(query, "page", 0), size), JSON))
        if found := re.fullmatch(r"/(?:public-website-api/release|pressemelding)/(\d+)(?:/[^/]*)?", path):
            page = next((page for page in self._pages.values() if _is_release(page, int(found[1]))), None)
            if page is None or page.status != 200:
                return _page("Finnes ikke", page.status if page else 404)
            is_api = path.startswith("/public")
            return _with_validators(Answer(inno.json_b(page), JSON) if is_api else Answer(inno.ntb_page(page)))
        return _page("Finnes ikke", 404)

    def _known(
        self,
        host: str,
        path: str,
        target: str,
        draw: Callable[[SamplePage], bytes],
        headers: Mapping[str, str],
    ) -> Answer:
        page = self._pages.get((host, target)) or self._pages.get((host, path))
        if page is None or page.status != 200:
            return _page("Siden finnes ikke", page.status if page else 404)
        content_type = "text/html" if page.template == "old" else HTML
        return Answer(draw(page), content_type, headers=headers)


_SHORT_LIVED = {"Cache-Control": "public,max-age=5"}


def _newest_first(pages: Sequence[SamplePage], source: str) -> list[SamplePage]:
    """Pages that are gone stay in the lists: an index is slower than a withdrawal."""
    listed = [page for page in pages if page.source == source and page.template in ("article", "article_2018", "ntb")]
    return sorted(listed, key=lambda page: (page.date or date.min, page.url), reverse=True)


def _is_release(page: SamplePage, number: int) -> bool:
    return page.template == "ntb" and inno.release_id(page) == number


def _is_article(path: str) -> bool:
    is_list = path in [news_path for news_path, _, _ in lists.NEWS.values()] or "/rss/" in path
    return not is_list and not path.startswith(("/json/", "/robots.txt"))


def _number(query: dict[str, list[str]], name: str, default: int) -> int:
    value = query.get(name, [""])[0]
    return int(value) if value.isdecimal() else default


def _page(title: str, status: int) -> Answer:
    return Answer(
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>".encode(),
        status=status,
    )


def _with_validators(answer: Answer, changed_on: date | None = None) -> Answer:
    headers = {"ETag": f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'}
    if changed_on:
        headers["Last-Modified"] = f"{changed_on:%a, %d %b %Y} 07:00:00 GMT"
    return Answer(answer.body, answer.content_type, answer.status, headers)


def _on_condition(answer: Answer, headers: Mapping[str, str]) -> Answer:
    etag, changed = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
    told = headers.get("if-none-match")
    is_same = (
        etag in [tag.strip() for tag in told.split(",")]
        if told
        else bool(changed) and changed == headers.get("if-modified-since")
    )
    return Answer(b"", answer.content_type, 304, answer.headers) if is_same else answer


def _changed_layout(answer: Answer) -> bytes:
    """The same content under other names: what a relaunch of a site does to its readers."""
    body = answer.body
    if answer.content_type == HTML:
        body = re.sub(rb'((?:class|id)="[^"]*?)(article|listing|listItem|searchResults)', rb"\1relaunched-\2", body)
        return body.replace(b"relaunched-article-", b"story__").replace(b"<h1", b"<h2").replace(b"</h1>", b"</h2>")
    if answer.content_type == JSON:
        return body.replace(b'"releases"', b'"items"').replace(b'"versions"', b'"editions"')
    return body.replace(b"<item>", b"<entry>").replace(b"</item>", b"</entry>")
