"""A phrase compiled: its regular expression over folded text, and the anchor strings that gate it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from contract_scan.rules.folding import FACT
from contract_scan.rules.grammar import Sequence, anchors, expression, fact_kinds


@dataclass(frozen=True)
class Phrase:
    """A phrase ready to match. `facts` are the kinds of fact it asks for; without anchors it is tried everywhere."""

    source: str
    regex: str
    anchors: frozenset[str]
    facts: tuple[str, ...] = ()

    @cached_property
    def loose(self) -> re.Pattern[str]:
        """An expression that matches plain folded text wherever `pattern` matches the text with its facts."""
        return re.compile("(?<= )" + _FACT.sub(_ANY_FACT, self.regex))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression; it begins at a word."""
        return re.compile("(?<= )" + self.regex)


#: A fact in an expression, and the plain words it can be: "thirty (30) calendar days" are four.
_FACT = re.compile(f"{FACT}[a-z]+ ")
_ANY_FACT = "(?:[^ \n]+ ){1,12}?"


def compile_tree(source: str, tree: Sequence) -> Phrase:
    """Return a parsed phrase ready to match."""
    return Phrase(source, expression(tree), anchors(tree), tuple(sorted(set(fact_kinds(tree)))))
