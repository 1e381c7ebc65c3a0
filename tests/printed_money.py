"""Sums of money as people print them, with what each is worth: a strategy for property tests.

The printing is written here from scratch; nothing of the reader is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

SPACES = (" ", "\u00a0", "\u202f", "\u2009", "\u2007")
MARKS = (*SPACES, ".", "'", "’", "")
KRONER = ("{} kroner", "{} kr", "kr {}", "kr. {}", "NOK {}", "{} NOK", "{} norske kroner")
FOREIGN = {
    "EUR": ("{} euro", "EUR {}", "{} EUR", "€ {}", "€{}"),
    "USD": ("{} dollar", "USD {}", "{} USD", "${}"),
    "GBP": ("{} pund", "GBP {}", "£{}", "£ {}"),
    "SEK": ("{} svenske kroner", "SEK {}", "{} SEK"),
    "DKK": ("{} danske kroner", "DKK {}", "{} DKK"),
}
SCALES = (
    ("tusen", 3), ("mill.", 6), ("mill", 6), ("millioner", 6), ("millionar", 6), ("mrd.", 9), ("milliarder", 9),
    ("milliardar", 9),
)  # fmt: skip
SHORT = (("{} MNOK", 6), ("MNOK {}", 6), ("{} mnok", 6), ("{} TNOK", 3), ("TNOK {}", 3), ("{} tkr", 3))
ENGLISH = (("million", 6), ("billion", 9))


@dataclass(frozen=True)
class Printed:
    text: str
    amount: Decimal
    currency: str | None
    amount_to: Decimal | None = None
    language: str = "nb"


def grouped(value: int, mark: str) -> str:
    return f"{value:,}".replace(",", mark)


_ONES = "null en to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten"
_TENS = "tjue tretti førti femti seksti sytti åtti nitti"
ONES, TENS = _ONES.split(), _TENS.split()
_ENGLISH_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH_ONES, ENGLISH_TENS = _ENGLISH_ONES.split(), _ENGLISH_TENS.split()


def below_thousand(n: int) -> str:
    """ "to hundre og trettifem"."""
    if n >= 100:
        rest = f" og {below_thousand(n % 100)}" if n % 100 else ""
        return f"{'ett' if n < 200 else ONES[n // 100]} hundre{rest}"
    if n < 20:
        return ONES[n]
    return TENS[n // 10 - 2] + (ONES[n % 10] if n % 10 else "")


def in_words(n: int, *, million: tuple[str, str] = ("million", "millioner")) -> str:
    """Bokmål, up to 999 millions: "tre millioner to hundre tusen"."""
    parts = []
    if millions := n // 10**6:
        parts.append(f"{below_thousand(millions)} {million[millions > 1]}")
    if thousands := n // 1000 % 1000:
        parts.append(f"{'ett' if thousands == 1 else below_thousand(thousands)} tusen")
    if rest := n % 1000:
        parts.append(("og " if parts and rest < 100 else "") + below_thousand(rest))
    return " ".join(parts)


def in_english(n: int) -> str:
    """Below a thousand: "two hundred and thirty-five"."""
    if n >= 100:
        rest = f" and {in_english(n % 100)}" if n % 100 else ""
        return f"{ENGLISH_ONES[n // 100]} hundred{rest}"
    if n < 20:
        return ENGLISH_ONES[n]
    return ENGLISH_TENS[n // 10 - 2] + (f"-{ENGLISH_ONES[n % 10]}" if n % 10 else "")


@st.composite
def in_digits(draw: st.DrawFn) -> Printed:
    """Whole units with any separator, and any currency before or behind."""
    currency = draw(st.sampled_from(("NOK", *FOREIGN)))
    style = draw(st.sampled_from(KRONER if currency == "NOK" else FOREIGN[currency]))
    value = draw(st.integers(1, 10**11))
    return Printed(style.format(grouped(value, draw(st.sampled_from(MARKS)))), Decimal(value), currency)


@st.composite
def in_scales(draw: st.DrawFn) -> Printed:
    """ "2,75 millioner euro", "kr 3 mrd.", "MNOK 4,5", "tkr 300"; the unit may be left out behind millions."""
    whole, decimals = draw(st.integers(1, 999)), draw(st.sampled_from(("", "5", "25")))
    figure, value = (
        (f"{whole},{decimals}", Decimal(f"{whole}.{decimals}")) if decimals else (str(whole), Decimal(whole))
    )
    if draw(st.booleans()):
        style, power = draw(st.sampled_from(SHORT))
        return Printed(style.format(figure), value * 10**power, "NOK")
    word, power = draw(st.sampled_from(SCALES))
    currencies: tuple[str | None, ...] = ("NOK", *FOREIGN) if word == "tusen" else (None, "NOK", *FOREIGN)
    currency = draw(st.sampled_from(currencies))
    style = "{}" if currency is None else draw(st.sampled_from(KRONER if currency == "NOK" else FOREIGN[currency]))
    space = draw(st.sampled_from(SPACES))
    return Printed(style.format(f"{figure}{space}{word}"), value * 10**power, currency)


@st.composite
def spelt(draw: st.DrawFn) -> Printed:
    """ "to hundre og femti tusen kroner", "tre millionar kroner", "two hundred thousand euros"."""
    if draw(st.booleans()):
        value = draw(st.integers(2, 999))
        word, power = draw(st.sampled_from((("thousand", 3), *ENGLISH)))
        unit, currency = draw(st.sampled_from((("kroner", "NOK"), ("euros", "EUR"), ("dollars", "USD"))))
        return Printed(f"{in_english(value)} {word} {unit}", Decimal(value) * 10**power, currency, language="en")
    step = draw(st.sampled_from((1, 1000, 10**6)))
    value = draw(st.integers(2, 999)) * step
    millions = draw(st.sampled_from((("million", "millioner"), ("million", "millionar"))))
    return Printed(f"{in_words(value, million=millions)} kroner", Decimal(value), "NOK")


@st.composite
def ranges(draw: st.DrawFn) -> Printed:
    """ "2–4 millioner kroner", "mellom 200 000 og 300 000 kroner"."""
    low = draw(st.integers(1, 400))
    high = low + draw(st.integers(1, 500))
    if draw(st.booleans()):
        joiner = draw(st.sampled_from(("–", "-", " – ", " til ", "\u2011")))
        word, power = draw(st.sampled_from([scale for scale in SCALES if scale[0] != "tusen"]))
        return Printed(f"{low}{joiner}{high} {word} kroner", Decimal(low) * 10**power, "NOK", Decimal(high) * 10**power)
    space = draw(st.sampled_from(SPACES))
    text = f"mellom {grouped(low * 1000, space)} og {grouped(high * 1000, space)} kroner"
    return Printed(text, Decimal(low) * 1000, "NOK", Decimal(high) * 1000)


@st.composite
def products(draw: st.DrawFn) -> Printed:
    """ "3 x 1,5 mill. kroner"."""
    times, whole = draw(st.integers(2, 12)), draw(st.integers(1, 99))
    sign = draw(st.sampled_from(("x", "×")))
    decimals = draw(st.sampled_from(("", ",5")))
    value = Decimal(f"{whole}{decimals.replace(',', '.')}")
    return Printed(f"{times} {sign} {whole}{decimals} mill. kroner", times * value * 10**6, "NOK")


printed_money = st.one_of(in_digits(), in_scales(), spelt(), ranges(), products())
