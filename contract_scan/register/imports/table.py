"""Tables with any columns: each row an agreement, by a mapping that is given or guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from contract_scan.dates.arithmetic import before_end
from contract_scan.register.errors import RegisterError
from contract_scan.register.imports.mapping import Columns, dumped, guessed, load
from contract_scan.register.imports.model import Note, Read, Record, Refusal, Refused
from contract_scan.register.imports.sheet import open_table
from contract_scan.register.imports.values import (
    Parties,
    amount_of,
    country_of,
    date_of,
    duration_of,
    flag_of,
    number_of,
    record,
)
from contract_scan.register.model import Amount

_DATES = ("signed", "start", "end", "ended", "notice_date")
_FLAGS = ("multi_year", "institutional", "sensitive", "data_access", "exclusive")
_NUMBERS = ("scholars", "scholar_months", "guests")
#: Without these no row can go in.
_NEEDED = ("id", "title", "partner")
_TEXTS = ("title", "group", "umbrella")


def read_table(path: Path, unit: str, own: Sequence[str], mapping_path: Path | None) -> Read:
    """Return the agreements of a table. Row numbers are those a spreadsheet shows."""
    table = open_table(path)
    mapping = load(mapping_path) if mapping_path else guessed(table.columns, path.stem)
    missing = sorted(set(mapping.columns) - set(table.columns)) if mapping_path else []
    if missing:
        raise RegisterError("imports.missing_columns", path=str(path), columns=", ".join(missing))
    records: list[Record] = []
    refusals: list[Refusal] = []
    seen: dict[str, str] = {}
    for row in table.rows:
        number = str(row.number)
        try:
            made = _record(row.checked(), number, mapping, unit, own)
            if made.agreement.id in seen:
                raise Refused(_column(mapping, "id"), "twice", value=seen[made.agreement.id])
        except Refused as refused:
            column = _column(mapping, refused.column) or refused.column
            refusals.append(Refusal(number, column, refused.reason, refused.values))
            continue
        seen[made.agreement.id] = number
        records.append(made)
    absent = [name for name in _NEEDED if name not in mapping.columns.values()]
    notes = (*table.notes, *((Note("no_column", {"columns": ", ".join(absent)}),) if absent else ()))
    left = {kind: tuple(c for c, t in mapping.columns.items() if t == kind) for kind in ("ignore", "person")}
    return Read(mapping.source, tuple(records), tuple(refusals), dumped(mapping), left["ignore"], left["person"], notes)


def _column(mapping: Columns, target: str) -> str:
    """Return the column that holds a target; the name itself if it is a column already."""
    return next((column for column, known in mapping.columns.items() if known == target), target)


def _record(row: dict[str, str], where: str, mapping: Columns, unit: str, own: Sequence[str]) -> Record:
    by_target: dict[str, list[str]] = {}
    for column, target in mapping.columns.items():
        if row.get(column, "").strip():
            by_target.setdefault(target, []).append(row[column].strip())
    one = {target: values[0] for target, values in by_target.items()}
    values: dict[str, Any] = {name: one[name] for name in _TEXTS if name in one}
    values |= {name: date_of(name, one[name], day_first=mapping.day_first) for name in _DATES if name in one}
    if "notice" in one:
        values["notice"] = duration_of("notice", one["notice"])
    if values.get("notice") and values.get("end") and not values.get("notice_date"):
        values["notice_date"] = before_end(values["end"], values["notice"]) or ""
    values |= {name: flag_of(name, one[name]) for name in _FLAGS if name in one}
    values |= {name: number_of(name, one[name]) for name in _NUMBERS if name in one}
    values |= {name: _choice(name, one[name], mapping) for name in ("kind", "renewal") if name in one}
    values["fields"] = tuple(
        part.strip() for text in by_target.get("fields", ()) for part in text.split(";") if part.strip()
    )
    parties = _parties(one, own)
    amounts = _amounts(one, parties, mapping)
    raw, benefit = sorted(row.items()), one.get("benefit", "")
    return record(unit, mapping.source, one.get("id", ""), where, parties, values, amounts, raw, benefit)


def _choice(name: str, text: str, mapping: Columns) -> str:
    words = {word.casefold(): ours for word, ours in mapping.values.get(name, {}).items()}
    ours = words.get(text.casefold()) or (text if text in words.values() else "")
    if not ours:
        raise Refused(name, "no_choice", value=text)
    return ours


def _parties(one: dict[str, str], own: Sequence[str]) -> Parties:
    parties = Parties(own)
    names = [name for name in one.get("partner", "").split(";") if name.strip()]
    alone = len(names) == 1
    for name in names:
        country = country_of("partner_country", one.get("partner_country", "")) if alone else ""
        parties.add(name, country=country, ror=one.get("partner_ror", "") if alone else "")
    for name in one.get("funder", "").split(";"):
        if name.strip():
            parties.add(name, "funder")
    return parties


def _amounts(one: dict[str, str], parties: Parties, mapping: Columns) -> Iterator[Amount]:
    """Yield the amount, of the one funder, else of the one partner; of several it is not known who pays."""
    if "amount" not in one:
        return
    amount, currency = amount_of(
        "amount", one["amount"], one.get("currency", mapping.currency), mapping.decimal or None
    )
    for role in ("funder", "partner"):
        payers = [party.organisation for party in parties.parties if party.role == role]
        if len(payers) == 1:
            yield Amount(payer=payers[0], amount=amount, currency=currency, year=number_of("year", one.get("year", "")))
            return
    raise Refused("amount", "which_payer", value=one["amount"])
