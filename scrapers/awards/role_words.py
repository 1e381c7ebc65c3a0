"""What the words around a sum speak of: loans, prices, applications, earlier rounds …, in bokmål, nynorsk and English.

Words by idea only, a word may hold several; phrases belong in role_phrases.py, where words stand in role_evidence.py,
what they weigh in the table that role_model.py reads.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scrapers.awards.role_phrases import IDEA_OF_PHRASE

# Whole words, small letters; compounds by their parts.
_WORDS: dict[str, str] = {
    "loan": r"""
        \w*lån(?:et|ene|a|te?|er|eordning\w*|eramme\w*|efond\w*|epakke\w*|esøknad\w*)? \w*garanti\w* garanter\w*
        \w*kreditt\w* kausjon\w* \w*gjeld[ae]? skylder? skuldar? skyldte tilbakebetal\w* nedbetal\w* avdrag\w*
        renter? loans? guarantee\w* credit debts? lend\w* lent borrow\w* mortgage\w* lånte\w* utestående
        uteståande pant
    """,
    "average": r"""
        snitt\w* \w*snitt(?:et)? gjennomsnitt\w* median\w* typisk\w* vanlig\w* vanleg\w* normal\w* gjerne
        averag\w* typical\w* usual\w* sjelden sjeldan fort normalt ordinær\w* alltid middels enkelt\w*
        einskild\w*
    """,
    "per": r"""
        per pr à stykket stykk stk apiece timen tonnet kiloen literen dekaret hver hvert kvar kvart each every
        måneden månaden døgnet måned månad month hour head kilo tonn tonne liter barrel person innbygger
        innbyggjar deltaker deltakar ansatt sysselsatt husstand billett kurs
    """,
    "year": r"år året årlig årleg årlege årlige årets annual annually yearly year",
    "rate": r"""
        \w{3,}sats(?:en|er|ene|ane|ar)? sats(?:en|er|ene|ane|ar)? \w*pris(?:en|er|ar|ene|ane)? priset
        \w*avgift\w* grunnbeløp\w* grunnstøtte\w* tak taket kvote\w* kurs(?:en)? stipend\w* honorar\w* prices?
        dagpenge\w* diett\w* timelønn\w* prisings?\w* strøm\w* straum\w*
    """,
    "limit": r"""
        \w*grens[ea]r? \w*grens[ea]n? minstebeløp\w* minstesum\w* maksbeløp\w* maksimum\w* maksimal\w* maks
        minimum\w* høyst høgst aldri ceiling cap capped caps max maximum thresholds? limit\w* øvre nedre mer
        meir over under overstig\w* terskel\w* begrens\w* avgrens\w*
    """,
    "extreme": r"""
        laveste lågaste høyeste høgaste minste største smallest largest lowest highest biggest størst minst mest
        høgst
    """,
    "fee": r"""
        gebyr\w* billett\w* abonn\w* medlemskap\w* kontingent\w* påmelding\w* deltak[ea]r?avgift\w* lodd\w*
        tickets? subscri\w* membership\w* premium lunsj\w* \w*kurs(?:et)? \w*konferanse\w* \w*seminar\w* fees?
        inngang\w* bestill\w* annonse\w* selges vipps\w* bli(?:r)? prøv\w* digital\w* verksted\w* workshop\w*
        middag entré inkluderer inkludert
    """,
    "home": r"""
        hus huset hytt\w* bolig\w* bustad\w* leilighet\w* leiligheit\w* tomt\w* megler\w* house prisantydning
        eiendom\w* eigedom\w* bil bilar biler enebolig\w* gravemaskin\w*
    """,
    "applied": r"""
        søkt søkte søktes søker søkjer søk søke søkje søkes omsøkt\w* \w*søkna[dr]\w* søkare? søkarar søkere ba
        bad bedt bede bedne be ber behov\w* trenger treng trengte kravd\w* krav krevde krev krever krevd applied
        apply applies applying \w*application\w* applicants? requests? requested asked asks appeal\w* bids?
        sought seek\w* forespørs\w* førespurnad\w* ønske[rt]? ønsker? ønskte ønskjer innmeldt\w* etterspørsel\w*
        etterspurnad\w* ønskelist\w*
    """,
    "refused": r"""
        \w*avslag\w* avvist\w* avslått\w* refus\w* rejected declined forgjeves nei turned konkurrer\w* trekt
        trakk trukket manglet mangla hadde skjøvet falt
    """,
    "private": r"""
        gave[nr]? gåve[nr]? gåva gaver gåver gåvor \w*gave(?:r|n|ne)? \w*gåve\w* gavefond\w* donasjon\w*
        don(?:er|at)\w* sponsor\w* spons\w* \w*stiftels\w* \w*stifting\w* foundations? innsaml\w* privat\w*
        private \w*sparebank\w* crowd\w* kronerulling\w* engleinvestor\w* dugnad\w* testament\w* arv legat\w*
        mesen\w* philanthrop\w* charit\w* donors? velgjer\w* velgjør\w* gjensidige\w* kavli\w* utbytte\w*
        samfunnsløft\w* \w*bank(?:en|ar|er)? folkefin\w* givere donated donates vaffel\w* vafler basar\w*
    """,
    "industry": r"""
        \w*næringsliv\w* industry partner\w* eier(?:ne|e)? eigar\w* eigarane owners? medlem\w* members?
        rederi\w* \w*bedriftene bedriftane familie\w* family selskapene konsern\w* companies businesses
        shareholders?
    """,
    "invest": r"""
        \w*invest\w* \w*aksje\w* aksjar egenkapital\w* eigenkapital\w* \w*emisjon\w* \w*kapital\w* venture\w*
        raise[sd]? raising equity shares stake oppkjøp\w* kjøpt\w* kjøper? kjøpte buys? bought acquir\w*
        skyt(?:er)? skutt skaut spytt\w* eiersid\w* eigarsid\w* prisings?\w* verdsett\w* verdsatt\w* medeier\w*
    """,
    "lever": r"utløs\w* utløys\w* unleash\w* trigger\w* krone støttekron\w* stønadskron\w* kroner? krona",
    "turnover": r"""
        \w*omset\w* \w*omsatt\w* \w*inntekt\w* \w*inntjen\w* \w*eksport\w* verdiskap\w* \w*overskudd\w*
        \w*overskot\w* \w*underskudd\w* \w*underskot\w* \w*resultat\w* turnover revenues? sales sold sells?
        exports? exported profits? earn\w* tjen(?:er|te|t)? tente solgt\w* selger selg selde seld salg\w*
        \w*salet? minus pluss regnskap\w* rekneskap\w* contract \w*kontrakt\w* ordre\w* order avkast\w*
    """,
    "worth": r"verdt verd verdi\w* \w*verdi(?:en|er|ar|ane|ene)? worth valued? value",
    "cost": r"""
        kost(?:er|et|a|e|ar|en|ande|ende)? \w*kostnad\w* \w*prislapp\w* \w*totalpris\w* \w*regning\w*
        \w*rekning\w* \w*prosjektbudsjett\w* \w*totalbudsjett\w* \w*overslag\w* bere[gk]n\w* anslå\w* anslag\w*
        stipuler\w* takser\w* estimat\w* rekna regnet utgift\w* costs? \w*budsjettert\w* price expens\w*
        \w*totalramme\w* kalkyle\w* beregna dyrere sprekk\w* overskrid\w* kostnadsregn\w* prisoverslag\w* bill
        tag
    """,
    "spend": r"""
        bruk(?:er|te|t|e|a|ar|es|ast|ande)? betal(?:er|te|t|e|ar|a|es|ast)? spen[dt]s? spending paid pays?
        paying kasta? satset satsa satser satsar låst legger legg la lagt putta putter burned gått
    """,
    "build": r"""
        bygg\w* \w*bygg(?:et)? oppgrader\w* rust\w* reise[rs]? reist renover\w* rehabiliter\w* anlegg\w*
        \w*anlegg(?:et)? build\w* built utbygg\w* utbygd \w*hall(?:en)? \w*prosjekt(?:et)? plant project
        ferdig\w* byggje\w* bru skole\w* skule\w* vei\w* veg\w* museum\w* kai\w*
    """,
    "own": r"egen\w* eigen\w* eigendel\w* egne eigne eget eige selv sjølv sjølve sjøl own itself",
    "budget": r"\w*budsjett(?:et|er|a|ene)? budgets? årsbudsjett\w* driftsbudsjett\w* økonomiplan\w*",
    "frame": r"""
        \w*ramme[nr]? \w*ramma \w*pott(?:en|er|ar|a)? utlysning\w* utlysing\w* \w*utlysning\w* lyse[rst]? lyst
        lyste lysast avs(?:att|ett)\w* avsetn\w* avsetj\w* øremerk\w* disponer\w* forvalt\w* tilgjengelig\w*
        available earmark\w* calls? gjenst\w+ remain\w* pool pot disposisjon rådighet rådvelde fordeling
        frist\w* deadline\w* allocation rår rutte igjen att bundne bunden fullmakt\w* tilsagnsramm\w*
        tilsagnsfullm\w*
    """,
    "setaside": r"satt sett sette settes setter setje setjast satte set aside av",
    "scheme": r"""
        \w*fond(?:et|a|ene|s)? \w*ordning\w* \w*program(?:met|mer|ma)? satsing\w* satsning\w* \w*pakke[nr]?
        \w*pakka bevilgning\w* \w*løyving\w* kapittel\w* \w*post(?:en)? schemes? programmes? funds? package\w*
        initiative\w* \w*midler \w*midlar \w*midlene \w*midlane spillemid\w* spelemid\w* strategi\w*
        \w*avtale\w* støtteordning\w* tilskuddsordning\w*
    """,
    "propose": r"""
        \w*foreslå\w* \w*føreslå\w* føreslege foreslo \w*forslag\w* \w*framlegg\w* \w*fremlegg\w* innstill\w*
        lover? lovar lovet lova løft[ea]\w* vurder\w* varsl\w* propos\w* promis\w* pledg\w*
        \w*plan(?:en|er|ar|ene|lagt|legger|s|ned)? intend\w* wants? would vil ville ønskjer? ønsker?
        alternativ\w* opposisjon\w* høring\w* høyring\w* consultation \w*vedta(?:k|tt)? vedtatt trapp\w*
        doble\w* dobl\w* styrk\w* statsbudsjett\w* budsjettforslag\w* revidert nysalder\w* draft signaliser\w*
        bebud\w* tilrår? rår skal fremme\w* fremja? ført føre foreslås
    """,
    "earlier": r"""
        ifjor fjorår\w* forrige førre sist siste tidligere tidlegare hittil siden sidan since previous\w*
        earlier ago opprinnelig\w* opphavleg\w* allerede allereie already hadde had before formerly historisk\w*
        starten oppstarten oppstart gangen gongen decade ever past first første fyrste rundene last inneværende
    """,
    "then": r"da då den før alt gang gong",
    "past": r"""
        fikk fekk ga gav gikk gjekk delte bevilget bevilga løyvde støttet støtta mottok var ble blei vart kom
        brukte kosta betalte hadde investerte søkte received gave got was were went granted spent raised issued
        utbetalte tildelte innvilget omsatte solgte lånte tapte garanterte startet starta krevde made lent paid
    """,
    "perfect": r"""
        fått gitt gjeve gjevne tildelt bevilget løyvd løyvt innvilget innvilga been har has have mottatt motteke
    """,
    "present": r"""
        får gir gjev gis gjevast mottar mottek tildeles tildelast innvilges støttes støttast deler går er blir
        vert receive receives gets? give gives goes go is are no nå now today årets this denne dette idag
    """,
    "future": r"""
        neste kommende komande innen framover future next kommer kjem coming vil skal will forventet venta
        expected
    """,
    "compare": r"""
        mer meir mindre høyere høgare lavere lågare enn than more less fewer higher lower økning\w* auk\w* økt
        øker økte nedgang\w* vekst\w* opp ned up down increase\w* rise rose redusert sammenlign\w* samanlik\w*
        doble\w* halver\w* forskjell\w* skilnad\w* endring\w* dyrere rimeligere
    """,
    "fromto": r"fra frå from mot against",
    "cut": r"""
        \w*kutt\w* innspar\w* mist(?:er|et|a|ar)? trekk(?:e|es|er|je)? tap(?:et|er|te|t)? los[est]\w* cuts?
        savings? bankrupt\w* \w*konkurs\w* nedskriv\w* inndr\w* forsvinn\w* tilbake back hentet halv\w*
    """,
    "damage": r"""
        \w*skad(?:e|er|en|ene|ar|ane|elidte)? \w*erstatning\w* \w*erstatning forsikr\w* damage\w* bot bøter
        straff\w* dømt svindel\w* insurance \w*ulykk\w* losses etterslep\w* \w*etterslep(?:et)?
    """,
    "wage": r"""
        \w*lønn(?:a|en|s\w*)? løn\w* salary salaries gevinst\w* premie\w* prize lottomill\w* årslønn\w*
        gründerlønn\w*
    """,
    "tax": r"""
        skatt\w* \w*skatt(?:en|er|a|efradrag)? moms\w* tax\w* utbytte\w* avgift\w* toll\w* grunnrente\w*
        konsesjon\w*
    """,
    "part": r"""
        herav hvorav derav deriblant øvrige andre resten halvparten including medregnet størstedelen remaining
        rest remainder majority third half tredel\w* tredjedel\w* andel\w* del delen deler part portion share
        parten
    """,
    "this": r"""
        dette disse desse this these it which pengene pengane summen beløpet ramma rammen potten total totalen
        midlene
    """,
    "share": r"""
        deler dele delt deles delast delte fordel\w* shar(?:e|es|ed|ing) split\w* distribut\w* sammen saman
        tilsammen totalt samlet samla samt total\w* altogether combined deling til
    """,
    "many": r"""
        prosjekter prosjekta prosjektene bedrifter bedriftene bedriftane kommuner kommunar kommunene kommunane
        klynger klyngjer klyngene klyngjene selskaper selskapene selskapa miljøer virksomheter verksemder lag
        organisasjoner organisasjonar projects companies clusters municipalities sentre senter centres tiltak
        søknader søkere mottakere mottakarar anlegg fylker fylka museer museum institusjoner aktører aktørar
        recipients organisations disse desse dei they them these firms kompanier arrangører begge both alle
        foreninger kirker kyrkjer eiere eigarar
    """,
    "number": r"""
        to tre fire fem seks sju syv åtte ni ti elleve tolv tretten fjorten femten tjue two three four five six
        seven eight nine ten eleven twelve dozen \d{1,3}
    """,
    "national": r"""
        landet landsbasis nasjonal\w* norge noreg norway country samfunnet society næringen næringa industrien
        bransjen sektoren sector verden\w* verda world markedet marknaden market staten kommunene kommunane
        økonomi\w* nation\w* heile hele globalt sammenlagt landsdel\w*
    """,
    "foreign": r"""
        danmark denmark dansk\w* danish sverige sweden svensk\w* swedish finland finsk\w* finnish tyskland
        tysk\w* german\w* usa us amerik\w* storbritannia brit\w* uk kina china frankrike france island nederland
        nederlandsk\w* dollar\w* euro pund ukrain\w* japan indonesia eu eus europa europe\w* nato fn un
    """,
    "give": r"""
        får fikk fekk fått få gis gir ga gav gitt gi gje gjev gjeve yter yte ytte bevilg\w* løyv\w* tildel\w*
        innvilg\w* mott\w* støtt\w* fordel\w* utbetal\w* tilsagn\w* tilsegn\w* receiv\w* award\w* grant\w*
        giv\w* given gave got gets? provid\w* stønad\w* vedtok vedtatt vedteke sikr\w* secur\w* henter kapr\w*
        vant vinner tilgodese\w* prioritert\w* ordna utdelt\w* utdel\w* uttelling\w* utteljing\w* deler
    """,
    "support": r"""
        \w*støtte\w* støtta \w*tilskudd\w* \w*tilskot\w* \w*tilsagn\w* \w*tilsegn\w* stønad\w* grants? funding
        support aid subsid\w* bistand\w* \w*bidrag\w* award
    """,
    "state": r"""
        regjering\w* stat staten statens statlig\w* statleg\w* \w*departement\w* storting\w* \w*direktorat\w*
        government\w* ministry minister\w* \w*minister(?:en)? enova siva forskningsråd\w* fylkeskommun\w*
        fylkesting\w* fylkesråd\w* statsforvalt\w* fylkesmann\w* kulturråd\w* husbanken digdir norad public
        offentlig\w* offentleg\w* eksfin council innovasjon innovation investinor kulturdep\w* agency
    """,
    "local": r"kommune\w* kommunestyre\w* bystyre\w* formannskap\w* ordfører\w* ordførar\w* rådmann\w* fylket fylke",
    "firm": r"""
        selskap\w* \w*bedrift(?:a|en)? firma\w* konsern\w* company firm as asa gründer\w* startup\w* klubb\w*
        idrettslag\w* laget forening\w* \w*rederi\w* verksemd\w* virksomhet\w* kund\w* ansatte tilsette årsverk
        employees jobs arbeidsplass\w* vi me we our vår vårt eg jeg ho han
    """,
    "party": r"""
        høyre høgre arbeiderpartiet ap sp senterpartiet venstre rødt raudt frp fremskrittspartiet krf mdg sv
        party labour bondelaget lo nho ks bellona zero partiet opposition naturvernforbundet miljøpartiet
    """,
    "tongue": r"""
        sier seier said says fortel forteller fortell påpeker påpeikar mener meiner forklarer ifølge according
    """,
    "person": r"en ein et eit ei a an one du dere dykk you man someone noen nokon den",
    "may": r"kan kunne may might could can dersom hvis viss if when når må måtte must should bør inntil opptil",
    "hope": r"håper håpar håp håpet håpa hope\w* drøm\w* mål målet goal target ambisjon\w* trenger treng needs?",
    "not": r"ikke ikkje not ingen aldri neppe without uten utan never none nothing ingenting",
    "apply_now": r"""
        frist\w* inviter\w* apply åpner opnar åpen open eligible kvalifiser\w* veiled\w* rettleiing\w* sats\w*
    """,
    "title": r"les også related more sjå mest siste nyheter saker",
    "sum": r"sum summen i alt totalt total sammen saman beløp beløpet tilsammen samlet samla",
}
_WHOLE: dict[str, set[str]] = {}  # words without endings are looked up, not matched
_FORMS: dict[str, list[str]] = {}
for _idea, _forms in _WORDS.items():
    for _form in _forms.split():
        if _form.isalpha():
            _WHOLE.setdefault(_form, set()).add(_idea)
        else:
            _FORMS.setdefault(_idea, []).append(_form)
_IDEA_OF_FORM = {idea: re.compile("|".join(forms)) for idea, forms in _FORMS.items()}
_WORD = re.compile(r"[\w-]+")


@lru_cache(maxsize=20_000)
def _ideas_of_word(word: str) -> frozenset[str]:
    found = (idea for idea, pattern in _IDEA_OF_FORM.items() if pattern.fullmatch(word))
    return frozenset(_WHOLE.get(word, ())).union(found)


def ideas_in(words: str) -> frozenset[str]:
    """The ideas that ``words``, in small letters, hold."""
    found = frozenset[str]().union(*(_ideas_of_word(word) for word in _WORD.findall(words)))
    return found | {f"{m.lastgroup}+" for m in IDEA_OF_PHRASE.finditer(words)}
