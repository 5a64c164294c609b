"""Document to findings: every checker on every view, one by one and guarded; then place, revision and meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from contract_scan.document import Document
from contract_scan.finding import Finding
from contract_scan.hookspecs import Checker, Deriver
from contract_scan.plugins import Contribution
from contract_scan.revisions import merge_views
from contract_scan.rules.model import Meaning
from contract_scan.scan import Failure


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checkers found in all views of a document, in reading order, and which of them failed."""

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]


def check(
    document: Document,
    checkers: Sequence[Contribution],
    derivers: Sequence[Contribution],
    meanings: Mapping[str, Meaning],
) -> Checked:
    """Run all checkers and derivers on both views and return their findings, placed, with their meaning filled in."""
    failures: list[Failure] = []
    by_view = []
    for view in document.current_and_original:
        found = _run_all(checkers, failures, lambda checker, view=view: checker.check(view), view)  # type: ignore[misc]
        found = [_with_meaning(finding, meanings) for finding in found]
        given = tuple(found)
        derived = _run_all(derivers, failures, lambda d, view=view, given=given: d.derive(view, given), view)  # type: ignore[misc]
        found += [_with_meaning(finding, meanings) for finding in derived]
        by_view.append(sorted({_key(f): _placed(f, view) for f in found}.values(), key=_order))
    return Checked(merge_views(document, by_view), tuple(f for i, f in enumerate(failures) if f not in failures[:i]))


def _run_all(
    parts: Sequence[Contribution],
    failures: list[Failure],
    run: Callable[[Any], Iterable[Finding]],
    document: Document,
) -> list[Finding]:
    found: list[Finding] = []
    for part in parts:
        found.extend(_run(part, failures, run, document))
    return found


def _run(
    part: Contribution, failures: list[Failure], run: Callable[[Any], Iterable[Finding]], document: Document
) -> list[Finding]:
    """Run one checker; if it raises or returns nonsense, its findings are lost, and only its."""
    checker: Checker | Deriver = part.value
    name = str(getattr(checker, "name", type(checker).__name__))
    try:
        found = [replace(finding, plugin=finding.plugin or part.plugin) for finding in run(checker)]
        for finding in found:
            if document.quote(finding.span) != finding.quote:
                raise ValueError("a finding's quote is not its span")
        return found
    except Exception as error:  # noqa: BLE001 - the guard around a checker: one broken part costs one part
        questions = tuple(getattr(checker, "questions", ()))
        failures.append(Failure("checker", name, "checker_raised", {"error": type(error).__name__}, questions))
        return []


def _with_meaning(finding: Finding, meanings: Mapping[str, Meaning]) -> Finding:
    meaning = meanings.get(finding.rule)
    if meaning is None:
        return finding
    return replace(
        finding,
        questions=finding.questions or meaning.questions,
        bearing=finding.bearing or meaning.bearing,
    )


def _placed(finding: Finding, document: Document) -> Finding:
    block = document.block_at(finding.span.start)
    if block is None:
        return finding
    return replace(
        finding,
        view=document.view,
        page=finding.page or block.page,
        clause=finding.clause or block.clause,
        headings=finding.headings or block.headings,
    )


def _key(finding: Finding) -> tuple[object, ...]:
    return (finding.kind, finding.rule, finding.span, str(sorted(finding.attributes.items(), key=str)))


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.span, finding.kind, finding.rule, str(sorted(finding.attributes.items(), key=str)))
