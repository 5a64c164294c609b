"""The review page against WCAG 2.2 AA, as far as axe-core can tell: both widths, light and dark, both languages.

axe-core comes from the npm registry, for development only: `npm ci --prefix tests/report/html`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contract_scan.answer import Looked, answer
from contract_scan.scan import Scan
from tests.command import contract_scan
from tests.conftest import FIXTURES
from tests.report.html.conftest import OpenPage, Page

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.skipif(
    not AXE.is_file(), reason="axe-core is not installed: npm ci --prefix tests/report/html"
)


def _violations(page: Page) -> list[str]:
    """Return what axe objects to, with where."""
    page.run(AXE.read_text(encoding="utf-8") + ";window.axe = axe")
    result: dict[str, Any] = page.driver.execute_async_script(
        "axe.run(document, {runOnly: arguments[0]}).then(arguments[1])", TAGS
    )
    assert len(result["passes"]) > 15
    return [f"{rule['id']}: {node['html'][:200]}" for rule in result["violations"] for node in rule["nodes"][:3]]


def _use(page: Page) -> None:
    """Bring the page into the state in which it shows the most, all of it laid out."""
    page.run(
        """const sheet = new CSSStyleSheet();
        sheet.replaceSync("* { content-visibility: visible !important }"); document.adoptedStyleSheets = [sheet]"""
    )
    page.run("for (const details of document.querySelectorAll('details')) details.open = true")
    page.run("document.querySelector('.answer input').click()")
    page.run("document.querySelector('button[value=not_relevant]').click()")
    page.run("document.querySelector('.evidence a.ref').click()")


def _brief(scan: Scan) -> Scan:
    """Return a scan with fewer findings, so that axe has every sort of element to look at, but each less often."""
    odd = [f for f in scan.findings if not f.questions or f.revision or not f.quote]
    findings = tuple(f for f in scan.findings if f in scan.findings[:6] or f in odd[:8] or f.certainty == "possible")
    answers = answer(scan.questions, findings, scan.unread, scan.failures, Looked())
    return replace(scan, findings=findings, answers=answers)


@pytest.mark.parametrize(
    ("width", "dark", "language"), [(360, False, "nl"), (360, True, "en"), (1440, False, "en"), (1440, True, "nl")]
)
def test_axe_finds_nothing(
    open_page: OpenPage, dutch: Scan, doubtful: Scan, width: int, dark: bool, language: str
) -> None:
    """In use, on both sides."""
    page = open_page(_brief(dutch if dark else doubtful), language=language, width=width, dark=dark)
    _use(page)
    assert [] == _violations(page)
    if width == 360:
        page.find("button[data-pane=questions]").click()
        assert [] == _violations(page)


def test_axe_finds_nothing_on_a_page_of_two_documents(open_page: OpenPage, dutch: Scan, doubtful: Scan) -> None:
    """Each side of each document has a name of its own."""
    page = open_page(_brief(doubtful), _brief(dutch))
    _use(page)
    assert [] == _violations(page)


@pytest.fixture(scope="module")
def other_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages beside the review page: two drafts compared, an archive, and a register for the board."""
    folder = tmp_path_factory.mktemp("others")
    pages = {name: folder / f"{name}.html" for name in ("comparison", "archive", "board")}
    drafts = folder / "drafts"
    drafts.mkdir()
    one, other = FIXTURES / "en-nda.md", drafts / "later.md"
    other.write_text(one.read_text(encoding="utf-8").replace("five (5) years", "ten (10) years"), encoding="utf-8")
    register = folder / "register"
    chair, scan = FIXTURES / "nl-leerstoel.docx", folder / "scan.json"
    for command in (
        ("compare", one, other, "--format", "html", "--output", pages["comparison"]),
        ("batch", drafts, "--into", folder / "results", "--jobs", "1"),
        ("batch", "report", folder / "results", "--output", pages["archive"]),
        ("register", "new", register),
        ("scan", chair, "--format", "json", "--output", scan),
        ("register", "unit", "arts", "Arts", "-r", register, "--yes", "--role", "secretary"),
        ("register", "add", scan, "-r", register, "--unit", "arts", "--yes", "--role", "secretary"),
        ("register", "board", "-r", register, "--at", "2026-11-01", "--output", pages["board"]),
    ):
        done = contract_scan(*command)
        assert done.returncode in (0, 1), done.stderr
    return pages


@pytest.mark.parametrize("name", ["comparison", "archive", "board"])
def test_axe_finds_nothing_on_the_other_pages(open_page: OpenPage, other_pages: dict[str, Path], name: str) -> None:
    """Each page that is written to a file, narrow and dark, wide and light."""
    for width, dark in ((360, True), (1440, False)):
        assert [] == _violations(open_page(made=other_pages[name], width=width, dark=dark))


def test_everything_that_can_be_pressed_is_large_enough(open_page: OpenPage, dutch: Scan) -> None:
    """24 by 24 pixels, save links that stand in a sentence (WCAG 2.2, 2.5.8)."""
    page = open_page(dutch, width=360)
    _use(page)
    page.find("button[data-pane=questions]").click()
    small = page.run(
        """return [...document.querySelectorAll(".scan :is(button, select, textarea, input[type=text], summary, .map a)")]
        .filter(e => e.checkVisibility()).map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""
    )

    assert [] == small


def test_the_page_can_be_enlarged_and_spaced(open_page: OpenPage, dutch: Scan) -> None:
    """At 320 pixels with wide spacing (WCAG 1.4.10, 1.4.12) nothing has to be scrolled sideways."""
    page = open_page(dutch, width=320)
    page.run(
        """const sheet = new CSSStyleSheet();
        sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }");
        document.adoptedStyleSheets = [sheet]"""
    )

    assert page.run("return document.documentElement.scrollWidth") <= 320
