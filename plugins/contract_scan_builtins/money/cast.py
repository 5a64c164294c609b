"""Who gives and who receives by what somebody is, where a document does not say it: hosts, scholars, who grants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from contract_scan.expressions import compiled
from contract_scan_builtins.money.lexicon import pattern_of
from contract_scan_builtins.money.people import People
from contract_scan_builtins.money.scholar import TITLE
from contract_scan_builtins.shared.wordlists import any_of, words_of


@dataclass(frozen=True)
class Cast(People):
    """Everybody who may give or receive in a document, with who must be meant where nobody is named."""

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The names of the institutions that do the work with what others give; none where all may give as well.

        Of several institutions those that are not plainly from abroad: of the only one it is clear.
        """
        found = sorted(self.institutions)
        here = [name for name in found if pattern_of("home").search(name)]  # as Dutch writes them
        return frozenset(here or found if len(found) == 1 else here)

    @cached_property
    def institutions(self) -> frozenset[str]:
        """The names of all institutions of research or teaching that are parties, and not of those who support one."""
        found = (who.name for who in self.everybody if who.sort == "institution")
        return frozenset(name for name in found if not pattern_of("supporters").search(name))

    @cached_property
    def scholar(self) -> str | None:
        """Who receives a stipend that is given to nobody by name: the one called so, or the only person of all."""
        if self._student:
            return self._student.name
        sender = self._sender.name if self._sender else None
        people = [who.name for who in self.everybody if who.sort == "person" and " " in who.name and who.name != sender]
        return people[0] if len(people) == 1 else None

    @cached_property
    def is_stipend(self) -> bool:
        """Whether a document is about a stipend for a person: its first words say so."""
        addressee = self.table.addressee
        for_one = self._student is not None or (addressee is not None and addressee.name == self.scholar)
        return for_one and pattern_of("stipends").search(self.text, 0, TITLE) is not None

    def receiving(self, giver: str) -> str | None:
        """Return who must be meant to receive what somebody gives: whoever receives here, or the other party."""
        if self.recipient:
            return self.recipient if self.recipient != giver else None
        others = [[name for name in sorted(self.hosts) if name != giver]]
        if giver in {who.name for who in self.everybody}:
            others.append([who.name for who in self.everybody if who.name != giver])
        return next((names[0] for names in others if len(names) == 1), None)

    @cached_property
    def confirms(self) -> bool:
        """Whether an institution writes to somebody that is none, and so confirms what that gives to it."""
        sender, addressee = self.table.sender, self.table.addressee
        pays = addressee is not None and addressee.sort not in ("institution", "person")
        return pays and sender is not None and sender.sort == "institution"

    @cached_property
    def recipient(self) -> str | None:
        """Who receives what a document grants, and puts in "own funds": the addressee, the lead, the only host."""
        if self.is_stipend:
            return self.scholar
        if self.table.sender and self.table.addressee:
            return self.table.sender.name if self.confirms else self.table.addressee.name
        lead = [who.name for who in self.everybody if any(_leading().fullmatch(alias) for alias in who.aliases)]
        several = (lead, sorted(self.hosts), sorted(self.institutions))
        return next((names[0] for names in several if len(names) == 1), None)

    @cached_property
    def granting(self) -> str | None:
        """Who grants what a document grants without saying by whom: its sender, client, sponsor or authority."""
        if self.confirms and self.table.addressee:
            return self.table.addressee.name
        if self._sender:
            return self._sender.name
        called = [who.name for who in self.everybody if any(_paying().fullmatch(alias) for alias in who.aliases)]
        authorities = [who.name for who in self.everybody if who.sort == "government"]
        return next((names[0] for names in (called, authorities) if len(names) == 1), None)


@cache
def _leading() -> re.Pattern[str]:
    """Return the expression for short names of whoever receives for a consortium."""
    return compiled(rf"(?:the\s|de\s)?(?:{any_of(words_of('money', 'lead'))})", re.IGNORECASE)


@cache
def _paying() -> re.Pattern[str]:
    """Return the expression for short names of whoever pays: a sponsor, the client of contract research."""
    roles = (*words_of("funders", "funder_roles"), *words_of("funders", "buyer_roles"))
    return compiled(rf"(?:the\s|de\s|het\s)?(?:{any_of(roles)})", re.IGNORECASE)
