"""Renders the HTML report. Document text only ever enters the page through the template's escaping."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from contract_scan.messages import say
from contract_scan.report.evidence import Evidence, evidence_for, evidence_under_none, named
from contract_scan.report.html.page import document_parts
from contract_scan.report.layout import visible
from contract_scan.report.phrases import (
    attributes,
    context,
    decision,
    failure_sentence,
    gap_sentence,
    place,
    reviewed,
    revision,
    set_aside,
    unread_sentence,
)
from contract_scan.report.terminal import description
from contract_scan.scan import Scan

if TYPE_CHECKING:
    import jinja2


class HtmlReporter:
    """One self-contained page: every quote is linked to its place in the document, and back."""

    name = "html"
    suffix = ".html"
    binary = False

    def report(self, scans: Sequence[Scan], language: str) -> str:
        """Return the page; several scans follow each other on it."""
        style = resource("report.css")
        policy = f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'; form-action 'none'"
        views = [scan_view(scan, language, f"s{index}") for index, scan in enumerate(scans, start=1)]

        def speak(key: str, **values: Any) -> str:
            return say(key, language, **values)

        return (
            environment()
            .get_template("report.html.j2")
            .render(scans=views, language=language, style=style, policy=policy, say=speak)
        )


def resource(name: str) -> str:
    """Return a file that stands beside this module."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def digest(content: str) -> str:
    """Return the hash source that lets a content security policy allow exactly this content."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def environment() -> jinja2.Environment:
    """Return the template environment: everything is escaped, and a misspelt name is an error."""
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__, "."),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["visible"] = visible
    return made


def scan_view(scan: Scan, language: str, key: str) -> dict[str, Any]:
    """Return what the template needs of one scan; `key` keeps the anchors of several scans apart."""
    return {
        "key": key,
        "scan": scan,
        "description": description(scan.document, language),
        "unread": [unread_sentence(part, language) for part in scan.unread],
        "failures": [failure_sentence(failure, language) for failure in scan.failures],
        "chapters": [
            _chapter(scan, chapter.id, chapter.title[language], language) for chapter in scan.questions.chapters
        ],
        "parts": document_parts(scan),
        "who": {kind: named(scan, kind) for kind in ("party", "funder")},
        "aside": [(item.finding.quote, set_aside(item, language)) for item in scan.set_aside],
        "rest": [_evidence(scan, item, language) for item in evidence_under_none(scan)],
    }


def _chapter(scan: Scan, chapter: str, title: str, language: str) -> dict[str, Any]:
    answered = zip(scan.questions.questions, scan.answers, strict=True)
    own = [(question, answer) for question, answer in answered if question.chapter == chapter]
    return {
        "id": chapter,
        "title": title,
        "questions": [
            {
                "question": question,
                "answer": answer,
                "reviewed": reviewed(question.id, scan, language),
                "gaps": list(dict.fromkeys(gap_sentence(gap, language) for gap in answer.gaps)),
                "evidence": [_evidence(scan, item, language) for item in evidence_for(scan, answer)],
            }
            for question, answer in own
        ],
    }


def _evidence(scan: Scan, item: Evidence, language: str) -> dict[str, Any]:
    before, after = context(item.first, scan.document)
    return {
        "item": item,
        "place": place(item.first, language),
        "revision": revision(item.first, language),
        "before": before,
        "after": after,
        "details": [text for text in dict.fromkeys(attributes(f, language) for f in item.findings) if text],
        "decision": decision(item.first, scan, language),
    }
