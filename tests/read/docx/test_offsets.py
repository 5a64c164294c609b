"""Properties of every Word file: blocks are exactly their spans, in both views, and pieces lead back to the markup."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from contract_scan.errors import ReadError
from contract_scan.read.docx import DocxReader
from contract_scan.read.docx.anchors import anchored
from contract_scan.read.request import Limits, ReadRequest

WORDS = st.text(alphabet="abc é…[]_<>&. \u00ad\u202e7(", min_size=0, max_size=12)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def runs(draw):
    properties = draw(st.sampled_from(["", "<w:vanish/>", "<w:strike/>", "<w:b/>"]))
    text = escaped(draw(WORDS))
    tag = draw(st.sampled_from(["", "", "ins", "del", "moveFrom", "moveTo", "hyperlink", "smartTag", "sdt", "both"]))
    name = "delText" if tag in ("del", "both") else "t"
    signs = draw(st.sampled_from(["", "<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>"]))
    run = f'<w:r><w:rPr>{properties}</w:rPr><w:{name} xml:space="preserve">{text}</w:{name}>{signs}</w:r>'
    author = draw(st.sampled_from(["A", "B"]))
    if tag == "sdt":
        return f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"
    if tag == "both":
        return f'<w:ins w:author="A"><w:del w:author="B">{run}</w:del></w:ins>'
    return f'<w:{tag} w:author="{author}">{run}</w:{tag}>' if tag else run


FIELD = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


@st.composite
def paragraphs(draw, depth=0):
    inside = "".join(draw(st.lists(runs(), max_size=4)))
    mark = draw(st.sampled_from(["", "", "<w:rPr><w:ins/></w:rPr>", "<w:rPr><w:del/></w:rPr>"]))
    number = draw(st.sampled_from(["", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>']))
    extra = draw(
        st.sampled_from(["", FIELD, '<w:r><w:footnoteReference w:id="1"/></w:r>', "<w:commentRangeStart w:id='1'/>"])
    )
    if depth < 2 and draw(st.booleans()):
        held = draw(flows(depth + 1))
        extra += f"<w:r><w:pict><w:txbxContent>{held}</w:txbxContent></w:pict></w:r>"
    return f"<w:p><w:pPr>{number}{mark}</w:pPr>{inside}{extra}</w:p>"


@st.composite
def tables(draw, depth):
    change = draw(st.sampled_from(["", "<w:trPr><w:ins/></w:trPr>", "<w:trPr><w:del/></w:trPr>"]))
    cells = "".join(f"<w:tc>{draw(flows(depth + 1))}</w:tc>" for _ in range(draw(st.integers(1, 2))))
    return f"<w:tbl><w:tr>{change}{cells}</w:tr></w:tbl>"


@st.composite
def flows(draw, depth=0):
    kinds = st.lists(st.booleans(), min_size=1, max_size=4 if depth == 0 else 2)
    return "".join(draw(tables(depth)) if table and depth < 2 else draw(paragraphs(depth)) for table in draw(kinds))


def holds(document):
    """Check what must hold for one view of any document."""
    end = -1
    for block in document.blocks:
        assert block.span.start == end + 1
        assert block.span.end >= block.span.start
        end = block.span.end
        assert block.origin
    assert end == (len(document.text) if document.blocks else -1)
    assert document.text == "\n".join(document.text[b.span.start : b.span.end] for b in document.blocks)
    for mark in document.marks:
        assert any(block.span.contains(mark.span) for block in document.blocks)
        assert mark.span.start < mark.span.end
    for block in document.blocks:
        if block.about:
            assert 0 <= block.about.start < block.about.end <= len(document.text)


@pytest.fixture(scope="module")
def build(word):
    """Return a file around a body, with a list, a note and a comment to refer to."""
    numbering = word.numbering(("decimal", "%1."), ("decimal", "%1.%2"))
    note = f'<w:footnote w:id="1">{word.p("a note")}</w:footnote>'
    comment = f'<w:comment w:id="1" w:author="A">{word.p("a comment")}</w:comment>'
    return lambda body: word.file(body, numbering=numbering, footnotes=note, comments=comment)


PROPERTY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@PROPERTY
@given(body=flows())
def test_the_text_is_the_sum_of_blocks_that_do_not_overlap_in_both_views(build, body):
    document = DocxReader().read(ReadRequest("x.docx", build(body)))
    holds(document)
    if document.original:
        holds(document.original)
        assert (document.view, document.original.view) == ("current", "original")


@PROPERTY
@given(body=flows())
def test_every_character_leads_back_to_the_element_it_was_typed_in(build, body):
    data = build(body)
    document, pieces, _ = anchored(ReadRequest("x.docx", data))
    assert document == DocxReader().read(ReadRequest("x.docx", data))
    covered: set[int] = set()
    for piece in pieces:
        assert piece.text_element is not None
        said = document.text[piece.span.start : piece.span.end]
        source = piece.text_element.text or ""
        if piece.text_element.tag.endswith(("}t", "}delText")):
            assert source[piece.offset : piece.offset + len(said)] == said
        else:
            assert len(said) == 1
        assert piece.run is not None
        assert piece.run in piece.text_element.iterancestors()
        assert not covered & set(range(piece.span.start, piece.span.end))
        covered |= set(range(piece.span.start, piece.span.end))
    breaks = {block.span.end for block in document.blocks[:-1]}
    assert covered | breaks == set(range(len(document.text)))


@PROPERTY
@given(body=flows())
def test_reading_twice_gives_the_same(build, body):
    request = ReadRequest("x.docx", build(body))
    assert DocxReader().read(request) == DocxReader().read(request)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damage_anywhere_in_a_file_is_a_sentence_or_a_document_never_a_crash(build, word, data):
    file = bytearray(build(word.p("text") + word.p("more")))
    for _ in range(data.draw(st.integers(1, 6))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    try:
        holds(DocxReader().read(ReadRequest("x.docx", bytes(file), limits=Limits(unpacked_bytes=4_000_000))))
    except ReadError as error:
        assert str(error)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    body=flows(),
    cut=st.tuples(st.floats(0, 1), st.integers(0, 40)),
    put=st.sampled_from(["", "<w:p>", "</w:r>", "&#0;"]),
)
def test_markup_that_is_cut_or_mixed_up_is_a_sentence_or_a_document_never_a_crash(word, body, cut, put):
    at = int(cut[0] * len(body))
    try:
        holds(word.read(body[:at] + put + body[at + cut[1] :]))
    except ReadError as error:
        assert error.key == "body_damaged"


def test_pieces_point_into_a_tree_that_the_caller_holds(word):
    data = word.file(word.p("never publish"))
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parsed = etree.fromstring(f'<x xmlns:w="{main}"><w:body>{word.p("never publish")}</w:body></x>')
    _, pieces, _ = anchored(ReadRequest("x.docx", data), {"word/document.xml": parsed})
    assert [piece.run is not None and piece.run.getroottree().getroot() for piece in pieces] == [parsed]
