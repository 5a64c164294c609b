"""The nouns of an import: a record that can go in, a row that was refused, and all that a file held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from contract_scan.register.model import Agreement, Organisation


@dataclass(frozen=True, slots=True)
class Record:
    """One agreement of a source, with the organisations in it. `digest` changes when anything of the row does;
    `benefit` is what the partnership brings, where the source says so."""

    agreement: Agreement
    organisations: tuple[Organisation, ...]
    digest: str
    where: str
    benefit: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row, or record, that does not go in: where, in which column, and why (a key of the message catalogue)."""

    where: str
    column: str
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """What a person should know of a file that was read (a key of the message catalogue)."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """What a file held. `mapping` is the mapping that was used, as TOML; `ignored` are columns that were left out."""

    source: str
    records: tuple[Record, ...]
    refusals: tuple[Refusal, ...] = ()
    mapping: str | None = None
    ignored: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


class Refused(Exception):  # noqa: N818 - a row is refused; nothing has failed
    """A value cannot go in."""

    def __init__(self, column: str, reason: str, **values: str) -> None:
        super().__init__(column, reason)
        self.column, self.reason, self.values = column, reason, values
