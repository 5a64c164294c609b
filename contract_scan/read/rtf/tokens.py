"""The tokens of Rich Text Format, and the character sets its fonts name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from contract_scan.document import BlockKind

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Token:
    """A brace, a control word or sign with its number, or bytes of text (as Latin 1)."""

    kind: Literal["open", "close", "word", "text"]
    value: str = ""
    number: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file; binary data is passed over."""
    source = data.decode("latin-1")
    at = 0
    while match := _TOKEN.match(source, at):
        at = match.end()
        word, number, code, sign, brace, text = match.groups()
        if text:
            yield Token("text", text)
        elif word == "bin":
            at += max(int(number or 0), 0)
        elif word:
            yield Token("word", word, None if number is None else int(number))
        elif code:
            yield Token("text", chr(int(code, 16)))
        elif sign:
            yield Token("text", sign) if sign in "{}\\" else Token("word", "par" if sign in "\r\n" else sign)
        elif brace:
            yield Token("open" if brace == "{" else "close")


#: A font's \fcharset to Python's name of the character set; others are the file's own.
CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip

#: Signs that stand for a character.
SIGNS = {
    "line": "\n", "tab": "\t", "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "~": " ", "_": "-", "-": "",
}  # fmt: skip

_SILENT = """
stylesheet info themedata colorschememapping datastore listtable listoverridetable rsidtbl generator
xmlnstbl latentstyles filetbl template operator bkmkstart bkmkend pict nonshppict blipuid svb
htmltag mhtmltag listname shprslt sp
objdata objclass objname pgdsctbl ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn atnref atrfstart atrfend atnicn
xe tc rxe formfield datafield userprops docvar falt panose fontemb fontfile pntxta pntxtb listpicture
atnparent wgrffmtfilter defchp defpap passwordhash mmathPr nesttableprops upr
"""
_KNOWN = "shpinst annotation atnid atnauthor atndate revtbl shptxt dptxbxtext do footnote ud shppict"

#: Groups that hold no text of the document.
SILENT = frozenset(_SILENT.split())
#: Groups that a reader may not know, which this one does.
KNOWN = frozenset(_KNOWN.split())
#: Groups whose text stands beside the flow, and what they are.
ASIDES: dict[str, BlockKind] = {
    "footnote": "footnote", "annotation": "comment", "shptxt": "text_box", "dptxbxtext": "text_box",
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
    "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer",
}  # fmt: skip


def decoded(text: str, charset: str) -> str:
    """Return bytes of text (as Latin 1) in their character set, or in that of Western Windows where they are not."""
    try:
        return text.encode("latin-1").decode(charset)
    except (UnicodeError, LookupError):
        return text.encode("latin-1", "replace").decode("cp1252", "replace")


def iso_date(packed: int | None) -> str | None:
    """Return a date as RTF packs it (minute, hour, day, month, years since 1900) in ISO 8601."""
    if packed is None:
        return None
    value = packed & 0xFFFFFFFF
    minute, hour, day = value & 0x3F, value >> 6 & 0x1F, value >> 11 & 0x1F
    month, year = value >> 16 & 0xF, 1900 + (value >> 20 & 0x1FF)
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"
