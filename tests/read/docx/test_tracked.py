"""Tracked changes: two views of one file, and who changed what into what, when."""

import pytest

from contract_scan.read.plain import plain

BY = ("Partner", "2026-03-01T10:00:00Z")


def marks(document):
    return [(m.kind, document.text[m.span.start : m.span.end], m.other) for m in document.marks]


def test_a_file_without_tracked_changes_has_no_original_view(word):
    assert word.read(word.p("text")).original is None


def test_a_replacement_says_in_each_view_what_the_other_reads(word):
    body = f"<w:p>{word.r('within ')}{word.changed('del', '30')}{word.changed('ins', '180')}{word.r(' days')}</w:p>"
    document = word.read(body)
    assert (document.text, document.original.text) == ("within 180 days", "within 30 days")
    assert marks(document) == [("inserted", "180", "30")]
    assert marks(document.original) == [("deleted", "30", "180")]
    assert (document.marks[0].author, document.marks[0].date) == BY


def test_an_insertion_that_replaces_nothing_says_so(word):
    document = word.read(f"<w:p>{word.r('Publish ')}{word.changed('ins', 'after approval')}</w:p>")
    assert marks(document) == [("inserted", "after approval", None)]


def test_a_deleted_paragraph_stands_in_the_original_alone(word):
    gone = f"<w:p><w:pPr>{word.mark('del')}</w:pPr>{word.changed('del', 'Free to publish.')}</w:p>"
    document = word.read(word.p("One") + gone + word.p("Two"))
    assert (document.text, document.original.text) == ("One\nTwo", "One\nFree to publish.\nTwo")
    assert [b.origin for b in document.blocks] == [(0,), (1, 2)]
    assert [b.origin for b in document.original.blocks] == [(0,), (1,), (2,)]


def test_a_clause_that_was_rewritten_as_a_whole_says_what_it_replaced(word):
    gone = f"<w:p><w:pPr>{word.mark('del')}</w:pPr>{word.changed('del', 'Free to publish.')}</w:p>"
    put = f"<w:p><w:pPr>{word.mark('ins')}</w:pPr>{word.changed('ins', 'Ask first.')}</w:p>"
    document = word.read(word.p("One") + gone + put + word.p("Two"))
    assert (document.text, document.original.text) == ("One\nAsk first.\nTwo", "One\nFree to publish.\nTwo")
    assert marks(document) == [("inserted", "Ask first.", "Free to publish.")]
    assert marks(document.original) == [("deleted", "Free to publish.", "Ask first.")]


def test_a_deleted_paragraph_mark_merges_two_paragraphs(word):
    body = f"<w:p><w:pPr>{word.mark('del')}</w:pPr>{word.r('One ')}</w:p>{word.p('two')}"
    document = word.read(body)
    assert (document.text, document.original.text) == ("One two", "One \ntwo")


def test_an_inserted_paragraph_mark_splits_one_paragraph(word):
    body = f"<w:p><w:pPr>{word.mark('ins')}</w:pPr>{word.r('One ')}</w:p>{word.p('two')}"
    document = word.read(body)
    assert (document.text, document.original.text) == ("One \ntwo", "One two")


def test_a_paragraph_never_merges_into_a_table(word):
    table = f"<w:tbl><w:tr><w:tc>{word.p('cell')}</w:tc></w:tr></w:tbl>"
    body = f"<w:p><w:pPr>{word.mark('del')}</w:pPr>{word.r('One')}</w:p>{table}{word.p('two')}"
    assert word.read(body).text == "One\ncell\ntwo"


def test_a_move_stands_at_both_ends_each_in_its_view(word):
    body = (
        f"<w:p>{word.changed('moveFrom', 'moved ')}{word.r('kept')}</w:p><w:p>{word.changed('moveTo', 'moved')}</w:p>"
    )
    document = word.read(body)
    assert (document.text, document.original.text) == ("kept\nmoved", "moved kept")
    assert [m.kind for m in (*document.marks, *document.original.marks)] == ["moved", "moved"]


@pytest.mark.parametrize(("tag", "current", "original"), [("ins", "a\nb", "a"), ("del", "a", "a\nb")])
def test_a_tracked_row_stands_in_one_view(word, tag, current, original):
    row = f"<w:tr><w:trPr><w:{tag} w:author='P'/></w:trPr><w:tc>{word.p('b')}</w:tc></w:tr>"
    document = word.read(f"<w:tbl><w:tr><w:tc>{word.p('a')}</w:tc></w:tr>{row}</w:tbl>")
    assert (document.text, document.original.text) == (current, original)


@pytest.mark.parametrize(("tag", "current", "original"), [("cellIns", "a\nb", "a"), ("cellDel", "a", "a\nb")])
def test_a_tracked_cell_stands_in_one_view(word, tag, current, original):
    cells = f"<w:tc>{word.p('a')}</w:tc><w:tc><w:tcPr><w:{tag} w:author='P'/></w:tcPr>{word.p('b')}</w:tc>"
    document = word.read(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    assert (document.text, document.original.text) == (current, original)


def test_changes_within_notes_text_boxes_and_tables_are_read(word):
    change = f"<w:p>{word.changed('del', 'old')}{word.changed('ins', 'new')}</w:p>"
    box = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{change}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc>{change}</w:tc></w:tr></w:tbl>"
    note = f'<w:p>{word.r("x")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    document = word.read(note + box + table, footnotes=f'<w:footnote w:id="1">{change}</w:footnote>')
    assert (document.text, document.original.text) == ("x\nnew\nnew\nnew", "x\nold\nold\nold")


def test_a_note_to_deleted_text_stands_in_the_original_alone(word):
    reference = (
        "<w:del w:id='1' w:author='P'><w:r><w:delText>free</w:delText><w:footnoteReference w:id='1'/></w:r></w:del>"
    )
    document = word.read(
        f"<w:p>{word.r('We are ')}{reference}</w:p>", footnotes=f'<w:footnote w:id="1">{word.p("note")}</w:footnote>'
    )
    assert (document.text, document.original.text) == ("We are ", "We are free\nnote")


def test_text_inserted_and_deleted_again_is_named_as_in_neither_view(word):
    both = f"<w:ins w:id='1' w:author='A'>{word.changed('del', 'gone')}</w:ins>"
    document = word.read(f"<w:p>{word.r('kept')}{both}</w:p>")
    assert (document.text, document.original.text) == ("kept", "kept")
    assert [u.reason for u in document.unread] == ["docx_inserted_and_deleted"]


def test_a_deleted_field_shows_its_result_in_the_original_alone(word):
    parts = ["<w:fldChar w:fldCharType='begin'/>", "<w:delInstrText>REF</w:delInstrText>"]
    parts += ["<w:fldChar w:fldCharType='separate'/>", "<w:delText>7.3</w:delText>", "<w:fldChar w:fldCharType='end'/>"]
    gone = "".join(f"<w:del w:id='1' w:author='P'><w:r>{part}</w:r></w:del>" for part in parts)
    document = word.read(f"<w:p>{word.r('see ')}{gone}{word.r('!')}</w:p>")
    assert (document.text, document.original.text) == ("see !", "see 7.3!")


def test_clause_numbers_are_counted_in_each_view(word):
    numbering = word.numbering(("decimal", "%1."))
    listed = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    inserted = f"<w:p><w:pPr>{listed}{word.mark('ins')}</w:pPr>{word.changed('ins', 'New')}</w:p>"
    document = word.read(word.item("First", 0) + inserted + word.item("Last", 0), numbering=numbering)
    assert plain(document) == "1. First\n2. New\n3. Last\n"
    assert plain(document.original) == "1. First\n2. Last\n"


def test_a_tracked_change_of_numbering_is_undone_in_the_original(word):
    now = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    body = word.p("Item", f"{now}<w:pPrChange w:id='1' w:author='P'><w:pPr/></w:pPrChange>")
    document = word.read(body, numbering=word.numbering(("decimal", "%1.")))
    assert (plain(document), plain(document.original)) == ("1. Item\n", "Item\n")
