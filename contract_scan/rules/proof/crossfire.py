"""Cross-fire: a sentence that one rule of a topic is to find, and that another rule of the topic finds as well.

Of the same kind and bearing that is told as a notice: the reviewer sees one sentence twice. Of another kind or the
opposite bearing it is a problem, unless one of the two rules names the other in `also`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from contract_scan.rules.compiled import compile_pack
from contract_scan.rules.match import RuleMatcher
from contract_scan.rules.model import Meaning, Pack
from contract_scan.rules.proof.examples import example_place
from contract_scan.rules.proof.problem import Problem
from contract_scan.rules.proof.table import Table


def crossfire(pack: Pack, tables: Sequence[Table]) -> Iterator[Problem]:
    """Yield what rules of one topic and language find in each other's hits."""

    def shelf(table: Table) -> tuple[str, str]:
        return table.matcher.wording.folder, table.matcher.wording.language

    for (folder, language), group in groupby(sorted(tables, key=shelf), key=shelf):
        wordings = tuple(w for w in pack.wordings if (w.folder, w.language) == (folder, language))
        rules = RuleMatcher(compile_pack(replace(pack, wordings=wordings)))
        for table in group:
            yield from _in_hits(pack, rules, table)


def _in_hits(pack: Pack, rules: RuleMatcher, table: Table) -> Iterator[Problem]:
    rule = table.matcher.meaning
    told: set[str] = set()
    for index, example in enumerate(table.examples):
        for finding in rules.find_in(example.text):
            other = pack.meanings[finding.rule]
            if other.id == rule.id or other.id in told or finding.span not in example.wanted:
                continue
            told.add(other.id)
            if declared(rule, other):
                continue
            differs = conflicts(rule, other)
            yield Problem(
                "crossfire_differs" if differs else "crossfire_same",
                example_place(table.matcher, "hits", index),
                rule.id,
                {"other": other.id, "kind": rule.kind, "other_kind": other.kind},
                found=(finding.quote,),
                notice=not differs,
            )


def conflicts(rule: Meaning, other: Meaning) -> bool:
    """Say whether two rules say different things of a sentence they both find."""
    opposite = {rule.bearing, other.bearing} == {"raises", "eases"}
    return rule.kind != other.kind or opposite


def declared(rule: Meaning, other: Meaning) -> bool:
    """Say whether one of two rules names the other in `also`."""
    return other.id in rule.also or rule.id in other.also
