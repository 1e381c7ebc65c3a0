"""What cannot work ends in one clear error: settings that are none, a port that is taken, files not ours."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.sample_run import klyngekroner
from warehouse.publish import PublishError, publish

NOBODY = 65534  # whom the permissions of files bind; they do not bind root


@pytest.mark.parametrize("command", [["run"], ["rebuild"], ["diagnose"], ["ui"], ["import", "a.warc"]])
def test_a_contact_that_is_no_address_is_wrong_use(tmp_path: Path, command: list[str]) -> None:
    result = klyngekroner(*command, data=tmp_path / "none", KLYNGEKRONER_CONTACT="nobody")
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("settings: KLYNGEKRONER_CONTACT: got 'nobody', expected an e-mail or http(s) address")
    assert line.endswith("; set it in the environment or in .env")
    assert not (tmp_path / "none").exists()


def test_every_setting_that_is_wrong_has_a_line(tmp_path: Path) -> None:
    result = klyngekroner(
        "diagnose", data=tmp_path, KLYNGEKRONER_MAX_ATTEMPTS="0", KLYNGEKRONER_AS_OF="soon",
        KLYNGEKRONER_SAMPLE_TROUBLES="down",
    )  # fmt: skip
    assert result.returncode == 2
    as_of, attempts, troubles = sorted(result.stderr.splitlines())
    assert "KLYNGEKRONER_AS_OF: got 'soon', expected a valid date" in as_of
    assert "KLYNGEKRONER_MAX_ATTEMPTS: got '0', expected greater than or equal to 1" in attempts
    assert "KLYNGEKRONER_SAMPLE_TROUBLES: got 'down', expected SOURCE=KIND" in troubles


def test_a_relative_data_folder_is_where_the_command_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """dbt works in a folder of its own, where it would be another one."""
    monkeypatch.chdir(tmp_path)
    result = klyngekroner("diagnose", "--json", data=Path("own/data"))
    assert json.loads(result.stdout)["settings"]["data_dir"] == str(tmp_path / "own" / "data"), result.stdout


def test_a_port_that_is_taken_is_named_with_another(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = klyngekroner("ui", "--port", str(port), data=tmp_path)
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert f"cannot listen on 127.0.0.1:{port}" in line
    assert f"klyngekroner ui --port {port + 1}" in line


@pytest.mark.parametrize("taken", ["archive", "dagster", "inbox", "warehouse.duckdb"])
def test_something_else_where_a_file_or_folder_of_ours_should_be_is_named(tmp_path: Path, taken: str) -> None:
    path = tmp_path / "sample" / taken
    path.parent.mkdir()
    if taken == "warehouse.duckdb":
        path.mkdir()
    else:
        path.write_text("not ours", encoding="utf-8")
    result = klyngekroner("run", data=tmp_path)
    assert result.returncode == 1, result.stderr
    (line,) = result.stderr.splitlines()
    assert str(path) in line
    assert "move it away, or set KLYNGEKRONER_DATA_DIR" in line
    assert [file.name for file in path.parent.iterdir()] == [taken], "nothing was begun"


def test_a_warehouse_that_is_no_database_is_named_by_the_step_that_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "sample" / "warehouse.duckdb"
    path.parent.mkdir()
    path.write_text("not ours", encoding="utf-8")
    result = klyngekroner("run", data=tmp_path)
    assert result.returncode == 1, result.stderr
    told = [line for line in result.stderr.splitlines() if str(path) in line]
    assert len(told) == 1, result.stderr
    assert "klyngekroner rebuild" in told[0]
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "sample" / "published").exists()


def test_a_file_where_the_snapshots_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "snapshots").write_text("not ours", encoding="utf-8")
    with pytest.raises(PublishError, match="expected room on the disk and folders that this user may write in") as told:
        publish(tmp_path / "warehouse.duckdb", tmp_path, "sample")
    assert str(tmp_path / "snapshots") in str(told.value)


@pytest.mark.parametrize("read_only", ["file", "folder"])
def test_a_warehouse_that_may_not_be_written_is_named(read_only: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name, "warehouse.duckdb")
        if read_only == "file":
            path.touch()
            path.chmod(0o444)
        folder.chmod(0o755 if read_only == "file" else 0o555)
        result = as_nobody(
            "from pathlib import Path\n"
            "from warehouse.database import WarehouseError, writer",
            f"try:\n    with writer(Path({str(path)!r})): print('written')\nexcept WarehouseError as e: print(e)",
        )  # fmt: skip
        folder.chmod(0o755)
    assert result.returncode == 0, result.stderr
    assert str(path) in result.stdout
    assert "expected a file that this user may write" in result.stdout
    assert "KLYNGEKRONER_DATA_DIR" in result.stdout


def as_nobody(imports: str, program: str) -> subprocess.CompletedProcess[str]:
    """Run a program as somebody whom permissions bind; what it needs is imported before."""
    drop = f"import os\nos.getuid() or os.setuid({NOBODY})\n"
    return subprocess.run(
        [sys.executable, "-c", f"{imports}\n{drop}{program}"],
        cwd=REPOSITORY,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
