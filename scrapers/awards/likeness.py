"""How like a recipient, a place or a project title some words are that stand alone in a cell or between separators.

Weights only; which column or part is the recipient is agreed by all rows, in rows.py and tables.py.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from scrapers.awards import organisation_words
from scrapers.awards.passages import clean
from scrapers.awards.recipients import is_organisation, is_place, tidy_name
from scrapers.reference import rows

_NAME_JOINERS = frozenset(
    ["og", "and", "i", "på", "for", "av", "of", "the", "de", "den", "det", "til", "&", "/", "–", "-", "ved"]
)
_PROJECT = re.compile(
    r"^(?:prosjekt(?:et)?|project)\b|\b(?:prosjekt|pilot|forprosjekt|fase \d|trinn \d)\b", re.IGNORECASE
)
_GROUPS = re.compile(
    r"^(?:\d+ )?(?:nivå|prosjekter|prosjekt i|søknader|bedrifter|kommuner|kommunar|totalt|sum|rammen?|innen|"
    r"næringen|fond til senere|ufordelt|til (?:senere )?fordeling|reserve|lokale lag|kategori|per|pr\.?|satsen|"
    r"tiltak|utdanning|frist|andre|øvrige|resten|diverse|alle)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\d+(?![^\W\d_])")  # "16 prosjekter", not "4H Rogaland"
_FORM_AT_END = re.compile(r"(?:^|\s)(?:AS|ASA|SA|KF|IKS|BA|DA|ANS|HF|NUF|AB|RKI|Ltd\.?|Inc\.?|GmbH|A/S|As)$|^AS\s")
_PROGRAMME_NAME = re.compile(r"^(?:NCE|GCE|Arena|SFI|FME|SFF)\s+[A-ZÆØÅ]")


@lru_cache(maxsize=50_000)
def recipient_likeness(words: str) -> float:
    """1 an organisation by its form or the gazetteer, about 0.4 a name, below 0 words for a purpose."""
    raw = clean(words).strip(" ,.;:–—-")
    name = tidy_name(raw)
    if not re.search(r"[^\W\d_]{2}", name):
        return -1.0
    if raw[:1] in '«"“”„':
        return -0.8
    if _FORM_AT_END.search(name) or _PROGRAMME_NAME.match(name):
        return 1.2
    if is_place(name):
        return 0.45
    if _GROUPS.match(name):
        return -0.6
    parts = name.split()
    low = parts[-1].casefold()
    if name[:1].islower() and not (len(parts) == 1 and any(c.isupper() for c in name)):
        return -0.5
    ends = low.endswith(organisation_words.ORGANISATION_ENDINGS) or low in organisation_words.ORGANISATION_NOUNS
    capitals = sum(p[:1].isupper() or p.lower() in _NAME_JOINERS for p in parts) / len(parts)
    if len(parts) <= 9 and (
        is_organisation(name) or ends or parts[0].casefold().endswith(organisation_words.DEFINITE_HEADS)
    ):
        return 1.0 if capitals >= 0.5 or ends else 0.6
    if len(name) > 70:
        return -0.4
    if capitals == 1.0:
        return 0.45 if len(parts) <= 6 else 0.2
    return 0.15 if capitals >= 0.6 else -0.1 if len(parts) <= 5 else -0.3


def title_likeness(words: str) -> float:
    """1 what stands in quotation marks, more than half what begins in lower case or is a phrase."""
    raw = clean(words).strip(" ,.;:–—-")
    if raw[:1] in '«"“”„':
        return 1.0
    if not re.search(r"[^\W\d_]{3}", raw) or is_place(raw):
        return -1.0
    parts = raw.split()
    lower = sum(p[:1].islower() for p in parts) / len(parts)
    return 0.2 + lower + (0.2 if _PROJECT.search(raw) else 0.0) + (0.2 if len(parts) > 3 else 0.0)


@lru_cache(maxsize=50_000)
def is_place_like(words: str) -> bool:
    """In the gazetteer, or a series of places: "Hobøl, Askim"."""
    parts = [p for p in re.split(r",\s*|\s+og\s+|/", clean(words).strip(" ,.;:()")) if p]
    return bool(parts) and (is_place(clean(words).strip(" ,.;:()")) or all(is_place(p) for p in parts))


def is_group(words: str) -> bool:
    """ "16 prosjekter", "Nivå 1", "Øvrige": nobody that is named."""
    name = tidy_name(words)
    return (_COUNTED.match(name) is not None and recipient_likeness(name) < 1) or (
        _GROUPS.match(name) is not None and not is_organisation(name)
    )


def is_county(words: str) -> bool:
    return clean(words).strip(" ,.;:()").casefold() in _counties()


@cache
def _counties() -> frozenset[str]:
    return frozenset(row["name"].casefold() for row in rows("counties"))
