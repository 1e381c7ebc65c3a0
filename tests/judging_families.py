"""Families of rules that judge what was found: past or proposed, in doubt, totals, roles, what a sum is.

Families that find awards and titles, and the test of all, belong in test_families.py.
"""

from __future__ import annotations

from tests.family import Family, accepted, awards, roles, stated

JUDGING = {
    "past rounds": Family(
        "running_text.is_told_as_past running_text.is_past_in",
        lambda *_: False,
        "Tidligere har Alfa AS fått 2 millioner kroner.",
        awards,
        set(),
    ),
    "other sums": Family(
        "extract.cue_roles", lambda _: {}, "Alfa AS henter 20 millioner kroner fra investorer.", awards, set()
    ),
    "stated totals": Family(
        "extract.find_total extract.weigh_total",
        lambda *_, **__: None,
        "Innovasjon Norge deler ut 9 millioner kroner til fire bedrifter.\n\nAlfa AS får 2 millioner kroner.",
        stated,
        {("stated", 9_000_000)},
    ),
    "sums that the next sentence shares": Family(
        "doubts.is_shared_next sharing.is_shared_next",
        lambda *_: False,
        "Norad gir 12 millioner kroner til Alfa Hjelp. Pengene fordeles mellom fire organisasjoner.",
        lambda reading: awards(reading) | stated(reading),
        {("stated", 12_000_000)},
    ),
    "more and less than before": Family(
        "doubts._change",
        lambda *_: None,
        "Beta museum får en nedgang på 2 millioner kroner.",
        accepted,
        {("Beta museum", "review")},
    ),
    "headings above names": Family(
        "headed_records._is_over_names",
        lambda *_: False,
        "Disse får støtte.\n\nVedtakene\n\nFjordkraft Hydrogen AS\nTilskudd: 3 millioner kroner\n\n"
        "Norsk Sol AS\nTilskudd: 2 millioner kroner",
        awards,
        {("Fjordkraft Hydrogen AS", 3_000_000), ("Norsk Sol AS", 2_000_000)},
    ),
    "bodies of other money": Family(
        "unpriced._is_of_others",
        lambda *_: False,
        "Three clusters get grants.\n\nNot everyone is happy. The confederation points to Sweden, where Vinnova spends "
        "SEK 1 billion on schemes, and to the EU, which has set aside EUR 150 million for clusters.",
        awards,
        set(),
    ),
    "totals by all the evidence": Family(
        "extract.weigh_total",
        lambda *told, **_: told[4],
        "Klyngen har fått 1,2 millioner fra rammen\n\nNCE Havfisk er blant ti klynger som har fått midler gjennom "
        "ordningen. Vi har fått 1,2 millioner kroner til fordeling på forprosjekter i medlemsbedriftene.",
        stated,
        {("stated", 1_200_000)},
    ),
    "doubt by all the evidence": Family(
        "extract.doubt_unlikely",
        lambda candidates, _: candidates,
        "Klima- og energifondet får 8,8 milliarder kroner, ei ramme som er satt av i budsjettet.",
        accepted,
        {("Klima- og energifondet", "review")},
    ),
    "roles": Family(
        "role_model.weights",
        dict,
        "Bedriften omsatte for 80 millioner kroner i fjor.",
        roles,
        {("80 millioner kroner", "turnover_or_investment")},
    ),
    "conditional, offered, proposed": Family(
        "running_text.decision_of",
        lambda *_: None,
        "Regjeringen foreslår 5 millioner kroner til Alfa AS.\n\nBeta AS fikk 1 "
        "million kroner. Gamma SA fikk 2 millioner kroner.",
        lambda reading: {(one.recipient, one.decision) for one in reading.awards if one.recipient == "Alfa AS"},
        {("Alfa AS", "proposed")},
    ),
    "money: shared units": Family(
        "money_grammar.sharing",
        lambda *told: told[2],
        "Alfa AS og Beta AS får 360 og 220 millioner kroner.",
        awards,
        {("Alfa AS", 360_000_000), ("Beta AS", 220_000_000)},
    ),
    "money: ranges": Family(
        "money_grammar._range",
        lambda *_: None,
        "Alfa AS får 2–3 millioner kroner.",
        lambda reading: {(one.recipient, str(one.amount_to)) for one in reading.awards},
        {("Alfa AS", "3000000")},
    ),
    "money: who comes to a sum": Family(
        "money_grammar._ARTICLES",
        frozenset(),
        "Då kjem ein til 214 millionar kroner i alt.",
        lambda reading: {(mention.text, str(mention.amount)) for mention in reading.mentions},
        {("214 millionar kroner", "214000000")},
    ),
    "money: a year": Family(
        "money.is_per_year",
        lambda *_: False,
        "Alfa AS får 2 millioner kroner i året.",
        lambda reading: {(one.recipient, one.amount_basis) for one in reading.awards},
        {("Alfa AS", "per_year")},
    ),
    "money: bounds": Family(
        "money.qualifier_before",
        lambda *told: ("exact", told[2]),
        "Alfa AS får inntil 2 millioner kroner.",
        lambda reading: {(one.recipient, one.qualifier) for one in reading.awards},
        {("Alfa AS", "up_to")},
    ),
    "money: what is no money": Family(
        "money_grammar.is_money",
        lambda *_: True,
        "Alfa AS har 120 ansatte og ble startet i 1998.",
        lambda reading: {("mentions", len(reading.mentions))},
        {("mentions", 0)},
    ),
}
