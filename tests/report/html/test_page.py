"""The review page as a file: what it holds before any browser opens it."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from contract_scan.decisions import Decision, Decisions, Reviewed
from contract_scan.document import Block, Cell, DocumentBuilder, Source, Span
from contract_scan.messages import LANGUAGES, catalogue
from contract_scan.read import read_bytes
from contract_scan.report.html import HtmlReporter
from contract_scan.report.html.page import Paragraph
from contract_scan.report.html.reporter import resource
from contract_scan.report.html.sheets import SHEET, Table, sheets
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup


def _between(page: str, tag: str) -> list[str]:
    return re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", page, flags=re.DOTALL)


def _hash(content: str) -> str:
    return "'sha256-" + b64encode(hashlib.sha256(content.encode()).digest()).decode() + "'"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_policy_allows_the_one_style_and_the_one_script_alone(dutch: Scan, language: str) -> None:
    """By their hashes; data is no script."""
    page = HtmlReporter().report([dutch], language)
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    policy = policy.replace("&#39;", "'")
    [style] = _between(page, "style")
    data, script = _between(page, "script")

    assert "default-src 'none'" in policy
    assert f"script-src {_hash(script)};" in policy
    assert f"style-src {_hash(style)};" in policy
    assert "unsafe" not in policy
    assert [q.id for q in dutch.questions.questions] == json.loads(data)["scans"][0]["questions"]
    assert "https:" not in style + script
    assert "http:" not in style + script


def test_the_script_is_small_and_never_turns_text_into_markup(dutch: Scan) -> None:
    """It can be read in one sitting, and it has no way to obey what a document says."""
    script = _between(HtmlReporter().report([dutch], "en"), "script")[1]

    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "DOMParser"):
        assert way not in script
    for way in ("fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "import("):
        assert way not in script


def test_no_document_breaks_out_of_the_data(setup: Setup) -> None:
    """Whatever ends a script block in HTML is escaped."""
    text = "Partner shall keep </script><script>alert(1)</script> <!-- confidential & secret --> for five years."
    scan = scan_document(read_bytes(text.encode(), "x.txt", setup.readers), setup)
    page = HtmlReporter().report([scan], "en")
    data = json.loads(_between(page, "script")[0])

    assert 2 == len(_between(page, "script"))
    quotes = [quote for _, quote in data["scans"][0]["findings"].values()]
    assert any("</script><script>alert(1)</script>" in quote for quote in quotes)


def test_cells_stand_in_the_rows_of_their_table(dutch: Scan) -> None:
    """Three columns, a header and three contributions."""
    [table] = _between(HtmlReporter().report([dutch], "nl"), "table")
    rows = [
        [re.sub(r"<[^>]+>|\s+", " ", cell).split() for cell in _between(row, "td")] for row in _between(table, "tr")
    ]

    assert [3, 3, 3, 3] == [len(row) for row in rows]
    assert ["Bijdrage"] == rows[0][0]


def _cell(row: int, column: int) -> Paragraph:
    return Paragraph(Block("table_cell", Span(0, 0), cell=Cell(0, row, column)), ())


def test_rows_are_as_wide_as_their_table() -> None:
    """Merged columns are reached over; a column that begins above is left empty."""
    [sheet] = sheets([_cell(0, 0), _cell(0, 1), _cell(0, 2), _cell(1, 0), _cell(1, 2), _cell(2, 1)])
    [table] = sheet.items

    assert isinstance(table, Table)
    assert [[1, 1, 1], [2, 1], [1, 2]] == [[cell.columns for cell in row] for row in table.rows]
    assert () == table.rows[2][0].paragraphs


def test_two_paragraphs_of_one_cell_stay_in_it() -> None:
    """The cell is one."""
    [sheet] = sheets([_cell(0, 0), _cell(0, 0)])

    assert isinstance(sheet.items[0], Table)
    assert 2 == len(sheet.items[0].rows[0][0].paragraphs)


def test_a_sheet_begins_at_every_page_and_is_never_long() -> None:
    """Pages are told once, where they begin."""
    pages = [1] * (SHEET + 5) + [2, None, 2, 3]
    paragraphs = [Paragraph(Block("paragraph", Span(0, 0), page=page), ()) for page in pages]
    made = list(sheets(paragraphs))

    assert [1, None, 2, 3] == [sheet.page for sheet in made]
    assert paragraphs == [item for sheet in made for item in sheet.items]


def test_what_is_only_possible_stands_apart(doubtful: Scan) -> None:
    """After what is sure, under words of its own, with the reason for the doubt."""
    page = HtmlReporter().report([doubtful], "en")

    assert "Only possible, to be checked: 1" in page
    assert "compare letter by letter" in page
    for question in page.split('<article class="question')[1:]:
        assert "Only possible" not in question or question.index("Only possible") < question.index(
            'class="evidence possible'
        )


def test_the_page_opens_with_the_decisions_that_were_given(dutch: Scan) -> None:
    """As text, so that it reads without a script, and as data, so that the reviewer goes on from there."""
    finding = next(f for f in dutch.findings if f.questions)
    given = Decisions(
        answers=(Reviewed("1.3", "yes", "A. Jansen", "2026-03-01", "Ask the faculty."),),
        findings=(Decision(finding.identity, "ask", why="Who approves?"),),
    )
    page = HtmlReporter().report([replace(dutch, decisions=given)], "en")
    data = json.loads(_between(page, "script")[0])

    assert "Ask the faculty." in page
    assert "Decided: to be asked: Who approves?" in page
    assert "NEW since the decisions that were given" in page
    assert "A. Jansen" == data["scans"][0]["decisions"]["answers"][0]["by"]


def test_every_rule_is_explained_once_on_every_quote(dutch: Scan) -> None:
    """Also a rule that only bears on a later question than the one where the quote first stands."""
    page = HtmlReporter().report([dutch], "en")
    told = re.findall(r'<li data-finding="(\w+)"(?! data-told)(?: data-new)?>', page)

    assert {f.identity for f in dutch.findings} == set(told)


def test_a_scan_of_nothing_is_a_page_all_the_same(setup: Setup) -> None:
    """No block, no finding."""
    document = DocumentBuilder().build(Source("empty.txt", "0" * 64, "text"))
    page = HtmlReporter().report([scan_document(document, setup)], "nl")

    assert 18 == page.count('<article class="question')


class Attributes(HTMLParser):
    """Collects the attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the attributes."""
        self.names |= {name for name, _ in attrs}


def test_no_element_has_a_style_or_handler_of_its_own(dutch: Scan) -> None:
    """The policy would refuse them."""
    page = Attributes()
    page.feed(HtmlReporter().report([dutch], "en"))

    assert not {name for name in page.names if name == "style" or name.startswith("on")}


def _keys(entry: object, before: str = "") -> set[str]:
    if isinstance(entry, dict):
        return {key for name, value in entry.items() for key in _keys(value, f"{before}.{name}")}
    return {before}


def test_the_page_says_the_same_things_in_both_languages() -> None:
    """No text is missing in one of them."""
    assert _keys(catalogue("html", "en")) == _keys(catalogue("html", "nl"))


def test_every_kind_of_finding_that_a_rule_makes_has_a_name(setup: Setup) -> None:
    """In words, not as programs call it."""
    assert {meaning.kind for meaning in setup.meanings.values()} <= set(catalogue("html", "en")["kind"])


def _luminance(colour: str) -> float:
    digits = colour.strip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first: str, second: str) -> float:
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_and_edges_stand_out_from_what_is_behind_them(scheme: int) -> None:
    """Text by 4.5 to 1 and what can be pressed by 3 to 1 (WCAG 1.4.3 and 1.4.11), also where axe cannot tell."""
    sheets = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", part)) for part in resource("report.css").split("@media")]
    colours = sheets[0] | sheets[scheme]
    text = {"ink": "paper wash", "quiet": "paper wash desk", "link": "paper wash", "on-link": "link", "del": "paper"}
    text["quote-ink"] = "quote current"

    for front, behind in text.items():
        for back in behind.split():
            assert _contrast(colours[front], colours[back]) >= 4.5, (front, back)
    for back in ("paper", "wash"):
        assert _contrast(colours["edge"], colours[back]) >= 3, back
