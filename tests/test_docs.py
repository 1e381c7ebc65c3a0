"""What the pages for readers say can be typed, set and followed: commands, options, targets, settings, files, causes.

Answers printed there are held by test_run.py and test_files.py; all of the README's way from a clone by newcomer.py.
"""

from __future__ import annotations

import re
import shlex
from typing import Any

import pytest
import typer.main

from pipelines.cli import app
from scrapers.causes import WORDS
from scrapers.settings import Scale, Settings
from tests.conftest import REPOSITORY

PAGES = ("README.md", "CONTRIBUTING.md", "OPERATIONS.md", "SECURITY.md", "CHANGELOG.md", "warehouse/README.md",
         *(f"docs/{page.name}" for page in sorted((REPOSITORY / "docs").glob("*.md"))))  # fmt: skip
NO_SETTINGS = {"KLYNGEKRONER_SHARED"}  # of the tests and of .ci/run
COMMANDS: Any = typer.main.get_command(app)


def text_of(page: str) -> str:
    return (REPOSITORY / page).read_text(encoding="utf-8")


def code_of(page: str) -> list[str]:
    """Every line of a block of code, and every piece of code in a sentence."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text_of(page), re.DOTALL | re.MULTILINE)
    rest = re.sub(r"^```\w*\n.*?^```", "", text_of(page), flags=re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()] + re.findall(r"`([^`\n]+)`", rest)


def commands_of(page: str) -> list[list[str]]:
    """The words after each ``klyngekroner`` that is a command, comments, pipes and further commands cut off."""
    command = re.compile(r"(?:^|[ /])klyngekroner ((?:--)?[a-z][^#;&|>]*)")
    said = [command.search(line.replace(r"\|", "/")) for line in code_of(page)]
    return [shlex.split(found[1]) for found in said if found]


def options_of(command: Any) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts}


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_is_named_is_there_with_its_options(page: str) -> None:
    wrong = []
    for name, *words in commands_of(page):
        if name.startswith("--"):
            known = options_of(COMMANDS) | {"--install-completion", "--show-completion", "--help"}
            wrong += [name] if name not in known else []
            continue
        command = COMMANDS.commands.get(name)
        told = {word.strip("[]…") for word in words}
        options = {word for word in told if word.startswith("--")}
        wrong += [f"{name} {' '.join(words)}"] if command is None or options - options_of(command) else []
    assert wrong == []


def test_every_command_stands_in_the_readme() -> None:
    table = text_of("README.md").partition("## Commands")[2].partition("\n## ")[0]
    named = set(re.findall(r"^\| `klyngekroner (\S+?)[ `]", table, re.MULTILINE))
    assert named == set(COMMANDS.commands)


@pytest.mark.parametrize("page", PAGES)
def test_every_target_of_make_that_is_named_is_there(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    named = {found for line in code_of(page) for found in re.findall(r"\bmake ([a-z][a-z-]*)", line)}
    assert named - targets - {"lock"} == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_setting_that_is_named_is_one(page: str) -> None:
    settings = {f"KLYNGEKRONER_{name.upper()}" for name in Settings.model_fields} | NO_SETTINGS
    settings |= {f"KLYNGEKRONER_SCALE__{name.upper()}" for name in Scale.model_fields}
    named = set(re.findall(r"\bKLYNGEKRONER_[A-Z_]*[A-Z]", text_of(page)))
    assert named - settings == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_linked_is_there_and_so_is_its_heading(page: str) -> None:
    here = (REPOSITORY / page).parent
    for link in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        if re.match(r"https?:", link):
            continue
        name, _, heading = link.partition("#")
        target = here / name if name else REPOSITORY / page
        assert target.exists(), link
        if heading:
            titles = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "OPERATIONS.md"])
def test_every_file_of_ours_that_is_named_is_there(page: str) -> None:
    ours = ("scrapers/", "warehouse/", "pipelines/", "dbt_project/", "tests/", "docs/")
    named = {word for code in code_of(page) for word in re.findall(r"[\w./*-]+", code) if word.startswith(ours)}
    known = {word for word in named if not re.match(r"warehouse/data/|.*NAME|tests/fixtures/<", word)}
    missing = [word for word in sorted(known) if not list(REPOSITORY.glob(word.rstrip("/.")))]
    assert missing == []


def test_what_status_says_of_a_stale_source_is_explained() -> None:
    table = text_of("OPERATIONS.md").partition("## What to watch")[2].partition("\n## ")[0]
    said = re.findall(r"^\| `…: stale, …: … (.+?)` \|", table, re.MULTILINE)
    assert sorted(said) == sorted(word for word, _ in WORDS)
