"""Names of WordprocessingML: namespaces, and tags as lxml spells them."""

from __future__ import annotations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
VML = "urn:schemas-microsoft-com:vml"
OFFICE = "urn:schemas-microsoft-com:office:office"

#: The strict variant of the format differs in its namespaces alone.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}


def w(name: str) -> str:
    """Return the tag or attribute of a name in the main namespace."""
    return f"{{{W}}}{name}"


VAL = w("val")
ID = w("id")
AUTHOR = w("author")
DATE = w("date")
P, R_, TBL, TR, TC, SDT = w("p"), w("r"), w("tbl"), w("tr"), w("tc"), w("sdt")
PPR, RPR, TRPR, TCPR, SDTPR, NUMPR = w("pPr"), w("rPr"), w("trPr"), w("tcPr"), w("sdtPr"), w("numPr")
INS, DEL, MOVE_FROM, MOVE_TO = w("ins"), w("del"), w("moveFrom"), w("moveTo")
CELL_INS, CELL_DEL = w("cellIns"), w("cellDel")
ALTERNATE, CHOICE, FALLBACK = f"{{{MC}}}AlternateContent", f"{{{MC}}}Choice", f"{{{MC}}}Fallback"
TEXT_BOX, TEXT_PATH = w("txbxContent"), f"{{{VML}}}textpath"
COMMENT_START, COMMENT_END = w("commentRangeStart"), w("commentRangeEnd")

#: Elements that hold no text of their own, whatever stands in them.
SILENT = frozenset(
    {
        w(name)
        for name in (
            "pPr",
            "rPr",
            "sectPr",
            "tblPr",
            "tblGrid",
            "trPr",
            "tcPr",
            "tblPrEx",
            "sdtPr",
            "sdtEndPr",
            "instrText",
            "delInstrText",
            "proofErr",
            "bookmarkStart",
            "bookmarkEnd",
            "permStart",
            "permEnd",
            "ffData",
            "fldData",
            "annotationRef",
            "footnoteRef",
            "endnoteRef",
            "separator",
            "continuationSeparator",
            "lastRenderedPageBreak",
            "softHyphen",
            "rubyPr",
            "smartTagPr",
            "customXmlPr",
            "numberingChange",
        )
    }
)


def is_on(value: str | None) -> bool:
    """Say whether an on/off attribute is on; where it is left out, it is."""
    return value is None or value.lower() not in ("0", "false", "off", "none")
