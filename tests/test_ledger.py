"""What every mention of money is called, what a release says in all, to how many, and what was decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.awards.extract import read_release
from scrapers.documents import release_of_text
from scrapers.model import Reading

OWN = Path(__file__).parent / "fixtures" / "releases"
HEAD = "Støtte til klynger\n\nPublisert 4. mars 2021\n\n"
AWARD = "NCE Raufoss får 2 millioner kroner fra Innovasjon Norge til «Lettere deler»."
TWO_AWARDS = "NCE Raufoss får 2 millioner kroner, og NCE Seafood får 3 millioner kroner."


def read(text: str, head: str = HEAD) -> Reading:
    return read_release(release_of_text(head + text + "\n", None, "test"))


def role_of(sentence: str, figure: str, before: str = AWARD) -> str | None:
    """The role of the mention that has ``figure`` in it, in a release that also makes an award."""
    reading = read(f"{before}\n\n{sentence}")
    at = reading.release.text.index(figure, len(HEAD) + len(before))
    (mention,) = [m for m in reading.mentions if m.start <= at < m.end]
    return mention.role


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("12 mill", "Bedriften har også fått et lån på 12 millioner kroner."),
        ("12 mill", "Selskapet får 12 millioner kroner i risikolån."),
        ("40 mill", "Eksfin garanterer for 40 millioner kroner."),
        ("7 mill", "Banken har lånt ut 7 millioner kroner til byggherren."),
        ("NOK 30", "The company has also been offered a loan of NOK 30 million."),
    ],
)
def test_a_loan_is_a_loan(figure: str, sentence: str) -> None:
    assert role_of(sentence, figure) == "loan_or_guarantee"


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("850 000", "I snitt er tilskuddet på 850 000 kroner."),
        ("5 mill", "En klynge kan få inntil 5 millioner kroner."),
        ("1 200", "Tilskuddet er 1 200 kroner per dekar."),
        ("300 000", "Støtta ligg vanlegvis på 300 000 kroner."),
        ("2 mill", "Maksimalt tilskudd er 2 millioner kroner."),
        ("NOK 4", "Grants average NOK 4 million."),
        ("650 kr", "Timeprisen er 650 kroner."),
    ],
)
def test_an_average_a_ceiling_and_a_price_are_rates(figure: str, sentence: str) -> None:
    assert role_of(sentence, figure) == "average_or_rate"


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("90 mill", "Det kom inn 40 søknader for til sammen 90 millioner kroner."),
        ("9 mill", "Kommunen søkte om 9 millioner kroner."),
        ("6 mill", "Miljøet ba om 6 millioner kroner, men fikk nei."),
        ("15 mill", "Søknadssummen var på 15 millioner kroner."),
        ("NOK 80", "Applications for NOK 80 million were received."),
        ("4 mill", "Volda hadde søkt om støtte på 4 millionar kroner."),
    ],
)
def test_what_was_applied_for_is_not_given(figure: str, sentence: str) -> None:
    assert role_of(sentence, figure) == "applied_for"


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("3 milliarder", "Bedriftene i klyngen omsetter for 3 milliarder kroner i året."),
        ("60 mill", "Selskapet investerer 60 millioner kroner i ny fabrikk."),
        ("25 mill", "Anlegget koster 25 millioner kroner."),
        ("18 mill", "Totalkostnaden er 18 millioner kroner."),
        ("11 mill", "Selskapet fikk et overskudd på 11 millioner kroner."),
        ("10 mill", "Egenandelen er på 10 millioner kroner."),
        ("NOK 1.2", "The members have a turnover of NOK 1.2 billion."),
        ("14 mill", "Eigarane skaut inn 14 millionar kroner i eigenkapital."),
    ],
)
def test_turnover_cost_and_investment_are_no_awards(figure: str, sentence: str) -> None:
    assert role_of(sentence, figure) == "turnover_or_investment"


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("1 mill", "Museet har i tillegg fått en gave på 1 million kroner."),
        ("750 000", "Sparebankstiftelsen gir 750 000 kroner til samme prosjekt."),
        ("2,5 mill", "I tillegg kommer 2,5 millioner kroner fra private givere."),
    ],
)
def test_private_money_is_private(figure: str, sentence: str) -> None:
    assert role_of(sentence, figure) == "private"


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("8 mill", "I fjor delte fondet ut 8 millioner kroner."),
        ("70 mill", "Siden starten i 2014 er det bevilget 70 millioner kroner."),
        ("9 mill", "I 2019 fikk kommunane 9 millionar kroner."),
        ("21 mill", "I forrige runde ble det gitt 21 millioner kroner."),
        ("NOK 55", "Last year the programme awarded NOK 55 million."),
    ],
)
def test_an_earlier_round_is_earlier(figure: str, sentence: str) -> None:
    assert role_of(sentence, figure) == "earlier"


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("100 mill", "Programmet har en ramme på 100 millioner kroner."),
        ("45 mill", "Det er satt av 45 millioner kroner til ordningen."),
        ("30 mill", "Neste år lyses det ut 30 millioner kroner."),
        ("50 mill", "Fylkeskommunen disponerer 50 millioner kroner."),
        ("20 mill", "Potten er på 20 millionar kroner."),
    ],
)
def test_a_pot_for_others_is_a_frame(figure: str, sentence: str) -> None:
    assert (
        role_of(sentence, figure) in {"frame", "proposal"}
        if "Neste år" in sentence
        else role_of(sentence, figure) == "frame"
    )


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("200 mill", "Regjeringen foreslår 200 millioner kroner til grønn omstilling."),
        ("35 mill", "Regjeringa vil auke løyvinga med 35 millionar kroner."),
        ("NOK 90", "The government proposes NOK 90 million for the scheme."),
    ],
)
def test_a_budget_that_is_not_yet_passed_is_a_proposal(figure: str, sentence: str) -> None:
    assert role_of(sentence, figure) == "proposal"


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("450 mill", "Flommen førte til skader for 450 millioner kroner."),
        ("4 mill", "Det er 4 millioner kroner mer enn i budsjettet."),
        ("1,2 milliarder", "Les også: Bybanen får 1,2 milliarder kroner"),
    ],
)
def test_what_says_nothing_of_the_round_is_background(figure: str, sentence: str) -> None:
    assert role_of(sentence, figure) == "background"


@pytest.mark.parametrize(
    "sentence",
    [
        "NCE Seafood får 4 millioner kroner, mot 3 millioner kroner i fjor.",
        "NCE Seafood får 4 millioner kroner til et prosjekt som koster 9 millioner kroner.",
        "NCE Seafood søkte om 6 millioner kroner og får 4 millioner kroner.",
        "NCE Seafood mottar 4 millioner kroner til å redusere utslipp.",
        "Minst får NCE Seafood, 4 millioner kroner.",
    ],
)
def test_another_sum_in_the_sentence_takes_nothing_from_the_award(sentence: str) -> None:
    awards = {award.recipient: award.amount_nok for award in read(sentence).awards}
    assert awards["NCE Seafood"] == 4_000_000


def test_a_group_that_gets_its_share_is_a_part_of_the_total() -> None:
    lead = "12 prosjekter får til sammen 30 millioner kroner."
    assert role_of("Av dette går 12 millioner kroner til bedrifter.", "12 mill", lead) == "part_of_total"


def test_a_paragraph_that_begins_in_an_earlier_round_goes_on_there() -> None:
    reading = read(
        "Den gang delte 44 prosjekter 1 milliard kroner. NCE Seafood fikk 52 millioner kroner til et anlegg."
    )
    assert [(int(mention.amount or 0), str(mention.role)) for mention in reading.mentions] == [
        (1_000_000_000, "earlier"),
        (52_000_000, "earlier"),
    ]
    assert reading.awards == ()


def test_a_sum_that_is_given_to_nobody_one_can_name_is_an_issue() -> None:
    reading = read("NCE Raufoss er med.\n\nSå bevilget styret 700 000 kroner.")
    assert [award.amount for award in reading.awards if award.amount is not None] == []
    assert [mention.text for mention in reading.mentions] == ["700 000 kroner"]
    (issue,) = reading.issues
    assert (issue.code, issue.start, issue.end) == (
        "unattributed_amount", reading.mentions[0].start, reading.mentions[0].end,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("total", "text"),
    [
        (30_000_000, "12 prosjekter får til sammen 30 millioner kroner."),
        (44_000_000, "Sju klynger deler 44 millioner kroner."),
        (61_500_000, "Innovasjon Norge fordeler 61,5 millioner kroner på 14 bedrifter."),
        (5_000_000, f"Til sammen deles det ut 5 millioner kroner. {TWO_AWARDS}"),
        (18_000_000, "Fylket gir 18 millionar kroner til 22 kommunar."),
        (26_000_000, "Enova har delt ut 26 millioner kroner. Ni havner får nye anlegg."),
        (109_800_000, "Tre anlegg deler 109 millioner kroner.\n\nSamlet er det gitt 109,8 millioner kroner."),
        (40_000_000, "Five clusters will share NOK 40 million."),
        (None, AWARD),
        (None, "Det er satt av 40 millioner kroner til ordningen. Fristen er 1. mai."),
        (None, f"{TWO_AWARDS} I fjor fikk ti klynger til sammen 25 millioner kroner."),
        (None, "Det kom inn 40 søknader for til sammen 90 millioner kroner."),
        (None, "Klyngene kan få inntil 5 millioner kroner hver."),
        (None, "Bedriftene i de tre klyngene omsetter til sammen for 9 milliarder kroner."),
    ],
)
def test_the_stated_total_is_what_this_round_shares_out(total: int | None, text: str) -> None:
    assert read(text).stated_total_nok == total


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (12, "12 prosjekter får til sammen 30 millioner kroner."),
        (7, "Sju klynger deler 44 millioner kroner."),
        (23, "Kulturdirektoratet gir støtte til 23 prosjekter. Det kom 71 søknader."),
        (5, "Five clusters will share NOK 40 million."),
        (None, "40 bedrifter søkte om støtte."),
    ],
)
def test_the_stated_count_is_of_those_who_get(count: int | None, text: str) -> None:
    assert read(text).stated_count == count


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        ("granted", "NCE Raufoss har fått 2 millioner kroner."),
        ("offered", "NCE Raufoss har fått tilbud om 2 millioner kroner."),
        ("proposed", "Regjeringen foreslår 2 millioner kroner til NCE Raufoss."),
        ("conditional", "NCE Raufoss får 2 millioner kroner under forutsetning av at Stortinget sier ja."),
        ("offered", "Innovation Norway has offered NCE Raufoss a grant of NOK 2 million."),
    ],
)
def test_the_decision_is_told_by_the_verb(decision: str, sentence: str) -> None:
    (award,) = read(sentence).awards
    assert award.amount_nok == 2_000_000
    assert award.decision == decision
