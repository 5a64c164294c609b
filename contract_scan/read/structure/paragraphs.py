"""Plain text to paragraphs: hard-wrapped lines are joined up, headings and list items stand alone.

Nothing of a paragraph is changed but the white space around it: line feeds within it stay as they are in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from contract_scan.nouns import dataclass
from contract_scan.read.structure.shape import (
    awaits_number,
    ends_sentence,
    is_heading,
    markdown_level,
    starts_item,
    starts_lower,
    without_markdown,
)

#: No hard-wrapped line is longer; a longer one is a paragraph of its own.
WIDEST_WRAP = 160
#: A line at least this long that ends no sentence goes on in the next.
LEAST_WRAP = 50
#: A line longer than this is looked at for paragraphs that were run together, as text copied from a PDF is.
LONG_LINE = 600
_PAGE_NUMBER = re.compile(
    r"[ \t]*[-–—|\[(]?[ \t]*(?:(?:page|pagina|blad|blz\.?|p\.)[ \t]*)?\d{1,4}"
    r"(?:[ \t]*(?:of|van|/)[ \t]*\d{1,4})?[ \t]*[-–—|\])]?[ \t]*",
    re.IGNORECASE,
)
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,}|\^{3,}|#{3,}|\*{3,})\s*$")
_DECORATION = re.compile(r"\s*(?:[=~^#*+]{3,}|-{3,})\s*$")
_INNER_START = re.compile(
    r"[ \t]{3,}(?=[A-Z0-9(\"“„•])"
    r"|(?<=[.;:])[ \t]+(?=\d{1,2}(?:\.\d{1,2}){1,4}\.?[ \t]+[A-Z\"“„])"
    r"|[ \t]+(?=(?:ARTICLE|ARTIKEL|SECTION)[ \t]+(?:\d{1,2}|[IVX]{1,5}|[A-Z]{3,9})[ .:][ \t]*[A-Z]{3,})"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text; `level` is that of a marked heading, `page` counts form feeds.

    `footer` is a page's number that stood in the middle of a sentence.
    """

    text: str
    heading: bool = False
    level: int | None = None
    page: int | None = None
    footer: bool = False


@dataclass(slots=True)
class _Chunk:
    """The lines between two blank lines, and about how wide lines are on their page."""

    lines: list[str]
    width: int
    page: int | None
    interrupts: bool = False


def split_paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a plain text whose lines end in line feeds."""
    pages = text.split("\f")
    chunks: list[_Chunk] = []
    for number, page in enumerate(pages, start=1):
        lines = page.split("\n")
        width = _wrap_width(lines)
        chunks += (_Chunk(chunk, width, number if len(pages) > 1 else None) for chunk in _chunks(lines))
    for chunk in _over_page_ends(chunks):
        if chunk.interrupts:
            yield Paragraph(chunk.lines[0].strip(), page=chunk.page, footer=True)
        else:
            yield from _split_chunk(chunk.lines, chunk.width, chunk.page)


def _over_page_ends(chunks: Sequence[_Chunk]) -> Iterator[_Chunk]:
    """Yield chunks with those joined that a page end, or a line with a page's number, cuts a sentence of in two.

    The number then comes after the paragraph it interrupted.
    """
    held: _Chunk | None = None
    numbers: list[_Chunk] = []
    interrupting: list[_Chunk] = []
    for chunk in chunks:
        if held is not None and len(chunk.lines) == 1 and _PAGE_NUMBER.fullmatch(chunk.lines[0]) and not numbers:
            numbers.append(chunk)
        elif held is not None and _is_cut(held, chunk, bool(numbers)):
            held.lines += chunk.lines
            interrupting += (replace(number, interrupts=True) for number in numbers)
            numbers = []
        else:
            if held is not None:
                yield held
            yield from (*interrupting, *numbers)
            held, numbers, interrupting = chunk, [], []
    if held is not None:
        yield held
    yield from (*interrupting, *numbers)


def _is_cut(chunk: _Chunk, following: _Chunk, numbered: bool) -> bool:
    """Say whether a sentence goes on from one chunk into another, over a page's number or end."""
    last = chunk.lines[-1]
    unfinished = len(last.strip()) >= LEAST_WRAP // 2 and not ends_sentence(last) and not is_heading(last)
    return (numbered or chunk.page != following.page) and unfinished and starts_lower(following.lines[0])


def _wrap_width(lines: Sequence[str]) -> int:
    """Return at about which column lines were wrapped: the length that nine in ten wrapped lines do not pass."""
    lengths = sorted(len(line) for line, after in pairwise(lines) if after.strip() and line.strip())
    lengths = [length for length in lengths if length <= WIDEST_WRAP]
    return lengths[len(lengths) * 9 // 10] if len(lengths) >= 5 else 72


def _chunks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the runs of lines between blank lines."""
    chunk: list[str] = []
    for line in lines:
        if line and not line.isspace():
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _split_chunk(lines: list[str], width: int, page: int | None) -> Iterator[Paragraph]:
    held: list[str] = []
    for line in lines:
        if _UNDERLINE.match(line) and len(held) == 1 and len(held[0]) <= HEADING_WIDTH:
            yield Paragraph(held.pop().strip(), heading=True, page=page)
            continue
        if _DECORATION.match(line):
            continue
        if held and _parts(held[-1], line, width):
            yield from _finish(held, page)
            held = []
        held.append(line)
    if held:
        yield from _finish(held, page)


HEADING_WIDTH = 100


def _parts(line: str, following: str, width: int) -> bool:
    """Say whether a paragraph ends between two lines that no blank line parts."""
    if len(line) > WIDEST_WRAP or markdown_level(following) or markdown_level(line):
        return True
    room = len(line) + 1 + len(following.split(maxsplit=1)[0])
    ended_early = room < width * 0.75
    if starts_item(following) and not awaits_number(line):
        return ended_early or ends_sentence(line) or is_heading(line) or not line.rstrip()[-1:].islower()
    if is_heading(line) and not starts_lower(following):
        return True
    unfinished = len(line) >= LEAST_WRAP and not ends_sentence(line) and not _is_titled(line)
    return ended_early and not starts_lower(following) and not unfinished


def _is_titled(line: str) -> bool:
    """Say whether every longer word of a line starts with a capital, as in a title."""
    return all(word[0].isupper() for word in re.findall(r"[^\W\d_]{4,}", line))


def _finish(lines: list[str], page: int | None) -> Iterator[Paragraph]:
    level = markdown_level(lines[0])
    if level is not None:
        yield Paragraph(without_markdown(lines[0]).strip(), heading=True, level=level, page=page)
        return
    text = "\n".join(lines).strip()
    if len(lines) > 1 or len(text) <= LONG_LINE:
        yield Paragraph(text, page=page)
        return
    for part in _INNER_START.split(text):
        if part.strip():
            yield Paragraph(part.strip(), page=page)
