"""Organisations that may be one: proposed by the matching of lists, confirmed by a person, undoable."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from contract_scan.facts.countries import country_code
from contract_scan.lists.matching import Match, matches
from contract_scan.lists.model import ListedName, ListEntry, Manifest
from contract_scan.lists.tables import StoredList, write_entries, write_manifest
from contract_scan.register.errors import RegisterError
from contract_scan.register.files import read_events
from contract_scan.register.misspelt import misspelt
from contract_scan.register.model import Organisation, Parent, Same
from contract_scan.register.naming import organisation_id, ror_id
from contract_scan.register.replay import replay


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person says of an organisation; what is None or empty stays as it was."""

    name: str
    stated: str
    identity: str = ""
    country: str | None = None
    ror: str | None = None
    lei: str | None = None
    also: tuple[str, ...] = ()
    parent: str | None = None
    no_parent: bool = False
    source: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Two organisations that may be one, or one and an entry of a list; `how` is a key of the catalogue of lists."""

    how: str
    values: Mapping[str, str] = field(default_factory=dict)


def organisations_in(folder: Path) -> dict[str, Organisation]:
    """Return the organisations of a register by id."""
    return replay(read_events(folder).events).of(Organisation)


def told(folder: Path, what: Told) -> Organisation:
    """Return an organisation with what a person says of it. Raises `RegisterError` for what cannot be."""
    known = organisations_in(folder)
    by_name = next((one.id for one in known.values() if what.name in one.names), "")
    identity = what.identity or by_name or organisation_id(what.name, what.ror or "")
    before = known.get(identity) or Organisation(id=identity, names=(what.name,))
    names = tuple(dict.fromkeys((*before.names, what.name, *what.also)))
    made = replace(before, names=names, parents=(*before.parents, *_parent(what, known)))
    if what.country is not None:
        made = replace(made, country=_country(what.country))
    if what.ror is not None:
        if what.ror and not ror_id(what.ror):
            raise RegisterError("bad_ror", value=what.ror)
        made = replace(made, ror=ror_id(what.ror))
    if made.id == what.parent:
        raise RegisterError("itself", id=made.id, name="parent")
    return made if what.lei is None else replace(made, lei=_lei(what.lei))


def _lei(text: str) -> str:
    """Return a legal entity identifier. Raises `RegisterError` where its check figures do not fit."""
    lei = text.strip().upper()
    if lei and not (len(lei) == 20 and lei.isascii() and lei.isalnum() and _modulo_97(lei) == 1):
        raise RegisterError("bad_lei", value=text)
    return lei


def _modulo_97(identifier: str) -> int:
    return int("".join(str(int(letter, 36)) for letter in identifier)) % 97


def _country(text: str) -> str:
    code = country_code(text) if text else ""
    if code is None:
        raise RegisterError("bad_country", value=text)
    return code


def _parent(what: Told, known: Mapping[str, Organisation]) -> tuple[Parent, ...]:
    if what.parent is None and not what.no_parent:
        return ()
    if not what.source.strip():
        raise RegisterError("no_source")
    if what.parent and what.parent not in known:
        raise RegisterError("no_organisation", id=what.parent)
    return (Parent(organisation=what.parent or "", source=what.source, stated=what.stated, since=what.since),)


def proposals(folder: Path) -> list[Proposed]:
    """Return pairs of organisations that may be one and of which nobody has decided, best first."""
    state = replay(read_events(folder).events)
    known, decided = state.of(Organisation), {(one.one, one.other) for one in state.of(Same).values()}
    stored = _as_list(known)
    found: dict[tuple[str, str], str] = {}
    for one in known.values():
        for other, how in _like(one, stored):
            pair = (min(one.id, other), max(one.id, other))
            if one.id != other and pair not in decided:
                found.setdefault(pair, how)
    stored.close()
    for pair in misspelt({one.id: one.names for one in known.values()}):
        if pair not in decided and _may_be_in_one_country(*(known[identity] for identity in pair)):
            found.setdefault(pair, "misspelt")
    for pair in _same_identifier(known):
        if pair not in decided:
            found[pair] = "same"
    return [
        Proposed(how, {"one": one, "other": other, "name": known[one].names[0], "like": known[other].names[0]})
        for (one, other), how in sorted(found.items())
    ]


def _like(one: Organisation, stored: StoredList) -> Iterator[tuple[str, str]]:
    for name in one.names:
        for match in matches(name, stored, frozenset({one.country}) if one.country else frozenset()):
            if match.how != "part":
                yield match.entry.id, match.how


def _may_be_in_one_country(one: Organisation, other: Organisation) -> bool:
    return not one.country or not other.country or one.country == other.country


def _same_identifier(known: Mapping[str, Organisation]) -> Iterator[tuple[str, str]]:
    for kind in ("ror", "lei"):
        first: dict[str, str] = {}
        for identity in sorted(known):
            value = getattr(known[identity], kind)
            if value and first.setdefault(value, identity) != identity:
                yield first[value], identity


def _as_list(known: Mapping[str, Organisation]) -> StoredList:
    """Return the register's organisations as a list, so that the matching of lists can be asked."""
    connection = sqlite3.connect(":memory:")
    entries = [
        ListEntry(
            id=one.id,
            name=one.names[0],
            names=tuple(ListedName(name) for name in one.names[1:]),
            countries=(one.country,) if one.country else (),
        )
        for one in known.values()
    ]
    rows, _ = write_entries(connection, entries)
    title = {"en": "register", "nl": "register"}
    write_manifest(connection, Manifest("register", "register", title, "register", "", "", "", rows, ""))
    return StoredList(connection)


def ror_proposals(folder: Path, lists: Path | None) -> list[Proposed]:
    """Return what imported ROR lists say of organisations without a ROR identifier: the entry, its country, parents."""
    from contract_scan.lists.store import open_lists

    opened = open_lists(lists)
    stored = opened.of_kind("ror")
    if not stored:
        opened.close()
        raise RegisterError("no_ror")
    found = []
    for one in organisations_in(folder).values():
        if not one.ror:
            found += [_of_entry(one, match.entry, match.how) for part in stored for match in _best(one, part)]
    opened.close()
    return found


def _best(one: Organisation, stored: StoredList) -> list[Match]:
    countries = frozenset({one.country}) if one.country else frozenset()
    return [match for match in matches(one.names[0], stored, countries)[:1] if match.how != "part"]


def _of_entry(one: Organisation, entry: ListEntry, how: str) -> Proposed:
    parents = "; ".join(entry.parents) or "–"
    values = {"id": one.id, "name": one.names[0], "ror": entry.id, "listed": entry.name}
    return Proposed(how, {**values, "country": ", ".join(entry.countries), "parents": parents})
