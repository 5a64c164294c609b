"""Kinds of tracked change, each with the text it leaves when all is accepted and when all is rejected.

LibreOffice, where it is installed, is the judge: it accepts or rejects all changes of each file, and what it saves must
read the same as our two views of the file with the changes in it.
"""

import subprocess
from typing import Any

import pytest

from contract_scan.read.office.reader import libreoffice
from contract_scan.read.plain import plain

BY = 'w:id="7" w:author="Partner" w:date="2026-03-01T10:00:00Z"'


def paragraph(*inside, mark=""):
    properties = f"<w:pPr><w:rPr><w:{mark} {BY}/></w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{properties}{''.join(inside)}</w:p>"


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def deleted(text):
    return f'<w:del {BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def inserted(*inside):
    return f"<w:ins {BY}>{''.join(inside)}</w:ins>"


def move(way, text):
    tag = f"move{way}"
    start = f'<w:{tag}RangeStart w:id="{len(way)}" w:name="move1" w:author="Partner" w:date="2026-03-01T10:00:00Z"/>'
    return f'{start}<w:{tag} {BY}>{run(text)}</w:{tag}><w:{tag}RangeEnd w:id="{len(way)}"/>'


def row(*cells, change=""):
    properties = f"<w:trPr><w:{change} {BY}/></w:trPr>" if change else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def cell(*inside, change=""):
    properties = f'<w:tcW w:w="2000" w:type="dxa"/>{f"<w:{change} {BY}/>" if change else ""}'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inside)}</w:tc>"


def table(*rows, columns=2):
    grid = '<w:gridCol w:w="2000"/>' * columns
    return (
        f"<w:tbl><w:tblPr><w:tblW w:w='0' w:type='auto'/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def plain_row(*texts):
    return row(*(cell(paragraph(run(text))) for text in texts))


def field(change, result):
    name = "delText" if change == "del" else "t"
    code = "delInstrText" if change == "del" else "instrText"
    parts = ['<w:fldChar w:fldCharType="begin"/>', f'<w:{code} xml:space="preserve"> STYLEREF Title </w:{code}>']
    parts += [
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:{name}>{result}</w:{name}>",
        '<w:fldChar w:fldCharType="end"/>',
    ]
    return "".join(f"<w:{change} {BY}><w:r>{part}</w:r></w:{change}>" for part in parts)


def control(inside):
    return f'<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
CHANGED = paragraph(run("keep "), deleted("old"), inserted(run("new")))
BOX = (
    '<w:r><w:pict><v:shape id="b1" style="width:200pt;height:50pt"><v:textbox><w:txbxContent>'
    f"{CHANGED}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
END = paragraph(run("End."))

#: Name to the markup of the body, and the texts of the current and the original view.
CASES = {
    "a move from one table into another": (
        table(row(cell(paragraph(run("a"), move("From", " moved"))), cell(paragraph(run("b")))))
        + paragraph(run("between"))
        + table(row(cell(paragraph(run("c"))), cell(paragraph(run("d"), move("To", " moved")))))
        + END,
        "a|b|between|c|d moved|End.",
        "a moved|b|between|c|d|End.",
    ),
    "a whole paragraph that moved": (
        paragraph(move("From", "First."), mark="moveFrom") + paragraph(run("Second."))
        + paragraph(move("To", "First."), mark="moveTo") + END,
        "Second.|First.|End.",
        "First.|Second.|End.",
    ),
    "a deletion within an insertion by somebody else": (
        paragraph(run("a "), inserted(run("b "), deleted("c ").replace("Partner", "Other"), run("d ")), run("e")) + END,
        "a b d e|End.",
        "a e|End.",
    ),
    "a deletion from the middle of one paragraph to the middle of another": (
        paragraph(run("One "), deleted("two."), mark="del") + paragraph(deleted("Three."), mark="del")
        + paragraph(deleted("Four "), run("five.")) + END,
        "One five.|End.",
        "One two.|Three.|Four five.|End.",
    ),
    "a paragraph mark and text inserted within a cell": (
        table(row(cell(paragraph(run("One. "), mark="ins") + paragraph(inserted(run("Two. ")), run("Three."))), cell(paragraph(run("x"))))) + END,
        "One.|Two. Three.|x|End.",
        "One. Three.|x|End.",
    ),
    "rows inserted and deleted, the deleted one with its text": (
        table(
            plain_row("a", "b"),
            row(cell(paragraph(inserted(run("new")), mark="ins")), cell(paragraph(inserted(run("row")), mark="ins")), change="ins"),
            row(cell(paragraph(deleted("old"), mark="del")), cell(paragraph(deleted("row"), mark="del")), change="del"),
            plain_row("c", "d"),
        ) + END,
        "a|b|new|row|c|d|End.",
        "a|b|old|row|c|d|End.",
    ),
    "a table inserted as a whole": (
        paragraph(run("Before."))
        + table(row(cell(paragraph(inserted(run("x")), mark="ins")), cell(paragraph(inserted(run("y")), mark="ins")), change="ins"))
        + END,
        "Before.|x|y|End.",
        "Before.|End.",
    ),
    "a change within a note": (paragraph(run("Body"), NOTE) + END, "Body|keep new|End.", "Body|keep old|End."),
    "a note to inserted text": (
        paragraph(run("Body"), inserted(run(" more"), NOTE)) + END, "Body more|keep new|End.", "Body|End.",
    ),
    "a change within a text box": (paragraph(run("Body"), BOX) + END, "Body|keep new|End.", "Body|keep old|End."),
    "text inserted within a content control": (
        paragraph(run("For "), control(run("x") + inserted(run("y"))), run(" only")) + END, "For xy only|End.", "For x only|End.",
    ),
    "a field inserted and a field deleted": (
        paragraph(run("See "), field("ins", "7"), field("del", "8"), run(".")) + END, "See 7.|End.", "See 8.|End.",
    ),
    "a link whose words were replaced": (
        paragraph(run("See "), f'<w:hyperlink w:anchor="x">{deleted("here")}{inserted(run("there"))}</w:hyperlink>') + END,
        "See there|End.",
        "See here|End.",
    ),
    "changes by several people side by side": (
        paragraph(deleted("ten"), inserted(run("twenty")).replace("Partner", "Other"), deleted(" days"),
                  inserted(run(" weeks")).replace("Partner", "Third")) + END,
        "twenty weeks|End.",
        "ten days|End.",
    ),
    "tabs and line breaks inserted and deleted": (
        paragraph(run("a"), f"<w:ins {BY}><w:r><w:tab/></w:r></w:ins>", run("b"), f"<w:del {BY}><w:r><w:br/></w:r></w:del>", run("c")) + END,
        "a bc|End.",
        "ab c|End.",
    ),
}  # fmt: skip


def parts():
    return {"footnotes": f'<w:footnote w:id="2">{CHANGED}</w:footnote>'}


def file_of(word, name):
    body = CASES[name][0]
    return word.file(body, **(parts() if "footnoteReference" in body else {}))


def lines(document):
    return plain(document).strip("\n").split("\n")


@pytest.mark.parametrize("name", CASES)
def test_a_tracked_change_leaves_its_text_in_each_view(word, name):
    _, current, original = CASES[name]
    document = word.document(file_of(word, name))
    assert lines(document) == current.split("|")
    assert lines(document.original) == original.split("|")


MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(folder As String)
  Dim name As String
  name = Dir(folder &amp; "/given/*.docx")
  Do While name &lt;&gt; ""
    One(folder, name, ".uno:AcceptAllTrackedChanges", "current")
    One(folder, name, ".uno:RejectAllTrackedChanges", "original")
    name = Dir()
  Loop
  StarDesktop.terminate()
End Sub

Sub One(folder As String, name As String, command As String, view As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  kind(0).Name = "FilterName"
  kind(0).Value = "MS Word 2007 XML"
  file = StarDesktop.loadComponentFromURL(ConvertToURL(folder &amp; "/given/" &amp; name), "_blank", 0, hidden())
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(file.CurrentController.Frame, command, "", 0, Array())
  file.storeToURL(ConvertToURL(folder &amp; "/" &amp; view &amp; "/" &amp; name), kind())
  file.close(True)
End Sub
</script:module>
"""


@pytest.fixture(scope="module")
def settled(word, tmp_path_factory):
    """What LibreOffice saves of each case with all its changes accepted, and rejected: a folder for each view."""
    office = libreoffice()
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("settled")
    for name in ("given", "current", "original"):
        (folder / name).mkdir()
    for ordinal, name in enumerate(CASES):
        (folder / "given" / f"{ordinal}.docx").write_bytes(file_of(word, name))
    start = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    quiet: dict[str, Any] = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "stdin": subprocess.DEVNULL,
        "timeout": 120,
    }
    subprocess.run([*start, "--terminate_after_init"], check=False, **quiet)
    module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.is_file():
        pytest.skip("this LibreOffice runs no macros")
    module.write_text(MACRO, encoding="utf-8")
    subprocess.run([*start, f"macro:///Standard.Module1.Settle({folder})"], check=False, **quiet)
    return folder


@pytest.mark.parametrize("name", CASES)
def test_libreoffice_settles_tracked_changes_as_the_views_say(word, settled, name):
    document = word.document(file_of(word, name))
    saved = f"{list(CASES).index(name)}.docx"
    for view in document.current_and_original:
        assert lines(view) == lines(word.document((settled / view.view / saved).read_bytes())), view.view
