"""Where each phrase of a rule matches in the rule's own examples: one table, from which every proof is drawn.

A sentence or list item of an example is a `Key`. Deleting a phrase removes its row, deleting a part of a phrase can
only shrink its row; so a rule is judged again without being run again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, get_args

from contract_scan.language.clause import Clause
from contract_scan.language.expression import Line
from contract_scan.rules.compiled import Matcher
from contract_scan.rules.examples import Example
from contract_scan.rules.match import match_line, match_standing
from contract_scan.rules.phrase import Phrase
from contract_scan.rules.phrases import heading_matches, match_phrase
from contract_scan.rules.scopes import Scopes

Role = Literal["phrases", "reads", "unless", "heading", "near"]
ROLES: tuple[Role, ...] = get_args(Role)

#: Ordinal of an example and of a sentence or list item in it.
Key = tuple[int, int]
Row = frozenset[Key]
Rows = Mapping[Role, tuple[Row, ...]]


@dataclass(frozen=True)
class Table:
    """The rows of a matcher on some examples, by role and phrase."""

    matcher: Matcher
    examples: tuple[Example, ...]
    scopes: tuple[Scopes, ...]
    rows: Rows

    @cached_property
    def _clauses(self) -> list[Sequence[Clause]]:
        return [self.matcher.clauses(example.text) for example in self.examples]

    @property
    def found(self) -> Row:
        """What the rule finds in its examples."""
        return found(self.rows)

    def row(self, role: Role, phrase: Phrase | Line, among: Iterable[Key]) -> Row:
        """Return where, among some keys, a phrase matches in its role."""
        return frozenset(key for key in among if self._matches(role, phrase, key))

    def with_row(self, role: Role, index: int, row: Row | None) -> Rows:
        """Return the rows with one changed, or without it."""
        old = self.rows[role]
        changed = () if row is None else (row,)
        return {**self.rows, role: (*old[:index], *changed, *old[index + 1 :])}

    def _matches(self, role: Role, phrase: Phrase | Line, key: Key) -> bool:
        example, scopes = self.examples[key[0]], self.scopes[key[0]]
        segment = example.text.segments[key[1]]
        if isinstance(phrase, Line):
            return match_line(self.matcher, phrase, self._clauses[key[0]][key[1]]) is not None
        if role == "heading":
            return heading_matches((phrase,), example.document.blocks[segment.block])
        if role == "near":
            return scopes.near((phrase,), self.matcher.wording.within, key[1]) is not None
        if role == "unless":
            return match_phrase(phrase, example.text, segment, anywhere=True) is not None
        return match_standing(self.matcher, phrase, example.text, segment) is not None


def build_table(matcher: Matcher, examples: Iterable[Example]) -> Table:
    """Return the table of a matcher on examples."""
    given = tuple(examples)
    empty = Table(matcher, given, tuple(Scopes(example.text) for example in given), {})
    keys = [(e, s) for e, example in enumerate(given) for s in range(len(example.text.segments))]
    rows = {role: tuple(empty.row(role, phrase, keys) for phrase in getattr(matcher, role)) for role in ROLES}
    return replace(empty, rows=rows)


def found(rows: Rows) -> Row:
    """Return the keys that a rule finds: a phrase with its `near`, or a line; no `unless`, and a `heading` if any."""
    worded = union(rows["phrases"])
    if rows["near"]:
        worded &= union(rows["near"])
    keys = (worded | union(rows["reads"])) - union(rows["unless"])
    return keys & union(rows["heading"]) if rows["heading"] else keys


def union(rows: Iterable[Row]) -> Row:
    """Return the keys of all rows together."""
    return frozenset().union(*rows)
