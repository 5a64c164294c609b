"""Three states, and silence is never shown as clean."""

from __future__ import annotations

from dataclasses import replace

from contract_scan.answer import Looked, answer
from contract_scan.document import Span, Unread
from contract_scan.finding import Finding
from contract_scan.question import Chapter, Question, QuestionSet
from contract_scan.report.phrases import gap_sentence
from contract_scan.scan import Failure

BOTH = {"en": "x", "nl": "x"}


def question(name: str, needs: tuple[str, ...] = ()) -> Question:
    """Make a question."""
    return Question(name, name[0], 1, BOTH, BOTH, BOTH, BOTH, needs=needs)


SET = QuestionSet(
    "made", "1", "2026-01-01", BOTH, BOTH, (), (Chapter("1", BOTH),), (question("1.1", ("eu",)), question("1.2"))
)
EVIDENCE = Finding("dual_use", Span(0, 1), "x", "made.rule", questions=("1.1", "1.2"))


EU = Looked(frozenset({"eu"}))


def states(
    findings: tuple[Finding, ...] = (),
    unread: tuple[Unread, ...] = (),
    failures: tuple[Failure, ...] = (),
    lists: frozenset[str] = frozenset({"eu"}),
) -> list[str]:
    """Answer both questions and return their states."""
    return [a.state for a in answer(SET, findings, unread, failures, Looked(lists))]


def test_nothing_found_needs_everything_to_have_been_looked_at() -> None:
    """Only then may a report say so."""
    assert ["nothing_found", "nothing_found"] == states()


def test_an_unread_page_makes_every_question_without_evidence_not_looked() -> None:
    """Whatever stands on that page could bear on any of them."""
    assert ["not_looked", "not_looked"] == states(unread=(Unread("page_without_text", page=3),))


def test_evidence_stays_evidence_and_its_gaps_are_told() -> None:
    """A reviewer sees both what was found and what was not read."""
    unread = (Unread("page_without_text", page=3),)
    [_, second] = answer(SET, (EVIDENCE,), unread, (), EU)

    assert "evidence" == second.state
    assert ["page_without_text"] == [gap.reason for gap in second.gaps]


def test_without_a_list_it_needs_a_question_is_not_looked_at() -> None:
    """Nothing found in the text says nothing where the names could not be compared."""
    assert ["not_looked", "nothing_found"] == states(lists=frozenset())


def test_evidence_counts_although_a_list_it_needs_is_not_loaded() -> None:
    """A match on one sanctions list is evidence; that another was not consulted is said beside it."""
    [first, _] = answer(SET, (EVIDENCE,), (), (), Looked())

    assert "evidence" == first.state
    assert [("list_missing", {"list": "eu"})] == [(gap.reason, dict(gap.details)) for gap in first.gaps]


def test_a_further_list_that_is_not_loaded_is_a_line_and_no_state() -> None:
    """The text was read; the list is named beside either state."""
    asked = replace(SET, questions=(replace(SET.questions[1], lists=("nro", "csl")),))
    [without] = answer(asked, (), (), (), Looked(frozenset({"csl"})))
    [beside] = answer(asked, (EVIDENCE,), (), (), Looked(frozenset({"csl"})))

    assert ("nothing_found", "evidence") == (without.state, beside.state)
    assert [{"lists": "nro"}] * 2 == [dict(a.gaps[0].details) for a in (without, beside)]


def test_a_question_that_nothing_bears_on_is_not_looked_at() -> None:
    """A house question for which there is no rule, checker or list is never "nothing found"."""
    found = answer(SET, (), (), (), Looked(frozenset({"eu"}), frozenset({"1.1"})))

    assert ["nothing_found", "not_looked"] == [a.state for a in found]
    assert ["nothing_looks"] == [gap.reason for gap in found[1].gaps]


OBJECT = {"en": "No scholar named.", "nl": "Geen bursaal genoemd."}


def test_without_what_a_question_is_about_nothing_was_found() -> None:
    """And the answer says so, instead of naming the lists that it would have needed."""
    asked = replace(SET, questions=(replace(SET.questions[0], only_with=("scholarship",), without=OBJECT),))
    [without] = answer(asked, (), (), (), Looked())
    [named] = answer(asked, (replace(EVIDENCE, kind="scholarship", questions=()),), (), (), Looked())
    [unread] = answer(asked, (), (Unread("page_without_text", page=3),), (), Looked())

    assert ("nothing_found", "not_looked", "not_looked") == (without.state, named.state, unread.state)
    assert [("without_object", OBJECT)] == [(gap.reason, dict(gap.details)) for gap in without.gaps]
    assert "Geen bursaal genoemd." == gap_sentence(without.gaps[0], "nl")


def test_a_failed_part_touches_the_questions_it_names() -> None:
    """And no other."""
    failure = Failure("checker", "made", "checker_raised", questions=("1.2",))

    assert ["nothing_found", "not_looked"] == states(failures=(failure,))


def test_a_failed_part_touches_the_questions_of_a_form_that_are_the_same() -> None:
    """Parts name the questions of the base; a form laid over it has names of its own."""
    form = replace(SET, questions=(replace(SET.questions[1], id="A", same_as=("1.2",)),))
    [only] = answer(form, (), (), (Failure("checker", "made", "checker_raised", questions=("1.2",)),), EU)

    assert "not_looked" == only.state


def test_a_failed_part_that_names_no_question_touches_all() -> None:
    """A plugin that did not load could have borne on anything."""
    assert ["not_looked", "not_looked"] == states(failures=(Failure("plugin", "made", "not_loaded"),))


def test_only_direct_evidence_makes_the_state() -> None:
    """What is background stands with the question and answers nothing."""
    ordinary = replace(EVIDENCE, questions=("1.1",), background=("1.2",))
    [first, second] = answer(SET, (ordinary,), (), (), EU)

    assert ("evidence", (0,), ()) == (first.state, first.findings, first.background)
    assert ("nothing_found", (), (0,)) == (second.state, second.findings, second.background)


def test_that_no_country_plays_a_part_is_not_said_while_a_seat_tells_none() -> None:
    about = replace(question("1.1"), only_with=("country",), without={"en": "None.", "nl": "Geen."})
    made = replace(SET, questions=(about,))
    known = Finding("party", Span(0, 1), "x", "parties.party", attributes={"name": "A", "seat": "Q", "country": "NL"})
    lost = replace(known, attributes={"name": "Acme", "seat": "Qumtown"})
    said = [gap_sentence(gap, "en") for gap in answer(made, (known,), (), (), EU)[0].gaps]
    gap = answer(made, (known, lost), (), (), EU)[0]
    assert said == ["None."]
    assert gap.state == "not_looked"
    assert [gap_sentence(one, "en") for one in gap.gaps] == [
        "The country of Acme could not be told from the seat that the document states."
    ]
