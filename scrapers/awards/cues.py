"""The words beside a sum that tell what it is for when it is nobody's award.

Only cues, in order of strength; assigning roles belongs in ledger.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapers.model import Role


@dataclass(frozen=True, slots=True)
class Cue:
    role: Role
    before: re.Pattern[str] | None = None  # searched in the clause before the sum
    after: re.Pattern[str] | None = None  # matched in the clause behind it
    sentence: re.Pattern[str] | None = None  # searched in the whole sentence


def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


CUES: tuple[Cue, ...] = (
    Cue("average_or_rate", after=_re(
        r"^\W*(?:(?:per|pr\.?)\s+(?!år|året|region|20)\w+|i timen|timen\b|tonnet|stykket|for (?:hver|kvar|each)|a (?:month|kilo|day)|(?:a|per) (?:tonne|head|month|kilo|hour)|prosent)")),
    Cue("average_or_rate", before=_re(
        r"(?:i snitt|gjennomsnitt\w*|snittet|snittbeløp\w*|\bnormalt|vanlegvis|vanligvis|\bgjerne\b|som (?:hovedregel|hovudregel)|\btypisk|(?:den|de|dei|det) minste|\bde største|minstebeløp|"
        r"(?:begrenset|avgrensa) til|\bkan (?:det )?(?:\w+ )?(?:gis|gjevast|få|søkes|søkjast|dekke|tildeles|ligge)|kunne få|on average|average[sd]?|typically|usually|\bsatse[nr]?\b|\btak på|"
        r"grensen?a? (?:er|på|går)|for (?:hver|kvar) |the sums range|beløpsgrense|minst(?:e)? (?:er|på)|opptil .{0,10}per\b|when(?:ever)?\b|når staten|kan ligge|vil ligge|søkes om fra|søkjast om frå)[^.]{0,60}$")),
    Cue("loan_or_guarantee", before=_re(r"(?:\blån\w*|\bgaranti\w*|låneordning|risikolån|\bloans?\b|\bguarantees?\b|\bkreditt)[^.,;]{0,60}$")),
    Cue("loan_or_guarantee", after=_re(r"^[^.,;]{0,45}\b(?:i (?:\w+)?lån\b(?! og (?:til|stø))|lån\b(?! og (?:til|stø))|i (?:\w+)?garanti\w*|risikolån|landsdekk\w+ risikolån|låneramme|in (?:state )?(?:loans?|guarantees?)|loans?\b|guarantees?\b)")),
    Cue("applied_for", before=_re(
        r"(?:\bsøkt(?:e)?\b|\bsøkte|søkjer|søkje |søknad\w*(?: \w+){0,4} (?:for|om|på|er|var|verdt)|søknadssum\w*|søknadsbeløp\w*|omsøkt|\bba om|\bbad om|\bber om|bede (?:\w+ ){0,3}om|bedt (?:\w+ ){0,3}om|"
        r"meldte inn behov|største søknaden|minste på|applied for|applications?\b|requested|asked for|\bmåtte (?:det|dei|de)? ?ha |søknader)[^.;]{0,60}$")),
    Cue("applied_for", after=_re(r"^[^.,;]{0,20}(?:var|ble|blei|vart)?\s*(?:søkt om|omsøkt|aktuelt som søknadssum)")),
    Cue("private", before=_re(r"(?:\bgave\w*|\bgåve\w*|sparebankstift\w*|stiftelsen dam|sponsor\w*|\bdonert\w*|donasjon\w*|private (?:givere|bidrag|midler|investor)\w*|innsamling\w*|samlet inn|næringslivet bidr\w*|privat kapital|gjensidigestift\w*)[^.;]{0,70}$")),
    Cue("private", after=_re(r"^[^.;,]{0,30}\b(?:i gave|i gåve|fra private|frå private|fra sparebank\w*|frå sparebank\w*|in private|from private)")),
    Cue("turnover_or_investment", before=_re(
        r"(?:omset\w*|\binvester(?:e|er|t|te|es|ing|inger|ingar|inga|ingen)\b|investment\w*|kostnad\w*|koste[rt]?\b|kostar|\bkosta\b|kosten|kostnadsramme\w*|prislapp\w*|\bbygge(?:r|s)?\b|bygd opp|byggjer|kjøper?\b|kjøpte|kjøpt|selger|solgte|resultat(?:et)? (?:på|ble|før)|overskudd|overskot|"
        r"underskudd|\bverdi(?:en|er)?\b|verdt|beregnet til|kostnadsberegn\w*|eigenkapital|egenkapital|emisjon\w*|aksjer|eksport\w*|utløys\w*|utløs\w*|egeninnsats\w*|egne midler|eigne midlar|turnover|revenue\w*|costs?\b|worth|"
        r"\btap(?:te|et)?\b|spare[rs]?\b|hentet\b|henta\b|budsjett(?:et)? (?:for prosjektet|på)|rustes opp for|drenert for|set(?:t)? av|satte av|eksporter\w*|inntekt\w*|balanse|raised|capital|price tag)[^.;]{0,60}$")),
    Cue("turnover_or_investment", after=_re(r"^[^.,;]{0,30}\b(?:i omsetning|i omsetnad|omsetning|i investering\w*|i eksport\w*|i verdi|av egne midler|av eigne midlar|før skatt|in (?:turnover|revenue\w*|investment\w*|sales)|i bank|i egenkapital|i inntekt\w*)")),
    Cue("part_of_total", before=_re(r"(?:\bav (?:dette|disse|desse|beløpet|potten|summen|midlene|midlane)|\bherav|\bhvorav|\bderav|der(?:av|iblant)|\bof (?:this|these|which|that)\b|halvparten(?:,)?)[^.;]{0,50}$")),
    Cue("part_of_total", after=_re(r"^[^.,;]{0,30}(?:\bav dem\b|\bav dei\b|\bav disse\b|\bav dette\b|of (?:it|this|them)\b|(?:er |blir |går )?(?:øremerket|øremerka)|til (?:\w+ ){0,3}(?:prosjekt(?:er)? (?:innen|i)))")),
    Cue("earlier", before=_re(
        r"(?:\bi fjor|\bifjor|forrige|førre (?:runde|gong|år)|året før|i (?:20[01]\d|202\d|19\d\d) (?:fikk|fekk|delte|ble|vart|var|bevilget|løyvde|gav|ga|kom|delt|er rammen)|\bsist(?: gang| gong)?,? (?:ble|vart|var|fikk)|"
        r"(?:siden|sidan|since) (?:starten|20\d\d|19\d\d|oppstarten)|tidligere|tidlegare|last year|previous(?:ly)?|earlier|fra før|frå før|den gang\w*|opphavleg|opprinnelig\w*|da summen var|mot|ned fra|opp fra|opp frå|ned frå|så langt|hittil|"
        r"alt (?:fått|delt)|har (?:allerede|tidligere))[^.;]{0,60}$")),
    Cue("earlier", after=_re(r"^[^.;,]{0,60}\b(?:i fjor\b|året før|last year|i forrige runde|i førre runde|siden starten|sidan starten|siden (?:20|19)\d\d|sidan (?:20|19)\d\d|since (?:20|19)\d\d|tidligere|tidlegare|førre gong|forrige gang|in (?:the )?previous)")),
    Cue("proposal", before=_re(
        r"(?:\bforesl\w*|føresl\w*|framlegg\w*|\bforslag\w*|budsjettforslag\w*|går inn for|\bvil (?:\w+ )?(?:gi|gje|bruke|auke|øke|leggje|legge|bevilge|løyve|sette)\b|legge[rs]? (?:\w+ )?inn|legg inn|lagt inn|propos\w*|løfte om|lover\b|lovar\b|lovet\b|ønsker å|neste år)[^.;]{0,80}$")),
    Cue("proposal", after=_re(r"^[^.;]{0,40}\b(?:foreslås|foreslått|føreslått|er foreslått|i budsjettforslaget|i forslaget|is proposed|are proposed|neste år)")),
    Cue("frame", before=_re(
        r"(?:\bramm[ea]\w*|\bpott(?:en)?\b|\bsatt av|\bsett av|settes av|setjast av|avsatt|avsett|lys(?:er|te|t|es|ast) ut|utlysning\w*|utlysing\w*|disponer\w*|øremerk\w*|\bfond(?:et)?\b|kan (?:det )?søk\w*|lagt av|til rådighet|"
        r"budsjett\w*|bevilgningen|løyvinga|løyving på|pakke på|package of|set aside|earmarked|call for|budget\w*|frame|tilsagnsfullmakt|får i år|programmet (?:er|har|var)|ordningen (?:er|har|får)|ordninga (?:er|har|får)|kapital\w*|årlig\w*|årleg\w*|deles ut i år|fordele)[^.;]{0,70}$")),
    Cue("frame", after=_re(r"^[^.;]{0,50}(?:lyses ut|lysast ut|er satt av|er sett av|satt av|settes av|i potten|kan søk\w*|er tilgjengelig\w*|står att|står igjen|til (?:neste|denne) (?:runde|utlysning)\w*|available|til rådighet|til disposisjon|, frist|til fordeling|å søke på|att\b)")),
    Cue("background", after=_re(r"^\W*(?:mer|meir|more|ekstra|mindre|over|høyere) (?:enn|than|årets|i)")),
)  # fmt: skip
