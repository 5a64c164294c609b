"""Fields that store no result: what Word shows of them stands in their code, or nowhere in the file."""

from __future__ import annotations

import re

#: Fields that print a number which the file does not store.
_UNSTORED = ("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM")
#: Fields whose text comes from elsewhere.
_ELSEWHERE = frozenset(
    ("INCLUDETEXT", "LINK", "DDE", "DDEAUTO", "DOCPROPERTY", "DOCVARIABLE", "DATABASE", "AUTOTEXT", "IF", "MERGEFIELD")
)
_ELSEWHERE |= {"REF", "STYLEREF", "TITLE", "SUBJECT", "COMMENTS", "KEYWORDS", "AUTHOR", "INFO", "TOC", "INDEX"}
_ELSEWHERE |= {"SYMBOL", "INCLUDEPICTURE", "HYPERLINK", "SEQ", "=", "DATE", "FILENAME", "GLOSSARY"}
#: Fields that show nothing and hold words all the same: an entry of an index or contents, the text of a bookmark.
_SILENT = ("XE", "TC", "SET", "PRIVATE", "ADDIN")
_QUOTED = re.compile(r'["“]((?:[^"”\\]|\\.)*)["”]')


def shown_by(code: str) -> str:
    """Return the words that Word shows of a field without a result, which stand in its code: "" for most fields."""
    name, _, rest = code.strip().partition(" ")
    name = name.upper()
    if name == "EQ":
        return " ".join(rest.split())
    if name in ("MACROBUTTON", "GOTOBUTTON"):
        return " ".join(rest.split()[1:])
    if name in ("FILLIN", "QUOTE", "ASK"):
        return " ".join(_QUOTED.findall(rest)) or (rest.strip() if name == "QUOTE" else "")
    return ""


def unshown_by(code: str, shown: str) -> str:
    """Return the texts of a field that its result, `shown`, does not hold.

    Those between which it chooses (IF), or those of a field that Word shows nothing of.
    """
    name, _, rest = code.strip().partition(" ")
    texts: list[str] = []
    if name.upper() in _SILENT:
        texts = _QUOTED.findall(rest) or [rest]
    elif name.upper() == "IF":
        texts = _QUOTED.findall(code)
    return " ".join(text for text in texts if text not in shown)


def missing_of(code: str) -> str:
    """Return under what name a field without a result is counted as unread; "" where nothing is missing."""
    name = code.split(maxsplit=1)[0].upper() if code.strip() else ""
    name = "=" if name.startswith("=") else name
    if name in _UNSTORED:
        return "numbers"
    return "fields" if name in _ELSEWHERE else ""
