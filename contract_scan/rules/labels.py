"""What names a clause without being one: headings, lines of a table of contents, and headings run into their text."""

from __future__ import annotations

import re

from contract_scan.document import Block
from contract_scan.rules.folding import word_matches
from contract_scan.rules.sentences import Piece

#: A heading of this many words that ends as a sentence is read as one: a style may be misused.
SENTENCE_WORDS = 6
#: How many words a heading run into its paragraph has at most: "11.5 Compliance with Export Laws. Partner shall …".
RUN_IN_WORDS = 8
#: A word of this many letters may begin small in a heading: "with", "from".
LITTLE = 4
#: A block styled as a heading with this many words is text, however it ends.
HEADING_WORDS = 16
#: A line of a table of contents has no more words than this.
CONTENTS_WORDS = 20

_LEADERS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,})\s*\d{0,3}\s*$")
_CONTENTS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|\t) *(?:\d{1,3}|[ivxl]{1,5})\s*$")
_PAGE_ENDS = tuple("0123456789ivxl")
_NOUN = r"(?:article|artikel|art\.?|section|clause)\s+"
_NUMBER = re.compile(rf"\s*(?:{_NOUN})?(?:[\dIVX]+(?:\.\d+)*|[A-Za-z])[.):]?\s+", re.IGNORECASE)


def is_label(text: str, block: Block, *, among_contents: bool = False) -> bool:
    """Say whether a block is a heading or a line of a table of contents, which by itself obliges nobody.

    `among_contents` says that the block before or after it ends like such a line; one that stands alone must read as
    a title too, for a sentence with a blank to be filled in may end in dots and a figure.
    """
    words = text[block.span.start : block.span.end]
    if block.kind in ("heading", "title"):
        count = sum(1 for _ in word_matches(words))
        ends = words.rstrip()[-1:] in (".", ";", ":", ",")
        return not (count >= HEADING_WORDS or (ends and count >= SENTENCE_WORDS))
    contents = _CONTENTS.search(words) if words.rstrip()[-1:] in _PAGE_ENDS else None
    if contents is None or sum(1 for _ in word_matches(words)) > CONTENTS_WORDS:
        return False
    return among_contents or _is_title(_words(words[: contents.start()]))


def ends_in_page(text: str, block: Block) -> bool:
    """Say whether a block ends as a line of a table of contents does: in dots or a tab, and the number of a page."""
    start, end = max(block.span.start, block.span.end - 80), block.span.end
    return text[start:end].rstrip()[-1:] in _PAGE_ENDS and _CONTENTS.search(text, start, end) is not None


def clauses_only(text: str, found: list[Piece]) -> list[Piece]:
    """Return the pieces of a block without the heading its first may be, and without entries of a table of contents."""
    if len(found) > 1 and _is_run_in(text[found[0].span.start : found[0].span.end]):
        found = found[1:]
    return [piece for piece in found if not _is_entry(text[piece.span.start : piece.span.end])]


def _is_run_in(sentence: str) -> bool:
    words = _words(sentence)
    short = len(words) <= 2 and all(word[:1].isupper() or word.isdigit() for word in words[:1])
    return sentence.endswith(".") and (short or (len(words) <= RUN_IN_WORDS and _is_title(words)))


def _is_entry(sentence: str) -> bool:
    """Say whether a piece is an entry of a table of contents that was read as one paragraph: a title, then dots."""
    leaders = _LEADERS.search(sentence) if any(dots in sentence for dots in ("....", ". . .", "……")) else None
    return leaders is not None and _is_title(_words(sentence[: leaders.start()]))


def _words(sentence: str) -> list[str]:
    """Return the words of a sentence without the number before it."""
    number = _NUMBER.match(sentence)
    return [match.group() for match in word_matches(sentence, number.end() if number else 0)]


def _is_title(words: list[str]) -> bool:
    titled = all(word[:1].isupper() for word in words if len(word) > LITTLE)
    return bool(words) and titled and words[-1][:1].isupper()
