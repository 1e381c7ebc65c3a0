"""What a run ends with: kroner by year, what was not counted and why, the path to open; what a rebuild changed."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from scrapers.settings import Settings
from warehouse.summary import CountedAward, Summary, summarise

SHOWN = 20  # awards of each kind of change


def print_summary(settings: Settings) -> None:
    published = settings.published_dir
    summary = summarise(published / "funding.duckdb")
    console = Console(width=None if sys.stdout.isatty() else 100, highlight=False)
    console.print(_years(summary, settings.site))
    console.print(_not_counted(summary))
    console.print(f"open: {published / 'funding.duckdb'}", soft_wrap=True)
    console.print(f"      {published.resolve().name} · Parquet and manifest beside it", soft_wrap=True)


def print_changes(before: Mapping[str, CountedAward], after: Mapping[str, CountedAward]) -> None:
    """Counted awards that a rebuild added, removed or told otherwise."""
    both = before.keys() & after.keys()
    added = [("+", after[key]) for key in after if key not in before]
    gone = [("-", before[key]) for key in before if key not in after]
    other = [key for key in before if key in both and before[key] != after[key]]
    print(f"counted awards: {len(before)} before, {len(after)} after")
    print(f"  {len(both) - len(other)} the same · {len(added)} added · {len(gone)} removed · {len(other)} changed")
    pairs = [line for key in other[:SHOWN] for line in (("-", before[key]), ("+", after[key]))]
    for sign, award in [*added[:SHOWN], *gone[:SHOWN], *pairs]:
        print(f"  {sign} {award.year}  {kroner(award.amount_nok):>14}  {award.recipient}  {award.url}")
    hidden = sum(max(len(kind) - SHOWN, 0) for kind in (added, gone, other))
    if hidden:
        print(f"  … and {hidden} more")


def _years(summary: Summary, site: str) -> Table:
    title = "Announced by year" + (" · Eksempeldata (sample site)" if site == "sample" else "")
    table = Table(title=title, title_justify="left", show_footer=True)
    table.add_column("year", footer="all")
    table.add_column("releases", justify="right", footer=str(summary.releases))
    table.add_column("awards", justify="right", footer=str(summary.awards))
    table.add_column("kroner", justify="right", footer=kroner(summary.amount_nok))
    table.add_column("", footer="")
    largest = max((year.amount_nok for year in summary.years), default=Decimal(0))
    for year in summary.years:
        table.add_row(
            f"{year.year}{'' if year.is_complete_year else ' (open)'}",
            str(year.releases),
            str(year.awards) + (f" + {year.admitted} admitted" if year.admitted else ""),
            kroner(year.amount_nok),
            "█" * round(20 * year.amount_nok / largest) if largest else "",
        )
    return table


def _not_counted(summary: Summary) -> Table:
    table = Table(title="Told, but not counted", title_justify="left")
    table.add_column("reason")
    table.add_column("awards", justify="right")
    table.add_column("kroner as printed", justify="right")
    for reason, count, amount in summary.not_counted:
        table.add_row(reason, str(count), kroner(amount) if amount else "")
    return table


def kroner(amount: Decimal) -> str:
    """1234567.50 → '1 234 567.50'; øre only where there are any."""
    text = f"{amount:,.2f}" if amount % 1 else f"{int(amount):,}"
    return text.replace(",", " ")
