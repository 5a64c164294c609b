"""The linear reader: weights over concepts, words and letters find, as possible, what no rule foresaw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.hookspecs import Adjuster, Deriver, hookimpl

NAME = "linear_reader"


class LinearReader:
    """Reads a document once more by weights; everything it finds alone is possible, and it takes nothing away."""

    name = NAME
    after: tuple[str, ...] = ("derived",)
    only_proposes = True
    questions: tuple[str, ...] = ()

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield the sentences that are likely enough of a kind, in reading order."""
        from contract_scan_builtins.linear_reader.reader import read_again

        return read_again(document, findings)


class UnlikelyFindings:
    """Makes what a built-in rule finds possible where the sentence and all around it make it unlikely."""

    name = "unlikely_findings"
    after: tuple[str, ...] = (NAME, "likely_funders")
    questions: tuple[str, ...] = ()

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield all findings; the unlikely ones as possible."""
        from contract_scan_builtins.linear_reader.reader import doubted

        return doubted(document, findings)


@hookimpl
def adjusters() -> Iterable[Adjuster]:
    """Contribute what doubts the rules."""
    return (UnlikelyFindings(),)


@hookimpl
def derivers() -> Iterable[Deriver]:
    """Contribute the linear reader."""
    return (LinearReader(),)
