"""``klyngekroner publish``: swap in the snapshot of the warehouse as it is, or one that is kept.

What a snapshot holds belongs in warehouse/publish.py.
"""

from __future__ import annotations

import sys

from scrapers.settings import Settings
from warehouse.database import WarehouseError
from warehouse.publish import publish
from warehouse.snapshots import Snapshots, differing

PUBLISHED, NOTHING_PUBLISHED, WRONG_USE = 0, 1, 2


def run_publish(name: str | None) -> int:
    """Publish the warehouse's marts, or the kept snapshot ``name``; returns the exit code."""
    settings = Settings()
    try:
        return _publish_again(settings, name) if name is not None else _publish_warehouse(settings)
    except WarehouseError as error:
        print(error, file=sys.stderr)
        return NOTHING_PUBLISHED


def _publish_warehouse(settings: Settings) -> int:
    report = publish(settings.warehouse, settings.site_dir, settings.site)
    for what, told in report.metadata().items():
        if not what.startswith("rows of"):
            print(f"{what:<18}{told}")
    return PUBLISHED


def _publish_again(settings: Settings, name: str) -> int:
    """A roll-back: the files of the snapshot are held against its manifest before anybody sees them."""
    snapshots = Snapshots(settings.site_dir)
    kept, published = snapshots.names(), snapshots.published()
    if name not in kept:
        print(f"publish: no snapshot {name} is kept, expected one of:", file=sys.stderr)
        for one in reversed(kept):
            is_published = published is not None and published.name == one
            print(f"  {one}{'  (published)' if is_published else ''}", file=sys.stderr)
        return WRONG_USE
    if faults := list(differing(snapshots.folder / name)):
        for file, problem in faults:
            print(f"publish: {file}: {problem}; expected a whole snapshot; the last one stays", file=sys.stderr)
        return NOTHING_PUBLISHED
    snapshots.publish(name)
    print(f"published {name}, was {published.name if published else 'none'}; the next run publishes its own")
    return PUBLISHED
