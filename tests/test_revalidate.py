"""A 304 renews what is stored of a page's headers and keeps its body: cases of a public suite of HTTP caches."""

from __future__ import annotations

import json
from pathlib import Path
from socket import socket
from typing import Any

from scrapers.crawl.archive import Archive
from tests.crawling import NEWS, Site, channel, listing, page, source
from tests.loopback import FakeClock, Request, raw, reply, serving

BODY = b"0123456789 0123456789 0123456789 012"  # 36 bytes, as many as one of the cases says
OURS_TO_KEEP = {"304-etag-update-response-Content-Encoding"}  # the stored body is decoded: no 304 can code it anew


def cases(shared: Path) -> list[dict[str, Any]]:
    """Those of the group update304 in which the client sets no header of its own."""
    groups = json.loads((shared / "suites" / "cache-tests" / "cache_tests.json").read_text(encoding="utf-8"))
    (group,) = [group for group in groups if group["id"] == "update304"]
    return [case for case in group["tests"] if not any("request_headers" in request for request in case["requests"])]


def told(request: dict[str, Any]) -> dict[str, str]:
    """A request's answer headers; numbers are times, counted from now."""
    values = {name: value for name, value, *_ in request["response_headers"]}
    return {
        name: "Wed, 15 Oct 2025 04:00:00 GMT" if isinstance(value, int) else value for name, value in values.items()
    }


def head(status: str, headers: dict[str, str]) -> bytes:
    return "\r\n".join(
        [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    ).encode()


def test_a_304_renews_headers_and_keeps_the_body(shared: Path, tmp_path: Path) -> None:
    renewed: dict[str, bool] = {}
    for number, case in enumerate(cases(shared)):
        first, second = (told(request) for request in case["requests"][:2])
        expected = dict(case["requests"][1]["expected_response_headers"])
        is_coded = "Content-Encoding" in first  # with a coding that does not exist
        whole = {"Content-Length": str(len(BODY))} | {k: v for k, v in first.items() if k != "Content-Encoding"}

        def answer(
            request: Request, connection: socket, whole: dict[str, str] = whole, second: dict[str, str] = second
        ) -> None:
            is_asked = "if-none-match" in request.headers or "if-modified-since" in request.headers
            bare = {name: value for name, value in second.items() if name != "Content-Length"}
            raw(head("304 Not Modified", bare) if is_asked else head("200 OK", whole) + BODY)(request, connection)

        clock = FakeClock()
        with serving(clock) as server:
            server.answers |= {NEWS: listing("en"), page("en"): answer}
            site = Site(server, tmp_path / str(number), clock)
            site.crawl(source(channel(NEWS)))
            site.crawl(source(channel(NEWS)), recheck_days=0)
        with Archive.open(tmp_path / str(number) / "sample" / "archive", clock, read_only=True) as archive:
            last = next(f for f in reversed(archive.fetches()) if f.url == page("en"))
            assert (last.outcome, archive.read(last).body) == ("not_modified", BODY), case["id"]
            said = {name.lower(): value for name, value in archive.headers(last)}
        renewed[case["id"]] = all(said.get(name.lower()) == value for name, value in expected.items())
        assert is_coded == (case["id"] in OURS_TO_KEEP)
    assert len(renewed) == 21
    assert {case for case, is_right in renewed.items() if not is_right} == OURS_TO_KEEP


def test_the_validators_of_a_304_are_used_from_then_on(tmp_path: Path) -> None:
    clock = FakeClock()
    with serving(clock) as server:
        site = Site(server, tmp_path, clock)
        server.answers |= {NEWS: listing("en"), page("en"): reply(b"en", ETag='"1"', X_Side="gammel")}
        site.crawl(source(channel(NEWS)))
        server.answers[page("en")] = raw(b'HTTP/1.1 304 Not Modified\r\nETag: "2"\r\nX-Side: ny\r\n\r\n')
        site.crawl(source(channel(NEWS)), recheck_days=0)
        site.crawl(source(channel(NEWS)), recheck_days=0)
    asked = [r.headers.get("if-none-match") for r in server.log if r.url == page("en")]
    assert asked == [None, '"1"', '"2"']


def test_headers_of_a_page_that_was_coded_have_their_own_names(tmp_path: Path) -> None:
    import gzip

    clock = FakeClock()
    packed = gzip.compress(b"en")
    with serving(clock) as server:
        server.answers |= {NEWS: listing("en"), page("en"): reply(packed, Content_Encoding="gzip")}
        Site(server, tmp_path, clock).crawl(source(channel(NEWS)))
    with Archive.open(tmp_path / "sample" / "archive", clock, read_only=True) as archive:
        (fetch,) = [f for f in archive.fetches() if f.url == page("en")]
        said = [(name, value) for name, value in archive.headers(fetch) if name.startswith("Content-")]
    assert ("Content-Encoding", "gzip") in said
    assert [value for name, value in said if name == "Content-Length"] == [str(len(packed))]
