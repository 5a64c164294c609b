"""The whole proof of some rules: everything `contract-scan rules test` says, and the project's own suite."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from contract_scan.errors import RuleError
from contract_scan.rules.compiled import compile_wording
from contract_scan.rules.load import load_packs
from contract_scan.rules.model import Meaning, Pack, Where
from contract_scan.rules.proof.alive import dead_members, dead_parts
from contract_scan.rules.proof.crossfire import crossfire
from contract_scan.rules.proof.examples import example_table
from contract_scan.rules.proof.inflected import not_inflected
from contract_scan.rules.proof.named import KnownQuestions, missing_checkers, unknown_names, unread_problems
from contract_scan.rules.proof.problem import Problem, problem_of
from contract_scan.rules.proof.slow import slow_parts
from contract_scan.rules.proof.style import style_problems
from contract_scan.rules.proof.table import Table
from contract_scan.rules.silent import BOTH, UNREAD, lacks_words, worded_in
from contract_scan.rules.topics import topics_of, word_folders


@dataclass(frozen=True)
class Proof:
    """What was proved. `problems` fail the proof, `notices` do not; in order of file and line."""

    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    rules: int
    phrases: int
    examples: int
    topics: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def prove_folders(
    folders: Iterable[Path],
    others: Callable[[], Sequence[Path]] = tuple,
    checkers: Callable[[], Collection[str]] | None = None,
) -> Proof:
    """Return the proof of the rules in folders, of the built-in ones where none are given.

    It is the one that both the command and the pytest kit give. `others` returns the files of further question sets,
    and is asked where a rule names a question that ours lack. `checkers` returns the names of all checkers at hand, and
    is asked where a rule of a house leaves it to one.
    """
    given = [Path(folder) for folder in folders]
    topics = topics_of(given)
    pack, errors = load_packs({"": topics})
    further = [problem for folder in given for problem in unread_problems(folder)]
    further += not_inflected(topics)
    if checkers is not None:
        further += missing_checkers(pack, checkers)
    judged = frozenset(map(str, (*topics, *word_folders(given))))
    return replace(prove(pack, errors, judged, further, others), topics=len(topics))


def prove(
    pack: Pack,
    errors: Iterable[RuleError] = (),
    folders: frozenset[str] = frozenset(),
    further: Iterable[Problem] = (),
    others: Callable[[], Sequence[Path]] = tuple,
) -> Proof:
    """Return the proof of a pack and of what broke while it was loaded; word groups of `folders` are judged too.

    What follows from a first fault is not told beside it: of a file that is broken, words and examples are not judged.
    """
    broken = [problem_of(error) for error in errors]
    loops = {problem.where.path for problem in broken if problem.key == "phrase_cyclic_group"}
    broken = [p for p in broken if p.key != "phrase_empty_group" or p.where.path not in loops]
    faulty = frozenset(problem.where.path for problem in broken)
    misnamed = frozenset(str(PurePath(p.where.path).parent) for p in broken if p.key in UNREAD)
    problems = [*broken, *further]
    tables: list[Table] = []
    for wording in pack.wordings:
        matcher = compile_wording(pack, wording)
        slow = list(slow_parts(pack, matcher))
        problems += slow
        if slow or (wording.where and wording.where.path in faulty):
            continue
        table, wrong = example_table(matcher)
        problems += wrong
        if table is not None:
            tables.append(table)
            problems += dead_parts(pack, table)
    complete = len(tables) == len(pack.wordings) and not broken
    problems += dead_members(pack, tables, folders if complete else frozenset())
    questions, worded = KnownQuestions(others), worded_in(pack)
    for meaning in pack.meanings.values():
        problems += _meaning(pack, meaning, faulty, misnamed, worded)
        names = unknown_names(pack, meaning, questions)
        problems += (p for p in names if p.key != "kind_unknown" or p.where.path not in faulty)
    problems += crossfire(pack, tables)
    problems = sorted(_told_once(problems), key=lambda p: (p.where.path, p.where.line, p.key, str(p.values)))
    return Proof(
        problems=tuple(p for p in problems if not p.notice),
        notices=tuple(p for p in problems if p.notice),
        rules=len(pack.meanings),
        phrases=sum(len(w.phrases) + len(w.near) + len(w.unless) + len(w.heading) for w in pack.wordings),
        examples=sum(len(w.examples.hits) + len(w.examples.misses) for w in pack.wordings),
    )


def _told_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems, of those that say the same of one line (a topic's name, once a rule) the first."""
    told: set[tuple[object, ...]] = set()
    for problem in problems:
        key: tuple[object, ...] = (problem.key, problem.where, problem.rule, str(problem.values))
        if problem.key in ("bad_topic", "question_unknown", "kind_unknown"):
            named = problem.values.get("question") or problem.values.get("kind") or ""
            key = (problem.key, problem.where.path, named, problem.where.line if named else 0)
        if key not in told:
            told.add(key)
            yield problem


def _meaning(
    pack: Pack, meaning: Meaning, faulty: frozenset[str], misnamed: frozenset[str], worded: Set[tuple[str, str]]
) -> Iterator[Problem]:
    yield from style_problems(meaning)
    where = meaning.where or Where("", 1)
    for language in meaning.languages or BOTH:
        if lacks_words(meaning, language, worded, faulty | misnamed):
            yield Problem("language_missing", where, meaning.id, {"language": language})
    for other in meaning.also:
        if other not in pack.meanings and where.path not in faulty:
            yield Problem("also_unknown", where, meaning.id, {"other": other})
