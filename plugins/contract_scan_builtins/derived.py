"""Evidence computed from other findings: missing safeguards, short scholarships, combinations, accumulation, scope."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.hookspecs import Deriver, hookimpl
from contract_scan_builtins._safeguards import missing_safeguards
from contract_scan_builtins._scholars import short_scholarships
from contract_scan_builtins._scope import scope
from contract_scan_builtins._together import accumulations, combinations, technology_in
from contract_scan_builtins.countries import CountryDeriver
from contract_scan_builtins.list_matches import ListMatches


class Derived:
    """Runs every computation on one view of a document."""

    name = "derived"
    questions: tuple[str, ...] = ("1.3", "2.2", "3.1", "3.2", "4.5", "5.1", "5.3")

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield the computed findings."""
        # Derivers are given what checkers found, not what other derivers did; so the affiliations are looked up here.
        countries = list(CountryDeriver().derive(document, findings))
        yield from missing_safeguards(document, findings)
        yield from short_scholarships(document, findings)
        technology = technology_in(findings)
        if technology is not None:
            affiliations = [*ListMatches().derive(document, findings), *countries]
            yield from combinations(document, technology, affiliations)
        yield from accumulations(document, findings)
        yield from scope(document, countries)


@hookimpl
def derivers() -> Iterable[Deriver]:
    """Contribute the computations."""
    return (Derived(),)
