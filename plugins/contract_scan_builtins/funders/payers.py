"""Says of money whether a foreign state pays it (question 4.4), and whether one side pays at all (question 4.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan_builtins.countries.named import countries_in, country_groups
from contract_scan_builtins.shared.institution import home_of, names_of_ours
from contract_scan_builtins.shared.tables import table
from contract_scan_builtins.shared.words_in import first_of

STATE_MONEY, ONE_SIDED, ORIGIN = "4.4", "4.1", "4.3"


class Payers:
    """Lays a payer that is a foreign state, or sits in a named country, directly under 4.4, any other as background.

    The only payer of a document bears directly on 4.1; that each side bears its own costs does not, nor what we pay
    ourselves.
    """

    name = "payers"
    after: tuple[str, ...] = ("institution",)
    questions: tuple[str, ...] = (ONE_SIDED, ORIGIN, STATE_MONEY)

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield all findings, those on money with what they bear on directly."""
        home, ours = home_of(findings), names_of_ours(findings)
        foreign = _foreign_parties(findings, home)
        payers = {str(f.attributes.get("name")) for f in findings if f.kind == "funder" and f.certainty == "sure"}
        alone = len(payers) == 1
        told: set[str] = set()
        laid = []
        for finding in sorted(findings, key=lambda f: f.span):
            if finding.kind == "funder" and str(finding.attributes.get("name")) in ours:
                finding = replace(finding, questions=(), background=(*finding.questions, *finding.background))
            elif finding.kind in ("funder", "funding"):
                block = document.block_at(finding.span.start)
                state = _is_foreign_state(finding, home, foreign, block.language if block else None)
                if state and finding.rule in table("state_payers")["named"]:
                    finding = replace(finding, background=(*finding.background, STATE_MONEY))
                finding = _laid(finding, STATE_MONEY, direct=state)
                nameless = bool(payers - ours) or _is_heading(document, finding)
                finding = _one_sided(finding, alone=alone, again=nameless or finding.rule in told)
                tells = state or (_says_origin(finding) and not _is_heading(document, finding))
                finding = _laid(finding, ORIGIN, direct=True) if tells else finding
                told |= {finding.rule} & set(table("state_payers")["once"])
            laid.append(finding)
        yield from _with_first_payment(laid, document)


def _with_first_payment(findings: Sequence[Finding], document: Document) -> Iterator[Finding]:
    """Yield findings; where nothing says more of who bears the costs, what says that somebody pays does.

    That is the first payer; without one, the first payment, one with an amount before one without, and no heading.
    """
    rules = table("state_payers")["once"]
    money = [f for f in findings if f.kind in ("funder", "funding")]
    said = any(ONE_SIDED in f.questions for f in money)
    able = [f for f in money if ONE_SIDED in f.background and (f.kind == "funder" or f.rule in rules)]
    able = [] if said else [f for f in able if not _is_heading(document, f)]
    first = min(able, key=lambda f: (f.kind != "funder", "amount" not in f.attributes, f.span), default=None)
    for finding in findings:
        yield _laid(finding, ONE_SIDED, direct=True) if finding is first else finding


def _is_heading(document: Document, finding: Finding) -> bool:
    block = document.block_at(finding.span.start)
    return block is not None and block.kind in ("heading", "title")


def _says_origin(finding: Finding) -> bool:
    """Say whether a sentence on money tells where it comes from, or which way it goes."""
    return finding.kind == "funding" and first_of(finding.quote, table("state_payers")["origin"]) is not None


def _one_sided(finding: Finding, *, alone: bool, again: bool) -> Finding:
    """Return a finding on money as it bears on one-sided funding; what was said before of a payer is background."""
    data = table("state_payers")
    if finding.kind == "funder":
        return _laid(finding, ONE_SIDED, direct=alone)
    if "percentage" in finding.attributes and first_of(finding.quote, data["no_share"]) is not None:
        return _laid(finding, ONE_SIDED, direct=False)
    share = "percentage" in finding.attributes or first_of(finding.quote, data["shares"]) is not None
    if again and not share and finding.rule in data["once"]:
        return _laid(_laid(finding, ONE_SIDED, direct=False), ORIGIN, direct=False)
    if finding.rule in data["costs"] and not share:
        wholly = first_of(finding.quote, data["wholly"]) is not None
        own = first_of(finding.quote, data["own_costs"]) is not None
        return _laid(finding, ONE_SIDED, direct=wholly and not own)
    return finding


def _foreign_parties(findings: Sequence[Finding], home: str) -> dict[str, str]:
    """Return the names and short names of parties that have their seat in another country, with that country."""
    found: dict[str, str] = {}
    for party in (f for f in findings if f.kind == "party"):
        country, aliases = party.attributes.get("country"), party.attributes.get("aliases")
        if isinstance(country, str) and country != home:
            for name in (party.attributes.get("name"), *(aliases if isinstance(aliases, list) else ())):
                found[str(name)] = country
    return found


def _seat_of(name: str, foreign: Mapping[str, str]) -> str | None:
    """Return the country of the party abroad that a payer is: by its name or short name, with or without an article."""
    bare = _bare(name)
    return next((country for known, country in foreign.items() if bare and _bare(known) == bare), None)


def _bare(name: str) -> str:
    words = name.casefold().split()
    return " ".join(words[1:] if words[:1] and words[0] in table("state_payers")["articles"] else words)


def _is_foreign_state(finding: Finding, home: str, foreign: Mapping[str, str], language: str | None) -> bool:
    data = table("state_payers")
    name = str(finding.attributes.get("name") or "")
    text = f"{name}\n{finding.quote}"
    bodies = (body for code, names in data["bodies"].items() if code != home for body in names)
    if any(body in text for body in bodies):
        return True
    seat = _seat_of(name, foreign)
    if seat in country_groups()["named_in_threat_assessment"].members:
        return True
    abroad = seat is not None or any(code != home for _, code in countries_in(text, language, places=True))
    return abroad and first_of(text, data["words"]) is not None


def _laid(finding: Finding, question: str, *, direct: bool) -> Finding:
    """Return a finding that bears on a question directly or as background, if it bears on it at all."""
    if question not in (*finding.questions, *finding.background):
        return finding
    questions = tuple(q for q in finding.questions if q != question)
    background = tuple(q for q in finding.background if q != question)
    if direct:
        return replace(finding, questions=(*questions, question), background=background)
    return replace(finding, questions=questions, background=(*background, question))
