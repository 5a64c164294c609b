"""Everything a Word file says, walked once: both views are made from this, so that they cannot disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from contract_scan.document import BlockKind
from contract_scan.read.docx.bound import differing
from contract_scan.read.docx.flow import Budget, Flow, Paragraph, Where
from contract_scan.read.docx.names import AUTHOR, DATE, ID, VAL, A, w
from contract_scan.read.docx.numbering import Numbering
from contract_scan.read.docx.package import Package, Part
from contract_scan.read.docx.styles import Styles
from contract_scan.read.request import Limits

NoteId = tuple[str, str | None]


@dataclass(slots=True)
class Content:
    """The paragraphs of a file by where they stand. Notes by kind and id; headers and footers each once."""

    styles: Styles
    numbering: Numbering
    body: list[Paragraph] = field(default_factory=list)
    notes: dict[NoteId, list[Paragraph]] = field(default_factory=dict)
    comments: list[Paragraph] = field(default_factory=list)
    margins: list[Paragraph] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    cut_short: bool = False

    def everything(self) -> Iterator[Paragraph]:
        """Yield every paragraph, those within text boxes too."""
        waiting = [*self.body, *(p for note in self.notes.values() for p in note), *self.comments, *self.margins]
        while waiting:
            paragraph = waiting.pop()
            yield paragraph
            for token in paragraph.tokens:
                if token.kind == "box":
                    waiting += token.held


def walk(package: Package, limits: Limits, roots: Mapping[str, etree._Element] | None = None) -> Content:
    """Walk every part of a package once.

    `roots` gives, by part name, trees that the caller holds already (to write into them): they are walked instead.
    """
    held = roots or {}
    styles = Styles(package.styles.root if package.styles else None)
    content = Content(styles, Numbering(package.numbering.root if package.numbering else None, styles))
    budget = Budget(limits.blocks, limits.characters)
    flow = Flow(styles, budget)
    body = package.body
    content.body = flow.paragraphs(held.get(body.name, body.root), Where(body.name))
    content.notes |= _notes(flow, package.footnotes, "footnote", held)
    content.notes |= _notes(flow, package.endnotes, "endnote", held)
    content.margins += _separators(flow, package.footnotes, "footnote", held)
    content.margins += _separators(flow, package.endnotes, "endnote", held)
    content.comments = _comments(flow, package.comments, held)
    content.margins += _margins(flow, package.headers, "header", held) + _margins(flow, package.footers, "footer", held)
    for part in package.diagrams:
        content.margins += flow.paragraphs(_as_paragraphs(part.root), Where(part.name, "text_box"))
    said = list(differing(body.root, [part.root for part in package.data]))
    content.margins += flow.paragraphs(_written(said), Where(body.name, "form_field"))
    flow.unread["bound"] += len(said)
    unshown = [*flow.unshown, *_building_blocks(package.glossary)]
    content.margins += flow.paragraphs(_written(unshown, hidden=True), Where(body.name, "paragraph"))
    content.unread = flow.unread
    content.cut_short = budget.spent
    return content


def _notes(
    flow: Flow, part: Part | None, kind: BlockKind, held: Mapping[str, etree._Element]
) -> dict[NoteId, list[Paragraph]]:
    """Return the notes of a part by id; those with a type are only lines between text and notes."""
    if part is None:
        return {}
    root = held.get(part.name, part.root)
    notes = (e for e in root.iterchildren(w(kind)) if e.get(w("type")) in (None, "normal"))
    return {(kind, e.get(ID)): flow.paragraphs(e, Where(part.name, kind)) for e in notes}


def _separators(flow: Flow, part: Part | None, kind: BlockKind, held: Mapping[str, etree._Element]) -> list[Paragraph]:
    """Return what somebody wrote into the lines between text and notes, which Word prints on every page with notes."""
    root = held.get(part.name, part.root) if part else None
    lines = (
        (e for e in root.iterchildren(w(kind)) if e.get(w("type")) not in (None, "normal")) if root is not None else ()
    )
    found = [p for line in lines for p in flow.paragraphs(line, Where(part.name if part else "", kind))]
    return [p for p in found if any(token.text.strip() for token in p.tokens)]


def _comments(flow: Flow, part: Part | None, held: Mapping[str, etree._Element]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for element in held.get(part.name, part.root).iterchildren(w("comment")) if part else ():
        where = Where(
            part.name if part else "",
            "comment",
            comment=element.get(ID),
            author=element.get(AUTHOR),
            date=element.get(DATE),
        )
        found += flow.paragraphs(element, where)
    return found


def _margins(flow: Flow, parts: list[Part], kind: BlockKind, held: Mapping[str, etree._Element]) -> list[Paragraph]:
    """Return the paragraphs of headers or footers; one that says exactly what another says is left out."""
    found: list[Paragraph] = []
    seen: set[object] = set()
    for part in parts:
        paragraphs = flow.paragraphs(held.get(part.name, part.root), Where(part.name, kind))
        said = tuple(_said(paragraph) for paragraph in paragraphs)
        if said not in seen:
            seen.add(said)
            found += paragraphs
    return found


def _said(paragraph: Paragraph) -> object:
    return tuple(
        (token.kind, token.text, token.tracked, tuple(map(_said, token.held)) if token.kind == "box" else None)
        for token in paragraph.tokens
    )


def _building_blocks(part: Part | None) -> Iterator[str]:
    """Yield the texts of building blocks, which Word shows nowhere until somebody inserts one; no prompts of blanks."""
    for block in part.root.iter(w("docPart")) if part else ():
        if not any(kind.get(VAL) == "bbPlcHdr" for kind in block.iter(w("type"))):
            for paragraph in block.iter(w("p")):
                if text := " ".join("".join(t.text or "" for t in paragraph.iter(w("t"))).split()):
                    yield text


def _written(texts: Iterable[str], *, hidden: bool = False) -> etree._Element:
    """Return texts as if they were a part of the document, a paragraph each."""
    holder = etree.Element("texts")
    for text in texts:
        run = etree.SubElement(etree.SubElement(holder, w("p")), w("r"))
        if hidden:
            etree.SubElement(etree.SubElement(run, w("rPr")), w("vanish"))
        etree.SubElement(run, w("t")).text = text
    return holder


def _as_paragraphs(root: etree._Element) -> etree._Element:
    """Return the text of a diagram (SmartArt) as if it were a part of the document: a paragraph for each of its own."""
    return _written("".join(t.text or "" for t in own.iter(f"{{{A}}}t")) for own in root.iter(f"{{{A}}}p"))
