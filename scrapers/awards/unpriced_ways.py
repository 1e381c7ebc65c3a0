"""The ways in which a clause without a sum names who gets something: by verb, by lead, by list, as selected.

Which clauses are of awards belongs in unpriced.py, the wording in unpriced_words.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.awards import unpriced_words as wording
from scrapers.awards.chunks import symbols
from scrapers.awards.named_together import behind_colon
from scrapers.awards.naming import GROUP, names_of, subject_of
from scrapers.awards.recipients import is_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.chunks import Chunk
    from scrapers.awards.clauses import Clause

Named = tuple[str, "Sequence[Chunk]"]  # the rule, and whom it names
_BEHIND = re.compile(rf"(?:w|p[wN])?(?P<r>{GROUP})")
_FIRST_TO = re.compile(rf"[^t]{{0,6}}t(?:w?e)?f?w?(?P<r>{GROUP})")
_AMONG = re.compile(rf"p(?P<r>{GROUP})")


@dataclass(frozen=True, slots=True)
class Told:
    """A clause with the words around it. ``is_awarding``: the release hands out money or places."""

    clause: Clause
    subject: Sequence[Chunk]  # its own, else the one it goes on with
    sentence: str
    head: str  # of the sentence, up to the verb
    admitted: bool
    is_awarding: bool

    @property
    def before(self) -> str:
        return " ".join(one.text for one in self.clause.before)

    @property
    def after(self) -> str:
        return " ".join(one.text for one in self.clause.after)

    @property
    def behind(self) -> Sequence[Chunk]:
        """The names right behind the verb."""
        found = _BEHIND.match(symbols(self.clause.after))
        return names_of(self.clause.after, found) if found else ()


def named(told: Told) -> Named:
    """Whom a clause names, by the first of the ways of naming that it uses."""
    ways = (_without_verb_of_money, _by_lead, _by_verb_of_money, _by_admission, _by_list)
    return next((whom for way in ways if (whom := way(told))[1]), ("", ()))


def _without_verb_of_money(told: Told) -> Named:
    """Selected, taken in, listed behind a colon, in charge of what is supported: only where money is handed out."""
    clause = told.clause
    if not told.is_awarding:
        return "", ()
    if ((listed := behind_colon(clause)) and "e" not in symbols(clause.chunks)) or "A" in symbols(clause.chunks):
        return "colon_list", listed
    words = " ".join(one.text for one in clause.chunks if one.symbol not in "NQck")
    if not clause.is_relative and (wording.SELECTED.search(words) or wording.CAME.search(words)):
        return "selected", [one for one in subject_of(clause) or told.behind if not one.is_weak]
    if taken := _taken(clause):
        return "taken_in", taken
    if wording.SUPPORT.search(told.sentence) or wording.RECIPIENTS.search(told.sentence):
        return "in_charge", _in_charge(clause)
    return "", ()


def _by_lead(told: Told) -> Named:
    """ "Blant selskapene som får støtte er A, B og C", "Auka stønad til A", "Det gjeld A, B og C"."""
    verb = told.clause.verb
    if not told.is_awarding:
        return "", ()
    if verb is None:
        return "support_to", _without_verb(told.clause, told.sentence)
    is_else = wording.ABOUT_SOMETHING_ELSE.search(told.sentence) is not None
    if verb.is_be and not is_else and not subject_of(told.clause) and wording.LEADS.search(told.head):
        return "recipients_are", told.behind
    return "", ()


def _by_verb_of_money(told: Told) -> Named:
    clause, verb = told.clause, told.clause.verb
    if verb is None:
        return "", ()
    inverted = () if clause.is_relative else told.behind
    is_open = told.is_awarding or told.admitted
    rest = told.sentence[told.sentence.rfind(inverted[-1].text) :] if inverted else ""  # "fikk A og B innvilget støtte"
    if verb.kind == "get" and (told.admitted or wording.SUPPORT.search(told.after[:90]) or wording.GRANTED.match(rest)):
        return "gets", subject_of(clause) or inverted or told.subject
    if not is_open or verb.kind not in {"give", "fund", "go", "share"}:
        return "", ()
    if (
        verb.kind == "give"
        and not verb.is_passive
        and (told.admitted or wording.SUPPORT.search(told.after))
        and inverted
    ):
        return "gives", inverted
    if verb.is_passive and (verb.kind == "fund" or wording.SUPPORT.search(told.after[:60])) and subject_of(clause):
        return "is_given", subject_of(clause)
    line = symbols(clause.after)
    to = _FIRST_TO.match(line)
    names = names_of(clause.after, to) if to else ()
    goes_on = to is not None and line[to.end() :].startswith(("c", "s"))
    is_where = goes_on and is_place(names[0].text)  # "til Stord, der Sustainable Energy får …"
    if to and not is_where and wording.SUPPORT_HEAD.search(f"{told.before} {told.after[:40]}"):
        return "to", names
    among = _AMONG.search(line)
    if among and clause.after[among.start()].text.lower() in {"mellom", "between", "blant"}:
        return "among", names_of(clause.after, among)
    return "funds", inverted if verb.kind == "fund" and not verb.is_passive else ()


def _by_admission(told: Told) -> Named:
    clause, verb = told.clause, told.clause.verb
    if verb is None:
        return "", ()
    inverted = () if clause.is_relative else told.behind
    if told.is_awarding and verb.is_be and wording.CLEFT.match(told.before) and len(inverted) > 1:
        return "cleft", inverted
    return "admitted", (subject_of(clause) or inverted or told.subject) if told.admitted else ()


def _by_list(told: Told) -> Named:
    """ "A er med på lista", "Mottakerne er A og B", "Øvrige er A og B"."""
    clause, verb = told.clause, told.clause.verb
    if verb is None and told.is_awarding and wording.ON_THE_LIST.search(told.sentence):
        return "on_the_list", subject_of(clause)  # "A og B står på lista"
    if verb is None or not told.is_awarding:
        return "", ()
    inverted = () if clause.is_relative else told.behind
    own = subject_of(clause)
    if verb.kind is None and verb.is_be:
        is_one_of_them = wording.MEMBER.search(told.after) and wording.RECIPIENTS.search(told.after)
        if is_one_of_them or wording.ON_THE_LIST.search(told.sentence):
            return "on_the_list", own or inverted
        if not own and wording.RECIPIENTS.search(told.before):
            return "recipients_are", inverted
    others = told.before.lower().removeprefix("det ").removeprefix("the ")
    is_others = verb.kind not in {"give", "fund"} and not own and wording.OTHERS.match(others) is not None
    return "others_are", inverted if is_others else ()


def _without_verb(clause: Clause, text: str) -> Sequence[Chunk]:
    line = symbols(clause.before)
    if wording.CONCERNS.match(text):
        concerned = re.search(rf"w(?P<r>{GROUP})", line)
        told = names_of(clause.before, concerned) if concerned else ()
        return told if len(told) > 1 else ()
    found = re.fullmatch(rf"wt(?P<r>{GROUP})", line)
    return names_of(clause.before, found) if found and wording.SUPPORT_HEAD.search(clause.before[0].text) else ()


def _in_charge(clause: Clause) -> Sequence[Chunk]:
    """ "et forprosjekt i regi av Norges Bondelag", "two projects, run by A and B, …"."""
    chunks = clause.chunks
    for match in re.finditer(rf"f(?P<r>{GROUP})", symbols(chunks)):
        head = chunks[: match.start() + 1]
        named = any(one.symbol in "NQb" for one in head)
        if not named and wording.IN_CHARGE.search(" ".join(one.text for one in head)):
            return names_of(chunks, match)
    return ()


def _taken(clause: Clause) -> Sequence[Chunk]:
    """ "Siva tar opp A, B og C i næringshageprogrammet": the object of taking in."""
    chunks = clause.chunks
    for match in re.finditer(rf"w(?P<r>{GROUP})", symbols(chunks)):
        if wording.TAKES.search(chunks[match.start()].text):
            return names_of(chunks, match)
    return ()
