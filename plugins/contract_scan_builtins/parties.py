"""Who the parties are: names as they stand, with alias, role, legal form, seat, country, number and signatory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.hookspecs import Checker, hookimpl

RULE = "parties.party"


class PartyChecker:
    """Finds the parties of an agreement or letter. One finding for each, at the first full mention of its name."""

    name = "parties"
    questions = ("1.1", "2.1", "2.2", "2.3")

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield a finding of kind "party" for each party; the quote is its name as it stands in the text."""
        from contract_scan_builtins._parties.find import parties_of

        for party in parties_of(document):
            yield Finding(
                "party", party.span, document.quote(party.span), RULE, document.view, attributes=party.attributes()
            )


@hookimpl
def checkers() -> Iterable[Checker]:
    """Contribute the checker of parties."""
    return [PartyChecker()]
