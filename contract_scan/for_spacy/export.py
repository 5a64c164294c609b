"""Labelled agreements as spaCy trains on them: a `DocBin` a language, a span a label, the questions as categories."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from contract_scan.errors import UsageError
from contract_scan.labelled import Agreement, training_agreements

#: What the spans stand under: the key that spaCy's `spancat` reads.
KEY = "sc"


class ExportError(UsageError):
    """Labelled agreements cannot be exported."""

    area = "cli.corpus"


def export(source: Path, target: Path) -> list[tuple[Path, int, int]]:
    """Write the labelled agreements of a folder as ``LANGUAGE.spacy``; return each file with its documents and spans.

    Every sentence with a label is a span of its kind under `KEY`; doubtful labels are left out. A document's hand, path
    and questions stand in ``doc.user_data``. Raises `ExportError` where there are none, or spaCy is not installed.
    """
    try:
        import spacy
        from spacy.tokens import DocBin
    except ImportError:
        raise ExportError("no_spacy") from None
    try:
        given = training_agreements(source)
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ExportError("not_labelled", path=str(source), error=type(error).__name__) from None
    if not given:
        raise ExportError("no_agreements", path=str(source))
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for language in sorted({str(agreement.head["language"]) for agreement in given}):
        nlp = spacy.blank(language)
        docs = [_doc(nlp, one) for one in given if str(one.head["language"]) == language]
        path = target / f"{language}.spacy"
        DocBin(docs=docs, store_user_data=True).to_disk(path)
        written.append((path, len(docs), sum(len(doc.spans[KEY]) for doc in docs)))
    return written


def _doc(nlp, agreement: Agreement):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - spaCy has no types here
    doc = nlp.make_doc(agreement.text)
    spans = [
        doc.char_span(start, end, label=kind, alignment_mode="expand") for start, end, kind in labels_of(agreement)
    ]
    doc.spans[KEY] = [span for span in spans if span is not None]
    questions = [str(question) for question in agreement.head["questions"]]
    doc.user_data.update(path=agreement.path.name, hand=agreement.hand, questions=questions)
    return doc


def labels_of(agreement: Agreement) -> Iterable[tuple[int, int, str]]:
    """Yield where each label stands in the text of an agreement, as characters, with its kind; no doubtful ones."""
    position = 0
    for lines in agreement.paragraphs:
        for line in lines:
            for mark in line.marks:
                if not mark.doubt:
                    yield position, position + len(line.text), mark.kind
            position += len(line.text) + 1
        position += 1
