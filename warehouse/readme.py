"""The readme table of a snapshot: what to know before using a figure, in a few plain rows.

Words only; the table is written by publish.py, and README.md says the same at length.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SAMPLE = (
    "Eksempeldata: figures of the bundled sample site, sentences written for demonstration. Never cite them as public "
    "spending."
)
LIVE = "Live data: read from the publishers' own pages and from web archives."
CAVEATS = {
    "what a krone is here": (
        "Money announced in press releases, in the calendar year of the announcement in Oslo: not budgeted, not paid. "
        "The whole sum counts in that year; spread_nok in funding_by_recipient_year spreads it over the stated period."
    ),
    "what counts": (
        "awards holds exactly the counted awards: granted or offered to one named recipient, in kroner of its own, "
        "dated, trusted as read, and not told before. Their amount_nok sums to funding_by_year."
    ),
    "what does not": (
        "awards_not_counted holds every other award with one reason, and counted_award_id where another row counts the "
        "same money. review_queue waits for a human. coverage_by_year says what each year leaves out."
    ),
    "year over year": (
        "change_nok and change_pct compare complete years (is_complete_year). An open year has same_period_ columns "
        "instead: 1 January to through_on against the same days of the year before."
    ),
    "series break": (
        "Where series_break is true, the live news list begins and earlier years rest on web archives: the change "
        "across that line is not a change in spending."
    ),
    "caveat": (
        "Press releases are not accounts: what nobody announced is not here, and a sum for several without a split "
        "counts for none of them (coverage_by_year.unsplit_nok)."
    ),
    "where a figure comes from": (
        "Each award carries url, evidence (the sentence, word for word), rule and payload_sha256 of the archived page."
    ),
}


def readme_rows(snapshot_id: str, manifest: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Topic and what is told about it, in reading order."""
    through_on = manifest["through_on"]
    listed = (
        f"Every source was listed up to {through_on}." if through_on else "Some source was never listed to its end."
    )
    sample = " (Eksempeldata)" if manifest["site"] == "sample" else ""
    told = {
        "site": f"{manifest['site']}. {SAMPLE if manifest['site'] == 'sample' else LIVE}",
        "cite": f"klyngekroner {snapshot_id}{sample}",
        "as of": f"{manifest['as_of']}. {listed}",
    }
    return [*told.items(), *CAVEATS.items()]
