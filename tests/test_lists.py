"""Lists and tables read as wholes, at the door: files in, awards out, each row with its recipient, title and sum."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.test_extract import extract, write

Row = tuple[str, int | None, str | None]

# name → (text, rows); every row is expected to be accepted
LISTS: dict[str, tuple[str, list[Row]]] = {
    "colon": (
        "Midler til havner\n\nDisse får tilskudd:\n\n• Vardø Havn KF: 4,2 millioner kroner\n• Havøygavl Drift AS: 850 000 kroner\n",
        [("Vardø Havn KF", 4_200_000, None), ("Havøygavl Drift AS", 850_000, None)],
    ),
    "title behind the recipient": (
        "Støtte til reiseliv\n\nSlik er midlene fordelt:\n\n• Visit Sunnhordland AS – vinteropplevelser på øyene 640 000 kroner\n"
        "• Nordøyane Reiselivslag – kystleia til fots 380 000 kroner\n• Helgøya Opplevelser SA – sykkel og ferje 455 000 kroner\n",
        [
            ("Visit Sunnhordland AS", 640_000, "vinteropplevelser på øyene"),
            ("Nordøyane Reiselivslag", 380_000, "kystleia til fots"),
            ("Helgøya Opplevelser SA", 455_000, "sykkel og ferje"),
        ],
    ),
    "title before the recipient": (
        "Tilskot til bygdeutvikling\n\nDesse prosjekta får støtte:\n\n- Bygda som ventar - Fjellgrend Grendelag 120 000 kroner\n"
        "- Lys i kvart glas - Havnes Bygdelag 95 000 kroner\n- Ny skulesti - Storvik kommune 310 000 kroner\n",
        [
            ("Fjellgrend Grendelag", 120_000, "Bygda som ventar"),
            ("Havnes Bygdelag", 95_000, "Lys i kvart glas"),
            ("Storvik kommune", 310_000, "Ny skulesti"),
        ],
    ),
    "place behind the recipient": (
        "Innovasjon Norge støtter sju bedrifter\n\nTildelingene:\n\n• Skarvtind Robotikk AS, Narvik: 2,1 millioner kroner\n"
        "• Fjordlys Sensor AS, Førde: 1,4 millioner kroner\n• Malmgruven Drift AS, Kirkenes: 900 000 kroner\n",
        [
            ("Skarvtind Robotikk AS", 2_100_000, None),
            ("Fjordlys Sensor AS", 1_400_000, None),
            ("Malmgruven Drift AS", 900_000, None),
        ],
    ),
    "place before the recipient": (
        "Omstillingsmidler fordelt\n\nHer er mottakerne:\n\n• Odda: Odda Nyskaping AS 1,5 mill. kr\n• Vadsø: Varanger Vekst KF 2 mill. kr\n"
        "• Rjukan: Tinn Utvikling AS 750 000 kr\n",
        [("Odda Nyskaping AS", 1_500_000, None), ("Varanger Vekst KF", 2_000_000, None), ("Tinn Utvikling AS", 750_000, None)],
    ),
    "amount first": (
        "Klimamidler\n\nFølgende får støtte:\n\n• 600 000 kroner til Tokke kommune\n• 1,2 millioner kroner til Fyresdal Fjernvarme AS\n"
        "• 45 000 kroner til Nissedal Bygdekvinnelag: felles hage\n",
        [
            ("Tokke kommune", 600_000, None),
            ("Fyresdal Fjernvarme AS", 1_200_000, None),
            ("Nissedal Bygdekvinnelag", 45_000, "felles hage"),
        ],
    ),
    "place, amount, recipient": (
        "Museumsmidler\n\nSlik fordeles pengene:\n\nGrimstad: 1,1 millioner kroner til Sørlandsmuseet\n"
        "Mandal: 400 000 kroner til Stiftelsen Lindesnes\nTvedestrand: 250 000 kroner går til Næs jernverksmuseum\n",
        [("Sørlandsmuseet", 1_100_000, None), ("Stiftelsen Lindesnes", 400_000, None), ("Næs jernverksmuseum", 250_000, None)],
    ),
    "rows with verbs": (
        "Tilskudd til idrettslag\n\nFordelingen:\n\n• Tana Idrettslag får 80 000 kroner til «Ski for alle»\n"
        "• Båtsfjord Turnforening er tildelt 65 000 kroner\n• Berlevåg Seilforening mottar 110 000 kroner til «Ut på fjorden»\n",
        [
            ("Tana Idrettslag", 80_000, "Ski for alle"),
            ("Båtsfjord Turnforening", 65_000, None),
            ("Berlevåg Seilforening", 110_000, "Ut på fjorden"),
        ],
    ),
    "orders that swap by quotation marks": (
        "Kulturmidler\n\nDisse får støtte:\n\n• «Havsang» – Stadlandet Mannskor – 40 000 kroner\n• Ulvesund Teater, «Fyrlykta», 70 000 kroner\n"
        "• 55 000 kroner til Selje Spelemannslag: «Slåttar frå garden»\n",
        [
            ("Stadlandet Mannskor", 40_000, "Havsang"),
            ("Ulvesund Teater", 70_000, "Fyrlykta"),
            ("Selje Spelemannslag", 55_000, "Slåttar frå garden"),
        ],
    ),
    "bare lines": (
        "Tilsagn i september\n\nDisse bedriftene fikk tilsagn:\n\nBrekkefoss Kraft AS 3,4 mill. kr\nLangøy Algeoppdrett AS 1,25 mill. kr\n"
        "Steinsund Mek AS 780 000 kr\n",
        [
            ("Brekkefoss Kraft AS", 3_400_000, None),
            ("Langøy Algeoppdrett AS", 1_250_000, None),
            ("Steinsund Mek AS", 780_000, None),
        ],
    ),
    "bare lines under counties": (
        "Fylkene får bredbåndspenger\n\nSlik fordeles 900 000 kroner:\n\nTroms:\nKvaløy Fiber SA – 300 000 kroner\nSenja Nett AS – 200 000 kroner\n\n"
        "Finnmark:\nLakselv Breiband SA – 250 000 kroner\nNordkyn Fiber AS – 150 000 kroner\n",
        [
            ("Kvaløy Fiber SA", 300_000, None),
            ("Senja Nett AS", 200_000, None),
            ("Lakselv Breiband SA", 250_000, None),
            ("Nordkyn Fiber AS", 150_000, None),
        ],
    ),
    "the purposes of one recipient": (
        "Støtte til havner\n\nRødøy kommune får tilskudd til:\n\n• flytebrygge i Jektvik (640 000 kroner)\n• mudring ved Værnes (1,1 millioner kroner)\n",
        [("Rødøy kommune", 640_000, "flytebrygge i Jektvik"), ("Rødøy kommune", 1_100_000, "mudring ved Værnes")],
    ),
    "amounts that each name below gets": (
        "Fem klynger får penger\n\nInnovasjon Norge deler ut 7 millioner kroner til klyngene.\n\n2 millioner kroner hver\n\n• NCE Fiskefôr\n• NCE Tindeklynge\n\n"
        "1 million kroner hver\n\n• Arena Lysbøye\n• Arena Steinrøys\n• Arena Myrull\n",
        [
            ("NCE Fiskefôr", 2_000_000, None),
            ("NCE Tindeklynge", 2_000_000, None),
            ("Arena Lysbøye", 1_000_000, None),
            ("Arena Steinrøys", 1_000_000, None),
            ("Arena Myrull", 1_000_000, None),
        ],
    ),
    "names without amounts": (
        "Fire nye klynger\n\nFire klynger er tatt opp i Arena-programmet. Disse får støtte:\n\n• Arena Vindfang (Vardø)\n• Arena Kaldsjø\n• Arena Tremast, Elverum\n"
        "• Arena Fôrlab\n",
        [("Arena Vindfang", None, None), ("Arena Kaldsjø", None, None), ("Arena Tremast", None, None), ("Arena Fôrlab", None, None)],
    ),
    "sum row": (
        "Tilskot 2021\n\nTildelingar:\n\n• Sula kommune: 200 000 kroner\n• Giske kommune: 150 000 kroner\n• Sum: 350 000 kroner\n",
        [("Sula kommune", 200_000, None), ("Giske kommune", 150_000, None)],
    ),
    "applied for beside granted": (
        "Folkehelse\n\nDisse får tilskudd:\n\n• Ibestad kommune: 90 000 kroner (søkt om 200 000 kroner)\n• Salangen kommune: 60 000 kroner (søkt om 60 000 kroner)\n",
        [("Ibestad kommune", 90_000, None), ("Salangen kommune", 60_000, None)],
    ),
    "one sum to each of two": (
        "Klimasats\n\nFordelingen:\n\n• Lebesby kommune og Gamvik kommune: felles ladeplan, 175 000 kroner til hver\n• Måsøy kommune: elbåt, 420 000 kroner\n",
        [("Lebesby kommune", 175_000, "felles ladeplan"), ("Gamvik kommune", 175_000, "felles ladeplan"), ("Måsøy kommune", 420_000, "elbåt")],
    ),
    "key and value": (
        "Vedtak i styret\n\nSøker: Kvitsøy Hummerpark AS\nProsjekt: Levende lager\nSøkt beløp: 900 000 kroner\nTilskudd: 450 000 kroner\n\n"
        "Søker: Bokn Tang SA\nProsjekt: Sukker av tare\nSøkt beløp: 300 000 kroner\nTilskudd: 300 000 kroner\n",
        [("Kvitsøy Hummerpark AS", 450_000, "Levende lager"), ("Bokn Tang SA", 300_000, "Sukker av tare")],
    ),
    "numbered names above key and value": (
        "Nye prosjekter\n\nDisse prosjektene får støtte:\n\n1. Fonna Frukt SA\nTittel: Sider i tønne\nTilskudd: 220 000 kroner\n\n"
        "2. Bømlo Notbøteri AS\nTittel: Nøter uten impregnering\nTilskudd: 1 150 000 kroner\n",
        [("Fonna Frukt SA", 220_000, "Sider i tønne"), ("Bømlo Notbøteri AS", 1_150_000, "Nøter uten impregnering")],
    ),
    "recipient as a heading, its sum below": (
        "Miljøteknologi: to tilsagn\n\nRavnfjell Gjenvinning AS\n\nBedriften tar vare på glass fra gamle vinduer.\n\nTilskudd: 2,3 millioner kroner\n\n"
        "Lyngstø Båtbyggeri AS\n\nEn ferje skal gå på ammoniakk.\n\nTilskudd: 4 millioner kroner\n",
        [("Ravnfjell Gjenvinning AS", 2_300_000, None), ("Lyngstø Båtbyggeri AS", 4_000_000, None)],
    ),
    "one cell a line": (
        "Skjønnsmidler er fordelt\n\nKommune\n\nProsjekt\n\nTildelt beløp\n\nVågan\n\nFelles arkiv\n\n450 000\n\nFlakstad\n\nRekruttering på tvers\n\n275 000\n\n"
        "Moskenes\n\nVann i rør\n\n90 000\n\nSum\n\n815 000\n",
        [("Vågan", 450_000, "Felles arkiv"), ("Flakstad", 275_000, "Rekruttering på tvers"), ("Moskenes", 90_000, "Vann i rør")],
    ),
    "one cell a line, applied for and granted, in thousands": (
        "Folkehelsemidler\n\n(tall i tusen kroner)\n\nKommune\nSøkt\nInnvilget\n\nHitra\n400\n250\n\nFrøya\n150\n150\n\nHeim\n90\n0\n",
        [("Hitra", 250_000, None), ("Frøya", 150_000, None)],
    ),
    "the sum between name and title": (
        "Tildelinger\n\nMottaker\nBeløp\nTiltak\n\nSteigen Bygdemuseum\n300 000\nNytt tak\n\nHamarøy Teater\n120 000\nLysrigg\n\nTysfjord Historielag\n45 000\nSkilting\n",
        [("Steigen Bygdemuseum", 300_000, "Nytt tak"), ("Hamarøy Teater", 120_000, "Lysrigg"), ("Tysfjord Historielag", 45_000, "Skilting")],
    ),
    "cells on one line": (
        "Landstrøm\n\nDisse får støtte:\n\nStøttemottaker Sted Støtte\nMyre Havn KF Myre 3 200 000 kr\nAndfjord Rederi AS Andenes 1 450 000 kr\n"
        "Sum 4 650 000 kr\n",
        [("Myre Havn KF", 3_200_000, None), ("Andfjord Rederi AS", 1_450_000, None)],
    ),
    "tabs": (
        "Kulturvern\n\nSøker\tKommune\tTiltak\tInnvilget\nVenner av Jekta\tBrønnøy\tNye seil\tkr 95 000\nTorghatten Museum\tBrønnøy\tMaling\tkr 130 000\n",
        [("Venner av Jekta", 95_000, "Nye seil"), ("Torghatten Museum", 130_000, "Maling")],
    ),
    "pipes, with a column of what was applied for": (
        "Vilttiltak\n\n| Mottaker | Søknadssum | Tilskudd |\n| Rana Jeger- og Fiskerforening | 80 000 | 50 000 |\n| Hemnes Bondelag | 40 000 | 40 000 |\n",
        [("Rana Jeger- og Fiskerforening", 50_000, None), ("Hemnes Bondelag", 40_000, None)],
    ),
    "glued cells": (
        "Innovasjonsstøtte til aviser\n\nDisse får støtte:\n\nSøker Prosjekt Innvilget\nLOFOTBLADET ASPodkast frå brygga450000\nYTRE SOGN AVIS SALokalt arkiv280000\n"
        "HELGELAND DAGBLAD ASKart over krana610000\n",
        [
            ("LOFOTBLADET AS", 450_000, "Podkast frå brygga"),
            ("YTRE SOGN AVIS SA", 280_000, "Lokalt arkiv"),
            ("HELGELAND DAGBLAD AS", 610_000, "Kart over krana"),
        ],
    ),
    "numbers without unit": (
        "Næringsfond: summene for 2019\n\nTilskot til kommunane, i heile kroner:\n\nHyen 410 000\nBremanger 655 500\nSolund 389 750\nSum 1 455 250\n",
        [("Hyen", 410_000, None), ("Bremanger", 655_500, None), ("Solund", 389_750, None)],
    ),
}  # fmt: skip


def rows_of(record: dict[str, Any]) -> list[Row]:
    return [(award["recipient"], award["amount_nok"], award["project_title"]) for award in record["awards"]]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_row_by_row(tmp_path: Path, name: str) -> None:
    text, rows = LISTS[name]
    (record,) = extract(write(tmp_path, "list.txt", text))
    assert rows_of(record) == rows
    assert [award["review_reason"] for award in record["awards"]] == [None] * len(rows)
    assert all(record["text"][award["start"] : award["end"]] == award["evidence"] for award in record["awards"])
