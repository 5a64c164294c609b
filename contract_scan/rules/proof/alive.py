"""The proof that nothing in a rule is dead: whatever is deleted, an example must fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contract_scan.rules import grammar
from contract_scan.rules.compiled import Matcher
from contract_scan.rules.grammar import FactSlot, fact_kinds, parse
from contract_scan.rules.groups import groups_in
from contract_scan.rules.model import Pack
from contract_scan.rules.phrase import bare
from contract_scan.rules.proof.places import place
from contract_scan.rules.proof.problem import Problem
from contract_scan.rules.proof.table import ROLES, Role, Row, Rows, Table, found
from contract_scan.rules.variants import group_variants, groups_named, spelled, variants, with_group

#: What a phrase is called in messages, by its role.
_NAMES = {"phrases": "phrase", "reads": "line", "near": "near", "unless": "unless", "heading": "heading"}


#: The roles in which phrases stand.
WORDED = tuple(role for role in ROLES if role != "reads")


def dead_parts(pack: Pack, table: Table) -> Iterator[Problem]:
    """Yield a problem for each phrase, and each part of one, that can be deleted while every example still passes."""
    for role in ROLES:
        for index, phrase in enumerate(getattr(table.matcher, role)):
            if not _fails(table, without_phrase(table, role, index)):
                yield _dead(table, role, index, f"dead_{_NAMES[role]}", phrase.source)
                continue
            if role == "reads":
                continue
            for variant in variants(tree_of(pack, table.matcher, phrase.source)):
                if not part_is_needed(table, role, index, variant.tree, variant.deleted):
                    yield _dead(table, role, index, "dead_part", phrase.source, spelled(variant.deleted))
        if role in ("near", "heading") and getattr(table.matcher, role) and not _fails(table, {**table.rows, role: ()}):
            yield _dead(table, role, 0, f"idle_{role}", "")


def _dead(table: Table, role: Role, index: int, key: str, phrase: str, part: str = "") -> Problem:
    wording = table.matcher.wording
    where = place(wording.where.path if wording.where else "", "rules", wording.rule.partition(".")[2], role, index)
    return Problem(key, where, wording.rule, {"phrase": phrase, "part": part})


def tree_of(pack: Pack, matcher: Matcher, source: str) -> grammar.Sequence:
    """Return a phrase of a rule as a tree."""
    wording = matcher.wording
    return parse(source, groups_in(pack.groups, wording.folder, wording.language))


def _fails(table: Table, rows: Rows) -> bool:
    """Say whether an example fails with other rows: it finds other than what it finds now, which is right.

    A phrase is judged as if the rule had no lines too, for a line may well find what a phrase finds.
    """
    return found(rows) != table.found or found(_worded(rows)) != found(_worded(table.rows))


def _worded(rows: Rows) -> Rows:
    return {**rows, "reads": ()}


def without_phrase(table: Table, role: Role, index: int) -> Rows:
    """Return the rows without a phrase; the last `near` or `heading` deleted finds nothing rather than everything."""
    alone = role in ("near", "heading") and len(table.rows[role]) == 1
    return table.with_row(role, index, frozenset() if alone else None)


def part_is_needed(table: Table, role: Role, index: int, tree: grammar.Node, deleted: grammar.Sequence) -> bool:
    """Say whether an example fails once a phrase has become `tree`, from which `deleted` is gone."""
    row = table.rows[role][index]
    if not _occurs(table, role, row, deleted):
        return False
    return _fails(table, table.with_row(role, index, table.row(role, bare(tree), row)))


def _occurs(table: Table, role: Role, row: Row, part: grammar.Sequence) -> bool:
    """Say whether a part of a phrase stands in an example at all; if not, nothing can depend on it."""
    if role in ("near", "heading") or any(isinstance(p, FactSlot) for p in part.parts) or list(fact_kinds(part)):
        return True
    pattern = bare(part).pattern
    for example, index in row:
        text = table.examples[example].text
        segment = text.segments[index]
        if pattern.search(text.text, segment.start, segment.end):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Use:
    """A phrase that uses a word group."""

    table: Table
    role: Role
    index: int
    tree: grammar.Sequence


def dead_members(pack: Pack, tables: Sequence[Table], folders: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for each member of a word group, or part of one, that no example of any rule needs.

    `folders` are those whose groups are judged: a group is only judged together with all rules that use it.
    """
    uses: dict[tuple[str, str], list[_Use]] = {}
    for table in tables:
        for role in WORDED:
            for index, phrase in enumerate(getattr(table.matcher, role)):
                tree = tree_of(pack, table.matcher, phrase.source)
                for name in dict.fromkeys(groups_named(tree)):
                    uses.setdefault((table.matcher.wording.language, name), []).append(_Use(table, role, index, tree))
    for folder, language, name in sorted(pack.groups):
        if folder in folders:
            yield from _dead_in_group(pack, (folder, language, name), uses.get((language, name), []))


def _dead_in_group(pack: Pack, group: tuple[str, str, str], uses: list[_Use]) -> Iterator[Problem]:
    folder, language, name = group
    groups = groups_in(pack.groups, folder, language)
    own = [use for use in uses if _sees(pack, use, group)]
    path = f"{folder}/{language}.yaml"
    if not own:
        yield Problem("unused_group", place(path, "words", name), values={"group": name})
        return
    options = tuple(parse(member, groups) for member in pack.groups[group])
    for index, deleted, rest in group_variants(options):
        if not any(part_is_needed(u.table, u.role, u.index, with_group(u.tree, name, rest), deleted) for u in own):
            values = {"group": name, "part": spelled(deleted), "member": pack.groups[group][index]}
            yield Problem("dead_member", place(path, "words", name, index), values=values)


def _sees(pack: Pack, use: _Use, group: tuple[str, str, str]) -> bool:
    """Say whether the name of a group means this very group where it is used."""
    from contract_scan.rules.groups import holder

    folder, language, name = group
    return holder(pack.groups, use.table.matcher.wording.folder, language, name) == folder
