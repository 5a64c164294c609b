"""The component: ``nlp.add_pipe("contract_scan")`` puts what a scan finds on every `Doc`, as spans.

``doc.spans["contract_scan"]`` holds a span a finding, its label the kind and its id the rule; ``span._.contract_scan``
is the finding itself. What could not be looked at stands in ``doc.spans["contract_scan"].attrs["failures"]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from contract_scan.document import Block, Document, Source
from contract_scan.document import Span as Place
from contract_scan.finding import Finding
from contract_scan.messages import DEFAULT, LANGUAGES
from contract_scan.read.language.stretches import with_languages
from contract_scan.report.phrases import failure_sentence
from contract_scan.scan import Scan
from contract_scan.scanning import scan_document
from contract_scan.settings import Settings
from contract_scan.setup import Setup, prepare_with

KEY = "contract_scan"


@Language.factory(  # type: ignore[untyped-decorator]  # spaCy is not looked into
    KEY, default_config={"rules": [], "plugins": [], "questions": "", "installed": True}
)
def make(
    nlp: Language, name: str, rules: Sequence[str], plugins: Sequence[str], questions: str, installed: bool
) -> Component:
    """Return the component: `rules` are folders, `plugins` files, `questions` the name of a question set."""
    settings = Settings(
        rules=tuple(map(Path, rules)), plugins=tuple(map(Path, plugins)), questions=questions, installed=installed
    )
    return Component(prepare_with(settings), nlp.lang)


class Component:
    """Scans a `Doc`; rules and plugins are loaded once, when it is made."""

    def __init__(self, setup: Setup, language: str) -> None:
        self._setup = setup
        self._language = language if language in LANGUAGES else None
        if not Span.has_extension(KEY):
            Span.set_extension(KEY, getter=finding_of)

    def __call__(self, doc: Doc) -> Doc:
        """Return the same `Doc` with its findings."""
        scan = scan_document(document_of(doc.text, self._language), self._setup)
        placed = list(_placed(doc, scan))
        told = {
            "findings": [told_of(finding) for _, finding in placed],
            "failures": [failure_sentence(failure, DEFAULT) for failure in scan.failures],
        }
        doc.spans[KEY] = SpanGroup(doc, name=KEY, attrs=told, spans=[span for span, _ in placed])
        return doc


def document_of(text: str, language: str | None = None) -> Document:
    """Return a text as a document, a block a line, whose offsets are those of the text."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", Place(start, start + len(line)), language=language))
        start += len(line) + 1
    document = Document(Source("", "", "spacy"), text, tuple(blocks))
    return document if language else with_languages(document)


def told_of(finding: Finding) -> dict[str, Any]:
    """Return what is told of a finding, as JSON can say it."""
    return {
        "start": finding.span.start,
        "end": finding.span.end,
        "kind": finding.kind,
        "rule": finding.rule,
        "questions": list(finding.questions),
        "background": list(finding.background),
        "bearing": finding.bearing,
        "certainty": finding.certainty,
        "attributes": dict(finding.attributes),
    }


def finding_of(span: Span) -> dict[str, Any] | None:
    """Return the finding that a span stands for; None for a span that is none of ours."""
    if KEY not in span.doc.spans:
        return None
    group = span.doc.spans[KEY]
    for own, told in zip(group, group.attrs["findings"], strict=True):
        if (own.start, own.end, own.label_, own.id_) == (span.start, span.end, span.label_, span.id_):
            found: dict[str, Any] = told
            return found
    return None


def _placed(doc: Doc, scan: Scan) -> Iterator[tuple[Span, Finding]]:
    """Yield a span for each finding that quotes something; one that begins or ends within a token is widened."""
    for finding in scan.findings:
        place = finding.span
        span = doc.char_span(place.start, place.end, label=finding.kind, span_id=finding.rule, alignment_mode="expand")
        if finding.quote and span is not None:
            yield span, finding
