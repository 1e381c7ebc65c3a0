"""The files of two official registers beside the sample site, in the formats in which they are handed out.

The rows are written for demonstration and are nobody's accounts; reading them belongs in warehouse/registers.py.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

TILDELINGER = (
    "Fylkesnavn", "Kommunenavn", "Org-nr", "Bedriftsnavn", "Virkemiddelkategori", "Underkategori", "Innvilget beløp",
    "Innvilget dato", "Beslutningsenhet", "Næringshovedområde", "Næring", "Type finansiering",
)  # fmt: skip
STOTTEREGISTERET = (
    "Støttetiltaksnummer", "Status", "Støttetiltakstype", "Organisasjonsnummer støttemottaker",
    "Spesifisert mottaker - Organisasjonsnummer", "Navn støttemottaker", "Organisasjonsnummer støttegiver",
    "Navn støttegiver", "Tildelingsdato", "Tildelt beløp", "Tildelt beløp valuta", "Beløpsintervall fra beløp",
    "Beløpsintervall til beløp", "Beløpsintervall valuta",
)  # fmt: skip
GIVER = "INNOVASJON NORGE"


def write_registers(folder: Path) -> None:
    """Write both files into ``folder``, which is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    awards = [
        tildeling("Legasea", "2 000 000,00", "25.11.2015", county="Møre og Romsdal"),
        tildeling("Arena Innovasjon Torskefisk", "1 000 000,00", "30.11.2015", county="Nordland"),
        tildeling("Arena Innovasjon Torskefisk", "1 000 000,00", "08.01.2016", county="Nordland"),
        tildeling("Kunnskapsparken Helgeland", "2 500 000,00", "30.11.2015", county="Nordland"),
        tildeling("Kongsbergregionen", "4 000 000,00", "01.12.2015", county="Buskerud", kind="Lån"),
        tildeling("Eksempelverkstedet AS", "450 000,00", "12.03.2016", county="Telemark"),
    ]
    write_tildelinger(folder / "Tildelinger.csv", awards)
    supports = [
        stotte("9000001", "VIANODE", "350 000 000,00", "02.04.2024"),
        stotte("9000002", "CENATE", "200 000 000,00", "02.04.2024"),
        stotte("9000003", "MORROW", "", "02.04.2024", interval=("300 000 000,00", "400 000 000,00")),
        stotte("9000004", "EKSEMPELVERKSTEDET AS", "2 400 000,00", "21.05.2024"),
    ]
    write_stotteregisteret(folder / "stotteregisteret.csv", supports)


def tildeling(
    recipient: str, kroner: str, day: str, *, orgnr: str = "", county: str = "", kind: str = "Tilskudd"
) -> tuple[str, ...]:
    return (county, "", orgnr, recipient, "Tilskudd", "Klynger", kroner, day, "", "", "", kind)


def stotte(
    number: str, recipient: str, kroner: str, day: str, *, orgnr: str = "", giver: str = GIVER, currency: str = "NOK",
    interval: tuple[str, str] = ("", ""),
) -> tuple[str, ...]:  # fmt: skip
    of_interval = currency if interval[0] else ""
    of_amount = currency if kroner else ""
    return (
        number,
        "Registrert",
        "Tilskudd",
        orgnr,
        "",
        recipient,
        "",
        giver,
        day,
        kroner,
        of_amount,
        *interval,
        of_interval,
    )


def write_tildelinger(path: Path, rows: Iterable[Sequence[str]]) -> None:
    path.write_bytes(_csv(TILDELINGER, rows).encode("cp1252"))


def write_stotteregisteret(path: Path, rows: Iterable[Sequence[str]]) -> None:
    path.write_bytes(("\ufeff" + _csv(STOTTEREGISTERET, rows)).encode("utf-16-le"))


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([header, *rows])
    return out.getvalue()
