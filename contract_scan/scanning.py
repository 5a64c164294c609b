"""One document from path to scan: read, check, answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from contract_scan import __version__
from contract_scan.answer import answer
from contract_scan.check import check
from contract_scan.decisions import Decisions
from contract_scan.document import Document, DocumentBuilder, Span
from contract_scan.finding import Finding
from contract_scan.garbage import collecting_seldom
from contract_scan.question import QuestionSet
from contract_scan.question_sets import questions_under
from contract_scan.read.language.stretches import too_short, unread_languages
from contract_scan.rules.silent import without_words
from contract_scan.scan import Provenance, Scan, SetAside
from contract_scan.setup import Setup
from contract_scan.signature import ours_among
from contract_scan.sources import source_states, sources_of


@collecting_seldom()
def scan_document(document: Document, setup: Setup, decisions: Decisions | None = None) -> Scan:
    """Return the scan of a document that was read, with the reviewer's earlier decisions if there are any."""
    document = without_our_comments(document)
    checked = check(
        document,
        setup.checkers,
        setup.derivers,
        setup.meanings,
        setup.seconds,
        setup.gifts,
        setup.known,
        setup.settings,
    )
    under = [_under(setup.questions, finding) for finding in checked.findings]
    findings, set_aside = parted(under, decisions or Decisions(), setup.suppress)
    set_aside += tuple(SetAside(_under(setup.questions, finding), "", by=name) for finding, name in checked.left_out)
    pointers = [_under(setup.questions, pointer) for pointer in checked.pointers]
    unread = (*document.unread, *unread_languages(document, setup.languages), *too_short(document))
    spoken = {block.language for view in document.current_and_original for block in view.blocks if block.language}
    silent = without_words(setup.pack, spoken, setup.failures)
    failures = (*setup.failures, *silent, *checked.failures)
    used = {finding.rule for finding in (*under, *(aside.finding for aside in set_aside))}
    return Scan(
        document=document,
        findings=findings,
        answers=answer(setup.questions, findings, unread, failures, setup.looked, pointers),
        unread=unread,
        failures=failures,
        provenance=provenance_of(setup),
        questions=setup.questions,
        meanings={rule: meaning for rule, meaning in sorted(setup.meanings.items()) if rule in used},
        decisions=decisions,
        set_aside=set_aside,
        sources=source_states(sources_of(setup.questions), setup.lists, decisions.sources if decisions else ()),
        norms=setup.norms,
    )


def _under(questions: QuestionSet, finding: Finding) -> Finding:
    """Return a finding with the questions of the chosen set; what is direct under one is not its background too."""
    direct = questions_under(questions, finding.questions)
    background = (q for q in questions_under(questions, finding.background) if q not in direct)
    return replace(finding, questions=direct, background=tuple(background))


def without_our_comments(document: Document) -> Document:
    """Return a document without the comments that `annotate` made: a reviewed copy is scanned as the draft it is of.

    They are known by what we wrote in them, unchanged; any other comment is read, whoever is called its author.
    """
    ours = _our_comments(document)
    if not ours:
        return document
    builder = DocumentBuilder(document.view)
    for block in document.blocks:
        if block.span.start not in ours:
            own = (mark for mark in document.marks if block.span.contains(mark.span))
            start = block.span.start
            marks = (replace(m, span=Span(m.span.start - start, m.span.end - start)) for m in own)
            builder.add(block, document.quote(block.span), marks)
    original = document.original and without_our_comments(document.original)
    return builder.build(document.source, document.unread, original)


def _our_comments(document: Document) -> frozenset[int]:
    """Return where the blocks of our own comments start."""
    lines = [
        (block.span.start, line)
        for block in document.blocks
        if block.kind in ("comment", "annotation")
        for line in document.quote(block.span).split("\n")
    ]
    ours = ours_among([line for _, line in lines])
    others = {start for index, (start, _) in enumerate(lines) if index not in ours}
    return frozenset(start for start, _ in lines) - others


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


def provenance_of(setup: Setup) -> Provenance:
    """Return with what scans of a setup are made."""
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
