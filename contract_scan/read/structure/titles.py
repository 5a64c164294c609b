"""What a heading looks like where no style says so: "Article 7 Confidentiality", "7. GEHEIMHOUDING", a bold line.

Also headings that run into their clause: "12.3 PUBLICITY. Prior to any …".
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w'’\-/&]*")
#: "Artikel 4. Eigendom §1. De …": the sign is of the sentence after it.
_SIGN_AFTER = re.compile(r"\s§\s?\d{1,2}(?:er|bis)?$")
_RUN_IN = re.compile(r"(?P<title>[^.:;!?\n–—]{3,80}?)(?:\.(?:[–—-]|\s)|:\s|\s[–—-]\s|[–—])\s*(?P<rest>\S)")
_CONTENTS = re.compile(r"(?:(?:\. ?|…|_){3,}|\t)\s*(?:[ivxl]+|\d{1,4})\s*$")

#: Small words that stay in lower case in an English or Dutch title.
_SMALL = frozenset(
    {
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "de",
        "den",
        "der",
        "des",
        "door",
        "een",
        "en",
        "for",
        "from",
        "het",
        "in",
        "into",
        "met",
        "na",
        "naar",
        "of",
        "om",
        "on",
        "onder",
        "op",
        "or",
        "over",
        "per",
        "te",
        "ten",
        "ter",
        "the",
        "to",
        "tot",
        "tussen",
        "uit",
        "van",
        "vanaf",
        "via",
        "vii",
        "voor",
        "with",
        "without",
        "zonder",
        "&",
        "und",
        "y",
    }
)
#: Words that make a sentence of it.
_VERBS = frozenset(
    {
        "shall",
        "will",
        "must",
        "may",
        "is",
        "are",
        "has",
        "have",
        "be",
        "zal",
        "zullen",
        "zijn",
        "heeft",
        "hebben",
        "kan",
        "kunnen",
        "mag",
        "mogen",
        "moet",
        "moeten",
        "wordt",
        "worden",
        "verklaart",
        "verklaren",
        "agrees",
        "agree",
        "hereby",
        "hierbij",
    }
)
_NO_TITLE = frozenset(
    {
        "between",
        "tussen",
        "among",
        "and",
        "en",
        "whereas",
        "overwegende",
        "source",
        "bron",
        "attn",
        "attention",
        "dear",
        "e-mail",
        "email",
        "fax",
        "tel",
        "telephone",
        "phone",
        "telefoon",
        "date",
        "datum",
        "name",
        "naam",
        "title",
        "functie",
        "by",
        "door",
        "signature",
        "handtekening",
        "address",
        "adres",
        "re",
        "betreft",
        "subject",
        "onderwerp",
        "note",
        "nb",
        "aan",
        "to",
        "from",
        "van",
        "cc",
        "p.s",
    }
)


def is_contents_line(text: str) -> bool:
    """Say whether a line is one of a table of contents: leader dots or a tab, and a page number at its end."""
    return len(text) < 250 and _CONTENTS.search(text) is not None


def is_title(words: str, numbered: bool, emphasised: bool) -> bool:
    """Say whether a whole line, its clause number taken off, could be a heading.

    `numbered` says that a clause number stood before it, `emphasised` that all of it is bold or underlined. A line
    in capitals is one; after a number, or when emphasised, a short phrase that is no sentence is one too.
    """
    words = words.strip()
    if not words or len(words) > 120 or words[-1] in ",;?!" or is_contents_line(words):
        return False
    found = _WORD.findall(words)
    if not found:
        return False
    if found[0].lower() in _NO_TITLE and (":" in words or len(found) == 1):
        return False
    if in_capitals(words):
        return len(found) <= 14 and sum(map(len, found)) >= 4
    if not (numbered or emphasised) or not words[0].isupper() or _VERBS & {w.lower() for w in found}:
        return False
    ended = words.endswith((".", ":"))
    return len(found) <= (4 if ended else 12)


def is_sentence(text: str) -> bool:
    """Say whether a text is more than a heading, whatever its style: a clause, an item, a line of an address.

    Whole clauses are often set in a heading's style for the sake of its number.
    """
    words = text.strip()
    if len(words) > 150 or words.endswith((",", ";", "; or", "; and", "; en", "; of")):
        return True
    found = _WORD.findall(words)
    if found and found[0][0].islower() and words[0].isalpha() and len(found) > 3:
        return True
    ended = words.endswith((".", ":"))
    return (ended and len(found) > 8) or (len(found) > 6 and not in_capitals(words) and bool(_VERBS & set(found)))


def run_in_title(text: str, start: int, numbered: bool) -> str | None:
    """Return the heading that runs into a clause, or None. `start` is the offset after the clause number."""
    match = _RUN_IN.match(text, start)
    if not match or not (match["rest"].isupper() or match["rest"] in "\"'“‘(„" or match["rest"].isdigit()):
        return None
    title = _SIGN_AFTER.sub("", match["title"]).strip(" \t\"'“”„")
    found = _WORD.findall(title)
    if not found or len(found) > 9 or len(title) < 4 or found[0].lower() in _NO_TITLE:
        return None
    if in_capitals(title):
        return title
    capitalised = all(w[0].isupper() or w.lower() in _SMALL for w in found)
    if not title[0].isupper() or _VERBS & {w.lower() for w in found}:
        return None
    if capitalised and (numbered or len(found[0]) > 4):
        return title
    return title if numbered and len(found) <= 4 else None


def in_capitals(text: str) -> bool:
    """Say whether (nearly) all letters of a text, three or more, are capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)
