"""The plain text of a document, for reading and for comparing two drafts."""

from __future__ import annotations

from contract_scan.document import Document


def plain(document: Document) -> str:
    """Return one view as plain text: one block a line, ending in a line feed; white space folded.

    A clause number that Word computed stands before its text, as it is printed. Blocks without text are left out.
    """
    lines = []
    for block in document.blocks:
        text = " ".join(document.text[block.span.start : block.span.end].split())
        if text:
            numbered = block.number is not None and not block.number_in_text
            lines.append(f"{block.number} {text}" if numbered else text)
    return "".join(f"{line}\n" for line in lines)
