"""``make drift``: writes docs/DRIFT.md, what becomes of every template when it changes; red where a value is wrong."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from tests.conftest import REPOSITORY
from tests.drift.templates import changes, templates
from tests.drift.verdict import Template, Verdict, judge

FILE = REPOSITORY / "docs" / "DRIFT.md"
VERDICTS: tuple[Verdict, ...] = ("same", "loud", "less", "wrong")
HEAD = """# When a page changes its layout

Every template that we read, changed in one thing at a time, and what is read then. `make drift` writes this page.

- **same**: every value and every counted award as before.
- **loud**: `changed_layout`, an issue or a list that is refused; or an award that now waits for review. A human looks.
- **less**: a value that cannot be found is null. The source's yml asserts how many releases must have a title, a date
  and a ministry, and its canaries what known pages say: when the template changes for all, the source is stale.
  The kind of a release at NTB is asserted by nobody: nothing is decided by it.
- **wrong**: another value than printed, without a word. Must be 0.

| template | change | tries | same | loud | less | wrong |
|---|---|---|---|---|---|---|
"""


def rows(template: Template) -> tuple[list[str], list[str]]:
    """The template's lines of the table, and what was read wrong."""
    counts: dict[str, Counter[str]] = {}
    wrong = []
    for kind, where, text in changes(template):
        verdict, said = judge(template, text)
        counts.setdefault(kind, Counter())[verdict] += 1
        if verdict == "wrong":
            wrong.append(f"{template.name}: {kind}: {where}: {said}")
    return [_row(template.name, kind, count) for kind, count in sorted(counts.items())], wrong


def _row(*named: object) -> str:
    *names, count = named
    assert isinstance(count, Counter)
    figures = [count.total(), *(count[verdict] for verdict in VERDICTS)]
    return f"| {' | '.join(map(str, [*names, *figures]))} |"


def total(lines: Iterable[str]) -> str:
    """The last line of the table."""
    figures = [[int(cell) for cell in line.strip("| ").split(" | ")[2:]] for line in lines]
    tries, *verdicts = (sum(column) for column in zip(*figures, strict=True))
    return f"| all | all | {tries} | {' | '.join(map(str, verdicts))} |"


def main() -> int:
    lines: list[str] = []
    wrong: list[str] = []
    for template in templates():
        told, mistakes = rows(template)
        lines += told
        wrong += mistakes
        print(total(told).replace("all | all", template.name), *mistakes, sep="\n", flush=True)
    FILE.write_text(HEAD + "\n".join([*lines, total(lines)]) + "\n", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
