"""Politeness by the server's own log: no two requests to one host nearer than its delay, and little time beyond it."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from socket import socket

import pytest

from scrapers.clock import SystemClock
from scrapers.crawl.archive import Archive
from scrapers.crawl.crawl import crawl
from scrapers.settings import Settings
from scrapers.sources import Source
from tests.crawling import channel, listing, quiet, source
from tests.loopback import START, Answer, FakeClock, Request, Server, in_turn, reply, serving

HOSTS = ("www.klynge.no", "arkiv.klynge.no", "en.klynge.no")
PAGES = {HOSTS[0]: 40, HOSTS[1]: 25, HOSTS[2]: 5}
DELAY = 2.0


class HostClocks(FakeClock):
    """A time for each host's thread, as hosts are asked side by side: what one sleeps is not the others' time."""

    def __init__(self) -> None:
        super().__init__()
        self._times: defaultdict[str, datetime] = defaultdict(lambda: START)

    def now(self) -> datetime:
        return self.of(threading.current_thread().name.rpartition("_")[0])

    def of(self, host: str) -> datetime:
        with self._lock:
            return self._times[host]

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self._times[threading.current_thread().name.rpartition("_")[0]] += timedelta(seconds=seconds)


def site_of(server: Server) -> Source:
    for host, count in PAGES.items():
        urls = [f"https://{host}/side/{host.partition('.')[0]}{number}/" for number in range(count)]
        server.answers |= {f"https://{host}/nyheter/": listing(*urls)} | {url: reply(url.encode()) for url in urls}
    lists = [channel(f"https://{host}/nyheter/") for host in HOSTS]
    return replace(source(*lists, hosts=HOSTS), delay_seconds=DELAY)


def run(server: Server, news: Source, folder: Path, clock: FakeClock | SystemClock, **changed: object) -> int:
    values = {"data_dir": folder, "site": "live", "contact": "a@example.org"} | changed
    settings = Settings(_env_file=None, **values)  # type: ignore[arg-type]
    with Archive.open(folder / "archive", clock) as archive:
        verdict = crawl({"klynge": news}, archive, settings, clock, quiet, loopback_port=server.port)["klynge"]
    assert verdict.is_fresh, verdict.reason
    return verdict.new_count


def noting(answers: dict[str, Answer], note: Callable[[str], None]) -> dict[str, Answer]:
    """The same answers; the host of each request is noted first."""

    def noted(host: str, answer: Answer) -> Answer:
        def answering(request: Request, connection: socket) -> None:
            note(host)
            answer(request, connection)

        return answering

    return {url: noted(url.split("/")[2], answer) for url, answer in answers.items()}


def test_a_crawl_of_three_hosts_takes_as_long_as_the_slowest_one_must(tmp_path: Path) -> None:
    clock = HostClocks()
    times: dict[str, list[datetime]] = {host: [] for host in HOSTS}
    with serving(clock) as server:
        news = site_of(server)
        server.answers |= {f"https://{host}/robots.txt": reply(b"User-agent: *\n") for host in HOSTS}
        server.answers = noting(server.answers, lambda host: times[host].append(clock.of(host)))
        assert run(server, news, tmp_path, clock, jitter_seed=7) == sum(PAGES.values())
    gaps = {host: [(b - a).total_seconds() for a, b in pairwise(asked)] for host, asked in times.items()}
    assert {host: len(asked) for host, asked in times.items()} == {host: count + 2 for host, count in PAGES.items()}
    assert min(min(between) for between in gaps.values()) >= DELAY
    slowest = max(PAGES.values()) + 2
    took = max(asked[-1] for asked in times.values()) - START
    assert took.total_seconds() <= 1.05 * DELAY * (slowest - 1)


def test_in_real_time_the_server_never_sees_two_requests_nearer_than_the_delay(tmp_path: Path) -> None:
    clock = SystemClock()
    with serving() as server:
        news = site_of(server)
        arrived: dict[str, list[float]] = {host: [] for host in HOSTS}
        server.answers = noting(server.answers, lambda host: arrived[host].append(time.monotonic()))
        run(server, news, tmp_path, clock, delay_seconds=0.02)
    gaps = [b - a for times in arrived.values() for a, b in pairwise(times)]
    assert len(gaps) > 60
    assert min(gaps) >= 0.02


@pytest.mark.parametrize("status", ["403 Forbidden", "429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize("wait", [None, "30"])
def test_a_refusal_is_answered_with_distance(tmp_path: Path, status: str, wait: str | None) -> None:
    """With Retry-After the host is left alone so long, without it a while; a 403 is taken for what it says."""
    clock = FakeClock()
    refusal = reply(b"Just a moment...", status, **({"Retry_After": wait} if wait else {}))
    with serving(clock) as server:
        one = f"https://{HOSTS[0]}/side/en/"
        server.answers |= {f"https://{HOSTS[0]}/nyheter/": listing(one), one: in_turn(refusal, reply(b"en"))}
        news = replace(source(channel(f"https://{HOSTS[0]}/nyheter/")), delay_seconds=DELAY)
        count = run(server, news, tmp_path, clock)
        asked = [r.at for r in server.log if r.url == one]
    if status.startswith("403"):
        assert (count, len(asked)) == (0, 1)
    else:
        assert (count, len(asked)) == (1, 2)
        assert (asked[1] - asked[0]).total_seconds() >= (30 if wait else 5)
