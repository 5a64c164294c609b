"""Which edition of a reference list was consulted: a noun that scans and sources share."""

from __future__ import annotations

from contract_scan.nouns import dataclass


@dataclass(frozen=True, slots=True)
class ListEdition:
    """Which edition of a reference list was consulted.

    `kind` may name a variant behind a dot ("owid.democracy_eiu"). `authority` says whose word the list is (law,
    dutch_state, foreign_list, assessment, index, register, terms); `old`, that its content is older than it should be.
    """

    kind: str
    edition: str
    imported: str
    rows: int
    sha256: str
    authority: str = ""
    old: bool = False
