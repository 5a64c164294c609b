"""WordprocessingML that a stranger wrote: the strict variant read as the usual one, text kept however deep it lies."""

from __future__ import annotations

from lxml import etree

from contract_scan.read import markup
from contract_scan.read.docx.names import R_, STRICT, P, w

#: What is kept however deep it lies: paragraphs, runs, and what holds their text.
_CONTENT = frozenset(
    {P, R_}
    | {w(name) for name in ("t", "delText", "tab", "br", "cr", "sym", "noBreakHyphen", "instrText", "delInstrText")}
)


def parse(data: bytes, depth: int) -> tuple[etree._Element, int]:
    """Return the root of a part of a Word file, and how many elements were flattened, as `markup.parse` does.

    Of elements deeper than allowed, paragraphs and their text are kept. Raises `MarkupError`.
    """
    if b"purl.oclc.org/ooxml" in data:
        for strict, transitional in STRICT.items():
            data = data.replace(strict, transitional)
    return markup.parse(data, depth, _CONTENT)
