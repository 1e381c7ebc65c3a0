"""Small words of a sentence: prepositions, conjunctions, stand-ins, words that open a sentence and are no names.

Verbs are in verbs.py, nouns of organisations in organisation_words.py.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATION = _words(
    """
    aldri avslag ikke ikkje ingen ingenting mista mister mistet nei never no_ not utan uten
    """
)

EACH = _words("apiece each hver hvert kvar kvart")

RESPECTIVELY = _words("henholdsvis høvesvis respectively")

AND = _words("& and eller og samt")

TO = _words("for til to åt")

FROM = _words("av by fra from frå gjennom hjå hos of through via")

PLACE = _words("at between i in mellom near nær på rundt utenfor ved")

WITH = _words("med with")

RELATIVE = _words("der som that which who whose")

# Nouns and pronouns that stand for a recipient named before.
ANAPHORS = _words(
    """
    avisa avisen bakeriet bedrifta bedriften begge bryggeriet centre cluster company de dei den fabrikken
    festivalen firm firmaet foreininga foreningen forskningsprosjektet garden gruppa gruppen gründerbedriften
    gården havna havnen hotellet hovedprosjektet hun høgskolen høgskulen høyskolen initiativet institusjonen it
    kirken klubben klynga klyngemiljøet klyngen kommunen konsortiet laget meieriet miljøet museet museum
    nettverket network organisasjonen project prosjektet rederiet selskapet senteret sjukehuset skolen
    stiftelsen stiftinga sykehuset teateret teatret they universitetet verftet verksemda virksomheten ysteriet
    """
)

# Words that open a sentence with a capital letter and are no names.
OPENERS = _words(
    """
    budsjettet budsjett då målt målte regnet sett
    a about after akkurat aktuelt all alle also alt among an and andre anna annet another april are as at august
    av bakgrunn bare bedriftene begge beklageligvis beløp beløpet bilde bilete biletet bland blandt blant both
    brorparten but by både cirka da dagens dato de december dei den denne departementet der deretter derfor
    deriblant derimot dermed desember desse dessutan dessuten dessverre det dette difor direktøren disse du
    during each earlier eg ei ein eit eller ellers elles elleve en endeleg endelig enkelte enno ennå et etter
    etterpå every fakta februar february fem few fire first five fjorten fleire fleirtalet flere flertallet
    flest fondet for fordelingen foreløpig formannskapet forrige fortsatt forøvrig foto fotograf four fra fram
    framleis fredag friday frist from frå further fylkesdirektøren fylkesrådet fylkestinget fylkesutvalet
    fylkesutvalget få får følgelig følgende følgjande førebels førre først første gjennom gratulerer gårsdagens
    halvparten han har he heile heldigvis hele her herfra his hit hittil ho hos hovedutvalget hovudutvalet how
    hun hva hvem hver hvert hvilke hvis hvor hvordan i i-år ialt if ifjor ifølge igjen ikke ikkje illustrasjon
    imens imidlertid in ingen innen innhold inntil internasjonalt is it its ja jamfør januar january jeg jf jo
    juli july june juni kan kanskje kilde kjelde klyngane klyngene klyngjene knapt kommunane kommunene
    kommunestyret kontakt kun kva kvar kven kvifor langs last laurdag likevel lokalt lørdag mai mandag mange
    many march mars may me med medan mellom men mens mer mest mesteparten mi midlane midlene midler millionar
    millioner min mindre ministeren minst mitt monday most mot mottakarane mottakerne målet måndag nasjonalt nei
    neste nesten nettopp new next ni nine no noen nok noko nokre november ny nye nyhende nyhet nyheter nyleg
    nylig nytt nå når nær næringsministeren nærmere october of og også oktober om omsider omtrent on one onsdag
    opp oppdatert opprinnelig ordninga ordningen other our out over pengane pengar pengene penger potten
    pressemelding programmet prosjekt prosjekta prosjektene publisert på ramma rammen regionalt regjeringa
    regjeringen resten resterende riktignok rundt saman samla samlet sammen samtidig satsingen saturday se seg
    seinare seks senere september seven she sidan siden sin since sine sist siste sitt six sju sjå skal slik
    slike snart so som some somme staten statsministeren statsråden storparten stortinget styret størst støtta
    støtte støtten sum summen sunday så sånn særlig søker søkerne søkjarane søknadane søknadene søknadsfrist
    søndag takk tekst ten than that the their then there these they this those three through thursday ti
    tidlegare tidligere til tilskot tilskotet tilskudd tilskuddet tirsdag to today tolv torsdag totalt trass tre
    tretten tross tuesday tusen two tysdag under until up utan utanom uten utenom ved vel vi via vidare videre
    vil vinnerne vår våre we wednesday what when where which while who will with within you your ytterlegare
    ytterligere årets årlig årsaken åtte øvrige
    """
)

# Endings of common nouns; a lone capitalised word that has one, at the head of a sentence, is rarely a name.
COMMON_ENDINGS = (
    "ene", "ane", "mmer", "rifter", "sjoner", "sjonar", "jekter", "muner", "munar", "teknologi", "økonomi",
    "skere", "rere", "inga", "ingen", "asjon", "asjonen", "logi", "heten", "heita", "elsen", "elser", "skapet",
    "midlene", "erne", "arane",
)  # fmt: skip
