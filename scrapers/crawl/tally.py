"""A source's crawl, counted and judged.

Asking and listing happen elsewhere; here is only what it amounts to.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from scrapers.clock import oslo_date
from scrapers.crawl.discover import NOT_ASKED, Listed
from scrapers.crawl.holdings import Holdings
from scrapers.crawl.visit import Answer, Fetched
from scrapers.model import CrawlVerdict

if TYPE_CHECKING:
    from scrapers.sources import Source

LISTABLE = ("list", "rss", "json", "sitemap")


class Tally:
    """What came of one source in this run. ``reasons`` make it stale, ``warnings`` do not."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.reasons: list[str] = []
        self._doubts: list[str] = []  # stale as well, though all was listed and fetched: what came is not believed
        self.warnings: list[str] = []
        self._adopted_count = 0
        self._keys: set[str] = set()
        self._answers: list[Answer] = []

    def adopted(self, count: int, problems: list[str]) -> None:
        self._adopted_count += count
        self.warnings += problems

    def listed(self, listings: list[Listed]) -> None:
        for listed in listings:
            self._keys |= {link.key for link in listed.links}
            if listed.reason and listed.reason != NOT_ASKED:
                self.reasons.append(listed.reason)
            self.warnings += listed.warnings
        if left := [listed.channel for listed in listings if listed.reason == NOT_ASKED]:
            self.reasons.append(f"{', '.join(left)}: {NOT_ASKED}")

    def fetched(self, fetched: Fetched) -> None:
        self._answers += fetched.answers
        if fetched.reason:
            self.reasons.append(fetched.reason)

    def read_again(self, doubts: list[str], warnings: list[str]) -> None:
        """What became of the canaries."""
        self._doubts += doubts
        self.warnings += warnings

    def verdict(self, held: Holdings, at: datetime) -> CrawlVerdict:
        outcomes = [answer.fetch.outcome for answer in self._answers]
        fetched = [answer for answer in self._answers if answer.fetch.outcome == "fetched"]
        new_count = sum(not answer.had_answer for answer in fetched)
        warnings = [
            f"{answer.fetch.url}: {answer.fetch.outcome}, {answer.fetch.reason}"
            for answer in self._answers
            if answer.fetch.outcome in ("unreachable", "rejected", "blocked")
        ]
        doubts = self._doubts + self._silence(held, at)
        reasons = self.reasons + doubts
        return CrawlVerdict(
            source=self.source.name,
            is_fresh=not reasons,
            attempted_at=at,
            listed_on=self._listed_on(held) if not doubts else self._listed_before(held),
            reason=" · ".join(" ".join(reason.split()) for reason in reasons) or None,
            link_count=len(self._keys),
            new_count=new_count + self._adopted_count,
            changed_count=len(fetched) - new_count,
            unchanged_count=sum(outcome in ("same_bytes", "not_modified") for outcome in outcomes),
            blocked_count=sum(outcome in ("blocked", "robots_denied") for outcome in outcomes),
            failed_count=sum(outcome in ("unreachable", "rejected") for outcome in outcomes),
            warnings=tuple(self.warnings + warnings),
        )

    def _silence(self, held: Holdings, at: datetime) -> list[str]:
        """Whether lists that were read to their end have told of nothing new for too long."""
        if self.reasons or not self._listable():
            return []
        days = (seen.link.published_on for seen in held.links(self.source.name))
        silence = self.source.assertions.rhythm.broken_by((day for day in days if day), oslo_date(at))
        if silence is None:
            return []
        remedy = f"look whether its lists stand still, or name the month in rhythm of {self.source.name}.yml"
        return [f"{self.source.name}: {silence}; {remedy}"]

    def _listable(self) -> list[str]:
        return [channel.name for channel in self.source.channels if channel.is_on and channel.kind in LISTABLE]

    def _listed_before(self, held: Holdings) -> date | None:
        """Up to when the source was listed in the crawl before, which was the last to be believed."""
        return next((v.listed_on for v in held.verdicts() if v.source == self.source.name), None)

    def _listed_on(self, held: Holdings) -> date | None:
        """The last Oslo date on which every channel that is on was listed to its end."""
        on = self._listable()
        moments = [held.listed_at(self.source.name, name) for name in on]
        known = [moment for moment in moments if moment is not None]
        return oslo_date(min(known)) if known and len(known) == len(moments) else None
