"""House rules that a reader counts on: names, sizes, pins, a fixture for every source."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

CODE = ("scrapers", "warehouse", "pipelines", "tests")


def python_files() -> list[Path]:
    return [path for folder in CODE for path in sorted((REPOSITORY / folder).rglob("*.py"))]


def test_modules_stay_small() -> None:
    long = {
        str(path.relative_to(REPOSITORY)): count
        for path in python_files()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


def test_names_say_what_a_module_is() -> None:
    empty_names = {"utils", "helpers", "common", "misc", "base", "manager"}
    assert [path.name for path in python_files() if path.stem in empty_names] == []


def test_every_module_says_what_belongs_there() -> None:
    silent = [
        str(path.relative_to(REPOSITORY))
        for path in python_files()
        if (text := path.read_text(encoding="utf-8").strip()) and not text.startswith('"""')
    ]
    assert silent == []


@pytest.mark.parametrize("settings", sorted((REPOSITORY / "scrapers" / "sources").glob("*.yml")), ids=lambda p: p.stem)
def test_a_source_is_one_module_one_yml_and_fixtures(settings: Path) -> None:
    assert settings.with_suffix(".py").is_file()
    cases = [path for path in (REPOSITORY / "tests" / "fixtures" / settings.stem).glob("*") if path.is_dir()]
    assert cases, f"tests/fixtures/{settings.stem} has no case"


def test_dbt_stays_below_the_version_that_needs_a_download() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    assert any(re.match(r"dbt-core.*<1\.12$", line) for line in project["project"]["dependencies"])


@pytest.mark.parametrize(
    "name",
    [
        "requirements.lock",
        "requirements-browser.lock",
        "requirements-fuzz.lock",
        "requirements-replay.lock",
        "requirements-scale.lock",
    ],
)
def test_the_lock_file_names_hashes_and_no_hosts(name: str) -> None:
    lock = (REPOSITORY / name).read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", lock)
