"""How well releases are read, against labelled ones: ``python -m tests.score [--json PATH]``.

Scoring only; the rules of scoring are those of gold's README, printing and the floor belong in score_report.py. Rules
of reading are written on the releases whose sha1(id) is even and on our own, and tested on the odd ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from scrapers.awards.extract import read_release
from scrapers.documents import release_of_text
from scrapers.model import Award, Reading
from tests.score_report import Report, below_floor, print_report, write_floor

REPOSITORY = Path(__file__).resolve().parents[1]
FILES = {"short": "releases.jsonl", "long": "long.jsonl"}
OWN = REPOSITORY / "tests" / "fixtures" / "releases"
FLOOR = REPOSITORY / "tests" / "score_floor.json"

Gold = dict[str, Any]


@dataclass
class Tally:
    """Counts over a set of releases; the ratios are read from them."""

    counts: Counter[str] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    accepted_by_rule: Counter[tuple[str, bool]] = field(default_factory=Counter)  # (rule, whether it hit)
    priced_by_rule: Counter[str] = field(default_factory=Counter)  # accepted hits with a sum

    def add(self, other: Tally) -> None:
        self.counts.update(other.counts)
        self.confusion.update(other.confusion)
        self.accepted_by_rule.update(other.accepted_by_rule)
        self.priced_by_rule.update(other.priced_by_rule)

    def ratio(self, part: str, whole: str) -> float | None:
        return round(self.counts[part] / self.counts[whole], 3) if self.counts[whole] else None

    def scores(self) -> dict[str, float | int | None]:
        n = self.counts
        both = 2 * n["hits"] + (n["given"] - n["hits"]) + (n["gold"] - n["hits"])
        scores: dict[str, float | int | None] = {
            "releases": n["releases"],
            "award_f1": round(2 * n["hits"] / both, 3) if both else None,
            "award_precision": self.ratio("hits", "given"),
            "award_recall": self.ratio("hits", "gold"),
            "accepted": n["accepted"],
            "accepted_precision": self.ratio("accepted_hits", "accepted"),
            "accepted_share": self.ratio("accepted_priced", "gold_priced"),
            "titles": self.ratio("title_hits", "gold_titles"),
            "stated_totals": self.ratio("total_hits", "gold_totals"),
            "totals_all": self.ratio("totals_right", "releases"),
            "decisions": self.ratio("decision_hits", "gold_decisions"),
            "dirty_negatives": n["dirty_negatives"],
        }
        if n["gold_mentions"]:
            scores |= {
                "mentions_found": self.ratio("mention_hits", "gold_mentions"),
                "mentions_extra": n["mentions_extra"],
                "award_or_not": self.ratio("award_or_not", "mention_hits"),
                "role": self.ratio("role_hits", "mention_hits"),
            }
        return scores

    def curve(self) -> list[dict[str, Any]]:
        """Precision × accepted share as rules are let in, the surest and most used first."""
        rules = {rule for rule, _ in self.accepted_by_rule}
        of = self.accepted_by_rule
        order = sorted(rules, key=lambda r: (-of[r, True] / (of[r, True] + of[r, False]), -of[r, True], r))
        hits = told = priced = 0
        curve = []
        for rule in order:
            hits, told = hits + of[rule, True], told + of[rule, True] + of[rule, False]
            priced += self.priced_by_rule[rule]
            share = round(priced / self.counts["gold_priced"], 3) if self.counts["gold_priced"] else None
            curve.append({"rule": rule, "accepted": told, "precision": round(hits / told, 3), "share": share})
        return curve


def folder() -> Path:
    return Path(os.environ.get("KLYNGEKRONER_SHARED", REPOSITORY.parent / "shared")) / "gold"


def load(path: Path) -> list[Gold]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def is_even(gold: Gold) -> bool:
    return int(hashlib.sha1(gold["id"].encode()).hexdigest(), 16) % 2 == 0


def words(name: str) -> list[str]:
    folded = re.sub(r"[^\w\s]", " ", name.casefold())
    return [word for word in folded.split() if word not in {"as", "asa", "sa"}] or folded.split()


def is_same_name(ours: str, theirs: str) -> bool:
    a, b = Counter(words(ours)), Counter(words(theirs))
    shorter = min(sum(a.values()), sum(b.values()))
    return bool(shorter) and sum((a & b).values()) / shorter >= 0.6


def agrees(award: Award, label: Gold) -> bool:
    amounts = {label["amount_nok"], *_as_list(label.get("amount_alt"))}
    ours = None if award.amount_nok is None else Decimal(award.amount_nok)
    if not any((ours is None) == (a is None) and (ours is None or ours == Decimal(str(a))) for a in amounts):
        return False
    return any(is_same_name(award.recipient, name) for name in (label["recipient"], *label.get("alt_recipients", ())))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def match(awards: Iterable[Award], labels: list[Gold]) -> Iterator[tuple[Award, Gold | None]]:
    """Each award with the label it hits; the best-fitting names first, binding labels before optional ones."""
    free = sorted(labels, key=lambda label: bool(label.get("optional")))
    for award in awards:
        fits = [label for label in free if agrees(award, label)]
        best = max(
            fits, key=lambda la: (not la.get("optional"), _same_title(award, la), _likeness(award, la)), default=None
        )
        if best is not None:
            free.remove(best)
        yield award, best


def _likeness(award: Award, label: Gold) -> float:
    a, b = set(words(award.recipient)), set(words(label["recipient"]))
    return len(a & b) / len(a | b)


def _same_title(award: Award, label: Gold) -> bool:
    return bool(label["project_title"]) and words(award.project_title or "") == words(label["project_title"])


def tally_release(reading: Reading, gold: Gold) -> Tally:
    tally = Tally()
    n = tally.counts
    n["releases"] = 1
    binding = [label for label in gold["awards"] if not label.get("optional")]
    n["gold"], n["gold_priced"] = len(binding), sum(label["amount_nok"] is not None for label in binding)
    n["gold_titles"] = sum(bool(label["project_title"]) for label in binding)
    for award, label in match(reading.awards, gold["awards"]):
        if label is not None and label.get("optional"):
            continue
        accepted, hit = award.status == "accepted", label is not None
        n["given"] += 1
        n["hits"] += hit
        n["accepted"] += accepted
        n["accepted_hits"] += accepted and hit
        if accepted:
            tally.accepted_by_rule[award.rule, hit] += 1
        if label is None:
            continue
        if accepted and label["amount_nok"] is not None:
            n["accepted_priced"] += 1
            tally.priced_by_rule[award.rule] += 1
        n["title_hits"] += _same_title(award, label)
        if "decision" in label:
            n["gold_decisions"] += 1
            n["decision_hits"] += award.decision == label["decision"]
    if not gold["awards"]:
        n["dirty_negatives"] = int(any(a.status == "accepted" for a in reading.awards))
    _tally_total(n, reading, gold)
    if "mentions" in gold:
        _tally_mentions(tally, reading, gold)
    return tally


def _tally_total(n: Counter[str], reading: Reading, gold: Gold) -> None:
    label = gold["stated_total"]
    allowed = {None if label is None else label["amount_nok"], *gold.get("stated_total_alt", ())}
    ours = None if reading.stated_total_nok is None else int(reading.stated_total_nok)
    n["totals_right"] += ours in allowed
    if label is not None:
        n["gold_totals"] += 1
        n["total_hits"] += ours in allowed


def _tally_mentions(tally: Tally, reading: Reading, gold: Gold) -> None:
    n = tally.counts
    n["gold_mentions"] += len(gold["mentions"])
    ours = {mention.start: mention for mention in reading.mentions}
    for label in gold["mentions"]:
        mention = ours.pop(label["start"], None) or next(
            (
                ours.pop(m.start)
                for m in list(ours.values())
                if m.start < label["start"] + len(label["text"]) and m.end > label["start"]
            ),
            None,
        )
        if (
            mention is None
            or _differs(mention.amount, label["amount"])
            or _differs(mention.amount_to, label["amount_to"])
        ):
            continue
        role = mention.role or "issue"
        n["mention_hits"] += 1
        n["role_hits"] += role == label["role"]
        n["award_or_not"] += (role == "award") == (label["role"] == "award")
        tally.confusion[label["role"], role] += 1
    n["mentions_extra"] += len(ours)


def _differs(ours: Decimal | None, theirs: Any) -> bool:
    return (ours is None) != (theirs is None) or (ours is not None and ours != Decimal(str(theirs)))


def read(gold: Gold) -> Reading:
    return _read(gold["text"], gold["url"], gold["id"])


@cache
def _read(text: str, url: str | None, release_id: str) -> Reading:
    """Once a process: tests look at the same readings from several sides."""
    return read_release(release_of_text(text, url, release_id))


def own_releases() -> list[Gold]:
    """Our own labelled releases, which need no other folder."""
    return [gold | {"corpus": path.stem} for path in sorted(OWN.glob("*.jsonl")) for gold in load(path)]


def score(shared_gold: Path) -> Report:
    """{"short": {"all": …, "even": …, "odd": …, "list": …}, "long": …, "own": {"all": …, "press": …}} of ratios."""
    report: Report = {}
    for length, file in FILES.items():
        golds = load(shared_gold / file)
        report[length] = _score_set(golds, lambda gold: ("even" if is_even(gold) else "odd", gold["form"]))
    return report | score_own()


def score_own() -> Report:
    """{"own": {"all": …, "press": …}}: our own labelled releases, which need no other folder."""
    return {"own": _score_set(own_releases(), lambda gold: (gold["corpus"],))}


def _score_set(golds: list[Gold], names_of: Callable[[Gold], tuple[str, ...]]) -> dict[str, Any]:
    tallies: dict[str, Tally] = {}
    for gold in golds:
        one = tally_release(read(gold), gold)
        for name in ("all", *names_of(gold)):
            tallies.setdefault(name, Tally()).add(one)
    first = [name for name in ("all", "even", "odd") if name in tallies]
    found: dict[str, Any] = {name: tallies[name].scores() for name in [*first, *sorted(set(tallies) - set(first))]}
    if confusion := tallies["all"].confusion:
        found["confusion"] = {f"{a} → {b}": count for (a, b), count in sorted(confusion.items())}
    found["curve"] = tallies["all"].curve()
    return found


def main() -> int:
    arguments = argparse.ArgumentParser(description="Score the reading of labelled releases.")
    arguments.add_argument("--json", type=Path, default=REPOSITORY / "build" / "score.json")
    arguments.add_argument("--raise-floor", action="store_true", help="let the scores of today be the floor")
    told = arguments.parse_args()
    if not folder().is_dir():
        print(f"score: no labelled releases at {folder()}; set KLYNGEKRONER_SHARED to their folder", file=sys.stderr)
        return 3
    report = score(folder())
    print_report(report)
    told.json.parent.mkdir(parents=True, exist_ok=True)
    told.json.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if told.raise_floor:
        write_floor(FLOOR, report)
    fallen = below_floor(FLOOR, report)
    for line in fallen:
        print(line, file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
