"""From a clone to the first answer with nothing but the README: each command copied from it, in the order it has them.

Minutes, as a newcomer's first run is; ``make test-newcomer``. Whether the other commands exist is held by test_docs.py.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.serving_ui import answering
from tests.test_run import as_printed, query

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
LONG = 1200  # s


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def blocks(text: str, language: str = "") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``git clone`` gives, and no more: what is not committed is not there."""
    folder = tmp_path_factory.mktemp("newcomer") / "klyngekroner"
    subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(folder)], check=True)
    return folder


def typed(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A line as a newcomer types it, in a shell that knows nothing of this one's project."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("KLYNGEKRONER_", "DAGSTER_", "VIRTUAL_ENV", "PYTEST_"))
    }
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONG,
    )


def test_the_way_from_a_clone_to_the_first_answer(clone: Path) -> None:
    (start,) = blocks(section("Start"))
    commands = [line.partition("#")[0].strip() for line in start.splitlines()]
    assert commands == ["make run", "make test", "make ui"]
    run = typed(commands[0], clone)
    assert run.returncode == 0, run.stderr
    path = re.findall(r"`(\S+/funding\.duckdb)`", section("First question"))[0]
    assert str((clone / path).parent) in run.stdout
    answers = re.findall(r"```sql\n(.+?)```\n\n((?:\|[^\n]*\n)+)", section("First question"), re.DOTALL)
    assert len(answers) == 2
    for sql, answer in answers:
        printed = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in answer.splitlines()]
        assert [[as_printed(value) for value in row] for row in query(clone / path, sql)] == printed[2:]
    assert (clone / "warehouse" / "data" / "sample" / "published" / "report.html").is_file()
    assert not (clone / "warehouse" / "data" / "live").exists()
    assert typed("git status --porcelain", clone).stdout == "", "what was made is ignored"
    tests = typed(f"{commands[1]} --dry-run", clone)  # whoever runs this runs them
    assert "pytest" in tests.stdout


def test_the_python_door_opens_from_where_the_newcomer_stands(clone: Path) -> None:
    python = blocks(section("Look, or use your own tools"), "python")[0]
    assert shutil.which(str(clone / ".venv/bin/python"))
    (clone / "build").mkdir(exist_ok=True)
    (clone / "build" / "door.py").write_text(f"{python}\nprint(awards.read_all().num_rows)\n", encoding="utf-8")
    counted = typed(".venv/bin/python build/door.py", clone)
    assert int(counted.stdout) > 50, counted.stderr


def test_what_is_asked_of_the_commands_is_answered(clone: Path) -> None:
    """Those of the table that only look."""
    for line, exit_code in (
        (".venv/bin/klyngekroner status --json", 0),
        (".venv/bin/klyngekroner diagnose regjeringen", 0),
        (".venv/bin/klyngekroner review --csv --limit 3", 0),
        (".venv/bin/klyngekroner verify --json", 0),
        (".venv/bin/klyngekroner extract /dev/null", 1),
    ):
        told = typed(line, clone)
        assert told.returncode == exit_code, (line, told.stdout, told.stderr)
        assert "Traceback" not in told.stderr
    assert json.loads(typed(".venv/bin/klyngekroner status --json", clone).stdout)["problems"] == []


def test_the_ui_is_where_the_readme_says(clone: Path) -> None:
    address = re.findall(r"make ui .*?(http://\S+)", section("Start"))[0]
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.socket() as probe:
        is_free = probe.connect_ex((host, int(port))) != 0
    assert is_free, f"{address}: somebody listens there; end it, then try again"
    with (
        answering(["make", "ui"], address, cwd=clone),
        urllib.request.urlopen(f"{address}/server_info", timeout=5) as answer,
    ):
        assert json.load(answer)["dagster_webserver_version"]
