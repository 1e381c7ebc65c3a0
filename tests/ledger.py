"""A ledger of hand-made releases whose figures were worked out on paper: what tests of the marts are held against.

What the figures must be is said by the tests.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from scrapers.model import CrawlVerdict, Issue, ParsedPage
from tests.readings import Told, release_page, verdict_of
from tests.site.registers import stotte, tildeling, write_stotteregisteret, write_tildelinger

CAPTURED_2021 = datetime(2021, 7, 1, tzinfo=UTC)
KRN = "Kompetanseutvikling i regionale næringsmiljø"


def captured(day: int) -> datetime:
    return datetime(2025, 9, day, tzinfo=UTC)


def ledger() -> list[ParsedPage]:
    arena = (
        Told("NCE Alfa AS", 5_000_000, "Blå vekst"),
        Told("Beta klynge", 2_200_000, basis="per_year", years=3, period="i tre år"),
        Told("Gamma", 1_000_000, basis="per_year"),
    )
    arena_in_english = (Told("NCE Alfa", 5_000_000, "Blue growth"), *arena[1:])
    projects = (Told("Delta", 2_000_000, "D1"), Told("Delta", 2_000_000, "D2"), Told("Epsilon SA", 1_500_000, "E"))
    proposed = Told("My", 10_000_000, "Nybygg", decision="proposed")
    conditional = Told("Ny", 700_000, decision="conditional")
    admitted = (Told("Rhodos klynge", None, decision="admitted"), Told("Rhodos klynga", None, decision="admitted"))
    ypsilon = Told("Ypsilon", 1_200_000)
    pi = Told("Pi", 900_000)
    wayback: dict[str, Any] = {"captured": CAPTURED_2021, "archive": "wayback"}
    norges: dict[str, Any] = {"source": "innovasjonnorge"}
    counties = (
        Told("Hordaland fylkeskommune", 2_000_000, "Havvind"),
        Told("Halden kommune", 1_000_000, "Havn"),
        Told("GCE Subsea", 4_000_000, "Undervann"),
    )
    reformed = (
        Told("Halden kommune", 1_500_000, "Kai"),
        Told("GCE Ocean Technology", 3_000_000, "Undervann"),
        Told("Viken fylkeskommune", 800_000, "Batteri"),
    )
    kmd = "Kommunal- og moderniseringsdepartementet"
    person = Told("Kari Nordmann", 250_000, before="Gründer ", after=" i Bodø")
    return [
        release_page("fylker", *counties, on=date(2018, 6, 15), ministry=kmd, funder=kmd, **wayback),
        release_page(
            "opptak", Told("Ny klynge", None, decision="admitted"), on=date(2018, 6, 15), programme="Arena", **wayback
        ),
        release_page("reform", *reformed, on=date(2020, 9, 10), ministry=kmd, funder=kmd, **wayback),
        release_page("arena", *arena, on=date(2021, 6, 10), programme="Arena-programmet", ministry="NFD", **wayback),
        release_page("arena-en", *arena_in_english, on=date(2021, 6, 11), programme="Arena", language="en", **wayback),
        release_page("frist", on=date(2021, 2, 1), programme=KRN, frames=(15_000_000, 20_000_000), **wayback),
        release_page("seed", *projects, on=None, programme=KRN, total=5_500_000, count=3, **norges),
        release_page("twin", *projects, on=date(2022, 11, 20), programme=KRN, funder="Innovasjon Norge"),
        release_page(
            "spenn",
            Told("Zeta", 3_000_000, to=4_000_000),
            Told("Eta", 800_000, qualifier="up_to"),
            Told("Theta", 1_000_000, qualifier="about"),
            Told("Iota", None, basis="joint", joint=4_000_000),
            Told("Kappa", None, basis="joint", joint=4_000_000),
            Told("Lambda", None, currency="EUR", foreign=150_000),
            on=date(2022, 5, 4),
            programme="Innovative næringsmiljøer",
        ),
        release_page(
            "ramme",
            Told("Innovasjon Norge", 50_000_000, "Klyngeprogrammet"),
            on=date(2023, 1, 10),
            frames=(50_000_000,),
        ),
        release_page("aar3", Told("NCE Alfa", 5_000_000), on=date(2023, 2, 1)),
        release_page("forslag", proposed, conditional, on=date(2023, 10, 6)),
        release_page("forslag-nn", proposed, conditional, on=date(2023, 10, 6), language="nn"),
        release_page("aar4", Told("NCE Alfa", 5_000_000), on=date(2024, 2, 5)),
        release_page("tildelt", Told("My", 10_000_000, "Nybygg"), on=date(2024, 3, 15)),
        release_page(
            "rettet", Told("Xi", 1_000_000), Told("Omikron", 500_000), on=date(2024, 5, 2), captured=captured(1)
        ),
        release_page(
            "rettet", Told("Xi", 1_250_000), Told("Omikron", 500_000), on=date(2024, 5, 2), captured=captured(2)
        ),
        release_page("trukket", pi, on=date(2024, 6, 1), captured=captured(1)),
        release_page("trukket", on=None, preface="Meldingen er trukket tilbake.", captured=captured(2)),
        release_page("tatt-opp", *admitted, on=date(2024, 9, 1), programme="Arena Pro"),
        release_page("tatt-opp", *admitted, on=date(2024, 9, 3), programme="Arena-Pro", **norges),
        release_page("chi", Told("Chi", 300_000), on=date(2024, 10, 12)),
        release_page("psi", Told("Psi", 200_000), on=date(2024, 10, 13)),
        release_page(
            "tau", Told("Tau", 600_000, status="review"), ypsilon, on=date(2025, 3, 3), programme="Miljøteknologi"
        ),
        release_page("tau-igjen", ypsilon, on=date(2025, 4, 1), programme="Miljøteknologiordningen"),
        release_page("person", person, on=date(2024, 11, 1)),
        release_page("phi", Told("Phi", 400_000, after=", org.nr. 974 760 673"), on=date(2025, 10, 14)),
        release_page("omega", Told("Omega", 750_000), on=None),
        release_page(
            "ukjent-sum", on=date(2025, 5, 5), issues=(Issue("unattributed_amount", "what is 7 kroner?", quote="7"),)
        ),
    ]


def verdicts() -> list[CrawlVerdict]:
    return [
        verdict_of("regjeringen", listed_on=date(2025, 10, 15)),
        verdict_of("innovasjonnorge", listed_on=date(2025, 10, 12)),
    ]


def registers(folder: Path) -> Path:
    """What two official registers say of the ledger's years; a loan, euros and a day that is none among it."""
    awards = [
        tildeling("DELTA AS", "2 000 000,00", "25.11.2022"),
        tildeling("DELTA AS", "2 000 000,00", "25.11.2022", kind="Risikolån"),
        tildeling("EPSILON SA", "1 000 000,00", "01.12.2022"),
        tildeling("EPSILON SA", "500 000,00", "20.12.2022"),
        tildeling("UKJENT AS", "300 000,00", "10.01.2023"),
    ]
    write_tildelinger(folder / "Tildelinger.csv", awards)
    supports = [
        stotte("1", "ANDRE AS", "2 000 000,00", "01.05.2023"),
        stotte("2", "NABO AS", "2 000 000,00", "01.05.2023", giver="EIN KOMMUNE"),
        stotte("3", "MY", "9 000 000,00", "20.03.2024"),
        stotte("4", "XI", "", "10.05.2024", interval=("1 000 000,00", "2 000 000,00")),
        stotte("5", "FI AS", "400 000,00", "20.10.2025", orgnr="974 760 673"),
        stotte("6", "PSI", "20 000,00", "01.11.2024", currency="EUR"),
        stotte("7", "CHI", "300 000,00", "31.02.2024"),
    ]
    write_stotteregisteret(folder / "stotteregisteret.csv", supports)
    return folder
