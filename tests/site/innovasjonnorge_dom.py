"""Innovasjon Norge's releases as NTB tells them (RSS, two kinds of JSON, a page), and pages of its own site.

NTB's and the own site's HTML has not been seen first-hand: these are drawn after what is known of them.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

from tests.site.regjeringen_lists import pub_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.site.samples import SamplePage

HOST = "https://kommunikasjon.ntb.no"
PUBLISHER_ID = 89989
PUBLISHER = {"id": PUBLISHER_ID, "name": "Innovasjon Norge"}
OTHERS = [  # what the API answers with when it is asked with a parameter that it ignores
    {
        "id": 1000000 + number,
        "title": f"Melding {number} fra en annen utgiver",
        "url": f"/pressemelding/{1000000 + number}/melding-{number}?publisherId=4242&lang=no",
        "published": "2025-10-14T08:00:00.000Z",
        "publisher": {"id": 4242, "name": "En annen utgiver"},
    }
    for number in (1, 2)
]
ROBOTS = "User-agent: *\nDisallow: /admin/\n"
WALL = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><p>Checking your browser</p></body></html>"
)


def release_id(page: SamplePage) -> int:
    found = re.search(r"/pressemelding/(\d+)", page.url)
    if found is None:
        raise ValueError(f"{page.path}: url: got {page.url}, expected {HOST}/pressemelding/<digits>/<slug>")
    return int(found[1])


def moment(page: SamplePage) -> str | None:
    return f"{page.date.isoformat()}T06:30:00.000Z" if page.date else None


def rss(pages: Sequence[SamplePage], is_filtered: bool) -> bytes:
    """The newest releases, as RSS."""
    items = "\n".join(
        f"<item><title>{escape(page.title)}</title><link>{escape(page.url)}</link>"
        f"<description>{escape(page.ingress or '')}</description>{pub_date(page)}</item>"
        for page in pages[:100]
    )
    title = "Innovasjon Norge - siste pressemeldinger" if is_filtered else "Siste pressemeldinger"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>{title}</title><link>{HOST}/</link><description>{title}</description>
{items}
</channel></rss>""".encode()


def json_a(pages: Sequence[SamplePage], is_filtered: bool, number: int, size: int) -> bytes:
    """A page of releases; without the one parameter that it knows, everybody's."""
    rows = ([] if is_filtered else list(OTHERS)) + [_row(page) for page in pages]
    following = f"{HOST}/json/v2/releases?publisher={PUBLISHER_ID}&size={size}&page={number + 1}"
    shown = rows[number * size : (number + 1) * size]
    more = len(rows) > (number + 1) * size
    return _dump({"releases": shown, "nextPage": following if more else None, "totalCount": len(rows)})


def _row(page: SamplePage) -> dict[str, Any]:
    return {
        "id": release_id(page),
        "title": page.title,
        "url": page.url,
        "leadtext": page.ingress or "",
        "body": page.body,
        "published": moment(page),
        "publisher": PUBLISHER,
        "keywords": [],
        "images": [],
        "documents": [],
        "language": "en" if page.language == "en" else "no",
        "type": page.kind,
    }


def json_b(page: SamplePage) -> bytes:
    """One release, as the site's own front end asks for it."""
    path = page.url.removeprefix(HOST).replace("/pressemelding/", "/release/")
    version: dict[str, Any] = {
        "title": page.title,
        "leadtext": f"<p>{escape(page.ingress)}</p>" if page.ingress else "",
        "metadescription": page.ingress or "",
        "body": {"complete": page.body},
        "type": page.kind,
        "keywords": "",
        "documents": [],
        "contacts": {"cards": [{"name": "Pressevakt", "phone": "00 00 00 00", "email": "presse@example.org"}]},
    }
    name = "en" if page.language == "en" else "no"
    return _dump(
        {
            "id": release_id(page),
            "date": moment(page),
            "url": path,
            "publisher": PUBLISHER,
            "sample": f"klyngekroner; {page.address} address",
            "versions": {name: version},
        }
    )


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def ntb_page(page: SamplePage) -> bytes:
    """NTB's public page of a release."""
    time = f'<time datetime="{moment(page)}">{page.date:%d.%m.%Y}</time>' if page.date else ""
    ingress = f'<p class="release__lead">{escape(page.ingress)}</p>' if page.ingress else ""
    inner = f"""<article class="release"><header><h1>{escape(page.title)}</h1>{time}</header>{ingress}
<div class="release__body">{page.body}</div>
<aside class="contact"><h2>Kontakter</h2><p>Pressevakt, 00 00 00 00</p></aside></article>"""
    return _whole(page, f"<main>{inner}</main>")


def own_site(page: SamplePage) -> bytes:
    """A page of the site of today. Its date line is empty when the page prints no date."""
    ingress = f"<p>{escape(page.ingress)}</p>" if page.ingress else ""
    day = f"{page.date:%d.%m.%Y}" if page.date else ""
    inner = f"""<main id="main"><article><h1>{escape(page.title)}</h1>{ingress}<div>{page.body}</div>
<section><h2>Kontakt oss</h2><p>Pressevakt<br>E-post: presse@example.org</p></section>
<p>Publisert : {day}<br>Sist oppdatert : </p></article></main>"""
    return _whole(page, inner)


def own_site_old(page: SamplePage) -> bytes:
    """A page of the site as it was until about 2022."""
    lead = f'<div class="rich-text rich-text--lead"><p>{escape(page.ingress)}</p></div>' if page.ingress else ""
    day = f"<p>Publisert: {page.date:%d.%m.%Y}</p>" if page.date else ""
    inner = f"""<main><h1>{escape(page.title)}</h1>{day}{lead}
<div class="content-area"><div class="content-area__block content-area__block-index--0">
<div class="rich-text">{page.body}</div></div>
<div class="content-area__block content-area__block-index--1"><h2>Kontakt</h2>
<p>Pressevakt, 00 00 00 00</p></div></div></main>"""
    return _whole(page, inner)


def _whole(page: SamplePage, main: str) -> bytes:
    description = f'<meta name="description" content="{escape(page.ingress)}">' if page.ingress else ""
    return f"""<!DOCTYPE html><html lang="{page.language}"><head><meta charset="utf-8">
<title>{escape(page.title)}</title>
{description}<meta property="og:title" content="{escape(page.title)}">
<meta name="sample" content="klyngekroner; {page.address} address">
<script>window.dataLayer = [];</script></head>
<body><a href="#main">Hopp til hovedinnhold</a><nav><ul><li><a href="/">Forsiden</a></li></ul></nav>
{main}
<footer><p>Innovasjon Norge, eksempelside</p></footer></body></html>""".encode()
