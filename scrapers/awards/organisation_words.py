"""Words of organisations: nouns that go on with a name, legal forms, who hands out public money, who is a person.

How names are recognised by them belongs in names_in_text.py and recipients.py.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Lower-case nouns that go on with a name: "Iveland kommune", "Molde kunnskapspark".
ORGANISATION_NOUNS = _words(
    """
    arbeidersamfunn avis barnehage bibliotek bispedømme bondelag bygdeblad bygdelag bygdetun eiendom eigedom
    energi fellesråd festival festspel festspill fiskarlag fjordlandskap folkehøgskole folkehøgskule foreining
    forening forskningspark fylke fylkeskommune grendelag gruppa gruppen gruve gruver hamn hamnevesen havn
    havnevesen historielag hotell husflidslag høgskole høgskule høyskole idrettslag industriarv industripark
    herad inkubator innovasjon interkommunale karrieresenter kirke klynge kommune kraftlag krisesenter kulturhus
    kultursenter kunnskapspark kunsthall kunstsenter kyrkje kyrkjelege kystlag lag mek mekaniske menighet museer
    museum næringsforening næringshage næringspark næringsselskap næringsutvikling politiske produksjonsskole
    regionråd råd samfunnshus sanitetsforening senter sjukehus skole skule skyssbåtlag sokn statlige stavkirke
    stavkyrkje stiftelse stifting studiesenter sykehus teater tomteselskap ungdomslag universitet
    universitetssjukehus universitetssykehus utvikling utviklingsselskap verdensarv verft verk verksted
    vitensenter
    """
)

# Endings of such nouns: "Samisk kunstmuseum", "Hopperstad orgellag", "Moss næringsforening".
ORGANISATION_ENDINGS = (
    "museum", "senter", "senteret", "kulturhus", "skole", "skule", "klubb", "klubben", "orgellag", "idrettslag",
    "historielag", "ungdomslag", "grendelag", "reiselivslag", "forening", "foreining", "forbund", "klynge",
    "kommune", "fylkeskommune", "teater", "teatret", "kunnskapspark", "næringshage", "idrettshall", "mannskor",
    "skolekorps", "musikkorps", "regionråd", "fellesråd", "næringsråd", "nettverk", "selskap", "selskapet",
    "institutt", "festival", "menighet", "stiftelse", "universitet", "høgskole", "høgskule", "høyskole",
    "sykehus", "sjukehus", "bibliotek", "orkester", "symfoniorkester", "kunstforening", "kunsthall", "scene",
    "filmfestival", "lufthavn", "hamn", "havn", "bondelag", "beitelag", "skogeierlag", "samvirkelag",
    "kraftlag", "turlag", "båtforening", "seilforening", "idrettsforening", "kystlag", "folkehøgskole",
    "folkehøgskule", "utviklingsselskap", "næringsutvikling", "avfallsselskap", "inkubator", "katapult",
    "næringsforum", "reiseliv", "trebåtbyggeri", "skipsverft", "meieri", "ysteri", "bryggeri", "gartneri",
    "ungdomsråd", "eldreråd", "idrettsråd", "bygderåd", "speidergruppe", "speidarlag", "speiderlag", "songlag",
    "sanglag",
    "skytterlag", "skyttarlag", "mållag", "kulturlag", "motorklubb", "dyrskulag", "sokn", "sogn", "krets", "bygdetun",
    "korps", "kor", "damekor", "barnekor", "festspill", "festspel", "brenneri", "mølle", "verksted", "verkstad",
    "bakeri",
    "energilag", "husflidslag", "bygdelag", "gård", "gard", "gjestegård", "gjestgiveri", "vertshus", "hotell",
)  # fmt: skip

# Lower-case heads that are a recipient when described in place of a name: "eit nasjonalt senter i Sogndal".
DESCRIBED_HEADS = (
    "senter", "sentret", "senteret", "museum", "museet", "hall", "hallen", "haller", "hallanlegg", "anlegg",
    "bane", "bibliotek", "skole", "skule", "klynge", "klyngen", "klynga", "kirke", "kyrkje", "park", "hage",
    "teater", "universitet", "høgskole", "høgskule", "høyskole", "sykehus", "sjukehus", "forening", "foreining",
    "laboratorium", "inkubator", "kunsten", "minnesmerke", "prosjektet", "monument", "kulturhus", "kommune",
    "organisasjon",
)  # fmt: skip

# Definite nouns that are a name with their place: "Høgskulen i Volda", "Bryggen i Bergen".
DEFINITE_HEADS = (
    "universitetet", "høgskolen", "høyskolen", "høgskulen", "museet", "museene", "musea", "bryggen",
    "bergkunsten", "monumentet", "senteret", "stiftelsen", "stiftinga", "foreningen", "biblioteket",
    "sykehuset", "sjukehuset", "teateret", "teatret", "domkirkeodden", "kunnskapsparken", "kunnskapsbyen",
    "næringshagen", "inkubatoren", "industrimuseet", "kunstmuseet", "kirken", "slottet", "statsforvalteren",
    "fylkesmannen", "regionrådet", "hagen", "universitetssykehuset", "klyngen", "klynga", "parken",
    "studiesenteret", "katapulten", "forskningsparken", "kystmuseet", "folkemuseet", "vitensenteret",
    "katedralen", "festspillene", "festspela", "filmfestivalen", "landslaget", "university", "museum",
    "institute", "anlegget", "miljøet",
)  # fmt: skip

LEGAL_FORMS = _words("A/S AB ANS AS ASA As BA DA GmbH HF IKS Inc Inc. KF Ltd Ltd. NUF RKI SA SUS")

# Bodies that hand out or channel public money: as a subject of giving never a recipient.
FUNDERS = _words(
    """
    argentum bionova bufdir diku direktoratet distriktssenteret doga ec eea
    norway_grants eksfin enova eu eu-kommisjonen
    european_commission eus eøs eøs-midlene finnmark_fylkeskommune_ fiskeridirektoratet forskingsrådet
    forskningsrådet fylkesdirektøren fylkesmannen fylkesrådet fylkestinget gassnova giek gjensidigestiftelsen
    government helsedirektoratet hk-dir husbanken imdi innovasjon_noreg innovasjon_norge innovation_norway
    investinor kartverket kdd kkd kld klima-_og_miljødepartementet kmd kommunal-_og_moderniseringsdepartementet
    krd kud kulturdirektoratet kulturminnefondet kulturrådet kystverket landbruksdirektoratet md medietilsynet
    merkur-programmet miljødirektoratet nasjonalbudsjettet nfd nora norad nordforsk noreg noregs_forskingsråd
    noregs_vassdrags-_og_energidirektorat norge norges_forskningsråd norges_vassdrags-_og_energidirektorat
    norsk_kulturminnefond norsk_kulturråd norsk_tipping norway norwegian_government nve nysnø oljefondet oslo_
    regional_forskningsfond regionale_forskningsfond regjering regjeringa regjeringen research_council
    research_council_of_norway riksantikvaren sametinget sametingets siva sparebankstiftelsen sparebankstiftinga
    staten statens_vegvesen statsbudsjettet statsforvaltaren statsforvalteren storting stortinget the_eu
    the_government troms_holding troms_holding_as ud udi udir utdanningsdirektoratet vegvesenet
    """
)

# Words before the name of a person.
PERSON_BEFORE = (
    "minister", "ministeren", "statsråd", "statsråden", "statssekretær", "direktør", "direktøren", "leder",
    "leiar", "sjef", "ordfører", "ordførar", "rådgiver", "rådgjevar", "sekretær", "president", "rektor",
    "professor", "forsker", "representant", "politiker", "talsmann", "talsperson", "seier", "sier", "sa",
    "says", "said", "mener", "meiner", "høykommissær", "fylkesråd", "gründer", "koordinator", "presten",
    "biskop", "sier:", "ceo", "director", "statsminister", "statsministeren", "byråd", "skuespiller",
    "kunstner", "dikter", "forfatter",
)  # fmt: skip

# States and regions that aid is sent to: money abroad has no cluster for recipient.
COUNTRIES = frozenset([
    "afghanistan", "africa", "afrika", "armenia", "baltikum", "bangladesh", "bosnia", "brasil", "brazil",
    "bulgaria", "china", "colombia", "den sentralafrikanske republikk", "dr kongo", "ethiopia", "etiopia",
    "europa", "europe", "filippinene", "gaza", "georgia", "greece", "haiti", "hellas", "hungary", "iceland", "india",
    "indonesia", "irak", "iraq", "island", "israel", "jemen", "jordan", "kenya", "kina", "kongo", "kosovo", "lebanon",
    "libanon", "libya",
    "liechtenstein", "malawi", "mali", "middle east", "midtøsten", "moldova", "mosambik", "mozambique",
    "myanmar", "nepal", "niger", "nigeria", "norden", "pakistan", "palestina", "palestine", "philippines",
    "poland", "polen", "romania", "serbia", "somalia", "south sudan", "sudan", "syria", "sør-sudan", "tanzania",
    "turkey", "tyrkia", "uganda", "ukraina", "ukraine", "ungarn", "venezuela", "vietnam", "yemen",
])  # fmt: skip
