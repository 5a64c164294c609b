"""Labelled agreements as the engine reads them: folded text, and what each of its sentences carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from contract_scan import prepare, read_document_bytes
from contract_scan.document import Span
from contract_scan.hookspecs import Reader
from contract_scan.rules.segmenting import folded
from contract_scan.rules.segments import Folded
from contract_scan_builtins.linear_reader.reader import says_something
from training.agreements import Agreement, Line


@dataclass(frozen=True)
class Labelled:
    """A document as it is read, with the labelled line that each sentence comes from, None where none fits.

    `harmless` says that it holds nothing that should stop a reviewer: dull text, for the most part.
    """

    hand: str
    name: str
    harmless: bool
    text: Folded
    lines: tuple[Line | None, ...]


@cache
def _readers() -> tuple[Reader, ...]:
    return prepare(installed=True).readers


def labelled(agreement: Agreement) -> Labelled:
    """Return an agreement as it is read from a plain text file."""
    document = read_document_bytes(agreement.text.encode(), f"{agreement.path.stem}.txt", _readers(), ocr="no")
    text = folded(document)
    places = list(_places(document.text, list(agreement.lines)))
    lines = tuple(
        _line_at(places, segment.span) if says_something(segment, text) else None for segment in text.segments
    )
    return Labelled(agreement.hand, agreement.path.stem, agreement.head["harmless"] is True, text, lines)


def _places(text: str, lines: Sequence[Line]) -> Iterator[tuple[Span, Line]]:
    """Yield where each line stands in the text as it was read, white space aside."""
    squeezed = [(position, sign) for position, sign in enumerate(text) if not sign.isspace() and sign != "|"]
    letters = "".join(sign for _, sign in squeezed)
    at = 0
    for line in lines:
        wanted = "".join(line.text.split()).replace("|", "")
        found = letters.find(wanted, at)
        if found < 0 or not wanted:
            continue
        at = found + len(wanted)
        yield Span(squeezed[found][0], squeezed[at - 1][0] + 1), line


def _line_at(places: Sequence[tuple[Span, Line]], span: Span) -> Line | None:
    shared = ((min(place.end, span.end) - max(place.start, span.start), line) for place, line in places)
    best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] * 2 >= len(span) else None
