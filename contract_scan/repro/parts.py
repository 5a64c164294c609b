"""A Word file written anew from the parts that are kept, and from nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from lxml import etree

from contract_scan.read.docx.names import R, w
from contract_scan.read.docx.package import Package, Part

_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: The kind of a part by the root of its XML: the last word of its relationship's type and of its content type.
_KINDS = {
    w("document"): "officeDocument",
    w("styles"): "styles",
    w("numbering"): "numbering",
    w("footnotes"): "footnotes",
    w("endnotes"): "endnotes",
    w("comments"): "comments",
    w("hdr"): "header",
    w("ftr"): "footer",
}
#: One moment for every entry, so that the same document gives the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def written(package: Package, others: Sequence[Part]) -> bytes:
    """Return the bytes of a file with the body, these other parts, the styles and the numbering."""
    kept = [*others, *(part for part in (package.styles, package.numbering) if part is not None)]
    named = [(f"rId{n}", f"{_KINDS[str(part.root.tag)]}{n}.xml", part) for n, part in enumerate(kept, 1)]
    _refer_to_margins(package.body.root, named)
    files = {
        "[Content_Types].xml": _types([("document.xml", package.body), *((name, part) for _, name, part in named)]),
        "_rels/.rels": _relations([("rId1", "word/document.xml", package.body)]),
        "word/document.xml": package.body.root,
        "word/_rels/document.xml.rels": _relations(named),
        **{f"word/{name}": part.root for _, name, part in named},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, root in files.items():
            data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _refer_to_margins(body: etree._Element, named: Sequence[tuple[str, str, Part]]) -> None:
    """Refer from the last section to the headers and footers that are kept."""
    holder = body.find(w("body"))
    section = holder.find(w("sectPr")) if holder is not None else None
    if section is None and holder is not None:
        section = etree.SubElement(holder, w("sectPr"))
    for identity, _, part in named:
        kind = _KINDS[str(part.root.tag)]
        if kind in ("header", "footer") and section is not None:
            reference = etree.Element(w(f"{kind}Reference"), {w("type"): "default", f"{{{R}}}id": identity})
            section.insert(0, reference)


def _types(parts: Sequence[tuple[str, Part]]) -> etree._Element:
    root = etree.Element(f"{{{_CONTENT}}}Types", nsmap={None: _CONTENT})  # type: ignore[dict-item]
    xml = {"Extension": "xml", "ContentType": "application/xml"}
    relations = {"Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"}
    for default in (xml, relations):
        etree.SubElement(root, f"{{{_CONTENT}}}Default", default)
    for name, part in parts:
        kind = _KINDS[str(part.root.tag)].replace("officeDocument", "document.main")
        values = {"PartName": f"/word/{name}", "ContentType": f"{_MAIN}.{kind}+xml"}
        etree.SubElement(root, f"{{{_CONTENT}}}Override", values)
    return root


def _relations(named: Sequence[tuple[str, str, Part]]) -> etree._Element:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})  # type: ignore[dict-item]
    for identity, target, part in named:
        values = {"Id": identity, "Type": f"{R}/{_KINDS[str(part.root.tag)]}", "Target": target}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", values)
    return root
