"""No rule takes long for a sentence that it nearly matches everywhere: such a rule is refused before anybody waits.

A phrase that can be laid over words in few ways is quick by its making. The others are tried on a long sentence of
their own words, and what is counted is how often a part of them is tried on a word: the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice

from contract_scan.language.expression import leaves
from contract_scan.rules.bounded import BoundedPattern
from contract_scan.rules.compiled import Matcher
from contract_scan.rules.folding import FACT
from contract_scan.rules.grammar import Choice, FactSlot, Node, Sequence, Word
from contract_scan.rules.model import Pack
from contract_scan.rules.proof.alive import WORDED, tree_of
from contract_scan.rules.proof.places import place
from contract_scan.rules.proof.problem import Problem

#: How many words the sentence has, how often parts of a phrase may be tried on each, and on how many concepts, words
#: and facts a line may speak of.
WORDS, TRIES, LEAVES = 300, 80, 12


def slow_parts(pack: Pack, matcher: Matcher) -> Iterator[Problem]:
    """Yield a problem for each phrase that takes too long for a hostile sentence, and each line that is too long."""
    wording = matcher.wording
    path, name = (wording.where.path if wording.where else ""), wording.rule.partition(".")[2]
    for role in WORDED:
        for index, phrase in enumerate(getattr(matcher, role)):
            tries = tries_a_word(phrase.regex, tree_of(pack, matcher, phrase.source)) if phrase.many else 0
            if tries > TRIES:
                values = {"phrase": phrase.source, "tries": tries, "most": TRIES}
                yield Problem("slow_phrase", place(path, "rules", name, role, index), wording.rule, values)
    for index, line in enumerate(matcher.reads):
        if len(list(leaves(line.part))) > LEAVES:
            values = {"phrase": line.source, "most": LEAVES}
            yield Problem("slow_line", place(path, "rules", name, "reads", index), wording.rule, values)


def tries_a_word(regex: str, tree: Sequence) -> int:
    """Return how often parts of a phrase are tried on a word of a long sentence of its own words, but for the last."""
    words = list(_spoken(tree))
    last = set(_spoken(tree.parts[-1]))
    own = [word for word in words if word not in last] or ["x"]
    return BoundedPattern(regex).effort(" " + "".join(word + " " for word in islice(cycle(own), WORDS))) // WORDS


def _spoken(node: Node) -> Iterator[str]:
    """Yield a word that each word of a phrase matches, of every alternative."""
    match node:
        case Word(pattern):
            yield pattern.replace("*", "") or "x"
        case FactSlot(kind):
            yield FACT + kind
        case Sequence(parts) | Choice(parts):
            for part in parts:
                yield from _spoken(part)
