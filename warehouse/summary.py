"""What a published snapshot holds, in a few figures for the terminal.

Only reading the published file belongs here; printing does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from warehouse.database import reader


@dataclass(frozen=True, slots=True)
class YearFigures:
    year: int
    releases: int
    awards: int
    amount_nok: Decimal
    admitted: int
    is_complete_year: bool


@dataclass(frozen=True, slots=True)
class Summary:
    years: tuple[YearFigures, ...]
    not_counted: tuple[tuple[str, int, Decimal], ...]  # reason, awards, kroner as printed
    releases: int
    awards: int
    amount_nok: Decimal


def summarise(database: Path) -> Summary:
    """Figures of the published file; kroner are nominal and counted."""
    with reader(database) as connection:
        years = connection.execute(
            """
            select f.year, coalesce(r.releases, 0), f.award_count, f.amount_nok, f.admitted_count, f.is_complete_year
            from funding_by_year as f
            left join (select year(published_on) as year, count(*) as releases from releases group by all) as r
                using (year)
            order by f.year
            """
        ).fetchall()
        not_counted = connection.execute(
            """
            select reason, count(*), coalesce(sum(printed_nok), 0)
            from awards_not_counted group by reason order by count(*) desc, reason
            """
        ).fetchall()
        totals = connection.execute(
            """
            select (select count(*) from releases), count(*), coalesce(sum(amount_nok), 0) from awards
            """
        ).fetchall()
    releases, awards, amount = totals[0]
    return Summary(
        years=tuple(YearFigures(*row) for row in years),
        not_counted=tuple((str(reason), int(count), Decimal(nok)) for reason, count, nok in not_counted),
        releases=int(releases),
        awards=int(awards),
        amount_nok=Decimal(amount),
    )
