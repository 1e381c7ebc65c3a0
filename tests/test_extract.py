"""``klyngekroner extract`` at the door a user comes through: files in, one JSON object a release out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from scrapers.awards.extract import read_release
from scrapers.model import Reading, Release

SEED_URL = "https://www.innovasjonnorge.no/nyhetsartikkel/styrker-regional-naeringskompetanse"
NEWS = "https://www.regjeringen.no/no/aktuelt/stotte-til-klynger/id9900001/"
TEXT = "Støtte til klynger\n\nNCE Raufoss får 2 millioner kroner til «Lettere deler» fra Innovasjon Norge.\n"
CONTRACT = [
    *("id", "url", "source", "publisher", "title", "published_on", "published_basis", "language", "text"),
    *("stated_total_nok", "stated_total_qualifier", "stated_count", "reconciliation", "awards", "mentions", "issues"),
]


def extract(*arguments: str | Path, code: int = 0) -> list[dict[str, Any]]:
    """The objects on stdout. Whatever cannot be read is one object with an issue, and one line on stderr."""
    result = CliRunner().invoke(app, ["extract", *map(str, arguments)])
    assert result.exit_code == code, result.output
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert all(list(record) == CONTRACT for record in records)
    assert "Traceback" not in result.stderr
    if code == 1:
        assert any(record["issues"] and record["text"] == "" for record in records)
    return records


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def article(
    body: str = TEXT.partition("\n\n")[2], *, charset: str = "utf-8", html_class: str = "article-body"
) -> bytes:
    """A news page in the shape of regjeringen.no's."""
    return f"""<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8"><title>Støtte til klynger</title>
<meta name="DC.Title" content="Støtte til klynger"><meta name="DC.Creator" content="Nærings- og fiskeridepartementet">
<meta name="DC.Date" content="2026-03-04"><meta name="DC.Language" content="nb-NO">
<meta property="og:url" content="{NEWS}"></head><body class="page-pressemelding"><main id="mainContent">
<header class="article-header"><h1>Støtte til klynger</h1></header>
<div class="article-info"><p><span class="type">Pressemelding |</span>
<span class="date">Dato: 04.03.2026</span></p></div>
<div class="{html_class}"><p>{body}</p></div></main></body></html>""".encode()


# the release that the project starts from


@pytest.fixture(scope="module")
def seed(shared: Path) -> dict[str, Any]:
    (record,) = extract(shared / "seeds" / "styrker-regional-naeringskompetanse.txt", "--url", SEED_URL)
    return record


def test_the_seed_has_ten_awards_with_recipient_kroner_and_title(seed: dict[str, Any]) -> None:
    read = [(award["recipient"], award["amount_nok"], award["project_title"]) for award in seed["awards"]]
    assert read == [
        ("Arena Innovasjon Torskefisk", 2_000_000, "Industriell utvikling gjennom kompetansebygging"),
        ("IKT Telemark", 1_500_000, "Industriell datasenterkompetanse"),
        ("IT-forum Sogn og Fjordane", 1_500_000, "Næringsretta IT-utdanning i Sogn og Fjordane"),
        ("Kongsbergregionen", 2_000_000, "Smart automasjon og produksjon for fremtidig norsk industri"),
        ("Kunnskapsparken Helgeland", 2_900_000, "Kompetanse for grønt skifte i industrien på Helgeland"),
        ("Legasea", 2_000_000, "Et marint drømmeløft - kompetansesprang innen prosessteknologi"),
        (
            "Maritim forening Sogn og Fjordane/GCE Subsea",
            1_500_000,
            "Etablera tilbod om samansett kompetanse retta mot havrommet og havromsteknologi",
        ),
        (
            "Molde Kunnskapspark",
            1_500_000,
            "Etterutdanningsprogram i innovasjon med fokus på Industrielt Internett",
        ),
        (
            "TotAl gruppen",
            1_400_000,
            (
                "Avansert -og automatisert utdanning for framtidsretting av norsk vareproduserende/mekanisk industri "
                "med utgangspunkt i Industri 4.0"
            ),
        ),
        (
            "VinterTroms AS",
            500_000,
            (
                "Prosjekt Arctic Tourism Competence - Utvikling og organisering av et tilrettelagt utdannings- og "
                "kompetanseutviklingprogram for reiselivet i Nord-Norge"
            ),
        ),
    ]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("source", "innovasjonnorge"),
        ("publisher", "Innovasjon Norge"),
        ("url", SEED_URL),
        ("title", "Styrker regional næringskompetanse"),
        ("published_on", None),
        ("published_basis", "none"),
        ("language", "nb"),
        ("stated_total_nok", 17_000_000),
        ("stated_total_qualifier", "almost"),
        ("stated_count", 10),
        ("reconciliation", {"sum_nok": 16_800_000, "award_count": 10, "verdict": "agrees"}),
        ("issues", []),
    ],
)
def test_the_seed_says(seed: dict[str, Any], field: str, expected: object) -> None:
    assert seed[field] == expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("programme", "Kompetanseutvikling i regionale næringsmiljø"),
        ("decision", "offered"),
        ("status", "accepted"),
        ("qualifier", "exact"),
        ("amount_basis", "total"),
        ("currency", "NOK"),
    ],
)
def test_every_award_of_the_seed_is(seed: dict[str, Any], field: str, expected: str) -> None:
    assert {award[field] for award in seed["awards"]} == {expected}


def test_the_seeds_programme_frame_is_a_frame(seed: dict[str, Any]) -> None:
    roles = {(mention["amount"], mention["role"]) for mention in seed["mentions"]}
    assert (20_000_000, "frame") in roles
    assert (17_000_000, "stated_total") in roles


def test_offsets_of_the_seed_are_code_points_of_the_file(seed: dict[str, Any], shared: Path) -> None:
    text = (shared / "seeds" / "styrker-regional-naeringskompetanse.txt").read_text(encoding="utf-8")
    assert seed["text"] == text
    assert all(award["evidence"] == text[award["start"] : award["end"]] for award in seed["awards"])
    assert all(mention["text"] == text[mention["start"] : mention["end"]] for mention in seed["mentions"])


# text, by file and by row


def test_a_text_at_no_address_has_no_source(tmp_path: Path) -> None:
    (record,) = extract(write(tmp_path, "a.txt", TEXT))
    assert (record["id"], record["url"], record["source"], record["publisher"]) == ("a.txt", None, None, None)
    assert [award["amount_nok"] for award in record["awards"]] == [2_000_000]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Publisert: 12.05.2015", "2015-05-12"),
        ("Nyhet | Dato: 17.03.2015 | Kommunaldepartementet", "2015-03-17"),
        ("26. mars 2015", "2015-03-26"),
        ("des 16, 2009 16:04 CET", "2009-12-16"),
        ("Publisert :", None),
        ("Sist oppdatert: 12.05.2015", None),
        ("Søknadsfrist er 12.05.2015", None),
    ],
)
def test_a_text_is_dated_when_it_prints_a_date(tmp_path: Path, line: str, expected: str | None) -> None:
    (record,) = extract(write(tmp_path, "a.txt", TEXT.replace("\n\n", f"\n\n{line}\n\n", 1)), "--url", NEWS)
    assert (record["published_on"], record["published_basis"]) == (expected, "body" if expected else "none")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_the_charset_it_is_saved_in(tmp_path: Path, encoding: str) -> None:
    (record,) = extract(write(tmp_path, "a.txt", TEXT.replace("\n", "\r\n").encode(encoding)))
    assert record["text"] == TEXT


def test_rows_keep_their_ids_and_have_their_sources_by_address(tmp_path: Path) -> None:
    rows = [
        {"id": "one", "url": NEWS, "text": TEXT},
        {"id": "two", "url": NEWS, "html": article().decode()},
        {"url": SEED_URL, "text": TEXT},
        {"text": TEXT},
    ]
    path = write(tmp_path, "rows.jsonl", "\n".join(json.dumps(row) for row in rows) + "\n\n")
    records = extract(path)
    assert [record["id"] for record in records] == [
        "one",
        "two",
        "innovasjonnorge:/nyhetsartikkel/styrker-regional-naeringskompetanse",
        "rows.jsonl:4",
    ]
    assert [record["source"] for record in records] == ["regjeringen", "regjeringen", "innovasjonnorge", None]
    assert all(award["amount_nok"] == 2_000_000 for record in records for award in record["awards"])


def test_an_award_id_rests_on_the_address_not_on_the_row_id(tmp_path: Path) -> None:
    rows = [{"id": name, "url": NEWS, "text": TEXT} for name in ("one", "two")]
    one, two = extract(write(tmp_path, "rows.jsonl", "\n".join(map(json.dumps, rows))))
    assert one["awards"][0]["award_id"] == two["awards"][0]["award_id"]


def test_half_a_surrogate_pair_does_not_stop_the_output(tmp_path: Path) -> None:
    path = write(tmp_path, "rows.jsonl", '{"id": "a\\ud800", "text": "Tittel \\ud800\\n\\nTekst."}')
    (record,) = extract(path)
    assert (record["id"], record["text"]) == ("a\ufffd", "Tittel \ufffd\n\nTekst.")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "not_json"),
        ("[" * 100_000, "not_json"),
        ('"text"', "not_a_row"),
        ('{"id": "x"}', "not_a_row"),
        ('{"id": "x", "text": 5}', "not_a_row"),
        ('{"id": "x", "text": "a", "html": "b"}', "not_a_row"),
        ('{"id": ["x"], "text": "a"}', "not_a_row"),
        ('{"id": "x", "text": " \\n"}', "empty_text"),
        ('{"id": "x", "html": ""}', "unknown_layout"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_read(tmp_path: Path, line: str, code: str) -> None:
    good = json.dumps({"id": "good", "text": TEXT})
    bad, record = extract(write(tmp_path, "rows.jsonl", f"{line}\n{good}\n"), code=1)
    assert [issue["code"] for issue in bad["issues"]] == [code]
    assert "rows.jsonl: line 1" in bad["issues"][0]["message"]
    assert record["id"] == "good"


# wrong paths and wrong use


def test_what_is_no_readable_file_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    good = write(tmp_path, "good.txt", TEXT)
    given = (tmp_path / "none.txt", tmp_path, write(tmp_path, "sheet.xlsx", b"PK"), write(tmp_path, "e.txt", ""), good)
    records = extract(*given, write(tmp_path, "e.jsonl", "\n"), code=1)
    assert [[issue["code"] for issue in record["issues"]] for record in records] == [
        ["cannot_read"],
        ["not_a_file"],
        ["unknown_file_type"],
        ["empty_text"],
        [],
        ["empty_file"],
    ]


@pytest.mark.parametrize(
    "arguments", [(), ("a.txt", "--format", "xml"), ("a.txt", "--nonsense"), ("a.txt", "--url", "foo")]
)
def test_wrong_use_is_exit_2(arguments: tuple[str, ...]) -> None:
    extract(*arguments, code=2)


def test_a_table_is_for_people(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["extract", str(write(tmp_path, "a.txt", TEXT)), "--format", "table"])
    assert result.exit_code == 0
    assert "NCE Raufoss" in result.stdout
    assert "2000000" in result.stdout


def test_a_foreign_locale_does_not_stop_norwegian_letters(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT.replace("til", "– til"))
    program = [sys.executable, "-c", "from pipelines.cli import main; main()", "extract", str(path)]
    result = subprocess.run(program, env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, check=True)
    assert "«Lettere deler»" in json.loads(result.stdout.decode("utf-8"))["text"]


def test_a_fault_of_the_reader_costs_one_release_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_on_one(release: Release) -> Reading:
        if release.release_id == "one":
            raise RuntimeError("out of luck")
        return read_release(release)

    monkeypatch.setattr("scrapers.documents.read_release", fail_on_one)
    rows = [{"id": name, "text": TEXT} for name in ("one", "two")]
    failed, read = extract(write(tmp_path, "rows.jsonl", "\n".join(map(json.dumps, rows))), code=1)
    assert [issue["code"] for issue in failed["issues"]] == ["reader_failed"]
    assert "RuntimeError: out of luck" in failed["issues"][0]["message"]
    assert [award["amount_nok"] for award in read["awards"]] == [2_000_000]
