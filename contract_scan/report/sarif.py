"""SARIF 2.1.0, the OASIS format for results of analysis: for programs that already show such results.

Every result is of the kind "review": evidence for a person to look at, never a failure.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from contract_scan.dossier import Dossier, dossier_of
from contract_scan.finding import Finding
from contract_scan.report.json import as_json, finding_as_json
from contract_scan.report.phrases import failure_sentence, revision, set_aside, title, unread_sentence
from contract_scan.scan import Scan, SetAside

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


class SarifReporter:
    """One run a document."""

    name = "sarif"
    suffix = ".sarif"
    binary = False

    def report(self, scans: Sequence[Scan], language: str) -> str:
        """Return the log."""
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(scan, language) for scan in scans]}
        return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _run(scan: Scan, language: str) -> dict[str, Any]:
    dossier = dossier_of(scan)
    ids = _rules(scan)
    source = scan.document.source
    uri = _uri(source.path)
    return {
        "tool": {
            "driver": {
                "name": "contract-scan",
                "version": scan.provenance.version,
                "rules": [_rule(scan, rule, language) for rule in ids],
                **({"properties": {"models": models}} if (models := dict(scan.provenance.models)) else {}),
            }
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": uri}, **({"hashes": {"sha-256": source.sha256}} if source.sha256 else {})}],
        "invocations": [
            {
                "executionSuccessful": not scan.failures,
                "toolExecutionNotifications": [
                    {"level": "warning", "message": {"text": text}} for text in _notifications(scan, language)
                ],
            }
        ],
        "results": [_result(dossier, finding, ids.index(finding.rule), uri, language) for finding in scan.findings]
        + [_set_aside(dossier, aside, ids.index(aside.finding.rule), uri, language) for aside in scan.set_aside],
        "properties": {"report": as_json(scan, language, findings=False)},
    }


def _uri(path: str) -> str:
    """Return a path as SARIF wants it: relative as it is, absolute with its scheme."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())


def _notifications(scan: Scan, language: str) -> list[str]:
    unread = [unread_sentence(part, language) for part in scan.unread]
    return unread + [failure_sentence(failure, language) for failure in scan.failures]


def _rule(scan: Scan, rule: str, language: str) -> dict[str, Any]:
    meaning = scan.meanings.get(rule)
    if meaning is None:
        return {"id": rule}
    return {
        "id": rule,
        "name": meaning.title[language],
        "shortDescription": {"text": meaning.title[language]},
        "fullDescription": {"text": meaning.why[language]},
        "help": {"text": meaning.message[language]},
        "defaultConfiguration": {"level": "none"},
        "properties": {"source": meaning.source, "questions": list(meaning.questions)},
    }


def _rules(scan: Scan) -> list[str]:
    every = (*scan.findings, *(aside.finding for aside in scan.set_aside))
    return list(dict.fromkeys(finding.rule for finding in every))


def _result(dossier: Dossier, finding: Finding, index: int, uri: str, language: str) -> dict[str, Any]:
    meaning = dossier.scan.meanings.get(finding.rule)
    message = meaning.message[language] if meaning else title(finding.rule, dossier.scan, language, finding.kind)
    change = revision(finding, language)
    region = {
        "charOffset": finding.span.start,
        "charLength": len(finding.span),
        "snippet": {"text": finding.quote},
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "kind": "review",
        "level": "none",
        "message": {"text": f"{message} ({change})" if change else message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri, "index": 0}, "region": region}}],
        "partialFingerprints": {"contractScan/v1": finding.identity},
        "properties": finding_as_json(finding, dossier),
    }


def _set_aside(dossier: Dossier, aside: SetAside, index: int, uri: str, language: str) -> dict[str, Any]:
    """Return what was set aside as a suppressed result, with the reason, by whom and when."""
    reason = {"kind": "external", "justification": set_aside(aside, language)}
    return {**_result(dossier, aside.finding, index, uri, language), "suppressions": [reason]}
