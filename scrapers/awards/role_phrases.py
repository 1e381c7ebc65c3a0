"""What phrases around a sum speak of, where no single word does: "satt av", "ba om", "i fjor", "kan få".

Phrases by idea only; words belong in role_words.py.
"""

from __future__ import annotations

import re

_PHRASES: dict[str, str] = {
    "earlier": r"""
        i fjor|året før|året i førevegen|den gang(?:en)?|den gongen|så langt|fra før|frå før|til nå|
        til no|last year|so far|years? ago|for \w+ (?:år|månader|måneder) sid[ae]n|over the (?:last|
        past)|(?:de|dei) siste \w+ år\w*|year earlier|year before|in recent years|i forrige runde|
        i førre runde|(?:sist|forrige|førre) (?:vår|høst|haust|vinter|sommer|sommar|uke|veke)|
        i (?:vår|sommer|sommar|høst|vinter)|earlier this year|tidligere i år|tidlegare i år
    """,
    "before_perfect": r"""
        hadde (?:\w+ )?(?:fått|gitt|mottatt|motteke|gjeve|bevilget|løyvd|tildelt)|
        had (?:\w+ )?(?:received|granted|given|been)|har (?:\w+ ){0,3}?siden|har siden|siden starten|
        sidan starten
    """,
    "now": r"""
        i år|i dag|denne gang(?:en)?|denne gongen|denne runden|i denne omgang\w*|this year|this time|
        this round|no får|nå får
    """,
    "nextyear": r"neste år(?:s)?|komande år|next year(?:'s)?|i forslaget|i budsjettforslaget|det kommende året",
    "frame": r"""
        (?:satt?|sett?e?s?|settast|set|lagt) (?:\w+ ){0,3}?av|set aside|lys(?:er|es|te|t|ast|
        e) (?:\w+ ){0,3}?ut|til (?:rådighet|rådvelde|disposisjon|fordeling)|å (?:søke på|søkje på|
        dele ut|fordele|rutte med|bruke)|står igjen|står att|kan søkes|call for|makes? available|
        rår (?:\w+ ){0,4}?over|har til
    """,
    "openpot": r"""
        kan (?:(?:nå|no) )?(?:også )?søk\w+|søk nå|søk no|åpner for|opnar for|ny runde|neste runde|new call|
        kan få|kan støtt\w+|kan gis|kan gjevast|may (?:receive|seek)|can (?:receive|get|apply)
    """,
    "applied": r"""
        (?:ba|bad|be|ber|bedt|bede) (?:\w+ ){0,3}?om|ønske[rt]? seg|ønskjer seg|ønskte (?:dei )?seg|
        vil ha|ville ha|meldte? (?:\w+ )?inn|meldt inn|ført opp|føre opp|håpet på|håpa på|regnet med|
        rekna med|ask(?:s|ed)? for|appl(?:y|ied|ies) for|turned down|fikk nei|fekk nei|sa nei
    """,
    "propose": r"""
        vil (?:\w+ )?(?:gi|gje|bruke|ha|øke|auke|styrke|bevilge|løyve|legge|leggje|prioritere|sette|
        setje|heller)|går inn for|g[ij][ke]kk inn for|legg(?:er|e)? (?:\w+ ){0,3}?(?:fram|inn|på bordet)|
        ligger inne|ført opp med|satt opp med|sett opp med|blir det foreslått|er foreslått|
        asks? parliament|ask the storting
    """,
    "part": r"""
        av (?:dette|disse|desse|dei|de|pengene|pengane|midlene|midlane|summen|beløpet|potten|rammen|
        ramma|totalen)|of (?:this|these|which|that|it|the total)|(?:de|dei) (?:øvrige|andre)|
        det meste
    """,
    "toparts": r"""
        (?:må|skal|kan|får) dele|å dele på|på deling|between them|til deling|seg imellom|seg i mellom|
        deler (?:\w+ ){0,4}?på
    """,
    "private": r"""
        egne penger|eigne pengar|egen lomme|eiga lomme|skutt inn|skyt\w* inn|gått inn med|
        g[åi][rk]k? inn med|g[ij]ekk inn med|kom(?:mer)? inn med|trond mohn|grieg foundation|
        stiftelsen dam|own pocket
    """,
    "invest": r"""
        (?:hent\w*|fikk|fekk|fått|får) (?:\w+ ){0,3}?inn|på eiersiden|på eigarsida|funding round|
        took in|brought in|poured|spytt\w* inn|går inn (?:med|på)
    """,
    "cost": r"""
        (?:kommer|kom|kjem|komme) (?:\w+ )?på|price tag|til en verdi|cost of|(?:anslått|beregnet|rekna|
        regnet|berekna|stipulert|estimert|satt|priset|kostnadsregnet|budsjettert) (?:til|med)|put at|
        estimated at
    """,
    "own": r"egne midler|eigne midlar|legger selv|legg sjølv|own funds|av egen lomme",
    "average": r"i snitt|i gjennomsnitt|on average|som regel|i praksis|klarer seg med|er snittet|er vanlig",
    "limit": r"""
        mer enn|meir enn|mindre enn|ikke over|ikkje over|more than|less than|at most|up to|inntil|
        opptil|opp til|begrenset til|avgrensa til|på maks
    """,
    "comparefrom": r"""
        (?:opp|ned|up|down|auka|økt|heves|øker|økes|aukar|auke|rose|rises|redusert|reduseres|
        kuttet|kutta|økte|steg|increased?|gått|endres|vokst|vaks|hevet) (?:\w+ ){0,3}?(?:fra|frå|
        from)|compared (?:to|with)|sammenlignet med|samanlikna med|til sammenligning
    """,
    "contrast": r", mot|mens|medan|while|whereas|derimot|samtidig",
    "firmmoney": r"før skatt|etter skatt|before tax|i året|a year",
    "worth": r"til en verdi|verdt|going for|går for|gikk for|solgt for|selt for|selt for|sold for",
}
_LINES = re.compile(r"\|\s*")
IDEA_OF_PHRASE = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{idea}>{_LINES.sub('|', forms.strip())})" for idea, forms in _PHRASES.items())
    + r")(?![\w-])"
)
