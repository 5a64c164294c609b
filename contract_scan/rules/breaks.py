"""Sentences broken over two blocks: by a page break, by a running line such as "Source: …", or by a reader."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from contract_scan.document import Block, Document
from contract_scan.language_data import running_words, stop_words
from contract_scan.rules.enumerators import typed_enumerator
from contract_scan.rules.sentences import Piece

#: Blocks of these kinds stand beside the text, in whatever order a reader gives them: a sentence goes on past them.
BESIDE = frozenset(("header", "footer", "footnote", "endnote", "comment", "text_box", "annotation"))
#: A line that runs between two pages has no more characters than this.
RUNNING = 120
#: Half a sentence that goes on with a capital has at least this many characters; less is a label or a signature.
LEAST = 40

_FIRST_WORD = re.compile(r"[-–—\s\[(]*([^\W\d_]+|\d+)")
_LAST_WORD = re.compile(r"([^\W\d_]+),?\s*$")


def is_running(text: str, block: Block) -> bool:
    """Say whether a block stands beside the text or is a line that runs between two pages: a page number, a source."""
    if block.kind in BESIDE:
        return True
    if block.kind != "paragraph" or len(block.span) > RUNNING:
        return False
    words = text[block.span.start : block.span.end].strip()
    first = _FIRST_WORD.match(words)
    if first is None:
        return False
    rest = words[first.end() :].lstrip()
    numbered = first.group(1).isdigit() and not rest.strip("-–—])., ")
    named = first.group(1).lower() in running_words(block.language) and (rest[:1] == ":" or rest[:1].isdigit())
    return numbered or named


def broken_sentences(document: Document, cut: Sequence[Sequence[Piece]], running: Collection[int]) -> dict[int, int]:
    """Return, by the index of a block whose last sentence goes on elsewhere, the index of the block it goes on in.

    `running` are the blocks to be passed over and `cut` the pieces of each block; a block without any (a heading) goes
    on nowhere and continues nothing.
    """
    found: dict[int, int] = {}
    last: int | None = None
    for index in range(len(document.blocks)):
        if index in running:
            continue
        halves = last is not None and cut[last] and cut[index]
        if last is not None and halves and _goes_on(document, last, cut[last][-1], index, cut[index][0]):
            found[last] = index
        last = index
    return found


def _goes_on(document: Document, first: int, half: Piece, second: int, rest: Piece) -> bool:
    """Say whether the last piece of one block is half a sentence and the first piece of another its other half."""
    text, block, following = document.text, document.blocks[first], document.blocks[second]
    words, after = text[half.span.start : half.span.end].rstrip(), text[rest.span.start : rest.span.start + 1]
    if not (words[-1:].isalnum() or words[-1:] == ",") or "table_cell" in (block.kind, following.kind):
        return False
    if following.number or typed_enumerator(text, following):
        return False
    if after.islower():
        return True
    ending = _LAST_WORD.search(words)
    awaits = ending is not None and ending.group(1) in stop_words(block.language)
    return awaits and after.isalpha() and len(words) >= LEAST
