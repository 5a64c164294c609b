"""OpenDocument text (.odt, .fodt).

Read: paragraphs, headings and list items with their numbers, table cells, notes, comments, text boxes, headers and
footers, tracked insertions and deletions. Not read: images, embedded objects.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from contract_scan.document import BlockKind, Cell, Document, MarkKind, Unread
from contract_scan.read.failures import FileError, check_length
from contract_scan.read.markup import MarkupError, parse
from contract_scan.read.opendocument.styles import Counters, Styles
from contract_scan.read.request import ReadRequest
from contract_scan.read.source import source_of
from contract_scan.read.structure.revisions import Aside, Change, End, Event, Run, both_views, unread_content
from contract_scan.read.structure.shape import says_something

_BASE = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW = f"{_BASE}text:1.0}}", f"{_BASE}table:1.0}}", f"{_BASE}drawing:1.0}}"
_OFFICE, _STYLE, _FORM = f"{_BASE}office:1.0}}", f"{_BASE}style:1.0}}", f"{_BASE}form:1.0}}"
_SVG = f"{_BASE}svg-compatible:1.0}}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SPACE = re.compile(r"[ \t\r\n]+")
_LETTER = re.compile(r"[^\W\d_]")
_SILENT = frozenset(
    {f"{_TEXT}{name}" for name in ("tracked-changes", "note-citation", "sequence-decls", "variable-decls")}
    | {f"{_OFFICE}{name}" for name in ("binary-data", "scripts", "font-face-decls", "automatic-styles", "styles")}
    | {f"{_OFFICE}{name}" for name in ("meta", "settings", "master-styles")}
    | {f"{_DC}creator", f"{_DC}date", "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc"}
    | {"{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title"}
)
#: More spaces than this in a row are layout, or hostile.
_MOST_SPACES = 100


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is: in a table cell, in hidden text, in a list of a style, so deep.

    `counted` says that the next paragraph is the first of its item, `start` with which number, if one is given.
    """

    kind: BlockKind = "paragraph"
    cell: Cell | None = None
    hidden: bool = False
    list_style: str | None = None
    depth: int = 0
    counted: bool = False
    start: int | None = None


def read_opendocument(request: ReadRequest) -> Document:
    """Return the document in an .odt or .fodt file. Raises `FileError`: damaged, locked, or past the limits."""
    package = _Package(request)
    walk = _Walk(package.content, Styles([r for r in (package.styles, package.content) if r is not None]))
    flow = list(walk.events(package.content, _Place()))
    for name in ("header", "footer"):
        flow += _margins(package.styles, name, walk)
    gaps = [*package.unread, *unread_content(walk.images, walk.objects)]
    title = " ".join((package.title or "").split()) or None
    document = both_views(flow, source_of(request, "odt", title=title), gaps)
    check_length(document.text, request)
    return document


class _Package:
    """The parts of the file that are read: its content, its styles (for headers and footers) and its title."""

    def __init__(self, request: ReadRequest) -> None:
        self._request = request
        self._left = request.limits.unpacked_bytes
        self.unread: list[Unread] = []
        if not request.data.startswith(b"PK"):
            self.content = self.styles = self._parsed(request.data)
            self.title = self.content.findtext(f".//{_DC}title")
            return
        try:
            with zipfile.ZipFile(io.BytesIO(request.data)) as archive:
                if b"encryption-data" in self._read(archive, "META-INF/manifest.xml"):
                    raise FileError("is_encrypted_office", path=request.path)
                self.content = self._parsed(self._read(archive, "content.xml"))
                self.styles = self._optional(archive, "styles.xml")
                meta = self._optional(archive, "meta.xml")
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
            IndexError,
        ):
            raise FileError("damaged", path=request.path) from None
        self.title = None if meta is None else meta.findtext(f".//{_DC}title")

    def _read(self, archive: zipfile.ZipFile, name: str) -> bytes:
        if name not in archive.namelist():
            return b""
        with archive.open(name) as part:
            data = part.read(self._left // 4 + 1)
        if len(data) > self._left // 4:
            limit = max(1, self._left // 4_000_000)
            raise FileError("unpacks_to_too_much", path=self._request.path, limit=limit)
        self._left -= len(data)
        return data

    def _parsed(self, data: bytes) -> Any:
        try:
            return parse(data, self._request.limits.depth)[0]
        except MarkupError:
            raise FileError("damaged", path=self._request.path) from None

    def _optional(self, archive: zipfile.ZipFile, name: str) -> Any:
        """Return a part that may be missing; one that is damaged is named."""
        try:
            data = self._read(archive, name)
            return self._parsed(data) if data else None
        except (FileError, zipfile.BadZipFile, zlib.error, EOFError):
            self.unread.append(Unread("office_part_damaged", details={"part": name}))
            return None


def _margins(styles: Any, name: str, walk: _Walk) -> Iterator[Event]:
    """Yield the headers or the footers, each text once."""
    seen: set[str] = set()
    for suffix in ("", "-first", "-left"):
        for element in () if styles is None else styles.iter(f"{_STYLE}{name}{suffix}"):
            if (said := " ".join("".join(element.itertext()).split())) and said not in seen:
                seen.add(said)
                kind: BlockKind = "header" if name == "header" else "footer"
                yield Aside(kind, list(walk.events(element, _Place())))


class _Walk:
    """Goes through the content once, in order."""

    def __init__(self, content: Any, styles: Styles) -> None:
        self._styles = styles
        self._counters = Counters(styles)
        self._gone = False  # what was deleted is not counted
        self._regions = dict(_regions(content))
        self._open: list[str] = []
        self._tables = -1
        self.images = 0
        self.objects = 0

    def events(self, element: Any, place: _Place) -> Iterator[Event]:
        """Yield what an element holds."""
        yield from self._run(element.text, place)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _SILENT and not child.tag.endswith("-source"):
                yield from self._element(child, place)
            yield from self._run(child.tail, place)

    def _element(self, element: Any, place: _Place) -> Iterator[Event]:
        tag: str = element.tag
        if tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield from self._paragraph(element, place)
        elif tag == f"{_TEXT}list":
            yield from self._list(element, place)
        elif tag == f"{_TEXT}span":
            hidden = place.hidden or self._hides("text", element, place)
            yield from self.events(element, replace(place, hidden=hidden))
        elif tag in (f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph"):
            yield from self._run(element.get(f"{_TEXT}string-value"), replace(place, hidden=True))
            yield from self.events(element, replace(place, hidden=True))
        elif tag == f"{_TEXT}conditional-text":
            yield from self.events(element, place)
            yield from self._run(_not_chosen(element), replace(place, hidden=True))
        elif tag == f"{_TEXT}section":
            hidden = place.hidden or element.get(f"{_TEXT}display") == "none"
            yield from self.events(element, replace(place, hidden=hidden))
        elif tag == f"{_TABLE}table":
            yield from self._table(element, place)
        elif (aside := self._aside(element, tag)) is not None:
            yield aside
        elif tag.startswith(_FORM) and (value := element.get(f"{_FORM}current-value") or element.get(f"{_FORM}value")):
            if _LETTER.search(value):
                yield from self._run(value, place)
                yield End("form_field", None, None, self._change(), None)
        elif tag.startswith(f"{_TEXT}change"):
            yield from self._mark(element, tag.removeprefix(_TEXT))
        else:
            self._count(tag)
            yield from self._instead(element, tag)
            yield from self._sign(element, tag, place)
            yield from self.events(element, place)

    def _instead(self, element: Any, tag: str) -> Iterator[Event]:
        """Yield the words that stand in for a picture, which are told when it is not shown."""
        for name in ("title", "desc") if tag.startswith(_DRAW) else ():
            said = " ".join((element.findtext(f"{_SVG}{name}") or "").split())
            if says_something(said):
                yield Run(f" {said} ", self._change(), ("hidden",))

    def _paragraph(self, element: Any, place: _Place) -> Iterator[Event]:
        hidden = self._hides("paragraph", element, place) or any(
            child.get(f"{_TEXT}is-hidden") == "true" for child in element.iterchildren(f"{_TEXT}hidden-paragraph")
        )
        inner = replace(place, hidden=place.hidden or hidden, counted=False)
        level = _count_of(element, f"{_TEXT}outline-level", 10) if element.tag == f"{_TEXT}h" else None
        number = self._number(element, place, level)
        yield from self.events(element, inner)
        kind: BlockKind = "heading" if level and place.cell is None else place.kind
        yield End(kind, level or place.depth or None, place.cell, self._change(), number)

    def _hides(self, family: str, element: Any, place: _Place) -> bool:
        return self._styles.hides(family, element.get(f"{_TEXT}style-name"), on_colour=place.cell is not None)

    def _number(self, element: Any, place: _Place, level: int | None) -> str | None:
        """Return the number printed before a paragraph: of its list, of the list of its style, or of the outline."""
        if self._gone or (place.depth and not place.counted):
            return None
        if place.depth:
            levels = self._styles.lists.get(place.list_style or "", {})
            return self._counters.next(place.list_style or "", levels, place.depth, place.start)
        if level is not None and element.get(f"{_TEXT}is-list-header") != "true":
            named = self._styles.list_of(element.get(f"{_TEXT}style-name"))
            levels = self._styles.lists.get(named, {}) if named else self._styles.outline
            return self._counters.next(named or "\0outline", levels, level) if levels else None
        return None

    def _list(self, element: Any, place: _Place) -> Iterator[Event]:
        """Yield the items of a list, numbered; only the first paragraph of an item carries its number."""
        style = element.get(f"{_TEXT}style-name") or place.list_style
        goes_on = (
            element.get(f"{_TEXT}continue-numbering") == "true" or element.get(f"{_TEXT}continue-list") is not None
        )
        if not place.depth and style and not self._gone:
            self._counters.begin(style, goes_on=goes_on)
        inner = replace(place, kind=place.kind if place.cell else "list_item", list_style=style, depth=place.depth + 1)
        for item in element:
            if item.tag not in (f"{_TEXT}list-item", f"{_TEXT}list-header"):
                continue
            said = item.get(f"{_TEXT}start-value") or ""
            start = int(said) if said.isdecimal() and len(said) < 6 else None
            counted = item.tag == f"{_TEXT}list-item"
            for child in item:
                first = child.tag in (f"{_TEXT}p", f"{_TEXT}h")
                if isinstance(child.tag, str) and child.tag not in _SILENT:
                    yield from self._element(child, replace(inner, counted=counted and first, start=start))
                counted = counted and not first

    def _table(self, table: Any, place: _Place) -> Iterator[Event]:
        self._tables += 1
        ordinal = self._tables
        for row, element in enumerate(_rows(table)):
            column = 0
            for cell in element:
                if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                    inner = replace(place, kind="table_cell", cell=Cell(ordinal, row, column))
                    yield from self.events(cell, inner)
                    column += _count_of(cell, f"{_TABLE}number-columns-repeated", 1_000)

    def _aside(self, element: Any, tag: str) -> Aside | None:
        """Return what stands beside the text: a note, a comment, a text box."""
        if tag == f"{_TEXT}note":
            kind: BlockKind = "endnote" if element.get(f"{_TEXT}note-class") == "endnote" else "footnote"
        elif tag == f"{_OFFICE}annotation":
            kind = "comment"
        elif tag.startswith(_DRAW) and any(child.tag in (f"{_TEXT}p", f"{_TEXT}list") for child in element):
            kind = "text_box"
        else:
            return None
        author, date = element.findtext(f"{_DC}creator"), element.findtext(f"{_DC}date")
        return Aside(kind, list(self.events(element, _Place())), author, date, self._change())

    def _mark(self, element: Any, name: str) -> Iterator[Event]:
        """Follow the beginning and end of insertions; put deleted text where it stood."""
        region = element.get(f"{_TEXT}change-id") or ""
        if name == "change-start":
            self._open.append(region)
        elif name == "change-end" and region in self._open:
            self._open.remove(region)
        elif name == "change" and (known := self._regions.get(region)) and known[1] is not None:
            change, content = known
            self._gone = True
            events = [replace(event, change=change) for event in self.events(content, _Place())]
            self._gone = False
            yield from events[:-1] if events and isinstance(events[-1], End) else events

    def _change(self) -> Change | None:
        known = next((self._regions[name] for name in reversed(self._open) if name in self._regions), None)
        return known[0] if known else None

    def _sign(self, element: Any, tag: str, place: _Place) -> Iterator[Event]:
        if tag == f"{_TEXT}s":
            yield from self._plain(" " * _count_of(element, f"{_TEXT}c", _MOST_SPACES), place)
        elif tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield from self._plain("\t" if tag == f"{_TEXT}tab" else "\n", place)

    def _run(self, text: str | None, place: _Place) -> Iterator[Event]:
        if text and (folded := _SPACE.sub(" ", text)) and not (folded == " " and "\n" in text):
            yield from self._plain(folded, place)

    def _plain(self, text: str, place: _Place) -> Iterator[Event]:
        shown: tuple[MarkKind, ...] = ("hidden",) if place.hidden else ()
        yield Run(text, self._change(), shown)

    def _count(self, tag: str) -> None:
        self.images += tag == f"{_DRAW}image"
        self.objects += tag in (f"{_DRAW}object", f"{_DRAW}object-ole")


def _not_chosen(element: Any) -> str:
    """Return the words of a condition that it does not show now."""
    said = (element.get(f"{_TEXT}string-value-if-{which}") or "" for which in ("true", "false"))
    return " ".join(text for text in said if text and text != "".join(element.itertext()))


def _count_of(element: Any, name: str, most: int) -> int:
    """Return a number among an element's attributes: 1 where it is missing or none, never more than the most."""
    said = element.get(name) or ""
    return min(int(said), most) if said.isdecimal() and len(said) < 10 else 1


def _rows(table: Any) -> Iterator[Any]:
    """Yield a table's rows, also those in groups; not those of tables within it."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in {f"{_TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")}:
            yield from _rows(child)


def _regions(content: Any) -> Iterator[tuple[str, tuple[Change, Any]]]:
    """Yield each tracked change by its name: who and when, and for a deletion the deleted text."""
    for region in content.iter(f"{_TEXT}changed-region"):
        name = region.get(f"{_TEXT}id") or region.get("{http://www.w3.org/XML/1998/namespace}id") or ""
        for element in region:
            author, date = element.findtext(f".//{_DC}creator"), element.findtext(f".//{_DC}date")
            if element.tag == f"{_TEXT}insertion":
                yield name, (Change("inserted", author, date), None)
            elif element.tag == f"{_TEXT}deletion":
                for info in element.findall(f"{_OFFICE}change-info"):
                    element.remove(info)
                yield name, (Change("deleted", author, date), element)
