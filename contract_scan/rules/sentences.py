"""Sentences of contracts: "art.", "B.V.", "lid 2" and "d.d." end none, and a long enumeration is cut into its items."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from contract_scan.document import Block, Span
from contract_scan.language_data import abbreviations, language_data

#: A sentence with an enumeration in it is cut into items only past this length, in characters.
LONG = 320
#: No piece is longer, in characters: text without an end would cost too much to match.
LONGEST = 3_000

_END = re.compile(r"[.!?]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W_a-zß-öø-ÿ]|\s+[§•(\[\"“‘])|;\s*\n|\n\s*\n")
_ITEM = re.compile(r"(?<=[;:,.\s])\s*(?:(?:and|or|en|of)/?(?:or|of)?\s+)?(?=\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s)")
_SEMICOLON = re.compile(r";\s")
_NEXT_WORD = re.compile(r"[^\w]*(\w+)")
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.]|['’]\w)*|\d+)[.!?]+[\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block that is matched by itself. An `item` needs the piece that `opens` before it."""

    span: Span
    item: bool = False
    opens: bool = False


def pieces(text: str, block: Block) -> list[Piece]:
    """Return the sentences of a block, long enumerations cut into a lead-in and items; white space trimmed."""
    found: list[Piece] = []
    for span in sentences(text, block.span, block.language):
        found.extend(short for piece in _items(text, span) for short in _bounded(text, piece))
    return found


def _bounded(text: str, piece: Piece) -> list[Piece]:
    """Return a piece cut where it is too long, at commas or else between words or else anywhere."""
    cuts = [piece.span.start]
    while piece.span.end - cuts[-1] > LONGEST:
        limit = cuts[-1] + LONGEST
        commas, spaces = text.rfind(", ", cuts[-1] + 1, limit), text.rfind(" ", cuts[-1] + 1, limit)
        cuts.append(commas + 2 if commas > 0 else spaces + 1 if spaces > 0 else limit)
    if len(cuts) == 1:
        return [piece]
    return [Piece(span, piece.item, piece.opens) for span in _trimmed(text, [*cuts, piece.span.end])]


def sentences(text: str, span: Span, language: str | None = None) -> list[Span]:
    """Return the spans of the sentences in a stretch of text, white space trimmed."""
    ends = [m.end() for m in _END.finditer(text, span.start, span.end) if _ends(text, span.start, m, language)]
    return _trimmed(text, [span.start, *ends, span.end])


def _trimmed(text: str, cuts: list[int]) -> list[Span]:
    found = []
    for start, end in pairwise(cuts):
        stripped = text[start:end].strip()
        if stripped:
            begin = start + text[start:end].index(stripped[0])
            found.append(Span(begin, begin + len(stripped)))
    return found


def _ends(text: str, start: int, match: re.Match[str], language: str | None) -> bool:
    """Say whether a full stop ends the sentence: not after an abbreviation, an initial or a clause number."""
    if match.group()[:1] in ".!?" and text[match.end() : match.end() + 40].lstrip()[:1].islower():
        return False
    if not match.group().startswith("."):
        return True
    before = _LAST_WORD.search(text[max(start, match.start() - 30) : match.end()])
    if before is None:
        return True
    word = before.group(1)
    if word.isdigit():
        return match.start() - len(word) > start and not _is_clause_number(text, start, match.start() - len(word))
    if len(word) == 1:
        return word.isupper() and _begins_common(text, match.end(), language)
    return word.lower().rstrip(".") not in _abbreviations(language)


def _begins_common(text: str, position: int, language: str | None) -> bool:
    """Say whether a word of any text comes next: "Annex I. The Parties" are two sentences, "J. Jansen" is a name."""
    word = _NEXT_WORD.match(text, position)
    return word is not None and word.group(1).lower() in _stop_words(language)


def _is_clause_number(text: str, start: int, position: int) -> bool:
    """Say whether the number at a position opens the block, as "7." does in "7. Confidentiality"."""
    return not text[start:position].strip()


@cache
def _stop_words(language: str | None) -> frozenset[str]:
    data = language_data()
    chosen = [data[language]] if language in data else list(data.values())
    return frozenset(word for entry in chosen for word in str(entry.get("stop_words", "")).split())


@cache
def _abbreviations(language: str | None) -> frozenset[str]:
    return abbreviations(language)


def _items(text: str, span: Span) -> list[Piece]:
    if len(span) <= LONG:
        return [Piece(span)]
    cuts = [m.end() for m in _ITEM.finditer(text, span.start + 1, span.end)]
    if len(cuts) < 2:
        return _clauses(text, span)
    parts = _trimmed(text, [span.start, *cuts, span.end])
    return [Piece(parts[0], opens=True), *(Piece(part, item=True) for part in parts[1:])]


def _clauses(text: str, span: Span) -> list[Piece]:
    """Cut a very long sentence without numbered items at its semicolons."""
    if len(span) <= 2 * LONG:
        return [Piece(span)]
    cuts = [m.end() for m in _SEMICOLON.finditer(text, span.start, span.end)]
    parts = _trimmed(text, [span.start, *cuts, span.end])
    return [Piece(parts[0], opens=True), *(Piece(part, item=True) for part in parts[1:])]
