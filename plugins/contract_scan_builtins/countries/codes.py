"""Countries that a text gives away without naming them: bank accounts, web and mail addresses, registration numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contract_scan.document import Span
from contract_scan_builtins.countries.named import countries

_IBAN = re.compile(r"\b([A-Z]{2})(\d{2})((?:[  ]?[A-Z0-9]{4}){2,7}(?:[  ]?[A-Z0-9]{1,3})?)\b")
_BIC = re.compile(r"\b(?:BIC|SWIFT)(?:[ -]?(?:code|BIC))?[  :/]{0,4}([A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")
_DOMAIN = re.compile(r"(?:@|https?://|www\.)[\w.-]*?[\w-]\.([a-z]{2})\b(?![.-]?\w)", re.IGNORECASE)
_UNIFIED_CODE = re.compile(r"(?<![A-Z0-9])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![A-Z0-9])")
_RUSSIAN_NUMBER = re.compile(r"\b(?:OGRN|INN|ОГРН|ИНН|KPP|КПП)\b[  :№]{0,4}(\d{9,15})\b")
#: Endings of addresses that are sold to everyone and so say nothing about a country.
_OPEN_DOMAINS = frozenset(
    {
        "AI",
        "CC",
        "CO",
        "EU",
        "FM",
        "GG",
        "IO",
        "ME",
        "MS",
        "IS",
        "SO",
        "VC",
        "TV",
        "LY",
        "TO",
        "WS",
        "NU",
        "SH",
        "ST",
        "LA",
    }
)
_UNIFIED_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def countries_given_away(text: str) -> Iterator[tuple[Span, str, str]]:
    """Yield spans, ISO codes and roles: bank (IBAN, BIC), domain, registration_number."""
    for match in _IBAN.finditer(text):
        if match[1] in countries() and is_iban(match[0]):
            yield Span(*match.span()), match[1], "bank"
    for match in _BIC.finditer(text):
        if match[2] in countries():
            yield Span(*match.span(1)), match[2], "bank"
    for match in _DOMAIN.finditer(text):
        code = {"UK": "GB"}.get(match[1].upper(), match[1].upper())
        if code in countries() and code not in _OPEN_DOMAINS:
            yield Span(*match.span()), code, "domain"
    for match in _UNIFIED_CODE.finditer(text):
        if is_unified_code(match[0]):
            yield Span(*match.span()), "CN", "registration_number"
    for match in _RUSSIAN_NUMBER.finditer(text):
        yield Span(*match.span()), "RU", "registration_number"


def is_iban(text: str) -> bool:
    """Say whether an account number has the right check digits (ISO 13616)."""
    number = "".join(c for c in text if c.isalnum())
    moved = number[4:] + number[:4]
    return len(number) >= 15 and int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def is_unified_code(text: str) -> bool:
    """Say whether a number is a Chinese unified social credit code with the right check sign (GB 32100-2015)."""
    if len(text) != 18:
        return False
    total = sum(_UNIFIED_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(text[:17]))
    return _UNIFIED_SIGNS[(31 - total % 31) % 31] == text[17]
