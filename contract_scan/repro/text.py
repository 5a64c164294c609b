"""The needed blocks as plain text, for formats of which no smaller copy can be made."""

from __future__ import annotations

from collections.abc import Iterable

from contract_scan.document import Block, Document
from contract_scan.repro.mask import Mask


def masked_text(document: Document, indexes: Iterable[int], mask: Mask | None) -> bytes:
    """Return some blocks of one view as Markdown, a paragraph each; without a mask the words stay as they are."""
    paragraphs = (_paragraph(document, document.blocks[index], mask) for index in sorted(indexes))
    return ("\n\n".join(p for p in paragraphs if p) + "\n").encode()


def _paragraph(document: Document, block: Block, mask: Mask | None) -> str:
    text = document.quote(block.span)
    if mask is not None:
        text = mask.masked(text, block.language, numbered=block.number_in_text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    number = "" if block.number_in_text or not block.number else f"{block.number} "
    sign = "#" * min(block.level or 1, 6) + " " if block.kind in ("heading", "title") else ""
    return f"{sign}{number}" + "\n".join(lines) if lines else ""
