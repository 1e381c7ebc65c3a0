"""The words of announcing: who gives, gets and shares, which words open a sentence and are no names, who hands out.

Only words; how they combine belongs in chunks.py, recipients.py, prose.py and roles.py.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GET = _words(
    """får fikk fekk fått fått motta mottar mottok mottek mottatt mottaket receives receive received gets get got gotten secured secures
    wins won vinner vant vann henter sikret sikra receiving"""
)
GIVE = _words(
    """gir ga gav gjev gitt gjeve gje gi bevilger bevilget bevilga bevilgar løyver løyvde løyvt løyvd tildeler tildelte tildeler innvilger
    innvilget innvilga støtter støttet støttar støtta fordeler fordelte fordelt overrakte overrekker awards awarded grants granted gives gave given provides
    provided provide allocates allocated allots donates gives hjelpe hjelper"""
)
BOTH = _words(
    """tildeles tildelast innvilges innvilgast bevilges bevilgast løyves løyvast gis gjevast støttes støttast foreslås foreslåast
    tilgodeses settes fordeles tilføres føreslått foreslått foreslege tilgodesett allotted awarded granted given allocated offered tildelt innvilget innvilga avsatt
    satt sett bevilget bevilga løyvd løyvde gitt gjeve støttet støtta lovet lova fått styrkes styrkast utbetalt utbetalte øremerket"""
)
GO = _words("går gikk gjekk gjeng gjekk goes go went tilfaller kommer kjem tilfell")
SHARE = _words("deler delte dele delt share shares shared deles delast splits split")
PASSIVE = _words("er ble blir blei vart vert bli blitt verte vorte is are was were be been being")
AUXILIARY = _words(
    "har hadde skal vil har have has had will shall å no nå nylig alt allerede òg også då da også samtidig i har"
)
HYPOTHETICAL = _words(
    "kan kunne could may might would ville burde bør håper håpar hvis dersom if whether hope hopes om_"
)
NEGATION = _words("ikke ikkje not no_ avslag nei ingen ingenting uten utan never aldri mister mistet mista")
APPLIED = _words(
    "søker søkt søkte søkjer søke søkje søknad søknader ba bedt bad bede applied applies apply seeks sought ønsker "
    "ønskjer ønsket vil_ha ber"
)
BORROWS = _words(
    "lån låne lånet lånte låner garanti garantier garantien loan loans guarantee guarantees risikolån vekstgaranti"
)

EACH = _words("hver kvar each hvert kvart apiece")
RESPECTIVELY = _words("henholdsvis høvesvis respectively")
AND = _words("og and samt & eller")
TO = _words("til to for åt")
FROM = _words("fra frå from av by of hos gjennom via through")
PLACE = _words("i på ved in at utenfor nær near mellom between rundt")
WITH = _words("med with")
RELATIVE = _words("som der which who that whose")

# Nouns that stand for a recipient named before.
ANAPHORS = _words(
    """prosjektet klyngen klynga klyngemiljøet selskapet bedriften bedrifta kommunen museet foreningen foreininga stiftelsen
    stiftinga senteret organisasjonen institusjonen universitetet høyskolen høgskolen høgskulen hun den dei de they it company cluster
    konsortiet begge firmaet hotellet verftet rederiet bryggeriet fabrikken gården garden avisa avisen skolen sykehuset sjukehuset havna havnen kirken nettverket gruppen gruppa
    bakeriet meieriet ysteriet network firm centre museum project teateret teatret festivalen laget klubben virksomheten verksemda gründerbedriften miljøet initiativet forskningsprosjektet
    hovedprosjektet"""
)

# Words that open a sentence with a capital letter and are no names.
OPENERS = _words(
    """alle alt andre annet anna at av av blant bland blandt både både da de dei den denne der derfor dermed desse deretter dessuten det dette disse du dermed
    eg ein ei eit eller elleve en et etter etterpå fem fire fjorten flere fleire flest flertallet fleirtalet for foreløpig fordelingen forrige fra fram frå få får først første gjennom
    han har her hit hittil ho hos hun hva hvem hver hvert hvis hvor hvordan i ifølge ifjor igjen ikke ikkje imens ingen innen inntil ja jeg jo kan kanskje kva kvar
    kven kvifor langs likevel mange med medan mellom men mens mer mest mindre minst nok no noen noko nokre nei ni nylig nye ny nytt nå når nær nærmere og også om
    omtrent opp opprinnelig over på rundt regjeringen regjeringa samlet samla samtidig sammen saman se seg seks sidan siden sist siste sju sjå skal slik slike snart som størst
    størst så særlig så til tidligere tidlegare til ti to tolv totalt tre tretten tross trass tusen under uten utan vel ved vi via videre vidare vil vår våre ytterligere ytterlegare åtte
    årets årlig i-år ellers elles endelig endeleg deriblant deretter hele heile begge mot me mi min mitt sin sitt sine sånn enkelte nesten neste hvilke kvifor forøvrig jamfør jf
    a about after all also among an and another are as at both but by during each earlier every few first five four from further he her his how i if in is it its last
    many most new next nine no of on one other our out over seven she since six so some ten than that the their then there these they this those three through to today two under until up we
    what when where which while who will with within you your
    publisert oppdatert foto illustrasjon kilde kjelde dato pressemelding nyhet nyhende nyheter aktuelt fakta sum totalt søker prosjekt tilskudd beløp
    millioner millionar penger pengar pengene pengane midlene midlane midler støtte støtten støtta tilskuddet tilskotet tilskot summen potten beløpet halvparten resten
    departementet fylkestinget fylkesrådet fylkesutvalget fylkesutvalet kommunestyret formannskapet stortinget staten styret hovedutvalget hovudutvalet fylkesdirektøren
    statsråden statsministeren ministeren næringsministeren direktøren prosjektene prosjekta bedriftene bedriftene kommunene kommunane klyngene klyngjene klyngane søkerne søkjarane
    mottakerne mottakarane årsaken målet ordningen ordninga programmet fondet satsingen rammen ramma søknadene søknadane vinnerne blant søknadsfrist frist
    mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag januar februar mars april mai juni juli august september oktober november desember
    monday tuesday wednesday thursday friday saturday sunday january february march may june july october december
    kun bare cirka knapt ialt
    øvrige følgende følgjande resterende utenom utanom forøvrig
    derimot imidlertid herfra følgelig riktignok nettopp akkurat bilde bilete biletet tekst fotograf senere seinare tidlegare heldigvis beklageligvis
    dessverre difor dessutan dessuten likevel framleis fortsatt enno ennå førebels førre somme mesteparten storparten brorparten omsider nyleg dagens gårsdagens
    gratulerer takk bakgrunn innhold om kontakt her hun lokalt nasjonalt internasjonalt regionalt"""
)

# Endings of common nouns; a lone capitalised word that has one, at the head of a sentence, is rarely a name.
COMMON_ENDINGS = (
    "ene",
    "ane",
    "mmer",
    "rifter",
    "sjoner",
    "sjonar",
    "jekter",
    "muner",
    "munar",
    "teknologi",
    "økonomi",
    "skere",
    "rere",
    "inga",
    "ingen",
    "asjon",
    "asjonen",
    "logi",
    "heten",
    "heita",
    "elsen",
    "elser",
    "skapet",
    "midlene",
    "erne",
    "arane",
)

# Lower-case nouns that go on with a name: "Iveland kommune", "Molde kunnskapspark".
ORGANISATION_NOUNS = _words(
    """kommune fylkeskommune universitet universitetssykehus universitetssjukehus sykehus sjukehus museum museer teater høgskole høyskole høgskule kunnskapspark næringspark
    næringshage næringsforening inkubator forskningspark industripark utvikling utviklingsselskap næringsutvikling næringsselskap forening foreining havn hamn
    hamnevesen havnevesen hotell folkehøgskule folkehøgskole skole skule barnehage bibliotek klynge stiftelse stifting lag idrettslag ungdomslag husflidslag historielag
    festspel festspill kirke kyrkje kyrkjelege menighet sokn fellesråd senter vitensenter kultursenter kulturhus kunstsenter kunsthall fiskarlag bondelag avis
    bygdeblad kraftlag energi regionråd interkommunale politiske råd fylke stavkirke stavkyrkje innovasjon bispedømme festival gruppen gruppa gruve gruver arbeidersamfunn
    tomteselskap eiendom eigedom sanitetsforening bygdetun verk mek mekaniske verft verksted produksjonsskole karrieresenter studiesenter krisesenter statlige verdensarv industriarv
    fjordlandskap kystlag bygdelag samfunnshus grendelag skyssbåtlag"""
)
# Endings of such nouns: "Samisk kunstmuseum", "Hopperstad orgellag", "Moss næringsforening".
ORGANISATION_ENDINGS = (
    "museum", "senter", "senteret", "kulturhus", "skole", "skule", "klubb", "klubben", "orgellag", "idrettslag", "historielag", "ungdomslag", "grendelag", "reiselivslag",
    "forening", "foreining", "forbund", "klynge", "kommune", "fylkeskommune", "teater", "teatret", "kunnskapspark", "næringshage", "idrettshall", "mannskor", "skolekorps",
    "musikkorps", "regionråd", "fellesråd", "næringsråd", "nettverk", "selskap", "selskapet", "institutt", "festival", "menighet", "stiftelse", "universitet", "høgskole", "høgskule", "høyskole",
    "sykehus", "sjukehus", "bibliotek", "orkester", "symfoniorkester", "kunstforening", "kunsthall", "scene", "filmfestival", "lufthavn", "hamn", "havn", "bondelag", "beitelag",
    "skogeierlag", "samvirkelag", "kraftlag", "turlag", "båtforening", "seilforening", "idrettsforening", "kystlag", "folkehøgskole", "folkehøgskule", "utviklingsselskap", "næringsutvikling",
    "avfallsselskap", "inkubator", "katapult", "næringsforum", "reiseliv", "trebåtbyggeri", "skipsverft", "meieri", "ysteri", "bryggeri", "gartneri", "energilag", "husflidslag", "bygdelag",
)  # fmt: skip

# Lower-case heads that are a recipient when described in place of a name: "eit nasjonalt klimatilpassingssenter i Sogndal".
DESCRIBED_HEADS = (
    "senter",
    "sentret",
    "senteret",
    "museum",
    "museet",
    "hall",
    "hallen",
    "haller",
    "hallanlegg",
    "anlegg",
    "bane",
    "bibliotek",
    "skole",
    "skule",
    "klynge",
    "klyngen",
    "klynga",
    "kirke",
    "kyrkje",
    "park",
    "hage",
    "teater",
    "universitet",
    "høgskole",
    "høgskule",
    "høyskole",
    "sykehus",
    "sjukehus",
    "forening",
    "foreining",
    "laboratorium",
    "inkubator",
    "kunsten",
    "minnesmerke",
    "prosjektet",
    "monument",
    "kulturhus",
    "kommune",
    "organisasjon",
)
DEFINITE_HEADS = (
    "universitetet",
    "høgskolen",
    "høyskolen",
    "høgskulen",
    "museet",
    "museene",
    "musea",
    "bryggen",
    "bergkunsten",
    "monumentet",
    "senteret",
    "stiftelsen",
    "stiftinga",
    "foreningen",
    "biblioteket",
    "sykehuset",
    "sjukehuset",
    "teateret",
    "teatret",
    "domkirkeodden",
    "kunnskapsparken",
    "kunnskapsbyen",
    "næringshagen",
    "inkubatoren",
    "industrimuseet",
    "kunstmuseet",
    "kirken",
    "slottet",
    "statsforvalteren",
    "fylkesmannen",
    "regionrådet",
    "hagen",
    "universitetssykehuset",
    "klyngen",
    "klynga",
    "parken",
    "museene",
    "studiesenteret",
    "katapulten",
    "forskningsparken",
    "kystmuseet",
    "folkemuseet",
    "vitensenteret",
    "katedralen",
    "festspillene",
    "festspela",
    "filmfestivalen",
    "landslaget",
    "university",
    "museum",
    "institute",
    "anlegget",
    "miljøet",
)
LEGAL_FORMS = frozenset(
    {
        "AS",
        "ASA",
        "SA",
        "KF",
        "IKS",
        "BA",
        "DA",
        "ANS",
        "HF",
        "NUF",
        "As",
        "AB",
        "SUS",
        "RKI",
        "Ltd",
        "Ltd.",
        "Inc",
        "Inc.",
        "GmbH",
        "A/S",
    }
)

# Bodies that hand out or channel public money: as a subject of giving never a recipient.
FUNDERS = _words(
    """innovasjon_norge innovasjon_noreg innovation_norway forskningsrådet forskingsrådet norges_forskningsråd noregs_forskingsråd research_council
    research_council_of_norway enova siva regjeringen regjeringa staten stortinget riksantikvaren medietilsynet kulturrådet norsk_kulturråd kulturminnefondet norsk_kulturminnefond miljødirektoratet landbruksdirektoratet
    utdanningsdirektoratet kystverket imdi bufdir norad nve noregs_vassdrags-_og_energidirektorat norges_vassdrags-_og_energidirektorat kmd kdd nfd krd kkd kud kld md ud udi udir hk-dir diku doga eu eus ec the_eu
    norway norge noreg nasjonalbudsjettet statsbudsjettet fylkestinget fylkesrådet eksfin giek gassnova nysnø investinor argentum sparebankstiftelsen sparebankstiftinga norsk_tipping
    kommunal-_og_moderniseringsdepartementet statsforvalteren statsforvaltaren fylkesmannen fylkesmannen distriktssenteret finnmark_fylkeskommune_ merkur-programmet gjensidigestiftelsen troms_holding troms_holding_as
    klima-_og_miljødepartementet husbanken vegvesenet statens_vegvesen helsedirektoratet kartverket sametinget sametingets nordforsk nora norwegian_government government the_government oslo_ eøs eøs-midlene european_commission eu-kommisjonen
    storting fiskeridirektoratet kulturdirektoratet direktoratet fylkesdirektøren regjering regional_forskningsfond regionale_forskningsfond oljefondet"""
)

PERSON_BEFORE = (
    "minister",
    "ministeren",
    "statsråd",
    "statsråden",
    "statssekretær",
    "direktør",
    "direktøren",
    "leder",
    "leiar",
    "sjef",
    "ordfører",
    "ordførar",
    "rådgiver",
    "rådgjevar",
    "sekretær",
    "president",
    "rektor",
    "professor",
    "forsker",
    "representant",
    "politiker",
    "talsmann",
    "talsperson",
    "seier",
    "sier",
    "sa",
    "says",
    "said",
    "mener",
    "meiner",
    "høykommissær",
    "fylkesråd",
    "gründer",
    "koordinator",
    "presten",
    "biskop",
    "sier:",
    "ceo",
    "director",
    "statsminister",
    "statsministeren",
    "byråd",
    "skuespiller",
    "kunstner",
    "dikter",
    "forfatter",
)
CHARITY = (
    "stiftelsen dam",
    "sparebankstift",
    "gjensidigestift",
    "cultiva",
    "sponsor",
    "gave fra",
    "gåve frå",
    "kavlifondet",
    "trond mohn",
    "extrastiftelsen",
)

# States and regions that aid is sent to: money abroad has no cluster for recipient.
COUNTRIES = frozenset(
    """ukraina|ukraine|syria|gaza|palestina|palestine|jemen|yemen|afghanistan|sudan|sør-sudan|south sudan|somalia|etiopia|ethiopia|irak|iraq|libanon|lebanon|jordan|tyrkia|turkey|
    pakistan|myanmar|bangladesh|haiti|nepal|malawi|mosambik|mozambique|tanzania|uganda|kenya|kongo|dr kongo|niger|mali|nigeria|libya|colombia|brasil|brazil|indonesia|
    filippinene|philippines|moldova|georgia|armenia|bosnia|kosovo|serbia|kina|china|india|vietnam|israel|afrika|africa|europa|europe|midtøsten|middle east|norden|
    baltikum|polen|poland|romania|bulgaria|ungarn|hungary|hellas|greece|venezuela|den sentralafrikanske republikk""".replace(
        "\n    ", ""
    ).split("|")
)

# Endings that Norwegian nouns and adjectives have and invented names seldom do.
NOUN_ENDINGS = (
    "en", "et", "ene", "ane", "er", "ar", "ing", "inga", "sjon", "tet", "het", "heit", "else", "skap", "dom", "ting", "lig", "leg", "isk", "te", "ne", "ke", "de", "ge", "le",
)  # fmt: skip
