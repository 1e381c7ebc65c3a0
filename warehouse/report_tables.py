"""What of report.html stands without a script: findings, tables of years and coverage, news, sources; all text escaped.

Each figure leads to its awards by ``data-choose``, the choices of the page's form. The page itself is report.py's.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import duckdb

from scrapers.causes import causes_of

Texts = Mapping[str, Mapping[str, str]]
Rows = Sequence[Mapping[str, Any]]

MOST_NEWS = 40  # changes that are told; all of them are in changes.csv
MONTHS = (
    ("januar", "January"), ("februar", "February"), ("mars", "March"), ("april", "April"), ("mai", "May"),
    ("juni", "June"), ("juli", "July"), ("august", "August"), ("september", "September"), ("oktober", "October"),
    ("november", "November"), ("desember", "December"),
)  # fmt: skip


def rows_of(connection: duckdb.DuckDBPyConnection, sql: str) -> Rows:
    """Each row by the names of its columns."""
    found = connection.execute(sql)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def kroner(value: Decimal | int) -> str:
    """1234567.50 → "1 234 567,5", with spaces that do not break."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", "\u00a0").replace(".", ",")


def word(texts: Texts, key: str) -> str:
    """A word of the page, which its script puts into the other language."""
    return f'<span data-t="{key}">{html.escape(texts[key]["nb"])}</span>'


def sample_banner(texts: Texts, site: str) -> str:
    """That these are no real figures, on the sample's page."""
    if site != "sample":
        return ""
    return f'<p class="banner"><b>{word(texts, "sample")}</b> {word(texts, "sample_note")}</p>'


def stale_banner(texts: Texts, sources: Rows) -> str:
    """Which sources are older than the rest, before any figure is read."""
    stale = [row for row in sources if not row["is_fresh"]]
    if not stale:
        return ""
    told = "; ".join(f"{_name(row)}: {_listed(texts, row)}" for row in stale)
    return f'<p class="banner stale-banner"><b>{word(texts, "stale")}</b> {told}. {word(texts, "stale_note")}</p>'


def through_line(texts: Texts, through_on: str | None) -> str:
    """Up to when every source was read."""
    if through_on is None:
        return word(texts, "no_through")
    return f"{word(texts, 'through')} <time>{html.escape(through_on)}</time>"


def finding_lines(years: Rows) -> Iterator[str]:
    """The last whole year against the one before, and the open year against the same days of the year before."""
    whole = [row for row in years if row["is_complete_year"]]
    if whole:
        row = whole[-1]
        for language, told in (
            ("nb", f"I {row['year']} ble det kunngjort {_big(row)} millioner kroner{_than_before('nb', row)}."),
            ("en", f"In {row['year']}, {_big(row)} million kroner were announced{_than_before('en', row)}."),
        ):
            yield f'<p lang="{language}">{told}</p>'
    if years and not years[-1]["is_complete_year"] and years[-1]["through_on"]:
        row = years[-1]
        change = row["same_period_change_pct"]
        for language, told in (
            ("nb", f"Hittil i {row['year']}, til og med {_day('nb', row['through_on'])}: {_big(row)} millioner kroner"),
            ("en", f"So far in {row['year']}, through {_day('en', row['through_on'])}: {_big(row)} million kroner"),
        ):
            against = {"nb": "mot samme dager året før", "en": "against the same days of the year before"}[language]
            yield f'<p lang="{language}">{told}{f", {_percent(change)} {against}" if change is not None else ""}.</p>'


def _than_before(language: str, row: Mapping[str, Any]) -> str:
    if row["change_pct"] is None:
        return ""
    before, real, broken = {
        "nb": ("mot året før", "i faste kroner", "over et brudd i serien"),
        "en": ("against the year before", "in real kroner", "across a series break"),
    }[language]
    told = f", {_percent(row['change_pct'])} {before}"
    if row["real_change_pct"] is not None:
        told += f" ({_percent(row['real_change_pct'])} {real})"
    return f"{told}, {broken}" if row["series_break"] else told


def _big(row: Mapping[str, Any]) -> str:
    amount = row["amount_nok"]
    told = f"{amount / 1_000_000:,.1f}".replace(",", "\u00a0").replace(".", ",")
    return _button({"year": row["year"]}, f'<data class="millions" value="{amount}">{told}</data>', "big")


def _day(language: str, day: date) -> str:
    norwegian, english = MONTHS[day.month - 1]
    return f"{day.day}. {norwegian}" if language == "nb" else f"{day.day} {english}"


def year_rows(texts: Texts, years: Rows) -> Iterator[str]:
    """funding_by_year, the newest first."""
    for row in reversed(years):
        year = row["year"]
        notes = [] if row["is_complete_year"] else [word(texts, "open_year")]
        notes += [word(texts, "series_break")] if row["series_break"] else []
        yield _table_row(
            str(year),
            _figure(row["amount_nok"], year),
            _figure(None if row["real_amount_nok"] is None else round(row["real_amount_nok"]), year),
            _figure(row["award_count"], year),
            _percent(row["change_pct"]),
            _percent(row["real_change_pct"]),
            _percent(row["same_period_change_pct"]),
            _figure(row["review_nok"], year, "review"),
            ", ".join(notes),
        )


def coverage_rows(texts: Texts, coverage: Rows) -> Iterator[str]:
    """coverage_by_year: how much was read, and what of it is not counted."""
    for row in coverage:
        year = row["year"]
        yield _table_row(
            str(year) if year is not None else word(texts, "reason_undated"),
            _figure(row["release_count"], year, "all"),
            _figure(row["amount_nok"], year),
            _figure(row["review_nok"], year, "review"),
            _figure(row["unsplit_nok"], year, "joint"),
            _figure(row["proposed_nok"], year, "proposed"),
            _figure(row["conditional_nok"], year, "conditional"),
            _data(row["issue_count"]),
        )


def source_lines(texts: Texts, sources: Rows) -> Iterator[str]:
    """How old the data of each source are; why, in the reader's language, then in the crawl's own words."""
    for row in sources:
        told = f"<b>{_name(row)}</b> ({html.escape(row['source'])}): "
        if row["is_fresh"]:
            yield f"<li>{told}{word(texts, 'fresh')}, {_listed(texts, row)}</li>"
        else:
            reason = row["stale_reason"] or ""
            yield (
                f'<li>{told}<b class="stale">{word(texts, "stale")}</b>, {_listed(texts, row)}. '
                f'{word(texts, _why(reason))} <span class="detail" lang="en">{html.escape(reason)}</span></li>'
            )


def _why(reason: str) -> str:
    return next((f"why_{cause}" for cause in causes_of(reason)), "why_other")


def _name(row: Mapping[str, Any]) -> str:
    return html.escape(str(row["publisher"] or row["source"]))  # no publisher before its first release


def _listed(texts: Texts, row: Mapping[str, Any]) -> str:
    return f"{word(texts, 'listed_on')} <time>{row['listed_on'] or '–'}</time>"


def news_lines(texts: Texts, changes: Rows, last: str | None) -> Iterator[str]:
    """What moved since the snapshot before: how many of each, then the largest."""
    if last is None:
        yield f"<p>{word(texts, 'first_snapshot')}</p>"
        return
    since = f"{word(texts, 'since')} <b>{html.escape(last)}</b>"
    if not changes:
        yield f"<p>{since}: {word(texts, 'no_news')}</p>"
        return
    counts = Counter(row["change"] for row in changes)
    told = ", ".join(f"{counts[kind]} {word(texts, kind)}" for kind in ("added", "changed", "removed") if counts[kind])
    yield f'<p>{since}: {told}.</p>\n<ul class="changes">'
    for row in changes[:MOST_NEWS]:
        yield f"<li>{_change(texts, row)}</li>"
    yield "</ul>"
    if len(changes) > MOST_NEWS:
        yield f"<p>{len(changes) - MOST_NEWS} {word(texts, 'more_news')}</p>"


def _change(texts: Texts, row: Mapping[str, Any]) -> str:
    who = f"<bdi>{html.escape(row['recipient'] or '–')}</bdi>"
    if row["change"] != "removed":
        who = _button({"award_id": row["award_id"], "standing": "all"}, who)
    before, now = row["amount_nok_before"], row["amount_nok"]
    amounts = [_data(value) for value in ((before,) if row["change"] == "removed" else (now,))]
    if row["change"] == "changed" and before != now:
        amounts.insert(0, _data(before))
    standings = [row[key] for key in ("standing_before", "standing") if row[key]]
    standing = " → ".join(word(texts, _standing(one)) for one in dict.fromkeys(standings))
    cause = word(texts, f"cause_{row['cause'].replace(' ', '_').replace('-', '_')}")
    moved = ", ".join(word(texts, f"moved_{one}") for one in (row["moved"] or "").split())
    kind = f'<span class="kind {row["change"]}">{word(texts, row["change"])}{f" ({moved})" if moved else ""}</span>'
    year = row["year"] or row["year_before"] or "–"
    return f"{kind} {who} {' → '.join(amounts)} kr, {year} · {standing} · {cause}"


def _standing(standing: str) -> str:
    return "counted" if standing == "counted" else f"reason_{standing}"


def _table_row(head: str, *cells: str) -> str:
    return f'<tr><th scope="row">{head}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _figure(value: Decimal | int | None, year: int | None, standing: str = "counted") -> str:
    """A figure that leads to its awards; nought leads nowhere."""
    if not value:
        return _data(value)
    return _button({"year": year if year is not None else "ukjent", "standing": standing}, _data(value))


def _button(choices: Mapping[str, Any], inner: str, kind: str = "") -> str:
    names = f"figure {kind}".strip()
    return f'<button type="button" class="{names}" data-choose="{html.escape(urlencode(choices))}">{inner}</button>'


def _data(value: Decimal | int | None) -> str:
    """A number that the script puts into the other language's digits."""
    return "–" if value is None else f'<data value="{value}">{kroner(value)}</data>'


def _percent(value: Decimal | float | None) -> str:
    if value is None:
        return "–"
    told = f"{value:+.1f}\u00a0%".replace(".", ",").replace("-", "−")
    return f'<data class="percent" value="{value}">{told}</data>'
