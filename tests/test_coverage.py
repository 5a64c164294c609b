"""The coverage table: nothing is claimed that is not wired."""

from __future__ import annotations

from contract_scan.coverage import coverage, coverage_table
from contract_scan.messages import LANGUAGES
from contract_scan.setup import Setup


def test_every_question_has_something_that_raises_it(setup: Setup) -> None:
    """A question that no rule can raise would always read "nothing found"."""
    assert [row.question.id for row in coverage(setup) if not row.raises] == []


def test_every_rule_stands_under_each_of_its_questions(setup: Setup) -> None:
    """In one of three columns where it bears directly, or as background; once."""
    for row in coverage(setup):
        rules = {
            rule
            for rule, meaning in setup.meanings.items()
            if row.question.id in {*meaning.questions, *meaning.background}
        }
        shown = (*row.raises, *row.eases, *row.neither, *row.background)
        assert sorted(shown) == sorted(rules)


def test_every_list_of_a_question_can_be_imported(setup: Setup) -> None:
    """Questions name kinds of lists that exist, so that the command that helps works."""
    kinds = {contribution.value.kind for contribution in setup.plugins.contributions("lists")}

    assert {name for question in setup.questions.questions for name in question.lists} <= kinds


def test_the_table_fits_a_terminal(setup: Setup) -> None:
    """Eighty columns, in both languages, with what no document answers."""
    for language in LANGUAGES:
        table = coverage_table(setup, language)
        assert max(map(len, table.splitlines())) <= 80
        assert table.count("\n\n") >= 17
