"""Evidence computed from other findings: missing safeguards, short scholarships, combinations, accumulation, scope."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan_builtins.derived.aims import aims
from contract_scan_builtins.derived.guests import homes_and_access
from contract_scan_builtins.derived.safeguards import missing_safeguards
from contract_scan_builtins.derived.scholars import long_stays, short_scholarships
from contract_scan_builtins.derived.scope import scope
from contract_scan_builtins.derived.together import accumulations, combinations, technology_in


class Derived:
    """Runs every computation on one view of a document."""

    name = "derived"
    after: tuple[str, ...] = ("countries", "list_matches")
    questions: tuple[str, ...] = ("1.3", "2.2", "3.1", "3.2", "4.2", "4.5", "4.6", "4.7", "5.1", "5.3")

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield the computed findings."""
        countries = [f for f in findings if f.kind == "country"]
        matches = [f for f in findings if f.kind == "list_match"]
        told = [f for f in findings if f.kind not in ("country", "list_match")]
        yield from missing_safeguards(document, told)
        stays = list(short_scholarships(document, told))
        yield from stays
        spans = [*((stay.span, stay.facts) for stay in stays), *long_stays(document)]
        yield from homes_and_access(document, told, spans)
        technology = technology_in(told)
        if technology is not None:
            yield from combinations(document, technology, [*matches, *countries])
        yield from aims(document, told)
        yield from accumulations(document, told)
        yield from scope(document, countries, told)
