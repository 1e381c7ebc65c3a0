"""Articles of regjeringen.no in the DOM that the real ones have, in four templates, and the frame around its pages.

Words are ours; element and class names are theirs. Lists, feeds and robots.txt are in regjeringen_lists.py.
"""

from __future__ import annotations

import json
import re
from datetime import date
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tests.site.samples import SamplePage

HOST = "https://www.regjeringen.no"
AS_OF = date(2025, 10, 15)
TAGS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
DATE_LABEL = {"nb": "Dato", "nn": "Dato", "en": "Date"}
OWNER_LABEL = {"nb": "Utgiver", "nn": "Utgjevar", "en": "Publisher"}
UNDER_LABEL = {"nb": "Publisert under", "nn": "Publisert under", "en": "Published under"}
OLD_AGE = {
    "nb": "Dette innholdet er mer enn 6 år gammelt. Informasjonen kan derfor være utdatert.",
    "nn": "Dette innhaldet er meir enn 6 år gammalt. Informasjonen kan difor vere utdatert.",
    "en": "This content is more than 6 years old. The information may be out of date.",
}


def article(page: SamplePage) -> bytes:
    """A release in its template."""
    if page.template == "old":
        return _old(page)
    is_of_2018 = page.template == "article_2018" or (
        page.template == "historic" and page.captured_on is not None and page.captured_on.year < 2020
    )
    is_historic = page.template == "historic"
    kind = re.sub(r"\W", "", (page.kind or "").lower()) or "artikkel"
    classes = f"page-{kind}{' page-historic' if is_historic else ''}"
    top = head(page.title, _article_metas(page), page.language, is_of_2018)
    label = '<div class="historic-label"><p><span>Historisk arkiv</span></p></div>' if is_historic else ""
    inner = f"""<div class="content-row article">
<div class="content-col-2 article-content">
<header class="article-header"><h1>{entities(page.title)}</h1>{_historic_note(page) if is_historic else ""}</header>
{_info(page)}{_age(page)}
<div class="article-ingress">
  {entities(page.ingress or "")}
</div>
<div class="article-body">
{page.body}
</div></div>
<aside class="content-col-1 article-sidebar">
<div class="content-owner-dep"><div><a href="/no/dep/id{page.owner_id}/">{entities(page.ministry)}</a></div></div>
<div class="content-intro-topics"><h2 class="title">Tema</h2>
<ul class="topiclist"><li><a href="/no/tema/id926/">N&#xE6;ringsliv</a></li></ul></div>
<div class="content-section department-contact"><h2 class="title">Kontakt</h2>
<p class="contact-info"><span class="email-wrapper">E-post:
<a href="mailto:post@example.org">post@example.org</a></span><br>
<span>Telefon:</span> 00 00 00 00</p></div></aside></div>"""
    return whole(top, classes, label + main(inner, is_of_2018), page.language)


def _article_metas(page: SamplePage) -> dict[str, str]:
    no = page.template == "article_2018"
    metas = {
        "title": page.title,
        "description": page.ingress or "",
        "DC.Title": page.title,
        "DC.Creator": page.ministry or "",
        "DC.Subject": "Næringsliv",
        "DC.Date": page.date.isoformat() if page.date else "",
        "DC.Type.Status": "Arkivert" if page.template == "historic" else "Gyldig",
        "DC.Type": (page.kind or "").replace(" ", ""),
        "DC.Identifier.URL": urlsplit(page.url).path,
        "DC.Language": "no" if no and page.language != "en" else TAGS[page.language],
        "DC.Language.Preference": "no" if no else "",
        "DC.Publisher": "regjeringen.no",
        "author": page.ministry or "",
        "ownerid": str(page.owner_id),
        "sample": f"klyngekroner; {page.address} address",
    }
    return {name: value for name, value in metas.items() if value}


def _historic_note(page: SamplePage) -> str:
    under = f"<p>{UNDER_LABEL[page.language]}: {entities(page.government)}</p>" if page.government else ""
    owner = f"<p>{OWNER_LABEL[page.language]}: {entities(page.ministry)}</p>"
    hidden = f'<div class="visuallyhidden"><h2>Historisk arkiv</h2>{under}</div>'
    return f'{hidden}<div class="historic-info">{under}{owner}</div>'


def _info(page: SamplePage) -> str:
    day = f'<span class="date">{DATE_LABEL[page.language]}: {page.date:%d.%m.%Y}</span>' if page.date else ""
    return f"""<div class="article-info"><p>
    <span class="type">
        {entities(page.kind)}
|   </span>
    {day}
    <span class="owner"> | <a href="/no/dep/id{page.owner_id}/">{entities(page.ministry)}</a></span>
</p></div>
"""


def _age(page: SamplePage) -> str:
    is_old = page.template != "historic" and page.date is not None and page.date.year < AS_OF.year - 6
    return f'<div class="article-age"><p>{OLD_AGE[page.language]}</p></div>' if is_old else ""


def _old(page: SamplePage) -> bytes:
    """The template of the years before 2014, in the charset of its time."""
    day = f", {page.date:%d.%m.%Y}" if page.date else ""
    ingress = f'<p class="ingress">{escape(page.ingress)}</p>' if page.ingress else ""
    lang = "en" if page.language == "en" else "no"
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="{lang}"><head>
<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1" />
<title>{escape(page.title)} - regjeringen.no</title>
<meta name="AUTHOR" content="{escape(page.ministry or "")}" /><meta name="DC.Publisher" content="regjeringen.no" />
<meta name="sample" content="klyngekroner; {page.address} address" />
</head><body>
<div id="PageLanguageInfo"><p>Dette dokumentet finnes bare i denne spr&aring;kformen</p></div>
<div id="leftmenu"><ul><li><a href="/nb/dep.html">Departementer</a></li>
<li><a href="/nb.html">Forsiden</a></li></ul></div>
<div id="content">
<div id="documentTop"><p class="type">{escape(page.kind or "")}{day}</p><h1>{escape(page.title)}</h1>{ingress}
<p class="owner">Utgiver: {escape(page.ministry or "")}</p></div>
<div id="innholdsfortegnelse"><ul><li>Innhold</li></ul></div>
{page.body}
<div class="documentPaging PagingBtm"><a href="#">Neste</a></div>
<div id="vedleggogregistre"><h2>Vedlegg</h2></div>
<div class="complexDocumentBottom"><p>Til toppen av siden</p></div>
</div></body></html>"""
    return html.encode("cp1252", errors="xmlcharrefreplace")


def head(title: str, metas: dict[str, str], language: str, is_of_2018: bool) -> str:
    end = " />" if is_of_2018 else ">"
    told = "\n".join(f'<meta name="{name}" content="{entities(value)}"{end}' for name, value in metas.items())
    style = "/Static/cssbundles/maincss" if is_of_2018 else "/dist-web/css/main.css"
    data = json.dumps({"@context": "https://schema.org", "@type": "WebPage", "name": title, "inLanguage": language})
    return f"""<meta charset="utf-8"{end}<title>{entities(title)} - regjeringen.no</title>
<link rel="stylesheet" href="{style}" type="text/css">
{told}
<meta property="og:title" content="{entities(title)}"{end}<meta property="og:type" content="website"{end}
<template id="page-translations">{{"langShowFullTable":"Vis tabellen i full bredde"}}</template>
<script type="application/ld+json">{data}</script>"""


def main(inner: str, is_of_2018: bool) -> str:
    if is_of_2018:
        return f'<main role="main" id="mainContent" tabindex="-1" class="mainContentArea">\n{inner}\n</main>'
    return f"""<main id="mainContent" tabindex="-1"><div class="mainContentArea">
{inner}
<div class="to-top-of-page"><a href="#top-of-page" class="btn">Til toppen</a></div></div></main>"""


def whole(top: str, classes: str, content: str, language: str) -> bytes:
    return f"""<!DOCTYPE html>
<html class="no-js" lang="{language}">
<head>
{top}
</head>
<body class="{classes}">
<a href="#mainContent" class="skipLink">Til hovedinnhold</a>
<noscript><p class="enable-js">Aktiver Javascript i din nettleser for en bedre opplevelse
p&#xE5; regjeringen.no</p></noscript>
<header class="pageHeader"><nav class="mainNav"><ul><li><a href="/no/aktuelt/id2000015/">Aktuelt</a></li></ul></nav>
<ul class="sharePrint"><li class="sharing"><a href="https://example.org/">Del</a></li>
<li class="print"><button>Skriv ut</button></li></ul>
</header>
{content}
<footer class="page-footer"><p>Telefon 00 00 00 00</p></footer>
</body></html>""".encode()


def entities(value: str | None) -> str:
    """Escaped, with Norwegian letters as entities, as the real site writes them beside literal ones."""
    return re.sub("[æøåÆØÅ]", lambda letter: f"&#x{ord(letter[0]):X};", escape(value or ""))
