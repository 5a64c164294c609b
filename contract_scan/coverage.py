"""What bears on each question: kinds, rules in both directions, lists, and what no document answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contract_scan.messages import say
from contract_scan.question import Question

if TYPE_CHECKING:
    from contract_scan.rules.model import Meaning
    from contract_scan.setup import Setup


@dataclass(frozen=True, slots=True)
class Coverage:
    """What bears on one question: kinds, lists, and ids of rules.

    Rules bear on it directly (they raise it, ease it, or neither) or as background.
    """

    question: Question
    raises: tuple[str, ...]
    eases: tuple[str, ...]
    neither: tuple[str, ...]
    background: tuple[str, ...]
    kinds: tuple[str, ...]
    lists: tuple[str, ...]


def coverage(setup: Setup) -> list[Coverage]:
    """Return what bears on each question of the chosen set, in its order, through the crosswalk where it has one."""
    return [_coverage(question, setup) for question in setup.questions.questions]


def _coverage(question: Question, setup: Setup) -> Coverage:
    ids = set(question.same_as if setup.questions.base is not None else (question.id,))
    known = [meaning for _, meaning in sorted(setup.meanings.items())]
    rules = [meaning for meaning in known if ids.intersection(meaning.questions)]
    background = [m for m in known if m not in rules and ids.intersection(m.background)]
    return Coverage(
        question,
        raises=_ids(m for m in rules if m.bearing == "raises"),
        eases=_ids(m for m in rules if m.bearing == "eases"),
        neither=_ids(m for m in rules if m.bearing is None),
        background=_ids(background),
        kinds=tuple(sorted({m.kind for m in (*rules, *background)} | set(question.kinds))),
        lists=question.lists,
    )


def _ids(rules: Iterable[Meaning]) -> tuple[str, ...]:
    return tuple(rule.id for rule in rules)


def coverage_table(setup: Setup, language: str) -> str:
    """Return the coverage as text for a terminal of 80 columns: a block a question."""
    from contract_scan.report.layout import wrapped

    lines = []
    for row in coverage(setup):
        lines.append(wrapped(f"{row.question.id} {row.question.title[language]}"))
        lines += [wrapped(f"{label}: {value}", indent="  ") for label, value in _rows(row, language)]
        lines.append("")
    return "\n".join(lines)


def coverage_page(setup: Setup, language: str = "en") -> str:
    """Return the same as a Markdown page; docs/coverage.md is held to it by a test."""
    chosen = setup.questions
    lines = [f"# {say('questions.coverage.title', language)}", "", say("questions.coverage.intro", language), ""]
    for chapter in chosen.chapters:
        lines += [f"## {chapter.id} {chapter.title[language]}", ""]
        for row in (row for row in coverage(setup) if row.question.chapter == chapter.id):
            lines += [f"### {row.question.id} {row.question.title[language]}", "", row.question.text[language], ""]
            lines += [f"- {label}: {value}" for label, value in _rows(row, language, code="`")]
            lines.append("")
    return "\n".join(lines)


def _rows(row: Coverage, language: str, code: str = "") -> list[tuple[str, str]]:
    lists = tuple(f"{name}*" if name in row.question.needs else name for name in row.lists)
    parts: list[tuple[str, Sequence[str]]] = [
        ("kinds", row.kinds),
        ("raises", row.raises),
        ("eases", row.eases),
        ("neither", row.neither),
        ("background", row.background),
        ("lists", lists),
    ]
    rows = [(say(f"questions.coverage.{key}", language), _joined(values, code)) for key, values in parts]
    return [*rows, (say("questions.coverage.never", language), row.question.never.get(language, ""))]


def _joined(values: Sequence[str], code: str) -> str:
    return ", ".join(f"{code}{value}{code}" for value in values) or "-"


def main() -> None:
    """Print the page; ``make docs`` writes it."""
    import sys

    from contract_scan.setup import prepare

    sys.stdout.write(coverage_page(prepare(installed=False)))


if __name__ == "__main__":
    main()
