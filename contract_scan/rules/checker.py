"""The checker that runs all rules with words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from contract_scan.document import Document
from contract_scan.finding import Finding, Value
from contract_scan.rules.compiled import compile_pack
from contract_scan.rules.definitions import meaning_of
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
        self.questions = tuple(sorted({q for m in pack.meanings.values() for q in (*m.questions, *m.background)}))
        self._plugins = {rule: meaning.plugin for rule, meaning in pack.meanings.items()}

    def check(self, document: Document) -> Iterable[Finding]:
        """Yield what the rules find in one view of a document."""
        text = folded(document)
        scopes = Scopes(text)
        exempter = Exempter(text, scopes)
        for finding in self.matcher.find_in(text, scopes):
            index = text.segment_of(finding.span)
            yield exempter.exempted(_with_terms(finding, scopes, index), index)


def _with_terms(finding: Finding, scopes: Scopes, index: int) -> Finding:
    """Return a finding that says, under "terms", what the defined terms in its sentence mean in this document."""
    text = scopes.text
    used = scopes.terms.used_in(text.segments[index])
    terms: dict[str, Value] = {d.term: meaning_of(text.document, d) for d in used}
    return replace(finding, attributes={**finding.attributes, "terms": terms}) if terms else finding
