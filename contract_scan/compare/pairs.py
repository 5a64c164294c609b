"""Findings of an old and a new draft, paired: the same, moved, changed, new, gone.

A finding is the same when rule and quote are (its identity); it moved when its clause number also changed. Otherwise
findings of one rule are paired by how alike their quotes are: reworded terms are *changed*, and where a period or
amount in them differs, that is told. What is left is new or gone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from contract_scan.compare.passages import TextChange
from contract_scan.finding import Fact, Finding
from contract_scan.language.amounts import larger
from contract_scan.scan import Scan

Change = Literal["lost_safeguard", "new", "changed", "gone", "moved", "same"]
#: How alike two quotes must be, of 100, to be one clause that was reworded.
ALIKE = 60.0
_ORDER: tuple[Change, ...] = ("lost_safeguard", "new", "changed", "gone", "moved", "same")


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that differs between two wordings of one clause; `grew` is None where that cannot be said."""

    kind: str
    old: str
    new: str
    grew: bool | None


@dataclass(frozen=True, slots=True)
class Pair:
    """One clause in two drafts. `old` or `new` is None for what only the other draft has."""

    change: Change
    old: Finding | None
    new: Finding | None
    facts: tuple[FactChange, ...] = ()

    @property
    def finding(self) -> Finding:
        """The finding to show: the new draft's where there is one."""
        found = self.new or self.old
        assert found is not None
        return found


def compare(old: Scan, new: Scan) -> tuple[Pair, ...]:
    """Return the pairs of two scans, safeguards that were lost first, then new, changed, gone, moved and same.

    Only the current view of each draft is compared: what was deleted in it is no part of it.
    """
    before = [f for f in old.findings if f.view == "current"]
    after = [f for f in new.findings if f.view == "current"]
    pairs, before, after = _identical(before, after)
    changed, before, after = _reworded(before, after)
    pairs += changed
    pairs += [Pair("new", None, finding) for finding in after]
    pairs += [Pair("lost_safeguard" if f.bearing == "eases" else "gone", f, None) for f in before]
    return tuple(sorted(pairs, key=_key))


def _key(pair: Pair) -> tuple[object, ...]:
    finding = pair.finding
    return (_ORDER.index(pair.change), finding.span, finding.kind, finding.rule)


def _identical(before: Sequence[Finding], after: Sequence[Finding]) -> tuple[list[Pair], list[Finding], list[Finding]]:
    waiting: dict[str, list[Finding]] = defaultdict(list)
    for finding in before:
        waiting[finding.identity].append(finding)
    pairs, fresh = [], []
    for finding in after:
        same = waiting[finding.identity]
        if same:
            old = same.pop(0)
            moved = (old.clause or old.headings) != (finding.clause or finding.headings)
            pairs.append(Pair("moved" if moved else "same", old, finding))
        else:
            fresh.append(finding)
    return pairs, [f for f in before if any(f is g for g in waiting[f.identity])], fresh


def _reworded(before: list[Finding], after: list[Finding]) -> tuple[list[Pair], list[Finding], list[Finding]]:
    from rapidfuzz.fuzz import token_sort_ratio

    scored = sorted(
        (
            (token_sort_ratio(_plain(o.quote), _plain(n.quote)), i, j)
            for i, o in enumerate(before)
            for j, n in enumerate(after)
            if o.kind == n.kind and (o.rule == n.rule or (o.clause and o.clause == n.clause))
        ),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    used_old: set[int] = set()
    used_new: set[int] = set()
    pairs = []
    for score, i, j in scored:
        if score >= ALIKE and i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            pairs.append(Pair("changed", before[i], after[j], fact_changes(before[i], after[j])))
    return (
        pairs,
        [f for i, f in enumerate(before) if i not in used_old],
        [f for j, f in enumerate(after) if j not in used_new],
    )


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold()


def fact_changes(old: Finding, new: Finding) -> tuple[FactChange, ...]:
    """Return the facts that differ between two wordings, kind by kind in order of appearance."""
    changes = []
    for kind in dict.fromkeys(f.kind for f in (*facts_of(old), *facts_of(new))):
        before = [f for f in facts_of(old) if f.kind == kind]
        after = [f for f in facts_of(new) if f.kind == kind]
        for a, b in zip(before, after, strict=False):
            if (a.value, a.unit) != (b.value, b.unit):
                changes.append(FactChange(kind, shown(a), shown(b), _grew(a, b)))
    return tuple(changes)


def facts_of(finding: Finding) -> tuple[Fact, ...]:
    """Return a finding's facts, or those that its quote holds where its rule captured none."""
    if finding.facts:
        return finding.facts
    from contract_scan.facts import find_facts

    return tuple(find_facts(finding.quote, None, ("period", "amount", "percentage"), finding.span.start))


def shown(fact: Fact) -> str:
    """Return a fact as it is shown: "EUR 1250000", "P18M"."""
    return f"{fact.unit} {fact.value}" if fact.unit and fact.kind == "amount" else fact.value


def _grew(old: Fact, new: Fact) -> bool | None:
    """Say whether a value grew; None where that cannot be said: of two currencies, or of 30 days and a month."""
    if old.kind == "amount" and old.unit != new.unit:
        return None
    grew, shrank = larger(new.value, old.value), larger(old.value, new.value)
    return grew if grew or shrank else None


def counts(pairs: Iterable[Pair]) -> dict[Change, int]:
    """Return how many pairs there are of each change."""
    found = dict.fromkeys(_ORDER, 0)
    for pair in pairs:
        found[pair.change] += 1
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """One change, whatever number of rules find it: its pairs, and the change in the text that it lies in."""

    pairs: tuple[Pair, ...]
    text_change: int | None = None

    @property
    def pair(self) -> Pair:
        """The pair that gives change, quote and place."""
        return self.pairs[0]


def entries(pairs: Iterable[Pair], changes: Sequence[TextChange]) -> tuple[Entry, ...]:
    """Return pairs as entries: those on the same words, or in the same changed paragraph, with one change are one."""
    found: dict[tuple[object, ...], list[Pair]] = defaultdict(list)
    places: dict[tuple[object, ...], int | None] = {}
    for pair in pairs:
        number = next((change.number for change in changes if _lies_in(pair, change)), None)
        spans = (pair.old.span if pair.old else None, pair.new.span if pair.new else None)
        key = (pair.change, number if number is not None else spans)
        found[key].append(pair)
        places[key] = number
    return tuple(Entry(tuple(own), places[key]) for key, own in found.items())


def _lies_in(pair: Pair, change: TextChange) -> bool:
    if pair.new and change.new and change.new.span.overlaps(pair.new.span):
        return True
    return bool(pair.new is None and pair.old and change.old and change.old.span.overlaps(pair.old.span))
