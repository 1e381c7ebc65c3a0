"""Who and where: counties over the reforms, ministries and clusters over their names, people, official totals."""

from __future__ import annotations

from pathlib import Path

from tests.dbt_build import kroner, query
from warehouse.database import reader


def test_a_county_is_that_of_the_day_and_that_of_today(built: Path) -> None:
    assert query(
        built,
        "select year, recipient, county_then, county_now, county_basis from awards where county_basis is not null "
        "order by year, recipient",
    ) == [
        (2018, "GCE Subsea", "Hordaland", "Vestland", "register"),
        (2018, "Halden kommune", "Østfold", "Østfold", "name"),
        (2018, "Hordaland fylkeskommune", "Hordaland", "Vestland", "name"),
        (2020, "GCE Ocean Technology", "Vestland", "Vestland", "register"),
        (2020, "Halden kommune", "Viken", "Østfold", "name"),
        (2020, "Viken fylkeskommune", "Viken", None, "name"),
        (2024, "privatperson", "Nordland", "Nordland", "evidence"),
    ]
    assert query(
        built,
        "select county, year, amount_nok, previous_nok from funding_by_county_year "
        "where county in ('Vestland', 'Østfold') and year <= 2021 order by county, year",
    ) == [
        ("Vestland", 2018, 6_000_000, None),
        ("Vestland", 2019, 0, 6_000_000),
        ("Vestland", 2020, 3_000_000, 0),
        ("Vestland", 2021, 0, 3_000_000),
        ("Østfold", 2018, 1_000_000, None),
        ("Østfold", 2019, 0, 1_000_000),
        ("Østfold", 2020, 1_500_000, 0),
        ("Østfold", 2021, 0, 1_500_000),
    ]
    ukjent = (
        "select year, amount_nok from funding_by_county_year where county = 'ukjent' and amount_nok > 0 order by year"
    )
    # 2020: Viken, which was divided in 2024; 2024: all but the person in Bodø
    assert query(built, ukjent) == [
        (2020, 800_000), (2021, 12_600_000), (2022, 10_300_000), (2023, 5_000_000), (2024, 17_250_000),
        (2025, 1_600_000),
    ]  # fmt: skip


def test_a_ministry_stands_as_it_was_called_and_gives_under_the_name_of_today(built: Path) -> None:
    assert query(
        built, "select year, ministry, ministry_now, government from releases where ministry is not null order by year"
    ) == [
        (
            2018,
            "Kommunal- og moderniseringsdepartementet",
            "Kommunal- og distriktsdepartementet",
            "Regjeringen Solberg",
        ),
        (
            2020,
            "Kommunal- og moderniseringsdepartementet",
            "Kommunal- og distriktsdepartementet",
            "Regjeringen Solberg",
        ),
        (2021, "Nærings- og fiskeridepartementet", "Nærings- og fiskeridepartementet", "Regjeringen Solberg"),
    ]
    assert query(
        built, "select funder, sum(amount_nok) from funding_by_funder_year group by funder order by funder"
    ) == [("Innovasjon Norge", 5_500_000), ("Kommunal- og distriktsdepartementet", 12_300_000),
          ("Regjeringen", 41_500_000)]  # fmt: skip


def test_a_renamed_cluster_is_one_recipient_with_the_level_it_had_that_day(built: Path) -> None:
    assert query(
        built,
        "select recipient, printed_names, is_known, county_now, amount_nok from recipients "
        "where len(printed_names) > 1 and is_known",
    ) == [("GCE Ocean Technology", ["GCE Ocean Technology", "GCE Subsea"], True, "Vestland", 7_000_000)]
    assert query(built, "select year, level from awards where recipient like 'GCE %' order by year") == [
        (2018, "GCE"),
        (2020, "GCE"),
    ]


def test_a_private_person_is_named_nowhere(built: Path) -> None:
    with reader(built) as connection:
        for (table,) in connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts'"
        ).fetchall():
            named = connection.execute(f"select count(*) from marts.{table} as t where t::varchar like '%Nordmann%'")
            assert named.fetchall() == [(0,)], table
    assert query(built, "select evidence from awards where recipient = 'privatperson'") == [
        ("Gründer privatperson i Bodø: 250000 kroner.",)
    ]


def test_names_that_look_alike_are_proposed_and_not_merged(built: Path) -> None:
    assert query(built, "select recipient, other_recipient from recipient_candidates") in (
        [("Rhodos klynge", "Rhodos klynga")],
        [("Rhodos klynga", "Rhodos klynge")],
    )
    assert query(built, "select count(*) from recipients where recipient like 'Rhodos%'") == [(2,)]


def test_published_totals_stand_beside_ours_and_change_nothing(built: Path) -> None:
    assert query(
        built,
        "select unit, published_value, our_value, coverage_pct from control_check where our_value > 0 order by year",
    ) == [("clusters", 10, 1, 10), ("NOK", 121_940_000, 4_800_000, kroner("3.94"))]


def test_an_organisation_number_is_taken_when_it_is_printed_and_its_check_digit_is_right(built: Path) -> None:
    assert query(built, "select recipient, orgnr from recipients where orgnr is not null") == [("Phi", "974760673")]
