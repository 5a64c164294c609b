"""Takes out of a Word file's XML what is not kept, and what may say more than its text does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from contract_scan.read.docx.names import AUTHOR, DATE, ID, TBL, TC, TR, VAL, A, M, P, R, w
from contract_scan.read.docx.package import Part
from contract_scan.repro.edits import NodeEdits
from contract_scan.repro.mask import Mask

_TEXTS = (w("t"), w("delText"), f"{{{M}}}t", f"{{{A}}}t")
_CODES = (w("instrText"), w("delInstrText"))
#: What is dropped wherever it stands: pictures, links to other files, names of things, values of forms.
_DROPPED_NAMES = (
    "bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "proofErr", "ffData", "fldData", "alias", "tag",
    "dataBinding", "comboBox", "dropDownList", "placeholder", "smartTagPr", "customXmlPr", "altChunk", "subDoc",
    "object", "headerReference", "footerReference", "numPicBullet", "lvlPicBulletId", "attachedTemplate",
    "printerSettings", "latentStyles",
)  # fmt: skip
_DROPPED = tuple(w(name) for name in _DROPPED_NAMES)
_PICTURES = (w("drawing"), w("pict"))
_STYLED = tuple(w(n) for n in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink", "numStyleLink"))
_NOTES = {w("footnoteReference"): w("footnote"), w("endnoteReference"): w("endnote")}
_COMMENTED = (w("commentReference"), w("commentRangeStart"), w("commentRangeEnd"))


def blank_unseen(root: etree._Element, kept: set[etree._Element], edits: NodeEdits) -> None:
    """Empty the texts of kept paragraphs that stand in no view, and the codes of their fields."""
    for paragraph in root.iter(P):
        if paragraph in kept:
            for node in paragraph.iter(*_TEXTS):
                if not edits.covers(node):
                    node.text = ""
            for node in paragraph.iter(*_CODES):
                node.text = " "


def pruned(root: etree._Element, kept: set[etree._Element]) -> None:
    """Take out every paragraph that is not kept, and rows, tables, notes and boxes in which none is."""
    _remove(p for p in list(root.iter(P)) if not _holds(p, kept))
    _remove(e for e in list(root.iter(TR, TBL, w("sdt"), *_PICTURES)) if e.find(f".//{P}") is None and not _inline(e))
    _remove(e for e in list(root.iter(*_PICTURES)) if e.find(f".//{P}") is None)
    _remove(e for e in list(root.iterchildren(w("footnote"), w("endnote"), w("comment"))) if e.find(f".//{P}") is None)
    for cell in root.iter(TC):
        if cell.find(f".//{P}") is None:
            etree.SubElement(cell, P)


def scrubbed(
    body: Part, others: Sequence[Part], styles: Part | None, numbering: Part | None, mask: Mask | None
) -> None:
    """Take out of the kept parts what could name somebody, and references to what is gone."""
    _drop_references(body.root, others)
    renamed: dict[str, str] = {}
    if styles is not None:
        _trim_styles(
            styles.root, [body.root, *(part.root for part in others), *([numbering.root] if numbering else [])]
        )
        renamed = _renamed_styles(styles.root, mask)
    for part in (body, *others, styles, numbering):
        if part is not None:
            _scrub(part.root, mask, renamed)


def _scrub(root: etree._Element, mask: Mask | None, renamed: dict[str, str]) -> None:
    _remove(list(root.iter(*_DROPPED)))
    for element in root.iter(etree.Element):
        for name in [n for n in element.attrib if _is_noise(str(n))]:
            del element.attrib[name]
        if element.tag in _STYLED and element.get(VAL) in renamed:
            element.set(VAL, renamed[str(element.get(VAL))])
        if mask is not None:
            _mask_attributes(element, mask)


def _mask_attributes(element: etree._Element, mask: Mask) -> None:
    author, date = element.get(AUTHOR), element.get(DATE)
    if author is not None:
        element.set(AUTHOR, mask.person(author))
    if element.get(w("initials")) is not None:
        element.set(w("initials"), "x")
    if date is not None:
        element.set(DATE, mask.moment(date))
    if element.tag == w("lvlText") and element.get(VAL):
        element.set(VAL, mask.words(str(element.get(VAL))))


def _is_noise(name: str) -> bool:
    local = name.rpartition("}")[2]
    if local.startswith(("rsid", "paraId", "textId")) or local in (
        "descr",
        "alt",
        "title",
        "href",
        "uri",
        "docLocation",
        "tooltip",
        "anchor",
        "instr",
    ):
        return True
    return name.startswith(f"{{{R}}}")


def _drop_references(root: etree._Element, others: Sequence[Part]) -> None:
    """Take out references to notes and comments that are not kept."""
    held = {(e.tag, e.get(ID)) for part in others for e in part.root}
    gone = [e for e in root.iter(*_NOTES) if (_NOTES[str(e.tag)], e.get(ID)) not in held]
    gone += [e for e in root.iter(*_COMMENTED) if (w("comment"), e.get(ID)) not in held]
    _remove(gone)


def _trim_styles(styles: etree._Element, roots: Iterable[etree._Element]) -> None:
    """Keep the styles that are used, those they build on, and the defaults."""
    by_id = {style.get(w("styleId")): style for style in styles.iterchildren(w("style"))}
    wanted = {name for name, style in by_id.items() if style.get(w("default")) is not None}
    wanted |= {e.get(VAL) for root in roots for e in root.iter(*_STYLED)}
    waiting = list(wanted)
    while waiting:
        style = by_id.get(waiting.pop())
        for element in style.iterchildren(w("basedOn"), w("link")) if style is not None else ():
            if element.get(VAL) not in wanted:
                wanted.add(element.get(VAL))
                waiting.append(element.get(VAL))
    _remove(style for name, style in by_id.items() if name not in wanted)


def _renamed_styles(styles: etree._Element, mask: Mask | None) -> dict[str, str]:
    """Give the styles that somebody made names that say nothing of them; return the ids that changed."""
    renamed: dict[str, str] = {}
    own = [s for s in styles.iterchildren(w("style")) if s.get(w("customStyle")) not in (None, "0", "false")]
    for count, style in enumerate(own if mask is not None else (), 1):
        renamed[str(style.get(w("styleId")))] = f"Style{count}"
        style.set(w("styleId"), f"Style{count}")
        for name in style.iterchildren(w("name"), w("aliases")):
            name.set(VAL, mask.words(str(name.get(VAL))) if mask else "")
    return renamed


def _holds(paragraph: etree._Element, kept: set[etree._Element]) -> bool:
    return paragraph in kept or any(inner in kept for inner in paragraph.iter(P))


def _inline(element: etree._Element) -> bool:
    return element.tag not in (TR, TBL) and any(True for _ in element.iterancestors(P))


def _remove(elements: Iterable[etree._Element]) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
