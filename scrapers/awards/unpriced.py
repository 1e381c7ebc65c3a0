"""Awards that prose tells without an amount: "Også A får støtte", "Selskapene er A, B og C", "A er tatt opp i Arena".

Priced awards belong in prose.py, lists of names in lists.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards.candidate import Candidate
from scrapers.awards.clauses import read_clause, split_clauses, symbols
from scrapers.awards.decisions import ADMITTED
from scrapers.awards.prose import GROUP, names_of, subject_of
from scrapers.awards.recipients import may_receive, tidy_name
from scrapers.awards.titles import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapers.awards.candidate import Document
    from scrapers.awards.chunks import Chunk
    from scrapers.awards.clauses import Clause
    from scrapers.awards.passages import Sentence

_SUPPORT = re.compile(
    r"\b(?:støtte\w*|stønad\w*|tilskudd\w*|tilskot\w*|tilsagn\w*|mid(?:ler|lar)\w*|\w+mid(?:ler|lar)|penge[rn]\w*|"
    r"pengar\w*|\w+penge[rn]\w*|\w+pengar|\w+status\w*|status\w*|funding|grants?|support|plass\b|"
    r"ja\b|positivt svar|gjennomslag|bevilgning\w*|løyving\w*|\w+støtte\w*|finansiering\w*|andel|part\b|del av|"
    r"noe av|uttelling|stipend\w*|money|share|mye|mykje|mest|prosjekter|prosjekt|tilslag|resten|backing|noe mer|noko meir|mer å|meir å)",
    re.IGNORECASE,
)
_SUPPORT_HEAD = re.compile(
    r"\b(?:støtt|tilskudd|tilskot|stønad|mid(?:ler|lar)|penge|pengar|bevilgning|løyving|resten|mest|funding|money|"
    r"grant|tildeling|løyvd|tilsagn)",
    re.IGNORECASE,
)
_RECIPIENTS = re.compile(
    r"\b(?:(?:de|dei|disse|desse|the|these)\s+(?:to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|\d+|two|three|four|five|six|"
    r"seven|eight|nine|ten|nye|heldige|utvalgte|utvalde|andre|øvrige|others|winners|new|lucky)\b|"
    r"mottak(?:er|ar)\w*|vinner(?:ne|ane)?|recipients?|winners?|prosjekt(?:ene|a|er)?|selskap(?:ene|a|er)?|"
    r"bedrift(?:ene|er)?|kommun(?:ene|ane|er|ar)|kly[n]gj?(?:ene|ane|er|er)|sentr(?:ene|a)|studiesentre|miljø(?:ene|"
    r"a|er)?|"
    r"søk(?:erne|jarane)|projects|companies|clusters|centres|municipalities|liste[nr]?|lista|(?:blant|mellom|among|"
    r"av)\s+(?:dem|dei|disse|desse|andre|them|others)|heldige|utvalgte|utvalde|nykomar\w*|nykommer\w*|laget|lag|sokn|"
    r"museum|museene|følgende|følgjande|disse|desse)\b",
    re.IGNORECASE,
)
_ON_THE_LIST = re.compile(
    r"\b(?:på lista|på listen|med i (?:potten|tildeling\w*)|blant (?:mottak|vinner|prosjekt|bedrift)\w*|blant (?:de|"
    r"dei) som (?:får|fikk|fekk|har fått|deler)|mellom (?:mottak|vinn)\w*|mellom dei som (?:får|fekk|har fått)|"
    r"(?:mellom|blant|among) \w+ som (?:får|fikk|fekk|har fått)|årets (?:mottak|vinn)\w+|"
    r"among the (?:other )?(?:recip|winn)\w*|(?:blant|among) (?:de|dei|the) (?:nye|new|andre|other)\b|blant dem som (?:får|fikk|fekk)|(?:er|var|blir|vert) (?:òg |også |alle |nå |no )*(?:med\b(?! på å| som| vert)|nye? (?:i|på|med)|blant (?:de|dei) (?:\d+|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv)\b)|tilgodese\w*|nådde opp|nådd opp|når opp)",
    re.IGNORECASE,
)
_SELECTED = re.compile(
    r"\b(?:valgt|valde|vald|plukk(?:et|a)|tatt|teken|tekne|slapp|sleppt?|slupp(?:et|e)|kåret|kåra|utpekt|peikt|pekt|"
    r"utnevnt|utnemnd|innlemm(?:et|a)|godkjen[td]|innvilg(?:et|a)|nådd?|nådde|prioritert|tas|tek|tar|"
    r"selected|chosen|picked|appointed|approved|named|promoted|won|vant|vann)\s+(?:(?:no|nå|òg|også|alle|all|i dag|"
    r"today)\s+)?(?:ut|inn|opp|med|gjennom|gjennom nåløyet|i|på|til|som|as|to|into|it|backing|support|søknad\w*)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"^(?:(?:blant|mellom|av|among|of)\s.*\b(?:får|fikk|fekk|har fått|fått|når opp|nådde opp|støtte\w*|receive\w*|supported)|(?:andre|dei andre|de andre|others?)\s+(?:\w+\s+){0,2}(?:som|who|that)\b.*|"
    r"(?:de|dei|the)\s+(?:\w+\s+)?(?:utvalgte|utvalde|heldige|selected|chosen|lucky)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_TAKES = re.compile(
    r"\b(?:ta|tar|tek|tok|tatt|innlemme\w*|plukke\w*|velge\w*|velje\w*|admit\w*|pick\w*|select\w*)\s+(?:opp|inn|ut|med)?$",
    re.IGNORECASE,
)
_CONCERNS = re.compile(r"^(?:det|dette) (?:gjelder|gjeld|dreier seg om|er snakk om)\b", re.IGNORECASE)
_IN_CHARGE = re.compile(
    r"(?:run by|led by|headed by|managed by|ledet av|leia av|ledes av|leiast av|drevet av|i regi av|i regi)$",
    re.IGNORECASE,
)
_CAME = re.compile(r"\b(?:komm?et|kom|kjem|kommer) (?:inn|gjennom|med i|med på|opp)\b", re.IGNORECASE)
_CLEFT = re.compile(r"(?:det|it|dette|these)\b", re.IGNORECASE)
_MEMBER = re.compile(
    r"\b(?:(?:en|ein|ett|eitt|one|noen|nokre|some|two|to|tre|three) (?:av|of) (?:de |dei |the )?\w+|inne\b|"
    r"among (?:the )?winners)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:øvrige|andre|others?|samme|same|resten|siste|nykomar\w*|nykommer\w*|også|òg|also)\b", re.IGNORECASE
)
_STAYS = re.compile(
    r"\b(?:halde fram|fortsette|fortsetter|rekne som|regnes som|videreføres|vidareført|er (?:nå|no) (?:NCE|GCE|"
    r"Arena)|with us as|(?:blir|vert|er) (?:den |det |ei |en |eit |et )?(?:ny\w*|første|fyrste|andre|tredje|fjerde|global\w*|nasjonal\w*) (?:\w+ )?(?:klynge|klyngje|klynga|klyngen|cluster|ekspertsenter))\b",
    re.IGNORECASE,
)
_RISES = re.compile(
    r"\b(?:rykk\w*|rykte|går|gikk|gjekk|løft\w+|oppgrader\w+)\b.{0,25}\b(?:opp|til)\b.{0,20}\b(?:NCE|GCE|Arena)",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:kamp(?:en)? om|finale\w*|nominer\w*|kandidat\w*|konkurrer\w*|utanom|utenom|shortlist\w*)\b", re.IGNORECASE
)
_ABOUT_SOMETHING_ELSE = re.compile(
    r"\b(?:avslag|får ikke|fikk ikke|fekk ikkje|får ikkje|søkt|søker|søkjer|håper|håpar|kan få|intervju\w*|"
    r"samarbeid\w*|eier|eig\b|sitter i|deltok|eies|eid av|eigd|owned|partner\w*|i fjor|medlem\w*|gratulerer|erfaring|"
    r"besøk|hjelp til|svar på|råd\b|skylden|ansvar|rett\b|beskjed|"
    r"kamp\w*|finale\w*|nominer\w*|kandidat\w*|kritikk|høre|ny leder|ny sjef|ny direktør|nye? eier|med seg)\b",
    re.IGNORECASE,
)


def read_unpriced(
    document: Document, sentence: Sentence, priced: list[Candidate], *, is_awarding: bool
) -> list[Candidate]:
    """Names that get something for which the sentence gives no sum; ``is_awarding``: the release hands out money."""
    text = document.text[sentence.start : sentence.end]
    if text.endswith("?") or _NOT_YET.search(text):
        return []
    line, chunks = read_clause(document, sentence.start, sentence.end)
    if "N" not in line:
        return []
    taken = {c.name_at for c in priced}
    admitted = any(told.search(text) for told in (ADMITTED, _RISES, _STAYS))
    subject: tuple[Chunk, ...] = ()
    found: list[Candidate] = []
    for clause in split_clauses(chunks):
        own = subject_of(clause) or (subject if clause.is_relative else ())
        told = document.text[clause.begins : max(one.end for one in clause.chunks)] if clause.chunks else ""
        if ("A" not in symbols(clause.chunks) or admitted) and not _ABOUT_SOMETHING_ELSE.search(told):
            head = document.text[sentence.start : max(clause.at_verb, sentence.start)]
            rule, names = _names(clause, own or subject, text, head, admitted=admitted, is_awarding=is_awarding)
            found += [
                _candidate(document, sentence, rule, one, names, admitted=admitted)
                for one in names
                if one.start not in taken and one.symbol == "N"
            ]
            if names and is_awarding:  # "…, saman med Sunnfjord og Gulen"
                found += [
                    _candidate(document, sentence, "together_with", one, (), admitted=admitted)
                    for one in _companions(clause)
                ]
        subject = own or subject
    return [c for c in found if may_receive(c.recipient)]


def _names(
    clause: Clause, subject: Sequence[Chunk], text: str, head_text: str, *, admitted: bool, is_awarding: bool
) -> tuple[str, Sequence[Chunk]]:
    """(rule, names) of a clause that tells who gets something."""
    verb, line = clause.verb, symbols(clause.after)
    if (listed := _behind_colon(clause)) and is_awarding:
        return "colon_list", listed
    words_after = " ".join(one.text for one in clause.after)
    words_before = " ".join(one.text for one in clause.before)
    if verb is not None and (verb.may or verb.is_not or verb.kind == "other"):
        return "", ()
    words = " ".join(one.text for one in clause.chunks if one.symbol not in "NQck")
    if is_awarding and not clause.is_relative and (_SELECTED.search(words) or _CAME.search(words)):
        behind = re.match(rf"(?:w|p[wN])?(?P<r>{GROUP})", line)
        told = subject_of(clause) or (names_of(clause.after, behind) if behind else ())
        return "selected", [one for one in told if not one.is_weak]
    if is_awarding and (taken := _taken(clause)):
        return "taken_in", taken
    if is_awarding and (_SUPPORT.search(text) or _RECIPIENTS.search(text)) and (led := _in_charge(clause)):
        return "in_charge", led
    if is_awarding and verb is None and (to := _without_verb(clause, text)):
        return "support_to", to
    if verb is None:
        return "", ()
    inverted = re.match(rf"(?:w|p[wN])?(?P<r>{GROUP})", line)
    behind = names_of(clause.after, inverted) if inverted and not clause.is_relative else ()
    if is_awarding and verb.is_be and inverted and not subject_of(clause) and _LEADS.search(head_text):
        return "recipients_are", names_of(clause.after, inverted)  # "Blant selskapene som får støtte er A, B og C"
    if (
        verb.kind == "give"
        and not verb.is_passive
        and behind
        and (admitted or (is_awarding and _SUPPORT.search(words_after)))
    ):
        return "gives", behind
    if verb.kind == "get" and (_SUPPORT.search(words_after[:90]) or admitted):
        return "gets", subject_of(clause) or behind or subject
    if verb.kind in {"give", "fund", "go", "share"} and (is_awarding or admitted):
        if verb.is_passive and subject_of(clause) and (_SUPPORT.search(words_after[:60]) or verb.kind == "fund"):
            return "is_given", subject_of(clause)
        to = re.match(rf"[^t]{{0,6}}t(?:w?e)?f?w?(?P<r>{GROUP})", line)
        head = words_before + " " + words_after[:40]
        if to and _SUPPORT_HEAD.search(head) and not line[to.end() :].startswith(("cs", "s")):
            return "to", names_of(clause.after, to)
        among = re.search(rf"p(?P<r>{GROUP})", line)
        if among and clause.after[among.start()].text.lower() in {"mellom", "between", "blant"}:
            return "among", names_of(clause.after, among)
        if verb.kind == "fund" and inverted and not verb.is_passive:
            return "funds", behind
    if is_awarding and verb.is_be and _CLEFT.match(words_before) and len(behind) > 1:
        return "cleft", behind
    if admitted:
        return "admitted", subject_of(clause) or behind or subject
    if verb.kind is None and verb.is_be:
        if (
            _ON_THE_LIST.search(text) or (_MEMBER.search(words_after) and _RECIPIENTS.search(words_after))
        ) and is_awarding:
            return "on_the_list", subject_of(clause) or behind
        if (
            is_awarding
            and inverted
            and not subject_of(clause)
            and _RECIPIENTS.search(words_before)
            and not clause.is_relative
        ):
            return "recipients_are", behind
    if (
        is_awarding
        and verb.kind not in {"give", "fund"}
        and behind
        and not subject_of(clause)
        and _OTHERS.match(words_before.lower().removeprefix("det ").removeprefix("the "))
    ):
        return "others_are", behind
    return "", ()


def _companions(clause: Clause) -> Sequence[Chunk]:
    chunks = clause.chunks
    found = re.search(rf"wm(?P<r>{GROUP})", symbols(chunks))
    is_together = found is not None and _TOGETHER.search(chunks[found.start()].text) is not None
    return names_of(chunks, found) if found and is_together else ()


_TOGETHER = re.compile(r"\b(?:saman|sammen|together)$", re.IGNORECASE)


def _without_verb(clause: Clause, text: str) -> Sequence[Chunk]:
    """ "Auka stønad til Ivar Aasen-tunet", "Det gjeld A, B og C"."""
    line = symbols(clause.before)
    if concerned := re.search(rf"w(?P<r>{GROUP})", line) if _CONCERNS.match(text) else None:
        told = names_of(clause.before, concerned)
        return told if len(told) > 1 else ()
    found = re.fullmatch(rf"wt(?P<r>{GROUP})", line)
    return names_of(clause.before, found) if found and _SUPPORT_HEAD.search(clause.before[0].text) else ()


def _in_charge(clause: Clause) -> Sequence[Chunk]:
    """ "et forprosjekt i regi av Norges Bondelag", "two projects, run by A and B, …"."""
    chunks = clause.chunks
    for match in re.finditer(rf"f(?P<r>{GROUP})", symbols(chunks)):
        head = chunks[: match.start() + 1]
        if _IN_CHARGE.search(" ".join(one.text for one in head)) and not any(one.symbol in "NQb" for one in head):
            return names_of(chunks, match)
    return ()


def _taken(clause: Clause) -> Sequence[Chunk]:
    """ "Siva tar opp A, B og C i næringshageprogrammet": the object of taking in."""
    chunks = clause.chunks
    line = symbols(chunks)
    for match in re.finditer(rf"w(?P<r>{GROUP})", line):
        if _TAKES.search(chunks[match.start()].text):
            return names_of(chunks, match)
    return ()


def _behind_colon(clause: Clause) -> Sequence[Chunk]:
    """ "Andre som fikk støtte: A, B og C", "På lista står blant andre A, B og C"."""
    chunks = clause.chunks
    line = symbols(chunks)
    for match in re.finditer(rf"[dw](?P<r>{GROUP})", line):
        head = " ".join(one.text for one in chunks[: match.start() + 1])
        is_list = line[match.start()] == "d" or _AMONG.search(head) is not None
        if is_list and _RECIPIENTS.search(head) and (_AMONG.search(head) or clause.verb or _SUPPORT.search(head)):
            names = names_of(chunks, match)
            return names if len(names) > 1 or _AMONG.search(head) else ()
    return ()


_AMONG = re.compile(
    r"(?:blant andre|blant annet|blant anna|mellom anna|mellom andre|mellom dei|blant dem|står|stod|deriblant|including|among them|nemlig|finner vi|"
    r"finn vi|kan nevnes|kan nemnast|nevnes)$",
    re.IGNORECASE,
)


def _candidate(
    document: Document, sentence: Sentence, rule: str, name: Chunk, names: Sequence[Chunk], *, admitted: bool
) -> Candidate:
    titles = quoted(document.text[sentence.start : sentence.end])
    return Candidate(
        rule=f"unpriced_{rule}",
        recipient=tidy_name(name.text),
        amount=None,
        start=sentence.start,
        end=sentence.end,
        block=sentence.block,
        title=titles[0][2] if len(titles) == 1 and len(names) == 1 else None,
        decision="admitted" if admitted else None,
        doubt="the first word of the sentence may be no name" if name.is_weak else None,
        name_at=name.start,
    )
