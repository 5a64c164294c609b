"""What was typed on a scan beside what was recognised in it: nothing of either is lost, nothing stands twice."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher, get_close_matches
from itertools import groupby

from contract_scan.document import Box
from contract_scan.read.pdf.line import Line
from contract_scan.read.pdf.tables import Table

#: Letters in a row that are the same in both are no chance.
_RUN = 3
#: A line that recognition is unsure of, of 100, and of which this share of letters was typed there, is what was typed.
_UNSURE = 60
_SAME = 0.5
#: Two words as alike as this are one, read wrongly.
_ALIKE = 0.7


def merged_lines(items: Sequence[Line | Table], found: Sequence[Line]) -> tuple[tuple[Line | Table, ...], bool]:
    """Return what was typed on a scan, as it was typed, and what was recognised beside it, from the top down.

    The second value says that something was recognised where other words were typed; both are then returned.
    """
    typed = [item for item in items if isinstance(item, Line)]
    cells = [line for item in items if isinstance(item, Table) for cell in item.cells for line in cell.lines]
    beside, differs = [], False
    for line in found:
        under = [own for own in (*typed, *cells) if _over(line.box, own.box)]
        if under and _says_the_same(line, under):
            continue
        differs = differs or bool(under)
        beside.append(line)
    tables = [item for item in items if isinstance(item, Table)]
    stretches = [[own] for own in typed] + [list(lines) for _, lines in groupby(beside, key=lambda line: line.part)]
    stretches.sort(key=lambda lines: -lines[0].box.top)
    return (*(line for lines in stretches for line in lines), *tables), differs


def _over(one: Box, other: Box) -> bool:
    middle = (one.bottom + one.top) / 2
    return one.left < other.right and other.left < one.right and other.bottom <= middle <= other.top


def _says_the_same(line: Line, under: Sequence[Line]) -> bool:
    """Say whether the words of a recognised line are those of the lines it lies over, as far as recognition goes."""
    text = " ".join(one.text for one in sorted(under, key=lambda one: one.left))
    own = _letters(text)
    if (line.confidence or 0) < _UNSURE:
        letters = _letters(line.text)
        blocks = SequenceMatcher(None, letters, own, autojunk=False).get_matching_blocks()
        return sum(block.size for block in blocks if block.size >= _RUN) >= _SAME * len(letters)
    words = [_letters(word) for word in text.split()]
    return all(
        word in own or bool(get_close_matches(word, words, 1, _ALIKE)) for word in map(_letters, line.text.split())
    )


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
