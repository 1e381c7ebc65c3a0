"""A sum's own part of its sentence: the verb that governs it, the words on both sides, the time it is told of.

Cutting only, and which verb governs; what the words say about the sum belongs in cues.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scrapers.awards.passages import clean

if TYPE_CHECKING:
    from scrapers.awards.money import Amount
    from scrapers.awards.passages import Sentence

Sort = Literal["give", "apply", "spend", "lend", "propose", "reserve", "estimate", "be", "have"]
"""give: hands out or gets. spend: invests, costs, sells, loses. reserve: sets aside, invites applications for.
The last three say what the subject is, so its noun counts."""

_REACH = 220  # characters on each side; words further off are of something else

_VERBS: dict[Sort, str] = {
    "apply": r"søk(?:er|te|t|e|jer|je) (?:\w+ ){0,3}?(?:om|på)|søkte|søkt|søkjer|omsøkte?|(?:ba|bad|ber|bedt|"
    r"bede|bedd|be) (?:\w+ ){0,4}?om|meldte? (?:\w+ )?inn|ønsker seg|ønskjer seg|ønsket seg|vil ha|"
    r"ville ha|"
    r"måtte (?:\w+ )?ha|appl(?:y|ies|ied) for|request(?:s|ed)?|ask(?:s|ed)? for|sought|seeks?|needed",
    "spend": r"(?:får|fikk|fekk|fått|få) inn|invester(?:er|te|t|e|ar|a)|kost(?:er|et|a|e|ar)|omset(?:ter|te|t|"
    r"tar)?|omsatte|omsatt|"
    r"kjøp(?:er|te|t|e)|selg(?:er|e)|solgte?|selde|seld|eksporter(?:er|te|t|e)|tjen(?:er|te|t)|"
    r"tap(?:er|te|t|ar)|"
    r"spar(?:er|te|t|e|ar)|bygg(?:er|e|es|de|jer|d|et)|bygd|bygt|betal(?:er|te|t|e|ar|a)|(?:skutt|"
    r"skyter|skaut|skyt) inn|pay(?:s|ing)?|paid|(?:rustes?|rustet|bygd|bygget) (?:ut|opp)|drenert|"
    r"oppgrader(?:er|es|t|te)|utløs(?:er|e|te|t)|utløys(?:er|e|te|t)|bruk(?:er|te|t|e|ar|a)|"
    r"spytter inn|skyter inn|"
    r"legger (?:\w+ )?(?:på bordet|i potten)|invest(?:s|ed|ing)?|costs?|spen(?:d|ds|t)|buys?|bought|"
    r"sold|sells?|exports?|exported|earn(?:s|ed)|los(?:e|es|t)|rais(?:e|es|ed)",
    "lend": r"lån(?:er|te|t|e) (?:ut|inn)|låner|lånte|(?:å|vil|ville|kan|kunne|får|fikk) (?:\w+ )?låne|"
    r"garanterer|garanterte|lends?|lent|borrow(?:s|ed)?|guarantees|guaranteed",
    "propose": r"foreslå(?:r|s|tt|es|dde)?|føreslå(?:r|s|tt|dde)?|foreslege|går inn for|gjekk inn for|"
    r"legge[rs]? (?:\w+ ){0,3}?(?:fram|inn)|lagt inn|innstill\w{1,4}|lov(?:er|ar|et|te|a)|ønsk(?:er|"
    r"jer) å \w+|"
    r"(?:vil|skal) (?:\w+ )?(?:auke|øke|styrke|legge|leggje|trappe opp)|propos(?:es|ed|ing)|"
    r"intends? to \w+|promis(?:es|ed)",
    "reserve": r"(?:satt?|sett|sette|settes|settast|setter|set|setje|setjast|satte|avsatt|avsett|lagt|"
    r"legges) (?:\w+ ){0,3}?av|avsatt|"
    r"avsett|(?:lyse|lyser|lyst|lyste|lyses|lysast) (?:\w+ ){0,3}?ut|disponer(?:er|te|e|t)|øremerk(?:er|"
    r"et|te|es|a|ar)|"
    r"forvalt(?:er|et|a|ar)|søkes om|søkast om|søkjast om|set aside|earmark(?:s|ed)|manages?|call for",
    "give": r"får|fikk|fekk|fått|få|gi[rs]?|gir|ga|gav|gitt|gje|gjev|gjeve|gjevast|yt(?:er|e|te)|ytt|"
    r"bevilg(?:er|et|a|ar|e|es|ast)|løyv(?:er|de|t|d|e|ast|es)|tildel(?:er|te|t|es|ast|e)|tilde[lt]|"
    r"innvilg(?:er|et|a|ar|es|ast|e)|"
    r"mott(?:ar|ok|att|a)|mottek|støtt(?:er|et|a|es|ast)|går|gikk|gjekk|gå|de(?:ler|lte|lt|les|last|"
    r"le)|fordel(?:er|te|t|es|ast|e)|fordelte|utbetal(?:er|te|t|es)|betalt ut|sender|sendte|"
    r"tilgodese\w{0,3}|overrakte|overrekker|bidr(?:ar|o|att|a)|bidreg|vinner|vant|"
    r"finansier(?:er|te|t|es)|hent(?:er|et|a)|sikr(?:er|et|a)|secur(?:es?|ed)|receiv(?:e|es|ed)|award(?:s|ed|ing)|"
    r"grant(?:s|ed|ing)|giv(?:e|es|ing)|(?<!en )(?<!ei )(?<!ein )gave(?! på| til| fra| frå)|"
    r"given|gets?|got|provid(?:e|es|ed|ing)|allocat(?:e|es|ed|ing)|"
    r"(?<!its )(?<!their )(?<!the )(?<!a )share|shar(?:es|ed|ing)|distribut(?:e|es|ed)|contribut(?:e|"
    r"es|ed)|don(?:erer|erte|ert|erar|ates?|ated|ating)|"
    r"skjenk\w{1,3}|kan sjå fram til|hands? out",
    "estimate": r"(?:beregnet|berekna|anslått|stipulert|kostnadsberegn?et|kostnadsberekna|rekna|regnet|taksert|"
    r"verdsatt|estimated|put|valued) (?:til|at|med)|kostnadsberegnet|begrenset til|avgrensa til|"
    r"satt til|sett til|ligg(?:er|e|ja|je)|lå|låg|utgjør|utgjorde|utgjer|vari(?:erer|erte)|"
    r"beløp(?:er|te) seg|overstig(?:er|e)|amount(?:s|ed) to|total(?:s|led)|ranges?|averages?",
    "be": r"er|var|ble|blei|vart|blir|vert|bli|vere|være|vært|kommer|komme|kome|kom|kjem|is|was|are|were|"
    r"be|been|will be|comes?|came",
    "have": r"har|hadde|ha|has|had|have",
}
_VERB = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{sort}>{forms})" for sort, forms in _VERBS.items()) + r")(?![\w-])"
)
_BREAK = re.compile(r"[;:•]|[–—](?= )| \(|, (?:og|men|mens|medan|and|but|while|eller) |\. ")
_STOPS = re.compile(
    r"[;•(]|[–—] |, (?:og|men|mens|medan|and|but|while|mot|som|which|fordi|slik at|because|skriver|sier) |\. (?=\S)"
)
_NEW_CLAUSE = re.compile(r"; |, (?:og|men|mens|medan|and|but|while) ")
_MAY = re.compile(
    r"(?<![\w-])(?:kan"
    r"(?! sjå| se | regne| rekne| glede| gle | smile| juble| fryde| nå | no )|kunne|ville|may|might|could|can)(?![\w-])"
)
_CONTRASTS = re.compile(
    r"^\W*(?:(?:og|mens|medan|and|while) )?(?:den|dei|de|det|the) "
    r"(?:minste|største|laveste|lågaste|høyeste|høgaste|smallest|largest) ?(?:på|var|er|at)?\W*$"
)
_ASIDE = re.compile(
    r", (?:som|who|which|opprettet|oppretta|etablert|stiftet|stifta|starta|startet|på sin side|på si side)"
    r"\b[^,;:.]{2,90}, "
    r"(?=(?:er|var|ble|blir|vart|vert|har|får|fikk|fekk|mottar|is|was|has|will|gets|received|receives)\b)"
)
_JOINS = re.compile(r"^\W*(?:(?:og|eller|and|or|til|to|–|-|,|opp|mot)\W*)?$")


@dataclass(frozen=True, slots=True)
class Wording:
    """All in small letters, spaces collapsed. ``verb`` is null where the sum stands in no clause."""

    subject: str  # what stands before the verb
    verb: str | None
    sort: Sort | None
    phrase: str  # between verb and sum
    behind: str  # up to the next sum or clause
    moved: bool = False  # the sum stands before its verb: "2 millioner er satt av"
    may: bool = False
    joined: bool = False  # "A og B": nothing but "og" since the sum before

    contrasts: bool = False  # "den største er på A, den minste på B"

    @property
    def before(self) -> str:
        return f"{self.subject} {self.verb or ''} {self.phrase}"


def wording_of(
    text: str, sentence: Sentence, amount: Amount, previous: Amount | None, following: Amount | None
) -> Wording:
    """``previous`` and ``following`` are the sums next to it; the words beyond a neighbour are the neighbour's."""
    floor = max(sentence.start, amount.start - _REACH, previous.end if previous else 0)
    ceiling = min(sentence.end, amount.end + _REACH, following.qualifier_start if following else sentence.end)
    before = f" {_low(text[floor : amount.qualifier_start])} "
    behind = f"{_low(text[amount.end : ceiling])} "
    before = _ASIDE.sub(" ", before)
    joined = previous is not None and _JOINS.match(before) is not None
    contrasts = previous is not None and _CONTRASTS.match(before) is not None
    stop = _STOPS.search(behind)
    behind = behind[: stop.start()] if stop else behind
    verbs = list(_VERB.finditer(before))
    breaks = [m.end() for m in _BREAK.finditer(before)]
    fresh = next((m.end() for m in _NEW_CLAUSE.finditer(before) if not verbs or m.start() >= verbs[-1].end()), None)
    if fresh is not None:
        before, verbs = before[fresh:], []
    if verbs:
        verb = verbs[-1]
        begin = max((b for b in breaks if b <= verb.start()), default=0)
        subject, phrase = before[begin : verb.start()], before[verb.end() :]
        may = _MAY.search(before, max(begin, verb.start() - 60), verb.end() + 12) is not None
        return Wording(subject.strip(), verb[0], _sort(verb), phrase.strip(), behind.strip(), False, may, joined)
    ahead = _VERB.search(behind)
    if ahead is not None:
        may = _MAY.search(behind[: ahead.end() + 20]) is not None
        last = _last_of_run(behind, ahead)
        return Wording(before.strip(), last[0], _sort(last), "", behind.strip(), True, may, joined)
    may = _MAY.search(before, max(0, len(before) - 60)) is not None
    return Wording(before.strip(), None, None, "", behind.strip(), False, may, joined, contrasts)


def _last_of_run(words: str, first: re.Match[str]) -> re.Match[str]:
    """ "er … satt av": the participle that follows a helper within three words."""
    found = first
    if _sort(first) in {"be", "have"}:
        following = _VERB.search(words, first.end())
        if (
            following is not None
            and words[first.end() : following.start()].count(" ") <= 4
            and "," not in words[first.end() : following.start()]
        ):
            found = following
    return found


def _sort(match: re.Match[str]) -> Sort:
    return match.lastgroup  # type: ignore[return-value]


def _low(text: str) -> str:
    return clean(text.replace("\n", " ")).lower()
