"""References to other clauses of the same document: "Articles 8 and 9.2" is followed to the clauses it names."""

from __future__ import annotations

import re
from dataclasses import field

from contract_scan.document import Block, Document, Span
from contract_scan.nouns import dataclass
from contract_scan.rules.exceptions import Exceptions

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
#: How many characters after a reference the name of the law may stand to which it belongs.
_LAW_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Reference:
    """The clause numbers that a stretch of text names."""

    span: Span
    numbers: tuple[str, ...]


def references_in(text: str, span: Span, words: Exceptions) -> list[Reference]:
    """Return the references to clauses of this document in a stretch of its text; those to laws are left out."""
    found = []
    for match in words.reference.finditer(text, span.start, span.end):
        rest = re.split(r"[,;.()\n]\s", text[match.end() : min(match.end() + _LAW_WITHIN, span.end)], maxsplit=1)[0]
        if not words.law.search(rest):
            found.append(Reference(Span(*match.span()), tuple(_NUMBER.findall(match.group()))))
    return found


def clause_digits(block: Block) -> str:
    """Return the number of the clause a block stands in: "8" for "Artikel 8 (a)"; empty for none."""
    match = _NUMBER.search(block.clause or "")
    return match.group() if match else ""


def lies_in(number: str, named: str) -> bool:
    """Say whether the clause with a number is the named one or lies in it, as 8.2 lies in 8."""
    return bool(number) and (number == named or number.startswith(named + "."))


@dataclass
class Clauses:
    """The clauses of a document by number."""

    document: Document
    _first: dict[str, Block] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for block in self.document.blocks:
            number = clause_digits(block)
            while number and block.kind != "heading" and len(block.span):
                self._first.setdefault(number, block)
                number = number.rpartition(".")[0]

    def first(self, number: str) -> Block | None:
        """Return the first block of a clause that is no heading."""
        return self._first.get(number)
