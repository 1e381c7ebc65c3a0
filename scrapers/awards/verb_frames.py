"""Who has the money by the kind of the verb.

    get    the subject has it            "NCE Raufoss får 2 millioner"          "I år får NCE Raufoss 2 millioner"
    give   the object or "til" has it    "gir NCE Raufoss 2 millioner"          "2 millioner bevilges til NCE Raufoss"
    fund   the object has it             "støtter NCE Raufoss med 2 millioner"  "NCE Raufoss støttes med 2 millioner"
    go     "til" has it                  "2 millioner går til NCE Raufoss"      "Til NCE Raufoss går 2 millioner"
    share  the subjects have it jointly  "A og B deler 2 millioner"
    be     as its nouns say              "Støtten til NCE Raufoss er på 2 millioner"

Sums that stand beside a name without such a verb belong in beside.py.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapers.awards.binding import LOOSE, Binding, amounts_to, each_has, with_gaps
from scrapers.awards.chunks import ALL_OF_THEM, symbols
from scrapers.awards.clauses import Clause
from scrapers.awards.naming import GROUP, names_of, subject_of, words_of
from scrapers.awards.recipients import is_funder, is_place
from scrapers.awards.stand_ins import plural_stand_in

if TYPE_CHECKING:
    from scrapers.awards.chunks import Chunk


TO = re.compile(rf"t(?:w?e)?f?w?(?P<r>{GROUP})")
NEXT_AMOUNT = re.compile("A")
_WITH = re.compile(r"m[wr]{0,2}(?P<a>A)")
_INTO = re.compile(r"w?m(?P<a>A)w?pw?(?P<r>N)")  # "Enova går inn med 12 millioner i Skagerak Energilab"
_LESS = re.compile(r"(?:mindre|less|lavere|lågare) (?:enn|than)\b", re.IGNORECASE)
_NO_GRANT = re.compile(
    r"\b(?:kontrakt(?:er|ar|ene|ane)?|ordre\w*|oppdrag\w*|jobb\w*|\w*lån\w*|bot\b|bøter|regning\w*|rekning\w*|"
    r"levere\w*|overskudd|overskot|omsetning|contracts?|orders?|loans?|fines?|bill|licen[cs]es?|"
    r"konsesjon\w*|løyve\b|tillatelse\w*|fradrag\w*|frådrag\w*)\b",
    re.IGNORECASE,
)
_THE_SUPPORT = re.compile(
    r"\b(?:tildelingen|tildelinga|støtten|støtta|tilskuddet|tilskotet|tilsagnet|tilsegna|bevilgningen|løyvinga)$"
)
SUPPORT = re.compile(
    r"\b(?:framlegg|forslag|støtt|tilskudd|tilskot|bevilgning|løyving|tilsagn|stønad|grant|støtteb|tildeling|summen|"
    r"beløp)"
)
_OWN_SUPPORT = re.compile(
    r"(?:sin|sitt|si|sine) (?:\w+ )?(?:\w*støtte|\w*tilskudd|\w*tilskot|\w*tilsagn|\w*tilsegn|andel|del|part)$",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\b(?:del|andel|part)$")  # "Vestland sin del er 14 millioner": of what a county's bodies get
_APPLICATION = re.compile(r"\b(?:søknad\w*|application)$", re.IGNORECASE)
_HAS = re.compile(
    r"\b(?:tilsagn|tilsegn|tilskudd|tilskot|støtte|stønad|bevilgning|løyving|grant|funding)\b", re.IGNORECASE
)
_IT = re.compile(r"(?:det|there|støtt\w*|tilskudd\w*|tilskot\w*|summen|beløpet)\b", re.IGNORECASE)
_OPENS = re.compile(  # no subject before the verb: it follows
    r"(?:nå|no|i (?:år|dag|går|tillegg|vår|haust|høst)|samtidig|samstundes|dessuten|også|òg|videre|vidare|derfor|difor|"
    r"dermed|nylig|nyleg|\w+dag)",
    re.IGNORECASE,
)
_AT = frozenset({"hos", "hjå"})  # "Hos Eramet Sauda er tilskuddet 9 millioner"
_OUT_OF = re.compile(r"^(?:av|of)\b", re.IGNORECASE)
_AMONG = re.compile(
    r"mottak|blant|mellom|størst|største|tildel|støtte|vinn|recipient|largest|biggest|among|listen|lista|topp|f(?:ø|"
    r"o)rte? opp|satt opp|sett opp|oppført|framlegg|forslag"
)
_PUBLIC = re.compile(
    r"(?:kommune|fylke\w*|departement\w*|direktorat\w*|råd|rådet|fond\w*|programmet|ordning\w*|EU|stat\w*|Council|"
    r"Norway|Commission)$|^(?:EU|Horisont|Horizon|Innovasjon Nor|Siva|Enova|Forsk(?:n)?ingsråd)",
    re.IGNORECASE,
)


def by_verb(clause: Clause, subject: tuple[Chunk, ...], whom: tuple[Chunk, ...]) -> list[Binding]:
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
    amount = NEXT_AMOUNT.search(line)
    if clause.verb is not None and clause.verb.is_passive:  # "a grant of NOK 47 million is secured by Ava Ocean"
        by, moved = re.match(rf"w?[ft](?P<r>{GROUP})", line), [one for one in clause.before if one.symbol == "A"]
        return [Binding("got_by", names_of(after, by), (moved[-1],))] if by and moved else []
    inverted = re.match(rf"(?:w|p[wN]|f[UN]){{0,2}}(?P<r>{GROUP})", line[: amount.start()] if amount else line)
    if clause.is_relative:
        inverted = re.match(rf"(?P<r>{GROUP})(?=A)", line)  # "prosjektet som sikret A 2 millioner"
    if amount is None:
        objects = [one for one in clause.before if one.symbol == "A"]
        if len(objects) == 1 and inverted:  # "2 millioner får NCE Raufoss"
            return [Binding("gets_object_first", names_of(after, inverted), (objects[0],))]
        return []
    names = subject_of(clause) or (names_of(after, inverted) if inverted else ()) or plural_stand_in(clause) or subject
    if _LESS.match(words_of(after[amount.end() : amount.end() + 1])):
        return []
    if _NO_GRANT.search(words_of(after[: amount.start()])) and not _is_cluster(names):
        return []
    if not names or any(one.symbol == "A" for one in clause.before):
        return []
    if (giver := re.match(r"A(?:w|p[wN])?f(?P<r>N)", line[amount.start() :])) and not is_public_giver(
        after[amount.start() + giver.start("r")].text
    ):
        return [Binding("gets", names, (after[amount.start()],), False, "the giver may not be public")]
    if re.search("Qw?b$", line[: amount.start()]):  # "tilslag på to søknader: «T» (415 000) og «U» (288 000)"
        return [Binding("gets_titled", names, (after[m.end() - 1],)) for m in re.finditer("Qw?bA", line)]
    if re.search("pNb$", line[: amount.start()]):  # "i Gjesvær (665 000 kroner) og Nordvågen (700 000 kroner)"
        return [Binding("gets_in_brackets", names, (after[m.start() + 1],)) for m in re.finditer(r"bA", line)]
    each = "e" in symbols(clause.before) or any(ALL_OF_THEM.fullmatch(one.text.lower()) for one in names)
    return with_gaps("gets", names, after, line, amount.start(), is_each=each)


def is_public_giver(name: str) -> bool:
    return is_funder(name) or _PUBLIC.search(name) is not None


def _is_cluster(names: tuple[Chunk, ...]) -> bool:
    """Clusters have contracts with who funds them."""
    return bool(names) and re.match(r"(?:NCE|GCE|Arena)\b", names[0].text) is not None


def _of_give(clause: Clause, subject: tuple[Chunk, ...], whom: tuple[Chunk, ...]) -> list[Binding]:
    """Active: object or "til". Passive: a subject that is no sum has it itself."""
    assert clause.verb is not None
    rule = "gives" if clause.verb.kind == "give" else "funds"
    moved = [one for one in clause.before if one.symbol == "A"]
    amount = NEXT_AMOUNT.search(symbols(clause.after))
    if clause.verb.is_passive:
        if moved:
            return _moved(f"{rule}_passive", moved, clause)
        return _is_given(rule, clause, subject, amount.start()) if amount else []
    if amount is None:
        return _moved(rule, moved, clause) if moved else []
    own = subject_of(clause)
    if clause.verb.is_bare and amount.start() == 0 and own and not is_public_giver(own[-1].text):
        return with_gaps(f"{rule}_passive", own, clause.after, symbols(clause.after), 0)
    return _gives(rule, clause, whom, amount.start())


def _is_given(rule: str, clause: Clause, subject: tuple[Chunk, ...], amount: int) -> list[Binding]:
    after, line, before = clause.after, symbols(clause.after), symbols(clause.before)
    if _NO_GRANT.search(words_of(after[:amount])):
        return []
    inverted = re.match(rf"(?:w|p[wN]){{0,2}}(?P<r>{GROUP})", line[:amount])
    names = (names_of(after, inverted) if inverted else ()) or subject_of(clause) or plural_stand_in(clause)
    if names:
        return with_gaps(f"{rule}_passive", names, after, line, amount, is_each="e" in before)
    to = TO.search(before)
    if to and not TO.search(line):
        return with_gaps(f"{rule}_to", names_of(clause.before, to), after, line, amount)
    goes_on = clause.is_relative or re.fullmatch(r"[ckw]*", before) is not None
    if subject and goes_on and not _IT.search(words_of(clause.before)):
        return with_gaps(f"{rule}_passive", subject, after, line, amount)
    return amounts_to(f"{rule}_to", after, line)


def _gives(rule: str, clause: Clause, whom: tuple[Chunk, ...], amount: int) -> list[Binding]:
    after, line = clause.after, symbols(clause.after)
    direct = re.match(rf"(?:w|f[UN]|U|p[wN]){{0,3}}?(?P<r>{GROUP})", line[:amount])
    if (
        direct
        and _OPENS.fullmatch(" ".join(one.text for one in clause.before))
        and is_public_giver(after[direct.start("r")].text)
    ):
        return amounts_to(f"{rule}_to", after, line)  # "Nå bevilger Nordland fylkeskommune 2 millioner til drift"
    if direct:
        return with_gaps(rule, names_of(after, direct), after, line, amount)
    if whom and (subject_of(clause) or "U" in symbols(clause.before)):
        return with_gaps(rule, whom, after, line, amount)  # "…, som fylket støtter med 3 millioner"
    applied = re.match(rf"wf(?P<r>{GROUP})", line[:amount])
    if applied and _APPLICATION.search(after[0].text):  # "har innvilget søknaden fra A om 600.000 kroner"
        return with_gaps(rule, names_of(after, applied), after, line, amount)
    to = re.match(rf"(?:w|f[UN]|U|p[wN]){{0,2}}t(?:w?e)?f?w?(?P<r>{GROUP})", line[:amount])
    if to:
        return with_gaps(f"{rule}_to", names_of(after, to), after, line, amount)
    before = TO.search(symbols(clause.before))
    if before and not TO.search(line):
        return with_gaps(f"{rule}_to", names_of(clause.before, before), after, line, amount)
    return amounts_to(f"{rule}_to", after, line)


def _moved(rule: str, moved: list[Chunk], clause: Clause) -> list[Binding]:
    """ "2 millioner kroner er tildelt NCE Raufoss", "… bevilges til …": the sum stands before the verb."""
    after, line = clause.after, symbols(clause.after)
    found = re.match(rf"(?:w|p[wN]|f[UN]|e|V|B){{0,3}}(?:t(?:w?e)?f?)?w?(?P<r>{GROUP})", line)
    if found is None or not moved:
        return []
    first = Binding(f"{rule}_moved", names_of(after, found), (moved[-1],), "e" in line[: found.end() + 1])
    return [first, *amounts_to(f"{rule}_to", after[found.end() :], line[found.end() :])]


def _of_go(clause: Clause) -> list[Binding]:
    after, line = clause.after, symbols(clause.after)
    whole = {b.start for a, b in itertools.pairwise(clause.before) if a.symbol == "f" or _OUT_OF.search(a.text)}
    is_part = bool(clause.before) and _OUT_OF.match(clause.before[0].text) is not None
    moved = [
        one for one in clause.before if one.symbol == "A" and one.start not in whole and not is_part
    ]  # not "av de 250 millionene"
    if moved:
        found = re.match(rf"(?:w|f[UN]|p[wN]|e|c|V|B)*?(?:t|f|p)(?:w?e)?f?w?(?P<r>{GROUP})", line)
        if found is None:
            return []
        each = "e" in line[: found.start("r")]
        return [
            Binding("goes_to", names_of(after, found), (moved[-1],), each),
            *amounts_to("goes_to", after[found.end() :], line[found.end() :]),
        ]
    into = _INTO.match(line)
    if into and symbols(clause.before).rstrip("w").endswith("U") and not is_place(after[into.start("r")].text):
        return [Binding("goes_in", (after[into.start("r")],), (after[into.start("a")],))]
    to = TO.search(symbols(clause.before))
    amount = NEXT_AMOUNT.search(line)
    if to and amount:
        return with_gaps("to_goes", names_of(clause.before, to), after, line, amount.start())
    inverted = TO.match(line)
    if inverted and amount and inverted.end() <= amount.start():
        return with_gaps("to_goes", names_of(after, inverted), after, line, amount.start())
    return amounts_to("goes_to", after, line)


def _of_share(clause: Clause, subject: tuple[Chunk, ...]) -> list[Binding]:
    line = symbols(clause.after)
    amount = NEXT_AMOUNT.search(line)
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
    amount = NEXT_AMOUNT.search(line)
    to = TO.search(before)
    if to and amount and SUPPORT.search(words):
        return with_gaps("support_is", names_of(clause.before, to), after, line, amount.start())
    the_support = clause.verb is not None and clause.verb.is_be and _THE_SUPPORT.search(words) is not None
    if amount and not to and the_support and not subject_of(clause) and clause.before:
        return [Binding("support_is", (replace(clause.before[0], symbol="P"),), (after[amount.start()],))]
    if (
        to
        and amount
        and clause.before[to.start()].text.lower() in {"for", "til"}
        and _IT.match(words_of([*clause.before[to.end() :], *after[: amount.start()]]).removeprefix("sin del "))
    ):
        return with_gaps("for_is", names_of(clause.before, to), after, line, amount.start())
    at_home = re.match(rf"f(?P<r>{GROUP})", before)
    if at_home and amount and clause.before[0].text.lower() in _AT and _IT.match(words_of(after[: amount.start()])):
        return with_gaps("for_is", names_of(clause.before, at_home), after, line, amount.start())
    noun = re.search(rf"wt(?P<r>{GROUP})[pw]{{0,2}}(?P<a>A)", line)
    if noun and SUPPORT.search(after[noun.start()].text.lower()):  # "Størst er tilsagnet til A på 42 millioner"
        return with_gaps("support_is", names_of(after, noun), after, line, noun.start("a"))
    own_support = re.search("(?P<r>N)w$", before)
    if (
        own_support
        and amount
        and _OWN_SUPPORT.match(clause.before[-1].text)
        and (not is_place(clause.before[-2].text) or not _SHARE.search(clause.before[-1].text))
    ):  # "Førdehuset sitt tilsegn er på 11 mill."
        return with_gaps("support_is", names_of(clause.before, own_support), after, line, amount.start())
    moved = [one for one in clause.before if one.symbol == "A"]
    if moved and clause.verb is not None and clause.verb.is_be:
        found = re.match(rf"w?t(?P<r>{GROUP})", line)
        return [Binding("is_to", names_of(after, found), (moved[-1],))] if found else []
    own = subject_of(clause) or subject
    if own and amount and clause.verb and not clause.verb.is_be and _HAS.search(words_of(after[: amount.start()])):
        return with_gaps("has_support", own, after, line, amount.start())  # "har nå tilsagn på 610 000 kroner"
    held = _WITH.search(line)
    if own and held and clause.verb is not None and clause.verb.is_be:
        told = " ".join(one.text for one in after[: held.start()]).lower()
        each = "e" in before or each_has(after, held.start("a"), held.end())
        return [Binding("is_with", own, (after[held.start("a")],), each, doubt=None if _AMONG.search(told) else LOOSE)]
    return []
