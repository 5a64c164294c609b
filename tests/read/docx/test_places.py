"""Every place where text can stand in a Word file is read once, and says what it is."""

import pytest

from contract_scan.document import Cell


def field(code, result):
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        char.format("begin")
        + f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        + char.format("separate")
        + f"<w:r><w:t>{result}</w:t></w:r>"
        + char.format("end")
    )


INLINE = {
    "hyperlink": "<w:hyperlink>{}</w:hyperlink>",
    "simple field": '<w:fldSimple w:instr="REF a">{}</w:fldSimple>',
    "smart tag": "<w:smartTag>{}</w:smartTag>",
    "custom XML": "<w:customXml>{}</w:customXml>",
    "content control": "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "direction": '<w:bdo w:val="ltr">{}</w:bdo>',
    "an element of a later version": "<w:future>{}</w:future>",
}


@pytest.mark.parametrize("wrapper", INLINE.values(), ids=INLINE.keys())
def test_text_in_an_inline_wrapper_stands_where_it_is_printed(word, wrapper):
    body = f"<w:p>{word.r('No ')}{wrapper.format(word.r('veto'))}{word.r(' here')}</w:p>"
    assert word.read(body).text == "No veto here"


BLOCK = {
    "content control": "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "custom XML": "<w:customXml>{}</w:customXml>",
    "alternative content": (
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
    ),
}


@pytest.mark.parametrize("wrapper", BLOCK.values(), ids=BLOCK.keys())
def test_paragraphs_in_a_block_wrapper_are_read_once(word, wrapper):
    inner = word.p("held")
    body = word.p("before") + wrapper.replace("{}", inner) + word.p("after")
    assert word.read(body).text == "before\nheld\nafter"


def test_a_complex_field_is_read_as_its_result_without_its_code(word):
    assert word.read(f"<w:p>{word.r('See clause ')}{field('REF _Ref1', '7.3')}</w:p>").text == "See clause 7.3"


def test_a_field_within_the_code_of_a_field_does_not_show(word):
    inner = field("MERGEFIELD x", "inner")
    body = f"<w:p>{field('IF ', 'shown').replace('IF </w:instrText></w:r>', 'IF </w:instrText></w:r>' + inner)}</w:p>"
    assert word.read(body).text == "shown"


def test_a_field_that_never_ends_hides_nothing(word):
    body = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{word.r("the veto")}</w:p>{word.p("next")}'
    assert word.read(body).text == "the veto\nnext"


def test_a_field_that_spans_paragraphs_hides_nothing(word):
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    separate, end = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = f"<w:p>{begin}{separate}{word.r('One')}</w:p><w:p>{word.r('Two')}{end}</w:p>"
    assert word.read(body).text == "One\nTwo"


@pytest.mark.parametrize(
    ("state", "sign"), [('<w:checked w:val="1"/>', "☒"), ('<w:checked w:val="0"/>', "☐"), ("", "☐")]
)
def test_a_form_check_box_is_read_as_its_box(word, state, sign):
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar>'
    body = f'<w:p><w:r>{begin}</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>{word.r(" agreed")}</w:p>'
    assert word.read(body).text == f"{sign} agreed"


@pytest.mark.parametrize(("state", "entry"), [('<w:result w:val="1"/>', "civil"), ("", "military")])
def test_a_form_list_is_read_as_the_entry_that_was_chosen(word, state, entry):
    entries = '<w:listEntry w:val="military"/><w:listEntry w:val="civil"/>'
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{state}{entries}</w:ddList></w:ffData></w:fldChar>'
    body = f'<w:p><w:r>{begin}</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>{word.r(" use")}</w:p>'
    assert word.read(body).text == f"{entry} use"


def test_a_table_is_read_cell_by_cell_with_row_and_column(word):
    def cell(text, span=""):
        return f"<w:tc><w:tcPr>{span}</w:tcPr>{word.p(text)}</w:tc>"

    first = cell("wide", '<w:gridSpan w:val="2"/>') + cell("c")
    rows = f"<w:tr>{first}</w:tr><w:tr>{cell('d')}{cell('e')}{cell('f')}</w:tr>"
    document = word.read(f"<w:tbl>{rows}</w:tbl>")
    assert [(b.kind, b.cell) for b in document.blocks] == [
        ("table_cell", Cell(0, 0, 0)),
        ("table_cell", Cell(0, 0, 2)),
        ("table_cell", Cell(0, 1, 0)),
        ("table_cell", Cell(0, 1, 1)),
        ("table_cell", Cell(0, 1, 2)),
    ]


def test_a_nested_table_is_a_table_of_its_own(word):
    inner = f"<w:tbl><w:tr><w:tc>{word.p('inner')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{word.p('outer')}{inner}{word.p('again')}</w:tc></w:tr></w:tbl>"
    document = word.read(outer)
    assert [(document.text[b.span.start : b.span.end], b.cell.table) for b in document.blocks] == [
        ("outer", 0),
        ("inner", 1),
        ("again", 0),
    ]


def test_a_text_box_is_read_once_after_its_paragraph(word):
    content = f"<w:txbxContent>{word.p('boxed')}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
    body = f"<w:p>{word.r('host')}<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r></w:p>"
    assert word.texts(word.read(body)) == [("paragraph", "host"), ("text_box", "boxed")]


def test_a_watermark_drawn_as_lettering_is_read(word):
    body = '<w:p><w:r><w:pict><v:shape><v:textpath string="CONFIDENTIAL"/></v:shape></w:pict></w:r></w:p>'
    assert word.texts(word.read(body)) == [("text_box", "CONFIDENTIAL")]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_stands_after_the_paragraph_that_refers_to_it(word, kind):
    line = f'<w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    notes = f'{line}<w:{kind} w:id="2">{word.p("but see 4")}</w:{kind}>'
    body = f'<w:p>{word.r("Free")}<w:r><w:{kind}Reference w:id="2"/></w:r>{word.r(" to publish")}</w:p>{word.p("Next")}'
    document = word.read(body, **{f"{kind}s": notes})
    assert word.texts(document) == [("paragraph", "Free to publish"), (kind, "but see 4"), ("paragraph", "Next")]


def test_a_note_that_nothing_refers_to_is_named(word):
    document = word.read(word.p("text"), footnotes=f'<w:footnote w:id="5">{word.p("stray")}</w:footnote>')
    assert document.text == "text"
    assert [(u.reason, u.details) for u in document.unread] == [("docx_stray_notes", {"count": 1})]


def test_headers_and_footers_are_read_once_each(word):
    same = word.p("Confidential draft")
    document = word.read(word.p("text"), header1=same, header2=same, footer1=word.p("Page 1"))
    assert word.texts(document) == [("paragraph", "text"), ("header", "Confidential draft"), ("footer", "Page 1")]


def test_a_comment_says_who_wrote_it_when_and_about_which_words(word):
    start, end = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
    body = f"<w:p>{word.r('We may ')}{start}{word.r('never publish')}{end}{word.r('.')}</w:p>"
    note = f'<w:comment w:id="7" w:author="Legal" w:date="2026-02-03T09:00:00Z">{word.p("Why?")}</w:comment>'
    document = word.read(body, comments=note)
    comment = document.blocks[-1]
    assert (comment.kind, comment.author, comment.date) == ("comment", "Legal", "2026-02-03T09:00:00Z")
    assert document.text[comment.about.start : comment.about.end] == "never publish"


def test_a_comment_on_whole_paragraphs_is_about_all_of_them(word):
    body = (
        f'<w:commentRangeStart w:id="7"/>{word.p("One")}{word.p("Two")}<w:commentRangeEnd w:id="7"/>{word.p("Three")}'
    )
    document = word.read(body, comments=f'<w:comment w:id="7" w:author="A">{word.p("Both")}</w:comment>')
    about = document.blocks[-1].about
    assert document.text[about.start : about.end] == "One\nTwo"


def test_signs_are_read_as_the_characters_they_print(word):
    run = "<w:r><w:t>dual</w:t><w:noBreakHyphen/><w:t>use</w:t><w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t></w:r>"
    assert word.read(f"<w:p>{run}</w:p>").text == "dual-use\tx\ny"


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [("Wingdings", "F0FE", "☒"), ("Symbol", "F0B3", "≥"), ("Arial", "20AC", "€"), ("Webdings", "F021", "\ufffd")],
)
def test_a_symbol_is_never_nothing(word, font, code, sign):
    body = f'<w:p><w:r><w:sym w:font="{font}" w:char="{code}"/></w:r></w:p>'
    assert word.read(body).text == sign


def test_soft_hyphens_do_not_split_words(word):
    typed = word.r("geheim\u00adhouding")
    assert word.read(f"<w:p>{typed}<w:r><w:softHyphen/></w:r></w:p>").text == "geheimhouding"


def test_formulas_are_read(word):
    assert word.read("<w:p><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath></w:p>").text == "E=mc"


@pytest.mark.parametrize(("tag", "kind"), [("vanish", "hidden"), ("strike", "struck"), ("dstrike", "struck")])
def test_hidden_and_struck_text_is_read_and_marked(word, tag, kind):
    document = word.read(f"<w:p>{word.r('Shown ')}{word.r('secret', f'<w:{tag}/>')}</w:p>")
    assert [(m.kind, document.text[m.span.start : m.span.end]) for m in document.marks] == [(kind, "secret")]


def test_text_hidden_by_its_style_is_marked(word):
    style = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    run = word.r("secret", '<w:rStyle w:val="H"/>')
    document = word.read(f"<w:p>{run}</w:p>", styles=style)
    assert [m.kind for m in document.marks] == ["hidden"]


def test_a_content_control_that_nobody_filled_in_is_a_blank(word):
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    document = word.read(
        f"<w:p>{word.r('By ')}{control.format(word.r('Click here'))}</w:p>{control.format(word.p('Choose'))}"
    )
    assert [(m.kind, document.text[m.span.start : m.span.end]) for m in document.marks] == [
        ("blank", "Click here"),
        ("blank", "Choose"),
    ]


def test_the_title_of_the_file_is_kept(word):
    assert word.document(word.file(word.p("x"), title="Draft &amp; co")).source.title == "Draft & co"


def test_a_heading_style_makes_a_heading_but_a_whole_clause_in_it_stays_a_clause(word):
    style = '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    clause = "The Parties shall keep the results of the Project confidential and shall not disclose them to anyone."
    pstyle = '<w:pStyle w:val="H2"/>'
    document = word.read(word.p("Confidentiality", pstyle) + word.p(clause, pstyle), styles=style)
    assert [(b.kind, b.headings) for b in document.blocks] == [("heading", ()), ("paragraph", ("Confidentiality",))]


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<w:r><w:drawing><a:blip/></w:drawing></w:r>", "docx_images"),
        ("<w:r><w:object><o:OLEObject/></w:object></w:r>", "docx_objects"),
        ("<w:r><w:control/></w:r>", "docx_controls"),
    ],
)
def test_what_holds_text_that_is_not_read_is_named(word, markup, reason):
    document = word.read(f"<w:p>{markup}{markup}</w:p>")
    assert [(u.reason, u.details) for u in document.unread] == [(reason, {"count": 2})]


def test_the_strict_variant_of_the_format_is_read(word):
    main = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<w:document xmlns:w="{main}"><w:body>{word.p("strict")}</w:body></w:document>'
    assert word.document(word.archive({"word/document.xml": body})).text == "strict"


def test_the_text_of_a_diagram_is_read(word):
    office = "http://schemas.openxmlformats.org"
    space = f'xmlns:a="{office}/drawingml/2006/main"'
    diagram = f"<d {space}><a:p><a:r><a:t>Steering </a:t></a:r><a:r><a:t>committee</a:t></a:r></a:p></d>"
    relation = f'<Relationship Type="{office}/officeDocument/2006/relationships/diagramData" Target="d.xml"/>'
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{office}/wordprocessingml/2006/main"><w:body/></w:document>',
        "word/_rels/document.xml.rels": f'<R xmlns="{office}/package/2006/relationships">{relation}</R>',
        "word/d.xml": diagram,
    }
    assert word.texts(word.document(word.archive(parts))) == [("text_box", "Steering committee")]


@pytest.mark.parametrize("code", ["AUTONUM", "LISTNUM NumberDefault"])
def test_fields_without_a_stored_number_are_named(word, code):
    body = f"<w:p>{field(code, '')}{word.r(' text')}</w:p><w:p>{field('REF LISTNUM', '7.3')}</w:p>"
    assert [(u.reason, u.details) for u in word.read(body).unread] == [("docx_numbers", {"count": 1})]


@pytest.mark.parametrize(
    ("look", "paragraph", "kinds"),
    [
        ('<w:color w:val="FFFFFF"/>', "", ["hidden"]),
        ('<w:color w:val="ffffff"/>', '<w:shd w:val="clear" w:fill="1F3864"/>', []),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>', "", []),
        ('<w:color w:val="1F3864"/>', "", []),
        ('<w:sz w:val="2"/>', "", ["hidden"]),
        ('<w:sz w:val="16"/>', "", []),
    ],
)
def test_white_and_tiny_letters_are_marked_as_hidden_and_white_on_a_colour_is_not(word, look, paragraph, kinds):
    run = f"<w:r><w:rPr>{look}</w:rPr><w:t>Nobody sees this.</w:t></w:r>"
    document = word.read(f"<w:p><w:pPr>{paragraph}</w:pPr>{run}</w:p>")
    assert document.text == "Nobody sees this."
    assert [mark.kind for mark in document.marks] == kinds
