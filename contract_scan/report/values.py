"""Amounts, shares, dates, countries and periods as a language writes them (CLDR, through Babel)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING

from contract_scan.messages import find, say

if TYPE_CHECKING:
    from babel import Locale

_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?")
_ID = re.compile(r"[a-z_]+\.[a-z_]+")
#: Attributes that are plain numbers.
_NUMBERS = frozenset({"value", "threshold", "months", "similarity", "count", "amount"})
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@cache
def locale(language: str) -> Locale:
    """Return the conventions of a language; English is written as it is in Europe."""
    from babel import Locale

    return Locale.parse({"en": "en_GB"}.get(language, language))


def amount(value: str, currency: str, language: str) -> str:
    """Return an amount with its currency ("€ 1.250.000", in English "€1,250,000"); cents only where there are any."""
    if not currency:
        return decimal(value, language)
    from babel.numbers import format_currency

    try:
        number = Decimal(value)
        whole = number == number.to_integral_value()
        pattern = {"nl": "¤ #,##0"}.get(language, "¤#,##0") + ("" if whole else ".00")
        written = str(format_currency(number, currency, pattern, locale=locale(language), currency_digits=False))
        return re.sub(r"CN¥\s*", "RMB\N{NO-BREAK SPACE}", written)
    except InvalidOperation:  # no number, or one of more figures than can be rounded
        return f"{currency} {value}".strip()


def decimal(value: str, language: str) -> str:
    """Return a plain decimal number as a language writes it; any other text as it is."""
    from babel.numbers import format_decimal

    try:
        return str(format_decimal(Decimal(value), locale=locale(language)))
    except InvalidOperation:
        return value


def percent(value: str, language: str) -> str:
    """Return a percentage with its sign."""
    return f"{decimal(value, language)}%"


def country(code: str, language: str) -> str:
    """Return the name of a country by its ISO 3166 code; a code that is none as it is."""
    return str(locale(language).territories.get(code, code))


def date(value: str, language: str) -> str:
    """Return an ISO 8601 date (or the date of a time) in words; any other text as it is."""
    from babel.dates import format_date

    try:
        return str(format_date(datetime.date.fromisoformat(value[:10]), "long", locale=locale(language)))
    except ValueError:
        return value


def enumeration(parts: Sequence[str], language: str) -> str:
    """Return parts as a list in a sentence ("a, b and c")."""
    from babel.lists import format_list

    return str(format_list(list(parts), locale=locale(language))) if parts else ""


def period(value: str, language: str) -> str:
    """Return an ISO 8601 period in words ("P18M": 18 months); any other text as it is."""
    match = _PERIOD.fullmatch(value)
    if match is None or not any(match.groups()):
        return value
    units = ("years", "months", "weeks", "days", "hours")
    counted = [(int(n), unit) for n, unit in zip(match.groups(), units, strict=True) if n]
    return enumeration([say(f"attributes.unit.{unit}", language, count=n) for n, unit in counted], language)


def value_in_words(name: str, value: str, language: str) -> str:
    """Return the value of an attribute in words: by the catalogue, or as a country, date, percentage or period."""
    own = {"speaks_for": "attributes.speaks", "speaks_against": "attributes.against", "list": "dossier.list"}.get(name)
    told = find(f"{own}.{value}", language) if own else ""
    if told:
        return told
    named = value.rpartition(".")[2] if _ID.fullmatch(value) else value
    word = find(f"attributes.word.{named}", language) or find(f"attributes.word.{named.replace('_', ' ')}", language)
    if word:
        return word
    if name in ("country", "countries"):
        return country(value, language)
    if name in ("share", "percentage"):
        return percent(value, language)
    if name in _NUMBERS:
        return decimal(value, language)
    return date(value, language) if _DATE.match(value) else period(value, language)
