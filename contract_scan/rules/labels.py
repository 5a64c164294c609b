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

_CONTENTS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|\t) *(?:\d{1,3}|[ivxl]{1,5})\s*$")
_NOUN = r"(?:article|artikel|art\.?|section|clause)\s+"
_NUMBER = re.compile(rf"\s*(?:{_NOUN})?(?:[\dIVX]+(?:\.\d+)*|[A-Za-z])[.):]?\s+", re.IGNORECASE)


def is_label(text: str, block: Block) -> bool:
    """Say whether a block is a heading or a line of a table of contents, which by itself obliges nobody."""
    words = text[block.span.start : block.span.end]
    if block.kind in ("heading", "title"):
        ends = words.rstrip()[-1:] in (".", ";", ":", ",")
        return not (ends and sum(1 for _ in word_matches(words)) >= SENTENCE_WORDS)
    return _CONTENTS.search(words) is not None


def without_run_in(text: str, found: list[Piece]) -> list[Piece]:
    """Return the pieces of a block without the heading that its first sentence may be."""
    return found[1:] if len(found) > 1 and _is_run_in(text[found[0].span.start : found[0].span.end]) else found


def _is_run_in(sentence: str) -> bool:
    if not sentence.endswith("."):
        return False
    number = _NUMBER.match(sentence)
    words = [match.group() for match in word_matches(sentence, number.end() if number else 0)]
    if len(words) <= 2:
        return True
    titled = all(word[:1].isupper() for word in words if len(word) > LITTLE)
    return len(words) <= RUN_IN_WORDS and titled and words[-1][:1].isupper()
