"""Which charset a page is read in: HTTP header, BOM, meta, UTF-8, windows-1252, the first of them that speaks."""

from __future__ import annotations

import pytest

from scrapers.sources.html import decode

WORDS = "Støtte til næringsmiljø – «blå» klynger på Ås"


def page(charset: str, *, meta: str | None = None, bom: bytes = b"") -> bytes:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    return bom + f"<html><head>{head}</head><body><p>{WORDS}</p></body></html>".encode(charset)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (page("utf-8", meta="iso-8859-1"), "text/html; charset=utf-8"),
        (page("cp1252", meta="utf-8"), "text/html; charset=iso-8859-1"),
        (page("utf-8", meta="iso-8859-1", bom=b"\xef\xbb\xbf"), "text/html"),
        (page("utf-16-le", meta="utf-8", bom=b"\xff\xfe"), "text/html"),
        (page("utf-8", meta="utf-8"), None),
        (page("cp1252", meta="windows-1252"), "text/html"),
        (page("cp1252", meta="ISO-8859-1"), "text/html; charset="),
        (page("utf-8"), "text/html"),
        (page("cp1252"), "text/html"),
        (page("cp1252"), None),
        (page("cp1252", meta="no-such-charset"), "text/html; charset=neither-this"),
    ],
    ids=[
        "header before meta, utf-8",
        "header before meta, latin",
        "bom before meta",
        "bom of utf-16",
        "meta utf-8",
        "meta windows-1252",
        "meta of the 2000s",
        "utf-8 unsaid",
        "windows-1252 unsaid",
        "nothing said at all",
        "unknown names",
    ],
)
def test_the_first_that_speaks_is_believed(body: bytes, content_type: str | None) -> None:
    assert WORDS in decode(body, content_type)


def test_the_header_is_believed_before_the_bom() -> None:
    assert WORDS in decode(page("utf-8", bom=b"\xef\xbb\xbf"), "text/html; charset=utf-8")
    assert decode("\ufeffÅs".encode("utf-16-le"), "text/html; charset=utf-16") == "Ås"
    assert decode(b"\xef\xbb\xbf\xf8", "text/html; charset=windows-1252") == "ï»¿ø"


def test_iso_8859_1_is_read_as_browsers_read_it() -> None:
    """Pages of the 2000s call themselves ISO-8859-1 and hold the dashes and quotes of windows-1252."""
    assert decode(b"<p>\x96 \x93Arena\x94 \x85</p>", "text/html; charset=ISO-8859-1") == "<p>– “Arena” …</p>"


def test_a_page_in_two_charsets_loses_no_more_than_its_odd_bytes() -> None:
    mixed = "<p>Støtte ".encode() + "på Ås".encode("cp1252") + "</p><p>næring</p>".encode()
    text = decode(mixed, "text/html; charset=utf-8")
    assert "Støtte p" in text
    assert "<p>næring</p>" in text
    assert text.count("\ufffd") == 2
