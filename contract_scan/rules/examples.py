"""Examples in rule files: small documents in which ``[[ ]]`` stands around exactly what must be found.

Every line is a block. A line that begins with ``# `` is a heading, ``(a)``, ``1)``, ``-`` or ``•`` begins a list
item, and ``7.3`` a numbered clause; so an example can show a lead-in with its items, or a clause under its heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from contract_scan.document import Block, Document, DocumentBuilder, Source, Span
from contract_scan.rules.enumerators import after_number
from contract_scan.rules.segmenting import folded
from contract_scan.rules.segments import Folded

_MARK = re.compile(r"\[\[|\]\]")
_ITEM = re.compile(r"(\((?:[a-z]{1,2}|[ivxl]{1,5}|\d{1,2})\)|(?:[a-z]|[ivx]{1,4}|\d{1,2})\)|[-–•*])\s+(?=\S)")
_CLAUSE = re.compile(r"(?:art(?:icle|ikel)?\.?\s+)?(\d{1,2}(?:\.\d{1,2})*)[.:]?\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Example:
    """An example as a document, with the spans that must be found in it."""

    source: str
    document: Document
    wanted: tuple[Span, ...]
    text: Folded


def read_example(source: str, language: str) -> Example:
    """Return an example of a rule file as a document in a language. Raises `ValueError` where ``[[ ]]`` do not pair."""
    builder = DocumentBuilder()
    wanted: list[Span] = []
    trail: tuple[str, ...] = ()
    clause: str | None = None
    for line in filter(None, (line.strip() for line in source.splitlines())):
        text, spans = _unmarked(line.removeprefix("# "))
        kind, number = _kind(line, text)
        clause = number if kind == "paragraph" and number else clause
        trail = (text,) if kind == "heading" else trail
        path = " ".join(filter(None, (clause, number))) if kind == "list_item" else clause
        depth = {"heading": None, "list_item": 10}.get(kind, 1 + (number or "").count(".") if number else None)
        block = Block(kind, Span(0, 0), number=number, clause=path, level=depth, headings=trail, language=language)  # type: ignore[arg-type]
        start = builder.add(block, text).span.start
        wanted.extend(Span(s.start + start, s.end + start) for s in spans)
    document = builder.build(Source("", "", "txt"))
    without_numbers = tuple(_without_number(document, span) for span in wanted)
    return Example(source, document, without_numbers, folded(document))


def _without_number(document: Document, span: Span) -> Span:
    """Return what is marked without the number it begins with: ``[[(a) publish]]`` is the finding "publish"."""
    block = document.block_at(span.start)
    begins = block is not None and block.span.start == span.start
    return after_number(document.text, span, block if begins else None)


def _kind(line: str, text: str) -> tuple[str, str | None]:
    if line.startswith("# "):
        number = _CLAUSE.match(text)
        return "heading", number.group(1) if number else None
    item = _ITEM.match(text)
    if item:
        return "list_item", item.group(1)
    clause = _CLAUSE.match(text)
    return "paragraph", clause.group(1) if clause else None


def _unmarked(line: str) -> tuple[str, list[Span]]:
    """Return a line without its marks, and the spans that were marked."""
    spans: list[Span] = []
    start: int | None = None
    removed = 0
    for mark in _MARK.finditer(line):
        if (mark.group() == "[[") != (start is None):
            raise ValueError(line)
        position = mark.start() - removed
        removed += 2
        if start is None:
            start = position
        else:
            spans.append(Span(start, position))
            start = None
    if start is not None:
        raise ValueError(line)
    return _MARK.sub("", line), spans
