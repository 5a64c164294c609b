"""Where a quote stood, who wrote it and that it was hidden is said in every report for people."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document as WordDocument

from contract_scan.document import Block, Document, DocumentBuilder, Mark, Source, Span
from contract_scan.finding import Finding, Revision, Standing
from contract_scan.report.phrases import place, revision
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup

VETO = "The University shall not publish the Results without the prior written consent of the Company."


def _found(document: Document, setup: Setup) -> Finding:
    findings = scan_document(document, setup).findings
    return next(f for f in findings if f.kind == "publication_restriction")


def _word(folder: Path, *, hidden: bool = False, comment: bool = False) -> Path:
    """Write an agreement whose veto stands in a hidden run, in a comment, or plainly."""
    word = WordDocument()
    word.add_paragraph("This agreement is about research on bridges and roads in the province.")
    run = word.add_paragraph().add_run("The parties work together." if comment else VETO)
    run.font.hidden = hidden or None
    if comment:
        word.add_comment(run, text=VETO, author="Mei Lin")
    data = io.BytesIO()
    word.save(data)
    path = folder / "draft.docx"
    path.write_bytes(data.getvalue())
    return path


def _place(path: Path, setup: Setup, language: str) -> str:
    from contract_scan import read_document

    return place(_found(read_document(path, setup.readers), setup), language)


def test_text_with_neither_clause_nor_page_is_placed_by_its_paragraph(tmp_path: Path, setup: Setup) -> None:
    assert _place(_word(tmp_path), setup, "en") == "paragraph 2"
    assert _place(_word(tmp_path), setup, "nl") == "alinea 2"


def test_hidden_text_is_called_hidden(tmp_path: Path, setup: Setup) -> None:
    assert _place(_word(tmp_path, hidden=True), setup, "en") == "paragraph 2, hidden text"


def test_what_stands_in_a_comment_is_attributed_to_its_author(tmp_path: Path, setup: Setup) -> None:
    assert _place(_word(tmp_path, comment=True), setup, "en").startswith("comment by Mei Lin")
    assert _place(_word(tmp_path, comment=True), setup, "nl").startswith("opmerking van Mei Lin")


@pytest.mark.parametrize(
    ("kind", "wanted"), [("footnote", "footnote"), ("table_cell", "table cell"), ("header", "header")]
)
def test_text_outside_the_body_is_placed_by_what_it_stands_in(kind: str, wanted: str, setup: Setup) -> None:
    builder = DocumentBuilder()
    builder.add(Block(kind, Span(0, 0), language="en"), VETO)  # type: ignore[arg-type]
    assert place(_found(builder.build(Source("draft.txt", "0" * 64, "text")), setup), "en") == wanted


def test_a_long_heading_is_cut_at_a_word(setup: Setup) -> None:
    builder = DocumentBuilder()
    builder.add(Block("paragraph", Span(0, 0), language="en", headings=("Cooperation between " * 9,)), VETO)
    found = place(_found(builder.build(Source("draft.txt", "0" * 64, "text")), setup), "en")
    assert found.endswith(" […]") and len(found) <= 64


def test_marks_in_a_span_are_the_same_as_a_look_at_every_mark() -> None:
    builder = DocumentBuilder()
    marks = [Mark("hidden", Span(a, b)) for a, b in ((0, 30), (2, 4), (5, 9), (9, 9), (8, 20), (25, 28))]
    builder.add(Block("paragraph", Span(0, 0)), "x" * 40, marks)
    document = builder.build(Source("draft.txt", "0" * 64, "text"))
    for start in range(41):
        for end in range(start, 41):
            span = Span(start, end)
            assert document.marks_in(span) == tuple(m for m in document.marks if m.span.overlaps(span))


def _tracked(marks: tuple[str, ...], kind: str = "inserted") -> Finding:
    standing = Standing("paragraph", 1, marks=marks)  # type: ignore[arg-type]
    change = Revision(kind, author="Mei Lin" if marks else None)  # type: ignore[arg-type]
    return Finding("secrecy", Span(0, 1), "x", "made.rule", standing=standing, revision=change)


def test_words_that_nobody_touched_are_not_called_inserted() -> None:
    assert revision(_tracked(()), "en") == "found only since a change elsewhere in the draft"
    assert (
        revision(_tracked((), "deleted"), "nl")
        == "alleen gevonden in het origineel, vóór een wijziging elders in het concept"
    )
    assert revision(_tracked(("inserted",)), "en").startswith("inserted by Mei Lin")
