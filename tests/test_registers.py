"""Official registers: their files as they are handed out, and what comes of comparing them with what was announced."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.dbt_build import query
from tests.site.registers import stotte, tildeling, write_registers, write_stotteregisteret, write_tildelinger
from warehouse.registers import RegisterError, read_register


def test_each_award_and_each_entry_falls_into_one_class(built: Path) -> None:
    assert query(
        built,
        "select register, class, recipient, our_nok, their_nok, len(entry_ids), matched_by from register_check "
        "order by all",
    ) == [
        ("Støtteregisteret", "amount_differs", "My", 10_000_000, 9_000_000, 1, "name"),
        ("Støtteregisteret", "below_line", "Chi", 300_000, None, 0, None),
        ("Støtteregisteret", "below_line", "Omikron", 500_000, None, 0, None),
        ("Støtteregisteret", "below_line", "Psi", 200_000, None, 0, None),
        ("Støtteregisteret", "match", "Phi", 400_000, 400_000, 1, "orgnr"),
        ("Støtteregisteret", "match", "Xi", 1_250_000, 1_000_000, 1, "name"),
        ("Støtteregisteret", "only_ours", "NCE Alfa", 5_000_000, None, 0, None),
        ("Støtteregisteret", "only_ours", "Ypsilon", 1_200_000, None, 0, None),
        ("Støtteregisteret", "only_theirs", "ANDRE AS", None, 2_000_000, 1, None),
        ("Tildelinger", "match", "Delta", 2_000_000, 2_000_000, 1, "name"),
        ("Tildelinger", "match", "Epsilon SA", 1_500_000, 1_500_000, 2, "name"),
        ("Tildelinger", "only_ours", "Delta", 2_000_000, None, 0, None),
        ("Tildelinger", "only_theirs", "UKJENT AS", None, 300_000, 1, None),
    ]


@pytest.mark.parametrize(
    ("printed", "kroner"),
    [
        ("1 234 567,50", "1234567.50"),
        ("1\u00a0000,00", "1000"),
        ("1.000.000", "1000000"),
        ("42,5", "42.5"),
        ("-7", "-7"),
    ],
)
def test_norwegian_decimals(tmp_path: Path, printed: str, kroner: str) -> None:
    write_stotteregisteret(tmp_path / "s.csv", [stotte("1", "A", printed, "01.02.2024")])
    (row,) = read_register(tmp_path / "s.csv")
    assert row["amount_nok"] == Decimal(kroner)


def test_the_bulk_file_is_read_with_and_without_a_mark_of_its_byte_order(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    write_stotteregisteret(path, [stotte("1", "SMØLA AS", "1,00", "01.02.2024", orgnr="974 760 673")])
    with_mark = list(read_register(path))
    path.write_bytes(path.read_bytes().removeprefix(b"\xff\xfe"))
    assert list(read_register(path)) == with_mark
    assert (with_mark[0]["recipient"], with_mark[0]["orgnr"]) == ("SMØLA AS", "974760673")


def test_an_entry_that_cannot_be_read_is_kept_with_its_problem(tmp_path: Path) -> None:
    rows = [tildeling("A", "mye", "01.02.2024"), tildeling("B", "1,00", "i går"), tildeling("C", "1,00", "01.02.2024")]
    write_tildelinger(tmp_path / "t.csv", rows)
    assert [row["problem"] for row in read_register(tmp_path / "t.csv")] == [
        "line 2: got the amount 'mye', expected kroner such as 1 234 567,50",
        "line 3: got the day 'i går', expected DD.MM.YYYY",
        None,
    ]


def test_the_same_words_twice_are_two_entries(tmp_path: Path) -> None:
    write_tildelinger(tmp_path / "t.csv", [tildeling("A", "1,00", "01.02.2024")] * 2)
    assert len({row["entry_id"] for row in read_register(tmp_path / "t.csv")}) == 2


@pytest.mark.parametrize("data", [b"", b"navn;sum\nA;1\n", "Støttetiltaksnummer;Navn\n".encode("utf-16-le")])
def test_a_file_that_is_no_register_is_named_with_what_was_expected(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "annet.csv"
    path.write_bytes(data)
    with pytest.raises(RegisterError, match=r"annet.csv: got the header .* expected Tildelinger \(cp1252: .*; fetch"):
        list(read_register(path))


def test_the_sample_has_both_registers(tmp_path: Path) -> None:
    write_registers(tmp_path)
    told = [row for path in sorted(tmp_path.glob("*.csv")) for row in read_register(path)]
    assert {row["register"] for row in told} == {"Tildelinger", "Støtteregisteret"}
    assert [row["problem"] for row in told] == [None] * 10
