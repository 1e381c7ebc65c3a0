"""What was decided, by the verb that decides: granted, offered, proposed, conditional or admitted.

Words of deciding only; which awards they hold for is said by the sentence, the lead-in or the release.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.awards.candidate import Document
    from scrapers.model import Decision

_OFFERED = re.compile(
    r"(?:få[rt]?|fikk|fekk|gi[rs]?|har fått|har gitt|gis|receives?|(?:is|are|been|was|"
    r"were)) (?:\w+ )?(?:tilbud|tilbod) om|tilbud om (?:støtte|tilskudd|finansiering|midler)|"
    r"tilbod om (?:støtte|tilskot)|"
    r"(?:has|have) offered [^.]{0,50}?(?:grant|funding|support)|"
    r"(?:is|are|been|was|were) offered (?:\w+ ){0,3}?"
    r"(?:NOK|EUR|grants?|funding|support|money)|offer of (?:a )?(?:grant|funding|support)",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"\b(?:foreslå(?:r|s|tt|dde|es)?|føreslå(?:r|s|tt|dde)?|foreslås|framlegg(?:et)?\b|"
    r"budsjettforslag\w*|forslag(?:et)? til (?:stats)?budsjett|etter forslaget|i forslaget|"
    r"går inn for|proposes?|proposed|"
    r"vil regjeringen (?:gi|bevilge)|regjeringa vil (?:gi|gje|leggje|løyve)|regjeringen vil (?:gi|"
    r"bevilge|styrke|øke)|staten vil|lagt inn i budsjettet|innstill\w+|legger inn|legg inn)",
    re.IGNORECASE,
)
_PROPOSING_RELEASE = re.compile(
    r"\b(?:statsbudsjettet|budsjettforslag\w*|revidert nasjonalbudsjett|nasjonalbudsjettet|"
    r"framlegg til (?:stats)?budsjett|budsjettet for (?:neste år|20\d\d)|"
    r"neste års (?:stats)?budsjett|hele budsjettet|lover regjeringen|regjeringen lover|"
    r"budsjett(?:et)? for neste år|forslag til (?:stats)?budsjett|national budget|fiscal budget)",
    re.IGNORECASE,
)
_GRANTING = re.compile(
    r"\b(?:har (?:fått|gitt|bevilget|bevilga|løyvd|tildelt|innvilget|delt ut|fordelt)|er (?:tildelt|"
    r"innvilget|fordelt|delt ut|bevilget)|fikk|fekk|bevilget|delte ut|deler ut|tildelte|innvilget|"
    r"has (?:been )?(?:awarded|granted|given)|was awarded)\b",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\b(?:under forutsetning|under føresetnad|på betingelse|på vilkår av|med forbehold|"
    r"betinget (?:tilsagn|støtte|tilskudd)|vilkårsbunde|men må (?:først|sende|levere|dokumentere)|"
    r"forutsatt at|føresett at|"
    r"dersom (?:stortinget|eu|esa)|conditional(?:ly)?|provided that|subject to (?:approval|final))",
    re.IGNORECASE,
)
ADMITTED = re.compile(
    r"\b(?:(?:NCE|GCE|Arena(?: Pro)?|katapult|klynge)[- ]?status|status som (?:NCE|GCE|Arena|"
    r"nasjonal\w*|norsk|global|klynge\w*|ny )|(?:tatt|tas|teken|tekne|vert tekne) (?:opp|inn) (?:i|"
    r"som)|tatt inn i|opptatt i|opptatt som|"
    r"(?:fått|får|fikk|fekk|tilbys|tilbud om|tilbudt|offered a?) ?(?:en |ein )?(?:plass|place) (?:i|"
    r"in)|opptak i|oppgradert til|opprykk til|blir (?:ny(?:e)? |de nye )?(?:NCE|GCE|Arena)\b|"
    r"(?:utpekt|utnevnt|utnemnt?d?) (?:til|som) (?:[\w-]+ ){0,3}?(?:NCE|GCE|Arena|norsk katapult|katapult|klyng|"
    r"nasjonal|global|ekspertsent|inkubator|næringshage)|(?:er|blir|ble|vert|vart) nye? (?:NCE|GCE|Arena)|"
    r"admitted (?:to|into|as)|(?:was|were|been) promoted|"
    r"granted (?:NCE|GCE|Arena)|(?:NCE|GCE|Arena) status|nye (?:Arena|NCE|"
    r"GCE)\w*|new (?:Arena|NCE|GCE))",
    re.IGNORECASE,
)


def decision_of(words: str) -> Decision | None:
    """The decision that a sentence, row or lead-in states, or null."""
    if _CONDITIONAL.search(words):
        return "conditional"
    if _OFFERED.search(words):
        return "offered"
    if _PROPOSED.search(words):
        return "proposed"
    return None


def decision_of_release(document: Document) -> Decision:
    """What holds where neither sentence nor lead-in says: an offer, a budget's proposal, else granted."""
    if not document.decided:
        document.decided.append(_decision_of_release(document))
    return document.decided[0]


def _decision_of_release(document: Document) -> Decision:
    body = " ".join(document.text[s.start : s.end] for s in document.sentences if s.zone in {"title", "body"})
    if _OFFERED.search(body):
        return "offered"
    head = body[:700]
    proposals = len(_PROPOSED.findall(body)) + len(_PROPOSING_RELEASE.findall(body))
    grants = len(_GRANTING.findall(body))
    if (_PROPOSED.search(head) or _PROPOSING_RELEASE.search(head)) and proposals + 1 > grants:
        return "proposed"
    return "proposed" if len(_PROPOSED.findall(body)) >= 2 and proposals > grants else "granted"


_HANDS_OUT = re.compile(
    r"\b(?:får|fikk|fekk|tildel\w*|bevilg\w*|løyv\w*|deler ut|delt ut|deler|fordel\w*|støtte\w*|tilskudd\w*|"
    r"tilskot\w*|innvilg\w*|receiv\w*|award\w*|grant\w*|funding|gir|gis|gjev|ga|gav|gitt|gives?|gave|given|"
    r"\w*mid(?:ler|lar|lene|lane)|pengar?|penge[rn]\w*|pengane|money|finansier\w*|financ\w*|support\w*|backs|backed|"
    r"(?:plukk|vald|valgt|pekt|peikt|tatt|teken)\w* (?:ut|opp|inn)|utvalgte?|utvald\w*|utpek\w*|utnemn\w*|selected|"
    r"chosen|mottak\w+|recipients?|vinn(?:er|ar|arane|erne)|winners?|tilsagn\w*|stønad\w*|stipend\w*|satser|satsar|"
    r"kontrakt\w*)\b",
    re.IGNORECASE,
)
_PROGRAMME = re.compile(
    r"\b(?:NCE|GCE|Arena|ekspertsent\w*|klyngeprogram\w*|Centres? of Expertise|katapult\w*|næringshageprogram\w*|"
    r"inkubatorprogram\w*|klyngj?efamilien)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:tatt|tas|teken|tekne|tek|slapp|sleppt?|plukk\w+|valgt|vald\w*|utpekt\w*|utnevn\w*|status|nye?|nyaste|opptak|"
    r"opptatt|rykk\w+|oppgrader\w*|med i|kommer med|admitted|selected|promoted|step up|global league)\b",
    re.IGNORECASE,
)
_TAKEN_UP = re.compile(r"\b(?:tatt|tas|teken|tekne) (?:opp|inn)\b|\badmitted (?:to|into|as)\b", re.IGNORECASE)
_HEAD_SENTENCES = 5


def hands_out(document: Document) -> bool:
    """Whether anything in the release speaks of money or places given."""
    return _HANDS_OUT.search(document.text) is not None or is_admission(document)


def is_admission(document: Document) -> bool:
    """Whether title or lead say that somebody was taken into a programme: then a name without a sum is an admission."""
    head = [s for s in document.sentences if s.zone in {"title", "body"}][:_HEAD_SENTENCES]
    told = [document.text[s.start : s.end] for s in head]
    return any(_TAKEN_UP.search(t) or (_PROGRAMME.search(t) and _TAKEN.search(t)) for t in told)
