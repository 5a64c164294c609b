"""What a finding of a plugin from outside may say: a rule of its own, a kind and questions that somebody declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from contract_scan.finding import Finding
from contract_scan.nouns import dataclass
from contract_scan.rules.model import Meaning
from contract_scan.rules.names import own_kinds
from contract_scan.rules.silent import by_checker


@dataclass(frozen=True, slots=True)
class Known:
    """What findings may name: rules with the plugin that each comes from, kinds, and the questions of all sets.

    `by_checker` are the questions of the rules that each checker finds, which may be of another set than its own are.
    Where nothing is known of questions or kinds (a checker is tried alone), all are.
    """

    rules: Mapping[str, str] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    by_checker: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def missed(self, name: str, named: tuple[str, ...]) -> tuple[str, ...]:
        """Return the questions that a part bears on, those it names and those of its rules, as far as they exist.

        None, which stands for all, where it names none that exists.
        """
        own = tuple(one for one in named if not self.questions or one in self.questions)
        return tuple(dict.fromkeys((*own, *self.by_checker.get(name, ())))) if own else ()


def known_from(meanings: Iterable[Meaning], questions: Iterable[str]) -> Known:
    """Return what the loaded rules and question sets declare, beside the kinds that contract-scan has itself."""
    given = list(meanings)
    kinds = frozenset(meaning.kind for meaning in given) | own_kinds()
    return Known({meaning.id: meaning.plugin for meaning in given}, kinds, frozenset(questions), by_checker(given))


def judged(
    findings: Iterable[Finding], plugin: str, known: Known, given: Iterable[Finding] = ()
) -> tuple[list[Finding], list[tuple[str, Mapping[str, str]]]]:
    """Return what stands of the findings of a plugin, and per thing that it may not say a reason with its details.

    `given` are findings that a deriver was given: what it hands on of those is dropped, for they are there already.
    """
    others = {(finding.rule, finding.span) for finding in given}
    own = [finding for finding in findings if (finding.rule, finding.span) not in others]
    reasons: list[tuple[str, Mapping[str, str]]] = []
    for finding in own:
        reasons += [reason for reason in _reasons(finding, plugin, known) if reason not in reasons]
    return [_within(finding, known) for finding in own if known.rules.get(finding.rule, plugin) == plugin], reasons


def judged_change(
    changed: Finding, before: Finding, known: Known
) -> tuple[Finding, list[tuple[str, Mapping[str, str]]]]:
    """Return a finding as an adjuster from outside may leave it, and a reason per thing that it may not say of it.

    A kind that nobody declares, or questions that no set has, stay as they were: a finding is hidden by neither.
    """
    reasons: list[tuple[str, Mapping[str, str]]] = []
    if known.kinds and changed.kind not in known.kinds:
        reasons.append(("foreign_kind", {"kind": changed.kind}))
        changed = replace(changed, kind=before.kind)
    named = (*changed.questions, *changed.background)
    wrong = [question for question in named if known.questions and question not in known.questions]
    reasons += [("foreign_question", {"question": question}) for question in wrong]
    if wrong:
        changed = replace(changed, questions=before.questions, background=before.background)
    return changed, reasons


def _reasons(finding: Finding, plugin: str, known: Known) -> Iterator[tuple[str, Mapping[str, str]]]:
    owner = known.rules.get(finding.rule)
    if owner not in (None, plugin):
        yield "foreign_rule", {"rule": finding.rule, "other": str(owner)}
        return
    if owner is None:
        yield "unexplained", {"rule": finding.rule}
    if known.kinds and finding.kind not in known.kinds:
        yield "foreign_kind", {"kind": finding.kind}
    for question in (*finding.questions, *finding.background):
        if known.questions and question not in known.questions:
            yield "foreign_question", {"question": question}


def _within(finding: Finding, known: Known) -> Finding:
    """Return a finding without questions that no set has."""
    if not known.questions:
        return finding
    direct, background = (
        tuple(question for question in named if question in known.questions)
        for named in (finding.questions, finding.background)
    )
    return replace(finding, questions=direct, background=background)
