"""One document from path to scan: read, check, answer."""

from __future__ import annotations

from dataclasses import replace

from contract_scan import __version__
from contract_scan.answer import answer
from contract_scan.check import check
from contract_scan.decisions import Decisions
from contract_scan.document import Document
from contract_scan.question_sets import questions_under
from contract_scan.read.language import unread_languages
from contract_scan.scan import Provenance, Scan
from contract_scan.setup import Setup


def scan_document(document: Document, setup: Setup, decisions: Decisions | None = None) -> Scan:
    """Return the scan of a document that was read, with the reviewer's earlier decisions if there are any."""
    checked = check(document, setup.checkers, setup.derivers, setup.meanings)
    findings = tuple(
        replace(finding, questions=questions_under(setup.questions, finding.questions)) for finding in checked.findings
    )
    unread = (*document.unread, *unread_languages(document, setup.languages))
    failures = (*setup.failures, *checked.failures)
    lists = frozenset(edition.kind.partition(".")[0] for edition in setup.lists)
    answers = answer(setup.questions, findings, unread, failures, setup.meanings, lists)
    used = {finding.rule for finding in findings}
    meanings = {rule: meaning for rule, meaning in sorted(setup.meanings.items()) if rule in used}
    made_with = _provenance(setup)
    return Scan(document, findings, answers, unread, failures, made_with, setup.questions, meanings, decisions)


def _provenance(setup: Setup) -> Provenance:
    return Provenance(
        version=__version__,
        plugins=dict(sorted(setup.plugins.versions.items())),
        rules=len(setup.pack.meanings),
        rules_sha256=setup.pack.sha256,
        question_set=f"{setup.questions.id} {setup.questions.version}",
        checkers=tuple(sorted(str(c.value.name) for c in (*setup.checkers, *setup.derivers))),
        lists=setup.lists,
        models=setup.models,
    )
