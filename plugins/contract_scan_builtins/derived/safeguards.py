"""Protective clauses that are not there. Said only where everything was read in a language with rules.

A finding of an absence has no words of the document to quote: its span is empty, at the start of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from contract_scan.document import Document, Span
from contract_scan.finding import Finding
from contract_scan.read.language.stretches import unread_languages
from contract_scan_builtins.shared.tables import table
from contract_scan_builtins.shared.trade import title_of_trade
from contract_scan_builtins.shared.words_in import first_of

_LANGUAGES = frozenset({"nl", "en"})


def missing_safeguards(document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a finding for every safeguard of the table that matters here and was not found."""
    data = table("safeguards")
    if len(document.text) < data["least_characters"] or document.unread or unread_languages(document, _LANGUAGES):
        return
    found = frozenset(name for finding in findings for name in (finding.kind, finding.rule))
    trade = title_of_trade(document, findings) is not None
    for name, entry in data["safeguards"].items():
        if trade and not entry.get("in_trade"):
            continue
        if not _holds(document, found, entry["present"]) and _matters(document, found, entry["when"]):
            yield Finding("missing_safeguard", Span(0, 0), "", f"derived.no_{name}", attributes={"safeguard": name})


def _matters(document: Document, found: frozenset[str], when: dict[str, Any]) -> bool:
    return not (when["kinds"] or when["words"]) or _holds(document, found, when)


def _holds(document: Document, found: frozenset[str], part: dict[str, Any]) -> bool:
    return (
        bool(found.intersection([*part["kinds"], *part.get("rules", ())]))
        or first_of(document.text, part["words"]) is not None
    )
