"""report.html: the published figures as one page for people who would rather look than read, offline and by itself.

Only marts go in, packed beside the tables that stand without a script. The page is in page/: markup, style, script,
words; what a figure means is told in dbt_project.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from string import Template
from typing import Any

import duckdb

PAGE = Path(__file__).with_name("page")
FILE = "report.html"
MOST_NEWS = 40  # changes that are told; all of them are in changes.csv
COLUMNS = {  # as the page calls them → what a mart calls them
    "award_id": "award_id", "recipient": "recipient", "recipient_id": "recipient_id", "amount": "amount_nok",
    "real": "real_amount_nok", "printed": "printed_nok", "year": "year", "date": "announced_on::varchar",
    "programme": "programme", "county": "county_now", "funder": "funder", "title": "project_title",
    "reason": "reason", "publisher": "publisher", "url": "url", "evidence": "evidence", "amount_text": "amount_text",
    "rule": "rule", "sha": "payload_sha256",
}  # fmt: skip


def write_report(connection: duckdb.DuckDBPyConnection, folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the page of a snapshot that is being built, once it is told what moved. Same figures, same bytes."""
    texts: dict[str, dict[str, str]] = json.loads((PAGE / "texts.json").read_text(encoding="utf-8"))
    style, script = ((PAGE / name).read_text(encoding="utf-8") for name in ("style.css", "script.js"))
    years = _rows(connection, "select * from private.marts.funding_by_year order by year")
    words = {f"t_{key}": html.escape(told["nb"]) for key, told in texts.items()}
    page = Template((PAGE / "page.html").read_text(encoding="utf-8")).substitute(
        words,
        id=html.escape(manifest["id"]),
        site=html.escape(manifest["site"]),
        as_of=html.escape(manifest["as_of"]),
        banner=_banner(texts, manifest["site"]),
        through=_through(texts, manifest["through_on"]),
        price_year=str(max((row["price_year"] or 0 for row in years), default="")),
        year_rows="\n".join(_year_rows(texts, years)),
        coverage_rows="\n".join(_coverage_rows(texts, connection)),
        sources="\n".join(_sources(texts, connection)),
        news="\n".join(_news(texts, connection)),
        style=style,
        script=script,
        style_digest=_digest(style),
        script_digest=_digest(script),
        data=_packed(_data(connection, manifest, texts, years)),
        **_totals(connection),
    )
    (folder / FILE).write_text(page, encoding="utf-8")


def _data(
    connection: duckdb.DuckDBPyConnection,
    manifest: Mapping[str, Any],
    texts: Mapping[str, Any],
    years: Iterable[Mapping[str, Any]],
) -> dict[str, Any]:
    """What the script draws. Awards are rows of ``columns``: first those that count, then the others with a reason."""
    names = ", ".join(f"{column} as {name}" for name, column in COLUMNS.items())
    awards = connection.execute(
        f"""
        with told as (
            select *, null::varchar as reason, 0 as part from private.marts.awards
            union all by name
            select * exclude (counted_award_id), 1 as part from private.marts.awards_not_counted
        ),
        clusters as (select recipient_id from private.marts.recipients where is_known)
        select {names}, case when recipient_id in (from clusters) then recipient end as cluster
        from told
        order by part, announced_on nulls last, release_id, start_offset, award_id
        """
    ).fetchall()
    return {
        "id": manifest["id"],
        "site": manifest["site"],
        "as_of": manifest["as_of"],
        "texts": texts,
        "years": [{"year": row["year"], "is_complete": row["is_complete_year"]} for row in years],
        "columns": [*COLUMNS, "cluster"],
        "awards": [[_number(value) for value in row] for row in awards],
    }


def _packed(data: Mapping[str, Any]) -> str:
    """Zipped, and in letters that no parser of markup looks at twice."""
    told = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(gzip.compress(told, 9, mtime=0)).decode("ascii")


def _number(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _totals(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    (row,) = _rows(
        connection,
        """
        select count(*) as awards, coalesce(sum(amount_nok), 0) as kroner, count(distinct recipient_id) as recipients,
            (
                select coalesce(sum(printed_nok), 0) from private.marts.awards_not_counted where reason = 'review'
            ) as review
        from private.marts.awards
        """,
    )
    return {f"total_{name}": _kroner(value) for name, value in row.items()}


def _banner(texts: Mapping[str, Mapping[str, str]], site: str) -> str:
    if site != "sample":
        return ""
    return f'<p class="banner"><b>{_word(texts, "sample")}</b> {_word(texts, "sample_note")}</p>'


def _through(texts: Mapping[str, Mapping[str, str]], through_on: str | None) -> str:
    if through_on is None:
        return _word(texts, "no_through")
    return f"{_word(texts, 'through')} <time>{html.escape(through_on)}</time>"


def _year_rows(texts: Mapping[str, Mapping[str, str]], years: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for row in reversed(list(years)):
        notes = [] if row["is_complete_year"] else [_word(texts, "open_year")]
        notes += [_word(texts, "series_break")] if row["series_break"] else []
        review = _figure(row["year"], row["review_nok"], "review") if row["review_nok"] else "0"
        cells = [
            _figure(row["year"], row["amount_nok"], "counted"),
            _kroner(row["real_amount_nok"]),
            str(row["award_count"]),
            _percent(row["change_pct"]),
            _percent(row["real_change_pct"]),
            review,
            ", ".join(notes),
        ]
        yield f'<tr><th scope="row">{row["year"]}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _figure(year: int, amount: Decimal, standing: str) -> str:
    """A figure that leads to its awards."""
    return (
        f'<button type="button" class="figure" data-year="{year}" data-standing="{standing}">{_kroner(amount)}</button>'
    )


def _coverage_rows(texts: Mapping[str, Mapping[str, str]], connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    columns = ("release_count", "amount_nok", "review_nok", "unsplit_nok", "proposed_nok", "conditional_nok")
    sql = "select * from private.marts.coverage_by_year order by year desc nulls last"
    for row in _rows(connection, sql):
        cells = "".join(f"<td>{_kroner(row[name])}</td>" for name in columns)
        year = row["year"] if row["year"] is not None else _word(texts, "reason_undated")
        yield f'<tr><th scope="row">{year}</th>{cells}</tr>'


def _sources(texts: Mapping[str, Mapping[str, str]], connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for row in _rows(connection, "select * from private.marts.sources order by source"):
        listed = f"{_word(texts, 'listed_on')} {row['listed_on'] or '–'}"
        told = f"{html.escape(row['publisher'] or row['source'])} ({html.escape(row['source'])}): "
        if row["is_fresh"]:
            yield f"<li>{told}{_word(texts, 'fresh')}, {listed}</li>"
        else:
            stale = f'<b class="stale">{_word(texts, "stale")}</b>'
            yield f"<li>{told}{stale}, {listed}. {html.escape(row['stale_reason'] or '')}</li>"


def _news(texts: Mapping[str, Mapping[str, str]], connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """What moved since the snapshot before, the largest first."""
    rows = _rows(
        connection,
        """
        select * from told_changes
        order by greatest(coalesce(amount_nok, 0), coalesce(amount_nok_before, 0)) desc, release_id, award_id
        """,
    )
    if not rows:
        yield f"<p>{_word(texts, 'no_news')}</p>"
        return
    yield '<ul class="changes">'
    for row in rows[:MOST_NEWS]:
        amount = row["amount_nok"] if row["change"] != "removed" else row["amount_nok_before"]
        who = html.escape(row["recipient"] or "")
        award = f'<button type="button" class="figure" data-award="{who}">{who}</button>'
        told = f"{_word(texts, row['change'])} ({html.escape(row['cause'])}): {award}"
        yield f"<li>{told} {_kroner(amount)}, {row['year'] or row['year_before'] or '–'}</li>"
    yield "</ul>"
    if len(rows) > MOST_NEWS:
        yield f"<p>{len(rows) - MOST_NEWS} {_word(texts, 'more_news')}</p>"


def _word(texts: Mapping[str, Mapping[str, str]], key: str) -> str:
    return f'<span data-t="{key}">{html.escape(texts[key]["nb"])}</span>'


def _kroner(value: Decimal | int | None) -> str:
    """1234567.50 → "1 234 567,50", with spaces that do not break."""
    if value is None:
        return "–"
    text = f"{value:,.2f}" if value % 1 else f"{int(value):,}"
    return text.replace(",", "\u00a0").replace(".", ",")


def _percent(value: Decimal | float | None) -> str:
    return "–" if value is None else f"{value:+.1f} %".replace(".", ",").replace("-", "−")


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    found = connection.execute(sql)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
