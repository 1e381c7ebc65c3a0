"""Sums beside a name without a verb of giving or getting: "A (2 mill.)", "A: 2 mill.", "A topper lista med 2 mill.".

What verbs say belongs in verb_frames.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapers.awards.binding import AMOUNT_TO, LOOSE, SAME, Binding, with_gaps
from scrapers.awards.chunks import symbols
from scrapers.awards.clauses import Clause
from scrapers.awards.naming import FREE_OR_GOVERNED, GROUP, free_group, names_of
from scrapers.awards.recipients import is_organisation, is_place
from scrapers.awards.verb_frames import _WITH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.chunks import Chunk


_BRACKETED = re.compile(r"(?P<r>[NL])(?:w?Q)?w?b(?:w?(?P<a>A)w?)E")
_TITLED = re.compile(r"Qb(?P<r>N)c(?P<a>A)E")  # "«The Salt Road» (Maipo Film, NOK 14 million)"
_WITH_TITLE = re.compile(r"(?P<r>N)b(?:Nw?|Q|w)cw?(?P<a>A)E")  # "Elkem (Karbonkretsen, 74 millioner)"
_PAIRED = re.compile(r"(?P<r>[NL])(?:d|z)w?(?P<a>A)")
_ROW = re.compile(r"^(?P<r>N)[cz]Q[cz](?:w[cz])?w?(?P<a>A)$")  # "Aibel AS, «Havnett 2040», 84,2 millioner kroner"
_BEHIND_COLON = re.compile(r"d(?P<a>A)(?:(?:t|p|f)[wN]+|[GB]|w){0,2}$")
_TO_AMOUNT = re.compile(rf"t(?P<r>{GROUP})(?:p[wN])?(?:fA)?[cdmt]?w?(?P<a>A)")
_LISTED = re.compile(r"(?:^|[dckz])w?(?P<r>[NL])(?:p[wN])?c?(?P<a>A)(?=[ck.]|$)")
_GIVES_WITH = re.compile(r"\b(?:inn|ut|stiller|still|stilt|bidr\w+|spytt\w+|supplerer|sprekker|føres)$", re.IGNORECASE)


def same_again(clause: Clause, bindings: list[Binding]) -> list[Binding]:
    """ "…, det samme gjør B og C": the sum told before is theirs too."""
    line = symbols(clause.chunks)
    words = " ".join(one.text for one in clause.chunks if one.symbol == "w")
    if not bindings or "A" in line or not SAME.search(words):
        return []
    found = re.search(rf"(?<![tfp])(?P<r>{GROUP})", line)
    return (
        [Binding("same_again", names_of(clause.chunks, found), bindings[-1].amounts[:1], is_each=True)] if found else []
    )


_RANKS = re.compile(
    r"\b(?:følg(?:er|jer|de|d)|tops?|topper|toppar|nåløyet|nålauget|oppført|ført opp|heldigst\w*|størst\w*|biggest|"
    r"largest|deretter|dernest|dinest)\b",
    re.IGNORECASE,
)
_EACH_OF = re.compile(rf"(?P<a>A)(?:w|p[wN])?e[^dAG]{{0,9}}d(?P<r>{GROUP})$")


_EACH_BEFORE = re.compile(rf"ew{{0,1}}(?P<a>A)[^dAG]{{0,9}}d(?P<r>{GROUP})$")  # "får hver sin halve million: A og B"


def each_listed(chunks: list[Chunk], used: set[int]) -> list[Binding]:
    """ "Disse fire får 900 000 kroner hver: A, B, C og D"."""
    line = symbols(chunks).rstrip(".")
    found = _EACH_OF.search(line) or _EACH_BEFORE.search(line)
    if found is None or chunks[found.start("a")].start in used:
        return []
    return [Binding("each_listed", names_of(chunks, found), (chunks[found.start("a")],), is_each=True)]


def held_with(clause: Clause, subject: tuple[Chunk, ...]) -> list[Binding]:
    """ "A topper lista med 2 millioner", "med 2 millioner i ryggen kan A …": whatever the verb, for review."""
    before, line = symbols(clause.before), symbols(clause.after)
    if clause.verb is not None and clause.verb.kind == "give" and not clause.verb.is_passive:
        return []  # "bidrar med 2 millioner": the subject gives
    held = _WITH.search(line)
    if held and _gives_with(clause.after, held.start()):
        return []
    if held:
        near = list(re.finditer(rf"(?<![tfp])(?P<r>{GROUP})", line[: held.start()]))
        names = names_of(clause.after, near[-1]) if near else subject
        if not names:
            return []
        gaps = with_gaps("held", names, clause.after, line, held.start("a"), is_each="e" in line[: held.start()])
        told = " ".join(one.text for one in clause.chunks)
        return [replace(one, doubt=None if _RANKS.search(told) else LOOSE) for one in gaps]
    if clause.verb is None and (held := _WITH.search(before)):
        if _gives_with(clause.before, held.start()):
            return []  # "Troms fylkeskommune stiller med 24 millioner kroner"
        doubt = None if _RANKS.search(" ".join(one.text for one in clause.chunks)) else LOOSE
        between = "w?" if doubt is None else ""  # "Bergen følger etter med 5 millioner, Stavanger med 4,1"
        found = [
            Binding("held", names_of(clause.before, m), (clause.before[m.start("a")],), False, doubt)
            for m in re.finditer(rf"(?P<r>{GROUP})(?:p[wN])?{between}m[wr]{{0,2}}(?P<a>A)", before)
        ]
        if found:
            return found
        free = [m for m in FREE_OR_GOVERNED.finditer(before[: held.start()]) if m["r"]]
        return (
            [Binding("held", names_of(clause.before, free[-1]), (clause.before[held.start("a")],), False, LOOSE)]
            if free
            else []
        )
    return held_before(clause)


def _gives_with(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the words before "med" at ``at`` are of a giver: "går inn med", "stiller med"."""
    return at > 0 and _GIVES_WITH.search(chunks[at - 1].text) is not None


def held_before(clause: Clause) -> list[Binding]:
    held, behind = _WITH.search(symbols(clause.before)), free_group(symbols(clause.after), 0)
    if held is None:
        return []
    names = (
        names_of(clause.after, behind)
        if behind
        else tuple(
            one for one in clause.before if one.symbol == "N" and one.start > clause.before[held.end() - 1].start
        )
    )
    return [Binding("held", names[:1], (clause.before[held.start("a")],), False, LOOSE)] if names else []


def behind_colon(chunks: list[Chunk], used: set[int]) -> list[Binding]:
    """ "Mest får Lillehammer, som vil bygge et responssenter: 900.000 kroner": the one sum, and who is named last."""
    line = symbols(chunks).rstrip(".")
    found = _BEHIND_COLON.search(line)
    if found is None or line.count("A") > 1 or re.search("[X!O]", line) or chunks[found.start("a")].start in used:
        return []
    free = [m for m in FREE_OR_GOVERNED.finditer(line[: found.start()]) if m["r"]]
    names = names_of(chunks, free[-1]) if free else ()
    if len(names) != 1 or names[0].symbol != "N" or names[0].is_weak or free[-1].end() == found.start():
        return []  # "Total: 750 millioner" is a label
    return [Binding("behind_colon", names, (chunks[found.start("a")],), False, LOOSE)]


def beside(chunks: list[Chunk], used: set[int], *, is_awarding: bool) -> list[Binding]:
    """What stands beside its sum without a verb of its own: "A (2 mill.)", "A: 2 mill.", "2 mill. til A"."""
    line = symbols([replace(one, symbol="." if one.start in used else one.symbol) for one in chunks])
    found: list[Binding] = []
    doubt = None if is_awarding else LOOSE
    is_ranked = _RANKS.search(" ".join(one.text for one in chunks if one.symbol == "w")) is not None
    listed = list(_LISTED.finditer(line))
    if len(listed) > 1:
        found = [Binding("listed", names_of(chunks, m), (chunks[m.start("a")],), False, doubt) for m in listed]
        for m in listed:
            line = line[: m.start("a")] + "." + line[m.start("a") + 1 :]
    for rule, pattern in (
        ("in_brackets", _TITLED),
        ("in_brackets", _BRACKETED),
        ("in_brackets", _WITH_TITLE),
        ("paired", _PAIRED),
        ("paired", _ROW),
        ("amount_to", AMOUNT_TO),
        ("to_amount", _TO_AMOUNT),
    ):
        at = 0
        while (match := pattern.search(line, at)) is not None:
            each = "e" in line[match.start() : match.end() + 1]
            sure = rule == "amount_to" or (rule == "to_amount" and is_ranked)
            loose = doubt if rule in {"in_brackets", "paired"} else None if is_awarding and sure else LOOSE
            names = names_of(chunks, match)
            behind = re.match(r"tw?(?P<r>[NL])", line[match.end("a") :]) if rule == "paired" else None
            if behind:  # "Røros: 3 millioner til Rørosmuseet"
                other = chunks[match.end("a") + behind.start("r")]
                names = (
                    (other,)
                    if is_place(names[0].text) or (is_organisation(other.text) and not is_organisation(names[0].text))
                    else names
                )
            found.append(Binding(rule, names, (chunks[match.start("a")],), each, loose))
            line = line[: match.start("a")] + "." + line[match.start("a") + 1 :]
            at = match.start() + 1
    return found
