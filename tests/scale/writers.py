"""Two dbt builds and five readers on one lake at once: nobody is told of a lock, and every reader sees whole tables."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from scrapers.settings import Settings
from tests.dbt_build import DBT_FOLDER, load_pages
from tests.ledger import ledger, verdicts
from tests.scale.servers import machines
from warehouse.database import WarehouseError, reader

READERS = 5
# two writers as two pipelines would be: each builds what the other does not, in the same lake
SHARES = ("stg_programmes stg_counties stg_municipalities", "stg_ministries stg_price_index stg_cluster_levels")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


def dbt(command: str, selected: str, target: Path) -> subprocess.CompletedProcess[str]:
    from pipelines.dbt import profile_of  # a library of dbt's warns at import

    profile, environment = profile_of(Settings().warehouse)
    own = ["--target", profile, "--target-path", str(target), "--log-path", str(target)]
    folders = ["--project-dir", str(DBT_FOLDER), "--profiles-dir", str(DBT_FOLDER)]
    return subprocess.run(
        [str(Path(sys.executable).with_name("dbt")), command, *folders, *own, "--select", *selected.split()],
        env=os.environ | environment | {"DO_NOT_TRACK": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )


def test_two_dbt_writers_and_five_readers_at_once(tmp_path: Path) -> None:
    with machines(tmp_path / "data") as cluster, pytest.MonkeyPatch.context() as patch:
        for name, value in cluster.environment.items():
            patch.setenv(name, value)
        lake = Settings().warehouse
        load_pages(lake, ledger(), verdicts())
        seeded = dbt("seed", "resource_type:seed", tmp_path / "seed")
        assert seeded.returncode == 0, seeded.stdout
        done, told, looks = threading.Event(), [], [0] * READERS

        def read(number: int) -> None:
            while not done.wait(0.2):  # the writers get the processors
                try:
                    with reader(lake) as connection:
                        looks[number] += len(connection.execute("from raw.release_versions").fetchall()) > 0
                        connection.execute("from seeds.municipalities").fetchall()
                except (WarehouseError, duckdb.Error) as error:
                    told.append(str(error))
                    return

        with ThreadPoolExecutor(READERS + len(SHARES)) as pool:
            readers = [pool.submit(read, number) for number in range(READERS)]
            builds = [
                pool.submit(dbt, "build", f"+{share.replace(' ', ' +')}", tmp_path / f"w{n}")
                for n, share in enumerate(SHARES)
            ]
            results = [build.result() for build in builds]
            done.set()
            for one in readers:
                one.result()
        assert told == []
        assert all(count > 2 for count in looks), looks
        assert [result.returncode for result in results] == [0, 0], "\n".join(result.stdout for result in results)
        with reader(lake) as connection:
            views = {name for (name,) in connection.execute("select view_name from duckdb_views()").fetchall()}
            where = dict(
                connection.execute(
                    "select schema_name, count(*) from duckdb_tables() where database_name = 'warehouse' group by all"
                ).fetchall()
            )
        assert set(" ".join(SHARES).split()) <= views
        assert where["seeds"] == 14, where  # each where it belongs
