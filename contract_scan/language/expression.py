"""The grammar over concepts: what a rule asks of a clause, in one short line for all languages.

=========================  =====================================================================================
``PUBLISH``                a concept: whatever the drafter says for it
``"open access"``          these very words, in the grammar of phrases
``{period > 6 months}``    a fact of a kind, compared where wanted; a period without end exceeds all others
``A & B``                  both, in any order, not far apart
``A > B``                  both, in this order
``A | B``                  one of them
``not A``                  not in the clause
``by PARTNER: …``          the one who acts, in the active or the passive voice
``under SECRET: …``        a concept in the heading above; one of several with ``or``
``after SECRET: …``        a concept in the sentence before it, under the same heading; one of several with ``or``
``…, must``                how the clause binds: must, may, must not, need not, free; several with ``or``
=========================  =====================================================================================

``&`` binds closer than ``|``, ``>`` closer than ``&``; brackets group.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Literal, get_args

from contract_scan.language.amounts import Limit, limit_of
from contract_scan.nouns import dataclass

Force = Literal["must", "may", "must not", "need not", "free"]

_PREFIX = re.compile(r"(by|under|after)\s+([A-Z][A-Z_]+(?:\s+or\s+[A-Z][A-Z_]+)*)\s*:\s*")
_TOKEN = re.compile(r'\s*("[^"]*"|\{[^}]*\}|[&|>()]|[A-Z][A-Z_]+|[a-z]+|\S)')


class ExpressionError(ValueError):
    """A line breaks the grammar; the arguments are a key of the rule messages and the offending part."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words in the grammar of phrases."""

    source: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a kind, within a limit where one is given."""

    kind: str
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class Both:
    """All of the parts, in any order."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """All of the parts, in this order."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of the parts."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Nothing in the clause is what the part asks for."""

    part: Part


Part = Concept | Words | Fact | Both | Ordered | Either | Without

#: How many words and signs a line may have, and how deep its brackets may go.
LONGEST, DEEPEST = 200, 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a rule: what the clause says, who acts, and how it binds; empty where that is left open.

    `under` are concepts of which the heading above holds one, `after` those of which the sentence before does.
    """

    source: str
    part: Part
    actor: str | None = None
    forces: tuple[Force, ...] = ()
    under: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()


def parse_line(source: str) -> Line:
    """Return a line as a tree. Raises `ExpressionError` with what is wrong and where."""
    text = source.strip()
    prefixes, text = _prefixes(text)
    text, forces = _forces(text)
    tokens = [match.group(1) for match in _TOKEN.finditer(text)]
    opened = accumulate((token == "(") - (token == ")") for token in tokens)
    if len(tokens) > LONGEST or max(opened, default=0) > DEEPEST:
        raise ExpressionError("expression_large", "")
    part, rest = _either(tokens)
    if rest:
        raise ExpressionError("expression_rest", rest[0])
    if isinstance(part, Without):
        raise ExpressionError("expression_only_not", source)
    under, after = (frozenset(prefixes.get(word, ())) for word in ("under", "after"))
    actors = prefixes.get("by", [])
    if len(actors) > 1:
        raise ExpressionError("expression_actors", " or ".join(actors))
    return Line(source, part, actors[0] if actors else None, forces, under, after)


def _prefixes(text: str) -> tuple[dict[str, list[str]], str]:
    """Return the concepts before the colons of a line, by the word that introduces them, and the rest of the line."""
    found: dict[str, list[str]] = {}
    while match := _PREFIX.match(text):
        if match[1] in found:
            raise ExpressionError("expression_twice", match[1])
        found[match[1]] = re.split(r"\s+or\s+", match[2])
        text = text[match.end() :]
    return found, text


def _forces(text: str) -> tuple[str, tuple[Force, ...]]:
    """Return a line without the words after its last comma, and how they say that it binds."""
    body, comma, tail = text.rpartition(",")
    if not comma or any(sign in tail for sign in '"})'):
        return text, ()
    named = tuple(part.strip() for part in re.split(r"\bor\b", tail))
    for name in named:
        if name not in get_args(Force):
            raise ExpressionError("expression_force", name)
    return body, named  # type: ignore[return-value]


def _either(tokens: list[str]) -> tuple[Part, list[str]]:
    return _joined(tokens, "|", _both, Either)


def _both(tokens: list[str]) -> tuple[Part, list[str]]:
    return _joined(tokens, "&", _ordered, Both)


def _ordered(tokens: list[str]) -> tuple[Part, list[str]]:
    return _joined(tokens, ">", _term, Ordered)


def _joined(
    tokens: list[str],
    sign: str,
    inner: Callable[[list[str]], tuple[Part, list[str]]],
    kind: Callable[[tuple[Part, ...]], Part],
) -> tuple[Part, list[str]]:
    part, rest = inner(tokens)
    parts = [part]
    while rest and rest[0] == sign:
        part, rest = inner(rest[1:])
        parts.append(part)
    return (parts[0] if len(parts) == 1 else kind(tuple(parts))), rest


def _term(tokens: list[str]) -> tuple[Part, list[str]]:
    if not tokens:
        raise ExpressionError("expression_ends", "")
    token, rest = tokens[0], tokens[1:]
    if token == "(":
        part, rest = _either(rest)
        if not rest or rest[0] != ")":
            raise ExpressionError("expression_bracket", token)
        return part, rest[1:]
    if token == "not":
        part, rest = _term(rest)
        return Without(part), rest
    if token.startswith('"'):
        return Words(token[1:-1]), rest
    if token.startswith("{"):
        return _fact(token[1:-1]), rest
    if token.isupper() and len(token) > 1:
        return Concept(token), rest
    raise ExpressionError("expression_term", token)


def _fact(text: str) -> Fact:
    kind, _, rest = text.strip().partition(" ")
    if not rest:
        return Fact(kind)
    limit = limit_of(rest.strip())
    if limit is None:
        raise ExpressionError("expression_limit", text)
    return Fact(kind, limit)


def leaves(part: Part) -> Iterator[Concept | Words | Fact]:
    """Yield the concepts, words and facts that a tree speaks of, in order."""
    match part:
        case Both(parts) | Ordered(parts) | Either(parts):
            for inner in parts:
                yield from leaves(inner)
        case Without(inner):
            yield from leaves(inner)
        case Concept() | Words() | Fact():
            yield part


def named(line: Line) -> list[str]:
    """Return the names of the concepts that a line speaks of, its actor and its surroundings among them."""
    own = [leaf.name for leaf in leaves(line.part) if isinstance(leaf, Concept)]
    around = [*([line.actor] if line.actor else []), *sorted(line.under), *sorted(line.after)]
    return list(dict.fromkeys([*own, *around]))


def words_in(part: Part) -> list[str]:
    """Return the words that a tree asks for literally."""
    return [leaf.source for leaf in leaves(part) if isinstance(leaf, Words)]


def facts_needed(part: Part) -> Iterator[Fact]:
    """Yield the facts without which nothing can be what a part asks for."""
    match part:
        case Fact():
            yield part
        case Both(parts) | Ordered(parts):
            for inner in parts:
                yield from facts_needed(inner)


def needed(part: Part, *, words: bool = False) -> Iterator[frozenset[str]]:
    """Yield sets of concepts: in every clause that fits stands one of each set.

    With `words` literal words are needed too, and stand in a set as in the line, between quotation marks.
    """
    match part:
        case Concept(name):
            yield frozenset((name,))
        case Words(source) if words:
            yield frozenset((in_quotes(source),))
        case Both(parts) | Ordered(parts):
            for inner in parts:
                yield from needed(inner, words=words)
        case Either(parts):
            ways = [next(needed(inner, words=words), None) for inner in parts]
            if all(ways):
                yield frozenset().union(*(way for way in ways if way))


def in_quotes(source: str) -> str:
    """Return literal words as they stand in a line."""
    return f'"{source}"'
