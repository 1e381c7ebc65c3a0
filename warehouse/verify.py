"""Hold snapshots against their manifests, and the private warehouse against the archive and its own evidence.

The archive's own digests belong in scrapers/crawl/verify.py.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

import duckdb

from scrapers.crawl.verify import Fault
from scrapers.settings import Lake
from warehouse.database import WarehouseError, WarehouseLockedError, is_there, reader
from warehouse.snapshots import Snapshots, differing

REBUILD = "klyngekroner rebuild"
# An award's evidence is a slice of its release's text, and so is a mention: offsets are code points.
_NOT_QUOTED = """
    select 'award ' || a.award_id, v.url
    from raw.awards as a join raw.release_versions as v using (version_id)
    where substring(v.text, a.start_offset + 1, a.end_offset - a.start_offset) <> a.evidence
    order by all limit 5
"""


def verify_snapshots(site_dir: Path) -> Iterator[Fault]:
    """Every kept snapshot's files against the digests of its manifest; the published link points to one of them."""
    snapshots = Snapshots(site_dir)
    published = snapshots.published()
    names = snapshots.names()
    if published is not None and published.name not in names:
        yield Fault(str(site_dir / "published"), f"points to {published}, which is no snapshot of ours", REBUILD)
    for name in names:
        remedy = REBUILD if published is not None and name == published.name else f"remove {snapshots.folder / name}"
        for file, problem in differing(snapshots.folder / name):
            yield Fault(str(file), problem, remedy)


def verify_warehouse(path: Path | Lake, payloads: Container[str]) -> Iterator[Fault]:
    """Whether the private file opens, rests on archived pages alone, and quotes them word for word."""
    if not is_there(path):
        yield Fault(str(path), "there is none", REBUILD)
        return
    try:
        with reader(path) as connection:
            found = connection.execute(
                "select distinct payload_sha256, url from raw.release_versions order by all"
            ).fetchall()
            not_quoted = connection.execute(_NOT_QUOTED).fetchall()
    except WarehouseLockedError:
        raise
    except (WarehouseError, duckdb.Error) as error:
        yield Fault(str(path), f"cannot be read ({error})", REBUILD)
        return
    for payload, url in found:
        if payload not in payloads:
            yield Fault(str(path), f"a release of {url} rests on payload {payload}, which is not archived", REBUILD)
    for what, url in not_quoted:
        yield Fault(str(path), f"the evidence of {what} is not what stands in {url}", REBUILD)
