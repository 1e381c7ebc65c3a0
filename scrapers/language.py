"""Bokmål, nynorsk or English, told by function words and endings.

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
_BOKMAL = """
    ikke jeg hun fra hva hvem hvor hvordan hvilke være vært noen noe mye mer seg selv deres nå bare millioner
    milliarder fikk penger sier disse flere ble blitt tilskudd tilskuddet norge gjøre denne hver siden bevilget
    bevilgning søke kommunene forskjellige bedre øker økt gjennomføre utlysning prosjekter
    prosjektene kommuner bedrifter midler
"""
_NYNORSK = """
    ikkje eg ho ein eit frå kva kven kvar korleis kvifor vere vore nokon noko mykje meir sjølv deira dei òg
    berre kronar millionar milliardar stønad vert verta kjem seier fekk pengar desse fleire vart tilskot
    tilskotet noreg gjere denne sidan løyvd løyving løyvinga løyvde auka søkje kommunane ordninga saman skule
    høgskule nyhende innbyggjarar prosjekta arbeidet fylkeskommunar utlysinga næringa satsinga auke skjønsmidlar
    løyver innhald hovud midlar verksemder høve gjer gjev mogleg framleis medan høgare
"""
_ENGLISH = """
    the of and is are was were has have with that this from will their which project funding receives million
    government
"""
_MARKS: dict[str, Language] = {
    **dict.fromkeys(_BOKMAL.split(), "nb"),
    **dict.fromkeys(_NYNORSK.split(), "nn"),
    **dict.fromkeys(_ENGLISH.split(), "en"),
}
_NORWEGIAN = frozenset(("og", "til", "får", "skal", "har", "av", "som", "på", "å", "er", "det", "med"))
_SHARED = {"denne", "million", "arbeidet"}
_ENDINGS: dict[str, Language] = {
    **dict.fromkeys(("ingane", "arane", "ingar", "midlar", "pengar", "innhald", "inga", "leg", "millionar"), "nn"),
    **dict.fromkeys(("ingen", "ingene", "inger", "midler", "penger", "innhold", "elsen", "millioner"), "nb"),
}
_LONG = 7  # letters: a shorter word with such an ending may be a stem


def detect_language(text: str) -> Language:
    """The language with most function words; bokmål where nothing tells."""
    counts: dict[Language, int] = {"nb": 0, "nn": 0, "en": 0}
    for word in _WORD.findall(text[:_SAMPLE].lower()):
        if word in _NORWEGIAN:  # says no more than that it is not English
            counts["nb"] += 1
            counts["nn"] += 1
            continue
        language = _MARKS.get(word) if word not in _SHARED else None
        if language is None and len(word) >= _LONG:
            language = next((told for ending, told in _ENDINGS.items() if word.endswith(ending)), None)
        if language is not None:
            counts[language] += 1
    return max(counts, key=lambda language: counts[language])
