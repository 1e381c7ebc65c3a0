"""Dates as pages print them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.dates import find_date, is_ambiguous, parse_date

MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)


def test_dates_of_real_pages(shared: Path) -> None:
    with (shared / "money" / "date_phrases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    told = {row["text"]: date.fromisoformat(row["expected"]) if row["expected"] else None for row in rows}
    assert {text: parse_date(text) for text in told} == told
    assert {text: find_date(f"Tekst før {text} og etter.") for text in told} == told


@pytest.mark.parametrize(
    "text",
    [
        "Oslo, 3. mai 2020",
        "3.5.2020",
        "03.05.20",
        "2020-05-03T10:00:00Z",
        "3 May 2020",
        "May 3, 2020",
        "3rd of May 2020",
        "3.mai 2020",
        "den 3. mai 2020",
        "søndag den 3. mai 2020",
        "søndag, 3. mai 2020",
        "Sunday, May 3, 2020",
        "Publisert 03.05.2020",
        "Publisert: søndag 3. mai 2020",
        "Sist endret 3. mai 2020",
        "Oppdatert 3.5.2020 kl 10.18",
        "3/5-20",
        "3/5 2020",
        "2020/05/03",
        "2020.05.03",
        "3. mai 2020–4. juni 2020",
        "3.–4. mai 2020",
        "3. MAI 2020",
    ],
)
def test_a_date(text: str) -> None:
    assert parse_date(text) == date(2020, 5, 3)
    assert find_date(f"Se {text}") == date(2020, 5, 3)


@pytest.mark.parametrize(
    "text",
    ["31.02.2020", "29.02.2019", "32.01.2020", "1.13.2020", "17. mai", "mai 2020", "1. juledag 2020",
     "1. mai-fest 2020", "Versjon 2.10.3", "kap. 12.06.2015.4", "20200503", "12 34 56 78", "kr 1.500.000", ""],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert parse_date(text) is None
    assert find_date(f"Se {text}") is None


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    month = MONTHS[day.month - 1]
    for text in (
        f"{day.day}. {month} {day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day}.{day.month}.{day.year % 100:02}",
        f"{day.day}/{day.month}-{day.year}",
        day.isoformat(),
    ):
        assert parse_date(text) == find_date(f"Publisert {text}, kl. 10.18") == day


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    parse_date(text)
    find_date(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dato: 03/12/2010", True),
        ("13/12/2010", False),
        ("12/13/2010", False),
        ("12/12/2010", False),
        ("03.12.2010", False),
        ("2010/12/03", False),
    ],
)
def test_a_date_whose_day_may_be_its_month_is_ambiguous(text: str, expected: bool) -> None:
    assert is_ambiguous(text) is expected
