"""The checker that runs all rules with words."""

from __future__ import annotations

from collections.abc import Iterable

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.rules.compiled import compile_pack
from contract_scan.rules.exempt import Exempter
from contract_scan.rules.match import RuleMatcher
from contract_scan.rules.model import Pack
from contract_scan.rules.scopes import Scopes
from contract_scan.rules.segmenting import folded


class RuleChecker:
    """Finds what the rules of a pack find; built once per process."""

    name = "rules"

    def __init__(self, pack: Pack) -> None:
        self.matcher = RuleMatcher(compile_pack(pack))
        self.languages = self.matcher.compiled.languages
        self.questions = tuple(sorted({q for meaning in pack.meanings.values() for q in meaning.questions}))
        self._plugins = {rule: meaning.plugin for rule, meaning in pack.meanings.items()}

    def check(self, document: Document) -> Iterable[Finding]:
        """Yield what the rules find in one view of a document."""
        text = folded(document)
        exempter = Exempter(text, Scopes(text))
        for finding in self.matcher.find_in(text):
            yield exempter.exempted(finding, text.segment_of(finding.span))
