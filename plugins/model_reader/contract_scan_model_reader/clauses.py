"""The clauses of a document as a model is shown them: a paragraph with the items and sub-clauses under it."""

from __future__ import annotations

from collections.abc import Iterator

from contract_scan import Block, Document, Span

#: More characters than this are not sent at once.
MOST = 4000
#: A stretch of fewer words states no term.
FEWEST_WORDS = 4


def clauses_of(document: Document) -> Iterator[Span]:
    """Yield the clauses, in reading order, none overlapping; headings and scraps of a few words are left out."""
    for span in _joined(document):
        for part in _cut(document.text, span):
            if len(document.quote(part).split()) >= FEWEST_WORDS:
                yield part


def _joined(document: Document) -> Iterator[Span]:
    """Yield each paragraph with what belongs under it, as far as that is short enough."""
    first: Block | None = None
    end = 0
    for block in document.blocks:
        if first and _is_under(block, first) and block.span.end - first.span.start <= MOST:
            end = block.span.end
            continue
        if first:
            yield Span(first.span.start, end)
        first = None if block.kind in ("heading", "title") else block
        end = block.span.end
    if first:
        yield Span(first.span.start, end)


def _is_under(block: Block, first: Block) -> bool:
    if block.kind == "list_item" and first.kind in ("paragraph", "list_item"):
        return block.clause is None or first.clause is None or _holds(first.clause, block.clause)
    return block.kind == first.kind == "paragraph" and bool(
        block.clause and first.clause and _holds(first.clause, block.clause)
    )


def _holds(clause: str, other: str) -> bool:
    """Say whether a printed clause number is that of another or above it: "7.3" of "7.3 (a)"."""
    return other == clause or other.startswith(clause + " ")


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Yield an over-long stretch in parts that end between words."""
    start = span.start
    while span.end - start > MOST:
        space = text.rfind(" ", start + 1, start + MOST)
        end = space if space > 0 else start + MOST
        yield Span(start, end)
        start = end
    yield Span(start, span.end)
