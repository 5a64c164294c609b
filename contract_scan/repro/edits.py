"""Replacements in a block's text, put into the XML that the text came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from contract_scan.document import Span
from contract_scan.read.docx.tokens import Token
from contract_scan.repro.numbers import Edit

_Change = tuple[int, int, str]


class NodeEdits:
    """Collects replacements by the element whose text they change; a piece of text is only ever changed once."""

    def __init__(self) -> None:
        self._changes: dict[etree._Element, list[_Change]] = {}
        self._seen: dict[etree._Element, str] = {}

    def add(self, tokens: Sequence[Token], edits: Iterable[Edit], view: str) -> None:
        """Take up the replacements in a block of one view, whose text is that of the tokens one after the other.

        What both views share is changed with the first of them.
        """
        placed, start = [], 0
        for token in tokens:
            if token.node is not None and self._seen.setdefault(token.node, view) == view:
                placed.append((Span(start, start + len(token.text)), token))
            start += len(token.text)
        for span, other in edits:
            for place, token in placed:
                if place.overlaps(span):
                    self._add(token, place, span, other)
                    other = ""

    def _add(self, token: Token, place: Span, span: Span, other: str) -> None:
        if token.node is None:
            return
        shift = token.offset - place.start
        change = (max(span.start, place.start) + shift, min(span.end, place.end) + shift, other)
        self._changes.setdefault(token.node, []).append(change)

    def covers(self, node: etree._Element) -> bool:
        """Say whether an element's text was part of a view."""
        return node in self._seen

    def apply(self) -> None:
        """Change the texts."""
        for node, changes in self._changes.items():
            text = node.text or ""
            for start, end, other in sorted(set(changes), reverse=True):
                text = text[:start] + other + text[end:]
            node.text = text
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
