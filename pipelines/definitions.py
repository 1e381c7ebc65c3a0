"""The one code location: everything below defs/ is loaded.

Keep assets, checks, schedules and resources out of here.
"""

from pathlib import Path

import dagster as dg


@dg.definitions
def defs() -> dg.Definitions:
    return dg.load_from_defs_folder(path_within_project=Path(__file__).parent / "defs")
