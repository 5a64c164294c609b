"""Three states, and silence is never shown as clean."""

from __future__ import annotations

from dataclasses import replace

from contract_scan.answer import answer
from contract_scan.document import Span, Unread
from contract_scan.finding import Finding
from contract_scan.question import Answer, Chapter, Question, QuestionSet
from contract_scan.rules.model import Meaning
from contract_scan.scan import Failure

BOTH = {"en": "x", "nl": "x"}


def question(name: str, needs: tuple[str, ...] = ()) -> Question:
    """Make a question."""
    return Question(name, name[0], 1, BOTH, BOTH, BOTH, BOTH, needs=needs)


SET = QuestionSet(
    "made", "1", "2026-01-01", BOTH, BOTH, (), (Chapter("1", BOTH),), (question("1.1", ("eu",)), question("1.2"))
)
EVIDENCE = Finding("dual_use", Span(0, 1), "x", "made.rule", questions=("1.1", "1.2"))


def states(
    findings: tuple[Finding, ...] = (),
    unread: tuple[Unread, ...] = (),
    failures: tuple[Failure, ...] = (),
    lists: frozenset[str] = frozenset({"eu"}),
    context: bool = False,
) -> list[str]:
    """Answer both questions and return their states."""
    meaning = Meaning("made.rule", "made", "dual_use", BOTH, BOTH, BOTH, "us", ("1.1",), context=context)
    return [a.state for a in answers(findings, unread, failures, lists, {"made.rule": meaning})]


def answers(*given: object) -> tuple[Answer, ...]:
    """Answer both questions."""
    findings, unread, failures, lists, meanings = given
    return answer(SET, findings, unread, failures, meanings, lists)  # type: ignore[arg-type]


def test_nothing_found_needs_everything_to_have_been_looked_at() -> None:
    """Only then may a report say so."""
    assert ["nothing_found", "nothing_found"] == states()


def test_an_unread_page_makes_every_question_without_evidence_not_looked() -> None:
    """Whatever stands on that page could bear on any of them."""
    assert ["not_looked", "not_looked"] == states(unread=(Unread("page_without_text", page=3),))


def test_evidence_stays_evidence_and_its_gaps_are_told() -> None:
    """A reviewer sees both what was found and what was not read."""
    unread = (Unread("page_without_text", page=3),)
    [_, second] = answers((EVIDENCE,), unread, (), frozenset({"eu"}), {})

    assert "evidence" == second.state
    assert ["page_without_text"] == [gap.reason for gap in second.gaps]


def test_a_question_is_not_looked_at_without_the_list_it_needs() -> None:
    """Whatever else was found: names without a list to compare them with answer nothing."""
    assert ["not_looked", "evidence"] == states((EVIDENCE,), lists=frozenset())


def test_a_list_that_bears_on_a_question_and_is_not_loaded_is_a_gap() -> None:
    """Without evidence it was not looked at; with evidence the gap is told beside it."""
    asked = replace(SET, questions=(replace(SET.questions[1], lists=("nro", "csl")),))
    [without] = answer(asked, (), (), (), {}, frozenset({"csl"}))
    [beside] = answer(asked, (EVIDENCE,), (), (), {}, frozenset({"csl"}))

    assert ("not_looked", "evidence") == (without.state, beside.state)
    assert [{"lists": "nro"}] * 2 == [dict(a.gaps[0].details) for a in (without, beside)]


def test_a_failed_part_touches_the_questions_it_names() -> None:
    """And no other."""
    failure = Failure("checker", "made", "checker_raised", questions=("1.2",))

    assert ["nothing_found", "not_looked"] == states(failures=(failure,))


def test_a_failed_part_that_names_no_question_touches_all() -> None:
    """A plugin that did not load could have borne on anything."""
    assert ["not_looked", "not_looked"] == states(failures=(Failure("plugin", "made", "not_loaded"),))


def test_only_direct_evidence_makes_the_state() -> None:
    """What is background stands with the question and answers nothing."""
    ordinary = replace(EVIDENCE, questions=("1.1",), background=("1.2",))
    [first, second] = answers((ordinary,), (), (), frozenset({"eu"}), {})

    assert ("evidence", (0,), ()) == (first.state, first.findings, first.background)
    assert ("nothing_found", (), (0,)) == (second.state, second.findings, second.background)


def test_context_is_shown_but_makes_no_evidence() -> None:
    """A party's name stands under the question without answering it."""
    assert ["nothing_found", "nothing_found"] == states((EVIDENCE,), context=True)
