"""Every form that the generated grammar writes is read back exactly: kind, value, unit, note and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from contract_scan.facts import find_facts

ENGLISH_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ENGLISH_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
DUTCH_TENS = ["", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
DUTCH_SMALL = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]


def english(number: int) -> str:
    """Write a number below a million in English words."""
    if number >= 1000:
        rest = number % 1000
        return f"{english(number // 1000)} thousand" + (f" {english(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{ENGLISH_SMALL[number // 100]} hundred" + (f" and {english(rest)}" if rest else "")
    if number < 20:
        return ENGLISH_SMALL[number]
    return ENGLISH_TENS[number // 10] + (f"-{ENGLISH_SMALL[number % 10]}" if number % 10 else "")


def dutch(number: int) -> str:
    """Write a number below a million in Dutch words."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        return ("" if thousands == 1 else dutch(thousands)) + "duizend" + (f" {dutch(rest)}" if rest else "")
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return ("" if hundreds == 1 else DUTCH_SMALL[hundreds]) + "honderd" + (dutch(rest) if rest else "")
    if number < 20:
        return DUTCH_SMALL[number]
    tens, unit = divmod(number, 10)
    joiner = "ën" if unit in (2, 3) else "en"
    return (f"{DUTCH_SMALL[unit]}{joiner}" if unit else "") + DUTCH_TENS[tens]


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write one fact, the sentence it stands in, and what must be read."""

    language: str
    written: str
    kind: str
    value: str
    unit: str | None = None
    note: str | None = None
    frame: str = "{}"


FRAMES = {
    "en": ("The term is {} after signature.", "within {}, unless otherwise agreed;", "({})"),
    "nl": ("De termijn is {} na ondertekening.", "binnen {}, tenzij anders overeengekomen;", "({})"),
}
UNITS = {
    "en": {
        "days": "P{}D",
        "calendar days": "P{}D",
        "weeks": "P{}W",
        "months": "P{}M",
        "years": "P{}Y",
        "hours": "PT{}H",
    },
    "nl": {
        "dagen": "P{}D",
        "kalenderdagen": "P{}D",
        "weken": "P{}W",
        "maanden": "P{}M",
        "jaren": "P{}Y",
        "uren": "PT{}H",
    },
}
WORKING = {"en": ("business days", "working days"), "nl": ("werkdagen", "bankwerkdagen")}
SPELL = {"en": english, "nl": dutch}
NUMBERS = (2, 3, 6, 7, 10, 12, 14, 15, 18, 21, 24, 28, 30, 32, 45, 60, 75, 90, 120, 180, 365)


def periods(language: str) -> Iterator[Form]:
    """Periods in figures, in words and in both; with words and figures that disagree."""
    for number in NUMBERS:
        words = SPELL[language](number)
        for unit, shape in UNITS[language].items():
            for frame in FRAMES[language]:
                for written in (
                    f"{number} {unit}",
                    f"{words} {unit}",
                    f"{words} ({number}) {unit}",
                    f"{number} ({words}) {unit}",
                ):
                    yield Form(language, written, "period", shape.format(number), frame=frame)
            other = f"{words} ({number + 15}) {unit}"
            yield Form(language, other, "period", shape.format(number), note="number_disagrees")
        for unit in WORKING[language]:
            yield Form(language, f"{words} ({number}) {unit}", "period", f"P{number}D", "working")
            yield Form(language, f"{number} {unit}", "period", f"P{number}D", "working")


AMOUNTS = (400, 1_250, 12_500, 30_000, 250_000, 999_999)
SIGNS = {
    "€ ": "EUR",
    "EUR ": "EUR",
    "€": "EUR",
    "USD ": "USD",
    "$": "USD",
    "US$ ": "USD",
    "£": "GBP",
    "CHF ": "CHF",
    "CNY ": "CNY",
}
NAMES = {
    "en": {"euros": "EUR", "US dollars": "USD", "pounds sterling": "GBP"},
    "nl": {"euro": "EUR", "dollar": "USD", "pond sterling": "GBP"},
}


def amounts(language: str) -> Iterator[Form]:
    """Amounts with the currency before and after, thousands grouped in every way, in millions, in words and in both."""
    for amount in AMOUNTS:
        plain, comma = str(amount), f"{amount:,}"
        point = comma.replace(",", ".")
        for sign, unit in SIGNS.items():
            for figures in (
                plain,
                comma,
                point,
                f"{point},-",
                f"{point},00",
                f"{comma}.00",
                comma.replace(",", "\u00a0"),
            ):
                yield Form(language, f"{sign}{figures}", "amount", plain, unit)
        for name, unit in NAMES[language].items():
            words = SPELL[language](amount)
            yield Form(language, f"{comma} {name}", "amount", plain, unit)
            yield Form(language, f"{words} {name}", "amount", plain, unit)
        yield Form(language, f"{SPELL[language](amount)} euro (EUR {point})", "amount", plain, "EUR")
        yield Form(language, f"EUR {point} ({SPELL[language](amount)} euro)", "amount", plain, "EUR")
    yield from millions(language)


def millions(language: str) -> Iterator[Form]:
    """Amounts with a scale, written out or as one letter."""
    word, mark = {"en": ("million", "."), "nl": ("miljoen", ",")}[language]
    for tenths in range(1, 100):
        figures = f"{tenths / 10:g}".replace(".", mark)
        value = str(tenths * 100_000)
        yield Form(language, f"EUR {figures} {word}", "amount", value, "EUR")
        yield Form(language, f"{figures} {word} euro", "amount", value, "EUR")
        yield Form(language, f"€ {figures}M", "amount", value, "EUR")
        yield Form(language, f"USD {figures}m", "amount", value, "USD")
        yield Form(language, f"k€ {tenths}", "amount", str(tenths * 1000), "EUR")
        yield Form(language, f"€{tenths}k", "amount", str(tenths * 1000), "EUR")


def percentages(language: str) -> Iterator[Form]:
    """Percentages in figures, in words and in both."""
    name = {"en": "percent", "nl": "procent"}[language]
    for number in range(1, 101):
        words = SPELL[language](number)
        for written in (
            f"{number}%",
            f"{number} %",
            f"{number} {name}",
            f"{words} {name}",
            f"{words} {name} ({number}%)",
        ):
            yield Form(language, written, "percentage", str(number))
        mark = {"en": ".", "nl": ","}[language]
        yield Form(language, f"{number}{mark}5%", "percentage", f"{number}.5")


MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
}


def dates(language: str) -> Iterator[Form]:
    """Dates in words and in figures, in both orders; ambiguous only in English and only where both read as a month."""
    for month, name in enumerate(MONTHS[language], start=1):
        for day in (1, 2, 3, 11, 12, 13, 22, 28):
            iso = f"2024-{month:02}-{day:02}"
            yield Form(language, f"{day} {name} 2024", "date", iso)
            yield Form(language, f"{day:02}-{month:02}-2024", "date", iso, note=ambiguity(language, day, month))
            yield Form(language, f"{day}/{month}/2024", "date", iso, note=ambiguity(language, day, month))
            yield Form(language, iso, "date", iso)
            yield Form(language, f"{day:02}.{month:02}.2024", "date", iso)
            if language == "en":
                yield Form(language, f"{name} {day}, 2024", "date", iso)
                ending = {1: "st", 2: "nd", 3: "rd", 22: "nd"}.get(day, "th")
                yield Form(language, f"{day}{ending} day of {name}, 2024", "date", iso)
            if day > 12:
                yield Form(language, f"{month}/{day}/2024", "date", iso)


def ambiguity(language: str, day: int, month: int) -> str | None:
    """Return the note that a date in figures must carry."""
    return "date_ambiguous" if language == "en" and day <= 12 and day != month else None


GRAMMAR = (periods, amounts, percentages, dates)


def forms() -> list[Form]:
    """Return all forms of the grammar in both languages."""
    return [form for language in ("en", "nl") for part in GRAMMAR for form in part(language)]


def test_the_grammar_writes_at_least_five_thousand_forms() -> None:
    assert len({(form.language, form.frame.format(form.written)) for form in forms()}) >= 5_000


@pytest.mark.parametrize("part", GRAMMAR, ids=lambda part: part.__name__)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_form_is_read_exactly(part: object, language: str) -> None:
    wrong = [found for form in part(language) if (found := misread(form)) is not None]  # type: ignore[operator]
    assert wrong == []


def misread(form: Form) -> tuple[str, list[tuple[object, ...]]] | None:
    """Return the text and what was read instead, None where the form was read exactly."""
    text = form.frame.format(form.written)
    start = text.index(form.written)
    found: list[tuple[object, ...]] = [
        (fact.kind, fact.value, fact.unit, fact.note, text[fact.span.start : fact.span.end])
        for fact in find_facts(text, form.language)
    ]
    want = (form.kind, form.value, form.unit, form.note, text[start : start + len(form.written)])
    return None if found == [want] else (text, found)
