"""What a sum does in its release: the evidence, the fitted table, and the columns of tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scrapers.awards.column_roles import role_beside, role_of_column
from scrapers.awards.extract import read_release
from scrapers.awards.role_model import ROLES, likely, weights
from scrapers.awards.role_words import ideas_in
from scrapers.documents import release_of_text
from scrapers.model import Reading
from tests.fit_roles import Example, fit, sentences


def read(text: str) -> Reading:
    return read_release(release_of_text(text, None, "test"))


def test_the_table_tells_the_roles_of_our_own_sentences() -> None:
    right = told = 0
    for gold in sentences():
        roles = {mention.start: mention.role for mention in read(gold["text"]).mentions}
        labels = [label for label in gold["mentions"] if label["start"] in roles]
        told += len(labels)
        right += sum(roles[label["start"]] == label["role"] for label in labels)
    assert told > 240
    assert right / told > 0.8


def test_without_the_words_that_stand_near_the_roles_are_not_told() -> None:
    far = {piece: row for piece, row in weights().items() if not piece.startswith(("left:", "before:", "behind:"))}
    near = {"always": 1.0, "left:loan": 1.0, "before:loan": 1.0, "clause:loan": 1.0}
    assert likely(near, weights()).best() == "loan_or_guarantee"
    assert likely(near, far).shares["loan_or_guarantee"] < likely(near, weights()).shares["loan_or_guarantee"]


def test_every_row_of_the_table_weighs_each_role() -> None:
    assert weights()
    assert {len(row) for row in weights().values()} == {len(ROLES)}


def test_fitting_learns_what_labels_say_and_gives_the_same_table_twice() -> None:
    loan, cost = ROLES.index("loan_or_guarantee"), ROLES.index("turnover_or_investment")
    told: list[Example] = [
        ({"always": 1.0, "before:loan": 1.0}, loan),
        ({"always": 1.0, "before:cost": 1.0}, cost),
    ] * 20
    table = fit(told, ridge=0.1)
    assert table == fit(told, ridge=0.1)
    rows = {piece: tuple(row) for piece, row in table.items()}
    assert likely({"before:loan": 1.0}, rows).best() == "loan_or_guarantee"
    assert likely({"before:cost": 1.0}, rows).best() == "turnover_or_investment"


@pytest.mark.parametrize(
    ("idea", "words"),
    [
        ("loan", "eit låneopptak og eit risikolån"),
        ("turnover", "årsomsetninga"),
        ("frame", "tilsagnsramma"),
        ("rate", "timesatsen"),
        ("earlier+", "i fjor"),
        ("frame+", "sett av"),
        ("applied+", "hadde bedt om"),
    ],
)
def test_words_and_phrases_hold_ideas_in_compounds_and_in_both_written_languages(idea: str, words: str) -> None:
    assert idea in ideas_in(words)


TABLE = """Støtte til kulturhus

Søker\tTiltak\tKostnad\tSøkt\tTildelt
Vika kinolag AS\tNytt lerret\t2 150 000\t700 000\t650 000
Lund kommune\tKulturstue\t9 800 000\t3 200 000\t2 400 000
Gamle Elvheim AS\tScenetårn\t6 040 000\t2 000 000\t1 500 000
"""


def test_every_column_of_sums_in_a_table_is_mentions_with_the_role_of_its_name() -> None:
    roles = [(int(mention.amount or 0), mention.role) for mention in read(TABLE).mentions]
    assert roles[:3] == [(2_150_000, "turnover_or_investment"), (700_000, "applied_for"), (650_000, "award")]
    assert len(roles) == 9


def test_a_column_is_called_by_its_name_or_by_how_it_compares() -> None:
    assert role_of_column("Søkt beløp", "Innvilget") == "applied_for"
    assert role_of_column("Tilskot 2021", "Tilskot 2022") == "earlier"
    assert role_of_column("", "Innvilget") is None

    def beside(*sums: int) -> str | None:
        return role_beside([(Decimal(one), Decimal(100)) for one in sums])

    assert beside(100, 150, 300) == "applied_for"
    assert beside(90, 150, 80) == "earlier"
    assert beside(3, 10, 8) == "background"
    assert beside(90, 150) is None


def test_a_total_that_no_rule_finds_is_never_less_than_the_awards() -> None:
    reading = read(
        "Lund kommune får 3 millioner kroner, og Vika kommune får 4 millioner kroner.\n\nPotten er 2 millioner."
    )
    assert reading.stated_total_nok is None or reading.stated_total_nok >= 7_000_000
