"""The document: blocks are the text, and offsets always quote it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contract_scan.document import Block, DocumentBuilder, Mark, Source, Span

SOURCE = Source("x.txt", "0" * 64, "text")


@given(st.lists(st.text()))
def test_the_blocks_joined_by_line_feeds_are_the_text(texts: list[str]) -> None:
    """No text is lost, added or counted twice."""
    builder = DocumentBuilder()
    for text in texts:
        builder.add(Block("paragraph", Span(0, 0)), text)
    document = builder.build(SOURCE)

    assert document.text == "\n".join(document.quote(block.span) for block in document.blocks)
    assert texts == [document.quote(block.span) for block in document.blocks]


@given(st.lists(st.text(min_size=1), min_size=1), st.data())
def test_every_character_belongs_to_the_block_that_is_found_at_it(texts: list[str], data: st.DataObject) -> None:
    """`block_at` agrees with the spans."""
    builder = DocumentBuilder()
    placed = [builder.add(Block("paragraph", Span(0, 0)), text) for text in texts]
    document = builder.build(SOURCE)
    block = data.draw(st.sampled_from(placed))
    offset = data.draw(st.integers(block.span.start, block.span.end - 1))

    assert document.block_at(offset) == block
    assert block in document.blocks_in(Span(offset, offset + 1))


def test_marks_are_shifted_with_their_block() -> None:
    """A reader gives marks relative to the block's own text."""
    builder = DocumentBuilder()
    builder.add(Block("paragraph", Span(0, 0)), "First.")
    builder.add(Block("paragraph", Span(0, 0)), "Second here.", [Mark("inserted", Span(7, 11), "Li")])
    document = builder.build(SOURCE)

    assert [document.quote(mark.span) for mark in document.marks] == ["here"]


def test_languages_are_shares_of_the_text_largest_first() -> None:
    """Blocks of no known language do not count."""
    builder = DocumentBuilder()
    for language, text in (("en", "a" * 30), ("nl", "b" * 70), (None, "c" * 50)):
        builder.add(Block("paragraph", Span(0, 0), language=language), text)

    assert list(builder.build(SOURCE).languages.items()) == [("nl", 0.7), ("en", 0.3)]
