"""What stands above a list or table, and whether it says that money is given: the line, the heading, the release.

Words of introduction only; reading what is introduced belongs in lists.py, tables.py and records.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scrapers.awards.verbs import MAY, NOT, VERB_BY_PLACE, WILL, kind_of

if TYPE_CHECKING:
    from scrapers.awards.lines import Line

Says = Literal["given", "unclear", "not_given"]

_WORD = re.compile(r"[^\W\d_][\w\-]*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ–\-«])")
# Money of which a list is no award, whatever verb stands beside it.
_NOT_GIVEN = re.compile(
    r"\b(?:avslag\w*|fi?e?kk ikk?j?e|får ikk?j?e|ikke nådde opp|uten støtte|utan støtte|nominer\w*|finalist\w*|"
    r"jury\w*|kriteri\w*|vilkår\w*|krav(?:ene|a)?|"
    r"kan (?:\w+ )?(?:søke|søkje|søkes|søkjast|få|gis|gjevast|støttes|receive|apply)|ly[se]+r? ut|utlysning\w*|"
    r"utlysing\w*|sats(?:er|ar|en|ene|ane)|pris(?:er|ar|liste)|"
    r"programmet for (?:dagen|møtet|konferansen)|dette er programmet|medlem(?:mer|mar|mene)|partner(?:e|ar|ne|"
    r"ane)|eie(?:re|rne|s av)|eigar(?:ar|ane)|owned by|fakta\w*|hovedpunkt\w*|"
    r"målgruppe\w*|målet|slik (?:søker|søkjer|går)|h?kva (?:må|kan)|hva (?:må|kan)|må (?:være|ha)|har lån|"
    r"fått lån|lånene|kostnad\w*|kostar|koster|omset\w*|investering\w*|frist(?:er|ar|en)?|"
    r"tidligere|tidlegare|i fjor|ifjor|forrige|førre|om ordning\w*|kampen om|konkurrerer|members|partners|"
    r"criteria|costs?|former|previous\w*|last year|"
    r"les mer|les meir|les også|les òg|nivå(?:er|a|ene)?|hvem kan|kven kan|slik er kravene|vurder\w*|interesser\w*)\b",
    re.IGNORECASE,
)
# Applicants and their plans: a list of them is one of awards only where the same line says that they get something.
_ASKED = re.compile(
    r"\b(?:søkt|søkte|søker(?:e|ne)|søkar(?:ar|ane)|søkjar(?:ar|ane)|søknad(?:er|ar|ene|ane)?|deltakere|"
    r"deltakarar|applicants?|applications?|tema(?:er)?|priorit\w*|mål|ramm[ea]\w*)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:\w*(?:støtten?|støtta|tilskudd(?:et|ene|a)?|tilskot(?:et|a)?|tilsagn|stønad|bevilgning\w*|bevilging\w*|"
    r"løyving\w*|midler|midlene|midlar|midlane|pengar|pengane|penger|pengene|millionar|millionane|"
    r"millioner|millionene|kroner|kronar|tildeling\w*|fordeling\w*)|tildel\w+|innvilg\w+|bevilg\w+|løyvd\w*|"
    r"fordelt\w*|fordeles|utbetal\w+|mottaker\w*|mottakar\w*|støttemottak\w*|vinner(?:e|ne)|vinnarar|vinnarane|"
    r"beløp\w*|summane|summene|"
    r"grants?|money|funding|support|awards?|awarded|recipients?|winners|allocation\w*|plukket ut|"
    r"plukka ut|tatt opp|tatt inn|tekne opp|vurdert som best|admitted|tildelt|status som|avtaler|avtalar|avtalene)\b",
    re.IGNORECASE,
)
# Lines that say of themselves what follows is given.
_CLOSE = re.compile(
    r"\b(?:tildeling(?:er|ar|en|a|ene|ane)?|tildelt\w*|prioritert\w*|innvilg\w+|løyvd\w*|bevilget|bevilga|"
    r"\w+mottaker(?:e|ne)|\w+mottakar(?:ar|ane)|utbetal\w*|fordel(?:es|t|ing|ingen|inga|ast)|mottaker(?:e|ne)|"
    r"mottakar(?:ar|ane)|støttemottak\w*|tilsagn|"
    r"vinner(?:e|ne)|vinnar(?:ar|ane)|nådde opp|nådd opp|(?:er )?(?:desse|disse) med|(?:desse|disse) er med|"
    r"(?:valgt|vald|valt|valde) ut|"
    r"tilgodese\w*|\w*(?:tilskudds?|tilskots?|støtte)vedtak\w*|signed (?:grant )?agreements|"
    r"disse (?:er|ble|blir|er med)|recipients?|winners|awarded|granted|grants|går til|gikk til|gjekk til|tatt opp|"
    r"tatt inn|tekne opp|tas opp|(?:er|ble|blir|vart) (?:nå |no )?med i \w*program\w*|nåløyet|admitted|plukket ut|"
    r"plukka ut|valgt ut|valde ut|status som|"
    r"(?:får|fikk|fekk) ja|vedtak om|(?:får|fikk|fekk) (?:støtte|tilskudd|tilskot|penger|pengar|midler|midlar))\b",
    re.IGNORECASE,
)
# "Pengar til ungdomstiltak", "Tilskudd 2021", "Jubileumsmidler fordelt": a heading needs no verb.
_HEADING = re.compile(
    r"\b\w*(?:penger|pengar|millioner|millionar|midler|midlar|tilskudd|tilskot|støtte)\b(?: (?:til|for|fra|frå|from|"
    r"i|på|"
    r"fordelt)\b| (?:19|20)\d\d)|^(?:tilskudd|tilskot|støtte|stønad|tildeling\w*)\b|\b\w*(?:driftstilskudd|"
    r"driftstilskot|kulturstøtte|prosjektstøtte)\b|^(?:\w{4,} ?)?(?:støtte|tilskudd|tilskot|midler|midlar)$|"
    r"\b(?:driftstilskot)\b|^(?:funding|grants?|support|awards?) (?:from|to|for)\b|\binnstilt\w*",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(r"(?:Utdrag|Oversikt|Oversyn|Lista?|Liste|Døme|Eksempler|Slik|Her):")
_GIVING = frozenset({"get", "give", "fund", "go", "share"})
_FAR = 12  # lines above in which a short line may still introduce


@dataclass(frozen=True, slots=True)
class LeadIn:
    """``text`` is what stands directly above; ``says`` is decided by the nearest line that says anything."""

    text: str
    says: Says
    is_close: bool  # the line directly above says it
    is_direct: bool  # a colon or a heading announces that something follows


class Introductions:
    """The lead-ins of a release: what its title and sentences say so far is gathered once, as far as asked for."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self._lines = lines
        self._looked = 0  # lines
        self._first: int | None = None  # that says so

    @property
    def anywhere(self) -> bool:
        """Whether any line of the release says that money is given."""
        return self._gives_before(len(self._lines))

    def _gives_before(self, at: int) -> bool:
        """Whether a line above says that money is given; lines are looked at once, and no further than to the first."""
        while self._first is None and self._looked < at:
            if _gives(self._lines[self._looked]):
                self._first = self._looked
            self._looked += 1
        return self._first is not None and self._first < at

    def above(self, at: int) -> LeadIn:
        near = self._near(at)
        text = " ¶ ".join(line.text[-400:] for line in near)
        last = near[-1] if near else None
        direct = last is not None and (last.text.endswith(":") or last.kind in {"heading", "title", "caption"})
        for depth, line in enumerate(reversed(near)):
            announces = line.text.endswith(":") or line.kind in {"heading", "title", "caption"}
            told = _sentences(line.text)
            speaks = told[-2] if len(told) > 1 and _ANNOUNCES.fullmatch(told[-1]) else told[-1]
            said = judge_sentence(speaks, is_heading=announces)
            if said == "given" or (said is not None and announces):
                return LeadIn(text, said, depth == 0 and said == "given", direct)
            if said == "not_given" and _NOT_GIVEN.search(line.text):
                return LeadIn(text, "unclear", False, direct)
        heading = self._heading(at)
        if heading is not None and (said := judge_sentence(heading.text, is_heading=True)) is not None:
            return LeadIn(text, said, False, direct)
        return LeadIn(text, "given" if self._gives_before(at) else "unclear", False, direct)

    def _near(self, at: int) -> list[Line]:
        """The lines directly above, the nearest last: short ones up to the first that is a sentence."""
        above: list[Line] = []
        for line in reversed(self._lines[max(0, at - 3) : at]):
            if line.zone not in {"body", "title"} or line.kind in {"item", "row"}:
                break
            above.insert(0, line)
            if line.kind == "title" or len(line.text) > 60:
                break
        return above

    def _heading(self, at: int) -> Line | None:
        for line in reversed(self._lines[max(0, at - _FAR) : at]):
            if line.kind in {"heading", "title"} and not line.text.endswith(":"):
                return line
        return None


def _gives(line: Line) -> bool:
    """Whether a line says that money is given: in a sentence of its own, or as a heading."""
    if line.kind in {"title", "heading"} and judge_sentence(line.text, is_heading=True) == "given":
        return True
    return line.zone in {"title", "body"} and line.kind != "row" and any(map(says_given, _sentences(line.text)))


def judge_sentence(sentence: str, *, is_heading: bool = False) -> Says | None:
    """What one line says of what follows it; null where it says nothing."""
    sentence = sentence[-300:]
    if _NOT_GIVEN.search(sentence):
        return "not_given"
    if says_given(sentence) or _CLOSE.search(sentence) or (is_heading and _HEADING.search(sentence)):
        return "given"
    return "not_given" if _ASKED.search(sentence) else None


def says_given(sentence: str) -> bool:
    """A verb of giving or getting, with a word for money: "deler ut 21 millioner", "disse får støtte"."""
    sentence = sentence[:600]
    words = [w.lower() for w in _WORD.findall(sentence)]
    has_money = _MONEY.search(sentence) is not None
    for at, word in enumerate(words):
        kind = kind_of(word)
        if kind is None and at and words[at - 1] in WILL:
            kind = VERB_BY_PLACE.get(word)
        if (
            kind in _GIVING
            and (has_money or kind == "fund")
            and not any(w in MAY or w in NOT for w in words[max(0, at - 3) : at])
        ):
            return True
    return False


def _sentences(text: str) -> list[str]:
    return _SENTENCE_END.split(text[-1200:])
