"""``make test-faults``: kill -9 at twenty random points of a crawl of 2 000 pages on two hosts.

Too slow for ``make test``, which collects test_*.py only. KLYNGEKRONER_FAULTS_SEED repeats a run.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from socket import socket

from scrapers.crawl.archive import Archive
from scrapers.crawl.frames import Damage, scan
from scrapers.crawl.warc import read_record
from tests.conftest import REPOSITORY
from tests.crawling import HOST, NEWS, Site, channel, listing, quiet, source
from tests.loopback import Answer, FakeClock, Request, Server, reply, serving

PAGES, KILLS, LIST = 2000, 20, 100
HOSTS = (HOST, "arkiv.klynge.no")
CRAWL = (
    "import sys, pathlib\n"
    "from tests.faults import crawl_once\n"
    "crawl_once(int(sys.argv[1]), pathlib.Path(sys.argv[2]))\n"
)


def crawl_once(port: int, folder: Path) -> None:
    """One run, in a process that may be killed at any moment."""
    # a name each: how far a list was read is remembered by its channel's
    lists = [replace(channel(f"https://{host}/nyheter/"), name=host) for host in HOSTS]
    site = Site(Server(port), folder, FakeClock(), quiet, {"max_failures": 50})
    verdict = site.crawl(source(*lists, hosts=HOSTS))["klynge"]
    print(verdict.is_fresh, verdict.reason, flush=True)


class Killer:
    """Kills the running crawl a moment after the server was asked for the time that it waits for."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._lock = threading.Lock()
        self._asked = 0
        self.at = sorted(chance.sample(range(5, PAGES), KILLS))
        self.crawl: subprocess.Popen[str] | None = None
        self.kills = 0

    def __call__(self) -> None:
        with self._lock:
            self._asked += 1
            if self.crawl is None or not self.at or self._asked < self.at[0]:
                return
            crawl, self.crawl = self.crawl, None
            self.at.pop(0)
            self.kills += 1
        threading.Timer(self._chance.uniform(0, 0.01), crawl.kill).start()


def answering(whole: Answer, killer: Killer) -> Answer:
    def answer(request: Request, connection: socket) -> None:
        killer()
        whole(request, connection)

    return answer


def bodies(chance: random.Random) -> dict[str, bytes]:
    """Every page's body by its address; half of the pages are on each host."""
    return {f"https://{HOSTS[n % 2]}/side/id{n}/": f"side {n} ".encode() + chance.randbytes(2000) for n in range(PAGES)}


def lists(pages: dict[str, bytes]) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    for host in HOSTS:
        urls = [url for url in pages if f"//{host}/" in url]
        start = NEWS.replace(HOST, host)
        for first in range(0, len(urls), LIST):
            following = f"{start}{first + LIST}/" if first + LIST < len(urls) else None
            found[f"{start}{first}/" if first else start] = listing(*urls[first : first + LIST], following=following)
    return found


def test_a_crawl_that_is_killed_again_and_again_fetches_every_page_once(tmp_path: Path) -> None:
    seed = int(os.environ.get("KLYNGEKRONER_FAULTS_SEED", time.time_ns() % 1_000_000))
    chance = random.Random(seed)
    killer = Killer(chance)
    pages = bodies(chance)
    runs = 0
    with serving() as server:
        whole = lists(pages) | {url: reply(body) for url, body in pages.items()}
        server.answers |= {url: answering(answer, killer) for url, answer in whole.items()}
        command = [sys.executable, "-c", CRAWL, str(server.port), str(tmp_path)]
        ended = -9
        while ended == -9:
            with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as crawl:
                killer.crawl = crawl
                told, _ = crawl.communicate()
                ended = crawl.returncode
            runs += 1
            assert runs <= KILLS + 1
        asked = Counter(request.url for request in server.log)
    said = f"seed {seed}: {killer.kills} kills, {runs} runs"
    assert (ended, told.strip(), killer.kills) == (0, "True None", KILLS), said
    again = sum(asked[url] - 1 for url in pages)
    print(f"\n{said}; {PAGES} pages, {again} of them asked for again (at most {KILLS * len(HOSTS)} were in flight)")
    assert set(pages) <= set(asked), f"{said}: never asked for: {sorted(set(pages) - set(asked))[:3]}"
    assert again <= KILLS * len(HOSTS), said
    check_archive(tmp_path / "sample" / "archive", pages, said)


def check_archive(folder: Path, pages: dict[str, bytes], said: str) -> None:
    """Every page is there once, byte for byte, in files without damage, whether or not the index is."""
    stored: Counter[str] = Counter()
    for path in folder.glob("*.warc.gz"):
        with path.open("rb") as file:
            for frame in scan(file):
                assert not isinstance(frame, Damage), (said, path.name, frame)
                record = read_record(frame.data)
                if record.type == "response" and record.url in pages:
                    stored[record.url] += 1
    assert stored == Counter(dict.fromkeys(pages, 1)), said
    assert not list(folder.glob("*.damaged*")), said
    for _ in range(2):
        with Archive.open(folder, FakeClock()) as archive:
            assert {page.url: page.body for _, page in archive.pages() if page.url in pages} == pages, said
        (folder / "index.cdxj").unlink()
