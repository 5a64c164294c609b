"""Do the examples hold: hits found exactly, misses silent, known misses still missed?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from contract_scan.rules.compiled import Matcher
from contract_scan.rules.examples import Example, read_example
from contract_scan.rules.model import Where
from contract_scan.rules.proof.places import place
from contract_scan.rules.proof.problem import Problem
from contract_scan.rules.proof.table import Key, Table, build_table


def example_table(matcher: Matcher) -> tuple[Table | None, list[Problem]]:
    """Return the table of a rule's hits and misses with what is wrong with its examples.

    The table is None where an example is wrong: nothing can be proved from it.
    """
    wording = matcher.wording
    problems: list[Problem] = []
    read: list[Example] = []
    for kind in ("hits", "misses"):
        for index, source in enumerate(getattr(wording.examples, kind)):
            example = _read(matcher, kind, index, source, problems)
            if example is not None:
                read.append(example)
    table = build_table(matcher, read)
    problems += _counts(matcher)
    problems += _wrong(table)
    problems += _known_misses(matcher)
    return (None if any(p.key != "known_miss_found" for p in problems) else table), problems


def _read(matcher: Matcher, kind: str, index: int, source: str, problems: list[Problem]) -> Example | None:
    where = example_place(matcher, kind, index)
    try:
        example = read_example(source, matcher.wording.language)
    except ValueError:
        problems.append(Problem("marks", where, matcher.meaning.id, {"example": source}))
        return None
    if (kind == "hits") != bool(example.wanted):
        key = "hit_without_marks" if kind == "hits" else "miss_with_marks"
        problems.append(Problem(key, where, matcher.meaning.id, {"example": source}))
        return None
    return example


def example_place(matcher: Matcher, kind: str, index: int) -> Where:
    """Return where an example stands in its file."""
    wording = matcher.wording
    path = wording.where.path if wording.where else ""
    return place(path, "rules", wording.rule.partition(".")[2], "examples", kind, index)


def _counts(matcher: Matcher) -> Iterator[Problem]:
    """Yield a problem for a rule without a hit, and for one without a near miss."""
    wording = matcher.wording
    where = wording.where or Where("", 1)
    name = PurePath(where.path).name
    for kind in ("hits", "misses"):
        if not getattr(wording.examples, kind):
            yield Problem(f"no_{kind}", where, wording.rule, {"file": name})


def _wrong(table: Table) -> Iterator[Problem]:
    found: dict[int, list[Key]] = {}
    for key in sorted(table.found):
        found.setdefault(key[0], []).append(key)
    hits = len([e for e in table.examples if e.wanted])
    for index, example in enumerate(table.examples):
        spans = tuple(example.text.segments[segment].span for _, segment in found.get(index, []))
        if spans != example.wanted:
            kind, ordinal = ("hits", index) if example.wanted else ("misses", index - hits)
            yield Problem(
                "hit_not_found" if example.wanted else "miss_found",
                example_place(table.matcher, kind, ordinal),
                table.matcher.meaning.id,
                {"example": example.source},
                wanted=tuple(map(example.document.quote, example.wanted)),
                found=tuple(map(example.document.quote, spans)),
            )


def _known_misses(matcher: Matcher) -> Iterator[Problem]:
    """Yield a problem for each known miss that is no longer missed: it should become a hit."""
    for index, source in enumerate(matcher.wording.examples.known_misses):
        where = example_place(matcher, "known_misses", index)
        try:
            example = read_example(source, matcher.wording.language)
        except ValueError:
            yield Problem("marks", where, matcher.meaning.id, {"example": source})
            continue
        table = build_table(matcher, [example])
        spans = tuple(example.text.segments[segment].span for _, segment in sorted(table.found))
        if spans and (not example.wanted or spans == example.wanted):
            found = tuple(map(example.document.quote, spans))
            yield Problem("known_miss_found", where, matcher.meaning.id, {"example": source}, found=found)
