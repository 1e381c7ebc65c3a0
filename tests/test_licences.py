"""Licences of everything that requirements.lock installs here, as its own metadata names them, against those we accept.

Known vulnerabilities lie on the network: here only that looking them up fails loudly.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

ACCEPTED = {
    "mit", "mit license", "mit-0", "bsd", "bsd license", "bsd-2-clause", "bsd-3-clause", "3-clause bsd license",
    "apache-2.0", "apache software license", "isc license (iscl)", "isc", "psf-2.0",
    "python software foundation license", "cnri-python", "zpl-2.1", "unlicense", "the unlicense (unlicense)",
    "mpl-2.0", "mpl-1.1", "mozilla public license 2.0 (mpl 2.0)", "artistic license",
}  # fmt: skip


def is_accepted(told: str) -> bool:
    """Each licence of an AND; one of an OR; one of several classifiers, which say no more than "or"."""
    for alternative in re.split(r"\s+OR\s+|;\s*", told.replace("(MPL 2.0)", "[MPL 2.0]").replace("(ISCL)", "[ISCL]")):
        parts = [part.strip(" ()").replace("[", "(").replace("]", ")") for part in re.split(r"\s+AND\s+", alternative)]
        if all(part.casefold() in ACCEPTED for part in parts):
            return True
    return False


def licence_of(found: Distribution) -> str:
    metadata = found.metadata
    classifiers = [line.rpartition(" :: ")[2] for line in metadata.get_all("Classifier") or [] if "License ::" in line]
    named = [metadata[name] for name in ("License-Expression", "License") if name in metadata]
    return (named[0] if "License-Expression" in metadata else "; ".join(classifiers)) or "".join(named)


def test_every_locked_package_has_a_licence_that_we_accept() -> None:
    lock = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
    locked = {name.replace("_", "-").lower() for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    told = {
        name: licence_of(found)
        for found in distributions()
        if (name := found.metadata["Name"].replace("_", "-").lower()) in locked
    }
    assert len(told) > 100
    assert {name: licence for name, licence in told.items() if not is_accepted(licence)} == {}


def test_a_licence_that_is_not_accepted_is_none_of_an_or() -> None:
    assert is_accepted("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later")
    assert is_accepted("MPL-2.0 AND (Apache-2.0 OR MIT)")
    assert not is_accepted("MIT AND GPL-3.0-only")
    assert not is_accepted("GPL-3.0-only")
    assert not is_accepted("")


@pytest.mark.parametrize(
    ("answer", "status", "told"),
    [
        ("echo 'No known vulnerabilities found'", 0, "No known vulnerabilities found"),
        ("echo 'Found 1 known vulnerability in 1 package'; exit 1", 1, "Found 1 known vulnerability"),
        ("echo 'could not be audited'; exit 1", 0, "vulnerabilities: NOT LOOKED UP, pip-audit could not ask"),
        (None, 0, "vulnerabilities: NOT LOOKED UP, expected pip-audit, got none"),
    ],
    ids=["none", "found", "no network", "no tool"],
)
def test_vulnerabilities_are_looked_up_or_loudly_not(
    tmp_path: Path, answer: str | None, status: int, told: str
) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(REPOSITORY / ".ci" / "vulnerabilities", tmp_path / ".ci")
    if answer is not None:
        tool = tmp_path / ".venv" / "bin" / "pip-audit"
        tool.parent.mkdir(parents=True)
        tool.write_text(f"#!/bin/sh\n{answer}\n")
        tool.chmod(0o755)
    done = subprocess.run(
        [tmp_path / ".ci" / "vulnerabilities"],
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, told in done.stdout + done.stderr) == (status, True)
