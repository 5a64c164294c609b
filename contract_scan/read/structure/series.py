"""Which of the numbers typed at the start of blocks are clause numbers: those that stand in a series."""

from __future__ import annotations

from collections.abc import Sequence

from contract_scan.document import Block
from contract_scan.read.structure.numbers import TypedNumber, ordinal, typed_number

#: A typed number and what decides about it stand within these first characters of a block.
_LOOK = 200


def typed_numbers(blocks: Sequence[Block], texts: Sequence[str], flow: Sequence[int]) -> dict[int, TypedNumber]:
    """Return the typed clause number of each block in the flow (indexes, in order) that has one.

    A number that is doubtful by itself ("12 Main Street", "A. Smith") is believed where it goes on with the one
    before ("11", "12") or begins a series that is gone on with ("A.", "B."). In a table cell only a number with
    words after it counts: a number by itself is an amount as often as a clause.
    """
    found: dict[int, TypedNumber] = {}
    for index in flow:
        block = blocks[index]
        if block.number is not None and not block.number_in_text:
            continue
        typed = typed_number(texts[index][:_LOOK])
        if typed and (block.kind != "table_cell" or (typed.sure and typed.end < len(texts[index]))):
            found[index] = typed
    return _believed(found)


def _believed(found: dict[int, TypedNumber]) -> dict[int, TypedNumber]:
    if all(typed.sure for typed in found.values()):
        return found
    kept: dict[int, TypedNumber] = {}
    last: dict[tuple[str, str], int | None] = {}
    following = _following(found)
    for index, typed in found.items():
        key, value = _key(typed), _value(typed)
        goes_on = value is not None and last.get(key) == value - 1
        begins = value == 1 and following.get(index) == 2
        if typed.sure or goes_on or begins:
            kept[index] = typed
            last[key] = value
    return kept


def _following(found: dict[int, TypedNumber]) -> dict[int, int | None]:
    """Return, by index, the value of the next number of the same series."""
    after: dict[int, int | None] = {}
    upcoming: dict[tuple[str, str], int | None] = {}
    for index in reversed(found):
        key = _key(found[index])
        after[index] = upcoming.get(key)
        upcoming[key] = _value(found[index])
    return after


def _value(typed: TypedNumber) -> int | None:
    return ordinal(typed.number, typed.shape)


def _key(typed: TypedNumber) -> tuple[str, str]:
    """Return what the numbers of one series share: their shape, and what stands around and before the last part."""
    head, _, _ = typed.number.rstrip(".").rpartition(".")
    return typed.shape, head + typed.number[-1] * (not typed.number[-1].isalnum())
