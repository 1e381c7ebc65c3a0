"""The money grammar at its door: real phrases, public suites, phrases of our own, and properties over all texts."""

from __future__ import annotations

import csv
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.awards.extract import read_release
from scrapers.awards.money import Amount, find_amounts, parse_cell
from scrapers.documents import release_of_text
from tests.money_phrases import NOT_MONEY, PHRASES

FRAMES = (
    "Prosjektet får {} til arbeidet.",
    "{} went to the project.",
    "Prosjektet får {}.",
    "{} går til prosjektet.",
    "{}",
    "Klyngen (støtte: {}) starter nå.",
    "• Klynge AS: {}",
    "Klynge AS ({})",
    "Klynge AS – {}\n\nNeste avsnitt",
    "Klynge AS,{}, og andre",
    "I 2019 fikk prosjektet {}, og i 2020 mer.",
)
OURS = {
    "NOK": "NOK",
    "EUR": "EUR",
    "USD": "USD",
    "Dollar": "USD",
    "GBP": "GBP",
    "Pound": "GBP",
    "SEK": "SEK",
    "DKK": "DKK",
}
SPACES = (" ", "\u00a0", "\u202f", "\u2009", "\u2007")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(amount: Amount) -> str:
    """An amount as the table of phrases writes it."""
    figure = "?" if amount.amount is None else f"{amount.amount:f}"
    upper = "" if amount.amount_to is None else f"-{amount.amount_to:f}"
    more: list[str] = [amount.qualifier] if amount.qualifier != "exact" else []
    more += ["year"] if amount.per_year else []
    more += [str(amount.years)] if amount.years else []
    return " ".join((figure + upper, amount.currency or "-", *more))


@pytest.mark.parametrize("line", PHRASES.strip("\n").split("\n"))
def test_a_phrase_of_money(line: str) -> None:
    phrase, _, expected = line.partition("  →  ")
    text = phrase.removeprefix("en: ")
    found = find_amounts(text, "en" if phrase.startswith("en: ") else "nb")
    assert "; ".join(told(amount) for amount in found) == expected
    assert all(text[amount.start : amount.end] == amount.text for amount in found)


@pytest.mark.parametrize("text", NOT_MONEY.strip("\n").split("\n"))
def test_a_number_of_something_else(text: str) -> None:
    assert [amount.text for amount in find_amounts(text)] == []


def test_phrases_of_real_pages_in_sentences(shared: Path) -> None:
    wrong = []
    for row in rows(shared / "money" / "money_phrases.csv"):
        expected = (Decimal(row["amount"]), Decimal(row["amount_to"]) if row["amount_to"] else None, row["currency"])
        for frame in FRAMES:
            text = frame.format(row["text"])
            got = [(a.amount, a.amount_to, a.currency or "") for a in find_amounts(text)]
            if got != [expected]:
                wrong.append((row["id"], text, got))
    assert wrong == []


def test_phrases_of_real_pages_are_mentions_of_a_release(shared: Path) -> None:
    wrong = []
    for row in rows(shared / "money" / "money_phrases.csv"):
        text = f"Klyngen starter\n\nProsjektet får {row['text']} til arbeidet.\n"
        reading = read_release(release_of_text(text, None, row["id"]))
        got = [(m.amount, m.amount_to, m.currency in {row["currency"] or None, "NOK"}) for m in reading.mentions]
        if got != [(Decimal(row["amount"]), Decimal(row["amount_to"]) if row["amount_to"] else None, True)]:
            wrong.append((row["id"], text, got))
    assert wrong == []


def test_money_of_the_public_suite(shared: Path) -> None:
    wrong, ours = [], 0
    for row in rows(shared / "suites" / "duckling" / "duckling_nb_amount_of_money.csv"):
        got = [(a.amount, a.currency) for a in find_amounts(row["text"])]
        if row["currency"] in OURS:
            ours += 1
            if got != [(Decimal(row["amount"]), OURS[row["currency"]])]:
                wrong.append((row["text"], got))
        elif any(currency == "NOK" for _, currency in got):
            wrong.append((row["text"], got))
    assert wrong == []
    assert ours >= 55


def test_numerals_of_the_public_suite(shared: Path) -> None:
    wrong = []
    for row in rows(shared / "suites" / "duckling" / "duckling_nb_numeral.csv"):
        value = Decimal(row["value"])
        if value < 0 or value >= 10**12 or row["text"][-1] in "KkMG":
            continue
        got = [a.amount for a in find_amounts(f"{row['text']} kroner")]
        if got != [value]:
            wrong.append((row["text"], got))
    assert wrong == []


@pytest.mark.parametrize(
    ("cell", "hint", "amount", "currency"),
    [
        ("730", "Tilskudd (1000 kroner)", 730_000, "NOK"),
        ("2 500", "i tusen kroner", 2_500_000, "NOK"),
        ("1,5", "mill. kr", 1_500_000, "NOK"),
        ("1 400 000", "Beløp i NOK", 1_400_000, "NOK"),
        ("250 000,-", None, 250_000, None),
        ("20,5", "MNOK", 20_500_000, "NOK"),
        ("3\u202f439\u00a0000", "kr", 3_439_000, "NOK"),
        ("kr 500 000", "Tilskudd i kr", 500_000, "NOK"),
    ],
)
def test_a_cell_has_the_unit_of_its_header(cell: str, hint: str | None, amount: int, currency: str | None) -> None:
    found = parse_cell(cell, hint)
    assert found is not None
    assert (found.amount, found.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize("cell", ["", "Klynge AS", "2 prosjekter", "12.06.2015", "1" * 40])
def test_a_cell_without_a_number_is_none(cell: str) -> None:
    assert parse_cell(cell, "kr") is None


def test_invisible_characters_are_skipped_and_kept_in_the_offsets() -> None:
    text = "Klyngen får 2\u200b 5\u00ad00 0\u206000 kro\u00adner til arbeidet."
    (amount,) = find_amounts(text)
    assert amount.amount == 2_500_000
    assert amount.text == text[amount.start : amount.end] == "2\u200b 5\u00ad00 0\u206000 kro\u00adner"


def test_a_qualifier_stands_outside_the_text() -> None:
    (amount,) = find_amounts("De får inntil 5 mill. kroner.")
    assert (amount.text, amount.qualifier, amount.qualifier_start) == ("5 mill. kroner", "up_to", 7)


def grouped(value: int, mark: str) -> str:
    return f"{value:,}".replace(",", mark)


@given(
    st.integers(1, 10**12),
    st.sampled_from((*SPACES, ".", "'", "’", "")),
    st.sampled_from(("kr {}", "{} kroner", "NOK {}", "kr {},-", "{} kr")),
)
def test_whole_kroner_are_read_back(value: int, mark: str, style: str) -> None:
    (amount,) = find_amounts(f"Klyngen får {style.format(grouped(value, mark))} i støtte.")
    assert (amount.amount, amount.currency) == (Decimal(value), "NOK")


@given(
    st.integers(1, 10**9),
    st.integers(0, 99),
    st.sampled_from((*SPACES, ".", "")),
    st.sampled_from(("kr {}", "{} kroner")),
)
def test_kroner_and_oere_are_read_back(whole: int, part: int, mark: str, style: str) -> None:
    (amount,) = find_amounts(f"Klyngen får {style.format(f'{grouped(whole, mark)},{part:02}')} i støtte.")
    assert amount.amount == Decimal(f"{whole}.{part:02}")


@given(
    st.integers(1, 999),
    st.integers(0, 99),
    st.sampled_from((("mill.", 6), ("mill", 6), ("millioner", 6), ("millionar", 6), ("mrd.", 9), ("milliarder", 9))),
    st.sampled_from((" kr", " kroner", "")),
    st.sampled_from((*SPACES, "")),
)
def test_decimals_and_a_scale_are_read_back(
    whole: int, part: int, scale: tuple[str, int], unit: str, space: str
) -> None:
    word, power = scale
    (amount,) = find_amounts(f"Klyngen får {whole},{part:02}{space}{word}{unit} til drift")
    assert amount.amount == Decimal(f"{whole}.{part:02}") * 10**power
    assert amount.currency == ("NOK" if unit else None)


@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from(("–", "-", " – ", " til ", "‑")))
def test_a_range_is_read_back(low: int, more: int, joiner: str) -> None:
    (amount,) = find_amounts(f"Prosjekta får frå {low}{joiner}{low + more} millionar kroner.")
    assert (amount.amount, amount.amount_to) == (Decimal(low) * 10**6, Decimal(low + more) * 10**6)


MONEY_WORDS = (
    "kr NOK 5 1 2018 500 000 1.000 2,5 , . - – ,- og til x mellom fra millioner mill. tusen hundre en halv to par "
    "kroner flere € $ m MNOK svenske kr. ( ) : % / ½ ' av inntil årlig i tre år tonn Arena \u200b \u00ad A B million"
)
PIECES = st.lists(st.sampled_from([*MONEY_WORDS.split(), "\n", " ", "\u00a0"]))
TEXTS = st.one_of(st.text(), PIECES.map(lambda p: " ".join(p)), PIECES.map(lambda p: "".join(p)))


@given(TEXTS, st.sampled_from(("nb", "nn", "en")))
def test_any_text_is_read_in_order_and_without_overlap(text: str, language: str) -> None:
    end = 0
    for amount in find_amounts(text, language):  # type: ignore[arg-type]
        assert text[amount.start : amount.end] == amount.text
        assert end <= amount.start < amount.end
        assert end <= amount.qualifier_start <= amount.start
        assert (amount.amount is None) == (amount.problem is not None)
        end = amount.end
    parse_cell(text, "i tusen kroner")


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", ",", "og ", " ", ",234", " 234", "2-", "2 og ", "hundre ", "tusen milliarder ", "en ", "1 kr ",
     "\u200b1", "mellom 2 og ", "kr ( ", "5 mill. ", "½", "flere ", "A får 2 millioner, B 1,5 og "],
)  # fmt: skip
def test_hostile_texts_take_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = "5 kr" + piece * (size // len(piece)) + "5 kr"
        start = time.process_time()
        find_amounts(text)
        return time.process_time() - start

    small, large = seconds(20_000), seconds(80_000)
    assert large < 12 * small + 0.3, f"{piece!r}: 20 kB in {small:.2f} s, 80 kB in {large:.2f} s; expected 4 times"
