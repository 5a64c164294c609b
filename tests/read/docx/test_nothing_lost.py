"""Nothing that Word shows is lost in silence: fields, alternatives, numbers, bound data, lost notes, one-file formats."""

from __future__ import annotations

import pytest

CLAUSE = "The Institute shall not publish any findings."


def reasons(document):
    return [part.reason for part in document.unread]


def field(code, result=""):
    kinds = ("begin", "separate", "end") if result else ("begin", "end")
    chars = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds}
    inner = f"{chars['separate']}<w:r><w:t>{result}</w:t></w:r>" if result else ""
    return f"{chars['begin']}<w:r><w:instrText>{code}</w:instrText></w:r>{inner}{chars['end']}"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("MACROBUTTON Next Click here to fill in", "Click here to fill in"),
        ("GOTOBUTTON mark See annex two", "See annex two"),
        ('QUOTE "as agreed"', "as agreed"),
        ('FILLIN "Name of the funder"', "Name of the funder"),
        (r"EQ \f(35,100)", r"\f(35,100)"),
    ],
)
def test_a_field_whose_code_is_shown_is_read(word, code, shown):
    assert word.read(f"<w:p>{word.r('Text ')}{field(code)}</w:p>").text == f"Text {shown}"


def test_a_field_with_a_result_shows_its_result_alone(word):
    assert word.read(f"<w:p>{field('QUOTE &quot;old&quot;', 'new')}</w:p>").text == "new"


def test_a_field_that_takes_text_from_elsewhere_and_stores_none_is_named(word):
    assert reasons(word.read(f"<w:p>{word.r('Text')}{field('INCLUDETEXT annex.docx')}</w:p>")) == ["docx_fields"]
    assert reasons(word.read(f"<w:p>{field('INCLUDETEXT annex.docx', 'Annex')}</w:p>")) == []
    simple = '<w:fldSimple w:instr=" DOCPROPERTY Term "/>'
    assert reasons(word.read(f"<w:p>{word.r('Text')}{simple}</w:p>")) == ["docx_fields"]


def alternate(word, requires, first, second):
    choice = f'<mc:Choice Requires="{requires}">{word.r(first)}</mc:Choice>'
    return f"<w:p><mc:AlternateContent>{choice}<mc:Fallback>{word.r(second)}</mc:Fallback></mc:AlternateContent></w:p>"


def test_of_an_alternative_that_word_does_not_know_the_fallback_is_read_and_the_other_named(word):
    document = word.read(alternate(word, "zz", "free", CLAUSE))
    assert (document.text, reasons(document)) == (CLAUSE, ["docx_alternatives"])


def test_two_forms_of_the_same_words_are_read_once_and_nothing_is_named(word):
    document = word.read(alternate(word, "wps", CLAUSE, CLAUSE))
    assert (document.text, reasons(document)) == (CLAUSE, [])


def listed(word, level):
    numbering = (
        f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>{level}</w:lvl></w:abstractNum>'
    )
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    return word.read(word.p("Text", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'), numbering=numbering)


def test_a_clause_written_as_the_text_of_a_number_or_bullet_is_read(word):
    assert listed(word, f'<w:numFmt w:val="decimal"/><w:lvlText w:val="%1. {CLAUSE}"/>').text == f"1. {CLAUSE} Text"
    assert listed(word, f'<w:numFmt w:val="bullet"/><w:lvlText w:val="{CLAUSE}"/>').text == f"{CLAUSE} Text"
    assert listed(word, '<w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1"/>').text == "Text"


def test_words_in_the_line_between_text_and_notes_are_read(word):
    notes = f'<w:footnote w:type="separator" w:id="0">{word.p(CLAUSE)}</w:footnote>'
    assert word.texts(word.read(word.p("Text"), footnotes=notes)) == [("paragraph", "Text"), ("footnote", CLAUSE)]


def test_notes_that_nothing_names_any_more_are_read(word):
    from tests.read.docx.conftest import SPACES

    body = f'<w:p>{word.r("Text")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = f'<w:footnotes {SPACES}><w:footnote w:id="2">{word.p(CLAUSE)}</w:footnote></w:footnotes>'
    assert CLAUSE in word.document(word.file(body, more={"word/footnotes.xml": notes})).text


def test_data_that_say_something_else_than_their_control_are_read_and_named(word):
    binding = '<w:dataBinding w:xpath="/x/y" w:storeItemID="{1}"/>'
    body = f"<w:p><w:sdt><w:sdtPr>{binding}</w:sdtPr><w:sdtContent>{word.r('free')}</w:sdtContent></w:sdt></w:p>"
    document = word.document(word.file(body, more={"customXml/item1.xml": f"<x><y>{CLAUSE}</y></x>"}))
    assert word.texts(document) == [("paragraph", "free"), ("form_field", CLAUSE)]
    assert reasons(document) == ["docx_bound"]
    same = word.document(word.file(body, more={"customXml/item1.xml": "<x><y>free</y></x>"}))
    assert (same.text, reasons(same)) == ("free", [])


def test_an_embedded_file_that_nothing_shows_is_named(word):
    document = word.document(word.file(word.p("Text"), more={"word/embeddings/annex.docx": "x"}))
    assert reasons(document) == ["docx_objects"]


def test_a_text_box_that_holds_a_web_page_is_read(word):
    inner = f'<v:textbox><div xmlns="http://www.w3.org/1999/xhtml">{CLAUSE}</div></v:textbox>'
    assert CLAUSE in word.read(f"<w:p><w:r><w:pict><v:shape>{inner}</v:shape></w:pict></w:r></w:p>").text


def test_many_headers_that_together_unpack_to_too_much_are_refused_before_they_are_opened(word):
    from contract_scan.read.docx.failures import DocxError
    from contract_scan.read.request import Limits

    headers = {f"word/header{number}.xml": "<x>" + " " * 400_000 + "</x>" for number in range(12)}
    data = word.file(word.p("Text"), more=headers)
    with pytest.raises(DocxError, match="4 MB"):
        word.document(data, Limits(unpacked_bytes=16_000_000))
    assert word.document(data).text == "Text"


def test_a_word_file_written_as_one_xml_file_is_read(read_as, word):
    from tests.read.docx.conftest import RELATED, SPACES

    package = "http://schemas.microsoft.com/office/2006/xmlPackage"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    named = f'<Relationship Id="r1" Type="{RELATED}/officeDocument" Target="word/document.xml"/>'
    parts = {
        "/_rels/.rels": f'<Relationships xmlns="{relations}">{named}</Relationships>',
        "/word/document.xml": f"<w:document {SPACES}><w:body>{word.p(CLAUSE)}</w:body></w:document>",
    }
    inner = "".join(f'<p:part p:name="{n}"><p:xmlData>{x}</p:xmlData></p:part>' for n, x in parts.items())
    document = read_as("draft.xml", f'<?xml version="1.0"?><p:package xmlns:p="{package}">{inner}</p:package>')
    assert (document.source.format, document.text) == ("word-xml", CLAUSE)


def test_a_word_2003_file_is_read_and_what_it_lacks_is_named(read_as):
    space = "http://schemas.microsoft.com/office/word/2003/wordml"
    body = f"<w:body><w:p><w:r><w:t>{CLAUSE}</w:t></w:r></w:p></w:body>"
    document = read_as("draft.xml", f'<?xml version="1.0"?><w:wordDocument xmlns:w="{space}">{body}</w:wordDocument>')
    assert (document.text, reasons(document)) == (CLAUSE, ["word_2003"])


def test_words_that_word_shows_only_when_pointed_at_or_not_at_all_are_read_and_marked(word):
    """A link's tooltip, the text a field did not choose, words within the code of a field, a building block."""
    link = f'<w:p><w:hyperlink w:anchor="a" w:tooltip="{CLAUSE}">{word.r("annex")}</w:hyperlink></w:p>'
    code = f'<w:instrText> IF 1 = 1 "Shown." "{CLAUSE}" </w:instrText>'
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{k}"/>{more}</w:r>' for k, more in (("begin", code), ("separate", ""))
    )
    field = f'<w:p>{field}{word.r("Shown.")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    for body, shown in ((link, "annex"), (field, "Shown.")):
        document = word.read(body)
        assert document.text == f"{shown}\n{CLAUSE}"
        assert [document.quote(mark.span) for mark in document.marks] == [CLAUSE]


def test_building_blocks_are_read_and_marked_and_the_prompts_of_blanks_are_not_read(word):
    def block(kind, text):
        return (
            f'<w:docPart><w:docPartPr><w:types><w:type w:val="{kind}"/></w:types></w:docPartPr><w:docPartBody>'
            f"{word.p(text)}</w:docPartBody></w:docPart>"
        )

    parts = f"<w:docParts>{block('bbPlcHdr', 'Click here to enter text.')}{block('autoTxt', CLAUSE)}</w:docParts>"
    document = word.read(word.p("Seen."), glossaryDocument=parts)
    assert document.text == f"Seen.\n{CLAUSE}"
    assert [document.quote(mark.span) for mark in document.marks] == [CLAUSE]


@pytest.mark.parametrize("code", ["REF x", "TITLE", "STYLEREF x", "SYMBOL 163", "=1+1", "TOC", "INCLUDEPICTURE x"])
def test_a_field_of_any_kind_that_shows_something_and_stores_nothing_is_named(word, code):
    field = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {code} </w:instrText></w:r>'
    document = word.read(f'<w:p>{field}<w:r><w:fldChar w:fldCharType="end"/></w:r>{word.r("text")}</w:p>')
    assert [part.reason for part in document.unread] == ["docx_fields"]


def test_a_margin_that_nothing_names_any_more_is_read(word):
    lost = f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{word.p(CLAUSE)}</w:hdr>'
    document = word.document(word.file(word.p("Seen."), "", {"word/header9.xml": lost}))
    assert word.texts(document) == [("paragraph", "Seen."), ("header", CLAUSE)]


def test_ink_and_a_picture_that_fills_a_shape_are_named(word):
    ink = '<w14:contentPart xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" r:id="r1"/>'
    fill = '<w:pict><v:rect><v:fill r:id="r2" type="frame"/></v:rect></w:pict>'
    for drawn in (ink, fill):
        document = word.read(f"<w:p><w:r>{drawn}</w:r>{word.r('text')}</w:p>")
        assert [part.reason for part in document.unread] == ["docx_images"]


def test_letters_of_the_colour_of_paper_are_marked_however_it_is_named(word):
    colours = ('w:val="FEFEFE"', 'w:val="auto" w:themeColor="background1"', 'w:val="F0F0F0"')
    document = word.read("".join(f"<w:p>{word.r(str(n), f'<w:color {c}/>')}</w:p>" for n, c in enumerate(colours)))
    assert [document.quote(mark.span) for mark in document.marks] == ["0", "1"]


def test_words_that_stand_in_for_a_picture_are_read_and_marked(word):
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:docPr id="1" name="Picture 1" descr="{CLAUSE}"/></wp:inline></w:drawing></w:r>'
    )
    document = word.read(f"<w:p>{word.r('Text')}{drawing}</w:p>")
    assert document.text == f"Text\n{CLAUSE}"
    assert [document.quote(mark.span) for mark in document.marks if mark.kind == "hidden"] == [CLAUSE]
    logo = drawing.replace(CLAUSE, "Logo of UvA")
    assert word.read(f"<w:p>{word.r('Text')}{logo}</w:p>").text == "Text"


def test_what_a_deleted_field_showed_by_its_code_stands_in_the_original_alone(word):
    gone = field('QUOTE "as agreed"').replace("instrText", "delInstrText")
    deleted = f'<w:del w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">{gone}</w:del>'
    document = word.read(f"<w:p>{word.r('Text ')}{deleted}</w:p>")
    assert document.text == "Text "
    assert document.original and document.original.text == "Text as agreed"


def test_letters_of_a_word_file_that_are_turned_from_right_to_left_are_named(word):
    turned = word.r("The parties \u202ekeep it\u202c secret.")
    assert reasons(word.read(f"<w:p>{turned}</w:p>")) == ["text_turned"]
    alone = f"<w:p>{word.r('Text ')}{word.r(chr(0x202E))}{word.r('keep it secret')}</w:p>"
    assert reasons(word.read(alone)) == ["text_turned"]
    assert reasons(word.read(f'<w:p><w:bdo w:val="rtl">{word.r("keep it")}</w:bdo></w:p>')) == ["text_turned"]
