"""Corrections by hand: what each action makes of the marts, and what is said of a row that no longer holds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests import dbt_build
from tests.conftest import REPOSITORY
from tests.dbt_build import build_marts, dbt, load_pages, query
from tests.readings import Told, release_page, verdict_of

SOURCES = [verdict_of("regjeringen"), verdict_of("innovasjonnorge")]
PAGE = release_page(
    "fond",
    Told("Alfa", 1_000_000, title="Kai"),
    Told("Beta", 2_000_000, status="review"),
    Told("Gamma", 3_000_000),
    on=date(2024, 3, 1),
    preface="Delta AS får 400 000 kroner.",
)
HEADER = "release_id,quote,action,field,value,extracted_value,reason,reviewer,reviewed_on,url"
END = ",lest på nytt,Kari,2025-01-02,https://www.regjeringen.no/fond/"
CORRECTIONS = [
    "regjeringen:fond,Alfa: 1000000 kroner til «Kai».,amend,amount_nok,1500000,1000000" + END,
    "regjeringen:fond,Beta: 2000000 kroner.,accept,,," + END,
    "regjeringen:fond,Gamma: 3000000 kroner.,drop,,,3000000" + END,
    "regjeringen:fond,Delta AS får 400 000 kroner.,add,recipient,Delta AS," + END,
    "regjeringen:fond,Delta AS får 400 000 kroner.,add,amount_nok,400000," + END,
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the dbt project, whose seeds a test may write."""
    for folder in ("dbt_project", "scrapers/reference"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder, ignore=shutil.ignore_patterns("target", "logs"))
    monkeypatch.setattr(dbt_build, "DBT_FOLDER", tmp_path / "dbt_project")
    return tmp_path / "dbt_project"


def test_corrections_beat_what_was_read_and_say_so_when_they_no_longer_hold(project: Path, tmp_path: Path) -> None:
    seed = project / "seeds" / "corrections.csv"
    seed.write_text("\n".join([HEADER, *CORRECTIONS]) + "\n", encoding="utf-8")
    path = tmp_path / "data" / "warehouse.duckdb"
    load_pages(path, [PAGE], SOURCES)
    build_marts(path)
    assert query(path, "select recipient, amount_nok, rule from awards order by recipient") == [
        ("Alfa", 1_500_000, "corrected test"),
        ("Beta", 2_000_000, "corrected test"),
        ("Delta AS", 400_000, "correction"),
    ]
    assert query(path, "select recipient from review_queue") == []
    assert query(path, "select recipient, reason from awards_not_counted") == [("Gamma", "dropped")]

    wrong = [
        "regjeringen:fond,Epsilon: 1 krone.,accept,,," + END,
        "regjeringen:annen,Alfa,accept,,," + END,
        "regjeringen:fond,Alfa: 1000000 kroner til «Kai».,amend,amount,5,1000000" + END,
        "regjeringen:fond,Alfa: 1000000 kroner til «Kai».,amend,amount_nok,-5,1000000" + END,
        'regjeringen:fond,Gamma: 3000000 kroner.,amend,recipient," ",Gamma' + END,
    ]
    seed.write_text("\n".join([HEADER, *wrong]) + "\n", encoding="utf-8")
    select = ("--select", "corrections", "stg_corrections", "corrections_are_well_formed", "corrections_still_hold")
    result = dbt("build", path, *select)
    assert result.returncode != 0
    assert "Failure in test corrections_are_well_formed" in result.stdout
    assert "Failure in test corrections_still_hold" in result.stdout
    assert "Got 2 results" in result.stdout
    assert "Got 3 results" in result.stdout


def test_review_says_what_to_do_where_nothing_is_published(tmp_path: Path) -> None:
    result = subprocess.run(
        [str(Path(sys.executable).with_name("klyngekroner")), "review"],
        env={"KLYNGEKRONER_DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "run klyngekroner run first" in result.stderr
