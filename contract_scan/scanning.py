"""One document from path to scan: read, check, answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from contract_scan import __version__
from contract_scan.annotate.note import AUTHOR
from contract_scan.answer import answer
from contract_scan.check import check
from contract_scan.decisions import Decisions
from contract_scan.document import Block, Document, DocumentBuilder, Span
from contract_scan.finding import Finding
from contract_scan.question_sets import questions_under
from contract_scan.read.language import unread_languages
from contract_scan.scan import Provenance, Scan, SetAside
from contract_scan.setup import Setup


def scan_document(document: Document, setup: Setup, decisions: Decisions | None = None) -> Scan:
    """Return the scan of a document that was read, with the reviewer's earlier decisions if there are any."""
    document = without_our_comments(document)
    checked = check(document, setup.checkers, setup.derivers, setup.meanings, setup.seconds, setup.gifts)
    under = [replace(f, questions=questions_under(setup.questions, f.questions)) for f in checked.findings]
    findings, set_aside = parted(under, decisions or Decisions(), setup.suppress)
    unread = (*document.unread, *unread_languages(document, setup.languages))
    failures = (*setup.failures, *checked.failures)
    lists = frozenset(edition.kind.partition(".")[0] for edition in setup.lists)
    used = {finding.rule for finding in under}
    return Scan(
        document=document,
        findings=findings,
        answers=answer(setup.questions, findings, unread, failures, setup.meanings, lists),
        unread=unread,
        failures=failures,
        provenance=_provenance(setup),
        questions=setup.questions,
        meanings={rule: meaning for rule, meaning in sorted(setup.meanings.items()) if rule in used},
        decisions=decisions,
        set_aside=set_aside,
    )


def without_our_comments(document: Document) -> Document:
    """Return a document without the comments that `annotate` made: a reviewed copy is scanned as the draft it is of."""
    if not any(_is_ours(block) for block in document.blocks):
        return document
    builder = DocumentBuilder(document.view)
    for block in document.blocks:
        if not _is_ours(block):
            own = (mark for mark in document.marks if block.span.contains(mark.span))
            start = block.span.start
            marks = (replace(m, span=Span(m.span.start - start, m.span.end - start)) for m in own)
            builder.add(block, document.quote(block.span), marks)
    original = document.original and without_our_comments(document.original)
    return builder.build(document.source, document.unread, original)


def _is_ours(block: Block) -> bool:
    return block.kind == "comment" and block.author == AUTHOR


def parted(
    findings: Iterable[Finding], decisions: Decisions, suppress: Mapping[str, str]
) -> tuple[tuple[Finding, ...], tuple[SetAside, ...]]:
    """Return the findings that stay and those set aside: decided not relevant, or of a rule the house suppresses."""
    stay: list[Finding] = []
    aside: list[SetAside] = []
    for finding in findings:
        decision = decisions.by_finding.get(finding.identity)
        if finding.rule in suppress:
            aside.append(SetAside(finding, suppress[finding.rule]))
        elif decision is not None and decision.decision == "not_relevant":
            aside.append(SetAside(finding, decision.why, decision.by, decision.when))
        else:
            stay.append(finding)
    return tuple(stay), tuple(aside)


def _provenance(setup: Setup) -> Provenance:
    return Provenance(
        version=__version__,
        plugins=dict(sorted(setup.plugins.versions.items())),
        rules=len(setup.pack.meanings),
        rules_sha256=setup.pack.sha256,
        question_set=f"{setup.questions.id} {setup.questions.version}",
        checkers=tuple(sorted(str(c.value.name) for c in (*setup.checkers, *setup.derivers, *setup.gifts))),
        lists=setup.lists,
        models=setup.models,
    )
