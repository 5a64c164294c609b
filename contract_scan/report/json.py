"""The JSON report: the interface for other programs. Its schema is `contract_scan/report/scan.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from contract_scan.dates import Term
from contract_scan.decisions import as_plain
from contract_scan.document import Span, Unread
from contract_scan.dossier import Dossier, dossier_of
from contract_scan.dossier.model import Asked
from contract_scan.finding import Exemption, Fact, Finding, Standing
from contract_scan.question import Gap
from contract_scan.report.json_summary import summary
from contract_scan.report.phrases import failure_sentence, gap_sentence, unread_sentence
from contract_scan.report.said import background
from contract_scan.rules.model import Meaning
from contract_scan.scan import Failure, Provenance, Scan
from contract_scan.sources import SourceState

SCHEMA = "contract-scan/scan/1"


def as_json(scan: Scan, language: str, *, findings: bool = True) -> dict[str, Any]:
    """Return a scan as plain values, texts for people in a language. Keys and states are those of the schema.

    Without `findings` they are left out, for a format that holds them itself.
    """
    dossier = dossier_of(scan)
    document = scan.document
    every = {"findings": [finding_as_json(finding, dossier) for finding in scan.findings]} if findings else {}
    return {
        "schema": SCHEMA,
        "document": {
            "path": document.source.path,
            "sha256": document.source.sha256,
            "format": document.source.format,
            "pages": document.source.pages,
            "title": document.source.title,
            "languages": {code: round(share, 4) for code, share in document.languages.items()},
            "characters": len(document.text),
            "views": [view.view for view in document.current_and_original],
        },
        "summary": summary(dossier, language),
        **every,
        "answers": [_answer(dossier, asked, language) for asked in dossier.asked],
        "set_aside": [
            {
                "finding": finding_as_json(aside.finding, dossier),
                "reason": aside.reason,
                "by": aside.by,
                "when": aside.when,
            }
            for aside in scan.set_aside
        ],
        "rules": {rule: _rule(meaning, language) for rule, meaning in scan.meanings.items()},
        "decisions": as_plain(scan.decisions) if scan.decisions else None,
        "sources": [_source(state, language) for state in scan.sources],
        "unread": [_unread(part, language) for part in scan.unread],
        "failures": [_failure(failure, language) for failure in scan.failures],
        "terms": [_term(one) for one in dossier.facts.terms],
        "provenance": _provenance(scan.provenance),
    }


def _term(one: Term) -> dict[str, Any]:
    return {
        "what": one.what,
        "value": one.value,
        "certainty": one.certainty,
        "doubts": list(one.doubts),
        "steps": list(one.steps),
        "quote": one.quote,
        "start": one.span.start,
        "end": one.span.end,
        "clause": one.clause,
        "page": one.page,
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def finding_as_json(finding: Finding, dossier: Dossier) -> dict[str, Any]:
    """Return all that is known of a finding as plain values, with the number of its quote."""
    revision = finding.revision
    return {
        "id": finding.identity,
        "number": dossier.number(finding),
        "kind": finding.kind,
        "quote": finding.quote,
        "start": finding.span.start,
        "end": finding.span.end,
        "view": finding.view,
        "page": finding.page,
        "clause": finding.clause,
        "headings": list(finding.headings),
        "standing": _standing(finding.standing),
        "revision": revision
        and {"kind": revision.kind, "author": revision.author, "date": revision.date, "other": revision.other},
        "attributes": dict(finding.attributes),
        "facts": [_fact(fact) for fact in finding.facts],
        "marked": [_span(span) for span in finding.marked],
        "exemptions": [_exemption(exemption) for exemption in finding.exemptions],
        "rule": finding.rule,
        "plugin": finding.plugin,
        "bearing": finding.bearing,
        "questions": list(finding.questions),
        "background": list(finding.background),
        "departs": [asdict(departure) for departure in finding.departs],
        "ordinary": finding.ordinary,
        "certainty": finding.certainty,
        "doubts": list(finding.doubts),
    }


def _standing(standing: Standing | None) -> dict[str, Any] | None:
    if standing is None:
        return None
    return {
        "block": standing.block,
        "paragraph": standing.paragraph,
        "author": standing.author,
        "date": standing.date,
        "marks": list(standing.marks),
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "start": fact.span.start,
        "end": fact.span.end,
        "value": fact.value,
        "unit": fact.unit,
        "note": fact.note,
    }


def _exemption(exemption: Exemption) -> dict[str, Any]:
    return {
        "quote": exemption.quote,
        "start": exemption.span.start,
        "end": exemption.span.end,
        "effect": exemption.effect,
        "clause": exemption.clause,
        "page": exemption.page,
    }


def _answer(dossier: Dossier, asked: Asked, language: str) -> dict[str, Any]:
    answer, question = asked.answer, asked.question
    return {
        "question": answer.question,
        "title": question.title[language],
        "text": question.text[language],
        "state": answer.state,
        "only_possible": asked.only_possible,
        "findings": list(answer.findings),
        "background": list(answer.background),
        "background_text": background(asked, language),
        "nearest": [asdict(near) for near in answer.nearest],
        "gaps": [_gap(gap, language) for gap in answer.gaps],
        "never": question.never[language],
        "next": question.next[language],
        "reviewed": asdict(asked.reviewed) if asked.reviewed else None,
    }


def _rule(meaning: Meaning, language: str) -> dict[str, Any]:
    return {
        "title": meaning.title[language],
        "message": meaning.message[language],
        "why": meaning.why[language],
        "source": meaning.source,
    }


def _gap(gap: Gap, language: str) -> dict[str, Any]:
    return {"reason": gap.reason, "details": dict(gap.details), "text": gap_sentence(gap, language)}


def _source(state: SourceState, language: str) -> dict[str, Any]:
    source, recorded = state.source, state.consultation
    return {
        "source": source.id,
        "title": source.title[language],
        "address": source.address,
        "purpose": source.purpose[language],
        "questions": list(source.questions),
        "state": state.state,
        "editions": [
            {"kind": e.kind, "edition": e.edition, "imported": e.imported, "old": e.old} for e in state.editions
        ],
        "by": recorded.by if recorded else "",
        "when": recorded.when if recorded else "",
        "why": recorded.why if recorded else "",
        "years": recorded.years if recorded else 0,
    }


def _unread(part: Unread, language: str) -> dict[str, Any]:
    return {
        "reason": part.reason,
        "page": part.page,
        "share": part.share,
        "details": dict(part.details),
        "text": unread_sentence(part, language),
    }


def _failure(failure: Failure, language: str) -> dict[str, Any]:
    return {
        "part": failure.part,
        "name": failure.name,
        "reason": failure.reason,
        "details": dict(failure.details),
        "questions": list(failure.questions),
        "text": failure_sentence(failure, language),
    }


def _provenance(provenance: Provenance) -> dict[str, Any]:
    return {
        "version": provenance.version,
        "plugins": dict(provenance.plugins),
        "checkers": list(provenance.checkers),
        "rules": provenance.rules,
        "rules_sha256": provenance.rules_sha256,
        "question_set": provenance.question_set,
        "lists": [asdict(edition) for edition in provenance.lists],
        "models": dict(provenance.models),
    }


class JsonReporter:
    """One JSON object, indented; a list of them for several documents."""

    name = "json"
    suffix = ".json"
    binary = False

    def report(self, scans: Sequence[Scan], language: str) -> str:
        """Return the report; see the schema."""
        objects = [as_json(scan, language) for scan in scans]
        return json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=1) + "\n"


class JsonLinesReporter:
    """One JSON object a line, one line a document."""

    name = "jsonl"
    suffix = ".jsonl"
    binary = False

    def report(self, scans: Sequence[Scan], language: str) -> str:
        """Return the report; see the schema."""
        return "".join(json.dumps(as_json(scan, language), ensure_ascii=False) + "\n" for scan in scans)
