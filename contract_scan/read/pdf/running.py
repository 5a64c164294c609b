"""What runs along every page (headers, footers, page numbers) and what stands at its foot (notes), set apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from contract_scan.read.pdf.line import Line

#: So many lines at the top and at the bottom of a page are looked at.
_EDGE = 5
#: A line runs along the pages where it stands on at least this share of them, and on at least two.
_SHARE = 0.3
#: A line this long, in characters, that stands at an edge of several pages runs along them, at whatever height.
_LONG = 25
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\[( ]*(?:(?:page|pagina|blad|blz\.?|p\.?|pag\.?)\s*)?(?:\d{1,4}|[ivxl]{1,7})"
    r"(?:\s*(?:of|van|/|\|)\s*(?:\d{1,4}|[ivxl]{1,7}))?[-–—|\]) ]*",
    re.IGNORECASE,
)
_NOTE_START = re.compile(r"(?:\d{1,3}|[*†‡§]{1,3}|[ivx]{1,4}|\(\d{1,2}\)|\[\d{1,2}\])[.)]?\s*\S")
_NOTE_SIZE = 0.93


@dataclass(slots=True)
class PageParts:
    """A page's lines by where they belong. `strays` are superscripts that PDFium set apart from their line."""

    body: list[Line] = field(default_factory=list)
    headers: list[Line] = field(default_factory=list)
    footers: list[Line] = field(default_factory=list)
    notes: list[list[Line]] = field(default_factory=list)
    strays: list[Line] = field(default_factory=list)


def page_parts(pages: Sequence[Sequence[Line]]) -> list[PageParts]:
    """Return each page's lines by where they belong. What repeats is kept on the page where it first stands."""
    running = _running(pages)
    usual = body_size(line for page in pages for line in page)
    seen: set[str] = set()
    return [_parted(lines, running, usual, seen) for lines in pages]


def _parted(lines: Sequence[Line], running: dict[int, str], usual: float, seen: set[str]) -> PageParts:
    parts = PageParts()
    middle = sum(line.baseline for line in lines) / len(lines) if lines else 0.0
    for line in lines:
        key = running.get(id(line))
        if key is None:
            parts.body.append(line)
        elif key not in seen:
            seen.add(key)
            (parts.headers if line.baseline > middle else parts.footers).append(line)
    _take_strays(parts, usual)
    _take_notes(parts, usual)
    return parts


def body_size(lines: Iterable[Line]) -> float:
    """Return the type size that most of the text is set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _running(pages: Sequence[Sequence[Line]]) -> dict[int, str]:
    """Return the lines that run along the pages (by identity), each with what makes it the same as its repeats."""
    alike: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for index, lines in enumerate(pages):
        for line in _at_edges(lines):
            alike[_DIGITS.sub("#", line.text)].append((index, line))
    needed = max(2, -(-len(pages) * _SHARE // 1))
    found: dict[int, str] = {}
    repeated = {text: places for text, places in alike.items() if len({index for index, _ in places}) >= needed}
    for text, places in repeated.items():
        if _is_running(text, places):
            found.update(_keyed(text, places))
    for text, places in repeated.items():
        if len(text) > 3 and all(id(_above(line, pages[index])) in found for index, line in places):
            found.update(_keyed(text, places))
    for index, line in _numbered(pages):
        found.setdefault(id(line), f"#{_page_shape(line.text, index)}")
    outermost = {id(line) for lines in pages for line in _outermost(lines, found)}
    return {line: key for line, key in found.items() if line in outermost}


def _is_running(text: str, places: Sequence[tuple[int, Line]]) -> bool:
    """Say whether a line that repeats runs along the pages: at the same height, or too long to repeat by chance."""
    if len(text) <= 3 and not _PAGE_NUMBER.fullmatch(places[0][1].text):
        return False
    heights = Counter(round(line.baseline / 8) for _, line in places)
    return len(text) >= _LONG or heights.most_common(1)[0][1] >= len(places) / 2


def _above(line: Line, lines: Sequence[Line]) -> Line | None:
    """Return the line that stands directly above another: a running note of several lines ends in a short one."""
    higher = [
        other for other in lines if other.turn == line.turn and 0 < other.baseline - line.baseline < 2 * line.size
    ]
    return min(higher, key=lambda other: other.baseline, default=None)


def _outermost(lines: Sequence[Line], found: Container[int]) -> Iterator[Line]:
    """Yield the lines found that have no other text between them and the edge of the page."""
    ordered = sorted(lines, key=lambda line: -line.baseline)
    for side in (ordered, ordered[::-1]):
        for line in side:
            if id(line) not in found:
                break
            yield line


def _at_edges(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines nearest to the top and the bottom of a page."""
    ordered = sorted((line for line in lines if line.turn == lines[0].turn), key=lambda line: -line.baseline)
    if len(ordered) <= 2 * _EDGE:
        yield from ordered
    else:
        yield from ordered[:_EDGE]
        yield from ordered[-_EDGE:]


def _keyed(text: str, places: Sequence[tuple[int, Line]]) -> Iterator[tuple[int, str]]:
    """Yield what makes each of these lines the same as its repeats: its text, but for the number of the page."""
    numbers = [[int(digits) for digits in _DIGITS.findall(line.text)] for _, line in places]
    running = {
        at
        for at in range(len(numbers[0]))
        if Counter(found[at] - place[0] for found, place in zip(numbers, places, strict=True)).most_common(1)[0][1]
        > len(places) / 2
    }
    for (_, line), found in zip(places, numbers, strict=True):
        rest = [number for at, number in enumerate(found) if at not in running or len(places) == 1]
        yield id(line), f"{text} {rest}"


def _numbered(pages: Sequence[Sequence[Line]]) -> Iterator[tuple[int, Line]]:
    """Yield the lines that are nothing but a page number: at the very edge, counting up with the pages."""
    found = [(index, line) for index, lines in enumerate(pages) for line in _at_edges(lines) if _is_number(line)]
    steps = Counter(_value(line.text) - index for index, line in found)
    for index, line in found:
        if steps[_value(line.text) - index] >= min(3, max(2, len(pages) // 2)):
            yield index, line


def _is_number(line: Line) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text) is not None and _DIGITS.search(line.text) is not None


def _value(text: str) -> int:
    return int(_DIGITS.findall(text)[0])


def _page_shape(text: str, index: int) -> str:
    return f"{_DIGITS.sub('#', text)} {_value(text) - index}"


def _take_strays(parts: PageParts, usual: float) -> None:
    """Set apart superscripts ("TM", a note's mark) that the page holds after the text they belong to."""
    kept: list[Line] = []
    for index, line in enumerate(parts.body):
        small = line.size < 0.75 * usual and len(line.text) <= 8
        away = index > 0 and abs(parts.body[index - 1].baseline - line.baseline) > 2 * usual
        (parts.strays if small and away else kept).append(line)
    parts.body = kept


def _take_notes(parts: PageParts, usual: float) -> None:
    """Set apart the notes at the foot: in smaller type, below all other text, the first with a mark before it."""
    if not parts.body:
        return
    lowest = min((line.baseline for line in parts.body if line.size > _NOTE_SIZE * usual), default=None)
    if lowest is None:
        return
    notes = [line for line in parts.body if line.size <= _NOTE_SIZE * usual and line.baseline < lowest]
    if not notes or not _NOTE_START.match(notes[0].text):
        return
    for line in notes:
        if not parts.notes or (_NOTE_START.match(line.text) and _next_note(line, parts.notes[-1])):
            parts.notes.append([])
        parts.notes[-1].append(line)
    chosen = {id(line) for line in notes}
    parts.body = [line for line in parts.body if id(line) not in chosen]


def _next_note(line: Line, note: Sequence[Line]) -> bool:
    """Say whether a line with a mark begins the next note, and is not the middle of one that goes on with a number."""
    first, mark = _DIGITS.match(note[0].text), _DIGITS.match(line.text)
    if first is None or mark is None:
        return mark is None and first is None
    return int(mark[0]) == int(first[0]) + 1
