"""Each family of reading rules has releases of its own, read right with it and wrong with it switched off."""

from __future__ import annotations

import pytest

from scrapers.awards.extract import read_release
from scrapers.awards.recipients import may_receive
from scrapers.documents import release_of_text
from scrapers.model import Reading
from tests.family import Family, accepted, awards, titles
from tests.judging_families import JUDGING

LIST = "Disse får støtte:\n\n • Alfa AS, Ny kai, 1,5 millioner kroner\n • Beta AS, Verft, 2 millioner kroner"
TABLE = "Tildelt i år\n\nSøker Prosjekt Tilskudd\nAlfa AS Kai 1 200 000\nBeta AS Verft 300 000\nGamma SA Naust 90 000"
RECORD = "Søker: Alfa AS\nProsjekt: Ny kai\nSøkt beløp: 900 000 kroner\nTilskudd: 450 000 kroner"
FAMILIES = {
    "lists": Family("extract.read_lists", lambda *_: [], LIST, titles, {("Alfa AS", "Ny kai"), ("Beta AS", "Verft")}),
    "tables": Family(
        "extract.find_tables",
        lambda *_: [],
        TABLE,
        awards,
        {("Alfa AS", 1_200_000), ("Beta AS", 300_000), ("Gamma SA", 90_000)},
    ),
    "records": Family("extract.read_records", lambda *_: [], RECORD, awards, {("Alfa AS", 450_000)}),
    "verbs": Family(
        "prose.by_verb", lambda *_: [], "Enova bevilger Alfa AS 3 millioner kroner.", awards, {("Alfa AS", 3_000_000)}
    ),
    "sums beside names": Family(
        "prose.beside",
        lambda *_, **__: [],
        "Innovasjon Norge deler ut penger: Alfa AS (3 mill.) og Beta AS (1 mill.).",
        awards,
        {("Alfa AS", 3_000_000), ("Beta AS", 1_000_000)},
    ),
    "sums behind a colon": Family(
        "prose.behind_colon",
        lambda *_: [],
        "Alfa AS kan endelig legge nytt dekke på banen: 1 000 000 kroner er klare.",
        awards,
        {("Alfa AS", 1_000_000)},
    ),
    "gapping": Family(
        "verb_frames.with_gaps",
        lambda *_, **__: [],
        "Alfa AS får 2 millioner kroner, Beta AS 1,5 millioner og Gamma SA 800 000 kroner.",
        awards,
        {("Alfa AS", 2_000_000), ("Beta AS", 1_500_000), ("Gamma SA", 800_000)},
    ),
    "each": Family(
        "binding.each_has",
        lambda *_: False,
        "Alfa AS og Beta AS får 2 millioner kroner hver.",
        awards,
        {("Alfa AS", 2_000_000), ("Beta AS", 2_000_000)},
    ),
    "stand-ins": Family(
        "stand_ins._antecedent",
        lambda *_: (None, None),
        "Stadt Sjømat AS skal bygge nytt anlegg. Selskapet får 4 millioner kroner fra Enova.",
        awards,
        {("Stadt Sjømat AS", 4_000_000)},
    ),
    "without a sum": Family(
        "running_text.read_unpriced",
        lambda *_, **__: [],
        "Også Alfa AS og Beta AS får støtte fra Innovasjon Norge.",
        awards,
        {("Alfa AS", None), ("Beta AS", None)},
    ),
    "named together": Family(
        "unpriced.in_series",
        lambda *_: (),
        "Alfa AS, Beta AS og Gamma SA har grunn til å feire etter tildelingen.",
        awards,
        {("Alfa AS", None), ("Beta AS", None), ("Gamma SA", None)},
    ),
    "across sentences": Family(
        "running_text.recipient_behind",
        lambda *_: None,
        "Enova gir 38 millioner kroner til en hydrogenferge. Mottakeren er Fjordlink AS.",
        awards,
        {("Fjordlink AS", 38_000_000)},
    ),
    "told once": Family(
        "extract.tell_once",
        list,
        "Alfa AS får 2 millioner kroner.\n\nDet er stort, sier ordføreren. Alfa AS får 2 millioner kroner til ny kai.",
        lambda reading: {("awards", len(reading.awards))},
        {("awards", 1)},
    ),
    "doubts": Family(
        "running_text.doubt_of",
        lambda *_: None,
        "Etne kommune får 38 millioner kroner i kompensasjon fra fylket.",
        accepted,
        {("Etne kommune", "review")},
    ),
    "what is no award": Family(
        "extract.drop_doubtful",
        list,
        "Fondet er fordelt på tema:\n\n • Hav: 2 millioner kroner\n • Helse: 3 millioner kroner\n • Drift: 1 mill.",
        awards,
        set(),
    ),
    "gifts": Family(
        "extract.is_of_gifts",
        lambda *_: False,
        "Her er de største gavene fra fondet:\n\n • Alfa IL: 600 000 kroner\n • Beta IL: 450 000 kroner\n"
        " • Gamma IL: 60 000 kroner",
        awards,
        set(),
    ),
    "titles without quotes": Family(
        "running_text.named_title",
        lambda *_: None,
        "Til prosjektet Tredrivern får Tretorget AS 200 000 kroner. Alfa AS får 300 000 kroner.",
        titles,
        {("Tretorget AS", "Tredrivern"), ("Alfa AS", None)},
    ),
    "titles without quotes of several sums": Family(
        "prose._named_beside",
        lambda *_: None,
        "Alfa AS får 6 millioner kroner til EarthScope Nord, Beta AS 3 millioner til planteforskning.",
        titles,
        {("Alfa AS", "EarthScope Nord"), ("Beta AS", None)},
    ),
    "the same sum": Family(
        "running_text.same_sum",
        lambda *_: [],
        "Alfa AS får 400 000 kroner. Det samme beløpet går til Beta AS.",
        awards,
        {("Alfa AS", 400_000), ("Beta AS", 400_000)},
    ),
    "titles in turn": Family(
        "running_text._name_in_turn",
        lambda *_: None,
        "Enova gir 2 millioner kroner til Alfa AS og 1 million til Beta AS. Det første heter «Dyp», det andre «Grunn».",
        titles,
        {("Alfa AS", "Dyp"), ("Beta AS", "Grunn")},
    ),
    "titles told in another sentence": Family(
        "extract.told_as_project",
        lambda *_: set(),
        "Alfa AS får 200 000 kroner.\n\nMed i prosjektet, som er døpt «Tredrivern», er også Beta AS.",
        titles,
        {("Alfa AS", "Tredrivern")},
    ),
    "titles of a second sum": Family(
        "prose._of_owner",
        lambda bindings: bindings,
        "Alfa AS fikk 12 millioner kroner til «Dyp» og 9 millioner kroner til «Grunn».",
        titles,
        {("Alfa AS", "Dyp"), ("Alfa AS", "Grunn")},
    ),
    "titles in brackets of rows": Family(
        "rows._in_brackets",
        lambda *_: None,
        "Disse får støtte:\n\n- Alfa AS (Kaffe på hjørnet): 300 000 kr\n- Beta AS (Middag for alle): 200 000 kr\n"
        "- Gamma AS (Besøk på hjul): 100 000 kr",
        titles,
        {("Alfa AS", "Kaffe på hjørnet"), ("Beta AS", "Middag for alle"), ("Gamma AS", "Besøk på hjul")},
    ),
    "who has the project": Family(
        "prose._of_leader",
        lambda binding, _: binding,
        "Blant dem er Stange kommune med prosjektet «Ett tall inn», som får 1,9 millioner kroner.",
        titles,
        {("Stange kommune", "Ett tall inn")},
    ),
    "agencies in rows of projects": Family(
        "names.may_receive_for",
        lambda name, _: may_receive(name),
        "Disse får støtte:\n\n- Alver kommune: Rett plass\n- Kriminalomsorgsdirektoratet: Ut av fengsel",
        titles,
        {("Alver kommune", "Rett plass"), ("Kriminalomsorgsdirektoratet", "Ut av fengsel")},
    ),
} | JUDGING


def read(text: str) -> Reading:
    release = release_of_text(f"Nytt fra fylket\n\n{text}", "https://eksempel.no/2024/sak", "sak")
    return read_release(release, is_screened=False)  # a rule that is off must show, whatever the screen makes of it


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_reads_its_own_and_nobody_else_does(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    family = FAMILIES[name]
    assert family.facts(read(family.text)) == family.expected
    for entry in family.entry.split():
        monkeypatch.setattr(f"scrapers.awards.{entry}", family.off)
    assert family.facts(read(family.text)) != family.expected
