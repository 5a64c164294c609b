"""What the tests share: clauses, documents, answers, and running the reader alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from contract_scan import Block, Document, DocumentBuilder, Source, Span
from contract_scan.check import Checked, check
from contract_scan.plugins import Contribution
from contract_scan_model_reader.reader import ModelReader

QUIET = "The Workshop lets nobody outside the two houses hear of the tidal experiments for four years."
FREE = "The researchers bring their measurements into the open whenever they see fit."


def document(*lines: str, original: Document | None = None) -> Document:
    """Return a document of paragraphs."""
    builder = DocumentBuilder()
    for line in lines:
        builder.add(Block("paragraph", Span(0, 0), language="en"), line)
    return builder.build(Source("made.txt", "0" * 64, "text"), original=original)


def says(*findings: Any) -> str:
    """Return an answer as it was asked for."""
    return json.dumps({"findings": list(findings)})


def finding(quote: str, kind: str = "secrecy", questions: Any = ()) -> dict[str, Any]:
    """Return one finding of an answer."""
    return {"kind": kind, "quote": quote, "questions": list(questions)}


def read(environment: Mapping[str, str], text: Document) -> Checked:
    """Return what the reader alone makes of a document."""
    return check(text, (), [Contribution("model_reader", ModelReader(environment))], {})


def counts(checked: Checked) -> dict[str, Any]:
    """Return what the one failure says was missing."""
    [failure] = checked.failures
    missing = failure.details["late"] or failure.details["unanswered"]
    reason = "model_reader_incomplete" if missing else "model_reader_dropped"
    assert ("model", reason, ()) == (failure.part, failure.reason, failure.questions)
    return {name: failure.details[name] for name in ("clauses", "late", "unanswered", "dropped")}
