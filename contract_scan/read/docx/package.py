"""The parts of a Word file and how they hang together: body, notes, comments, headers, styles, numbering."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from contract_scan.document import Unread
from contract_scan.read.docx.archive import Archive
from contract_scan.read.docx.failures import DocxError
from contract_scan.read.docx.markup import parse
from contract_scan.read.docx.names import R, w
from contract_scan.read.markup import MarkupError
from contract_scan.read.request import ReadRequest

_MARGIN = re.compile(r"word/(header|footer)\d*\.xml")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(slots=True)
class Part:
    """One part of the file: its name in the archive and the root of its XML."""

    name: str
    root: etree._Element


@dataclass(frozen=True, slots=True)
class Relationship:
    """How one part names another. `kind` is the last word of its type; `external` targets are never opened."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """A Word file, opened: its body, the parts that belong to it, and what could not be opened."""

    body: Part
    title: str | None = None
    footnotes: Part | None = None
    endnotes: Part | None = None
    comments: Part | None = None
    styles: Part | None = None
    numbering: Part | None = None
    glossary: Part | None = None
    headers: list[Part] = field(default_factory=list)
    footers: list[Part] = field(default_factory=list)
    diagrams: list[Part] = field(default_factory=list)
    data: list[Part] = field(default_factory=list)
    embedded: int = 0
    unread: list[Unread] = field(default_factory=list)


def open_package(request: ReadRequest) -> Package:
    """Return the parts of a Word file. Raises `DocxError` where there is no body that can be read."""
    opener = _Opener(request)
    package = Package(opener.body())
    relationships = opener.relationships(package.body.name)
    order = [e.get(f"{{{R}}}id") for e in package.body.root.iter(w("headerReference"), w("footerReference"))]
    rank = {name: position for position, name in reversed(list(enumerate(order)))}
    for relation in sorted(relationships, key=lambda r: (rank.get(r.id, len(order)), r.target)):
        _attach(package, opener, relation)
    for part in (*package.headers, *package.footers, package.footnotes, package.endnotes):
        for relation in opener.relationships(part.name) if part else ():
            if relation.kind == "diagramData":
                _attach(package, opener, relation)
    _attach_lost(package, opener, {relation.kind for relation in relationships})
    if package.body.root.find(f".//{w('dataBinding')}") is not None:
        package.data = list(opener.data())
    package.embedded = sum("/embeddings/" in f"/{name}".lower() for name in opener.names)
    package.title = opener.title()
    package.unread += opener.unread
    return package


def _attach(package: Package, opener: _Opener, relation: Relationship) -> None:
    kind = relation.kind
    if kind in ("header", "footer") or kind == "diagramData":
        part = opener.part(relation)
        places = {"header": package.headers, "footer": package.footers, "diagramData": package.diagrams}
        if part and all(part.name != known.name for known in places[kind]):
            places[kind].append(part)
    elif kind in ("footnotes", "endnotes", "comments", "styles", "numbering"):
        if kind not in ("styles", "numbering") and getattr(package, kind) is not None:
            package.unread.append(Unread("docx_part_twice", details={"part": relation.target}))
            return
        setattr(package, kind, opener.part(relation) or getattr(package, kind))
    elif kind == "glossaryDocument":
        package.glossary = opener.part(relation)
    elif kind in ("aFChunk", "subDocument"):
        package.unread.append(Unread("docx_other_document", details={"name": posixpath.basename(relation.target)}))


def _attach_lost(package: Package, opener: _Opener, named: set[str]) -> None:
    """Attach notes, comments and margins that stand under their usual names, though nothing names them any more."""
    folder = posixpath.dirname(package.body.name)
    for kind in ("footnotes", "endnotes", "comments"):
        name = posixpath.join(folder, f"{kind}.xml")
        if kind not in named and opener.holds(name):
            _attach(package, opener, Relationship("", kind, name, False))
    known = {part.name for part in (*package.headers, *package.footers)}
    for name in opener.names:
        margin = _MARGIN.fullmatch(name)
        if margin and name not in known:
            _attach(package, opener, Relationship("", margin[1], name, False))


class _Opener:
    """Opens parts one by one; one that is damaged is named and costs itself alone."""

    def __init__(self, request: ReadRequest) -> None:
        self._archive = Archive(request)
        self._path = request.path
        self._depth = request.limits.depth
        self.unread = [Unread("docx_part_twice", details={"part": name}) for name in self._archive.doubles]

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return self._archive.names

    def holds(self, name: str) -> bool:
        """Say whether there is a part of a name."""
        return name in self._archive

    def body(self) -> Part:
        """Return the main part, wherever the file says it is."""
        target = next((r.target for r in self.relationships("") if r.kind == "officeDocument"), "word/document.xml")
        name = target if target in self._archive else "word/document.xml"
        data = self._archive.read(name)
        if data is None:
            raise DocxError("no_body" if self._looks_like_word() else "not_word", path=self._path)
        try:
            root, flattened = parse(data, self._depth)
        except MarkupError as error:
            raise DocxError("entities" if error.entities else "body_damaged", path=self._path) from error
        if root.tag != w("document"):
            raise DocxError("not_word", path=self._path)
        self._note_depth(flattened)
        return Part(name, root)

    def part(self, relation: Relationship) -> Part | None:
        """Return a part, or None where it is missing or damaged, which is said in `unread`."""
        name = relation.target
        try:
            data = None if relation.external else self._archive.read(name)
            if data is None:
                self.unread.append(Unread("docx_part_missing", details={"part": name}))
                return None
            root, flattened = parse(data, self._depth)
        except (MarkupError, DocxError) as error:
            if isinstance(error, DocxError) and error.key != "part_damaged":
                raise
            self.unread.append(Unread("docx_part_damaged", details={"part": name}))
            return None
        self._note_depth(flattened)
        return Part(name, root)

    def relationships(self, source: str) -> list[Relationship]:
        """Return what a part is related to; nothing where the list is missing or damaged."""
        folder, name = posixpath.split(source)
        data = self._archive.read(posixpath.join(folder, "_rels", f"{name}.rels"))
        if data is None:
            return []
        try:
            root, _ = parse(data, self._depth)
        except MarkupError:
            self.unread.append(Unread("docx_part_damaged", details={"part": f"{name}.rels"}))
            return []
        return [_relationship(element, folder) for element in root if isinstance(element.tag, str)]

    def data(self) -> Iterator[Part]:
        """Yield the parts that content controls may be tied to; one that is damaged is tied to nothing."""
        for name in self.names:
            if (
                name.lower().startswith(("customxml/item", "docprops/"))
                and "props" not in name.lower().partition("/")[2]
            ):
                try:
                    yield Part(name, parse(self._archive.read(name) or b"", self._depth)[0])
                except MarkupError:
                    continue

    def title(self) -> str | None:
        """Return the title among the document's properties."""
        data = self._archive.read("docProps/core.xml")
        try:
            title = parse(data, self._depth)[0].findtext(_TITLE) if data else None
        except MarkupError:
            return None
        return " ".join(title.split()) or None if title else None

    def _looks_like_word(self) -> bool:
        return any(name.startswith("word/") for name in self._archive.names)

    def _note_depth(self, flattened: int) -> None:
        if flattened:
            self.unread.append(Unread("docx_nested_too_deep", details={"limit": self._depth}))


def _relationship(element: etree._Element, folder: str) -> Relationship:
    target = (element.get("Target") or "").replace("\\", "/")
    external = element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(element.get("Id") or "", (element.get("Type") or "").rsplit("/", 1)[-1], target, external)
