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
#: A line of a table of contents has no more words than this.
CONTENTS_WORDS = 20

_LEADERS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,})\s*\d{0,3}\s*$")
_CONTENTS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|\t) *(?:\d{1,3}|[ivxl]{1,5})\s*$")
_NOUN = r"(?:article|artikel|art\.?|section|clause)\s+"
_NUMBER = re.compile(rf"\s*(?:{_NOUN})?(?:[\dIVX]+(?:\.\d+)*|[A-Za-z])[.):]?\s+", re.IGNORECASE)


def is_label(text: str, block: Block) -> bool:
    """Say whether a block is a heading or a line of a table of contents, which by itself obliges nobody."""
    words = text[block.span.start : block.span.end]
    if block.kind in ("heading", "title"):
        ends = words.rstrip()[-1:] in (".", ";", ":", ",")
        return not (ends and sum(1 for _ in word_matches(words)) >= SENTENCE_WORDS)
    return _CONTENTS.search(words) is not None and sum(1 for _ in word_matches(words)) <= CONTENTS_WORDS


def clauses_only(text: str, found: list[Piece]) -> list[Piece]:
    """Return the pieces of a block without the heading its first may be, and without entries of a table of contents."""
    if len(found) > 1 and _is_run_in(text[found[0].span.start : found[0].span.end]):
        found = found[1:]
    return [piece for piece in found if not _is_entry(text[piece.span.start : piece.span.end])]


def _is_run_in(sentence: str) -> bool:
    words = _words(sentence)
    return sentence.endswith(".") and (len(words) <= 2 or (len(words) <= RUN_IN_WORDS and _is_title(words)))


def _is_entry(sentence: str) -> bool:
    """Say whether a piece is an entry of a table of contents that was read as one paragraph: a title, then dots."""
    leaders = _LEADERS.search(sentence)
    return leaders is not None and _is_title(_words(sentence[: leaders.start()]))


def _words(sentence: str) -> list[str]:
    """Return the words of a sentence without the number before it."""
    number = _NUMBER.match(sentence)
    return [match.group() for match in word_matches(sentence, number.end() if number else 0)]


def _is_title(words: list[str]) -> bool:
    titled = all(word[:1].isupper() for word in words if len(word) > LITTLE)
    return bool(words) and titled and words[-1][:1].isupper()
