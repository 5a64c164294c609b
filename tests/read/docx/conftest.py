"""Word files written by hand, so that each test shows the very markup it is about."""

import io
import zipfile

import pytest

from contract_scan.document import Document
from contract_scan.read.docx import DocxReader
from contract_scan.read.request import Limits, ReadRequest

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header1", "header2", "footer1")
ROOTS = {"header1": "hdr", "header2": "hdr", "footer1": "ftr"}


class Word:
    """Builds Word files from the markup of their body and parts, and reads them."""

    def file(self, body: str, title: str = "", more: dict[str, str] | None = None, **parts: str) -> bytes:
        """Return a file with a body and parts (named as their file is, without .xml)."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", self._types(parts))
            archive.writestr("_rels/.rels", self._relations([("officeDocument", "word/document.xml")]))
            archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
            named = [(name.rstrip("12"), f"{name}.xml") for name in parts]
            archive.writestr("word/_rels/document.xml.rels", self._relations(named))
            for name, markup in parts.items():
                root = ROOTS.get(name, name)
                archive.writestr(f"word/{name}.xml", f"<w:{root} {SPACES}>{markup}</w:{root}>")
            if title:
                core = f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c>'
                archive.writestr("docProps/core.xml", core)
            for name, content in (more or {}).items():
                archive.writestr(name, content)
        return out.getvalue()

    def read(self, body: str, limits: Limits | None = None, **parts: str) -> Document:
        """Return the document that a body and parts read as."""
        return self.document(self.file(body, "", None, **parts), limits)

    def document(self, data: bytes, limits: Limits | None = None) -> Document:
        """Return the document in the bytes of a file."""
        return DocxReader().read(ReadRequest("draft.docx", data, limits=limits or Limits()))

    def texts(self, document: Document) -> list[tuple[str, str]]:
        """Return kind and text of each block."""
        return [(b.kind, document.text[b.span.start : b.span.end]) for b in document.blocks]

    def archive(self, parts: dict[str, str]) -> bytes:
        """Return a bare archive of parts."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return out.getvalue()

    def p(self, text: str, properties: str = "") -> str:
        """Return a paragraph with one run."""
        ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        return f"<w:p>{ppr}{self.r(text)}</w:p>"

    def r(self, text: str, properties: str = "") -> str:
        """Return a run."""
        rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        return f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'

    def changed(self, tag: str, text: str, author: str = "Partner", date: str = "2026-03-01T10:00:00Z") -> str:
        """Return a run within a tracked change (ins, del, moveFrom, moveTo)."""
        name = "delText" if tag == "del" else "t"
        run = f'<w:r><w:{name} xml:space="preserve">{text}</w:{name}></w:r>'
        return f'<w:{tag} w:id="1" w:author="{author}" w:date="{date}">{run}</w:{tag}>'

    def mark(self, tag: str) -> str:
        """Return the paragraph properties of a tracked paragraph mark."""
        return f'<w:rPr><w:{tag} w:id="2" w:author="Partner" w:date="2026-03-01T10:00:00Z"/></w:rPr>'

    def numbering(self, *levels: tuple[str, str], extra: str = "") -> str:
        """Return a numbering part with one list (1) whose levels are (format, text)."""
        made = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for i, (fmt, text) in enumerate(levels)
        )
        kind = '<w:multiLevelType w:val="multilevel"/>'
        return (
            f'<w:abstractNum w:abstractNumId="0">{kind}{made}</w:abstractNum>'
            f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{extra}'
        )

    def item(self, text: str, level: int, number: int = 1) -> str:
        """Return a numbered paragraph."""
        return self.p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    def _types(self, parts: dict[str, str]) -> str:
        main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        overrides = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{main}.{name.rstrip("12")}+xml"/>' for name in parts
        )
        return (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>{overrides}</Types>'
        )

    def _relations(self, named: list[tuple[str, str]]) -> str:
        made = "".join(
            f'<Relationship Id="rId{i}" Type="{RELATED}/{kind}" Target="{target}"/>'
            for i, (kind, target) in enumerate(named, 1)
        )
        return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


@pytest.fixture(scope="session")
def word() -> Word:
    """The builder of Word files."""
    return Word()
