"""What fuzzing starts from and what it found: no target may fail on any of it. Making up new inputs is ``make fuzz``.

Corrections need a warehouse built by dbt: what was found of them is in runs/corrections.py.
"""

from __future__ import annotations

import itertools

import pytest

from tests.fuzz.seeds import FOUND, seeds
from tests.fuzz.targets import targets

CHEAP = sorted(targets().keys() - {"corrections", "tiled"})
FEW = 12


# a feed where a page was expected: refused, and Beautiful Soup says so too
@pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning")
@pytest.mark.parametrize("name", CHEAP)
def test_a_target_holds_on_what_it_starts_from_and_on_what_was_found(name: str) -> None:
    target = targets()[name]
    tried = [b"", *itertools.islice(seeds(name), FEW)]
    tried += [path.read_bytes() for path in sorted((FOUND / name).glob("*"))]
    assert len(tried) > 1
    for data in tried:
        target(data)
