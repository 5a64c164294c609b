"""Reports of all our own documents: valid, complete, the same every time, and safe whatever the document says."""

from __future__ import annotations

import json
import socket
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from contract_scan.read import read, read_bytes
from contract_scan.report.html import HtmlReporter
from contract_scan.report.json import JsonLinesReporter, JsonReporter, as_json
from contract_scan.report.layout import WIDTH, visible
from contract_scan.report.terminal import TerminalReporter
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup
from tests.conftest import FIXTURES, ScanOf

DOCUMENTS = sorted(path.name for path in FIXTURES.iterdir())
SCHEMA = json.loads(files("contract_scan.report").joinpath("scan.schema.json").read_text(encoding="utf-8"))

HOSTILE = (
    """# <script>alert(1)</script>

Partner shall keep all information "confidential"</blockquote><img src=x onerror=alert(1)> & secret.

Partner shall not publish \u202egnihtyna\u202c without the prior written consent of <svg/onload=alert(1)>.

"""
    + "x" * 5000
)


@pytest.fixture(scope="module")
def scans(scan_of: ScanOf) -> dict[str, Scan]:
    """Return the scan of every fixture."""
    return {name: scan_of(name) for name in DOCUMENTS}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_quote_is_its_span(scans: dict[str, Scan], name: str) -> None:
    """In the view the finding names."""
    scan = scans[name]
    views = {view.view: view for view in scan.document.current_and_original}
    for finding in scan.findings:
        assert finding.quote == views[finding.view].quote(finding.span)
        for marked in finding.marked:
            assert views[finding.view].quote(marked)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_json_report_keeps_to_its_published_schema(scans: dict[str, Scan], name: str) -> None:
    """For every document that we have."""
    jsonschema.validate(as_json(scans[name], "nl"), SCHEMA)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_question_is_shown_in_one_of_three_states(scans: dict[str, Scan], name: str) -> None:
    """All eighteen, in the order of the set."""
    scan = scans[name]

    assert [q.id for q in scan.questions.questions] == [a.question for a in scan.answers]
    assert 18 == len(scan.answers)
    assert {a.state for a in scan.answers} <= {"evidence", "nothing_found", "not_looked"}


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_terminal_report_fits_80_columns(scans: dict[str, Scan], name: str, language: str) -> None:
    """Save for single words that are longer, such as a web address."""
    report = TerminalReporter().report([scans[name]], language)

    long = [line for line in report.splitlines() if len(line.replace("\x1b[1m", "").replace("\x1b[0m", "")) > WIDTH]
    assert [] == [line for line in long if not any(len(word) > 60 for word in line.split())]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_report_shows_a_message_key_or_an_unfilled_value(scans: dict[str, Scan], language: str) -> None:
    """Every sentence exists and is complete."""
    for scan in scans.values():
        report = TerminalReporter().report([scan], language)
        assert "report." not in report
        assert "unread." not in report
        assert "gaps." not in report


def test_a_scanned_page_makes_no_question_look_clean(scans: dict[str, Scan]) -> None:
    """Without OCR nothing was read, so nothing was looked at."""
    scan = scans["nl-gescande-bijlage.pdf"]

    assert scan.unread
    assert {"not_looked"} == {a.state for a in scan.answers}


def test_a_publication_veto_inserted_as_a_tracked_change_is_found_with_its_author(scans: dict[str, Scan]) -> None:
    """And the freedom that it replaced is a finding too."""
    scan = scans["nl-samenwerkingsovereenkomst.docx"]
    inserted = [f for f in scan.findings if f.kind == "publication_restriction" and f.revision]
    deleted = [f for f in scan.findings if f.kind == "publication_freedom" and f.view == "original"]

    assert any(f.revision and f.revision.author == "Li Wei" and "toestemming" in f.quote for f in inserted)
    assert any(f.revision and f.revision.kind == "deleted" for f in deleted)


@pytest.mark.parametrize("name", ["nl-leerstoel.docx", "en-sponsored-chair.docx"])
def test_the_sponsored_chair_shows_what_everyone_should_have_seen(scans: dict[str, Scan], name: str) -> None:
    """Half the salary; ended for harm to the country's image; one side decides; renewed in silence."""
    quotes = [f.quote for f in scans[name].findings if f.kind in ("influence", "termination_clawback", "funding")]
    for word in ("salar", "imag", ("uitsluitend", "alone"), ("stilzwijgend", "tacitly")):
        words = (word,) if isinstance(word, str) else word
        assert any(w in quote for quote in quotes for w in words), word


class Links(HTMLParser):
    """Collects what a page links to and what can be linked to."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag's id and target."""
        self.tags.append(tag)
        values = dict(attrs)
        if values.get("id"):
            self.targets.append(str(values["id"]))
        if tag == "a":
            self.links.append(str(values.get("href")))
        assert not {"src", "srcset", "action", "onload", "onerror", "onclick"} & set(values)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_of_the_page_has_its_target(scans: dict[str, Scan], name: str) -> None:
    """Every quote leads to its place and back; nothing leads outside."""
    page = Links()
    page.feed(HtmlReporter().report([scans[name]], "nl"))

    assert len(page.targets) == len(set(page.targets))
    assert {link.removeprefix("#") for link in page.links} <= set(page.targets)
    assert all(link.startswith("#") for link in page.links)


def test_document_text_stays_text(setup: Setup) -> None:
    """Script, images, vector graphics and direction overrides are shown, not obeyed."""
    scan = scan_document(read_bytes(HOSTILE.encode(), "hostile.txt", setup.readers), setup)
    report = HtmlReporter().report([scan], "en")
    page = Links()
    page.feed(report)

    assert not {"img", "svg"} & set(page.tags)
    assert "\u202e" not in report
    assert "<script>alert" not in report


def test_control_characters_cannot_reach_the_terminal() -> None:
    """No document can colour the terminal or move its cursor."""
    assert "\ufffd[31mred" == visible("\x1b[31mred")


def test_json_and_json_lines_say_the_same(scans: dict[str, Scan]) -> None:
    """They differ in white space alone."""
    scan = scans["en-nda.md"]

    assert json.loads(JsonReporter().report([scan], "en")) == json.loads(JsonLinesReporter().report([scan], "en"))


def test_nothing_is_sent_anywhere(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan works with sockets forbidden."""

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a scan opened a socket")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    scan = scan_document(read(Path(FIXTURES / "nl-leerstoel.docx"), setup.readers), setup)
    HtmlReporter().report([scan], "nl")

    assert scan.findings
