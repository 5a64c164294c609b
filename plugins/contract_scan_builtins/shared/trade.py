"""A contract for goods or services: its price funds no research, so that what is said of it is background."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contract_scan.document import Document, Span
from contract_scan.finding import Finding
from contract_scan_builtins.shared.institution import names_of_others, names_of_ours
from contract_scan_builtins.shared.tables import table
from contract_scan_builtins.shared.words_in import first_of


class Trade:
    """Lays what a contract for goods or services says of money and results under chapter 4 as background."""

    name = "trade"
    after: tuple[str, ...] = ("payers", "usual", "scholars", "linear_reader")
    questions: tuple[str, ...] = ("4.1", "4.2", "4.3")

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yield all findings; in such a contract none bears directly on who funds research and why."""
        trading = title_of_trade(document, findings) is not None
        yield from map(_behind, findings) if trading else findings


def _behind(finding: Finding) -> Finding:
    moved = [question for question in finding.questions if question in table("trade")["questions"]]
    if not moved:
        return finding
    return replace(
        finding,
        questions=tuple(question for question in finding.questions if question not in moved),
        background=tuple(dict.fromkeys((*finding.background, *moved))),
    )


def title_of_trade(document: Document, findings: Sequence[Finding]) -> Span | None:
    """Return where the title names a contract for goods or services, if nothing in the document speaks of research."""
    data = table("trade")
    first = next((b for b in document.blocks if any(map(str.isalpha, document.quote(b.span)))), None)
    named = first_of(document.quote(first.span)[: data["length"]], data["titles"]) if first else None
    if first is None or named is None or first_of(_without_names(document, findings), data["research"]) is not None:
        return None
    return Span(first.span.start + named.start, first.span.start + named.end)


def _without_names(document: Document, findings: Sequence[Finding]) -> str:
    """Return the text with the names of the parties left out, longest first: "Research" may be part of one."""
    text = document.text
    for name in sorted(names_of_ours(findings) | names_of_others(findings), key=len, reverse=True):
        text = text.replace(name, " ")
    return text
