"""Bokmål, nynorsk or English, told by function words.

What a page's own metadata says comes first; this is for pages that say "no" or nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.model import Language

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters are enough to tell

# Words that one of the three writes and the other two do not.
_MARKS: dict[str, Language] = {
    **dict.fromkeys(
        ["ikke", "jeg", "hun", "fra", "hva", "hvem", "hvor", "hvordan", "hvilke", "være", "vært", "noen", "noe", "mye", "mer", "seg", "selv", "deres", "også", "nå", "bare", "millioner", "milliarder", "fikk", "penger", "sier", "disse", "flere", "ble", "blitt", "tilskudd", "tilskuddet", "norge", "gjøre", "denne", "hver", "siden", "bevilget", "bevilgning", "søke", "kommunene", "søknader", "forskjellige", "bedre", "øker", "økt", "mellom", "gjennomføre", "utlysning"],
        "nb",
    ),
    **dict.fromkeys(
        ["ikkje", "eg", "ho", "ein", "eit", "frå", "kva", "kven", "kvar", "korleis", "kvifor", "vere", "vore", "nokon", "noko", "mykje", "meir", "sjølv", "deira", "dei", "òg", "no", "berre", "kronar", "millionar", "milliardar", "stønad", "vert", "verta", "kjem", "seier", "fekk", "pengar", "desse", "fleire", "vart", "tilskot", "tilskotet", "noreg", "gjere", "denne", "sidan", "løyvd", "løyving", "løyvinga", "løyvde", "auka", "søkje", "kommunane", "ordninga", "saman", "skule", "høgskule", "nyhende", "innbyggjarar", "prosjekta", "arbeidet", "fylkeskommunar", "utlysinga", "næringa", "satsinga", "auke", "skjønsmidlar"],
        "nn",
    ),
    **dict.fromkeys(
        ["the", "of", "and", "is", "are", "was", "were", "has", "have", "with", "that", "this", "from", "will", "by", "be", "their", "which", "project", "funding", "receives", "million", "government"],
        "en",
    ),
}
_SHARED = {"denne", "million", "arbeidet"}


def detect_language(text: str) -> Language:
    """The language with most function words; bokmål where nothing tells."""
    counts: dict[Language, int] = {"nb": 0, "nn": 0, "en": 0}
    for word in _WORD.findall(text[:_SAMPLE].lower()):
        if (language := _MARKS.get(word)) and word not in _SHARED:
            counts[language] += 1
    return max(counts, key=lambda language: counts[language])
