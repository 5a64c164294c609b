"""Parties of an agreement as a person fills them in: named, in a role, in a country; what stands for whom stays so."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from contract_scan.facts.countries import country_code
from contract_scan.register.errors import RegisterError
from contract_scan.register.model import Agreement, Amount, Organisation, Party, Role
from contract_scan.register.naming import organisation_id

ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Named:
    """A party as a person wrote it: `before` is the organisation that stood in the line, empty in a new one.

    A line without a name is a party that was taken out.
    """

    name: str
    role: str
    country: str = ""
    before: str = ""


def with_parties(
    agreement: Agreement, named: Iterable[Named], known: Mapping[str, Organisation], proposed: Sequence[Organisation]
) -> tuple[Agreement, tuple[Organisation, ...]]:
    """Return an agreement with the parties that a person named, and the organisations that are to be stated for it.

    `known` are organisations of the register by id, `proposed` those that a document would add. A country is added
    where an organisation has none, and never changed here: others count on it. What a party pays goes with it where its
    name is put right, and goes where the party goes. Raises `RegisterError` for no such role or country.
    """
    stood = {party.organisation: party for party in agreement.parties}
    there = {one.id: one for one in proposed} | dict(known)
    by_name = {shown(name).casefold(): one.id for one in there.values() for name in one.names}
    lines = [(one, _identity(one, stood, by_name)) for one in named if shown(one.name)]
    parties: dict[str, Party] = {}
    stated: dict[str, Organisation] = {}
    for one, identity in lines:
        before = stood.get(identity if one.before == identity else "")
        name = before.name if before and shown(before.name) == shown(one.name) else shown(one.name)
        parties.setdefault(identity, Party(organisation=identity, name=name, role=_role(one.role)))
        made = _organisation(there.get(identity), identity, one, changeable=identity not in known)
        if made != known.get(identity):
            stated.setdefault(identity, made)
    became = dict.fromkeys(stood, "") | {one.before: identity for one, identity in lines if one.before in stood}
    amounts = tuple(_amounts(agreement.amounts, became))
    return dataclasses.replace(agreement, parties=tuple(parties.values()), amounts=amounts), tuple(stated.values())


def _identity(one: Named, stood: Mapping[str, Party], by_name: Mapping[str, str]) -> str:
    """Return which organisation a line is about: the one that stood in it unless its name is another now."""
    name, before = shown(one.name), stood.get(one.before)
    if before is not None and shown(before.name) == name:
        return one.before
    return by_name.get(name.casefold()) or organisation_id(name)


def _organisation(there: Organisation | None, identity: str, one: Named, *, changeable: bool) -> Organisation:
    made = there or Organisation(id=identity, names=(shown(one.name),))
    return dataclasses.replace(made, country=_country(one.country)) if changeable or not made.country else made


def _amounts(amounts: Iterable[Amount], became: Mapping[str, str]) -> Iterator[Amount]:
    """Yield what is paid, by whom the payer became; what a party pays that was taken out goes with it."""
    for paid in amounts:
        payer = became.get(paid.payer, paid.payer)
        if payer:
            yield dataclasses.replace(paid, payer=payer)


def shown(name: str) -> str:
    """Return a name as one line of a form holds it."""
    return " ".join(name.split())


def _role(text: str) -> Role:
    for role in ROLES:
        if role == text:
            return role
    raise RegisterError("no_choice", name="role", value=text, known=", ".join(ROLES))


def _country(text: str) -> str:
    if not text.strip():
        return ""
    code = country_code(text)
    if code is None:
        raise RegisterError("bad_country", value=text)
    return code
