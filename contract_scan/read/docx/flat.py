"""Word files written as one XML file, Flat OPC ("Word XML document") and the older Word 2003 XML, made packages."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from contract_scan.read.docx import PACKAGE, WORD_2003, is_word_2003
from contract_scan.read.docx.failures import DocxError
from contract_scan.read.docx.markup import parse
from contract_scan.read.docx.names import W, w
from contract_scan.read.markup import MarkupError
from contract_scan.read.request import ReadRequest


def as_package(request: ReadRequest) -> bytes:
    """Return the ZIP archive that such a file stands for. Raises `DocxError` where it is no XML."""
    old = is_word_2003(request.data[:10_000])
    data = request.data.replace(WORD_2003, W.encode()) if old else request.data
    try:
        root, _ = parse(data, request.limits.depth)
    except MarkupError as error:
        raise DocxError("entities" if error.entities else "body_damaged", path=request.path) from error
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in _body_of_2003(root) if old else _parts(root):
            archive.writestr(name, content)
    return out.getvalue()


def _parts(root: etree._Element) -> Iterator[tuple[str, bytes]]:
    for part in root.iterchildren(f"{{{PACKAGE}}}part"):
        name = (part.get(f"{{{PACKAGE}}}name") or "").lstrip("/")
        for holder in part:
            if holder.tag == f"{{{PACKAGE}}}xmlData" and len(holder):
                yield name, etree.tostring(holder[0])
            elif holder.tag == f"{{{PACKAGE}}}binaryData":
                yield name, base64.b64decode("".join((holder.text or "").split()) + "==")


def _body_of_2003(root: etree._Element) -> Iterator[tuple[str, bytes]]:
    document = etree.Element(w("document"), nsmap={"w": W})
    body = root.find(w("body"))
    if body is not None:
        document.append(body)
    yield "word/document.xml", etree.tostring(document)
