"""The phrase grammar: what a lawyer writes in a rule file, and the matcher it becomes.

===========  ======================================================================
``word``     that word, whatever its case, accents or quotation marks
``word*``    any ending; ``*word`` any beginning; ``*`` alone is any one word
``(a|b c)``  one of the alternatives
``[a b]``    may be there or not
``…``        up to eight words in between, never past the sentence (``...`` is the same)
``<group>``  a named word group of the topic's language file
``{period}`` a fact: period, amount, percentage, date, code, country or name
===========  ======================================================================

Hyphens and other punctuation are word boundaries: ``dual-use`` is the two words ``dual use``.
A phrase becomes a regular expression over *folded text* (see `contract_scan.rules.folding`), in which every word
is followed by exactly one space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from math import prod

from contract_scan.nouns import dataclass
from contract_scan.rules.folding import FACT, words_of
from contract_scan.rules.frequent import frequent_words

#: How many words "…" may stand for.
GAP = 8
#: How many words a phrase may stand for, its word groups written out, and how deep its brackets may go.
MOST_PARTS, DEEPEST = 5_000, 20
#: In how many ways, by its number of stars, a word's pattern may be laid over letters: of three there is no end.
WITHIN_WORDS = (1, 1, 4, 1_000_000)
#: How many words a fact may be written in.
FACT_WORDS = 12
#: The kinds of fact a phrase may ask for.
FACTS = ("period", "amount", "percentage", "date", "code", "country", "name")
_BRACES, _KIND = re.compile(r"\{([^{}]*)\}"), re.compile(r"[a-z]+")
_TOKEN = re.compile(r"…|\.\.\.|[()|\[\]]|<[^<>\s]+>|\{[a-z]+\}|[^\s()|\[\]<>{}…]+")


class PhraseError(ValueError):
    """A phrase breaks the grammar; the argument is a key of the rule messages, then the offending part."""


@dataclass(frozen=True, slots=True)
class Word:
    """One folded word, `*` standing for any letters."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A few words in between; `count` times as many where several gaps follow each other, which is read in one go."""

    count: int = 1


@dataclass(frozen=True, slots=True)
class FactSlot:
    """A fact of a kind."""

    kind: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; `optional` where none of them may do too. `group` is set for a named word group."""

    options: tuple[Sequence, ...]
    optional: bool = False
    group: str | None = None


Node = Word | Gap | FactSlot | Sequence | Choice
Groups = Callable[[str], tuple[str, ...]]


def no_groups(name: str) -> tuple[str, ...]:
    """Refuse every named word group."""
    raise PhraseError("unknown_group", name)


def parse(phrase: str, groups: Groups = no_groups) -> Sequence:
    """Return the phrase as a tree. `groups` gives the phrases of a named group. Raises `PhraseError`."""
    tokens = _tokens(phrase)
    node, rest = _sequence(tokens, groups, frozenset())
    if rest:
        raise PhraseError("unbalanced", rest[0])
    return _checked(node, phrase)


def _tokens(phrase: str) -> list[str]:
    _refuse_comparisons(phrase)
    tokens = _TOKEN.findall(phrase)
    opened = list(accumulate((token in ("(", "[")) - (token in (")", "]")) for token in tokens))
    if len(tokens) > MOST_PARTS or max(opened, default=0) > DEEPEST:
        raise PhraseError("too_large", phrase[:40])
    return tokens


def _refuse_comparisons(phrase: str) -> None:
    """Raise for a fact with more than its kind in the braces: its words would be looked for as they stand."""
    for inside in _BRACES.findall(phrase):
        if any(sign in inside for sign in "<>="):
            raise PhraseError("comparison", inside)
        if not _KIND.fullmatch(inside):
            raise PhraseError("unknown_fact", inside)


def _checked(node: Sequence, phrase: str) -> Sequence:
    if not node.parts:
        raise PhraseError("empty", phrase)
    if isinstance(node.parts[0], Gap) or isinstance(node.parts[-1], Gap):
        raise PhraseError("gap_at_edge", phrase)
    return node


def _sequence(tokens: list[str], groups: Groups, seen: frozenset[str]) -> tuple[Sequence, list[str]]:
    parts: list[Node] = []
    while tokens and tokens[0] not in ("|", ")", "]"):
        token, tokens = tokens[0], tokens[1:]
        if token in ("(", "["):
            choice, tokens = _choice(token, tokens, groups, seen)
            parts.append(choice)
        else:
            parts.extend(_leaf(token, groups, seen))
    return Sequence(tuple(parts)), tokens


def _choice(opening: str, tokens: list[str], groups: Groups, seen: frozenset[str]) -> tuple[Choice, list[str]]:
    closing = ")" if opening == "(" else "]"
    options: list[Sequence] = []
    while True:
        option, tokens = _sequence(tokens, groups, seen)
        if not option.parts:
            raise PhraseError("empty_alternative", opening)
        options.append(option)
        if not tokens or tokens[0] not in ("|", closing):
            raise PhraseError("unbalanced", opening)
        token, tokens = tokens[0], tokens[1:]
        if token == closing:
            return Choice(tuple(options), optional=opening == "["), tokens


def _leaf(token: str, groups: Groups, seen: frozenset[str]) -> list[Node]:
    if token in ("…", "..."):
        return [Gap()]
    if token.startswith("{"):
        return [_fact(token[1:-1])]
    if token.startswith("<"):
        return [_group(token[1:-1], groups, seen)]
    words = [Word(word) for word in words_of(token, stars=True)]
    if not words:
        raise PhraseError("no_word", token)
    return list(words)


def _fact(kind: str) -> FactSlot:
    if kind not in FACTS:
        raise PhraseError("unknown_fact", kind)
    return FactSlot(kind)


def _group(name: str, groups: Groups, seen: frozenset[str]) -> Choice:
    if name in seen:
        raise PhraseError("cyclic_group", name)
    options, parts = [], 0
    for phrase in groups(name):
        node, rest = _sequence(_tokens(phrase), groups, seen | {name})
        if rest:
            raise PhraseError("unbalanced", phrase)
        options.append(_checked(node, phrase))
        parts += parts_in(options[-1])
        if parts > MOST_PARTS:
            raise PhraseError("too_large", name)
    if not options:
        raise PhraseError("empty_group", name)
    return Choice(tuple(options), group=name)


def parts_in(node: Node) -> int:
    """Return how many words, gaps and facts a tree is made of."""
    match node:
        case Sequence(parts) | Choice(parts):
            return sum(map(parts_in, parts))
    return 1


def ways(node: Node) -> int:
    """Return in how many ways, at most, a tree can be laid over words that begin at one place.

    A regular expression may have to try them all. A fact counts for as many words as it can be.
    """
    match node:
        case Gap(count):
            return GAP * count + 1
        case FactSlot():
            return FACT_WORDS
        case Word(pattern):
            return WITHIN_WORDS[min(pattern.count("*"), 3)]
        case Sequence(parts):
            return prod(map(ways, _joined(parts)))
        case Choice(options, optional):
            return _ways_of(options) + optional


def _ways_of(options: tuple[Sequence, ...]) -> int:
    """Return in how many ways one of several alternatives can stand: those that can begin with one word count."""
    begins: dict[str, int] = {}
    anything = 0
    for option in options:
        key = _beginning(option.parts[0])
        if key is None:
            anything += ways(option)
        else:
            begins[key] = begins.get(key, 0) + ways(option)
    return anything + max(begins.values(), default=0)


def _beginning(node: Node) -> str | None:
    """Return letters by which a part differs from those that begin with others; None where it may begin with any."""
    if not isinstance(node, Word):
        return None
    letters, star, _ = node.pattern.partition("*")
    return None if star and len(letters) < 3 else letters[:3]


def expression(node: Node) -> str:
    """Return the regular expression a tree stands for, over folded text."""
    match node:
        case Word(pattern):
            return "[^ \n]+ " if pattern == "*" else "[^ \n]*".join(map(re.escape, pattern.split("*"))) + " "
        case Gap(count):
            return f"(?:[^ \n]+ ){{0,{GAP * count}}}?"
        case FactSlot(kind):
            return f"{FACT}{kind} "
        case Sequence(parts):
            return "".join(map(expression, _joined(parts)))
        case Choice(options, optional):
            return f"(?:{'|'.join(map(expression, options))})" + ("?" if optional else "")


def _joined(parts: tuple[Node, ...]) -> Iterator[Node]:
    """Yield the parts of a sequence, gaps that follow each other as one."""
    gaps = 0
    for part in parts:
        if isinstance(part, Gap):
            gaps += 1
            continue
        if gaps:
            yield Gap(gaps)
        gaps = 0
        yield part
    if gaps:
        yield Gap(gaps)


def fact_kinds(node: Node) -> Iterator[str]:
    """Yield the kinds of fact a tree asks for."""
    match node:
        case FactSlot(kind):
            yield kind
        case Sequence(parts) | Choice(parts):
            for part in parts:
                yield from fact_kinds(part)


def needed_facts(node: Node) -> frozenset[str]:
    """Return the kinds of fact without which a tree never matches."""
    match node:
        case FactSlot(kind):
            return frozenset((kind,))
        case Sequence(parts):
            return frozenset().union(*map(needed_facts, parts))
        case Choice(options, False):
            return frozenset.intersection(*map(needed_facts, options))
    return frozenset()


def anchors(node: Node) -> frozenset[str]:
    """Return strings of which every match holds at least one; empty where nothing literal is certain.

    The rarest-looking element of a sequence is taken: the one whose most frequent string has the longest rare word.
    """
    return max(gates(node), key=_rarity, default=frozenset())


def gates(node: Node) -> tuple[frozenset[str], ...]:
    """Return sets of strings: every match holds at least one string of each set. Empty where nothing is certain."""
    match node:
        case Word(pattern):
            literal = _literal(pattern)
            return (frozenset((literal,)),) if literal.strip() else ()
        case FactSlot() | Gap():
            return ()
        case Choice(options, optional):
            found = [anchors(option) for option in options]
            return () if optional or not all(found) else (frozenset().union(*found),)
        case Sequence(parts):
            runs = [frozenset((run,)) for run in _runs(parts) if run.strip()]
            return (*runs, *(gate for part in parts if isinstance(part, Choice) for gate in gates(part)))


def _rarity(strings: frozenset[str]) -> tuple[int, int, list[str]]:
    return min(map(_weight, strings)), -len(strings), sorted(strings)


def _weight(string: str) -> int:
    """Return how rare a string looks: the length of its longest word that is not one of the frequent ones."""
    return max((len(word) for word in string.split() if word not in frequent_words()), default=0)


def _literal(pattern: str) -> str:
    """Return the longest literal piece of a word with stars, with the spaces that are certain around it."""
    return max((" " + pattern + " ").split("*"), key=lambda piece: len(piece.strip()))


def _runs(parts: tuple[Node, ...]) -> Iterator[str]:
    """Yield the literal strings that neighbouring words make together: ``shall not publish*`` holds them all."""
    run = ""
    for part in parts:
        pattern = part.pattern if isinstance(part, Word) else "*"
        pieces = pattern.split("*")
        if len(pieces) == 1:
            run = (run or " ") + pieces[0] + " "
            continue
        yield (run or " ") + pieces[0]
        yield from pieces[1:-1]
        run = pieces[-1] + " " if pieces[-1] else ""
    yield run
