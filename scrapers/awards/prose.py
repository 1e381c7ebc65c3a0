"""Awards told in sentences: who has the money by the kind of the verb, and what follows without one.

    get    the subject has it            "NCE Raufoss får 2 millioner"          "I år får NCE Raufoss 2 millioner"
    give   the object or "til" has it    "gir NCE Raufoss 2 millioner"          "2 millioner bevilges til NCE Raufoss"
    fund   the object has it             "støtter NCE Raufoss med 2 millioner"  "NCE Raufoss støttes med 2 millioner"
    go     "til" has it                  "2 millioner går til NCE Raufoss"      "Til NCE Raufoss går 2 millioner"
    share  the subjects have it jointly  "A og B deler 2 millioner"

Lists and tables are read as a whole elsewhere; whether a candidate can be trusted is judged in reconcile.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scrapers.awards import lexicon
from scrapers.awards.candidate import Candidate
from scrapers.awards.clauses import NAMES, Clause, read_clause, split_clauses, symbols
from scrapers.awards.recipients import is_closed, is_funder, is_organisation, is_place, may_receive, tidy_name
from scrapers.awards.titles import is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.candidate import Document
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.passages import Sentence

LOOSE = "the wording alone does not say who gets the money"
GROUP = rf"[{NAMES}](?:(?:c|k|ck)w?[NLP])*"
_SUBJECT = re.compile(rf"pw?N(?:kN)*|[tfm]w?{GROUP}|(?P<r>{GROUP})")  # governed groups are passed over
_TO = re.compile(rf"t(?:w?e)?f?w?(?P<r>{GROUP})")
_NEXT_AMOUNT = re.compile("A")
_SERIES = re.compile(r"A(?:(?:c|k|ck)A)*")
_GAPPED = re.compile(rf"^(?:c|k|ck|z)w?(?:Nw)?(?P<r>{GROUP})(?:p[wN]|w|u)?m?(?P<a>A)")
_BRACKETED = re.compile(r"(?P<r>[NL])(?:w?Q)?w?b(?:w?(?P<a>A)w?)E")
_PAIRED = re.compile(r"(?P<r>[NL])(?:d|z)w?(?P<a>A)")
_AMOUNT_TO = re.compile(rf"(?P<a>A)(?:w|p[wN]|e|f[UN]){{0,2}}t(?:w?e)?f?w?(?P<r>{GROUP})")
_TO_AMOUNT = re.compile(rf"t(?P<r>{GROUP})(?:p[wN])?[cdm]?w?(?P<a>A)")
_LISTED = re.compile(r"(?:^|[dckz])w?(?P<r>[NL])(?:p[wN])?c?(?P<a>A)(?=[ck.]|$)")
_WITH = re.compile(r"m[wr]{0,2}(?P<a>A)")


@dataclass(frozen=True, slots=True)
class Binding:
    """Names of a clause bound to its amounts; one amount for several names is joint unless each has it."""

    rule: str
    names: tuple[Chunk, ...]
    amounts: tuple[Chunk, ...]
    is_each: bool = False
    doubt: str | None = None
    told: tuple[int, int] | None = None  # the clause


def read_prose(document: Document, sentence: Sentence, earlier: list[Sentence]) -> list[Candidate]:
    """The priced awards of one sentence; ``earlier`` are the sentences before it, for what "klyngen" stands for."""
    line, chunks = read_clause(document, sentence.start, sentence.end)
    if "A" not in line or document.text[sentence.end - 1] == "?":
        return []
    bindings: list[Binding] = []
    subject: tuple[Chunk, ...] = ()
    is_awarding = False
    blocked: set[int] = set()
    for clause in split_clauses(chunks):
        own = subject_of(clause)
        if clause.is_relative and not own:
            own = _antecedent_name(subject, chunks, clause)
        verb = clause.verb
        if verb is not None and (verb.may or verb.is_not or verb.kind == "other"):
            blocked.update(one.start for one in clause.chunks if one.symbol == "A")
            if verb.may and not verb.is_not:
                bindings += _held_before(clause)
            subject = own or subject
            continue
        whom = _antecedent_name(subject, chunks, clause) if clause.is_relative else ()
        found = _read(clause, own or subject, whom) or _same_again(clause, bindings) or _held(clause, own or subject)
        is_awarding = is_awarding or bool(found) or (verb is not None and verb.kind in {"give", "get", "go", "fund"})
        bindings += [replace(one, told=_span(clause)) for one in found]
        subject = own or subject
    is_awarding = is_awarding or _SUPPORT.search(document.text[sentence.start : sentence.end].lower()) is not None
    used = blocked | {amount.start for one in bindings for amount in one.amounts}
    bindings += _pairs(chunks, used, is_awarding=is_awarding)
    bindings = [_of_all(document, one, earlier) for one in bindings]
    candidates = [c for one in bindings for c in _candidates(document, sentence, one, chunks, earlier)]
    return sorted(candidates, key=lambda c: c.amount.start if c.amount else c.start)


def _span(clause: Clause) -> tuple[int, int]:
    """The clause without a relative clause at its end, which tells of something else."""
    starts = [one.start for one in clause.chunks] + ([clause.at_verb] if clause.verb else [])
    relative = [one.start for one in clause.after if one.symbol == "s"]
    return min(starts), min([*relative, max([one.end for one in clause.chunks] + starts)])


def subject_of(clause: Clause) -> tuple[Chunk, ...]:
    """The names before the verb that no preposition governs; behind a colon or "at", those count."""
    line = symbols(clause.before)
    cut = max(line.rfind("d"), line.rfind("z")) + 1
    found = _free(line, cut) or _free(line, 0)
    if found is None:
        return ()
    names = names_of(clause.before, found)
    if len(names) == 1 and is_place(names[0].text) and re.fullmatch("wN", line[found.end() :]):
        return (clause.before[-1],)  # "Tromsø start-up Kelpinor"
    return names


def _free(line: str, start: int) -> re.Match[str] | None:
    return next((m for m in _SUBJECT.finditer(line, start) if m["r"]), None)


def _same_again(clause: Clause, bindings: list[Binding]) -> list[Binding]:
    """ "…, det samme gjør B og C": the sum told before is theirs too."""
    line = symbols(clause.chunks)
    words = " ".join(one.text for one in clause.chunks if one.symbol == "w")
    if not bindings or "A" in line or not _SAME.search(words):
        return []
    found = re.search(rf"(?<![tfp])(?P<r>{GROUP})", line)
    return (
        [Binding("same_again", names_of(clause.chunks, found), bindings[-1].amounts[:1], is_each=True)] if found else []
    )


_SAME = re.compile(
    r"\b(?:det|den|the|like|tilsvarende|tilsvarande)\s*(?:samme|same|mye|mykje|much|sum)?\b.*|\blikeså\b", re.IGNORECASE
)


def _held(clause: Clause, subject: tuple[Chunk, ...]) -> list[Binding]:
    """ "A topper lista med 2 millioner", "med 2 millioner i ryggen kan A …": whatever the verb, for review."""
    before, line = symbols(clause.before), symbols(clause.after)
    if clause.verb is not None and clause.verb.kind == "give" and not clause.verb.is_passive:
        return []  # "bidrar med 2 millioner": the subject gives
    held = _WITH.search(line)
    if held and _GIVES_WITH.search(_words(clause.after)):
        return []
    if held:
        near = [m for m in re.finditer(rf"(?<![tfp])(?P<r>{GROUP})", line[: held.start()])]
        names = names_of(clause.after, near[-1]) if near else subject
        if not names:
            return []
        gaps = _with_gaps("held", names, clause.after, line, held.start("a"), is_each="e" in line[: held.start()])
        return [replace(one, doubt=LOOSE) for one in gaps]
    if clause.verb is None and (held := _WITH.search(before)):
        found = [
            Binding("held", names_of(clause.before, m), (clause.before[m.start("a")],), False, LOOSE)
            for m in re.finditer(rf"(?P<r>{GROUP})(?:p[wN])?m[wr]{{0,2}}(?P<a>A)", before)
        ]
        if found:
            return found
        free = [m for m in _SUBJECT.finditer(before[: held.start()]) if m["r"]]
        return (
            [Binding("held", names_of(clause.before, free[-1]), (clause.before[held.start("a")],), False, LOOSE)]
            if free
            else []
        )
    return _held_before(clause)


def _held_before(clause: Clause) -> list[Binding]:
    held, behind = _WITH.search(symbols(clause.before)), _free(symbols(clause.after), 0)
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


def _words(chunks: Sequence[Chunk]) -> str:
    return " ".join(one.text for one in chunks if one.symbol == "w")


def names_of(chunks: Sequence[Chunk], match: re.Match[str]) -> tuple[Chunk, ...]:
    return tuple(chunks[i] for i in range(*match.span("r")) if chunks[i].symbol in NAMES)


def _antecedent_name(subject: tuple[Chunk, ...], chunks: list[Chunk], clause: Clause) -> tuple[Chunk, ...]:
    """The name that a relative clause follows."""
    before = [one for one in chunks if one.end <= clause.begins]
    group = re.search(rf"(?P<r>{GROUP})c?$", symbols(before))
    if group:  # "det er A og B som får …"
        return names_of(before, group)
    named = [one for one in before if one.symbol in NAMES + "CUH"]
    return (named[-1],) if named and named[-1].symbol in "NQ" else subject


def _read(clause: Clause, subject: tuple[Chunk, ...], whom: tuple[Chunk, ...]) -> list[Binding]:
    kind = clause.verb.kind if clause.verb else None
    if clause.verb is None:
        return []
    if kind == "get":
        return _of_get(clause, subject)
    if kind in {"give", "fund"}:
        return _of_give(clause, subject, whom)
    if kind == "go":
        return _of_go(clause)
    if kind == "share":
        return _of_share(clause, subject)
    return _of_be(clause, subject)


def _of_get(clause: Clause, subject: tuple[Chunk, ...]) -> list[Binding]:
    after, line = clause.after, symbols(clause.after)
    amount = _NEXT_AMOUNT.search(line)
    if clause.verb is not None and clause.verb.is_passive:  # "a grant of NOK 47 million is secured by Ava Ocean"
        by, moved = re.match(rf"w?f(?P<r>{GROUP})", line), [one for one in clause.before if one.symbol == "A"]
        return [Binding("got_by", names_of(after, by), (moved[-1],))] if by and moved else []
    inverted = re.match(rf"(?:w|p[wN]|f[UN]){{0,2}}(?P<r>{GROUP})", line[: amount.start()] if amount else line)
    if clause.is_relative:
        inverted = None
    if amount is None:
        objects = [one for one in clause.before if one.symbol == "A"]
        if len(objects) == 1 and inverted:  # "2 millioner får NCE Raufoss"
            return [Binding("gets_object_first", names_of(after, inverted), (objects[0],))]
        return []
    names = subject_of(clause) or (names_of(after, inverted) if inverted else ()) or _collective(clause) or subject
    if _LESS.match(_words(after[amount.end() : amount.end() + 1])):
        return []
    if _NO_GRANT.search(_words(after[: amount.start()])) and not _is_cluster(names):
        return []
    if not names or any(one.symbol == "A" for one in clause.before):
        return []
    if (giver := re.match(r"A(?:w|p[wN])?f(?P<r>N)", line[amount.start() :])) and not _is_public(
        after[amount.start() + giver.start("r")].text
    ):
        return [Binding("gets", names, (after[amount.start()],), False, "the giver may not be public")]
    if re.search("pNb$", line[: amount.start()]):  # "i Gjesvær (665 000 kroner) og Nordvågen (700 000 kroner)"
        return [Binding("gets_in_brackets", names, (after[m.start() + 1],)) for m in re.finditer(r"bA", line)]
    return _with_gaps("gets", names, after, line, amount.start(), is_each="e" in symbols(clause.before))


def _is_public(name: str) -> bool:
    return is_funder(name) or _PUBLIC.search(name) is not None


_PUBLIC = re.compile(
    r"(?:kommune|fylke\w*|departement\w*|direktorat\w*|råd|rådet|fond\w*|programmet|ordning\w*|EU|stat\w*|Council|"
    r"Norway|Commission)$|^(?:EU|Horisont|Horizon)",
    re.IGNORECASE,
)


def _collective(clause: Clause) -> tuple[Chunk, ...]:
    """ "De to kommunene får henholdsvis …": stands for names told before."""
    told = [one for one in clause.before if one.symbol == "C" and _PLURAL.search(one.text)]
    return (replace(told[-1], symbol="P"),) if told else ()


_NUMBERS = {"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "two": 2, "three": 3, "four": 4, "five": 5}
_PLURAL = re.compile(r"^(?:de|dei|the|begge|disse|desse)\b|(?:ene|ane)$", re.IGNORECASE)


def _is_cluster(names: tuple[Chunk, ...]) -> bool:
    """Clusters have contracts with who funds them."""
    return bool(names) and re.match(r"(?:NCE|GCE|Arena)\b", names[0].text) is not None


def _with_gaps(
    rule: str, names: tuple[Chunk, ...], after: Sequence[Chunk], line: str, at: int, *, is_each: bool = False
) -> list[Binding]:
    """The first amount or its series for ``names``, then "…, B 1 million og C 2 millioner"."""
    series = _SERIES.match(line, at)
    assert series is not None
    amounts = tuple(after[i] for i in range(*series.span()) if after[i].symbol == "A")
    end = series.end()
    is_plural = len(names) == 1 and names[0].symbol == "P" and len(amounts) > 1
    if len(amounts) != len(names) and not is_plural:
        amounts, end = amounts[:1], at + 1
    each = _is_each(after, at, end)
    found = [Binding(rule, names, amounts, each or is_each)]
    while (gap := re.compile(rf"[^cAkz]{{0,4}}{_GAPPED.pattern.removeprefix('^')}").match(line, end)) is not None:
        found.append(
            Binding(
                f"{rule}_gapped",
                names_of(after, gap),
                (after[gap.start("a")],),
                _is_each(after, gap.start("a"), gap.end()),
            )
        )
        end = gap.end()
    more = re.match(r"(?:fN)?[^NAkGVBMtz]{0,3}c?kw?(?P<a>A)(?=p|w|f|$)", line[end:])
    if more and not _IS_OTHER_SUM.search(
        _words(after[end + more.end("a") : end + more.end("a") + 2])
    ):  # "… i lån og 2,6 millioner i tilskudd"
        found.append(Binding(f"{rule}_more", names, (after[end + more.start("a")],), each))
    again = re.match(rf"[^A]{{0,6}}?cw(?P<r>{GROUP})", line[end:])
    if again and _SAME.search(after[end + again.start("r") - 1].text):
        found.append(Binding("same_again", names_of(after[end:], again), found[-1].amounts[:1], is_each=True))
    return found


def _is_each(after: Sequence[Chunk], start: int, end: int) -> bool:
    """ "5 millioner kroner hver", "hver sin million": not "hvert år"."""
    near = [*after[max(0, start - 3) : start], *after[end : end + 3]]
    for at, one in enumerate(near):
        if one.symbol == "A":
            continue
        if one.symbol == "e":
            following = near[at + 1].text.lower() if at + 1 < len(near) else ""
            return not following.startswith(("år", "måned", "year", "month"))
    return False


def _of_give(clause: Clause, subject: tuple[Chunk, ...], whom: tuple[Chunk, ...]) -> list[Binding]:
    """Active: object or "til". Passive: a subject that is no sum has it itself."""
    assert clause.verb is not None
    after, line = clause.after, symbols(clause.after)
    rule = "gives" if clause.verb.kind == "give" else "funds"
    amount = _NEXT_AMOUNT.search(line)
    moved = [one for one in clause.before if one.symbol == "A"]
    if clause.verb.is_passive:
        own = subject_of(clause)
        if moved:
            return _moved(f"{rule}_passive", moved, clause)
        inverted = re.match(rf"(?:w|p[wN]){{0,2}}(?P<r>{GROUP})", line[: amount.start()] if amount else "")
        names = (names_of(after, inverted) if inverted else ()) or own
        to = _TO.search(symbols(clause.before))
        names = names or _collective(clause)
        if amount is None or _NO_GRANT.search(_words(after[: amount.start()])):
            return []
        if names:
            return _with_gaps(
                f"{rule}_passive", names, after, line, amount.start(), is_each="e" in symbols(clause.before)
            )
        if to and not _TO.search(line):
            return _with_gaps(f"{rule}_to", names_of(clause.before, to), after, line, amount.start())
        if (
            subject
            and (clause.is_relative or re.fullmatch(r"[ckw]*", symbols(clause.before)))
            and not _IT.search(_words(clause.before))
        ):
            return _with_gaps(f"{rule}_passive", subject, after, line, amount.start())
        return _amounts_to(f"{rule}_to", after, line)
    if amount is None:
        return _moved(rule, moved, clause) if moved else []
    direct = re.match(rf"(?:w|f[UN]|U|p[wN]){{0,3}}?(?P<r>{GROUP})", line[: amount.start()])
    if direct:
        bound = _with_gaps(rule, names_of(after, direct), after, line, amount.start())
        return bound
    if whom and subject_of(clause) + tuple(one for one in clause.before if one.symbol == "U"):
        return _with_gaps(rule, whom, after, line, amount.start())  # "…, som fylket støtter med 3 millioner"
    applied = re.match(rf"wf(?P<r>{GROUP})", line[: amount.start()])
    if applied and _APPLICATION.search(after[0].text):  # "har innvilget søknaden fra A om 600.000 kroner"
        return _with_gaps(rule, names_of(after, applied), after, line, amount.start())
    to = re.match(rf"(?:w|f[UN]|U|p[wN]){{0,2}}t(?:w?e)?f?w?(?P<r>{GROUP})", line[: amount.start()])
    if to:
        return _with_gaps(f"{rule}_to", names_of(after, to), after, line, amount.start())
    before = _TO.search(symbols(clause.before))
    if before and not _TO.search(line):
        return _with_gaps(f"{rule}_to", names_of(clause.before, before), after, line, amount.start())
    return _amounts_to(f"{rule}_to", after, line)


def _moved(rule: str, moved: list[Chunk], clause: Clause) -> list[Binding]:
    """ "2 millioner kroner er tildelt NCE Raufoss", "… bevilges til …": the sum stands before the verb."""
    after, line = clause.after, symbols(clause.after)
    found = re.match(rf"(?:w|p[wN]|f[UN]|e|V|B){{0,3}}(?:t(?:w?e)?f?)?w?(?P<r>{GROUP})", line)
    if found is None or not moved:
        return []
    first = Binding(f"{rule}_moved", names_of(after, found), (moved[-1],), "e" in line[: found.end() + 1])
    return [first, *_amounts_to(f"{rule}_to", after[found.end() :], line[found.end() :])]


def _amounts_to(rule: str, chunks: Sequence[Chunk], line: str) -> list[Binding]:
    """ "2 millioner til A, 3 til B og 1 million til hver av C og D"."""
    found = []
    for match in _AMOUNT_TO.finditer(line):
        each = "e" in line[match.start() : match.end()] or _is_each(chunks, match.start("a"), match.start("a") + 1)
        found.append(Binding(rule, names_of(chunks, match), (chunks[match.start("a")],), each))
    return found


def _of_go(clause: Clause) -> list[Binding]:
    after, line = clause.after, symbols(clause.after)
    moved = [one for one in clause.before if one.symbol == "A"]
    if moved:
        found = re.match(rf"(?:w|f[UN]|p[wN]|e|c|V|B)*?(?:t|f|p)(?:w?e)?f?w?(?P<r>{GROUP})", line)
        if found is None:
            return []
        each = "e" in line[: found.start("r")]
        return [
            Binding("goes_to", names_of(after, found), (moved[-1],), each),
            *_amounts_to("goes_to", after[found.end() :], line[found.end() :]),
        ]
    to = _TO.search(symbols(clause.before))
    amount = _NEXT_AMOUNT.search(line)
    if to and amount:
        return _with_gaps("to_goes", names_of(clause.before, to), after, line, amount.start())
    inverted = _TO.match(line)
    if inverted and amount and inverted.end() <= amount.start():
        return _with_gaps("to_goes", names_of(after, inverted), after, line, amount.start())
    return _amounts_to("goes_to", after, line)


def _of_share(clause: Clause, subject: tuple[Chunk, ...]) -> list[Binding]:
    line = symbols(clause.after)
    amount = _NEXT_AMOUNT.search(line)
    among = re.search(rf"pw?(?P<r>{GROUP})", line)
    moved = [one for one in clause.before if one.symbol == "A"]
    if moved and among:  # "2 millioner deles mellom A og B"
        return [Binding("is_shared", names_of(clause.after, among), (moved[-1],))]
    names = subject_of(clause) or subject
    if amount is None or len(names) < 2:
        return []
    return [Binding("shares", names, (clause.after[amount.start()],))]


def _of_be(clause: Clause, subject: tuple[Chunk, ...]) -> list[Binding]:
    """ "Støtten til A er på 2 millioner", "A er blant mottakerne, med 2 millioner", "2 millioner er til A"."""
    before, after, line = symbols(clause.before), clause.after, symbols(clause.after)
    words = " ".join(one.text for one in clause.before if one.symbol == "w").lower()
    amount = _NEXT_AMOUNT.search(line)
    to = _TO.search(before)
    if to and amount and _SUPPORT.search(words):
        return _with_gaps("support_is", names_of(clause.before, to), after, line, amount.start())
    the_support = clause.verb is not None and clause.verb.is_be and _THE_SUPPORT.search(words) is not None
    if amount and not to and the_support and not subject_of(clause) and clause.before:
        return [Binding("support_is", (replace(clause.before[0], symbol="P"),), (after[amount.start()],))]
    is_for = bool(to) and clause.before[to.start()].text.lower() in {"for", "til"}
    if to and amount and is_for and _IT.match(" ".join(one.text for one in after[: amount.start()])):
        return _with_gaps("for_is", names_of(clause.before, to), after, line, amount.start())
    noun = re.search(rf"wt(?P<r>{GROUP})[pw]{{0,2}}(?P<a>A)", line)
    if noun and _SUPPORT.search(after[noun.start()].text.lower()):  # "Størst er tilsagnet til A på 42 millioner"
        return _with_gaps("support_is", names_of(after, noun), after, line, noun.start("a"))
    moved = [one for one in clause.before if one.symbol == "A"]
    if moved and clause.verb is not None and clause.verb.is_be:
        found = re.match(rf"w?t(?P<r>{GROUP})", line)
        return [Binding("is_to", names_of(after, found), (moved[-1],))] if found else []
    own = subject_of(clause) or subject
    held = _WITH.search(line)
    if own and held and clause.verb is not None and clause.verb.is_be:
        told = " ".join(one.text for one in after[: held.start()]).lower()
        each = "e" in before or _is_each(after, held.start("a"), held.end())
        return [Binding("is_with", own, (after[held.start("a")],), each, doubt=None if _AMONG.search(told) else LOOSE)]
    return []


_GIVES_WITH = re.compile(r"\b(?:inn|stiller|still|bidr\w+|spytt\w+|supplerer)$", re.IGNORECASE)
_LESS = re.compile(r"(?:mindre|less|lavere|lågare) (?:enn|than)\b", re.IGNORECASE)
_IS_OTHER_SUM = re.compile(
    r"\b(?:\w*lån\w*|garanti\w*|egenkapital|eigenkapital|året før|i fjor|loans?)\b", re.IGNORECASE
)
_NO_GRANT = re.compile(
    r"\b(?:kontrakt(?:er|ar|ene|ane)?|ordre\w*|oppdrag\w*|jobb\w*|\w*lån\w*|bot\b|bøter|regning\w*|rekning\w*|"
    r"levere\w*|overskudd|overskot|omsetning|contracts?|orders?|loans?|fines?|bill|licen[cs]es?|"
    r"konsesjon\w*|løyve\b|tillatelse\w*|fradrag\w*|frådrag\w*)\b",
    re.IGNORECASE,
)
_THE_SUPPORT = re.compile(
    r"\b(?:tildelingen|tildelinga|støtten|støtta|tilskuddet|tilskotet|tilsagnet|tilsegna|bevilgningen|løyvinga)$"
)
_SUPPORT = re.compile(
    r"\b(?:framlegg|forslag|støtt|tilskudd|tilskot|bevilgning|løyving|tilsagn|stønad|grant|støtteb|tildeling|summen|"
    r"beløp)"
)
_APPLICATION = re.compile(r"\b(?:søknad\w*|application)$", re.IGNORECASE)
_IT = re.compile(r"(?:det|there|støtt\w*|tilskudd\w*|tilskot\w*|summen|beløpet)\b", re.IGNORECASE)
_AMONG = re.compile(
    r"mottak|blant|mellom|størst|største|tildel|støtte|vinn|recipient|largest|biggest|among|listen|lista|topp|f(?:ø|"
    r"o)rte? opp|satt opp|sett opp|oppført|framlegg|forslag"
)


def _pairs(chunks: list[Chunk], used: set[int], *, is_awarding: bool) -> list[Binding]:
    """What stands beside its sum without a verb of its own: "A (2 mill.)", "A: 2 mill.", "2 mill. til A"."""
    line = symbols([replace(one, symbol="." if one.start in used else one.symbol) for one in chunks])
    found: list[Binding] = []
    doubt = None if is_awarding else LOOSE
    listed = list(_LISTED.finditer(line))
    if len(listed) > 1:
        found = [Binding("listed", names_of(chunks, m), (chunks[m.start("a")],), False, doubt) for m in listed]
        for m in listed:
            line = line[: m.start("a")] + "." + line[m.start("a") + 1 :]
    for rule, pattern in (
        ("in_brackets", _BRACKETED),
        ("paired", _PAIRED),
        ("amount_to", _AMOUNT_TO),
        ("to_amount", _TO_AMOUNT),
    ):
        at = 0
        while (match := pattern.search(line, at)) is not None:
            each = "e" in line[match.start() : match.end() + 1]
            loose = (
                doubt if rule in {"in_brackets", "paired"} else None if is_awarding and rule == "amount_to" else LOOSE
            )
            names = names_of(chunks, match)
            behind = re.match(rf"tw?(?P<r>[NL])", line[match.end("a") :]) if rule == "paired" else None
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


def _candidates(
    document: Document, sentence: Sentence, binding: Binding, chunks: list[Chunk], earlier: list[Sentence]
) -> list[Candidate]:
    found = []
    if len(binding.names) == 2 and not binding.is_each and _is_one_of_two_places(*binding.names):
        first, second = binding.names
        whole = replace(first, text=f"{first.text} og {second.text}", end=second.end)
        binding = replace(binding, names=(whole,))
    joint = len(binding.names) > 1 and len(binding.amounts) == 1 and not binding.is_each
    each = binding.is_each and len(binding.names) > 1
    for at, name in enumerate(binding.names):
        text, doubt = _name_of(document, name, chunks, earlier)
        if text is None or not may_receive(text):
            continue
        amount = binding.amounts[at] if len(binding.amounts) > 1 else binding.amounts[0]
        found.append(
            Candidate(
                rule=f"prose_{binding.rule}" + ("_each" if each else "_joint" if joint else ""),
                recipient=text,
                amount=amount.amount,
                start=sentence.start,
                end=sentence.end,
                block=sentence.block,
                title=_title_of(chunks, binding, name),
                basis="joint" if joint else None,
                doubt=doubt or (None if _is_plain(binding, text) else binding.doubt),
                name_at=name.start,
                told=binding.told,
                shared=each,
            )
        )
    return found


def _is_one_of_two_places(first: Chunk, second: Chunk) -> bool:
    """ "Kristiansund og Nordmøre Næringsforum": two places and one body."""
    is_body = len(second.text.split()) > 1 and second.text.lower().endswith(lexicon.ORGANISATION_ENDINGS)
    return is_place(first.text) and is_body and not is_place(second.text) and not second.text.endswith("kommune")


def _of_all(document: Document, binding: Binding, earlier: list[Sentence]) -> Binding:
    """ "De får henholdsvis 2 og 3 millioner": as many names as sums, in the sentence before."""
    count = len(binding.amounts)
    if len(binding.names) != 1 or binding.names[0].symbol != "P" or not (count > 1 or binding.is_each):
        return binding
    for sentence in reversed(earlier[-2:]):
        line, chunks = read_clause(document, sentence.start, sentence.end)
        for match in _SUBJECT.finditer(line):
            names = names_of(chunks, match) if match["r"] else ()
            told = _NUMBERS.get(
                (
                    re.search(r"(?:de|dei|the) (\w+) (?:andre|siste|øvrige|others?)", binding.names[0].text.lower())
                    or ["", ""]
                )[1],
                0,
            )
            if binding.is_each and 1 < told < len(names):
                return replace(binding, names=names[-told:])  # "De to andre får 100 000 kroner hver"
            if len(names) == count or (binding.is_each and len(names) > 1):
                return replace(binding, names=names)
    return replace(binding, names=())


def _is_plain(binding: Binding, recipient: str) -> bool:
    """ "4 millioner til Haldens Festningsverk SA": no verb, but a body that is no place, next to its own sum."""
    return (
        binding.rule == "amount_to"
        and len(binding.names) == 1
        and is_organisation(recipient)
        and not is_place(recipient)
    )


def _title_of(chunks: list[Chunk], binding: Binding, name: Chunk) -> str | None:
    """The quoted span behind the sum up to the next one, else between name and sum; of one recipient only."""
    if len(binding.names) > 1:
        return None
    if name.symbol == "Q":
        return name.text
    amount = binding.amounts[0]
    quotes = [one for one in chunks if one.symbol == "Q" and is_title(chunks, one)]
    ends = [one.start for one in chunks if one.symbol == "A" and one.start > amount.start]
    behind = [one for one in quotes if amount.end <= one.start < (ends[0] if ends else one.start + 1)]
    low, high = sorted((name.start, amount.start))
    between = [one for one in quotes if low < one.start < high]
    nearest = (
        behind[:1] or between[:1] or [one for one in quotes if len(quotes) == 1 and not ends and one.end <= name.start]
    )
    return nearest[0].text if nearest else None


def _name_of(
    document: Document, name: Chunk, chunks: list[Chunk], earlier: list[Sentence]
) -> tuple[str | None, str | None]:
    """(recipient, doubt) of a chunk; a stand-in is followed back one or two sentences."""
    if name.symbol == "P":
        return _antecedent(document, name, chunks, earlier)
    text = tidy_name(name.text)
    if _is_genitive(document, text, name.end):
        text = text[:-1]
    if name.symbol == "L":
        return text, None if _PLACED.search(text) else "the recipient is described, not named"
    if name.symbol == "Q":
        return text, "a title stands where the recipient stands"
    if name.is_weak:
        return text, "the first word of the sentence may be no name"
    return text, None


_PLACED = re.compile(r"\b(?:i|på|ved|in|at) [A-ZÆØÅ]")


def _is_genitive(document: Document, name: str, end: int) -> bool:
    """ "Flyktninghjelpens arbeid": a noun follows, and the name stands elsewhere without its "s", or is definite."""
    following = re.match(r"\s+([a-zæøå]{3,})", document.text[end : end + 30])
    if not name.endswith("s") or following is None or is_closed(following[1]):
        return False
    return (
        name.endswith(("ens", "ets", "enes", "anes", "ingas"))
        or re.search(rf"\b{re.escape(name[:-1])}\b", document.text) is not None
        or following[1].startswith("prosjekt")
    )


def _antecedent(
    document: Document, stand_in: Chunk, chunks: list[Chunk], earlier: list[Sentence]
) -> tuple[str | None, str | None]:
    before = [one for one in chunks if one.symbol == "N" and one.end <= stand_in.start and not one.is_weak]
    if before:
        return tidy_name(before[0].text), "named earlier in the sentence"
    for back, sentence in enumerate(reversed(earlier[-2:])):
        _, others = read_clause(document, sentence.start, sentence.end)
        names = [one for one in others if one.symbol == "N" and may_receive(tidy_name(one.text))]
        if names:
            sole = len({one.text for one in names}) == 1 and back == 0 and is_organisation(names[0].text)
            return tidy_name(names[0].text), None if sole else "named in a sentence before"
    return None, None


def with_doubt(candidate: Candidate, doubt: str) -> Candidate:
    return candidate if candidate.doubt else replace(candidate, doubt=doubt)
