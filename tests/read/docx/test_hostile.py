"""Hostile and broken files cost bounded time and memory, one clear sentence, and nothing else."""

import pytest

from contract_scan.document import Unread
from contract_scan.errors import ReadError
from contract_scan.messages import LANGUAGES, find
from contract_scan.read.docx import DocxReader
from contract_scan.read.request import Limits, ReadRequest


def refused(word, data, **limits):
    with pytest.raises(ReadError) as caught:
        word.document(data, Limits(**limits))
    sentences = [caught.value.sentence(language) for language in LANGUAGES]
    assert all("draft.docx" in sentence and "{" not in sentence for sentence in sentences)
    return caught.value.key


def test_ten_thousand_nested_tables_lose_no_text(word):
    depth = 10_000
    nest = "<w:tbl><w:tr><w:tc>" * depth + word.p("deep") + f"{word.p('x')}</w:tc></w:tr></w:tbl>" * depth
    document = word.read(word.p("first") + nest + word.p("last"))
    texts = [text for _, text in word.texts(document)]
    assert (texts[0], texts[1], texts.count("x"), texts[-1]) == ("first", "deep", depth, "last")
    assert document.unread == (Unread("docx_nested_too_deep", details={"limit": 200}),)


def test_text_within_ten_thousand_wrappers_is_read(word):
    wrapped = "<w:smartTag>" * 10_000 + word.r("deep") + "</w:smartTag>" * 10_000
    assert word.read(f"<w:p>{wrapped}</w:p>{word.p('next')}").text == "deep\nnext"


def test_empty_paragraphs_by_the_hundred_thousand_make_no_blocks(word):
    assert word.read(word.p("a") + "<w:p/>" * 200_000 + word.p("z")).text == "a\nz"


def test_a_part_that_unpacks_to_too_much_is_refused(word):
    data = word.file(word.p("0" * 9_000_000))
    assert len(data) < 100_000
    assert refused(word, data, unpacked_bytes=8_000_000) == "unpacks_to_too_much"


ENTITIES = {
    "exponential": '<!DOCTYPE d [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    "external": '<!DOCTYPE d [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
}


MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document_of(body, declared=""):
    return f'{declared}<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>'


@pytest.mark.parametrize("declared", ENTITIES.values(), ids=ENTITIES.keys())
def test_entities_are_refused_not_expanded(word, declared):
    data = word.archive({"word/document.xml": document_of(word.p("&b;"), declared)})
    assert refused(word, data) == "entities"


def test_styles_and_lists_that_go_round_in_circles_are_read(word):
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = word.p("x", '<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    assert word.read(body, styles=styles, numbering=numbering).text == "x"


def test_reading_stops_at_the_limit_of_text_and_says_so(word):
    document = word.read(word.p("word " * 10) * 100, limits=Limits(characters=500))
    assert len(document.text) < 600
    assert [u.reason for u in document.unread] == ["docx_cut_short"]


def test_reading_stops_at_the_limit_of_blocks_and_says_so(word):
    document = word.read(word.p("x") * 100, limits=Limits(blocks=10))
    assert len(document.blocks) <= 11
    assert [u.reason for u in document.unread] == ["docx_cut_short"]


def test_a_truncated_file_is_named_as_incomplete(word):
    assert refused(word, word.file(word.p("x"))[:-40]) == "incomplete"


def test_something_that_is_no_archive_is_named_as_no_word_file(word):
    assert refused(word, b"just text") == "not_word"


def test_an_archive_of_something_else_is_named_as_no_word_file(word):
    assert refused(word, word.file(word.p("x")).replace(b"word/", b"xlsx/")) == "not_word"


def test_a_body_that_is_no_xml_is_named_as_damaged(word):
    assert refused(word, word.archive({"word/document.xml": "<w:document><w:body>"})) == "body_damaged"


def test_an_office_file_with_a_password_is_named_as_such(word):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert refused(word, ole + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert refused(word, ole + bytes(100)) == "old_word"


def test_a_damaged_part_costs_that_part_alone(word):
    document = word.read(word.p("text"), footnotes="<w:broken")
    assert document.text == "text"
    assert document.unread == (Unread("docx_part_damaged", details={"part": "word/footnotes.xml"}),)


def test_a_missing_part_is_named(word):
    office = "http://schemas.openxmlformats.org"
    relation = f'<Relationship Type="{office}/officeDocument/2006/relationships/comments" Target="gone.xml"/>'
    relations = f'<Relationships xmlns="{office}/package/2006/relationships">{relation}</Relationships>'
    parts = {"word/document.xml": document_of(word.p("x")), "word/_rels/document.xml.rels": relations}
    missing = Unread("docx_part_missing", details={"part": "word/gone.xml"})
    assert word.document(word.archive(parts)).unread == (missing,)


def test_the_reader_knows_its_files_by_their_first_bytes(word):
    data = word.file(word.p("x"))
    assert DocxReader().recognises(data[:4096])
    assert not DocxReader().recognises(b"%PDF-1.7")
    assert not DocxReader().recognises(data[:4096].replace(b"word/", b"xl/  "))


def test_every_reason_has_a_sentence_in_each_language():
    counted = ["images", "objects", "charts", "controls", "documents", "numbers", "stray_notes"]
    named = ["other_document", "part_missing", "part_damaged", "nested_too_deep", "inserted_and_deleted", "cut_short"]
    for reason in [*counted, *named]:
        assert all(find(f"unread.docx_{reason}", language) for language in LANGUAGES), reason


def test_no_error_carries_document_text(word):
    with pytest.raises(ReadError) as caught:
        DocxReader().read(ReadRequest("draft.docx", word.archive({"word/document.xml": "<w:document>Very secret"})))
    assert "secret" not in str(caught.value)


def test_one_text_longer_than_the_limit_is_read_up_to_it_and_that_is_said(word):
    document = word.read(word.p("word " * 1_000) + word.p("after"), limits=Limits(characters=500))
    assert len(document.text) == 500
    assert [u.reason for u in document.unread] == ["docx_cut_short"]


def test_a_number_longer_than_is_read_is_named(word):
    numbering = word.numbering(("decimal", "%1. " + "word " * 300))
    document = word.read(word.item("Text", 0), numbering=numbering)
    assert [u.reason for u in document.unread] == ["docx_long_numbers"]
