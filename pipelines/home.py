"""The site's folder and Dagster's home inside it, made ready before anything is loaded."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from scrapers.settings import Settings


class FolderError(RuntimeError):
    """A folder that the pipeline must write in cannot be written."""


def prepare_home(settings: Settings) -> Path:
    """Make DAGSTER_HOME, put dagster.yaml in it and point the environment there; raises FolderError."""
    home = settings.dagster_home
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.site_dir):
            pass
        shutil.copyfile(Path(__file__).with_name("dagster.yaml"), home / "dagster.yaml")
    except OSError as error:
        raise FolderError(
            f"data folder: cannot write in {settings.site_dir}: {error.strerror or error}; expected a folder that this "
            "user may write in; change its owner, or set KLYNGEKRONER_DATA_DIR"
        ) from error
    os.environ["DAGSTER_HOME"] = str(home)
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    return home
