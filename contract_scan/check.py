"""Document to findings: every checker on every view, one by one and guarded; then place, revision and meaning."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeVar

from contract_scan.document import Block, Document
from contract_scan.errors import ModelError
from contract_scan.finding import Finding, Standing
from contract_scan.gift import Gift, HeldGifts
from contract_scan.guard import guarded
from contract_scan.hookspecs import Adjuster
from contract_scan.plugins import Contribution
from contract_scan.revisions import merge_views
from contract_scan.rules.exempt import exempt_others
from contract_scan.rules.model import Meaning
from contract_scan.rules.segmenting import folded
from contract_scan.rules.segments import Folded
from contract_scan.scan import FailedPart, Failure, IncompleteError
from contract_scan.sound import fitting_gift, refuse_nonsense

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checkers found in all views of a document, in reading order, and which of them failed."""

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]


#: How long one checker may take on one view, unless the configuration says otherwise.
SECONDS = 60.0


def check(
    document: Document,
    checkers: Sequence[Contribution],
    derivers: Sequence[Contribution],
    meanings: Mapping[str, Meaning],
    seconds: float = SECONDS,
    gifts: Sequence[Contribution] = (),
) -> Checked:
    """Run all checkers, derivers and adjusters on both views; return their findings, placed, with their meaning.

    `seconds` is the budget of each of them on each view; one that takes longer has failed.
    """
    run = _Runner(seconds)
    by_view = []
    for view in document.current_and_original:
        found: list[Finding] = []
        run.hold(view, gifts)
        for part in checkers:
            found += run.checker(part, view)
        found = run.exempted([_with_meaning(finding, meanings) for finding in found], view, meanings)
        for stage in _stages(derivers):
            for part in filter(_adjusts, stage):
                found = run.adjuster(part, view, tuple(found))
            given = tuple(found)
            for part in itertools.filterfalse(_adjusts, stage):
                found += [_with_meaning(finding, meanings) for finding in run.deriver(part, view, given)]
        by_view.append(sorted({_key(f): _placed(f, view) for f in found}.values(), key=_order))
    failures = tuple(f for i, f in enumerate(run.failures) if f not in run.failures[:i])
    return Checked(merge_views(document, by_view), failures)


def _stages(derivers: Sequence[Contribution]) -> Iterator[list[Contribution]]:
    """Yield derivers and adjusters in the order in which they can run: those `after` which none is left go first.

    One that names a deriver that is not there, or goes round in a circle, runs last.
    """
    left = list(derivers)
    while left:
        names = {getattr(part.value, "name", "") for part in left}
        ready = [part for part in left if not names & set(getattr(part.value, "after", ()))] or left
        yield ready
        left = [part for part in left if part not in ready]


def _adjusts(part: Contribution) -> bool:
    return isinstance(part.value, Adjuster)


class _Exceptions:
    """Stands for the tying of exceptions where a failure is named."""

    name = "exceptions"


class _Runner:
    """Runs checkers one by one, each guarded, and collects a failure for each that did not do its work."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.failures: list[Failure] = []
        self._held: Folded | None = None
        self._gifts: HeldGifts | None = None

    def hold(self, view: Document, gifts: Sequence[Contribution]) -> None:
        """Cut a view into sentences, ask who gives what, and hold both as long as it is checked, for all who ask."""
        self._held = guarded(lambda: folded(view), self.seconds).value
        self._gifts = HeldGifts(view, [gift for part in gifts for gift in self._proposed(part, view)])

    def _proposed(self, part: Contribution, view: Document) -> list[Gift]:
        """Return what one plugin proposes; if it raises, takes too long or proposes nonsense, that is lost."""
        return self._outcome(part, lambda: [fitting_gift(gift, view) for gift in part.value.propose(view)])

    def checker(self, part: Contribution, document: Document) -> list[Finding]:
        """Return what a checker finds; one that says which of its parts failed keeps what the others found."""
        ended: list[IncompleteError] = []

        def checked() -> Iterator[Finding]:
            try:
                yield from part.value.check(document)
            except IncompleteError as error:
                ended.append(error)

        found = self._run(part, lambda: list(checked()), document)
        self.failures += [failure for error in ended for failure in error.failures]
        return found

    def exempted(self, found: list[Finding], view: Document, meanings: Mapping[str, Meaning]) -> list[Finding]:
        """Return findings with exceptions tied to those of checkers that do not do so themselves."""
        part = Contribution("", _Exceptions())
        return self._run(part, lambda: exempt_others(view, found, meanings), view) or found

    def deriver(self, part: Contribution, document: Document, given: tuple[Finding, ...]) -> list[Finding]:
        """Return what a deriver finds; one that ends because a model cannot be asked on keeps what it found before."""
        ended: list[ModelError] = []

        def derived() -> Iterator[Finding]:
            try:
                yield from part.value.derive(document, given)
            except ModelError as error:
                ended.append(error)

        found = self._run(part, lambda: list(derived()), document)
        for error in ended:
            self._fail(part, error.key, error.values)
        return found

    def adjuster(self, part: Contribution, document: Document, given: tuple[Finding, ...]) -> list[Finding]:
        """Return findings adjusted; as they were given where the adjuster fails or makes up findings of its own."""
        known = {(finding.rule, finding.span) for finding in given}

        def adjusted() -> list[Finding]:
            found = list(part.value.adjust(document, given))
            if not {(finding.rule, finding.span) for finding in found} <= known:
                raise ValueError("an adjuster adds findings")
            return found

        failed = len(self.failures)
        found = self._run(part, adjusted, document, given)
        return found if all(f.reason == "checker_printed" for f in self.failures[failed:]) else list(given)

    def _run(
        self, part: Contribution, call: Callable[[], list[Finding]], document: Document, given: Sequence[Finding] = ()
    ) -> list[Finding]:
        """Run one checker; if it raises, takes too long or returns nonsense, its findings are lost, and only its.

        Those of `given` that come back as they were are known to be sound.
        """
        return self._outcome(part, lambda: _attributed(part, call(), document, {id(one) for one in given}))

    def _outcome(self, part: Contribution, call: Callable[[], list[_T]]) -> list[_T]:
        outcome = guarded(call, 0 if getattr(part.value, "bounds_itself", False) is True else self.seconds)
        if outcome.printed:
            self._fail(part, "checker_printed", {})
        if outcome.late:
            self._fail(part, "checker_late", {"seconds": self.seconds})
        elif outcome.error is not None:
            if isinstance(outcome.error, KeyboardInterrupt):
                raise outcome.error
            if isinstance(outcome.error, ModelError):
                self._fail(part, outcome.error.key, outcome.error.values)
            else:
                self._fail(part, "checker_raised", {"error": type(outcome.error).__name__})
        return outcome.value or []

    def _fail(self, part: Contribution, reason: str, details: Mapping[str, str | float]) -> None:
        name = str(getattr(part.value, "name", type(part.value).__name__))
        named = getattr(part.value, "questions", ())
        questions = tuple(map(str, named)) if isinstance(named, tuple | list) else ()
        sort: FailedPart = "model" if getattr(part.value, "only_proposes", False) is True else "checker"
        self.failures.append(Failure(sort, str(details.get("name", name)), reason, details, questions))


def _attributed(part: Contribution, findings: list[Finding], document: Document, known: Set[int]) -> list[Finding]:
    """Return findings with the plugin that made them. Raises for what is no finding, or whose quote is not its span.

    `known` are the identities of findings that were looked at before.
    """
    for finding in findings:
        if id(finding) not in known:
            refuse_nonsense(finding, document)
    return [finding if finding.plugin else replace(finding, plugin=part.plugin) for finding in findings]


def _with_meaning(finding: Finding, meanings: Mapping[str, Meaning]) -> Finding:
    """Return a finding with the questions and bearing of its rule; what is only context neither raises nor eases.

    A checker that names questions, direct or background, says all of them.
    """
    meaning = meanings.get(finding.rule)
    if meaning is None:
        return finding
    own = bool(finding.questions or finding.background)
    return replace(
        finding,
        questions=finding.questions if own else meaning.questions,
        background=finding.background if own else meaning.background,
        bearing=finding.bearing or (None if meaning.context else meaning.bearing),
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
        standing=finding.standing or _standing(finding, block, document),
    )


def _standing(finding: Finding, block: Block, document: Document) -> Standing | None:
    if not finding.quote:
        return None
    marks = sorted({mark.kind for mark in document.marks_in(finding.span)})
    return Standing(block.kind, document.paragraph_at(finding.span.start), block.author, block.date, tuple(marks))


def _key(finding: Finding) -> tuple[object, ...]:
    return (finding.kind, finding.rule, finding.span, str(sorted(finding.attributes.items(), key=str)))


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.span, finding.kind, finding.rule, str(sorted(finding.attributes.items(), key=str)))
