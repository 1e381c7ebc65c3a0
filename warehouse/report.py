"""report.html: the published figures as one page for people who would rather look than read, offline and by itself.

Only marts go in, packed beside the tables that stand without a script (report_tables.py). The page is in page/: markup,
style, scripts, words. What a figure means is told in dbt_project.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from string import Template
from typing import Any

import duckdb

from warehouse.report_tables import (
    Rows,
    Texts,
    coverage_rows,
    finding_lines,
    kroner,
    news_lines,
    rows_of,
    sample_banner,
    source_lines,
    stale_banner,
    through_line,
    year_rows,
)

PAGE = Path(__file__).with_name("page")
FILE = "report.html"
COLUMNS = {  # as the page calls them → what a mart calls them
    "award_id": "award_id", "recipient": "recipient", "recipient_id": "recipient_id", "amount": "amount_nok",
    "real": "real_amount_nok", "printed": "printed_nok", "year": "year",
    "programme": "coalesce(programme, 'ukjent')", "county": "coalesce(county_now, 'ukjent')",
    "funder": "coalesce(funder_now, 'ukjent')", "title": "project_title", "reason": "reason", "evidence": "evidence",
    "amount_text": "amount_text", "counting_rule": "counting_rule", "rule": "rule", "cluster": "cluster",
}  # fmt: skip
OF_RELEASE = {"date": "announced_on::varchar", "publisher": "publisher", "url": "url", "sha": "payload_sha256"}


def write_report(
    connection: duckdb.DuckDBPyConnection, folder: Path, manifest: Mapping[str, Any], last: Path | None
) -> None:
    """Write the page of a snapshot that is being built; ``told_changes`` (changes.py) must stand by then."""
    texts: Texts = json.loads(_part("texts.json"))
    style, script = _part("style.css"), f'"use strict";\n{_part("charts.js")}{_part("script.js")}'
    years = rows_of(connection, "select * from private.marts.funding_by_year order by year")
    coverage = rows_of(connection, "select * from private.marts.coverage_by_year order by year desc nulls last")
    sources = rows_of(connection, "select * from private.marts.sources order by source")
    changes = rows_of(
        connection,
        """
        select * from told_changes
        order by greatest(coalesce(amount_nok, 0), coalesce(amount_nok_before, 0)) desc, release_id, award_id
        """,
    )
    page = Template(_part("page.html")).substitute(
        {f"t_{key}": html.escape(told["nb"]) for key, told in texts.items()},
        id=html.escape(manifest["id"]),
        site=html.escape(manifest["site"]),
        as_of=html.escape(manifest["as_of"]),
        price_year=str(max((row["price_year"] or 0 for row in years), default="")),
        banner=sample_banner(texts, manifest["site"]),
        stale=stale_banner(texts, sources),
        through=through_line(texts, manifest["through_on"]),
        findings="\n".join(finding_lines(years)),
        year_rows="\n".join(year_rows(texts, years)),
        coverage_rows="\n".join(coverage_rows(texts, coverage)),
        sources="\n".join(source_lines(texts, sources)),
        news="\n".join(news_lines(texts, changes, last.name if last else None)),
        style=style,
        script=script,
        style_digest=_digest(style),
        script_digest=_digest(script),
        data=_packed(_data(connection, manifest, texts, years)),
        **_totals(connection),
    )
    (folder / FILE).write_text(page, encoding="utf-8")


def _data(
    connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any], texts: Texts, years: Rows
) -> dict[str, Any]:
    """What the script draws. Awards are rows of ``columns``: first those that count, then the others with a reason.

    What they have of their release stands once, in ``releases``; each award ends with the number of its own.
    """
    names = ", ".join(f"{column} as {name}" for name, column in {**COLUMNS, **OF_RELEASE}.items())
    rows = connection.execute(
        f"""
        with told as (
            select *, null::varchar as reason, 0 as part from private.marts.awards
            union all by name
            select * exclude (counted_award_id), 1 as part from private.marts.awards_not_counted
        ),
        clusters as (select recipient_id, recipient as cluster from private.marts.recipients where is_known),
        -- who took over a ministry's tasks, as funding_by_funder_year counts
        funders as (select award_id, funder_now from private.intermediate.int_awards_described)
        select {names}
        from told left join funders using (award_id) left join clusters using (recipient_id)
        order by part, announced_on nulls last, release_id, start_offset, award_id
        """
    ).fetchall()
    releases: dict[tuple[Any, ...], int] = {}
    awards = [
        [*map(_number, row[: len(COLUMNS)]), releases.setdefault(row[len(COLUMNS) :], len(releases))] for row in rows
    ]
    return {
        "id": manifest["id"],
        "site": manifest["site"],
        "as_of": manifest["as_of"],
        "texts": texts,
        "years": [
            {"year": row["year"], "open": not row["is_complete_year"], "broken": row["series_break"]} for row in years
        ],
        "columns": [*COLUMNS, "release"],
        "awards": awards,
        "release_columns": [*OF_RELEASE],
        "releases": [*releases],
    }


def _packed(data: Mapping[str, Any]) -> str:
    """Zipped, and in letters that no parser of markup looks at twice."""
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return base64.b64encode(gzip.compress(told, 9, mtime=0)).decode("ascii")


def _number(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _totals(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    (row,) = rows_of(
        connection,
        """
        select count(*) as awards, coalesce(sum(amount_nok), 0) as kroner, count(distinct recipient_id) as recipients,
            (
                select coalesce(sum(printed_nok), 0) from private.marts.awards_not_counted where reason = 'review'
            ) as review
        from private.marts.awards
        """,
    )
    return {f"total_{name}": kroner(value) for name, value in row.items()}


def _part(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
