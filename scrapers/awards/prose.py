"""Awards told in sentences: each clause is read by its verb, then what stands beside its sum without one.

Lists and tables are read as a whole elsewhere; whether a candidate can be trusted is judged in reconcile.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scrapers.awards.beside import behind_colon, beside, each_listed, held_before, held_with, same_again
from scrapers.awards.binding import Binding
from scrapers.awards.candidate import Candidate
from scrapers.awards.chunks import symbols
from scrapers.awards.clauses import read_clause, split_clauses
from scrapers.awards.linked_clauses import linked
from scrapers.awards.naming import followed_name, span_of, subject_of
from scrapers.awards.passages import clean
from scrapers.awards.recipients import is_body, is_place, may_receive
from scrapers.awards.stand_ins import as_one, is_one_of_two_places, of_all, recipient_of
from scrapers.awards.titles import is_title, named_title, title_behind
from scrapers.awards.verb_frames import SUPPORT, by_verb

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.passages import Sentence


_WITH_PROJECT = re.compile(r"Nmw?$")


def read_prose(document: Document, sentence: Sentence, earlier: list[Sentence]) -> list[Candidate]:
    """The priced awards of one sentence; ``earlier`` are the sentences before it, for what "klyngen" stands for."""
    line, chunks = read_clause(document, sentence.start, sentence.end)
    if "A" not in line or document.text[sentence.end - 1] == "?":
        return []
    bindings: list[Binding] = []
    subject: tuple[Chunk, ...] = ()
    is_awarding = False
    blocked: set[int] = set()
    clauses = split_clauses(chunks)
    for at, clause in enumerate(clauses):
        own = subject_of(clause)
        if clause.is_relative and not own:
            own = followed_name(subject, chunks, clause)
        verb = clause.verb
        if verb is not None and (verb.may or verb.is_not or verb.kind == "other"):
            blocked.update(one.start for one in clause.chunks if one.symbol == "A")
            if verb.may and not verb.is_not:
                bindings += held_before(clause) or linked(clauses, at, chunks)
            subject = own or subject
            continue
        whom = followed_name(subject, chunks, clause) if clause.is_relative else ()
        found = (
            linked(clauses, at, chunks)
            or by_verb(clause, own or subject, whom)
            or same_again(clause, bindings)
            or held_with(clause, own or subject)
        )
        is_awarding = is_awarding or bool(found) or (verb is not None and verb.kind in {"give", "get", "go", "fund"})
        bindings += [replace(one, told=span_of(clause)) for one in found]
        subject = own or subject
    is_awarding = is_awarding or SUPPORT.search(document.text[sentence.start : sentence.end].lower()) is not None
    listed = each_listed(chunks, {amount.start for one in bindings for amount in one.amounts if one.names} | blocked)
    bindings += listed
    used = blocked | {amount.start for one in bindings for amount in one.amounts}
    bindings += beside(chunks, used, is_awarding=is_awarding)
    bindings += behind_colon(chunks, {amount.start for one in bindings for amount in one.amounts})
    bindings = _of_owner([_of_leader(one, chunks) for one in bindings])
    bindings = [as_one(document, of_all(document, one, earlier, chunks)) for one in bindings]
    candidates = [c for one in bindings for c in _candidates(document, sentence, one, chunks, earlier)]
    return sorted(candidates, key=lambda c: c.amount.start if c.amount else c.start)


def _candidates(
    document: Document, sentence: Sentence, binding: Binding, chunks: list[Chunk], earlier: list[Sentence]
) -> list[Candidate]:
    found = []
    if len(binding.names) == 2 and not binding.is_each and is_one_of_two_places(*binding.names):
        first, second = binding.names
        whole = replace(first, text=f"{first.text} og {second.text}", end=second.end)
        binding = replace(binding, names=(whole,))
    joint = len(binding.names) > 1 and len(binding.amounts) == 1 and not binding.is_each
    each = binding.is_each and len(binding.names) > 1
    for at, name in enumerate(binding.names):
        text, doubt = recipient_of(document, name, chunks, earlier)
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
                title=_title_of(chunks, binding, name) or _named_beside(document, chunks, binding, name, sentence.end),
                basis="joint" if joint else None,
                doubt=doubt or (None if _is_plain(binding, text) else binding.doubt),
                name_at=name.start,
                told=binding.told,
                shared=each,
            )
        )
    return found


def _of_leader(binding: Binding, chunks: list[Chunk]) -> Binding:
    """ "Stange kommune med prosjektet «T», som får 1,9 millioner": who has the project gets the sum."""
    if [name.symbol for name in binding.names] != ["Q"] or binding.names[0] not in chunks:
        return binding
    before = chunks[: chunks.index(binding.names[0])]
    match = _WITH_PROJECT.search(symbols(before))
    return replace(binding, names=(before[match.start()],), doubt=None) if match else binding


def _of_owner(bindings: list[Binding]) -> list[Binding]:
    """ "A får 12 millioner til «T» og 9 millioner til «U»": the second sum goes to A too, for «U»."""
    told: list[Binding] = []
    for one in sorted(bindings, key=lambda b: b.amounts[0].start):
        is_titled = one.rule == "amount_to" and [name.symbol for name in one.names] == ["Q"]
        owner = told[-1] if told and len(told[-1].names) == len(told[-1].amounts) == 1 else None
        own = owner.names[0] if is_titled and owner is not None and owner.names[0].symbol == "N" else None
        is_before = own is not None and own.end <= one.amounts[0].start
        told.append(replace(one, names=(own,), doubt=None) if own is not None and is_before else one)
    return told


def _is_plain(binding: Binding, recipient: str) -> bool:
    """ "4 millioner til Haldens Festningsverk SA": no verb, but a body that is no place, next to its own sum."""
    return binding.rule == "amount_to" and len(binding.names) == 1 and is_body(recipient) and not is_place(recipient)


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
    sums = [one.start for one in chunks if one.symbol == "A"]
    if len(quotes) == len(sums) > 1:  # "A får 2 millioner til «T», B 3 til «U»", "«T» fra A får 2 millioner, «U» …"
        return quotes[sums.index(amount.start)].text if amount.start in sums else None
    low, high = sorted((name.start, amount.start))
    between = [one for one in quotes if low < one.start < high]
    at = chunks.index(amount)
    of_name = chunks.index(name) if binding.rule == "in_brackets" and name in chunks else 0
    if of_name > 1 and symbols(chunks[of_name - 2 : of_name]) == "Qb":  # "«The Salt Road» (Maipo Film, NOK 14 million)"
        return chunks[of_name - 2].text
    within = re.search("Nb(?P<t>Nw?|Q)c$", symbols(chunks[:at]))
    told = " ".join(one.text for one in chunks[slice(*within.span("t"))]) if within else ""
    if binding.rule == "in_brackets" and told and not is_place(told):
        return told  # "Mowi (Lukket hav, 66,5 millioner)"
    if binding.rule == "gets_titled":
        return next((one.text for one in reversed(chunks[:at]) if one.symbol == "Q"), None)
    nearest = (
        behind[:1] or between[:1] or [one for one in quotes if len(quotes) == 1 and not ends and one.end <= name.start]
    )
    return nearest[0].text if nearest else None


def _named_beside(document: Document, chunks: list[Chunk], binding: Binding, name: Chunk, end: int) -> str | None:
    """A project named without quotation marks behind the sum, up to the next one, or between recipient and sum."""
    amount = binding.amounts[0]
    if len(binding.names) > 1 or amount not in chunks:
        return None
    following = next((one.start for one in chunks if one.symbol == "A" and one.start > amount.start), end)
    told = named_title(clean(document.text[amount.end : following]))
    if told is None and name.end < amount.start:
        told = named_title(clean(document.text[name.end : amount.start]))
    return told or title_behind(chunks, chunks.index(amount), binding.names)


def with_doubt(candidate: Candidate, doubt: str) -> Candidate:
    return candidate if candidate.doubt else replace(candidate, doubt=doubt)
