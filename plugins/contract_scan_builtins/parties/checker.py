"""Who the parties are: names as they stand, with alias, role, legal form, seat, country, number and signatory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contract_scan.document import Document, Span
from contract_scan.finding import Finding, Value
from contract_scan.hookspecs import Checker, hookimpl

PARTY = "parties.party"
ROLE_WITHOUT_NAME = "parties.role_without_name"


class PartyChecker:
    """Finds the parties of an agreement or letter. One finding for each, at the first full mention of its name."""

    name = "parties"
    questions: tuple[str, ...] = ("1.1", "2.1", "2.2")

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield a finding of kind "party" for each party, quoting its name, and a note for each role without a name."""
        from contract_scan_builtins.parties.find import parties_of, with_breaks
        from contract_scan_builtins.parties.roles import roles_without_name

        parties = parties_of(document)
        for party in parties:
            yield _finding(document, "party", PARTY, party.span, party.attributes())
        for span, role in roles_without_name(document, with_breaks(document), parties):
            yield _finding(document, "note", ROLE_WITHOUT_NAME, span, {"role": role})


def _finding(document: Document, kind: str, rule: str, span: Span, attributes: dict[str, Value]) -> Finding:
    return Finding(kind, span, document.quote(span), rule, document.view, attributes=attributes)


@hookimpl
def checkers() -> Iterable[Checker]:
    """Contribute the checker of parties."""
    return [PartyChecker()]
