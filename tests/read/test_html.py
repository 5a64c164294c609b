"""HTML: what a browser would show, block by block."""

import pytest

from contract_scan.document import Cell

PAGE = """<!DOCTYPE html><html><head><title>Award</title><style>p {}</style></head><body>
<h1>Article 1 Secrecy</h1><p>The  parties <b>keep</b>\n it<br>secret.</p><script>hidden()</script>
<ul><li>always<li>everywhere</ul><table><tr><th>Post<th>Sum</tr><tr><td>Travel<td>EUR 5</tr></table>
<p style="display: none">Not shown.</p>after</body></html>"""


@pytest.fixture
def page(read_as):
    return read_as("award.html", PAGE)


def test_blocks_have_their_kind_and_scripts_are_no_text(page):
    found = [(block.kind, page.quote(block.span)) for block in page.blocks]
    assert found == [
        ("heading", "Article 1 Secrecy"),
        ("paragraph", "The parties keep it\nsecret."),
        ("list_item", "always"),
        ("list_item", "everywhere"),
        ("table_cell", "Post"),
        ("table_cell", "Sum"),
        ("table_cell", "Travel"),
        ("table_cell", "EUR 5"),
        ("paragraph", "Not shown."),
        ("paragraph", "after"),
    ]
    assert page.source.title == "Award"


def test_cells_know_their_place(page):
    assert [block.cell for block in page.blocks if block.cell] == [Cell(0, r, c) for r in (0, 1) for c in (0, 1)]


def test_what_is_not_shown_is_read_and_marked(page):
    assert [(mark.kind, page.quote(mark.span)) for mark in page.marks] == [("hidden", "Not shown.")]


def test_the_page_says_its_own_encoding(read_as):
    page = '<html><head><meta charset="iso-8859-15"></head><p>coördinatie € 5</p></html>'
    assert read_as("x.html", page.encode("iso-8859-15")).text == "coördinatie € 5"


def test_ten_thousand_nested_tables_are_read(read_as):
    page = "<html>" + "<table><tr><td>" * 10_000 + "deep" + "</table>" * 10_000 + "<p>after</p></html>"
    assert "deep" in read_as("x.html", page).text


def test_nothing_is_fetched_and_images_are_named(read_as):
    page = "<html><p>Text.</p><img src='http://127.0.0.1:9/x.png'><img width=1 height=1 src='/dot'></html>"
    assert [dict(gap.details) for gap in read_as("x.html", page).unread] == [{"count": 1}]


@pytest.mark.parametrize("page", ["<p>{}</p>", "{}<br>More.", "<!-- note --><div>{}</div>", "{}"])
def test_a_page_without_its_frame_of_tags_is_read(read_as, page):
    assert "The parties agree." in read_as("page.html", page.format("The parties agree.")).text


@pytest.mark.parametrize(
    "style",
    [
        "clip-path: inset(100%)",
        "position: absolute; clip: rect(0 0 0 0)",
        "text-indent: -9999px",
        "height: 0; overflow: hidden",
        "position: absolute; left: -10000px",
        "transform: scale(0)",
        "color: #ffff",
    ],
)
def test_text_that_a_style_moves_or_cuts_out_of_sight_is_read_and_marked(read_as, style):
    document = read_as("page.html", f'<html><p style="{style}">Nobody sees this.</p><p>Seen.</p></html>')
    assert [document.text[mark.span.start : mark.span.end] for mark in document.marks] == ["Nobody sees this."]


@pytest.mark.parametrize(
    "style", ["text-indent: -20px", "height: 0", "left: -10px", "clip-path: inset(5%)", "zoom: 0.9"]
)
def test_text_that_a_style_only_moves_a_little_is_not_hidden(read_as, style):
    assert read_as("page.html", f'<html><p style="{style}">Seen.</p></html>').marks == ()


def test_boxes_in_a_form_say_whether_they_are_ticked(read_as):
    document = read_as("page.html", "<html><p><input type=checkbox checked>Yes <input type=radio>No</p></html>")
    assert document.text == "☒ Yes ☐ No"


def test_a_title_that_never_ends_hides_nothing(read_as):
    document = read_as("a.html", "<html><head><title>Draft<body><p>The parties keep all findings secret.</p>")
    assert document.text == "Draft The parties keep all findings secret."
    assert [mark.kind for mark in document.marks] == ["hidden"]
    assert read_as("a.html", "<title>Draft</title><p>Some text.</p>").text == "Some text."


MARK = "The University shall not publish."


@pytest.mark.parametrize(
    "sheet",
    [
        f'li::marker{{content:"{MARK}"}}',
        f"li{{list-style-type:'{MARK}'}}",
        f'ul{{--term:"{MARK}"}} li::before{{content:var(--term)}}',
    ],
)
def test_a_sign_before_an_item_and_a_named_text_that_a_style_sheet_writes_are_read(read_as, sheet):
    page = f"<html><head><style>{sheet}</style></head><body><ul><li>An item</ul></body></html>"
    document = read_as("a.html", page)
    assert MARK in document.text
    assert document.marks == ()


@pytest.mark.parametrize("attribute", ["alttext", "summary", "aria-description"])
def test_sentences_in_attributes_that_only_some_programs_tell_are_read_and_marked(read_as, attribute):
    document = read_as(
        "a.html", f"<html><body><p>Words.</p><table {attribute}='{MARK}'><tr><td>1</table></body></html>"
    )
    assert [document.quote(mark.span) for mark in document.marks if mark.kind == "hidden"] == [MARK]
