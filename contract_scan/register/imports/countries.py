"""Countries of organisations that rows of a source name later than the organisation itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from contract_scan.register.imports.model import Note, Record
from contract_scan.register.model import Organisation


class Countries:
    """Learns countries from rows: where the register knows none it is taken, where it says another it is told."""

    def __init__(self, known: Mapping[str, Organisation]) -> None:
        self.units: dict[str, str] = {}
        self._known = known
        self._found: dict[str, str] = {}
        self._notes: dict[tuple[str, str], Note] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """What contradicts: each organisation and country once."""
        return tuple(self._notes.values())

    def learn(self, record: Record, names: Mapping[str, str]) -> None:
        """Take the countries of a row's organisations; `names` are the ids of those in the register, by name."""
        for one in record.organisations:
            identity = one.id if one.id in self._known else names.get(one.names[0].casefold(), one.id)
            stands = self._known[identity].country if identity in self._known else ""
            first = stands or self._found.get(identity, "")
            if one.country and first and one.country != first:
                values = {"name": one.names[0], "country": first, "other": one.country, "row": record.where}
                self._notes.setdefault((identity, one.country), Note("other_country", values))
            elif one.country and not first:
                self._found[identity] = one.country
                self.units[identity] = record.agreement.unit

    def completed(self, organisation: Organisation) -> Organisation:
        """Return a new organisation with the country that any row gives it."""
        return dataclasses.replace(organisation, country=organisation.country or self._found.get(organisation.id, ""))

    def located(self) -> Iterator[Organisation]:
        """Yield the organisations of the register that get the country they lacked."""
        for identity, country in self._found.items():
            if identity in self._known:
                yield dataclasses.replace(self._known[identity], country=country)
