"""The templates of both sources, as the sample site draws them: a page of each, and its lists, feeds and answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scrapers.sources import Source, load_sources
from tests.drift.data import of_json, of_xml
from tests.drift.html import Mutation, mutations
from tests.drift.verdict import HTML, Template
from tests.site import innovasjonnorge_dom as inno
from tests.site import regjeringen_dom as regj
from tests.site.samples import SamplePage, load_pages
from tests.site.site import Site

JSON = "application/json; charset=utf-8"
DRAWN: tuple[tuple[str, str, Callable[[SamplePage], bytes]], ...] = (
    ("article", "2022-distriktskatapult", regj.article),
    ("article_2018", "2016-fire-kontrakter", regj.article),
    ("historic", "2021-elleve-gronne", regj.article),
    ("old", "2010-omstilling-i-fylka", regj.article),
    ("ntb_release", "2020-tiltakspakke", inno.json_b),
    ("ntb_page", "2022-katapult-noder", inno.ntb_page),
    ("own_site", "2015-styrker-regional-naeringskompetanse", inno.own_site),
    ("own_site_old", "2012-syv-klynger-tabell", inno.own_site_old),
)
LISTINGS = (
    ("regjeringen", "news"),
    ("regjeringen", "rss"),
    ("regjeringen", "sitemap"),
    ("innovasjonnorge", "ntb_rss"),
    ("innovasjonnorge", "ntb_json"),
)
SITEMAP_OF_NEWS = "https://www.regjeringen.no/globalassets/sitemap/sitemap_no_1.xml"


def templates() -> list[Template]:
    sources = load_sources()
    pages = {page.path.stem: page for page in load_pages()}
    drawn = [_release(sources[pages[stem].source], name, pages[stem], draw) for name, stem, draw in DRAWN]
    live = [page for page in pages.values() if page.is_live]
    few = Site([page for name in sources for page in [page for page in live if page.source == name][-6:]])
    return [*drawn, *(_listing(sources[name], channel, few) for name, channel in LISTINGS)]


def _release(source: Source, name: str, page: SamplePage, draw: Callable[[SamplePage], bytes]) -> Template:
    if name == "ntb_release":
        url = f"{inno.HOST}/public-website-api/release/{inno.release_id(page)}"
        return Template(name, source, url, draw(page).decode(), JSON)
    return Template(name, source, page.url, draw(page).decode("cp1252" if name == "old" else "utf-8"), HTML)


def _listing(source: Source, name: str, site: Site) -> Template:
    channel = next(channel for channel in source.channels if channel.name == name)
    url = str(channel.url)
    host, _, target = url.removeprefix("https://").partition("/")
    answer = site.answer(host, f"/{target}", {})
    return Template(f"{source.name} {name}", source, url, answer.body.decode(), answer.content_type, channel)


def changes(template: Template) -> Iterator[Mutation]:
    if "json" in template.content_type:
        return of_json(template.text)
    return of_xml(template.text) if "xml" in template.content_type else mutations(template.text)
