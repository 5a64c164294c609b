"""The parties of an agreement in a form: a line each, two more to fill in, and what was filled in read back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from contract_scan.desk.errors import DeskError
from contract_scan.facts.countries import country_name
from contract_scan.messages import say
from contract_scan.register.model import Agreement, Organisation
from contract_scan.register.parties import ROLES, Named, shown
from contract_scan.register.replay import State

#: How many lines stand ready for parties that are not there yet.
MORE = 2
_FIELDS = ("name", "role", "country", "before")


def party_form(
    agreement: Agreement, known: State, proposed: Sequence[Organisation], offered: State, language: str
) -> dict[str, Any]:
    """Return what the form shows: lines, roles to choose from, and names to choose from.

    `known` is the whole register, `proposed` what a document would add; the names are those of `offered`, the part that
    the user sees.
    """
    organisations = {one.id: one for one in proposed} | known.of(Organisation)
    lines: list[dict[str, Any]] = []
    for party in agreement.parties:
        one = organisations.get(party.organisation)
        country = country_name(one.country, language) if one and one.country else ""
        line = {"before": party.organisation, "name": shown(party.name), "role": party.role, "country": country}
        lines.append({**line, "known": bool(country) and party.organisation in known.of(Organisation)})
    lines += [{"before": "", "name": "", "role": "partner", "country": "", "known": False} for _ in range(MORE)]
    roles = [(role, say(f"register.roles.{role}", language)) for role in ROLES]
    names = {shown(one.names[0]) for one in (*proposed, *offered.of(Organisation).values())}
    return {"lines": lines, "roles": roles, "names": sorted(names)}


def named_in(fields: Sequence[tuple[str, str]]) -> list[Named] | None:
    """Return the parties that a form names, in order; None where the form has none of these fields."""
    columns = [[value for name, value in fields if name == f"party_{field}"] for field in _FIELDS]
    if not columns[0]:
        return None
    if len({len(column) for column in columns}) > 1:
        raise DeskError("bad_change")
    return [Named(*line) for line in zip(*columns, strict=True)]
