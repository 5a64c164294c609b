"""Sentences of contracts: "art.", "B.V.", "lid 2" and "d.d." end none, and a long enumeration is cut into its items."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from contract_scan.document import Block, Span
from contract_scan.facts.words import words_for
from contract_scan.language_data import abbreviations, recital_words, stop_words
from contract_scan.nouns import dataclass
from contract_scan.paragraph_signs import paragraph_signs
from contract_scan.rules.enumerators import after_number

#: A sentence with an enumeration in it is cut into items only past this length, in characters.
LONG = 320
#: No piece is longer, in characters: text without an end would cost too much to match.
LONGEST = 3_000

# A row of stops is gone through once: it begins where no stop stands before it, and gives nothing back.
_END = re.compile(r"(?<![.!?])[.!?]++[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W_a-zß-öø-ÿ]|\s+[§•(\[\"“‘])|;\s*\n|\n\s*\n")
# A label that a list without lines of its own begins an item with: "… bouwen. b. Partijen …".
_RUN_IN = re.compile(r"(?:(?<=[.;:!?]\s)|(?<=\n)|\A)(?=([a-z]|[ivx]{2,4})\.\s+[\"'“‘«(\[]*[^\W\d_a-zß-öø-ÿ])")
#: How long such a label is at most, with its stop.
_LABEL = 5
_RUN_IN_LABEL = re.compile(r"[a-z]{1,4}\.\s+")
_ITEM = re.compile(r"(?<=[;:,.\s])\s*(?:(?:and|or|en|of)/?(?:or|of)?\s+)?(?=\(?([a-z]|[ivx]{1,4}|\d{1,2})\)\s)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s*$")
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
    """Return the sentences of a block without its number, long enumerations cut into a lead-in and items."""
    found: list[Piece] = []
    begun = _run_in(text, block.span)
    for index, span in enumerate(_sentences(text, block.span, block.language, begun)):
        own = _after_label(text, span) if index and span.start in begun else span
        own = own if index else after_number(text, span, block)
        found.extend(short for piece in _items(text, own, block.language) for short in _bounded(text, piece))
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
    """Return the spans of the sentences in a stretch of text, white space trimmed.

    A sign that opens a paragraph ("§2.") ends the sentence before it and is no part of the one after it.
    """
    return _sentences(text, span, language, _run_in(text, span))


def _sentences(text: str, span: Span, language: str | None, begun: list[int]) -> list[Span]:
    """Return the sentences in a stretch of text in which the items of a run-in list have `begun` at some offsets."""
    ends = [m.end() for m in _END.finditer(text, span.start, span.end) if _ends(text, span.start, m, language)]
    ends = [end for end in ends if not any(start < end <= start + _LABEL for start in begun)]
    ends = sorted({*ends, *begun, *_recitals(text, span, language)})
    signs = paragraph_signs(text, span.start, span.end)
    if not signs:
        return _trimmed(text, [span.start, *ends, span.end])
    bounds = {bound for sign in signs for bound in (sign.start, sign.words)}
    ends = [end for end in ends if not any(sign.start < end < sign.words for sign in signs)]
    found = _trimmed(text, sorted({span.start, *ends, *bounds, span.end}))
    starts = {sign.start for sign in signs}
    return [one for one in found if one.start not in starts] or found


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
    if match.group().startswith("...") and _is_blank(text, start, match):
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


def _is_blank(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether dots are a blank to be filled in ("for ...... (in words: …)"), and not an ellipsis or leaders."""
    apart = match.start() > start and not text[match.start() - 1].isalnum()
    leads = text[match.end() : match.end() + 10].lstrip()[:1].isdigit()
    return not leads and (apart or len(match.group()) > 3)


def _begins_common(text: str, position: int, language: str | None) -> bool:
    """Say whether a word of any text comes next: "Annex I. The Parties" are two sentences, "J. Jansen" is a name."""
    word = _NEXT_WORD.match(text, position)
    return word is not None and word.group(1).lower() in stop_words(language)


def _is_clause_number(text: str, start: int, position: int) -> bool:
    """Say whether the number at a position opens the block, as "7." does in "7. Confidentiality"."""
    return not text[start:position].strip()


@cache
def _abbreviations(language: str | None) -> frozenset[str]:
    return abbreviations(language)


def _run_in(text: str, span: Span) -> list[int]:
    """Return where the items of a run-in list begin, at the letters that run on: "a. De ene. b. De andere."."""
    series: list[tuple[int, list[tuple[str, int]]]] = []
    for match in _RUN_IN.finditer(text[span.start : span.end]):
        values = _values(match.group(1))
        goes_on = [(shape, value) for shape, value in values if series and (shape, value - 1) in series[-1][1]]
        if goes_on:
            series.append((span.start + match.start(), goes_on))
        elif len(series) < 2:
            series = [(span.start + match.start(), values)]
    return [position for position, _ in series] if len(series) > 1 else []


def _recitals(text: str, span: Span, language: str | None) -> list[int]:
    """Return the ends before recitals on one line: "…; Whereas …"."""
    after = ((m.end(), _NEXT_WORD.match(text, m.end())) for m in _SEMICOLON.finditer(text, span.start, span.end))
    return [end for end, word in after if word and word[1][:1].isupper() and word[1].lower() in recital_words(language)]


def _after_label(text: str, span: Span) -> Span:
    label = _RUN_IN_LABEL.match(text, span.start, span.end)
    return Span(label.end(), span.end) if label and label.end() < span.end else span


def _items(text: str, span: Span, language: str | None) -> list[Piece]:
    if len(span) <= LONG:
        return [Piece(span)]
    cuts = _in_series(text, list(_ITEM.finditer(text, span.start + 1, span.end)), language)
    if len(cuts) < 2:
        return _clauses(text, span)
    return _cut(text, [span.start, *cuts, span.end])


def _in_series(text: str, found: list[re.Match[str]], language: str | None) -> list[int]:
    """Return where items begin: at letters or numbers in brackets that run on, not at "seven (7) years"."""
    expected: dict[str, int] = {}
    cuts = []
    for match in found:
        for shape, value in _values(match.group(1)):
            repeats = shape == "figure" and _is_number_word(text, match, language)
            if not repeats and value in (1, expected.get(shape)):
                expected[shape] = value + 1
                cuts.append(match.end())
                break
    return cuts


_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def _values(label: str) -> list[tuple[str, int]]:
    """Return how a label can be counted: "i" is the first of the Roman numbers or the ninth letter."""
    if label.isdigit():
        return [("figure", int(label))]
    roman = [("roman", _ROMAN.index(label))] if label in _ROMAN else []
    return [*roman, *([("letter", ord(label) - ord("a") + 1)] if len(label) == 1 else [])]


def _is_number_word(text: str, match: re.Match[str], language: str | None) -> bool:
    """Say whether a number is spelled out before its figures, as in "thirty (30)" and "vijfenveertig (45)"."""
    before = _WORD_BEFORE.search(text[max(0, match.start() - 30) : match.start()])
    return before is not None and before.group(1).lower().endswith(tuple(words_for(language).atoms))


def _clauses(text: str, span: Span) -> list[Piece]:
    """Cut a very long sentence without numbered items at its semicolons."""
    if len(span) <= 2 * LONG:
        return [Piece(span)]
    return _cut(text, [span.start, *(m.end() for m in _SEMICOLON.finditer(text, span.start, span.end)), span.end])


def _cut(text: str, cuts: list[int]) -> list[Piece]:
    first, *others = _trimmed(text, cuts)
    return [Piece(first, opens=True), *(Piece(after_number(text, part), item=True) for part in others)]
