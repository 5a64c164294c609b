""".odt and .rtf, read on a machine without LibreOffice as on any other."""

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_scan.errors import ReadError
from contract_scan.read import FileError, Limits
from contract_scan.read.office import reader as module
from contract_scan.read.plain import plain
from contract_scan.read.request import ReadRequest
from contract_scan.read.rtf.reader import read_rtf

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    ]
)
DUBLIN = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


@pytest.fixture(autouse=True)
def without(monkeypatch):
    """A machine without LibreOffice."""
    monkeypatch.setattr(module, "libreoffice", lambda: None)


def odt(body, styles="", looks="", **parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        content = f"<office:automatic-styles>{looks}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        archive.writestr(
            "content.xml", f"<office:document-content {SPACES} {DUBLIN}>{content}</office:document-content>"
        )
        if styles:
            master = f"<office:master-styles><style:master-page>{styles}</style:master-page></office:master-styles>"
            archive.writestr("styles.xml", f"<office:document-styles {SPACES}>{master}</office:document-styles>")
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return file.getvalue()


def region(name, kind, content=""):
    info = "<office:change-info><dc:creator>Partner</dc:creator><dc:date>2026-03-01T10:00:00</dc:date></office:change-info>"
    return f'<text:changed-region text:id="{name}"><text:{kind}>{info}{content}</text:{kind}></text:changed-region>'


def blocks(document):
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


def test_opendocument_is_read_without_libreoffice(read_as):
    body = (
        '<text:h text:outline-level="1">Secrecy</text:h><text:p>Keep <text:span>it</text:span>\n  secret.<text:s text:c="2"/>'
        "Now.<text:line-break/>Yes.</text:p><text:list><text:list-item><text:p>First thing</text:p></text:list-item></text:list>"
    )
    document = read_as("draft.odt", odt(body))
    assert blocks(document) == [
        ("heading", "Secrecy"), ("paragraph", "Keep it secret.  Now.\nYes."), ("list_item", "First thing"),
    ]  # fmt: skip
    assert document.unread == ()
    assert document.source.format == "odt"


def test_tables_notes_comments_and_boxes_of_opendocument_stand_where_they_belong(read_as):
    table = (
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell>"
        "<text:p>b</text:p></table:table-cell></table:table-row></table:table>"
    )
    note = '<text:note text:note-class="endnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>the note</text:p></text:note-body></text:note>'
    comment = "<office:annotation><dc:creator>Jan</dc:creator><dc:date>2026-03-01</dc:date><text:p>why?</text:p></office:annotation>"
    box = "<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame><draw:frame><draw:image/></draw:frame>"
    margins = "<style:header><text:p>CONCEPT</text:p></style:header><style:footer><text:p>foot</text:p></style:footer>"
    document = read_as("x.odt", odt(f"{table}<text:p>Body{note}{comment}{box} text</text:p>", margins))
    assert blocks(document) == [
        ("table_cell", "a"), ("table_cell", "b"), ("paragraph", "Body text"), ("endnote", "the note"),
        ("comment", "why?"), ("text_box", "boxed"), ("header", "CONCEPT"), ("footer", "foot"),
    ]  # fmt: skip
    assert (document.blocks[1].cell.row, document.blocks[1].cell.column) == (0, 1)
    assert (document.blocks[4].author, document.blocks[4].date) == ("Jan", "2026-03-01")
    assert [gap.reason for gap in document.unread] == ["office_images"]


def test_tracked_changes_of_opendocument_make_two_views(read_as):
    changes = region("a", "insertion") + region("b", "deletion", "<text:p>30</text:p>")
    changes += region("c", "deletion", "<text:p/><text:p>Gone.</text:p>")
    body = (
        f"<text:tracked-changes>{changes}</text:tracked-changes><text:p>within <text:change text:change-id='b'/>"
        "<text:change-start text:change-id='a'/>180<text:change-end text:change-id='a'/> days.<text:change text:change-id='c'/></text:p>"
    )
    document = read_as("x.odt", odt(body))
    assert (document.text, document.original.text) == ("within 180 days.", "within 30 days.\nGone.")
    (mark,) = document.marks
    assert (mark.kind, document.quote(mark.span), mark.author, mark.other) == ("inserted", "180", "Partner", "30")
    assert [m.other for m in document.original.marks] == ["180", None]


def numbered(*levels):
    """Return a list style of levels: format, what stands before and after, how many levels are shown."""
    made = "".join(
        f'<text:list-level-style-number text:level="{i}" style:num-format="{form}" style:num-prefix="{before}" '
        f'style:num-suffix="{after}" text:display-levels="{shown}"/>'
        for i, (form, before, after, shown) in enumerate(levels, 1)
    )
    return f'<text:list-style style:name="L">{made}</text:list-style>'


def item(*inner, **more):
    said = "".join(f' text:{name}="{value}"' for name, value in more.items())
    return f"<text:list-item{said}>{''.join(inner)}</text:list-item>"


def listed(*items, more=""):
    return f'<text:list text:style-name="L" {more}>{"".join(items)}</text:list>'


def test_numbers_of_opendocument_lists_are_those_that_are_printed(read_as):
    looks = numbered(("1", "Artikel ", "", 1), ("1", "", ".", 2), ("a", "(", ")", 1))
    p = "<text:p>Text.</text:p>"
    deep = listed(item(p, listed(item(p), item(p, p)), p), item(p))
    body = listed(item(p), item(p, deep)) + listed(item(p), more='text:continue-numbering="true"')
    body += listed(item(p, **{"start-value": 7})) + "<text:p>Plain.</text:p>" + listed(item(p))
    document = read_as("x.odt", odt(body, looks=looks))
    assert [block.number for block in document.blocks] == [
        "Artikel 1", "Artikel 2", "2.1.", "(a)", "(b)", None, None, "2.2.", "Artikel 3", "Artikel 7", None, "Artikel 1",
    ]  # fmt: skip


def test_what_was_deleted_from_an_opendocument_list_is_not_counted(read_as):
    gone = region("g", "deletion", '<text:h text:outline-level="1" text:style-name="S">Gone</text:h>')
    looks = numbered(("1", "", ".", 1)) + (
        '<style:style style:name="S" style:family="paragraph" style:list-style-name="L"></style:style>'
    )
    p = "<text:p>Text.</text:p>"
    body = f"<text:tracked-changes>{gone}</text:tracked-changes>" + listed(
        item(p), item('<text:p><text:change text:change-id="g"/>Text.</text:p>'), item(p)
    )
    document = read_as("x.odt", odt(body, looks=looks))
    assert [block.number for block in document.blocks] == ["1.", "2.", "3."]


def test_numbers_of_opendocument_headings_are_those_of_the_outline(read_as):
    levels = "".join(
        f'<text:outline-level-style text:level="{i}" style:num-format="1" style:num-suffix="." text:display-levels="{i}"/>'
        for i in (1, 2)
    )
    looks = f"<text:outline-style>{levels}</text:outline-style>"
    body = "".join(f'<text:h text:outline-level="{level}">Heading</text:h>' for level in (1, 2, 2, 1))
    document = read_as("x.odt", odt(body, looks=looks))
    assert [block.number for block in document.blocks] == ["1.", "1.1.", "1.2.", "2."]


LOOKS = "".join(
    f'<style:style style:name="{name}" style:family="text"><style:text-properties {said}/></style:style>'
    for name, said in (
        ("gone", 'text:display="none"'), ("white", 'fo:color="#FFFFFF"'), ("tiny", 'fo:font-size="1pt"'),
        ("blue", 'fo:color="#ffffff" fo:background-color="#000080"'),
    )
)  # fmt: skip


def test_opendocument_text_that_nobody_sees_is_marked_and_white_on_a_colour_is_not(read_as):
    spans = "".join(
        f'<text:p>Seen <text:span text:style-name="{n}">{n}</text:span></text:p>'
        for n in ("gone", "white", "tiny", "blue")
    )
    spans += '<text:p>Seen <text:hidden-text text:is-hidden="true">kept</text:hidden-text></text:p>'
    document = read_as("x.odt", odt(spans, looks=LOOKS))
    assert [document.quote(mark.span) for mark in document.marks] == ["gone", "white", "tiny", "kept"]


def test_a_flat_opendocument_file_is_read_too(read_as):
    kind = 'office:mimetype="application/vnd.oasis.opendocument.text"'
    data = f"<?xml version='1.0'?><office:document {SPACES} {kind}><office:body><text:p>Flat.</text:p></office:body></office:document>"
    assert read_as("x.fodt", data).text == "Flat."


def test_opendocument_that_is_locked_damaged_or_unpacks_to_too_much_is_one_sentence(read_as):
    with pytest.raises(FileError, match="password"):
        read_as("x.odt", odt("", **{"META-INF__manifest.xml": "<x encryption-data='1'/>"}))
    with pytest.raises(FileError, match="damaged"):
        read_as("x.odt", odt("<text:p>"))
    with pytest.raises(FileError, match="raise unpacked_bytes"):
        read_as("x.odt", odt("<text:p>" + "x" * 100_000 + "</text:p>"), limits=Limits(unpacked_bytes=100_000))
    with pytest.raises(ReadError):
        read_as("x.odt", odt("").replace(b"PK\x05\x06", b"PK\x00\x00"))


HEAD = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Cyr;}}{\*\revtbl {Unknown;}{Partner;}}"


def test_rtf_is_read_without_libreoffice(read_as):
    body = r"\outlinelevel0 Artikel 5\par\pard {\listtext 5.1\tab}Caf\'e9 \u8220?open\u8221? \u-10179?\u-8704?\f1 \'cf\f0 \~x\_y is what the Institution keeps secret.\par"
    document = read_as("brief.rtf", (HEAD + body + "}").encode())
    assert blocks(document) == [
        ("heading", "Artikel 5"),
        ("list_item", "5.1\tCafé “open” 😀П x-y is what the Institution keeps secret."),
    ]
    assert document.unread == ()


def test_tables_notes_comments_boxes_and_margins_of_rtf_stand_where_they_belong(read_as):
    body = (
        r"\trowd\intbl a\cell b\cell\row\trowd\intbl c\cell d\cell\row\pard Body{\footnote \pard the note} text"
        r"{\*\atnid JJ}{\*\atnauthor Jan}{\*\annotation why?}{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt boxed\par}}}\par"
        r"{\header CONCEPT\par}{\footer foot\par}{\pict 0a0b}{\field{\*\fldinst PAGE}{\fldrslt 7}}\par"
    )
    document = read_as("x.rtf", (HEAD + body + "}").encode())
    assert blocks(document) == [
        ("table_cell", "a"), ("table_cell", "b"), ("table_cell", "c"), ("table_cell", "d"), ("paragraph", "Body text"),
        ("footnote", "the note"), ("comment", "why?"), ("text_box", "boxed"), ("paragraph", "7"), ("header", "CONCEPT"),
        ("footer", "foot"),
    ]  # fmt: skip
    assert [(b.cell.row, b.cell.column) for b in document.blocks[:4]] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert document.blocks[6].author == "Jan"
    assert [gap.reason for gap in document.unread] == ["office_images"]


def test_tracked_changes_of_rtf_make_two_views(read_as):
    body = r"within {\deleted\revauthdel1 30}{\revised\revauth1\revdttmDATE 180} days{\v  (secret)}\par {\deleted Gone.\par}"
    date = 22 | 4 << 6 | 25 << 11 | 3 << 16 | 117 << 20
    document = read_as("x.rtf", (HEAD + body.replace("DATE", str(date)) + "}").encode())
    assert (document.text, document.original.text) == ("within 180 days (secret)", "within 30 days (secret)\nGone.")
    inserted, hidden = document.marks
    assert (inserted.kind, inserted.author, inserted.date, inserted.other) == (
        "inserted",
        "Partner",
        "2017-03-25T04:22:00",
        "30",
    )
    assert (hidden.kind, document.quote(hidden.span)) == ("hidden", " (secret)")


def test_rtf_text_that_nobody_sees_is_marked_and_white_on_a_colour_is_not(read_as):
    body = r"{\colortbl;\red255\green255\blue255;\red0\green0\blue80;}Seen {\cf1 white} {\fs2 tiny} {\cf2 blue} {\cf1\highlight2 on}\par"
    document = read_as("x.rtf", (HEAD + body + "}").encode())
    assert [document.quote(mark.span) for mark in document.marks] == ["white", "tiny"]


def test_list_numbers_that_rtf_does_not_store_are_named(read_as):
    kept = r"\pard\ls1 {\listtext 1.\tab}One\par {\listtext 2.\tab}Two\par"
    assert read_as("x.rtf", (HEAD + kept + "}").encode()).unread == ()
    lost = read_as("x.rtf", (HEAD + r"\pard\ls1 One\par Two\par\pard Plain\par}").encode())
    assert [(gap.reason, gap.details) for gap in lost.unread] == [("office_numbers", {"count": 2})]


def test_rtf_that_is_cut_off_says_so(read_as):
    document = read_as("x.rtf", (HEAD + r"Never publish {\b without").encode())
    assert document.text == "Never publish without"
    assert "office_cut_short" in [gap.reason for gap in document.unread]


def test_rtf_of_a_hundred_thousand_groups_in_each_other_is_read(read_as):
    assert read_as("x.rtf", HEAD.encode() + b"{" * 100_000 + b"deep" + b"}" * 100_000 + b"}").text == "deep"


PARTS = ["{", "}", "\\par ", "\\cell ", "\\row ", "\\deleted ", "\\revised ", "\\u-4064?", "\\'e9", "\\*", "\\footnote ",
         "\\header ", "word ", "\\bin9999999999 ", "\\trowd\\intbl ", "\\uc0", "\\annotation ", "\\outlinelevel2 "]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PARTS) | st.text("ab\\{}'*; 1é", max_size=6), max_size=30).map("".join))
def test_any_rtf_is_blocks_that_are_exactly_their_spans_in_both_views(body):
    document = read_rtf(ReadRequest("x.rtf", (HEAD + body).encode("utf-8")))
    for view in document.current_and_original:
        assert view.text == "\n".join(view.quote(block.span) for block in view.blocks)
        assert all(any(block.span.contains(mark.span) for block in view.blocks) for mark in view.marks)
        assert not re.search("[\ud800-\udfff]", plain(view))


def rtf_field(code, result=""):
    return rf"{{\rtf1\ansi Text {{\field{{\*\fldinst {{{code}}}}}{{\fldrslt {result}}}}} end.\par}}".encode()


def test_what_a_field_of_rtf_shows_by_its_code_is_read(read_as):
    assert read_as("a.rtf", rtf_field('QUOTE "as agreed"')).text == "Text as agreed end."
    assert read_as("a.rtf", rtf_field('QUOTE "old"', "new")).text == "Text new end."
    assert read_as("a.rtf", rtf_field(r'QUOTE "caf\u233?"')).text == "Text café end."


def test_a_field_of_rtf_that_takes_text_from_elsewhere_and_stores_none_is_named(read_as):
    document = read_as("a.rtf", rtf_field("INCLUDETEXT annex.docx"))
    assert [part.reason for part in document.unread] == ["office_fields"]
    assert read_as("a.rtf", rtf_field("INCLUDETEXT annex.docx", "Annex")).unread == ()
    linked = read_as("a.rtf", rtf_field("HYPERLINK x", r"{\pict\wmetafile8 00}"))
    assert [part.reason for part in linked.unread] == ["office_images"]


def test_what_a_field_of_rtf_did_not_choose_is_read_and_marked(read_as):
    document = read_as("a.rtf", rtf_field('IF x = y "Nothing may be published before consent" "free"', "free"))
    assert hidden_in(document) == ["Nothing may be published before consent"]


def test_groups_of_rtf_that_programs_pass_over_are_read_and_marked_where_they_say_something(read_as):
    passed = rb"{\*\zznote Nothing may be {\b published} before consent.}{\*\zzcode 1;2;a=b}{\*\zzname Jan Jansen}"
    document = read_as("a.rtf", rb"{\rtf1\ansi Text." + passed + rb"\par}")
    assert document.text == "Text.\nNothing may be published before consent."
    assert hidden_in(document) == ["Nothing may be published before consent."]


SVG = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'


def test_words_that_stand_in_for_a_picture_of_opendocument_are_read_and_marked(read_as):
    picture = (
        f"<draw:frame><draw:image/><svg:desc {SVG}>Nothing may be published before consent.</svg:desc></draw:frame>"
    )
    document = read_as("a.odt", odt(f"<text:p>Text{picture}</text:p>"))
    assert [text.strip() for text in hidden_in(document)] == ["Nothing may be published before consent."]
    assert [part.reason for part in document.unread] == ["office_images"]


def hidden_in(document):
    return [document.quote(mark.span) for mark in document.marks if mark.kind == "hidden"]
