"""The comparison as JSON, for programs."""

from __future__ import annotations

import json
from typing import Any

from contract_scan.compare.pairs import Pair, counts
from contract_scan.compare.passages import Passage, TextChange
from contract_scan.compare.report import Comparison, decision_on
from contract_scan.compare.versions import Disagreement
from contract_scan.finding import Finding
from contract_scan.report.phrases import unread_sentence
from contract_scan.scan import Scan

SCHEMA = "contract-scan/comparison/1"


def as_json(comparison: Comparison, language: str) -> str:
    """Return the comparison as one JSON object."""
    data = {
        "schema": SCHEMA,
        "old": _document(comparison.old),
        "new": _document(comparison.new),
        "text_changes": [_text_change(change) for change in comparison.text_changes],
        "counts": counts(comparison.pairs),
        "pairs": [_pair(comparison, pair) for pair in comparison.pairs],
        "unread": [
            {"document": scan.document.source.path, "text": unread_sentence(part, language)}
            for scan in (comparison.old, comparison.new)
            for part in scan.unread
        ],
        "disagreements": [_disagreement(item) for item in comparison.disagreements],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _text_change(change: TextChange) -> dict[str, Any]:
    return {
        "number": change.number,
        "change": change.change,
        "old": _passage(change.old),
        "new": _passage(change.new),
        "words": [[stretch.side, stretch.text] for stretch in change.words],
    }


def _passage(passage: Passage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    start, end = passage.span.start, passage.span.end
    return {"text": passage.text, "clause": passage.clause, "page": passage.page, "start": start, "end": end}


def _document(scan: Scan) -> dict[str, str]:
    return {"path": scan.document.source.path, "sha256": scan.document.source.sha256}


def _pair(comparison: Comparison, pair: Pair) -> dict[str, Any]:
    decision = decision_on(comparison, pair)
    return {
        "change": pair.change,
        "rule": pair.finding.rule,
        "kind": pair.finding.kind,
        "questions": list(pair.finding.questions),
        "bearing": pair.finding.bearing,
        "old": _side(pair.old),
        "new": _side(pair.new),
        "facts": [{"kind": f.kind, "old": f.old, "new": f.new, "grew": f.grew} for f in pair.facts],
        "decision": decision.decision if decision else None,
    }


def _side(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    return {
        "id": finding.identity,
        "quote": finding.quote,
        "start": finding.span.start,
        "end": finding.span.end,
        "page": finding.page,
        "clause": finding.clause,
    }


def _disagreement(item: Disagreement) -> dict[str, Any]:
    return {
        "difference": item.difference,
        "clause": item.first.key,
        "first": {"language": item.first.language, "quote": item.first.quote},
        "second": item.second and {"language": item.second.language, "quote": item.second.quote},
        "left": list(item.left),
        "right": list(item.right),
    }
