"""200 pages with 2,000 findings: the page opens, jumps and filters without making anybody wait."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contract_scan.answer import Looked, answer
from contract_scan.document import Block, DocumentBuilder, Source, Span
from contract_scan.finding import Finding
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.setup import Setup
from tests.report.html.conftest import OpenPage

PAGES, FINDINGS = 200, 2_000
SENTENCE = "Partner {number} shall keep all information of the University confidential for {number} years. "
FILLER = "The parties meet twice a year in turn at the seat of each of them to discuss the progress of the work. " * 3


@pytest.fixture(scope="module")
def large(setup: Setup) -> Scan:
    """A scan with findings at known places; what the rules would find does not matter here."""
    builder = DocumentBuilder()
    for number in range(FINDINGS):
        page = 1 + number * PAGES // FINDINGS
        text = SENTENCE.format(number=number) + FILLER
        builder.add(Block("paragraph", Span(0, 0), page=page, language="en", clause=f"{page}.{number}"), text)
    document = builder.build(Source("large.txt", "0" * 64, "text", pages=PAGES))
    small = scan_document(DocumentBuilder().build(document.source), setup)
    rules = [m for m in setup.meanings.values() if m.questions][:40]
    findings = []
    for number, block in enumerate(document.blocks):
        rule = rules[number % len(rules)]
        span = Span(block.span.start, block.span.start + len(SENTENCE.format(number=number)) - 1)
        quote = document.quote(span)
        findings.append(
            Finding(rule.kind, span, quote, rule.id, bearing=rule.bearing, questions=rule.questions, page=block.page)
        )
    answers = answer(setup.questions, tuple(findings), (), (), Looked())
    return replace(small, document=document, findings=tuple(findings), answers=answers, meanings=setup.meanings)


#: Milliseconds; fifty times what one core of a plain laptop takes: no measurement, which a busy machine would spoil, but
#: a page that lays out everything at every step is noticed.
OPEN, STEP = 30_000, 5_000


def test_a_large_review_stays_smooth(open_page: OpenPage, large: Scan) -> None:
    """Opened, walked, jumped in, filtered and answered."""
    page = open_page(large)
    opened = page.run("return performance.getEntriesByType('navigation')[0].loadEventEnd")
    timed = """const begin = performance.now(); %s; document.body.getBoundingClientRect();
        return await new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin))))"""
    jump = "[...document.querySelectorAll('#s1 .evidence:not(.again) a.ref')].at(-1).click()"
    steps = {
        "walk": "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}))",
        "jump": jump,
        "filter": """const kind = document.querySelector('[data-filter=bearing]'); kind.value = 'raises';
            kind.dispatchEvent(new Event('change', {bubbles: true}))""",
        "decide": "document.querySelector('button[value=ask]').click()",
        "answer": "document.querySelector('.answer input').click()",
    }
    took = {name: page.run(timed % step) for name, step in steps.items()}
    print({"open": round(opened), **{name: round(value) for name, value in took.items()}})

    assert FINDINGS == page.run(
        "return new Set([...document.querySelectorAll('[data-number]')].map(e => e.dataset.number)).size"
    )
    assert opened < OPEN
    assert max(took.values()) < STEP


def test_a_jump_over_200_pages_lands_on_its_quote(open_page: OpenPage, large: Scan) -> None:
    """Also where no page in between was ever laid out."""
    page = open_page(large)
    for number in (FINDINGS, 1, FINDINGS // 2):
        page.run(f"document.querySelector('#s1-e{number} a.ref').click()")
        assert page.in_sight(f"#s1-d{number}")
        page.run(f"document.querySelector('#s1-d{number}').click()")
        assert page.in_sight(f"#s1-e{number}")
