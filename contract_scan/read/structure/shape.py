"""What a stretch of text is by its looks: heading, list item or paragraph, where the format does not say."""

from __future__ import annotations

import re

from contract_scan.document import BlockKind
from contract_scan.expressions import compiled

BULLET = r"[•·▪▫◦‣⁃∙●○■□▶►➢✓–—*+\-\uf0a7\uf0b7\uf0d8]"
_BULLET_START = compiled(rf"\s*{BULLET}[ \t\xa0]+\S")
#: "1.", "1.1", "1.1.", "12)", "(3)", "(a)", "(iv)", "a.", "b)", "iv.", "A.", "§ 3", "1°"; never a bare "5" or "B.V.".
_NUMBER_START = compiled(
    r"\s*(?:\d{1,3}(?:\.\d{1,3}){1,5}[.:)]?|\d{1,3}[.)°]\)?|\(\d{1,3}\)|\([a-zA-Z]{1,2}\)|\([ivxlcIVXLC]{1,6}\)|[a-zA-Z][.)]|[a-z]{2}[)]"
    r"|[ivxIVX]{1,5}[.)]"
    r"|§{1,2}[ \xa0]?\d+(?:er|bis|ter|quater|[a-z])?[.:)]?(?![ \t\xa0]+[a-z]+[\s,]))(?:[ \t\xa0]+(?=\S)|$)"
)
_MARKER = compiled(
    rf"{BULLET}|[·‐‑o]|\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}[.)\-]?|\(?(?:[a-zA-Z]|[ivxIVX]{{1,5}}|\d{{1,2}})[.)]"
)
#: A word that only ever opens a division, with its number.
_DIVISION = compiled(
    r"\s*(?:(?:artikel|article|section|clause|hoofdstuk|chapter|afdeling|paragraaf|bijlage|annex|appendix|schedule"
    r"|exhibit|deel|part|titel|title|recital|overweging)[ \xa0]+(?:\d+[a-z]?(?:[.:]\d+)*|[ivxlc]+\b|[a-z]\b|one|two"
    r"|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty))"
    r"(?=[.:)\s–—-]|$)",
    re.IGNORECASE,
)
_MARKDOWN = compiled(r" {0,3}(#{1,6})[ \t]*(?=[^#\s])")
_FINISHED = compiled(r"[.;:,!?…][\"'”’»)\]*_]*\s*$")
#: After these words a number at the start of the next line is what they refer to, and opens no clause.
_AWAITS_NUMBER = compiled(
    r"\b(?:sections?|articles?|artikel(?:en)?|art\.|clauses?|paragraphs?|lid|leden|onder(?:deel)?|sub|exhibits?|schedules?|annex"
    r"|appendix|bijlagen?|hoofdstuk|chapter|nos?\.|nrs?\.|items?|punt|EUR|USD|€|\$|£)\s*$"
    # "… overeenkomstig artikel 4," before "§ 2 van de wet"; "Artikel 4" on a line of its own heads what follows.
    r"|\S\s+(?:artikel|article|art\.)\s?\d{1,4}[a-z]{0,6},?\s*$",
    re.IGNORECASE,
)
_LOWER_START = compiled(r"\s*[a-zß-öø-ÿ]")
HEADING_LENGTH = 120
TITLE_LENGTH = 90
_PHRASE = re.compile(r"(?:[^\W\d_]{2,}[ \n\t,;:.]+){4}")


def starts_item(line: str) -> bool:
    """Say whether a line starts a list item, a numbered clause or a division such as "Artikel 3"."""
    return bool(_BULLET_START.match(line) or _NUMBER_START.match(line) or (_DIVISION.match(line) and is_heading(line)))


def is_bulleted(text: str) -> bool:
    """Say whether a text starts with a bullet."""
    return bool(_BULLET_START.match(text))


def markdown_level(line: str) -> int | None:
    """Return the level of a Markdown heading ("### Artikel 1" is 3), or None."""
    match = _MARKDOWN.match(line)
    return len(match[1]) if match else None


def without_markdown(line: str) -> str:
    """Return a Markdown heading without its number signs."""
    return _MARKDOWN.sub("", line).rstrip(" \t#")


def is_heading(text: str) -> bool:
    """Say whether a text looks like a heading: short, on one line, unfinished as a sentence, capitals or a number."""
    line = text.strip().strip("*_").strip()
    if not line or len(line) > HEADING_LENGTH or "\n" in line:
        return False
    if (division := _DIVISION.match(line)) is not None:
        return _is_division_heading(line, line[division.end() :])
    if _FINISHED.search(line) and not re.fullmatch(r"[A-Z0-9][^.;,]*:?", line):
        return _numbered_heading(line.rstrip("."))
    return _in_capitals(line) or _numbered_heading(line)


def _is_division_heading(line: str, rest: str) -> bool:
    """ "Artikel 1" and "Article 2. Definitions" are headings; "Article 2 applies to the Project." is a sentence."""
    rest = rest.strip()
    if not rest or rest[0] in ".:)–—-":
        return len(line) <= TITLE_LENGTH and not re.search(r"[;,]$", line)
    return rest[0].isupper() and not re.search(r"[.;:,]$", rest) and len(rest.split()) <= 10


def _in_capitals(line: str) -> bool:
    letters = [character for character in line if character.isalpha()]
    return len(letters) >= 3 and len(line) <= TITLE_LENGTH and all(character.isupper() for character in letters)


def _numbered_heading(line: str) -> bool:
    """ "3. Confidentiality": a number and a few words that start with a capital and make no sentence."""
    match = _NUMBER_START.match(line)
    if match is None or line.lstrip()[0] == "(":
        return False
    rest = line[match.end() :].strip()
    words = rest.split()
    return bool(words) and rest[0].isupper() and len(words) <= 8 and not re.search(r"[.;:,][\"”)]*$", rest)


def kind_of(text: str) -> BlockKind:
    """Return what a stretch of text in the flow is: a list item where a bullet or a number opens it, or a paragraph.

    Which of them are headings `outline` says, which sees them all.
    """
    return "list_item" if _BULLET_START.match(text) or _NUMBER_START.match(text) else "paragraph"


def ends_sentence(line: str) -> bool:
    """Say whether a line ends as a sentence, an item or a lead-in ends."""
    return bool(_FINISHED.search(line))


def awaits_number(line: str) -> bool:
    """Say whether a line ends in a word such as "Section", so that a number after it is a reference."""
    return bool(_AWAITS_NUMBER.search(line))


def is_marker(text: str) -> bool:
    """Say whether a text is nothing but a bullet or a clause number."""
    return len(text) <= 8 and bool(_MARKER.fullmatch(text))


def starts_lower(line: str) -> bool:
    """Say whether a line starts with a small letter, as the middle of a sentence does."""
    return bool(_LOWER_START.match(line))


def says_something(text: str) -> bool:
    """Say whether a text holds four words in a row: a sentence, not a name or a setting."""
    return _PHRASE.search(f"{text} ") is not None
