"""The plain text of a document."""

from contract_scan.document import Block, DocumentBuilder, Source, Span
from contract_scan.read.plain import plain


def test_plain_text_is_one_block_a_line_with_computed_numbers_and_folded_white_space():
    builder = DocumentBuilder()
    builder.add(Block("list_item", Span(0, 0), number="7.3"), "The  Parties\tagree\nhere ")
    builder.add(Block("paragraph", Span(0, 0), number="7.4", number_in_text=True), "7.4 They pay")
    builder.add(Block("paragraph", Span(0, 0)), "  \n")
    document = builder.build(Source("x", "", "text"))
    assert plain(document) == "7.3 The Parties agree here\n7.4 They pay\n"
