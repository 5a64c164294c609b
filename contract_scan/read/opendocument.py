"""OpenDocument text (.odt) read directly, for machines without LibreOffice.

Read: paragraphs, headings, list items, table cells, notes, comments, text boxes, headers and footers, tracked
insertions and deletions. Not read: numbers that a word processor would compute, images, embedded objects.
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
from contract_scan.read.docx.markup import MarkupError, parse
from contract_scan.read.failures import FileError, check_length
from contract_scan.read.request import ReadRequest
from contract_scan.read.revisions import Aside, Change, End, Event, Run, both_views, unread_content
from contract_scan.read.text import source_of

_BASE = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW = f"{_BASE}text:1.0}}", f"{_BASE}table:1.0}}", f"{_BASE}drawing:1.0}}"
_OFFICE, _STYLE = f"{_BASE}office:1.0}}", f"{_BASE}style:1.0}}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SPACE = re.compile(r"[ \t\r\n]+")
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
    """Where the walk is: in a list, in a table cell, in hidden text."""

    kind: BlockKind = "paragraph"
    cell: Cell | None = None
    hidden: bool = False


def read_opendocument(request: ReadRequest, unread: tuple[Unread, ...] = ()) -> Document:
    """Return the document in an .odt or .fodt file. Raises `FileError`: damaged, locked, or past the limits."""
    package = _Package(request)
    walk = _Walk(package.content)
    flow = list(walk.events(package.content, _Place()))
    for name in ("header", "footer"):
        flow += _margins(package.styles, name, walk)
    gaps = [*unread, *package.unread, *unread_content(walk.images, walk.objects)]
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

    def __init__(self, content: Any) -> None:
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
            yield from self.events(element, place)
            level = _count_of(element, f"{_TEXT}outline-level", 10) if tag == f"{_TEXT}h" else None
            yield End("heading" if level and place.cell is None else place.kind, level, place.cell, self._change())
        elif tag == f"{_TEXT}list":
            yield from self.events(element, replace(place, kind=place.kind if place.cell else "list_item"))
        elif tag == f"{_TEXT}section":
            hidden = place.hidden or element.get(f"{_TEXT}display") == "none"
            yield from self.events(element, replace(place, hidden=hidden))
        elif tag == f"{_TABLE}table":
            yield from self._table(element, place)
        elif (aside := self._aside(element, tag)) is not None:
            yield aside
        elif tag.startswith(f"{_TEXT}change"):
            yield from self._mark(element, tag.removeprefix(_TEXT))
        else:
            self._count(tag)
            yield from self._sign(element, tag, place)
            yield from self.events(element, place)

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
            events = [replace(event, change=change) for event in self.events(content, _Place())]
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
