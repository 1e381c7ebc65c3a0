"""Fits what each piece of evidence weighs for the role of a sum: ``python -m tests.fit_roles`` writes the table.

Learned from the labelled releases whose sums have roles: our own, and of the others the half that rules may be written
on. Multinomial logistic regression with a ridge, in fixed order, so that the same labels give the same table.
"""

from __future__ import annotations

import csv
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from scrapers.awards.extract import find_candidates
from scrapers.awards.role_evidence import Evidence
from scrapers.awards.role_model import ROLES, TABLE
from scrapers.awards.setting import Placed, placed
from scrapers.documents import release_of_text
from scrapers.model import Role
from tests.score import FILES, OWN, REPOSITORY, Gold, folder, is_even, load

TARGET = REPOSITORY / "scrapers" / "reference" / f"{TABLE}.csv"
SENTENCES = REPOSITORY / "tests" / "fixtures" / "roles" / "sentences.txt"
ROUNDS, PACE, RIDGE = 40, 0.3, 10.0
TIMES = 3  # as often as a release's sum counts a sentence's, which says its role plainly
LEAST = 0.02  # a smaller weight decides nothing

Example = tuple[dict[str, float], int]


MARK = re.compile(r"\{(\w+)\|([^}]+)\}")
AROUND = (
    "{}\n",
    "Støtte til prosjekter\n\nPublisert 4. mars 2021\n\nNordfjord Tre AS får 2 millioner kroner til ny linje.\n\n{}\n",
    "Åtte kommuner får støtte\n\nÅtte kommuner får til sammen 23 millioner kroner.\n\n{}\n\nDe får svar nå.\n",
    "Pengar til distrikta\n\n3. mai 2019\n\n{}\n",
)  # a sentence is read as a part of some release


def sentences() -> Iterator[Gold]:
    """Our sentences as small releases, their marked sums as labels."""
    lines = [line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines):
        before, after = AROUND[number % len(AROUND)].split("{}")
        text, at, mentions = before, 0, []
        for mark in MARK.finditer(line):
            text += line[at : mark.start()]
            mentions.append({"role": mark[1], "text": mark[2], "start": len(text)})
            text, at = text + mark[2], mark.end()
        yield {"id": f"sentence-{number}", "url": None, "text": text + line[at:] + after, "mentions": mentions}


def golds() -> Iterator[Gold]:
    for path in sorted(OWN.glob("*.jsonl")):
        yield from (gold for gold in load(path) if "mentions" in gold)
    yield from (gold for gold in load(folder() / FILES["long"]) if is_even(gold))


def examples(gold: Gold) -> Iterator[Example]:
    """The evidence for each labelled sum that is read right, in the light of the label of the one before it."""
    candidates = find_candidates(release_of_text(gold["text"], gold["url"], gold["id"]))
    found = placed(candidates.document)
    evidence = Evidence(candidates.document, found, candidates.known())
    labels = _labels(gold, found)
    last: Placed | None = None
    role: Role | None = None
    for one in found:
        label = labels.get(one.amount.start)
        if label is not None:
            yield evidence.of(one, last, role), ROLES.index(label)
        last, role = one, label


def _labels(gold: Gold, found: list[Placed]) -> dict[int, Role]:
    labels: dict[int, Role] = {}
    for label in gold["mentions"]:
        end = label["start"] + len(label["text"])
        for one in found:
            amount = one.amount
            if amount.start < end and amount.end > label["start"] and amount.start not in labels:
                labels[amount.start] = label["role"]
                break
    return labels


def fit(told: list[Example], ridge: float = RIDGE) -> dict[str, list[float]]:
    """Gradient descent, one example after the other, each weight at its own pace (AdaGrad)."""
    weights: dict[str, list[float]] = {piece: [0.0] * len(ROLES) for evidence, _ in told for piece in evidence}
    pace: dict[str, list[float]] = {piece: [1.0] * len(ROLES) for piece in weights}
    times = Counter(piece for evidence, _ in told for piece in evidence)
    for _ in range(ROUNDS):
        for evidence, label in told:
            shares = _shares(evidence, weights)
            shares[label] -= 1.0
            for piece, strength in evidence.items():
                row, steps, shrink = weights[piece], pace[piece], ridge / times[piece]
                for at, share in enumerate(shares):
                    slope = share * strength + shrink * row[at]
                    steps[at] += slope * slope
                    row[at] -= PACE * slope / math.sqrt(steps[at])
    return weights


def _shares(evidence: Mapping[str, float], weights: Mapping[str, list[float]]) -> list[float]:
    sums = [0.0] * len(ROLES)
    for piece, strength in evidence.items():
        for at, weight in enumerate(weights[piece]):
            sums[at] += strength * weight
    top = max(sums)
    powers = [math.exp(value - top) for value in sums]
    whole = sum(powers)
    return [power / whole for power in powers]


def write(weights: Mapping[str, list[float]], target: Path = TARGET) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["evidence", *ROLES])
        for piece, row in sorted(weights.items()):
            if max(map(abs, row)) >= LEAST:
                table.writerow([piece, *(f"{weight:.2f}" if abs(weight) >= LEAST else "" for weight in row)])


def main() -> int:
    told = [one for gold in sentences() for one in examples(gold)] * TIMES
    told += [one for gold in golds() for one in examples(gold)]
    write(fit(told))
    print(f"fit_roles: {len(told)} sums → {TARGET.relative_to(REPOSITORY)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
