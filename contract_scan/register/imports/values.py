"""Values as other systems write them: dates, amounts, yes and no, and the record they make."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from contract_scan.facts import find_facts
from contract_scan.facts.countries import country_code
from contract_scan.facts.number import plain, value_of
from contract_scan.register.amounts import currency_code, period_after
from contract_scan.register.edit import period_of
from contract_scan.register.errors import RegisterError
from contract_scan.register.imports.model import Record, Refused
from contract_scan.register.model import FIRST, LAST, Agreement, Amount, Organisation, Party, Role
from contract_scan.register.naming import agreement_id, organisation_id, ror_id

#: What other systems write for "without end".
NEVER = "9999-12-31"
#: A day as spreadsheets count it, when its cell is not formatted as a date.
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_FIGURED = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](?:\d{4}|\d\d)")
_MONTHS = 12
#: "academic year 2026-2027": from 1 September to 31 August, as in EWP.
_ACADEMIC = re.compile(
    r"(?:academi(?:c year|ejaar|sch jaar)|studiejaar|collegejaar|schooljaar|AY)"
    r"\s+((?:19|20|21)\d\d)\s?[-–/]\s?(\d{4}|\d\d)",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_FIGURES = re.compile(r"-?\d[\d.,'’ \u00a0]*")
_TRUE = frozenset({"yes", "y", "true", "1", "ja", "j", "waar", "x"})
_FALSE = frozenset({"no", "n", "false", "0", "nee", "onwaar"})


def date_of(column: str, text: str, *, day_first: bool = True) -> str:
    """Return a date in ISO 8601 from whatever form a system writes it in; empty for nothing. Raises `Refused`."""
    text = text.strip()
    if not text:
        return ""
    if _ISO.match(text):
        text = text[:10]
    if _SERIAL.fullmatch(text):
        raise Refused(column, "serial", value=text)
    if year := _ACADEMIC.fullmatch(text):
        return _of_academic_year(column, int(year[1]), year[2])
    _in_order(column, text, day_first=day_first)
    facts = find_facts(text, "nl" if day_first else "en", ("date",))
    whole = [fact for fact in facts if len(fact.span) == len(text)]
    if not whole:
        raise Refused(column, "no_date", value=text)
    if whole[0].note == "weekday_disagrees":
        raise Refused(column, "weekday", value=text)
    value = whole[0].value if day_first or not whole[0].note else _month_first(whole[0].value)
    if not (FIRST <= value <= LAST or value == NEVER):
        raise Refused(column, "far_date", value=text, first=FIRST[:4], last=LAST[:4])
    return value


def _of_academic_year(column: str, first: int, second: str) -> str:
    """Return the first day of an academic year, or its last for an end. Raises `Refused` for two other years."""
    if (first + 1) % 100 != int(second) % 100:
        raise Refused(column, "no_date", value=f"{first}-{second}")
    return f"{first + 1}-08-31" if column in ("end", "ended") else f"{first}-09-01"


def _in_order(column: str, text: str, *, day_first: bool) -> None:
    """Raise `Refused` for a date in figures that can only be read in another order than its column's.

    Beside such a date, those that can be read in both orders cannot be trusted either.
    """
    match = _FIGURED.fullmatch(text)
    if match and int(match[1]) <= _MONTHS < int(match[2]) and day_first:
        raise Refused(column, "month_first", value=text)
    if match and int(match[2]) <= _MONTHS < int(match[1]) and not day_first:
        raise Refused(column, "day_first", value=text)


def _month_first(value: str) -> str:
    day = datetime.date.fromisoformat(value)
    return day.replace(month=day.day, day=day.month).isoformat()


def duration_of(column: str, text: str) -> str:
    """Return a period as an ISO 8601 duration; a bare number counts months. Raises `Refused` for no period."""
    try:
        return period_of(column, f"{text} months" if text.isdecimal() else text)
    except RegisterError:
        raise Refused(column, "no_period", value=text) from None


def amount_of(column: str, text: str, currency: str, decimal: str | None = None) -> tuple[str, str]:
    """Return an amount as a plain number, and its currency. Raises `Refused` for no amount, or one without currency."""
    text = text.strip()
    facts = [fact for fact in find_facts(text, "nl", ("amount",)) if fact.unit]
    match = _FIGURES.fullmatch(text)
    if match:
        value = value_of(text.lstrip("-").strip(), None) if not decimal else _with_mark(text, decimal)
    elif len(facts) == 1 and period_after(text, facts[0].value):
        raise Refused(column, "amount_per", value=text)
    elif len(facts) == 1 and not text.startswith("-"):
        return facts[0].value, str(facts[0].unit)
    else:
        raise Refused(column, "no_amount", value=text)
    if value is None or text.startswith("-"):
        raise Refused(column, "no_amount", value=text)
    return plain(value), _currency_of(column, text, currency)


def _with_mark(text: str, decimal: str) -> Decimal | None:
    """Return a number whose decimal mark is known; None for what is no number with that mark."""
    figures = "".join(c for c in text.lstrip("-") if c.isdecimal() or c == decimal)
    return Decimal(figures.replace(decimal, ".")) if figures.count(decimal) < 2 and figures[-1:].isdecimal() else None


def _currency_of(column: str, amount: str, text: str) -> str:
    """Return the code of a currency that is written as a code, a sign or a word. Raises `Refused` for no currency."""
    code = currency_code(text)
    if code is None:
        raise Refused(column, "no_currency", value=amount, currency=text)
    return code


def flag_of(column: str, text: str) -> bool | None:
    """Return yes or no, None for nothing. Raises `Refused` for anything else."""
    word = text.strip().casefold()
    if not word:
        return None
    if word not in _TRUE | _FALSE:
        raise Refused(column, "no_flag", value=text)
    return word in _TRUE


def number_of(column: str, text: str) -> int:
    """Return a whole number, 0 for nothing. Raises `Refused`."""
    word = text.strip().removesuffix(".0")
    if word and not word.isdecimal():
        raise Refused(column, "no_number", value=text)
    return int(word or 0)


def country_of(column: str, text: str) -> str:
    """Return a country's code, empty for nothing. Raises `Refused` for one that is not known."""
    code = country_code(text) if text.strip() else ""
    if code is None:
        raise Refused(column, "no_country", value=text)
    return code


class Parties:
    """Collects the organisations of one record: each once, the institution's own marked as such."""

    def __init__(self, own: Iterable[str]) -> None:
        self._own = {name.casefold() for name in own}
        self._found: dict[str, tuple[Organisation, Party]] = {}

    def add(self, name: str, role: Role = "partner", *, country: str = "", ror: str = "", identifier: str = "") -> str:
        """Add an organisation by its name and return its id; a name that is the institution's own has that role."""
        name = " ".join(name.split())
        identity = organisation_id(name, ror, identifier)
        role = "own" if {name.casefold(), identifier.casefold()} & self._own else role
        before = self._found[identity][0] if identity in self._found else None
        country, ror = country or (before.country if before else ""), ror_id(ror) or (before.ror if before else "")
        organisation = Organisation(id=identity, names=(name,), country=country, ror=ror)
        if identity not in self._found or role == "funder":
            self._found[identity] = (organisation, Party(organisation=identity, name=name, role=role))
        return identity

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """The organisations, in the order in which they were added."""
        return tuple(organisation for organisation, _ in self._found.values())

    @property
    def parties(self) -> tuple[Party, ...]:
        """Their parts in the agreement."""
        return tuple(party for _, party in self._found.values())


def record(
    unit: str,
    source: str,
    identifier: str,
    where: str,
    parties: Parties,
    values: Mapping[str, Any],
    amounts: Iterable[Amount] = (),
    raw: object = None,
    benefit: str = "",
) -> Record:
    """Return a record. Raises `Refused` for one without identifier, title or partner, or that ends before it starts."""
    if not identifier.strip():
        raise Refused("id", "missing")
    if not str(values.get("title") or "").strip():
        raise Refused("title", "missing")
    if not any(party.role != "own" for party in parties.parties):
        raise Refused("partner", "missing")
    if values.get("start") and values.get("end") and values["end"] < values["start"]:
        raise Refused("end", "ends_before_it_starts", value=str(values["end"]))
    identity = agreement_id(unit, source, identifier)
    if values.get("end") == NEVER:
        values = {**values, "end": "", "end_unknown": "indefinite"}
    given = {
        "reference": f"{source} {identifier}",
        **{key: value for key, value in values.items() if value not in ("", None)},
    }
    agreement = Agreement(id=identity, unit=unit, parties=parties.parties, amounts=tuple(amounts), **given)
    digest = hashlib.sha256(repr(raw if raw is not None else agreement).encode()).hexdigest()[:32]
    return Record(agreement, parties.organisations, digest, where, benefit)
