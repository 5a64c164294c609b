"""All parties of a document: what its parts say, brought together."""

from __future__ import annotations

from contract_scan.document import Document
from contract_scan_builtins._parties.names import BREAK
from contract_scan_builtins._parties.parts import Party
from contract_scan_builtins._parties.preamble import preamble_parties


def parties_of(document: Document) -> list[Party]:
    """Return the parties of a document in reading order, each once."""
    return preamble_parties(with_breaks(document))


def with_breaks(document: Document) -> str:
    """Return the text with `BREAK` for each line feed between blocks; offsets stay what they were."""
    return BREAK.join(document.quote(block.span) for block in document.blocks)
