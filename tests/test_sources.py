"""Sources at their doors: which addresses are theirs, what a yml must say, which lists and feeds are refused."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from scrapers.model import Page
from scrapers.sources import LayoutError, Listing, SourceError, load_sources, source_for
from scrapers.sources.load import FOLDER, load_source

HTML = "text/html; charset=utf-8"
REGJERINGEN = "https://www.regjeringen.no"
NTB = "https://kommunikasjon.ntb.no"
NEWS = f"{REGJERINGEN}/no/aktuelt/nyheter/id2006120/"


def page_of(url: str, body: bytes, content_type: str = HTML) -> Page:
    return Page(url, body, content_type, hashlib.sha256(body).hexdigest())


def listing_of(source: str, channel: str, body: bytes, url: str | None = None) -> Listing:
    found = load_sources()[source]
    declared = next(one for one in found.channels if one.name == channel)
    return found.listing(page_of(url or str(declared.url), body), declared)


# addresses


@pytest.mark.parametrize(
    ("url", "release_id"),
    [
        (f"{REGJERINGEN}/no/aktuelt/slug/id2416902/", "regjeringen:2416902"),
        (f"{REGJERINGEN}/no/aktuelt/slug/id2416902/?utm_source=x#y", "regjeringen:2416902"),
        ("https://regjeringen.no/no/aktuelt/slug/id2416902", "regjeringen:2416902"),
        ("http://www.regjeringen.no:80/id2416902/", "regjeringen:2416902"),
        (f"{REGJERINGEN}/nn/dokumenter/slug/id2416902/", "regjeringen:2416902"),
        (f"{REGJERINGEN}/en/aktuelt/slug/id2416902/", "regjeringen:2416902-en"),
        (f"{REGJERINGEN}/no/dokumentarkiv/stoltenberg-ii/nhd/Nyheter/2009/slug/id571248/", "regjeringen:571248"),
        (f"{REGJERINGEN}/no/dokumentarkiv/Regjeringen-Bondevik-II/nhd/2005/slug/id258061/", "regjeringen:258061"),
        (f"{REGJERINGEN}/en/historical-archive/x/slug/id571248/", "regjeringen:571248-en"),
        (
            "http://www.regjeringen.no/nb/dep/nhd/pressesenter/pressemeldinger/2009/slug.html?id=571248",
            "regjeringen:571248",
        ),
        (
            "http://regjeringen.no/nn/dep/krd/pressesenter/Pressemeldingar/2009/slug.html?id=571248",
            "regjeringen:571248",
        ),
        ("http://www.regjeringen.no/en/dep/nhd/press-center/Press-releases/2009/slug.html?id=5", "regjeringen:5-en"),
        ("http://www.regjeringen.no/nb/dep/nhd/aktuelt/nyheter/2009/slug.html?id=571248", "regjeringen:571248"),
        (NEWS, None),
        (f"{REGJERINGEN}/no/tema/naringsliv/id926/", None),
        (f"{REGJERINGEN}/contentassets/0123456789abcdef0123456789abcdef/no/pdfs/x.pdf", None),
        (f"{NTB}/pressemelding/18000001/slug?publisherId=89989&lang=no", "innovasjonnorge:ntb-18000001"),
        (f"{NTB}/pressemelding/18000001", "innovasjonnorge:ntb-18000001"),
        (f"{NTB}/pressemelding/slug?publisherId=89989&releaseId=17000001", "innovasjonnorge:ntb-17000001"),
        (f"{NTB}/public-website-api/release/18000001", "innovasjonnorge:ntb-18000001"),
        (f"{NTB}/pressemelding/18000001/slug?publisherId=4242", None),
        (f"{NTB}/presserom/89989/innovasjon-norge/r", None),
        ("https://www.innovasjonnorge.no/nyhetsartikkel/slug", "innovasjonnorge:/nyhetsartikkel/slug"),
        ("http://innovasjonnorge.no/nyhetsartikkel/slug/", "innovasjonnorge:/nyhetsartikkel/slug"),
        ("http://www.innovasjonnorge.no:80/no/om/nyheter/2014/slug/", "innovasjonnorge:/no/om/nyheter/2014/slug"),
        ("https://www.innovasjonnorge.no/tjeneste/slug", None),
        ("https://news.example.org/no/aktuelt/slug/id2416902/", None),
        ("https://www.regjeringen.no.example.org/no/aktuelt/slug/id2416902/", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_an_address_is_a_release_of_one_source(url: str, release_id: str | None) -> None:
    assert next((i for source in load_sources().values() if (i := source.release_id(url))), None) == release_id


def test_a_list_belongs_to_its_source_and_is_no_release() -> None:
    source = source_for(NEWS)
    assert source is not None
    assert (source.name, source.release_id(NEWS)) == ("regjeringen", None)


# what a yml must say


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("assertions:\n", "promises:\n", "missing assertions"),
        ("  releases: {min: 20}\n", "", "missing releases"),
        ("  links_per_listing: {min: 1, max: 100}\n", "  links_per_listing: {min: 1}\n", "missing max"),
        ("title: 1.0, published_on: 0.95", "headline: 1.0", "unknown headline"),
        ("    reason: whether", "    expects: whether", "sitemap: off without a reason"),
        ("    on: true\n", "    on: yes\n", "expected true or false"),
        ("kind: rss", "kind: atom", "kind is 'atom'"),
        ("url: https://www.regjeringen.no/no/rss", "url: https://www.example.org/no/rss", "expected one of the hosts"),
        ("name: regjeringen\n", "name: another\n", "name is 'another'"),
        ("hosts: [www.regjeringen.no, regjeringen.no]", "hosts: []", "expected a list that is not empty"),
        ("delay_seconds: 5", "delay_seconds: soon", "expected a number"),
        ("publisher: Regjeringen", "publisher: [", "not YAML"),
        ("may_be_empty: true", "may_be_empty: 1", "may_be_empty is 1, expected true or false"),
        ("    each:\n      - {ministry: nfd, ", "    each:\n      - {", "a name in braces that the row"),
        ("    each:\n", "    each: []\n    url: https://www.regjeringen.no/\n    x:\n", "each is [], expected rows"),
        ("ministry: kdd", "ministry: nfd", "two channels have one name"),
    ],
)
def test_a_yml_that_does_not_say_what_it_must_does_not_load(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = (FOLDER / "regjeringen.yml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "regjeringen.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
    shutil.copy(FOLDER / "regjeringen.py", tmp_path)
    with pytest.raises(SourceError, match=str(tmp_path / "regjeringen.yml")) as error:
        load_source(tmp_path / "regjeringen.yml")
    assert told in str(error.value)


def test_a_yml_without_a_module_does_not_load(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "regjeringen.yml", tmp_path)
    with pytest.raises(SourceError, match=r"no regjeringen\.py beside it"):
        load_source(tmp_path / "regjeringen.yml")


@pytest.mark.parametrize("name", ["regjeringen", "innovasjonnorge"])
def test_each_channel_that_is_off_says_why(name: str) -> None:
    off = [channel for channel in load_sources()[name].channels if not channel.is_on]
    assert off
    assert all(channel.reason for channel in off)


# a feed a ministry

OWNERS = {
    "nfd": 709,
    "kdd": 504,
    "smk": 875,
    "aid": 165,
    "bfd": 298,
    "dfd": 810,
    "ed": 750,
    "fin": 216,
    "fd": 380,
    "hod": 421,
    "jd": 463,
    "kld": 668,
    "kud": 545,
    "kd": 586,
    "lmd": 627,
    "sd": 791,
    "ud": 833,
}


def test_each_ministry_has_its_feed_asked_for_by_number_in_the_one_form_that_robots_opens() -> None:
    feeds = {c.name: c for c in load_sources()["regjeringen"].channels if c.kind == "rss" and c.name != "rss"}
    url = f"{REGJERINGEN}/no/rss/Rss/2581966/?documentType=aktuelt/nyheter&owner="
    assert {name: c.url for name, c in feeds.items()} == {f"rss_{n}": f"{url}{owner}" for n, owner in OWNERS.items()}
    assert all(channel.is_on and channel.may_be_empty for channel in feeds.values())


@pytest.mark.parametrize("name", ["Utenriksdepartementet", "Utanriksdepartementet"])
def test_a_ministry_s_feed_may_hold_nothing_but_must_be_its_own(name: str) -> None:
    feed = f"<rss><channel><description>Departement: {name}</description></channel></rss>".encode()
    assert listing_of("regjeringen", "rss_ud", feed).links == ()
    with pytest.raises(LayoutError, match="or has a new name; look at rss_fd in regjeringen"):
        listing_of("regjeringen", "rss_fd", feed)


# lists and feeds that are not what was asked for

ITEM = "<item><guid>7</guid><link>https://www.regjeringen.no/no/aktuelt/a/id7/</link><title>A</title></item>"


@pytest.mark.parametrize(
    ("source", "channel", "body", "told"),
    [
        (
            "regjeringen",
            "rss_kdd",
            "<rss><channel><description>Departement: Alle</description></channel></rss>",
            "expected",
        ),
        (
            "regjeringen",
            "rss",
            "<rss><channel><description>Innholdstype: x</description></channel></rss>",
            "got 0 links",
        ),
        (
            "regjeringen",
            "rss",
            f"<rss><channel><description>Innholdstype: x</description>{ITEM}</channel></rss>",
            "0% of 1",
        ),
        (
            "regjeringen",
            "rss",
            f"<rss><channel><description>Innholdstype: x</description>{ITEM.replace('>7<', '>8<')}</channel></rss>",
            "got guid '8'",
        ),
        ("regjeringen", "rss", "<rss><channel>", "cannot be read"),
        ("regjeringen", "rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>', "document type of its own"),
        ("regjeringen", "rss", "<feed/>", "expected <rss>"),
        (
            "regjeringen",
            "news",
            "<html><body><main><p>Ny drakt</p></main></body></html>",
            "'#searchResultsListing', got 0",
        ),
        ("regjeringen", "news", "<main><ul id='searchResultsListing'></ul></main>", "got 0 links"),
        (
            "innovasjonnorge",
            "ntb_rss",
            "<rss><channel><title>Siste pressemeldinger</title></channel></rss>",
            "Innovasjon Norge",
        ),
        ("innovasjonnorge", "ntb_json", "<html></html>", "expected JSON"),
        ("innovasjonnorge", "ntb_json", '{"items": []}', "expected a list 'releases'"),
        ("innovasjonnorge", "ntb_json", '{"releases": []}', "got 0 links"),
        ("innovasjonnorge", "ntb_json", '{"releases": [{"id": 1, "publisher": {"id": 4242}}]}', "publisher 4242"),
        ("innovasjonnorge", "ntb_json", '{"releases": [{"id": 1}]}', "publisher None"),
    ],
)
def test_a_listing_that_is_not_the_one_asked_for_is_refused(source: str, channel: str, body: str, told: str) -> None:
    with pytest.raises(LayoutError) as error:
        listing_of(source, channel, body.encode())
    assert told in str(error.value)
    assert str(error.value).startswith(f"{source}: https://")
