"""What would be written, in words: every value that is given, under its name."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contract_scan.facts.countries import country_name
from contract_scan.messages import find, say
from contract_scan.register.event import Event
from contract_scan.register.model import KINDS, Amount, Consulted, Noun, Parent, Party, QuestionAnswer
from contract_scan.report.values import amount, period

#: Fields that hold a period, ISO 8601.
_PERIODS = frozenset(("notice", "renewal_period"))


def described(noun: Noun, language: str, names: Mapping[str, str] | None = None) -> list[str]:
    """Return the lines that say what a noun states; `names` are those of organisations by id, and of units by
    "unit:" and id."""
    kind = say(f"register.kinds.{KINDS[type(noun)]}", language)
    return [f"{kind} {noun.id}", *(f"    {line}" for line in _lines(noun, language, names or {}))]


def _lines(noun: Noun, language: str, names: Mapping[str, str]) -> Iterator[str]:
    for row in rows(noun, language, names):
        yield f"{row.label}: {'; '.join(row.texts)}"


@dataclass(frozen=True, slots=True)
class Row:
    """What a noun states in one field: the field's name, what it is called, and what stands there."""

    field: str
    label: str
    texts: tuple[str, ...]


def rows(noun: Noun, language: str, names: Mapping[str, str]) -> list[Row]:
    """Return what a noun states, field by field; `names` as for `described`."""
    found = []
    for field in dataclasses.fields(noun):
        value = getattr(noun, field.name)
        if field.name == "id" or (value in ("", (), 0) and value is not False) or value is None:
            continue
        texts = _texts(field.name, value, language, names)
        if texts:
            found.append(Row(field.name, say(f"register.fields.{field.name}", language), tuple(texts)))
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """What a field said and says now, each empty where it says nothing."""

    field: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def differences(before: Noun | None, after: Noun, language: str, names: Mapping[str, str]) -> list[Difference]:
    """Return the fields in which two statements on one thing differ, in the order of the fields."""
    old = {row.field: row for row in rows(before, language, names)} if before else {}
    new = {row.field: row for row in rows(after, language, names)}
    order = [field.name for field in dataclasses.fields(after) if field.name in old or field.name in new]
    found = []
    for name in order:
        said = tuple(side[name].texts if name in side else () for side in (old, new))
        if said[0] != said[1]:
            found.append(Difference(name, (new.get(name) or old[name]).label, *said))
    return found


def _texts(name: str, value: Any, language: str, names: Mapping[str, str]) -> list[str]:
    if isinstance(value, tuple):
        return [_text(name, one, language, names) for one in value if not _empty(one)]
    return [_text(name, value, language, names)]


def _empty(value: Any) -> bool:
    return isinstance(value, QuestionAnswer) and not value.answer


def _text(name: str, value: Any, language: str, names: Mapping[str, str]) -> str:
    if isinstance(value, Party):
        return f"{value.name} ({say(f'register.roles.{value.role}', language)})"
    if isinstance(value, Amount):
        year = f", {value.year}" if value.year else ""
        return f"{amount(value.amount, value.currency, language)} ({names.get(value.payer, value.payer)}{year})"
    if isinstance(value, QuestionAnswer):
        state = say(f"register.states.{value.state}", language)
        reply = say(f"register.replies.{value.answer}", language) if value.answer else "–"
        return f"{value.question}: {reply} ({state})"
    if isinstance(value, Parent):
        whose = names.get(value.organisation, value.organisation) or say("register.no_parent", language)
        until = f"{value.since} – {value.until}" if value.since or value.until else ""
        return f"{whose} ({', '.join(part for part in (until, value.source, value.stated) if part)})"
    if isinstance(value, Consulted):
        return say("register.consulted", language, kind=value.kind, edition=value.edition or "–", on=value.on)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return " ".join(str(part) for part in dataclasses.asdict(value).values() if part)
    if isinstance(value, bool):
        return say(f"register.replies.{'yes' if value else 'no'}", language)
    if name == "country":
        return country_name(str(value), language)
    if name == "unit":
        return names.get(f"unit:{value}", str(value))
    if name in _PERIODS:
        return period(str(value), language)
    return find(f"register.values.{name}.{value}", language) or str(value)


def changed(before: Noun | None, after: Noun, language: str, names: Mapping[str, str] | None = None) -> list[str]:
    """Return the lines that say what differs from what was stated before."""
    if before is None:
        return described(after, language, names)
    old, new = described(before, language, names), described(after, language, names)
    return [
        new[0],
        *(f"  - {line.strip()}" for line in old[1:] if line not in new),
        *(f"  + {line.strip()}" for line in new[1:] if line not in old),
    ]


def side(event: Event, number: int, language: str) -> list[str]:
    """Return one side of a conflict: its number, who, when, and what it states."""
    title = say(
        "register.side", language, number=number, by=event.by, at=event.at[:16].replace("T", " "), unit=event.unit
    )
    return [title, *described(event.body, language)]
