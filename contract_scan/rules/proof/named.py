"""Whether what a rule names exists: its questions in some set, its kind of finding, and names that it may have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from contract_scan.question_sets import load_question_sets
from contract_scan.rules.model import Meaning, Pack, Where
from contract_scan.rules.names import TOPIC, better, is_name, known_kinds
from contract_scan.rules.proof.places import place
from contract_scan.rules.proof.problem import Problem, problem_of
from contract_scan.rules.rule_files import KNOWLEDGE, MEANINGS
from contract_scan.rules.silent import left_to_checkers
from contract_scan.rules.topics import topics_in, unread_in


class KnownQuestions:
    """The questions of all sets there are; plugins are only asked where a rule names one that ours do not have.

    `others` returns the files of the sets that plugins contribute.
    """

    def __init__(self, others: Callable[[], Sequence[Path]] = tuple) -> None:
        self._asked = others

    def __contains__(self, question: object) -> bool:
        return question in self._ours or question in self._others

    @cached_property
    def _ours(self) -> frozenset[str]:
        return _ids(sorted((KNOWLEDGE / "questions").glob("*.yaml")))

    @cached_property
    def _others(self) -> frozenset[str]:
        return _ids(self._asked())


def _ids(paths: Sequence[Path]) -> frozenset[str]:
    sets, _ = load_question_sets([*sorted((KNOWLEDGE / "questions").glob("*.yaml")), *paths])
    return frozenset(question.id for one in sets.values() for question in one.questions)


def unknown_names(pack: Pack, meaning: Meaning, questions: KnownQuestions) -> Iterator[Problem]:
    """Yield a problem for each question and kind that a rule names and nobody declares, and for a bad name."""
    where = meaning.where or Where("", 1)
    topic, _, name = meaning.id.partition(".")
    for question in meaning.asked:
        if question not in questions:
            at = _entry(where, name, "questions")
            yield Problem("question_unknown", at, meaning.id, {"question": question})
    kinds = known_kinds(pack.kinds)
    if meaning.kind not in kinds:
        values = {"kind": meaning.kind, "known": ", ".join(sorted(kinds))}
        yield Problem("kind_unknown", _entry(where, name, "kind"), meaning.id, values)
    if not is_name(name):
        yield _badly_named("bad_rule", name, where)
    if not is_name(topic):
        yield _badly_named("bad_topic", topic, where)


def missing_checkers(pack: Pack, checkers: Callable[[], Collection[str]]) -> Iterator[Problem]:
    """Yield a notice for each rule without words whose checker is not at hand; it may be in a file of its own."""
    left = list(left_to_checkers(pack))
    known = checkers() if left else ()
    for meaning in left:
        if meaning.checker not in known:
            at = _entry(meaning.where or Where("", 1), meaning.id.partition(".")[2], "checker")
            yield Problem("checker_unknown", at, meaning.id, {"checker": str(meaning.checker)}, notice=True)


def _badly_named(key: str, name: str, where: Where) -> Problem:
    values: dict[str, str | int] = {"name": name, "better": better(name, TOPIC), "path": where.path, "line": where.line}
    return Problem(key, where, values=values, area="rules")


def _entry(where: Where, rule: str, key: str) -> Where:
    """Return where an entry of a rule stands: in the rule, or once at the top of the file."""
    own = place(where.path, "rules", rule, key)
    return own if own != place(where.path, "rules", rule) else place(where.path, key)


def unread_problems(folder: Path) -> list[Problem]:
    """Return the problems of what stands in a folder and is not read; where nothing in it is, that it has no rules."""
    found = [problem_of(error) for error in unread_in(folder)]
    if found or topics_in(folder):
        return found
    return [Problem("no_rules_here", Where(str(folder / MEANINGS), 1), values={"path": str(folder)}, area="rules")]
