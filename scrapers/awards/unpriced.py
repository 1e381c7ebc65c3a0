"""Awards that prose tells without an amount: "Også A får støtte", "Selskapene er A, B og C", "A er tatt opp i Arena".

Priced awards belong in prose.py, lists of names in names.py, the wording in unpriced_words.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrapers.awards import unpriced_words as wording
from scrapers.awards.binding import WEAK_NAME
from scrapers.awards.candidate import Candidate
from scrapers.awards.chunks import symbols
from scrapers.awards.clauses import read_clause, split_clauses
from scrapers.awards.decisions import is_admission
from scrapers.awards.named_together import behind_colon, companions, counted_before, in_series
from scrapers.awards.naming import GROUP, names_of, subject_of
from scrapers.awards.recipients import is_place, may_receive, tidy_name
from scrapers.awards.titles import is_title, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.candidate import Document
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.clauses import Clause
    from scrapers.awards.passages import Sentence

_LOOSE = frozenset(
    {
        "series",
        "on_the_list",
        "among",
        "in_charge",
        "gets",
        "gives",
        "is_given",
        "funds",
        "to",
        "selected",
        "recipients_are",
        "others_are",
        "cleft",
    }
)
Named = tuple[str, "Sequence[Chunk]"]  # the rule, and whom it names
_BEHIND = re.compile(rf"(?:w|p[wN])?(?P<r>{GROUP})")
_FIRST_TO = re.compile(rf"[^t]{{0,6}}t(?:w?e)?f?w?(?P<r>{GROUP})")
_LAST_OF_SERIES = re.compile(r"NbAE(?:(?:c|k|ck)NbAE)*(?:c|ck|k)(?P<r>N)$")  # "A (1,6 mill.), B (900.000) samt C"
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


def read_unpriced(
    document: Document,
    sentence: Sentence,
    earlier: Sequence[Sentence],
    priced: list[Candidate],
    *,
    is_awarding: bool,
    may_admit: bool,
) -> list[Candidate]:
    """Names that get something for which the sentence gives no sum.

    ``is_awarding``: the release hands out money; ``may_admit``: somewhere it speaks of being taken in.
    """
    text = document.text[sentence.start : sentence.end]
    line, chunks = read_clause(document, sentence.start, sentence.end)
    if "N" not in line or text.endswith("?") or wording.NOT_YET.search(text) or wording.BREADCRUMB.fullmatch(text):
        return []
    taken = {c.name_at for c in priced}
    if earlier and not priced and (counted := counted_before(document, earlier[-1], chunks)):
        return [_candidate(document, sentence, "counted", one, admitted=True) for one in counted]
    admitted = may_admit and wording.speaks_of_admission(text)
    subject: Sequence[Chunk] = ()
    found: list[Candidate] = []
    for clause in split_clauses(chunks):
        own = subject_of(clause) or (subject if clause.is_relative else ())
        if _is_about_awards(document, clause, admitted=admitted):
            head = document.text[sentence.start : max(clause.at_verb, sentence.start)]
            told = Told(clause, own or subject, text, head, admitted, is_awarding)
            rule, names = _named(told)
            free = [one for one in names if one.symbol == "N" and one.start not in taken]
            quotes = [one.text for one in clause.chunks if one.symbol == "Q" and is_title(chunks, one)]
            title = _title_of_one(text, names, quotes)
            found += [_candidate(document, sentence, rule, one, admitted=admitted, title=title) for one in free]
            if names and is_awarding:
                others = companions(clause)
                found += [_candidate(document, sentence, "together_with", one, admitted=admitted) for one in others]
        subject = own or subject
    if is_awarding and priced and (last := _LAST_OF_SERIES.search(line)):
        free = [one for one in names_of(chunks, last) if document.text[one.end : sentence.end].lstrip()[:1] != "("]
        found += [_candidate(document, sentence, "series", one, admitted=False) for one in free]
    if not found and not priced and not wording.CAPTION.match(text):
        series = in_series(text, line, chunks)
        title = _title_of_one(text, series)
        found = [_candidate(document, sentence, "series", one, admitted=admitted, title=title) for one in series]
    return [c for c in found if may_receive(c.recipient)]


def _is_about_awards(document: Document, clause: Clause, *, admitted: bool) -> bool:
    line = symbols(clause.chunks)
    lists_behind = (
        re.search(r"(?:A[^A]*C|C[^A]*A)[^A]*d[^A]*$", line) is not None
    )  # "70 millioner til seks bedrifter: A og B"
    if not clause.chunks or ("A" in line and not admitted and not lists_behind):
        return False
    told = document.text[clause.begins : max(one.end for one in clause.chunks)]
    verb = clause.verb
    is_real = verb is None or wording.MENTIONED.search(told) or not (verb.may or verb.is_not or verb.kind == "other")
    return bool(is_real) and wording.ABOUT_SOMETHING_ELSE.search(told) is None


def _named(told: Told) -> Named:
    """Whom a clause names, by the first of the ways of naming that it uses."""
    ways = (_without_verb_of_money, _by_lead, _by_verb_of_money, _by_admission, _by_list)
    return next((named for way in ways if (named := way(told))[1]), ("", ()))


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


def _doubt(document: Document, rule: str, name: Chunk, *, admitted: bool) -> str | None:
    if name.is_weak:
        return WEAK_NAME
    is_loose = rule in _LOOSE and not admitted and not is_admission(document)
    return "the release may tell its sum elsewhere" if is_loose else None


def _title_of_one(text: str, names: Sequence[Chunk], quotes: Sequence[str] = ()) -> str | None:
    """The one title of the clause, else of the sentence, where it names one recipient only."""
    if len(names) != 1:
        return None
    titles = quotes if len(quotes) == 1 else [title for _, _, title in quoted(text)]
    return titles[0] if len(titles) == 1 else None


def _candidate(
    document: Document, sentence: Sentence, rule: str, name: Chunk, *, admitted: bool, title: str | None = None
) -> Candidate:
    return Candidate(
        rule=f"unpriced_{rule}",
        recipient=tidy_name(name.text),
        amount=None,
        start=sentence.start,
        end=sentence.end,
        block=sentence.block,
        title=title,
        decision="admitted" if admitted else None,
        doubt=_doubt(document, rule, name, admitted=admitted),
        name_at=name.start,
    )
