"""The language of a page that does not say it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scrapers.language import detect_language


def test_the_language_of_labelled_releases(shared: Path) -> None:
    wrong = []
    for file in ("releases.jsonl", "long.jsonl"):
        for line in (shared / "gold" / file).read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            if detect_language(gold["text"]) != gold["language"]:
                wrong.append(gold["id"])
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Klyngen får 2 millioner kroner til et prosjekt som skal gjøre næringen grønnere.", "nb"),
        ("Klynga får 2 millionar kroner til eit prosjekt som skal gjere næringa grønare.", "nn"),
        ("The cluster receives NOK 2 million for a project that will make the industry greener.", "en"),
        ("Fem bedrifter får støtte", "nb"),
        ("Løyvingane er fordelte mellom kommunane", "nn"),
        ("", "nb"),
        ("12 345", "nb"),
    ],
)
def test_the_language_of_a_sentence(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_an_english_name_does_not_make_a_norwegian_text_english() -> None:
    assert (
        detect_language("Støtten går til The Explorer og Centre of Expertise, som får 3 millioner kroner på deling")
        == "nb"
    )
