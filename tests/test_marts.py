"""The marts at an analyst's door: a ledger of hand-made releases, its figures worked out on paper, through real dbt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.dbt_build import kroner, query
from tests.ledger import KRN
from warehouse.database import reader


def test_every_counted_award_is_the_one_on_paper(built: Path) -> None:
    assert query(
        built,
        "select year, recipient, amount_nok, counting_rule, split_part(release_id, ':', 2), project_title from awards "
        "order by year, recipient, project_title",
    ) == [
        (2018, "GCE Subsea", 4_000_000, "as_printed", "fylker", "Undervann"),
        (2018, "Halden kommune", 1_000_000, "as_printed", "fylker", "Havn"),
        (2018, "Hordaland fylkeskommune", 2_000_000, "as_printed", "fylker", "Havvind"),
        (2020, "GCE Ocean Technology", 3_000_000, "as_printed", "reform", "Undervann"),
        (2020, "Halden kommune", 1_500_000, "as_printed", "reform", "Kai"),
        (2020, "Viken fylkeskommune", 800_000, "as_printed", "reform", "Batteri"),
        (2021, "Beta klynge", 6_600_000, "per_year_times_years", "arena", None),
        (2021, "Gamma", 1_000_000, "per_year_one_year", "arena", None),
        (2021, "NCE Alfa AS", 5_000_000, "as_printed", "arena", "Blå vekst"),
        (2022, "Delta", 2_000_000, "as_printed", "twin", "D1"),
        (2022, "Delta", 2_000_000, "as_printed", "twin", "D2"),
        (2022, "Epsilon SA", 1_500_000, "as_printed", "twin", "E"),
        (2022, "Eta", 800_000, "up_to_bound", "spenn", None),
        (2022, "Theta", 1_000_000, "as_printed", "spenn", None),
        (2022, "Zeta", 3_000_000, "range_lower_end", "spenn", None),
        (2023, "NCE Alfa", 5_000_000, "as_printed", "aar3", None),
        (2024, "Chi", 300_000, "as_printed", "chi", None),
        (2024, "My", 10_000_000, "as_printed", "tildelt", "Nybygg"),
        (2024, "NCE Alfa", 5_000_000, "as_printed", "aar4", None),
        (2024, "Omikron", 500_000, "as_printed", "rettet", None),
        (2024, "Psi", 200_000, "as_printed", "psi", None),
        (2024, "Xi", 1_250_000, "as_printed", "rettet", None),
        (2024, "privatperson", 250_000, "as_printed", "person", None),
        (2025, "Phi", 400_000, "as_printed", "phi", None),
        (2025, "Ypsilon", 1_200_000, "as_printed", "tau", None),
    ]


def test_every_other_award_says_why_not_and_points_to_the_one_that_counts(built: Path) -> None:
    assert query(
        built,
        "select n.reason, n.recipient, n.project_title, n.year, split_part(n.release_id, ':', 2), a.recipient, "
        "a.project_title, split_part(a.release_id, ':', 2) from awards_not_counted as n "
        "left join awards as a on n.counted_award_id = a.award_id order by all",
    ) == [
        ("admitted", "Ny klynge", None, 2018, "opptak", None, None, None),
        ("admitted", "Rhodos klynga", None, 2024, "tatt-opp", None, None, None),
        ("admitted", "Rhodos klynga", None, 2024, "tatt-opp", None, None, None),
        ("admitted", "Rhodos klynge", None, 2024, "tatt-opp", None, None, None),
        ("admitted", "Rhodos klynge", None, 2024, "tatt-opp", None, None, None),
        ("conditional", "Ny", None, 2023, "forslag", None, None, None),
        ("conditional", "Ny", None, 2023, "forslag-nn", None, None, None),
        ("foreign_currency", "Lambda", None, 2022, "spenn", None, None, None),
        ("joint", "Iota", None, 2022, "spenn", None, None, None),
        ("joint", "Kappa", None, 2022, "spenn", None, None, None),
        ("proposed", "My", "Nybygg", 2023, "forslag", "My", "Nybygg", "tildelt"),
        ("proposed", "My", "Nybygg", 2023, "forslag-nn", "My", "Nybygg", "tildelt"),
        ("review", "Innovasjon Norge", "Klyngeprogrammet", 2023, "ramme", None, None, None),
        ("review", "Tau", None, 2025, "tau", None, None, None),
        ("superseded", "Xi", None, 2024, "rettet", "Xi", None, "rettet"),
        ("told_before", "Beta klynge", None, 2021, "arena-en", "Beta klynge", None, "arena"),
        ("told_before", "Delta", "D1", 2022, "seed", "Delta", "D1", "twin"),
        ("told_before", "Delta", "D2", 2022, "seed", "Delta", "D2", "twin"),
        ("told_before", "Epsilon SA", "E", 2022, "seed", "Epsilon SA", "E", "twin"),
        ("told_before", "Gamma", None, 2021, "arena-en", "Gamma", None, "arena"),
        ("told_before", "NCE Alfa", "Blue growth", 2021, "arena-en", "NCE Alfa AS", "Blå vekst", "arena"),
        ("told_before", "Ypsilon", None, 2025, "tau-igjen", "Ypsilon", None, "tau"),
        ("undated", "Omega", None, None, "omega", None, None, None),
        ("withdrawn", "Pi", None, 2024, "trukket", None, None, None),
    ]


def test_the_years_are_those_on_paper(built: Path) -> None:
    rows = query(
        built,
        "select year, amount_nok, real_amount_nok, award_count, admitted_count, previous_nok, change_nok, change_pct, "
        "real_change_pct, review_nok, proposed_nok, conditional_nok, is_complete_year, series_break "
        "from funding_by_year order by year",
    )
    assert rows == [
        (2018, 7_000_000, kroner("8 892 066.42"), 3, 1, None, None, None, None, 0, 0, 0, True, False),
        (2019, 0, 0, 0, 0, 7_000_000, -7_000_000, -100, -100, 0, 0, 0, True, False),
        (2020, 5_300_000, kroner("6 504 545.45"), 3, 0, 0, 5_300_000, None, None, 0, 0, 0, True, False),
        (2021, 12_600_000, kroner("14 944 186.05"), 3, 0, 5_300_000, 7_300_000, kroner("137.74"), kroner("129.75"),
         0, 0, 0, True, False),
        (2022, 10_300_000, kroner("11 549 755.69"), 6, 0, 12_600_000, -2_300_000, kroner("-18.25"), kroner("-22.71"),
         0, 0, 0, True, True),
        (2023, 5_000_000, 5_312_500, 1, 0, 10_300_000, -5_300_000, kroner("-51.46"), kroner("-54.00"),
         0, 10_000_000, 700_000, True, False),
        (2024, 17_500_000, kroner("18 037 050.90"), 7, 2, 5_000_000, 12_500_000, 250, kroner("239.52"),
         0, 0, 0, True, False),
        (2025, 1_600_000, 1_600_000, 2, 0, 17_500_000, None, None, None, 600_000, 0, 0, False, False),
    ]  # fmt: skip


def test_the_open_year_compares_the_days_up_to_which_every_source_was_listed(built: Path) -> None:
    assert query(
        built,
        "select through_on, same_period_nok, same_period_previous_nok, same_period_change_pct from funding_by_year "
        "where year = 2025",
    ) == [(date(2025, 10, 12), 1_200_000, 17_050_000, kroner("-92.96"))]
    assert query(built, "select count(*) from funding_by_year where year < 2025 and same_period_nok is not null") == [
        (0,)
    ]


def test_a_programme_stands_with_what_its_releases_say(built: Path) -> None:
    assert query(
        built,
        "select year, amount_nok, award_count, admitted_count, release_count, frame_nok from funding_by_programme_year "
        f"where programme = '{KRN}' order by year",
    ) == [
        (2021, 0, 0, 0, 1, 20_000_000),
        (2022, 5_500_000, 3, 0, 2, None),
        (2023, 0, 0, 0, 0, None),
        (2024, 0, 0, 0, 0, None),
        (2025, 0, 0, 0, 0, None),
    ]
    assert query(
        built,
        "select programme, level, sum(award_count)::int, sum(amount_nok) from programmes join "
        "(select distinct programme, level from awards) using (programme, level) where level is not null group by all",
    ) == [("Arena", "Arena", 3, 12_600_000)]
    assert query(built, "select year, admitted_count from funding_by_programme_year where programme = 'Arena Pro'") == [
        (2024, 2),
        (2025, 0),
    ]


def test_a_recipient_has_its_kroner_in_the_year_of_the_announcement_and_spread_over_the_period(built: Path) -> None:
    columns = "year, amount_nok, award_count, previous_nok, change_nok, change_pct, spread_nok"
    sql = f"select {columns} from funding_by_recipient_year where recipient = '{{}}' order by year"
    assert query(built, sql.format("Beta klynge")) == [
        (2021, 6_600_000, 1, None, None, None, 2_200_000),
        (2022, 0, 0, 6_600_000, None, None, 2_200_000),
        (2023, 0, 0, None, None, None, 2_200_000),
    ]
    assert query(built, sql.format("NCE Alfa")) == [
        (2021, 5_000_000, 1, None, None, None, 5_000_000),
        (2023, 5_000_000, 1, None, None, None, 5_000_000),
        (2024, 5_000_000, 1, 5_000_000, 0, 0, 5_000_000),
    ]
    assert query(
        built, "select printed_names, amount_nok, award_count from recipients where recipient = 'NCE Alfa'"
    ) == [(["NCE Alfa", "NCE Alfa AS"], 15_000_000, 3)]


def test_coverage_says_what_the_figures_leave_out(built: Path) -> None:
    assert query(
        built,
        "select year, release_count, live_release_count, archive_release_count, unsplit_nok, undated_nok, "
        "told_before_nok, foreign_currency_count, issue_count, has_price_index from coverage_by_year order by year",
    ) == [
        (2018, 2, 0, 2, 0, 0, 0, 0, 0, True),
        (2019, 0, 0, 0, 0, 0, 0, 0, 0, True),
        (2020, 1, 0, 1, 0, 0, 0, 0, 0, True),
        (2021, 3, 0, 3, 0, 0, 12_600_000, 0, 0, True),
        (2022, 3, 3, 0, 4_000_000, 0, 5_500_000, 1, 0, True),
        (2023, 4, 4, 0, 0, 0, 0, 0, 0, True),
        (2024, 9, 9, 0, 0, 0, 0, 0, 0, True),
        (2025, 4, 4, 0, 0, 0, 1_200_000, 0, 1, True),
        (None, 1, 1, 0, 0, 750_000, 0, 0, 0, False),
    ]


def test_an_undated_release_takes_the_date_of_its_twin_and_says_so(built: Path) -> None:
    assert query(
        built,
        "select published_on, published_basis, twin_release_id from releases where release_id = 'innovasjonnorge:seed'",
    ) == [(date(2022, 11, 20), "twin", "regjeringen:twin")]
    assert query(
        built, "select is_withdrawn, published_on, version_count from releases where release_id = 'regjeringen:trukket'"
    ) == [(True, date(2024, 6, 1), 2)]


def test_told_and_counted_reconcile_for_each_release(built: Path) -> None:
    assert query(
        built,
        "select stated_total_nok, sum_nok, missing_nok, stated_count, award_count, missing_count, counted_nok, "
        "told_before_nok from reconciliation where release_id = 'innovasjonnorge:seed'",
    ) == [(5_500_000, 5_500_000, 0, 3, 3, 0, 0, 5_500_000)]
    sums = "sum(counted_nok), sum(told_before_nok), sum(review_nok), sum(otherwise_not_counted_nok)"
    # otherwise: proposed 2 x 10 million, conditional 2 x 700 000, withdrawn 900 000, superseded 1 million,
    # undated 750 000
    assert query(built, f"select {sums} from reconciliation") == [(59_300_000, 19_300_000, 600_000, 24_050_000)]


def test_every_krone_walks_back_to_its_sentence_and_archived_payload(built: Path) -> None:
    with reader(built) as connection:
        walked = connection.execute(
            """
            select sum(a.amount_nok), count(*)
            from marts.awards as a
            join raw.release_versions as v on v.release_id = a.release_id and v.payload_sha256 = a.payload_sha256
            join raw.fetches as f on f.payload_sha256 = a.payload_sha256 and f.url = v.page_url
            where contains(a.evidence, a.recipient)
                and replace(v.text[a.start_offset + 1:a.end_offset], 'Kari Nordmann', 'privatperson') = a.evidence
            """
        ).fetchall()
    assert walked == [(59_300_000, 25)]
    assert query(built, "select sum(amount_nok) from funding_by_year") == [(59_300_000,)]


def test_every_table_and_column_says_what_it_is_and_the_grain_comes_first(built: Path) -> None:
    silent = "select table_name, column_name from duckdb_columns() where schema_name = 'marts' and comment is null"
    assert query(built, silent) == []
    grain = "select table_name from duckdb_tables() where schema_name = 'marts' and comment not like 'One row per %'"
    assert query(built, grain) == []
