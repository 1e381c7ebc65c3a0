"""The site's folder and Dagster's home inside it, made ready before anything is loaded."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from scrapers.settings import Settings

POSTGRES = "KLYNGEKRONER_SCALE__POSTGRES"


class FolderError(RuntimeError):
    """A folder that the pipeline must write in cannot be written."""


def prepare_home(settings: Settings) -> Path:
    """Make DAGSTER_HOME, put dagster.yaml in it and point the environment there; raises FolderError."""
    home = settings.dagster_home
    _refuse_what_is_not_ours(settings)
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.site_dir):
            pass
        _write(home / "dagster.yaml", _instance(settings))
    except OSError as error:
        raise FolderError(
            f"data folder: cannot write in {settings.site_dir}: {error.strerror or error}; expected a folder that this "
            "user may write in; change its owner, or set KLYNGEKRONER_DATA_DIR"
        ) from error
    os.environ["DAGSTER_HOME"] = str(home)
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    if settings.scale:  # dagster-scale.yaml names it
        os.environ[POSTGRES] = settings.scale.postgres.get_secret_value()
    return home


def _write(path: Path, text: str) -> None:
    """At once, and only when it says something else: other processes read it meanwhile."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        new = path.with_name(f".{path.name}-{os.getpid()}")
        new.write_text(text, encoding="utf-8")
        new.replace(path)


def _instance(settings: Settings) -> str:
    """What Dagster reads from its home."""
    files = ("dagster.yaml", "dagster-scale.yaml" if settings.scale else "dagster-alone.yaml")
    return "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in files)


def _refuse_what_is_not_ours(settings: Settings) -> None:
    """Said before a whole site is crawled in vain."""
    folders = (settings.dagster_home, settings.archive_dir, settings.inbox_dir)
    for path, is_folder in {**dict.fromkeys(folders, True), settings.warehouse_path: False}.items():
        if path.exists() and path.is_dir() is not is_folder:
            got, expected = ("a file", "a folder") if is_folder else ("a folder", "a file")
            raise FolderError(
                f"data folder: {path} is {got}, expected {expected} of ours or nothing; move it away, or set "
                "KLYNGEKRONER_DATA_DIR"
            )
