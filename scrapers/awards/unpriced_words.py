"""The wording by which releases name recipients without a sum: being selected, listed, taken in, among the others.

How a clause is read by them belongs in unpriced.py and unpriced_ways.py.
"""

from __future__ import annotations

import re

from scrapers.awards.decisions import ADMITTED

SUPPORT = re.compile(
    r"\b(?:støtte\w*|stønad\w*|tilskudd\w*|tilskot\w*|tilsagn\w*|mid(?:ler|lar)\w*|\w+mid(?:ler|lar)|penge[rn]\w*|"
    r"pengar\w*|\w+penge[rn]\w*|\w+pengar|\w+status\w*|status\w*|funding|grants?|support|plass\b|"
    r"ja\b|positivt svar|gjennomslag|bevilgning\w*|løyving\w*|\w+støtte\w*|finansiering\w*|andel|part\b|del av|"
    r"noe av|uttelling|stipend\w*|money|share|mye|mykje|mest|prosjekter|prosjekt|tilslag|resten|backing|noe mer|"
    r"noko meir|mer å|meir å)",
    re.IGNORECASE,
)
SUPPORT_HEAD = re.compile(
    r"\b(?:støtt|tilskudd|tilskot|stønad|mid(?:ler|lar)|penge|pengar|bevilgning|løyving|resten|mest|funding|money|"
    r"grant|tildeling|løyvd|tilsagn)",
    re.IGNORECASE,
)
RECIPIENTS = re.compile(
    r"\b(?:halvparten|half of them|(?:de|dei|disse|desse|the|these)\s+(?:to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|\d+|"
    r"two|three|four|five|six|"
    r"seven|eight|nine|ten|nye|heldige|utvalgte|utvalde|andre|øvrige|others|winners|new|lucky)\b|"
    r"mottak(?:er|ar)\w*|vinner(?:ne|ane)?|recipients?|winners?|prosjekt(?:ene|a|er)?|selskap(?:ene|a|er)?|"
    r"bedrift(?:ene|er)?|kommun(?:ene|ane|er|ar)|kly[n]gj?(?:ene|ane|er|er)|sentr(?:ene|a)|studiesentre|miljø(?:ene|"
    r"a|er)?|"
    r"søk(?:erne|jarane)|projects|companies|clusters|centres|municipalities|liste[nr]?|lista|(?:blant|mellom|among|"
    r"av)\s+(?:dem|dei|disse|desse|andre|them|others)|heldige|utvalgte|utvalde|nykomar\w*|nykommer\w*|laget|lag|sokn|"
    r"museum|museene|følgende|følgjande|disse|desse)\b",
    re.IGNORECASE,
)
ON_THE_LIST = re.compile(
    r"\b(?:på lista|på listen|med i (?:potten|tildeling\w*)|blant (?:mottak|vinner|prosjekt|bedrift)\w*|blant (?:de|"
    r"dei) som (?:får|fikk|fekk|har fått|deler)|mellom (?:mottak|vinn)\w*|mellom dei som (?:får|fekk|har fått)|"
    r"(?:mellom|blant|among) \w+ som (?:får|fikk|fekk|har fått)|årets (?:mottak|vinn)\w+|"
    r"among the (?:other )?(?:recip|winn)\w*|(?:blant|among) (?:de|dei|the) (?:nye|new|andre|other)\b|"
    r"blant dem som (?:får|fikk|fekk)|(?:er|var|blir|vert) (?:òg |også |alle |nå |no )*(?:med\b(?! på å| som| vert)|"
    r"nye? (?:i|på|med)|blant (?:de|dei) (?:\d+|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv)\b)|tilgodese\w*|"
    r"nådde opp|nådd opp|når opp)",
    re.IGNORECASE,
)
SELECTED = re.compile(
    r"\b(?:valgt|valde|vald|plukk(?:et|a)|tatt|teken|tekne|slapp|sleppt?|slupp(?:et|e)|kåret|kåra|utpekt|peikt|pekt|"
    r"utnevnt|utnemnd|innlemm(?:et|a)|godkjen[td]|innvilg(?:et|a)|nådd?|nådde|prioritert|tas|tek|tar|"
    r"selected|chosen|picked|appointed|approved|named|promoted|won|vant|vann)\s+(?:(?:no|nå|òg|også|alle|all|i dag|"
    r"today)\s+)?(?:ut|inn|opp|med|gjennom|gjennom nåløyet|i|på|til|som|as|to|into|it|backing|support|søknad\w*)\b",
    re.IGNORECASE,
)
# A sentence that speaks of awards: who is named in a series there is seldom somebody else.
OF_AWARDS = re.compile(
    r"\b(?:\w*støtte\w*|\w*stønad\w*|\w*tilskudd\w*|\w*tilskot\w*|tilsagn\w*|\w*mid(?:ler|lar|lene|lane)|\w*penge\w*|"
    r"\w*pengar\w*|lista|listen|heldige?|\w*mottak\w+|vinn\w+|utval\w+|utvalgt\w*|tildel\w*|innvilg\w*|bevilg\w*|"
    r"løyv\w*|"
    r"program\w*|\w*fond\w*|napp|plass\w*|runde\w*|deler? ut|delt ut|ja|funding|grants?|support\w*|award\w*|winn\w*|"
    r"recipients?|chosen|selected|round|status|nådde|når opp|nåløyet|nålauget|tatt opp|teken|med på|får|fikk|fekk|"
    r"feire|"
    r"glede|jubel|kroner|millioner|millionar|potten)\b",
    re.IGNORECASE,
)
LEADS = re.compile(
    r"^(?:(?:blant|mellom|av|among|of)\s.*\b(?:får|fikk|fekk|har fått|fått|når opp|nådde opp|støtte\w*|receive\w*|"
    r"supported)|(?:andre|dei andre|de andre|others?)\s+(?:\w+\s+){0,2}(?:som|who|that)\b.*|"
    r"nye?\s+(?:på|i|med i)\s.*|(?:de|dei|the)\s+(?:\w+\s+)?(?:utvalgte|utvalde|heldige|selected|chosen|lucky)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
CAPTION = re.compile(
    r"(?:foto(?:graf)?|photo|bilde|bilete|bildetekst|f\.?\s?v\.?|fra venstre|frå venstre|from (?:the )?left)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(r"(?P<n>[A-ZÆØÅ][a-zæøå]+) (?:nye |new )?[a-zæøå]+(?:er|ar|a|s)? .{0,120}", re.DOTALL)
GRANTED = re.compile(r".{2,60}?\b(?:innvilg|tilsagn|støtte|tilskudd|tilskot)", re.IGNORECASE)
TAKES = re.compile(
    r"\b(?:ta|tar|tek|tok|tatt|innlemme\w*|plukke\w*|velge\w*|velje\w*|admit\w*|pick\w*|select\w*)\s+(?:opp|inn|ut|"
    r"med)?$",
    re.IGNORECASE,
)
CONCERNS = re.compile(
    r"^(?:det|dette) (?:(?:samme|same) (?:gjelder|gjeld|gjør|gjer)|gjelder|gjeld|dreier seg om|er snakk om)\b",
    re.IGNORECASE,
)
IN_CHARGE = re.compile(
    r"(?:run by|led by|headed by|managed by|ledet av|leia av|ledes av|leiast av|drevet av|i regi av|i regi)$",
    re.IGNORECASE,
)
CAME = re.compile(
    r"\b(?:(?:komm?et|kom|kjem|kommer) (?:inn|gjennom|med i|med på|opp)\b|"
    r"(?:komm?et|kom|kjem|kommer) (?:òg |også )?med$|(?:made|makes?) (?:the cut|the list|it through)\b|"
    r"(?:i tillegg|attåt|dessuten) (?:kommer|kjem)|(?:also )?(?:feature|featured|features) (?:among|on the list)\b)",
    re.IGNORECASE,
)
CLEFT = re.compile(r"(?:det|it|dette|these)\b", re.IGNORECASE)
MEMBER = re.compile(
    r"\b(?:(?:en|ein|ett|eitt|one|noen|nokre|some|two|to|tre|three) (?:av|of) (?:de |dei |the )?\w+|inne\b|"
    r"among (?:the )?winners)",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:øvrige|andre|others?|samme|same|resten|siste|nykomar\w*|nykommer\w*|også|òg|also)\b", re.IGNORECASE
)
STAYS = re.compile(
    r"\b(?:halde fram|fortsette|fortsetter|rekne som|regnes som|videreføres|vidareført|er (?:nå|no) (?:NCE|GCE|"
    r"Arena)|with us as|(?:blir|vert|er) (?:dermed |nå |no |altså )?(?:\w+s )?"
    r"(?:den |det |ei |en |eit |et )?(?:ny\w*|første|fyrste|andre|tredje|fjerde|"
    r"global\w*|nasjonal\w*) (?:\w+ )?(?:klynge|klyngje|klynga|klyngen|cluster|ekspertsenter))\b",
    re.IGNORECASE,
)
RISES = re.compile(
    r"\b(?:rykk\w*|rykte|går|gikk|gjekk|løft\w+|oppgrader\w+)\b.{0,25}\b(?:opp|til)\b.{0,20}\b(?:NCE|GCE|Arena)",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    r"\b(?:kamp(?:en)? om|finale\w*|nominer\w*|kandidat\w*|konkurrer\w*|utanom|utenom|shortlist\w*)\b", re.IGNORECASE
)
BREADCRUMB = re.compile(r"[\w ,]{2,40}(?: ?[/>›»] ?[\w ,]{2,40})+")  # "Home / News / Funding"
ABOUT_SOMETHING_ELSE = re.compile(
    r"\b(?:avslag|rejected|had requested|turned down|avslått|avvist|tomhendt|falt utenfor|(?:får|fikk|fekk|"
    r"mottar) (?:ingen|inga|"
    r"ingenting|null)|får ikke|fikk ikke|fekk ikkje|får ikkje|søkt|søker|søkjer|håper|håpar|kan få|intervju\w*|"
    r"samarbeid\w*|eier|eig\b|sitter i|deltok|eies|eid av|eigd|owned|partner\w*|i fjor|medlem\w*|gratulerer|erfaring|"
    r"in the running|eier(?:e|ne)|eigar(?:ar|ane)|aksjonær\w*|forvalt\w*|meldt seg|anbud|anbod|entreprenør\w*|bidders?|"
    r"besøk|hjelp til|svar på|råd\b|skylden|ansvar|rett\b|beskjed|"
    r"(?:får|fikk|fekk|sa|sier|seier) nei|vurderer å|uten egne midler|utan eigne midlar|gå(?:tt|r) god for|kausjon\w*|"
    r"kamp\w*|finale\w*|nominer\w*|kandidat\w*|kritikk|høre|ny leder|ny sjef|ny direktør|nye? eier|med seg|"
    r"med på laget)\b",
    re.IGNORECASE,
)
MENTIONED = re.compile(r"\bkan (?:også |òg )?(?:nevnes|nemnast)\b", re.IGNORECASE)
TOGETHER = re.compile(r"\b(?:saman|sammen|together)$", re.IGNORECASE)
AMONG = re.compile(
    r"(?:blant andre|blant annet|blant anna|mellom anna|mellom andre|mellom dei|blant dem|står|stod|deriblant|"
    r"including|includes?|included|among them|nemlig|finner vi(?: også| ellers)?|finn vi (?:òg|elles)|"
    r"finn vi|kan nevnes|kan nemnast|nevnes)$",
    re.IGNORECASE,
)


def speaks_of_admission(text: str) -> bool:
    """Whether somebody is taken into a programme, rises in it or stays there."""
    return any(told.search(text) for told in (ADMITTED, RISES, STAYS))
