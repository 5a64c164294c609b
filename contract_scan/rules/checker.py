"""The checker that runs all rules with words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from contract_scan.document import Document
from contract_scan.finding import Finding, Value
from contract_scan.rules.budget import SECONDS, Budget
from contract_scan.rules.compiled import Matcher, compile_pack
from contract_scan.rules.definitions import meaning_of
from contract_scan.rules.exempt import Exempter
from contract_scan.rules.match import RuleMatcher
from contract_scan.rules.model import Pack, Where
from contract_scan.rules.scopes import Scopes
from contract_scan.rules.segmenting import folded
from contract_scan.scan import Failure, IncompleteError


class RuleChecker:
    """Finds what the rules of a pack find; built once per process. A rule that takes longer than `seconds` is stopped.

    It sets each rule a bound of its own (`bounds_itself`): together they may take as long as they need.
    """

    name = "rules"
    bounds_itself = True

    def __init__(self, pack: Pack, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.matcher = RuleMatcher(compile_pack(pack))
        self.languages = self.matcher.compiled.languages
        self.questions = tuple(sorted({q for m in pack.meanings.values() for q in m.asked}))
        self._plugins = {rule: meaning.plugin for rule, meaning in pack.meanings.items()}

    def check(self, document: Document) -> Iterable[Finding]:
        """Yield what the rules find in one view of a document. Raises `IncompleteError` last if some were stopped."""
        text = folded(document)
        scopes, budget = Scopes(text), Budget(self.seconds)
        exempter = Exempter(text, scopes)
        for finding in self.matcher.find_in(text, scopes, budget):
            index = text.segment_of(finding.span)
            yield exempter.exempted(_with_terms(finding, scopes, index), index)
        if budget.stopped:
            raise IncompleteError([self._slow(self.matcher.compiled.matchers[n]) for n in budget.stopped])

    def _slow(self, matcher: Matcher) -> Failure:
        """Return the failure of a rule that was stopped, by the file and line of its words."""
        meaning, where = matcher.meaning, matcher.wording.where or Where("", 1)
        place: dict[str, str | float] = {"path": where.path, "line": where.line}
        name = f"{where.path}:{where.line}"
        return Failure("rule", name, "slow", {"rule": meaning.id, **place, "seconds": self.seconds}, meaning.asked)


def _with_terms(finding: Finding, scopes: Scopes, index: int) -> Finding:
    """Return a finding that says, under "terms", what the defined terms in its sentence mean in this document."""
    text = scopes.text
    used = scopes.terms.used_in(text.segments[index])
    terms: dict[str, Value] = {d.term: meaning_of(text.document, d) for d in used}
    return replace(finding, attributes={**finding.attributes, "terms": terms}) if terms else finding
