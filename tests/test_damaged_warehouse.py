"""A warehouse file that is cut off or altered anywhere is told as damaged, with the command that makes it again."""

from __future__ import annotations

import random
from pathlib import Path

import duckdb
import pytest

from warehouse.database import WarehouseError, explain, forget, reader, writer

CUTS, FLIPS = 12, 12
NAMED = "delete it and run `klyngekroner rebuild`"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("damaged") / "warehouse.duckdb"
    with writer(path) as connection:
        connection.execute("create table told as select i, md5(i::varchar) as t from range(200000) as r(i)")
    return path


def read(path: Path) -> str:
    """``right``, or what is said of the file."""
    try:
        with reader(path) as connection:
            found = connection.execute("select sum(i), count(distinct t) from told").fetchone()
    except duckdb.Error as error:
        return str(explain(error, path))
    except WarehouseError as error:
        return str(error)
    return "right" if found == (19_999_900_000, 200_000) else f"wrong: {found}"


def test_a_warehouse_that_is_cut_off_anywhere_names_rebuild(whole: Path, tmp_path: Path) -> None:
    """Or is read to its last row: nothing need be in its last blocks."""
    assert read(whole) == "right"
    data, chance = whole.read_bytes(), random.Random(2025)
    path = tmp_path / "warehouse.duckdb"
    said = []
    for at in [0, 1, 100, 4096, 12_289, *(chance.randrange(len(data)) for _ in range(CUTS))]:
        path.write_bytes(data[:at])
        said.append(read(path))
        forget(path)
        assert not path.exists()
    assert sum(NAMED in one for one in said) > CUTS
    assert [one for one in said if NAMED not in one and one != "right"] == []


def test_a_warehouse_with_a_flipped_bit_names_rebuild_or_is_read_right(whole: Path, tmp_path: Path) -> None:
    data, chance = whole.read_bytes(), random.Random(2025)
    path = tmp_path / "warehouse.duckdb"
    said = []
    for at in (chance.randrange(12_288, len(data)) for _ in range(FLIPS)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x40]) + data[at + 1 :])
        said.append(read(path))
    assert sum(NAMED in one for one in said) > FLIPS // 2
    assert [one for one in said if NAMED not in one and one != "right"] == []
