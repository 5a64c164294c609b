"""A phrase compiled: its regular expression over folded text, and the anchor strings that gate it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from contract_scan.expressions import compiled
from contract_scan.nouns import dataclass
from contract_scan.rules.bounded import BoundedPattern, Found
from contract_scan.rules.folding import FACT
from contract_scan.rules.grammar import (
    FACT_WORDS,
    GAP,
    Gap,
    Node,
    Sequence,
    anchors,
    expression,
    fact_kinds,
    gates,
    needed_facts,
    ways,
)

#: In how many ways a phrase may be laid over words before it is matched by what never tries one of them twice.
MOST_WAYS = 5_000

Pattern = re.Pattern[str] | BoundedPattern


@dataclass(frozen=True)
class Phrase:
    """A phrase ready to match. `facts` are the kinds of fact it asks for, `needed` those that are in every match.

    `anchors` find the segments worth trying (without any, all are); of each of the other `gates` one string must stand
    in them too. `many` says that it can be laid over words in so many ways that no regular expression may try them.
    """

    source: str
    regex: str
    anchors: frozenset[str]
    facts: tuple[str, ...] = ()
    gates: tuple[tuple[str, ...], ...] = ()
    needed: tuple[str, ...] = ()
    many: bool = False

    def may_match(self, line: str) -> bool:
        """Say whether folded text holds what every match holds beside an anchor; far cheaper than to try a match."""
        for gate in self.gates:
            for string in gate:
                if string in line:
                    break
            else:
                return False
        return True

    def find_all(self, text: str, start: int, end: int) -> Iterator[re.Match[str] | Found]:
        """Yield the matches in a stretch of folded text, without trying where none can be."""
        if self.may_stand(text[max(start - 1, 0) : end]):
            yield from self.pattern.finditer(text, start, end)

    def may_stand(self, line: str) -> bool:
        """Say whether folded text holds an anchor and whatever else every match holds."""
        anchored = not self.anchors
        for anchor in self.anchors:
            if anchor in line:
                anchored = True
                break
        return anchored and self.may_match(line)

    @cached_property
    def loose(self) -> Pattern:
        """An expression that matches plain folded text wherever `pattern` matches the text with its facts."""
        inner = _EDGE_FACTS.sub("", self.regex)
        return self._compiled(_FACT.sub(_ANY_FACT, inner))

    @cached_property
    def pattern(self) -> Pattern:
        """The compiled expression; it begins at a word."""
        return self._compiled(self.regex)

    def _compiled(self, regex: str) -> Pattern:
        return BoundedPattern(regex) if self.many else compiled("(?<= )" + regex)


#: A fact in an expression, and the plain words it can be: "thirty (30) calendar days" are four.
_FACT = re.compile(f"{FACT}[a-z]+ ")
_GAP = f"(?:{re.escape(expression(Gap())).replace(str(GAP), '[0-9]+')})*"
_EDGE_FACTS = re.compile(f"^{_FACT.pattern}{_GAP}|{_GAP}{_FACT.pattern}$")
_ANY_FACT = f"(?:[^ \n]+ ){{1,{FACT_WORDS}}}?"


def compile_tree(source: str, tree: Sequence) -> Phrase:
    """Return a parsed phrase ready to match."""
    first = anchors(tree)
    others = dict.fromkeys(tuple(sorted(gate)) for gate in gates(tree) if gate != first)
    return Phrase(
        source,
        expression(tree),
        anchors=first,
        facts=tuple(sorted(set(fact_kinds(tree)))),
        gates=tuple(others),
        needed=tuple(sorted(needed_facts(tree))),
        many=ways(tree) > MOST_WAYS,
    )


def bare(tree: Node) -> Phrase:
    """Return a tree ready to match, without what says beforehand where it is worth trying."""
    return Phrase("", expression(tree), frozenset(), tuple(sorted(set(fact_kinds(tree)))), many=ways(tree) > MOST_WAYS)
