"""Lines to paragraphs: by the gaps between them, indents, type size, and how full a line is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from contract_scan.read.pdf.line import Line
from contract_scan.read.structure.shape import (
    awaits_number,
    ends_sentence,
    is_bulleted,
    is_heading,
    is_marker,
    starts_item,
    starts_lower,
)

#: How many lines before and after are looked at for where lines end at the right.
_WINDOW = 6
#: Lines further apart than this many times the usual distance are in different paragraphs.
_GAP = 1.3
#: Fewer distances than this do not tell which is usual.
_FEW = 4
#: A line this long, in characters, is no heading or address; it goes on where it ends no sentence.
_FULL_LINE = 60
#: Two type sizes differ where one is this many times the other.
_SIZES = 1.12


def group(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the paragraphs of lines that stand in reading order; one may run over a column or a page."""
    pitch = _pitches(lines)
    held: list[Line] = []
    for index, line in enumerate(lines):
        if held and _parts(held, line, lines, index, pitch):
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _pitches(lines: Sequence[Line]) -> dict[int, float]:
    """Return the usual distance between the baselines of a page, by page.

    Where a page has too few lines to tell, it is that of all pages; where those have, that of lines set close.
    """
    drops: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        drop = above.baseline - below.baseline
        if above.page == below.page and 0.4 * above.size < drop < 2.6 * above.size:
            drops.setdefault(above.page, []).append(drop)
    everywhere = [drop for found in drops.values() for drop in found]
    usual = median(everywhere) if everywhere else 0.0
    if len(everywhere) < _FEW:
        usual = min(usual, 1.6 * median(line.height for line in lines)) if lines else 0.0
    return {page: median(found) if len(found) >= _FEW else usual for page, found in drops.items()}


def _parts(held: Sequence[Line], line: Line, lines: Sequence[Line], index: int, pitch: dict[int, float]) -> bool:
    """Say whether a paragraph ends before a line."""
    last = held[-1]
    if last.page != line.page or last.part != line.part:
        return last.part != line.part or not _continues(held, line, _right_edge(lines, index - 1))
    if last.turn != line.turn:
        return True
    drop = last.baseline - line.baseline
    if abs(drop) < 0.35 * last.size:
        return _apart_on_a_row(last, line)
    if drop < 0:
        return not _continues(held, line, _right_edge(lines, index - 1))
    if max(last.size, line.size) > _SIZES * min(last.size, line.size):
        return True
    return drop > _GAP * _own_pitch(held, pitch.get(line.page, drop)) or _starts_new(held, line, lines, index)


def _own_pitch(held: Sequence[Line], usual: float) -> float:
    """Return the distance between the lines of a paragraph so far, or the page's usual one."""
    if len(held) > 1 and held[-2].page == held[-1].page and held[-2].baseline > held[-1].baseline:
        return max(held[-2].baseline - held[-1].baseline, 0.6 * usual)
    return usual


def _apart_on_a_row(last: Line, line: Line) -> bool:
    """Two runs on one row: a number and its text belong together, two columns do not."""
    return line.left - last.right > 3 * last.size and len(last.text) > 8


def _starts_new(held: Sequence[Line], line: Line, lines: Sequence[Line], index: int) -> bool:
    """Say whether a line right under another begins a paragraph."""
    last = held[-1]
    if last.hyphen and last.text[-2:-1].isupper() and line.text[:1].isupper():
        return False  # a word in capitals that was divided
    early = _ended_early(last, line, _right_edge(lines, index - 1))
    indent = line.left - held[0].left
    if starts_item(line.text) and not awaits_number(last.text):
        sibling = abs(indent) < 0.5 * line.size and starts_item(held[0].text)
        if sibling or is_marker(line.text) or is_bulleted(line.text):
            return True
        return early or ends_sentence(last.text) or abs(indent) > 0.5 * line.size or is_heading(last.text)
    if early and len(held) == 1 and is_heading(last.text) and not starts_lower(line.text):
        return True
    if early and (ends_sentence(last.text) or not starts_lower(line.text)):
        return True
    body = held[-1].left if len(held) > 1 else held[0].left
    return line.left - body > 0.8 * line.size and ends_sentence(last.text) and len(held) > 1


def _ended_early(last: Line, line: Line, right: float) -> bool:
    """Say whether the first word of a line would have fitted on the one before."""
    first = len(line.text.split(maxsplit=1)[0]) + 2
    return last.right + first * line.character_width < right


def _right_edge(lines: Sequence[Line], index: int) -> float:
    """Return where lines around one end at the right: those on its page that stand over or under it."""
    line = lines[index]
    around = lines[max(index - _WINDOW, 0) : index + _WINDOW + 1]
    beside = (
        other.right
        for other in around
        if other.page == line.page and other.turn == line.turn and other.left < line.right and other.right > line.left
    )
    return max(beside, default=line.right)  # a line without any width stands beside nothing, not even itself


def _continues(held: Sequence[Line], line: Line, right: float) -> bool:
    """Say whether a paragraph goes on at the top of the next column or page."""
    last = held[-1]
    if max(last.size, line.size) > _SIZES * min(last.size, line.size):
        return False
    if last.hyphen or (not ends_sentence(last.text) and starts_lower(line.text)):
        return True
    if awaits_number(last.text):
        return True
    if ends_sentence(last.text) or starts_item(line.text) or (len(held) == 1 and is_heading(last.text)):
        return False
    full = any(len(line.text) >= _FULL_LINE for line in held[-2:]) or not _ended_early(last, line, right)
    return full and last.bold == line.bold and not is_heading(line.text)
