"""Says of money whether a foreign state, or a body of one, pays it (question 4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.hookspecs import Adjuster, hookimpl
from contract_scan_builtins._countries import countries_in
from contract_scan_builtins._institution import home_of
from contract_scan_builtins._tables import table
from contract_scan_builtins._words_in import first_of

STATE_MONEY = "4.4"


class Payers:
    """Lays a payer that is a foreign state directly under question 4.4, any other as its background."""

    name = "payers"
    after: tuple[str, ...] = ("institution",)
    questions: tuple[str, ...] = (STATE_MONEY,)

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield all findings, those on money with whether a foreign state pays."""
        home = home_of(findings)
        foreign = _foreign_parties(findings, home)
        for finding in findings:
            if STATE_MONEY not in (*finding.questions, *finding.background) or finding.kind not in (
                "funder",
                "funding",
            ):
                yield finding
                continue
            language = _language(document, finding)
            yield _laid(finding, direct=_is_foreign_state(finding, home, foreign, language))


def _foreign_parties(findings: Sequence[Finding], home: str) -> frozenset[str]:
    """Return the names of parties that have their seat in another country."""
    parties = (f for f in findings if f.kind == "party")
    return frozenset(str(p.attributes.get("name")) for p in parties if p.attributes.get("country") not in (None, home))


def _language(document: Document, finding: Finding) -> str | None:
    block = document.block_at(finding.span.start)
    return block.language if block else None


def _is_foreign_state(finding: Finding, home: str, foreign: frozenset[str], language: str | None) -> bool:
    data = table("state_payers")
    name = str(finding.attributes.get("name") or "")
    text = f"{name}\n{finding.quote}"
    bodies = {code: names for code, names in data["bodies"].items() if code != home}
    if any(body in text for names in bodies.values() for body in names):
        return True
    abroad = any(code != home for _, code in countries_in(text, language, places=True)) or name in foreign
    return abroad and first_of(text, data["words"]) is not None


def _laid(finding: Finding, *, direct: bool) -> Finding:
    questions = tuple(q for q in finding.questions if q != STATE_MONEY)
    background = tuple(q for q in finding.background if q != STATE_MONEY)
    if direct:
        return replace(finding, questions=(*questions, STATE_MONEY), background=background)
    return replace(finding, questions=questions, background=(*background, STATE_MONEY))


@hookimpl
def adjusters() -> Iterable[Adjuster]:
    """Contribute the adjuster."""
    return (Payers(),)
