"""Reading takes time in proportion to the text, whatever the text is: eight times the text, eight times the time.

Processor time of the whole reader, so that a busy machine does not matter; what is read is tested elsewhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from scrapers.awards.extract import read_release
from scrapers.documents import release_of_text

HEAD = "Tildelinger\n\nNCE Raufoss får 2 millioner kroner. Disse får støtte:\n\n"
SMALL, TIMES = 2_500, 8
FACTOR, SLACK = 2.5, 0.4  # a quadratic pattern takes 8 times as long as a linear one

PIECES = {
    "one word": "a",
    "one name": "A",
    "digits": "1",
    "spaces": " ",
    "tabs": "\t",
    "blank lines": "\n",
    "lines of blanks": " \n",
    "commas": ",",
    "dashes": "– ",
    "stops": ". ",
    "stops in a row": ".",
    "closed stops in a row": ".»",
    "colons": "Dato: ",
    "opening parentheses": "(",
    "parentheses in a row": "(Sogn) ",
    "opening quotes": "«",
    "quotes": "«a» ",
    "og og og": "og ",
    "capitalised words": "Sogn Fjord ",
    "names and commas": "Sogn AS, ",
    "mill. mill.": "mill. ",
    "numbers": "1 000 ",
    "counts": "5 prosjekter ",
    "to to to": "til to ",
    "each its sum": "henholdsvis 1 og 2 mill. ",
    "a programme": "Arena Pro, ",
    "invisible": "\u200b",
    "soft hyphens": "a\u00ad",
    "empty bullets": "\n• ",
}
ROWS: dict[str, Callable[[int], str]] = {
    "list": lambda i: f"• {_name(i)} AS: {_sum(i)} kroner\n",
    "table": lambda i: f"{_name(i)} AS\t{_sum(i)}\tProsjekt nummer {i}\n",
    "table in lines": lambda i: f"{_name(i)} AS\n{_sum(i)}\n",
    "key and value": lambda i: f"Søker: {_name(i)} AS\nBeløp: {_sum(i)} kroner\n\n",
    "keys": lambda i: f"Nr {i}: forhold {i}\n",
    "headings": lambda i: f"{_name(i)}\n\nProsjektet får {_sum(i)} kroner.\n\n",
    "sentences": lambda i: f"{_name(i)} får {_sum(i)} kroner til «Prosjekt {i}». ",
    "sentences without a sum": lambda i: f"{_name(i)} får støtte til «Prosjekt {i}». ",
    "one name, many sums": lambda i: f"NCE Raufoss får {_sum(i)} kroner. ",
    "two who share": lambda i: f"{_name(i)} og {_name(i + 1)} deler {_sum(i)} kroner. ",
    "same line": lambda _: "Sogn AS\n",
    "same paragraph": lambda _: "Sogn AS\n\n",
    "one award, again": lambda _: "NCE Raufoss får 2 millioner kroner. ",
    "one endless sentence": lambda _: "NCE Raufoss får 2 millioner kroner, ",
    "names in one sentence": lambda i: f"{_name(i)} ({_sum(i)} kroner), ",
}
FEW = 60
WORDS = ("Sogn", "Fjord", "Nordland", "Bergen", "Lofoten", "Hardanger", "Vesterålen", "Raufoss")


def _name(i: int) -> str:
    return f"{WORDS[i % 8]} {WORDS[i // 8 % 8]} Klynge{i}"


def _sum(i: int) -> str:
    return f"{i % 900 + 100} {i // 900:03}"


def seconds(text: str) -> float:
    begun = time.process_time()
    read_release(release_of_text(HEAD + text, None, "long"))
    return time.process_time() - begun


def assert_linear(small: str, large: str) -> None:
    few, many = seconds(small), seconds(large)
    assert many < FACTOR * TIMES * few + SLACK, (
        f"{few:.2f} s for {len(small)} characters, {many:.2f} s for {len(large)}; expected {TIMES} times as long"
    )


@pytest.mark.parametrize("name", PIECES)
def test_hostile_text_takes_linear_time(name: str) -> None:
    small = PIECES[name] * (SMALL // len(PIECES[name]))
    assert_linear(small, small * TIMES)


@pytest.mark.parametrize("name", ROWS)
def test_many_awards_take_linear_time(name: str) -> None:
    row = ROWS[name]
    assert_linear("".join(map(row, range(FEW))), "".join(map(row, range(FEW * TIMES))))


@pytest.mark.parametrize(("opening", "closing"), ["()", "[]", "«»"])
def test_nested_brackets_take_linear_time(opening: str, closing: str) -> None:
    half = SMALL // 2
    assert_linear(opening * half + closing * half, opening * half * TIMES + closing * half * TIMES)
