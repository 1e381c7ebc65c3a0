"""The scores as a table, and the floor under them that a change may raise and never lower.

Scoring itself belongs in score.py.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Report = dict[str, dict[str, Any]]
_NOT_SETS = ("confusion", "curve")
_KEPT = (
    "award_f1", "accepted_precision", "accepted_share", "titles", "stated_totals",
    "mentions_found", "award_or_not", "role",
)  # fmt: skip
_CURVE_STEPS = 6
_CONFUSIONS = 12  # all are in the JSON file


def print_report(report: Report) -> None:
    for length, sets in report.items():
        names = [name for name in sets if name not in _NOT_SETS]
        print(f"\n{length} releases".ljust(22) + "".join(name.rjust(10) for name in names))
        for measure in sets["all"]:
            values = ["–" if (v := sets[name].get(measure)) is None else str(v) for name in names]
            print(measure.ljust(21) + "".join(value.rjust(10) for value in values))
        if "even" in sets:
            _print_gap(sets)
        _print_curve(sets["curve"])
        wrong = {pair: n for pair, n in sets.get("confusion", {}).items() if len(set(pair.split(" → "))) > 1}
        if wrong:
            most = sorted(wrong.items(), key=lambda i: -i[1])[:_CONFUSIONS]
            print(f"roles confused most (label → ours): {' · '.join(f'{p} {n}' for p, n in most)}")


def _print_gap(sets: dict[str, Any]) -> None:
    even, odd = sets["even"], sets["odd"]
    gaps = [f"{m} {odd[m] - even[m]:+.3f}" for m in _KEPT if even.get(m) is not None and odd.get(m) is not None]
    print(f"odd against even: {' · '.join(gaps)}")


def _print_curve(curve: list[dict[str, Any]]) -> None:
    """Some points of it; all are in the JSON file."""
    if curve:
        step = max(1, len(curve) // _CURVE_STEPS)
        points = [*curve[step - 1 :: step][:-1], curve[-1]]
        told = " · ".join(f"{p['precision']:.3f} at {p['share'] or 0:.3f}" for p in points)
        print(f"accepted precision at share, surest rules first: {told}")


def write_floor(path: Path, report: Report) -> None:
    floor = {
        length: {
            name: {m: scores[m] for m in _KEPT if scores.get(m) is not None}
            for name, scores in sets.items()
            if name not in _NOT_SETS and (name in {"all", "even", "odd"} or length == "own")
        }
        for length, sets in report.items()
    }
    path.write_text(json.dumps(floor, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def below_floor(path: Path, report: Report) -> list[str]:
    """One line for each score of ``report`` that fell below ``path``'s."""
    floor = json.loads(path.read_text(encoding="utf-8"))
    return [
        f"score: {measure} of {length} {name} is {now}, the floor in {path.name} {least}: mend the reading, or say why"
        for length, sets in floor.items()
        if length in report
        for name, scores in sets.items()
        for measure, least in scores.items()
        if (now := report[length].get(name, {}).get(measure)) is None or now < least
    ]
