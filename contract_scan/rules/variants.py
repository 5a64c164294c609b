"""What can be deleted from a phrase: each alternative and each part that may be there or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from contract_scan.rules.grammar import Choice, FactSlot, Gap, Node, Sequence, Word


@dataclass(frozen=True, slots=True)
class Variant:
    """A phrase without one of its parts; `deleted` is the part."""

    deleted: Sequence
    tree: Sequence


def variants(tree: Sequence) -> Iterator[Variant]:
    """Yield the phrase without each alternative and each optional part; word groups are left as they are."""
    for i, part in enumerate(tree.parts):
        if isinstance(part, Choice) and part.group is None:
            for variant in _choice_variants(part):
                changed = () if variant[1] is None else (variant[1],)
                parts = (*tree.parts[:i], *changed, *tree.parts[i + 1 :])
                if parts:
                    yield Variant(variant[0], Sequence(parts))


def _choice_variants(choice: Choice) -> Iterator[tuple[Sequence, Choice | None]]:
    """Yield each deletable part of a choice with what is left; None where nothing is."""
    for i, option in enumerate(choice.options):
        rest = choice.options[:i] + choice.options[i + 1 :]
        if rest:
            yield option, replace(choice, options=rest)
        elif choice.optional:
            yield option, None
        for inner in variants(option):
            options = (*choice.options[:i], inner.tree, *choice.options[i + 1 :])
            yield inner.deleted, replace(choice, options=options)


def group_variants(options: tuple[Sequence, ...]) -> Iterator[tuple[int, Sequence, tuple[Sequence, ...]]]:
    """Yield a word group without each member and each alternative in a member: ordinal, what was deleted, the rest."""
    group = Choice(options, group="")
    for i, option in enumerate(options):
        rest = options[:i] + options[i + 1 :]
        if rest:
            yield i, option, rest
        for inner in variants(option):
            yield i, inner.deleted, (*group.options[:i], inner.tree, *group.options[i + 1 :])


def with_group(node: Node, name: str, options: tuple[Sequence, ...]) -> Node:
    """Return a tree in which a named word group has other members."""
    match node:
        case Choice(_, _, group) if group == name:
            return replace(node, options=options)
        case Choice(inner):
            return replace(node, options=tuple(with_group(option, name, options) for option in inner))  # type: ignore[misc]
        case Sequence(parts):
            return Sequence(tuple(with_group(part, name, options) for part in parts))
    return node


def groups_named(node: Node) -> Iterator[str]:
    """Yield the names of the word groups a tree uses, those inside other groups too."""
    match node:
        case Choice(options, _, group):
            if group is not None:
                yield group
            for option in options:
                yield from groups_named(option)
        case Sequence(parts):
            for part in parts:
                yield from groups_named(part)


def spelled(node: Node) -> str:
    """Return a tree as somebody would write it in a rule file."""
    match node:
        case Word(pattern):
            return pattern
        case Gap():
            return "…"
        case FactSlot(kind):
            return "{" + kind + "}"
        case Sequence(parts):
            return " ".join(map(spelled, parts))
        case Choice(_, _, str(group)):
            return f"<{group}>"
        case Choice(options, optional):
            inner = "|".join(map(spelled, options))
            return f"[{inner}]" if optional else f"({inner})"
