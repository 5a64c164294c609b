"""What a payer wants with its money, where a sentence says so of the payer by name (question 4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.rules.sentences import sentences
from contract_scan_builtins.shared.institution import names_of_ours
from contract_scan_builtins.shared.tables import table
from contract_scan_builtins.shared.words_in import first_of

RULE = "derived.payer_aim"
#: The rule that finds the same where the payer is called "the Company" and the like.
_SAME = "funding.aim"
#: Shorter names are too often a word of another kind.
_SHORTEST = 3


def aims(document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the sentences in which a payer, called by its name or a short name of it, wants something."""
    names = _payers(findings)
    told = [finding.span for finding in findings if finding.rule == _SAME]
    for block in document.blocks if names else ():
        if not any(name in document.quote(block.span) for name in names):
            continue
        for span in sentences(document.text, block.span, block.language):
            if _says(document.quote(span), names) and not any(span.overlaps(other) for other in told):
                yield Finding("funding", span, document.quote(span), RULE)


def _payers(findings: Sequence[Finding]) -> frozenset[str]:
    """Return the names of who pays, other than ourselves, with the short names of those that are parties."""
    paying = {str(f.attributes.get("name")) for f in findings if f.kind == "funder" and f.certainty == "sure"}
    for party in (f for f in findings if f.kind == "party"):
        aliases = party.attributes.get("aliases")
        called = {str(party.attributes.get("name")), *map(str, aliases if isinstance(aliases, list) else ())}
        if called & paying:
            paying |= called
    return frozenset(name for name in paying - names_of_ours(findings) if len(name) >= _SHORTEST)


def _says(text: str, names: frozenset[str]) -> bool:
    starts = [start for start in (text.find(name) for name in names) if start >= 0]
    if not starts or first_of(text, table("aims")["but"]) is not None:
        return False
    for start in starts:
        after = text[start : start + int(table("aims")["near"])]
        wants = first_of(after, table("aims")["wants"])
        if wants is not None and not after[wants.end : wants.end + 1].isalnum():
            return True
    return False
