"""What holds for any text: each sum that can be printed is read back once, and no mention of money is lost or silent.

The grammar's own properties are in test_money.py, the same for labelled releases in test_score.py; which role a sum
has is tested with the roles.
"""

from __future__ import annotations

import itertools
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.awards.extract import read_release
from scrapers.awards.money import find_amounts
from scrapers.documents import release_of_text
from scrapers.model import Reading
from tests.printed_money import Printed, printed_money

NORWEGIAN = "Støtte til klynger\n\nRegjeringen har bestemt at klyngen får {} til arbeidet.\n"
ENGLISH = "Support for clusters\n\nThe government has decided that the cluster will receive {} for this project.\n"
# A reading is a few milliseconds; a busy machine's pauses are no failure.
patient = settings(deadline=None)


def reading_of(text: str, language: str | None = None) -> Reading:
    release = release_of_text(text, None, "any")
    assert language in (None, release.language)
    return read_release(release)


def assert_accounted_for(reading: Reading) -> None:
    """Every sum in the text is a mention, each with a role or an issue of its own; quotes stand where they say."""
    text, mentions = reading.release.text, reading.mentions
    spans = [(mention.start, mention.end) for mention in mentions]
    assert spans == sorted(set(spans))
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    lost = [
        one.text for one in find_amounts(text, reading.release.language) if not _is_within(one.start, one.end, spans)
    ]
    assert lost == [], "sums that are no mentions"
    unread = Counter(
        (one.start, one.end) for one in reading.issues if one.code in {"unattributed_amount", "unread_amount"}
    )
    silent = [mention.text for mention in mentions if mention.role is None and not unread[mention.start, mention.end]]
    assert silent == [], "mentions without a role and without an issue"
    assert set(unread) <= set(spans), "issues of sums that are no mentions"
    for award in reading.awards:
        assert text[award.start : award.end] == award.evidence
        own = [m for m in mentions if m.role == "award" and m.text == award.amount_text and m.amount == award.amount]
        assert award.amount is None or award.amount_basis == "joint" or own, f"{award.amount_text} is no mention's"


def _is_within(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(begin < end and start < stop for begin, stop in spans)


# printed sums


@patient
@given(printed_money)
def test_any_sum_that_is_printed_is_read_back_once(printed: Printed) -> None:
    frame = ENGLISH if printed.language == "en" else NORWEGIAN
    (mention,) = reading_of(frame.format(printed.text), printed.language).mentions
    read = (mention.amount, mention.amount_to, mention.currency)
    assert read == (printed.amount, printed.amount_to, printed.currency)
    assert printed.text.startswith(mention.text) or mention.text in printed.text


@patient
@given(st.lists(printed_money.filter(lambda one: one.language == "nb"), min_size=2, max_size=4), st.data())
def test_several_sums_are_read_back_each_once(printed: list[Printed], data: st.DataObject) -> None:
    frame, joiner = data.draw(
        st.sampled_from(
            (
                ("Sogn Klynge får {} til arbeidet.", " "),
                ("Sogn Klynge får {} til arbeidet.", "\n\n"),
                ("• Sogn Klynge: {}", "\n"),
                ("Klyngen investerer {} i år.", " "),
            )
        )
    )
    body = joiner.join(frame.format(one.text) for one in printed)
    reading = reading_of(f"Støtte til klynger\n\nDisse har fått støtte:\n\n{body}\n")
    assert [mention.amount for mention in reading.mentions] == [one.amount for one in printed]
    assert_accounted_for(reading)


# any text

FRAGMENTS = (
    "Sogn Klynge AS", "NCE Raufoss", "Innovasjon Norge", "Halden kommune", "Norsk institutt for skog",
    "Klyngen", "den", "regjeringen", "får", "fikk", "gir", "har søkt om", "deler", "er tildelt", "foreslår",
    "investerer", "omsetter for", "til", "og", ",", "fra", "av", "i", "som", "hver", "henholdsvis",
    "til sammen", "inntil", "i lån", "i året", "i fjor", "2 millioner kroner", "500 000", "kr 1 500 000,-",
    "1,5 mill.", "3 x 1,5 mill.", "2–4 millioner", "NOK 3 million", "€ 200 000", "to millioner", "MNOK 12",
    "1000 kroner", "40 krisemillioner", "360, 260 og 220 millioner", "12 %", "2019", "12.05.2015",
    "tlf. 22 22 22 22", "«Lettere deler»", "prosjektet", "12 prosjekter", ".", ":", ";", "–", "(", ")", "|",
    "\t", "\n", "\n\n", "\n• ", "\n- ", "Sum", "Totalt", "Søker", "Beløp", "Les også:", "Kontakt:", "\u00ad",
    "\u200b", "\u00a0", "Støtte til klynger", "The grant is", "receives", "1 234 567,50", "kap. 553, post 74",
    "6,2 tonn",
)  # fmt: skip
REALISTIC = st.lists(st.sampled_from(FRAGMENTS), max_size=40).flatmap(
    lambda pieces: st.sampled_from((" ", "", "\n")).map(lambda joiner: joiner.join(pieces))
)


@settings(deadline=None, max_examples=200)
@given(st.one_of(REALISTIC, REALISTIC, st.text()))
def test_in_any_text_every_mention_is_accounted_for(text: str) -> None:
    assert_accounted_for(reading_of(text))
    assert_accounted_for(reading_of(f"Støtte til klynger\n\nDisse får støtte:\n\n{text}"))
