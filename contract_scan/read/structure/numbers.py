"""Typed clause numbers: "7.3 The …", "Artikel 5 – …", "(a) …".

In goes the text of one block; out comes the number somebody typed at its start, how it is shaped, and where the
words after it begin. Whether a doubtful one ("12 Main Street", "A. Smith") is a number is for `outline` to say, which
sees the numbers before it.
"""

from __future__ import annotations

import re
import string
from typing import Literal

from contract_scan.nouns import dataclass

Shape = Literal["part", "annex", "article", "paragraph", "decimal", "letter", "capital", "roman", "capital_roman"]

_WORDS = {
    "part": "part|deel|chapter|hoofdstuk|title|titel|book|boek|afdeling|division",
    "annex": "annex|annexe|appendix|schedule|exhibit|attachment|bijlage|appendices|addendum",
    "article": r"article|artikel|art\.|section|sectie|clause|clausule|paragraph|paragraaf|§{1,2}",
}
_WORD = "|".join(f"(?P<{shape}>{words})" for shape, words in _WORDS.items())
_LABEL = r"\d{1,3}[a-z]?(?:\.\d{1,2}){0,4}|[IVXLC]{1,7}|[A-Z](?:[.-]?\d{1,2})?"
_NAMED = re.compile(rf"(?i:{_WORD})(?:\s{{1,2}}|(?<=[§.]))(?P<label>{_LABEL})(?P<end>[.:)]?)(?=[\s:.,–—\-(]|$)")
#: "§2" and "§1er" are paragraphs of an article where one is open, and else articles themselves.
_SIGN = re.compile(r"§\s?(?P<label>\d{1,2}(?:er|bis|ter|quater)?)(?P<end>[.:)]?)(?=[\s–—\-]|$)")
_DECIMAL = re.compile(r"(?P<label>\d{1,3}(?:\.\d{1,2}){0,5}[a-z]?)(?P<end>[.)]{0,2}|:|°[.)]?)(?P<gap>\s+|$)")
_ENCLOSED = re.compile(r"\((?P<label>\d{1,2}|[a-z]|[A-Z]|([a-z])\2|[ivxl]{2,6}|[IVXL]{2,6})\)\s*")
_LETTERED = re.compile(r"(?P<label>[a-z]|[A-Z]|[ivxl]{2,6}|[IVXL]{2,6})(?P<end>[.)])(?P<gap>\s+|$)")

_MONTH = "jan|feb|mar|maart|mrt|apr|may|mei|jun|jul|aug|sep|oct|okt|nov|dec"
_AMOUNT = re.compile(
    r"(?i)(?:%|million|billion|thousand|miljoen|miljard|duizend|percent|procent|euro?s?\b|€|\$|£|usd|gbp|dollars?|"
    r"days?\b|dag|weeks?\b|weken|months?\b|maand|years?\b|jaar|hours?\b|uur|uren|x\b|[ap]\.?m\b|"
    rf"(?:{_MONTH})[a-z]*\.?\s+(?:19|20)\d\d)"
)
_ROMAN = re.compile(r"(?=.)(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number at the start of a block.

    `number` is as printed ("7.3.", "(a)", "Artikel 5"); `end` is the offset where the words after it begin; `level`
    is the depth its shape tells (1 for "7." and "Artikel 5", 2 for "7.3"), None for letters and Roman numerals, whose
    depth depends on what stands before. `sure` is false where the same characters often are no clause number.
    """

    number: str
    shape: Shape
    end: int
    level: int | None
    sure: bool


def typed_number(text: str) -> TypedNumber | None:
    """Return the clause number typed at the start of a block's text (leading white space is skipped), or None."""
    start = len(text) - len(text.lstrip())
    if start == len(text):
        return None
    first = text[start]
    if first.isdigit():
        return _decimal(text, start)
    if first == "(":
        return _enclosed(text, start)
    if first == "§" and (match := _SIGN.match(text, start)):
        return _paragraph(text, match)
    return _named(text, start) or _lettered(text, start)


def ordinal(label: str, shape: Shape) -> int | None:
    """Return the place in its series of the last part of a number: 3 for "7.3" and "(c)", 4 for "(iv)"."""
    core = re.sub(r"[^0-9A-Za-z]+", " ", label).split()
    if not core:
        return None
    last = core[-1].rstrip(string.ascii_letters) if shape == "paragraph" else core[-1]
    if last.isdigit():
        return int(last)
    if shape in ("roman", "capital_roman"):
        return roman(last)
    if len(set(last.lower())) == 1:
        return ord(last[0].lower()) - 96 + 26 * (len(last) - 1)
    return roman(last)


def roman(numeral: str) -> int | None:
    """Return the value of a Roman numeral up to 99 in either case, or None where it is not one."""
    numeral = numeral.lower()
    if not _ROMAN.match(numeral):
        return None
    values = [_VALUES[letter] for letter in numeral]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def shape_of(number: str) -> Shape:
    """Return the shape of a printed number, such as one that Word computed."""
    if _SIGN.match(number):
        return "paragraph"
    named = _NAMED.match(number)
    if named:
        return _named_shape(named)
    core = number.strip("().:[] \t")
    if core[:1].isdigit():
        return "decimal"
    if len(core) > 1 and roman(core) is not None:
        return "roman" if core.islower() else "capital_roman"
    return "letter" if core.islower() else "capital"


def _named_shape(match: re.Match[str]) -> Shape:
    if match["part"]:
        return "part"
    return "annex" if match["annex"] else "article"


def _named(text: str, start: int) -> TypedNumber | None:
    """Read "Article 7", "Bijlage A"; a lower-case word after it makes it a reference: "Article 7 of the Treaty".

    "artikel 2" in small letters is doubtful: it may be a reference that begins a line.
    """
    match = _NAMED.match(text, start)
    if not match or not (text[start].isupper() or text[start] == "§" or match["article"]):
        return None
    rest = text[match.end() :].lstrip()
    if not match["end"] and rest and (rest[0].islower() or rest[0] in ",("):
        return None
    shape = _named_shape(match)
    if shape == "annex" and "." in match["label"]:  # "Exhibit 10.34" is a label of the register it was filed in
        return None
    number = text[start : match.end()].rstrip(".:")
    level = 1 + match["label"].count(".") if shape == "article" else 1
    sure = not text[start].islower()
    return TypedNumber(number, shape, _words_after(text, match.end()), level, sure)


def _paragraph(text: str, match: re.Match[str]) -> TypedNumber | None:
    """Read "§2." and "§ 1er"; "§2 van de wet" and "§1, §2" are references."""
    rest = text[match.end() :].lstrip()
    if not match["end"] and rest and (rest[0].islower() or rest[0] in ",("):
        return None
    return TypedNumber(match.group().rstrip(".:)"), "paragraph", _words_after(text, match.end()), 1, True)


def _decimal(text: str, start: int) -> TypedNumber | None:
    match = _DECIMAL.match(text, start)
    if not match:
        return None
    label, rest = match["label"], text[match.end() :]
    if _AMOUNT.match(rest) or (not rest and not match["end"] and "." not in label):
        return None
    plain = not match["end"] and "." not in label
    if plain and rest[:1].islower() and match["gap"] != "\t":
        return None
    sure = not plain and not label.startswith("0") and "°" not in match["end"]
    return TypedNumber(label + match["end"], "decimal", match.end(), 1 + label.count("."), sure)


def _enclosed(text: str, start: int) -> TypedNumber | None:
    match = _ENCLOSED.match(text, start)
    if not match or (match["label"].lower() == "c" and re.match(r"(?:19|20)\d\d", text[match.end() :])):
        return None
    label = match["label"]
    if not label.isdigit() and len(label) > 1 and len(set(label)) > 1 and roman(label) is None:
        return None
    shape: Shape = "decimal" if label.isdigit() else shape_of(label)
    return TypedNumber(match.group().strip(), shape, match.end(), None, True)


def _lettered(text: str, start: int) -> TypedNumber | None:
    """Read "a.", "iv)", "A.", "II."; capitals are doubtful, since names begin with initials."""
    match = _LETTERED.match(text, start)
    if not match or (len(match["label"]) > 1 and roman(match["label"]) is None):
        return None
    label = match["label"]
    return TypedNumber(label + match["end"], shape_of(label), match.end(), None, label.islower() or match["end"] == ")")


def _words_after(text: str, end: int) -> int:
    """Skip what joins a number to its title: spaces, a dash, a colon, a full stop."""
    while end < len(text) and text[end] in " \t\n\xa0.:–—-":
        end += 1
    return end
