"""The words that tell what a sum is for: behind it, heading its phrase, beside it, and who gives.

Words only, as whole words or as the last part of a compound; which of them decides belongs in cues.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapers.awards import organisation_words

if TYPE_CHECKING:
    from scrapers.model import Role


def _words(pattern: str) -> re.Pattern[str]:
    """Whole words or compounds: every alternative begins where a word begins or is a compound's last part."""
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])")


BEHIND: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "background",
        re.compile(
            r"^(?:kroner |kronar )?(?:mer|meir|mindre|høyere|høgare|lavere|lågare|more|less|higher|"
            r"lower) (?:enn|than)\b|^(?:over|under|above|below) (?:årets|fjorårets|saldert|last year|"
            r"this year|nivået)\b"
        ),
    ),
    (
        "loan_or_guarantee",
        re.compile(
            r"^(?!(?:og|and|samt) )(?:\w+ ){0,3}?(?:i |in |som )?"
            r"(?:\w*lån(?:et|ene|eramme)?|\w*garanti(?:er|ar|ramme)?|kreditt|"
            r"loans?|guarantees?|state loans?)\b(?! og (?:til|stø)| and gr)"
        ),
    ),
    (
        "average_or_rate",
        re.compile(
            r"^(?:kroner |kronar )?(?:per|pr\.?) (?!år\b|året\b|kalenderår|year\b|annum\b|region|klynge|"
            r"20\d\d|\d{1,2}\.)\w+|^(?:kroner |kronar )?(?:i timen|timen|tonnet|stykket|kiloen|literen|"
            r"dekaret|(?:i året |årlig |årleg |kvart år |hvert år )?"
            r"i (?:gjennomsnitt|snitt)|on average|(?:a|an|per) (?:tonne|ton|head|month|kilo|hour|day|"
            r"person)|for (?:hver|kvar|each))\b"
        ),
    ),
    (
        "applied_for",
        re.compile(
            r"^(?:\w+ ){0,2}?(?:søkt om|omsøkt|søkt|applied for|requested|i søknadssum|i søknader|"
            r"aktuelt som søknadssum)\b"
        ),
    ),
    (
        "private",
        re.compile(
            r"^(?:\w+ ){0,2}?(?:i |som )?(?:gaver?|gåver?|sponsormidler|sponsorstøtte|privat kapital)\b|"
            r"^(?:\w+ ){0,2}?(?:fra|frå|from|av|in) (?:\w+ )?(?:private?|gavefond\w*|sparebank\w*|"
            r"forsikring\w*|gjensidigestift\w*|stiftelsen dam|kavlifond\w*|sponsorer|næringslivet|eierne|medlemmene|"
            r"bedriftene selv|givere|donors)\b"
        ),
    ),
    (
        "turnover_or_investment",
        re.compile(
            r"^(?:\w+ ){0,2}?(?:i|in|av|of) (?:\w+ ){0,2}?(?:\w*omsetning|\w*omsetnad|investering\w*|"
            r"\w*eksport\w*|verdi\w*|egenkapital|eigenkapital|aksjekapital|\w*inntekt\w*|bank|\w*emisjon\w*|"
            r"egne midler|eigne midlar|overskudd|overskot|kostnader|turnover|revenues?|investments?|sales|"
            r"exports?|equity|own funds)\b"
            r"|^(?:før|etter|before) (?:skatt|tax)\b|^(?:omsetning|omsetnad)\b|^(?:fra|frå|from) (?:\w+ )?investor\w*"
        ),
    ),
    (
        "part_of_total",
        re.compile(
            r"^(?:kroner |kronar )?(?:av|of) (?:dette|disse|desse|pengene|pengane|midlene|midlane|summen|"
            r"potten|beløpet|rammen|ramma|this|these|it|the total)\b"
        ),
    ),
)
BEHIND_LESS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "earlier",
        re.compile(
            r"^(?:\w+ ){0,4}?(?:i fjor|ifjor|året før|året i førevegen|i forrige runde|i førre runde|"
            r"i forrige periode|forrige gang|førre gong|last year|in the previous \w+|(?:siden|sidan|"
            r"since) (?:starten|oppstarten|(?:19|20)\d\d))\b"
        ),
    ),
    (
        "proposal",
        re.compile(
            r"^(?:\w+ ){0,3}?(?:i budsjettforslaget|i forslaget|i neste års budsjett|"
            r"i statsbudsjettet for neste år)\b"
        ),
    ),
    (
        "frame",
        re.compile(
            r"^(?:\w+ ){0,3}?(?:i potten|til rådighet|til rådvelde|til disposisjon|til fordeling|"
            r"tilgjengelig\w*|å (?:søke på|dele ut|fordele)|available|att|igjen)\b|^(?:[\w,]+ ){0,5}?frist\b"
        ),
    ),
)

SUPPORT = (
    r"støtten?|støtta|tilskudd(?:et|ene)?|tilskot(?:et|a)?|tilsagn(?:et|ene)?|stønad|finansiering|"
    r"bistand|grants?|funding|support|aid|award"
)
NOUNS: tuple[tuple[Role, str], ...] = (
    (
        "loan_or_guarantee",
        (
            r"\w*lån(?:et|ene|a|eordning\w*|erammen?)?|\w*garanti(?:en|er|ar|ene|ordning\w*|rammen?)?|"
            r"\w*kreditt(?:en|er)?|kausjon|loans?|guarantees?|credit"
        ),
    ),
    (
        "average_or_rate",
        (
            r"gjennomsnitt(?:et)?|gjennomsnittet|snittet|snittbeløpet?|(?!\w*innsats)\w*sats(?:en|er|ene|"
            r"ane)?|\w*pris(?:en)?|\w*avgift(?:en|a)?|grunnbeløp(?:et)?|grunnstøtte|tak|taket|(?:laveste|"
            r"lågaste|høyeste|høgaste|minste|største|maksimal|maksimalt) (?:tilskudd|tilskot|støtte|beløp|"
            r"tilsagn)|(?:laveste|lågaste|minste) (?:tilskuddet|tilskotet|beløpet|tilsagnet|støtta)|"
            r"(?:øvre |nedre |beløps|minste|maks)grensen?|grensa|beløpsgrens(?:en|a)|minste(?:beløp|"
            r"sum)(?:et|men)?|maksbeløp(?:et)?|maksimum|minimum|average|ceiling|cap|rate|maximum|(?:lowest|"
            r"highest|typical|minimum|maximum) (?:grant|amount)"
        ),
    ),
    (
        "applied_for",
        (
            r"søknad(?:en|er|ene|ar|ane|ssum(?:men)?|sbeløp(?:et)?|smasse[nr]?|spott(?:en)?)?|"
            r"søkte? (?:beløp|sum)|søkt|omsøkt(?:e)? (?:beløp|sum|støtte)|behov(?:et)?|ønsker|applications?|"
            r"requests?|amount applied for|applied amount"
        ),
    ),
    (
        "private",
        (
            r"gave[nr]?|gaver|gåv[ea]r?|donasjon(?:en|er)?|sponsor\w*|private (?:\w+ )?(?:midler|midlar|"
            r"bidrag|investorer|penger|givere|kapital)|privat (?:kapital|finansiering|støtte|bidrag)|"
            r"innsamling(?:en|a|saksjon)?|donations?|private (?:funds|money|capital|investors)"
        ),
    ),
    (
        "turnover_or_investment",
        (
            r"\w*omsetning(?:en|a|sauke\w*|svekst)?|\w*omsetnad(?:en)?|årsomsetning|\w*invester(?:ing(?:en|"
            r"er|ar|ane|ene|a)?)|\w*kostnad(?:en|er|ar|ene|ane|sramme[nr]?|sramma|soverslag(?:et)?|"
            r"sanslag(?:et)?)?|kosten|\w*prislapp(?:en)?|prosjektbudsjett(?:et)?|totalbudsjett(?:et)?|"
            r"\w*resultat(?:et)?|\w*overskudd(?:et)?|overskot(?:et)?|"
            r"\w*underskudd(?:et)?|underskot|\w*inntekt(?:en|er|ene|ar|ane)?|\w*eksport(?:en|verdi(?:en)?|"
            r"inntekter)?|\w*verdi(?:en|er|ar|skapinga)?|\w*kapital(?:en)?|\w*emisjon(?:en|er)?|"
            r"eg(?:en|ne) (?:innsats|midler)|eigeninnsats(?:en)?|egenandel(?:en|er)?|eigendel(?:en)?|"
            r"egeninnsats(?:en)?|aksjer|gjeld(?:en|a)?|"
            r"driftsbudsjett(?:et)?|\w*regning(?:en|a)?|prising(?:en|a)?|totalpris(?:en)?|tap(?:et)?|"
            r"salg(?:et)?|sal|turnover|revenues?|investments?|costs?|price tag|sales|exports?|equity|profits?"
        ),
    ),
    (
        "part_of_total",
        (
            r"av (?:dette|disse|desse|økningen|auken|auka|beløpet|potten|summen|midlene|midlane|pengene|pengane|"
            r"totalen|"
            r"de \w+ millionene)|herav|hvorav|derav|deriblant|av dem|of (?:this|these|which|that|it)|resten|"
            r"de øvrige|dei øvrige|halvparten"
        ),
    ),
    (
        "background",
        (
            r"økning(?:en)?|nedgang(?:en)?|vekst(?:en)?|auke(?:n)?|reduksjon(?:en)?|kutt(?:et)?|"
            r"innsparing(?:en|er|ar)?|innsparingar|skade(?:r|ne|ar|ane|omfang)?|\w*erstatning(?:en|er|ene|ar|"
            r"ane)?|abonnement|billett(?:en|er|prisen)?|priser|bot|bøter|gebyr(?:et)?|lønn|lønnskostnader|"
            r"skatt(?:en)?|increase|damages?|losses|fines?"
        ),
    ),
    ("proposal", r"\w*forslag(?:et)?|framlegg(?:et)?|løftet?|proposals?"),
    (
        "frame",
        (
            r"\w*ramme[nr]?|\w*ramma|\w*pott(?:en|er)?|\w*fond(?:et|a)?|utlysning(?:en|er|a)?|utlysing(?:a|"
            r"ar)?|\w*budsjett(?:et)?|\w*pakke[nr]?|\w*pakka|tilsagnsfullmakt(?:en|er)?|bevilgning(?:en|er)?|"
            r"løyving(?:a|ar)?|ordning(?:en|a)|program(?:met)?|satsing(?:en|a)|packages?|budgets?|frames?|"
            r"allocations?|call|scheme|programme|fund"
        ),
    ),
)
NOUN = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{role}>{forms})" for role, forms in NOUNS) + rf"|(?P<support>{SUPPORT}))(?!\w)"
)
VERBS: dict[str, Role] = {"apply": "applied_for", "lend": "loan_or_guarantee"}
SUBJECT_COUNTS = frozenset({"be", "have", "estimate", None})
BESIDES = re.compile(r"(?:i tillegg til|kommer på toppen av|kjem på toppen av|in addition to)(?: de| dei| the)?$")
AS_GRANT = re.compile(r"(?:\w+ )?(?:i|som|in|as) (?:\w+ )?(?:tilskudd|tilskot|støtte|stønad|grants?)\b", re.IGNORECASE)
MIXED = _words(
    r"(?:lån|garantier?|loans?) (?:og|eller|and|or|\/) (?:\w+ )?(?:tilskudd|tilskot|støtte|grants?)|"
    r"(?:tilskudd|tilskot|støtte|grants?) (?:og|eller|and|or|\/) (?:\w+ )?(?:lån|garantier?|loans?)|"
    r"både lån og tilskudd"
)
APPLICATIONS = _words(r"søknader|søknadar")
PART_OF = _words(
    r"(?:av|of) (?:dette|disse|desse|økningen|auken|auka|beløpet|potten|summen|midlene|midlane|"
    r"pengene|pengane|this|these)"
)
USUALLY = _words(
    r"i snitt|i gjennomsnitt|gjennomsnittlig|normally|usually|typically|normalt|vanligvis|vanlegvis|gjerne|typisk|"
    r"som (?:hovedregel|hovudregel|regel)|maksimalt|minimum|(?:de|dei) (?:minste|største|"
    r"fleste)(?: (?:har|fikk|fekk|får|fått|kan|er|på|under|over|drøyt|vel|nær))*$|begrenset til|avgrensa til|"
    r"on average|averages?|typically|usually|at most|per søknad|per prosjekt|for (?:hver|kvar) av"
)
NEW_TIME = _words(
    r"(?<!tidligere )(?<!tidlegare )i år|årets|nå|no|i dag|denne gangen|denne gongen|denne runden|"
    r"now|today|(?<!earlier )this year|this time|neste år"
)
BEFORE_NOW = _words(
    r"i fjor|ifjor|fjorårets|forrige (?:gang|runde|år|uke|måned|periode)|førre (?:gong|runde|år|"
    r"periode)|året før|den gang(?:en)?|sist (?:gang|gong|runde|år|høst|haust|vår)|i (?:forrige|"
    r"førre) runde|tidligere|tidlegare|hittil|så langt|fra før|frå før|året før|the year before|"
    r"a decade ago|til nå|til no|"
    r"(?:siden|sidan|since) (?:starten|oppstarten|oppstart|den gang|(?:\w+ )?(?:19|20)\d\d)|"
    r"for (?:\w+) år (?:siden|sidan)|opprinnelig\w*|opphavleg\w*|opphavlege|under pandemien|"
    r"last year|previous(?:ly)?|earlier|years ago|so far"
)
FIRM_PAST = _words(
    r"i fjor|ifjor|forrige (?:gang|runde|år|periode)|førre (?:gong|runde|år|periode)|året før|"
    r"den gang(?:en)?|sist (?:gang|runde|år)|(?:siden|sidan|since) (?:starten|oppstarten|(?:19|"
    r"20)\d\d)|for (?:\w+) år (?:siden|sidan)|last year|earlier this year|tidligere i år|"
    r"tidlegare i år|in the previous \w+|years ago|opphavlege?"
)
WORK_FOR = re.compile(
    r"(?<![\w-])(?:arbeid|bygg|anlegg|prosjekt|project|works?|verdt|verdi|worth)(?: (?:til|for|på|av|"
    r"of|verdt|worth))?$"
)
EACH = _words(
    r"(?:hver|kvar|hvert|kvart|each|every) \w+|(?:en|ein|et|eit) (?:vanlig|vanleg|enkelt|lite|stor|"
    r"stort|typisk) \w+|timen|a single"
)
SHALL = _words(r"skal|vil|will|shall")
CONDITION = re.compile(r"(?:dersom|hvis|viss|if|whenever|når (?:staten|fylket|kommunen|noen|nokon|man|ein|en)) ?")
MUST = _words(r"må|must")
APPROVES = re.compile(r"(?:innvilg|imøtek|imøtekom|godkje|godtok|godteke|approv|grant)")
GETS = re.compile(r"(?:får|fikk|fekk|fått|få|mott\w+|receiv\w+|gets?|got)$")
NOUN_OF_FRAME = _words(
    r"ordning(?:en|a)|program(?:met)?|fond(?:et)?|pott(?:en)?|posten|kapittel(?:et)?|scheme|programme|fund"
)
COMPARED = re.compile(
    r"(?<![\w-])(?:mot|ned frå|ned fra|opp fra|opp frå|sammenlignet med|samanlikna med|"
    r"compared (?:with|to)|up from|down from|against)(?: (?:\w+ ){0,3})?$"
)
RISES_FROM = re.compile(
    r"(?<![\w-])(?:økes|økt|økning|auka|auke|vokst|øker|aukar|redusert|reduseres|kuttet|cut|"
    r"increased|rise[sn]?|rose|gått)\W(?:\w+ ){0,3}(?:fra|frå|from)$"
)
PROPOSES = _words(r"neste år|neste års (?:stats)?budsjett|i budsjettforslaget|i forslaget|next year(?:'s)?")
FUNDERS = _words("|".join(re.escape(name.replace("_", " ").strip()) for name in sorted(organisation_words.FUNDERS)))
STATE = _words(r"regjering(?:en|a)|staten|\w*departementet|stortinget|\w*direktoratet|government|norway|ministry")
CHARITY = _words(
    r"sparebank\w*|gjensidigestift\w*|stiftelsen dam|kavlifond\w*|sponsor\w*|trond mohn\w*|"
    r"private (?:givere|investorer|bidragsytere)|næringslivet|medlemsbedriftene|eierne|eigarane|"
    r"bedriftene selv|deltakerbedriftene|bank(?:en)?"
)
