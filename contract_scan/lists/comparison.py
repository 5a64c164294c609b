"""What comparing two names comes to: how sure it is that they are one, and what differs between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from contract_scan.nouns import dataclass

#: "sure": the same by equivalences that are stated; "possible": near, with what differs.
Tier = Literal["sure", "possible"]
DifferenceKind = Literal[
    "order",
    "spelling",
    "romanisation",
    "joined",
    "script",
    "names_swapped",
    "word_order",
    "typing",
    "vowels",
    "short_form",
    "initial",
    "left_out",
    "shortened",
    "general_word",
    "generation",
    "in_brackets",
]

#: What a stated equivalence covers: it leaves a match sure.
STATED: frozenset[str] = frozenset({"order", "spelling", "romanisation", "joined"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two names differ: its kind, and the words of either; empty where a name has none."""

    kind: DifferenceKind
    listed: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class NameComparison:
    """Two names compared. `tier` is None where they are two; then `differences` are empty."""

    tier: Tier | None
    differences: tuple[Difference, ...] = ()


DIFFERENT = NameComparison(None)


def same_but(differences: Iterable[Difference]) -> NameComparison:
    """Return the comparison of two names that are one but for these differences."""
    found = tuple(dict.fromkeys(differences))
    return NameComparison("sure" if all(one.kind in STATED for one in found) else "possible", found)
