"""What the documents say is so: commands that exist, settings that exist, the dictionary as the project has it."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from scrapers.settings import Scale, Settings
from tests.conftest import REPOSITORY

DOCUMENTS = ("README.md", "OPERATIONS.md", "CONTRIBUTING.md", "SECURITY.md", "warehouse/README.md", "docs/SCALE.md")


def text_of(document: str) -> str:
    return (REPOSITORY / document).read_text(encoding="utf-8")


def test_the_dictionary_is_what_the_project_says() -> None:
    from pipelines.dictionary import FILE, dictionary

    assert FILE.read_text(encoding="utf-8") == dictionary(), "make dictionary"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_and_option_that_a_document_names_exists(document: str) -> None:
    text = text_of(document)
    for name, options in re.findall(r"klyngekroner ([a-z]+)((?: +\[?--[a-z-]+| [A-Z]+| [\w.:/|]+\]?)*)", text):
        if f"`klyngekroner {name}" not in text and f"bin/klyngekroner {name}" not in text:
            continue  # a path or a name that only looks like a command
        told = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200", "NO_COLOR": "1"})
        assert told.exit_code == 0, f"{document}: klyngekroner {name}"
        for option in re.findall(r"--[a-z-]+", options):
            assert option in told.output, f"{document}: klyngekroner {name} {option}"


def test_every_command_stands_in_the_readme() -> None:
    commands = {
        command.name or str(command.callback.__name__) for command in app.registered_commands if command.callback
    }
    missing = sorted(name for name in commands if f"`klyngekroner {name}" not in text_of("README.md"))
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_target_and_setting_that_a_document_names_exists(document: str) -> None:
    text = text_of(document)
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", text)) - targets == set()
    named = set(re.findall(r"KLYNGEKRONER_([A-Z_]+)", text)) - {"SHARED"}
    known = {field.upper() for field in Settings.model_fields} | {f"SCALE__{f.upper()}" for f in Scale.model_fields}
    assert named - known - {"SCALE__"} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_links_to_is_there(document: str) -> None:
    folder = (REPOSITORY / document).parent
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text_of(document))]
    missing = [link for link in links if link and "://" not in link and not (folder / link).exists()]
    assert missing == []


def test_every_proof_that_security_names_is_a_test() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "tests").rglob("*.py"))
    named = set(re.findall(r"`(test_\w+)`", text_of("SECURITY.md")))
    assert len(named) > 10
    assert sorted(name for name in named if f"def {name}(" not in tests) == []
