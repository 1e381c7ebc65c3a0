"""The power goes at every point of what archive and publish write: what was believed is there, published is whole."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import duckdb

from scrapers.crawl.archive import Archive
from scrapers.crawl.frames import Damage, scan
from scrapers.crawl.verify import ArchiveCheck, verify_archive
from tests.archiving import BODY, attempt, everything, link
from tests.loopback import FakeClock
from tests.power import Recorder
from tests.sample_run import SampleRun
from tests.unsynced import CUTS, restore
from warehouse.publish import FILES, publish
from warehouse.snapshots import Snapshots

SEED = 2025


def opened(folder: Path, clock: FakeClock) -> Archive:
    return Archive.open(folder, clock, owner_of=everything, max_bytes=3000)


def test_what_the_archive_has_said_that_it_holds_survives_a_power_cut(tmp_path: Path) -> None:
    """Two crawls with rotation, an adopted file and a torn end between them."""
    disk, clock = tmp_path / "disk", FakeClock()
    foreign = tmp_path / "foreign.warc.gz"
    _write_foreign(tmp_path / "other", foreign)
    disk.mkdir()
    recorder = Recorder(disk)
    believed: list[tuple[int, str, bytes | None]] = []  # after how many steps, of which address, what
    folder = disk / "sample" / "archive"
    with recorder.recording():
        for crawl in range(2):
            with opened(folder, clock) as archive:
                for number in range(4):
                    url = f"https://www.klynge.no/side/id{crawl}{number}/"
                    body = BODY + random.Random(number + 10 * crawl).randbytes(700)
                    archive.write_links([link(f"{crawl}{number}", url)])
                    believed.append((len(recorder.steps), url, None))
                    archive.write(attempt(clock, body, url=url), "klynge", "news")
                    believed.append((len(recorder.steps), url, body))
                archive.write_listed("klynge", "news")
                archive.adopt(foreign)
                adopted = [page for fetch, page in archive.pages() if fetch.archive != "klyngekroner"]
                believed += [(len(recorder.steps), page.url, page.body) for page in adopted]
            if crawl == 0:  # a kill within a record: the next opening mends it
                name = max(folder.glob("*.warc.gz"))
                with name.open("ab") as file:
                    file.write(b"\x1f\x8b\x08torn")
                recorder.note(name)
    chance, tries = random.Random(SEED), Counter[str]()
    for count in range(len(recorder.steps) + 1):
        for cut in CUTS:
            left = tmp_path / "left"
            restore(recorder.cut_at(count), left, cut, chance)
            told = f"cut after step {count} ({recorder.said[count - 1] if count else 'nothing'}), unsynced: {cut}"
            _check_archive(left / "sample" / "archive", [b for b in believed if b[0] <= count], told)
            shutil.rmtree(left)
            tries[cut] += 1
    print(f"\narchive: {len(recorder.steps)} steps, {tries.total()} power cuts, {len(believed)} outcomes: 0 lost")
    assert {said.partition(" ")[0] for said in recorder.said} >= {
        "mkdir",
        "create",
        "write",
        "fsync",
        "rename",
        "truncate",
    }


def _write_foreign(folder: Path, target: Path) -> None:
    clock = FakeClock()
    with Archive.open(folder, clock, owner_of=everything) as archive:
        archive.write(attempt(clock, BODY + b" then", url="https://www.klynge.no/gammel/"), "klynge", "captures")
    (path,) = folder.glob("*.warc.gz")
    shutil.copyfile(path, target)


def _check_archive(folder: Path, believed: list[tuple[int, str, bytes | None]], told: str) -> None:
    clock = FakeClock()
    clock.sleep(10_000)
    with opened(folder, clock) as archive:
        held = {(page.url, page.body) for _, page in archive.pages()}
        linked = {seen.link.fetch_url for seen in archive.held.links("klynge")}
        for _, url, body in believed:
            assert (url in linked) if body is None else ((url, body) in held), f"{told}: {url} is lost"
        archive.write(attempt(clock, b"after", url="https://www.klynge.no/etter/"), "klynge", "news")
    faults = list(verify_archive(folder, ArchiveCheck(), lambda *_: None))
    assert not faults, (told, faults)
    (folder / "index.cdxj").unlink()
    with opened(folder, clock) as archive:
        again = {(page.url, page.body) for _, page in archive.pages()}
    assert again == held | {("https://www.klynge.no/etter/", b"after")}, told
    for path in folder.glob("*.warc.gz"):
        with path.open("rb") as file:
            assert not any(isinstance(found, Damage) for found in scan(file)), told


def test_what_is_published_is_wholly_old_or_wholly_new_after_a_power_cut(sample_run: SampleRun, tmp_path: Path) -> None:
    """First a snapshot where there was none, then another one in its place."""
    warehouse = tmp_path / "warehouse.duckdb"
    shutil.copyfile(sample_run.data / "sample" / "warehouse.duckdb", warehouse)
    disk = tmp_path / "disk"
    (disk / "sample").mkdir(parents=True)
    recorder = Recorder(disk)
    done: list[tuple[int, str]] = []
    with recorder.recording():
        done.append((len(recorder.steps), publish(warehouse, disk / "sample", "sample").snapshot_id))
        done[-1] = (len(recorder.steps), done[-1][1])
        with duckdb.connect(str(warehouse)) as connection:
            connection.execute("update marts.releases set title = title || ' (endret)'")
        second = publish(warehouse, disk / "sample", "sample").snapshot_id
        done.append((len(recorder.steps), second))
    assert done[0][1] != second
    chance, tries, seen = random.Random(SEED), Counter[str](), Counter[str]()
    for count in range(len(recorder.steps) + 1):
        if count and not recorder.said[count - 1].startswith(("fsync", "rename", "symlink", "mkdir")):
            continue  # what DuckDB writes into a folder that nothing leads to
        for cut in CUTS:
            left = tmp_path / "left"
            restore(recorder.cut_at(count), left, cut, chance)
            told = f"cut after step {count} ({recorder.said[count - 1] if count else 'nothing'}), unsynced: {cut}"
            site = left / "sample"
            snapshots = Snapshots(site)
            published = snapshots.published() if site.is_dir() else None
            is_dangling = (site / "published").is_symlink() and published is None
            assert not is_dangling, f"{told}: the link leads nowhere"
            finished = [name for steps, name in done if steps <= count]
            if published is None:
                assert not finished, f"{told}: {finished[-1]} was published and is gone"
            else:
                assert published.name in (finished[-1:] or [done[0][1]]) + [second], told
                assert snapshots.is_whole(published.name, FILES), f"{told}: {published.name} is not whole"
            seen[published.name if published else "none"] += 1
            tries[cut] += 1
            shutil.rmtree(left)
    restore(recorder.cut_at(len(recorder.steps) - 2), tmp_path / "wreck", "torn", chance)
    healed = publish(warehouse, tmp_path / "wreck" / "sample", "sample")
    assert healed.snapshot_id == second
    assert Snapshots(tmp_path / "wreck" / "sample").is_whole(second, FILES)
    print(f"\npublish: {len(recorder.steps)} steps, {tries.total()} power cuts, found {dict(seen)}: each whole")
