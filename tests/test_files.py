"""The files beside the DuckDB file: CSV, workbook, data package, 360Giving, read back by other libraries."""

from __future__ import annotations

import csv
import json
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import jsonschema  # type: ignore[import-untyped]
import openpyxl  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
import referencing
from referencing.jsonschema import DRAFT202012

from tests.conftest import REPOSITORY
from warehouse.csv_files import write_csv
from warehouse.publish import MARTS
from warehouse.workbook import CUT, write_workbook

UNQUOTE = r"'^''(''*[=+\-@\t\r＝＋－＠])'"  # SQL: the apostrophe that a CSV puts before what looks like a formula


@pytest.fixture
def folder(snapshot: Path) -> Path:
    return snapshot


def query(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / "funding.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_csv_says_what_its_parquet_says(folder: Path) -> None:
    """But for the apostrophe before a text that looks like a formula."""
    for table in MARTS:
        file, parquet = folder / "csv" / f"{table}.csv", folder / "parquet" / f"{table}.parquet"
        columns = query(folder, f"select column_name, column_type from (describe from '{parquet}')")
        types = ", ".join(f"'{name}': '{'VARCHAR' if kind.endswith('[]') else kind}'" for name, kind in columns)
        told = ", ".join(f"{as_read(name, kind)} as {name}" for name, kind in columns)
        read = f"read_csv('{file}', columns = {{{types}}}, header = true, allow_quoted_nulls = false)"
        for one, other in (
            (f"select {told} from {read}", f"from '{parquet}'"),
            (f"from '{parquet}'", f"select {told} from {read}"),
        ):
            assert query(folder, f"select count(*) from (({one}) except all ({other}))") == [(0,)], table


def as_read(name: str, kind: str) -> str:
    if kind.endswith("[]"):
        return f"from_json({name}, '[\"VARCHAR\"]')"
    return f"regexp_replace({name}, {UNQUOTE}, '\\1')" if kind == "VARCHAR" else name


def test_text_stays_text_in_a_csv_that_a_spreadsheet_opens_and_can_be_had_back(tmp_path: Path) -> None:
    texts = ["=1+1", "+47 22", "-1", "@SUM(1)", "\t=1", "\r=1", "'=1", "''=1", "＝1", "'s", "a=1", "", "– 5", " =1"]
    with duckdb.connect() as connection:
        connection.execute(
            "create table told as select unnest(?) as told, -1.5 as nok, null::varchar as nothing", [texts]
        )
        write_csv(connection, "select * from told", tmp_path / "a.csv")
        with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        back = connection.execute(f"select regexp_replace(unnest(?), {UNQUOTE}, '\\1')", [[r["told"] for r in rows]])
        assert [text for (text,) in back.fetchall()] == texts
    assert [row["told"][0] for row in rows[:9]] == ["'"] * 9
    assert [row["told"] for row in rows[9:]] == texts[9:]
    assert {(row["nok"], row["nothing"]) for row in rows} == {("-1.5", "")}


def test_a_csv_is_rfc_4180(folder: Path) -> None:
    for table in MARTS:
        data = (folder / "csv" / f"{table}.csv").read_bytes().decode("utf-8")
        assert data.endswith("\r\n")
        rows = list(csv.reader(data.splitlines(keepends=True), strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert len(rows) - 1 == query(folder, f"select count(*) from {table}")[0][0]


def test_the_parquet_sums_to_the_same_krone_in_pyarrow(folder: Path) -> None:
    total = query(folder, "select sum(amount_nok) from awards")[0][0]
    for mart in ("awards", "funding_by_year", "funding_by_county_year", "funding_by_funder_year"):
        assert pc.sum(pq.read_table(folder / "parquet" / f"{mart}.parquet")["amount_nok"]).as_py() == total


def test_the_workbook_reads_back_equal(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "funding.xlsx", read_only=True)
    assert book.sheetnames == ["readme", "columns", *MARTS]
    for table, order in MARTS.items():
        names, *rows = book[table].iter_rows(values_only=True)
        found = query(folder, f"select * from {table} order by {order}")
        assert len(rows) == len(found), table
        for row, told in zip(rows, found, strict=True):
            got = dict(zip(names, (*row, *[None] * (len(names) - len(row))), strict=True))
            assert got == dict(zip(names, map(as_in_excel, told), strict=True)), table


def as_in_excel(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as openpyxl has it
    return value or None if isinstance(value, str) else value


def test_text_stays_text_in_the_workbook_whatever_it_looks_like(tmp_path: Path) -> None:
    texts = ["=1+1", "007", "1e5", "https://a.no", "2024-01-01", "TRUE", "{=A1}", "x" * 40_000]
    with duckdb.connect() as connection:
        sql = f"select unnest({texts}) as told"
        write_workbook(connection, tmp_path / "b.xlsx", {"t": sql}, [], [], date(2025, 1, 1))
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    cells = [book["t"].cell(row, 1) for row in range(2, len(texts) + 2)]
    assert [cell.value for cell in cells[:-1]] == texts[:-1]
    assert {cell.data_type for cell in cells} == {"s"}
    assert cells[-1].value.endswith(CUT)


def test_the_data_package_describes_the_files_as_they_are(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["title"] for resource in package["resources"]] == list(MARTS)
    for resource in package["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        header = data.decode("utf-8").partition("\r\n")[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_the_grants_are_valid_by_the_360giving_schema(folder: Path, shared: Path) -> None:
    suite = shared / "suites" / "360giving"
    grant = json.loads((suite / "360-giving-schema.json").read_text(encoding="utf-8"))
    schema = json.loads((suite / "360-giving-package-schema.json").read_text(encoding="utf-8"))
    referred = schema["properties"]["grants"]["items"]["$ref"]
    registry = referencing.Registry().with_resource(referred, DRAFT202012.create_resource(grant))
    validator = jsonschema.Draft202012Validator(schema, registry=registry)
    package = json.loads((folder / "360giving.json").read_text(encoding="utf-8"))
    assert [error.message for error in validator.iter_errors(package)] == []
    assert sum(one["amountAwarded"] for one in package["grants"]) == 59_300_000
    assert [one["recipientIndividual"]["name"] for one in package["grants"] if "recipientIndividual" in one] == [
        "privatperson"
    ]
    nameless = {key: value for key, value in package["grants"][0].items() if key != "fundingOrganization"}
    broken = {**package, "grants": [nameless]}
    assert not validator.is_valid(broken)


def test_the_doors_of_the_readme_open(folder: Path) -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8").partition("## Look, or")[2].partition("\n## ")[0]
    told = text.replace("warehouse/data/sample/published", str(folder))
    blocks = re.findall(r"```(\w+)\n(.*?)```", told, re.DOTALL)
    assert [language for language, _ in blocks] == ["sh", "python", "r", "python"]
    assert {len(block.split("\n")) - block.count("\n\n") for _, block in blocks} == {
        4
    }  # whose door, two lines, the end
    shell, python, r, notebook = (block for _, block in blocks)
    count = query(folder, "select count(*) from awards")[0][0]
    assert re.findall(r"^duckdb -readonly (\S+)$", shell, re.MULTILINE) == [str(folder / "funding.duckdb")]
    assert query(folder, shell.splitlines()[2])
    names: dict[str, Any] = {}
    exec(python, names)  # the reader's own lines
    assert names["awards"].read_all().num_rows == count
    (path,) = re.findall(r'"(/[^"]+)"', r)
    assert len(query(Path(path).parent, re.findall(r'con, "(.+?)"', r)[0])) == count
    exec(notebook.replace("duckdb.read_parquet(", "shown = duckdb.read_parquet("), names)
    assert len(names["shown"].fetchall()) == query(folder, "select count(*) from funding_by_year")[0][0]
    sheet = openpyxl.load_workbook(folder / "funding.xlsx", read_only=True)["awards"]
    assert {"programme", "year", "amount_nok"} <= set(next(sheet.iter_rows(values_only=True)))
    assert all(Path(file).is_file() for file in re.findall(rf"{folder}/[\w./]+", told))
