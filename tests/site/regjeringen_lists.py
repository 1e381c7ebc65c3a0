"""Lists, feeds and robots.txt of regjeringen.no, as the real ones are built.

Articles and the frame around every page are in regjeringen_dom.py.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tests.site.regjeringen_dom import HOST, entities, head, main, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.site.samples import SamplePage

PAGE_SIZE = 20
SITEMAPS = "/globalassets/sitemap/"
FEED_SIZE = 100
NEWS = {
    "no": ("/no/aktuelt/nyheter/id2006120/", "Nyheter og pressemeldinger", ("nb", "nn")),
    "en": ("/en/whatsnew/news-and-press-releases/id2006120/", "News and press releases", ("en",)),
}
OWNERS = {  # names of today; the numbers stay when a ministry is renamed
    709: "Nærings- og fiskeridepartementet",
    504: "Kommunal- og distriktsdepartementet",
    875: "Statsministerens kontor",
    165: "Arbeids- og inkluderingsdepartementet",
    298: "Barne- og familiedepartementet",
    810: "Digitaliserings- og forvaltningsdepartementet",
    750: "Energidepartementet",
    216: "Finansdepartementet",
    380: "Forsvarsdepartementet",
    421: "Helse- og omsorgsdepartementet",
    463: "Justis- og beredskapsdepartementet",
    668: "Klima- og miljødepartementet",
    545: "Kultur- og likestillingsdepartementet",
    586: "Kunnskapsdepartementet",
    627: "Landbruks- og matdepartementet",
    791: "Samferdselsdepartementet",
    833: "Utenriksdepartementet",
}
FILTERS = (
    *(
        "documenttype",
        "topic",
        "ownerid",
        "from",
        "to",
        "government",
        "utid",
        "sesjon",
        "type",
        "law",
        "county",
        "term",
    ),
    *("sortby", "sort", "expand", "querystring", "isfilteropen", "pageRef", "q", "bq", "uid", "docid", "personid"),
)
ROBOTS = "\n".join(
    [
        "# Sample of klyngekroner: the rules that a crawler of regjeringen.no meets",
        "User-agent: *",
        f"Sitemap: {HOST}/globalassets/sitemap/sitemap.xml",
        *(f"Disallow: /*/?{name}" for name in FILTERS),
        *(f"Disallow: {prefix}/api/*" for prefix in ("", "/no", "/nb", "/nn", "/se", "/en")),
        *("Disallow: /contentassets/*.xml$", "Disallow: /no/dokumentarkiv/*", "Disallow: /en/historical-archive/*"),
        "",
    ]
)


def listing(pages: Sequence[SamplePage], edition: str, number: int) -> bytes:
    """A page of the news list, newest first."""
    _path, title, _ = NEWS[edition]
    last = max(1, -(-len(pages) // PAGE_SIZE))
    shown = pages[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    first = (number - 1) * PAGE_SIZE + 1
    top = head(title, {"title": title, "DC.Title": title, "DC.Type": "Sok", "DC.Date": "2014-10-16"}, "nb", False)
    items = "\n".join(_item(page) for page in shown)
    ends = {"first": " disabled" * (number == 1), "last": " disabled" * (number >= last)}
    inner = f"""<h1>{title}</h1><div class="searchPage"><div class="results"><div class="statusLine">
<p class="count">Viser {first}-{first + len(shown) - 1} av {len(pages)} treff.</p></div>
<ul class="listing" tabindex="-1" id="searchResultsListing" data-nav="searchResultList">
{items}
</ul>
<ul class="pagination" aria-label="Du er p&#xE5; side {number} av {last}">
<li class="firstlink{ends["first"]}"><a href="?page=1"></a></li>
<li class="prev{ends["first"]}"><a href="?page={number - 1}"></a></li>
<li class="current_0"><span>Side {number} av {last}</span></li>
<li class="next{ends["last"]}"><a href="?page={number + 1}"></a></li>
<li class="lastlink{ends["last"]}"><a href="?page={last}"></a></li>
</ul></div></div>"""
    return whole(top, "page-search ", main(inner, False), "nb" if edition == "no" else "en")


def _item(page: SamplePage) -> str:
    day = f'<span class="date">{page.date:%d.%m.%Y}</span>' if page.date else ""
    return f"""<li class="listItem">
  <h2 class="title">
    <a href="{urlsplit(page.url).path}"  data-nav=searchResultItem >
      {entities(page.title)}
    </a>
  </h2>
  <div class="info">
    {day}
    <span class="type">{entities(page.kind)}</span>
    <span class="department">{entities(page.ministry)}</span>
  </div>
  <p class="excerpts">{entities((page.ingress or "")[:250])}</p>
</li>"""


def feed(pages: Sequence[SamplePage], owner: int | None, is_news: bool) -> bytes:
    """The newest hundred, as RSS, with the tracking parameters that the real feed adds."""
    told = [f"Departement: {OWNERS.get(owner, 'Ukjent')}"] if owner is not None else []
    told += ["Innholdstype: Nyheter og pressemeldinger"] if is_news else []
    items = "\n".join(_feed_item(page) for page in pages[:FEED_SIZE])
    description = escape(", ".join([*told, "Tidsperiode: Alle"]))
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>RSS Regjeringen.no</title>
<link>{HOST}/</link><description>{description}</description>
{items}
</channel></rss>""".encode()


def _feed_item(page: SamplePage) -> str:
    number = re.sub(r"\D", "", page.url.rstrip("/").rpartition("/")[2])
    link = escape(f"{page.url}?utm_source=regjeringen.no&utm_medium=rss")
    return (
        f'<item><guid isPermaLink="false">{number}</guid><link>{link}</link><title>{escape(page.title)}</title>'
        f"<description>{escape(page.ingress or '')}</description>{pub_date(page)}</item>"
    )


def sitemap(pages: Sequence[SamplePage], path: str) -> bytes | None:
    """The index, or one of the two sitemaps that it names; among the releases stand pages of other kinds."""
    start = '<?xml version="1.0" encoding="utf-8"?>\n<{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    if path == f"{SITEMAPS}sitemap.xml":
        told = "".join(f"<sitemap><loc>{HOST}{SITEMAPS}sitemap{n}.xml</loc></sitemap>" for n in (1, 2))
        return f"{start.format('sitemapindex')}{told}</sitemapindex>".encode()
    if path not in (f"{SITEMAPS}sitemap1.xml", f"{SITEMAPS}sitemap2.xml"):
        return None
    urls = [page.url for page in pages if len(page.url) % 2 == int(path[-5]) % 2]
    urls += [f"{HOST}/no/tema/naringsliv/id926/", f"{HOST}/no/dokumenter/prop.-1-s/id2931000/"]
    told = "".join(f"<url><loc>{escape(url)}</loc></url>" for url in urls)
    return f"{start.format('urlset')}{told}</urlset>".encode()


def pub_date(page: SamplePage) -> str:
    if page.date is None:
        return ""
    moment = datetime(page.date.year, page.date.month, page.date.day, 8, 30, tzinfo=ZoneInfo("Europe/Oslo"))
    return f"<pubDate>{format_datetime(moment)}</pubDate>"
