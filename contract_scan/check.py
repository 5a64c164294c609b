"""Document to findings: every checker on every view, one by one and guarded; then place, revision and meaning."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from contract_scan.apart.given import adjusted, checked, derived, proposed
from contract_scan.apart.part import Part
from contract_scan.document import Block, Document, Span
from contract_scan.errors import ApartError, ModelError, RemoteError, named
from contract_scan.finding import POINTER, Finding, Standing
from contract_scan.foreign import Known, judged, judged_change
from contract_scan.gift import Gift, HeldGifts
from contract_scan.guard import guarded
from contract_scan.hookspecs import Adjuster
from contract_scan.nouns import dataclass
from contract_scan.plugins import Contribution
from contract_scan.revisions import merge_views
from contract_scan.rules.exempt import exempt_others
from contract_scan.rules.model import Meaning
from contract_scan.rules.segmenting import folded
from contract_scan.rules.segments import Folded
from contract_scan.scan import FailedPart, Failure, IncompleteError
from contract_scan.settings import Settings
from contract_scan.sound import fitting_gift, refuse_nonsense
from contract_scan.steps import tell
from contract_scan.trace import show

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checkers found in all views of a document, in reading order, and which of them failed.

    `left_out` are findings that an adjuster from outside took away, with its name: they are set aside and not gone.
    `raised` is what those in this process raised, for a programmer to see. `pointers` are no findings: sentences that
    come nearest to the questions they name, the nearest first.
    """

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    left_out: tuple[tuple[Finding, str], ...] = ()
    raised: tuple[BaseException, ...] = ()
    pointers: tuple[Finding, ...] = ()


#: How long one checker may take on one view, unless the configuration says otherwise.
SECONDS = 60.0


def check(
    document: Document,
    checkers: Sequence[Contribution],
    derivers: Sequence[Contribution],
    meanings: Mapping[str, Meaning],
    seconds: float = SECONDS,
    gifts: Sequence[Contribution] = (),
    known: Known | None = None,
    settings: Settings | None = None,
) -> Checked:
    """Run all checkers, derivers and adjusters on both views; return their findings, placed, with their meaning.

    `seconds` is the budget of each of them on each view; one that takes longer has failed. `known` is what findings of
    plugins from outside may name.
    """
    run = _Runner(
        seconds, settings or Settings(), known or Known({name: meaning.plugin for name, meaning in meanings.items()})
    )
    by_view, pointers = [], []
    views = document.current_and_original
    step = _counted((len(checkers) + len(derivers)) * len(views))
    for view in views:
        found: list[Finding] = []
        run.hold(view, gifts)
        for part in checkers:
            step()
            found += run.checker(part, view, found)
        found = run.exempted([_with_meaning(finding, meanings) for finding in found], view, meanings)
        for stage in _stages(derivers):
            for part in filter(_adjusts, stage):
                step()
                found = run.adjuster(part, view, tuple(found))
            given = tuple(found)
            for part in itertools.filterfalse(_adjusts, stage):
                step()
                found += [_with_meaning(finding, meanings) for finding in run.deriver(part, view, given)]
        run.placed(view)
        pointers += [_placed(f, view) for f in found if f.kind == POINTER]
        by_view.append(sorted({_key(f): _placed(f, view) for f in found if f.kind != POINTER}.values(), key=_order))
    failures = tuple(f for i, f in enumerate(run.failures) if f not in run.failures[:i])
    shown = merge_views(document, by_view)
    there = {finding.identity for finding in shown}
    left_out = {finding.identity: (finding, name) for finding, name in run.left_out if finding.identity not in there}
    return Checked(shown, failures, tuple(left_out.values()), tuple(run.raised), tuple(pointers))


def _counted(total: int) -> Callable[[], None]:
    """Return what is called before each checker, to tell which of all of them is at work."""
    numbers = itertools.count(1)
    return lambda: tell("checker", next(numbers), total)


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


#: What is told of an adjuster whose work stands all the same.
_HARMLESS = frozenset(("checker_printed", "foreign_kind", "foreign_question"))


class _Exceptions:
    """Stands for the tying of exceptions where a failure is named."""

    name = "exceptions"


class _Runner:
    """Runs checkers one by one, each guarded, and collects a failure for each that did not do its work."""

    def __init__(self, seconds: float, settings: Settings, known: Known) -> None:
        self.seconds, self.settings = seconds, settings
        self.known = known
        self.failures: list[Failure] = []
        self.raised: list[BaseException] = []
        self.left_out: list[tuple[Finding, str]] = []
        self._held: Folded | None = None
        self._gifts: HeldGifts | None = None

    def hold(self, view: Document, gifts: Sequence[Contribution]) -> None:
        """Cut a view into sentences, ask who gives what, and hold both as long as it is checked, for all who ask."""
        self._held = guarded(lambda: folded(view), self.seconds).value
        self._gifts = HeldGifts(view, [gift for part in gifts for gift in self._proposed(part, view)])

    def _proposed(self, part: Contribution, view: Document) -> list[Gift]:
        """Return what one plugin proposes; if it raises, takes too long or proposes nonsense, that is lost."""
        return self._outcome(part, lambda: [fitting_gift(gift, view) for gift in proposed(part.value, view)])

    def checker(self, part: Contribution, document: Document, before: Sequence[Finding] = ()) -> list[Finding]:
        """Return what a checker finds; one that says which of its parts failed keeps what the others found.

        `before` is what those before it found, for one that asks for a reading.
        """

        def made() -> Iterable[Finding]:
            if isinstance(part.value, Part):
                found: Iterable[Finding] = part.value.check(document, before)
                return found
            return checked(part.value, document, before, self.settings)

        return self._own(part, self._made(part, made, document))

    def placed(self, view: Document) -> None:
        """Say of findings that were left out in a view where they stand."""
        self.left_out = [(_placed(f, view) if f.standing is None else f, name) for f, name in self.left_out]

    def exempted(self, found: list[Finding], view: Document, meanings: Mapping[str, Meaning]) -> list[Finding]:
        """Return findings with exceptions tied to those of checkers that do not do so themselves."""
        part = Contribution("", _Exceptions())
        return self._outcome(part, lambda: exempt_others(view, found, meanings)) or found

    def deriver(self, part: Contribution, document: Document, given: tuple[Finding, ...]) -> list[Finding]:
        """Return what a deriver finds; one that ends because a model cannot be asked on keeps what it found before."""
        return self._own(part, self._made(part, lambda: derived(part.value, document, given), document), given)

    def adjuster(self, part: Contribution, document: Document, given: tuple[Finding, ...]) -> list[Finding]:
        """Return findings adjusted; as they were given where the adjuster fails or makes up findings of its own."""
        before = {(finding.rule, finding.span): finding for finding in given}

        def made() -> list[Finding]:
            ended: list[Failure] = []
            found = list(_until_incomplete(adjusted(part.value, document, given), ended))
            if not {(finding.rule, finding.span) for finding in found} <= before.keys():
                raise ValueError("an adjuster adds findings")
            self.failures += ended
            as_they_were = {id(finding) for finding in given}
            return [f if id(f) in as_they_were else self._adjusted(part, f, before, document) for f in found]

        failed = len(self.failures)
        found = self._outcome(part, made)
        if any(failure.reason not in _HARMLESS for failure in self.failures[failed:]):
            return list(given)
        if isinstance(part.value, Part):
            stay = {(finding.rule, finding.span) for finding in found}
            self.left_out += [(f, part.value.name) for key, f in before.items() if key not in stay]
        return found

    def _adjusted(
        self, part: Contribution, finding: Finding, before: Mapping[tuple[str, Span], Finding], document: Document
    ) -> Finding:
        """Return a finding that was changed, by the plugin that made it first; a stranger's change is judged."""
        refuse_nonsense(finding, document)
        first = before[finding.rule, finding.span]
        if isinstance(part.value, Part):
            finding, reasons = judged_change(finding, first, self.known)
            for reason, details in reasons:
                self._fail(part, reason, details)
        return replace(finding, plugin=first.plugin)

    def _own(self, part: Contribution, found: list[Finding], given: Sequence[Finding] = ()) -> list[Finding]:
        """Return what a plugin from outside may say of what it found; what it may not is a failure."""
        if not isinstance(part.value, Part):
            return found
        kept, reasons = judged(found, part.plugin, self.known, given)
        for reason, details in reasons:
            self._fail(part, reason, details)
        return kept

    def _made(self, part: Contribution, call: Callable[[], Iterable[Finding]], document: Document) -> list[Finding]:
        """Run one checker or deriver; what it found before it said that it could not do all its work stands."""
        ended: list[Failure] = []
        missing: list[ModelError] = []

        def made() -> Iterator[Finding]:
            try:
                yield from _until_incomplete(call(), ended)
            except ModelError as error:
                missing.append(error)

        found = self._run(part, lambda: list(made()), document)
        self.failures += [self._also_of_rules(part, failure) for failure in ended]
        for error in missing:
            self._fail(part, error.key, error.values)
        return found

    def _also_of_rules(self, part: Contribution, failure: Failure) -> Failure:
        """Return the failure of a part of a plugin with the questions of the rules that it finds, too."""
        if not (isinstance(part.value, Part) and failure.questions):
            return failure
        return replace(failure, questions=self.known.missed(str(part.value.name), failure.questions))

    def _run(self, part: Contribution, call: Callable[[], list[Finding]], document: Document) -> list[Finding]:
        """Run one checker; if it raises, takes too long or returns nonsense, its findings are lost, and only its."""
        return self._outcome(part, lambda: _attributed(part, call(), document))

    def _outcome(self, part: Contribution, call: Callable[[], list[_T]]) -> list[_T]:
        outcome = guarded(call, 0 if getattr(part.value, "bounds_itself", False) is True else self.seconds)
        if outcome.printed:
            self._fail(part, "checker_printed", {})
        if outcome.late:
            self._fail(part, "checker_late", {"seconds": self.seconds})
        elif outcome.error is not None:
            if isinstance(outcome.error, KeyboardInterrupt):
                raise outcome.error
            self.raised.append(outcome.error)
            if not isinstance(outcome.error, ApartError | RemoteError):  # those are shown where they were raised
                show(outcome.error, asked=self.settings.traceback)
            self._fail(part, *_said_of(outcome.error))
        return outcome.value or []

    def _fail(self, part: Contribution, reason: str, details: Mapping[str, str | float]) -> None:
        name = str(getattr(part.value, "name", type(part.value).__name__))
        named = getattr(part.value, "questions", ())
        questions = self.known.missed(name, tuple(map(str, named)) if isinstance(named, tuple | list) else ())
        sort: FailedPart = "model" if getattr(part.value, "only_proposes", False) is True else "checker"
        failure = Failure(sort, str(details.get("name", name)), reason, details, questions)
        if failure not in self.failures:
            self.failures.append(failure)


def _until_incomplete(found: Iterable[Finding], ended: list[Failure]) -> Iterator[Finding]:
    """Yield findings; where it is said at their end that parts are missing, they stand."""
    try:
        yield from found
    except IncompleteError as error:
        ended += error.failures


def _said_of(error: BaseException) -> tuple[str, Mapping[str, str | float]]:
    """Return what a failure says of what a checker raised, or why the process that it lives in does not answer."""
    if isinstance(error, ModelError):
        return error.key, error.values
    if isinstance(error, ApartError):
        return f"checker_{error.reason}", error.details
    return "checker_raised", {"error": named(error)}


def _attributed(part: Contribution, findings: list[Finding], document: Document) -> list[Finding]:
    """Return findings with the plugin that made them. Raises for what is no finding, or whose quote is not its span."""
    for finding in findings:
        refuse_nonsense(finding, document)
    return [replace(finding, plugin=part.plugin) for finding in findings]


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
        clause=finding.clause or document.clause_at(finding.span.start),
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
