"""Named word groups: ``<party>`` in a phrase is the topic's own group, or one that all topics share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from contract_scan.rules.grammar import Groups, PhraseError

COMMON = "common"

#: Word groups by (folder, language, name).
GroupTable = Mapping[tuple[str, str, str], tuple[str, ...]]


def groups_in(table: GroupTable, folder: str, language: str) -> Groups:
    """Return the function that gives the phrases of a group as a topic folder sees it in one language."""
    return lambda name: table[holder(table, folder, language, name), language, name]


def holder(table: GroupTable, folder: str, language: str, name: str) -> str:
    """Return the folder that a group's name stands for: the topic's own, or its neighbour "common".

    Raises `PhraseError` where there is no such group.
    """
    neighbour = str(PurePath(folder).parent / COMMON)
    for candidate in (folder, neighbour):
        if (candidate, language, name) in table:
            return candidate
    raise PhraseError("unknown_group", name)
