"""Phrases of money of our own, each with its right reading, and phrases that look like money and are none.

Only the table; test_money.py reads it. "en:" marks an English phrase. A reading is ``amount[-upper end] currency``,
then qualifier, "year" for a sum per year and the number of years where there are any; "-" is a currency that is not
printed, "?" an amount that has no readable figure, ";" stands between several amounts.
"""

from __future__ import annotations

PHRASES = """
Prosjektet får 2 500 000 kroner til drift.  →  2500000 NOK
Prosjektet får kr 2.500.000,- til drift.  →  2500000 NOK
De fikk kr 285.000 i støtte.  →  285000 NOK
De fikk kr. 560.000,- i støtte.  →  560000 NOK
Løyvinga er på 1.200.000,- i år.  →  1200000 -
TNOK 450 og MNOK 20 er satt av.  →  450000 NOK; 20000000 NOK
tkr 300 går til klyngen.  →  300000 NOK
300 tkr går til klyngen.  →  300000 NOK
Støtte: 12 mkr  →  12000000 NOK
NOK 11 966 000 i tilskudd  →  11966000 NOK
en: Nkr 3bn over five years  →  3000000000 NOK 5
Norway gives NKr3bn to the forest.  →  3000000000 NOK
NOK 25m to the cluster  →  25000000 NOK
NOK25m to the cluster  →  25000000 NOK
en: EUR 3 million was awarded.  →  3000000 EUR
€2m was awarded.  →  2000000 EUR
€ 2,5 mill. fra EU  →  2500000 EUR
Prosjektet er på 1,5 MEUR.  →  1500000 EUR
Rammen er 3 M€ fra EU.  →  3000000 EUR
en: USD 4.5 million  →  4500000 USD
en: US$ 3 million  →  3000000 USD
en: US$3 million  →  3000000 USD
en: £9 million  →  9000000 GBP
en: 2.5 million NOK  →  2500000 NOK
to og en halv million kroner  →  2500000 NOK
to og ein halv million kroner  →  2500000 NOK
to og ei halv million kroner  →  2500000 NOK
halvannen million kroner  →  1500000 NOK
en: halvannan million  →  1500000 -
en halv milliard kroner  →  500000000 NOK
ei halv million kroner  →  500000 NOK
ein halv million  →  500000 -
fire og en halv millioner kroner  →  4500000 NOK
2 og en halv million kroner  →  2500000 NOK
hundre og femti tusen kroner  →  150000 NOK
hundreogfemti tusen kroner  →  150000 NOK
femhundretusen kroner  →  500000 NOK
fem hundre tusen kroner  →  500000 NOK
to hundre og femti tusen kroner  →  250000 NOK
tohundreogfemti tusen kroner  →  250000 NOK
hundretusen kroner  →  100000 NOK
titusen kroner  →  10000 NOK
tre tusen fem hundre kroner  →  3500 NOK
én million kroner  →  1000000 NOK
éin million kroner  →  1000000 NOK
seks millionar kroner  →  6000000 NOK
drøyt ti millioner  →  10000000 - over
et par millioner kroner  →  2000000 NOK about
eit par millionar kroner  →  2000000 NOK about
tjueto millioner kroner  →  22000000 NOK
to og tjue millioner kroner  →  22000000 NOK
toogtjue millioner kroner  →  22000000 NOK
tjue to millioner kroner  →  22000000 NOK
syv millioner kroner  →  7000000 NOK
sju millionar kroner  →  7000000 NOK
åtti millioner  →  80000000 -
nittini millioner kroner  →  99000000 NOK
førti millionar  →  40000000 -
three and a half million kroner  →  3500000 NOK
half a billion kroner  →  500000000 NOK
half a million kroner  →  500000 NOK
en: a quarter of a million euros  →  250000 EUR
twenty-five million kroner  →  25000000 NOK
one hundred million kroner  →  100000000 NOK
one billion Norwegian kroner  →  1000000000 NOK
tre kvart million kroner  →  750000 NOK
2–3 millioner  →  2000000-3000000 -
to–tre millioner kroner  →  2000000-3000000 NOK
to til tre millioner kroner  →  2000000-3000000 NOK
fem-seks millioner kroner  →  5000000-6000000 NOK
mellom 2 og 3 millioner kroner  →  2000000-3000000 NOK
mellom to og tre millioner kroner  →  2000000-3000000 NOK
mellom om lag 2 og 3 millioner kroner  →  2000000-3000000 NOK about
mellom kr 200 000 og kr 300 000  →  200000-300000 NOK
mellom 200 og 300 tusen kroner  →  200000-300000 NOK
mellom 500 000 kroner og 1 million kroner  →  500000-1000000 NOK
fra 500 000 til 1 million kroner  →  500000-1000000 NOK
fra kr 500 000 til kr 1 000 000  →  500000-1000000 NOK
en: between NOK 2 and 3 million  →  2000000-3000000 NOK
en: between NOK 2 million and NOK 3 million  →  2000000-3000000 NOK
en: from NOK 2 million to NOK 3 million  →  2000000-3000000 NOK
en: NOK 2-3 million  →  2000000-3000000 NOK
kr 2–3 mill  →  2000000-3000000 NOK
kr 500 000–1 000 000  →  500000-1000000 NOK
kr 500 000 - 1 000 000  →  500000-1000000 NOK
500 000–1 000 000 kroner  →  500000-1000000 NOK
50–100 000 kroner  →  50000-100000 NOK
100-200.000 kr  →  100000-200000 NOK
500–1 000 kroner  →  500-1000 NOK
1,5−2 mill. kr  →  1500000-2000000 NOK
2 til 3 mill. kr  →  2000000-3000000 NOK
2 mill.–3 mill. kr  →  2000000-3000000 NOK
1,10–1,40 kroner per kWh  →  1.1-1.4 NOK
Støtten økes fra 11,5 til 12,5 millioner kroner.  →  11500000 NOK; 12500000 NOK
Ramma aukar frå 2 til 3 millionar kroner.  →  2000000 NOK; 3000000 NOK
3 x 1,5 mill.  →  4500000 -
3 x 1,5 mill. kr  →  4500000 NOK
3×2 millioner kroner  →  6000000 NOK
tre ganger 2 millioner kroner  →  6000000 NOK
2 gonger 3 millionar kroner  →  6000000 NOK
3 x NOK 500 000  →  1500000 NOK
3 x kr 500 000,-  →  1500000 NOK
3 à 500 000 kroner  →  1500000 NOK
2 à 3 millioner kroner  →  2000000-3000000 NOK
360, 260 og 220 millioner  →  360000000 -; 260000000 -; 220000000 -
henholdsvis 22 og 20 millioner kroner  →  22000000 NOK; 20000000 NOK
en: NOK 2, 3 and 4 million  →  2000000 NOK; 3000000 NOK; 4000000 NOK
en: EUR 3 million and 2 million  →  3000000 EUR; 2000000 EUR
to, tre og fire millioner kroner  →  2000000 NOK; 3000000 NOK; 4000000 NOK
kr 500 000, 300 000 og 200 000  →  500000 NOK; 300000 NOK; 200000 NOK
40 krisemillioner  →  40000000 NOK
3 500 klimasatskroner  →  3500 NOK
en 300-millioners satsing  →  300000000 NOK
et 12-millionersløft  →  12000000 NOK
en 5-millionerspakke til klyngen  →  5000000 NOK
50 Arena-millioner  →  50000000 NOK
50 millioner forskningskroner  →  50000000 NOK
30 ekstra millioner til klyngen  →  30000000 -
30 nye millioner kroner  →  30000000 NOK
30 friske millionar  →  30000000 -
de 30 millionene  →  30000000 -
25 millioner svenske kroner  →  25000000 SEK
4,5 millioner danske kroner  →  4500000 DKK
10 millioner amerikanske dollar  →  10000000 USD
3 millioner pund  →  3000000 GBP
100 SEK  →  100 SEK
5 milliarder 2015-kroner  →  5000000000 NOK
2 000 milliarder kroner  →  2000000000000 NOK
to tusen milliarder kroner  →  2000000000000 NOK
10 tusen millioner kroner  →  10000000000 NOK
1,2 mill.  →  1200000 -
6. mill  →  6000000 -
1, 2 millioner  →  1200000 -
mill. kr 20,5  →  20500000 NOK
mill kr 20  →  20000000 NOK
1,029 millionar  →  1029000 -
1 093,4 millioner kroner  →  1093400000 NOK
1.250 millioner kroner  →  1250000000 NOK
0,70 mill. kr  →  700000 NOK
½ million kroner  →  500000 NOK
1½ million kroner  →  1500000 NOK
2 ½ million kroner  →  2500000 NOK
1'500'000 kroner  →  1500000 NOK
1’500’000 kroner  →  1500000 NOK
2500000 kr  →  2500000 NOK
kr 2500000  →  2500000 NOK
Kr.500.000,-  →  500000 NOK
500000,-  →  500000 -
kr 500 000,00  →  500000 NOK
NOK 500,000.00  →  500000 NOK
kr: 500 000  →  500000 NOK
Sum kr: 500 000,-  →  500000 NOK
500.000.- kr  →  500000 NOK
kroner 500 000  →  500000 NOK
1 500 000 nok  →  1500000 NOK
0,5 mrd. kroner  →  500000000 NOK
1.500 000 kroner  →  1500000 NOK
I 2018 kr 500 000 til drift  →  500000 NOK
I 2019 500 000 kroner til drift  →  500000 NOK
i 2019, 5 millioner kroner  →  5000000 NOK
Hammerfest Havn KF13 020 000 kr  →  13020000 NOK
post 71 500 000 kroner  →  500000 NOK
over kap. 2421 post 71 20 millioner kroner  →  20000000 NOK
A får 2 millioner, Bedrift B 1,5 og Firma C 800 000 kroner.  →  2000000 -; 1500000 -; 800000 NOK
Alfa AS får 2 millioner kroner, Beta AS 1,5 og Gamma AS 0,8.  →  2000000 NOK; 1500000 NOK; 800000 NOK
inntil 5 millioner kroner  →  5000000 NOK up_to
om lag 5 millioner kroner  →  5000000 NOK about
5 millioner kroner eller mer  →  5000000 NOK over
en: NOK 5 million or more  →  5000000 NOK over
inntil ca. 5 millioner kroner  →  5000000 NOK up_to
nesten 5 millioner kroner  →  5000000 NOK almost
snaue 5 millioner kroner  →  5000000 NOK almost
ca 5 mill. kr  →  5000000 NOK about
i overkant av 5 mill. kr  →  5000000 NOK over
2 millioner kroner årlig i tre år  →  2000000 NOK year 3
2 millioner kroner per år i tre år  →  2000000 NOK year 3
2 millioner kroner hvert år i tre år  →  2000000 NOK year 3
2 millioner kroner i året  →  2000000 NOK year
2 millioner kroner i år  →  2000000 NOK
6 millioner kroner over fem år  →  6000000 NOK 5
6 millioner kroner fordelt på tre år  →  6000000 NOK 3
6 millioner kroner (2015–2017)  →  6000000 NOK 3
6 millioner kroner i perioden 2015–2017  →  6000000 NOK 3
en: NOK 6 million over three years  →  6000000 NOK 3
en: NOK 6 million a year for three years  →  6000000 NOK year 3
årlig støtte på inntil 2 millioner kroner  →  2000000 NOK up_to year
2 millioner kroner over en treårsperiode  →  2000000 NOK 3
flere millioner kroner  →  ? NOK
fleire hundre tusen kroner  →  ? NOK
titalls millioner kroner  →  ? NOK
noen hundre millioner svenske kroner  →  ? SEK
en million to hundre tusen kroner  →  1200000 NOK
en ramme på NOK ca. 5 mill.  →  5000000 NOK about
en til to millioner kroner  →  1000000-2000000 NOK
ein og ein halv million kroner  →  1500000 NOK
to komma fem millioner kroner  →  2500000 NOK
NOK mill 3,5  →  3500000 NOK
20 millioners støtte  →  20000000 -
500 000 kr/2 000 000 kr  →  500000 NOK; 2000000 NOK
kl. 10.00 5 millioner kroner  →  5000000 NOK
1 milliard 200 millioner kroner  →  1200000000 NOK
10 000,- til 20 000,-  →  10000-20000 -
I tre år får klyngen 3 mill. kr årlig  →  3000000 NOK year 3
12 34 567 kroner  →  ? NOK
5 millioner kroner pluss moms  →  5000000 NOK over
"""

NOT_MONEY = """
Ring 22 33 44 55.
Tlf. 400 00 000
Telefon: 90 12 34 56
Org.nr. 987 654 321
NO 987 654 321 MVA
I 2019 kom 2018-tallene.
kap. 2421 post 71
kap. 2421 post 71 og 72
Andelen er 12,5 prosent, opp 3 %.
5 millioner mennesker
5 millioner innbyggere
12 millioner tonn
100 millioner kubikkmeter gass
2 mill. brukere
2 mill. nye brukere
3 millionar innbyggjarar
1,5 million visitors
5 million people
5 million new jobs
3 millioner unike besøkende
30 000 innbyggere
Kommunen har 25 000 innbyggere.
Versjon 2.10.3
Kl. 10.00 og kl. 12:30
12.06.2015
12/06-2015
2015–2017
side 12–14
se side 100 000
500 m² og 3 m høy
5 m
10k
100 x 200 m
5 av 10
fire av fem kroner
i tusen kroner
(1000 kroner)
beløp i millioner kroner
et millionbeløp
2 millionærer
en krone
20 sek
har nok 20 deltakere
150 000 besøkende kom
Innbyggertallet er 25 000.
ISBN 978-82-7000-000-1
id 3167072
artikkel 123456
100 000-lappen
10 % av 5 000 søkere
til sammen 120 prosjekter
40 000 tonn CO2
CO2 og H2020
ett av to prosjekter
0047 22 33 44 55
3-årig prosjekt
2020-2021-budsjettet
1. januar 2020
Horisont 2020
5G og 4K
uke 12 og 13
2,5 liter
flere hundre tusen mennesker
noen millioner
Kommunen fikk flere plasser
Totalt 1 500 søkere
1,5 % av BNP
millionstøtte til klyngen
27. mai kl. 12
paragraf § 12 500
Prosjektnr. 123 456
40 000 nye brukere
over 2 millioner av landets innbyggere
5 millioner nedlastinger
"""
