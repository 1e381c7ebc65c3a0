"""Which names may be one body, and an index of candidates by name, so that thousands are not compared in pairs.

Whether one candidate tells another again is decided in reconcile.py.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from scrapers.awards.passages import clean

if TYPE_CHECKING:
    from scrapers.awards.candidate import Candidate
    from scrapers.awards.money import Amount

    BySize = defaultdict[int | None, set[int]]

_WORDS = re.compile(r"[^\W_]+")
_COMMON = frozenset(["as", "asa", "sa", "kommune", "fylkeskommune", "i", "og", "the", "of"])


@lru_cache(maxsize=50_000)
def fold(name: str) -> tuple[str, ...]:
    words = tuple(w for w in _WORDS.findall(clean(name).casefold()))
    return tuple(w for w in words if w not in {"as", "asa", "sa"}) or words


def is_same_body(a: str, b: str) -> bool:
    """One name is the other, or the other's beginning or its distinct words."""
    x, y = fold(a), fold(b)
    if x == y:
        return True
    short, long = sorted((x, y), key=len)
    rest = [w for w in short if w not in _COMMON]
    return bool(rest) and all(w in long or any(w == v + "s" or v == w + "s" for v in long) for w in rest)


class Namesakes:
    """Who may be told again: an index by words, so that thousands of names are not compared in pairs.

    A name is found by all of its words, or by the rarest word of a shorter name that it holds.
    """

    def __init__(self) -> None:
        self._by_word: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._by_rarest: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._told: defaultdict[tuple[str, ...], defaultdict[int | None, BySize]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(set))
        )
        self._rows: defaultdict[object, set[int]] = defaultdict(set)

    def add(self, number: int, candidate: Candidate) -> None:
        name = fold(candidate.recipient)
        if name not in self._told:
            words = _keys(name)
            self._by_rarest[min(words, key=lambda word: len(self._by_word[word]))].add(name)
            for word in words:
                self._by_word[word].add(name)
        self._told[name][candidate.collection][_size(candidate.amount)].add(number)
        self._rows[candidate.collection, candidate.start, name].add(number)

    def of(self, candidate: Candidate, amount: Amount | None = None) -> list[int]:
        """In the order they came; all, or those whose sums are like ``amount``.

        Of the candidate's own list only what stands in the same row under the same name.
        """
        name = fold(candidate.recipient)
        words = _keys(name)
        longer = set.intersection(*sorted((self._by_word.get(word, set()) for word in words), key=len))
        shorter = {other for word in words for other in self._by_rarest.get(word, ()) if set(_keys(other)) <= {*words}}
        own, size = candidate.collection, _size(amount)
        near = set(self._rows.get((own, candidate.start, name), ()))
        for other in longer | shorter:
            for collection, by_size in self._told[other].items():
                if own is None or collection != own:
                    sizes = by_size if size is None else (size - 1, size, size + 1)
                    near.update(*(by_size.get(one, ()) for one in sizes))
        return sorted(near)


def _size(amount: Amount | None) -> int | None:
    """Sums a twentieth apart are of one size or of the next."""
    return None if amount is None or amount.amount is None else round(math.log(max(amount.amount, Decimal(1))) * 18)


def _keys(folded: tuple[str, ...]) -> list[str]:
    return [word.rstrip("s") for word in folded if word not in _COMMON] or [" ".join(folded)]
