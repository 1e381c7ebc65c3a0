"""What a changed page is read as, beside what it was: the same, loud, less (a value that is null), or wrong.

Less is loud for the source: its yml asserts how many releases have a title, a date, a ministry and text, and a canary
looks; a value that is another one, without a word, is wrong.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from scrapers.model import Page, ParsedPage
from scrapers.parse import parse_page
from scrapers.sources import Channel, LayoutError, Source

Verdict = Literal["same", "loud", "less", "wrong"]
FIELDS = ("title", "published_on", "language", "ministry", "kind")
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A page or listing that is changed; ``channel`` is set for a listing."""

    name: str
    source: Source
    url: str
    text: str
    content_type: str = HTML
    channel: Channel | None = None

    def page(self, text: str) -> Page:
        body = text.encode("utf-8", "surrogateescape")
        return Page(self.url, body, self.content_type, hashlib.sha256(body).hexdigest())


def judge(template: Template, changed: str) -> tuple[Verdict, str]:
    """The verdict, and what differs."""
    if template.channel is not None:
        return _listing(template, template.channel, changed)
    before = _before(template)
    page = template.page(changed)
    told = template.source.parse(page)
    known = before.reading.release if before.reading else None
    if told.kind == "release" and (told.release, told.issues) == (known, before.issues):
        return "same", ""  # awards are read of the release alone
    after = parse_page(template.source, page)
    if after.kind == "changed_layout" or (after.kind != before.kind and after.issues):
        return "loud", after.kind
    if before.reading is None or after.reading is None:
        return ("same", "") if before.kind == after.kind else ("wrong", f"{before.kind} → {after.kind}")
    return _release(before, after)


@cache
def _before(template: Template) -> ParsedPage:
    return parse_page(template.source, template.page(template.text))


def _release(before: ParsedPage, after: ParsedPage) -> tuple[Verdict, str]:
    assert before.reading is not None
    assert after.reading is not None
    one, two = before.reading.release, after.reading.release
    differ = [(name, getattr(one, name), getattr(two, name)) for name in FIELDS]
    differ = [(name, was, now) for name, was, now in differ if was != now]
    awards, lost = _awards(before), _awards(after)
    new = sorted(map(str, lost.keys() - awards.keys()))
    gone = [key for key in awards if key not in lost]
    issues = sorted({i.code for i in _issues(after)} - {i.code for i in _issues(before)})
    said = "; ".join([*(f"{n}: {w!r} → {a!r}" for n, w, a in differ), *(f"new {n}" for n in new), *map(str, gone)])
    if not said and len(two.text.split()) >= len(one.text.split()):
        return "same", ""
    if issues:
        return "loud", ", ".join(issues)
    if new or any(now is not None for _, _, now in differ):
        return "wrong", said
    review = [award.evidence for award in after.reading.awards if award.status == "review"]
    if not all(any(str(recipient) in evidence for evidence in review) for recipient, _, _ in gone):
        return "wrong", f"lost {said}"
    return ("less" if differ else "loud" if gone else "same"), said


def _awards(parsed: ParsedPage) -> dict[tuple[Any, ...], int]:
    """What counts: accepted awards by recipient, sum and decision."""
    assert parsed.reading is not None
    accepted = [a for a in parsed.reading.awards if a.status == "accepted"]
    return {(a.recipient, a.amount_nok, a.decision): 1 for a in accepted}


def _issues(parsed: ParsedPage) -> list[Any]:
    assert parsed.reading is not None
    return [*parsed.issues, *parsed.reading.issues]


def _listing(template: Template, channel: Channel, changed: str) -> tuple[Verdict, str]:
    before = template.source.listing(template.page(template.text), channel)
    try:
        after = template.source.listing(template.page(changed), channel)
    except LayoutError as error:
        return "loud", str(error)[:60]
    was, now = ({link.key: link for link in listing.links} for listing in (before, after))
    if after.warning:
        return "loud", after.warning[:60]
    if was.keys() != now.keys():
        return "wrong", f"{sorted(was.keys() ^ now.keys())}"
    if before.next_url != after.next_url:
        return "wrong", f"next {before.next_url} → {after.next_url}"
    fields = ("url", "fetch_url", "title", "published_on", "ministry", "kind")
    differ = [(f, getattr(was[k], f), getattr(now[k], f)) for k in was for f in fields]
    differ = [one for one in differ if one[1] != one[2]]
    if not differ:
        return "same", ""
    return ("less" if all(now is None for _, _, now in differ) else "wrong"), str(differ[:2])
