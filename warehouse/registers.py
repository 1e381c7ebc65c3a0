"""Registers: what official registers say was given, read from the files that they hand out, into raw.register_awards.

Two files are known, by their header: Innovasjon Norge's Tildelinger.csv and the bulk CSV of Støtteregisteret. How
they compare with what was announced is decided in dbt_project; nothing here fetches anything.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]

from warehouse.database import WarehouseError
from warehouse.rows import Row, money

_ORGNR = re.compile(r"[89]\d{8}")


class RegisterError(WarehouseError):
    """A file in the folder of registers is none that is known."""


@dataclass(frozen=True, slots=True)
class Register:
    """A register's file: how it is encoded, which columns it must have, and what a row of it says."""

    name: str
    encoding: str
    columns: frozenset[str]
    row: Callable[[Mapping[str, str]], Row]


def _tildelinger(told: Mapping[str, str]) -> Row:
    return {
        "entry_id": None,  # the file has no ids
        "recipient": told["Bedriftsnavn"].strip(),
        "orgnr": _orgnr(told["Org-nr"]),
        "giver": "Innovasjon Norge",
        "awarded_on": _day(told["Innvilget dato"]),
        "amount_nok": _kroner(told["Innvilget beløp"]),
        "amount_from_nok": None,
        "amount_to_nok": None,
        "currency": "NOK",
        "instrument": told["Type finansiering"].strip(),
        "scheme": told["Underkategori"].strip() or told["Virkemiddelkategori"].strip(),
        "county": told["Fylkesnavn"].strip() or None,
    }


def _stotteregisteret(told: Mapping[str, str]) -> Row:
    amount, low, high = (
        told[name] for name in ("Tildelt beløp", "Beløpsintervall fra beløp", "Beløpsintervall til beløp")
    )
    return {
        "entry_id": told["Støttetiltaksnummer"].strip(),
        "recipient": told["Navn støttemottaker"].strip(),
        "orgnr": _orgnr(told["Organisasjonsnummer støttemottaker"]),
        "giver": told["Navn støttegiver"].strip(),
        "awarded_on": _day(told["Tildelingsdato"]),
        "amount_nok": _kroner(amount) if amount.strip() else None,
        "amount_from_nok": _kroner(low) if low.strip() else None,
        "amount_to_nok": _kroner(high) if high.strip() else None,
        "currency": (told["Tildelt beløp valuta"] or told["Beløpsintervall valuta"]).strip() or None,
        "instrument": told["Støttetiltakstype"].strip(),
        "scheme": None,
        "county": None,
    }


REGISTERS = (
    Register(
        "Tildelinger",
        "cp1252",
        frozenset(
            {
                "Fylkesnavn",
                "Org-nr",
                "Bedriftsnavn",
                "Virkemiddelkategori",
                "Underkategori",
                "Innvilget beløp",
                "Innvilget dato",
                "Type finansiering",
            }
        ),
        _tildelinger,
    ),
    Register(
        "Støtteregisteret",
        "utf-16-le",
        frozenset(
            {
                "Støttetiltaksnummer",
                "Støttetiltakstype",
                "Organisasjonsnummer støttemottaker",
                "Navn støttemottaker",
                "Navn støttegiver",
                "Tildelingsdato",
                "Tildelt beløp",
                "Tildelt beløp valuta",
                "Beløpsintervall fra beløp",
                "Beløpsintervall til beløp",
                "Beløpsintervall valuta",
            }
        ),
        _stotteregisteret,
    ),
)


def load_registers(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Replace raw.register_awards by what the files in ``folder`` say; returns entries by register.

    A row that cannot be read is kept with its problem. Raises RegisterError for a file that is no known register.
    """
    told = [row for path in sorted(folder.glob("*.csv")) for row in read_register(path)]
    schema = connection.execute("select * from raw.register_awards limit 0").to_arrow_table().schema
    connection.register("arrived", pa.Table.from_pylist(told, schema=schema))
    connection.execute("begin")
    connection.execute("delete from raw.register_awards")
    connection.execute("insert into raw.register_awards by name select distinct * from arrived")
    connection.execute("commit")
    connection.unregister("arrived")
    found = connection.execute("select register, count(*) from raw.register_awards group by 1 order by 1").fetchall()
    return {str(register): int(count) for register, count in found}


def read_register(path: Path) -> Iterator[Row]:
    """Rows of a register's file; raises RegisterError when it is none."""
    data = path.read_bytes()
    header = ""
    for register in REGISTERS:
        text = data.decode(register.encoding, errors="replace").removeprefix("\ufeff")
        lines = text.splitlines(keepends=True)
        header = header or (lines[0].strip()[:200] if lines else "nothing")
        reader = csv.DictReader(lines, delimiter=";")
        if register.columns <= set(reader.fieldnames or ()):
            yield from _entries(register, reader)
            return
    expected = " or ".join(f"{r.name} ({r.encoding}: {', '.join(sorted(r.columns))})" for r in REGISTERS)
    raise RegisterError(
        f"register {path}: got the header {header!r}, expected {expected}, separated by ';'; fetch the file anew, or "
        "take it out of the folder; if the register has changed its columns, mend warehouse/registers.py"
    )


def _entries(register: Register, reader: csv.DictReader[str]) -> Iterator[Row]:
    times: Counter[str] = Counter()
    for number, told in enumerate(reader, start=2):
        try:
            row, problem = register.row({name: value or "" for name, value in told.items()}), None
        except ValueError as error:
            row, problem = {}, f"line {number}: {error}"
        printed = "\n".join(f"{name}={value}" for name, value in sorted(told.items(), key=str))
        times[printed] += 1  # without ids, the same words twice are two entries of one file, and one of two files
        words = f"{printed}\n{times[printed]}"
        identity = row.get("entry_id") or hashlib.sha256(words.encode()).hexdigest()[:16]
        yield dict.fromkeys(_COLUMNS) | row | {"register": register.name, "entry_id": identity, "problem": problem}


_COLUMNS = (
    "register", "entry_id", "recipient", "orgnr", "giver", "awarded_on", "amount_nok", "amount_from_nok",
    "amount_to_nok", "currency", "instrument", "scheme", "county", "problem",
)  # fmt: skip


def _orgnr(text: str) -> str | None:
    digits = re.sub(r"\D", "", text)
    return digits if _ORGNR.fullmatch(digits) else None


def _day(text: str) -> date:
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(f"got the day {text!r}, expected DD.MM.YYYY")


def _kroner(text: str) -> Decimal | None:
    """Norwegian decimals: "1 234 567,50", with any space between the thousands."""
    plain = re.sub(r"[\s.]", "", text).replace(",", ".")
    if not re.fullmatch(r"-?\d+(\.\d{1,2})?", plain):
        raise ValueError(f"got the amount {text!r}, expected kroner such as 1 234 567,50")
    return money(Decimal(plain))
