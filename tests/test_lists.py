"""Lists and tables read as wholes, at the door: files in, awards out, each row with its recipient, title and sum."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from scrapers.awards.candidate import Document
from scrapers.awards.lines import read_lines
from scrapers.awards.lists import read_lists
from scrapers.awards.money import find_amounts
from scrapers.awards.records import read_records
from scrapers.awards.tables import cell_amounts, find_tables, merged, read_tables
from scrapers.documents import release_of_text
from tests.test_extract import article, extract, write

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


PAGES: dict[str, tuple[str, list[Row]]] = {
    "bullets": (
        "<p>Disse får støtte:</p><ul><li>Egga Fiskeutstyr AS: 1,2 millioner kroner til «Kroker uten bly»</li>"
        "<li>Sklinna Fyrlag: 85 000 kroner</li></ul>",
        [("Egga Fiskeutstyr AS", 1_200_000, "Kroker uten bly"), ("Sklinna Fyrlag", 85_000, None)],
    ),
    "a list within a list": (
        "<p>Pengene går til:</p><ul><li>Nordland<ul><li>Træna Utvikling KF: 300 000 kroner</li><li>Lovund Havn KF: 450 000 kroner</li></ul></li>"
        "<li>Troms<ul><li>Husøy Vekst AS: 275 000 kroner</li></ul></li></ul>",
        [("Træna Utvikling KF", 300_000, None), ("Lovund Havn KF", 450_000, None), ("Husøy Vekst AS", 275_000, None)],
    ),
    "lines with breaks": (
        "<p>Slik fordeles midlene:</p><p>Bjarkøy Fiskarlag 40 000 kroner<br>Grytøy Bygdelag 35 000 kroner<br>Sandsøy Kystlag 52 000 kroner</p>",
        [("Bjarkøy Fiskarlag", 40_000, None), ("Grytøy Bygdelag", 35_000, None), ("Sandsøy Kystlag", 52_000, None)],
    ),
    "a table with names of columns, a caption and a row of sums": (
        "<table><caption>Støtte til klyngene i 2021, i tusen kroner</caption><tr><th>Klynge</th><th>Fylke</th><th>Søkt</th><th>Tildelt</th></tr>"
        "<tr><td>Arena Skrei</td><td>Nordland</td><td>2 600</td><td>2 000</td></tr><tr><td>NCE Silregn</td><td>Troms</td><td>3 000</td><td>2 750</td></tr>"
        "<tr><td>Sum</td><td></td><td>5 600</td><td>4 750</td></tr></table>",
        [("Arena Skrei", 2_000_000, None), ("NCE Silregn", 2_750_000, None)],
    ),
    "a table with bold names of columns and a title": (
        "<p>Her er tildelingene.</p><table><tr><td><b>Prosjekt</b></td><td><b>Prosjekteier</b></td><td><b>Tilsagn, kroner</b></td></tr>"
        "<tr><td>Tørrfisk på boks</td><td>Røst Sjømat AS</td><td>1 100 000</td></tr><tr><td>Trankoker</td><td>Værøy Olje AS</td><td>640 000</td></tr></table>",
        [("Røst Sjømat AS", 1_100_000, "Tørrfisk på boks"), ("Værøy Olje AS", 640_000, "Trankoker")],
    ),
    "a table in millions without a row of names": (
        "<p>Fordelingen er slik (beløp i mill. kroner):</p><table><tr><td>Lofoten Vekst AS</td><td>1,5</td></tr><tr><td>Vesterålen Utvikling KF</td><td>12</td></tr></table>",
        [("Lofoten Vekst AS", 1_500_000, None), ("Vesterålen Utvikling KF", 12_000_000, None)],
    ),
    "a heading for each recipient": (
        "<p>Disse får penger:</p><h3>Kjelvik Kulturhus</h3><p>Scenen får nye vegger.</p><p>Støtte: 400 000 kroner</p>"
        "<h3>Repvåg Museum</h3><p>Brygga skal reddes.</p><p>Støtte: 1 250 000 kroner</p>",
        [("Kjelvik Kulturhus", 400_000, None), ("Repvåg Museum", 1_250_000, None)],
    ),
    "names below a heading that is an amount": (
        "<p>Alle i samme gruppe får like mye.</p><h3>600 000 kroner</h3><ul><li>Arena Kvitlyng</li><li>Arena Blåbær</li></ul>"
        "<h3>250 000 kroner</h3><ul><li>Arena Einer</li><li>Arena Or</li><li>Arena Selje</li></ul><p>Til sammen er det 1,95 millioner kroner.</p>",
        [("Arena Kvitlyng", 600_000, None), ("Arena Blåbær", 600_000, None), ("Arena Einer", 250_000, None), ("Arena Or", 250_000, None), ("Arena Selje", 250_000, None)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_list_on_a_page_is_read_row_by_row(tmp_path: Path, name: str) -> None:
    body, rows = PAGES[name]
    (record,) = extract(write(tmp_path, "page.html", article(body).replace(b"<p><", b"<").replace(b"></p></div></main>", b"></div></main>")))
    assert rows_of(record) == rows
    assert [award["review_reason"] for award in record["awards"]] == [None] * len(rows)


NO_AWARDS = {
    "applicants": "Mange vil ha støtte\n\nDisse har søkt:\n\n• Kjerag Utvikling AS: 2 millioner kroner\n• Lysebotn Kraft AS: 3 millioner kroner\n",
    "refused": "Fem fikk penger\n\nDisse fikk avslag:\n\n• Kjerag Utvikling AS: 2 millioner kroner\n• Lysebotn Kraft AS: 3 millioner kroner\n",
    "rates": "Nye satser\n\nSatsene for neste år:\n\n• Ku: 4 500 kroner per dyr\n• Sau: 1 200 kroner per dyr\n• Geit: 1 300 kroner per dyr\n",
    "levels": "Slik er ordningen\n\nNivåene i klyngeprogrammet:\n\n• Arena: 2 millioner kroner i året\n• NCE: 5 millioner kroner i året\n• GCE: 10 millioner kroner i året\n",
    "themes": "Slik går energipengene\n\nSlik fordeles de 300 millionene:\n\n• 120 millioner kroner til 12 prosjekter i havbruk\n• 180 millioner kroner til åtte prosjekter innen sol\n",
    "costs": "Skredsikring\n\nKostnadene er beregnet slik:\n\n• Ulstein kommune: 4 millioner kroner\n• Hareid kommune: 6 millioner kroner\n",
    "calls": "Søk nå\n\nHer kan du søke:\n\n• Arena: 20 millioner kroner\n• Mobilisering: 8 millioner kroner\n",
    "members": "Klyngen vokser\n\nMedlemmene er:\n\n• Sogn Aluminium AS\n• Høyanger Smelteverk AS\n• Årdal Karbon AS\n",
    "owners": "Ny park får støtte\n\nParken eies av:\n\n• Sogn Aluminium AS\n• Høyanger kommune\n• Årdal Karbon AS\n",
    "programme of the day": "Støtte til klynger deles ut fredag\n\nProgrammet for dagen:\n\n• Velkommen ved NCE Raufoss\n• Lunsj på Vitensenteret\n• Omvisning hos Raufoss Industri AS\n",
    "a table of what was applied for": "Søknadene\n\nSøker\tSøkt beløp\nSogn Aluminium AS\t900 000\nÅrdal Karbon AS\t750 000\n",
}  # fmt: skip


@pytest.mark.parametrize("name", NO_AWARDS)
def test_a_list_of_something_else_is_no_list_of_awards(tmp_path: Path, name: str) -> None:
    (record,) = extract(write(tmp_path, "list.txt", NO_AWARDS[name]))
    assert [award["recipient"] for award in record["awards"]] == []


DOUBTFUL = {
    "nothing says that money is given": (
        "Nytt fra Sogn\n\nFølgende tall er kjent:\n\n• Sogn Aluminium AS: 900 000 kroner\n• Årdal Karbon AS: 750 000 kroner\n",
        ["nothing above the list says that it is of awards"] * 2,
    ),
    "one row contradicts the others": (
        "Støtte\n\nDisse får støtte:\n\n• Sogn Aluminium AS – reinare røyk 900 000 kroner\n• Årdal Karbon AS – nye ovnar 750 000 kroner\n"
        "• ferdige elektrodar – Lærdal Kol AS 300 000 kroner\n",
        [None, None, "the row contradicts the order of its list"],
    ),
    "rows that miss the stated total": (
        "Omstilling\n\nTil sammen blir 9 millioner kroner delt mellom tre selskaper. Dette er hele fordelingen:\n\n• Sogn Aluminium AS: 3 millioner kroner\n"
        "• Årdal Karbon AS: 3 millioner kroner\n• Lærdal Kol AS: 4 millioner kroner\n",
        ["the list's sum and the stated total differ"] * 3,
    ),
    "two columns of sums without a name": (
        "Folkehelse\n\nDisse får støtte:\n\nLuster Frisklag\n\n200 000\n\n150 000\n\nLærdal Turlag\n\n90 000\n\n60 000\n\nAurland Symjeklubb\n\n45 000\n\n45 000\n",
        ["which column of the table is the sum given cannot be told"] * 3,
    ),
    "cells that nothing parts": (
        "Landstrøm\n\nMottaker Anlegg Tilskudd\nKystbase Sør Kystbase Sør Ytre 3 200 000 kr\nAndfjord Rederi AS Kai 2 1 450 000 kr\n",
        ["where the recipient's name ends cannot be told"] + [None],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_a_list_leaves_open_is_for_review(tmp_path: Path, name: str) -> None:
    text, reasons = DOUBTFUL[name]
    (record,) = extract(write(tmp_path, "list.txt", text))
    assert [award["review_reason"] for award in record["awards"]] == reasons


def test_a_sum_row_is_the_stated_total(tmp_path: Path) -> None:
    text, rows = LISTS["sum row"]
    (record,) = extract(write(tmp_path, "list.txt", text))
    assert (record["stated_total_nok"], record["reconciliation"]["verdict"]) == (350_000, "agrees")
    assert record["reconciliation"]["sum_nok"] == sum(nok or 0 for _, nok, _ in rows)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"• Bedrift {i} AS: {i % 900 + 100} 000 kroner" for i in range(10_000)),
        "\n".join(f"Bedrift {i} AS\n{i % 900 + 100} 000" for i in range(10_000)),
        "\n".join(f"Nr {i}: forhold {i}" for i in range(10_000)),
    ],
    ids=["items", "cells", "keys"],
)
def test_ten_thousand_rows_are_read_in_seconds(text: str) -> None:
    _assert_quick("Tildelinger\n\nDisse får støtte:\n\n" + text)


@pytest.mark.parametrize("piece", ["a", "Sogn AS, ", "1 000 ", "«a» ", "(", ": ", "\t", "– "])
def test_a_line_of_a_million_characters_is_read_in_seconds(piece: str) -> None:
    _assert_quick("Tildelinger\n\nDisse får støtte:\n\n• " + piece * (1_000_000 // len(piece)))


def _assert_quick(text: str) -> None:
    """The rooms of lists alone: lines, tables, records and lists of one release."""
    release = release_of_text(text, None, "long")
    amounts = tuple(find_amounts(release.text, release.language))
    begun = time.perf_counter()
    lines = read_lines(release)
    tables = find_tables(release.text, lines, amounts)
    document = Document(release, (), merged(amounts, cell_amounts(tables)))
    taken = {i for table in tables for i in table.lines}
    read_tables(release.text, lines, tables)
    read_records(document, lines, taken)
    read_lists(document, lines, taken)
    assert time.perf_counter() - begun < 20
