"""Amounts of an agreement: as a person types them, and what a document says that they are for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.numbers import list_currencies

from contract_scan.facts import find_facts
from contract_scan.facts.number import plain, value_of
from contract_scan.facts.words import fold, words_for
from contract_scan.register.errors import RegisterError
from contract_scan.register.model import Agreement, Amount

_UNTIL_PERIOD = r"[\s,.–-]*(?:\([^()]{0,60}\)\s*)?(?:euros?\s+|bruto\s+|gross\s+)?(?:per|an?|each|every|/)\s*"
_PERIODS = {
    "year": r"(?:kalender|studie)?jaar\b|(?:calendar |academic )?year\b|annum\b",
    "month": r"(?:kalender)?maand\b|(?:calendar )?month\b|mensem\b",
    "again": r"(?:kwartaal|quarter|semester|week|dag|day|uur|hour)\b",
    "each": r"(?:persoon|promovend\w+|student|bursaal|scholar|person|candidate|fte|stuk|unit)\b",
}
_YEARLY = {"year": r"\s*(?:jaarlijks|annually|yearly)\b", "month": r"\s*(?:maandelijks|monthly)\b"}
_TYPED = re.compile(
    r"(?P<before>[A-Z]{3}|[€$£¥])?\s*(?P<number>\d[\d.,]*)(?P<dash>,-)?\s*(?P<after>[A-Z]{3}\b|[€$£¥])?"
    r"(?:\s+(?P<payer>(?!(?:19|20|21)\d\d\Z)\S.*?))?(?:\s+(?P<year>(?:19|20|21)\d\d))?"
)


def period_after(quote: str, amount: str) -> str:
    """Return what stands right behind an amount in a quote, so that it is no whole: "year", "month", "each" (for every
    person or piece), "again" (any other time); empty where nothing does."""
    for fact in find_facts(quote, None, ("amount",)):
        rest = quote[fact.span.end :]
        if fact.value != amount:
            continue
        for period, words in _PERIODS.items():
            if re.match(_UNTIL_PERIOD + f"(?:{words})", rest, re.IGNORECASE):
                return period
        for period, words in _YEARLY.items():
            if re.match(words, rest, re.IGNORECASE):
                return period
    return ""


def typed(agreement: Agreement, text: str) -> tuple[Amount, ...]:
    """Return amounts as they are typed: "EUR 250000 Payer 2026", several with ";" between them.

    The payer may be left out where there is only one that it can be; "0" says that no money is involved, nothing takes
    amounts away. Raises `RegisterError` for an amount, currency or payer that there is not.
    """
    return tuple(_typed(agreement, text))


def _typed(agreement: Agreement, text: str) -> Iterator[Amount]:
    for part in (one.strip() for one in text.split(";")):
        if not part:
            continue
        match = _TYPED.fullmatch(part)
        number = value_of(match["number"].rstrip(".,"), None) if match else None
        if match is None or number is None:
            raise RegisterError("no_amount", value=part)
        currency = _currency(match["before"] or match["after"] or ("" if number else "EUR"), part)
        payer = _payer(agreement, match["payer"] or "", part, nothing=not number)
        yield Amount(payer=payer, amount=plain(number), currency=currency, year=int(match["year"] or 0))


def _currency(text: str, part: str) -> str:
    code = currency_code(text)
    if code is None:
        raise RegisterError("no_amount", value=part)
    return code


def currency_code(text: str) -> str | None:
    """Return the ISO code of a currency by its code, sign or word; None for no currency."""
    words = words_for(None)
    code = words.currency_signs.get(text.strip()) or words.currencies.get(fold(text)) or text.strip().upper()
    return code if code in list_currencies() else None


def _payer(agreement: Agreement, name: str, part: str, *, nothing: bool) -> str:
    """Return who pays, by name or id; of those not named the one funder, else the one partner.

    Of `nothing` it does not matter who pays it, where nobody is named.
    """
    if name:
        wanted = " ".join(name.casefold().split())
        found = [p.organisation for p in agreement.parties if wanted in (p.name.casefold(), p.organisation.casefold())]
    else:
        others = [[p.organisation for p in agreement.parties if p.role == role] for role in ("funder", "partner")]
        found = next((ids for ids in others if len(ids) == 1), [])
    if not found and nothing and not name:
        found = [p.organisation for p in agreement.parties if p.role != "own"]
    if not found:
        raise RegisterError("no_payer", value=part, known="; ".join(p.name for p in agreement.parties) or "–")
    return found[0]
