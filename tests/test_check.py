"""Checkers run one by one and guarded; their findings are placed and carry their rule's meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from contract_scan.check import check
from contract_scan.document import Document, Span
from contract_scan.errors import ModelError
from contract_scan.finding import Finding
from contract_scan.foreign import Known
from contract_scan.plugins import Contribution
from contract_scan.rules.model import Meaning
from tests.conftest import MakeDocument


class Finder:
    """Finds a word wherever it stands."""

    questions = ("1.1",)

    def __init__(self, word: str, rule: str = "made.word") -> None:
        self.name = f"finder of {word}"
        self.word, self.rule = word, rule

    def check(self, document: Document) -> Iterable[Finding]:
        """Yield a finding a word."""
        start = document.text.find(self.word)
        while start >= 0:
            span = Span(start, start + len(self.word))
            yield Finding("note", span, document.quote(span), self.rule)
            start = document.text.find(self.word, span.end)


class Raises(Finder):
    """Finds something and then raises."""

    def check(self, document: Document) -> Iterable[Finding]:
        """Yield one finding, then fail with document text in the error."""
        yield from super().check(document)
        raise RuntimeError(document.text)


class Misquotes(Finder):
    """Says a quote that does not stand at its span."""

    def check(self, document: Document) -> Iterable[Finding]:
        """Yield a finding with another quote."""
        yield Finding("note", Span(0, 3), "other words", self.rule)


class Counts:
    """Derives a finding from how many there are."""

    name = "counts"
    questions = ("2.1",)

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield one finding that says the number."""
        span = Span(0, 1)
        yield Finding("note", span, document.quote(span), "made.count", attributes={"count": len(findings)})


def run(document: Document, *parts: Any, derivers: Sequence[Any] = ()) -> Any:
    """Run checkers as plugins would have contributed them."""
    return check(
        document, [Contribution("made", p) for p in parts], [Contribution("made", d) for d in derivers], meanings={}
    )


def test_a_failing_checker_costs_its_own_findings_alone(make_document: MakeDocument) -> None:
    """The others' findings are all there, and the failure is named with the questions it touches."""
    document = make_document("secret things", "more secret things")

    checked = run(document, Raises("secret"), Finder("things"))

    assert ["things", "things"] == [f.quote for f in checked.findings]
    assert [("finder of secret", ("1.1",))] == [(f.name, f.questions) for f in checked.failures]


def test_a_failing_checker_touches_the_questions_of_its_rules_too(make_document: MakeDocument) -> None:
    """Those it names itself may be of a set that is not in use."""
    known = Known(questions=frozenset(("1.1", "2.1")), by_checker={"finder of secret": ("2.1",)})
    checked = check(make_document("secret"), [Contribution("made", Raises("secret"))], [], meanings={}, known=known)

    assert [("1.1", "2.1")] == [failure.questions for failure in checked.failures]


def test_an_error_carries_no_document_text(make_document: MakeDocument) -> None:
    """Only the error's type is kept: its message may quote the document."""
    checked = run(make_document("secret things"), Raises("secret"))

    assert "secret things" not in str(checked.failures[0].details)


def test_a_quote_that_is_not_its_span_is_a_failure(make_document: MakeDocument) -> None:
    """A plugin cannot show a reviewer words that do not stand in the document."""
    checked = run(make_document("secret things"), Misquotes("x"))

    assert () == checked.findings
    assert 1 == len(checked.failures)


def test_findings_are_placed_attributed_and_in_reading_order(make_document: MakeDocument) -> None:
    """Whatever order the checkers ran in."""
    document = make_document("alpha beta", "beta alpha")

    one = run(document, Finder("alpha", "made.alpha"), Finder("beta", "made.beta"))
    other = run(document, Finder("beta", "made.beta"), Finder("alpha", "made.alpha"))

    assert one == other
    assert ["alpha", "beta", "beta", "alpha"] == [f.quote for f in one.findings]
    assert {"made"} == {f.plugin for f in one.findings}


def test_derivers_see_what_the_checkers_found(make_document: MakeDocument) -> None:
    """Computed evidence comes after all checkers."""
    checked = run(make_document("alpha beta alpha"), Finder("alpha"), derivers=[Counts()])

    assert [2] == [f.attributes["count"] for f in checked.findings if f.rule == "made.count"]


class Follows(Counts):
    """Counts what there is after another deriver has run."""

    name = "a first name in the alphabet"
    after = ("counts",)

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield one finding that says the number."""
        span = Span(0, 1)
        yield Finding("note", span, document.quote(span), "made.later", attributes={"count": len(findings)})


def test_a_deriver_after_another_is_given_its_findings(make_document: MakeDocument) -> None:
    """Whatever the order of their names."""
    checked = run(make_document("alpha beta alpha"), Finder("alpha"), derivers=[Follows(), Counts()])

    assert [3] == [f.attributes["count"] for f in checked.findings if f.rule == "made.later"]


def test_derivers_that_wait_for_each_other_all_run(make_document: MakeDocument) -> None:
    """A circle costs nobody its findings."""
    one, other = Follows(), Follows()
    one.name, other.name = "one", "other"
    one.after, other.after = ("other",), ("one",)
    checked = run(make_document("alpha"), Finder("alpha"), derivers=[one, other])

    assert ((), 2) == (checked.failures, len(checked.findings))


class Proposes(Counts):
    """Derives a finding, and then cannot go on."""

    only_proposes = True

    def derive(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield one finding, then say that a model stopped."""
        yield from super().derive(document, findings)
        raise ModelError("model_raised", name="toy", error="OSError")


def test_what_was_proposed_before_a_model_stopped_stands_and_its_end_is_told(make_document: MakeDocument) -> None:
    """A model that is asked piece by piece can be lost on the way."""
    checked = run(make_document("alpha"), Finder("alpha"), derivers=[Proposes()])

    assert [1] == [f.attributes["count"] for f in checked.findings if f.rule == "made.count"]
    assert [("model", "toy", "model_raised")] == [(f.part, f.name, f.reason) for f in checked.failures]


class Bears(Finder):
    """Finds a word that raises a question, as a kind of its own choice."""

    def __init__(self, word: str, kind: str = "dual_use") -> None:
        super().__init__(word)
        self.kind = kind

    def check(self, document: Document) -> Iterable[Finding]:
        """Yield a finding a word."""
        yield from (replace(finding, kind=self.kind, bearing="raises") for finding in super().check(document))


EXCEPTED = "Item 3A001 is not exported, unless a licence is given.\nItem 4A001 is exported."


def test_a_finding_of_a_checker_carries_the_exception_that_stands_with_it(make_document: MakeDocument) -> None:
    """A checker that knows no exceptions is helped; a finding elsewhere is left as it is."""
    checked = run(make_document(EXCEPTED), Bears("3A001"), Bears("4A001"))

    assert [("3A001", ["unless a licence is given."]), ("4A001", [])] == [
        (finding.quote, [exemption.quote for exemption in finding.exemptions]) for finding in checked.findings
    ]


def test_what_only_names_somebody_or_bears_on_nothing_has_no_exception(make_document: MakeDocument) -> None:
    """A party is a party, whatever the sentence excepts."""
    checked = run(make_document(EXCEPTED), Bears("3A001", kind="party"), Finder("3A001"))

    assert [(), ()] == [finding.exemptions for finding in checked.findings]


@pytest.mark.parametrize(("context", "wanted"), [(False, "raises"), (True, None)])
def test_a_finding_that_only_gives_context_neither_raises_nor_eases(
    make_document: MakeDocument, context: bool, wanted: str | None
) -> None:
    """A report that says "raises the question" under one that was not found would contradict itself."""
    both = {"en": "x", "nl": "x"}
    meaning = Meaning("made.word", "made", "note", both, both, both, "us", ("1.1",), bearing="raises", context=context)
    checked = check(
        make_document("alpha"), [Contribution("made", Finder("alpha"))], [], meanings={"made.word": meaning}
    )
    assert [wanted] == [f.bearing for f in checked.findings]


class Quiet:
    """Leaves out what a finder found, or adds to it."""

    name = "quiet"
    questions = ("1.1",)

    def __init__(self, *, adds: bool = False, raises: bool = False) -> None:
        self.adds, self.raises = adds, raises

    def adjust(self, document: Document, findings: Sequence[Finding]) -> Iterable[Finding]:
        """Yield the findings of "beta", with another question."""
        if self.raises:
            raise RuntimeError(document.text)
        if self.adds:
            yield Finding("note", Span(0, 1), document.quote(Span(0, 1)), "made.up")
        yield from (replace(f, questions=("2.1",)) for f in findings if f.quote == "beta")


def test_an_adjuster_returns_the_findings_that_stay_as_they_are_to_be_shown(make_document: MakeDocument) -> None:
    """Derivers see them so."""
    checked = run(make_document("alpha beta"), Finder("alpha"), Finder("beta"), derivers=[Counts(), Quiet()])

    assert [("beta", ("2.1",))] == [(f.quote, f.questions) for f in checked.findings if f.rule == "made.word"]
    assert [1] == [f.attributes["count"] for f in checked.findings if f.rule == "made.count"]


@pytest.mark.parametrize("adjuster", [Quiet(adds=True), Quiet(raises=True)])
def test_an_adjuster_that_fails_or_makes_findings_up_costs_nobody_a_finding(
    make_document: MakeDocument, adjuster: Quiet
) -> None:
    """They stay as they were, and the failure is named with the questions it touches."""
    checked = run(make_document("alpha beta"), Finder("alpha"), Finder("beta"), derivers=[adjuster])

    assert ["alpha", "beta"] == [f.quote for f in checked.findings]
    assert [("quiet", ("1.1",))] == [(f.name, f.questions) for f in checked.failures]
