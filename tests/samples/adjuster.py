from collections.abc import Iterable, Sequence
from dataclasses import replace

from contract_scan import Document, Finding, hookimpl


class QuietPublicity:
    """Keeps clauses on names and logos as background, even where a house rule shows them directly."""

    name = "example.quiet_publicity"
    questions = ("5.1",)

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        for finding in findings:
            if finding.kind == "publicity":
                yield replace(finding, questions=(), background=finding.questions + finding.background)
            else:
                yield finding


@hookimpl
def adjusters() -> list[QuietPublicity]:
    return [QuietPublicity()]
